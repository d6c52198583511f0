/* policy.c — loading a policy.
 *
 * The order matters: the words first, as trusted code; then the school's
 * text, within its budget; then T.finish, which checks the whole; then, only
 * if nothing was wrong, compiling; last, freezing what functions can reach.
 * T, the words' table, stays in the registry under the policy's address. */
#include "engine/policy/policy.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/policy/compile.h"
#include "engine/policy/freeze.h"
#include "engine/policy/helpers.h"
#include "engine/policy/modules.h"
#include "engine/policy/purity.h"
#include "engine/policy/sandbox.h"
#include "engine/policy/words.h"

enum
{
  LOAD_MEMORY = 256 << 20,
  SENTENCE_WORK = 20000 /* more for each one declared */
};

struct policy
{
  struct plan plan;
  struct sandbox *sandbox;
  struct modules modules;
  bool broke_off; /* the school's text did not run to its end */
};

const struct plan *
policy_plan (const struct policy *policy)
{
  return &policy->plan;
}

struct sandbox *
policy_sandbox (const struct policy *policy)
{
  return policy->sandbox;
}

bool
policy_is_shipped (const struct policy *policy, const char *file)
{
  return modules_is_shipped (&policy->modules, file);
}

uint64_t
policy_load_work (const struct policy *policy)
{
  return LOAD_WORK + (uint64_t)policy->plan.sentence_count * SENTENCE_WORK;
}

void
policy_free (struct policy *policy)
{
  if (!policy)
    return;
  sandbox_free (policy->sandbox);
  modules_release (&policy->modules);
  plan_release (&policy->plan);
  free (policy);
}

void
faults_release (struct faults *faults)
{
  free (faults->items);
  arena_release (&faults->arena);
  *faults = (struct faults){ 0 };
}

static int
faults_add (struct faults *faults, const char *file, size_t file_len, uint32_t line,
            const char *message, size_t len)
{
  if (ARRAY_ROOM (faults->items, faults->count, faults->capacity, 1) < 0)
    return -1;
  struct fault fault = { arena_copy (&faults->arena, file, file_len),
                         arena_copy (&faults->arena, message, len), line };
  if (!fault.file || !fault.message)
    return -1;
  faults->items[faults->count++] = fault;
  return 0;
}

/* "rules.lua:12: what" taken apart; without such a head it is the whole
 * file's fault. */
static int
faults_add_error (struct faults *faults, const char *main, const struct error *error)
{
  const char *colon = strchr (error->text, ':'), *message = error->text;
  char *end;
  unsigned long line = colon ? strtoul (colon + 1, &end, 10) : 0;
  size_t file_len = strlen (main);
  if (line > 0 && *end == ':')
    {
      main = error->text;
      file_len = (size_t)(colon - error->text);
      message = end + 1 + (end[1] == ' ');
    }
  else
    line = 0;
  return faults_add (faults, main, file_len, (uint32_t)line, message, strlen (message));
}

/* The words' grant (): a declaration brings the work of judging it; or as much
 * as is said. */
static int
grant (lua_State *L)
{
  sandbox_grant (lua_touserdata (L, lua_upvalueindex (1)),
                 (uint64_t)luaL_optinteger (L, 1, SENTENCE_WORK));
  return 0;
}

/* Pushes T. */
static void
push_words (const struct policy *policy)
{
  lua_rawgetp (sandbox_lua (policy->sandbox), LUA_REGISTRYINDEX, policy);
}

void
policy_push_word (const struct policy *policy, const char *word)
{
  lua_State *L = sandbox_lua (policy->sandbox);
  push_words (policy);
  lua_getfield (L, -1, word);
  lua_remove (L, -2);
}

int
policy_call (const struct policy *policy, lua_CFunction function, void *context, int results,
             struct error *error)
{
  lua_State *L = sandbox_lua (policy->sandbox);
  if (!lua_checkstack (L, 8))
    return error_memory (error);
  lua_pushcfunction (L, function);
  lua_pushlightuserdata (L, context);
  return sandbox_call (policy->sandbox, 1, results, error);
}

