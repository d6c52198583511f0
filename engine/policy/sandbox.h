/* sandbox.h — the Lua state in which a school's policy runs.
 *
 * Policy code sees the environment table alone: language.md section 11 says
 * what it holds.  Nothing in it reaches outside, and nothing differs from run
 * to run or machine to machine.  Work is counted in units (one VM instruction
 * is one; work done in C is charged in proportion), memory in bytes, time
 * never.  A budget that is spent sticks until the next sandbox_begin: no
 * pcall of the policy catches it.
 *
 * Functions that take a struct sandbox never raise a Lua error; those that
 * take a lua_State may, and are for C functions that Lua calls. */
#ifndef TENURE_POLICY_SANDBOX_H
#define TENURE_POLICY_SANDBOX_H

#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "engine/base/error.h"

struct sandbox;

/* A sandbox holds no string longer than this (and a few bytes), also of those
 * the host makes in it: one instruction can compare two, so their length
 * bounds what an instruction may cost.  Also bounded: calls within calls,
 * 16000; extra arguments of a function with "...", 200. */
#define SANDBOX_STRING_MAX 32768

struct budget
{
  uint64_t limit;   /* `current` may not pass it */
  uint64_t current; /* of this judgement or load; for memory, held now */
  uint64_t maximum; /* the highest `current` since the sandbox was made */
};

/* Makes a sandbox that may hold `memory_limit` bytes, garbage not yet
 * collected included.  Work is not limited until the first sandbox_begin. */
int sandbox_new (struct sandbox **out, uint64_t memory_limit, struct error *error);
void sandbox_free (struct sandbox *sandbox); /* NULL is fine */

lua_State *sandbox_lua (struct sandbox *sandbox); /* borrowed */
const struct budget *sandbox_work (const struct sandbox *sandbox);
const struct budget *sandbox_memory (const struct sandbox *sandbox);

/* A new judgement or load: no work done, this limit, nothing spent. */
void sandbox_begin (struct sandbox *sandbox, uint64_t work_limit);

/* Adds to the work limit of what is under way; does not revive a sandbox
 * whose budget is spent already. */
void sandbox_grant (struct sandbox *sandbox, uint64_t work);

/* Calls the function below `nargs` arguments, protected.  -1 leaves neither
 * function nor arguments on the stack and fills `error`: ERROR_POLICY with
 * Lua's message, "file:line:" included; ERROR_BUDGET; ERROR_MEMORY. */
int sandbox_call (struct sandbox *sandbox, int nargs, int nresults, struct error *error);

/* Compiles text (never bytecode) as the chunk `name`, shown as "name:line:",
 * and leaves its function, whose _ENV is the environment, on the stack; -1
 * leaves nothing.  Costs work by the byte. */
int sandbox_load (struct sandbox *sandbox, const char *name, const char *text, size_t len,
                  struct error *error);

/* The same for the engine's own Lua: _ENV is the trusted table, the chunk's
 * name is made to begin with "tenure:" where it does not, nothing is charged. */
int sandbox_load_trusted (struct sandbox *sandbox, const char *name, const char *text, size_t len,
                          struct error *error);

/* Pushes the table that policy code has as its globals, to which the caller
 * adds the words of the language.  Its libraries are frozen already. */
void sandbox_push_environment (struct sandbox *sandbox);

/* Pushes the table that trusted code has as its globals: what the environment
 * held when the sandbox was made (a copy, not the same table) and
 * setmetatable, getmetatable, rawget, rawset, rawequal, rawlen, next, and
 * where (level) -> file, line of the first caller from `level` (1: who called
 * `where`) on whose chunk is not trusted; nothing where there is none. */
void sandbox_push_trusted (struct sandbox *sandbox);

/* Charges work to be done by a C function that Lua calls, before it is done;
 * raises, for good, where the budget does not hold it.  A unit is 10 ns or
 * so.  A function that makes tables of more than 16 MiB in all must charge a
 * unit for each 256 bytes, or is taken for an attack. */
void sandbox_charge (lua_State *L, uint64_t work);

/* Raises an error at the policy's own line: that of the first caller whose
 * chunk is neither C nor trusted.  The format is lua_pushfstring's. */
int sandbox_error (lua_State *L, const char *format, ...);

/* The sandbox of a state made by sandbox_new. */
struct sandbox *sandbox_of (lua_State *L);

#endif
