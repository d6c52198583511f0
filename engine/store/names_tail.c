/* names_tail.c — the names since the last snapshot, in memory. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/large.h"
#include "engine/store/names_parts.h"

enum
{
  FIRST_SIZE = 64
};

static void
put (struct name *slots, uint32_t size, struct name name)
{
  uint32_t at = (uint32_t)name.fingerprint & (size - 1);
  while (slots[at].seq)
    at = (at + 1) & (size - 1);
  slots[at] = name;
}

static bool
is_full (uint32_t count, uint32_t size)
{
  return count >= size / 8 * 5;
}

static int
grow (struct tail *tail, struct error *error)
{
  uint32_t size = tail->size ? tail->size * 2 : tail->usual ? tail->usual : FIRST_SIZE;
  struct name *slots = size ? calloc (size, sizeof *slots) : NULL;
  if (!slots)
    return error_memory (error);
  large_memory (slots, size * sizeof *slots);
  for (uint32_t i = 0; i < tail->size; i++)
    if (tail->slots[i].seq)
      put (slots, size, tail->slots[i]);
  free (tail->slots);
  tail->slots = slots;
  tail->size = size;
  return 0;
}

int
tail_add (struct tail *tail, struct name name, struct error *error)
{
  if (is_full (tail->count, tail->size) && grow (tail, error) < 0)
    return -1;
  put (tail->slots, tail->size, name);
  tail->count++;
  if (name.seq > tail->last)
    tail->last = name.seq;
  return 0;
}

/* Empties a slot, and moves up those after it that may come nearer to where
 * they belong. */
static void
take_out (struct tail *tail, uint32_t hole)
{
  uint32_t mask = tail->size - 1;
  for (uint32_t at = (hole + 1) & mask; tail->slots[at].seq; at = (at + 1) & mask)
    {
      uint32_t home = (uint32_t)tail->slots[at].fingerprint & mask;
      if (((at - home) & mask) < ((at - hole) & mask))
        continue;
      tail->slots[hole] = tail->slots[at];
      hole = at;
    }
  tail->slots[hole].seq = 0;
  tail->count--;
}

/* A rollback is rare, and what it takes back is seldom much of the table. */
void
tail_forget_after (struct tail *tail, uint64_t seq)
{
  if (tail->last <= seq)
    return;
  for (uint32_t i = 0; i < tail->size; i++)
    while (tail->slots[i].seq > seq)
      take_out (tail, i);
  tail->last = seq;
}

/* The next tail will hardly be longer: it need not grow again. */
static void
start_anew (struct tail *tail)
{
  uint32_t usual = FIRST_SIZE;
  while (is_full (tail->count, usual))
    usual *= 2;
  tail_release (tail);
  tail->usual = usual;
}

void
tail_forget_upto (struct tail *tail, uint64_t seq)
{
  if (tail->last <= seq)
    {
      start_anew (tail);
      return;
    }
  for (uint32_t i = 0; i < tail->size; i++)
    while (tail->slots[i].seq && tail->slots[i].seq <= seq)
      take_out (tail, i);
}

void
tail_release (struct tail *tail)
{
  free (tail->slots);
  *tail = (struct tail){ 0 };
}

static bool
is_before (struct name a, struct name b)
{
  return a.fingerprint != b.fingerprint ? a.fingerprint < b.fingerprint : a.seq < b.seq;
}

/* Nearly in order already: each stands near its place. */
static void
sort_nearly (struct name *names, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++)
    {
      struct name name = names[i];
      uint32_t at = i;
      for (; at > 0 && is_before (name, names[at - 1]); at--)
        names[at] = names[at - 1];
      names[at] = name;
    }
}

/* Fingerprints are spread evenly, so that their high bits say nearly where in
 * the order each belongs. */
static uint32_t
bucket_of (struct name name, uint32_t buckets)
{
  return (uint32_t)((name.fingerprint >> 32) * buckets >> 32);
}

static bool
is_wanted (const struct tail *tail, uint32_t slot, uint64_t upto)
{
  return tail->slots[slot].seq && tail->slots[slot].seq <= upto;
}

int
tail_sorted (const struct tail *tail, uint64_t upto, struct name **out, uint32_t *count,
             struct error *error)
{
  uint32_t buckets = tail->count + 1;
  uint32_t *ends = calloc ((size_t)buckets + 1, sizeof *ends);
  struct name *names = malloc (((size_t)tail->count + 1) * sizeof *names);
  if (!ends || !names)
    {
      free (ends);
      free (names);
      return error_memory (error);
    }
  for (uint32_t i = 0; i < tail->size; i++)
    if (is_wanted (tail, i, upto))
      ends[bucket_of (tail->slots[i], buckets) + 1]++;
  for (uint32_t i = 0; i < buckets; i++)
    ends[i + 1] += ends[i];
  *count = ends[buckets];
  for (uint32_t i = 0; i < tail->size; i++)
    if (is_wanted (tail, i, upto))
      names[ends[bucket_of (tail->slots[i], buckets)]++] = tail->slots[i];
  sort_nearly (names, *count);
  free (ends);
  *out = names;
  return 0;
}
