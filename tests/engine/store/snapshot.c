/* snapshot.c — what a snapshot keeps, and that what is damaged is not believed. */
#include "engine/store/snapshot.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;

static void
open_again (enum store_mode mode)
{
  store_close (store);
  store_open (&store, scratch_path ("snapshot.db"), mode, &error);
}

/* Changes the file behind the store's back. */
static void
damage (const char *sql)
{
  sqlite3 *db;
  store_close (store);
  sqlite3_open (scratch_path ("snapshot.db"), &db);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK || sqlite3_changes (db) != 1)
    ok (false, "%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
  store_open (&store, scratch_path ("snapshot.db"), STORE_WRITE, &error);
}

static int
teacher (const char *id, const char *row)
{
  return snapshot_put_teacher (store, id, row, strlen (row), &error);
}

static int
note_teacher (void *context, const char *id, const void *row, size_t size, struct error *why)
{
  (void)why;
  buffer_format (context, "%s=%.*s ", id, (int)size, (const char *)row);
  return 0;
}

static void
has_teachers (int status, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (snapshot_teachers (store, note_teacher, &out, &error), status, "%s", what);
  is_str (buffer_string (&out), expected, "%s: these", what);
  buffer_release (&out);
}

static void
has_head (int status, const char *expected, const char *expected_why, const char *what)
{
  struct buffer out = BUFFER_INIT;
  char why[160] = "not set";
  is_int (snapshot_head (store, &out, why, &error), status, "%s", what);
  is_str (buffer_string (&out), expected, "%s: the bytes", what);
  is_str (why, expected_why, "%s: why", what);
  buffer_release (&out);
}

static void
has_cohort (int32_t day, const char *sentence, int status, const char *expected)
{
  struct buffer out = BUFFER_INIT;
  is_int (snapshot_cohort (store, day, sentence, &out, &error), status, "%s on day %d", sentence,
          day);
  if (status == 1)
    is_str (buffer_string (&out), expected, "its rows");
  buffer_release (&out);
}

static void
test_head (void)
{
  has_head (0, "", "", "no head yet");
  is_int (snapshot_put_head (store, "first", 5, &error), 0, "a head is put");
  is_int (snapshot_put_head (store, "second", 6, &error), 0, "and another");
  has_head (1, "second", "", "the latest");
  damage ("UPDATE snapshot SET head = x'00'");
  has_head (0, "", "the snapshot's head does not fit its checksum", "a damaged one");
  is_int (snapshot_put_head (store, "", 0, &error), 0, "it can be replaced");
  has_head (1, "", "", "an empty one");
}

static void
test_teachers (void)
{
  has_teachers (0, "", "no teachers yet");
  teacher ("T2", "two");
  teacher ("", "school");
  teacher ("T10", "");
  teacher ("é", "last");
  is_int (teacher ("T2", "TWO"), 0, "a teacher is put again");
  has_teachers (0, "=school T10= T2=TWO é=last ", "all by id");
  open_again (STORE_READ);
  has_teachers (0, "=school T10= T2=TWO é=last ", "closed and opened");
  damage ("UPDATE teacher SET state = CAST('TWo' AS BLOB) WHERE id = 'T2'");
  has_teachers (-1, "=school T10= ", "up to a damaged one");
  is_int (error.code, ERROR_INPUT, "which is an error in what was read");
  ok (strstr (error.text, "teacher \"T2\" does not fit its checksum: it is not believed") != NULL,
      "and named: %s", error.text);
  teacher ("T2", "TWO");
  damage ("UPDATE teacher SET id = 'T3' WHERE id = 'T2'");
  has_teachers (-1, "=school T10= ", "a row in another's place does not fit either");
}

static void
test_cohorts (void)
{
  has_cohort (5, "best", 0, NULL);
  snapshot_put_cohort (store, 5, "best", "a", 1, &error);
  snapshot_put_cohort (store, -6, "best", "b", 1, &error);
  snapshot_put_cohort (store, 5, "others", "c", 1, &error);
  is_int (snapshot_put_cohort (store, 5, "best", "A", 1, &error), 0, "a cohort is put again");
  has_cohort (5, "best", 1, "A");
  has_cohort (-6, "best", 1, "b");
  has_cohort (5, "others", 1, "c");
  has_cohort (6, "best", 0, NULL);
  damage ("UPDATE cohort SET day = 7 WHERE sentence = 'others'");
  has_cohort (7, "others", -1, NULL);
  ok (error.code == ERROR_INPUT && strstr (error.text, "cohort of \"others\""), "it is named: %s",
      error.text);
}

