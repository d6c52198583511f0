/* school.c — one school, live. */
#include "engine/school/school.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/digest.h"
#include "engine/school/school_parts.h"
#include "engine/school/why.h"

enum
{
  SNAPSHOT_EVERY = 100000, /* entries of the log */
  SAME_FINGERPRINT = 64    /* names looked at, at most; two alike are rare enough */
};

const struct plan *
school_plan (const struct school *school)
{
  return school->policy ? policy_plan (school->policy) : NULL;
}

struct store *
school_store (struct school *school)
{
  return school->store;
}

int64_t
school_clock (const struct school *school)
{
  return school->reached;
}

static void
release (struct school *school)
{
  school_forget (school);
  batch_release (&school->waiting);
  strings_release (&school->strings);
  strings_release (&school->voided);
  json_reader_free (school->comparing);
  digest_free (school->digest);
  policy_free (school->policy);
  buffer_release (&school->chained);
  buffer_release (&school->text);
  store_close (school->store);
  free (school);
}

int
school_open (struct school **out, const char *path, enum store_mode mode, struct school_ears ears,
             struct error *error)
{
  struct school *school = calloc (1, sizeof *school);
  if (!school)
    return error_memory (error);
  school->ears = ears;
  school->read_only = mode == STORE_READ;
  strings_init (&school->strings, 0);
  strings_init (&school->voided, 0);
  batch_init (&school->waiting, school);
  if (store_open (&school->store, path, mode, error) < 0 || digest_new (&school->digest, error) < 0
      || json_reader_new (&school->comparing, EVENT_DEPTH_LIMIT, error) < 0
      || store_last_commit (school->store, &school->commit, error) < 0)
    {
      release (school);
      return -1;
    }
  school->log = log_of (school->store);
  if (stored_policy (school->store, &school->policy, error) < 0 || school_begin (school, error) < 0
      || (school->stale = true, school_restore (school, error)) < 0
      || school_commit (school, error) < 0)
    {
      release (school);
      return -1;
    }
  *out = school;
  return 0;
}

int
school_begin (struct school *school, struct error *error)
{
  if (school->stale && school_recover (school, error) < 0)
    return -1;
  return school->read_only ? 0 : store_begin (school->store, error);
}

/* After a call that failed: what was committed is judged anew. */
int
school_recover (struct school *school, struct error *error)
{
  buffer_clear (&school->chained);
  if (store_last_commit (school->store, &school->commit, error) < 0
      || (!school->read_only && store_begin (school->store, error) < 0))
    return -1;
  if (school_restore (school, error) < 0 || school_commit (school, error) < 0)
    {
      school_roll_back (school);
      return -1;
    }
  return 0;
}

void
school_roll_back (struct school *school)
{
  if (!school->read_only)
    store_rollback (school->store);
  school->stale = true;
}

/* The chain: SHA-256 of the hash before, in hexadecimal, and a line for each
 * body and each entry of the journal. */
static int
end_chain (struct school *school, struct error *error)
{
  struct commit *commit = &school->commit;
  struct buffer all = BUFFER_INIT;
  if (!school->chained.size)
    return 0;
  for (int i = 0; commit->number && i < 32; i++)
    buffer_format (&all, "%02x", commit->hash[i]);
  buffer_char (&all, '\n');
  buffer_add (&all, school->chained.data, school->chained.size);
  commit->number++;
  commit->log = log_position (school->log);
  commit->journal = journal_position (school->store);
  int status = all.failed ? error_memory (error) : 0;
  if (status == 0)
    status = digest_bytes (school->digest, all.data, all.size, commit->hash) < 0
                 ? error_memory (error)
                 : 0;
  if (status == 0)
    status = store_put_commit (school->store, commit, error);
  buffer_release (&all);
  buffer_clear (&school->chained);
  return status;
}

