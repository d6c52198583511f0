/* modules.h — require, and the record of which files made a policy. */
#ifndef TENURE_POLICY_MODULES_H
#define TENURE_POLICY_MODULES_H

#include <stdbool.h>

#include "engine/base/digest.h"
#include "engine/policy/sandbox.h"
#include "engine/policy/source.h"

struct module_file
{
  char *name;
  char digest[DIGEST_TEXT];
  bool shipped; /* not the policy's own */
};

struct modules
{
  struct sandbox *sandbox;            /* borrowed, as the sources are */
  const struct source *own, *shipped; /* `own` is NULL once the policy is loaded */
  struct module_file *files;          /* read so far */
  uint32_t count, capacity;
  int environment; /* what they run in: a reference in the registry; 0, the sandbox's own */
};

void modules_release (struct modules *modules);

/* Pushes the function `require`, for which `modules` must outlive the state. */
void modules_push_require (struct modules *modules);

/* Reads and compiles a file, leaving its function on the stack.  0; 1 where
 * no source has it; -1 and `error`. */
int modules_load (struct modules *modules, const char *name, struct error *error);

/* Whether the file that messages call `shown`, a long name cut short, is one
 * of the shipped. */
bool modules_is_shipped (const struct modules *modules, const char *shown);

/* The policy's hash: SHA-256 of "DIGEST  NAME\n" for each file read, by name,
 * which is what `sha256sum FILES | sha256sum` prints. */
int modules_hash (const struct modules *modules, char out[DIGEST_TEXT]);

#endif
