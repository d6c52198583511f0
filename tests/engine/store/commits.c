/* commits.c — the chain, one hash a commit. */
#include <sqlite3.h>
#include <string.h>

#include "engine/store/log.h"
#include "engine/store/store.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;

static int
put (uint64_t number, uint64_t log, uint64_t journal)
{
  struct commit commit = { number, log, journal, { 0 } };
  memset (commit.hash, (int)number, sizeof commit.hash);
  return store_put_commit (store, &commit, &error);
}

static int
note (void *context, const struct commit *commit, struct error *why)
{
  (void)why;
  buffer_format (context, "%d:%d:%d:%02x ", (int)commit->number, (int)commit->log,
                 (int)commit->journal, commit->hash[31]);
  return 0;
}

static void
has (uint64_t from, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (store_commits (store, from, note, &out, &error), 0, "%s", what);
  is_str (buffer_string (&out), expected, "%s: these", what);
  buffer_release (&out);
}

static void
test_damaged (void)
{
  sqlite3 *db;
  struct commit last;
  sqlite3_open (scratch_path ("commits.db"), &db);
  sqlite3_exec (db, "UPDATE chain SET hash = x'00' WHERE number = 2", NULL, NULL, NULL);
  sqlite3_close (db);
  store_open (&store, scratch_path ("commits.db"), STORE_READ, &error);
  is_int (store_last_commit (store, &last, &error), -1, "a hash cut short is none");
  ok (strstr (error.text, "the hash of commit 2 has 1 bytes: the file is damaged") != NULL,
      "it says so: %s", error.text);
  store_close (store);
}

int
main (void)
{
  struct commit last;
  uint64_t seq;
  store_open (&store, scratch_path ("commits.db"), STORE_CREATE, &error);
  is_int (store_last_commit (store, &last, &error), 0, "there is no commit yet");
  has (1, "", "all of none");
  for (int i = 0; i < 5; i++)
    log_append (log_of (store), LOG_EVENT, "x", 1, &seq, &error);
  is_int (put (2, 1, 0), -1, "the first is 1");
  is_str (error.text, "commit 2 (log 1, journal 0) does not follow commit 0 (log 0, journal 0)",
          "it says so");
  is_int (put (1, 3, 0), 0, "it covers so much of the log");
  is_int (put (3, 4, 0), -1, "none is left out");
  is_int (put (1, 4, 0), -1, "none comes twice");
  is_int (put (2, 2, 0), -1, "none covers less than the one before");
  is_int (put (2, 6, 0), -1, "or more than there is");
  is_int (put (2, 3, 0), 0, "one may cover as much");
  is_int (store_last_commit (store, &last, &error), 1, "the latest");
  ok (last.number == 2 && last.log == 3 && last.journal == 0 && last.hash[0] == 2, "is whole");
  has (0, "1:3:0:01 2:3:0:02 ", "all");
  has (2, "2:3:0:02 ", "all from one on");
  has (3, "", "all after the last");
  store_close (store);
  test_damaged ();
  return tap_done ();
}
