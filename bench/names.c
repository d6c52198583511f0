/* names.c — what the index of names costs, and whether filters are worth it.
 *
 *   names COUNT DATABASE
 *
 * adds COUNT names to a new database, saved every 100,000, and looks names up
 * in batches of 1,000, as a batch of events does: new ones, and ones that are
 * there.  The comparison keeps whole sorted runs in memory, the same runs as
 * the store has, and finds names by interpolation.  One line a figure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/events.h"
#include "engine/store/log.h"
#include "engine/store/names_parts.h"

enum
{
  BATCH = 1000,
  SNAPSHOT = 100000
};

static void
check (int status, const struct error *error)
{
  if (status < 0)
    give_up (error->text);
}

static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static uint64_t
fingerprint_of (const struct names *names, uint64_t number)
{
  char id[32];
  int length = snprintf (id, sizeof id, "%llu", (unsigned long long)number);
  return names_fingerprint (names, "gate", 4, id, (size_t)length);
}

static void
report (const char *what, double value, const char *unit)
{
  printf ("%-52s %10.2f %s\n", what, value, unit);
}

/* Fingerprints of names from a number on, each `step` after the one before. */
static void
take_batch (const struct names *names, uint64_t from, uint64_t step, uint64_t out[BATCH])
{
  for (uint64_t i = 0; i < BATCH; i++)
    out[i] = fingerprint_of (names, from + i * step);
}

static void
add_batch (struct names *names, struct log *log, const uint64_t fingerprints[BATCH], double *time)
{
  uint64_t found[8], first = log_position (log) + 1, seq;
  struct error error;
  for (uint32_t i = 0; i < BATCH; i++)
    check (log_append (log, LOG_EVENT, "{}", 2, &seq, &error), &error);
  double from = now ();
  for (uint32_t i = 0; i < BATCH; i++)
    names_prefetch (names, fingerprints[i]);
  for (uint32_t i = 0; i < BATCH; i++)
    {
      names_find (names, fingerprints[i], found, 8);
      check (names_add (names, fingerprints[i], first + i, &error), &error);
    }
  *time += now () - from;
}

static void
fill (struct store *store, struct names *names, uint64_t count)
{
  uint64_t fingerprints[BATCH];
  double adding = 0, saving = 0, worst = 0;
  struct error error;
  for (uint64_t i = 0; i < count; i += BATCH)
    {
      take_batch (names, i, 1, fingerprints);
      check (store_begin (store, &error), &error);
      add_batch (names, log_of (store), fingerprints, &adding);
      bool saves = (i + BATCH) % SNAPSHOT == 0;
      double from = now ();
      if (saves)
        check (names_save (names, i + BATCH, &error), &error);
      double took = now () - from;
      check (store_commit (store, &error), &error);
      if (!saves)
        continue;
      names_saved (names);
      saving += took;
      worst = took > worst ? took : worst;
    }
  report ("look up and add a name while it grows", adding / (double)count * 1e9, "ns");
  report ("save, spread over the names", saving / (double)count * 1e9, "ns");
  report ("the longest save", worst * 1e3, "ms");
}

/* ---- The comparison: whole runs in memory ---- */

struct whole
{
  struct name *names;
  uint64_t count;
};

static void
read_whole (struct whole *whole, const struct run *run, struct store *store)
{
  unsigned char entries[PART_NAMES * NAME_BYTES];
  struct error error;
  whole->count = run->count;
  whole->names = malloc (run->count * sizeof *whole->names);
  if (!whole->names)
    give_up ("not enough memory");
  for (uint32_t part = 0, at = 0; part < run->parts; part++)
    {
      check (run_read_part (run, store, part, entries, &error), &error);
      for (uint32_t i = 0; i < run_part_names (run, part); i++)
        whole->names[at++] = name_read (entries + (size_t)i * NAME_BYTES);
    }
}

static inline uint64_t
guess (const struct whole *whole, uint64_t fingerprint)
{
  return (uint64_t)((unsigned __int128)fingerprint * whole->count >> 64);
}

/* From where it should be, step by step to where it is. */
static bool
whole_find (const struct whole *whole, uint64_t fingerprint)
{
  uint64_t at = guess (whole, fingerprint), step = 8;
  uint64_t from = at, to = at;
  while (from > 0 && whole->names[from].fingerprint >= fingerprint)
    from = from > step ? from - step : 0, step *= 2;
  for (step = 8; to < whole->count && whole->names[to].fingerprint < fingerprint; step *= 2)
    to += step;
  if (to > whole->count)
    to = whole->count;
  while (from < to)
    {
      uint64_t middle = from + (to - from) / 2;
      if (whole->names[middle].fingerprint < fingerprint)
        from = middle + 1;
      else
        to = middle;
    }
  return from < whole->count && whole->names[from].fingerprint == fingerprint;
}

