/* store.c — opening, transactions, readers beside a writer. */
#include "engine/store/store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

/* Runs SQL on a file as another program would. */
static void
other_program (const char *name, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;
  sqlite3_open (scratch_path (name), &db);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    ok (false, "%s: %s", sql, message);
  sqlite3_close (db);
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
test_open (void)
{
  struct store *store = open_store ("a.db", STORE_CREATE);
  ok (store != NULL, "a file is made where there is none: %s", error.text);
  is_str (store_path (store), scratch_path ("a.db"), "it knows its path");
  is_str (get (store, "zone"), NULL, "it knows nothing");
  is_int (store_put (store, "zone", "+08:00", 6, &error), 0, "a fact is put");
  is_str (get (store, "zone"), "+08:00", "and got");
  is_int (store_put (store, "zone", "Z", 1, &error), 0, "put again");
  is_str (get (store, "zone"), "Z", "it is the new one");
  is_int (store_put (store, "", "\0b", 2, &error), 0, "any name, any bytes");
  struct buffer out = BUFFER_INIT;
  is_int (store_get (store, "", &out, &error), 1, "are a fact");
  ok (out.size == 2 && memcmp (out.data, "\0b", 2) == 0, "and come back");
  buffer_release (&out);
  store_close (store);
  store = open_store ("a.db", STORE_WRITE);
  is_str (get (store, "zone"), "Z", "closed and opened, it is still there");
  store_close (store);
  char *files = scratch_files ();
  is_str (files, "a.db", "closed, a school is one file");
  free (files);
  store_close (NULL);
}

static void
test_header (void)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  static const char *const cases[][2]
      = { { "PRAGMA application_id", "1413828181" },
          { "PRAGMA user_version", "1" },
          { "PRAGMA journal_mode", "wal" },
          { "PRAGMA integrity_check", "ok" },
          { "SELECT count(*) FROM pragma_index_list('log')", "0" } };
  sqlite3_open (scratch_path ("a.db"), &db);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      sqlite3_prepare_v2 (db, cases[i][0], -1, &statement, NULL);
      sqlite3_step (statement);
      is_str ((const char *)sqlite3_column_text (statement, 0), cases[i][1], "%s", cases[i][0]);
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
}

