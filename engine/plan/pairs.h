/* pairs.h — (key, item) pairs, gathered in any order, laid out as a range of
 * items a key. */
#ifndef TENURE_PLAN_PAIRS_H
#define TENURE_PLAN_PAIRS_H

#include "engine/plan/plan.h"

struct pairs
{
  uint64_t *items; /* key << 32 | item; freed by the owner */
  uint32_t count, capacity;
};

/* Each returns 0, or -1 where memory ran out. */
int pairs_add (struct pairs *pairs, uint32_t key, uint32_t item);

/* Sorts, drops repeats, and lays the items of key k at ranges[k], both in the
 * arena; keys are below `keys`. */
int pairs_split (struct pairs *pairs, struct arena *arena, uint32_t keys, struct range **ranges,
                 uint32_t **items);

/* The parts of plan_index, each in its own file. */
int index_readers (struct plan *plan);
int index_literals (struct plan *plan);

#endif
