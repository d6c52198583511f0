/* target.c — targets: how many teachers something is true of, by a day.
 *
 * A target is the school's: its decisions name no teacher, and what it says
 * is filled from the school's own record. */
#include "engine/base/decimal.h"
#include <stdlib.h>

#include "engine/judge/cohort.h"

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
count_among (struct count *count, struct error *error)
{
  struct judge *judge = count->judge;
  for (uint32_t i = 0; i < judge->roster_count; i++)
    {
      uint32_t number = judge->roster[i];
      if (judge->teachers.items[number].away)
        continue;
      begin_judgement (&judge->now, &judge->teachers.items[number], NULL, false);
      if (judge->look)
        look_at (judge, count->sentence);
      struct value among = evaluate (judge, count->sentence->selecting.among);
      bool failed = among.state == VALUE_FAILED;
      if ((failed && judge->now.error.code == ERROR_MEMORY)
          || ((failed || (among.state == VALUE_KNOWN && among.n))
              && count_one (count, number, failed ? &judge->now.error : NULL) < 0))
        return error_memory (error);
    }
  return thaw_count (count, error);
}

/* The error of the first, by id, in error; NULL where there is none. */
static const struct error *
first_failure (const struct count *count)
{
  const struct judge *judge = count->judge;
  const struct counted_one *first = NULL;
  for (uint32_t i = 0; i < count->count; i++)
    {
      const struct counted_one *one = &count->items[i];
      if (one->failure != NONE
          && (!first
              || strings_compare (judge->strings, judge->teachers.items[one->teacher].id,
                                  judge->teachers.items[first->teacher].id)
                     < 0))
        first = one;
    }
  return first ? &count->failures[first->failure] : NULL;
}

static int
decide_counted (struct count *count, int32_t day, struct error *error)
{
  struct judge *judge = count->judge;
  const struct sentence *sentence = count->sentence;
  const struct error *why = first_failure (count);
  bool achieved = count->count >= sentence->selecting.least;
  begin_judgement (&judge->now, &judge->teachers.items[SCHOOL], NULL, false);
  if (why)
    return decide_error (judge, SCHOOL, sentence, why, error);
  if (deadline_of (sentence) != day && achieved)
    return 0;
  return decide_target (judge, sentence,
                        deadline_of (sentence) != day ? VERDICT_REMINDER
                        : achieved                    ? VERDICT_ACHIEVED
                                                      : VERDICT_MISSED,
                        count->count, error);
}

int
judge_target (struct judge *judge, const struct sentence *sentence, int32_t day,
              struct error *error)
{
  struct count count = { .judge = judge, .sentence = sentence };
  if (judge->window_day < sentence->from || judge->window_day > sentence->till)
    return 0;
  if (call_roster (judge, error) < 0)
    return -1;
  begin_cause (judge, CAUSE_DEADLINE, sentence);
  judge->seen_count = 0;
  int status = count_among (&count, error);
  if (status == 0)
    status = keep_count (&count, error);
  if (status == 0)
    status = decide_counted (&count, day, error);
  free (count.items);
  free (count.failures);
  return status;
}
