/* snapshot.c — where judging stood: head, teachers, cohorts.
 *
 * A checksum goes over what a part is of as well, so that a row in another's
 * place is noticed too. */
#include "engine/store/snapshot.h"

#include <stdio.h>
#include <string.h>

#include "engine/store/store_parts.h"

static const char unwritable[] = "the snapshot could not be written";
static const char unreadable[] = "the snapshot could not be read";

static int
damaged (const struct store *store, struct error *error, const char *part, const char *of)
{
  return error_set (error, ERROR_INPUT,
                    "%s: the snapshot's %s \"%.*s\" does not fit its checksum: it is not believed",
                    path_shown (store->path), part, error_shown (of, strlen (of)), of);
}

int
snapshot_head (struct store *store, struct buffer *out, char why[160], struct error *error)
{
  why[0] = 0;
  struct query query = query_take (store, SQL_SNAPSHOT_GET);
  int status = query_step (&query, unreadable, error);
  if (status == 1)
    {
      size_t size;
      const void *head = query_get_blob (&query, 0, &size);
      if (part_checksum (PART_HEAD, "", 0, 0, head, size) != query_get_integer (&query, 1))
        {
          snprintf (why, 160, "the snapshot's head does not fit its checksum");
          status = 0;
        }
      else
        {
          buffer_clear (out);
          buffer_add (out, head, size);
          status = out->failed ? error_memory (error) : 1;
        }
    }
  query_give (&query);
  return status;
}

int
snapshot_put_head (struct store *store, const void *bytes, size_t size, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_SNAPSHOT_PUT);
  query_blob (&query, bytes, size);
  query_integer (&query, part_checksum (PART_HEAD, "", 0, 0, bytes, size));
  return write_end (&writing, query_run (&query, unwritable, error), error);
}

int
snapshot_put_teacher (struct store *store, const char *teacher, const void *row, size_t size,
                      struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_TEACHER_PUT);
  query_string (&query, teacher);
  query_blob (&query, row, size);
  query_integer (&query, part_checksum (PART_TEACHER, teacher, strlen (teacher), 0, row, size));
  return write_end (&writing, query_run (&query, unwritable, error), error);
}

int
snapshot_put_cohort (struct store *store, int32_t day, const char *sentence, const void *rows,
                     size_t size, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_COHORT_PUT);
  query_integer (&query, day);
  query_string (&query, sentence);
  query_blob (&query, rows, size);
  query_integer (&query, part_checksum (PART_COHORT, sentence, strlen (sentence), day, rows, size));
  return write_end (&writing, query_run (&query, unwritable, error), error);
}

static int
each_teacher (struct query *query, snapshot_teacher *each, void *context, struct error *error)
{
  for (;;)
    {
      size_t len, size;
      int status = query_step (query, unreadable, error);
      if (status <= 0)
        return status;
      const char *teacher = query_get_text (query, 0, &len);
      const void *row = query_get_blob (query, 1, &size);
      if (query_row_whole (query, unreadable, error) < 0)
        return -1;
      if (part_checksum (PART_TEACHER, teacher, len, 0, row, size) != query_get_integer (query, 2))
        return damaged (query->store, error, "teacher", teacher);
      if (each (context, teacher, row, size, error) < 0)
        return -1;
    }
}

int
snapshot_teachers (struct store *store, snapshot_teacher *each, void *context, struct error *error)
{
  struct query query = query_take (store, SQL_TEACHERS);
  int status = each_teacher (&query, each, context, error);
  query_give (&query);
  return status;
}

int
snapshot_cohort (struct store *store, int32_t day, const char *sentence, struct buffer *out,
                 struct error *error)
{
  struct query query = query_take (store, SQL_COHORT_GET);
  query_integer (&query, day);
  query_string (&query, sentence);
  int status = query_step (&query, unreadable, error);
  if (status == 1)
    {
      size_t size;
      const void *rows = query_get_blob (&query, 0, &size);
      buffer_clear (out);
      buffer_add (out, rows, size);
      if (part_checksum (PART_COHORT, sentence, strlen (sentence), day, rows, size)
          != query_get_integer (&query, 1))
        status = damaged (store, error, "cohort of", sentence);
      else if (out->failed)
        status = error_memory (error);
    }
  query_give (&query);
  return status;
}

int
snapshot_drop (struct store *store, struct error *error)
{
  static const enum statement all[]
      = { SQL_DROP_SNAPSHOT, SQL_DROP_TEACHERS, SQL_DROP_COHORTS, SQL_DROP_HISTORIES };
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  int status = 0;
  for (size_t i = 0; i < sizeof all / sizeof *all && status == 0; i++)
    {
      struct query query = query_take (store, all[i]);
      status = query_run (&query, unwritable, error);
    }
  return write_end (&writing, status, error);
}
