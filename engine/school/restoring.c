/* restoring.c — where judging stood, out of the store and into it.
 *
 * A school is opened from a snapshot and the tail of the log.  The snapshot is
 * derived: where its version, the policy's hash or a checksum does not fit, it
 * is said aloud and all is judged from nothing.  Nothing is lost by that. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/base/pack.h"
#include "engine/policy/functions.h"
#include "engine/school/school_parts.h"

enum
{
  STATE_VERSION = 1 /* of what judge_save_teacher and the head write */
};

void
school_notice (const struct school *school, const char *format, ...)
{
  char text[512];
  va_list arguments;
  if (!school->ears.notice)
    return;
  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  school->ears.notice (school->ears.context, text);
}

static int
keep_cohort (void *context, int32_t day, const char *sentence, const void *bytes, size_t size,
             struct error *error)
{
  struct school *school = context;
  return cohorts_keep (&school->cohorts, day, sentence, bytes, size, error);
}

void
school_own_judge (struct school *school)
{
  judge_listen (school->judge, school_listener (school));
  judge_keep (school->judge, (struct keeper){ .keep = keep_cohort, .context = school });
}

/* Everything that judging has made; the store is as it was. */
void
school_forget (struct school *school)
{
  rejudging_free (school->again);
  school->again = NULL;
  batch_release (&school->waiting);
  batch_init (&school->waiting, school);
  judge_free (school->judge);
  school->judge = NULL;
  door_free (school->door);
  school->door = NULL;
  names_close (school->names);
  school->names = NULL;
  strings_release (&school->strings);
  strings_release (&school->voided);
  strings_init (&school->strings, (uint64_t)(uintptr_t)school);
  strings_init (&school->voided, (uint64_t)(uintptr_t)school);
  postings_release (&school->postings);
  cohorts_release (&school->cohorts);
  school->frontier.time = school->reached = INT64_MIN;
  school->first = INT64_MAX;
  school->judged = school->snapshot = 0;
  free (school->saved.hashes);
  school->saved = (struct saved){ 0 };
}

static int
begin (struct school *school, struct error *error)
{
  const struct plan *plan = policy_plan (school->policy);
  uint64_t seed = (uint64_t)(uintptr_t)school;
  strings_release (&school->strings);
  if (judge_strings (school->policy, seed, &school->strings, error) < 0
      || functions_open (school->policy, error) < 0
      || door_new (&school->door, &plan->schema, &school->strings, error) < 0
      || judge_new (&school->judge, school->policy, &school->strings, school_listener (school),
                    error)
             < 0)
    return -1;
  school_own_judge (school);
  return 0;
}

static void
save_head (const struct school *school, struct buffer *out)
{
  const struct frontier *last = &school->frontier;
  pack_u (out, STATE_VERSION);
  pack_text (out, policy_plan (school->policy)->hash, 64);
  pack_u (out, school->judged);
  pack_i (out, school->first);
  pack_i (out, school->reached);
  pack_i (out, last->time);
  pack_text (out, last->source, strlen (last->source));
  pack_text (out, last->id, strlen (last->id));
  judge_save_time (school->judge, out);
}

static void
load_name (struct unpack *in, char name[EVENT_NAME_LIMIT + 1])
{
  size_t len;
  const char *text = unpack_text (in, &len);
  in->bad |= len > EVENT_NAME_LIMIT;
  memcpy (name, text, in->bad ? 0 : len);
  name[in->bad ? 0 : len] = '\0';
}

/* 1; or 0 where the head is of another policy or version. */
static int
load_head (struct school *school, const struct buffer *head, struct error *error)
{
  struct unpack in = unpack_of (head->data, head->size);
  size_t len;
  uint64_t version = unpack_u (&in);
  const char *hash = unpack_text (&in, &len);
  if (version != STATE_VERSION || len != 64
      || memcmp (hash, policy_plan (school->policy)->hash, 64) != 0)
    return 0;
  school->snapshot = school->judged = unpack_u (&in);
  school->first = unpack_i (&in);
  school->reached = unpack_i (&in);
  school->frontier.time = unpack_i (&in);
  load_name (&in, school->frontier.source);
  load_name (&in, school->frontier.id);
  if (in.bad)
    return 0;
  return judge_load_time (school->judge, in.at, (size_t)(in.end - in.at), error) < 0 ? -1 : 1;
}

static int
load_teacher (void *context, const char *teacher, const void *row, size_t size, struct error *error)
{
  struct school *school = context;
  return judge_load_teacher (school->judge, teacher, strlen (teacher), row, size, error);
}

