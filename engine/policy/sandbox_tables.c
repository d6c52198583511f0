/* sandbox_tables.c — the table library.
 *
 * concat and sort are our own: concat charges as it goes, and sort is a merge
 * sort, so that equal elements keep their order and the comparisons made are
 * the same on every run.  The library's others charge for the elements they
 * will touch and do the rest. */
#include <limits.h>

#include "engine/policy/freeze.h"
#include "engine/policy/sandbox_parts.h"

#define BYTES_PER_WORK 16

static int
table_concat (lua_State *L)
{
  luaL_checktype (L, 1, LUA_TTABLE);
  size_t between;
  const char *separator = luaL_optlstring (L, 2, "", &between);
  lua_Integer i = luaL_optinteger (L, 3, 1);
  lua_Integer last = luaL_opt (L, luaL_checkinteger, 4, luaL_len (L, 1));
  luaL_Buffer buffer;
  luaL_buffinit (L, &buffer);
  for (; i <= last; i++)
    {
      int type = lua_geti (L, 1, i);
      if (type != LUA_TSTRING && type != LUA_TNUMBER)
        return luaL_error (L, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)i);
      sandbox_charge (L, 2 + (lua_rawlen (L, -1) + between) / BYTES_PER_WORK);
      luaL_addvalue (&buffer);
      if (i < last)
        luaL_addlstring (&buffer, separator, between);
      else
        break; /* the last may be the largest integer */
    }
  luaL_pushresult (&buffer);
  return 1;
}

/* Calls the library's function in upvalue 1, for so much work. */
static int
charge_and_call (lua_State *L, lua_Integer elements)
{
  sandbox_charge (L, 1 + (elements > 0 ? (uint64_t)elements : 0));
  return lua_tocfunction (L, lua_upvalueindex (1)) (L);
}

/* insert and remove move what is behind the place at index 2. */
static int
table_shift (lua_State *L)
{
  luaL_checktype (L, 1, LUA_TTABLE);
  bool placed = lua_type (L, 2) == LUA_TNUMBER
                && lua_gettop (L) >= (int)lua_tointeger (L, lua_upvalueindex (2));
  lua_Integer length = luaL_len (L, 1), place = placed ? lua_tointeger (L, 2) : length;
  return charge_and_call (L, place > 0 && place <= length ? length - place : 0);
}

static int
table_unpack (lua_State *L)
{
  lua_Integer i = luaL_optinteger (L, 2, 1);
  lua_Integer last = luaL_opt (L, luaL_checkinteger, 3, luaL_len (L, 1));
  lua_Unsigned count = i <= last ? (lua_Unsigned)last - (lua_Unsigned)i : 0;
  return charge_and_call (L, count < INT_MAX ? (lua_Integer)count : 0); /* else an error */
}

/* A sort under way; the places of its tables on the stack. */
struct sort
{
  lua_State *L;
  int from, to; /* sorted runs are merged from one to the other */
  lua_Integer count;
};

enum
{
  SORT_TABLE = 1,
  SORT_LESS = 2 /* the comparing function, or nil */
};

/* Refuses two values on top of the stack that have no order, at the line that
 * sorts; Lua itself would not say where. */
static void
check_comparable (lua_State *L)
{
  int left = lua_type (L, -2), right = lua_type (L, -1);
  if (left == right && (left == LUA_TSTRING || left == LUA_TNUMBER))
    return;
  if (luaL_getmetafield (L, -2, "__lt") || luaL_getmetafield (L, -1, "__lt"))
    lua_pop (L, 1);
  else if (left == right)
    luaL_error (L, "attempt to compare two %s values", lua_typename (L, left));
  else
    luaL_error (L, "attempt to compare %s with %s", lua_typename (L, left),
                lua_typename (L, right));
}

/* Two values on top of the stack, by Lua's "<". */
static bool
is_less (lua_State *L)
{
  check_comparable (L);
  if (lua_type (L, -1) == LUA_TSTRING)
    {
      size_t a = lua_rawlen (L, -2), b = lua_rawlen (L, -1);
      sandbox_charge (L, (a < b ? a : b) / BYTES_PER_WORK);
    }
  return lua_compare (L, -2, -1, LUA_OPLT);
}

