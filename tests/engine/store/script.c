/* script.c — a run of batches with everything a school keeps. */
#include "tests/engine/store/script.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/store/journal.h"
#include "engine/store/log.h"
#include "engine/store/snapshot.h"

enum
{
  EVENTS = 4, /* a batch, and one of the clock */
  ENTRIES = EVENTS + 1,
  SNAPSHOT = 2 /* batches */
};

static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static const char *
teacher_of (uint64_t seq)
{
  static const char *const teachers[] = { "T1", "T2", "" };
  return teachers[seq % 3];
}

/* The texts are long enough for a batch to fill more than a page. */
static int
body_of (char body[1024], uint64_t seq)
{
  int size = snprintf (body, 1024, "{\"id\":\"e%d\",\"source\":\"gate\",\"data\":\"", (int)seq);
  memset (body + size, 'a' + (int)(seq % 26), 600);
  return size + 600 + snprintf (body + size + 600, 1024 - (size_t)size - 600, "\"}");
}

static uint64_t
fingerprint_of (const struct names *names, uint64_t seq)
{
  char id[32];
  int len = snprintf (id, sizeof id, "e%d", (int)seq);
  return names_fingerprint (names, "gate", 4, id, (size_t)len);
}

static int
add_name (struct names *names, uint64_t seq, struct error *error)
{
  uint64_t found, fingerprint = fingerprint_of (names, seq);
  if (names_find (names, fingerprint, &found, 1))
    return error_set (error, ERROR_CONFLICT, "name %d was there", (int)seq);
  return names_add (names, fingerprint, seq, error);
}

/* ---- Writing ---- */

static int
write_events (struct script *script, struct error *error)
{
  struct log *log = log_of (script->store);
  uint64_t seq;
  char body[1024];
  for (int i = 0; i < EVENTS; i++)
    {
      int size = body_of (body, log_position (log) + 1);
      if (log_append (log, LOG_EVENT, body, (size_t)size, &seq, error) < 0
          || add_name (script->names, seq, error) < 0)
        return -1;
    }
  return log_append (log, LOG_CLOCK, "2024-09-01T00:00:00Z", 20, &seq, error);
}

static int
write_decisions (struct script *script, uint64_t commit, struct error *error)
{
  uint64_t seq, first = journal_position (script->store) + 1;
  for (uint64_t i = first; i < first + 2; i++)
    {
      char id[32];
      snprintf (id, sizeof id, "d%d", (int)i);
      struct journal_entry entry = { .time = (int64_t)i * 7 % 5,
                                     .id = id,
                                     .teacher = teacher_of (i),
                                     .rule = "late",
                                     .body = "{\"outcome\":\"fired\"}",
                                     .size = 19,
                                     .cause = "{}",
                                     .commit = commit };
      if (journal_issue (script->store, &entry, &seq, error) < 0)
        return -1;
    }
  return journal_withdraw (script->store, first, "{}", commit, &seq, error);
}

static int
write_snapshot (struct script *script, uint64_t upto, struct error *error)
{
  struct store *store = script->store;
  char row[64];
  size_t size = (size_t)snprintf (row, sizeof row, "state at %d", (int)upto);
  const uint64_t seqs[] = { upto - 1, upto };
  return snapshot_put_head (store, row, size, error) < 0
                 || snapshot_put_teacher (store, "T1", row, size, error) < 0
                 || snapshot_put_teacher (store, teacher_of (upto), row, size, error) < 0
                 || snapshot_put_cohort (store, (int32_t)upto, "best", row, size, error) < 0
                 || snapshot_put_history (store, "T1", seqs, 2, error) < 0
                 || names_save (script->names, upto, error) < 0
             ? -1
             : 0;
}

static int
write_rest (struct script *script, uint64_t number, struct error *error)
{
  struct store *store = script->store;
  struct refused refused = {
    .at = 5, .line = number, .id = "x", .field = "time", .reason = "none", .text = "{}", .len = 2
  };
  struct commit commit = {
    number, log_position (log_of (store)), journal_position (store), { (unsigned char)number }
  };
  return store_put (store, "batches", &number, 1, error) < 0
                 || store_put_policy_file (store, hash, "rules.lua", "x", 1, error) < 0
                 || store_refuse (store, &refused, error) < 0
                 || store_put_commit (store, &commit, error) < 0
             ? -1
             : 0;
}

