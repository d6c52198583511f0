/* commits.c — the chain: one hash a commit. */
#include <string.h>

#include "engine/store/store_parts.h"

static const char unreadable[] = "the chain of commits could not be read";

static int
take_row (struct query *query, struct commit *out, struct error *error)
{
  size_t size;
  const void *hash = query_get_blob (query, 3, &size);
  out->number = (uint64_t)query_get_integer (query, 0);
  out->log = (uint64_t)query_get_integer (query, 1);
  out->journal = (uint64_t)query_get_integer (query, 2);
  if (size != sizeof out->hash)
    return error_set (error, ERROR_IO,
                      "%s: the hash of commit %llu has %zu bytes: the file is damaged",
                      path_shown (query->store->path), (unsigned long long)out->number, size);
  memcpy (out->hash, hash, size);
  return 1;
}

int
store_last_commit (struct store *store, struct commit *out, struct error *error)
{
  struct query query = query_take (store, SQL_CHAIN_LAST);
  int status = query_step (&query, unreadable, error);
  if (status == 1)
    status = take_row (&query, out, error);
  query_give (&query);
  return status;
}

/* A commit follows the one before it, and covers what that did. */
static int
check_follows (struct store *store, const struct commit *commit, struct error *error)
{
  struct commit last = { 0 };
  if (store_last_commit (store, &last, error) < 0)
    return -1;
  if (commit->number == last.number + 1 && commit->log >= last.log && commit->log <= store->now.log
      && commit->journal >= last.journal && commit->journal <= store->now.journal)
    return 0;
  return error_set (error, ERROR_INPUT,
                    "commit %llu (log %llu, journal %llu) does not follow commit %llu (log %llu, "
                    "journal %llu)",
                    (unsigned long long)commit->number, (unsigned long long)commit->log,
                    (unsigned long long)commit->journal, (unsigned long long)last.number,
                    (unsigned long long)last.log, (unsigned long long)last.journal);
}

int
store_put_commit (struct store *store, const struct commit *commit, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  int status = check_follows (store, commit, error);
  if (status == 0)
    {
      struct query query = query_take (store, SQL_CHAIN_PUT);
      query_number (&query, commit->number);
      query_number (&query, commit->log);
      query_number (&query, commit->journal);
      query_blob (&query, commit->hash, sizeof commit->hash);
      status = query_run (&query, "the chain of commits could not be written", error);
    }
  return write_end (&writing, status, error);
}

static int
each_row (struct query *query, store_each_commit *each, void *context, struct error *error)
{
  for (;;)
    {
      struct commit commit;
      int status = query_step (query, unreadable, error);
      if (status <= 0)
        return status;
      if (take_row (query, &commit, error) < 0 || each (context, &commit, error) < 0)
        return -1;
    }
}

int
store_commits (struct store *store, uint64_t from, store_each_commit *each, void *context,
               struct error *error)
{
  struct query query = query_take (store, SQL_CHAIN_FROM);
  query_number (&query, from);
  int status = each_row (&query, each, context, error);
  query_give (&query);
  return status;
}
