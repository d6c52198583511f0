/* buffer.c — text being put together. */
#include "engine/base/buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fault.h"
#include "tests/tap.h"

static void
test_growing (void)
{
  struct buffer buffer = BUFFER_INIT;
  is_str (buffer_string (&buffer), "", "a new buffer is an empty text");
  buffer_add (&buffer, NULL, 0);
  is_str (buffer_string (&buffer), "", "and stays one when nothing is added");
  buffer_text (&buffer, "one");
  buffer_char (&buffer, ' ');
  buffer_format (&buffer, "%d%%", 2);
  buffer_format (&buffer, "%s", "");
  is_str (buffer_string (&buffer), "one 2%", "text, a character and a format follow each other");
  is_int ((long long)buffer.size, 6, "the size is that of the text");
  buffer_add (&buffer, "\0x", 2);
  ok (buffer.size == 8 && memcmp (buffer.data, "one 2%\0x", 9) == 0, "a 0 is a byte like others");
  buffer_clear (&buffer);
  is_str (buffer_string (&buffer), "", "cleared, it is an empty text");
  buffer_text (&buffer, "b");
  is_str (buffer_string (&buffer), "b", "and can be written again");
  buffer_release (&buffer);
  ok (!buffer.data && !buffer.size && !buffer.capacity && !buffer.failed, "released, it is as new");
  buffer_release (&buffer);
}

static void
test_many (void)
{
  struct buffer buffer = BUFFER_INIT;
  int wrong = 0;
  for (int i = 0; i < 20000; i++)
    {
      if (i % 3 == 0)
        buffer_char (&buffer, 'a');
      else if (i % 3 == 1)
        buffer_format (&buffer, "%05d", i);
      else
        buffer_text (&buffer, "bb");
      wrong += buffer.failed || buffer.size >= buffer.capacity || buffer.data[buffer.size] != 0;
    }
  is_int (wrong, 0, "at every size there is room for the 0 at the end, and it is there");
  is_int ((long long)strlen (buffer.data), (long long)buffer.size, "nothing was lost");
  ok (strncmp (buffer.data, "a00001bba00004bb", 16) == 0, "nor put elsewhere");
  buffer_release (&buffer);
}

static void
test_failing (void)
{
  struct buffer buffer = BUFFER_INIT;
  buffer_text (&buffer, "kept");
  buffer_add (&buffer, "x", SIZE_MAX / 8);
  ok (buffer.failed, "more than there is memory for fails");
  buffer_text (&buffer, "after");
  buffer_char (&buffer, 'x');
  buffer_format (&buffer, "%d", 1);
  buffer_json (&buffer, "x", 1);
  ok (buffer.failed, "a failed buffer stays failed");
  is_int ((long long)buffer.size, 4, "and swallows what follows");
  buffer_clear (&buffer);
  buffer_text (&buffer, "new");
  ok (!buffer.failed && strcmp (buffer.data, "new") == 0, "cleared, it works again");
  buffer_release (&buffer);
}

static bool
build (struct buffer *buffer)
{
  for (int i = 0; i < 40; i++)
    {
      buffer_text (buffer, "some text, ");
      buffer_format (buffer, "%0*d", i, i);
      buffer_json (buffer, "\"\n\x01 quoted", 10);
    }
  return !buffer->failed;
}

static void
test_faults (void)
{
  struct buffer whole = BUFFER_INIT, buffer = BUFFER_INIT;
  build (&whole);
  int rounds = 0, wrong = 0;
  for (fault_start (1); !build (&buffer); fault_start (fault_number + 1), rounds++)
    {
      wrong += buffer.size > whole.size
               || memcmp (buffer.data ? buffer.data : "", whole.data, buffer.size) != 0;
      buffer_release (&buffer);
    }
  fault_stop ();
  ok (rounds > 2, "each allocation failed in turn");
  is_int (wrong, 0, "what a failed buffer holds is a beginning of the text");
  is_str (buffer_string (&buffer), buffer_string (&whole), "and then it was whole");
  buffer_release (&buffer);
  buffer_release (&whole);
}

static void
test_json (void)
{
  static const struct
  {
    const char *text;
    size_t size;
    const char *json;
  } cases[] = {
    { "", 0, "\"\"" },
    { "plain", 5, "\"plain\"" },
    { "\"", 1, "\"\\\"\"" },
    { "\\", 1, "\"\\\\\"" },
    { "a\"b\\c", 5, "\"a\\\"b\\\\c\"" },
    { "/", 1, "\"/\"" },
    { "\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\"" },
    { "\0", 1, "\"\\u0000\"" },
    { "\x01\x0b\x1f", 3, "\"\\u0001\\u000b\\u001f\"" },
    { "\x7f", 1, "\"\x7f\"" },
    { "中é\U0001F393", 9, "\"中é\U0001F393\"" },
    { "end\n", 4, "\"end\\n\"" },
    { "\n\n", 2, "\"\\n\\n\"" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct buffer buffer = BUFFER_INIT;
      buffer_json (&buffer, cases[i].text, cases[i].size);
      is_str (buffer_string (&buffer), cases[i].json, "case %zu is written as JSON", i);
      buffer_release (&buffer);
    }
}

int
main (void)
{
  test_growing ();
  test_many ();
  test_failing ();
  test_faults ();
  test_json ();
  return tap_done ();
}
