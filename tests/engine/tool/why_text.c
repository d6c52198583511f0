/* why_text.c — every allocation of an explanation fails once: a policy of all
 * kinds of sentences, judged and told of one teacher. */
#include "engine/tool/why_text.h"

#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/json.h"
#include "engine/school/replay.h"
#include "tests/sweep.h"
#include "tests/tap.h"

static const char policy_text[]
    = "calendar { timezone = '+08:00' }\n"
      "event.paper = { level = { 'school', 'city' } }\n"
      "event.lesson = { lesson = 'string', n = 'integer' }\n"
      "event.paired = { apprentice = 'teacher' }\n"
      "spell.pairing = { starts = event.paired, ends = event.paired { apprentice = 'T0' }, key = "
      "'apprentice' }\n"
      "track.level = { 'none', 'city' }\n"
      "profile.hired = 'date'\n"
      "fact.papers = event.paper:count():per 'year'\n"
      "rule 'promotion' { when = all { fact.papers:at_least(2), any { "
      "profile.hired:years():at_least(5), track.level:is 'city' } } }\n"
      "rule 'announced' { on = event.paper, announce = { days = 7 }, gives = { papers = "
      "fact.papers } }\n"
      "rule 'top' { when = event.lesson:best('lesson', 'n'):top(1):at_least(9) }\n"
      "duty 'each' { per = 'week', each = spell.pairing, needs = "
      "event.paired:count():at_least(1) }\n"
      "duty 'review' { after = event.lesson, match = 'lesson', within = { days = 400 }, remind = { "
      "days = 3 }, needs = event.lesson:count():at_least(1) }\n"
      "duty 'city' { per = 'month', applies = track.level:is 'city', needs = "
      "event.paper:count():at_least(1) }\n"
      "selection 'best' { every = 'month', rank_by = event.lesson:max 'n', quota = 1 }\n";

#define EVENT(id, time, type, data)                                                                \
  "{\"specversion\":\"1.0\",\"id\":\"" id "\",\"source\":\"s\",\"type\":\"" type                   \
  "\",\"time\":\"" time "T08:00:00+08:00\",\"subject\":\"T1\",\"data\":" data "}"

static const char *const events[] = {
  EVENT ("1", "2024-09-01", "tenure.teacher", "{\"hired\":\"2020-09-01\"}"),
  EVENT ("2", "2024-09-02", "lesson", "{\"lesson\":\"L1\",\"n\":3}"),
  EVENT ("3", "2024-09-02", "paired", "{\"apprentice\":\"T2\"}"),
  EVENT ("4", "2024-10-01", "paper", "{\"level\":\"city\"}"),
  EVENT ("5", "2024-10-02", "tenure.waive", "{\"rule\":\"top\",\"until\":\"2024-10-03\"}"),
  EVENT ("6", "2024-10-02", "tenure.standing", "{\"track\":\"level\",\"to\":\"city\"}"),
};

static char padded[sizeof events / sizeof *events][512];

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
  (void)context, (void)origin, (void)out;
  return error_set (error, ERROR_INPUT, "no name comes twice");
}

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  (void)context, (void)line;
  tap_note ("event %d: %s", (int)origin, refusal->error.text);
}

/* Judges the events and tells of T1, as text. */
static int
explain (struct replay *replay, struct buffer *out, struct error *error)
{
  static const char padding[JSON_PADDING];
  struct buffer json = BUFFER_INIT;
  int status = 0;
  for (size_t i = 0; i < sizeof events / sizeof *events && status == 0; i++)
    {
      strcpy (padded[i], events[i]);
      status = replay_take (replay, padded[i], strlen (events[i]), i, i + 1, error);
    }
  if (status == 0)
    status = replay_why (replay, INSTANT_NEVER, "T1", NULL, &json, error);
  size_t len = json.size;
  buffer_add (&json, padding, sizeof padding);
  if (status == 0 && json.failed)
    status = error_memory (error);
  if (status == 0)
    status = why_text (out, json.data, len, error);
  buffer_release (&json);
  return status;
}

/* What is done with a replay whose policy has loaded. */
typedef int use (struct replay *replay, struct buffer *out, struct error *error);

static int
run (void *context, struct buffer *out, struct error *error)
{
  struct source source = { .read = read_policy };
  struct feeder feeder = { again, refused, NULL };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct replay *replay = NULL;
  int status = policy_load (&policy, &source, NULL, "rules.lua", &faults, error);
  if (status < 0 && faults.count)
    error_set (error, error->code, "%s", faults.items[0].message);
  faults_release (&faults);
  if (status == 0)
    status = replay_new (&replay, policy, feeder, 1, error);
  if (status == 0)
    status = (*(use **)context) (replay, out, error);
  replay_free (replay);
  policy_free (policy);
  return status;
}

/* A sentence that is not there is looked for among those that are. */
static int
look_near (struct replay *replay, struct buffer *out, struct error *error)
{
  replay_why (replay, INSTANT_NEVER, "T1", "promotoin", out, error);
  buffer_text (out, error->text);
  return error->code == ERROR_INPUT && !out->failed ? 0 : -1;
}

int
main (void)
{
  sweep_allocations (run, &(use *){ explain }, "now: lesson L1: not met yet", 20, 19);
  sweep_allocations (run, &(use *){ look_near }, "did you mean 'promotion'?", 20, 61);
  return tap_done ();
}
