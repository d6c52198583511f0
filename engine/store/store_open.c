/* store_open.c — opening a school's file, or making it. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/schema.h"
#include "engine/store/store_parts.h"

enum
{
  WAL_PAGES = 1000, /* 4 MB; from here on they are moved into the file */
  BUSY_MS = 5000    /* a writer elsewhere commits in milliseconds, a big snapshot in a second */
};

/* How every connection works.  Pages are not mapped into memory: a file that
 * another program cuts short would kill this one. */
static const char settings[] = "PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;";

/* How one that writes does: a commit is on disk when it returns; a log that
 * grew while someone read for long is cut back. */
static const char writer_settings[] = "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST;"
                                      "PRAGMA journal_size_limit = 16777216;";

static int
run (struct store *store, const char *sql, struct error *error)
{
  int result = sqlite3_exec (store->db, sql, NULL, NULL, NULL);
  return result == SQLITE_OK ? 0 : store_error (store, "it could not be opened", error);
}

/* The name SQLite is to open: a plain one that looks like a URI, or, for a
 * file that nobody can be writing, a URI that says so. */
static int
write_name (struct buffer *name, const char *path, bool immutable)
{
  if (immutable)
    buffer_text (name, path[0] == '/' ? "file://" : "file:");
  else if (strncmp (path, "file:", 5) == 0)
    buffer_text (name, "./");
  for (; *path; path++)
    if (immutable && strchr ("%?#", *path))
      buffer_format (name, "%%%02X", (unsigned char)*path);
    else
      buffer_char (name, *path);
  if (immutable)
    buffer_text (name, "?immutable=1");
  return name->failed ? -1 : 0;
}

static int
connect (struct store *store, int flags, bool immutable, const struct store_how *how,
         struct error *error)
{
  struct buffer name = BUFFER_INIT;
  if (write_name (&name, store->path, immutable) < 0)
    {
      buffer_release (&name);
      return error_memory (error);
    }
  flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (immutable ? SQLITE_OPEN_URI : 0);
  int result = sqlite3_open_v2 (name.data, &store->db, flags, how->vfs);
  buffer_release (&name);
  if (result != SQLITE_OK)
    return sql_error (store->db, result, store->path, "it could not be opened", error);
  sqlite3_busy_timeout (store->db, how->busy_ms ? how->busy_ms : BUSY_MS);
  return run (store, settings, error);
}

/* Asks the file system about the file, or about what lies beside it. */
static bool
access_has (const struct store *store, const char *beside, int asked, const struct store_how *how)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (how->vfs);
  struct buffer name = BUFFER_INIT;
  int has = 0;
  buffer_format (&name, "%s%s", store->path, beside);
  if (vfs && !name.failed)
    vfs->xAccess (vfs, name.data, asked, &has);
  buffer_release (&name);
  return has;
}

/* A reader takes part in SQLite's locking like a writer, so that it leaves
 * nothing behind, but may change nothing; what a crash left in the write-ahead
 * log is read from there and stays there.  Who may not write the file could
 * leave locks that its owner cannot take: where nobody is writing, such a
 * reader does without. */
static int
open_reader (struct store *store, const struct store_how *how, struct error *error)
{
  int version;
  const struct embedded_file *files = how->schema ? how->schema : schema_files;
  bool logged = access_has (store, "-wal", SQLITE_ACCESS_EXISTS, how);
  bool immutable = !logged && !access_has (store, "", SQLITE_ACCESS_READWRITE, how);
  if (connect (store, SQLITE_OPEN_READWRITE, immutable, how, error) < 0
      || run (store, "PRAGMA query_only = ON", error) < 0)
    return -1;
  if (logged)
    sqlite3_db_config (store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (schema_look (store->db, store->path, files, false, &version, error) < 0)
    return -1;
  if (version < schema_newest (files))
    return error_set (error, ERROR_IO,
                      "%s: it was made by an older version of this program (schema %d; this one "
                      "reads %d): open it once for writing",
                      path_shown (store->path), version, schema_newest (files));
  return 0;
}

/* In the write-ahead log a commit costs one write and one sync, and readers
 * do not wait. */
static int
log_ahead (struct store *store, struct error *error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (store->db, "PRAGMA journal_mode = WAL", -1, &statement, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  const char *mode = result == SQLITE_ROW ? (const char *)sqlite3_column_text (statement, 0) : NULL;
  int status = 0;
  if (result != SQLITE_ROW)
    status = sql_error (store->db, result, store->path, "it could not be opened", error);
  else if (!mode)
    status = error_memory (error);
  else if (strcmp (mode, "wal") != 0 && strcmp (mode, "memory") != 0)
    status = error_set (error, ERROR_IO,
                        "%s: its folder cannot hold a write-ahead log (journal mode \"%s\"): keep "
                        "it on a local file system",
                        path_shown (store->path), mode);
  sqlite3_finalize (statement);
  return status;
}

static int
open_writer (struct store *store, enum store_mode mode, const struct store_how *how,
             struct error *error)
{
  int version, flags = SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
  const struct embedded_file *files = how->schema ? how->schema : schema_files;
  if (connect (store, flags, false, how, error) < 0)
    return -1;
  if (sqlite3_db_readonly (store->db, "main") == 1)
    return error_set (error, ERROR_IO,
                      "%s: it is read-only: the file and its folder must be writable",
                      path_shown (store->path));
  if (schema_look (store->db, store->path, files, mode == STORE_CREATE, &version, error) < 0
      || log_ahead (store, error) < 0 || run (store, writer_settings, error) < 0)
    return -1;
  sqlite3_wal_autocheckpoint (store->db, how->most_wal_pages ? how->most_wal_pages : WAL_PAGES);
  if (version < schema_newest (files) && schema_bring (store->db, store->path, files, error) < 0)
    return -1;
  return store_positions (store, &store->now, error);
}

/* Made beforehand, so that a transaction can be ended where memory ran out. */
static int
prepare_rollback (struct store *store, struct error *error)
{
  struct query query = query_take (store, SQL_ROLLBACK);
  int status = query_row_whole (&query, "it could not be opened", error);
  query_give (&query);
  return status;
}

int
store_open_as (struct store **out, const char *path, enum store_mode mode,
               const struct store_how *how, struct error *error)
{
  if (!*path)
    return error_set (error, ERROR_INPUT, "a school's database needs a path");
  struct store *store = calloc (1, sizeof *store);
  if (!store || !(store->path = strdup (path)))
    {
      free (store);
      return error_memory (error);
    }
  store->log.methods = &log_sqlite_methods;
  store->reads_only = mode == STORE_READ;
  int status = mode == STORE_READ ? open_reader (store, how, error)
                                  : open_writer (store, mode, how, error);
  if (status < 0 || prepare_rollback (store, error) < 0)
    {
      store_close (store);
      return -1;
    }
  store->committed = store->now;
  *out = store;
  return 0;
}

int
store_open (struct store **out, const char *path, enum store_mode mode, struct error *error)
{
  static const struct store_how usual = { 0 };
  return store_open_as (out, path, mode, &usual, error);
}

void
store_close (struct store *store)
{
  if (!store)
    return;
  sqlite3_stmt *statement;
  while (store->db && (statement = sqlite3_next_stmt (store->db, NULL)))
    sqlite3_finalize (statement);
  sqlite3_close (store->db);
  buffer_release (&store->body);
  buffer_release (&store->scratch);
  free (store->path);
  free (store);
}
