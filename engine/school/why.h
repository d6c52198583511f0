/* why.h — one teacher explained: what was decided of them, and where they
 * stand with each sentence.
 *
 * It listens to a judging from its first event, and asks at its end. */
#ifndef TENURE_SCHOOL_WHY_H
#define TENURE_SCHOOL_WHY_H

#include "engine/judge/judge.h"

struct why
{
  const struct plan *plan;
  struct judge *judge;
  const char *teacher; /* borrowed */
  uint32_t rule;       /* the one sentence asked for, or NONE */
  struct buffer *told; /* by sentence, then of no sentence: decisions, JSON */
};

/* ERROR_INPUT where no sentence has the name `rule`, which may be NULL. */
int why_begin (struct why *why, const struct policy *policy, const char *teacher, const char *rule,
               struct error *error);
void why_release (struct why *why);

struct listener why_listener (struct why *why);

/* Before the first event. */
int why_follow (struct why *why, struct judge *judge, struct error *error);

/* After the last: appends the explanation (replay_why in replay.h).
 * ERROR_INPUT where no event made the teacher known. */
int why_write (struct why *why, struct buffer *out, struct error *error);

#endif