int
school_commit (struct school *school, struct error *error)
{
  if (school->read_only)
    return 0;
  bool saves = school->judge && !school->again
               && (school->save_next || school->judged >= school->snapshot + SNAPSHOT_EVERY);
  if ((saves && school_save (school, error) < 0) || end_chain (school, error) < 0
      || store_commit (school->store, error) < 0)
    {
      school_roll_back (school);
      return -1;
    }
  if (saves)
    school_saved (school);
  return 0;
}

void
school_saved (struct school *school)
{
  names_saved (school->names);
  postings_clear (&school->postings);
  cohorts_release (&school->cohorts);
  school->snapshot = school->judged;
  school->save_next = false;
}

void
school_close (struct school *school)
{
  struct error error;
  if (!school)
    return;
  if (school->again && !school->stale && school_finish (school, &error) < 0)
    school->stale = true;
  if (school->judge && !school->stale && !school->read_only && school->judged > school->snapshot
      && store_begin (school->store, &error) == 0)
    {
      if (school_save (school, &error) < 0 || store_commit (school->store, &error) < 0)
        store_rollback (school->store);
    }
  release (school);
}

static int
chain_body (struct school *school, const char *body, size_t size, struct error *error)
{
  buffer_add (&school->chained, body, size);
  buffer_char (&school->chained, '\n');
  return school->chained.failed ? error_memory (error) : 0;
}

static int
canonical (struct school *school, const char *text, size_t len, struct buffer *out,
           struct error *error)
{
  struct json_doc doc;
  return json_read (school->comparing, text, len, &doc, error) < 0
                 || json_canonical (&doc, 0, out, error) < 0
             ? -1
             : 0;
}

/* Whether two texts are the same event: 1, 0 or -1. */
static int
same_event (struct school *school, const struct log_entry *entry, const struct school_text *text,
            struct error *error)
{
  struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
  if (entry->size == text->len && memcmp (entry->body, text->text, text->len) == 0)
    return 1;
  int status = canonical (school, entry->body, entry->size, &a, error);
  if (status == 0)
    status = canonical (school, text->text, text->len, &b, error);
  if (status == 0)
    status = a.size == b.size && memcmp (a.data, b.data, a.size) == 0;
  buffer_release (&a);
  buffer_release (&b);
  return status;
}

/* What taking one text came to. */
enum taken
{
  TAKEN_FAILED = -1,
  TAKEN_NEW,
  TAKEN_DUPLICATE,
  TAKEN_CONFLICT
};

/* Whether an entry of the log has the record's name. */
static int
has_name (struct school *school, const struct log_entry *entry, const struct record *record,
          struct error *error)
{
  struct arena arena = ARENA_INIT;
  struct record *earlier;
  struct refusal refusal;
  int status
      = school_take_text (school, entry->body, entry->size, &arena, &earlier, &refusal, error);
  if (status == 1)
    status = earlier->source == record->source && earlier->id_size == record->id_size
             && memcmp (record_id (earlier), record_id (record), record->id_size) == 0;
  arena_release (&arena);
  return status;
}

static enum taken
look_up (struct school *school, const struct record *record, uint64_t fingerprint,
         const struct school_text *text, struct error *error)
{
  uint64_t seqs[SAME_FINGERPRINT];
  uint32_t count = names_find (school->names, fingerprint, seqs, SAME_FINGERPRINT);
  for (uint32_t i = 0; i < count; i++)
    {
      struct log_entry entry;
      int status = log_read (school->log, seqs[i], &entry, error);
      if (status == 1)
        status = has_name (school, &entry, record, error);
      if (status < 0)
        return TAKEN_FAILED;
      if (status == 0)
        continue;
      /* The entry's text may have moved while its name was read. */
      if (log_read (school->log, seqs[i], &entry, error) < 0
          || (status = same_event (school, &entry, text, error)) < 0)
        return TAKEN_FAILED;
      return status ? TAKEN_DUPLICATE : TAKEN_CONFLICT;
    }
  return TAKEN_NEW;
}

static int
add_posting (void *context, const char *id, size_t len, struct error *error)
{
  struct batch *batch = context;
  return postings_add (&batch->school->postings, id, len, batch->upto) < 0 ? error_memory (error)
                                                                           : 0;
}

