/* rehearsal.c — a school in memory whose events come one by one.
 *
 * Events wait until somebody asks.  Every decision that stands is kept; which
 * of them are marked is known by their ids when all is judged again, since
 * the same decisions have the same. */
#include "engine/school/rehearsal.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/event/timeline.h"
#include "engine/judge/explain.h"
#include "engine/policy/functions.h"

struct rehearsal
{
  struct policy *policy; /* borrowed */
  const struct plan *plan;
  struct coverage *coverage; /* borrowed; or NULL */
  uint64_t seed;
  struct strings strings;
  struct door *door;
  struct arena arena;      /* of records */
  struct record **records; /* as they came */
  uint32_t record_count, record_capacity;
  uint32_t judged; /* of them, where none is late */
  bool late;       /* all is to be judged again */
  bool voids;      /* some event takes another out */
  int64_t clock;   /* the latest instant seen */
  struct judge *judge;
  struct look *look; /* borrowed; or NULL */

  struct kept *kept; /* the decisions that stand */
  uint32_t kept_count, kept_capacity;
  struct arena kept_arena; /* theirs */
  struct strings expected; /* ids of those marked before all was judged again */
};

void
rehearsal_free (struct rehearsal *rehearsal)
{
  if (!rehearsal)
    return;
  judge_free (rehearsal->judge);
  door_free (rehearsal->door);
  free (rehearsal->records);
  free (rehearsal->kept);
  arena_release (&rehearsal->arena);
  arena_release (&rehearsal->kept_arena);
  strings_release (&rehearsal->expected);
  strings_release (&rehearsal->strings);
  free (rehearsal);
}

/* Whether a decision was expected before all was judged again. */
static int
was_expected (const struct rehearsal *rehearsal, const struct decision *decision, bool *out,
              struct error *error)
{
  char id[DECISION_ID];
  *out = false;
  if (rehearsal->expected.count == 0)
    return 0;
  if (decision_id (id, rehearsal->plan, &rehearsal->strings, decision) < 0)
    return error_memory (error);
  *out = strings_find (&rehearsal->expected, id, (uint32_t)strlen (id)) != STRINGS_NONE;
  return 0;
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct rehearsal *rehearsal = context;
  struct kept kept = { 0 };
  uint32_t *states = NULL;
  if (decision->teacher != STRINGS_NONE)
    {
      states = arena_take (&rehearsal->kept_arena,
                           (rehearsal->plan->track_count + 1) * sizeof *states);
      for (uint32_t i = 0; states && i < rehearsal->plan->track_count; i++)
        states[i] = judge_standing (rehearsal->judge, decision->teacher, i);
    }
  kept.states = states;
  if ((decision->teacher != STRINGS_NONE && !states)
      || decision_copy (&kept.decision, decision, &rehearsal->kept_arena) < 0
      || ARRAY_ROOM (rehearsal->kept, rehearsal->kept_count, rehearsal->kept_capacity, 1) < 0)
    return error_memory (error);
  if (was_expected (rehearsal, decision, &kept.expected, error) < 0)
    return -1;
  rehearsal->kept[rehearsal->kept_count++] = kept;
  return 0;
}

static int
new_judge (struct rehearsal *rehearsal, struct error *error)
{
  struct listener listener = { decided, rehearsal };
  judge_free (rehearsal->judge);
  rehearsal->judge = NULL;
  if (judge_new (&rehearsal->judge, rehearsal->policy, &rehearsal->strings, listener, error) < 0)
    return -1;
  judge_cover (rehearsal->judge, rehearsal->coverage);
  judge_look (rehearsal->judge, rehearsal->look);
  return 0;
}

static int
judge_records (struct judge *judge, struct record *const *records, uint32_t count,
               struct error *error)
{
  for (uint32_t i = 0; i < count; i++)
    if (judge_event (judge, records[i], error) < 0)
      return -1;
  return 0;
}

