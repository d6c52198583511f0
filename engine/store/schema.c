/* schema.c — bringing a file to the newest schema. */
#include "engine/store/schema.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "engine/base/buffer.h"
#include "engine/store/store_parts.h"

int
schema_newest (const struct embedded_file *files)
{
  int newest = 0;
  for (; files->name; files++)
    newest = atoi (files->name);
  return newest;
}

static int
number_of (sqlite3 *db, const char *path, const char *sql, int64_t *out, struct error *error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *out = sqlite3_column_int64 (statement, 0);
  int status = 0;
  if (result != SQLITE_ROW)
    status = sql_error (db, result, path, "it could not be opened", error);
  sqlite3_finalize (statement);
  return status;
}

int
schema_look (struct sqlite3 *db, const char *path, const struct embedded_file *files,
             bool may_be_empty, int *version, struct error *error)
{
  int64_t application, number, objects;
  if (number_of (db, path, "PRAGMA application_id", &application, error) < 0
      || number_of (db, path, "PRAGMA user_version", &number, error) < 0
      || number_of (db, path, "SELECT count(*) FROM sqlite_schema", &objects, error) < 0)
    return -1;
  path = path_shown (path);
  int newest = schema_newest (files);
  if (application == 0 && number == 0 && objects == 0)
    {
      *version = 0;
      return may_be_empty
                 ? 0
                 : error_set (error, ERROR_IO, "%s: it is empty: no school's database", path);
    }
  if (application != STORE_APPLICATION || number < 1)
    return error_set (error, ERROR_IO,
                      "%s: it is another application's database (application_id %lld)", path,
                      (long long)application);
  if (number > newest)
    return error_set (error, ERROR_IO,
                      "%s: it was made by a newer version of this program (schema %lld; this one "
                      "knows %d): use that version",
                      path, (long long)number, newest);
  *version = (int)number;
  return 0;
}

static int
run (sqlite3 *db, const char *path, const char *sql, struct error *error)
{
  int result = sqlite3_exec (db, sql, NULL, NULL, NULL);
  return result == SQLITE_OK ? 0
                             : sql_error (db, result, path, "its schema could not be made", error);
}

static int
bring_one (sqlite3 *db, const char *path, const struct embedded_file *file, struct error *error)
{
  struct buffer sql = BUFFER_INIT;
  buffer_add (&sql, file->text, file->size);
  buffer_format (&sql, "\n;PRAGMA user_version = %d; PRAGMA application_id = %d;",
                 atoi (file->name), STORE_APPLICATION);
  int status = sql.failed ? error_memory (error) : run (db, path, sql.data, error);
  buffer_release (&sql);
  return status;
}

/* Inside a transaction, since another program may have brought it meanwhile. */
static int
bring_all (sqlite3 *db, const char *path, const struct embedded_file *files, struct error *error)
{
  int version;
  if (schema_look (db, path, files, true, &version, error) < 0)
    return -1;
  for (; files->name; files++)
    if (atoi (files->name) > version && bring_one (db, path, files, error) < 0)
      return -1;
  return run (db, path, "COMMIT", error);
}

int
schema_bring (struct sqlite3 *db, const char *path, const struct embedded_file *files,
              struct error *error)
{
  if (run (db, path, "BEGIN IMMEDIATE", error) < 0)
    return -1;
  int status = bring_all (db, path, files, error);
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}
