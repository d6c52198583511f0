/* store.c — transactions, readers beside a writer. */
#include "engine/store/store.h"

#include <sqlite3.h>
#include <string.h>

#include "engine/store/journal.h"
#include "engine/store/log.h"
#include "engine/store/store_parts.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;

static struct store *
open_store (const char *name, enum store_mode mode)
{
  static const struct store_how how = { .busy_ms = 50 };
  struct store *store = NULL;
  error = (struct error){ 0 };
  store_open_as (&store, strcmp (name, ":memory:") == 0 ? name : scratch_path (name), mode, &how,
                 &error);
  return store;
}

static int
append (struct store *store, const char *body)
{
  uint64_t seq;
  return log_append (log_of (store), LOG_EVENT, body, strlen (body), &seq, &error);
}

static const char *
get (struct store *store, const char *name)
{
  static struct buffer out;
  int found = store_get (store, name, &out, &error);
  return found < 0 ? error.text : found ? buffer_string (&out) : NULL;
}

static bool
says (const char *name, const char *words)
{
  bool both = strstr (error.text, words) && (!name || strstr (error.text, scratch_path (name)));
  if (!both)
    tap_note ("it says: %s", error.text);
  return both;
}

static void
refuses (const char *name, enum store_mode mode, const char *words, const char *what)
{
  struct store *store = open_store (name, mode);
  ok (!store && error.code == ERROR_IO && says (name, words), "%s", what);
  store_close (store);
}

static void
test_locked (void)
{
  sqlite3 *db;
  struct store *store = open_store ("locked.db", STORE_CREATE);
  sqlite3_open (scratch_path ("locked.db"), &db);
  sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  ok (store_begin (store, &error) < 0 && says ("locked.db", "database is locked; another program"),
      "while another writes, one waits, and then hears of it");
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  is_int (store_begin (store, &error), 0, "then it can go on");
  is_int (store_commit (store, &error), 0, "to the end");
  store_close (store);
  sqlite3_exec (db, "PRAGMA locking_mode = exclusive; BEGIN EXCLUSIVE", NULL, NULL, NULL);
  refuses ("locked.db", STORE_WRITE, "database is locked",
           "a file locked as a whole is not opened");
  refuses ("locked.db", STORE_READ, "database is locked", "not even to read");
  sqlite3_close (db);
}

static void
test_transactions (void)
{
  struct store *store = open_store ("t.db", STORE_CREATE);
  struct log *log = log_of (store);
  ok (store_commit (store, &error) < 0 && says ("t.db", "no transaction"),
      "nothing to commit before begin");
  is_int (store_begin (store, &error), 0, "begin");
  ok (store_begin (store, &error) < 0 && says ("t.db", "begun already"), "only once");
  append (store, "one");
  store_put (store, "a", "1", 1, &error);
  is_int ((long long)log_position (log), 1, "what is written counts at once");
  store_rollback (store);
  is_int ((long long)log_position (log), 0, "rolled back, it is gone");
  is_str (get (store, "a"), NULL, "all of it");
  store_begin (store, &error);
  append (store, "one");
  append (store, "two");
  is_int (store_commit (store, &error), 0, "commit");
  is_int ((long long)log_position (log), 2, "it stays");
  store_rollback (store);
  is_int ((long long)log_position (log), 2, "and a late rollback takes nothing back");
  is_int (append (store, "three"), 0, "a write by itself is its own transaction");
  store_begin (store, &error);
  append (store, "four");
  store_close (store);
  store = open_store ("t.db", STORE_WRITE);
  is_int ((long long)log_position (log_of (store)), 3,
          "what was not committed ends with the store");
  store_close (store);
}

