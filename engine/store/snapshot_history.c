/* snapshot_history.c — which log entries concern a teacher.
 *
 * Lists of ascending numbers, each after the one before.  A list is kept as
 * differences, in rows short enough to lie beside others on a page. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/pack.h"
#include "engine/store/snapshot.h"
#include "engine/store/store_parts.h"

enum
{
  ROW_BYTES = 900 /* past about 1,000 SQLite keeps each row's end on a page of its own */
};

static const char unwritable[] = "the snapshot's history could not be written";
static const char unreadable[] = "the snapshot's history could not be read";

static int
find_last (struct store *store, const char *teacher, uint64_t *last, struct error *error)
{
  struct query query = query_take (store, SQL_HISTORY_LAST);
  query_string (&query, teacher);
  int status = query_step (&query, unreadable, error);
  if (status == 1)
    *last = (uint64_t)query_get_integer (&query, 0);
  query_give (&query);
  return status < 0 ? -1 : 0;
}

static int
put_row (struct store *store, const char *teacher, uint64_t upto, struct error *error)
{
  const struct buffer *row = &store->scratch;
  struct query query = query_take (store, SQL_HISTORY_PUT);
  query_string (&query, teacher);
  query_number (&query, upto);
  query_blob (&query, row->data, row->size);
  query_integer (&query, part_checksum (PART_HISTORY, teacher, strlen (teacher), (int64_t)upto,
                                        row->data, row->size));
  return query_run (&query, unwritable, error);
}

/* Writes as many numbers as a row takes; how many, or -1.  The first is kept
 * whole, so that a row can be read alone. */
static int64_t
put_some (struct store *store, const char *teacher, const uint64_t *seqs, uint32_t count,
          struct error *error)
{
  struct buffer *row = &store->scratch;
  uint32_t n = 0;
  buffer_clear (row);
  for (uint64_t before = 0; n < count && row->size < ROW_BYTES; before = seqs[n++])
    pack_u (row, seqs[n] - before);
  if (row->failed)
    return error_memory (error);
  return put_row (store, teacher, seqs[n - 1], error) < 0 ? -1 : (int64_t)n;
}

static int
check_ascending (const char *teacher, uint64_t last, const uint64_t *seqs, uint32_t count,
                 struct error *error)
{
  for (uint32_t i = 0; i < count; last = seqs[i++])
    if (seqs[i] <= last || seqs[i] > INT64_MAX)
      return error_set (error, ERROR_INPUT, "the history of \"%.*s\" goes from %llu to %llu",
                        error_shown (teacher, strlen (teacher)), teacher, (unsigned long long)last,
                        (unsigned long long)seqs[i]);
  return 0;
}

static int
put_all (struct store *store, const char *teacher, const uint64_t *seqs, uint32_t count,
         struct error *error)
{
  uint64_t last = 0;
  if (find_last (store, teacher, &last, error) < 0
      || check_ascending (teacher, last, seqs, count, error) < 0)
    return -1;
  while (count > 0)
    {
      int64_t put = put_some (store, teacher, seqs, count, error);
      if (put < 0)
        return -1;
      seqs += put;
      count -= (uint32_t)put;
    }
  return 0;
}

int
snapshot_put_history (struct store *store, const char *teacher, const uint64_t *seqs,
                      uint32_t count, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  return write_end (&writing, put_all (store, teacher, seqs, count, error), error);
}

struct list
{
  uint64_t *seqs;
  uint32_t count, capacity;
};

/* Unpacks the row at hand: 0, 1 where it is damaged, or -1. */
static int
take_row (struct query *query, const char *teacher, struct list *list, struct error *error)
{
  size_t size;
  int64_t upto = query_get_integer (query, 0);
  const void *bytes = query_get_blob (query, 1, &size);
  if (part_checksum (PART_HISTORY, teacher, strlen (teacher), upto, bytes, size)
      != query_get_integer (query, 2))
    return 1;
  struct unpack in = unpack_of (bytes, size);
  list->count = 0;
  for (uint64_t seq = 0; in.at < in.end && !in.bad;)
    {
      if (ARRAY_ROOM (list->seqs, list->count, list->capacity, 1) < 0)
        return error_memory (error);
      list->seqs[list->count++] = seq += unpack_u (&in);
    }
  return in.bad || list->count == 0;
}

static int
each_row (struct query *query, const char *teacher, struct list *list, snapshot_seqs *each,
          void *context, struct error *error)
{
  for (;;)
    {
      int status = query_step (query, unreadable, error);
      if (status <= 0)
        return status;
      status = take_row (query, teacher, list, error);
      if (status < 0)
        return -1;
      if (status == 1)
        return error_set (error, ERROR_INPUT,
                          "%s: the snapshot's history of \"%.*s\" does not fit its checksum: it is "
                          "not believed",
                          path_shown (query->store->path), error_shown (teacher, strlen (teacher)),
                          teacher);
      if (each (context, list->seqs, list->count, error) < 0)
        return -1;
    }
}

int
snapshot_history (struct store *store, const char *teacher, snapshot_seqs *each, void *context,
                  struct error *error)
{
  struct list list = { 0 };
  struct query query = query_take (store, SQL_HISTORY);
  query_string (&query, teacher);
  int status = each_row (&query, teacher, &list, each, context, error);
  query_give (&query);
  free (list.seqs);
  return status;
}
