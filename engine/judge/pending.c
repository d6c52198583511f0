/* pending.c — a heap of firings announced. */
#include "engine/judge/pending.h"

#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"

void
pending_release (struct pending *pending)
{
  free (pending->targets);
  free (pending->gives);
  free (pending->because);
  free (pending->says);
}

void
pendings_release (struct pendings *pendings)
{
  for (uint32_t i = 0; i < pendings->count; i++)
    pending_release (&pendings->heap[i]);
  free (pendings->heap);
  *pendings = (struct pendings){ 0 };
}

static bool
before (const struct pending *a, const struct pending *b)
{
  if (a->day != b->day)
    return a->day < b->day;
  return a->sentence != b->sentence ? a->sentence < b->sentence : a->opening < b->opening;
}

/* Puts one into the heap, which has room. */
static void
put (struct pendings *pendings, struct pending added)
{
  uint32_t at = pendings->count++;
  for (; at > 0 && before (&added, &pendings->heap[(at - 1) / 2]); at = (at - 1) / 2)
    pendings->heap[at] = pendings->heap[(at - 1) / 2];
  pendings->heap[at] = added;
}

int
pendings_add (struct pendings *pendings, const struct pending *pending)
{
  if (ARRAY_ROOM (pendings->heap, pendings->count, pendings->capacity, 1) < 0)
    return -1;
  struct pending added = *pending;
  added.opening = pendings->openings++;
  put (pendings, added);
  return 0;
}

void
pendings_forget (struct pendings *pendings, uint32_t teacher)
{
  uint32_t count = pendings->count;
  pendings->count = 0;
  for (uint32_t i = 0; i < count; i++)
    if (pendings->heap[i].teacher == teacher)
      pending_release (&pendings->heap[i]);
    else
      put (pendings, pendings->heap[i]);
}

int32_t
pendings_next (const struct pendings *pendings)
{
  return pendings->count ? pendings->heap[0].day : DAY_NEVER;
}

struct pending
pendings_take (struct pendings *pendings)
{
  struct pending first = pendings->heap[0], last = pendings->heap[--pendings->count];
  uint32_t at = 0;
  for (;;)
    {
      uint32_t child = 2 * at + 1;
      if (child >= pendings->count)
        break;
      if (child + 1 < pendings->count
          && before (&pendings->heap[child + 1], &pendings->heap[child]))
        child++;
      if (!before (&pendings->heap[child], &last))
        break;
      pendings->heap[at] = pendings->heap[child];
      at = child;
    }
  if (pendings->count)
    pendings->heap[at] = last;
  return first;
}
