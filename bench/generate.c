/* generate.c — makes a policy and a file of events to measure with.
 *
 *   generate DIR [events=N] [teachers=N] [sentences=N] [shape=SHAPE]
 *                [ids=sequential|uuid] [order=sorted|shuffled]
 *
 * writes DIR/policy/rules.lua and DIR/events.ndjson.  The shapes:
 *
 *   one       one rule that counts absences (a third of the events are one)
 *   types     as many event types as sentences, a rule for each
 *   literals  one event type, a rule for each literal of a field
 *
 * In the last two every event touches one sentence.  The same arguments
 * always make the same bytes. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define FIRST_SECOND 1725148800 /* 2024-09-01T00:00:00, as if at Greenwich */
#define SPAN (300.0 * 86400)    /* seconds the events spread over */

enum shape
{
  SHAPE_ONE,
  SHAPE_TYPES,
  SHAPE_LITERALS
};

struct wish
{
  const char *folder;
  uint64_t events, teachers, sentences;
  enum shape shape;
  bool uuid, shuffled;
};

static void
die (const char *what)
{
  fprintf (stderr, "generate: %s\n", what);
  exit (2);
}

/* splitmix64's step: a number, well mixed. */
static uint64_t
mixed (uint64_t n)
{
  n += UINT64_C (0x9E3779B97F4A7C15);
  n = (n ^ (n >> 30)) * UINT64_C (0xBF58476D1CE4E5B9);
  n = (n ^ (n >> 27)) * UINT64_C (0x94D049BB133111EB);
  return n ^ (n >> 31);
}

static FILE *
open_in (const struct wish *wish, const char *name)
{
  char path[4096];
  snprintf (path, sizeof path, "%s/%s", wish->folder, name);
  FILE *file = fopen (path, "w");
  if (!file)
    die (path);
  return file;
}

static void
close_whole (FILE *file)
{
  if (ferror (file) || fclose (file) != 0)
    die ("the output could not be written");
}

static const char *const head
    = "calendar { timezone = \"+08:00\", school_year = \"09-01\" }\n"
      "track.training = { \"going\", \"stopped\" }\n";

static void
write_policy (const struct wish *wish)
{
  char path[4096];
  snprintf (path, sizeof path, "%s/policy", wish->folder);
  mkdir (wish->folder, 0777);
  mkdir (path, 0777);
  FILE *out = open_in (wish, "policy/rules.lua");
  fputs (head, out);
  const char *fields = "{ session = \"string\", status = { \"absent\", \"late\", \"present\" } }";
  if (wish->shape != SHAPE_TYPES)
    fprintf (out, "event.attendance = %s\n", fields);
  if (wish->shape == SHAPE_ONE)
    fputs ("fact.absences = event.attendance { status = \"absent\" }:count()\n"
           "rule \"ten absences\" {\n"
           "  applies = track.training:is \"going\",\n"
           "  when    = fact.absences:at_least(10),\n"
           "  outcome = track.training:becomes \"stopped\",\n"
           "  says    = \"{teacher} missed {absences} sessions\",\n"
           "}\n",
           out);
  for (uint64_t i = 0; wish->shape != SHAPE_ONE && i < wish->sentences; i++)
    {
      if (wish->shape == SHAPE_TYPES)
        fprintf (out, "event.event%05" PRIu64 " = %s\n"
                      "fact.f%05" PRIu64 " = event.event%05" PRIu64 ":count()\n",
                 i, fields, i, i);
      else
        fprintf (out, "fact.f%05" PRIu64 " = event.attendance { session = \"S%05" PRIu64
                      "\" }:count()\n",
                 i, i);
      fprintf (out, "rule \"rule %05" PRIu64 "\" { when = fact.f%05" PRIu64 ":at_least(1000) }\n",
               i, i);
    }
  close_whole (out);
}

