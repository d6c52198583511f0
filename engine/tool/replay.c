/* replay.c — tenure replay: judges files of events from nothing. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/civil.h"
#include "engine/event/lines.h"
#include "engine/school/replay.h"
#include "engine/tool/plain.h"
#include "engine/tool/tool.h"

enum
{
  OUTPUT_SIZE = 1 << 16,
  PROGRESS_EVERY = 1 << 18,
  ORIGIN_BITS = 48 /* of an event's origin: the offset; above, the file */
};

struct work
{
  char **paths;
  uint32_t path_count;
  struct lines *files; /* kept open: a repeated name may need the first text */
  struct policy *policy;
  struct replay *replay;
  struct buffer out;
  uint64_t refused, seen;
  bool progress; /* standard error is a terminal */
  bool plain, stats;
  int64_t until;
};

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  struct work *work = context;
  work->refused++;
  fprintf (stderr, "%s:%" PRIu64 ": %s: %s: %s\n", work->paths[origin >> ORIGIN_BITS], line,
           *refusal->id ? refusal->id : "-", *refusal->field ? refusal->field : "-",
           refusal->error.text);
}

static int
read_again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  const struct work *work = context;
  return lines_again (&work->files[origin >> ORIGIN_BITS],
                      origin & ((UINT64_C (1) << ORIGIN_BITS) - 1), out, error);
}

static int
read_file (struct work *work, uint32_t file, struct error *error)
{
  struct line line;
  int status;
  if (lines_open (&work->files[file], work->paths[file], error) < 0)
    return -1;
  while ((status = lines_next (&work->files[file], &line, error)) == 1)
    {
      uint64_t origin = (uint64_t)file << ORIGIN_BITS | line.offset;
      if (replay_take (work->replay, line.text, line.len, origin, work->files[file].number, error)
          < 0)
        return -1;
      if (++work->seen % PROGRESS_EVERY == 0 && work->progress)
        fprintf (stderr, "\r%" PRIu64 " lines read", work->seen);
    }
  return status;
}

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
           work->seen, work->refused, teachers, teachers ? bytes / teachers : 0);
}

static int
judge_files (struct work *work, struct error *error)
{
  struct listener listener = { decided, work };
  bool progress = work->progress && work->seen >= PROGRESS_EVERY;
  int status
      = replay_judge (work->replay, work->until, listener, progress ? show_progress : NULL, error);
  if (progress)
    fputs ("\r\033[K", stderr);
  if (status == 0 && work->stats)
    print_stats (work);
  return status < 0 ? -1 : flush (&work->out, error);
}

static int
begin (struct work *work, struct error *error)
{
  struct feeder feeder = { read_again, refused, work };
  if (replay_new (&work->replay, work->policy, feeder, random_seed (), error) < 0)
    return -1;
  work->files = calloc (work->path_count, sizeof *work->files);
  if (!work->files)
    return error_memory (error);
  for (uint32_t i = 0; i < work->path_count; i++)
    work->files[i].fd = work->files[i].again = -1;
  return 0;
}

static void
end (struct work *work)
{
  for (uint32_t i = 0; work->files && i < work->path_count; i++)
    lines_close (&work->files[i]);
  free (work->files);
  replay_free (work->replay);
  policy_free (work->policy);
  buffer_release (&work->out);
}

static int
replay_files (struct work *work)
{
  struct error error;
  int status = begin (work, &error);
  for (uint32_t i = 0; i < work->path_count && status == 0; i++)
    status = read_file (work, i, &error);
  if (status == 0)
    status = judge_files (work, &error);
  if (status < 0)
    return complain ("%s", error.text);
  return work->refused ? EXIT_FINDING : EXIT_DONE;
}

/* An instant, or a date, which is its local midnight. */
static int
read_until (struct work *work, const char *text)
{
  struct error error;
  int32_t day;
  if (strlen (text) == 10)
    {
      if (day_read (text, 10, &day, &error) < 0)
        return complain ("--until: %s", error.text);
      work->until = day_instant (day, policy_plan (work->policy)->calendar.offset);
      return EXIT_DONE;
    }
  if (instant_read (text, strlen (text), &work->until, &error) < 0)
    return complain ("--until: %s", error.text);
  return EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  struct work work = { .until = INSTANT_NEVER, .progress = isatty (STDERR_FILENO) };
  const char *until = NULL;
  int status = EXIT_DONE, paths = 1;
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "-h") == 0)
        return usage_of (&command_replay, true);
      else if (strcmp (argv[i], "--plain") == 0)
        work.plain = true;
      else if (strcmp (argv[i], "--stats") == 0)
        work.stats = true;
      else if (strcmp (argv[i], "--until") == 0 && i + 1 < argc)
        until = argv[++i];
      else if (argv[i][0] == '-' && argv[i][1])
        return usage_of (&command_replay, false);
      else
        argv[paths++] = argv[i];
    }
  if (paths < 3)
    return usage_of (&command_replay, false);
  work.paths = argv + 2;
  work.path_count = (uint32_t)paths - 2;
  status = policy_at (argv[1], stderr, &work.policy);
  if (status == EXIT_DONE && until)
    status = read_until (&work, until);
  if (status == EXIT_DONE)
    status = replay_files (&work);
  end (&work);
  return status;
}

const struct command command_replay
    = { "replay",
        "POLICY EVENTS… [--until TIME] [--plain] [--stats]\n"
        "judges events (NDJSON files, - for standard input; sorted or not) from nothing\n\n"
        "  --until TIME  judges up to this instant or date, what falls due at it included\n"
        "  --plain       prints decisions for people, not as NDJSON\n"
        "  --stats       says on standard error how much was judged and kept\n\n"
        "Each refused line is one line on standard error, FILE:LINE: id: field: reason, and the\n"
        "exit status is 1.",
        run };
