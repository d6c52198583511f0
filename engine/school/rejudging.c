/* rejudging.c — some teachers judged again, from their own events, in slices.
 *
 * A judge restricted to them goes through their part of the timeline.  Where a
 * selection now comes out otherwise for somebody else, they are judged again
 * too, all from the beginning, until nobody joins.  Then what stands of them is
 * compared with what was decided now, byte for byte. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/school/school_parts.h"

/* A decision made again, or one that stands. */
struct kept
{
  struct journal_entry entry; /* texts in the arena */
  uint32_t order;             /* in which it was made */
};

struct kept_list
{
  struct kept *items;
  uint32_t count, capacity;
};

enum phase
{
  PHASE_BEGIN,
  PHASE_GATHER,
  PHASE_JUDGE,
  PHASE_DONE
};

struct rejudging
{
  struct school *school;
  enum phase phase;
  struct strings names; /* of those to be judged, */
  struct strings *own;  /* which this is; NULL: everybody */
  char *cause;
  struct batch batch; /* their events, */
  uint64_t gathered;  /* up to this entry, or so many of `seqs`; */
  uint32_t judged;    /* so many judged */
  struct judge *judge;
  struct cohorts cohorts; /* as seen in it */
  struct arena arena;     /* of decisions */
  struct kept_list made, standing;
  uint64_t *seqs;
  uint32_t seq_count, seq_capacity;
  struct frontier last; /* the last event judged in it */
  bool joined;          /* somebody has */
};

static char *
copy (struct rejudging *again, const char *text, size_t len)
{
  return arena_copy (&again->arena, text, len);
}

static int
add_kept (struct rejudging *again, struct kept_list *list, const struct journal_entry *entry,
          struct error *error)
{
  struct kept kept = { *entry, list->count };
  kept.entry.id = copy (again, entry->id, strlen (entry->id));
  kept.entry.teacher = copy (again, entry->teacher, strlen (entry->teacher));
  kept.entry.rule = copy (again, entry->rule, strlen (entry->rule));
  kept.entry.body = copy (again, entry->body, entry->size);
  kept.entry.cause = copy (again, entry->cause, strlen (entry->cause));
  if (!kept.entry.id || !kept.entry.teacher || !kept.entry.rule || !kept.entry.body
      || !kept.entry.cause || ARRAY_ROOM (list->items, list->count, list->capacity, 1) < 0)
    return error_memory (error);
  list->items[list->count++] = kept;
  return 0;
}

static bool
is_own (const struct rejudging *again, const char *teacher)
{
  return !again->own || !*teacher
         || strings_find (again->own, teacher, (uint32_t)strlen (teacher)) != STRINGS_NONE;
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct rejudging *again = context;
  struct school *school = again->school;
  const struct plan *plan = policy_plan (school->policy);
  struct buffer body = BUFFER_INIT, cause = BUFFER_INIT;
  char id[DECISION_ID];
  int status = decision_json (&body, plan, &school->strings, decision, error);
  if (status == 0 && decision_id (id, plan, &school->strings, decision) < 0)
    status = error_memory (error);
  cause_json (&cause, plan, &school->strings, decision);
  if (status == 0 && (body.failed || cause.failed))
    status = error_memory (error);
  if (status == 0)
    {
      const struct sentence *sentence = decision->sentence;
      struct journal_entry entry
          = { .time = decision->time,
              .id = id,
              .teacher = decision->teacher == STRINGS_NONE
                             ? ""
                             : strings_text (&school->strings, decision->teacher),
              .rule = sentence ? strings_text (&school->strings, sentence->name) : "",
              .body = body.data,
              .size = body.size,
              .cause = buffer_string (&cause) };
      status = add_kept (again, &again->made, &entry, error);
    }
  buffer_release (&body);
  buffer_release (&cause);
  return status;
}

static int
keep (void *context, int32_t day, const char *sentence, const void *bytes, size_t size,
      struct error *error)
{
  struct rejudging *again = context;
  return cohorts_keep (&again->cohorts, day, sentence, bytes, size, error);
}

static int
find (void *context, int32_t day, const char *sentence, struct buffer *out, struct error *error)
{
  struct rejudging *again = context;
  struct school *school = again->school;
  return cohorts_find (&school->cohorts, school->store, day, sentence, out, error);
}

