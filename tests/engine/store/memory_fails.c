/* memory_fails.c — every allocation of a run of batches fails once, SQLite's
 * included, or it and all after it.
 *
 * Each failure says that memory ran out, and keeps nothing half-written; the
 * same store then goes on to the same end. */
#include <malloc.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "tests/disk.h"
#include "tests/engine/store/script.h"
#include "tests/fault.h"
#include "tests/tap.h"

enum
{
  BATCHES = 2 /* one with a snapshot */
};

/* SQLite's allocations come through here, so that fault.h counts them. */
static void *
allocate (int size)
{
  return malloc ((size_t)size);
}

static void
release (void *block)
{
  free (block);
}

static void *
resize (void *block, int size)
{
  return realloc (block, (size_t)size);
}

static int
size_of (void *block)
{
  return (int)malloc_usable_size (block);
}

static int
round_up (int size)
{
  return (size + 7) & ~7;
}

static int
start (void *context)
{
  (void)context;
  return SQLITE_OK;
}

static void
end (void *context)
{
  (void)context;
}

struct tally
{
  long runs, failures, wrong, unclear;
};

static void
complain (struct tally *tally, long number, const char *what, const struct error *error)
{
  if (tally->wrong++ < 5)
    tap_note ("allocation %ld: %s: %s", number, what, error->text);
}

static bool
run_once (struct tally *tally, void (*fault) (long), long number)
{
  struct script script = { .path = "x.db", .how = { .vfs = DISK, .most_wal_pages = 8 } };
  struct buffer dump = BUFFER_INIT;
  struct error error = { 0 };
  disk_new ();
  fault (number);
  int status = script_run (&script, BATCHES, &error);
  if (status == 0)
    status = script_dump (&script, &dump, &error);
  bool reached = fault_reached ();
  fault_stop ();
  buffer_release (&dump);
  tally->runs++;
  if (status < 0)
    {
      tally->failures++;
      if ((error.code != ERROR_MEMORY || !strstr (error.text, "out of memory"))
          && tally->unclear++ < 5)
        tap_note ("allocation %ld: \"%s\"", number, error.text);
      error = (struct error){ 0 };
    }
  if (script_run (&script, BATCHES, &error) < 0 || script_check (&script, &error) != BATCHES)
    complain (tally, number, "it does not go on", &error);
  script_close (&script);
  return reached;
}

static void
sweep (const char *what, void (*fault) (long), long stride)
{
  struct tally tally = { 0 };
  for (long number = 1; run_once (&tally, fault, number); number += stride)
    continue;
  ok (tally.failures > 100, "%s: %ld of %ld runs failed", what, tally.failures, tally.runs);
  is_int (tally.unclear, 0, "%s: each said that memory ran out", what);
  is_int (tally.wrong, 0, "%s: and went on to the same end", what);
}

int
main (void)
{
  static const sqlite3_mem_methods methods
      = { allocate, release, resize, size_of, round_up, start, end, NULL };
  ok (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK, "SQLite asks here for memory");
  script_expected (BATCHES);
  sweep ("one allocation fails", fault_start, 1);
  sweep ("all fail from one on", fault_start_all, 7);
  disk_new ();
  return tap_done ();
}
