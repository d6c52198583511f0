/* disk_fails.c — a disk that fails at every operation of a run of batches, or
 * is full from there on.
 *
 * Each failure is said clearly; nothing half-written is kept; and when the
 * cause is gone the same store goes on, or a new one does, to the same end. */
#include <stdlib.h>
#include <string.h>

#include "tests/disk.h"
#include "tests/engine/store/script.h"
#include "tests/tap.h"

/* How a run is taken up again. */
enum again
{
  AGAIN_AT_ONCE, /* with what is open */
  AGAIN_OPENED   /* closed and opened */
};

struct trial
{
  const char *what;
  enum disk_fault fault;
  bool reads_count;
  enum again again;
  const char *words; /* that a failure says; NULL: what SQLite calls it */
};

struct tally
{
  long failures, wrong, unclear;
};

static void
complain (struct tally *tally, long number, const char *what, const struct error *error)
{
  if (tally->wrong++ < 5)
    tap_note ("operation %ld: %s: %s", number, what, error->text);
}

static bool
is_clear (const struct trial *trial, const struct error *error)
{
  if (error->code != ERROR_IO || strncmp (error->text, "x.db: ", 6) != 0)
    return false;
  if (trial->words)
    return strstr (error->text, trial->words) != NULL;
  return strstr (error->text, ": disk I/O error")
         || strstr (error->text, ": unable to open database file");
}

/* What is committed can be read while nothing can be written. */
static void
read_while_full (struct tally *tally, long number, struct script *script)
{
  struct buffer dump = BUFFER_INIT;
  struct error error = { 0 };
  if (script_dump (script, &dump, &error) < 0
      || strcmp (buffer_string (&dump), script_expected (script->batches)) != 0)
    complain (tally, number, "it is not as it was before what failed", &error);
  buffer_release (&dump);
}

/* After a failure: takes the run up again. */
static void
go_on (struct tally *tally, const struct trial *trial, long number, struct script *script)
{
  struct error error = { 0 };
  int committed = script->batches;
  if (trial->fault == DISK_FULL && script->store)
    read_while_full (tally, number, script);
  if (trial->again == AGAIN_OPENED)
    script_close (script);
  disk_mend ();
  if (!script->store && script_open (script, &error) < 0)
    {
      complain (tally, number, "it does not open", &error);
      return;
    }
  if (trial->again == AGAIN_OPENED)
    {
      script->batches = script_check (script, &error);
      if (script->batches < committed || script->batches > committed + 1)
        complain (tally, number, "it does not hold what was committed", &error);
    }
  if (script_run (script, SCRIPT_BATCHES, &error) < 0
      || script_check (script, &error) != SCRIPT_BATCHES)
    complain (tally, number, "it does not go on", &error);
}

static bool
run_once (struct tally *tally, const struct trial *trial, long number)
{
  struct script script = { .path = "x.db", .how = { .vfs = DISK, .most_wal_pages = 8 } };
  struct error error = { 0 };
  disk_new ();
  disk_fail (trial->fault, number, trial->reads_count);
  int status = script_run (&script, SCRIPT_BATCHES, &error);
  bool reached = disk_failed ();
  if (status < 0)
    {
      tally->failures++;
      if (!is_clear (trial, &error) && tally->unclear++ < 5)
        tap_note ("operation %ld: \"%s\"", number, error.text);
      go_on (tally, trial, number, &script);
    }
  disk_mend ();
  if (status == 0 && script_check (&script, &error) != SCRIPT_BATCHES)
    complain (tally, number, "it does not hold all batches", &error);
  script_close (&script);
  return reached;
}

static void
sweep (struct trial trial)
{
  struct tally tally = { 0 };
  for (long number = 1; run_once (&tally, &trial, number); number++)
    continue;
  ok (tally.failures > 50, "%s: %ld runs failed", trial.what, tally.failures);
  is_int (tally.unclear, 0, "%s: each said where and what", trial.what);
  is_int (tally.wrong, 0, "%s: and went on to the same end", trial.what);
}

/* SQLite ends a whole transaction where a read in it fails; what is written
 * after that must not be kept by itself. */
static void
test_failed_read (void)
{
  struct script script = { .path = "x.db", .how = { .vfs = DISK } };
  struct error error = { 0 };
  struct log_entry entry;
  uint64_t seq;
  disk_new ();
  script_run (&script, SCRIPT_BATCHES, &error);
  script_close (&script);
  if (script_open (&script, &error) < 0)
    ok (false, "%s", error.text);
  struct log *log = log_of (script.store);
  uint64_t last = log_position (log);
  is_int (store_begin (script.store, &error), 0, "begin");
  is_int (log_append (log, LOG_EVENT, "{}", 2, &seq, &error), 0, "an entry is written");
  disk_fail (DISK_ERROR, 1, true);
  is_int (log_read (log, 2, &entry, &error), -1, "a read fails: %s", error.text);
  disk_mend ();
  is_int (log_append (log, LOG_EVENT, "{}", 2, &seq, &error), -1, "then writes are refused");
  ok (strstr (error.text, "the log could not be read: disk I/O error") != NULL, "by its words: %s",
      error.text);
  is_int (store_commit (script.store, &error), -1, "and so is the commit");
  is_int ((long long)log_position (log), (long long)last, "nothing was kept");
  is_int (log_append (log, LOG_EVENT, "{}", 2, &seq, &error), 0, "then it goes on");
  is_int ((long long)seq, (long long)last + 1, "with the next number");
  script_close (&script);
}

static void
test_protected (void)
{
  struct script script = { .path = "x.db", .how = { .vfs = DISK } };
  struct error error = { 0 };
  disk_new ();
  script_run (&script, 5, &error);
  script_close (&script);
  disk_protect (true);
  ok (script_open (&script, &error) < 0 && error.code == ERROR_IO
          && strcmp (error.text, "x.db: it is read-only: the file and its folder must be writable")
                 == 0,
      "a disk that cannot be written: %s", error.text);
  if (store_open_as (&script.store, "x.db", STORE_READ, &script.how, &error) < 0)
    ok (false, "to read it: %s", error.text);
  else
    is_int ((long long)log_position (log_of (script.store)), 25, "it can be read");
  script_close (&script);
  disk_protect (false);
  is_int (script_run (&script, SCRIPT_BATCHES, &error), 0, "when it can be written it goes on");
  is_int (script_check (&script, &error), SCRIPT_BATCHES, "to the end");
  script_close (&script);
}

int
main (void)
{
  static const char full[] = "database or disk is full; make room and try again";
  sweep ((struct trial){ "one operation fails", DISK_ERROR, true, AGAIN_AT_ONCE, NULL });
  sweep ((struct trial){ "all fail for a while", DISK_BROKEN, false, AGAIN_AT_ONCE, NULL });
  sweep ((struct trial){ "all fail, opened again", DISK_BROKEN, false, AGAIN_OPENED, NULL });
  sweep ((struct trial){ "full for a while", DISK_FULL, false, AGAIN_AT_ONCE, full });
  sweep ((struct trial){ "full, opened again", DISK_FULL, false, AGAIN_OPENED, full });
  test_failed_read ();
  test_protected ();
  disk_new ();
  return tap_done ();
}
