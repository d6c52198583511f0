/* refused.c — what was refused: the latest, not too much, each cut. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/store.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;

static void
refuse (uint64_t line, const char *id, const char *text, size_t len)
{
  struct refused refused = { .at = (int64_t)line * 10,
                             .line = line,
                             .id = id,
                             .field = "time",
                             .reason = "it has no offset",
                             .text = text,
                             .len = len };
  if (store_refuse (store, &refused, &error) < 0)
    ok (false, "%s", error.text);
}

struct seen
{
  struct refused last;
  char text[2048], id[2048];
  uint64_t count, first_line, last_line, bytes;
  bool in_order;
};

static int
note (void *context, const struct refused *refused, struct error *why)
{
  struct seen *seen = context;
  (void)why;
  if (seen->count++ == 0)
    {
      seen->first_line = refused->line;
      seen->in_order = true;
      seen->last = *refused;
      memcpy (seen->text, refused->text, refused->len + 1);
      strcpy (seen->id, refused->id);
      seen->in_order = strcmp (refused->field, "time") == 0
                       && strcmp (refused->reason, "it has no offset") == 0;
    }
  else
    seen->in_order &= refused->line == seen->last_line - 1;
  seen->last_line = refused->line;
  seen->bytes
      += refused->len + strlen (refused->id) + strlen (refused->field) + strlen (refused->reason);
  return 0;
}

static struct seen
look (uint32_t limit)
{
  struct seen seen = { 0 };
  if (store_refusals (store, limit, note, &seen, &error) < 0)
    ok (false, "%s", error.text);
  return seen;
}

static void
test_few (void)
{
  is_int ((long long)look (0).count, 0, "nothing was refused");
  refuse (1, "a", "first", 5);
  refuse (2, "b", "sec\0nd", 6);
  struct seen seen = look (0);
  is_int ((long long)seen.count, 2, "two were");
  is_int ((long long)seen.first_line, 2, "the latest first");
  is_int (seen.last.at, 20, "with its time");
  is_str (seen.id, "b", "its id");
  ok (seen.last.len == 6 && memcmp (seen.text, "sec\0nd", 7) == 0, "and its text, any bytes");
  ok (seen.in_order, "field and reason, in order");
  is_int ((long long)look (1).count, 1, "so many");
}

static void
is_cut (const char *text, size_t len, size_t expected, const char *what)
{
  refuse (3, "c", text, len);
  is_int ((long long)look (1).last.len, (long long)expected, "%s", what);
}

static void
test_cut (void)
{
  char text[4096];
  memset (text, 'x', sizeof text);
  is_cut (text, 1024, 1024, "a text of 1 KiB is whole");
  is_cut (text, 1025, 1024, "a longer one is cut");
  memcpy (text + 1023, "é", 2);
  is_cut (text, 2000, 1023, "before a character of two bytes");
  memcpy (text + 1022, "中", 3);
  is_cut (text, 2000, 1022, "of three");
  memcpy (text + 1021, "\xF0\x9F\x8E\x93", 4);
  is_cut (text, 2000, 1021, "of four");
  memcpy (text + 1020, "\xF0\x9F\x8E\x93", 4);
  is_cut (text, 2000, 1024, "and after one that ends there");
  memset (text, 0x80, sizeof text);
  is_cut (text, 2000, 1024, "what is no text is cut all the same");
  memset (text, 'i', sizeof text);
  text[4000] = 0;
  refuse (4, text, "", 0);
  is_int ((long long)strlen (look (1).id), 1024, "a long id too");
}

static void
test_limits (void)
{
  store_begin (store, &error);
  for (uint64_t line = 10; line < 20020; line++)
    refuse (line, "n", "short", 5);
  is_int (store_commit (store, &error), 0, "more are refused than are kept");
  struct seen seen = look (0);
  is_int ((long long)seen.count, 10000, "10,000 are");
  ok (seen.first_line == 20019 && seen.in_order, "the latest");
  char text[1024], id[1024];
  memset (text, 'x', sizeof text);
  memset (id, 'i', sizeof id);
  id[1000] = 0;
  store_begin (store, &error);
  for (uint64_t line = 20020; line < 38000; line++)
    refuse (line, id, text, sizeof text);
  refuse (38000, "n", "short", 5);
  is_int (store_commit (store, &error), 0, "much more text is refused than is kept");
  seen = look (0);
  ok (seen.bytes <= 16 << 20 && seen.bytes > (16 << 20) - 3000, "16 MiB are: %llu bytes",
      (unsigned long long)seen.bytes);
  ok (seen.first_line == 38000 && seen.in_order, "the latest");
}

int
main (void)
{
  store_open (&store, scratch_path ("refused.db"), STORE_CREATE, &error);
  test_few ();
  test_cut ();
  test_limits ();
  uint64_t count = look (0).count;
  store_close (store);
  store_open (&store, scratch_path ("refused.db"), STORE_WRITE, &error);
  is_int ((long long)look (0).count, (long long)count, "closed and opened, they are there");
  refuse (38001, "n", "short", 5);
  is_int ((long long)look (0).first_line, 38001, "and go on");
  store_close (store);
  return tap_done ();
}