/* Remembers which decisions were expected, and lets them all go. */
static int
withdraw_all (struct rehearsal *rehearsal, struct error *error)
{
  for (uint32_t i = 0; i < rehearsal->kept_count; i++)
    {
      char id[DECISION_ID];
      uint32_t number;
      if (!rehearsal->kept[i].expected)
        continue;
      if (decision_id (id, rehearsal->plan, &rehearsal->strings, &rehearsal->kept[i].decision) < 0)
        return error_memory (error);
      if (strings_put (&rehearsal->expected, id, (uint32_t)strlen (id), &number, error) < 0)
        return -1;
    }
  rehearsal->kept_count = 0;
  arena_release (&rehearsal->kept_arena);
  return 0;
}

static int
add_records (const struct rehearsal *rehearsal, struct timeline *timeline)
{
  for (uint32_t i = 0; i < rehearsal->record_count; i++)
    {
      struct record *record = rehearsal->records[i], *earlier;
      if (timeline_add (timeline, timeline_tag (timeline, record), record, &earlier) < 0)
        return -1;
    }
  return timeline_arrange (timeline);
}

/* Time does not begin before the first event. */
static int
pass_time (const struct rehearsal *rehearsal, struct judge *judge, bool begun, struct error *error)
{
  return begun ? judge_advance (judge, rehearsal->clock, error) : 0;
}

/* Judges everything from nothing. */
static int
judge_all (const struct rehearsal *rehearsal, struct judge *judge, struct error *error)
{
  struct timeline timeline;
  timeline_init (&timeline, &rehearsal->strings, rehearsal->seed);
  int status = add_records (rehearsal, &timeline) < 0 ? error_memory (error) : 0;
  if (status == 0)
    status = judge_records (judge, timeline.records, timeline.count, error);
  if (status == 0)
    status = pass_time (rehearsal, judge, timeline.count > 0, error);
  timeline_release (&timeline);
  return status;
}

static int
judge_again (struct rehearsal *rehearsal, struct error *error)
{
  rehearsal->late = false;
  return withdraw_all (rehearsal, error) < 0 || new_judge (rehearsal, error) < 0
                 || judge_all (rehearsal, rehearsal->judge, error) < 0
             ? -1
             : 0;
}

int
rehearsal_judge (struct rehearsal *rehearsal, struct error *error)
{
  uint32_t first = rehearsal->judged, count = rehearsal->record_count;
  rehearsal->judged = count;
  if (rehearsal->late)
    return judge_again (rehearsal, error);
  if (judge_records (rehearsal->judge, rehearsal->records + first, count - first, error) < 0)
    return -1;
  return pass_time (rehearsal, rehearsal->judge, count > 0, error);
}

void
rehearsal_advance (struct rehearsal *rehearsal, int64_t instant)
{
  if (instant > rehearsal->clock)
    rehearsal->clock = instant;
}

/* Whether an event that came before takes this one out. */
static bool
is_voided (const struct rehearsal *rehearsal, const struct record *record)
{
  for (uint32_t i = 0; rehearsal->voids && i < rehearsal->record_count; i++)
    {
      const struct record *other = rehearsal->records[i];
      uint32_t id = other->type == EVENT_VOID ? (uint32_t)other->values[0] : 0;
      if (other->type == EVENT_VOID && (uint32_t)other->values[1] == record->source
          && text_compare (strings_text (&rehearsal->strings, id),
                           strings_length (&rehearsal->strings, id), record_id (record),
                           record->id_size)
                 == 0)
        return true;
    }
  return false;
}

static int
add_record (struct rehearsal *rehearsal, struct record *record, struct error *error)
{
  if (ARRAY_ROOM (rehearsal->records, rehearsal->record_count, rehearsal->record_capacity, 1) < 0)
    return error_memory (error);
  bool voids = record->type == EVENT_VOID;
  rehearsal->late |= voids || record->time < rehearsal->clock || is_voided (rehearsal, record);
  rehearsal->voids |= voids;
  rehearsal->records[rehearsal->record_count++] = record;
  rehearsal_advance (rehearsal, record->time);
  return 0;
}

