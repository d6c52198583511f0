/* lua_handler.c — the plain way to do it in Lua: a handler called for each
 * event with a table, counting in Lua tables.  No duplicates are looked for. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdlib.h>

#include "bench/events.h"
#include "engine/base/json.h"

static const char handler[]
    = "local absences, limit = {}, ...\n"
      "return function(event)\n"
      "  if event.type == 'attendance' and event.data.status == 'absent' then\n"
      "    local n = (absences[event.subject] or 0) + 1\n"
      "    absences[event.subject] = n\n"
      "    if n == limit then print(event.subject) end\n"
      "  end\n"
      "end\n";

static void push (lua_State *L, const struct json_doc *doc, uint32_t at);

static void
push_members (lua_State *L, const struct json_doc *doc, uint32_t at)
{
  const struct json_value *value = &doc->values[at];
  lua_createtable (L, 0, value->kind == JSON_OBJECT ? (int)(value->next - at - 1) : 0);
  lua_Integer n = 0;
  for (uint32_t i = at + 1; i < value->next; i = doc->values[i].next)
    {
      if (doc->values[i].key)
        lua_pushlstring (L, doc->values[i].key, doc->values[i].key_len);
      else
        lua_pushinteger (L, ++n);
      push (L, doc, i);
      lua_rawset (L, -3);
    }
}

static void
push (lua_State *L, const struct json_doc *doc, uint32_t at)
{
  const struct json_value *value = &doc->values[at];
  switch (value->kind)
    {
    case JSON_NULL: lua_pushnil (L); break;
    case JSON_FALSE:
    case JSON_TRUE: lua_pushboolean (L, value->kind == JSON_TRUE); break;
    case JSON_NUMBER: lua_pushnumber (L, strtod (value->text, NULL)); break;
    case JSON_STRING: lua_pushlstring (L, value->text, value->text_len); break;
    default: push_members (L, doc, at); break;
    }
}

static void
take (void *context, const struct json_doc *doc)
{
  lua_State *L = context;
  lua_pushvalue (L, -1);
  push (L, doc, 0);
  if (lua_pcall (L, 1, 0, 0) != LUA_OK)
    give_up (lua_tostring (L, -1));
}

int
main (int argc, char **argv)
{
  lua_State *L = luaL_newstate ();
  if (!L)
    give_up ("not enough memory");
  luaL_openlibs (L);
  if (luaL_loadstring (L, handler) != LUA_OK)
    give_up (lua_tostring (L, -1));
  lua_pushinteger (L, ABSENCES);
  lua_call (L, 1, 1);
  each_event (argc > 1 ? argv[1] : NULL, take, L);
  lua_close (L);
  return 0;
}
