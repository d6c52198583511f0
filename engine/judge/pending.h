/* pending.h — firings announced, waiting for their day.
 *
 * What was announced is kept as it was said: the states to become, the
 * values given, the message, the reasons.  A binary heap by day. */
#ifndef TENURE_JUDGE_PENDING_H
#define TENURE_JUDGE_PENDING_H

#include "engine/judge/decision.h"

struct target
{
  uint32_t track, state;
};

struct pending
{
  int32_t day; /* whose midnight it falls due at */
  uint32_t sentence, teacher;
  uint64_t opening;  /* counts announcements; of equal ones the earlier comes first */
  int64_t announced; /* the instant */
  struct target *targets;
  struct given_value *gives;
  struct seen *because;
  char *says;
  uint32_t target_count, give_count, because_count;
};

struct pendings
{
  struct pending *heap;
  uint32_t count, capacity;
  uint64_t openings;
};

void pendings_release (struct pendings *pendings);
void pending_release (struct pending *pending);

/* Takes over what `pending` owns.  0, or -1 where memory ran out; then it is
 * still the caller's. */
int pendings_add (struct pendings *pendings, const struct pending *pending);

/* Drops those of one teacher. */
void pendings_forget (struct pendings *pendings, uint32_t teacher);

/* The earliest day, or DAY_NEVER. */
int32_t pendings_next (const struct pendings *pendings);

/* Takes the earliest out of a heap that is not empty: of one day sentence by
 * sentence as declared; who of the teachers comes first is the caller's. */
struct pending pendings_take (struct pendings *pendings);

#endif
