/* freeze.c — moving a table's contents behind a metatable.
 *
 * A frozen table is known by its metatable's __newindex, which is
 * refuse_change; the __index is the shadow, and element 1 the length, kept
 * from before so that a table with holes has the one it had.  (There may be
 * very many frozen tables: a metatable has four fields, the most that fit in
 * a small one.)  All that can fail is done before the table is touched. */
#include "engine/policy/freeze.h"

#include "engine/policy/sandbox_parts.h"

/* __newindex; its upvalue, where it has one, is the message. */
static int
refuse_change (lua_State *L)
{
  const char *message = lua_tostring (L, lua_upvalueindex (1));
  if (!message)
    return sandbox_error (L, "a table may not change once the policy is loaded");
  sandbox_push_text (L, 2);
  return sandbox_error (L, "%s", luaL_gsub (L, message, "%s", lua_tostring (L, -1)));
}

/* __len */
static int
kept_length (lua_State *L)
{
  if (!freeze_is_frozen (L, 1))
    return luaL_typeerror (L, 1, "frozen table");
  lua_getmetatable (L, 1);
  lua_rawgeti (L, -1, 1);
  return 1;
}

/* Pushes the shadow of the table at `index`, or nothing where it has none. */
static bool
push_shadow (lua_State *L, int index)
{
  if (!lua_istable (L, index) || !lua_getmetatable (L, index))
    return false;
  lua_pushliteral (L, "__newindex");
  lua_rawget (L, -2);
  bool frozen = lua_tocfunction (L, -1) == refuse_change;
  lua_pop (L, 1);
  if (frozen)
    {
      lua_pushliteral (L, "__index");
      lua_rawget (L, -2);
      lua_replace (L, -2);
    }
  else
    lua_pop (L, 1);
  return frozen;
}

bool
freeze_is_frozen (lua_State *L, int index)
{
  bool frozen = push_shadow (L, index);
  if (frozen)
    lua_pop (L, 1);
  return frozen;
}

void
freeze_push_contents (lua_State *L, int index)
{
  if (!push_shadow (L, index))
    lua_pushvalue (L, index);
}

static void
copy_contents (lua_State *L, int from, int to)
{
  lua_pushnil (L);
  while (lua_next (L, from))
    {
      lua_pushvalue (L, -2);
      lua_insert (L, -2);
      lua_rawset (L, to);
    }
}

static void
clear_contents (lua_State *L, int table)
{
  lua_pushnil (L);
  while (lua_next (L, table))
    {
      lua_pop (L, 1);
      lua_pushvalue (L, -1);
      lua_pushnil (L);
      lua_rawset (L, table);
    }
}

/* Pushes the metatable of a table frozen with the shadow at `shadow`. */
static void
push_metatable (lua_State *L, int shadow, lua_Integer length)
{
  lua_createtable (L, 1, 4);
  lua_pushvalue (L, shadow);
  lua_setfield (L, -2, "__index");
  lua_pushcfunction (L, refuse_change);
  lua_setfield (L, -2, "__newindex");
  lua_pushcfunction (L, kept_length);
  lua_setfield (L, -2, "__len");
  lua_pushboolean (L, 0);
  lua_setfield (L, -2, "__metatable");
  lua_pushinteger (L, length);
  lua_rawseti (L, -2, 1);
}

static void
hide_contents (lua_State *L, int table)
{
  luaL_checkstack (L, 8, "too deep");
  lua_newtable (L);
  int shadow = lua_gettop (L);
  copy_contents (L, table, shadow);
  if (lua_getmetatable (L, table))
    lua_setmetatable (L, shadow);
  push_metatable (L, shadow, (lua_Integer)lua_rawlen (L, table));
  clear_contents (L, table);
  lua_setmetatable (L, table);
  lua_pop (L, 1);
}

static int
freeze_one (lua_State *L, int index, void *context)
{
  (void)context;
  if (!lua_istable (L, index))
    return 0;
  if (lua_getmetatable (L, index))
    lua_pop (L, 1);
  else
    hide_contents (L, index);
  return 0;
}

int
freeze_value (lua_State *L, int index)
{
  return sandbox_reach (L, index, false, freeze_one, NULL);
}

void
freeze_table (lua_State *L, int index, const char *message)
{
  index = lua_absindex (L, index);
  if (!freeze_is_frozen (L, index))
    hide_contents (L, index);
  lua_getmetatable (L, index);
  lua_pushstring (L, message);
  lua_pushcclosure (L, refuse_change, 1);
  lua_setfield (L, -2, "__newindex");
  lua_pop (L, 1);
}
