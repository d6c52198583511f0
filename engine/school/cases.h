/* cases.h — boundary cases drawn from a policy's conditions: of each, events
 * that bring it just under, to and just over its bound, as scenarios.
 *
 * Events are looked for by what the plan says of them (engine/plan/plan.h): a
 * count is brought to its number by events that pass its tests, a date is set,
 * a track is put into its state.  What else the sentence asks is made to hold
 * the same way.  Then the engine judges them, and what it decided is what the
 * scenario expects.  Where that cannot be done, it is said. */
#ifndef TENURE_SCHOOL_CASES_H
#define TENURE_SCHOOL_CASES_H

#include "engine/base/buffer.h"
#include "engine/policy/policy.h"

/* How many scenarios were drawn, and how many sides of conditions not. */
struct cases_count
{
  uint32_t drawn, not_drawn;
};

/* Appends a file of tests (Lua, as tests/ has them), of all sentences or, where
 * `sentence` is not NONE, of that one alone.  The policy is borrowed, and this
 * call's alone meanwhile.  -1: memory ran out. */
int cases_draw (struct policy *policy, uint32_t sentence, uint64_t seed, struct buffer *out,
                struct cases_count *count, struct error *error);

#endif