int
policy_run_words (const struct policy *policy, const struct embedded_file *files,
                  struct error *error)
{
  lua_State *L = sandbox_lua (policy->sandbox);
  for (const struct embedded_file *file = files; file->name; file++)
    {
      if (sandbox_load_trusted (policy->sandbox, file->name, file->text, file->size, error) < 0)
        return -1;
      push_words (policy);
      if (sandbox_call (policy->sandbox, 1, 0, error) < 0)
        return -1;
      lua_settop (L, 0);
    }
  return 0;
}

/* Makes T = { words = { require = … } } and what trusted code sees. */
static int
open_words (lua_State *L)
{
  struct policy *policy = lua_touserdata (L, 1);
  lua_newtable (L);
  lua_newtable (L);
  modules_push_require (&policy->modules);
  lua_setfield (L, -2, "require");
  lua_setfield (L, -2, "words");
  lua_rawsetp (L, LUA_REGISTRYINDEX, policy);
  sandbox_push_trusted (policy->sandbox);
  helpers_open (L);
  sandbox_push_environment (policy->sandbox);
  lua_setfield (L, -2, "environment");
  lua_pushlightuserdata (L, policy->sandbox);
  lua_pushcclosure (L, grant, 1);
  lua_setfield (L, -2, "grant");
  return 0;
}

/* Runs the school's text.  A Lua error is one more fault: the rest of what
 * was declared until then is checked all the same. */
static int
run_policy (struct policy *policy, const char *main, struct faults *faults, struct error *error)
{
  sandbox_begin (policy->sandbox, LOAD_WORK);
  int status = modules_load (&policy->modules, main, error);
  if (status == 1)
    return error_set (error, ERROR_IO, "there is no %s", main);
  if (status == 0)
    status = sandbox_call (policy->sandbox, 0, 0, error);
  if (status == 0)
    return 0;
  policy->broke_off = true;
  if (error->code != ERROR_POLICY && error->code != ERROR_BUDGET && error->code != ERROR_MEMORY)
    return -1;
  return faults_add_error (faults, main, error) < 0 ? error_memory (error) : 0;
}

static int
finish_words (lua_State *L)
{
  struct policy *policy = lua_touserdata (L, 1);
  push_words (policy);
  lua_getfield (L, -1, "finish");
  lua_pushboolean (L, policy->broke_off);
  lua_call (L, 1, 0);
  return 0;
}

struct gathering
{
  struct policy *policy;
  struct faults *faults;
};

/* Copies T.errors. */
static int
gather_faults (lua_State *L)
{
  struct gathering *gathering = lua_touserdata (L, 1);
  push_words (gathering->policy);
  lua_getfield (L, -1, "errors");
  for (lua_Integer i = 1; lua_rawgeti (L, -1, i) == LUA_TTABLE; i++, lua_pop (L, 4))
    {
      size_t file_len, len;
      lua_getfield (L, -1, "line");
      uint32_t line = (uint32_t)lua_tointeger (L, -1);
      lua_getfield (L, -2, "file");
      const char *file = luaL_tolstring (L, -1, &file_len);
      lua_getfield (L, -4, "message");
      const char *message = luaL_tolstring (L, -1, &len);
      if (faults_add (gathering->faults, file, file_len, line, message, len) < 0)
        return luaL_error (L, "not enough memory");
      lua_pop (L, 2);
    }
  return 0;
}

static int
by_place (const void *a, const void *b)
{
  const struct fault *x = a, *y = b;
  int order = strcmp (x->file, y->file);
  if (order)
    return order;
  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  return strcmp (x->message, y->message);
}

/* Refuses functions that would remember. */
static int
gather_impure (lua_State *L)
{
  struct gathering *gathering = lua_touserdata (L, 1);
  push_words (gathering->policy);
  lua_getfield (L, -1, "functions");
  for (lua_Integer i = 1; lua_rawgeti (L, -1, i) == LUA_TTABLE; i++, lua_pop (L, 2))
    {
      struct error impure;
      lua_getfield (L, -1, "call");
      if (purity_check_deep (L, -1, &impure) < 0
          && faults_add_error (gathering->faults, "rules.lua", &impure) < 0)
        return luaL_error (L, "not enough memory");
    }
  return 0;
}

