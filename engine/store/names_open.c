/* names_open.c — reading the index of names, or beginning one.
 *
 * All of it is read once, to make the filters; so what is damaged shows here,
 * and everything from there on is left out and will be rebuilt. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/store/names_parts.h"
#include "engine/store/store_parts.h"

static const char unreadable[] = "the index of names could not be read";

static int
read_key (struct names *names, struct error *error)
{
  struct query query = query_take (names->store, SQL_NAMES_KEY);
  int status = query_step (&query, unreadable, error);
  size_t size = 0;
  const void *key = status == 1 ? query_get_blob (&query, 0, &size) : NULL;
  names->key_is_new = size != sizeof names->key;
  if (!names->key_is_new)
    memcpy (names->key, key, size);
  query_give (&query);
  return status < 0 ? -1 : 0;
}

/* Notes the parts of a run: 1, 0 where one is damaged or lost, or -1. */
static int
read_parts (struct run *run, struct store *store, struct error *error)
{
  struct query query = query_take (store, SQL_NAMES_PARTS);
  query_integer (&query, run_part (run, 0));
  query_integer (&query, run_part (run, run->parts));
  uint32_t part = 0;
  int status;
  while ((status = query_step (&query, unreadable, error)) == 1 && part < run->parts)
    {
      size_t size;
      const void *entries = query_get_blob (&query, 1, &size);
      uint32_t names = run_part_names (run, part);
      if (query_get_integer (&query, 0) != run_part (run, part)
          || size != (size_t)names * NAME_BYTES
          || run_part_checksum (run, part, entries, size) != query_get_integer (&query, 2))
        break;
      run_note (run, part++, entries, names);
    }
  query_give (&query);
  return status < 0 ? -1 : part == run->parts;
}

/* Reads the run of a row: 1, 0 where it is damaged, or -1. */
static int
read_run (struct names *names, struct query *row, struct error *error)
{
  struct store *store = names->store;
  uint64_t number = (uint64_t)query_get_integer (row, 0);
  struct run run = { .number = number,
                     .after = (uint64_t)query_get_integer (row, 1),
                     .upto = (uint64_t)query_get_integer (row, 2),
                     .count = (uint64_t)query_get_integer (row, 3) };
  if (number > names->newest)
    names->newest = number;
  if (run_checksum (&run, names->key) != query_get_integer (row, 4)
      || run.after != names_covered (names) || run.upto > store->now.log)
    return 0;
  if (ARRAY_ROOM (names->runs, names->run_count, names->run_capacity, 1) < 0)
    return error_memory (error);
  if (run_init (&run, number, run.after, run.upto, run.count, error) < 0)
    return -1;
  int status = read_parts (&run, store, error);
  if (status == 1)
    names->runs[names->run_count++] = run;
  else
    run_release (&run);
  return status;
}

static int
read_runs (struct names *names, struct error *error)
{
  struct query query = query_take (names->store, SQL_NAMES_RUNS);
  int status;
  while ((status = query_step (&query, unreadable, error)) == 1)
    {
      int read = names->has_dropped ? 0 : read_run (names, &query, error);
      if (read < 0)
        {
          status = -1;
          break;
        }
      uint64_t number = (uint64_t)query_get_integer (&query, 0);
      if (number > names->newest)
        names->newest = number;
      names->has_dropped |= read == 0;
    }
  query_give (&query);
  return status;
}

/* Parts that belong to no run must not stand in a new one's way. */
static int
find_newest (struct names *names, struct error *error)
{
  int64_t last = 0;
  if (query_value (names->store, SQL_NAMES_LAST_PART, &last, unreadable, error) < 0)
    return -1;
  uint64_t number = (uint64_t)last >> 32;
  if (number > names->newest)
    {
      names->newest = number;
      names->has_dropped = true;
    }
  return 0;
}

/* Runs made with another key are no use. */
static int
read_all (struct names *names, struct error *error)
{
  log_position (log_of (names->store)); /* a reader's is found anew */
  if (read_key (names, error) < 0)
    return -1;
  if (names->key_is_new)
    {
      sqlite3_randomness (sizeof names->key, names->key);
      names->has_dropped = true;
    }
  return read_runs (names, error) < 0 ? -1 : find_newest (names, error);
}

int
names_open (struct names **out, struct store *store, uint64_t *upto, struct error *error)
{
  struct names *names = calloc (1, sizeof *names);
  if (!names || !(names->failure = calloc (1, sizeof *names->failure)))
    {
      free (names);
      return error_memory (error);
    }
  names->store = store;
  if (!store)
    sqlite3_randomness (sizeof names->key, names->key);
  else if (read_all (names, error) < 0)
    {
      names_close (names);
      return -1;
    }
  *upto = names_covered (names);
  *out = names;
  return 0;
}

void
names_close (struct names *names)
{
  if (!names)
    return;
  names_drop_saving (names);
  for (uint32_t i = 0; i < names->run_count; i++)
    run_release (&names->runs[i]);
  free (names->runs);
  tail_release (&names->tail);
  free (names->failure);
  free (names);
}
