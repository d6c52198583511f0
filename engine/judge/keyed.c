/* keyed.c — a table from (teacher, cell, key) to rows. */
#include "engine/judge/keyed.h"

#include <stdlib.h>

#include "engine/base/array.h"

void
keyed_release (struct keyed *keyed)
{
  for (uint32_t i = 0; i < keyed->count; i++)
    free (keyed->rows[i].row.cells);
  free (keyed->rows);
  free (keyed->table);
  *keyed = (struct keyed){ 0 };
}

static uint64_t
hash (uint32_t teacher, uint32_t cell, int64_t key)
{
  uint64_t x = ((uint64_t)teacher << 32 | cell) * UINT64_C (0x9E3779B97F4A7C15);
  x = (x ^ (x >> 29) ^ (uint64_t)key) * UINT64_C (0xBF58476D1CE4E5B9);
  return x ^ (x >> 32);
}

/* The place in the table where a row is, or would be. */
static uint32_t
place_of (const struct keyed *keyed, uint32_t teacher, uint32_t cell, int64_t key)
{
  uint32_t at = (uint32_t)hash (teacher, cell, key) & (keyed->size - 1);
  for (; keyed->table[at]; at = (at + 1) & (keyed->size - 1))
    {
      const struct keyed_row *row = &keyed->rows[keyed->table[at] - 1];
      if (row->key == key && row->teacher == teacher && row->cell == cell)
        break;
    }
  return at;
}

const struct row *
keyed_find (const struct keyed *keyed, uint32_t teacher, uint32_t cell, int64_t key)
{
  if (keyed->size == 0)
    return NULL;
  uint32_t found = keyed->table[place_of (keyed, teacher, cell, key)];
  return found ? &keyed->rows[found - 1].row : NULL;
}

/* Twice the table: at most half of it is used. */
static int
grow (struct keyed *keyed)
{
  uint32_t size = keyed->size ? 2 * keyed->size : 16;
  uint32_t *table = calloc (size, sizeof *table);
  if (!table)
    return -1;
  free (keyed->table);
  keyed->table = table;
  keyed->size = size;
  for (uint32_t i = 0; i < keyed->count; i++)
    {
      const struct keyed_row *row = &keyed->rows[i];
      if (row->teacher != UINT32_MAX)
        table[place_of (keyed, row->teacher, row->cell, row->key)] = i + 1;
    }
  return 0;
}

struct row *
keyed_put (struct keyed *keyed, int64_t *first, uint32_t teacher, uint32_t cell, int64_t key)
{
  if (2 * (keyed->count + 1) > keyed->size && grow (keyed) < 0)
    return NULL;
  uint32_t at = place_of (keyed, teacher, cell, key);
  if (keyed->table[at] == 0)
    {
      if (ARRAY_ROOM (keyed->rows, keyed->count, keyed->capacity, 1) < 0)
        return NULL;
      keyed->rows[keyed->count] = (struct keyed_row){ { 0 }, key, teacher, cell, (uint32_t)*first };
      keyed->table[at] = ++keyed->count;
      *first = keyed->count;
    }
  return &keyed->rows[keyed->table[at] - 1].row;
}

void
keyed_forget (struct keyed *keyed, int64_t *first)
{
  for (uint32_t at = (uint32_t)*first; at; at = keyed->rows[at - 1].next)
    {
      keyed->rows[at - 1].row = (struct row){ 0 };
      keyed->rows[at - 1].teacher = UINT32_MAX;
    }
  *first = 0;
}
