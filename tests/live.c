/* live.c — stands in for `tenure replay` in tests/live.t: the same events go
 * through a live school too, and must leave the same standing decisions.
 *
 * live POLICY EVENTS [--until TIME] judges the events from nothing, then several times live: in
 * another order of arrival (but for a file named events1), some sent twice,
 * in batches of any size, the school closed or dropped between them.  The
 * replay's decisions are printed; a difference is told and ends with 99. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/event/lines.h"
#include "engine/school/replay.h"
#include "engine/school/school_parts.h"

struct text
{
  char *text;
  size_t len;
};

static struct text *texts;
static uint32_t text_count, text_capacity;
static uint64_t state;
static bool plain; /* the order of this file has been judged live already */
static bool later; /* some event is after the end asked for: nothing to compare */
static int64_t until = INSTANT_NEVER;

static uint32_t
chance (uint32_t n)
{
  state = state * UINT64_C (6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(state >> 33) % n;
}

static void
die (const char *what, const char *why)
{
  fprintf (stderr, "live: %s: %s\n", what, why);
  exit (98);
}

static void
add_text (const char *text, size_t len)
{
  if (ARRAY_ROOM (texts, text_count, text_capacity, 1) < 0)
    die ("texts", "memory");
  texts[text_count].text = calloc (1, len + JSON_PADDING);
  memcpy (texts[text_count].text, text, len);
  texts[text_count++].len = len;
}

/* The decisions, one a line. */
struct lines_out
{
  struct text *items;
  uint32_t count, capacity;
  struct buffer as_made;
};

static void
add_line (struct lines_out *out, const char *text, size_t len)
{
  if (ARRAY_ROOM (out->items, out->count, out->capacity, 1) < 0)
    die ("lines", "memory");
  out->items[out->count++] = (struct text){ strndup (text, len), len };
}

static int
by_bytes (const void *a, const void *b)
{
  return strcmp (((const struct text *)a)->text, ((const struct text *)b)->text);
}

static void
sort (struct lines_out *out)
{
  if (out->count > 1)
    qsort (out->items, out->count, sizeof *out->items, by_bytes);
}

static struct policy *policy;
static struct replay *replay;
static struct lines_out expected;

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  size_t before = expected.as_made.size;
  (void)context;
  if (decision_json (&expected.as_made, policy_plan (policy), replay_strings (replay), decision,
                     error)
      < 0)
    return -1;
  add_line (&expected, expected.as_made.data + before, expected.as_made.size - before);
  buffer_char (&expected.as_made, '\n');
  return 0;
}

static uint64_t refusals;

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  (void)context, (void)origin;
  refusals++;
  fprintf (stderr, "events1:%llu: %s: %s: %s\n", (unsigned long long)line,
           *refusal->id ? refusal->id : "-", *refusal->field ? refusal->field : "-",
           refusal->error.text);
}

static int
again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  static const char padding[JSON_PADDING];
  (void)context, (void)error;
  buffer_clear (out);
  buffer_add (out, texts[origin].text, texts[origin].len);
  buffer_add (out, padding, sizeof padding);
  out->size = texts[origin].len;
  return 0;
}

static void
judge_from_nothing (const char *path)
{
  struct error error;
  struct faults faults = { 0 };
  struct feeder feeder = { again, refused, NULL };
  if (policy_load_path (&policy, path, getenv ("TENURE_RULES"), &faults, &error) < 0
      || replay_new (&replay, policy, feeder, 1, &error) < 0)
    die (path, error.text);
  for (uint32_t i = 0; i < text_count; i++)
    if (replay_take (replay, texts[i].text, texts[i].len, i, i + 1, &error) < 0)
      die ("taking", error.text);
  if (replay_judge (replay, until, (struct listener){ decided, NULL }, NULL, &error) < 0)
    die ("judging", error.text);
  faults_release (&faults);
}

static void
notice (void *context, const char *text)
{
  (void)context;
  fprintf (stderr, "live: notice: %s\n", text);
  exit (97);
}

static struct school *
open_school (const char *path)
{
  struct school *school;
  struct error error;
  if (school_open (&school, path, STORE_CREATE, (struct school_ears){ .notice = notice }, &error)
      < 0)
    die ("opening", error.text);
  return school;
}

/* Closed with a snapshot, or dropped as by a crash. */
static struct school *
open_again (struct school *school, const char *path)
{
  if (chance (2))
    school->stale = true;
  school_close (school);
  return open_school (path);
}

static int
add_standing (void *context, const struct journal_entry *entry, struct error *error)
{
  (void)error;
  add_line (context, entry->body, entry->size);
  return 0;
}

static void
append (struct school *school, uint32_t *order, uint32_t count)
{
  static struct school_text batch[1 << 17];
  struct school_taken taken;
  struct error error;
  for (uint32_t i = 0; i < count; i++)
    batch[i] = (struct school_text){ texts[order[i]].text, texts[order[i]].len, i };
  if (school_append (school, batch, count, NULL, NULL, &taken, &error) < 0)
    die ("appending", error.text);
  for (uint32_t slices = chance (4); slices > 0; slices--)
    if (school_step (school, 1 + chance (8), &error) < 0)
      die ("a slice", error.text);
}

