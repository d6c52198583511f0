/* duty_period.c — duties of every period, perhaps for each of what is open.
 *
 * At the end of a period all it takes to judge stands in the facts: they are
 * counted per period, and by key.  So nothing is opened when one begins. */
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/judge/duty.h"

struct stretch
stretch_of (const struct judge *judge, const struct sentence *sentence)
{
  const struct calendar *calendar = &judge->plan->calendar;
  int32_t number = judge->ordinals[sentence->every];
  int32_t first = period_first (calendar, &calendar->periods[sentence->every], number);
  return (struct stretch){ number, first, judge->period_end[sentence->every],
                           day_instant (first, calendar->offset) };
}

bool
stretch_judged (const struct judge *judge, const struct sentence *sentence,
                const struct stretch *stretch)
{
  return duty_judges_period (&judge->plan->calendar, &sentence->duty, stretch->first, stretch->end);
}

bool
teacher_judged (const struct judge *judge, const struct teacher *teacher,
                const struct sentence *sentence, const struct stretch *stretch)
{
  const struct cell *absence = teacher_cell (teacher, judge->plan->cell_absence);
  return teacher->known != DAY_NEVER && (!absence || absence->value <= stretch->start)
         && days_judged (judge, teacher, sentence, stretch->first, stretch->end - 1);
}

enum watched
duty_held (const struct judge *judge, const struct teacher *teacher,
           const struct sentence *sentence, const struct stretch *stretch)
{
  return sentence->duty.partial
             ? WATCHED_YES
             : watched_since (judge, teacher, sentence->duty.watch, stretch->start);
}

static int
by_opening (const struct instance *x, const struct instance *y)
{
  return (x->since > y->since) - (x->since < y->since);
}

static int
by_opening_and_text (const void *a, const void *b, void *strings)
{
  const struct instance *x = a, *y = b;
  int order = by_opening (x, y);
  return order ? order : strings_compare (strings, (uint32_t)x->key, (uint32_t)y->key);
}

static int
by_opening_and_number (const void *a, const void *b, void *nothing)
{
  const struct instance *x = a, *y = b;
  int order = by_opening (x, y);
  (void)nothing;
  return order ? order : (x->key > y->key) - (x->key < y->key);
}

/* The spells that have been open since a period began; 1 where there are too
 * many to know. */
static int
list_spells (struct judge *judge, const struct teacher *teacher, const struct spell *spell,
             const struct stretch *stretch, struct instances *out)
{
  const struct cell *cell = teacher_cell (teacher, spell->cell);
  if (!cell || !cell->value)
    return 0;
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  for (uint32_t i = 0; i < memory->count && !memory->full; i++)
    {
      const int64_t *row = memory->rows + (size_t)i * 2;
      if (row[1] > stretch->start)
        continue;
      if (ARRAY_ROOM (out->items, out->count, out->capacity, 1) < 0)
        return -1;
      out->items[out->count++] = (struct instance){ row[0], row[1] };
    }
  if (out->count > 1)
    qsort_r (out->items, out->count, sizeof *out->items,
             spell->type == TYPE_TEXT ? by_opening_and_text : by_opening_and_number,
             judge->strings);
  return memory->full;
}

int
list_instances (struct judge *judge, const struct teacher *teacher, const struct sentence *sentence,
                const struct stretch *stretch, struct instances *out)
{
  *out = (struct instances){ 0 };
  if (sentence->duty.each != NONE)
    return list_spells (judge, teacher, &judge->plan->spells[sentence->duty.each], stretch, out);
  if (ARRAY_ROOM (out->items, 0, out->capacity, 1) < 0)
    return -1;
  out->items[out->count++] = (struct instance){ VALUE_ABSENT, 0 };
  return 0;
}

/* The duty of one period for one teacher, at a reminder or at the end.  Where
 * `applies` held throughout, it is a reason only if it still holds. */
