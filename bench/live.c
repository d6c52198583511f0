/* live.c — what a live school costs: durable events in order, late ones, and
 * opening after an unclean stop.  Prints times and ratios of one run.
 *
 * live DATABASE RULES [TEACHERS [EVENTS]] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "engine/base/civil.h"
#include "engine/base/json.h"
#include "engine/school/school_parts.h"

enum
{
  ROOM = 320, /* bytes a text */
  BATCH = 1000
};

static struct school *school;
static uint64_t bodies, ids;

static double
now (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
check (int status, const struct error *error)
{
  if (status >= 0)
    return;
  fprintf (stderr, "live: %s\n", error->text);
  exit (1);
}

/* An attendance, so many minutes after the beginning; teacher -1: everybody's. */
static size_t
write_event (char *out, int64_t minute, long teacher)
{
  struct buffer text = BUFFER_INIT;
  char subject[40] = "";
  if (teacher >= 0)
    snprintf (subject, sizeof subject, ",\"subject\":\"T%05ld\"", teacher);
  buffer_format (&text,
                 "{\"specversion\":\"1.0\",\"id\":\"e%09llu\",\"source\":\"bench\",\"type\":\"%s\"%"
                 "s,\"time\":\"",
                 (unsigned long long)ids++, teacher < 0 ? "closed" : "attendance", subject);
  instant_write (&text, INT64_C (1725148800000000) + minute * 60000000, 480);
  buffer_format (&text, "\",\"data\":{\"session\":\"S%lld\",\"status\":\"%s\"}}", (long long)minute,
                 minute % 11 ? "present" : "absent");
  size_t len = text.size;
  memcpy (out, text.data, len);
  memset (out + len, 0, JSON_PADDING);
  buffer_release (&text);
  bodies += len;
  return len;
}

static double
append (const char *texts, struct school_text *items, uint32_t count)
{
  struct school_taken taken;
  struct error error;
  double start = now ();
  (void)texts;
  check (school_append (school, items, count, NULL, NULL, &taken, &error), &error);
  check (school_finish (school, &error), &error);
  double took = now () - start;
  if (taken.accepted != count)
    {
      fprintf (stderr, "live: %llu of %u taken\n", (unsigned long long)taken.accepted, count);
      exit (1);
    }
  return took;
}

/* One batch: event i at minute (i) of teacher (i). */
static double
batch (uint32_t count, int64_t (*minute) (uint32_t), long (*teacher) (uint32_t))
{
  static char texts[BATCH * ROOM];
  static struct school_text items[BATCH];
  for (uint32_t i = 0; i < count; i++)
    {
      char *text = texts + (size_t)i * ROOM;
      items[i] = (struct school_text){ text, write_event (text, minute (i), teacher (i)), i };
    }
  return append (texts, items, count);
}

static long teachers = 2000;
static uint64_t events = 1000000, at;
static long forty;

static int64_t
in_order_minute (uint32_t i)
{
  return (int64_t)((at + i) / (uint64_t)teachers) * 30;
}
static long
in_order_teacher (uint32_t i)
{
  return (long)((at + i) % (uint64_t)teachers);
}
static int64_t
late_minute (uint32_t i)
{
  return 15 + (int64_t)i % 25 * 30;
}
static long
late_teacher (uint32_t i)
{
  return i % 40;
}
static int64_t
far_minute (uint32_t i)
{
  return 7 + (int64_t)i;
}
static long
one_teacher (uint32_t i)
{
  return (long)i + forty;
}
static long
nobody (uint32_t i)
{
  return (long)i * 0 - 1;
}
static int64_t
last_minute (uint32_t i)
{
  return (int64_t)(events / (uint64_t)teachers + 10 + at + i) * 30;
}

static void
open_school (const char *path, enum store_mode mode)
{
  struct error error;
  check (school_open (&school, path, mode, (struct school_ears){ 0 }, &error), &error);
}

static int
by_size (const void *a, const void *b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double
median (double *times, int count)
{
  qsort (times, (size_t)count, sizeof *times, by_size);
  return times[count / 2];
}

int
main (int argc, char **argv)
{
  struct error error;
  struct faults faults = { 0 };
  struct stat file;
  double times[9], bulk = 0;
  if (argc < 3)
    return 2;
  if (argc > 3)
    teachers = atol (argv[3]);
  if (argc > 4)
    events = strtoull (argv[4], NULL, 10);
  open_school (argv[1], STORE_CREATE);
  check (school_put_policy (school, argv[2], ".", &faults, &error), &error);
  for (at = 0; at < events; at += BATCH)
    bulk += batch (BATCH, in_order_minute, in_order_teacher);
  check (stat (argv[1], &file), &error);
  printf ("in order, batches of %d: %.0f events/s\n", BATCH, (double)events / bulk);
  at = 0;
  for (int i = 0; i < 9; i++, at++)
    times[i] = batch (1, last_minute, one_teacher);
  double single = median (times, 9);
  printf ("a durable event in order: %.2f ms\n", single * 1e3);
  for (int i = 0; i < 9; i++)
    {
      forty = 100 + i;
      times[i] = batch (1, far_minute, one_teacher);
    }
  double late = median (times, 9);
  printf ("one late by all of a teacher's %llu events: %.2f ms, %.1f of that\n",
          (unsigned long long)(events / (uint64_t)teachers), late * 1e3, late / single);
  double once = batch (BATCH, late_minute, late_teacher), singles = 0;
  for (forty = 200; forty < 240; forty++)
    singles += batch (1, far_minute, one_teacher);
  printf ("%d backdated over 40 teachers at once: %.0f ms; 40 single ones: %.0f ms, %.2f\n", BATCH,
          once * 1e3, singles * 1e3, once / singles);
  double everybody = batch (1, far_minute, nobody);
  printf ("one late without subject, %ld teachers: %.0f ms, %.0f of a durable one\n", teachers,
          everybody * 1e3, everybody / single);
  school->stale = true; /* dropped, as by a crash */
  school_close (school);
  double start = now ();
  open_school (argv[1], STORE_WRITE);
  printf ("opening after an unclean stop: %.2f s\n", now () - start);
  school_close (school);
  check (stat (argv[1], &file), &error);
  printf ("bytes a stored event: %.2f of its body\n", (double)file.st_size / (double)bodies);
  return 0;
}
