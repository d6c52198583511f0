/* opening.h — duties that an event opened, each with what it has counted.
 *
 * Openings have numbers from 1 on, used again once closed.  A teacher's are
 * linked in the order of the timeline, from the cell of openings in their row.
 * Their days, of reminders and of deadlines, lie in one heap (wakes.h); an
 * entry whose opening has gone, or has another day by now, means nothing. */
#ifndef TENURE_JUDGE_OPENING_H
#define TENURE_JUDGE_OPENING_H

#include "engine/judge/teacher.h"
#include "engine/judge/wakes.h"

enum
{
  OPENING_LIMIT = 1000 /* a sentence and teacher */
};

struct opening
{
  struct row row;   /* what it has counted, by cell */
  int64_t time;     /* of the event that opened it */
  int64_t matched;  /* the value of its field, or VALUE_ABSENT */
  uint64_t ordinal; /* among all openings, in the timeline; 0: closed */
  char *id;         /* of that event */
  uint32_t source;  /* likewise, string number */
  uint32_t sentence, teacher;
  uint32_t next;    /* of the teacher's; of the closed ones; or 0 */
  int32_t first;    /* the local day it was opened on */
  int32_t deadline; /* the day whose midnight it is, or DAY_NEVER */
  int32_t reminder; /* likewise */
  bool met;         /* that it was met has been told */
};

struct openings
{
  struct opening *items;
  uint32_t count, capacity;
  uint32_t closed; /* the first to be used again, or 0 */
  uint64_t ordinals;
  struct wakes days;
};

void openings_release (struct openings *openings);

static inline struct opening *
openings_at (const struct openings *openings, uint32_t number)
{
  return number ? &openings->items[number - 1] : NULL;
}

static inline struct opening *
openings_next (const struct openings *openings, const struct opening *opening)
{
  return openings_at (openings, opening->next);
}

/* Opens a duty, with the days and the id copied, behind the teacher's others:
 * *first is the number of the first, as in their cell.  0, or -1 where memory
 * ran out.  Moves the others. */
int openings_add (struct openings *openings, int64_t *first, const struct opening *opening,
                  size_t id_size);

/* Closes one of them, or all. */
void openings_close (struct openings *openings, int64_t *first, struct opening *opening);
void openings_close_all (struct openings *openings, int64_t *first);

#endif
