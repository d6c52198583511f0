/* append.c — tenure append: events into a school's database, and replay's
 * journal, which is the same in memory. */
#include "engine/tool/append.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/tool/tool.h"

enum
{
  BATCH = 1000,        /* events a commit */
  BATCH_SIZE = 4 << 20 /* bytes of them */
};

static int
print_entry (void *context, const struct journal_entry *entry, struct error *error)
{
  struct buffer line = BUFFER_INIT;
  (void)context;
  journal_line (&line, entry);
  buffer_char (&line, '\n');
  int status = line.failed ? error_memory (error)
               : fwrite (line.data, 1, line.size, stdout) == line.size
                   ? 0
                   : error_set (error, ERROR_IO, "standard output cannot be written");
  buffer_release (&line);
  return status;
}

static void
print_notice (void *context, const char *text)
{
  fprintf (stderr, "tenure: %s: %s\n", (const char *)context, text);
}

struct school_ears
appending_ears (const char *path, bool prints)
{
  return (struct school_ears){ prints ? print_entry : NULL, print_notice, (void *)path };
}

/* Events gathered for one commit. */
struct appending
{
  struct school *school;
  struct events *events;
  uint32_t most; /* events a commit */
  struct buffer texts;
  struct school_text *items;
  uint64_t *origins, *lines;
  size_t *starts;
  uint32_t count;
  struct school_taken total;
};

static void
refused (void *context, uint64_t at, const struct refusal *refusal)
{
  struct appending *appending = context;
  events_refused (appending->events, appending->origins[at], appending->lines[at], refusal);
}

static int
commit (struct appending *appending, struct error *error)
{
  struct school_taken taken;
  for (uint32_t i = 0; i < appending->count; i++)
    appending->items[i].text = appending->texts.data + appending->starts[i];
  int status = appending->count
                   ? school_append (appending->school, appending->items, appending->count, refused,
                                    appending, &taken, error)
                   : 0;
  if (status == 0 && appending->count)
    {
      appending->total.accepted += taken.accepted;
      appending->total.duplicates += taken.duplicates;
    }
  appending->count = 0;
  buffer_clear (&appending->texts);
  return status;
}

static int
take (void *context, const struct reader_item *item, uint64_t origin, struct error *error)
{
  struct appending *appending = context;
  static const char padding[JSON_PADDING];
  uint32_t at = appending->count++;
  appending->starts[at] = appending->texts.size;
  appending->items[at] = (struct school_text){ NULL, item->len, at };
  appending->origins[at] = origin;
  appending->lines[at] = item->line;
  buffer_add (&appending->texts, item->text, item->len);
  buffer_add (&appending->texts, padding, sizeof padding);
  if (appending->texts.failed)
    return error_memory (error);
  return appending->count == appending->most || appending->texts.size > BATCH_SIZE
             ? commit (appending, error)
             : 0;
}

/* A refusal is told next: what came before it is taken first. */
static int
settle (void *context, struct error *error)
{
  return commit (context, error);
}

int
append_events (struct school *school, struct events *events, uint32_t most,
               struct school_taken *out, struct error *error)
{
  struct appending appending = { .school = school, .events = events, .most = most };
  struct taker taker = { take, settle, &appending };
  appending.items = calloc (most, sizeof *appending.items);
  appending.origins = calloc (most, sizeof *appending.origins);
  appending.lines = calloc (most, sizeof *appending.lines);
  appending.starts = calloc (most, sizeof *appending.starts);
  int status = appending.items && appending.origins && appending.lines && appending.starts
                   ? events_each (events, &taker, error)
                   : error_memory (error);
  if (status == 0)
    status = commit (&appending, error);
  *out = appending.total;
  buffer_release (&appending.texts);
  free (appending.items);
  free (appending.origins);
  free (appending.lines);
  free (appending.starts);
  return status;
}

int
put_policy_at (struct school *school, const char *path)
{
  struct faults faults = { 0 };
  struct error error;
  int status = EXIT_DONE;
  if (school_put_policy (school, path, shipped_folder (), &faults, &error) < 0)
    {
      print_faults (stderr, &faults);
      status = faults.count ? EXIT_FINDING : EXIT_USAGE;
      complain ("%s: %s", path, error.text);
    }
  faults_release (&faults);
  return status;
}

struct work
{
  const char *path, *policy;
  struct events events;
  struct school *school;
};

static int
append_to (struct work *work)
{
  struct error error;
  struct school_taken taken;
  int status = EXIT_DONE;
  if (school_open (&work->school, work->path, STORE_CREATE, appending_ears (work->path, true),
                   &error)
      < 0)
    return complain ("%s", error.text);
  if (work->policy)
    status = put_policy_at (work->school, work->policy);
  if (status != EXIT_DONE)
    return status;
  if (!school_plan (work->school))
    return complain ("%s has no policy yet: --policy names the one to put", work->path);
  if (events_open (&work->events, school_plan (work->school), &error) < 0
      || append_events (work->school, &work->events, BATCH, &taken, &error) < 0)
    return complain ("%s", error.text);
  if (taken.duplicates)
    fprintf (stderr, "tenure: %llu accepted, %llu were there already\n",
             (unsigned long long)taken.accepted, (unsigned long long)taken.duplicates);
  return work->events.refused ? EXIT_FINDING : EXIT_DONE;
}

/* Takes one argument or more: how many, 0 where help is asked for, -1 where
 * they are wrong. */
static int
take_argument (struct work *work, int argc, char **argv, int at)
{
  if (strcmp (argv[at], "-h") == 0)
    return 0;
  if ((strcmp (argv[at], "--db") == 0 || strcmp (argv[at], "--policy") == 0) && at + 1 < argc)
    {
      *(argv[at][2] == 'd' ? &work->path : &work->policy) = argv[at + 1];
      return 2;
    }
  int taken = events_option (&work->events, argc, argv, at);
  if (taken)
    return taken;
  if (argv[at][0] == '-' && argv[at][1])
    return -1;
  return events_add (&work->events, argv[at]) < 0 ? -1 : 1;
}

static int
run (int argc, char **argv)
{
  struct work work = { .events = EVENTS_INIT };
  int taken = 1, status;
  for (int i = 1; i < argc && taken > 0; i += taken)
    taken = take_argument (&work, argc, argv, i);
  if (taken <= 0 || !work.path || (!work.events.count && !work.policy))
    status = usage_of (&command_append, taken == 0);
  else
    status = append_to (&work);
  events_close (&work.events);
  school_close (work.school);
  return status;
}

const struct command command_append = {
  "append",
  "--db FILE [--policy POLICY] EVENTS… " EVENTS_OPTIONS "\n"
  "takes events into a school's database; prints the entries of its journal they caused\n\n"
  "  --db FILE        the database, made where absent; its clock is the latest instant seen\n"
  "  --policy POLICY  puts this policy first, a folder with rules.lua or one file\n" EVENTS_USAGE
  "\n" EVENTS_NOTES,
  run
};
