/* replay.h — one timeline judged from nothing, in memory.
 *
 * Events are taken in any order; nothing is judged before the last is in,
 * since any may come first, or void any other.  Only records are kept, never
 * texts: where a name comes twice with different texts, the earlier one is
 * asked for again. */
#ifndef TENURE_SCHOOL_REPLAY_H
#define TENURE_SCHOOL_REPLAY_H

#include "engine/event/door.h"
#include "engine/judge/judge.h"

/* What a replay asks of whoever feeds it. */
struct feeder
{
  /* Reads a text again that was taken with this origin; readable JSON_PADDING
   * bytes past its end. */
  int (*again) (void *context, uint64_t origin, struct buffer *out, struct error *error);
  /* Hears that the text of that line was refused, in the order of lines. */
  void (*refused) (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal);
  void *context;
};

struct replay;

/* The policy is borrowed, and the replay's alone meanwhile.  The seed moves
 * hash tables about and reaches nothing else. */
int replay_new (struct replay **out, struct policy *policy, struct feeder feeder, uint64_t seed,
                struct error *error);
void replay_free (struct replay *replay);

/* Takes an event's text (readable JSON_PADDING bytes past its end).  Names
 * are looked up some lines later, several at once: replay_settle does it now.
 * A duplicate is passed over; what is refused, `refused` hears.  -1 and
 * `error` only where memory ran out or an earlier text cannot be read. */
int replay_take (struct replay *replay, const char *text, size_t len, uint64_t origin,
                 uint64_t line, struct error *error);
int replay_settle (struct replay *replay, struct error *error);

/* Judges all that was taken, in order, up to `until` (INSTANT_NEVER: the last
 * event); once.  `progress`, which may be NULL, is called now and then. */
int replay_judge (struct replay *replay, int64_t until, struct listener listener,
                  void (*progress) (void *context, uint64_t judged, uint64_t all),
                  struct error *error);

/* Judges likewise, and explains a teacher: appends to `out`
 *   {"teacher", "known"?, "away"?, "tracks", "profile", "facts",
 *    "sentences": [explanation and "decisions": [...]], "manual": [decisions]}
 * (engine/judge/explain.h), of the sentence of that name alone where `rule` is
 * not NULL.  ERROR_INPUT where there is no such sentence or teacher. */
int replay_why (struct replay *replay, int64_t until, const char *teacher, const char *rule,
                struct buffer *out, struct error *error);

/* For rendering decisions. */
const struct strings *replay_strings (const struct replay *replay);

/* After judging: teachers known, and the bytes kept for them. */
void replay_measure (const struct replay *replay, uint32_t *teachers, uint64_t *bytes);

#endif
