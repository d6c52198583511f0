/* midnight.c — what falls due without an event.
 *
 * Everything that falls due does so at a local midnight, and only those on
 * which something does are visited.  The order within one: deadlines
 * (deadlines.c); ends of periods, shorter kinds first, sentence by sentence,
 * teachers by id; then windows roll, and who waits for the day settles, by id.  Until the roll
 * windows show the day that is ending, while `today` is the new one. */
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

int32_t
coming_end (const struct judge *judge, uint32_t number)
{
  const struct calendar *calendar = &judge->plan->calendar;
  const struct period *period = &calendar->periods[number];
  if (judge->ordinals[number] != PERIOD_NONE)
    return judge->period_end[number];
  return period_end (calendar, period, period_latest (calendar, period, judge->window_day) + 1);
}

/* Windows move on to a local day. */
static void
roll (struct judge *judge, int32_t day)
{
  const struct calendar *calendar = &judge->plan->calendar;
  if (judge->window_day == day)
    return;
  judge->window_day = day;
  judge->next_end = DAY_NEVER;
  for (uint32_t i = 0; i < calendar->period_count; i++)
    {
      const struct period *period = &calendar->periods[i];
      if (judge->ordinals[i] == PERIOD_NONE || day >= judge->period_end[i])
        {
          judge->ordinals[i] = period_of (calendar, period, day);
          if (judge->ordinals[i] != PERIOD_NONE)
            judge->period_end[i] = period_end (calendar, period, judge->ordinals[i]);
        }
      int32_t end = judge->plan->periodic[i].count ? coming_end (judge, i) : DAY_NEVER;
      if (end < judge->next_end)
        judge->next_end = end;
    }
}

void
begin_cause (struct judge *judge, enum cause cause, const struct sentence *deadline)
{
  judge->cause = cause;
  judge->deadline = deadline;
  judge->deadline_opening = 0;
  judge->opening_event = NULL;
  judge->ranked = NULL;
  judge->about = (struct about){ .name = NONE };
  judge->made_count = 0;
  judge->exhausted = false;
}

/* The school's own record has no id, and comes first. */
static int
by_id (const void *a, const void *b, void *context)
{
  const struct judge *judge = context;
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  if (x == SCHOOL || y == SCHOOL)
    return (x != SCHOOL) - (y != SCHOOL);
  return strings_compare (judge->strings, judge->teachers.items[x].id, judge->teachers.items[y].id);
}

static void
sort_by_id (struct judge *judge, uint32_t *teachers, uint32_t count)
{
  if (count > 1)
    qsort_r (teachers, count, sizeof *teachers, by_id, judge);
}

int
call_roster (struct judge *judge, struct error *error)
{
  if (judge->roster_count == judge->known_count)
    return 0;
  if (ARRAY_ROOM (judge->roster, 0, judge->roster_capacity, judge->known_count) < 0)
    return error_memory (error);
  judge->roster_count = 0;
  for (uint32_t i = SCHOOL + 1; i < judge->teachers.count; i++)
    if (judge->teachers.items[i].known != DAY_NEVER)
      judge->roster[judge->roster_count++] = i;
  sort_by_id (judge, judge->roster, judge->roster_count);
  return 0;
}

/* Marks the rules whose day has come, and waits for the next of the others. */
static int
mark_due (struct judge *judge, uint32_t number, int32_t day, struct error *error)
{
  const struct teacher *teacher = &judge->teachers.items[number];
  int32_t next = DAY_NEVER;
  const struct row *row = &teacher->row;
  for (uint32_t i = row->count; i-- > 0 && row->cells[i].number >= judge->plan->cell_edge;)
    {
      const struct cell *cell = &row->cells[i];
      if (cell->period <= day)
        bits_add (&judge->dirty, cell->number - judge->plan->cell_edge);
      else if (cell->period < next)
        next = cell->period;
    }
  return wake_at (judge, number, next, error);
}

/* After a decision at a midnight the edge rules settle, those that time alone
 * has turned among them. */
int
settle_deadline (struct judge *judge, uint32_t number, struct error *error)
{
  if (judge->made_count == 0)
    return 0;
  return mark_due (judge, number, judge->today, error) < 0 ? -1 : settle (judge, number, error);
}

/* A sentence with `every`, for each teacher, as of the period's last day. */
static int
judge_period (struct judge *judge, const struct sentence *sentence, struct error *error)
{
  for (uint32_t i = 0; i < judge->roster_count; i++)
    {
      uint32_t number = judge->roster[i];
      if (judge->teachers.items[number].away)
        continue;
      begin_cause (judge, CAUSE_PERIOD, sentence);
      struct value value = judge_sentence (judge, number, sentence, NULL);
      int status = value.state == VALUE_FAILED
                       ? decide_error (judge, number, sentence, &judge->now.error, error)
                   : value.state == VALUE_KNOWN && value.n ? decide (judge, number, sentence, error)
                                                           : 0;
      if (status < 0 || settle_deadline (judge, number, error) < 0)
        return -1;
    }
  return 0;
}