static int
write_batch (struct script *script, struct error *error)
{
  uint64_t number = (uint64_t)script->batches + 1;
  if (write_events (script, error) < 0 || write_decisions (script, number, error) < 0)
    return -1;
  if (number % SNAPSHOT == 0
      && write_snapshot (script, log_position (log_of (script->store)), error) < 0)
    return -1;
  return write_rest (script, number, error);
}

int
script_batch (struct script *script, struct error *error)
{
  uint64_t before = log_position (log_of (script->store));
  if (store_begin (script->store, error) < 0)
    return -1;
  if (write_batch (script, error) < 0 || store_commit (script->store, error) < 0)
    {
      store_rollback (script->store);
      names_forget_after (script->names, before);
      return -1;
    }
  names_saved (script->names);
  script->batches++;
  return 0;
}

int
script_run (struct script *script, int batches, struct error *error)
{
  if (!script->store && script_open (script, error) < 0)
    return -1;
  while (script->batches < batches)
    {
      if (script_batch (script, error) < 0)
        return -1;
      if (script->batches != SCRIPT_BATCHES / 2)
        continue;
      script_close (script);
      if (script_open (script, error) < 0)
        return -1;
    }
  return 0;
}

/* ---- Opening ---- */

static int
add_missing (void *context, const struct log_entry *entry, struct error *error)
{
  struct script *script = context;
  return entry->kind == LOG_EVENT ? add_name (script->names, entry->seq, error) : 0;
}

int
script_open (struct script *script, struct error *error)
{
  uint64_t upto;
  if (store_open_as (&script->store, script->path, STORE_CREATE, &script->how, error) < 0)
    return -1;
  if (names_open (&script->names, script->store, &upto, error) == 0
      && log_scan (log_of (script->store), upto, add_missing, script, error) == 0)
    return 0;
  script_close (script);
  return -1;
}

void
script_close (struct script *script)
{
  names_close (script->names);
  store_close (script->store);
  script->names = NULL;
  script->store = NULL;
}

/* ---- Reading ---- */

static int
done (const struct buffer *out, struct error *error)
{
  return out->failed ? error_memory (error) : 0;
}

static int
dump_log (void *context, const struct log_entry *entry, struct error *error)
{
  buffer_format (context, "log %d %d %.*s\n", (int)entry->seq, (int)entry->kind, (int)entry->size,
                 entry->body);
  return done (context, error);
}

static int
dump_journal (void *context, const struct journal_entry *entry, struct error *error)
{
  buffer_format (context, "journal %s %s %s %d ", entry->teacher, entry->rule, entry->id,
                 (int)entry->time);
  journal_line (context, entry);
  buffer_char (context, '\n');
  return done (context, error);
}

static int
dump_file (void *context, const char *name, const void *body, size_t size, struct error *error)
{
  buffer_format (context, "file %s %.*s\n", name, (int)size, (const char *)body);
  return done (context, error);
}

static int
dump_refused (void *context, const struct refused *refused, struct error *error)
{
  buffer_format (context, "refused %d %d %s %s %s %.*s\n", (int)refused->at, (int)refused->line,
                 refused->id, refused->field, refused->reason, (int)refused->len, refused->text);
  return done (context, error);
}

static int
dump_commit (void *context, const struct commit *commit, struct error *error)
{
  buffer_format (context, "commit %d %d %d %d\n", (int)commit->number, (int)commit->log,
                 (int)commit->journal, commit->hash[0]);
  return done (context, error);
}

static int
dump_teacher (void *context, const char *teacher, const void *row, size_t size, struct error *error)
{
  buffer_format (context, "teacher %s %.*s\n", teacher, (int)size, (const char *)row);
  return done (context, error);
}

static int
dump_seqs (void *context, const uint64_t *seqs, uint32_t count, struct error *error)
{
  for (uint32_t i = 0; i < count; i++)
    buffer_format (context, "history %d\n", (int)seqs[i]);
  return done (context, error);
}

