/* names.c — the index of names, against a plain list of them. */
#include "engine/store/names.h"

#include <stdlib.h>
#include <string.h>

#include "engine/store/log.h"
#include "engine/store/names_parts.h"
#include "tests/fault.h"
#include "tests/scratch.h"
#include "tests/tap.h"

enum
{
  MOST = 1 << 17
};

static struct error error;
static struct store *store;
static struct names *names;

/* What was added: the name of entry i is list[i]. */
static uint64_t list[MOST];
static uint64_t count;

static uint64_t
chance (void)
{
  static uint64_t state = 1;
  state += UINT64_C (0x9E3779B97F4A7C15);
  uint64_t n = (state ^ state >> 30) * UINT64_C (0xBF58476D1CE4E5B9);
  n = (n ^ n >> 27) * UINT64_C (0x94D049BB133111EB);
  return n ^ n >> 31;
}

static uint64_t
open_names (void)
{
  uint64_t upto = 4242;
  error = (struct error){ 0 };
  if (names_open (&names, store, &upto, &error) < 0)
    ok (false, "%s", error.text);
  return upto;
}

static void
begin_with (const char *name)
{
  names_close (names);
  store_close (store);
  names = NULL;
  store = NULL;
  count = 0;
  if (name && store_open (&store, scratch_path (name), STORE_CREATE, &error) < 0)
    ok (false, "%s", error.text);
  open_names ();
}

/* Closes and opens; adds what the log has after what was saved. */
static uint64_t
open_again (const char *name)
{
  names_close (names);
  store_close (store);
  if (store_open (&store, scratch_path (name), STORE_WRITE, &error) < 0)
    ok (false, "%s", error.text);
  uint64_t upto = open_names ();
  count = log_position (log_of (store));
  for (uint64_t seq = upto + 1; seq <= count; seq++)
    names_add (names, list[seq], seq, &error);
  return upto;
}

static int
add (uint64_t fingerprint)
{
  uint64_t seq = count + 1;
  if (store && log_append (log_of (store), LOG_EVENT, "{}", 2, &seq, &error) < 0)
    return -1;
  if (names_add (names, fingerprint, seq, &error) < 0)
    return -1;
  list[seq] = fingerprint;
  count = seq;
  return 0;
}

