/* sandbox_environment.c — what policy code and trusted code see as globals.
 *
 * The standard libraries are opened once; what the lists below name is taken
 * over, wrapped so that it charges its work where that grows with its
 * arguments, and all else is let go.  Left out on purpose: string.pack,
 * packsize and unpack, whose sizes and byte order are the machine's;
 * math.sqrt, exp, log, pi and trigonometry, which are inexact or serve it.
 * The libraries are frozen before anyone sees them. */
#include "engine/policy/sandbox.h"

#include <math.h>
#include <string.h>

#include <lualib.h>

#include "engine/policy/freeze.h"
#include "engine/policy/sandbox_parts.h"

/* Charged for each 64 bytes of a string argument: BY_BYTE where it may be
 * read as a number. */
#define BY_BYTE 64

/* error: a level this deep is no caller's line; finding it takes its number
 * of steps. */
#define LEVEL_MAX 64

static int
charged (lua_State *L)
{
  uint64_t first = (uint64_t)lua_tointeger (L, lua_upvalueindex (2));
  uint64_t rest = (uint64_t)lua_tointeger (L, lua_upvalueindex (3));
  uint64_t work = BY_BYTE;
  for (int i = 1, count = lua_gettop (L); i <= count; i++)
    if (lua_type (L, i) == LUA_TSTRING)
      work += lua_rawlen (L, i) * (i == 1 ? first : rest);
  sandbox_charge (L, work / BY_BYTE);
  return lua_tocfunction (L, lua_upvalueindex (1)) (L);
}

void
sandbox_push_charged (lua_State *L, lua_CFunction function, int first, int rest)
{
  lua_pushcfunction (L, function);
  lua_pushinteger (L, first);
  lua_pushinteger (L, rest);
  lua_pushcclosure (L, charged, 3);
}

void
sandbox_push_text (lua_State *L, int index)
{
  index = lua_absindex (L, index);
  if (luaL_callmeta (L, index, "__tostring"))
    {
      if (lua_type (L, -1) != LUA_TSTRING)
        luaL_error (L, "'__tostring' must return a string");
      return;
    }
  switch (lua_type (L, index))
    {
    case LUA_TNUMBER:
      if (!lua_isinteger (L, index) && isnan (lua_tonumber (L, index)))
        lua_pushliteral (L, "nan"); /* its sign is the processor's choice */
      else
        luaL_tolstring (L, index, NULL);
      break;
    case LUA_TSTRING: lua_pushvalue (L, index); break;
    case LUA_TBOOLEAN: lua_pushstring (L, lua_toboolean (L, index) ? "true" : "false"); break;
    default: lua_pushstring (L, luaL_typename (L, index));
    }
}

static int
base_tostring (lua_State *L)
{
  luaL_checkany (L, 1);
  sandbox_charge (L, 8);
  sandbox_push_text (L, 1);
  return 1;
}

static int
base_error (lua_State *L)
{
  lua_Integer level = luaL_optinteger (L, 2, 1);
  lua_settop (L, 1);
  if (lua_type (L, 1) == LUA_TSTRING && level > 0 && level <= LEVEL_MAX)
    {
      luaL_where (L, (int)level);
      lua_insert (L, 1);
      lua_concat (L, 2);
    }
  return lua_error (L);
}

/* What is spent is raised again by the charge.  Lua looks at every frame of
 * the stack when it has caught an error. */
static int
base_pcall (lua_State *L)
{
  luaL_checkany (L, 1);
  int status = sandbox_protected (L, lua_gettop (L) - 1, LUA_MULTRET);
  uint64_t frames = sandbox_of (L)->depth;
  sandbox_charge (L, status == LUA_OK ? 8 : 40 + frames / 4);
  luaL_checkstack (L, 1, "too many results");
  lua_pushboolean (L, status == LUA_OK);
  lua_insert (L, 1);
  return lua_gettop (L);
}

static int
trusted_where (lua_State *L)
{
  lua_Debug ar;
  lua_Integer level = luaL_checkinteger (L, 1);
  luaL_argcheck (L, level >= 0 && level <= LEVEL_MAX, 1, "out of range");
  if (!sandbox_locate (L, (int)level, &ar))
    return 0;
  lua_pushstring (L, ar.short_src);
  lua_pushinteger (L, ar.currentline);
  return 2;
}

/* Skips the bytes that continue a character; the library's own step does so
 * without end on a string made of nothing else. */
static int
step_codes (lua_State *L)
{
  size_t len;
  const char *text = luaL_checklstring (L, 1, &len);
  lua_Integer at = lua_tointeger (L, 2);
  uint64_t work = 1;
  for (; at > 0 && (size_t)at < len && ((unsigned char)text[at] & 0xC0) == 0x80; at++)
    work++;
  sandbox_charge (L, work);
  return lua_tocfunction (L, lua_upvalueindex (1)) (L);
}

static int
utf8_codes (lua_State *L)
{
  int count = lua_tocfunction (L, lua_upvalueindex (1)) (L);
  lua_pushvalue (L, -count);
  lua_pushcclosure (L, step_codes, 1);
  lua_replace (L, -count - 1);
  return count;
}

/* A function taken from a standard library as it is, or wrapped. */
struct taken
{
  const char *name;
  int first, rest; /* see sandbox_push_charged; both -1: a plain value */
};

/* Copies what `list` names from the table at `from` to the one on top. */
static void
take (lua_State *L, int from, const struct taken *list)
{
  for (; list->name; list++)
    {
      lua_getfield (L, from, list->name);
      if (list->first >= 0)
        {
          sandbox_push_charged (L, lua_tocfunction (L, -1), list->first, list->rest);
          lua_remove (L, -2);
        }
      lua_setfield (L, -2, list->name);
    }
}