static int
note_seqs (void *context, const uint64_t *seqs, uint32_t count, struct error *why)
{
  (void)why;
  for (uint32_t i = 0; i < count; i++)
    buffer_format (context, "%lld ", (long long)seqs[i]);
  return 0;
}

static void
has_history (const char *id, int status, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (snapshot_history (store, id, note_seqs, &out, &error), status, "%s", what);
  is_str (buffer_string (&out), expected, "%s: these", what);
  buffer_release (&out);
}

#define PUT(id, ...)                                                                               \
  snapshot_put_history (store, id, (const uint64_t[]){ __VA_ARGS__ },                              \
                        sizeof (uint64_t[]){ __VA_ARGS__ } / sizeof (uint64_t), &error)

static void
test_histories (void)
{
  has_history ("T1", 0, "", "no history yet");
  is_int (PUT ("T1", 3, 4, 1000000), 0, "a list is put");
  is_int (PUT ("T1", 1000001), 0, "and the next");
  is_int (PUT ("T2", 1), 0, "another teacher's");
  is_int (snapshot_put_history (store, "T1", NULL, 0, &error), 0, "an empty one");
  has_history ("T1", 0, "3 4 1000000 1000001 ", "all in order");
  is_int (PUT ("T1", 1000001), -1, "a number is not put twice");
  ok (strstr (error.text, "the history of \"T1\" goes from 1000001 to 1000001") != NULL,
      "it says so: %s", error.text);
  is_int (PUT ("T1", 2000000, 1999999), -1, "nor out of order");
  is_int (PUT ("T3", 0), -1, "there is no number 0");
  is_int (PUT ("T2", 9223372036854775807), 0, "the largest number");
  has_history ("T2", 0, "1 9223372036854775807 ", "comes back");
  is_int (PUT ("T2", 9223372036854775808u), -1, "there is none above it");
  has_history ("T1", 0, "3 4 1000000 1000001 ", "mistakes change nothing");
  damage ("UPDATE history SET seqs = x'0304' WHERE teacher = 'T1' AND upto = 1000001");
  has_history ("T1", -1, "3 4 1000000 ", "up to a damaged list");
  ok (error.code == ERROR_INPUT && strstr (error.text, "history of \"T1\" does not fit"),
      "it is named: %s", error.text);
}

struct counted
{
  uint64_t next, step, wrong, lists;
};

static int
count_seqs (void *context, const uint64_t *seqs, uint32_t count, struct error *why)
{
  struct counted *counted = context;
  (void)why;
  counted->lists++;
  for (uint32_t i = 0; i < count; i++, counted->next += counted->step)
    counted->wrong += seqs[i] != counted->next;
  return 0;
}

static void
test_long_history (void)
{
  enum
  {
    MANY = 100000
  };
  uint64_t *seqs = malloc (MANY * sizeof *seqs);
  for (uint64_t i = 0; i < MANY; i++)
    seqs[i] = 1 + i * 12345;
  is_int (snapshot_put_history (store, "long", seqs, MANY, &error), 0, "a long list is put");
  struct counted counted = { .next = 1, .step = 12345 };
  is_int (snapshot_history (store, "long", count_seqs, &counted, &error), 0, "and read");
  ok (counted.wrong == 0 && counted.next == 1 + MANY * UINT64_C (12345), "as it was");
  ok (counted.lists > 100, "in pieces that lie beside others on a page: %d", (int)counted.lists);
  free (seqs);
}

static void
test_drop (void)
{
  store_begin (store, &error);
  is_int (snapshot_drop (store, &error), 0, "all of it is dropped");
  has_teachers (0, "", "no teacher is left");
  store_rollback (store);
  has_history ("T2", 0, "1 9223372036854775807 ", "rolled back, all is there");
  is_int (snapshot_drop (store, &error), 0, "dropped again");
  has_head (0, "", "", "no head");
  has_teachers (0, "", "no teacher");
  has_cohort (5, "best", 0, NULL);
  has_history ("T2", 0, "", "no history");
  is_int (PUT ("T2", 1), 0, "it begins anew");
}

int
main (void)
{
  store_open (&store, scratch_path ("snapshot.db"), STORE_CREATE, &error);
  test_head ();
  test_teachers ();
  test_cohorts ();
  test_histories ();
  test_long_history ();
  test_drop ();
  store_close (store);
  return tap_done ();
}
