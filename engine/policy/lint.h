/* lint.h — what a policy without mistakes says that it can hardly mean.
 *
 * The checks are the Lua of engine/policy/lint/, compiled into the library
 * and run over what the words recorded, on demand alone: loading and judging
 * do not know of them.  docs/lint.md tells what each finding means. */
#ifndef TENURE_POLICY_LINT_H
#define TENURE_POLICY_LINT_H

#include "engine/policy/policy.h"

struct finding
{
  const char *file, *name, *text; /* borrowed, until the visit returns */
  uint32_t line;
};

typedef void (*lint_visit) (void *context, const struct finding *finding);

/* Calls `visit` with each finding, by file and line.  Within the budget of
 * loading: -1 where that is spent, or memory is, and nothing was visited. */
int policy_lint (struct policy *policy, lint_visit visit, void *context, struct error *error);

#endif
