/* store_error.c — what SQLite says, in words that say where and what to do. */
#include <sqlite3.h>
#include <string.h>

#include "engine/store/store_parts.h"

enum
{
  PATH_SHOWN = 160 /* bytes: the end of a path says more than its start */
};

const char *
path_shown (const char *path)
{
  size_t len = strlen (path);
  if (len <= PATH_SHOWN)
    return path;
  const char *from = path + len - PATH_SHOWN;
  const char *part = strchr (from, '/');
  if (part && part[1])
    return part + 1;
  while (((unsigned char)*from & 0xC0) == 0x80)
    from++;
  return from;
}

/* What to do, beginning with what parts it from what went before. */
static const char *
advice (int result)
{
  switch (result & 0xFF)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "; another program is using the file: try again when it is done";
    case SQLITE_FULL: return "; make room and try again";
    case SQLITE_READONLY: return "; the file and its folder must be writable";
    case SQLITE_CORRUPT: return "; the file is damaged: put a copy in its place";
    case SQLITE_NOTADB: return "; the file is no school's database, or is damaged";
    default: return "";
    }
}

int
sql_error (struct sqlite3 *db, int result, const char *path, const char *what, struct error *error)
{
  path = path_shown (path);
  if ((result & 0xFF) == SQLITE_NOMEM || result == SQLITE_IOERR_NOMEM)
    return error_set (error, ERROR_MEMORY, "%s: %s: out of memory", path, what);
  /* The connection's own words belong to its last call. */
  const char *words = db && sqlite3_extended_errcode (db) == result ? sqlite3_errmsg (db)
                                                                    : sqlite3_errstr (result);
  int system = db ? sqlite3_system_errno (db) : 0;
  bool by_system
      = system && ((result & 0xFF) == SQLITE_IOERR || (result & 0xFF) == SQLITE_CANTOPEN);
  return error_set (error, ERROR_IO, "%s: %s: %s%s%s%s", path, what, words, by_system ? ": " : "",
                    by_system ? strerror (system) : "", advice (result));
}

int
store_error (struct store *store, const char *what, struct error *error)
{
  return sql_error (store->db, sqlite3_extended_errcode (store->db), store->path, what, error);
}