static int
end_for (struct judge *judge, const struct sentence *sentence, struct error *error)
{
  switch (sentence->kind)
    {
    case SENTENCE_SELECTION: return select_candidates (judge, sentence, error);
    case SENTENCE_DUTY: return judge_period_duty (judge, sentence, error);
    default: return judge_period (judge, sentence, error);
    }
}

static int
end_periods (struct judge *judge, int32_t day, struct error *error)
{
  const struct plan *plan = judge->plan;
  if (call_roster (judge, error) < 0)
    return -1;
  for (uint32_t i = 0; i < plan->calendar.period_count; i++)
    {
      if (judge->ordinals[i] == PERIOD_NONE || judge->period_end[i] != day)
        continue;
      for (uint32_t j = 0; j < plan->periodic[i].count; j++)
        {
          uint32_t sentence = plan->by_period[plan->periodic[i].first + j];
          if (end_for (judge, &plan->sentences[sentence], error) < 0)
            return -1;
        }
    }
  return 0;
}

/* Takes out of the wakes who waits for this day, by id. */
static int
gather_woken (struct judge *judge, int32_t day, struct error *error)
{
  judge->woken_count = 0;
  while (wakes_next (&judge->wakes) <= day)
    {
      struct wake wake = wakes_take (&judge->wakes);
      struct teacher *teacher = &judge->teachers.items[wake.teacher];
      if (teacher->queued != wake.day)
        continue;
      teacher->queued = DAY_NEVER;
      if (ARRAY_ROOM (judge->woken, judge->woken_count, judge->woken_capacity, 1) < 0)
        return error_memory (error);
      judge->woken[judge->woken_count++] = wake.teacher;
    }
  sort_by_id (judge, judge->woken, judge->woken_count);
  return 0;
}

static int
settle_woken (struct judge *judge, int32_t day, struct error *error)
{
  if (gather_woken (judge, day, error) < 0)
    return -1;
  for (uint32_t i = 0; i < judge->woken_count; i++)
    {
      begin_cause (judge, CAUSE_MIDNIGHT, NULL);
      if (mark_due (judge, judge->woken[i], day, error) < 0
          || settle (judge, judge->woken[i], error) < 0)
        return -1;
    }
  return 0;
}

static int
midnight (struct judge *judge, int32_t day, struct error *error)
{
  roll (judge, day - 1);
  judge->today = day;
  judge->time = day_instant (day, judge->plan->calendar.offset);
  if (deadlines_due (judge, day, error) < 0)
    return -1;
  if (judge->next_target <= day)
    judge->next_target = target_next (judge, day);
  if (judge->next_reminder <= day)
    judge->next_reminder = period_reminder_next (judge, day);
  if (judge->next_end <= day && end_periods (judge, day, error) < 0)
    return -1;
  roll (judge, day);
  return settle_woken (judge, day, error);
}

/* The next midnight at which something falls due. */
static int32_t
next_due (const struct judge *judge)
{
  int32_t next = wakes_next (&judge->wakes);
  if (pendings_next (&judge->pendings) < next)
    next = pendings_next (&judge->pendings);
  if (wakes_next (&judge->openings.days) < next)
    next = wakes_next (&judge->openings.days);
  if (judge->next_target < next)
    next = judge->next_target;
  if (judge->next_reminder < next)
    next = judge->next_reminder;
  return judge->next_end < next ? judge->next_end : next;
}

void
resume_at (struct judge *judge, int32_t window_day)
{
  roll (judge, window_day);
  judge->next_target = target_next (judge, judge->today);
  judge->next_reminder = period_reminder_next (judge, judge->today);
}

int
advance_to (struct judge *judge, int64_t instant, struct error *error)
{
  int32_t day = instant_day (instant, judge->plan->calendar.offset), due;
  if (judge->today == INT32_MIN) /* the timeline begins */
    {
      judge->next_target = target_next (judge, day);
      judge->next_reminder = period_reminder_next (judge, day);
    }
  for (;;)
    {
      /* What follows is later than what was judged last. */
      if (instant > judge->time && end_instant (judge, error) < 0)
        return -1;
      if ((due = next_due (judge)) > day)
        break;
      if (midnight (judge, due, error) < 0)
        return -1;
    }
  judge->today = day;
  roll (judge, day);
  return 0;
}