static void
test_others_files (void)
{
  refuses ("none.db", STORE_READ, "unable to open database file: No such file",
           "to be read, a file must be there");
  refuses ("none.db", STORE_WRITE, "No such file", "to be written too");
  refuses ("none/x.db", STORE_CREATE, "unable to open", "to be made, its folder must be");
  ok (access (scratch_path ("none.db"), F_OK) != 0, "neither made one");
  scratch_write ("text", "this is not a database, and long enough to be none\n", 51);
  refuses ("text", STORE_CREATE, "file is not a database", "a text is no database");
  scratch_write ("empty", "", 0);
  refuses ("empty", STORE_READ, "it is empty", "an empty file is none to read");
  refuses ("empty", STORE_WRITE, "it is empty", "nor to write");
  store_close (open_store ("empty", STORE_CREATE));
  is_str (error.text, "", "but one can be made of it");
  other_program ("other.db", "CREATE TABLE t (a); PRAGMA application_id = 7");
  refuses ("other.db", STORE_CREATE, "another application's database (application_id 7)",
           "another application's file is left alone");
  other_program ("nameless.db", "CREATE TABLE t (a)");
  refuses ("nameless.db", STORE_CREATE, "another application's",
           "one that does not say whose it is, too");
  other_program ("newer.db", "PRAGMA application_id = 1413828181; PRAGMA user_version = 99");
  refuses ("newer.db", STORE_WRITE, "newer version of this program (schema 99; this one knows 1)",
           "a newer version's file is left alone");
  refuses ("newer.db", STORE_READ, "newer version", "also for reading");
  struct store *store = open_store ("x", STORE_READ);
  ok (!store && store_open (&store, "", STORE_CREATE, &error) < 0 && error.code == ERROR_INPUT,
      "no path, no store");
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

static long long
change_of (const char *name)
{
  struct stat found = { 0 };
  stat (scratch_path (name), &found);
  return (long long)found.st_mtim.tv_sec * 1000000000 + found.st_mtim.tv_nsec;
}

/* A writer dies: what it committed lies in the write-ahead log. */
static void
die_writing (const char *name)
{
  pid_t child = fork ();
  if (child == 0)
    {
      struct store *store = open_store (name, STORE_CREATE);
      append (store, "one");
      append (store, "two");
      _exit (0);
    }
  waitpid (child, NULL, 0);
}

static void
test_read_changes_nothing (void)
{
  store_close (open_store ("q.db", STORE_CREATE));
  long long change = change_of ("q.db");
  char *before = scratch_files ();
  struct store *reader = open_store ("q.db", STORE_READ);
  is_int ((long long)log_position (log_of (reader)), 0, "an empty school is read");
  store_close (reader);
  die_writing ("dead.db");
  char *files = scratch_files ();
  ok (strstr (files, "dead.db-wal") && strcmp (before, files) != 0, "a writer dies");
  long long left = change_of ("dead.db"), wal = change_of ("dead.db-wal");
  reader = open_store ("dead.db", STORE_READ);
  is_int ((long long)log_position (log_of (reader)), 2, "what it committed is read");
  store_close (reader);
  char *after = scratch_files ();
  is_str (after, files, "readers make and remove no file");
  ok (change_of ("q.db") == change && change_of ("dead.db") == left
          && change_of ("dead.db-wal") == wal,
      "and change none");
  store_close (open_store ("dead.db", STORE_WRITE));
  ok (access (scratch_path ("dead.db-wal"), F_OK) != 0, "the next writer tidies up");
  reader = open_store ("dead.db", STORE_READ);
  is_int ((long long)log_position (log_of (reader)), 2, "and all is there");
  store_close (reader);
  free (before);
  free (files);
  free (after);
}

/* What `look` answers in a child that may not write. */
static int
as_stranger (int (*look) (const char *name), const char *name)
{
  int status = 255;
  pid_t child = fork ();
  if (child == 0)
    {
      bool stranger = getuid () != 0 || (setgid (65534) == 0 && setuid (65534) == 0);
      _exit (stranger ? look (name) : 99);
    }
  waitpid (child, &status, 0);
  return WEXITSTATUS (status);
}

static int
entries_of (const char *name)
{
  struct store *store = open_store (name, STORE_READ);
  int count = store ? (int)log_position (log_of (store)) : 98;
  store_close (store);
  return count;
}

static int
cannot_write (const char *name)
{
  struct store *store = open_store (name, STORE_WRITE);
  return !store && strstr (error.text, "it is read-only") ? 0 : 97;
}

static void
test_read_only (void)
{
  struct store *store = open_store ("ro.db", STORE_CREATE);
  append (store, "one");
  append (store, "two");
  char *folder = strdup (scratch_path (""));
  chmod (scratch_path ("ro.db"), 0444);
  chmod (folder, 0555);
  if (getuid () != 0)
    tap_skip ("beside a writer: only root can be two people");
  else
    is_int (as_stranger (entries_of, "ro.db"), 2, "who may only read, reads beside a writer");
  chmod (folder, 0755);
  store_close (store);
  is_int (as_stranger (cannot_write, "ro.db"), 0, "but does not write");
  char *before = scratch_files ();
  chmod (folder, 0555);
  is_int (as_stranger (entries_of, "ro.db"), 2, "or reads alone, in a folder not its own");
  chmod (folder, 0777);
  is_int (as_stranger (entries_of, "ro.db"), 2, "or in one that all may write to");
  char *after = scratch_files ();
  is_str (after, before, "without leaving files that their owner could not use");
  chmod (folder, 0755);
  free (folder);
  free (before);
  free (after);
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

/* Names that SQLite would take for something else. */
static void
test_paths (void)
{
  static const char *const names[] = { "a?b=c.db", "per%20cent.db", "sh#arp.db", "spa ce.db" };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      struct store *store = open_store (names[i], STORE_CREATE);
      is_int (append (store, "x"), 0, "a path may hold %s", names[i]);
      store_close (store);
      ok (access (scratch_path (names[i]), F_OK) == 0, "the file is there");
      chmod (scratch_path (names[i]), 0444);
      is_int (as_stranger (entries_of, names[i]), 1, "and is read, also without locks");
    }
  char *folder = strdup (scratch_path (""));
  is_int (chdir (folder), 0, "in its folder");
  free (folder);
  struct store *store = NULL;
  is_int (store_open (&store, "file:x.db", STORE_CREATE, &error), 0, "a name is no URI");
  store_close (store);
  ok (access (scratch_path ("file:x.db"), F_OK) == 0, "the file is called that");
  char *long_path = calloc (1, 3000);
  strcpy (long_path, "/none");
  for (int i = 0; i < 100; i++)
    strcat (long_path, "/a long folder's name");
  strcat (long_path, "/school.db");
  ok (store_open (&store, long_path, STORE_WRITE, &error) < 0 && strstr (error.text, "/school.db: ")
          && strstr (error.text, "unable to open"),
      "of a long path an error shows the end");
  free (long_path);
}

int
main (void)
{
  test_open ();
  test_header ();
  test_others_files ();
  test_locked ();
  test_transactions ();
  test_failed ();
  test_readers ();
  test_read_changes_nothing ();
  test_read_only ();
  test_two_writers ();
  test_two_stores ();
  test_memory ();
  test_paths ();
  return tap_done ();
}
