/* duty.c — what all duties have in common. */
#include "engine/judge/duty.h"

bool
days_judged (const struct judge *judge, const struct teacher *teacher,
             const struct sentence *sentence, int32_t first, int32_t last)
{
  return sentence->from <= first && last <= sentence->till
         && !waived_between (judge, teacher, sentence, first, last);
}

void
begin_duty (struct judge *judge, uint32_t number, const struct sentence *sentence,
            const struct opening *opening, int64_t key)
{
  const struct duty *duty = &sentence->duty;
  begin_judgement (&judge->now, &judge->teachers.items[number], NULL, true);
  judge->now.opening = opening;
  judge->now.key = key;
  judge->seen_count = 0;
  judge->about = (struct about){ .name = key == VALUE_ABSENT ? NONE : duty->about,
                                 .words = duty->about_words,
                                 .type = duty->about_type,
                                 .value = key,
                                 .event = opening && key == VALUE_ABSENT ? opening->id : NULL };
}

void
end_duty (struct judge *judge)
{
  judge->about = (struct about){ .name = NONE };
}

struct value
ask_applies (struct judge *judge, const struct sentence *sentence)
{
  return sentence->applies == NONE ? (struct value){ 1, VALUE_KNOWN }
                                   : evaluate (judge, sentence->applies);
}

int
decide_needs (struct judge *judge, uint32_t number, const struct sentence *sentence, bool reminds,
              struct error *error)
{
  struct value needs = evaluate (judge, sentence->duty.needs);
  if (needs.state == VALUE_FAILED)
    return decide_error (judge, number, sentence, &judge->now.error, error);
  if (is_true (needs))
    return 0;
  enum verdict verdict = reminds                        ? VERDICT_REMINDER
                         : needs.state == VALUE_UNKNOWN ? VERDICT_UNDETERMINED
                                                        : VERDICT_MISSED;
  return decide_duty (judge, number, sentence, verdict, error);
}

int
take_duty_turn (struct judge *judge, uint32_t number, uint32_t edge, struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[judge->plan->edges[edge]];
  int32_t horizon = DAY_NEVER;
  int status = sentence->trigger == TRIGGER_PERIOD
                   ? take_period_turn (judge, number, edge, &horizon, error)
                   : take_span_turn (judge, number, sentence, &horizon, error);
  end_duty (judge);
  if (status < 0)
    return -1;
  struct teacher *teacher = &judge->teachers.items[number];
  struct cell *cell = teacher_cell (teacher, judge->plan->cell_edge + edge);
  bool made;
  if (!cell && horizon == DAY_NEVER)
    return 0;
  if (!cell && !(cell = teacher_put (teacher, judge->plan->cell_edge + edge, &made)))
    return error_memory (error);
  cell->period = horizon;
  return wake_at (judge, number, horizon, error);
}
