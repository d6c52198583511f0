/* copy.c — the commands of docs/guarantees.md, while a writer is at work. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/store/log.h"
#include "engine/store/names.h"
#include "engine/store/snapshot.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;
static struct names *names;

static uint64_t
append (void)
{
  uint64_t seq = 0;
  if (log_append (log_of (store), LOG_EVENT, "{}", 2, &seq, &error) < 0
      || names_add (names, seq * 7, seq, &error) < 0)
    ok (false, "%s", error.text);
  return seq;
}

static void
fill (void)
{
  uint64_t upto;
  store_open (&store, "school.db", STORE_CREATE, &error);
  names_open (&names, store, &upto, &error);
  for (int i = 0; i < 5; i++)
    append ();
  names_save (names, 5, &error);
  names_saved (names);
  snapshot_put_head (store, "head", 4, &error);
}

static int
note_answer (void *answer, int columns, char **values, char **titles)
{
  (void)titles;
  if (columns > 0)
    snprintf (answer, 64, "%s", values[0] ? values[0] : "");
  return 0;
}

/* As the shell would run it; what it answers. */
static const char *
run (const char *sql)
{
  static char answer[64];
  char *message = NULL;
  sqlite3 *db;
  answer[0] = 0;
  sqlite3_open ("school.db", &db);
  if (sqlite3_exec (db, sql, note_answer, answer, &message) != SQLITE_OK)
    snprintf (answer, sizeof answer, "%s", message);
  sqlite3_free (message);
  sqlite3_close (db);
  return answer;
}

/* The command of the page that has a word in it. */
static const char *
command (const char *page, const char *word)
{
  static const char start[] = "sqlite3 school.db \"";
  static char sql[512];
  const char *at = page;
  while ((at = strstr (at, start)))
    {
      at += strlen (start);
      size_t size = strcspn (at, "\"");
      snprintf (sql, sizeof sql, "%.*s", (int)size, at);
      if (strstr (sql, word))
        return sql;
    }
  ok (false, "the page has a command with %s", word);
  return "";
}

static char *
read_page (void)
{
  char path[1024], *page = calloc (1, 1 << 16);
  const char *top = getenv ("top_srcdir");
  snprintf (path, sizeof path, "%s/docs/guarantees.md", top ? top : ".");
  FILE *file = fopen (path, "r");
  if (!file || fread (page, 1, (1 << 16) - 1, file) == 0 || fclose (file) != 0)
    ok (false, "%s can be read", path);
  return page;
}

static void
test_copy (const char *page)
{
  struct store *copy = NULL;
  store_begin (store, &error);
  append ();
  is_str (run (command (page, "VACUUM INTO")), "", "a copy is made while a transaction is open");
  is_int (store_commit (store, &error), 0, "which is not disturbed");
  is_int (store_open (&copy, "copy.db", STORE_READ, &error), 0, "the copy can be read: %s",
          error.text);
  is_int (copy ? (long long)log_position (log_of (copy)) : -1, 5, "it holds what was committed");
  store_close (copy);
  is_int (store_open (&copy, "copy.db", STORE_WRITE, &error), 0, "and written: %s", error.text);
  uint64_t upto = 0;
  struct names *own = NULL;
  is_int (names_open (&own, copy, &upto, &error), 0, "with its names");
  is_int ((long long)upto, 5, "all of them");
  names_close (own);
  store_close (copy);
}

static void
test_check (const char *page)
{
  is_str (run (command (page, "integrity_check")), "ok", "a live file is in order");
}

static void
test_drop (const char *page)
{
  struct buffer head = BUFFER_INIT;
  char why[160];
  uint64_t upto = 9;
  names_close (names);
  store_close (store);
  is_str (run (command (page, "DELETE")), "", "what is derived is dropped");
  is_int (store_open (&store, "school.db", STORE_WRITE, &error), 0, "it opens: %s", error.text);
  is_int ((long long)log_position (log_of (store)), 6, "the log is there");
  is_int (snapshot_head (store, &head, why, &error), 0, "no snapshot is");
  is_int (names_open (&names, store, &upto, &error), 0, "names are empty");
  is_int ((long long)upto, 0, "and to be filled from the log");
  buffer_release (&head);
}

int
main (void)
{
  char *page = read_page (), *folder = strdup (scratch_path (""));
  is_int (chdir (folder), 0, "in a folder of its own");
  fill ();
  test_copy (page);
  test_check (page);
  test_drop (page);
  names_close (names);
  store_close (store);
  is_int (chdir ("/"), 0, "and out of it");
  free (page);
  free (folder);
  return tap_done ();
}
