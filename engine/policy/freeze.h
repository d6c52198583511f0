/* freeze.h — making what a policy has loaded read-only.
 *
 * A frozen table keeps its identity: its contents move to a shadow table that
 * only its metatable knows.  Indexing, #, ipairs, pairs and the readers of
 * the table library see no difference; assigning raises an error.  Trusted
 * code that uses rawget, rawlen or next on it sees an empty table. */
#ifndef TENURE_POLICY_FREEZE_H
#define TENURE_POLICY_FREEZE_H

#include <stdbool.h>

#include <lua.h>

/* Freezes everything reachable from the value: tables, what they hold, and
 * the upvalues of functions, however deep and in whatever cycles.  A table
 * that has a metatable is left alone, and so are the sandbox's environment
 * and trusted tables unless given themselves.  Returns 0; raises Lua errors
 * (out of memory), so it is called inside a protected call. */
int freeze_value (lua_State *L, int index);

/* Freezes this one table, even one that has a metatable, whose __index then
 * still answers for absent keys.  `message` (copied) is the error for an
 * assignment; "%s" in it becomes the key.  For the environment:
 * freeze_value it first, then freeze_table it with a message about globals,
 * or the other way round; a table frozen already only takes the message. */
void freeze_table (lua_State *L, int index, const char *message);

/* Whether the value is a frozen table. */
bool freeze_is_frozen (lua_State *L, int index);

/* Pushes the table that holds the contents of the table at `index`: its
 * shadow where it is frozen, else itself. */
void freeze_push_contents (lua_State *L, int index);

#endif
