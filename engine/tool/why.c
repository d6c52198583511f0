/* why.c — tenure why: explains a teacher, for people. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/json.h"
#include "engine/tool/events.h"
#include "engine/tool/tool.h"
#include "engine/tool/why_text.h"

struct work
{
  struct events events;
  struct policy *policy;
  struct replay *replay;
  const char *policy_path, *until_text, *teacher, *rule;
  bool json;
  int64_t until;
};

/* JSON, or the text made from it. */
static int
print (const struct work *work, struct buffer *json, struct error *error)
{
  struct buffer text = BUFFER_INIT;
  static const char padding[JSON_PADDING];
  size_t len = json->size;
  buffer_add (json, padding, sizeof padding);
  int status = json->failed ? error_memory (error) : 0;
  if (status == 0 && work->json)
    {
      buffer_add (&text, json->data, len);
      buffer_char (&text, '\n');
    }
  else if (status == 0)
    status = why_text (&text, json->data, len, error);
  if (status == 0 && text.failed)
    status = error_memory (error);
  if (status == 0 && fwrite (text.data, 1, text.size, stdout) != text.size)
    status = error_set (error, ERROR_IO, "standard output cannot be written");
  buffer_release (&text);
  return status;
}

static int
explain (struct work *work)
{
  struct error error;
  struct buffer json = BUFFER_INIT;
  int status
      = (work->until == INSTANT_NEVER && events_reached (&work->events, &work->until, &error) < 0)
                || events_open (&work->events, policy_plan (work->policy), &error) < 0
                || replay_new (&work->replay, work->policy, events_feeder (&work->events),
                               random_seed (), &error)
                       < 0
                || events_into_replay (&work->events, work->replay, &error) < 0
                || replay_why (work->replay, work->until, work->teacher, work->rule, &json, &error)
                       < 0
                || print (work, &json, &error) < 0
            ? complain ("%s", error.text)
            : EXIT_DONE;
  buffer_release (&json);
  return status == EXIT_DONE && work->events.refused ? EXIT_FINDING : status;
}

/* Takes an option with a value: 2, 0 where it is none of these, -1. */
static int
take_named (struct work *work, int argc, char **argv, int at)
{
  const struct
  {
    const char *name;
    const char **value;
  } named[] = { { "--teacher", &work->teacher },
                { "--rule", &work->rule },
                { "--until", &work->until_text } };
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (strcmp (argv[at], named[i].name) == 0)
      {
        if (at + 1 == argc)
          return -1;
        *named[i].value = argv[at + 1];
        return 2;
      }
  return 0;
}

/* Takes one argument or more: how many, 0 where help is asked for, -1 where
 * they are wrong. */
static int
take_argument (struct work *work, int argc, char **argv, int at)
{
  int taken = events_option (&work->events, argc, argv, at);
  if (taken || (taken = take_named (work, argc, argv, at)))
    return taken;
  if (strcmp (argv[at], "-h") == 0)
    return 0;
  if (strcmp (argv[at], "--json") == 0)
    work->json = true;
  else if (argv[at][0] == '-' && argv[at][1])
    return -1;
  else if (!work->policy_path)
    work->policy_path = argv[at];
  else
    return events_add (&work->events, argv[at]) < 0 ? -1 : 1;
  return 1;
}

static int
why (struct work *work, int argc, char **argv)
{
  int taken;
  for (int i = 1; i < argc; i += taken)
    if ((taken = take_argument (work, argc, argv, i)) <= 0)
      return usage_of (&command_why, taken == 0);
  if (!events_any (&work->events) || !work->teacher || (work->events.db && work->policy_path))
    return usage_of (&command_why, false);
  int status = events_policy (&work->events, work->policy_path, &work->policy);
  if (status == EXIT_DONE && work->until_text)
    status = instant_at (work->until_text, policy_plan (work->policy), &work->until);
  return status == EXIT_DONE ? explain (work) : status;
}

static int
run (int argc, char **argv)
{
  struct work work = { .events = EVENTS_INIT, .until = INSTANT_NEVER };
  int status = why (&work, argc, argv);
  events_close (&work.events);
  replay_free (work.replay);
  policy_free (work.policy);
  return status;
}

const struct command command_why
    = { "why",
        "POLICY EVENTS… --teacher T [--rule NAME] [--until TIME] [--json] " EVENTS_OPTIONS "\n"
        "explains what each sentence concluded of a teacher, or what it still lacks\n\n" EVENTS_DB
        "  --teacher T   the teacher\n"
        "  --rule NAME   this sentence alone\n"
        "  --until TIME  as of this instant or date\n"
        "  --json        for programs\n" EVENTS_USAGE "\n" EVENTS_NOTES,
        run };