static void
live (const char *policy_path, const char *path, bool as_written, struct lines_out *out)
{
  struct school *school = open_school (path);
  struct faults faults = { 0 };
  struct error error;
  uint32_t count = 0, *order = calloc (2 * text_count + 2, sizeof *order);
  struct journal_query query = { .standing = true };
  if (school_put_policy (school, policy_path, getenv ("TENURE_RULES"), &faults, &error) < 0)
    die ("policy", error.text);
  for (uint32_t i = 0; i < text_count; i++)
    {
      order[count++] = i;
      if (!as_written && chance (8) == 0)
        order[count++] = i;
    }
  for (uint32_t i = count; !as_written && chance (5) && i > 1; i--)
    {
      uint32_t j = chance (4) ? chance (i) : i - 1, kept = order[i - 1];
      order[i - 1] = order[j];
      order[j] = kept;
    }
  for (uint32_t at = 0, size; at < count; at += size)
    {
      size = 1 + chance (chance (3) ? 6 : 40) + text_count / 60;
      size = size > count - at ? count - at : size;
      append (school, order + at, size);
      if (chance (6) == 0)
        school = open_again (school, path);
    }
  later = school_clock (school) > until;
  if (until != INSTANT_NEVER && !later && school_advance (school, until, &error) < 0)
    die ("advancing", error.text);
  if (school_finish (school, &error) < 0)
    die ("finishing", error.text);
  if (chance (2))
    school = open_again (school, path);
  if (journal_read (school_store (school), &query, add_standing, out, &error) < 0)
    die ("reading", error.text);
  faults_release (&faults);
  school_close (school);
  free (order);
}

static bool
differ (const struct lines_out *a, const struct lines_out *b)
{
  if (a->count != b->count)
    return true;
  for (uint32_t i = 0; i < a->count; i++)
    if (strcmp (a->items[i].text, b->items[i].text) != 0)
      return true;
  return false;
}

static void
tell_difference (const struct lines_out *a, const struct lines_out *b)
{
  for (uint32_t i = 0, j = 0; i < a->count || j < b->count;)
    {
      int order = i == a->count   ? 1
                  : j == b->count ? -1
                                  : strcmp (a->items[i].text, b->items[j].text);
      if (order < 0)
        fprintf (stderr, "live: lacks %s\n", a->items[i].text);
      if (order > 0)
        fprintf (stderr, "live: has   %s\n", b->items[j].text);
      i += order <= 0;
      j += order >= 0;
    }
}

static void
free_lines (struct lines_out *out)
{
  for (uint32_t i = 0; i < out->count; i++)
    free (out->items[i].text);
  free (out->items);
  buffer_release (&out->as_made);
}

static void
read_texts (const char *path)
{
  struct lines lines;
  struct line line;
  struct error error;
  if (lines_open (&lines, path, &error) < 0)
    die (path, error.text);
  while (lines_next (&lines, &line, &error) == 1)
    add_text (line.text, line.len);
  lines_close (&lines);
}

/* The arguments of `tenure replay`: anything else is the program's own. */
static const char *
read_arguments (int argc, char **argv, const char **end, bool *as_written)
{
  const char *path = NULL;
  if (argc < 2 || strcmp (argv[1], "replay") != 0)
    execvp (getenv ("REAL_TENURE"), argv);
  for (int i = 2; i < argc; i++)
    if (strcmp (argv[i], "--until") == 0)
      *end = argv[++i];
    else if (!path)
      path = argv[i];
    else
      {
        const char *slash = strrchr (argv[i], '/');
        const char *name = slash ? slash + 1 : argv[i];
        *as_written |= strcmp (name, "events1") == 0;
        plain |= strcmp (name, "events3") == 0 || strcmp (name, "events4") == 0;
        read_texts (argv[i]);
      }
  return path;
}

static void
read_end (const char *path, const char *end)
{
  struct policy *first;
  struct faults faults = { 0 };
  struct error error;
  int32_t day;
  if (policy_load_path (&first, path, getenv ("TENURE_RULES"), &faults, &error) < 0)
    die (path, error.text);
  faults_release (&faults);
  if (end && strlen (end) == 10 && day_read (end, 10, &day, &error) == 0)
    until = day_instant (day, policy_plan (first)->calendar.offset);
  else if (end && instant_read (end, strlen (end), &until, &error) < 0)
    die (end, error.text);
  policy_free (first);
}

static void
remove_files (void)
{
  unlink ("live.db");
  unlink ("live.db-wal");
  unlink ("live.db-shm");
}

int
main (int argc, char **argv)
{
  const char *end = NULL;
  bool as_written = false;
  const char *path = read_arguments (argc, argv, &end, &as_written);
  const char *runs = getenv ("LIVE_RUNS"), *seed = getenv ("LIVE_SEED");
  read_end (path, end);
  judge_from_nothing (path);
  sort (&expected);
  plain |= text_count > 20000; /* each late batch would judge them all again */
  for (int run = 0; !plain && run < (runs ? atoi (runs) : 1); run++)
    {
      struct lines_out out = { 0 };
      state = (uint64_t)run * 7919 + (seed ? strtoull (seed, NULL, 10) : 1);
      remove_files ();
      live (path, "live.db", as_written, &out);
      remove_files ();
      sort (&out);
      if (!later && differ (&expected, &out))
        {
          tell_difference (&expected, &out);
          fprintf (stderr, "live: run %d\n", run);
          return 99;
        }
      free_lines (&out);
    }
  fputs (buffer_string (&expected.as_made), stdout);
  free_lines (&expected);
  for (uint32_t i = 0; i < text_count; i++)
    free (texts[i].text);
  free (texts);
  replay_free (replay);
  policy_free (policy);
  return refusals ? 1 : 0;
}
