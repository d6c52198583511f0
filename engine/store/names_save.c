/* names_save.c — the tail becomes a run; runs of like size become one.
 *
 * Runs at the end that are no more than twice what is to be written are merged
 * with it, so that each is about twice the one after it or more: a name is
 * written again once for each doubling, and there are few runs to look into.
 * Large ones are left as they are.  A part is dropped once it has been read, so
 * that the file hardly grows while it is merged. */
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/store/names_parts.h"
#include "engine/store/store_parts.h"

enum
{
  MERGE_MOST = 1 << 20 /* names: merging so many keeps a batch waiting for about 0.1 s */
};

static const char unwritable[] = "the index of names could not be written";

/* What is merged: names in memory, which are the tail's or a part of a run. */
struct source
{
  struct name *names;
  uint32_t at, count;
  const struct run *run; /* or NULL */
  uint32_t part;         /* the next to be read */
};

struct merge
{
  struct store *store;
  struct source *sources;
  uint32_t source_count;
  struct run *run; /* being written */
  uint32_t part, filled;
  unsigned char entries[PART_NAMES * NAME_BYTES];
};

static int
drop_part (struct store *store, int64_t part, struct error *error)
{
  struct query query = query_take (store, SQL_NAMES_PART_DROP);
  query_integer (&query, part);
  return query_run (&query, unwritable, error);
}

static int
refill (struct merge *merge, struct source *source, struct error *error)
{
  unsigned char entries[PART_NAMES * NAME_BYTES];
  const struct run *run = source->run;
  if (!run || source->part == run->parts)
    return 0;
  if (run_read_part (run, merge->store, source->part, entries, error) < 0
      || drop_part (merge->store, run_part (run, source->part), error) < 0)
    return -1;
  source->at = 0;
  source->count = run_part_names (run, source->part++);
  for (uint32_t i = 0; i < source->count; i++)
    source->names[i] = name_read (entries + (size_t)i * NAME_BYTES);
  return 0;
}

static int
write_part (struct merge *merge, struct error *error)
{
  size_t size = (size_t)merge->filled * NAME_BYTES;
  struct query query = query_take (merge->store, SQL_NAMES_PART_PUT);
  query_integer (&query, run_part (merge->run, merge->part));
  query_blob (&query, merge->entries, size);
  query_integer (&query, run_part_checksum (merge->run, merge->part, merge->entries, size));
  if (query_run (&query, unwritable, error) < 0)
    return -1;
  run_note (merge->run, merge->part++, merge->entries, merge->filled);
  merge->filled = 0;
  return 0;
}

/* The source with the next name, or NULL at the end; there are few of them. */
static struct source *
next_source (struct merge *merge)
{
  struct source *next = NULL;
  for (uint32_t i = 0; i < merge->source_count; i++)
    {
      struct source *source = &merge->sources[i];
      if (source->at == source->count)
        continue;
      const struct name *a = &source->names[source->at], *b = next ? &next->names[next->at] : NULL;
      if (!b || a->fingerprint < b->fingerprint
          || (a->fingerprint == b->fingerprint && a->seq < b->seq))
        next = source;
    }
  return next;
}

static int
merge_names (struct merge *merge, struct error *error)
{
  struct source *source;
  while ((source = next_source (merge)))
    {
      name_write (merge->entries + (size_t)merge->filled * NAME_BYTES, source->names[source->at++]);
      if (++merge->filled == PART_NAMES && write_part (merge, error) < 0)
        return -1;
      if (source->at == source->count && refill (merge, source, error) < 0)
        return -1;
    }
  return merge->filled ? write_part (merge, error) : 0;
}

static int
merge_runs (struct merge *merge, const struct run *runs, uint32_t count, struct name *tail,
            uint32_t tail_count, struct error *error)
{
  merge->source_count = count + 1;
  merge->sources = calloc (merge->source_count, sizeof *merge->sources);
  struct name *parts = malloc (((size_t)count + 1) * PART_NAMES * sizeof *parts);
  int status = merge->sources && parts ? 0 : error_memory (error);
  for (uint32_t i = 0; i < count && status == 0; i++)
    {
      struct source *source = &merge->sources[i];
      *source = (struct source){ .names = parts + (size_t)i * PART_NAMES, .run = &runs[i] };
      status = refill (merge, source, error);
    }
  if (status == 0)
    {
      merge->sources[count] = (struct source){ .names = tail, .count = tail_count };
      status = merge_names (merge, error);
    }
  free (parts);
  free (merge->sources);
  return status;
}

