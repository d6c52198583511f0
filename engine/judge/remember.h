/* remember.h — facts that remember single values: distinct, top, best, and
 * all in rolling windows. */
#ifndef TENURE_JUDGE_REMEMBER_H
#define TENURE_JUDGE_REMEMBER_H

#include "engine/judge/state.h"

/* What one event adds to a fact. */
struct sample
{
  int64_t value;       /* 0 where the fact only counts */
  int64_t group, rank; /* for :best */
};

/* Takes a sample in; `cell` is the fact's, its window the running one.  0,
 * or -1 where memory ran out. */
int remember_sample (struct judge *judge, struct cell *cell, const struct aggregate *aggregate,
                     bool fresh, const struct sample *sample);

/* The fact's value of what the cell remembers, as of window_day; *oldest is
 * the day of the oldest value in a rolling window, or DAY_NEVER. */
struct value remembered_value (struct judge *judge, const struct cell *cell,
                               const struct aggregate *aggregate, int32_t *oldest);

#endif
