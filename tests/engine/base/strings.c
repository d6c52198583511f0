/* strings.c — the hash map: strings to small numbers and back. */
#include "engine/base/strings.h"

#include <stdio.h>
#include <string.h>

#include "tests/fault.h"
#include "tests/tap.h"

enum
{
  MANY = 100000
};

static uint32_t
put (struct strings *strings, const char *text)
{
  uint32_t number = STRINGS_NONE;
  strings_put (strings, text, (uint32_t)strlen (text), &number, NULL);
  return number;
}

static void
test_few (void)
{
  struct strings strings;
  strings_init (&strings, 1);
  is_int (strings_find (&strings, "a", 1), STRINGS_NONE, "a new table knows nothing");
  is_int (put (&strings, "b"), 0, "the first string is 0");
  is_int (put (&strings, "a"), 1, "the next is 1");
  is_int (put (&strings, "b"), 0, "one that is known keeps its number");
  is_int (put (&strings, ""), 2, "an empty string is a string");
  is_int (put (&strings, "ab"), 3, "a longer one is another");
  is_int (strings_find (&strings, "a", 1), 1, "it is found");
  is_int (strings_find (&strings, "", 0), 2, "the empty one too");
  is_int (strings_find (&strings, "abc", 3), STRINGS_NONE, "what was not put is not");
  uint32_t number;
  strings_put (&strings, "a\0b", 3, &number, NULL);
  is_int (number, 4, "a 0 is a byte like others");
  strings_put (&strings, "a\0c", 3, &number, NULL);
  is_int (number, 5, "and what follows it counts");
  is_int (strings_find (&strings, "a\0b", 3), 4, "also when looked for");
  is_int (strings_length (&strings, 4), 3, "the length is kept");
  ok (memcmp (strings_text (&strings, 4), "a\0b", 4) == 0,
      "the bytes are kept, with a 0 after them");
  is_str (strings_text (&strings, 2), "", "the empty text");
  is_int (strings.count, 6, "as many as different strings were put");
  strings_release (&strings);
  is_int (strings.count, 0, "released, it is empty");
  strings_release (&strings);
}

static void
name (char *text, int i)
{
  sprintf (text, i % 2 ? "teacher-%d" : "T%08x", i * 7919);
}

static void
test_many (uint64_t seed)
{
  struct strings strings;
  strings_init (&strings, seed);
  char text[40];
  int wrong = 0, moved = 0, unknown = 0, full = 0;
  const char *first = NULL;
  for (int i = 0; i < MANY; i++)
    {
      name (text, i);
      wrong += put (&strings, text) != (uint32_t)i;
      first = first ? first : strings_text (&strings, 0);
      full += strings.count > strings.size / 8 * 5;
    }
  for (int i = MANY; i-- > 0;)
    {
      name (text, i);
      wrong += put (&strings, text) != (uint32_t)i
               || strings_find (&strings, text, (uint32_t)strlen (text)) != (uint32_t)i;
      moved += strcmp (strings_text (&strings, (uint32_t)i), text) != 0
               || strings_length (&strings, (uint32_t)i) != strlen (text);
      text[0] = 'x';
      unknown += strings_find (&strings, text, (uint32_t)strlen (text)) != STRINGS_NONE;
    }
  is_int (wrong, 0, "seed %#llx: numbers go by arrival alone", (unsigned long long)seed);
  is_int (moved, 0, "seed %#llx: the texts come back", (unsigned long long)seed);
  is_int (unknown, 0, "seed %#llx: nothing is found that was not put", (unsigned long long)seed);
  is_int (full, 0, "seed %#llx: the table is never fuller than it says", (unsigned long long)seed);
  ok (first == strings_text (&strings, 0), "seed %#llx: a borrowed text does not move",
      (unsigned long long)seed);
  strings_release (&strings);
}

static void
test_order (void)
{
  static const char *const sorted[]
      = { "", "A", "B", "a", "a!", "aa", "ab", "b", "\x7f", "é", "中" };
  enum
  {
    COUNT = sizeof sorted / sizeof *sorted
  };
  struct strings strings;
  strings_init (&strings, 5);
  for (size_t i = COUNT; i-- > 0;)
    put (&strings, sorted[i]);
  int wrong = 0, plain = 0;
  for (int i = 0; i < COUNT; i++)
    for (int j = 0; j < COUNT; j++)
      {
        uint32_t a = (uint32_t)strlen (sorted[i]), b = (uint32_t)strlen (sorted[j]);
        int order = strings_compare (&strings, strings_find (&strings, sorted[i], a),
                                     strings_find (&strings, sorted[j], b));
        wrong += (order > 0) - (order < 0) != (i > j) - (i < j);
        order = text_compare (sorted[i], a, sorted[j], b);
        plain += (order > 0) - (order < 0) != (i > j) - (i < j);
      }
  is_int (wrong, 0, "strings are in byte order, shorter ones first");
  is_int (plain, 0, "so are plain texts");
  ok (text_compare ("a\0b", 3, "a\0a", 3) > 0, "a 0 does not end the comparison");
  ok (text_compare ("\xFF", 1, "a", 1) > 0, "bytes are unsigned");
  strings_release (&strings);
}

/* Puts strings from number `from` on; the number it stopped at. */
static int
fill (struct strings *strings, int from, int to)
{
  for (int i = from; i < to; i++)
    {
      char text[40];
      uint32_t number = 4242;
      struct error error = { 0 };
      name (text, i);
      if (strings_put (strings, text, (uint32_t)strlen (text), &number, &error) < 0)
        {
          if (error.code != ERROR_MEMORY || number != 4242)
            ok (false, "a failure says that memory ran out, and gives no number");
          return i;
        }
    }
  return to;
}

static void
test_faults (void)
{
  enum
  {
    COUNT = 2000
  };
  struct strings strings;
  int rounds = 0, wrong = 0;
  fault_start (1);
  for (int at = 0;; rounds++)
    {
      strings_init (&strings, 3);
      at = fill (&strings, 0, COUNT);
      if (at == COUNT)
        break;
      wrong += strings.count != (uint32_t)at;
      char text[40];
      name (text, at);
      wrong += strings_find (&strings, text, (uint32_t)strlen (text)) != STRINGS_NONE;
      for (int i = 0; i < at; i++)
        {
          name (text, i);
          wrong += strings_find (&strings, text, (uint32_t)strlen (text)) != (uint32_t)i;
        }
      /* Memory is there again. */
      wrong += fill (&strings, at, COUNT) != COUNT || strings.count != COUNT;
      strings_release (&strings);
      fault_start (fault_number + 1);
    }
  fault_stop ();
  strings_release (&strings);
  ok (rounds > 5, "each allocation failed in turn");
  is_int (wrong, 0, "a string that could not be put changed nothing, and could be put later");
}

int
main (void)
{
  test_few ();
  test_many (0);
  test_many (UINT64_C (0x9E3779B97F4A7C15));
  test_order ();
  test_faults ();
  return tap_done ();
}
