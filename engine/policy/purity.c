/* purity.c — finding assignments to outer locals in dumped bytecode.
 *
 * Lua 5.4 has one instruction for it, OP_SETUPVAL.  Its upvalue is followed
 * outwards: if it names a local of a function inside the one checked, that is
 * fine; if it leaves it, not.  The dump is read with every length checked: an
 * unknown form is an error, never a pass. */
#include "engine/policy/purity.h"

#include <string.h>

#include "engine/base/buffer.h"
#include "engine/policy/sandbox_parts.h"

#define OP_SETUPVAL 10
#define DEPTH_MAX 255 /* of functions in functions; Lua's own limit is 200 */

/* Part of the dump; not ended by a 0. */
struct text
{
  const char *start;
  size_t len;
};

struct reader
{
  const unsigned char *at, *end;
  bool broken;
  int depth;
  struct error *error;
};

/* A function in the dump and the one it is written in; NULL for the root. */
struct proto
{
  const struct proto *parent;
  struct text source;
  const unsigned char *upvalues; /* three bytes each: in the parent's locals, */
  uint64_t upvalue_count;        /* index there or among its upvalues, kind */
  uint64_t line;                 /* where it begins */
  uint64_t bad_at;               /* the instruction that assigns outside */
  uint64_t bad_upvalue;
  bool bad;
};

static const unsigned char *
read_bytes (struct reader *reader, uint64_t size)
{
  const unsigned char *bytes = reader->at;
  if (reader->broken || size > (uint64_t)(reader->end - reader->at))
    {
      reader->broken = true;
      reader->at = reader->end;
      return NULL;
    }
  reader->at += size;
  return bytes;
}

static unsigned
read_byte (struct reader *reader)
{
  const unsigned char *byte = read_bytes (reader, 1);
  return byte ? *byte : 0;
}

/* Seven bits a byte, the highest first; the last byte has its top bit set. */
static uint64_t
read_number (struct reader *reader)
{
  uint64_t number = 0;
  for (int i = 0; i < 10 && !reader->broken; i++)
    {
      unsigned byte = read_byte (reader);
      number = number << 7 | (byte & 0x7F);
      if (byte & 0x80)
        return number;
    }
  reader->broken = true;
  return 0;
}

/* A count of things of `size` bytes, skipped; their start. */
static const unsigned char *
read_array (struct reader *reader, uint64_t size, uint64_t *count)
{
  *count = read_number (reader);
  if (*count > (uint64_t)(reader->end - reader->at) / size)
    reader->broken = true;
  return read_bytes (reader, reader->broken ? 0 : *count * size);
}

/* A string of the dump, or `otherwise` where it has none there. */
static struct text
read_text (struct reader *reader, struct text otherwise)
{
  uint64_t size = read_number (reader); /* one more than the length */
  if (size == 0)
    return otherwise;
  const unsigned char *start = read_bytes (reader, size - 1);
  return (struct text){ (const char *)start, start ? size - 1 : 0 };
}

static void
skip_constants (struct reader *reader)
{
  struct text none = { "", 0 };
  for (uint64_t count = read_number (reader); count > 0 && !reader->broken; count--)
    switch (read_byte (reader))
      {
      case 0x00: /* nil, false, true */
      case 0x01:
      case 0x11: break;
      case 0x03: /* integer, float */
      case 0x13: read_bytes (reader, 8); break;
      case 0x04: /* strings, short and long */
      case 0x14: read_text (reader, none); break;
      default: reader->broken = true;
      }
}

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
read_line (struct reader *reader, const struct proto *proto)
{
  uint64_t count, line = proto->line;
  const unsigned char *steps = read_array (reader, 1, &count);
  uint64_t absolute = read_number (reader);
  uint64_t next = 0;
  for (; absolute > 0 && !reader->broken; absolute--)
    {
      uint64_t at = read_number (reader), given = read_number (reader);
      if (!proto->bad || at > proto->bad_at)
        continue;
      line = given;
      next = at + 1;
    }
  for (; proto->bad && !reader->broken && next <= proto->bad_at && next < count; next++)
    line += (uint64_t)(int64_t)(signed char)steps[next];
  return line;
}

static struct text
read_upvalue_name (struct reader *reader, const struct proto *proto)
{
  struct text found = { "?", 1 }, none = found;
  uint64_t count = read_number (reader);
  for (uint64_t i = 0; i < count && !reader->broken; i++)
    {
      struct text name = read_text (reader, none);
      if (i == proto->bad_upvalue)
        found = name;
    }
  return found;
}

/* Reads what a dump has for debugging; reports what was found in `proto`. */
static int
read_debug (struct reader *reader, const struct proto *proto)
{
  struct text none = { "", 0 };
  uint64_t line = read_line (reader, proto);
  for (uint64_t count = read_number (reader); count > 0 && !reader->broken; count--)
    {
      read_text (reader, none);
      read_number (reader);
      read_number (reader);
    }
  struct text name = read_upvalue_name (reader, proto);
  if (!proto->bad || reader->broken)
    return 0;
  struct text source = proto->source;
  if (source.len > 0 && (*source.start == '@' || *source.start == '='))
    source = (struct text){ source.start + 1, source.len - 1 };
  return error_set (reader->error, ERROR_POLICY,
                    "%.*s:%d: a function may not assign to '%.*s', a local outside it",
                    (int)source.len, source.start, (int)line, (int)name.len, name.start);
}

static int
read_function (struct reader *reader, const struct proto *parent, struct text source)
{
  struct proto proto = { .parent = parent };
  uint64_t count;
  if (++reader->depth > DEPTH_MAX)
    reader->broken = true;
  proto.source = read_text (reader, source);
  proto.line = read_number (reader);
  read_number (reader);   /* its last line */
  read_bytes (reader, 3); /* parameters, whether "...", stack size */
  const unsigned char *code = read_array (reader, 4, &count);
  skip_constants (reader);
  proto.upvalues = read_array (reader, 3, &proto.upvalue_count);
  if (reader->broken)
    return 0;
  find_assignment (&proto, code, count);
  for (count = read_number (reader); count > 0 && !reader->broken; count--)
    if (read_function (reader, &proto, proto.source) < 0)
      return -1;
  reader->depth--;
  return read_debug (reader, &proto);
}

static bool
read_header (struct reader *reader)
{
  static const unsigned char expected[] = "\x1bLua\x54\0\x19\x93\r\n\x1a\n\x04\x08\x08";
  const unsigned char *header = read_bytes (reader, sizeof expected - 1);
  read_bytes (reader, 8 + 8); /* an integer and a float, to know the format by */
  read_byte (reader);         /* upvalues of the root, which it says again */
  return header && memcmp (header, expected, sizeof expected - 1) == 0;
}

static int
write_dump (lua_State *L, const void *bytes, size_t size, void *context)
{
  struct buffer *buffer = context;
  (void)L;
  buffer_add (buffer, bytes, size);
  return buffer->failed;
}

/* The function is on top of the stack.  lua_dump raises nothing. */
static int
check_top (lua_State *L, struct error *error)
{
  struct buffer dump = BUFFER_INIT;
  int result = -1;
  lua_dump (L, write_dump, &dump, 0);
  if (dump.failed)
    {
      error_memory (error);
      goto done;
    }
  const unsigned char *bytes = (const unsigned char *)buffer_string (&dump);
  struct reader reader = { .at = bytes, .end = bytes + dump.size, .error = error };
  reader.broken = !read_header (&reader);
  result = read_function (&reader, NULL, (struct text){ "?", 1 });
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
