/* tables.h — reading the Lua tables that the words left.
 *
 * Each function reads from the table on top of the stack and leaves the
 * stack as it was, save table_enter and table_leave.  All raise Lua errors
 * where memory runs out, and hold no C memory but the plan's arena. */
#ifndef TENURE_POLICY_TABLES_H
#define TENURE_POLICY_TABLES_H

#include <lua.h>

#include "engine/plan/plan.h"

struct compiler
{
  lua_State *L;
  struct plan *plan; /* whose arena and strings are written to */
};

/* Cleared memory of the plan, with room for one element more. */
void *table_take (struct compiler *c, size_t count, size_t size);

/* Pushes the table `name`; returns its length.  table_leave pops it. */
uint32_t table_enter (struct compiler *c, const char *name);
void table_leave (struct compiler *c);

int64_t table_integer (struct compiler *c, const char *name, int64_t missing);
uint32_t table_number (struct compiler *c, const char *name); /* NONE where missing */
bool table_truth (struct compiler *c, const char *name);
bool table_has (struct compiler *c, const char *name); /* anything but nil */

/* The number of a text, or NONE. */
uint32_t table_string (struct compiler *c, const char *name);

/* The place of the text `name` among names ended by NULL. */
uint8_t table_choice (struct compiler *c, const char *name, const char *const *names);

/* The array `name`. */
int64_t *table_integers (struct compiler *c, const char *name, uint32_t *count);
uint32_t *table_numbers (struct compiler *c, const char *name, uint32_t *count);

/* Calls `each`, with the element on top, for every element of the array
 * `name`, to fill an array of as many structs; returns how many. */
uint32_t table_every (struct compiler *c, const char *name, size_t size, void **out,
                      void (*each) (struct compiler *, void *));

#define TABLE_EVERY(c, name, out, each) table_every (c, name, sizeof **(out), (void **)(out), each)

/* The names of enum value_type. */
extern const char *const table_types[];

#endif
