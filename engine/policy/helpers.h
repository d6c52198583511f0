/* helpers.h — what the words, written in Lua, need from C: exact numbers,
 * dates, offsets and fractions as the engine reads them. */
#ifndef TENURE_POLICY_HELPERS_H
#define TENURE_POLICY_HELPERS_H

#include <lua.h>

/* Sets decimal, number_text, fraction, day, offset, instant, show_constant,
 * show_instant and place_of in the table on top of the stack.  Each returns
 * nil and a reason for what it cannot read. */
void helpers_open (lua_State *L);

#endif