/* What is one value: found or not. */
static int
dump_values (struct script *script, struct buffer *out, struct error *error)
{
  struct buffer value = BUFFER_INIT;
  char why[160];
  int number = store_get (script->store, "batches", &value, error);
  if (number == 1)
    buffer_format (out, "batches %d\n", value.data[0]);
  int head = number < 0 ? -1 : snapshot_head (script->store, &value, why, error);
  if (head == 1)
    buffer_format (out, "head %s%s\n", buffer_string (&value), why);
  int32_t day = ENTRIES * SNAPSHOT;
  int cohort = head < 0 ? -1 : snapshot_cohort (script->store, day, "best", &value, error);
  if (cohort == 1)
    buffer_format (out, "cohort %s\n", buffer_string (&value));
  buffer_release (&value);
  return cohort < 0 ? -1 : done (out, error);
}

int
script_dump (struct script *script, struct buffer *out, struct error *error)
{
  struct store *store = script->store;
  const struct journal_query all = { 0 }, standing = { .standing = true };
  buffer_clear (out);
  return log_scan (log_of (store), 0, dump_log, out, error) < 0
                 || journal_read (store, &all, dump_journal, out, error) < 0
                 || journal_read (store, &standing, dump_journal, out, error) < 0
                 || journal_standing_of (store, "T1", dump_journal, out, error) < 0
                 || store_policy_files (store, hash, dump_file, out, error) < 0
                 || store_refusals (store, 0, dump_refused, out, error) < 0
                 || store_commits (store, 1, dump_commit, out, error) < 0
                 || snapshot_teachers (store, dump_teacher, out, error) < 0
                 || snapshot_history (store, "T1", dump_seqs, out, error) < 0
                 || dump_values (script, out, error) < 0
             ? -1
             : 0;
}

int
script_wrong_names (struct script *script)
{
  int wrong = 0;
  uint64_t last = log_position (log_of (script->store)), found[4];
  for (uint64_t seq = 1; seq <= last + 1; seq++)
    {
      uint32_t count = names_find (script->names, fingerprint_of (script->names, seq), found, 4);
      bool is_event = seq % ENTRIES && seq <= last;
      wrong += count != is_event || (is_event && found[0] != seq);
    }
  return wrong;
}

const char *
script_expected (int batches)
{
  static struct buffer expected[SCRIPT_BATCHES + 1];
  struct script script = { .path = ":memory:" };
  struct error error = { 0 };
  if (!expected[batches].size)
    {
      if (script_open (&script, &error) < 0)
        abort ();
      while (script.batches < batches)
        if (script_batch (&script, &error) < 0)
          abort ();
      if (script_dump (&script, &expected[batches], &error) < 0)
        abort ();
      script_close (&script);
    }
  return buffer_string (&expected[batches]);
}

/* Whether SQLite finds its own file in order. */
static bool
is_sound (struct script *script)
{
  sqlite3_stmt *statement;
  bool sound
      = sqlite3_prepare_v2 (script->store->db, "PRAGMA integrity_check", -1, &statement, NULL)
            == SQLITE_OK
        && sqlite3_step (statement) == SQLITE_ROW
        && strcmp ((const char *)sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  return sound;
}

int
script_check (struct script *script, struct error *error)
{
  struct buffer dump = BUFFER_INIT;
  struct commit last = { 0 };
  if (store_last_commit (script->store, &last, error) < 0 || script_dump (script, &dump, error) < 0)
    {
      buffer_release (&dump);
      return -1;
    }
  bool same = last.number <= SCRIPT_BATCHES
              && strcmp (buffer_string (&dump), script_expected ((int)last.number)) == 0;
  buffer_release (&dump);
  if (!is_sound (script))
    return error_set (error, ERROR_INPUT, "SQLite finds it damaged");
  if (!same)
    return error_set (error, ERROR_INPUT, "it does not hold %d batches, nor any other number",
                      (int)last.number);
  if (script_wrong_names (script))
    return error_set (error, ERROR_INPUT, "%d names are not found", script_wrong_names (script));
  return (int)last.number;
}
