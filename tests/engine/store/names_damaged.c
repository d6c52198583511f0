/* names_damaged.c — an index of names that is lost or damaged is left out from
 * there on, and rebuilt. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/log.h"
#include "engine/store/names_parts.h"
#include "tests/scratch.h"
#include "tests/tap.h"

enum
{
  FIRST = 3000, /* names of the first run, and of the second */
  SECOND = 400,
  ALL = FIRST + SECOND
};

static struct error error;
static struct store *store;
static struct names *names;

static uint64_t
name_of (uint64_t seq)
{
  return seq * UINT64_C (0x9E3779B97F4A7C15);
}

static void
open_store (void)
{
  if (store_open (&store, scratch_path ("x.db"), STORE_CREATE, &error) < 0)
    ok (false, "%s", error.text);
}

static void
close_all (void)
{
  names_close (names);
  store_close (store);
  names = NULL;
  store = NULL;
}

static void
save (uint64_t upto)
{
  if (names_save (names, upto, &error) < 0)
    ok (false, "%s", error.text);
  names_saved (names);
}

/* A file whose log has ALL entries, with their names in two runs. */
static void
make (void)
{
  uint64_t upto, seq;
  remove (scratch_path ("x.db"));
  open_store ();
  names_open (&names, store, &upto, &error);
  store_begin (store, &error);
  for (uint64_t i = 1; i <= ALL; i++)
    {
      log_append (log_of (store), LOG_EVENT, "{}", 2, &seq, &error);
      names_add (names, name_of (seq), seq, &error);
    }
  store_commit (store, &error);
  save (FIRST);
  save (ALL);
  if (names->run_count != 2)
    ok (false, "two runs, not %d", (int)names->run_count);
  close_all ();
}

static void
other_program (const char *sql)
{
  sqlite3 *db;
  sqlite3_open (scratch_path ("x.db"), &db);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    ok (false, "%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}

/* How many names are not found as they should be. */
static int
wrong_finds (void)
{
  uint64_t out[4];
  int wrong = 0;
  for (uint64_t seq = 1; seq <= ALL; seq++)
    wrong += names_find (names, name_of (seq), out, 4) != 1 || out[0] != seq;
  return wrong;
}

/* Opens a file that was damaged, does as the header asks, and looks at what
 * is there after it was saved. */
static void
is_rebuilt (const char *sql, uint64_t expected, const char *what)
{
  uint64_t upto;
  make ();
  other_program (sql);
  open_store ();
  is_int (names_open (&names, store, &upto, &error), 0, "%s: the index opens", what);
  is_int ((long long)upto, (long long)expected, "%s: as far as it is believed", what);
  for (uint64_t seq = upto + 1; seq <= ALL; seq++)
    names_add (names, name_of (seq), seq, &error);
  is_int (wrong_finds (), 0, "%s: with what the log adds, all are found", what);
  is_int (names_save (names, ALL, &error), 0, "%s: it is saved: %s", what, error.text);
  names_saved (names);
  is_int (wrong_finds (), 0, "%s: and all are found", what);
  close_all ();
  open_store ();
  names_open (&names, store, &upto, &error);
  is_int ((long long)upto, ALL, "%s: opened again, it is whole", what);
  is_int (wrong_finds (), 0, "%s: and all are found again", what);
  close_all ();
}

/* Damage that comes while the file is open. */
static void
test_later (void)
{
  uint64_t upto, out[4];
  make ();
  open_store ();
  names_open (&names, store, &upto, &error);
  other_program ("UPDATE names_part SET entries = zeroblob(length(entries))");
  is_int (names_find (names, name_of (1), out, 4), 0, "a name that cannot be read is not found");
  is_int (names_add (names, 1, ALL + 1, &error), -1, "but then the next is not added");
  ok (strstr (error.text, "the index of names is damaged: open it again") != NULL, "it says so: %s",
      error.text);
  is_int (names_add (names, 1, ALL + 1, &error), 0, "it is said once");
  names_find (names, name_of (1), out, 4);
  is_int (names_save (names, ALL, &error), -1, "by whatever comes first");
  close_all ();
  open_store ();
  names_open (&names, store, &upto, &error);
  is_int ((long long)upto, 0, "opened again, it is left out");
  close_all ();
}

int
main (void)
{
  is_rebuilt ("SELECT 1", ALL, "nothing");
  is_rebuilt ("UPDATE names_run SET upto = upto + 1 WHERE run = 1", 0, "a first run's end");
  is_rebuilt ("UPDATE names_run SET count = 1 WHERE run = 2", FIRST, "a second run's length");
  is_rebuilt ("UPDATE names_run SET checksum = 1", 0, "both runs' checksums");
  is_rebuilt ("DELETE FROM names_run WHERE run = 1", 0, "the first run's row");
  is_rebuilt ("DELETE FROM names_run WHERE run = 2", FIRST, "the second run's row");
  is_rebuilt ("DELETE FROM names_run", 0, "all runs' rows");
  is_rebuilt ("DELETE FROM names_part", 0, "all parts");
  is_rebuilt ("DELETE FROM names_part WHERE part = (2 << 32) + 1", FIRST, "one part");
  is_rebuilt ("UPDATE names_part SET entries = x'00' WHERE part = (1 << 32) + 9", 0,
              "a part cut short");
  is_rebuilt ("UPDATE names_part SET part = (1 << 32) + 99 WHERE part = (1 << 32) + 3", 0,
              "a part moved");
  is_rebuilt ("UPDATE names_part SET checksum = checksum + 1 WHERE part = 2 << 32", FIRST,
              "a part's checksum");
  is_rebuilt ("UPDATE names_part SET part = (9 << 32) WHERE part = 2 << 32", FIRST,
              "a part astray");
  is_rebuilt ("DELETE FROM names_key", 0, "the key");
  is_rebuilt ("UPDATE names_key SET key = x'00'", 0, "a key cut short");
  is_rebuilt ("UPDATE names_key SET key = randomblob(16)", 0, "another key");
  test_later ();
  return tap_done ();
}
