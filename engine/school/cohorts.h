/* cohorts.h — what selections and targets saw, by day and sentence.
 *
 * The tail since the last snapshot is here, the rest in the store.  A judging
 * keeps its own; once it is taken over, so are they. */
#ifndef TENURE_SCHOOL_COHORTS_H
#define TENURE_SCHOOL_COHORTS_H

#include "engine/store/snapshot.h"

struct kept_cohort
{
  int32_t day;
  char *sentence;
  void *bytes;
  size_t size;
};

struct cohorts
{
  struct kept_cohort *items; /* by day, then sentence */
  uint32_t count, capacity;
};

void cohorts_release (struct cohorts *cohorts);

/* Keeps one, in place of what was kept of that day and sentence. */
int cohorts_keep (struct cohorts *cohorts, int32_t day, const char *sentence, const void *bytes,
                  size_t size, struct error *error);

/* Appends what was kept, here or in the store: 1, 0, or -1. */
int cohorts_find (const struct cohorts *cohorts, struct store *store, int32_t day,
                  const char *sentence, struct buffer *out, struct error *error);

/* Moves all of `from` into `to`; `from` is empty then. */
int cohorts_take_over (struct cohorts *to, struct cohorts *from, struct error *error);

/* Writes them into the store, within its transaction. */
int cohorts_save (const struct cohorts *cohorts, struct store *store, struct error *error);

#endif