static int
judge_instance (struct judge *judge, uint32_t number, const struct sentence *sentence,
                enum watched held, bool reminds, int64_t key, struct error *error)
{
  begin_cause (judge, CAUSE_PERIOD, sentence);
  begin_duty (judge, number, sentence, NULL, key);
  if (judge->look)
    look_at (judge, sentence);
  struct value applies = ask_applies (judge, sentence);
  bool asked = reminds || sentence->duty.partial || held == WATCHED_ERROR;
  if (asked && applies.state == VALUE_FAILED)
    return decide_error (judge, number, sentence, &judge->now.error, error);
  if (held == WATCHED_ERROR || (asked && !is_true (applies)))
    return 0;
  if (!is_true (applies))
    judge->seen_count = 0;
  return decide_needs (judge, number, sentence, reminds, error);
}

static int
judge_teacher (struct judge *judge, uint32_t number, const struct sentence *sentence,
               const struct stretch *stretch, bool reminds, struct error *error)
{
  struct instances instances;
  const struct teacher *teacher = &judge->teachers.items[number];
  if (teacher->away || !teacher_judged (judge, teacher, sentence, stretch))
    return 0;
  enum watched watched = duty_held (judge, teacher, sentence, stretch);
  if (watched == WATCHED_NO)
    return 0;
  int status = list_instances (judge, teacher, sentence, stretch, &instances);
  if (status > 0)
    {
      struct error why;
      error_set (&why, ERROR_LIMIT, "more than %d spells are open", SPELL_LIMIT);
      begin_cause (judge, CAUSE_PERIOD, sentence);
      judge->seen_count = 0;
      status = decide_error (judge, number, sentence, &why, error);
    }
  else if (status < 0)
    error_memory (error);
  for (uint32_t i = 0; i < instances.count && status == 0; i++)
    {
      status = judge_instance (judge, number, sentence, watched, reminds, instances.items[i].key,
                               error);
      end_duty (judge);
      if (status == 0)
        status = settle_deadline (judge, number, error);
    }
  free (instances.items);
  return status;
}

static int
judge_teachers (struct judge *judge, const struct sentence *sentence, bool reminds,
                struct error *error)
{
  struct stretch stretch = stretch_of (judge, sentence);
  if (!stretch_judged (judge, sentence, &stretch))
    return 0;
  if (sentence->duty.of_school)
    return judge_teacher (judge, SCHOOL, sentence, &stretch, reminds, error);
  for (uint32_t i = 0; i < judge->roster_count; i++)
    if (judge_teacher (judge, judge->roster[i], sentence, &stretch, reminds, error) < 0)
      return -1;
  return 0;
}

int
judge_period_duty (struct judge *judge, const struct sentence *sentence, struct error *error)
{
  return judge_teachers (judge, sentence, false, error);
}

int
remind_period_duty (struct judge *judge, const struct sentence *sentence, struct error *error)
{
  return call_roster (judge, error) < 0 ? -1 : judge_teachers (judge, sentence, true, error);
}

static bool
reminds_in_period (const struct sentence *sentence)
{
  return sentence->kind == SENTENCE_DUTY && sentence->trigger == TRIGGER_PERIOD
         && sentence->duty.remind;
}

bool
period_reminder_due (const struct judge *judge, const struct sentence *sentence, int32_t day)
{
  if (!reminds_in_period (sentence) || judge->ordinals[sentence->every] == PERIOD_NONE)
    return false;
  struct stretch stretch = stretch_of (judge, sentence);
  return day == stretch.end - sentence->duty.remind && day > stretch.first;
}

/* A day after one on which to look for a reminder: the next there is in the
 * period that runs or the one after, else when both are over. */
static int32_t
next_of (const struct judge *judge, const struct sentence *sentence, int32_t after)
{
  const struct calendar *calendar = &judge->plan->calendar;
  const struct period *period = &calendar->periods[sentence->every];
  int32_t number = period_latest (calendar, period, after), end = DAY_NEVER;
  for (int i = 0; i < 2; i++, number++)
    {
      end = period_end (calendar, period, number);
      int32_t day = end - sentence->duty.remind;
      if (day > after && day > period_first (calendar, period, number))
        return day;
    }
  return end;
}

