/* rehearsal.h — a school in memory whose events come one by one, and the
 * decisions that stand at each moment.
 *
 * Its clock is the latest instant seen.  What stands is what judging all
 * events so far from nothing would leave, however they came: on from where
 * the judge is where they came in order; all again where one was late, or
 * voids another. */
#ifndef TENURE_SCHOOL_REHEARSAL_H
#define TENURE_SCHOOL_REHEARSAL_H

#include "engine/event/door.h"
#include "engine/judge/judge.h"
#include "engine/judge/look.h"

/* A decision that stands, and the states it left its teacher's tracks in. */
struct kept
{
  struct decision decision;
  const uint32_t *states; /* by track; NULL: it is about no teacher */
  bool expected;          /* the caller's mark: it stays with the decision */
};

struct rehearsal;

/* Policy and coverage (which may be NULL) are borrowed; the policy is the
 * rehearsal's alone meanwhile. */
int rehearsal_new (struct rehearsal **out, struct policy *policy, struct coverage *coverage,
                   uint64_t seed, struct error *error);
void rehearsal_free (struct rehearsal *rehearsal);

/* Takes an event's text, readable JSON_PADDING bytes past its end, whose name
 * is new.  0; 1 where it is refused; -1. */
int rehearsal_event (struct rehearsal *rehearsal, const char *text, size_t len,
                     struct refusal *refusal, struct error *error);

/* Time passes until an instant, that instant included. */
void rehearsal_advance (struct rehearsal *rehearsal, int64_t instant);

/* Judges what has come since; needed before what follows is asked. */
int rehearsal_judge (struct rehearsal *rehearsal, struct error *error);

/* The decisions that stand, in the order of the timeline: until the next
 * rehearsal_judge. */
struct kept *rehearsal_kept (struct rehearsal *rehearsal, uint32_t *count);

/* Appends, as a JSON object, where a teacher now stands with a sentence, as
 * explain_sentence writes it: all is judged once more for it, beside what
 * stands.  Nothing where no event has made the teacher known. */
int rehearsal_explain (struct rehearsal *rehearsal, const char *teacher, uint32_t sentence,
                       struct buffer *out, struct error *error);

/* Lets all events go, and the clock; coverage and the look at it stay. */
int rehearsal_again (struct rehearsal *rehearsal, struct error *error);

/* The number a teacher's id has here. */
int rehearsal_name (struct rehearsal *rehearsal, const char *id, uint32_t *number,
                    struct error *error);

/* From now on what a sentence sees is taken (engine/judge/look.h); borrowed. */
void rehearsal_look (struct rehearsal *rehearsal, struct look *look);

/* The same now, of the judging as it stands. */
int rehearsal_look_now (struct rehearsal *rehearsal, struct look *look, struct error *error);

/* The state a teacher's track is in; NONE where nobody is known by that id. */
uint32_t rehearsal_standing (const struct rehearsal *rehearsal, uint32_t teacher, uint32_t track);

const struct strings *rehearsal_strings (const struct rehearsal *rehearsal);

#endif
