/* names_run.c — a sorted run of names in the file. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/large.h"
#include "engine/store/names_parts.h"
#include "engine/store/store_parts.h"

enum
{
  LINE = 64 /* bytes of memory the machine fetches at once */
};

static int
filter_init (struct filter *filter, uint64_t count, struct error *error)
{
  uint64_t blocks = count * FILTER_BITS / (FILTER_WORDS * 64) + 1;
  size_t size = blocks * FILTER_WORDS * sizeof *filter->words;
  if (blocks > UINT32_MAX || !(filter->memory = calloc (1, size + LINE)))
    return error_memory (error);
  large_memory (filter->memory, size + LINE);
  uintptr_t at = ((uintptr_t)filter->memory + LINE - 1) & ~(uintptr_t)(LINE - 1);
  filter->words = (uint64_t *)at;
  filter->blocks = (uint32_t)blocks;
  return 0;
}

int
run_init (struct run *run, uint64_t number, uint64_t after, uint64_t upto, uint64_t count,
          struct error *error)
{
  uint64_t parts = (count + PART_NAMES - 1) / PART_NAMES;
  *run = (struct run){ .number = number, .after = after, .upto = upto, .count = count };
  if (parts > UINT32_MAX)
    return error_memory (error);
  run->parts = (uint32_t)parts;
  run->firsts = malloc ((parts + 1) * sizeof *run->firsts);
  if (!run->firsts || filter_init (&run->filter, count, error) < 0)
    {
      run_release (run);
      return error_memory (error);
    }
  return 0;
}

void
run_release (struct run *run)
{
  free (run->firsts);
  free (run->filter.memory);
  *run = (struct run){ 0 };
}

struct name
name_read (const unsigned char *entry)
{
  struct name name = { 0 };
  for (int i = 7; i >= 0; i--)
    name.fingerprint = name.fingerprint << 8 | entry[i];
  for (int i = NAME_BYTES - 1; i >= 8; i--)
    name.seq = name.seq << 8 | entry[i];
  return name;
}

void
name_write (unsigned char *entry, struct name name)
{
  for (int i = 0; i < 8; i++)
    entry[i] = (unsigned char)(name.fingerprint >> 8 * i);
  for (int i = 0; i < NAME_BYTES - 8; i++)
    entry[8 + i] = (unsigned char)(name.seq >> 8 * i);
}

void
run_note (struct run *run, uint32_t part, const unsigned char *entries, uint32_t count)
{
  run->firsts[part] = name_read (entries).fingerprint;
  for (uint32_t i = 0; i < count; i++)
    filter_add (&run->filter, name_read (entries + (size_t)i * NAME_BYTES).fingerprint);
}

int64_t
run_checksum (const struct run *run, const unsigned char key[16])
{
  uint64_t is[] = { run->after, run->upto, run->count };
  return part_checksum (PART_NAMES_RUN, key, 16, (int64_t)run->number, is, sizeof is);
}

int64_t
run_part_checksum (const struct run *run, uint32_t part, const void *entries, size_t size)
{
  return part_checksum (PART_NAMES_ENTRIES, "", 0, run_part (run, part), entries, size);
}

int
run_read_part (const struct run *run, struct store *store, uint32_t part, unsigned char *entries,
               struct error *error)
{
  struct query query = query_take (store, SQL_NAMES_PART);
  query_integer (&query, run_part (run, part));
  int status = query_step (&query, "the index of names could not be read", error);
  bool fits = false;
  if (status == 1)
    {
      size_t size;
      const void *found = query_get_blob (&query, 0, &size);
      fits = size == (size_t)run_part_names (run, part) * NAME_BYTES
             && run_part_checksum (run, part, found, size) == query_get_integer (&query, 1);
      if (fits)
        memcpy (entries, found, size);
    }
  query_give (&query);
  if (status < 0)
    return -1;
  return fits ? 0
              : error_set (error, ERROR_INPUT,
                           "%s: the index of names is damaged: open it again, and it is rebuilt",
                           path_shown (store->path));
}

/* How many parts begin below a fingerprint. */
static uint32_t
parts_below (const struct run *run, uint64_t fingerprint)
{
  uint32_t from = 0, to = run->parts;
  while (from < to)
    {
      uint32_t middle = from + (to - from) / 2;
      if (run->firsts[middle] < fingerprint)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* The first of a part's names that is not below a fingerprint. */
static uint32_t
names_below (const unsigned char *entries, uint32_t count, uint64_t fingerprint)
{
  uint32_t from = 0, to = count;
  while (from < to)
    {
      uint32_t middle = from + (to - from) / 2;
      if (name_read (entries + (size_t)middle * NAME_BYTES).fingerprint < fingerprint)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

int
run_find (const struct run *run, struct store *store, uint64_t fingerprint, uint64_t *out,
          uint32_t *count, uint32_t most, struct error *error)
{
  unsigned char entries[PART_NAMES * NAME_BYTES];
  if (!filter_has (&run->filter, fingerprint))
    return 0;
  /* Equal ones may begin at the end of the part before the first that begins with them. */
  uint32_t part = parts_below (run, fingerprint);
  for (part -= part > 0; part < run->parts && run->firsts[part] <= fingerprint; part++)
    {
      if (run_read_part (run, store, part, entries, error) < 0)
        return -1;
      uint32_t names = run_part_names (run, part);
      for (uint32_t i = names_below (entries, names, fingerprint); i < names && *count < most; i++)
        {
          struct name name = name_read (entries + (size_t)i * NAME_BYTES);
          if (name.fingerprint != fingerprint)
            break;
          out[(*count)++] = name.seq;
        }
    }
  return 0;
}
