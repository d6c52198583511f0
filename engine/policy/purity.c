/* purity.c — finding assignments to outer locals in dumped bytecode.
 *
 * Lua 5.4 has one instruction for it, OP_SETUPVAL.  Its upvalue is followed
 * outwards: if it names a local of a function inside the one checked, that is
 * fine; if it leaves it, not.  An unknown form is an error, never a pass. */
#include "engine/policy/purity.h"

#include <string.h>

#include "engine/policy/dump.h"
#include "engine/policy/sandbox_parts.h"

#define OP_SETUPVAL 10

/* A function in the dump and the one it is written in; NULL for the root. */
struct proto
{
  const struct proto *parent;
  struct dump_text source;
  const unsigned char *upvalues; /* three bytes each: in the parent's locals, */
  uint64_t upvalue_count;        /* index there or among its upvalues, kind */
  uint64_t line;                 /* where it begins */
  uint64_t bad_at;               /* the instruction that assigns outside */
  uint64_t bad_upvalue;
  bool bad;
};

/* Whether the upvalue of this function is a local outside the root. */
static bool
is_outside (const struct proto *proto, uint64_t upvalue)
{
  while (upvalue < proto->upvalue_count)
    {
      const unsigned char *entry = proto->upvalues + 3 * upvalue;
      if (!proto->parent)
        return true;
      if (entry[0])
        return false;
      upvalue = entry[1];
      proto = proto->parent;
    }
  return true; /* broken: refuse */
}

static void
find_assignment (struct proto *proto, const unsigned char *code, uint64_t count)
{
  for (uint64_t i = 0; i < count && !proto->bad; i++)
    {
      uint32_t instruction;
      memcpy (&instruction, code + 4 * i, 4);
      proto->bad_upvalue = instruction >> 16 & 0xFF;
      if ((instruction & 0x7F) != OP_SETUPVAL || !is_outside (proto, proto->bad_upvalue))
        continue;
      proto->bad = true;
      proto->bad_at = i;
    }
}

/* The line of the instruction found: each has its distance from the line
 * before, or a mark that the absolute line is in the second list. */
static uint64_t
read_line (struct dump_reader *reader, const struct proto *proto)
{
  uint64_t count, line = proto->line;
  const unsigned char *steps = dump_array (reader, 1, &count);
  uint64_t absolute = dump_number (reader);
  uint64_t next = 0;
  for (; absolute > 0 && !reader->broken; absolute--)
    {
      uint64_t at = dump_number (reader), given = dump_number (reader);
      if (!proto->bad || at > proto->bad_at)
        continue;
      line = given;
      next = at + 1;
    }
  for (; proto->bad && !reader->broken && next <= proto->bad_at && next < count; next++)
    line += (uint64_t)(int64_t)(signed char)steps[next];
  return line;
}

static struct dump_text
read_upvalue_name (struct dump_reader *reader, const struct proto *proto)
{
  struct dump_text found = { "?", 1 }, none = found;
  uint64_t count = dump_number (reader);
  for (uint64_t i = 0; i < count && !reader->broken; i++)
    {
      struct dump_text name = dump_text (reader, none);
      if (i == proto->bad_upvalue)
        found = name;
    }
  return found;
}

/* Reads what a dump has for debugging; reports what was found in `proto`. */
static int
read_debug (struct dump_reader *reader, const struct proto *proto, struct error *error)
{
  struct dump_text none = { "", 0 };
  uint64_t line = read_line (reader, proto);
  for (uint64_t count = dump_number (reader); count > 0 && !reader->broken; count--)
    {
      dump_text (reader, none);
      dump_number (reader);
      dump_number (reader);
    }
  struct dump_text name = read_upvalue_name (reader, proto);
  if (!proto->bad || reader->broken)
    return 0;
  struct dump_text source = proto->source;
  if (source.len > 0 && (*source.start == '@' || *source.start == '='))
    source = (struct dump_text){ source.start + 1, source.len - 1 };
  return error_set (error, ERROR_POLICY,
                    "%.*s:%d: a function may not assign to '%.*s', a local outside it",
                    (int)source.len, source.start, (int)line, (int)name.len, name.start);
}

static int
read_function (struct dump_reader *reader, const struct proto *parent, struct dump_text source,
               struct error *error)
{
  struct proto proto = { .parent = parent };
  uint64_t count;
  if (++reader->depth > DUMP_DEPTH_MAX)
    reader->broken = true;
  proto.source = dump_text (reader, source);
  proto.line = dump_number (reader);
  dump_number (reader);   /* its last line */
  dump_bytes (reader, 3); /* parameters, whether "...", stack size */
  const unsigned char *code = dump_array (reader, 4, &count);
  dump_constants (reader, NULL, NULL);
  proto.upvalues = dump_array (reader, 3, &proto.upvalue_count);
  if (reader->broken)
    return 0;
  find_assignment (&proto, code, count);
  for (count = dump_number (reader); count > 0 && !reader->broken; count--)
    if (read_function (reader, &proto, proto.source, error) < 0)
      return -1;
  reader->depth--;
  return read_debug (reader, &proto, error);
}

/* The function is on top of the stack.  lua_dump raises nothing. */
static int
check_top (lua_State *L, struct error *error)
{
  struct buffer dump = BUFFER_INIT;
  struct dump_reader reader;
  int result = -1;
  dump_write (L, &dump);
  if (dump.failed)
    {
      error_memory (error);
      goto done;
    }
  dump_begin (&reader, &dump);
  result = read_function (&reader, NULL, (struct dump_text){ "?", 1 }, error);
  if (result == 0 && (reader.broken || reader.at != reader.end))
    result = error_set (error, ERROR_POLICY,
                        "a function is compiled in a form unknown here; this needs Lua 5.4");
done:
  buffer_release (&dump);
  return result;
}

int
purity_check (lua_State *L, int index, struct error *error)
{
  if (!lua_isfunction (L, index) || lua_iscfunction (L, index))
    return 0;
  if (!lua_checkstack (L, 1))
    return error_memory (error);
  lua_pushvalue (L, index);
  int result = check_top (L, error);
  lua_pop (L, 1);
  return result;
}

static int
visit (lua_State *L, int index, void *context)
{
  return purity_check (L, index, context);
}

/* Called protected with the value and the error to fill. */
static int
check_reachable (lua_State *L)
{
  lua_pushboolean (L, sandbox_reach (L, 1, true, visit, lua_touserdata (L, 2)) == 0);
  return 1;
}

int
purity_check_deep (lua_State *L, int index, struct error *error)
{
  struct error found = { 0 };
  index = lua_absindex (L, index);
  if (!lua_checkstack (L, 3))
    return error_memory (error);
  lua_pushcfunction (L, check_reachable);
  lua_pushvalue (L, index);
  lua_pushlightuserdata (L, &found);
  int status = sandbox_protected (L, 2, 1);
  if (status != LUA_OK)
    return sandbox_failed (sandbox_of (L), status, error);
  lua_pop (L, 1);
  if (found.code == ERROR_NONE)
    return 0;
  if (error)
    *error = found;
  return -1;
}