static uint64_t
whole_batch (const struct whole *wholes, uint32_t count, const uint64_t fingerprints[BATCH])
{
  uint64_t found = 0;
  for (uint32_t i = 0; i < BATCH; i++)
    for (uint32_t run = 0; run < count; run++)
      __builtin_prefetch (&wholes[run].names[guess (&wholes[run], fingerprints[i])]);
  for (uint32_t i = 0; i < BATCH; i++)
    for (uint32_t run = 0; run < count; run++)
      found += whole_find (&wholes[run], fingerprints[i]);
  return found;
}

static uint64_t
names_batch (const struct names *names, const uint64_t fingerprints[BATCH])
{
  uint64_t found = 0, out[8];
  for (uint32_t i = 0; i < BATCH; i++)
    names_prefetch (names, fingerprints[i]);
  for (uint32_t i = 0; i < BATCH; i++)
    found += names_find (names, fingerprints[i], out, 8) > 0;
  return found;
}

enum
{
  ROUNDS = 200 /* of a batch */
};

/* Both ways look the same names up, in turns. */
static void
look_up (const struct names *names, const struct whole *wholes, uint64_t from, uint64_t step,
         uint64_t expected, const char *what)
{
  double filtered = 0, interpolated = 0;
  uint64_t fingerprints[BATCH];
  struct error error;
  char text[64];
  check (store_begin (names->store, &error), &error);
  for (uint64_t round = 0; round < ROUNDS; round++)
    {
      take_batch (names, from + round * 7, step, fingerprints);
      double start = now ();
      uint64_t found = names_batch (names, fingerprints);
      filtered += now () - start;
      start = now ();
      uint64_t other = whole_batch (wholes, names->run_count, fingerprints);
      interpolated += now () - start;
      if (found != expected || other != expected)
        give_up ("the two ways do not find the same");
    }
  store_rollback (names->store);
  snprintf (text, sizeof text, "%s: filters, runs in the file", what);
  report (text, filtered / ROUNDS / BATCH * 1e9, "ns");
  snprintf (text, sizeof text, "%s: runs in memory, interpolation", what);
  report (text, interpolated / ROUNDS / BATCH * 1e9, "ns");
}

static void
compare (struct store *store, const struct names *names, uint64_t count)
{
  struct whole wholes[64];
  uint64_t passed = 0, bytes = 0;
  for (uint32_t i = 0; i < names->run_count; i++)
    {
      read_whole (&wholes[i], &names->runs[i], store);
      bytes += names->runs[i].filter.blocks * UINT64_C (64) + names->runs[i].parts * UINT64_C (8);
      for (uint64_t n = count; n < 2 * count; n++)
        passed += filter_has (&names->runs[i].filter, fingerprint_of (names, n));
    }
  report ("runs", names->run_count, "");
  report ("new names that pass a filter, all runs together", (double)passed / (double)count * 100,
          "%");
  report ("memory: filters", (double)bytes / 1e6, "MB");
  report ("memory: runs", (double)(count * sizeof (struct name)) / 1e6, "MB");
  look_up (names, wholes, count, 1, 0, "new");
  look_up (names, wholes, 0, count / BATCH - 2, BATCH, "known");
  for (uint32_t i = 0; i < names->run_count; i++)
    free (wholes[i].names);
}

int
main (int argc, char **argv)
{
  struct store *store;
  struct names *names;
  struct error error;
  uint64_t upto, count = argc == 3 ? strtoull (argv[1], NULL, 10) : 0;
  if (count == 0 || count % SNAPSHOT)
    give_up ("names COUNT DATABASE; whole hundred thousands");
  check (store_open (&store, argv[2], STORE_CREATE, &error), &error);
  check (names_open (&names, store, &upto, &error), &error);
  fill (store, names, count);
  names_close (names);
  store_close (store);
  check (store_open (&store, argv[2], STORE_WRITE, &error), &error);
  for (int i = 0; i < 3; i++)
    {
      double from = now ();
      check (names_open (&names, store, &upto, &error), &error);
      report (i ? "open again" : "open", (now () - from) * 1e3, "ms");
      if (i < 2)
        names_close (names);
    }
  compare (store, names, count);
  names_close (names);
  store_close (store);
  return 0;
}