/* The names that voids took out are found by their entries. */
static int
load_voids (void *context, const uint64_t *seqs, uint32_t count, struct error *error)
{
  struct batch *batch = context;
  for (uint32_t i = 0; i < count; i++)
    {
      struct log_entry entry;
      int status = log_read (batch->school->log, seqs[i], &entry, error);
      if (status < 0 || (status == 1 && batch_add (batch, &entry, error) < 0))
        return -1;
    }
  for (uint32_t i = 0; i < batch->timeline.count; i++)
    if (batch->timeline.records[i]->type == EVENT_VOID
        && school_add_voided (batch->school, batch->timeline.records[i], error) < 0)
      return -1;
  return 0;
}

static int
restore_voids (struct school *school, struct error *error)
{
  struct batch batch;
  batch_init (&batch, school);
  int status = postings_read (&school->postings, school->store, POSTINGS_VOIDS,
                              strlen (POSTINGS_VOIDS), load_voids, &batch, error);
  batch_release (&batch);
  return status;
}

/* 1 where judging stands as the snapshot says, 0 where there is none to be
 * believed. */
static int
load_snapshot (struct school *school, struct error *error)
{
  struct buffer head = BUFFER_INIT;
  char why[160] = "";
  int status = snapshot_head (school->store, &head, why, error);
  if (status == 1)
    status = load_head (school, &head, error);
  if (status == 1 && snapshot_teachers (school->store, load_teacher, school, error) < 0)
    {
      if (error->code == ERROR_INPUT)
        snprintf (why, sizeof why, "%.150s", error->text);
      status = error->code == ERROR_INPUT ? 0 : -1;
    }
  if (status == 0 && (*why || head.size))
    school_notice (school, "the snapshot is not believed (%s): all is judged from the log",
                   *why ? why : "of another policy or version");
  buffer_release (&head);
  return status;
}

/* A scan of the log: into a batch, and into the indexes. */
struct scan
{
  struct school *school;
  struct batch batch;
  bool names, postings; /* which indexes lack its entries */
};

static int
add_posting (void *context, const char *id, size_t len, struct error *error)
{
  struct batch *batch = context;
  return postings_add (&batch->school->postings, id, len, batch->upto) < 0 ? error_memory (error)
                                                                           : 0;
}

static int
index_record (struct scan *scan, const struct record *record, struct error *error)
{
  struct school *school = scan->school;
  const struct strings *strings = &school->strings;
  if (scan->names
      && names_add (school->names,
                    names_fingerprint (school->names, strings_text (strings, record->source),
                                       strings_length (strings, record->source), record_id (record),
                                       record->id_size),
                    record->origin, error)
             < 0)
    return -1;
  return scan->postings ? school_concerned (school, record, add_posting, &scan->batch, error) : 0;
}

static int
scan_entry (void *context, const struct log_entry *entry, struct error *error)
{
  struct scan *scan = context;
  struct school *school = scan->school;
  uint32_t before = scan->batch.timeline.count;
  int64_t instant;
  if (entry->kind == LOG_CLOCK && instant_read (entry->body, entry->size, &instant, error) == 0
      && instant > school->reached)
    school->reached = instant;
  if (batch_add (&scan->batch, entry, error) < 0)
    return -1;
  return scan->batch.timeline.count > before
             ? index_record (scan, scan->batch.timeline.records[before], error)
             : 0;
}

/* Names that the index lost, of entries the snapshot covers. */
static int
rescan_names (struct school *school, uint64_t upto, struct error *error)
{
  struct scan scan = { .school = school, .names = true };
  if (upto >= school->snapshot)
    return 0;
  batch_init (&scan.batch, school);
  int status = log_scan (school->log, upto, scan_entry, &scan, error);
  batch_release (&scan.batch);
  return status;
}

/* Everything judged from nothing, and compared with what stands. */
static int
judge_from_nothing (struct school *school, const struct batch *tail, struct error *error)
{
  judge_free (school->judge);
  school->judge = NULL;
  for (uint32_t i = 0; i < tail->timeline.count; i++)
    if (tail->timeline.records[i]->type == EVENT_VOID
        && school_add_voided (school, tail->timeline.records[i], error) < 0)
      return -1;
  school->judged = log_position (school->log);
  return school_rejudge (school, NULL, "{\"opening\":true}", error);
}

/* The clock may have gone on after the last event. */
static int
reach (struct school *school, struct error *error)
{
  school->judged = log_position (school->log);
  return judge_time (school->judge) != INT64_MIN && school->reached > judge_time (school->judge)
             ? judge_advance (school->judge, school->reached, error)
             : 0;
}

/* Goes on from the snapshot.  Whom the tail has late events about is judged
 * wrongly on the way, and again at its end: so nothing is told before. */
static int
judge_on (struct school *school, struct batch *tail, struct rejudging *again, struct error *error)
{
  school->silent = again != NULL;
  int status = school_go_on (school, tail, error);
  if (status == 0)
    status = reach (school, error);
  school->silent = false;
  if (status == 0 && again)
    status = rejudging_step (again, UINT32_MAX, error);
  return status == 0 && again ? rejudging_finish (again, error) : status;
}

