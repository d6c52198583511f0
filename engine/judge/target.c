/* target.c — targets: how many teachers something is true of, by a day.
 *
 * A target is the school's: its decisions name no teacher, and what it says
 * is filled from the school's own record. */
#include "engine/base/decimal.h"
#include "engine/judge/state.h"

/* The midnight that ends a target's last day, and the one of its reminder. */
static int32_t
deadline_of (const struct sentence *sentence)
{
  return sentence->selecting.by + 1;
}

static int32_t
reminder_of (const struct sentence *sentence)
{
  return sentence->selecting.remind ? deadline_of (sentence) - sentence->selecting.remind
                                    : DAY_NEVER;
}

int32_t
target_next (const struct judge *judge, int32_t after)
{
  int32_t next = DAY_NEVER;
  for (uint32_t i = 0; i < judge->plan->target_count; i++)
    {
      const struct sentence *sentence = &judge->plan->sentences[judge->plan->targets[i]];
      int32_t days[] = { deadline_of (sentence), reminder_of (sentence) };
      for (int j = 0; j < 2; j++)
        if (days[j] > after && days[j] < next)
          next = days[j];
    }
  return next;
}

bool
target_due (const struct sentence *sentence, int32_t day)
{
  return deadline_of (sentence) == day || reminder_of (sentence) == day;
}

/* Counts whom `among` is true of; unknown is not true. */
static int
count_among (struct judge *judge, const struct sentence *sentence, uint32_t *count)
{
  *count = 0;
  for (uint32_t i = 0; i < judge->roster_count; i++)
    {
      uint32_t number = judge->roster[i];
      if (judge->teachers.items[number].away)
        continue;
      begin_judgement (&judge->now, &judge->teachers.items[number], NULL, false);
      struct value among = evaluate (judge, sentence->selecting.among);
      if (among.state == VALUE_FAILED)
        return -1;
      *count += among.state == VALUE_KNOWN && among.n;
    }
  return 0;
}

int
judge_target (struct judge *judge, const struct sentence *sentence, int32_t day,
              struct error *error)
{
  uint32_t count;
  if (judge->window_day < sentence->from || judge->window_day > sentence->till)
    return 0;
  if (call_roster (judge, error) < 0)
    return -1;
  begin_cause (judge, CAUSE_DEADLINE, sentence);
  judge->seen_count = 0;
  bool failed = count_among (judge, sentence, &count) < 0;
  struct error why = judge->now.error;
  begin_judgement (&judge->now, &judge->teachers.items[SCHOOL], NULL, false);
  if (failed)
    return decide_error (judge, SCHOOL, sentence, &why, error);
  bool achieved = count >= sentence->selecting.least;
  if (deadline_of (sentence) != day)
    return achieved ? 0 : decide_target (judge, sentence, VERDICT_REMINDER, count, error);
  return decide_target (judge, sentence, achieved ? VERDICT_ACHIEVED : VERDICT_MISSED, count,
                        error);
}