/* Whether element i of `from` belongs before element j. */
static bool
goes_before (const struct sort *sort, lua_Integer i, lua_Integer j)
{
  lua_State *L = sort->L;
  bool before;
  if (lua_isnil (L, SORT_LESS))
    {
      lua_rawgeti (L, sort->from, i);
      lua_rawgeti (L, sort->from, j);
      before = is_less (L);
      lua_pop (L, 2);
      return before;
    }
  lua_pushvalue (L, SORT_LESS);
  lua_rawgeti (L, sort->from, i);
  lua_rawgeti (L, sort->from, j);
  lua_call (L, 2, 1);
  before = lua_toboolean (L, -1);
  lua_pop (L, 1);
  return before;
}

/* Merges the runs [left, middle) and [middle, end). */
static void
merge_runs (const struct sort *sort, lua_Integer left, lua_Integer middle, lua_Integer end)
{
  lua_Integer right = middle;
  for (lua_Integer at = left, out = left; out < end; out++)
    {
      bool take_right = right < end && (at == middle || goes_before (sort, right, at));
      lua_rawgeti (sort->L, sort->from, take_right ? right++ : at++);
      lua_rawseti (sort->L, sort->to, out);
    }
}

static void
merge_all (struct sort *sort)
{
  for (lua_Integer width = 1; width < sort->count; width *= 2)
    {
      for (lua_Integer left = 1; left <= sort->count; left += 2 * width)
        {
          lua_Integer past = sort->count + 1;
          lua_Integer middle = left + width < past ? left + width : past;
          merge_runs (sort, left, middle, middle + width < past ? middle + width : past);
        }
      int from = sort->from;
      sort->from = sort->to;
      sort->to = from;
    }
}

static uint64_t
work_of_sort (lua_Integer count)
{
  uint64_t rounds = 1;
  while (rounds < 63 && count >> rounds)
    rounds++;
  return (uint64_t)count * (2 + 3 * rounds);
}

static int
table_sort (lua_State *L)
{
  luaL_checktype (L, SORT_TABLE, LUA_TTABLE);
  if (!lua_isnoneornil (L, SORT_LESS))
    luaL_checktype (L, SORT_LESS, LUA_TFUNCTION);
  lua_settop (L, 2);
  struct sort sort = { .L = L, .from = 3, .to = 4, .count = luaL_len (L, SORT_TABLE) };
  if (sort.count < 2)
    return 0;
  luaL_argcheck (L, sort.count < INT_MAX, 1, "array too big");
  if (freeze_is_frozen (L, SORT_TABLE))
    return sandbox_error (L, "a table may not change once the policy is loaded");
  sandbox_charge (L, work_of_sort (sort.count));
  lua_createtable (L, (int)sort.count, 0);
  lua_createtable (L, (int)sort.count, 0);
  for (lua_Integer i = 1; i <= sort.count; i++)
    {
      lua_geti (L, SORT_TABLE, i);
      lua_rawseti (L, sort.from, i);
    }
  merge_all (&sort);
  for (lua_Integer i = 1; i <= sort.count; i++)
    {
      lua_rawgeti (L, sort.from, i);
      lua_seti (L, SORT_TABLE, i);
    }
  return 0;
}

/* Adds the library's function `name` as the upvalue of ours. */
static void
add_over (lua_State *L, int standard, const char *name, lua_CFunction function, int placed)
{
  lua_getfield (L, standard, name);
  lua_pushinteger (L, placed);
  lua_pushcclosure (L, function, 2);
  lua_setfield (L, -2, name);
}

void
sandbox_add_tables (lua_State *L, int standard)
{
  static const luaL_Reg own[] = { { "sort", table_sort }, { NULL, NULL } };
  luaL_setfuncs (L, own, 0);
  sandbox_push_charged (L, table_concat, 0, 64);
  lua_setfield (L, -2, "concat");
  add_over (L, standard, "insert", table_shift, 3);
  add_over (L, standard, "remove", table_shift, 2);
  add_over (L, standard, "unpack", table_unpack, 0);
  lua_getfield (L, standard, "pack");
  lua_setfield (L, -2, "pack");
}
