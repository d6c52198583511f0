/* cases_stage.c — when a sentence is judged: a day, a period, an opening with
 * its deadline, on which it is in force and which its calendar has. */
#include "engine/school/cases_parts.h"

enum
{
  FIRST_YEAR = 2024, /* of cases, where the policy says nothing of when */
  DAYS_TRIED = 1200,
  PERIODS_TRIED = 400
};

static int32_t
beginning (void)
{
  return civil_to_day (FIRST_YEAR, 9, 2);
}

/* Whether a day lies in a period of every kind: between terms nothing counts. */
static bool
in_all_periods (const struct plan *plan, int32_t day)
{
  for (uint32_t i = 0; i < plan->calendar.period_count; i++)
    if (period_of (&plan->calendar, &plan->calendar.periods[i], day) == PERIOD_NONE)
      return false;
  return true;
}

static bool
in_force (const struct sentence *sentence, int32_t first, int32_t last)
{
  return sentence->from <= first && last <= sentence->till;
}

/* From which day on to look: that of the beginning, where it is in force then. */
static int32_t
first_to_try (const struct sentence *sentence)
{
  int32_t day = beginning ();
  if (sentence->from > day)
    day = sentence->from;
  if (sentence->till < day)
    day = sentence->till - DAYS_TRIED / 2 > sentence->from ? sentence->till - DAYS_TRIED / 2
                                                           : sentence->from;
  return day;
}

/* ---- An event, or what brings an edge ------------------------------------- */

static void
set_day (struct draft *draft, int32_t day)
{
  draft->stage = (struct stage){ .setup = day,
                                 .count = day,
                                 .today = day,
                                 .window = day,
                                 .end = DAY_NEVER,
                                 .low = day,
                                 .high = day };
}

static bool
find_day (struct cases *cases, struct draft *draft)
{
  const struct sentence *sentence = cases->sentence;
  int32_t from = first_to_try (sentence), day = from;
  while (day < from + DAYS_TRIED
         && !(in_force (sentence, day, day) && in_all_periods (cases->plan, day)))
    day++;
  if (day == from + DAYS_TRIED)
    day = from;
  set_day (draft, day);
  return in_force (sentence, day, day) || cannot (cases, "it is in force on no day");
}

/* ---- A period --------------------------------------------------------------- */

static void
set_period (struct draft *draft, const struct sentence *sentence, int32_t first, int32_t end)
{
  bool duty = sentence->kind == SENTENCE_DUTY;
  bool throughout = duty && !sentence->duty.partial;
  draft->stage = (struct stage){ .setup = duty ? first : end - 1,
                                 .count = end - 1,
                                 .today = end,
                                 .window = end - 1,
                                 .end = end,
                                 .low = throughout ? first : end,
                                 .high = throughout ? end - 1 : end };
}

static bool
takes_period (const struct cases *cases, int32_t first, int32_t end)
{
  const struct sentence *sentence = cases->sentence;
  if (sentence->kind != SENTENCE_DUTY)
    return in_force (sentence, end - 1, end - 1);
  return in_force (sentence, first, end - 1)
         && duty_judges_period (&cases->plan->calendar, &sentence->duty, first, end);
}

/* Rather one that begins no earlier than cases do, and on whose last day all
 * windows count. */
static bool
find_period (struct cases *cases, struct draft *draft)
{
  const struct calendar *calendar = &cases->plan->calendar;
  const struct period *period = &calendar->periods[cases->sentence->every];
  int32_t from = first_to_try (cases->sentence);
  int32_t latest = period_latest (calendar, period, from);
  for (int demands = 2; demands >= 0; demands--)
    for (int32_t number = latest; number < latest + PERIODS_TRIED; number++)
      {
        int32_t first = period_first (calendar, period, number);
        int32_t end = period_end (calendar, period, number);
        if ((demands == 2 && first < from)
            || (demands >= 1 && !in_all_periods (cases->plan, end - 1))
            || !takes_period (cases, first, end))
          continue;
        set_period (draft, cases->sentence, first, end);
        return true;
      }
  return cannot (cases, "no period is judged while it is in force");
}

/* ---- An opening --------------------------------------------------------------- */

/* The days of an opening: what it needs comes on the last, when all windows it
 * may be counted in are those it is judged by. */
