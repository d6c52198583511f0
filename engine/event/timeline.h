/* timeline.h — the events of a replay: each name once, in order, voids done.
 *
 * Records are added as they arrive and belong to the caller's arena.  A name
 * (source, id) that comes again is found at once; whether it is a duplicate
 * or a conflict only the texts can say.  timeline_arrange then takes voided
 * events out and sorts the rest, which costs nothing where they came sorted. */
#ifndef TENURE_EVENT_TIMELINE_H
#define TENURE_EVENT_TIMELINE_H

#include "engine/event/record.h"

struct name_slot
{
  uint32_t tag, number; /* record + 1; 0 is empty */
};

struct timeline
{
  struct record **records;
  struct name_slot *table; /* by name; open addressing, at most 5/8 full */
  uint32_t count, capacity, size;
  uint32_t voids;
  const struct strings *strings; /* borrowed */
  uint64_t seed;
};

void timeline_init (struct timeline *timeline, const struct strings *strings, uint64_t seed);
void timeline_release (struct timeline *timeline);

/* The tag of a record's name, and asking the machine for what adding it will
 * touch. */
uint32_t timeline_tag (const struct timeline *timeline, const struct record *record);
void timeline_prefetch (const struct timeline *timeline, uint32_t tag);

/* Adds a record, or finds the one that has its name already: *earlier, else
 * NULL.  0, or -1 where memory ran out. */
int timeline_add (struct timeline *timeline, uint32_t tag, struct record *record,
                  struct record **earlier);

/* Takes one of the records out, as a void does. */
void timeline_void (struct timeline *timeline, struct record *record);

/* Takes voids and voided events out, and sorts.  No more can be added. */
int timeline_arrange (struct timeline *timeline);

#endif
