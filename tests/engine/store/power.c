/* power.c — the power fails at every operation of a run of batches.
 *
 * After each the file opens again and holds every batch that was committed,
 * whole, and no other, save perhaps the one that was being committed; and it
 * goes on to the same end. */
#include <stdlib.h>

#include "tests/disk.h"
#include "tests/engine/store/script.h"
#include "tests/tap.h"

struct tally
{
  long cuts, wrong, more; /* more: the batch in flight was there */
};

static struct script
new_script (void)
{
  return (struct script){ .path = "x.db", .how = { .vfs = DISK, .most_wal_pages = 8 } };
}

static void
complain (struct tally *tally, long number, const char *what, const struct error *error)
{
  if (tally->wrong++ < 5)
    tap_note ("operation %ld: %s: %s", number, what, error->text);
}

/* Everything about a file as it is found, and that it can be gone on with. */
static void
look_and_go_on (struct tally *tally, long number, int committed)
{
  struct script script = new_script ();
  struct error error = { 0 };
  if (script_open (&script, &error) < 0)
    {
      complain (tally, number, "it does not open", &error);
      return;
    }
  int held = script_check (&script, &error);
  if (held < committed || held > committed + 1)
    {
      error_set (held < 0 ? NULL : &error, ERROR_INPUT, "%d batches, not %d", held, committed);
      complain (tally, number, "it does not hold what was committed", &error);
    }
  else
    {
      tally->more += held > committed;
      script.batches = held;
      if (script_run (&script, SCRIPT_BATCHES, &error) < 0
          || script_check (&script, &error) != SCRIPT_BATCHES)
        complain (tally, number, "it does not go on", &error);
    }
  script_close (&script);
}

/* What was recovered is cut off again, early; the batches it came to. */
static int
cut_again (struct tally *tally, long number, int committed, enum disk_loss loss)
{
  struct script script = new_script ();
  struct error error = { 0 };
  struct commit last = { 0 };
  disk_fail (DISK_CUT, 1 + number % 30, false);
  if (script_open (&script, &error) == 0)
    {
      if (store_last_commit (script.store, &last, &error) == 0 && committed > 0)
        complain (tally, number, "nothing is left", &error);
      script.batches = (int)last.number;
      script_run (&script, SCRIPT_BATCHES, &error);
    }
  script_close (&script);
  disk_power (loss, (unsigned long)number);
  return script.batches > committed ? script.batches : committed;
}

static bool
run_with_cut (struct tally *tally, long number, enum disk_loss loss, bool twice)
{
  struct script script = new_script ();
  struct error error = { 0 };
  disk_new ();
  disk_fail (DISK_CUT, number, false);
  int status = script_run (&script, SCRIPT_BATCHES, &error);
  bool cut = disk_failed ();
  if (status < 0 && !cut)
    complain (tally, number, "it failed by itself", &error);
  script_close (&script);
  bool after = !cut && disk_failed (); /* while it was closed */
  disk_power (loss, (unsigned long)number);
  if (!cut && !after)
    return false;
  tally->cuts++;
  if (twice)
    script.batches = cut_again (tally, number, script.batches, loss);
  look_and_go_on (tally, number, script.batches);
  return true;
}

static void
sweep (const char *what, enum disk_loss loss, bool twice)
{
  struct tally tally = { 0 };
  for (long number = 1; run_with_cut (&tally, number, loss, twice); number++)
    continue;
  ok (tally.cuts > 100, "%s: the power failed %ld times", what, tally.cuts);
  is_int (tally.wrong, 0,
          "%s: what was committed was there, whole, and no more (%ld times one more)", what,
          tally.more);
}

int
main (void)
{
  sweep ("all that was not synced is lost", DISK_LOSES_ALL, false);
  sweep ("some of it is lost", DISK_LOSES_SOME, false);
  sweep ("some of it is lost, and again soon after", DISK_LOSES_SOME, true);
  sweep ("none of it is lost", DISK_LOSES_NONE, false);
  disk_new ();
  return tap_done ();
}
