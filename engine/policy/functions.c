/* functions.c — calling the functions a policy wrote.
 *
 * One object `t` serves every call: it holds nothing itself and asks the
 * host of the call under way, found through `struct calls`.  A function that
 * kept `t` would see the teacher of the next call; it cannot keep anything
 * (freeze.h, purity.h). */
#include "engine/policy/functions.h"

#include <lauxlib.h>
#include <string.h>

#include "engine/base/decimal.h"
#include "engine/policy/sandbox.h"

/* Lives in the Lua state as userdata, under the address of calls_key. */
struct calls
{
  const struct function_host *host;
  unsigned depth;
  bool out_of_memory; /* the host was, whatever Lua made of it */
};

static const char calls_key = 'c', call_result_key = 'r';

/* What functions are handed, in the registry. */
static const char teacher_object[] = "tenure.t", data_object[] = "tenure.data";

enum
{
  DEPTH_LIMIT = 40
};

static struct calls *
calls_of (lua_State *L)
{
  lua_rawgetp (L, LUA_REGISTRYINDEX, &calls_key);
  struct calls *calls = lua_touserdata (L, -1);
  lua_pop (L, 1);
  return calls;
}

static void
push_shown (lua_State *L, const struct shown *value)
{
  switch (value->kind)
    {
    case SHOWN_NUMBER:
      if (value->n % DECIMAL_ONE == 0)
        lua_pushinteger (L, value->n / DECIMAL_ONE);
      else
        lua_pushnumber (L, (lua_Number)value->n / DECIMAL_ONE);
      break;
    case SHOWN_BOOLEAN: lua_pushboolean (L, value->n != 0); break;
    case SHOWN_TEXT: lua_pushlstring (L, value->text, value->len); break;
    default: lua_pushnil (L); break;
    }
}

static int
push_answer (lua_State *L, enum asked what, const char *kind, const char *name, size_t len)
{
  struct calls *calls = calls_of (L);
  struct shown value = { SHOWN_NIL, 0, NULL, 0 };
  struct error error;
  if (!calls->host)
    return luaL_error (L, "the teacher can be asked only while a rule is judged");
  int status = calls->host->ask (calls->host->context, what, name, len, &value, &error);
  if (status == 1)
    return luaL_error (L, "no %s '%s'", kind, name);
  if (status < 0)
    {
      calls->out_of_memory |= error.code == ERROR_MEMORY;
      return luaL_error (L, "%s", error.text);
    }
  push_shown (L, &value);
  return 1;
}

static int
index_names (lua_State *L)
{
  static const char *const kinds[] = { [ASKED_FACT] = "fact",
                                       [ASKED_TRACK] = "track",
                                       [ASKED_PROFILE] = "profile field",
                                       [ASKED_EVENT_FIELD] = "field" };
  enum asked what = (enum asked)lua_tointeger (L, lua_upvalueindex (1));
  size_t len;
  const char *name = luaL_checklstring (L, 2, &len);
  return push_answer (L, what, kinds[what], name, len);
}

static int
index_event (lua_State *L)
{
  const char *name = luaL_checkstring (L, 2);
  if (strcmp (name, "type") == 0)
    return push_answer (L, ASKED_EVENT_TYPE, "field", name, strlen (name));
  if (strcmp (name, "time") == 0)
    return push_answer (L, ASKED_EVENT_TIME, "field", name, strlen (name));
  if (strcmp (name, "data") != 0)
    return luaL_error (L, "an event has type, time and data, no '%s'", name);
  lua_pushvalue (L, lua_upvalueindex (1));
  return 1;
}

static int
index_teacher (lua_State *L)
{
  const char *name = luaL_checkstring (L, 2);
  if (strcmp (name, "id") == 0)
    return push_answer (L, ASKED_ID, "word", name, 2);
  if (strcmp (name, "today") == 0)
    return push_answer (L, ASKED_TODAY, "word", name, 5);
  lua_pushvalue (L, 2);
  lua_rawget (L, lua_upvalueindex (1));
  struct calls *calls = calls_of (L);
  if (strcmp (name, "event") == 0 && (!calls->host || !calls->host->has_event))
    return luaL_error (L, "t.event is there only in a rule with 'on'");
  if (lua_isnil (L, -1))
    return luaL_error (L, "t has id, today, fact, track, profile and event, no '%s'", name);
  return 1;
}

static int
no_assignment (lua_State *L)
{
  return luaL_error (L, "what is judged may not be changed");
}

/* Replaces the C function on top by an empty object that it answers for. */
static void
make_object (lua_State *L)
{
  lua_newtable (L);
  lua_createtable (L, 0, 3);
  lua_pushvalue (L, -3);
  lua_setfield (L, -2, "__index");
  lua_pushcfunction (L, no_assignment);
  lua_setfield (L, -2, "__newindex");
  lua_pushboolean (L, 0);
  lua_setfield (L, -2, "__metatable");
  lua_setmetatable (L, -2);
  lua_remove (L, -2);
}

static void
push_names (lua_State *L, enum asked what)
{
  lua_pushinteger (L, what);
  lua_pushcclosure (L, index_names, 1);
  make_object (L);
}

