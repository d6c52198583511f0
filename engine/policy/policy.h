/* policy.h — a school's policy: loaded, checked, compiled.
 *
 * Loading runs rules.lua and what it requires in a sandbox, lets the words
 * gather what is declared, and compiles that into a plan.  Mistakes do not
 * stop it: all are reported, each on the school's own line.  Afterwards the
 * Lua state is kept for the functions the policy wrote, and is read-only. */
#ifndef TENURE_POLICY_POLICY_H
#define TENURE_POLICY_POLICY_H

#include "engine/base/arena.h"
#include "engine/plan/plan.h"
#include "engine/policy/source.h"

struct policy;

enum
{
  LOAD_WORK = 4 * 1000 * 1000 /* units a load, see sandbox.h; for a policy without sentences */
};

/* One mistake in a policy. */
struct fault
{
  const char *file, *message;
  uint32_t line; /* 0 where none is known */
};

struct faults
{
  struct fault *items;
  uint32_t count, capacity;
  struct arena arena; /* their texts */
};

void faults_release (struct faults *faults);

/* Loads `main` ("rules.lua") from `own`; `require` looks there, then in
 * `shipped`.  0, or -1 with `faults` listing the mistakes (ERROR_POLICY), or
 * none and `error` saying what the system refused.  `faults` starts empty
 * and is the caller's to release. */
int policy_load (struct policy **out, const struct source *own, const struct source *shipped,
                 const char *main, struct faults *faults, struct error *error);

/* The same for a path, a folder with rules.lua or one file, and the folder
 * of shipped modules. */
int policy_load_path (struct policy **out, const char *path, const char *shipped,
                      struct faults *faults, struct error *error);
void policy_free (struct policy *policy);

const struct plan *policy_plan (const struct policy *policy); /* borrowed */

/* For this folder's files: the Lua state's owner; calling a C function with a
 * light userdata, protected, which leaves its results, or on -1 nothing; and,
 * for such a function, pushing what the words' table T has under a name.
 * Trusted files may be run on top, each with T. */
struct lua_State;
struct embedded_file;
struct sandbox *policy_sandbox (const struct policy *policy);
int policy_call (const struct policy *policy, int (*function) (struct lua_State *L), void *context,
                 int results, struct error *error);
int policy_run_words (const struct policy *policy, const struct embedded_file *files,
                      struct error *error);
void policy_push_word (const struct policy *policy, const char *word);
/* For lint.c: whether a file is one of the shipped modules, and the work that
 * loading the policy may cost. */
bool policy_is_shipped (const struct policy *policy, const char *file);
uint64_t policy_load_work (const struct policy *policy);

#endif