/* Judges the tail: all from nothing where there is no snapshot, the journal is
 * behind, or everybody is concerned by something late. */
static int
judge_tail (struct school *school, struct batch *tail, bool believed, struct error *error)
{
  struct rejudging *again = NULL;
  if (believed && school_find_late (school, tail, &again, error) < 0)
    return -1;
  int status = !believed || (again && (!school->replaying || rejudging_is_of_all (again)))
                   ? judge_from_nothing (school, tail, error)
                   : judge_on (school, tail, again, error);
  rejudging_free (again);
  return status;
}

static int
restore_tail (struct school *school, bool believed, uint64_t names_upto, bool replaying,
              struct error *error)
{
  struct scan scan
      = { .school = school, .names = names_upto <= school->snapshot, .postings = true };
  batch_init (&scan.batch, school);
  struct buffer behind = BUFFER_INIT;
  int lagging = store_get (school->store, "behind", &behind, error);
  if (lagging == 1)
    lagging = strcmp (buffer_string (&behind), "1") == 0;
  buffer_release (&behind);
  if (lagging < 0)
    {
      batch_release (&scan.batch);
      return -1;
    }
  /* Where the journal was behind the log, a difference is no drift. */
  school->replaying = replaying && !lagging;
  int status = log_scan (school->log, school->snapshot, scan_entry, &scan, error);
  if (status == 0)
    status = judge_tail (school, &scan.batch, believed, error);
  school->replaying = false;
  if (status == 0 && lagging && !school->read_only)
    status = store_put (school->store, "behind", "0", 1, error);
  batch_release (&scan.batch);
  return status;
}

static int
restore (struct school *school, bool replaying, struct error *error)
{
  uint64_t names_upto;
  school_forget (school);
  if (names_open (&school->names, school->store, &names_upto, error) < 0)
    return -1;
  if (!school->policy)
    return 0;
  if (begin (school, error) < 0)
    return -1;
  int believed = load_snapshot (school, error);
  if (believed < 0)
    return -1;
  if (!believed)
    {
      judge_free (school->judge);
      door_free (school->door);
      school->judge = NULL;
      school->door = NULL;
      school->snapshot = 0;
      school->frontier.time = school->reached = INT64_MIN;
      school->first = INT64_MAX;
      if (begin (school, error) < 0
          || (!school->read_only && snapshot_drop (school->store, error) < 0))
        return -1;
    }
  school->stale = false;
  return rescan_names (school, names_upto, error) < 0 || restore_voids (school, error) < 0
                 || restore_tail (school, believed, names_upto, replaying, error) < 0
             ? -1
             : 0;
}

int
school_restore (struct school *school, struct error *error)
{
  return restore (school, true, error);
}

int
school_switch (struct school *school, struct policy *policy, struct error *error)
{
  judge_free (school->judge); /* it borrows from the policy */
  school->judge = NULL;
  policy_free (school->policy);
  school->policy = policy;
  return snapshot_drop (school->store, error) < 0 ? -1 : restore (school, false, error);
}

/* Teachers whose state is not what was written of it last. */
struct saving
{
  struct school *school;
  struct buffer bytes;
};

static int
save_teacher (void *context, uint32_t teacher, const char *id, size_t len, struct error *error)
{
  struct saving *saving = context;
  struct school *school = saving->school;
  struct saved *saved = &school->saved;
  (void)len;
  buffer_clear (&saving->bytes);
  if (judge_save_teacher (school->judge, teacher, &saving->bytes, error) < 0)
    return -1;
  uint64_t hash = XXH3_64bits (saving->bytes.data, saving->bytes.size);
  uint32_t had = saved->count;
  if (ARRAY_ROOM (saved->hashes, teacher, saved->capacity, 1) < 0)
    return error_memory (error);
  if (saved->count <= teacher)
    saved->count = teacher + 1;
  for (uint32_t i = had; i < saved->count; i++)
    saved->hashes[i] = 0;
  if (saved->hashes[teacher] == hash)
    return 0;
  saved->hashes[teacher] = hash;
  return snapshot_put_teacher (school->store, id, saving->bytes.data, saving->bytes.size, error);
}

int
school_save (struct school *school, struct error *error)
{
  struct saving saving = { .school = school };
  struct buffer head = BUFFER_INIT;
  save_head (school, &head);
  int status = head.failed ? error_memory (error)
                           : judge_teachers (school->judge, save_teacher, &saving, error);
  if (status == 0)
    status = cohorts_save (&school->cohorts, school->store, error);
  if (status == 0)
    status = postings_save (&school->postings, school->store, error);
  if (status == 0)
    status = names_save (school->names, log_position (school->log), error);
  if (status == 0)
    status = snapshot_put_head (school->store, head.data, head.size, error);
  buffer_release (&saving.bytes);
  buffer_release (&head);
  return status;
}
