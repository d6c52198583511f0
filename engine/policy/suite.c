/* suite.c — loading the test files.
 *
 * The words (test_words/) check what a file declares and keep it as
 * tables; here these are read.  What a suite needs lies in an arena of its
 * own, so a Lua error leaks nothing. */
#include "engine/policy/suite.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/policy/freeze.h"
#include "engine/policy/modules.h"
#include "engine/policy/purity.h"
#include "engine/policy/sandbox.h"
#include "engine/policy/tables.h"
#include "engine/policy/words.h"

struct suite
{
  struct policy *policy; /* borrowed */
  struct modules modules;
  struct scenario *scenarios;
  uint32_t count, capacity;
  struct arena arena; /* of their texts */
};

/* What is handed to functions that work inside a protected call. */
struct request
{
  struct suite *suite;
  const char *file;
  const char *fault; /* why the file did not load, or NULL */
};

/* Calls what the engine itself does, which no budget bounds. */
static int
call_unbounded (struct request *request, lua_CFunction function, struct error *error)
{
  sandbox_begin (policy_sandbox (request->suite->policy), UINT64_MAX);
  return policy_call (request->suite->policy, function, request, 0, error);
}

static const char *
copy (lua_State *L, struct arena *arena, const char *text, size_t len)
{
  const char *copied = arena_copy (arena, text, len);
  if (!copied)
    luaL_error (L, "not enough memory");
  return copied;
}

/* A copy of the text `name` of the table on top, or NULL. */
static const char *
copy_field (lua_State *L, struct arena *arena, const char *name)
{
  size_t len;
  lua_getfield (L, -1, name);
  const char *text = lua_tolstring (L, -1, &len);
  const char *copied = text ? copy (L, arena, text, len) : NULL;
  lua_pop (L, 1);
  return copied;
}

static int
open_tests (lua_State *L)
{
  struct request *request = lua_touserdata (L, 1);
  policy_push_word (request->suite->policy, "open_tests");
  modules_push_require (&request->suite->modules);
  lua_call (L, 1, 1);
  request->suite->modules.environment = luaL_ref (L, LUA_REGISTRYINDEX);
  return 0;
}

/* Adds the words of tests to those of the policy. */
static int
open_words (struct request *request, struct error *error)
{
  struct policy *policy = request->suite->policy;
  sandbox_begin (policy_sandbox (policy), UINT64_MAX);
  if (policy_run_words (policy, test_words_files, error) < 0)
    return -1;
  return call_unbounded (request, open_tests, error);
}

static int
begin_tests (lua_State *L)
{
  const struct request *request = lua_touserdata (L, 1);
  policy_push_word (request->suite->policy, "begin_tests");
  lua_call (L, 0, 1);
  return 1;
}

static struct scenario *
new_scenario (lua_State *L, struct suite *suite)
{
  if (ARRAY_ROOM (suite->scenarios, suite->count, suite->capacity, 1) < 0)
    luaL_error (L, "not enough memory");
  suite->scenarios[suite->count] = (struct scenario){ 0 };
  return &suite->scenarios[suite->count++];
}

/* Adds the scenario on top, a table. */
static void
add_scenario (lua_State *L, struct request *request)
{
  struct suite *suite = request->suite;
  struct compiler c = { L, NULL };
  struct scenario *scenario = new_scenario (L, suite);
  struct error impure;
  scenario->name = copy_field (L, &suite->arena, "name");
  scenario->file = copy_field (L, &suite->arena, "file");
  scenario->line = (uint32_t)table_integer (&c, "line", 0);
  scenario->number = (uint32_t)table_integer (&c, "number", 0);
  const char *fault = copy_field (L, &suite->arena, "fault");
  if (fault)
    {
      lua_pushfstring (L, "%s:%d: %s", scenario->file, (int)scenario->line, fault);
      scenario->fault = copy (L, &suite->arena, lua_tostring (L, -1), lua_rawlen (L, -1));
      lua_pop (L, 1);
      return;
    }
  lua_getfield (L, -1, "call");
  if (purity_check_deep (L, -1, &impure) < 0)
    scenario->fault = copy (L, &suite->arena, impure.text, strlen (impure.text));
  freeze_value (L, -1);
  lua_pop (L, 1);
}

/* A file that is no test, for this reason. */
static void
add_file (lua_State *L, struct request *request, const char *fault)
{
  struct arena *arena = &request->suite->arena;
  struct scenario *scenario = new_scenario (L, request->suite);
  scenario->name = scenario->file = copy (L, arena, request->file, strlen (request->file));
  scenario->fault = copy (L, arena, fault, strlen (fault));
}

/* What the globals on top lead to is no more to change. */
static void
close_globals (lua_State *L, struct request *request, struct error *impure)
{
  if (!request->fault && purity_check_deep (L, -1, impure) < 0)
    request->fault = impure->text;
  freeze_value (L, -1);
  lua_pop (L, 1);
}

