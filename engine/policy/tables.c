/* tables.c — reading the Lua tables that the words left. */
#include "engine/policy/tables.h"

#include <lauxlib.h>
#include <string.h>

void *
table_take (struct compiler *c, size_t count, size_t size)
{
  void *taken = arena_take (&c->plan->arena, (count + 1) * size);
  if (!taken)
    luaL_error (c->L, "not enough memory");
  memset (taken, 0, (count + 1) * size);
  return taken;
}

uint32_t
table_enter (struct compiler *c, const char *name)
{
  if (lua_getfield (c->L, -1, name) != LUA_TTABLE)
    luaL_error (c->L, "the words left no table '%s'", name);
  return (uint32_t)lua_rawlen (c->L, -1);
}

void
table_leave (struct compiler *c)
{
  lua_pop (c->L, 1);
}

int64_t
table_integer (struct compiler *c, const char *name, int64_t missing)
{
  int64_t value = lua_getfield (c->L, -1, name) == LUA_TNUMBER ? lua_tointeger (c->L, -1) : missing;
  table_leave (c);
  return value;
}

uint32_t
table_number (struct compiler *c, const char *name)
{
  return (uint32_t)table_integer (c, name, NONE);
}

bool
table_truth (struct compiler *c, const char *name)
{
  lua_getfield (c->L, -1, name);
  bool value = lua_toboolean (c->L, -1);
  table_leave (c);
  return value;
}

bool
table_has (struct compiler *c, const char *name)
{
  bool there = lua_getfield (c->L, -1, name) != LUA_TNIL;
  table_leave (c);
  return there;
}

uint8_t
table_choice (struct compiler *c, const char *name, const char *const *names)
{
  lua_getfield (c->L, -1, name);
  const char *text = lua_tostring (c->L, -1);
  uint8_t i = 0;
  while (names[i] && (!text || strcmp (names[i], text) != 0))
    i++;
  if (!names[i])
    luaL_error (c->L, "the words say '%s' of %s", text ? text : "nothing", name);
  table_leave (c);
  return i;
}

uint32_t
table_string (struct compiler *c, const char *name)
{
  size_t len;
  uint32_t found = NONE;
  lua_getfield (c->L, -1, name);
  const char *text = lua_tolstring (c->L, -1, &len);
  struct error error;
  if (text && strings_put (&c->plan->strings, text, (uint32_t)len, &found, &error) < 0)
    luaL_error (c->L, "not enough memory");
  table_leave (c);
  return found;
}

const char *const table_types[] = { "number", "boolean", "date", "word", "text", NULL };

int64_t *
table_integers (struct compiler *c, const char *name, uint32_t *count)
{
  *count = table_enter (c, name);
  int64_t *out = table_take (c, *count, sizeof *out);
  for (uint32_t i = 0; i < *count; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      out[i] = lua_tointeger (c->L, -1);
      table_leave (c);
    }
  table_leave (c);
  return out;
}

uint32_t *
table_numbers (struct compiler *c, const char *name, uint32_t *count)
{
  int64_t *wide = table_integers (c, name, count);
  uint32_t *out = table_take (c, *count, sizeof *out);
  for (uint32_t i = 0; i < *count; i++)
    out[i] = (uint32_t)wide[i];
  return out;
}

uint32_t
table_every (struct compiler *c, const char *name, size_t size, void **out,
             void (*each) (struct compiler *, void *))
{
  uint32_t count = table_enter (c, name);
  char *items = table_take (c, count, size);
  for (uint32_t i = 0; i < count; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      each (c, items + i * size);
      table_leave (c);
    }
  table_leave (c);
  *out = items;
  return count;
}
