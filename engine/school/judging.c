/* judging.c — a batch judged: the late, then what goes on from here. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/school/school_parts.h"

/* Whom the late events of a batch concern. */
struct late
{
  struct school *school;
  struct strings own; /* their ids */
  bool any, all;
  struct buffer cause; /* the first of them */
};

int
school_concerned (const struct school *school, const struct record *record, concern_each *each,
                  void *context, struct error *error)
{
  const struct plan *plan = policy_plan (school->policy);
  const struct strings *strings = &school->strings;
  if (record->type == EVENT_VOID)
    return each (context, POSTINGS_VOIDS, strlen (POSTINGS_VOIDS), error);
  uint32_t subject = record->subject;
  bool school_own = subject == SUBJECT_NONE;
  if (each (context, school_own ? POSTINGS_SCHOOL : strings_text (strings, subject),
            school_own ? 0 : strings_length (strings, subject), error)
      < 0)
    return -1;
  if (record->type == EVENT_UNDECLARED)
    return 0;
  struct range named = plan->named[record->type];
  for (uint32_t i = 0; i < named.count; i++)
    {
      int64_t value = record->values[plan->named_places[named.first + i]];
      if (value != VALUE_ABSENT
          && each (context, strings_text (strings, (uint32_t)value),
                   strings_length (strings, (uint32_t)value), error)
                 < 0)
        return -1;
    }
  return 0;
}

static int
add_late (void *context, const char *id, size_t len, struct error *error)
{
  struct late *late = context;
  uint32_t number;
  late->any = true;
  late->all |= len == 0;
  return strings_put (&late->own, id, (uint32_t)len, &number, error);
}

static int
note_late (struct late *late, const struct record *record, const struct record *brought_by,
           struct error *error)
{
  const struct strings *strings = &late->school->strings;
  if (!late->any)
    {
      buffer_text (&late->cause, "{\"source\":");
      buffer_json (&late->cause, strings_text (strings, brought_by->source),
                   strings_length (strings, brought_by->source));
      buffer_text (&late->cause, ",\"id\":");
      buffer_json (&late->cause, record_id (brought_by), brought_by->id_size);
      buffer_char (&late->cause, '}');
    }
  return late->cause.failed ? error_memory (error)
                            : school_concerned (late->school, record, add_late, late, error);
}

/* Whether an event's place in the timeline is at or before the frontier. */
static bool
is_passed (const struct school *school, const struct record *record)
{
  const struct frontier *last = &school->frontier;
  if (record->time != last->time)
    return record->time < last->time;
  const char *source = strings_text (&school->strings, record->source);
  int order = text_compare (source, strings_length (&school->strings, record->source), last->source,
                            (uint32_t)strlen (last->source));
  if (order == 0)
    order
        = text_compare (record_id (record), record->id_size, last->id, (uint32_t)strlen (last->id));
  return order <= 0;
}

static bool
is_late (const struct school *school, const struct record *record)
{
  int64_t at = judge_time (school->judge);
  if (at == INT64_MIN)
    return false;
  int32_t day = instant_day (record->time, policy_plan (school->policy)->calendar.offset);
  if (record->time < at || day < judge_today (school->judge))
    return true;
  return record->time == at && (school->reached > at || is_passed (school, record));
}

bool
school_has_passed (const struct school *school, const struct record *record)
{
  return is_passed (school, record) || is_late (school, record);
}

static int
name_of (const struct school *school, uint32_t source, const char *id, size_t len,
         struct buffer *out, struct error *error)
{
  buffer_clear (out);
  buffer_add (out, strings_text (&school->strings, source),
              strings_length (&school->strings, source));
  buffer_char (out, '\0');
  buffer_add (out, id, len);
  return out->failed ? error_memory (error) : 0;
}

bool
school_is_voided (const struct school *school, const struct record *record)
{
  struct buffer name = BUFFER_INIT;
  struct error error;
  bool voided
      = school->voided.count
        && name_of (school, record->source, record_id (record), record->id_size, &name, &error) == 0
        && strings_find (&school->voided, name.data, (uint32_t)name.size) != STRINGS_NONE;
  buffer_release (&name);
  return voided;
}

