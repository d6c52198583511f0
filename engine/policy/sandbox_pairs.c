/* sandbox_pairs.c — going through a table in an order that is the same on
 * every run.
 *
 * Lua's own order follows addresses and a random seed.  Here the keys are
 * collected, sorted and kept: the loop is over that snapshot, without those
 * that have been removed when their turn comes. */
#include "engine/policy/sandbox_parts.h"

#include <stdlib.h>
#include <string.h>

#include "engine/policy/freeze.h"

enum rank
{
  RANK_NUMBER,
  RANK_STRING,
  RANK_BOOLEAN,
  RANK_OTHER
};

/* A key as sorted; the text is Lua's, kept alive by the array of keys. */
struct key
{
  enum rank rank;
  bool is_float;
  lua_Integer integer; /* a boolean too */
  lua_Number number;
  const char *text;
  size_t len;
  lua_Integer place; /* in the array of keys as collected */
};

/* -1, 0 or 1: an integer against a float that is no NaN (no key is). */
static int
compare_mixed (lua_Integer a, lua_Number b)
{
  if (b >= 0x1p63)
    return -1;
  if (b < -0x1p63)
    return 1;
  lua_Integer whole = (lua_Integer)b; /* towards zero; never equal to a float
                                         key, which would be an integer key */
  if (a != whole)
    return a < whole ? -1 : 1;
  return (lua_Number)whole < b ? -1 : 1;
}

static int
compare_numbers (const struct key *a, const struct key *b)
{
  if (a->is_float && b->is_float)
    return (a->number > b->number) - (a->number < b->number);
  if (a->is_float)
    return -compare_mixed (b->integer, a->number);
  if (b->is_float)
    return compare_mixed (a->integer, b->number);
  return (a->integer > b->integer) - (a->integer < b->integer);
}

static int
compare_keys (const void *left, const void *right)
{
  const struct key *a = left, *b = right;
  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  if (a->rank == RANK_STRING)
    {
      int order = memcmp (a->text, b->text, a->len < b->len ? a->len : b->len);
      return order ? order : (a->len > b->len) - (a->len < b->len);
    }
  if (a->rank == RANK_OTHER)
    return (a->place > b->place) - (a->place < b->place);
  return compare_numbers (a, b);
}

static struct key
describe_key (lua_State *L, int index, lua_Integer place)
{
  struct key key = { .rank = RANK_OTHER, .place = place };
  switch (lua_type (L, index))
    {
    case LUA_TNUMBER:
      key.rank = RANK_NUMBER;
      key.is_float = !lua_isinteger (L, index);
      key.integer = lua_tointeger (L, index);
      key.number = lua_tonumber (L, index);
      break;
    case LUA_TSTRING:
      key.rank = RANK_STRING;
      key.text = lua_tolstring (L, index, &key.len);
      break;
    case LUA_TBOOLEAN:
      key.rank = RANK_BOOLEAN;
      key.integer = lua_toboolean (L, index);
      break;
    }
  return key;
}

static lua_Integer
count_keys (lua_State *L, int index)
{
  lua_Integer count = 0;
  lua_pushnil (L);
  while (lua_next (L, index))
    {
      lua_pop (L, 1);
      count++;
    }
  return count;
}

/* Fills `keys`, and the array on top of the stack with the keys themselves. */
static void
collect_keys (lua_State *L, int index, struct key *keys)
{
  lua_Integer count = 0;
  int array = lua_gettop (L);
  lua_pushnil (L);
  while (lua_next (L, index))
    {
      lua_pop (L, 1);
      keys[count] = describe_key (L, -1, count + 1);
      lua_pushvalue (L, -1);
      lua_rawseti (L, array, ++count);
    }
}

lua_Integer
sandbox_push_keys (lua_State *L, int index, lua_Integer *others)
{
  index = lua_absindex (L, index);
  luaL_checkstack (L, 6, "too deep");
  lua_Integer count = count_keys (L, index);
  lua_createtable (L, count < 1 << 20 ? (int)count : 0, 0);
  struct key *keys = lua_newuserdatauv (L, (size_t)count * sizeof *keys + 1, 0);
  lua_createtable (L, count < 1 << 20 ? (int)count : 0, 0);
  collect_keys (L, index, keys);
  qsort (keys, (size_t)count, sizeof *keys, compare_keys);
  *others = 0;
  for (lua_Integer i = 0; i < count; i++)
    {
      lua_rawgeti (L, -1, keys[i].place);
      lua_rawseti (L, -4, i + 1);
      *others += keys[i].rank == RANK_OTHER;
    }
  lua_pop (L, 2);
  return count;
}

/* Upvalues: the table that holds the contents, the keys, how many were done. */
static int
next_pair (lua_State *L)
{
  lua_Integer done = lua_tointeger (L, lua_upvalueindex (3));
  uint64_t skipped = 0;
  for (;;)
    {
      int type = lua_rawgeti (L, lua_upvalueindex (2), ++done);
      lua_pushvalue (L, -1);
      if (type == LUA_TNIL || lua_rawget (L, lua_upvalueindex (1)) != LUA_TNIL)
        break;
      lua_pop (L, 2);
      skipped++;
    }
  lua_pushinteger (L, done);
  lua_replace (L, lua_upvalueindex (3));
  sandbox_charge (L, skipped);
  return lua_isnil (L, -2) ? 1 : 2;
}

/* What collecting and sorting costs, text lengths included. */
static void
charge_keys (lua_State *L, int index)
{
  uint64_t count = 0, bytes = 0, rounds = 1;
  lua_pushnil (L);
  while (lua_next (L, index))
    {
      lua_pop (L, 1);
      count++;
      if (lua_type (L, -1) == LUA_TSTRING)
        bytes += lua_rawlen (L, -1);
    }
  while (rounds < 64 && count >> rounds)
    rounds++;
  sandbox_charge (L, count * (8 + rounds) + bytes / 64 * rounds);
}

int
sandbox_pairs (lua_State *L)
{
  luaL_checkany (L, 1);
  if (luaL_getmetafield (L, 1, "__pairs") != LUA_TNIL)
    {
      lua_pushvalue (L, 1);
      lua_call (L, 1, 3);
      return 3;
    }
  luaL_checktype (L, 1, LUA_TTABLE);
  lua_settop (L, 1);
  lua_Integer others;
  freeze_push_contents (L, 1);
  charge_keys (L, 2);
  lua_Integer count = sandbox_push_keys (L, 2, &others);
  if (others)
    {
      lua_rawgeti (L, -1, count);
      return luaL_error (L,
                         "pairs: a key is a %s value, which has no place in an order; "
                         "keys are numbers, strings or booleans",
                         luaL_typename (L, -1));
    }
  lua_pushinteger (L, 0);
  lua_pushcclosure (L, next_pair, 3);
  lua_pushvalue (L, 1);
  return 2;
}
