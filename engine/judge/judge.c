/* judge.c — events in the order of the timeline, to decisions.
 *
 * Between two events only midnights matter: those on which somebody waits.
 * At one, windows roll and the teachers who wait settle, by id.  Then the
 * event: facts take it in for all it concerns; then, teacher by teacher by
 * id, a manual track is set, `on` rules run, and edge rules settle. */
#include "engine/judge/judge.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

int
judge_strings (const struct policy *policy, uint64_t seed, struct strings *out,
               struct error *error)
{
  const struct strings *named = &policy_plan (policy)->strings;
  strings_init (out, seed);
  for (uint32_t i = 0; i < named->count; i++)
    {
      uint32_t number;
      if (strings_put (out, strings_text (named, i), strings_length (named, i), &number, error)
          < 0)
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
  free (judge->matched);
  free (judge->concerned);
  free (judge->seen);
  free (judge->changes);
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
  return bits_init (&judge->dirty, plan->edge_count) < 0
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
  judge->today = judge->window_day = INT32_MIN;
  if (take_memory (judge) < 0)
    {
      judge_free (judge);
      return error_memory (error);
    }
  *out = judge;
  return 0;
}

/* Time moves on to a local day. */
static void
enter_day (struct judge *judge, int32_t day)
{
  if (judge->today == day && judge->window_day == day)
    return;
  const struct calendar *calendar = &judge->plan->calendar;
  judge->today = judge->window_day = day;
  for (uint32_t i = 0; i < calendar->period_count; i++)
    {
      const struct period *period = &calendar->periods[i];
      if (judge->ordinals[i] != PERIOD_NONE && day < judge->period_end[i])
        continue;
      judge->ordinals[i] = period_of (calendar, period, day);
      if (judge->ordinals[i] != PERIOD_NONE)
        judge->period_end[i] = period_end (calendar, period, judge->ordinals[i]);
    }
}

/* A new cause, or the next teacher under it: decisions count from none. */
static void
begin_teacher (struct judge *judge)
{
  judge->made_count = 0;
  judge->exhausted = false;
}

static int
by_id (const void *a, const void *b, void *context)
{
  const struct judge *judge = context;
  return strings_compare (judge->strings, judge->teachers.items[*(const uint32_t *)a].id,
                          judge->teachers.items[*(const uint32_t *)b].id);
}

/* Takes out of the wakes who waits for this day, by id. */
static int
gather_woken (struct judge *judge, int32_t day, struct error *error)
{
  judge->concerned_count = 0;
  while (wakes_next (&judge->wakes) <= day)
    {
      struct wake wake = wakes_take (&judge->wakes);
      struct teacher *teacher = &judge->teachers.items[wake.teacher];
      if (teacher->queued != wake.day)
        continue;
      teacher->queued = DAY_NEVER;
      if (ARRAY_ROOM (judge->concerned, judge->concerned_count, judge->concerned_capacity, 1) < 0)
        return error_memory (error);
      judge->concerned[judge->concerned_count++] = wake.teacher;
    }
  qsort_r (judge->concerned, judge->concerned_count, sizeof *judge->concerned, by_id, judge);
  return 0;
}

/* Marks the rules whose day has come, and waits for the next of the others. */
static int
mark_due (struct judge *judge, uint32_t number, int32_t day, struct error *error)
{
  const struct teacher *teacher = &judge->teachers.items[number];
  int32_t next = DAY_NEVER;
  for (uint32_t i = teacher->count; i-- > 0 && teacher->cells[i].number >= judge->plan->cell_edge;)
    {
      const struct cell *cell = &teacher->cells[i];
      if (cell->period <= day)
        bits_add (&judge->dirty, cell->number - judge->plan->cell_edge);
      else if (cell->period < next)
        next = cell->period;
    }
  return wake_at (judge, number, next, error);
}

static int
midnight (struct judge *judge, int32_t day, struct error *error)
{
  enter_day (judge, day);
  judge->time = day_instant (day, judge->plan->calendar.offset);
  judge->cause = NULL;
  if (gather_woken (judge, day, error) < 0)
    return -1;
  for (uint32_t i = 0; i < judge->concerned_count; i++)
    {
      begin_teacher (judge);
      if (mark_due (judge, judge->concerned[i], day, error) < 0
          || settle (judge, judge->concerned[i], error) < 0)
        return -1;
    }
  return 0;
}

/* Every midnight up to a day on which somebody waits. */
static int
advance_to (struct judge *judge, int32_t day, struct error *error)
{
  while (wakes_next (&judge->wakes) <= day)
    if (midnight (judge, wakes_next (&judge->wakes), error) < 0)
      return -1;
  enter_day (judge, day);
  return 0;
}

int
judge_advance (struct judge *judge, int64_t instant, struct error *error)
{
  return advance_to (judge, instant_day (instant, judge->plan->calendar.offset), error);
}

/* The teacher is away: what held of them holds no more. */
static void
leave (struct judge *judge, uint32_t number)
{
  struct teacher *teacher = &judge->teachers.items[number];
  teacher->away = true;
  for (uint32_t i = teacher->count; i-- > 0 && teacher->cells[i].number >= judge->plan->cell_edge;)
    teacher->cells[i].value = EDGE_NOT_TRUE;
}

static void
come_back (struct judge *judge, uint32_t number)
{
  judge->teachers.items[number].away = false;
  for (uint32_t edge = 0; edge < judge->plan->edge_count; edge++)
    bits_add (&judge->dirty, edge);
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
      mark_known (judge, number);
    }
  switch (record->type)
    {
    case EVENT_LEFT: leave (judge, number); return 0;
    case EVENT_STANDING: return decide_standing (judge, number, record, error);
    case EVENT_TEACHER:
      if (teacher->away)
        come_back (judge, number);
      return feed_profile (judge, record, number, error);
    default: return 0;
    }
}

