/* explain_duty.c — where a teacher stands with a duty: with each of the things
 * it is about, or why it is not judged. */
#include <stdlib.h>

#include "engine/base/civil.h"
#include "engine/judge/duty.h"
#include "engine/judge/explain_parts.h"

/* The day from which on the duty has applied without a break: what its watch
 * has seen, or DAY_NEVER. */
static int32_t
applied_since (const struct judge *judge, const struct teacher *teacher,
               const struct sentence *sentence)
{
  const struct cell *cell = teacher_cell (teacher, judge->plan->cell_watch + sentence->duty.watch);
  if (!cell || cell->value == WATCH_NOT_TRUE || cell->value == WATCH_ERROR)
    return DAY_NEVER;
  return instant_day (cell->value, judge->plan->calendar.offset);
}

/* A period that is not judged since the duty has not applied throughout: what
 * `applies` asks, or since when it has applied. */
static const char *
not_applied (struct buffer *out, struct judge *judge, const struct sentence *sentence,
             const struct stretch *stretch)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  if (sentence->applies == NONE)
    return "known_in_period";
  begin_explaining (judge, sentence, NULL, VALUE_ABSENT);
  buffer_text (out, "{\"applies\":");
  truth_json (out, ask_applies (judge, sentence));
  day_json (out, "applied_since", applied_since (judge, teacher, sentence));
  day_json (out, "since", stretch->first);
  day_json (out, "until", stretch->end - 1);
  buffer_text (out, ",\"conditions\":");
  conditions_json (out, judge, DAY_NEVER);
  buffer_char (out, '}');
  return "did_not_apply_throughout";
}

/* Why nothing known so far lets the teacher be judged in the period; or NULL. */
static const char *
not_judged (const struct judge *judge, const struct sentence *sentence,
            const struct stretch *stretch)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  if (!stretch_judged (judge, sentence, stretch))
    return "period_not_judged";
  if (sentence->from > stretch->first || sentence->till < stretch->end - 1)
    return "not_in_force_throughout";
  if (waived_between (judge, teacher, sentence, stretch->first, stretch->end - 1))
    return "waived_in_period";
  return teacher_judged (judge, teacher, sentence, stretch) ? NULL : "away_in_period";
}

/* Whether the duty's `applies` is known to fail in the period: what it was
 * before, or, with all events of the instant in, what it is now. */
static bool
fails_to_apply (struct buffer *out, struct judge *judge, const struct sentence *sentence,
                const struct stretch *stretch)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  if (sentence->duty.partial)
    return false;
  begin_explaining (judge, sentence, NULL, VALUE_ABSENT);
  bool applies = is_true (ask_applies (judge, sentence));
  out->failed |= judge->now.error.code == ERROR_MEMORY;
  return !applies || duty_held (judge, teacher, sentence, stretch) == WATCHED_NO;
}

/* The instances of a period that runs: one, or one a spell. */
static const char *
open_instances (struct buffer *out, struct judge *judge, const struct sentence *sentence,
                const struct stretch *stretch)
{
  struct instances instances;
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  int32_t reminder = stretch->end - sentence->duty.remind;
  bool reminds = sentence->duty.remind && reminder > judge->today && reminder > stretch->first;
  if (list_instances (judge, teacher, sentence, stretch, &instances) < 0)
    out->failed = true;
  for (uint32_t i = 0; i < instances.count; i++)
    {
      if (i)
        buffer_char (out, ',');
      begin_explaining (judge, sentence, NULL, instances.items[i].key);
      instance_json (out, judge, sentence, stretch->first, stretch->end - 1,
                     reminds ? reminder : DAY_NEVER);
    }
  const char *state = instances.count ? "open" : "nothing_open";
  free (instances.items);
  return state;
}

const char *
open_period (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  struct stretch stretch;
  if (judge->ordinals[sentence->every] == PERIOD_NONE)
    return "between_periods";
  stretch = stretch_of (judge, sentence);
  const char *why = not_judged (judge, sentence, &stretch);
  if (why)
    return why;
  return fails_to_apply (out, judge, sentence, &stretch)
             ? not_applied (out, judge, sentence, &stretch)
             : open_instances (out, judge, sentence, &stretch);
}

/* An opening: its conditions, or that it is waived. */
static void
span_json (struct buffer *out, struct judge *judge, const struct sentence *sentence,
           const struct opening *opening)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  int32_t until = opening->deadline == DAY_NEVER ? DAY_NEVER : opening->deadline - 1;
  begin_explaining (judge, sentence, opening, opening->matched);
  if (!waived_between (judge, teacher, sentence, opening->first, until))
    {
      instance_json (out, judge, sentence, opening->first, until, opening->reminder);
      return;
    }
  buffer_text (out, "{\"waived\":true");
  about_and_days (out, judge, opening->first, until, DAY_NEVER);
  buffer_char (out, '}');
}

const char *
open_spans (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  const struct opening *opening = openings_first (judge, teacher);
  bool any = false;
  for (; opening; opening = openings_next (&judge->openings, opening))
    {
      if (&judge->plan->sentences[opening->sentence] != sentence)
        continue;
      if (any)
        buffer_char (out, ',');
      span_json (out, judge, sentence, opening);
      any = true;
    }
  return any ? "open" : "nothing_open";
}