int
rehearsal_new (struct rehearsal **out, struct policy *policy, struct coverage *coverage,
               uint64_t seed, struct error *error)
{
  struct rehearsal *rehearsal = calloc (1, sizeof *rehearsal);
  if (!rehearsal)
    return error_memory (error);
  rehearsal->policy = policy;
  rehearsal->plan = policy_plan (policy);
  rehearsal->coverage = coverage;
  rehearsal->seed = seed;
  rehearsal->clock = INT64_MIN;
  strings_init (&rehearsal->expected, seed);
  if (judge_strings (policy, seed, &rehearsal->strings, error) < 0
      || functions_open (policy, error) < 0
      || door_new (&rehearsal->door, &rehearsal->plan->schema, &rehearsal->strings, error) < 0
      || new_judge (rehearsal, error) < 0)
    {
      rehearsal_free (rehearsal);
      return -1;
    }
  *out = rehearsal;
  return 0;
}

int
rehearsal_event (struct rehearsal *rehearsal, const char *text, size_t len, struct refusal *refusal,
                 struct error *error)
{
  struct record *record;
  struct name subject;
  if (door_take (rehearsal->door, text, len, &rehearsal->arena, &record, &subject, refusal) < 0)
    return refusal->error.code == ERROR_MEMORY ? error_memory (error) : 1;
  if (subject.len
      && strings_put (&rehearsal->strings, subject.text, subject.len, &record->subject, error) < 0)
    return -1;
  return add_record (rehearsal, record, error);
}

struct kept *
rehearsal_kept (struct rehearsal *rehearsal, uint32_t *count)
{
  *count = rehearsal->kept_count;
  return rehearsal->kept;
}

uint32_t
rehearsal_standing (const struct rehearsal *rehearsal, uint32_t teacher, uint32_t track)
{
  return judge_standing (rehearsal->judge, teacher, track);
}

static int
ignore (void *context, const struct decision *decision, struct error *error)
{
  (void)context, (void)decision, (void)error;
  return 0;
}

static int
explain (struct rehearsal *rehearsal, struct judge *judge, const char *teacher, uint32_t sentence,
         struct buffer *out, struct error *error)
{
  if (judge_follow (judge, teacher, strlen (teacher), error) < 0
      || judge_all (rehearsal, judge, error) < 0)
    return -1;
  return judge_knows_followed (judge) ? explain_sentence (judge, sentence, out, error) : 0;
}

int
rehearsal_explain (struct rehearsal *rehearsal, const char *teacher, uint32_t sentence,
                   struct buffer *out, struct error *error)
{
  struct listener listener = { ignore, NULL };
  struct judge *judge;
  if (judge_new (&judge, rehearsal->policy, &rehearsal->strings, listener, error) < 0)
    return -1;
  int status = explain (rehearsal, judge, teacher, sentence, out, error);
  judge_free (judge);
  return status;
}

int
rehearsal_again (struct rehearsal *rehearsal, struct error *error)
{
  rehearsal->record_count = rehearsal->judged = rehearsal->kept_count = 0;
  rehearsal->late = rehearsal->voids = false;
  rehearsal->clock = INT64_MIN;
  arena_release (&rehearsal->arena);
  arena_release (&rehearsal->kept_arena);
  return new_judge (rehearsal, error);
}

int
rehearsal_name (struct rehearsal *rehearsal, const char *id, uint32_t *number, struct error *error)
{
  return strings_put (&rehearsal->strings, id, (uint32_t)strlen (id), number, error);
}

void
rehearsal_look (struct rehearsal *rehearsal, struct look *look)
{
  rehearsal->look = look;
  judge_look (rehearsal->judge, look);
}

int
rehearsal_look_now (struct rehearsal *rehearsal, struct look *look, struct error *error)
{
  return judge_look_now (rehearsal->judge, look, error);
}

const struct strings *
rehearsal_strings (const struct rehearsal *rehearsal)
{
  return &rehearsal->strings;
}
