/* log.c — both logs, by the same checks. */
#include "engine/store/log.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/scratch.h"
#include "tests/tap.h"

enum
{
  PADDING = 64
};

static struct error error;

static uint64_t
append (struct log *log, enum log_kind kind, const char *body)
{
  uint64_t seq = 0;
  if (log_append (log, kind, body, strlen (body), &seq, &error) < 0)
    ok (false, "%s", error.text);
  return seq;
}

static void
has_entry (struct log *log, uint64_t seq, enum log_kind kind, const char *body)
{
  struct log_entry entry = { 0 };
  is_int (log_read (log, seq, &entry, &error), 1, "entry %d is there", (int)seq);
  ok (entry.seq == seq && entry.kind == kind, "with its number and kind");
  is_text (entry.body, entry.size, body, "and its body");
  int sum = 0;
  for (int i = 0; i < PADDING; i++)
    sum += entry.body[entry.size + (size_t)i];
  ok (sum >= -128 * PADDING, "and what may be read after it");
}

/* What a scan saw, one entry after the other. */
struct seen
{
  struct log *log;
  struct buffer text;
  bool reads, appends;
  int ends_at;
};

static int
see (void *context, const struct log_entry *entry, struct error *why)
{
  struct seen *seen = context;
  struct log_entry other;
  if (seen->reads && log_read (seen->log, 1, &other, why) != 1)
    return -1;
  if (seen->appends && seen->text.size < 1000)
    append (seen->log, LOG_CLOCK, "more");
  buffer_format (&seen->text, "%d:%d:%.*s ", (int)entry->seq, (int)entry->kind, (int)entry->size,
                 entry->body);
  if (seen->ends_at == (int)entry->seq)
    return error_set (why, ERROR_LIMIT, "enough");
  return 0;
}

static void
sees (struct seen seen, uint64_t after, const char *expected, const char *what)
{
  int status = log_scan (seen.log, after, see, &seen, &error);
  is_int (status, seen.ends_at ? -1 : 0, "%s", what);
  is_str (buffer_string (&seen.text), expected, "%s: what it saw", what);
  buffer_release (&seen.text);
}

static int
count_wrong (void *context, const struct log_entry *entry, struct error *why)
{
  int *wrong = context;
  char body[32];
  (void)why;
  int size = snprintf (body, sizeof body, "{\"n\":%d}", (int)entry->seq);
  *wrong += entry->size != (size_t)size || memcmp (entry->body, body, (size_t)size) != 0;
  return 0;
}

static void
test_log (struct log *log, const char *which)
{
  struct log_entry entry;
  tap_note ("%s", which);
  is_int ((long long)log_position (log), 0, "a new log is empty");
  is_int (log_read (log, 1, &entry, &error), 0, "it has no first entry");
  is_int (log_read (log, 0, &entry, &error), 0, "and none of number 0");
  sees ((struct seen){ .log = log }, 0, "", "a scan of nothing");
  is_int ((long long)append (log, LOG_EVENT, "{\"id\":\"a\"}"), 1, "the first entry is 1");
  is_int ((long long)append (log, LOG_CLOCK, "2024-09-01T00:00:00Z"), 2, "the next 2");
  is_int ((long long)append (log, LOG_POLICY, ""), 3, "one may be empty");
  is_int ((long long)log_position (log), 3, "the last number is the position");
  has_entry (log, 1, LOG_EVENT, "{\"id\":\"a\"}");
  has_entry (log, 2, LOG_CLOCK, "2024-09-01T00:00:00Z");
  has_entry (log, 3, LOG_POLICY, "");
  is_int (log_read (log, 4, &entry, &error), 0, "there is none after the last");
  is_int (log_read (log, UINT64_MAX, &entry, &error), 0, "however far");
  static const char all[] = "1:0:{\"id\":\"a\"} 2:1:2024-09-01T00:00:00Z 3:2: ";
  sees ((struct seen){ .log = log }, 0, all, "a scan");
  sees ((struct seen){ .log = log }, 2, "3:2: ", "a scan of the last");
  sees ((struct seen){ .log = log }, 3, "", "a scan after the last");
  sees ((struct seen){ .log = log }, UINT64_MAX, "", "a scan after all");
  sees ((struct seen){ .log = log, .reads = true }, 0, all, "a scan whose entries are read");
  sees ((struct seen){ .log = log, .ends_at = 2 }, 0,
        "1:0:{\"id\":\"a\"} 2:1:2024-09-01T00:00:00Z ", "a scan that is ended");
  is_str (error.text, "enough", "says why");
  sees ((struct seen){ .log = log, .appends = true }, 0, all, "a scan while entries are added");
  is_int ((long long)log_position (log), 6, "they are there");
  uint64_t seq;
  is_int (log_append (log, LOG_EVENT, "a\0b", 3, &seq, &error), 0, "a 0 is a byte");
  log_read (log, seq, &entry, &error);
  ok (entry.size == 3 && memcmp (entry.body, "a\0b", 3) == 0, "like others");
}

