/* suite.h — tests beside the rules: the scenarios that the files in tests/ declare.
 *
 * Test files run in the policy's own sandbox, within the budgets of a load,
 * after the policy has loaded; they can declare nothing but scenarios.
 * Running one judges nothing: it yields steps (steps.h), which
 * engine/school/scenario.h takes to a judge.
 *
 * A suite borrows its policy and is freed before it; a policy has one at a
 * time. */
#ifndef TENURE_POLICY_SUITE_H
#define TENURE_POLICY_SUITE_H

#include "engine/policy/policy.h"

/* A scenario, or a test file that could not be taken. */
struct scenario
{
  const char *name;  /* the scenario's, or the file's */
  const char *file;  /* "tests/absence.lua" */
  const char *fault; /* why it cannot be run, "FILE:LINE: …"; or NULL */
  uint32_t line;     /* where the scenario begins */
  uint32_t number;   /* the suite's own */
};

struct suite;

/* Loads every tests/NAME.lua of `own`, by name; `require` looks there, then in
 * `shipped`.  A file that does not load, one without scenarios and two
 * scenarios of one name are tests with a fault.  -1: memory ran out, or the
 * folder cannot be read. */
int suite_load (struct suite **out, struct policy *policy, const struct source *own,
                const struct source *shipped, struct error *error);

/* The same for the path of a policy, as policy_load_path takes it. */
int suite_load_path (struct suite **out, struct policy *policy, const char *path,
                     const char *shipped, struct error *error);
void suite_free (struct suite *suite);

struct policy *suite_policy (const struct suite *suite); /* borrowed */

/* In the order of files, and in a file as written; borrowed. */
const struct scenario *suite_scenarios (const struct suite *suite, uint32_t *count);

#endif
