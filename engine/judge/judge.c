/* judge.c — events in the order of the timeline, to decisions.
 *
 * Before an event comes all that falls due (midnight.c).  Then the event:
 * facts take it in for all it concerns; then, teacher by teacher by id, a
 * manual track is set, `on` rules run, and edge rules settle. */
#include "engine/judge/judge.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

int
judge_strings (const struct policy *policy, uint64_t seed, struct strings *out, struct error *error)
{
  const struct strings *named = &policy_plan (policy)->strings;
  strings_init (out, seed);
  for (uint32_t i = 0; i < named->count; i++)
    {
      uint32_t number;
      if (strings_put (out, strings_text (named, i), strings_length (named, i), &number, error) < 0)
        {
          strings_release (out);
          return -1;
        }
    }
  return 0;
}

void
judge_free (struct judge *judge)
{
  if (!judge)
    return;
  teachers_release (&judge->teachers);
  wakes_release (&judge->wakes);
  bits_release (&judge->dirty);
  bits_release (&judge->due);
  free (judge->ordinals);
  free (judge->period_end);
  free (judge->on_known);
  memories_release (&judge->memories);
  pendings_release (&judge->pendings);
  openings_release (&judge->openings);
  keyed_release (&judge->keyed);
  free (judge->touched);
  free (judge->matched);
  free (judge->concerned);
  free (judge->roster);
  free (judge->woken);
  free (judge->scratch);
  free (judge->seen);
  free (judge->changes);
  free (judge->counting);
  free (judge->visited);
  free (judge->parts);
  free (judge->targets);
  free (judge->gives);
  buffer_release (&judge->says);
  free (judge);
}

static int
take_memory (struct judge *judge)
{
  const struct plan *plan = judge->plan;
  size_t periods = plan->calendar.period_count + 1;
  judge->ordinals = calloc (periods, sizeof *judge->ordinals);
  judge->period_end = calloc (periods, sizeof *judge->period_end);
  judge->on_known = calloc (plan->edge_count + 1, sizeof *judge->on_known);
  if (!judge->ordinals || !judge->period_end || !judge->on_known)
    return -1;
  for (size_t i = 0; i < periods; i++)
    judge->ordinals[i] = PERIOD_NONE;
  return bits_init (&judge->dirty, plan->edge_count + plan->watch_count) < 0
                 || bits_init (&judge->due, plan->sentence_count) < 0
                 || teachers_init (&judge->teachers) < 0
             ? -1
             : 0;
}

int
judge_new (struct judge **out, struct policy *policy, struct strings *strings,
           struct listener listener, struct error *error)
{
  struct judge *judge = calloc (1, sizeof *judge);
  if (!judge)
    return error_memory (error);
  judge->plan = policy_plan (policy);
  judge->policy = policy;
  judge->strings = strings;
  judge->listener = listener;
  judge->time = INT64_MIN;
  judge->today = judge->window_day = INT32_MIN;
  judge->next_end = judge->next_target = judge->next_reminder = DAY_NEVER;
  judge->about.name = NONE;
  judge->followed = NONE;
  if (take_memory (judge) < 0)
    {
      judge_free (judge);
      return error_memory (error);
    }
  *out = judge;
  return 0;
}

void
judge_keep (struct judge *judge, struct keeper keeper)
{
  judge->keeper = keeper;
}

int
judge_restrict (struct judge *judge, const char *id, size_t len, struct error *error)
{
  uint32_t string, number;
  judge->restricted = true;
  if (strings_put (judge->strings, id, (uint32_t)len, &string, error) < 0
      || teachers_put (&judge->teachers, string, &number) < 0)
    return error_memory (error);
  judge->teachers.items[number].own = true;
  return 0;
}

void
judge_cover (struct judge *judge, struct coverage *coverage)
{
  judge->coverage = coverage;
}

uint32_t
judge_standing (const struct judge *judge, uint32_t id, uint32_t track)
{
  const struct teachers *teachers = &judge->teachers;
  uint32_t number = id < teachers->by_string_count ? teachers->by_string[id] : 0;
  if (number == 0 || teachers->items[number - 1].known == DAY_NEVER)
    return NONE;
  const struct cell *cell = teacher_cell (&teachers->items[number - 1], track);
  return cell ? (uint32_t)cell->value : 0;
}

int
judge_advance (struct judge *judge, int64_t instant, struct error *error)
{
  return advance_to (judge, instant, error);
}

/* A rule that held, or a watch, holds no more. */
static void
hold_no_more (const struct plan *plan, struct cell *cell)
{
  if (cell->number >= plan->cell_watch)
    cell->value = WATCH_NOT_TRUE;
  else if (plan->sentences[plan->edges[cell->number - plan->cell_edge]].kind == SENTENCE_RULE)
    cell->value = EDGE_NOT_TRUE;
}