static void
test_many (struct store *store, struct log *log, const char *which)
{
  int wrong = 0;
  char *large = malloc (1 << 20);
  memset (large, 'x', 1 << 20);
  if (store)
    store_begin (store, &error);
  for (int i = 1; i <= 20000; i++)
    {
      char body[32];
      snprintf (body, sizeof body, "{\"n\":%d}", i);
      wrong += append (log, LOG_EVENT, body) != (uint64_t)i;
    }
  if (store)
    store_commit (store, &error);
  log_scan (log, 0, count_wrong, &wrong, &error);
  for (int i = 20000; i > 0; i -= 7)
    {
      struct log_entry entry;
      wrong += log_read (log, (uint64_t)i, &entry, &error) != 1;
      wrong += count_wrong (&wrong, &entry, &error);
    }
  is_int (wrong, 0, "%s: many come back as they were", which);
  uint64_t seq;
  struct log_entry entry;
  is_int (log_append (log, LOG_EVENT, large, 1 << 20, &seq, &error), 0, "%s: a large one", which);
  ok (log_read (log, seq, &entry, &error) == 1 && entry.size == 1 << 20
          && memcmp (entry.body, large, 1 << 20) == 0,
      "%s: too", which);
  free (large);
}

static void
test_gap (void)
{
  struct store *store;
  sqlite3 *db;
  store_open (&store, scratch_path ("gap.db"), STORE_CREATE, &error);
  for (int i = 0; i < 5; i++)
    append (log_of (store), LOG_EVENT, "x");
  store_close (store);
  sqlite3_open (scratch_path ("gap.db"), &db);
  sqlite3_exec (db, "DELETE FROM log WHERE seq = 3", NULL, NULL, NULL);
  sqlite3_close (db);
  store_open (&store, scratch_path ("gap.db"), STORE_WRITE, &error);
  struct seen seen = { .log = log_of (store) };
  is_int (log_scan (log_of (store), 0, see, &seen, &error), -1,
          "a scan ends where an entry is lost");
  ok (strstr (error.text, "entry 3 of the log is missing: the file is damaged")
          && error.code == ERROR_IO && strstr (error.text, scratch_path ("gap.db")),
      "and says so: %s", error.text);
  buffer_release (&seen.text);
  store_close (store);
}

int
main (void)
{
  struct log *log;
  struct store *store;
  if (log_memory (&log, &error) == 0)
    test_log (log, "in memory");
  log_close (log);
  log_memory (&log, &error);
  test_many (NULL, log, "in memory");
  log_close (log);
  log_close (NULL);
  if (store_open (&store, scratch_path ("log.db"), STORE_CREATE, &error) == 0)
    test_log (log_of (store), "in a store");
  store_close (store);
  store_open (&store, scratch_path ("many.db"), STORE_CREATE, &error);
  test_many (store, log_of (store), "in a store");
  log_close (log_of (store));
  is_int ((long long)log_position (log_of (store)), 20001, "a store's log is closed with it alone");
  store_close (store);
  test_gap ();
  return tap_done ();
}
