/* judge.h — events in the order of the timeline, to decisions.
 *
 * A judge folds one timeline under one policy: facts are counted, conditions
 * judged, tracks moved, and every decision handed to the listener in the
 * order it is made.  It has no clock: time is what the events and
 * judge_advance say.  Nothing is undone; a timeline that changed is judged
 * again from nothing. */
#ifndef TENURE_JUDGE_JUDGE_H
#define TENURE_JUDGE_JUDGE_H

#include "engine/judge/coverage.h"
#include "engine/judge/decision.h"
#include "engine/policy/policy.h"

struct judge;

/* Is told each decision; -1 ends the judging with that error. */
struct listener
{
  int (*decided) (void *context, const struct decision *decision, struct error *error);
  void *context;
};

/* The strings a judge works with: the plan's, under the same numbers, and
 * then what events bring.  To be released by strings_release. */
int judge_strings (const struct policy *policy, uint64_t seed, struct strings *out,
                   struct error *error);

/* Policy and strings are borrowed; the policy's functions are called through
 * its own state, so a policy serves one judge at a time. */
int judge_new (struct judge **out, struct policy *policy, struct strings *strings,
               struct listener listener, struct error *error);
void judge_free (struct judge *judge);

/* Who keeps what selections and targets saw of all teachers, by the local day
 * of their instant and the sentence's name (cohort.h). */
struct keeper
{
  int (*keep) (void *context, int32_t day, const char *sentence, const void *bytes, size_t size,
               struct error *error);
  /* Only of a judge that is restricted: what was kept, 1 or 0; and somebody
   * else whose outcome is another now. */
  int (*find) (void *context, int32_t day, const char *sentence, struct buffer *out,
               struct error *error);
  int (*joined) (void *context, const char *id, size_t len, struct error *error);
  void *context;
};

void judge_keep (struct judge *judge, struct keeper keeper);

/* Before the first event: only teachers named so are judged, called once for
 * each; all others stay unknown, and stand in selections as they were kept. */
int judge_restrict (struct judge *judge, const char *id, size_t len, struct error *error);

/* Lets the timeline begin at an instant, as its first event would. */
int judge_begin (struct judge *judge, int64_t instant, struct error *error);

/* From now on what is judged is counted there too; borrowed.  NULL: no more. */
void judge_cover (struct judge *judge, struct coverage *coverage);

/* Judges the next event: first all that falls due up to its instant.  Events
 * come in the order of record_compare, voided ones left out. */
int judge_event (struct judge *judge, const struct record *record, struct error *error);

/* Judges all that falls due up to an instant, that instant included. */
int judge_advance (struct judge *judge, int64_t instant, struct error *error);

/* The state a track is in, of the teacher whose id has this string number;
 * NONE where no such teacher is known. */
uint32_t judge_standing (const struct judge *judge, uint32_t teacher, uint32_t track);

/* Asks the machine for what judging a later event will touch: one step after
 * the other, each some events before the next. */
enum prefetch
{
  PREFETCH_FIRST,
  PREFETCH_SECOND,
  PREFETCH_THIRD,
  PREFETCH_FOURTH
};

void judge_prefetch (const struct judge *judge, const struct record *record, enum prefetch step);

/* How many teachers are known, and the bytes kept for them: rows, memories,
 * wakes, and what finds them. */
void judge_measure (const struct judge *judge, uint32_t *teachers, uint64_t *bytes);

#endif