static int
keep_absence (struct judge *judge, uint32_t number, int64_t until, struct error *error)
{
  bool made;
  struct cell *cell
      = teacher_put (&judge->teachers.items[number], judge->plan->cell_absence, &made);
  if (!cell)
    return error_memory (error);
  cell->value = until;
  return 0;
}

/* The teacher is away: what held of them holds no more, spells and openings
 * end. */
static int
leave (struct judge *judge, uint32_t number, struct error *error)
{
  const struct plan *plan = judge->plan;
  struct teacher *teacher = &judge->teachers.items[number];
  teacher->away = true;
  for (uint32_t i = teacher->row.count; i-- > 0 && teacher->row.cells[i].number >= plan->cell_edge;)
    hold_no_more (plan, &teacher->row.cells[i]);
  struct cell *first = teacher_cell (teacher, plan->cell_openings);
  if (first)
    openings_close_all (&judge->openings, &first->value);
  for (uint32_t i = 0; i < plan->spell_count; i++)
    {
      const struct cell *cell = teacher_cell (teacher, plan->spells[i].cell);
      if (cell && cell->value)
        memory_of (&judge->memories, cell->value)->count = 0;
    }
  return plan->watch_count ? keep_absence (judge, number, AWAY, error) : 0;
}

static int
come_back (struct judge *judge, uint32_t number, struct error *error)
{
  judge->teachers.items[number].away = false;
  mark_all (judge);
  mark_watches (judge);
  return judge->plan->watch_count ? keep_absence (judge, number, judge->time, error) : 0;
}

/* What an event does to its subject beyond what it counts for. */
static int
take_subject (struct judge *judge, const struct record *record, uint32_t number,
              struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  if (teacher->known == DAY_NEVER)
    {
      teacher->known = judge->today;
      judge->known_count++;
      mark_known (judge, number);
    }
  switch (record->type)
    {
    case EVENT_LEFT: return leave (judge, number, error);
    case EVENT_STANDING: return decide_standing (judge, number, record, error);
    case EVENT_WAIVE: return add_waiver (judge, number, record, error);
    case EVENT_TEACHER:
      if (teacher->away && come_back (judge, number, error) < 0)
        return -1;
      return feed_profile (judge, record, number, error);
    default: return 0;
    }
}

static void
mark_aggregate (struct judge *judge, uint32_t aggregate, bool school)
{
  const struct plan *plan = judge->plan;
  uint32_t cell = plan->aggregates[aggregate].cell;
  mark_readers (judge, cell);
  struct range readers = plan->school_readers[cell];
  for (uint32_t i = 0; school && i < readers.count; i++)
    bits_add (&judge->dirty, plan->reader_items[readers.first + i]);
}

/* Marks what the event touches in one it concerns: rules to judge. */
static void
mark_matched (struct judge *judge, const struct record *record, const struct concern *concern)
{
  const struct plan *plan = judge->plan;
  for (uint32_t i = 0; i < judge->matched_count; i++)
    {
      if (!counts_for (&judge->matched[i], concern))
        continue;
      const struct selection *selection = &plan->selections[judge->matched[i].selection];
      bool school = record->subject == SUBJECT_NONE;
      for (uint32_t j = 0; j < selection->aggregate_count; j++)
        mark_aggregate (judge, plan->selected[selection->aggregate + j], school);
      for (uint32_t j = 0; j < selection->reset_count; j++)
        mark_aggregate (judge, plan->started[selection->reset + j], school);
      for (uint32_t j = 0; j < selection->spell_count; j++)
        mark_readers (judge, plan->spells[plan->opened[selection->spell + j] / 2].cell);
      for (uint32_t j = 0; j < selection->rule_count; j++)
        bits_add (&judge->due, plan->triggered[selection->rule + j]);
    }
}

/* Runs the `on` rules that are due, as declared. */
static int
run_due (struct judge *judge, uint32_t number, const struct record *record, struct error *error)
{
  bool away
      = judge->teachers.items[number].away || judge->teachers.items[number].known == DAY_NEVER;
  for (uint32_t at = 0; (at = bits_next (&judge->due, at)) != BITS_END;)
    {
      bits_remove (&judge->due, at);
      if (away || judge->exhausted)
        continue;
      const struct sentence *sentence = &judge->plan->sentences[at];
      struct value value = judge_sentence (judge, number, sentence, record);
      if (value.state == VALUE_FAILED
              ? decide_error (judge, number, sentence, &judge->now.error, error) < 0
              : value.state == VALUE_KNOWN && value.n
                    && decide (judge, number, sentence, error) < 0)
        return -1;
    }
  return 0;
}

