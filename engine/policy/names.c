/* names.c — finding what a policy declares by the name somebody typed. */
#include "engine/policy/names.h"

#include <lauxlib.h>
#include <string.h>

#include "engine/policy/sandbox.h"

/* What is handed to a function that works inside a protected call. */
struct request
{
  const struct policy *policy;
  const char *name;
  char meant[512];
};

/* Asks the words which of the sentences is near. */
static int
find_near (lua_State *L)
{
  struct request *request = lua_touserdata (L, 1);
  const struct plan *plan = policy_plan (request->policy);
  policy_push_word (request->policy, "meant");
  lua_pushstring (L, request->name);
  lua_createtable (L, 0, (int)plan->sentence_count);
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    {
      lua_pushboolean (L, true);
      lua_setfield (L, -2, strings_text (&plan->strings, plan->sentences[i].name));
    }
  lua_call (L, 2, 1);
  const char *meant = lua_tostring (L, -1);
  if (meant && strlen (meant) < sizeof request->meant)
    strcpy (request->meant, meant);
  return 0;
}

int
names_sentence (const struct policy *policy, const char *name, uint32_t *out, struct error *error)
{
  const struct plan *plan = policy_plan (policy);
  for (*out = 0; *out < plan->sentence_count; ++*out)
    if (strcmp (strings_text (&plan->strings, plan->sentences[*out].name), name) == 0)
      return 0;
  struct request request = { .policy = policy, .name = name };
  sandbox_begin (policy_sandbox (policy), UINT64_MAX);
  if (policy_call (policy, find_near, &request, 0, error) < 0)
    return -1;
  return error_set (error, ERROR_INPUT, "the policy has no sentence \"%s\"%s", name, request.meant);
}