static int
joined (void *context, const char *id, size_t len, struct error *error)
{
  struct rejudging *again = context;
  uint32_t number;
  again->joined = true;
  return strings_put (again->own, id, (uint32_t)len, &number, error);
}

/* Entries of the log that concern those to be judged. */
static int
add_seqs (void *context, const uint64_t *seqs, uint32_t count, struct error *error)
{
  struct rejudging *again = context;
  if (ARRAY_ROOM (again->seqs, again->seq_count, again->seq_capacity, count) < 0)
    return error_memory (error);
  if (count)
    memcpy (again->seqs + again->seq_count, seqs, count * sizeof *seqs);
  again->seq_count += count;
  return 0;
}

static int
ascending (const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static int
gather_seqs (struct rejudging *again, struct error *error)
{
  const struct school *school = again->school;
  const struct strings *own = again->own;
  again->seq_count = 0;
  if (postings_read (&school->postings, school->store, POSTINGS_SCHOOL, 0, add_seqs, again, error)
          < 0
      || postings_read (&school->postings, school->store, POSTINGS_VOIDS, strlen (POSTINGS_VOIDS),
                        add_seqs, again, error)
             < 0)
    return -1;
  for (uint32_t i = 0; i < own->count; i++)
    if (strings_length (own, i)
        && postings_read (&school->postings, school->store, strings_text (own, i),
                          strings_length (own, i), add_seqs, again, error)
               < 0)
      return -1;
  if (again->seq_count > 1)
    qsort (again->seqs, again->seq_count, sizeof *again->seqs, ascending);
  return 0;
}

/* A scan of the log that stops after so many entries. */
struct slice
{
  struct rejudging *again;
  uint32_t left;
  bool paused;
};

static int
add_entry (void *context, const struct log_entry *entry, struct error *error)
{
  struct slice *slice = context;
  struct school *school = slice->again->school;
  int64_t instant;
  if (slice->left == 0)
    {
      slice->paused = true;
      return -1;
    }
  slice->left--;
  slice->again->gathered = entry->seq;
  if (entry->kind == LOG_CLOCK && instant_read (entry->body, entry->size, &instant, error) == 0
      && instant > school->reached)
    school->reached = instant;
  return batch_add (&slice->again->batch, entry, error);
}

/* Fills the batch with the events to be judged: 0 once all are in it. */
static int
gather_events (struct rejudging *again, uint32_t *budget, struct error *error)
{
  struct school *school = again->school;
  if (!again->own)
    {
      struct slice slice = { again, *budget, false };
      int status = log_scan (school->log, again->gathered, add_entry, &slice, error);
      *budget = slice.left;
      return slice.paused ? 1 : status;
    }
  for (; again->gathered < again->seq_count; again->gathered++)
    {
      struct log_entry entry;
      uint64_t seq = again->seqs[again->gathered];
      if (again->gathered && seq == again->seqs[again->gathered - 1])
        continue;
      if (*budget == 0)
        return 1;
      --*budget;
      int status = log_read (school->log, seq, &entry, error);
      if (status < 0 || (status == 1 && batch_add (&again->batch, &entry, error) < 0))
        return -1;
    }
  return 0;
}

static int
new_judge (struct rejudging *again, struct error *error)
{
  struct school *school = again->school;
  judge_free (again->judge);
  again->judge = NULL;
  if (judge_new (&again->judge, school->policy, &school->strings,
                 (struct listener){ decided, again }, error)
      < 0)
    return -1;
  judge_keep (again->judge, (struct keeper){ keep, find, joined, again });
  for (uint32_t i = 0; again->own && i < again->own->count; i++)
    if (strings_length (again->own, i)
        && judge_restrict (again->judge, strings_text (again->own, i),
                           strings_length (again->own, i), error)
               < 0)
      return -1;
  return 0;
}

static void
note_last (struct rejudging *again, const struct record *record)
{
  struct frontier *last = &again->last;
  last->time = record->time;
  strcpy (last->source, strings_text (&again->school->strings, record->source));
  memcpy (last->id, record_id (record), record->id_size);
  last->id[record->id_size] = '\0';
}

/* Whether judging stands anywhere yet. */
static bool
has_begun (const struct school *school)
{
  return school->judge && judge_time (school->judge) != INT64_MIN;
}

static int
begin_judging (struct rejudging *again, struct error *error)
{
  struct school *school = again->school;
  if (timeline_arrange (&again->batch.timeline) < 0)
    return error_memory (error);
  if (new_judge (again, error) < 0)
    return -1;
  if (!again->own)
    school->first
        = again->batch.timeline.count ? again->batch.timeline.records[0]->time : INT64_MAX;
  return school->first == INT64_MAX ? 0 : judge_begin (again->judge, school->first, error);
}

/* What the batch has, in order, up to where judging stands: 0 once it is there. */
static int
judge_events (struct rejudging *again, uint32_t *budget, struct error *error)
{
  struct school *school = again->school;
  bool begun = has_begun (school);
  for (; again->judged < again->batch.timeline.count; again->judged++)
    {
      const struct record *record = again->batch.timeline.records[again->judged];
      if (begun && !school_has_passed (school, record))
        continue;
      if (*budget == 0)
        return 1;
      --*budget;
      if (judge_event (again->judge, record, error) < 0)
        return -1;
      note_last (again, record);
    }
  if (!begun && again->last.time > school->reached)
    school->reached = again->last.time;
  if (school->reached == INT64_MIN || school->first == INT64_MAX)
    return 0;
  return judge_advance (again->judge, school->reached, error);
}

/* From the beginning: once more, where somebody joined. */
static int
begin_again (struct rejudging *again, struct error *error)
{
  again->joined = false;
  again->made.count = 0;
  again->last.time = INT64_MIN;
  again->gathered = 0;
  again->judged = 0;
  cohorts_release (&again->cohorts);
  batch_release (&again->batch);
  batch_init (&again->batch, again->school);
  return again->own ? gather_seqs (again, error) : 0;
}

int
rejudging_step (struct rejudging *again, uint32_t budget, struct error *error)
{
  int status = 0;
  while (status == 0 && again->phase != PHASE_DONE)
    switch (again->phase)
      {
      case PHASE_BEGIN:
        status = begin_again (again, error);
        again->phase = PHASE_GATHER;
        break;
      case PHASE_GATHER:
        status = gather_events (again, &budget, error);
        if (status == 0)
          status = begin_judging (again, error);
        if (status == 0)
          again->phase = PHASE_JUDGE;
        break;
      default:
        status = judge_events (again, &budget, error);
        if (status == 0)
          again->phase = again->joined ? PHASE_BEGIN : PHASE_DONE;
      }
  return status;
}

static int
add_standing (void *context, const struct journal_entry *entry, struct error *error)
{
  struct rejudging *again = context;
  return is_own (again, entry->teacher) ? add_kept (again, &again->standing, entry, error) : 0;
}

static int
gather_standing (struct rejudging *again, struct error *error)
{
  struct school *school = again->school;
  struct journal_query all = { .standing = true };
  if (!again->own)
    return journal_read (school->store, &all, add_standing, again, error);
  if (journal_standing_of (school->store, "", add_standing, again, error) < 0)
    return -1;
  for (uint32_t i = 0; i < again->own->count; i++)
    if (strings_length (again->own, i)
        && journal_standing_of (school->store, strings_text (again->own, i), add_standing, again,
                                error)
               < 0)
      return -1;
  return 0;
}

/* By what it is, then in the order it was made. */
static int
by_content (const void *a, const void *b)
{
  const struct journal_entry *x = &((const struct kept *)a)->entry;
  const struct journal_entry *y = &((const struct kept *)b)->entry;
  int order = strcmp (x->teacher, y->teacher);
  if (order == 0)
    order = strcmp (x->id, y->id);
  if (order == 0)
    order = text_compare (x->body, (uint32_t)x->size, y->body, (uint32_t)y->size);
  return order;
}

static int
by_order (const void *a, const void *b)
{
  const struct kept *x = a, *y = b;
  return (x->order > y->order) - (x->order < y->order);
}

static void
sort (struct kept_list *list, int (*order) (const void *, const void *))
{
  if (list->count > 1)
    qsort (list->items, list->count, sizeof *list->items, order);
}

/* Takes out of both lists what is in both. */
static void
cancel_equal (struct kept_list *a, struct kept_list *b)
{
  uint32_t i = 0, j = 0, m = 0, n = 0;
  sort (a, by_content);
  sort (b, by_content);
  while (i < a->count || j < b->count)
    {
      int order = i == a->count ? 1 : j == b->count ? -1 : by_content (&a->items[i], &b->items[j]);
      if (order < 0)
        a->items[m++] = a->items[i++];
      else if (order > 0)
        b->items[n++] = b->items[j++];
      else
        i++, j++;
    }
  a->count = m;
  b->count = n;
  sort (a, by_order);
  sort (b, by_order);
}

static int
reconcile (struct rejudging *again, const char *cause, struct error *error)
{
  struct school *school = again->school;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < again->made.count; i++)
    if (is_own (again, again->made.items[i].entry.teacher))
      again->made.items[kept++] = again->made.items[i];
  again->made.count = kept;
  if (gather_standing (again, error) < 0)
    return -1;
  cancel_equal (&again->made, &again->standing);
  for (uint32_t i = 0; i < again->standing.count; i++)
    if (school_withdraw (school, &again->standing.items[i].entry, cause, error) < 0)
      return -1;
  for (uint32_t i = 0; i < again->made.count; i++)
    if (school_issue (school, &again->made.items[i].entry, error) < 0)
      return -1;
  return 0;
}