/* Hears of an entry that may have the name a void gives. */
static int
void_entry (struct late *late, const struct record *by, uint64_t seq, struct error *error)
{
  struct school *school = late->school;
  struct log_entry entry;
  struct record *record;
  struct refusal refusal;
  struct arena arena = ARENA_INIT;
  int status = log_read (school->log, seq, &entry, error);
  if (status == 1 && entry.kind == LOG_EVENT)
    status = school_take_text (school, entry.body, entry.size, &arena, &record, &refusal, error);
  if (status == 1 && entry.kind == LOG_EVENT && record->type != EVENT_VOID
      && school_is_voided (school, record) && is_passed (school, record))
    {
      status = note_late (late, record, by, error);
      if (record->time == school->first)
        late->all = true; /* the timeline may begin later */
    }
  arena_release (&arena);
  return status < 0 ? -1 : 0;
}

int
school_add_voided (struct school *school, const struct record *record, struct error *error)
{
  uint32_t id = (uint32_t)record->values[0], number;
  struct buffer name = BUFFER_INIT;
  int status = name_of (school, (uint32_t)record->values[1], strings_text (&school->strings, id),
                        strings_length (&school->strings, id), &name, error);
  if (status == 0)
    status = strings_put (&school->voided, name.data, (uint32_t)name.size, &number, error);
  buffer_release (&name);
  return status;
}

/* A void takes its name out of the timeline for good; what was judged of that
 * name is judged again without it. */
static int
apply_void (struct late *late, const struct record *record, struct error *error)
{
  struct school *school = late->school;
  uint32_t id = (uint32_t)record->values[0], source = (uint32_t)record->values[1];
  const char *text = strings_text (&school->strings, id);
  uint32_t len = strings_length (&school->strings, id);
  uint64_t seqs[64];
  int status = school_add_voided (school, record, error);
  if (status < 0 || school->frontier.time == INT64_MIN)
    return status;
  uint64_t fingerprint = names_fingerprint (school->names, strings_text (&school->strings, source),
                                            strings_length (&school->strings, source), text, len);
  uint32_t count = names_find (school->names, fingerprint, seqs, 64);
  for (uint32_t i = 0; i < count && status == 0; i++)
    if (seqs[i] <= school->judged)
      status = void_entry (late, record, seqs[i], error);
  return status;
}

static int
apply_voids (struct late *late, struct batch *batch, struct error *error)
{
  for (uint32_t i = 0; i < batch->timeline.count; i++)
    if (batch->timeline.records[i]->type == EVENT_VOID
        && apply_void (late, batch->timeline.records[i], error) < 0)
      return -1;
  for (uint32_t i = 0; i < batch->timeline.count; i++)
    {
      struct record *record = batch->timeline.records[i];
      if (record->type != EVENT_VOID && school_is_voided (late->school, record))
        timeline_void (&batch->timeline, record);
    }
  return timeline_arrange (&batch->timeline) < 0 ? error_memory (error) : 0;
}

/* Where the timeline begins; what comes before its beginning moves that. */
static int
find_late (struct late *late, const struct batch *batch, struct error *error)
{
  struct school *school = late->school;
  for (uint32_t i = 0; i < batch->timeline.count; i++)
    {
      const struct record *record = batch->timeline.records[i];
      if (record->time < school->first)
        school->first = record->time;
      if (is_late (school, record) && note_late (late, record, record, error) < 0)
        return -1;
    }
  return 0;
}

int
school_go_on (struct school *school, const struct batch *batch, struct error *error)
{
  struct frontier *last = &school->frontier;
  for (uint32_t i = 0; i < batch->timeline.count; i++)
    {
      const struct record *record = batch->timeline.records[i];
      if (is_late (school, record))
        continue;
      if (judge_event (school->judge, record, error) < 0)
        return -1;
      last->time = record->time;
      strcpy (last->source, strings_text (&school->strings, record->source));
      memcpy (last->id, record_id (record), record->id_size);
      last->id[record->id_size] = '\0';
      if (record->time > school->reached)
        school->reached = record->time;
    }
  school->judged = batch->upto;
  return 0;
}

int
school_find_late (struct school *school, struct batch *batch, struct rejudging **again,
                  struct error *error)
{
  struct late late = { .school = school };
  *again = NULL;
  strings_init (&late.own, school->strings.seed);
  int status = apply_voids (&late, batch, error);
  if (status == 0)
    status = find_late (&late, batch, error);
  if (status == 0 && late.any)
    status = rejudging_new (again, school, late.all ? NULL : &late.own, buffer_string (&late.cause),
                            error);
  strings_release (&late.own);
  buffer_release (&late.cause);
  return status;
}
