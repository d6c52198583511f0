/* faults.c — every allocation of a load and a replay fails once: a ten-line
 * policy is loaded and a few events are judged. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/policy/functions.h"
#include "engine/school/replay.h"
#include "tests/sweep.h"
#include "tests/tap.h"

static const char policy_text[]
    = "calendar { timezone = '+08:00' }\n"
      "event.paper = { points = 'number', contest = 'string', mentor = 'teacher?' }\n"
      "event.stop = {}\n"
      "track.level = { 'none', 'low', 'high' }\n"
      "profile.name = 'string'\n"
      "fact.points = event.paper:best('contest', 'points'):sum():per { days = 30 }\n"
      "fact.mentored = event.paper:by 'mentor':count():per 'month'\n"
      "rule 'rise' { when = fact.points:at_least(3), outcome = track.level:rises(),\n"
      "  gives = { points = fact.points }, says = '{name} has {points}', announce = { days = 1 } "
      "}\n"
      "rule 'odd' { on = event.paper, when = function(t) return t.fact.points % 2 == 1 end }\n"
      "rule 'monthly' { every = 'month', when = fact.mentored:previous():known() }\n";

#define EVENT(id, time, subject, type, data)                                                       \
  "{\"specversion\":\"1.0\",\"id\":\"" id "\",\"source\":\"s\",\"type\":\"" type                   \
  "\",\"time\":\"" time "\",\"subject\":\"" subject "\",\"data\":" data "}"

static const char *const events[] = {
  EVENT ("1", "2024-09-01T08:00:00+08:00", "T1", "tenure.teacher", "{\"name\":\"Wang\"}"),
  EVENT ("2", "2024-09-02T08:00:00+08:00", "T1", "paper",
         "{\"points\":2,\"contest\":\"a\\u0062\",\"mentor\":\"T2\"}"),
  EVENT ("3", "2024-09-03T08:00:00+08:00", "T1", "paper", "{\"points\":1,\"contest\":\"c\"}"),
  EVENT ("3", "2024-09-03T08:00:00+08:00", "T1", "paper", "{\"contest\":\"c\",\"points\":1.0}"),
  EVENT ("4", "2024-09-01T08:00:00+08:00", "T2", "stop", "{}"),
  EVENT ("5", "2024-10-03T08:00:00+08:00", "T1", "paper", "{\"points\":7,\"contest\":\"a\"}"),
};

struct run
{
  struct buffer *out;
  const struct plan *plan;
  const struct replay *replay;
  char padded[sizeof events / sizeof *events][512];
};

static int
read_policy (void *context, const char *name, struct buffer *out, struct error *error)
{
  (void)context;
  if (strcmp (name, "rules.lua") != 0)
    return 1;
  buffer_text (out, policy_text);
  return out->failed ? error_memory (error) : 0;
}

static int
again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  struct run *run = context;
  buffer_clear (out);
  buffer_add (out, run->padded[origin], sizeof run->padded[origin]);
  out->size = strlen (events[origin]);
  return out->failed ? error_memory (error) : 0;
}

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  struct run *run = context;
  (void)origin, (void)line;
  buffer_text (run->out, refusal->error.text);
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct run *run = context;
  if (decision_json (run->out, run->plan, replay_strings (run->replay), decision, error) < 0)
    return -1;
  buffer_char (run->out, '\n');
  return run->out->failed ? error_memory (error) : 0;
}

/* Loads and judges; 0, or -1 and the error. */
static int
judge (void *context, struct buffer *out, struct error *error)
{
  struct run *run = context;
  run->out = out;
  struct source source = { .read = read_policy };
  struct feeder feeder = { again, refused, run };
  struct listener listener = { decided, run };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct replay *replay = NULL;
  int status = policy_load (&policy, &source, NULL, "rules.lua", &faults, error);
  if (status < 0 && faults.count)
    error_set (error, error->code, "%s", faults.items[0].message);
  faults_release (&faults);
  if (status == 0)
    status = replay_new (&replay, policy, feeder, 1, error);
  run->plan = policy ? policy_plan (policy) : NULL;
  run->replay = replay;
  for (size_t i = 0; i < sizeof events / sizeof *events && status == 0; i++)
    {
      memset (run->padded[i], 0, sizeof run->padded[i]);
      memcpy (run->padded[i], events[i], strlen (events[i]));
      status = replay_take (replay, run->padded[i], strlen (events[i]), i, i + 1, error);
    }
  if (status == 0)
    status = replay_judge (replay, INSTANT_NEVER, listener, NULL, error);
  replay_free (replay);
  policy_free (policy);
  return status;
}

int
main (void)
{
  static struct run run;
  sweep_allocations (judge, &run, "Wang has 3", 20, 9);
  return tap_done ();
}
