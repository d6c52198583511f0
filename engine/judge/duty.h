/* duty.h — what the files about duties share.
 *
 * duty.c has what periodic duties and those after an event have in common,
 * duty_period.c and duty_span.c the two. */
#ifndef TENURE_JUDGE_DUTY_H
#define TENURE_JUDGE_DUTY_H

#include "engine/judge/state.h"

/* Whether nothing known so far leaves the days first … last unjudged for the
 * teacher: the sentence is in force on each of them, and no waiver meets them. */
bool days_judged (const struct judge *judge, const struct teacher *teacher,
                  const struct sentence *sentence, int32_t first, int32_t last);

/* Begins a judgement of a duty; what it is about is a key's value, or what an
 * opening has.  And ends it: later decisions of the cause are about nothing. */
void begin_duty (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                 const struct opening *opening, int64_t key);
void end_duty (struct judge *judge);

/* Its `applies`, true where there is none. */
struct value ask_applies (struct judge *judge, const struct sentence *sentence);

static inline bool
is_true (struct value value)
{
  return value.state == VALUE_KNOWN && value.n;
}

/* A period under judgement. */
struct stretch
{
  int32_t number, first, end; /* the first day, and the first after it */
  int64_t start;              /* the instant it began */
};

/* The period of a duty that runs; there must be one. */
struct stretch stretch_of (const struct judge *judge, const struct sentence *sentence);

/* Whether the period is judged at all: inside another, not of days off alone;
 * and whether the teacher is judged in it, as far as is known. */
bool stretch_judged (const struct judge *judge, const struct sentence *sentence,
                     const struct stretch *stretch);
bool teacher_judged (const struct judge *judge, const struct teacher *teacher,
                     const struct sentence *sentence, const struct stretch *stretch);

/* Whether the duty has applied since the period began, as far as it must. */
enum watched duty_held (const struct judge *judge, const struct teacher *teacher,
                        const struct sentence *sentence, const struct stretch *stretch);

/* What a duty is judged for in one period: each spell, or once.  `items` are
 * the caller's to free.  1 where too many are open to know; -1 where memory
 * ran out. */
struct instance
{
  int64_t key, since;
};

struct instances
{
  struct instance *items;
  uint32_t count, capacity;
};

int list_instances (struct judge *judge, const struct teacher *teacher,
                    const struct sentence *sentence, const struct stretch *stretch,
                    struct instances *out);

/* Asks what it needs, and decides as at a deadline, or, where that is not
 * true, reminds. */
int decide_needs (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                  bool reminds, struct error *error);

/* The turns, in a settling, of a duty that tells when it is met: *horizon is
 * lowered to the next day on which to look again. */
int take_period_turn (struct judge *judge, uint32_t teacher, uint32_t edge, int32_t *horizon,
                      struct error *error);
int take_span_turn (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                    int32_t *horizon, struct error *error);

#endif
