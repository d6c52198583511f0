/* mentions.h — what a function holds: the texts and numbers among its
 * constants and in all it can reach. */
#ifndef TENURE_POLICY_MENTIONS_H
#define TENURE_POLICY_MENTIONS_H

#include <lua.h>

#include "engine/base/buffer.h"

/* Pushes a Lua function of one value, a function or a table, that returns
 * { texts = { [text] = true, … }, numbers = { [number] = true, … } }.
 * `scratch` must outlive the state's use of it, and is released by whoever
 * owns it. */
void mentions_push (lua_State *L, struct buffer *scratch);

#endif
