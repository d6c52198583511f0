/* memory.c — lists of values that a cell remembers. */
#include "engine/judge/memory.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

void
memories_release (struct memories *memories)
{
  for (uint32_t i = 0; i < memories->count; i++)
    free (memories->items[i].rows);
  free (memories->items);
  *memories = (struct memories){ 0 };
}

uint64_t
memories_size (const struct memories *memories)
{
  uint64_t size = memories->capacity * sizeof *memories->items;
  for (uint32_t i = 0; i < memories->count; i++)
    size += (uint64_t)memories->items[i].capacity * memories->items[i].columns * sizeof (int64_t);
  return size;
}

uint32_t
memories_new (struct memories *memories)
{
  uint32_t again = memories->given_back;
  if (again)
    {
      memories->given_back = memories->items[again - 1].count;
      memories->items[again - 1] = (struct memory){ 0 };
      return again;
    }
  if (ARRAY_ROOM (memories->items, memories->count, memories->capacity, 1) < 0)
    return 0;
  memories->items[memories->count++] = (struct memory){ 0 };
  return memories->count;
}

/* Those given back are linked by their counts. */
void
memories_give_back (struct memories *memories, uint32_t number)
{
  struct memory *memory = &memories->items[number - 1];
  free (memory->rows);
  *memory = (struct memory){ .count = memories->given_back };
  memories->given_back = number;
}

/* One row more than the limit is kept room for: the scratch row. */
int64_t *
memory_append (struct memory *memory, uint32_t columns, uint32_t limit)
{
  if (array_reserve ((void **)&memory->rows, &memory->capacity, (size_t)memory->count + 1,
                     columns * sizeof (int64_t))
      < 0)
    return NULL;
  memory->columns = (uint16_t)columns;
  int64_t *row = memory->rows + (size_t)memory->count * columns;
  if (memory->count < limit)
    memory->count++;
  else
    memory->full = true;
  return row;
}

void
memory_remove (struct memory *memory, uint32_t columns, uint32_t at, uint32_t count)
{
  size_t row = columns * sizeof (int64_t);
  char *rows = (char *)memory->rows;
  memmove (rows + at * row, rows + (at + count) * row, (memory->count - at - count) * row);
  memory->count -= count;
}
