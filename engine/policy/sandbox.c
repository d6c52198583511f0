/* sandbox.c — the life of a sandbox, and the ways into it.
 *
 * All Lua is entered here, through lua_pcall.  The stack is as deep after as
 * before, but for what a function's comment says it leaves. */
#include "engine/policy/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/policy/sandbox_budget.h"
#include "engine/policy/sandbox_parts.h"

/* Compiling a byte takes about as long as this many instructions. */
#define WORK_PER_SOURCE_BYTE 2

/* Frames looked at in search of the school's own line.  Finding frame n takes
 * n steps, so the search must not follow a deep recursion down. */
#define FRAMES_SEARCHED 64

struct sandbox *
sandbox_of (lua_State *L)
{
  struct sandbox *sandbox;
  memcpy (&sandbox, lua_getextraspace (L), sizeof sandbox);
  return sandbox;
}

static int
build (lua_State *L)
{
  sandbox_build (L);
  return 0;
}

int
sandbox_new (struct sandbox **out, uint64_t memory_limit, struct error *error)
{
  struct sandbox *sandbox = calloc (1, sizeof *sandbox);
  if (!sandbox)
    return error_memory (error);
  sandbox->work.limit = UINT64_MAX;
  sandbox->memory.limit = memory_limit;
  lua_State *L = lua_newstate (sandbox_allocate, sandbox);
  if (!L)
    {
      free (sandbox);
      return error_set (error, ERROR_MEMORY, "out of memory: no room for a Lua state");
    }
  sandbox->lua = L;
  memcpy (lua_getextraspace (L), &sandbox, sizeof sandbox);
  sandbox_arm (sandbox);
  lua_pushcfunction (L, build);
  if (sandbox_call (sandbox, 0, 0, error) < 0)
    {
      sandbox_free (sandbox);
      return -1;
    }
  *out = sandbox;
  return 0;
}

void
sandbox_free (struct sandbox *sandbox)
{
  if (!sandbox)
    return;
  lua_close (sandbox->lua);
  free (sandbox);
}

lua_State *
sandbox_lua (struct sandbox *sandbox)
{
  return sandbox->lua;
}

const struct budget *
sandbox_work (const struct sandbox *sandbox)
{
  return &sandbox->work;
}

const struct budget *
sandbox_memory (const struct sandbox *sandbox)
{
  return &sandbox->memory;
}

void
sandbox_push_environment (struct sandbox *sandbox)
{
  lua_rawgeti (sandbox->lua, LUA_REGISTRYINDEX, sandbox->environment);
}

void
sandbox_push_trusted (struct sandbox *sandbox)
{
  lua_rawgeti (sandbox->lua, LUA_REGISTRYINDEX, sandbox->trusted);
}

bool
sandbox_locate (lua_State *L, int level, lua_Debug *ar)
{
  for (int last = level + FRAMES_SEARCHED; level < last && lua_getstack (L, level, ar); level++)
    {
      lua_getinfo (L, "Sl", ar);
      if (ar->currentline > 0
          && strncmp (ar->source, SANDBOX_TRUSTED_PREFIX, strlen (SANDBOX_TRUSTED_PREFIX)) != 0)
        return true;
    }
  return false;
}

int
sandbox_error (lua_State *L, const char *format, ...)
{
  lua_Debug ar;
  if (sandbox_locate (L, 0, &ar))
    lua_pushfstring (L, "%s:%d: ", ar.short_src, ar.currentline);
  else
    lua_pushliteral (L, "");
  va_list arguments;
  va_start (arguments, format);
  lua_pushvfstring (L, format, arguments);
  va_end (arguments);
  lua_concat (L, 2);
  return lua_error (L);
}

/* An error value in words.  Outside a protected call nothing may allocate, so
 * a number is not turned into a string by Lua. */
static void
describe (lua_State *L, struct error *error)
{
  if (lua_type (L, -1) == LUA_TSTRING)
    error_set (error, ERROR_POLICY, "%s", lua_tostring (L, -1));
  else if (lua_isinteger (L, -1))
    error_set (error, ERROR_POLICY, LUA_INTEGER_FMT, lua_tointeger (L, -1));
  else if (lua_type (L, -1) == LUA_TNUMBER)
    error_set (error, ERROR_POLICY, LUA_NUMBER_FMT,
               isnan (lua_tonumber (L, -1)) ? fabs (lua_tonumber (L, -1)) : lua_tonumber (L, -1));
  else
    error_set (error, ERROR_POLICY, "the error object is a %s value", luaL_typename (L, -1));
}

int
sandbox_failed (struct sandbox *sandbox, int status, struct error *error)
{
  lua_State *L = sandbox->lua;
  if (status == LUA_ERRMEM && !sandbox->spent)
    sandbox->spent = SPENT_MEMORY;
  if (sandbox->spent)
    sandbox_describe_spent (sandbox, error);
  else
    describe (L, error);
  lua_pop (L, 1);
  return -1;
}

int
sandbox_call (struct sandbox *sandbox, int nargs, int nresults, struct error *error)
{
  lua_State *L = sandbox->lua;
  int base = lua_gettop (L) - nargs - 1;
  int status = sandbox_protected (L, nargs, nresults);
  if (status == LUA_OK && !sandbox->spent)
    return 0;
  if (status == LUA_OK)
    {
      lua_settop (L, base);
      lua_pushnil (L);
    }
  return sandbox_failed (sandbox, status, error);
}

struct source
{
  const char *text;
  size_t len;
};

static const char *
read_source (lua_State *L, void *context, size_t *len)
{
  struct source *source = context;
  (void)L;
  *len = source->len;
  source->len = 0;
  return source->text;
}

/* Leaves the function, its _ENV being the table behind `environment`. */
static int
compile (struct sandbox *sandbox, const char *chunk, struct source source, int environment,
         struct error *error)
{
  lua_State *L = sandbox->lua;
  int status = lua_load (L, read_source, &source, chunk, "t");
  if (status != LUA_OK || sandbox->spent)
    return sandbox_failed (sandbox, status, error);
  lua_rawgeti (L, LUA_REGISTRYINDEX, environment);
  lua_setupvalue (L, -2, 1);
  return 0;
}

int
sandbox_load (struct sandbox *sandbox, const char *name, const char *text, size_t len,
              struct error *error)
{
  char chunk[512];
  snprintf (chunk, sizeof chunk, "@%s", name);
  sandbox_add_work (sandbox, WORK_PER_SOURCE_BYTE * (uint64_t)len);
  if (!sandbox->spent && sandbox->work.current > sandbox->work.limit)
    {
      sandbox->spent = SPENT_WORK;
      snprintf (sandbox->where, sizeof sandbox->where, "%s: ", name);
      sandbox_arm (sandbox);
    }
  if (sandbox->spent)
    return sandbox_describe_spent (sandbox, error);
  return compile (sandbox, chunk, (struct source){ text, len }, sandbox->environment, error);
}

int
sandbox_load_trusted (struct sandbox *sandbox, const char *name, const char *text, size_t len,
                      struct error *error)
{
  char chunk[512];
  const char *prefix = strncmp (name, "tenure:", 7) == 0 ? "=" : SANDBOX_TRUSTED_PREFIX;
  snprintf (chunk, sizeof chunk, "%s%s", prefix, name);
  return compile (sandbox, chunk, (struct source){ text, len }, sandbox->trusted, error);
}
