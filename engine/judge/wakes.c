/* wakes.c — a binary heap of days. */
#include "engine/judge/wakes.h"

#include <stdbool.h>
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"

void
wakes_release (struct wakes *wakes)
{
  free (wakes->heap);
  *wakes = (struct wakes){ 0 };
}

static bool
before (struct wake a, struct wake b)
{
  return a.day != b.day ? a.day < b.day : a.teacher < b.teacher;
}

int
wakes_add (struct wakes *wakes, int32_t day, uint32_t teacher)
{
  if (ARRAY_ROOM (wakes->heap, wakes->count, wakes->capacity, 1) < 0)
    return -1;
  struct wake added = { day, teacher };
  uint32_t at = wakes->count++;
  for (; at > 0 && before (added, wakes->heap[(at - 1) / 2]); at = (at - 1) / 2)
    wakes->heap[at] = wakes->heap[(at - 1) / 2];
  wakes->heap[at] = added;
  return 0;
}

int32_t
wakes_next (const struct wakes *wakes)
{
  return wakes->count ? wakes->heap[0].day : DAY_NEVER;
}

struct wake
wakes_take (struct wakes *wakes)
{
  struct wake first = wakes->heap[0], last = wakes->heap[--wakes->count];
  uint32_t at = 0;
  for (;;)
    {
      uint32_t child = 2 * at + 1;
      if (child >= wakes->count)
        break;
      if (child + 1 < wakes->count && before (wakes->heap[child + 1], wakes->heap[child]))
        child++;
      if (!before (wakes->heap[child], last))
        break;
      wakes->heap[at] = wakes->heap[child];
      at = child;
    }
  if (wakes->count)
    wakes->heap[at] = last;
  return first;
}