/* From which run on they are merged with so many names. */
static uint32_t
first_merged (const struct names *names, uint64_t *count)
{
  uint32_t first = names->run_count;
  while (first > 0 && names->runs[first - 1].count <= 2 * *count
         && names->runs[first - 1].count + *count <= MERGE_MOST)
    *count += names->runs[--first].count;
  return first;
}

/* What is not believed goes, with the rows of what was merged. */
static int
write_catalogue (struct names *names, uint32_t merged, const struct run *run, struct error *error)
{
  struct query query = query_take (names->store, SQL_NAMES_RUNS_DROP);
  query_number (&query, merged ? names->runs[merged - 1].number : 0);
  if (query_run (&query, unwritable, error) < 0)
    return -1;
  query = query_take (names->store, SQL_NAMES_RUN_PUT);
  query_number (&query, run->number);
  query_number (&query, run->after);
  query_number (&query, run->upto);
  query_number (&query, run->count);
  query_integer (&query, run_checksum (run, names->key));
  return query_run (&query, unwritable, error);
}

static int
drop_unbelieved (struct names *names, struct error *error)
{
  uint64_t believed = names->run_count ? names->runs[names->run_count - 1].number : 0;
  struct query query = query_take (names->store, SQL_NAMES_PARTS_DROP);
  query_number (&query, (believed + 1) << 32);
  if (query_run (&query, unwritable, error) < 0 || !names->key_is_new)
    return names->key_is_new ? -1 : 0;
  query = query_take (names->store, SQL_NAMES_KEY_PUT);
  query_blob (&query, names->key, sizeof names->key);
  return query_run (&query, unwritable, error);
}

/* `saved` is empty again where it fails. */
static int
write_run (struct names *names, uint64_t upto, struct name *tail, uint32_t count,
           struct error *error)
{
  uint64_t total = count;
  uint32_t merged = first_merged (names, &total);
  uint64_t after = merged ? names->runs[merged - 1].upto : 0;
  struct merge *merge = calloc (1, sizeof *merge);
  if (!merge)
    return error_memory (error);
  int status = run_init (&names->saved, names->newest + 1, after, upto, total, error);
  merge->store = names->store;
  merge->run = &names->saved;
  if (status == 0 && names->has_dropped)
    status = drop_unbelieved (names, error);
  if (status == 0)
    status
        = merge_runs (merge, names->runs + merged, names->run_count - merged, tail, count, error);
  if (status == 0)
    status = write_catalogue (names, merged, &names->saved, error);
  free (merge);
  if (status < 0)
    run_release (&names->saved);
  names->merged = merged;
  return status;
}

static int
check_upto (const struct names *names, uint64_t upto, struct error *error)
{
  if (upto >= names_covered (names) && upto <= names->store->now.log)
    return 0;
  return error_set (error, ERROR_INPUT,
                    "names cannot be kept up to entry %llu: they are kept up to %llu, and the log "
                    "ends with %llu",
                    (unsigned long long)upto, (unsigned long long)names_covered (names),
                    (unsigned long long)names->store->now.log);
}

static int
save (struct names *names, uint64_t upto, struct error *error)
{
  struct name *tail;
  uint32_t count;
  if (check_upto (names, upto, error) < 0)
    return -1;
  if (ARRAY_ROOM (names->runs, names->run_count, names->run_capacity, 1) < 0)
    return error_memory (error);
  if (tail_sorted (&names->tail, upto, &tail, &count, error) < 0)
    return -1;
  int status = write_run (names, upto, tail, count, error);
  free (tail);
  names->saving = status == 0;
  return status;
}

int
names_save (struct names *names, uint64_t upto, struct error *error)
{
  struct writing writing;
  if (!names->store)
    return 0;
  if (names_failed (names, error) < 0)
    return -1;
  names_drop_saving (names);
  if (upto == names_covered (names) && !names->has_dropped)
    return 0;
  if (write_start (&writing, names->store, error) < 0)
    return -1;
  int status = write_end (&writing, save (names, upto, error), error);
  if (status < 0)
    names_drop_saving (names);
  names->rollbacks = names->store->rollbacks;
  return status;
}

/* Room for the run was made when it was written, since this cannot fail. */
void
names_saved (struct names *names)
{
  if (!names->saving || names->rollbacks != names->store->rollbacks)
    {
      names_drop_saving (names);
      return;
    }
  while (names->run_count > names->merged)
    run_release (&names->runs[--names->run_count]);
  names->newest = names->saved.number;
  names->has_dropped = names->key_is_new = false;
  tail_forget_upto (&names->tail, names->saved.upto);
  names->runs[names->run_count++] = names->saved;
  names->saved = (struct run){ 0 };
  names->saving = false;
}

void
names_drop_saving (struct names *names)
{
  run_release (&names->saved);
  names->saving = false;
}