/* Takes the scenarios of the file that has been run. */
static int
end_tests (lua_State *L)
{
  struct request *request = lua_touserdata (L, 1);
  struct error impure;
  policy_push_word (request->suite->policy, "end_tests");
  lua_pushboolean (L, request->fault != NULL);
  lua_call (L, 1, 2);
  close_globals (L, request, &impure);
  lua_Integer count = 0;
  for (; !request->fault && lua_rawgeti (L, -1, count + 1) == LUA_TTABLE; lua_pop (L, 1), count++)
    add_scenario (L, request);
  if (request->fault)
    add_file (L, request, request->fault);
  else if (count == 0)
    {
      lua_pushfstring (L, "%s: no scenario; what test files share lies in a folder of tests/",
                       request->file);
      add_file (L, request, lua_tostring (L, -1));
    }
  return 0;
}

/* Runs a file: 0, or -1 and why it does not load. */
static int
run_file (struct request *request, struct error *error)
{
  struct suite *suite = request->suite;
  struct sandbox *sandbox = policy_sandbox (suite->policy);
  lua_State *L = sandbox_lua (sandbox);
  int top = lua_gettop (L);
  sandbox_begin (sandbox, LOAD_WORK);
  if (policy_call (suite->policy, begin_tests, request, 1, error) < 0)
    return -1;
  int status = modules_load (&suite->modules, request->file, error);
  if (status == 0)
    {
      lua_pushvalue (L, -2);
      lua_setupvalue (L, -2, 1);
      status = sandbox_call (sandbox, 0, 0, error);
    }
  else if (status == 1)
    error_set (error, ERROR_IO, "%s: it is gone", request->file);
  lua_settop (L, top);
  return status ? -1 : 0;
}

static int
load_file (struct suite *suite, const char *name, struct error *error)
{
  struct buffer path = BUFFER_INIT;
  struct error why;
  buffer_format (&path, "tests/%s", name);
  if (path.failed)
    return error_memory (error);
  struct request request = { .suite = suite, .file = buffer_string (&path) };
  if (run_file (&request, &why) < 0)
    request.fault = why.text;
  int status = call_unbounded (&request, end_tests, error);
  buffer_release (&path);
  return status;
}

static bool
is_test (const char *name)
{
  size_t len = strlen (name);
  return *name != '.' && len > 4 && strcmp (name + len - 4, ".lua") == 0;
}

static int
by_name (const void *a, const void *b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names of test files, sorted; they lie in `list`. */
static int
sort_names (const struct buffer *list, const char ***names, uint32_t *count, struct error *error)
{
  uint32_t capacity = 0;
  for (size_t at = 0; at < list->size; at += strlen (list->data + at) + 1)
    {
      if (!is_test (list->data + at))
        continue;
      if (ARRAY_ROOM (*names, *count, capacity, 1) < 0)
        return error_memory (error);
      (*names)[(*count)++] = list->data + at;
    }
  if (*count > 1)
    qsort (*names, *count, sizeof **names, by_name);
  return 0;
}

static int
load_files (struct suite *suite, struct error *error)
{
  const struct source *own = suite->modules.own;
  struct buffer list = BUFFER_INIT;
  struct request request = { .suite = suite };
  const char **names = NULL;
  uint32_t count = 0;
  int status = own->list ? own->list (own->context, "tests", &list, error) : 0;
  if (status == 0)
    status = sort_names (&list, &names, &count, error);
  if (status == 0 && count)
    status = open_words (&request, error);
  for (uint32_t i = 0; i < count && status == 0; i++)
    status = load_file (suite, names[i], error);
  free (names);
  buffer_release (&list);
  return status;
}

int
suite_load (struct suite **out, struct policy *policy, const struct source *own,
            const struct source *shipped, struct error *error)
{
  struct suite *suite = calloc (1, sizeof *suite);
  if (!suite)
    return error_memory (error);
  suite->policy = policy;
  suite->modules
      = (struct modules){ .sandbox = policy_sandbox (policy), .own = own, .shipped = shipped };
  if (load_files (suite, error) < 0)
    {
      suite_free (suite);
      return -1;
    }
  suite->modules.own = suite->modules.shipped = NULL;
  *out = suite;
  return 0;
}

int
suite_load_path (struct suite **out, struct policy *policy, const char *path,
                 const char *shipped_path, struct error *error)
{
  char *folder;
  const char *name;
  if (source_locate (path, &folder, &name, error) < 0)
    return -1;
  struct source own = source_folder (folder), shipped = source_folder (shipped_path);
  int status = suite_load (out, policy, &own, &shipped, error);
  free (folder);
  return status;
}

void
suite_free (struct suite *suite)
{
  if (!suite)
    return;
  modules_release (&suite->modules);
  free (suite->scenarios);
  arena_release (&suite->arena);
  free (suite);
}

struct policy *
suite_policy (const struct suite *suite)
{
  return suite->policy;
}

const struct scenario *
suite_scenarios (const struct suite *suite, uint32_t *count)
{
  *count = suite->count;
  return suite->scenarios;
}
