/* teacher.c — rows of cells. */
#include "engine/judge/teacher.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

int
teachers_init (struct teachers *teachers)
{
  *teachers = (struct teachers){ 0 };
  if (ARRAY_ROOM (teachers->items, 0, teachers->capacity, 1) < 0)
    return -1;
  teachers->items[teachers->count++]
      = (struct teacher){ .id = STRINGS_NONE, .known = DAY_NEVER, .queued = DAY_NEVER };
  return 0;
}

void
teachers_release (struct teachers *teachers)
{
  for (uint32_t i = 0; i < teachers->count; i++)
    free (teachers->items[i].row.cells);
  free (teachers->items);
  free (teachers->by_string);
  *teachers = (struct teachers){ 0 };
}

/* Makes by_string reach a string's number. */
static int
reach (struct teachers *teachers, uint32_t id)
{
  uint32_t had = teachers->by_string_count;
  if (id < had)
    return 0;
  uint32_t capacity = had;
  if (array_reserve ((void **)&teachers->by_string, &capacity, (size_t)id + 1, sizeof (uint32_t))
      < 0)
    return -1;
  memset (teachers->by_string + had, 0, (capacity - had) * sizeof (uint32_t));
  teachers->by_string_count = capacity;
  return 0;
}

int
teachers_put (struct teachers *teachers, uint32_t id, uint32_t *number)
{
  if (reach (teachers, id) < 0)
    return -1;
  if (teachers->by_string[id] == 0)
    {
      if (ARRAY_ROOM (teachers->items, teachers->count, teachers->capacity, 1) < 0)
        return -1;
      teachers->items[teachers->count]
          = (struct teacher){ .id = id, .known = DAY_NEVER, .queued = DAY_NEVER };
      teachers->by_string[id] = ++teachers->count;
    }
  *number = teachers->by_string[id] - 1;
  return 0;
}

struct cell *
row_put (struct row *row, uint32_t number, bool *made)
{
  struct cell *found = row_cell (row, number);
  *made = !found;
  if (found)
    return found;
  if (ARRAY_ROOM (row->cells, row->count, row->capacity, 1) < 0)
    return NULL;
  uint32_t at = row_place (row, number);
  memmove (&row->cells[at + 1], &row->cells[at], (row->count - at) * sizeof *row->cells);
  row->count++;
  row->cells[at] = (struct cell){ 0, 0, number };
  return &row->cells[at];
}