/* One teacher's state out of the again into the school's judge. */
static int
take_over (struct rejudging *again, const char *id, size_t len, struct error *error)
{
  struct buffer bytes = BUFFER_INIT;
  uint32_t number = len ? judge_find_teacher (again->judge, id, len) : 0;
  int status = judge_save_teacher (again->judge, number, &bytes, error);
  if (status == 0)
    status = judge_load_teacher (again->school->judge, id, len, bytes.data, bytes.size, error);
  buffer_release (&bytes);
  return status;
}

static int
take_all_over (struct rejudging *again, struct error *error)
{
  struct school *school = again->school;
  if (!again->own)
    {
      judge_free (school->judge);
      school->judge = again->judge;
      again->judge = NULL;
      school_own_judge (school);
      school->frontier = again->last;
    }
  else
    {
      if (take_over (again, "", 0, error) < 0)
        return -1;
      for (uint32_t i = 0; i < again->own->count; i++)
        if (strings_length (again->own, i)
            && take_over (again, strings_text (again->own, i), strings_length (again->own, i),
                          error)
                   < 0)
          return -1;
    }
  return cohorts_take_over (&school->cohorts, &again->cohorts, error);
}

int
rejudging_new (struct rejudging **out, struct school *school, const struct strings *own,
               const char *cause, struct error *error)
{
  struct rejudging *again = calloc (1, sizeof *again);
  uint32_t number;
  if (!again)
    return error_memory (error);
  *again = (struct rejudging){ .school = school, .arena = ARENA_INIT, .cause = strdup (cause) };
  strings_init (&again->names, school->strings.seed);
  batch_init (&again->batch, school);
  again->own = own ? &again->names : NULL;
  int status = again->cause ? 0 : error_memory (error);
  for (uint32_t i = 0; own && i < own->count && status == 0; i++)
    status = strings_put (&again->names, strings_text (own, i), strings_length (own, i), &number,
                          error);
  if (status < 0)
    {
      rejudging_free (again);
      return -1;
    }
  *out = again;
  return 0;
}

void
rejudging_free (struct rejudging *again)
{
  if (!again)
    return;
  judge_free (again->judge);
  cohorts_release (&again->cohorts);
  batch_release (&again->batch);
  strings_release (&again->names);
  arena_release (&again->arena);
  free (again->cause);
  free (again->made.items);
  free (again->standing.items);
  free (again->seqs);
  free (again);
}

bool
rejudging_is_of_all (const struct rejudging *again)
{
  return !again->own;
}

int
rejudging_finish (struct rejudging *again, struct error *error)
{
  return reconcile (again, again->cause, error) < 0 || take_all_over (again, error) < 0 ? -1 : 0;
}

int
school_rejudge (struct school *school, const struct strings *own, const char *cause,
                struct error *error)
{
  struct rejudging *again;
  if (rejudging_new (&again, school, own, cause, error) < 0)
    return -1;
  int status = rejudging_step (again, UINT32_MAX, error);
  if (status == 0)
    status = rejudging_finish (again, error);
  rejudging_free (again);
  return status;
}