/* Makes struct calls, and `t`. */
static int
open_teacher (lua_State *L)
{
  struct calls *calls = lua_newuserdatauv (L, sizeof *calls, 0);
  *calls = (struct calls){ NULL, 0, false };
  lua_rawsetp (L, LUA_REGISTRYINDEX, &calls_key);
  lua_newtable (L);
  push_names (L, ASKED_FACT);
  lua_setfield (L, -2, "fact");
  push_names (L, ASKED_TRACK);
  lua_setfield (L, -2, "track");
  push_names (L, ASKED_PROFILE);
  lua_setfield (L, -2, "profile");
  push_names (L, ASKED_EVENT_FIELD);
  lua_pushvalue (L, -1);
  lua_setfield (L, LUA_REGISTRYINDEX, data_object);
  lua_pushcclosure (L, index_event, 1);
  make_object (L);
  lua_setfield (L, -2, "event");
  lua_pushcclosure (L, index_teacher, 1);
  make_object (L);
  lua_setfield (L, LUA_REGISTRYINDEX, teacher_object);
  lua_pushboolean (L, 0);
  lua_rawsetp (L, LUA_REGISTRYINDEX, &call_result_key);
  return 0;
}

int
functions_open (struct policy *policy, struct error *error)
{
  struct sandbox *sandbox = policy_sandbox (policy);
  sandbox_begin (sandbox, UINT64_MAX);
  lua_pushcfunction (sandbox_lua (sandbox), open_teacher);
  return sandbox_call (sandbox, 0, 0, error);
}

/* What is handed to `run`, which works inside the protected call. */
struct call
{
  struct policy *policy;
  uint32_t number;
  const struct shown *value; /* of a test; */
  const char *object;        /* else `t` or `data` is passed */
};

/* Pushes the function and its argument, and calls: f (…) → one value. */
static int
run (lua_State *L)
{
  struct call *call = lua_touserdata (L, 1);
  lua_rawgetp (L, LUA_REGISTRYINDEX, call->policy);
  lua_getfield (L, -1, "functions");
  lua_rawgeti (L, -1, (lua_Integer)call->number + 1);
  lua_getfield (L, -1, "call");
  if (call->value)
    push_shown (L, call->value);
  else
    lua_getfield (L, LUA_REGISTRYINDEX, call->object);
  lua_call (L, 1, 1);
  return 1;
}

/* Leaves the function's one value on the stack. */
static int
enter (struct call *call, const struct function_host *host, struct error *error)
{
  struct sandbox *sandbox = policy_sandbox (call->policy);
  lua_State *L = sandbox_lua (sandbox);
  struct calls *calls = calls_of (L);
  if (calls->depth == DEPTH_LIMIT)
    return error_set (error, ERROR_POLICY, "functions ask for each other without end");
  if (calls->depth == 0)
    sandbox_begin (sandbox, FUNCTION_WORK);
  if (!lua_checkstack (L, 10))
    return error_memory (error);
  const struct function_host *outer = calls->host;
  calls->host = host;
  calls->depth++;
  lua_pushcfunction (L, run);
  lua_pushlightuserdata (L, call);
  int status = sandbox_call (sandbox, 1, 1, error);
  calls->depth--;
  calls->host = outer;
  if (!calls->out_of_memory)
    return status;
  if (status == 0)
    lua_pop (L, 1);
  calls->out_of_memory = calls->depth > 0;
  return error_memory (error);
}

int
function_test (struct policy *policy, uint32_t number, const struct shown *value, bool *passes,
               struct error *error)
{
  struct call call = { policy, number, value, NULL };
  if (enter (&call, NULL, error) < 0)
    return -1;
  lua_State *L = sandbox_lua (policy_sandbox (policy));
  *passes = lua_isboolean (L, -1) && lua_toboolean (L, -1);
  lua_pop (L, 1);
  return 0;
}

static int
take_shown (lua_State *L, struct shown *out, struct error *error)
{
  *out = (struct shown){ SHOWN_NIL, 0, NULL, 0 };
  switch (lua_type (L, -1))
    {
    case LUA_TNIL: return 0;
    case LUA_TBOOLEAN:
      out->kind = SHOWN_BOOLEAN;
      out->n = lua_toboolean (L, -1);
      return 0;
    case LUA_TSTRING:
      out->kind = SHOWN_TEXT;
      out->text = lua_tolstring (L, -1, &out->len);
      return 0;
    case LUA_TNUMBER:
      out->kind = SHOWN_NUMBER;
      if (!lua_isinteger (L, -1))
        return decimal_from_double (lua_tonumber (L, -1), &out->n, error);
      if (!decimal_in_range ((__int128)lua_tointeger (L, -1) * DECIMAL_ONE))
        return error_set (error, ERROR_RANGE, "the number it returns is beyond 9000000000000");
      out->n = lua_tointeger (L, -1) * DECIMAL_ONE;
      return 0;
    default:
      return error_set (error, ERROR_POLICY, "a function returns a %s, not a value",
                        lua_typename (L, lua_type (L, -1)));
    }
}

/* A text stays readable: what was returned is kept until the next call. */
static int
call_with (struct policy *policy, uint32_t number, const char *object,
           const struct function_host *host, struct shown *out, struct error *error)
{
  struct call call = { policy, number, NULL, object };
  if (enter (&call, host, error) < 0)
    return -1;
  lua_State *L = sandbox_lua (policy_sandbox (policy));
  int status = take_shown (L, out, error);
  lua_rawsetp (L, LUA_REGISTRYINDEX, &call_result_key);
  return status;
}

int
function_map (struct policy *policy, uint32_t number, const struct function_host *host,
              struct shown *out, struct error *error)
{
  return call_with (policy, number, data_object, host, out, error);
}

int
function_call (struct policy *policy, uint32_t number, const struct function_host *host,
               struct shown *out, struct error *error)
{
  return call_with (policy, number, teacher_object, host, out, error);
}