static const struct taken base_taken[] = { { "assert", -1, -1 },
                                           { "ipairs", -1, -1 },
                                           { "select", BY_BYTE, 0 },
                                           { "type", -1, -1 },
                                           { "tonumber", BY_BYTE, BY_BYTE },
                                           { 0, 0, 0 } };

static const struct taken trusted_taken[]
    = { { "setmetatable", -1, -1 }, { "getmetatable", -1, -1 },
        { "rawget", -1, -1 },       { "rawset", -1, -1 },
        { "rawequal", -1, -1 },     { "rawlen", -1, -1 },
        { "next", -1, -1 },         { 0, 0, 0 } };

static const struct taken math_taken[] = { { "abs", BY_BYTE, BY_BYTE },
                                           { "ceil", BY_BYTE, BY_BYTE },
                                           { "floor", BY_BYTE, BY_BYTE },
                                           { "fmod", BY_BYTE, BY_BYTE },
                                           { "modf", BY_BYTE, BY_BYTE },
                                           { "tointeger", BY_BYTE, BY_BYTE },
                                           { "type", -1, -1 },
                                           { "ult", BY_BYTE, BY_BYTE },
                                           { "max", BY_BYTE, BY_BYTE },
                                           { "min", BY_BYTE, BY_BYTE },
                                           { "maxinteger", -1, -1 },
                                           { "mininteger", -1, -1 },
                                           { "huge", -1, -1 },
                                           { 0, 0, 0 } };

static const struct taken utf8_taken[]
    = { { "char", BY_BYTE, BY_BYTE }, { "charpattern", -1, -1 }, { "codepoint", 1, BY_BYTE },
        { "len", 16, BY_BYTE },       { "offset", 16, BY_BYTE }, { 0, 0, 0 } };

static const struct taken arithmetic_taken[] = {
  { "__add", BY_BYTE, BY_BYTE },  { "__sub", BY_BYTE, BY_BYTE }, { "__mul", BY_BYTE, BY_BYTE },
  { "__mod", BY_BYTE, BY_BYTE },  { "__pow", BY_BYTE, BY_BYTE }, { "__div", BY_BYTE, BY_BYTE },
  { "__idiv", BY_BYTE, BY_BYTE }, { "__unm", BY_BYTE, BY_BYTE }, { 0, 0, 0 }
};

static void
add_base (lua_State *L, int standard)
{
  static const luaL_Reg own[] = { { "error", base_error },
                                  { "pairs", sandbox_pairs },
                                  { "pcall", base_pcall },
                                  { "tostring", base_tostring },
                                  { NULL, NULL } };
  take (L, standard, base_taken);
  luaL_setfuncs (L, own, 0);
}

static void
add_math (lua_State *L, int standard)
{
  take (L, standard, math_taken);
}

static void
add_utf8 (lua_State *L, int standard)
{
  take (L, standard, utf8_taken);
  lua_getfield (L, standard, "codes");
  lua_pushcclosure (L, utf8_codes, 1);
  lua_setfield (L, -2, "codes");
}

/* Strings come with a metatable that the standard library made: this one
 * takes its arithmetic over and leads to our functions. */
static void
add_string (lua_State *L, int standard)
{
  sandbox_add_strings (L, standard);
  sandbox_add_patterns (L);
  int strings = lua_gettop (L);
  lua_pushliteral (L, "");
  lua_getmetatable (L, -1);
  lua_createtable (L, 0, 10);
  take (L, lua_gettop (L) - 1, arithmetic_taken);
  lua_pushvalue (L, strings);
  lua_setfield (L, -2, "__index");
  lua_pushboolean (L, 0);
  lua_setfield (L, -2, "__metatable");
  lua_setmetatable (L, -3);
  lua_settop (L, strings);
}

/* Opens a standard library and leaves its table. */
static int
open_library (lua_State *L, lua_CFunction open)
{
  lua_pushcfunction (L, open);
  lua_call (L, 0, 1);
  return lua_gettop (L);
}

static void
add_library (lua_State *L, int environment, const char *name, lua_CFunction open,
             void (*add) (lua_State *, int))
{
  int standard = open_library (L, open);
  lua_newtable (L);
  add (L, standard);
  freeze_value (L, -1);
  lua_setfield (L, environment, name);
  lua_settop (L, standard - 1);
}

static void
clear_globals (lua_State *L)
{
  lua_newtable (L);
  lua_rawseti (L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

/* A copy of the environment at `environment`, with what it must not have. */
static void
build_trusted (lua_State *L, int environment, int base)
{
  lua_newtable (L);
  lua_pushnil (L);
  while (lua_next (L, environment))
    {
      lua_pushvalue (L, -2);
      lua_insert (L, -2);
      lua_rawset (L, -4);
    }
  take (L, base, trusted_taken);
  lua_pushcfunction (L, trusted_where);
  lua_setfield (L, -2, "where");
}

void
sandbox_build (lua_State *L)
{
  struct sandbox *sandbox = sandbox_of (L);
  int base = open_library (L, luaopen_base);
  lua_newtable (L);
  int environment = lua_gettop (L);
  add_base (L, base);
  add_library (L, environment, "string", luaopen_string, add_string);
  add_library (L, environment, "table", luaopen_table, sandbox_add_tables);
  add_library (L, environment, "math", luaopen_math, add_math);
  add_library (L, environment, "utf8", luaopen_utf8, add_utf8);
  build_trusted (L, environment, base);
  sandbox->trusted = luaL_ref (L, LUA_REGISTRYINDEX);
  sandbox->environment = luaL_ref (L, LUA_REGISTRYINDEX);
  clear_globals (L);
}
