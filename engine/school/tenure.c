/* tenure.c — the embedding interface, over the parts it is made of. */
#include "include/tenure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/base/civil.h"
#include "engine/school/embedding.h"
#include "engine/school/replay.h"

struct tenure_policy
{
  struct policy *policy;
};

struct tenure_replay
{
  struct policy *policy; /* borrowed */
  struct replay *replay;
  struct arena texts;     /* kept for names that come twice: an origin is an address here */
  struct refusal refusal; /* of the event at hand */
  bool refused;
  struct buffer out;
  tenure_decision *decision;
  void *context;
};

static enum tenure_code
code_of (enum error_code code)
{
  switch (code)
    {
    case ERROR_MEMORY: return TENURE_MEMORY;
    case ERROR_POLICY:
    case ERROR_BUDGET: return TENURE_POLICY;
    case ERROR_IO: return TENURE_SYSTEM;
    default: return TENURE_INPUT;
    }
}

int
embedding_fail (struct tenure_error *out, const struct error *error)
{
  if (!out)
    return -1;
  out->code = code_of (error->code);
  snprintf (out->text, sizeof out->text, "%s", error->text);
  return -1;
}

int
embedding_memory (struct tenure_error *out)
{
  struct error error;
  error_memory (&error);
  return embedding_fail (out, &error);
}

void
tenure_policy_free (struct tenure_policy *policy)
{
  if (!policy)
    return;
  policy_free (policy->policy);
  free (policy);
}

const char *
tenure_policy_hash (const struct tenure_policy *policy)
{
  return policy_plan (policy->policy)->hash;
}

int
tenure_policy_load (struct tenure_policy **out, const char *path, const char *rules,
                    tenure_fault *fault, void *context, struct tenure_error *error)
{
  struct error why;
  struct faults faults = { 0 };
  struct tenure_policy *policy = calloc (1, sizeof *policy);
  if (!policy)
    return embedding_memory (error);
  int status
      = policy_load_path (&policy->policy, path, rules ? rules : TENURE_RULES_DIR, &faults, &why);
  for (uint32_t i = 0; fault && i < faults.count; i++)
    fault (context, faults.items[i].file, faults.items[i].line, faults.items[i].message);
  faults_release (&faults);
  if (status < 0)
    {
      tenure_policy_free (policy);
      return embedding_fail (error, &why);
    }
  *out = policy;
  return 0;
}

/* The text kept under an origin: its size, then its bytes. */
static int
read_again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  static const char padding[JSON_PADDING];
  const char *kept = (const char *)(uintptr_t)origin;
  size_t size;
  (void)context;
  memcpy (&size, kept, sizeof size);
  buffer_clear (out);
  buffer_add (out, kept + sizeof size, size);
  buffer_add (out, padding, sizeof padding);
  out->size = size;
  return out->failed ? error_memory (error) : 0;
}

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  struct tenure_replay *replay = context;
  (void)origin, (void)line;
  replay->refusal = *refusal;
  replay->refused = true;
}

void
tenure_replay_free (struct tenure_replay *replay)
{
  if (!replay)
    return;
  replay_free (replay->replay);
  arena_release (&replay->texts);
  buffer_release (&replay->out);
  free (replay);
}

int
tenure_replay_new (struct tenure_replay **out, struct tenure_policy *policy,
                   struct tenure_error *error)
{
  struct error why;
  struct tenure_replay *replay = calloc (1, sizeof *replay);
  if (!replay)
    return embedding_memory (error);
  struct feeder feeder = { read_again, refused, replay };
  replay->policy = policy->policy;
  if (replay_new (&replay->replay, policy->policy, feeder, (uint64_t)(uintptr_t)replay, &why) < 0)
    {
      tenure_replay_free (replay);
      return embedding_fail (error, &why);
    }
  *out = replay;
  return 0;
}

/* "id: field: reason", as far as they are known. */
static int
fail_refused (struct tenure_error *error, const struct refusal *refusal)
{
  struct error why = refusal->error;
  error_set (&why, ERROR_INPUT, "%s%s%s%s%s", refusal->id, *refusal->id ? ": " : "", refusal->field,
             *refusal->field ? ": " : "", refusal->error.text);
  return embedding_fail (error, &why);
}

int
tenure_replay_event (struct tenure_replay *replay, const char *json, size_t len,
                     struct tenure_error *error)
{
  struct error why;
  size_t kept = len <= EVENT_SIZE_LIMIT ? len : 0;
  char *text = arena_take (&replay->texts, sizeof len + kept + JSON_PADDING);
  if (!text)
    return embedding_memory (error);
  memcpy (text, &kept, sizeof kept);
  memcpy (text + sizeof kept, json, kept);
  memset (text + sizeof kept + kept, 0, JSON_PADDING);
  replay->refused = false;
  if (replay_take (replay->replay, text + sizeof kept, len, (uintptr_t)text, 0, &why) < 0
      || replay_settle (replay->replay, &why) < 0)
    return embedding_fail (error, &why);
  return replay->refused ? fail_refused (error, &replay->refusal) : 0;
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct tenure_replay *replay = context;
  buffer_clear (&replay->out);
  if (decision_json (&replay->out, policy_plan (replay->policy), replay_strings (replay->replay),
                     decision, error)
      < 0)
    return -1;
  if (replay->decision (replay->context, replay->out.data, replay->out.size) != 0)
    return error_set (error, ERROR_IO, "stopped by the caller");
  return 0;
}

int
tenure_replay_judge (struct tenure_replay *replay, const char *until, tenure_decision *decision,
                     void *context, struct tenure_error *error)
{
  struct error why;
  struct listener listener = { decided, replay };
  int64_t instant = INSTANT_NEVER;
  if (until && instant_read (until, strlen (until), &instant, &why) < 0)
    return embedding_fail (error, &why);
  replay->decision = decision;
  replay->context = context;
  if (replay_judge (replay->replay, instant, listener, NULL, &why) < 0)
    return embedding_fail (error, &why);
  return 0;
}
