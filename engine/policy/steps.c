/* steps.c — running a scenario for its steps.
 *
 * The words (test_words/) check each step and keep it as a table;
 * here these are read, into the arena of the steps. */
#include "engine/policy/steps.h"

#include <lauxlib.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/policy/sandbox.h"
#include "engine/policy/tables.h"

/* What is handed to functions that work inside a protected call. */
struct request
{
  const struct policy *policy;
  uint32_t number; /* of the scenario */
  struct steps *steps;
};

/* A copy of the text `name` of the table on top, or NULL. */
static const char *
copy_field (lua_State *L, struct arena *arena, const char *name)
{
  size_t len;
  lua_getfield (L, -1, name);
  const char *text = lua_tolstring (L, -1, &len);
  const char *copied = text ? arena_copy (arena, text, len) : NULL;
  if (text && !copied)
    luaL_error (L, "not enough memory");
  lua_pop (L, 1);
  return copied;
}

void
steps_release (struct steps *steps)
{
  arena_release (&steps->arena);
  *steps = (struct steps){ 0 };
}

/* Memory of the steps, cleared. */
static void *
take (lua_State *L, struct steps *steps, size_t count, size_t size)
{
  void *taken = arena_take (&steps->arena, (count + 1) * size);
  if (!taken)
    luaL_error (L, "not enough memory");
  memset (taken, 0, (count + 1) * size);
  return taken;
}

static int
run_scenario (lua_State *L)
{
  const struct request *request = lua_touserdata (L, 1);
  policy_push_word (request->policy, "run_test");
  lua_pushinteger (L, request->number);
  lua_call (L, 1, 0);
  return 0;
}

/* The step's text, readable past its end. */
static void
read_text (lua_State *L, struct steps *steps, struct step *step)
{
  if (lua_getfield (L, -1, "text") == LUA_TSTRING)
    {
      const char *text = lua_tolstring (L, -1, &step->len);
      char *kept = take (L, steps, step->len + JSON_PADDING, 1);
      memcpy (kept, text, step->len);
      step->text = kept;
    }
  lua_pop (L, 1);
}

static void
read_states (lua_State *L, struct steps *steps, struct pattern *pattern)
{
  struct compiler c = { L, NULL };
  if (lua_getfield (L, -1, "states") == LUA_TTABLE)
    {
      pattern->state_count = (uint32_t)lua_rawlen (L, -1);
      struct wanted_state *states = take (L, steps, pattern->state_count, sizeof *states);
      for (uint32_t i = 0; i < pattern->state_count; i++)
        {
          lua_rawgeti (L, -1, i + 1);
          states[i]
              = (struct wanted_state){ table_number (&c, "track"), table_number (&c, "state") };
          lua_pop (L, 1);
        }
      pattern->states = states;
    }
  lua_pop (L, 1);
}

static void
read_pattern (lua_State *L, struct steps *steps, struct pattern *pattern)
{
  struct compiler c = { L, NULL };
  struct arena *arena = &steps->arena;
  pattern->teacher = copy_field (L, arena, "teacher");
  pattern->outcome = copy_field (L, arena, "outcome");
  pattern->form = copy_field (L, arena, "form");
  pattern->severity = copy_field (L, arena, "severity");
  pattern->says = copy_field (L, arena, "says");
  pattern->about = copy_field (L, arena, "about");
  pattern->gives = copy_field (L, arena, "gives");
  pattern->sentence = table_number (&c, "rule");
  pattern->trial = table_number (&c, "trial");
  pattern->from = table_integer (&c, "from", 0);
  pattern->to = table_integer (&c, "to", 0);
  read_states (L, steps, pattern);
}

static const char *const ops[]
    = { "event", "advance", "expect", "refute", "standing", "nothing_else", "mistake", NULL };

static void
read_step (lua_State *L, struct steps *steps, struct step *step)
{
  struct compiler c = { L, NULL };
  step->op = table_choice (&c, "op", ops);
  step->file = copy_field (L, &steps->arena, "file");
  step->line = table_number (&c, "line");
  step->instant = table_integer (&c, "instant", 0);
  read_text (L, steps, step);
  if (step->op == STEP_EXPECT || step->op == STEP_REFUTE || step->op == STEP_STANDING)
    read_pattern (L, steps, &step->pattern);
}

/* One place more is kept for what ended the run. */
static int
take_steps (lua_State *L)
{
  struct request *request = lua_touserdata (L, 1);
  struct steps *steps = request->steps;
  policy_push_word (request->policy, "take_steps");
  lua_call (L, 0, 1);
  steps->count = (uint32_t)lua_rawlen (L, -1);
  steps->items = take (L, steps, steps->count + 1, sizeof *steps->items);
  for (uint32_t i = 0; i < steps->count; i++, lua_pop (L, 1))
    {
      lua_rawgeti (L, -1, i + 1);
      read_step (L, steps, &steps->items[i]);
    }
  return 0;
}

int
steps_take (struct steps *out, struct suite *suite, const struct scenario *scenario,
            struct error *error)
{
  struct policy *policy = suite_policy (suite);
  struct request request = { policy, scenario->number, out };
  struct error why;
  sandbox_begin (policy_sandbox (policy), LOAD_WORK);
  int status = policy_call (policy, run_scenario, &request, 0, &why);
  sandbox_begin (policy_sandbox (policy), UINT64_MAX);
  if (policy_call (policy, take_steps, &request, 0, error) < 0)
    return -1;
  if (status == 0)
    return 0;
  struct step *step = &out->items[out->count++];
  step->op = STEP_MISTAKE;
  step->text = arena_copy (&out->arena, why.text, strlen (why.text));
  return step->text ? 0 : error_memory (error);
}