int32_t
period_reminder_next (const struct judge *judge, int32_t after)
{
  int32_t next = DAY_NEVER;
  for (uint32_t i = 0; i < judge->plan->sentence_count; i++)
    {
      const struct sentence *sentence = &judge->plan->sentences[i];
      int32_t day = reminds_in_period (sentence) ? next_of (judge, sentence, after) : DAY_NEVER;
      if (day < next)
        next = day;
    }
  return next;
}

/* Where a duty that tells when it is met has told so: rows of a period and a
 * key, of the latest period alone. */
static bool
was_met (const struct judge *judge, uint32_t number, uint32_t edge, int32_t period, int64_t key)
{
  const struct cell *cell
      = teacher_cell (&judge->teachers.items[number], judge->plan->cell_edge + edge);
  if (!cell || !cell->value)
    return false;
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  for (uint32_t i = 0; i < memory->count; i++)
    if (memory->rows[2 * i] == period && memory->rows[2 * i + 1] == key)
      return true;
  return false;
}

static int
remember_met (struct judge *judge, uint32_t number, uint32_t edge, int32_t period, int64_t key)
{
  bool made;
  struct cell *cell
      = teacher_put (&judge->teachers.items[number], judge->plan->cell_edge + edge, &made);
  if (!cell || (!cell->value && !(cell->value = memories_new (&judge->memories))))
    return -1;
  struct memory *memory = memory_of (&judge->memories, cell->value);
  if (memory->count && memory->rows[0] != period)
    memory->count = 0;
  int64_t *row = memory_append (memory, 2, MEMORY_LIMIT);
  if (!row)
    return -1;
  row[0] = period;
  row[1] = key;
  return 0;
}

/* Asks for one of them, unless it has been told.  An error is the deadline's
 * to tell. */
static int
meet_instance (struct judge *judge, uint32_t number, uint32_t edge, int32_t period, int64_t key,
               int32_t *horizon, struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[judge->plan->edges[edge]];
  if (judge->exhausted || was_met (judge, number, edge, period, key))
    return 0;
  begin_duty (judge, number, sentence, NULL, key);
  bool met
      = is_true (ask_applies (judge, sentence)) && is_true (evaluate (judge, sentence->duty.needs));
  if (judge->now.horizon < *horizon)
    *horizon = judge->now.horizon;
  if (!met)
    return 0;
  if (remember_met (judge, number, edge, period, key) < 0)
    return error_memory (error);
  return decide_duty (judge, number, sentence, VERDICT_MET, error);
}

/* The day on which the period that runs ends, or the next begins. */
static int32_t
next_turn (const struct judge *judge, const struct sentence *sentence)
{
  const struct calendar *calendar = &judge->plan->calendar;
  const struct period *period = &calendar->periods[sentence->every];
  if (judge->ordinals[sentence->every] != PERIOD_NONE)
    return judge->period_end[sentence->every];
  return period_first (calendar, period, period_latest (calendar, period, judge->window_day) + 1);
}

int
take_period_turn (struct judge *judge, uint32_t number, uint32_t edge, int32_t *horizon,
                  struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[judge->plan->edges[edge]];
  const struct teacher *teacher = &judge->teachers.items[number];
  *horizon = next_turn (judge, sentence);
  if (judge->ordinals[sentence->every] == PERIOD_NONE || judge->today >= *horizon)
    return 0;
  struct stretch stretch = stretch_of (judge, sentence);
  struct instances instances;
  if (!stretch_judged (judge, sentence, &stretch)
      || !teacher_judged (judge, teacher, sentence, &stretch)
      || duty_held (judge, teacher, sentence, &stretch) != WATCHED_YES)
    return 0;
  int status = list_instances (judge, teacher, sentence, &stretch, &instances);
  if (status < 0)
    error_memory (error);
  for (uint32_t i = 0; i < instances.count && status == 0; i++)
    status = meet_instance (judge, number, edge, stretch.number, instances.items[i].key, horizon,
                            error);
  free (instances.items);
  return status < 0 ? -1 : 0;
}
