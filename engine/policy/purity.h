/* purity.h — refusing functions that would remember.
 *
 * A rule's function may be called at any time and any number of times, so it
 * may not assign to a local outside itself.  (Tables it can reach are frozen,
 * globals too; a local is the one thing left.)  A function inside it that
 * assigns to one of its locals is fine: that local is new at every call. */
#ifndef TENURE_POLICY_PURITY_H
#define TENURE_POLICY_PURITY_H

#include <lua.h>

#include "engine/base/error.h"

/* Checks the Lua function at `index` and the functions written inside it.
 * -1 and ERROR_POLICY name file, line and local.  A value that is no Lua
 * function passes.  Raises nothing. */
int purity_check (lua_State *L, int index, struct error *error);

/* The same for every function reachable from the value, be it a function or
 * a table: through upvalues and tables, frozen ones included, but not through
 * tables with another metatable nor the sandbox's environment (unless that is
 * the value given).  Raises nothing. */
int purity_check_deep (lua_State *L, int index, struct error *error);

#endif
