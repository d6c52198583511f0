/* dump.h — reading Lua 5.4's dumped bytecode, every length checked.
 *
 * The readers go through a function's parts in the order of the dump.  What
 * does not fit marks the reader broken; it then gives nothing more. */
#ifndef TENURE_POLICY_DUMP_H
#define TENURE_POLICY_DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "engine/base/buffer.h"

enum
{
  DUMP_DEPTH_MAX = 255 /* of functions in functions; Lua's own limit is 200 */
};

/* Part of the dump; not ended by a 0. */
struct dump_text
{
  const char *start;
  size_t len;
};

struct dump_reader
{
  const unsigned char *at, *end;
  bool broken;
  int depth; /* for who reads functions within functions */
};

/* A constant of a function: a text, or a number where `text.start` is NULL. */
struct dump_constant
{
  struct dump_text text;
  lua_Number number;
};

/* Dumps the Lua function on top of the stack, with what serves debugging; the
 * buffer's `failed` tells of memory.  Raises nothing. */
void dump_write (lua_State *L, struct buffer *out);

/* Begins to read; broken where the form is unknown here. */
void dump_begin (struct dump_reader *reader, const struct buffer *dump);

const unsigned char *dump_bytes (struct dump_reader *reader, uint64_t size);
unsigned dump_byte (struct dump_reader *reader);
uint64_t dump_number (struct dump_reader *reader);

/* A count of things of `size` bytes, skipped; their start. */
const unsigned char *dump_array (struct dump_reader *reader, uint64_t size, uint64_t *count);

/* A string of the dump, or `otherwise` where it has none there. */
struct dump_text dump_text (struct dump_reader *reader, struct dump_text otherwise);

/* A function's constants; `visit`, where given, sees the texts and numbers.
 * What it raises passes through. */
typedef void (*dump_visit) (void *context, const struct dump_constant *constant);
void dump_constants (struct dump_reader *reader, dump_visit visit, void *context);

#endif
