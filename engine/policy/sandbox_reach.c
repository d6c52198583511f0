/* sandbox_reach.c — walking everything a value leads to.
 *
 * A queue and a set of what was seen, both Lua tables, take the place of
 * recursion: neither a cycle nor a chain of any length matters. */
#include "engine/policy/sandbox_parts.h"

#include <string.h>

#include "engine/policy/freeze.h"

/* Places on the stack while walking; `entry` and what is above it only while
 * one value is looked at. */
struct walk
{
  lua_State *L;
  int root, seen, queue, environment, trusted, entry;
  lua_Integer count;
  bool frozen_too;
};

/* Whether the function at `index` is the engine's own Lua: what a policy holds of
 * it is a word, and behind that lie the tables of all words. */
static bool
is_own (lua_State *L, int index)
{
  lua_Debug about;
  if (!lua_isfunction (L, index) || lua_iscfunction (L, index))
    return false;
  lua_pushvalue (L, index);
  lua_getinfo (L, ">S", &about);
  return strncmp (about.source, SANDBOX_TRUSTED_PREFIX, strlen (SANDBOX_TRUSTED_PREFIX)) == 0;
}

/* Queues the value on top, which it pops, if there is more to see in it. */
static void
queue_value (struct walk *walk)
{
  lua_State *L = walk->L;
  int value = lua_gettop (L);
  bool wanted = lua_istable (L, value) || lua_isfunction (L, value);
  if (wanted && !lua_rawequal (L, value, walk->root))
    {
      if (lua_getmetatable (L, value))
        wanted = walk->frozen_too && freeze_is_frozen (L, value);
      if (lua_rawequal (L, value, walk->environment) || lua_rawequal (L, value, walk->trusted)
          || is_own (L, value))
        wanted = false;
    }
  lua_settop (L, value);
  lua_pushvalue (L, value);
  if (wanted && lua_rawget (L, walk->seen) == LUA_TNIL)
    {
      lua_pushvalue (L, value);
      lua_pushboolean (L, 1);
      lua_rawset (L, walk->seen);
      lua_pushvalue (L, value);
      lua_rawseti (L, walk->queue, ++walk->count);
    }
  lua_settop (L, value - 1);
}

static void
queue_table (struct walk *walk)
{
  lua_State *L = walk->L;
  lua_Integer others;
  freeze_push_contents (L, walk->entry);
  int contents = lua_gettop (L);
  lua_Integer count = sandbox_push_keys (L, contents, &others);
  for (lua_Integer i = 1; i <= count; i++)
    {
      lua_rawgeti (L, contents + 1, i);
      lua_pushvalue (L, -1);
      lua_rawget (L, contents);
      queue_value (walk);
      queue_value (walk);
    }
}

static void
queue_upvalues (struct walk *walk)
{
  for (int i = 1; lua_getupvalue (walk->L, walk->entry, i); i++)
    queue_value (walk);
}

static void
walk_begin (struct walk *walk, int index)
{
  lua_State *L = walk->L;
  struct sandbox *sandbox = sandbox_of (L);
  walk->root = lua_absindex (L, index);
  luaL_checkstack (L, 20, "too deep");
  lua_newtable (L);
  lua_newtable (L);
  lua_rawgeti (L, LUA_REGISTRYINDEX, sandbox->environment);
  lua_rawgeti (L, LUA_REGISTRYINDEX, sandbox->trusted);
  walk->trusted = lua_gettop (L);
  walk->environment = walk->trusted - 1;
  walk->queue = walk->trusted - 2;
  walk->seen = walk->trusted - 3;
  walk->entry = walk->trusted + 1;
  lua_pushvalue (L, walk->root);
  queue_value (walk);
}

int
sandbox_reach (lua_State *L, int index, bool frozen_too, sandbox_visit visit, void *context)
{
  int result = 0, top = lua_gettop (L);
  struct walk walk = { .L = L, .frozen_too = frozen_too };
  walk_begin (&walk, index);
  for (lua_Integer i = 1; i <= walk.count && result == 0; i++)
    {
      if (lua_rawgeti (L, walk.queue, i) == LUA_TTABLE)
        queue_table (&walk);
      else
        queue_upvalues (&walk);
      lua_settop (L, walk.entry);
      result = visit (L, walk.entry, context);
      lua_settop (L, walk.trusted);
    }
  lua_settop (L, top);
  return result;
}