static int
accept (struct school *school, struct batch *batch, struct record *record, uint64_t fingerprint,
        const struct school_text *text, struct error *error)
{
  uint64_t seq;
  if (log_append (school->log, LOG_EVENT, text->text, text->len, &seq, error) < 0
      || names_add (school->names, fingerprint, seq, error) < 0
      || chain_body (school, text->text, text->len, error) < 0)
    return -1;
  record->origin = batch->upto = seq;
  return school_concerned (school, record, add_posting, batch, error) < 0
                 || batch_add_record (batch, record, error) < 0
             ? -1
             : 0;
}

static int
refuse (struct school *school, const struct school_text *text, const struct refusal *refusal,
        struct error *error)
{
  struct refused refused = { .line = text->line,
                             .id = refusal->id,
                             .field = refusal->field,
                             .reason = refusal->error.text,
                             .text = text->text,
                             .len = text->len };
  return store_refuse (school->store, &refused, error);
}

static enum taken
take (struct school *school, struct batch *batch, const struct school_text *text,
      struct refusal *refusal, struct error *error)
{
  struct record *record;
  int status
      = school_take_text (school, text->text, text->len, &batch->arena, &record, refusal, error);
  if (status <= 0)
    return status < 0 ? TAKEN_FAILED : TAKEN_CONFLICT;
  uint64_t fingerprint = names_fingerprint (
      school->names, strings_text (&school->strings, record->source),
      strings_length (&school->strings, record->source), record_id (record), record->id_size);
  enum taken taken = look_up (school, record, fingerprint, text, error);
  if (taken == TAKEN_NEW)
    return accept (school, batch, record, fingerprint, text, error) < 0 ? TAKEN_FAILED : TAKEN_NEW;
  if (taken == TAKEN_CONFLICT)
    {
      *refusal = (struct refusal){ .field = "id" };
      memcpy (refusal->id, record_id (record), record->id_size);
      error_set (&refusal->error, ERROR_CONFLICT,
                 "this source and id named another event before; the first stands");
    }
  return taken;
}

/* Takes all texts into the log. */
static int
take_texts (struct school *school, struct batch *batch, const struct school_text *texts,
            uint32_t count, school_refused *refused, void *context, struct school_taken *out,
            struct error *error)
{
  for (uint32_t i = 0; i < count; i++)
    {
      struct refusal refusal;
      switch (take (school, batch, &texts[i], &refusal, error))
        {
        case TAKEN_FAILED: return -1;
        case TAKEN_NEW: out->accepted++; break;
        case TAKEN_DUPLICATE: out->duplicates++; break;
        case TAKEN_CONFLICT:
          out->refused++;
          if (refuse (school, &texts[i], &refusal, error) < 0)
            return -1;
          if (refused)
            refused (context, texts[i].line, &refusal);
          break;
        }
    }
  return 0;
}

static int
may_write (const struct school *school, struct error *error)
{
  if (school->read_only)
    return error_set (error, ERROR_IO, "%s was opened to be read", store_path (school->store));
  return school->policy
             ? 0
             : error_set (error, ERROR_INPUT, "%s has no policy yet", store_path (school->store));
}

/* What is late is judged by and by; the batch waits for it, and the journal
 * is behind the log until then. */
static int
judge_batch (struct school *school, struct batch *batch, struct error *error)
{
  if (school_find_late (school, batch, &school->again, error) < 0)
    return -1;
  if (!school->again)
    return school_go_on (school, batch, error);
  batch_release (&school->waiting);
  school->waiting = *batch;
  batch_init (batch, school);
  return store_put (school->store, "behind", "1", 1, error);
}

