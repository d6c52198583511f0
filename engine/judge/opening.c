/* opening.c — duties that an event opened. */
#include "engine/judge/opening.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"

void
openings_release (struct openings *openings)
{
  for (uint32_t i = 0; i < openings->count; i++)
    {
      free (openings->items[i].row.cells);
      free (openings->items[i].id);
    }
  free (openings->items);
  wakes_release (&openings->days);
  *openings = (struct openings){ 0 };
}

/* A number that is free; 0 where memory ran out. */
static uint32_t
take_number (struct openings *openings)
{
  uint32_t number = openings->closed;
  if (number)
    {
      openings->closed = openings_at (openings, number)->next;
      return number;
    }
  if (ARRAY_ROOM (openings->items, openings->count, openings->capacity, 1) < 0)
    return 0;
  openings->items[openings->count] = (struct opening){ 0 };
  return ++openings->count;
}

static void
give_back (struct openings *openings, struct opening *opening)
{
  free (opening->row.cells);
  free (opening->id);
  *opening = (struct opening){ .next = openings->closed };
  openings->closed = (uint32_t)(opening - openings->items) + 1;
}

int
openings_add (struct openings *openings, int64_t *first, const struct opening *opening,
              size_t id_size)
{
  char *id = malloc (id_size + 1);
  uint32_t number = id ? take_number (openings) : 0;
  if (!number
      || (opening->deadline != DAY_NEVER
          && wakes_add (&openings->days, opening->deadline, number) < 0)
      || (opening->reminder != DAY_NEVER
          && wakes_add (&openings->days, opening->reminder, number) < 0))
    {
      if (number)
        give_back (openings, openings_at (openings, number));
      free (id);
      return -1;
    }
  memcpy (id, opening->id, id_size);
  id[id_size] = '\0';
  struct opening *added = openings_at (openings, number);
  *added = *opening;
  added->id = id;
  added->ordinal = ++openings->ordinals;
  added->next = 0;
  struct opening *last = openings_at (openings, (uint32_t)*first);
  while (last && last->next)
    last = openings_next (openings, last);
  if (last)
    last->next = number;
  else
    *first = number;
  return 0;
}

void
openings_close (struct openings *openings, int64_t *first, struct opening *opening)
{
  uint32_t number = (uint32_t)(opening - openings->items) + 1;
  struct opening *before = openings_at (openings, (uint32_t)*first);
  if (*first == number)
    *first = opening->next;
  else
    {
      while (before->next != number)
        before = openings_next (openings, before);
      before->next = opening->next;
    }
  give_back (openings, opening);
}

void
openings_close_all (struct openings *openings, int64_t *first)
{
  while (*first)
    openings_close (openings, first, openings_at (openings, (uint32_t)*first));
}
