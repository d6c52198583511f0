/* sandbox_parts.h — what the files of the sandbox share; private to them.
 *
 * Functions that take a lua_State run inside a protected call and may raise
 * Lua errors, so none of them holds memory that is not Lua's. */
#ifndef TENURE_POLICY_SANDBOX_PARTS_H
#define TENURE_POLICY_SANDBOX_PARTS_H

#include <stdbool.h>

#include <lauxlib.h>
#include <lua.h>

#include "engine/policy/sandbox.h"

/* Why nothing more may run until the next sandbox_begin. */
enum sandbox_spent
{
  SPENT_NOTHING,
  SPENT_WORK,
  SPENT_MEMORY,
  SPENT_STRING, /* a string would pass SANDBOX_STRING_MAX */
  SPENT_CHURN   /* tables were rebuilt far more than honest use ever does */
};

struct sandbox
{
  lua_State *lua;
  struct budget work, memory;
  enum sandbox_spent spent;
  int step;          /* instructions from one count hook to the next */
  unsigned depth;    /* functions that have been called and not returned */
  uint64_t pending;  /* work of allocations, taken with the next charge */
  uint64_t churn;    /* bytes of large vectors allocated since begin */
  unsigned refusals; /* emergency collections since begin */
  bool refused;      /* the last growth asked for was refused */
  int environment;   /* references in the registry */
  int trusted;
  char where[80]; /* "file:line: " where the budget was spent, or "" */
};

/* One chunk of the engine's own Lua is called "=tenure:…". */
#define SANDBOX_TRUSTED_PREFIX "=tenure:"

/* Work that may still be done. */
uint64_t sandbox_left (lua_State *L);

/* lua_pcall, after which the sandbox still knows how deep it is, and an error
 * in memory sticks.  Every protected call in a sandbox goes through here. */
int sandbox_protected (lua_State *L, int nargs, int nresults);

/* Fills `ar` ("Sl") for the first frame from `level` on that is the school's
 * own Lua, looking at a bounded number of frames. */
bool sandbox_locate (lua_State *L, int level, lua_Debug *ar);

/* Fills `error` from a failed protected call and pops its error value. */
int sandbox_failed (struct sandbox *sandbox, int status, struct error *error);

/* sandbox_environment.c: fills in both references; called protected. */
void sandbox_build (lua_State *L);

/* Pushes `function` (one with no upvalues) so wrapped that every call costs 1
 * and, by each 64 bytes, `first` for its first argument and `rest` for each
 * of the others, where these are strings. */
void sandbox_push_charged (lua_State *L, lua_CFunction function, int first, int rest);

/* Pushes the value as a text that is the same on every machine. */
void sandbox_push_text (lua_State *L, int index);

/* Each adds its functions to the table on top of the stack, which holds the
 * functions of the standard library of that name at `standard`. */
void sandbox_add_strings (lua_State *L, int standard);
void sandbox_add_patterns (lua_State *L);
void sandbox_add_tables (lua_State *L, int standard);

/* sandbox_pairs.c: a Lua function. */
int sandbox_pairs (lua_State *L);

/* Pushes an array of the keys of the table at `index` (its own, raw): numbers
 * ascending, strings by bytes, booleans, then `others` in no order.  Returns
 * how many there are, others included, and sets *others. */
lua_Integer sandbox_push_keys (lua_State *L, int index, lua_Integer *others);

/* sandbox_reach.c: calls `visit` once for each table and function reachable
 * from the value at `index`, itself included, in an order that is the same on
 * every run; what it holds is known by then.  Not reached: tables with a
 * metatable (frozen ones are, where `frozen_too`, or given), the environment
 * and the trusted table unless given, and functions of trusted code.  A visit
 * that returns non-zero ends it and is the result. */
typedef int (*sandbox_visit) (lua_State *L, int index, void *context);
int sandbox_reach (lua_State *L, int index, bool frozen_too, sandbox_visit visit, void *context);

#endif