/* A write that is refused takes the whole transaction with it. */
static void
test_failed (void)
{
  uint64_t seq;
  struct store *store = open_store ("f.db", STORE_CREATE);
  store_begin (store, &error);
  append (store, "one");
  is_int (journal_withdraw (store, 7, "{}", 1, &seq, &error), -1, "a write fails");
  is_int (append (store, "two"), -1, "then the next is refused");
  ok (says (NULL, "entry 7 of the journal"), "by the first one's words");
  is_int (store_commit (store, &error), -1, "and the commit");
  ok (says (NULL, "entry 7 of the journal"), "by the same words");
  is_int ((long long)log_position (log_of (store)), 0, "nothing was kept");
  is_int (append (store, "three"), 0, "and the store goes on");
  is_int (journal_withdraw (store, 7, "{}", 1, &seq, &error), -1, "one that fails by itself");
  is_int (append (store, "four"), 0, "stops nothing");
  store_begin (store, &error);
  journal_withdraw (store, 7, "{}", 1, &seq, &error);
  is_int (store_begin (store, &error), 0, "a new begin also ends what failed");
  append (store, "five");
  is_int (store_commit (store, &error), 0, "and commits");
  is_int ((long long)log_position (log_of (store)), 3, "what came after it");
  store_close (store);
}

static void
test_readers (void)
{
  struct store *writer = open_store ("r.db", STORE_CREATE);
  append (writer, "one");
  struct store *reader = open_store ("r.db", STORE_READ), *other = open_store ("r.db", STORE_READ);
  ok (reader && other, "two read while one writes: %s", error.text);
  is_int ((long long)log_position (log_of (reader)), 1, "they see what was committed");
  store_begin (writer, &error);
  append (writer, "two");
  is_int ((long long)log_position (log_of (reader)), 1, "and not what was not");
  is_int (store_begin (reader, &error), 0, "one reads for a while");
  is_int ((long long)log_position (log_of (reader)), 1, "from here on");
  is_int (store_commit (writer, &error), 0, "which keeps nobody from writing");
  is_int ((long long)log_position (log_of (reader)), 1, "it sees that moment");
  is_int ((long long)log_position (log_of (other)), 2, "the other the present");
  is_int (store_commit (reader, &error), 0, "when it is done");
  is_int ((long long)log_position (log_of (reader)), 2, "it sees the present too");
  ok (append (reader, "x") < 0 && says ("r.db", "opened for reading"), "readers do not write");
  ok (store_put (other, "x", "", 0, &error) < 0 && says ("r.db", "opened for reading"),
      "not even facts");
  store_close (reader);
  store_close (writer);
  is_int ((long long)log_position (log_of (other)), 2, "the writer gone, a reader goes on");
  store_close (other);
}

static void
test_two_writers (void)
{
  struct store *one = open_store ("two.db", STORE_CREATE),
               *two = open_store ("two.db", STORE_WRITE);
  append (one, "one");
  ok (store_begin (two, &error) < 0 && error.code == ERROR_CONFLICT
          && says ("two.db", "another program has written"),
      "who does not know what another has written must not go on");
  is_int ((long long)log_position (log_of (two)), 0, "it still stands where it stood");
  store_close (two);
  two = open_store ("two.db", STORE_WRITE);
  is_int (append (two, "two"), 0, "opened again, it can");
  store_close (one);
  store_close (two);
}

static void
test_two_stores (void)
{
  struct store *one = open_store ("s1.db", STORE_CREATE), *two = open_store ("s2.db", STORE_CREATE);
  store_begin (one, &error);
  store_begin (two, &error);
  append (one, "one");
  append (two, "two");
  append (two, "three");
  store_rollback (one);
  is_int (store_commit (two, &error), 0, "two stores of one process do not meet");
  is_int ((long long)log_position (log_of (one)), 0, "the one rolled back");
  is_int ((long long)log_position (log_of (two)), 2, "the other committed");
  store_close (one);
  store_close (two);
}

static void
test_memory (void)
{
  struct store *one = open_store (":memory:", STORE_CREATE);
  ok (one != NULL, "a store may be in memory: %s", error.text);
  store_begin (one, &error);
  append (one, "one");
  is_int (store_commit (one, &error), 0, "it commits");
  store_begin (one, &error);
  append (one, "two");
  store_rollback (one);
  is_int ((long long)log_position (log_of (one)), 1, "and rolls back");
  store_close (one);
}

int
main (void)
{
  test_locked ();
  test_transactions ();
  test_failed ();
  test_readers ();
  test_two_writers ();
  test_two_stores ();
  test_memory ();
  return tap_done ();
}
