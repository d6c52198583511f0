/* wakes.h — who must be looked at on which day, without an event.
 *
 * A binary heap of (day, teacher).  A teacher has one entry that counts, the
 * one for `queued` in their row; older ones are passed over when they come
 * up.  All that falls due does so at a local midnight, so days are enough. */
#ifndef TENURE_JUDGE_WAKES_H
#define TENURE_JUDGE_WAKES_H

#include <stdint.h>

struct wake
{
  int32_t day;
  uint32_t teacher;
};

struct wakes
{
  struct wake *heap;
  uint32_t count, capacity;
};

void wakes_release (struct wakes *wakes);

/* 0, or -1 where memory ran out. */
int wakes_add (struct wakes *wakes, int32_t day, uint32_t teacher);

/* The earliest day, or DAY_NEVER. */
int32_t wakes_next (const struct wakes *wakes);

/* Takes the earliest entry out of a heap that is not empty. */
struct wake wakes_take (struct wakes *wakes);

#endif
