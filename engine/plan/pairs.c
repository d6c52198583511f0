/* pairs.c — pairs gathered in any order, laid out by key. */
#include "engine/plan/pairs.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

int
pairs_add (struct pairs *pairs, uint32_t key, uint32_t item)
{
  if (ARRAY_ROOM (pairs->items, pairs->count, pairs->capacity, 1) < 0)
    return -1;
  pairs->items[pairs->count++] = (uint64_t)key << 32 | item;
  return 0;
}

static int
by_value (const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

int
pairs_split (struct pairs *pairs, struct arena *arena, uint32_t keys, struct range **ranges,
             uint32_t **items)
{
  *ranges = arena_take (arena, (keys + 1) * sizeof **ranges);
  *items = arena_take (arena, (pairs->count + 1) * sizeof **items);
  if (!*ranges || !*items)
    return -1;
  memset (*ranges, 0, (keys + 1) * sizeof **ranges);
  if (pairs->count)
    qsort (pairs->items, pairs->count, sizeof *pairs->items, by_value);
  uint32_t n = 0;
  for (uint32_t i = 0; i < pairs->count; i++)
    {
      if (i && pairs->items[i] == pairs->items[i - 1])
        continue;
      struct range *range = &(*ranges)[pairs->items[i] >> 32];
      if (range->count++ == 0)
        range->first = n;
      (*items)[n++] = (uint32_t)pairs->items[i];
    }
  return 0;
}