static int
judge_concerned (struct judge *judge, const struct record *record, const struct concern *concern,
                 struct error *error)
{
  uint32_t number = concern->teacher;
  if (judge->restricted && !judge->teachers.items[number].own)
    return 0;
  begin_cause (judge, CAUSE_EVENT, NULL);
  if (judge->test_failed && !judge->teachers.items[number].away)
    {
      judge->seen_count = 0;
      if (decide_error (judge, number, NULL, &judge->test_error, error) < 0)
        return -1;
    }
  if (record->subject != SUBJECT_NONE && concern->subject
      && take_subject (judge, record, number, error) < 0)
    return -1;
  mark_matched (judge, record, concern);
  return run_due (judge, number, record, error) < 0 || settle (judge, number, error) < 0
                 || open_duties (judge, number, record, concern, error) < 0
             ? -1
             : 0;
}

/* An event without subject goes to the school's own record, whose duties may
 * be met by it. */
static int
judge_school (struct judge *judge, const struct record *record, struct error *error)
{
  const struct concern school = { SCHOOL, true };
  if (!judge->plan->watches_school || record->subject != SUBJECT_NONE)
    return 0;
  begin_cause (judge, CAUSE_EVENT, NULL);
  mark_matched (judge, record, &school);
  for (uint32_t at = 0; (at = bits_next (&judge->due, at)) != BITS_END;)
    bits_remove (&judge->due, at);
  return settle (judge, SCHOOL, error);
}

/* For every teacher a match counts for; an event without a
 * subject goes to the school's own record too. */
static int
feed_match (struct judge *judge, const struct record *record, const struct match *match, bool start,
            struct error *error)
{
  for (uint32_t i = 0; i < judge->concerned_count; i++)
    {
      const struct concern *concern = &judge->concerned[i];
      if (counts_for (match, concern)
          && (start ? feed_start (judge, match->selection, concern->teacher, error)
                    : feed (judge, record, match->selection, concern->teacher, error))
                 < 0)
        return -1;
    }
  if (record->subject != SUBJECT_NONE || match->teacher != NONE)
    return 0;
  return start ? feed_start (judge, match->selection, SCHOOL, error)
               : feed (judge, record, match->selection, SCHOOL, error);
}

/* Facts take the event in, for all it concerns; first what it starts anew. */
static int
feed_matched (struct judge *judge, const struct record *record, struct error *error)
{
  for (int start = 1; start >= 0; start--)
    for (uint32_t i = 0; i < judge->matched_count; i++)
      if (feed_match (judge, record, &judge->matched[i], start, error) < 0)
        return -1;
  return 0;
}

/* The school's own record is known from the first event on. */
static int
know_school (struct judge *judge, struct error *error)
{
  const struct plan *plan = judge->plan;
  judge->teachers.items[SCHOOL].known = judge->today;
  for (uint32_t i = 0; plan->watches_school && i < plan->watch_count; i++)
    if (touch_watch (judge, SCHOOL, i, error) < 0)
      return -1;
  judge->teachers.items[SCHOOL].unsettled = plan->watches_school;
  return plan->watches_school ? wake_at (judge, SCHOOL, judge->today + 1, error) : 0;
}

int
judge_begin (struct judge *judge, int64_t instant, struct error *error)
{
  if (judge->today != INT32_MIN)
    return 0;
  if (advance_to (judge, instant, error) < 0)
    return -1;
  judge->time = instant;
  return know_school (judge, error);
}

int
judge_event (struct judge *judge, const struct record *record, struct error *error)
{
  if (advance_to (judge, record->time, error) < 0)
    return -1;
  judge->time = record->time;
  judge->event = record;
  judge->test_failed = false;
  if (judge->teachers.items[SCHOOL].known == DAY_NEVER && know_school (judge, error) < 0)
    return -1;
  if (match_event (judge, record, error) < 0 || feed_matched (judge, record, error) < 0
      || judge_school (judge, record, error) < 0)
    return -1;
  for (uint32_t i = 0; i < judge->concerned_count; i++)
    if (judge_concerned (judge, record, &judge->concerned[i], error) < 0)
      return -1;
  return 0;
}

void
judge_measure (const struct judge *judge, uint32_t *teachers, uint64_t *bytes)
{
  *teachers = 0;
  *bytes = judge->teachers.capacity * sizeof *judge->teachers.items
           + judge->teachers.by_string_count * sizeof (uint32_t)
           + judge->wakes.capacity * sizeof *judge->wakes.heap + memories_size (&judge->memories);
  for (uint32_t i = 0; i < judge->teachers.count; i++)
    {
      *teachers += i != SCHOOL && judge->teachers.items[i].known != DAY_NEVER;
      *bytes += judge->teachers.items[i].row.capacity * sizeof (struct cell);
    }
}