static void
write_event (const struct wish *wish, FILE *out, uint64_t number)
{
  static const char *const words[] = { "absent", "late", "present" };
  uint64_t chance = mixed (number), which = mixed (chance);
  uint64_t sentence = which % wish->sentences;
  char id[64], type[32] = "attendance";
  if (wish->uuid)
    snprintf (id, sizeof id, "%08x-%04x-4%03x-a%03x-%012" PRIx64, (unsigned)(which >> 32),
              (unsigned)(which >> 16 & 0xFFFF), (unsigned)(which & 0xFFF),
              (unsigned)(chance >> 52), mixed (which) & UINT64_C (0xFFFFFFFFFFFF));
  else
    snprintf (id, sizeof id, "%010" PRIu64, number);
  if (wish->shape == SHAPE_TYPES)
    snprintf (type, sizeof type, "event%05" PRIu64, sentence);
  uint64_t session = wish->shape == SHAPE_LITERALS ? sentence : which % 20;
  time_t second = FIRST_SECOND + (time_t)((double)number * SPAN / (double)wish->events);
  struct tm local; /* in the school's zone */
  gmtime_r (&second, &local);
  fprintf (out,
           "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"gate\",\"type\":\"%s\","
           "\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d+08:00\",\"subject\":\"T%07" PRIu64 "\","
           "\"data\":{\"session\":\"S%05" PRIu64 "\",\"status\":\"%s\"}}\n",
           id, type, local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, local.tm_hour,
           local.tm_min, local.tm_sec, mixed (which + 1) % wish->teachers, session,
           words[chance % 3]);
}

/* The numbers of the events in the order they are written: Fisher and Yates'. */
static uint32_t *
shuffle (uint64_t count)
{
  uint32_t *order = malloc ((count + 1) * sizeof *order);
  if (!order)
    die ("not enough memory");
  for (uint64_t i = 0; i < count; i++)
    {
      uint64_t j = mixed (i) % (i + 1);
      order[i] = order[j];
      order[j] = (uint32_t)i;
    }
  return order;
}

static void
write_events (const struct wish *wish)
{
  FILE *out = open_in (wish, "events.ndjson");
  uint32_t *order = wish->shuffled ? shuffle (wish->events) : NULL;
  for (uint64_t i = 0; i < wish->events; i++)
    write_event (wish, out, order ? order[i] : i);
  free (order);
  close_whole (out);
}

/* Whether an argument is NAME=…; its value. */
static const char *
value_of (const char *argument, const char *name)
{
  size_t len = strlen (name);
  return strncmp (argument, name, len) == 0 && argument[len] == '=' ? argument + len + 1 : NULL;
}

static bool
is_one (const char *value, const char *yes, const char *no)
{
  if (strcmp (value, yes) != 0 && strcmp (value, no) != 0)
    die (value);
  return strcmp (value, yes) == 0;
}

static void
take (struct wish *wish, const char *argument)
{
  const char *value;
  if ((value = value_of (argument, "events")))
    wish->events = strtoull (value, NULL, 10);
  else if ((value = value_of (argument, "teachers")))
    wish->teachers = strtoull (value, NULL, 10);
  else if ((value = value_of (argument, "sentences")))
    wish->sentences = strtoull (value, NULL, 10);
  else if ((value = value_of (argument, "ids")))
    wish->uuid = is_one (value, "uuid", "sequential");
  else if ((value = value_of (argument, "order")))
    wish->shuffled = is_one (value, "shuffled", "sorted");
  else if ((value = value_of (argument, "shape")) && strcmp (value, "one") == 0)
    wish->shape = SHAPE_ONE;
  else if (value)
    wish->shape = is_one (value, "types", "literals") ? SHAPE_TYPES : SHAPE_LITERALS;
  else
    die (argument);
}

int
main (int argc, char **argv)
{
  struct wish wish = { .events = 300000, .teachers = 20000, .sentences = 1 };
  if (argc < 2)
    die ("which folder?");
  wish.folder = argv[1];
  for (int i = 2; i < argc; i++)
    take (&wish, argv[i]);
  if (wish.teachers == 0 || wish.sentences == 0 || wish.sentences > 100000
      || wish.teachers > 10000000 || wish.events > UINT32_MAX)
    die ("a number out of its range");
  write_policy (&wish);
  write_events (&wish);
  return 0;
}
