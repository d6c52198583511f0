/* scenario.h — a scenario's steps, taken to a judge.
 *
 * A scenario has its own school and its own clock, which is at the latest
 * instant seen.  Its expectations are asked, each at its place, of the
 * decisions that stand for the events so far: those that judging all of them
 * from nothing would leave. */
#ifndef TENURE_SCHOOL_SCENARIO_H
#define TENURE_SCHOOL_SCENARIO_H

#include "engine/judge/judge.h"
#include "engine/policy/steps.h"

/* A decision shown with a failure, and what it has instead of what was asked
 * ("outcome is reminder, at is …"), or "". */
struct shown_decision
{
  const struct decision *decision;
  const char *differs;
};

/* One thing that is not as a scenario says; borrowed, while it is told. */
struct failure
{
  const char *file; /* its place; NULL: the text says it itself */
  uint32_t line;
  const char *what;
  const char *heading; /* of what was decided, or that nothing was; "" where that does not matter */
  const struct shown_decision *decisions; /* the nearest, or the first */
  uint32_t count, more;                   /* how many, and how many beside them */
  const char *lacking;           /* where the teacher stands with the sentence that was expected and
                                  * decided nothing, as JSON (engine/judge/explain.h); or "" */
  const struct strings *strings; /* for writing decisions; or NULL where there are none */
};

struct failure_listener
{
  void (*failed) (void *context, const struct failure *failure);
  void *context;
};

/* Runs a scenario of the suite: `listener` hears what fails, in order; one that
 * tells it nothing has passed.  What is judged is counted into `coverage`
 * unless that is NULL.  -1: memory ran out. */
int scenario_run (struct suite *suite, const struct scenario *scenario, struct coverage *coverage,
                  uint64_t seed, struct failure_listener listener, struct error *error);

#endif
