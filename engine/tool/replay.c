/* replay.c — tenure replay: judges files of events from nothing. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/tool/append.h"
#include "engine/tool/events.h"
#include "engine/tool/plain.h"
#include "engine/tool/tool.h"

enum
{
  OUTPUT_SIZE = 1 << 16,
  PROGRESS_FROM = 1 << 18 /* lines, below which judging is over at once */
};

struct work
{
  struct events events;
  const char *policy_path, *until_text;
  struct policy *policy;
  struct replay *replay;
  struct buffer out;
  bool plain, stats, journal;
  int64_t until;
};

static int
flush (struct buffer *out, struct error *error)
{
  size_t written = out->size ? fwrite (out->data, 1, out->size, stdout) : 0;
  bool whole = written == out->size;
  buffer_clear (out);
  return whole ? 0 : error_set (error, ERROR_IO, "standard output cannot be written");
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct work *work = context;
  const struct plan *plan = policy_plan (work->policy);
  const struct strings *strings = replay_strings (work->replay);
  if (work->plain)
    decision_plain (&work->out, plan, strings, decision);
  else if (decision_json (&work->out, plan, strings, decision, error) < 0)
    return -1;
  buffer_char (&work->out, '\n');
  if (work->out.failed)
    return error_memory (error);
  return work->out.size < OUTPUT_SIZE ? 0 : flush (&work->out, error);
}

static void
show_progress (void *context, uint64_t judged, uint64_t all)
{
  (void)context;
  fprintf (stderr, "\r%" PRIu64 " of %" PRIu64 " events judged", judged, all);
}

static void
print_stats (const struct work *work)
{
  uint32_t teachers;
  uint64_t bytes;
  replay_measure (work->replay, &teachers, &bytes);
  fprintf (stderr,
           "%" PRIu64 " lines, %" PRIu64 " refused, %u teachers, %" PRIu64 " bytes a teacher\n",
           work->events.seen, work->events.refused, teachers, teachers ? bytes / teachers : 0);
}

static int
judge_files (struct work *work, struct error *error)
{
  struct listener listener = { decided, work };
  bool progress = work->events.progress && work->events.seen >= PROGRESS_FROM;
  int status
      = replay_judge (work->replay, work->until, listener, progress ? show_progress : NULL, error);
  if (progress)
    fputs ("\r\033[K", stderr);
  if (status == 0 && work->stats)
    print_stats (work);
  return status < 0 ? -1 : flush (&work->out, error);
}

static void
end (struct work *work)
{
  events_close (&work->events);
  replay_free (work->replay);
  policy_free (work->policy);
  buffer_release (&work->out);
}

static int
replay_files (struct work *work)
{
  struct error error;
  if ((work->until == INSTANT_NEVER && events_reached (&work->events, &work->until, &error) < 0)
      || events_open (&work->events, policy_plan (work->policy), &error) < 0
      || replay_new (&work->replay, work->policy, events_feeder (&work->events), random_seed (),
                     &error)
             < 0
      || events_into_replay (&work->events, work->replay, &error) < 0
      || judge_files (work, &error) < 0)
    return complain ("%s", error.text);
  return work->events.refused ? EXIT_FINDING : EXIT_DONE;
}

/* Takes one argument or more: how many, 0 where help is asked for, -1 where
 * they are wrong. */
static int
take_argument (struct work *work, int argc, char **argv, int at)
{
  int taken = events_option (&work->events, argc, argv, at);
  if (taken)
    return taken;
  if (strcmp (argv[at], "-h") == 0)
    return 0;
  if (strcmp (argv[at], "--plain") == 0)
    work->plain = true;
  else if (strcmp (argv[at], "--stats") == 0)
    work->stats = true;
  else if (strcmp (argv[at], "--journal") == 0)
    work->journal = true;
  else if (strcmp (argv[at], "--until") == 0 && at + 1 < argc)
    {
      work->until_text = argv[at + 1];
      return 2;
    }
  else if (argv[at][0] == '-' && argv[at][1])
    return -1;
  else if (!work->policy_path)
    work->policy_path = argv[at];
  else
    return events_add (&work->events, argv[at]) < 0 ? -1 : 1;
  return 1;
}

/* The same in the order of arrival: a live school in memory, a commit an event. */
static int
journal_files (struct work *work)
{
  struct school *school;
  struct error error;
  struct school_taken taken;
  if (school_open (&school, ":memory:", STORE_CREATE, appending_ears ("journal", true), &error) < 0)
    return complain ("%s", error.text);
  int status = put_policy_at (school, work->policy_path);
  if (status == EXIT_DONE && work->until_text)
    status = instant_at (work->until_text, school_plan (school), &work->until);
  if (status == EXIT_DONE
      && (events_open (&work->events, school_plan (school), &error) < 0
          || append_events (school, &work->events, 1, &taken, &error) < 0
          || (work->until_text && school_advance (school, work->until, &error) < 0)))
    status = complain ("%s", error.text);
  school_close (school);
  return status == EXIT_DONE && work->events.refused ? EXIT_FINDING : status;
}

static int
replay (struct work *work, int argc, char **argv)
{
  int taken;
  for (int i = 1; i < argc; i += taken)
    if ((taken = take_argument (work, argc, argv, i)) <= 0)
      return usage_of (&command_replay, taken == 0);
  if (!events_any (&work->events) || (work->events.db && (work->policy_path || work->journal)))
    return usage_of (&command_replay, false);
  if (work->journal)
    return journal_files (work);
  int status = events_policy (&work->events, work->policy_path, &work->policy);
  if (status == EXIT_DONE && work->until_text)
    status = instant_at (work->until_text, policy_plan (work->policy), &work->until);
  return status == EXIT_DONE ? replay_files (work) : status;
}

static int
run (int argc, char **argv)
{
  struct work work = { .events = EVENTS_INIT, .until = INSTANT_NEVER };
  int status = replay (&work, argc, argv);
  end (&work);
  return status;
}

const struct command command_replay
    = { "replay",
        "POLICY EVENTS… [--until TIME] [--plain] [--stats] [--journal] " EVENTS_OPTIONS "\n"
        "judges events (files, - for standard input; sorted or not) from nothing\n\n"
        "  --until TIME    judges up to this instant or date, what falls due at it included\n"
        "  --plain         prints decisions for people, not as NDJSON\n"
        "  --journal       prints issues and withdrawals as they happen in the order of "
        "arrival\n" EVENTS_DB
        "  --stats         says on standard error how much was judged and kept\n" EVENTS_USAGE
        "\n" EVENTS_NOTES,
        run };