static int
gather (struct policy *policy, lua_CFunction how, struct faults *faults, struct error *error)
{
  struct gathering gathering = { policy, faults };
  return policy_call (policy, how, &gathering, 0, error);
}

/* All that is wrong with a policy that has run. */
static int
check_faults (struct policy *policy, struct faults *faults, const char *main, struct error *error)
{
  sandbox_begin (policy->sandbox, UINT64_MAX);
  if (policy_call (policy, finish_words, policy, 0, error) < 0
      && (error->code != ERROR_POLICY || faults_add_error (faults, main, error) < 0))
    return -1;
  if (gather (policy, gather_faults, faults, error) < 0
      || gather (policy, gather_impure, faults, error) < 0)
    return -1;
  if (faults->count == 0)
    return 0;
  qsort (faults->items, faults->count, sizeof *faults->items, by_place);
  return error_set (error, ERROR_POLICY, "the policy has %u mistake%s", faults->count,
                    faults->count == 1 ? "" : "s");
}

static int
compile (lua_State *L)
{
  struct policy *policy = lua_touserdata (L, 1);
  lua_pushcfunction (L, compile_plan);
  push_words (policy);
  lua_pushlightuserdata (L, &policy->plan);
  lua_call (L, 2, 0);
  return 0;
}

/* Freezes the school's globals and all its functions can reach. */
static int
freeze (lua_State *L)
{
  push_words (lua_touserdata (L, 1));
  lua_getfield (L, -1, "own");
  freeze_value (L, -1);
  lua_getfield (L, -2, "functions");
  for (lua_Integer i = 1; lua_rawgeti (L, -1, i) == LUA_TTABLE; i++, lua_pop (L, 2))
    {
      lua_getfield (L, -1, "call");
      freeze_value (L, -1);
    }
  return 0;
}

static int
load (struct policy *policy, const char *main, struct faults *faults, struct error *error)
{
  if (policy_call (policy, open_words, policy, 0, error) < 0
      || policy_run_words (policy, words_files, error) < 0
      || run_policy (policy, main, faults, error) < 0
      || check_faults (policy, faults, main, error) < 0
      || policy_call (policy, freeze, policy, 0, error) < 0
      || policy_call (policy, compile, policy, 0, error) < 0
      || plan_index (&policy->plan, error) < 0)
    return -1;
  policy->modules.own = policy->modules.shipped = NULL;
  lua_gc (sandbox_lua (policy->sandbox), LUA_GCCOLLECT);
  return modules_hash (&policy->modules, policy->plan.hash) < 0 ? error_memory (error) : 0;
}

int
policy_load (struct policy **out, const struct source *own, const struct source *shipped,
             const char *main, struct faults *faults, struct error *error)
{
  struct policy *policy = calloc (1, sizeof *policy);
  if (!policy)
    return error_memory (error);
  strings_init (&policy->plan.strings, 0);
  policy->modules.own = own;
  policy->modules.shipped = shipped;
  int status = sandbox_new (&policy->sandbox, LOAD_MEMORY, error);
  policy->modules.sandbox = policy->sandbox;
  if (status == 0)
    status = load (policy, main, faults, error);
  if (status < 0)
    {
      policy_free (policy);
      return -1;
    }
  *out = policy;
  return 0;
}

int
policy_load_path (struct policy **out, const char *path, const char *shipped_path,
                  struct faults *faults, struct error *error)
{
  char *folder;
  const char *name;
  if (source_locate (path, &folder, &name, error) < 0)
    return -1;
  struct source own = source_folder (folder), shipped = source_folder (shipped_path);
  int status = policy_load (out, &own, &shipped, name, faults, error);
  free (folder);
  return status;
}
