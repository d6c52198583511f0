/* store.c — transactions, and small facts by name. */
#include "engine/store/store.h"

#include <sqlite3.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "engine/store/store_parts.h"

const char *
store_path (const struct store *store)
{
  return store->path;
}

int
store_positions (struct store *store, struct positions *out, struct error *error)
{
  int64_t log = 0, journal = 0;
  if (query_value (store, SQL_LOG_LAST, &log, "the log could not be read", error) < 0
      || query_value (store, SQL_JOURNAL_LAST, &journal, "the journal could not be read", error)
             < 0)
    return -1;
  *out = (struct positions){ (uint64_t)log, (uint64_t)journal };
  return 0;
}

static int
run (struct store *store, enum statement which, const char *what, struct error *error)
{
  struct query query = query_take (store, which);
  return query_run (&query, what, error);
}

/* Ends the transaction, whatever is wrong: SQLite may have done so itself. */
static void
undo (struct store *store)
{
  store->state = STORE_IDLE;
  if (!sqlite3_get_autocommit (store->db) && run (store, SQL_ROLLBACK, "", NULL) < 0
      && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  store->now = store->committed;
  store->rollbacks++;
}

static void
fail (struct store *store, const struct error *error)
{
  static const struct error unsaid = { ERROR_IO, "a write failed, and all since begin was undone" };
  undo (store);
  store->state = STORE_FAILED;
  store->failure = error ? *error : unsaid;
}

void
store_failed (struct store *store, const struct error *error)
{
  if (store->state == STORE_OPEN && sqlite3_get_autocommit (store->db))
    fail (store, error);
}

/* Who writes knows what the log holds.  Where another program has added to it,
 * what the caller concluded from it no longer holds. */
static int
check_unchanged (struct store *store, struct error *error)
{
  struct positions found;
  if (store_positions (store, &found, error) < 0)
    return -1;
  if (found.log == store->now.log && found.journal == store->now.journal)
    return 0;
  return error_set (error, ERROR_CONFLICT,
                    "%s: another program has written to it since it was opened (its log has %llu "
                    "entries, not %llu): open it again",
                    path_shown (store->path), (unsigned long long)found.log,
                    (unsigned long long)store->now.log);
}

int
store_begin (struct store *store, struct error *error)
{
  if (store->state == STORE_OPEN)
    return error_set (error, ERROR_INPUT, "%s: a transaction has been begun already",
                      path_shown (store->path));
  if (!sqlite3_get_autocommit (store->db))
    undo (store); /* one that could not be ended then */
  if (store->reads_only)
    {
      if (run (store, SQL_BEGIN_READ, "it could not be read", error) < 0)
        return -1;
    }
  else if (run (store, SQL_BEGIN_WRITE, "it could not be written", error) < 0
           || check_unchanged (store, error) < 0)
    {
      undo (store);
      return -1;
    }
  store->state = STORE_OPEN;
  return 0;
}

int
store_commit (struct store *store, struct error *error)
{
  enum store_state state = store->state;
  store->state = STORE_IDLE;
  if (state == STORE_IDLE)
    return error_set (error, ERROR_INPUT, "%s: no transaction has been begun",
                      path_shown (store->path));
  if (state == STORE_FAILED)
    return error_set (error, store->failure.code, "%s", store->failure.text);
  if (run (store, SQL_COMMIT, "what was to be kept could not be written", error) < 0)
    {
      undo (store);
      return -1;
    }
  store->committed = store->now;
  return 0;
}

void
store_rollback (struct store *store)
{
  if (store->state == STORE_OPEN)
    undo (store);
  store->state = STORE_IDLE;
}

int
write_start (struct writing *writing, struct store *store, struct error *error)
{
  *writing = (struct writing){ store, store->state == STORE_IDLE };
  if (store->state == STORE_FAILED)
    return error_set (error, store->failure.code, "%s", store->failure.text);
  if (store->reads_only)
    return error_set (error, ERROR_INPUT, "%s: it was opened for reading",
                      path_shown (store->path));
  return writing->alone ? store_begin (store, error) : 0;
}

int
write_end (struct writing *writing, int status, struct error *error)
{
  struct store *store = writing->store;
  if (status == 0)
    return writing->alone ? store_commit (store, error) : 0;
  if (store->state == STORE_OPEN)
    fail (store, error);
  if (writing->alone)
    store->state = STORE_IDLE;
  return -1;
}

int64_t
part_checksum (enum part part, const void *owner, size_t owner_size, int64_t number,
               const void *bytes, size_t size)
{
  XXH64_hash_t seed = XXH3_64bits_withSeed (owner, owner_size, (XXH64_hash_t)part);
  seed = XXH3_64bits_withSeed (&number, sizeof number, seed);
  return (int64_t)XXH3_64bits_withSeed (bytes, size, seed);
}

int
store_get (struct store *store, const char *name, struct buffer *out, struct error *error)
{
  struct query query = query_take (store, SQL_FACT_GET);
  query_string (&query, name);
  int status = query_step (&query, "what is known of the school could not be read", error);
  if (status == 1)
    {
      size_t size;
      const void *value = query_get_blob (&query, 0, &size);
      buffer_clear (out);
      buffer_add (out, value, size);
      status = out->failed ? error_memory (error) : 1;
    }
  query_give (&query);
  return status;
}

int
store_put (struct store *store, const char *name, const void *value, size_t size,
           struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_FACT_PUT);
  query_string (&query, name);
  query_blob (&query, value, size);
  return write_end (&writing,
                    query_run (&query, "what is known of the school could not be written", error),
                    error);
}
