/* schema.c — a file of one version, opened by the next. */
#include "engine/store/schema.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/log.h"
#include "engine/store/store_parts.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;

/* What a later version of this program would have compiled in: the schema as
 * it is, and what comes after. */
static struct embedded_file later[8];

static void
add_version (const char *name, const char *sql)
{
  int count = 0;
  if (!later[0].name)
    for (; schema_files[count].name; count++)
      later[count] = schema_files[count];
  while (later[count].name)
    count++;
  later[count] = (struct embedded_file){ name, sql, strlen (sql) };
}

static struct store *
open_with (const struct embedded_file *schema, enum store_mode mode)
{
  const struct store_how how = { .schema = schema, .busy_ms = 50 };
  struct store *store = NULL;
  error = (struct error){ 0 };
  store_open_as (&store, scratch_path ("x.db"), mode, &how, &error);
  return store;
}

static int
version_of_file (void)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  sqlite3_open (scratch_path ("x.db"), &db);
  sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);
  sqlite3_step (statement);
  int version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return version;
}

static void
append (struct store *store)
{
  uint64_t seq;
  if (log_append (log_of (store), LOG_EVENT, "{}", 2, &seq, &error) < 0)
    ok (false, "%s", error.text);
}

static bool
fails (struct store *store, const char *words)
{
  bool failed = !store && strstr (error.text, words);
  if (!failed)
    tap_note ("it says: %s", error.text);
  store_close (store);
  return failed;
}

int
main (void)
{
  int now = schema_newest (schema_files), number = 0;
  for (const struct embedded_file *file = schema_files; file->name; file++)
    {
      number++;
      is_int (strtol (file->name, NULL, 10), number, "version %d follows the one before", number);
    }
  char first[16], second[16];
  snprintf (first, sizeof first, "%03d.sql", now + 1);
  snprintf (second, sizeof second, "%03d.sql", now + 2);

  struct store *store = open_with (schema_files, STORE_CREATE);
  append (store);
  store_close (store);
  is_int (version_of_file (), now, "a file has the version it was made with");

  add_version (first, "CREATE TABLE added (a INTEGER); INSERT INTO added VALUES (7); -- the end");
  ok (fails (open_with (later, STORE_READ), "made by an older version"),
      "the next version does not read it as it is");
  is_int (version_of_file (), now, "and leaves it so");
  store = open_with (later, STORE_WRITE);
  ok (store != NULL, "but brings it up to date when it may write: %s", error.text);
  is_int ((long long)log_position (log_of (store)), 1, "what was in it is in it");
  append (store);
  store_close (store);
  is_int (version_of_file (), now + 1, "it has the next version");
  store = open_with (later, STORE_READ);
  is_int (store ? (long long)log_position (log_of (store)) : -1, 2, "then it can be read");
  store_close (store);
  ok (fails (open_with (schema_files, STORE_WRITE), "made by a newer version"),
      "the older version does not write it");

  add_version (second, "CREATE TABLE more (a INTEGER); INSERT INTO nowhere VALUES (1)");
  ok (fails (open_with (later, STORE_WRITE),
             "its schema could not be made: no such table: nowhere"),
      "a step that fails");
  is_int (version_of_file (), now + 1, "changes nothing");
  later[now + 1].name = NULL;
  store = open_with (later, STORE_WRITE);
  is_int (store ? (long long)log_position (log_of (store)) : -1, 2, "all is as it was");
  store_close (store);
  remove (scratch_path ("x.db"));
  store = open_with (later, STORE_CREATE);
  ok (store != NULL, "a new file gets all versions at once");
  store_close (store);
  is_int (version_of_file (), now + 1, "and has the last");
  return tap_done ();
}
