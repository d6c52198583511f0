/* sandbox_budget.h — counting what a sandbox does; private to the sandbox.
 *
 * Work is counted by a hook and by charges, memory by the allocator.  The
 * points at which either runs out depend on the program alone: never on time
 * or addresses.  (Table sizes can depend on the seed of Lua's string hashes
 * after keys were removed; so allocating for tables costs no work, and shows
 * in memory alone.) */
#ifndef TENURE_POLICY_SANDBOX_BUDGET_H
#define TENURE_POLICY_SANDBOX_BUDGET_H

#include "engine/policy/sandbox_parts.h"

/* The lua_Alloc of a sandbox; `context` is the struct sandbox. */
void *sandbox_allocate (void *context, void *block, size_t old_size, size_t new_size);

/* Sets the hooks as what is left asks for. */
void sandbox_arm (struct sandbox *sandbox);

/* Adds to what was done, pending work included, without judging it; a spent
 * sandbox counts no more. */
void sandbox_add_work (struct sandbox *sandbox, uint64_t work);

/* Fills `error` with what was spent, and where; returns -1. */
int sandbox_describe_spent (const struct sandbox *sandbox, struct error *error);

#endif
