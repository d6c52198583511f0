/* steps.h — what a scenario does and expects, in order. */
#ifndef TENURE_POLICY_STEPS_H
#define TENURE_POLICY_STEPS_H

#include "engine/policy/suite.h"

enum step_op
{
  STEP_EVENT,   /* text: the event as JSON, readable JSON_PADDING past its end; instant */
  STEP_ADVANCE, /* instant */
  STEP_EXPECT,  /* pattern; text: how it reads */
  STEP_REFUTE,
  STEP_STANDING, /* of the pattern: teacher, and one state; text */
  STEP_NOTHING_ELSE,
  STEP_MISTAKE /* text: what is wrong */
};

struct wanted_state
{
  uint32_t track, state;
};

/* What is asked of a decision. */
struct pattern
{
  const char *teacher, *outcome, *form, *severity, *says; /* NULL: any */
  const char *about, *gives;         /* JSON objects, whose members are to be there; or NULL */
  uint32_t sentence;                 /* or NONE */
  uint32_t trial;                    /* 0, 1, or NONE */
  int64_t from, to;                  /* its instant: from it on, and before; to 0: any */
  const struct wanted_state *states; /* right after it */
  uint32_t state_count;
};

struct step
{
  enum step_op op;
  const char *file; /* NULL: the text says it itself */
  uint32_t line;
  int64_t instant;
  const char *text; /* ended by a 0 */
  size_t len;
  struct pattern pattern;
};

struct steps
{
  struct step *items;
  uint32_t count;
  struct arena arena; /* theirs */
};

/* Runs the function of a scenario that has no fault, in the policy's Lua state:
 * while nothing is being judged.  What is wrong with it is a step: then it is
 * not to be judged.  *out starts empty and is the caller's to release.  -1:
 * memory ran out. */
int steps_take (struct steps *out, struct suite *suite, const struct scenario *scenario,
                struct error *error);
void steps_release (struct steps *steps);

#endif
