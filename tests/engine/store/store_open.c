/* store_open.c — opening a file: ours, others', and as who may only read. */
#include "engine/store/store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
  test_read_changes_nothing ();
  test_read_only ();
  test_paths ();
  return tap_done ();
}