/* The outcome of judging again, and what waited for it, in one transaction. */
static int
end_rejudging (struct school *school, struct error *error)
{
  if (store_begin (school->store, error) < 0)
    return -1;
  int status = rejudging_finish (school->again, error);
  /* Else an opening would have to judge everybody again. */
  school->save_next |= rejudging_is_of_all (school->again);
  rejudging_free (school->again);
  school->again = NULL;
  if (status == 0)
    status = school_go_on (school, &school->waiting, error);
  batch_release (&school->waiting);
  batch_init (&school->waiting, school);
  if (status == 0)
    status = store_put (school->store, "behind", "0", 1, error);
  if (status == 0)
    return school_commit (school, error);
  school_roll_back (school);
  return -1;
}

int
school_step (struct school *school, uint32_t events, struct error *error)
{
  if (!school->again)
    return 0;
  int status = rejudging_step (school->again, events, error);
  if (status == 0)
    return end_rejudging (school, error);
  if (status < 0)
    school->stale = true;
  return status;
}

int
school_finish (struct school *school, struct error *error)
{
  int status;
  while ((status = school_step (school, UINT32_MAX, error)) > 0)
    ;
  return status;
}

int
school_append (struct school *school, const struct school_text *texts, uint32_t count,
               school_refused *refused, void *context, struct school_taken *out,
               struct error *error)
{
  struct batch batch;
  *out = (struct school_taken){ 0 };
  if (may_write (school, error) < 0 || school_finish (school, error) < 0
      || school_begin (school, error) < 0)
    return -1;
  batch_init (&batch, school);
  int status = take_texts (school, &batch, texts, count, refused, context, out, error);
  if (status == 0 && out->accepted)
    status = judge_batch (school, &batch, error);
  batch_release (&batch);
  if (status < 0)
    school_roll_back (school);
  else
    status = school_commit (school, error);
  out->seq = log_position (school->log);
  return status;
}

int
school_advance (struct school *school, int64_t instant, struct error *error)
{
  struct buffer text = BUFFER_INIT;
  uint64_t seq;
  if (may_write (school, error) < 0 || school_finish (school, error) < 0
      || school_begin (school, error) < 0)
    return -1;
  if (instant <= school->reached)
    return school_commit (school, error);
  instant_write (&text, instant, policy_plan (school->policy)->calendar.offset);
  int status = text.failed ? error_memory (error)
                           : log_append (school->log, LOG_CLOCK, text.data, text.size, &seq, error);
  if (status == 0)
    status = chain_body (school, text.data, text.size, error);
  buffer_release (&text);
  if (status == 0)
    {
      school->reached = instant;
      school->judged = seq;
      if (judge_time (school->judge) != INT64_MIN)
        status = judge_advance (school->judge, instant, error);
    }
  if (status < 0)
    {
      school_roll_back (school);
      return -1;
    }
  return school_commit (school, error);
}

static int
add_entry (void *context, const struct log_entry *entry, struct error *error)
{
  return batch_add (context, entry, error);
}

/* All of the log, judged in memory and explained. */
int
school_why (struct school *school, const char *teacher, const char *rule, struct buffer *out,
            struct error *error)
{
  struct why why;
  struct batch batch;
  struct judge *judge = NULL;
  if (!school->policy)
    return error_set (error, ERROR_INPUT, "%s has no policy yet", store_path (school->store));
  if (why_begin (&why, school->policy, teacher, rule, error) < 0)
    return -1;
  batch_init (&batch, school);
  int status = log_scan (school->log, 0, add_entry, &batch, error);
  if (status == 0 && timeline_arrange (&batch.timeline) < 0)
    status = error_memory (error);
  if (status == 0)
    status = judge_new (&judge, school->policy, &school->strings, why_listener (&why), error);
  if (status == 0)
    status = why_follow (&why, judge, error);
  for (uint32_t i = 0; i < batch.timeline.count && status == 0; i++)
    status = judge_event (judge, batch.timeline.records[i], error);
  if (status == 0 && batch.timeline.count)
    status = judge_advance (judge, school->reached, error);
  if (status == 0)
    status = why_write (&why, out, error);
  judge_free (judge);
  why_release (&why);
  batch_release (&batch);
  return status;
}
