/* compile.h — from what the words gathered (Lua tables) to a plan. */
#ifndef TENURE_POLICY_COMPILE_H
#define TENURE_POLICY_COMPILE_H

#include <lua.h>

#include "engine/plan/plan.h"

/* A C function for Lua: takes the words' table T and a light userdata, the
 * struct plan to fill, empty and owned by the caller; raises where memory
 * runs out.  What it filled by then stays the caller's to release. */
int compile_plan (lua_State *L);

/* Its part for sentences, from the table on top of the stack. */
struct compiler;
void compile_sentences (struct compiler *c);

#endif
