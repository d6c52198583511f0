/* modules.c — require, and the record of which files made a policy.
 *
 * A module runs once; what it returns is kept in a table of the registry,
 * under the address of the struct modules.  While it runs a mark stands
 * there, so that a circle of requires is found. */
#include "engine/policy/modules.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

void
modules_release (struct modules *modules)
{
  for (uint32_t i = 0; i < modules->count; i++)
    free (modules->files[i].name);
  free (modules->files);
  modules->files = NULL;
  modules->count = modules->capacity = 0;
}

static int
remember (struct modules *modules, const char *name, const struct buffer *text, bool shipped,
          struct error *error)
{
  if (ARRAY_ROOM (modules->files, modules->count, modules->capacity, 1) < 0)
    return error_memory (error);
  struct module_file *file = &modules->files[modules->count];
  file->name = strdup (name);
  if (!file->name)
    return error_memory (error);
  file->shipped = shipped;
  modules->count++;
  return digest_text (buffer_string (text), text->size, file->digest) < 0 ? error_memory (error)
                                                                          : 0;
}

int
modules_load (struct modules *modules, const char *name, struct error *error)
{
  struct buffer text = BUFFER_INIT;
  int status = modules->own->read (modules->own->context, name, &text, error);
  bool shipped = status == 1;
  if (shipped && modules->shipped)
    status = modules->shipped->read (modules->shipped->context, name, &text, error);
  if (status == 0 && text.failed)
    status = error_memory (error);
  if (status == 0)
    status = remember (modules, name, &text, shipped, error);
  if (status == 0)
    status = sandbox_load (modules->sandbox, name, buffer_string (&text), text.size, error);
  if (status == 0 && modules->environment)
    {
      lua_State *L = sandbox_lua (modules->sandbox);
      lua_rawgeti (L, LUA_REGISTRYINDEX, modules->environment);
      lua_setupvalue (L, -2, 1);
    }
  buffer_release (&text);
  return status;
}

/* Lua shows a long name by its end, after "...". */
static bool
is_shown_as (const char *name, const char *shown)
{
  if (strcmp (name, shown) == 0)
    return true;
  if (strncmp (shown, "...", 3) != 0)
    return false;
  size_t len = strlen (name), end = strlen (shown + 3);
  return len > end && strcmp (name + len - end, shown + 3) == 0;
}

bool
modules_is_shipped (const struct modules *modules, const char *shown)
{
  for (uint32_t i = 0; i < modules->count; i++)
    if (modules->files[i].shipped && is_shown_as (modules->files[i].name, shown))
      return true;
  return false;
}

static int
by_name (const void *a, const void *b)
{
  return strcmp (((const struct module_file *)a)->name, ((const struct module_file *)b)->name);
}

int
modules_hash (const struct modules *modules, char out[DIGEST_TEXT])
{
  struct buffer list = BUFFER_INIT;
  qsort (modules->files, modules->count, sizeof *modules->files, by_name);
  for (uint32_t i = 0; i < modules->count; i++)
    buffer_format (&list, "%s  %s\n", modules->files[i].digest, modules->files[i].name);
  int status = list.failed ? -1 : digest_text (buffer_string (&list), list.size, out);
  buffer_release (&list);
  return status;
}

/* "plans.two_year_cycle" → "plans/two_year_cycle.lua"; NULL where the name
 * could lead outside.  Pushed on the stack. */
static const char *
file_name (lua_State *L, const char *module, size_t len)
{
  if (len == 0 || len > 200 || strlen (module) != len || module[0] == '.' || module[len - 1] == '.'
      || strstr (module, "..") || strpbrk (module, "/\\:"))
    return NULL;
  const char *path = luaL_gsub (L, module, ".", "/");
  return lua_pushfstring (L, "%s.lua", path);
}

enum
{
  STACK_NAME = 1,
  STACK_LOADED
};

static int
require (lua_State *L)
{
  struct modules *modules = lua_touserdata (L, lua_upvalueindex (1));
  size_t len;
  const char *name = luaL_checklstring (L, STACK_NAME, &len);
  lua_settop (L, STACK_NAME);
  lua_rawgetp (L, LUA_REGISTRYINDEX, modules);
  lua_pushvalue (L, STACK_NAME);
  int found = lua_rawget (L, STACK_LOADED);
  if (found == LUA_TLIGHTUSERDATA)
    return sandbox_error (L, "module '%s' requires itself", name);
  if (found != LUA_TNIL)
    return 1;
  const char *path = file_name (L, name, len);
  if (!path)
    return sandbox_error (L, "'%s' cannot name a module; write folder.name", name);
  if (!modules->own)
    return sandbox_error (L, "the policy is loaded; '%s' can no longer be required", name);
  struct error error;
  int status = modules_load (modules, path, &error);
  if (status == 1)
    return sandbox_error (L, "no module '%s': neither the policy nor the shipped rules have %s",
                          name, path);
  if (status < 0)
    { /* it names its own place */
      lua_pushstring (L, error.text);
      return lua_error (L);
    }
  lua_pushvalue (L, STACK_NAME);
  lua_pushlightuserdata (L, modules);
  lua_rawset (L, STACK_LOADED);
  lua_pushvalue (L, STACK_NAME);
  lua_call (L, 1, 1);
  if (lua_isnil (L, -1))
    lua_pushboolean (L, 1);
  lua_pushvalue (L, STACK_NAME);
  lua_pushvalue (L, -2);
  lua_rawset (L, STACK_LOADED);
  return 1;
}

void
modules_push_require (struct modules *modules)
{
  lua_State *L = sandbox_lua (modules->sandbox);
  lua_newtable (L);
  lua_rawsetp (L, LUA_REGISTRYINDEX, modules);
  lua_pushlightuserdata (L, modules);
  lua_pushcclosure (L, require, 1);
}
