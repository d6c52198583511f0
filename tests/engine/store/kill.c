/* kill.c — a writer is killed again and again, on a real disk.
 *
 * A child appends batches and says on a pipe what it has committed; whenever
 * it is killed, every batch it spoke of is there, whole, and at most one more. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/store/journal.h"
#include "engine/store/log.h"
#include "engine/store/names_parts.h"
#include "tests/scratch.h"
#include "tests/tap.h"

enum
{
  ROUNDS = 25,
  BATCH = 7, /* entries; with each batch one decision */
  SNAPSHOT = 4
};

static struct error error;

static uint64_t
fingerprint_of (const struct names *names, uint64_t seq)
{
  return names_fingerprint (names, "gate", 4, (const char *)&seq, sizeof seq);
}

static int
add_name (void *context, const struct log_entry *entry, struct error *why)
{
  struct names *names = context;
  uint64_t found, fingerprint = fingerprint_of (names, entry->seq);
  if (names_find (names, fingerprint, &found, 1))
    return error_set (why, ERROR_CONFLICT, "the name of %d is there", (int)entry->seq);
  return names_add (names, fingerprint, entry->seq, why);
}

static int
open_all (struct store **store, struct names **names)
{
  uint64_t upto;
  if (store_open (store, scratch_path ("x.db"), STORE_CREATE, &error) < 0)
    return -1;
  return names_open (names, *store, &upto, &error) < 0
                 || log_scan (log_of (*store), upto, add_name, *names, &error) < 0
             ? -1
             : 0;
}

/* ---- The child ---- */

static int
write_batch (struct store *store, struct names *names)
{
  struct log *log = log_of (store);
  struct log_entry entry;
  char body[256];
  for (int i = 0; i < BATCH; i++)
    {
      int size = snprintf (body, sizeof body, "%0200d", (int)log_position (log) + 1);
      if (log_append (log, LOG_EVENT, body, (size_t)size, &entry.seq, &error) < 0
          || add_name (names, &entry, &error) < 0)
        return -1;
    }
  uint64_t batch = entry.seq / BATCH, seq;
  struct journal_entry decision = {
    .id = "d", .teacher = "T1", .rule = "r", .body = "{}", .size = 2, .cause = "", .commit = batch
  };
  if (journal_issue (store, &decision, &seq, &error) < 0)
    return -1;
  return batch % SNAPSHOT ? 0 : names_save (names, entry.seq, &error);
}

static void
write_on (int acknowledge)
{
  struct store *store;
  struct names *names;
  if (open_all (&store, &names) < 0)
    _exit (1);
  for (;;)
    {
      if (store_begin (store, &error) < 0 || write_batch (store, names) < 0
          || store_commit (store, &error) < 0)
        _exit (2);
      names_saved (names);
      uint64_t done = log_position (log_of (store));
      if (write (acknowledge, &done, sizeof done) != sizeof done)
        _exit (3);
    }
}

/* ---- The parent ---- */

static uint64_t
chance (void)
{
  static uint64_t state = 7;
  state = state * UINT64_C (6364136223846793005) + UINT64_C (1442695040888963407);
  return state >> 33;
}

/* Lets a child write for a while; what it acknowledged last, or 0 where it
 * ended by itself. */
static uint64_t
run_and_kill (void)
{
  int pipes[2], status = 0;
  if (pipe (pipes) < 0)
    return 0;
  pid_t child = fork ();
  if (child == 0)
    {
      close (pipes[0]);
      write_on (pipes[1]);
    }
  close (pipes[1]);
  uint64_t done = 0, next;
  for (uint64_t acks = 1 + chance () % 12;
       acks > 0 && read (pipes[0], &next, sizeof next) == sizeof next; acks--)
    done = next;
  usleep ((useconds_t)(chance () % 3000));
  kill (child, SIGKILL);
  while (read (pipes[0], &next, sizeof next) == sizeof next)
    done = next;
  close (pipes[0]);
  waitpid (child, &status, 0);
  return WIFSIGNALED (status) ? done : 0;
}

static int
check_body (void *context, const struct log_entry *entry, struct error *why)
{
  char body[256];
  (void)why;
  int size = snprintf (body, sizeof body, "%0200d", (int)entry->seq);
  *(int *)context += entry->size != (size_t)size || memcmp (entry->body, body, entry->size) != 0;
  return 0;
}

/* What is wrong with the file, as a text, or NULL. */
static const char *
look (uint64_t acknowledged)
{
  struct store *store = NULL;
  struct names *names = NULL;
  int wrong = 0;
  const char *complaint = NULL;
  if (open_all (&store, &names) < 0)
    complaint = error.text;
  uint64_t last = complaint ? 0 : log_position (log_of (store)), found[2];
  if (!complaint && (last < acknowledged || last > acknowledged + BATCH || last % BATCH))
    complaint = "other batches are there than were acknowledged";
  if (!complaint && journal_position (store) != last / BATCH)
    complaint = "log and journal do not go together";
  if (!complaint && (log_scan (log_of (store), 0, check_body, &wrong, &error) < 0 || wrong))
    complaint = "entries are not as they were written";
  if (!complaint && last - names_covered (names) > (SNAPSHOT + 1) * BATCH)
    complaint = "names were not saved with their batch";
  for (uint64_t seq = 1; seq <= last && !complaint; seq++)
    if (names_find (names, fingerprint_of (names, seq), found, 2) != 1 || found[0] != seq)
      complaint = "a name is not found";
  names_close (names);
  store_close (store);
  return complaint;
}

int
main (void)
{
  int wrong = 0, ended = 0;
  uint64_t last = 0;
  alarm (120);
  scratch_path ("x.db");
  for (int round = 0; round < ROUNDS; round++)
    {
      uint64_t done = run_and_kill ();
      const char *complaint = done ? look (done) : NULL;
      ended += done <= last;
      if (complaint && wrong++ < 5)
        tap_note ("round %d, %d acknowledged: %s", round, (int)done, complaint);
      last = done > last ? done : last;
    }
  is_int (ended, 0, "killed %d times, it came further each time: %d entries", ROUNDS, (int)last);
  is_int (wrong, 0, "and each time all that was acknowledged was there");
  return tap_done ();
}
