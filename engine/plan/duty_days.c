/* duty_days.c — the days of a duty: its last one after an opening, and which
 * periods are judged. */
#include "engine/base/civil.h"
#include "engine/plan/plan.h"

int32_t
duty_last_day (const struct calendar *calendar, const struct duty *duty, int32_t first, int64_t due)
{
  int32_t day = first, left = duty->span;
  switch (duty->within)
    {
    case WITHIN_DAYS: day += duty->span; break;
    case WITHIN_WEEKS: day += 7 * duty->span + 6 - civil_weekday (day); break;
    case WITHIN_MONTHS: day = civil_add_months (day, duty->span); break;
    case WITHIN_WORKDAYS:
      while (left > 0 && day < LAST_DAY)
        left -= !calendar_off (calendar, ++day);
      break;
    default: return due == VALUE_ABSENT ? DAY_NEVER : (int32_t)due;
    }
  while (duty->roll && day < LAST_DAY && calendar_off (calendar, day))
    day++;
  return day;
}

bool
duty_judges_period (const struct calendar *calendar, const struct duty *duty, int32_t first,
                    int32_t end)
{
  if (duty->inside != NONE)
    {
      const struct period *outer = &calendar->periods[duty->inside];
      int32_t number = period_of (calendar, outer, first);
      if (number == PERIOD_NONE || number != period_of (calendar, outer, end - 1))
        return false;
    }
  int32_t day = first;
  while (day < end && calendar_off (calendar, day))
    day++;
  return day < end;
}