static int
by_value (const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* Whether exactly the right entries are found. */
static bool
finds (uint64_t fingerprint)
{
  static uint64_t found[MOST];
  names_prefetch (names, fingerprint);
  uint32_t n = names_find (names, fingerprint, found, MOST), at = 0;
  qsort (found, n, sizeof *found, by_value);
  for (uint64_t seq = 1; seq <= count; seq++)
    if (list[seq] == fingerprint && (at == n || found[at++] != seq))
      return false;
  return at == n;
}

static int
save (bool commit)
{
  store_begin (store, &error);
  if (names_save (names, count, &error) < 0)
    {
      store_rollback (store);
      return -1;
    }
  if (!commit)
    {
      store_rollback (store);
      return 0;
    }
  if (store_commit (store, &error) < 0)
    return -1;
  names_saved (names);
  return 0;
}

static void
test_fingerprints (void)
{
  begin_with ("key.db");
  uint64_t first = names_fingerprint (names, "gate", 4, "17", 2);
  ok (first == names_fingerprint (names, "gate", 4, "17", 2), "a name has a fingerprint");
  ok (first != names_fingerprint (names, "gate1", 5, "7", 1), "where the source ends counts");
  open_again ("key.db");
  ok (first == names_fingerprint (names, "gate", 4, "17", 2), "a file's stay the same");
  begin_with ("key2.db");
  ok (first != names_fingerprint (names, "gate", 4, "17", 2), "another file has others");
  begin_with (NULL);
  ok (first != names_fingerprint (names, "gate", 4, "17", 2), "and so has memory");
}

static void
test_few (const char *name, const char *what)
{
  begin_with (name);
  ok (finds (7) && finds (0), "%s: nothing is found in nothing", what);
  add (7);
  add (0);
  add (UINT64_MAX);
  add (7);
  ok (finds (7) && finds (0) && finds (UINT64_MAX), "%s: what was added is found", what);
  ok (finds (8), "%s: what was not is not", what);
  uint64_t out[1] = { 0 };
  is_int (names_find (names, 7, out, 1), 1, "%s: at most so many", what);
  names_forget_after (names, 2);
  count = 2;
  ok (finds (7) && finds (0) && finds (UINT64_MAX), "%s: what is taken back is gone", what);
  is_int (names_add (names, 1, 0, &error), -1, "%s: there is no entry 0", what);
  is_int (names_add (names, 1, UINT64_C (1) << 48, &error), -1, "%s: nor one of that number", what);
}

static void
test_memory (void)
{
  test_few (NULL, "in memory");
  is_int (names_save (names, 2, &error), 0, "there is nothing to save it in");
  names_saved (names);
  ok (finds (7) && finds (0), "so it stays");
}

/* Few values, so that many are equal, and ends of the range. */
static uint64_t
draw (void)
{
  uint64_t n = chance ();
  switch (n % 8)
    {
    case 0: return n / 8 % 3;
    case 1: return UINT64_MAX - n / 8 % 3;
    case 2: return (n / 8 % 50) << 58;
    default: return chance ();
    }
}

static void
add_some (uint64_t most)
{
  store_begin (store, &error);
  uint64_t before = count;
  for (uint64_t n = chance () % most; n > 0 && count + 1 < MOST; n--)
    add (draw ());
  if (chance () % 4)
    {
      store_commit (store, &error);
      return;
    }
  store_rollback (store);
  names_forget_after (names, before);
  count = before;
}

static int
wrong_finds (void)
{
  int wrong = !finds (0) + !finds (UINT64_MAX) + !finds (chance ());
  for (int i = 0; i < 20 && count; i++)
    wrong += !finds (list[1 + chance () % count]);
  return wrong;
}

static void
test_random (void)
{
  int wrong = 0, failed = 0, reopened = 0, uncovered = 0;
  begin_with ("random.db");
  for (int step = 0; step < 400; step++)
    {
      uint64_t saved = names_covered (names);
      switch (chance () % 6)
        {
        case 0: failed += save (true) < 0; break;
        case 1: failed += save (false) < 0; break;
        case 2:
          reopened++;
          uncovered += open_again ("random.db") != saved;
          break;
        default: add_some (step % 50 ? 100 : 2000);
        }
      wrong += wrong_finds ();
    }
  is_int (wrong, 0, "%d names in %d runs, opened %d times: always the right ones", (int)count,
          (int)names->run_count, reopened);
  is_int (failed, 0, "every save succeeds");
  is_int (uncovered, 0, "what was saved is there when opened");
  ok (names->run_count > 1 && names->run_count < 12, "there are a few runs");
}

/* Equal names that fill several parts. */
static void
test_equal (void)
{
  begin_with ("equal.db");
  store_begin (store, &error);
  for (int i = 0; i < 3000; i++)
    add (i % 3 ? UINT64_C (1) << 40 : (uint64_t)i << 32);
  store_commit (store, &error);
  save (true);
  is_int (names->runs[0].parts, 11, "in several parts");
  int wrong = 0;
  for (int i = 0; i < 3000; i++)
    wrong += !finds (list[i + 1]);
  is_int (wrong, 0, "equal ones are found across parts");
  uint64_t out[700];
  is_int (names_find (names, UINT64_C (1) << 40, out, 700), 700, "or as many as are wanted");
}

static void
test_unsaved (void)
{
  begin_with ("unsaved.db");
  for (int i = 0; i < 1000; i++)
    add ((uint64_t)i << 50);
  save (true);
  for (int i = 0; i < 900; i++)
    add ((uint64_t)i << 50);
  store_begin (store, &error);
  names_save (names, count, &error);
  ok (finds (UINT64_C (5) << 50) && finds (UINT64_C (950) << 50),
      "found while it is saved: two runs become one");
  store_rollback (store);
  ok (finds (UINT64_C (5) << 50) && finds (UINT64_C (950) << 50), "and after that was rolled back");
  names_saved (names);
  ok (finds (UINT64_C (5) << 50) && finds (UINT64_C (950) << 50), "whatever is said then");
  is_int (save (true), 0, "it can be saved again");
  ok (finds (UINT64_C (5) << 50) && finds (UINT64_C (950) << 50), "found after it was saved");
  is_int (names->run_count, 1, "as one run");
  is_int (names_save (names, count + 1, &error), -1, "nothing is kept past the end of the log");
  is_int (names_save (names, 3, &error), -1, "nor less than is kept already");
  is_int (names_save (names, count, &error), 0, "with nothing new there is nothing to write");
  names_saved (names);
  add (1);
  add (2);
  store_begin (store, &error);
  is_int (names_save (names, count - 1, &error), 0, "the latest may be left out");
  store_commit (store, &error);
  names_saved (names);
  ok (finds (1) && finds (2), "all are found");
  is_int ((long long)open_again ("unsaved.db"), (long long)count - 1, "opened, it is to be added");
  ok (finds (1) && finds (2), "all are found");
}

/* Entries that have no name: the clock's. */
static void
test_no_names (void)
{
  uint64_t seq;
  begin_with ("clock.db");
  for (int i = 0; i < 30; i++)
    {
      log_append (log_of (store), LOG_CLOCK, "x", 1, &seq, &error);
      count = seq;
      list[seq] = 1;
      save (true);
    }
  ok (names->run_count <= 2, "saves without names do not pile up");
  is_int ((long long)names_covered (names), 30, "but cover the log");
}

static void
test_faults (void)
{
  int rounds = 0, wrong = 0;
  begin_with (NULL);
  fault_start (1);
  for (;; rounds++)
    {
      bool reached;
      for (uint64_t before = count; count < before + 500;)
        if (add (chance ()) < 0)
          {
            wrong += error.code != ERROR_MEMORY;
            break;
          }
      reached = fault_reached ();
      fault_stop ();
      wrong += wrong_finds ();
      if (!reached)
        break;
      begin_with (NULL);
      fault_start (rounds + 2);
    }
  ok (rounds > 3 && wrong == 0, "a name that could not be added changed nothing: %d times", rounds);
}

int
main (void)
{
  test_fingerprints ();
  test_few ("few.db", "in a store");
  test_memory ();
  test_random ();
  test_equal ();
  test_unsaved ();
  test_no_names ();
  test_faults ();
  names_close (names);
  store_close (store);
  return tap_done ();
}
