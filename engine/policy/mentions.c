/* mentions.c — the texts and numbers a function holds.
 *
 * Constants are read from the dumped bytecode of each function reachable, the
 * rest from upvalues and tables. */
#include "engine/policy/mentions.h"

#include <math.h>

#include "engine/policy/dump.h"
#include "engine/policy/freeze.h"
#include "engine/policy/sandbox_parts.h"

/* Places on the stack of a call. */
enum
{
  STACK_VALUE = 1,
  STACK_TEXTS,
  STACK_NUMBERS
};

struct gathering
{
  lua_State *L;
  struct buffer *scratch;
};

/* Notes the text or number on top, and pops it; anything else is popped. */
static void
note (lua_State *L)
{
  int type = lua_type (L, -1);
  bool odd = type == LUA_TNUMBER && !lua_isinteger (L, -1) && isnan (lua_tonumber (L, -1));
  if ((type != LUA_TSTRING && type != LUA_TNUMBER) || odd)
    {
      lua_pop (L, 1);
      return;
    }
  lua_pushboolean (L, 1);
  lua_rawset (L, type == LUA_TSTRING ? STACK_TEXTS : STACK_NUMBERS);
}

static void
note_constant (void *context, const struct dump_constant *constant)
{
  struct gathering *gathering = context;
  if (constant->text.start)
    lua_pushlstring (gathering->L, constant->text.start, constant->text.len);
  else
    lua_pushnumber (gathering->L, constant->number);
  note (gathering->L);
}

/* Goes through a function's parts in the order of the dump. */
static void
read_function (struct dump_reader *reader, struct gathering *gathering)
{
  struct dump_text none = { "", 0 };
  uint64_t count;
  if (++reader->depth > DUMP_DEPTH_MAX)
    reader->broken = true;
  dump_text (reader, none);
  dump_number (reader); /* its lines */
  dump_number (reader);
  dump_bytes (reader, 3); /* parameters, whether "...", stack size */
  dump_array (reader, 4, &count);
  dump_constants (reader, note_constant, gathering);
  dump_array (reader, 3, &count);
  for (count = dump_number (reader); count > 0 && !reader->broken; count--)
    read_function (reader, gathering);
  dump_array (reader, 1, &count);
  for (count = 2 * dump_number (reader); count > 0 && !reader->broken; count--)
    dump_number (reader);
  for (count = dump_number (reader); count > 0 && !reader->broken; count--)
    {
      dump_text (reader, none);
      dump_number (reader);
      dump_number (reader);
    }
  for (count = dump_number (reader); count > 0 && !reader->broken; count--)
    dump_text (reader, none);
  reader->depth--;
}

static void
visit_function (lua_State *L, int index, struct gathering *gathering)
{
  struct dump_reader reader;
  for (int i = 1; lua_getupvalue (L, index, i); i++)
    note (L);
  if (lua_iscfunction (L, index))
    return;
  buffer_clear (gathering->scratch);
  lua_pushvalue (L, index);
  dump_write (L, gathering->scratch);
  lua_pop (L, 1);
  if (gathering->scratch->failed)
    luaL_error (L, "not enough memory");
  sandbox_charge (L, 1 + gathering->scratch->size / 16);
  dump_begin (&reader, gathering->scratch);
  read_function (&reader, gathering);
}

static void
visit_table (lua_State *L, int index)
{
  freeze_push_contents (L, index);
  int contents = lua_gettop (L);
  lua_pushnil (L);
  while (lua_next (L, contents))
    {
      note (L);
      lua_pushvalue (L, -1);
      note (L);
      sandbox_charge (L, 4);
    }
}

static int
visit (lua_State *L, int index, void *context)
{
  luaL_checkstack (L, 10, "too deep");
  if (lua_istable (L, index))
    visit_table (L, index);
  else
    visit_function (L, index, context);
  return 0;
}

static int
mentions (lua_State *L)
{
  struct gathering gathering = { L, lua_touserdata (L, lua_upvalueindex (1)) };
  lua_settop (L, STACK_VALUE);
  lua_newtable (L);
  lua_newtable (L);
  sandbox_reach (L, STACK_VALUE, true, visit, &gathering);
  lua_createtable (L, 0, 2);
  lua_pushvalue (L, STACK_TEXTS);
  lua_setfield (L, -2, "texts");
  lua_pushvalue (L, STACK_NUMBERS);
  lua_setfield (L, -2, "numbers");
  return 1;
}

void
mentions_push (lua_State *L, struct buffer *scratch)
{
  lua_pushlightuserdata (L, scratch);
  lua_pushcclosure (L, mentions, 1);
}
