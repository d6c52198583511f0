/* duty_span.c — duties that an event opens, each with its own deadline. */
#include <string.h>

#include "engine/event/door.h"
#include "engine/judge/duty.h"

static int32_t
last_of (const struct opening *opening)
{
  return opening->deadline == DAY_NEVER       ? DAY_NEVER
         : opening->deadline > opening->first ? opening->deadline - 1
                                              : opening->first;
}

/* The cause of what an opening's days bring. */
static void
begin_opening (struct judge *judge, const struct sentence *sentence, const struct opening *opening)
{
  begin_cause (judge, CAUSE_DEADLINE, sentence);
  judge->deadline_opening = opening->time;
  judge->opening_source = opening->source;
  judge->opening_event = opening->id;
}

/* Judges an opening at its deadline, or at its opening where that is past. */
static int
judge_opening (struct judge *judge, const struct sentence *sentence, const struct opening *opening,
               bool reminds, struct error *error)
{
  const struct teacher *teacher = &judge->teachers.items[opening->teacher];
  if (!days_judged (judge, teacher, sentence, opening->first, last_of (opening)))
    return 0;
  if (reminds && watched_since (judge, teacher, sentence->duty.watch, opening->time) != WATCHED_YES)
    return 0;
  begin_duty (judge, opening->teacher, sentence, opening, opening->matched);
  if (judge->look)
    look_at (judge, sentence);
  struct value applies = ask_applies (judge, sentence);
  if (applies.state == VALUE_FAILED)
    return decide_error (judge, opening->teacher, sentence, &judge->now.error, error);
  return is_true (applies) ? decide_needs (judge, opening->teacher, sentence, reminds, error) : 0;
}

static void
close_opening (struct judge *judge, struct opening *opening)
{
  struct cell *first
      = teacher_cell (&judge->teachers.items[opening->teacher], judge->plan->cell_openings);
  openings_close (&judge->openings, &first->value, opening);
}

int
opening_due (struct judge *judge, struct opening *opening, int32_t day, struct error *error)
{
  if (!opening->ordinal || (opening->deadline != day && opening->reminder != day))
    return 0;
  const struct sentence *sentence = &judge->plan->sentences[opening->sentence];
  bool reminds = opening->deadline != day;
  opening->reminder = DAY_NEVER;
  begin_opening (judge, sentence, opening);
  int status = judge_opening (judge, sentence, opening, reminds, error);
  end_duty (judge);
  if (status == 0)
    status = settle_deadline (judge, opening->teacher, error);
  if (!reminds)
    close_opening (judge, opening);
  return status;
}

static uint32_t
count_open (const struct judge *judge, struct teacher *teacher, uint32_t sentence)
{
  uint32_t count = 0;
  const struct opening *opening = openings_first (judge, teacher);
  for (; opening; opening = openings_next (&judge->openings, opening))
    count += opening->sentence == sentence;
  return count;
}

/* Keeps an opening until its days; one that nothing will come of is not kept. */
static int
keep (struct judge *judge, const struct sentence *sentence, const struct opening *opening,
      size_t id_size, struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[opening->teacher];
  bool made;
  if (!days_judged (judge, teacher, sentence, opening->first, last_of (opening))
      || (opening->deadline == DAY_NEVER && !sentence->duty.tells_met))
    return 0;
  if (count_open (judge, teacher, opening->sentence) == OPENING_LIMIT)
    {
      struct error why;
      error_set (&why, ERROR_LIMIT, "more than %d openings of this duty", OPENING_LIMIT);
      return decide_error (judge, opening->teacher, sentence, &why, error);
    }
  struct cell *first = teacher_put (teacher, judge->plan->cell_openings, &made);
  if (!first || openings_add (&judge->openings, &first->value, opening, id_size) < 0)
    return error_memory (error);
  if (!sentence->duty.tells_met)
    return 0;
  /* It may be met already: the next settling is to look. */
  teacher->unsettled = true;
  return wake_at (judge, opening->teacher, judge->today + 1, error);
}

static int
open_duty (struct judge *judge, uint32_t number, uint32_t at, const struct record *record,
           struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[at];
  const struct duty *duty = &sentence->duty;
  char id[EVENT_NAME_LIMIT + 1];
  memcpy (id, record_id (record), record->id_size);
  id[record->id_size] = '\0';
  int64_t due = duty->place == PLACE_NONE ? VALUE_ABSENT : record->values[duty->place];
  int32_t last = duty_last_day (&judge->plan->calendar, duty, judge->today, due);
  struct opening opening
      = { .time = record->time,
          .matched = duty->match == PLACE_NONE ? VALUE_ABSENT : record->values[duty->match],
          .id = id,
          .source = record->source,
          .sentence = at,
          .teacher = number,
          .first = judge->today,
          .deadline = last == DAY_NEVER ? DAY_NEVER : last + 1,
          .reminder = DAY_NEVER };
  if (duty->remind && last != DAY_NEVER && opening.deadline - duty->remind > judge->today)
    opening.reminder = opening.deadline - duty->remind;
  begin_duty (judge, number, sentence, &opening, opening.matched);
  struct value applies = ask_applies (judge, sentence);
  if (applies.state == VALUE_FAILED)
    return decide_error (judge, number, sentence, &judge->now.error, error);
  if (!is_true (applies))
    return 0;
  if (opening.deadline > judge->today)
    return keep (judge, sentence, &opening, record->id_size, error);
  int status = judge_opening (judge, sentence, &opening, false, error);
  end_duty (judge);
  return status < 0 ? -1 : settle (judge, number, error);
}

int
open_duties (struct judge *judge, uint32_t number, const struct record *record,
             const struct concern *concern, struct error *error)
{
  const struct plan *plan = judge->plan;
  const struct teacher *teacher = &judge->teachers.items[number];
  if (teacher->away || teacher->known == DAY_NEVER)
    return 0;
  for (uint32_t i = 0; i < judge->matched_count; i++)
    {
      const struct selection *selection = &plan->selections[judge->matched[i].selection];
      for (uint32_t j = 0; j < selection->duty_count; j++)
        if (counts_for (&judge->matched[i], concern))
          bits_add (&judge->due, plan->begun[selection->duty + j]);
    }
  int status = 0;
  for (uint32_t at = 0; (at = bits_next (&judge->due, at)) != BITS_END;)
    {
      bits_remove (&judge->due, at);
      if (status == 0 && !judge->exhausted)
        status = open_duty (judge, number, at, record, error);
      end_duty (judge);
    }
  return status;
}

int
take_span_turn (struct judge *judge, uint32_t number, const struct sentence *sentence,
                int32_t *horizon, struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  struct opening *opening = openings_first (judge, teacher);
  for (; opening; opening = openings_next (&judge->openings, opening))
    {
      if (&judge->plan->sentences[opening->sentence] != sentence || opening->met || judge->exhausted
          || judge->today >= opening->deadline
          || !days_judged (judge, teacher, sentence, opening->first, last_of (opening))
          || watched_since (judge, teacher, sentence->duty.watch, opening->time) != WATCHED_YES)
        continue;
      begin_duty (judge, number, sentence, opening, opening->matched);
      bool met = is_true (ask_applies (judge, sentence))
                 && is_true (evaluate (judge, sentence->duty.needs));
      if (judge->now.horizon < *horizon)
        *horizon = judge->now.horizon;
      if (!met)
        continue;
      opening->met = true;
      if (decide_duty (judge, number, sentence, VERDICT_MET, error) < 0)
        return -1;
    }
  return 0;
}