/* Marks what the event touches in whom it concerns: rules to judge. */
static void
mark_matched (struct judge *judge)
{
  const struct plan *plan = judge->plan;
  for (uint32_t i = 0; i < judge->matched_count; i++)
    {
      const struct selection *selection = &plan->selections[judge->matched[i]];
      for (uint32_t j = 0; j < selection->aggregate_count; j++)
        mark_readers (judge, plan->aggregates[plan->selected[selection->aggregate + j]].cell);
      for (uint32_t j = 0; j < selection->rule_count; j++)
        bits_add (&judge->due, plan->triggered[selection->rule + j]);
    }
}

/* Runs the `on` rules that are due, as declared. */
static int
run_due (struct judge *judge, uint32_t number, const struct record *record, struct error *error)
{
  bool away = judge->teachers.items[number].away || judge->teachers.items[number].known == DAY_NEVER;
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
judge_concerned (struct judge *judge, const struct record *record, uint32_t number,
                 struct error *error)
{
  begin_teacher (judge);
  if (judge->test_failed && !judge->teachers.items[number].away)
    {
      judge->seen_count = 0;
      if (decide_error (judge, number, NULL, &judge->test_error, error) < 0)
        return -1;
    }
  if (record->subject != SUBJECT_NONE && take_subject (judge, record, number, error) < 0)
    return -1;
  mark_matched (judge);
  return run_due (judge, number, record, error) < 0 ? -1 : settle (judge, number, error);
}

/* Facts take the event in, for all it concerns; one without a subject goes
 * to the school's own record too. */
static int
feed_matched (struct judge *judge, const struct record *record, struct error *error)
{
  for (uint32_t i = 0; i < judge->matched_count; i++)
    {
      for (uint32_t j = 0; j < judge->concerned_count; j++)
        if (feed (judge, record, judge->matched[i], judge->concerned[j], error) < 0)
          return -1;
      if (record->subject == SUBJECT_NONE
          && feed (judge, record, judge->matched[i], SCHOOL, error) < 0)
        return -1;
    }
  return 0;
}

int
judge_event (struct judge *judge, const struct record *record, struct error *error)
{
  if (advance_to (judge, instant_day (record->time, judge->plan->calendar.offset), error) < 0)
    return -1;
  judge->time = record->time;
  judge->cause = record;
  judge->test_failed = false;
  if (match_event (judge, record, error) < 0)
    return -1;
  if (feed_matched (judge, record, error) < 0)
    return -1;
  for (uint32_t i = 0; i < judge->concerned_count; i++)
    if (judge_concerned (judge, record, judge->concerned[i], error) < 0)
      return -1;
  return 0;
}

void
judge_prefetch (const struct judge *judge, const struct record *record)
{
  if (record->subject < judge->teachers.by_string_count)
    __builtin_prefetch (&judge->teachers.by_string[record->subject]);
}

void
judge_prefetch_row (const struct judge *judge, const struct record *record)
{
  if (record->subject >= judge->teachers.by_string_count)
    return;
  uint32_t number = judge->teachers.by_string[record->subject];
  if (number)
    __builtin_prefetch (judge->teachers.items[number - 1].cells);
}

void
judge_measure (const struct judge *judge, uint32_t *teachers, uint64_t *bytes)
{
  *teachers = 0;
  *bytes = judge->teachers.capacity * sizeof *judge->teachers.items
           + judge->teachers.by_string_count * sizeof (uint32_t)
           + judge->wakes.capacity * sizeof *judge->wakes.heap;
  for (uint32_t i = 0; i < judge->teachers.count; i++)
    {
      *teachers += judge->teachers.items[i].known != DAY_NEVER;
      *bytes += judge->teachers.items[i].capacity * sizeof (struct cell);
    }
}
