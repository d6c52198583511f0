/* lint.c — running lint and handing on what it finds. */
#include "engine/policy/lint.h"

#include <lauxlib.h>

#include "engine/policy/mentions.h"
#include "engine/policy/sandbox.h"
#include "engine/policy/words.h"

enum
{
  PROBE_WORK = 1000 * 1000 /* to try out one function of the policy */
};

/* One run, handed to what works inside protected calls. */
struct linting
{
  struct policy *policy;
  struct buffer scratch;
  lint_visit visit;
  void *context;
  uint32_t function; /* being tried out */
};

/* Pushes a function of T.lint, by its name. */
static void
push_function (lua_State *L, const struct linting *linting, const char *name)
{
  policy_push_word (linting->policy, "lint");
  lua_getfield (L, -1, name);
}

static int
shipped (lua_State *L)
{
  const struct policy *policy = lua_touserdata (L, lua_upvalueindex (1));
  lua_pushboolean (L, policy_is_shipped (policy, luaL_checkstring (L, 1)));
  return 1;
}

/* Makes T.lint = { shipped = …, mentions = … }, which the files fill. */
static int
open_lint (lua_State *L)
{
  struct linting *linting = lua_touserdata (L, 1);
  lua_rawgetp (L, LUA_REGISTRYINDEX, linting->policy);
  lua_newtable (L);
  lua_pushlightuserdata (L, linting->policy);
  lua_pushcclosure (L, shipped, 1);
  lua_setfield (L, -2, "shipped");
  mentions_push (L, &linting->scratch);
  lua_setfield (L, -2, "mentions");
  lua_setfield (L, -2, "lint");
  return 0;
}

static int
run (lua_State *L)
{
  push_function (L, lua_touserdata (L, 1), "run");
  lua_call (L, 0, 0);
  return 0;
}

static int
probe (lua_State *L)
{
  const struct linting *linting = lua_touserdata (L, 1);
  push_function (L, linting, "probe");
  lua_pushinteger (L, (lua_Integer)linting->function + 1);
  lua_call (L, 1, 0);
  return 0;
}

/* Visits the findings, in order. */
static int
hand_on (lua_State *L)
{
  struct linting *linting = lua_touserdata (L, 1);
  push_function (L, linting, "sorted");
  lua_call (L, 0, 1);
  for (lua_Integer i = 1; lua_rawgeti (L, -1, i) == LUA_TTABLE; i++, lua_pop (L, 5))
    {
      struct finding finding;
      lua_getfield (L, -1, "file");
      lua_getfield (L, -2, "line");
      lua_getfield (L, -3, "name");
      lua_getfield (L, -4, "text");
      finding.file = lua_tostring (L, -4);
      finding.line = (uint32_t)lua_tointeger (L, -3);
      finding.name = lua_tostring (L, -2);
      finding.text = lua_tostring (L, -1);
      linting->visit (linting->context, &finding);
    }
  return 0;
}

/* Drops T.lint, which the closures in it must not outlive. */
static int
close_lint (lua_State *L)
{
  const struct linting *linting = lua_touserdata (L, 1);
  lua_rawgetp (L, LUA_REGISTRYINDEX, linting->policy);
  lua_pushnil (L);
  lua_setfield (L, -2, "lint");
  return 0;
}

static int
call (struct linting *linting, lua_CFunction function, struct error *error)
{
  return policy_call (linting->policy, function, linting, 0, error);
}

/* Tries out the policy's functions, each by itself: one that spends its budget,
 * of work or memory, is let be.  `work` is for all of them. */
static int
probe_functions (struct linting *linting, uint64_t work, struct error *error)
{
  struct sandbox *sandbox = policy_sandbox (linting->policy);
  uint32_t count = policy_plan (linting->policy)->function_count;
  for (; linting->function < count && work > 0; linting->function++)
    {
      uint64_t limit = work < PROBE_WORK ? work : PROBE_WORK;
      sandbox_begin (sandbox, limit);
      if (call (linting, probe, error) < 0 && error->code == ERROR_POLICY)
        return -1;
      uint64_t spent = sandbox_work (sandbox)->current;
      work -= spent < work ? spent : work;
    }
  return 0;
}

static int
lint (struct linting *linting, struct error *error)
{
  struct policy *policy = linting->policy;
  struct sandbox *sandbox = policy_sandbox (policy);
  uint64_t work = policy_load_work (policy);
  sandbox_begin (sandbox, UINT64_MAX);
  if (call (linting, open_lint, error) < 0 || policy_run_words (policy, lint_files, error) < 0)
    return -1;
  sandbox_begin (sandbox, work);
  if (call (linting, run, error) < 0)
    return -1;
  uint64_t spent = sandbox_work (sandbox)->current;
  if (probe_functions (linting, spent < work ? work - spent : 0, error) < 0)
    return -1;
  sandbox_begin (sandbox, UINT64_MAX);
  return call (linting, hand_on, error);
}

int
policy_lint (struct policy *policy, lint_visit visit, void *context, struct error *error)
{
  struct linting linting = { policy, BUFFER_INIT, visit, context, 0 };
  struct error later;
  int status = lint (&linting, error);
  sandbox_begin (policy_sandbox (policy), UINT64_MAX);
  if (call (&linting, close_lint, &later) < 0 && status == 0)
    {
      *error = later;
      status = -1;
    }
  buffer_release (&linting.scratch);
  return status;
}