static bool
set_opening (struct cases *cases, struct draft *draft, int32_t first)
{
  const struct sentence *sentence = cases->sentence;
  const struct duty *duty = &sentence->duty;
  int64_t due = duty->within == WITHIN_DATE ? first + 7 : VALUE_ABSENT;
  int32_t last = duty_last_day (&cases->plan->calendar, duty, first, due);
  draft->stage = (struct stage){ .setup = first,
                                 .count = last,
                                 .today = last + 1,
                                 .window = last,
                                 .end = last + 1,
                                 .low = first,
                                 .high = last + 1 };
  return in_force (sentence, first, last);
}

static bool
find_opening (struct cases *cases, struct draft *draft)
{
  int32_t from = first_to_try (cases->sentence);
  for (int strictly = 1; strictly >= 0; strictly--)
    for (int32_t day = from; day < from + DAYS_TRIED; day++)
      if (set_opening (cases, draft, day)
          && (!strictly
              || (in_all_periods (cases->plan, day)
                  && in_all_periods (cases->plan, draft->stage.count))))
        return true;
  return cannot (cases, "it is never in force from an opening to its deadline");
}

/* ---- What must happen -------------------------------------------------------- */

static int64_t
key_value (struct cases *cases, const struct draft *draft)
{
  const struct duty *duty = &cases->sentence->duty;
  struct buffer text = BUFFER_INIT;
  if (duty->about_type != TYPE_TEXT)
    return any_value (cases, draft, duty->about_type);
  buffer_format (&text, "%s 1", strings_text (&cases->plan->strings, duty->about));
  cases->failed |= text.failed;
  int64_t value = cases_text (cases, buffer_string (&text));
  buffer_release (&text);
  return value;
}

/* An event without which the sentence is not judged. */
static bool
add_needed (struct cases *cases, struct draft *draft, uint32_t selection, enum slot slot,
            uint16_t key)
{
  const struct plan *plan = cases->plan;
  const struct selection *of = &plan->selections[selection];
  enum who who = of->by == PLACE_NONE ? WHO_TEACHER : WHO_OTHER;
  uint32_t at = draft_add (cases, draft, of->type, slot, who);
  if (at == NONE || !fill_event (cases, draft, at, selection))
    return false;
  draft->events[at].fixed = true;
  if (key != PLACE_NONE)
    {
      draft->key = key_value (cases, draft);
      draft_values (draft, at)[field_at (plan, of->type, key)] = draft->key;
    }
  return event_passes (cases, draft, at, selection)
         || cannot (cases, "no event is found that passes what it is asked at");
}

static bool
add_opening (struct cases *cases, struct draft *draft)
{
  const struct duty *duty = &cases->sentence->duty;
  if (!add_needed (cases, draft, duty->after, SLOT_OPENING, duty->match))
    return false;
  if (duty->within == WITHIN_DATE)
    draft_values (draft, 0)[field_at (cases->plan, draft->events[0].type, duty->place)]
        = draft->stage.window;
  return true;
}

bool
set_stage (struct cases *cases, struct draft *draft)
{
  const struct sentence *sentence = cases->sentence;
  switch (sentence->trigger)
    {
    case TRIGGER_PERIOD:
      if (!find_period (cases, draft))
        return false;
      if (sentence->kind != SENTENCE_DUTY || sentence->duty.each == NONE)
        return true;
      const struct spell *spell = &cases->plan->spells[sentence->duty.each];
      return add_needed (cases, draft, spell->starts, SLOT_SETUP, spell->start_key);
    case TRIGGER_SPAN: return find_opening (cases, draft) && add_opening (cases, draft);
    case TRIGGER_DAY:
      set_day (draft, sentence->selecting.by);
      draft->stage.today = draft->stage.end = draft->stage.low = draft->stage.high
          = sentence->selecting.by + 1;
      return in_force (sentence, sentence->selecting.by, sentence->selecting.by)
             || cannot (cases, "it is not in force on its day");
    case TRIGGER_EVENT:
      return find_day (cases, draft)
             && add_needed (cases, draft, sentence->on, SLOT_TRIGGER, PLACE_NONE);
    default: return find_day (cases, draft);
    }
}

bool
move_stage (struct cases *cases, struct draft *draft, int32_t day)
{
  const struct sentence *sentence = cases->sentence;
  if (sentence->trigger != TRIGGER_EDGE && sentence->trigger != TRIGGER_EVENT)
    return cannot (cases, "the days on which it is judged are given");
  if (!in_force (sentence, day, day))
    return cannot (cases, "it is not in force then");
  set_day (draft, day);
  return true;
}
