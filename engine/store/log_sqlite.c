/* log_sqlite.c — the log in a store's file. */
#include <stddef.h>

#include "engine/store/store_parts.h"

static struct store *
store_of (struct log *log)
{
  return (struct store *)(void *)((char *)log - offsetof (struct store, log));
}

struct log *
log_of (struct store *store)
{
  return &store->log;
}

static int
append (struct log *log, enum log_kind kind, const void *body, size_t size, uint64_t *seq,
        struct error *error)
{
  struct store *store = store_of (log);
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  uint64_t next = store->now.log + 1;
  struct query query = query_take (store, SQL_LOG_APPEND);
  query_integer (&query, kind);
  query_text (&query, body, size);
  int status = query_run (&query, "the log could not be written", error);
  if (status == 0)
    status = query_check_row (store, next, error);
  if (status == 0)
    store->now.log = next;
  if (write_end (&writing, status, error) < 0)
    return -1;
  *seq = next;
  return 0;
}

/* Who only reads may see what another has just written. */
static uint64_t
position (struct log *log)
{
  struct store *store = store_of (log);
  int64_t last;
  if (store->reads_only && query_value (store, SQL_LOG_LAST, &last, "", NULL) == 1)
    store->now.log = (uint64_t)last;
  return store->now.log;
}

/* Reads the row at hand into `body`. */
static int
take_row (struct query *query, struct buffer *body, struct log_entry *out, struct error *error)
{
  static const char padding[LOG_PADDING];
  size_t size;
  const void *bytes = query_get_blob (query, 2, &size);
  buffer_clear (body);
  buffer_add (body, bytes, size);
  buffer_add (body, padding, sizeof padding);
  if (body->failed)
    return error_memory (error);
  out->seq = (uint64_t)query_get_integer (query, 0);
  out->kind = (enum log_kind)query_get_integer (query, 1);
  out->body = body->data;
  out->size = size;
  return 1;
}

static int
read_entry (struct log *log, uint64_t seq, struct log_entry *out, struct error *error)
{
  struct store *store = store_of (log);
  struct query query = query_take (store, SQL_LOG_READ);
  query_number (&query, seq);
  int status = query_step (&query, "the log could not be read", error);
  if (status == 1)
    status = take_row (&query, &store->body, out, error);
  query_give (&query);
  return status;
}

static int
scan_rows (struct query *query, uint64_t after, struct buffer *body, log_each *each, void *context,
           struct error *error)
{
  const char *path = path_shown (query->store->path);
  for (;;)
    {
      int status = query_step (query, "the log could not be read", error);
      if (status <= 0)
        return status;
      struct log_entry entry;
      if (take_row (query, body, &entry, error) < 0)
        return -1;
      if (entry.seq != ++after)
        return error_set (error, ERROR_IO,
                          "%s: entry %llu of the log is missing: the file is damaged", path,
                          (unsigned long long)after);
      if (each (context, &entry, error) < 0)
        return -1;
    }
}

/* What is appended while a scan goes on is not part of it. */
static int
scan (struct log *log, uint64_t after, log_each *each, void *context, struct error *error)
{
  struct store *store = store_of (log);
  struct buffer body = BUFFER_INIT;
  struct query query = query_take (store, SQL_LOG_SCAN);
  query_number (&query, after);
  query_number (&query, store->reads_only ? INT64_MAX : store->now.log);
  int status = scan_rows (&query, after, &body, each, context, error);
  query_give (&query);
  buffer_release (&body);
  return status;
}

/* It is closed with the store. */
static void
close_nothing (struct log *log)
{
  (void)log;
}

const struct log_methods log_sqlite_methods = { append, position, read_entry, scan, close_nothing };
