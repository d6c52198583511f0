/* calendar.c — a school's periods, by arithmetic on days. */
#include "engine/plan/calendar.h"

#include "engine/base/civil.h"

static int32_t
floor_divide (int32_t a, int32_t b)
{
  return a / b - (a % b < 0);
}

/* The day a month-day names in a year. */
static int32_t
day_in (int year, struct month_day at)
{
  int last = civil_month_days (year, at.month);
  return civil_to_day (year, at.month, at.day < last ? at.day : last);
}

static bool
wraps (const struct term *term)
{
  return term->last.month < term->first.month
         || (term->last.month == term->first.month && term->last.day < term->first.day);
}

/* Terms number year by year: the first of the year 0 is 0. */
static int32_t
term_first (const struct calendar *calendar, int32_t number)
{
  int32_t year = floor_divide (number, (int32_t)calendar->term_count);
  const struct term *term = &calendar->terms[number - year * (int32_t)calendar->term_count];
  return day_in (year, term->first);
}

static int32_t
term_end (const struct calendar *calendar, int32_t number)
{
  int32_t year = floor_divide (number, (int32_t)calendar->term_count);
  const struct term *term = &calendar->terms[number - year * (int32_t)calendar->term_count];
  return day_in (year + wraps (term), term->last) + 1;
}

static int32_t
term_latest (const struct calendar *calendar, int32_t day)
{
  int32_t count = (int32_t)calendar->term_count;
  int32_t number = (civil_from_day (day).year + 1) * count - 1;
  while (term_first (calendar, number) > day)
    number--;
  return number;
}

static int32_t
school_year_of (const struct calendar *calendar, int32_t day)
{
  int32_t year = civil_from_day (day).year;
  return day < day_in (year, calendar->school_year) ? year - 1 : year;
}

int32_t
period_latest (const struct calendar *calendar, const struct period *period, int32_t day)
{
  switch (period->unit)
    {
    case PERIOD_WEEK: return floor_divide (day + 3, 7);
    case PERIOD_MONTH:
      {
        struct civil c = civil_from_day (day);
        return c.year * 12 + c.month - 1;
      }
    case PERIOD_YEAR: return civil_from_day (day).year;
    case PERIOD_TERM: return term_latest (calendar, day);
    case PERIOD_SCHOOL_YEAR: return school_year_of (calendar, day);
    case PERIOD_CYCLE:
      return floor_divide (school_year_of (calendar, day) - period->anchor, period->length);
    case PERIOD_NAMED_DAYS: return floor_divide (day - period->anchor, period->length);
    case PERIOD_NAMED_MONTHS:
      return floor_divide (civil_months_between (period->anchor, day), period->length);
    default: return day;
    }
}

int32_t
period_of (const struct calendar *calendar, const struct period *period, int32_t day)
{
  int32_t number = period_latest (calendar, period, day);
  if (period->unit == PERIOD_TERM && day >= term_end (calendar, number))
    return PERIOD_NONE;
  return number;
}

int32_t
period_first (const struct calendar *calendar, const struct period *period, int32_t number)
{
  switch (period->unit)
    {
    case PERIOD_WEEK: return number * 7 - 3;
    case PERIOD_MONTH:
      {
        int32_t year = floor_divide (number, 12);
        return civil_to_day (year, number - year * 12 + 1, 1);
      }
    case PERIOD_YEAR: return civil_to_day (number, 1, 1);
    case PERIOD_TERM: return term_first (calendar, number);
    case PERIOD_SCHOOL_YEAR: return day_in (number, calendar->school_year);
    case PERIOD_CYCLE:
      return day_in (period->anchor + number * period->length, calendar->school_year);
    case PERIOD_NAMED_DAYS: return period->anchor + number * period->length;
    case PERIOD_NAMED_MONTHS: return civil_add_months (period->anchor, number * period->length);
    default: return number;
    }
}

int32_t
period_end (const struct calendar *calendar, const struct period *period, int32_t number)
{
  if (period->unit == PERIOD_TERM)
    return term_end (calendar, number);
  return period_first (calendar, period, number + 1);
}

static bool
in_ranges (const struct day_range *ranges, uint32_t count, int32_t day)
{
  for (uint32_t i = 0; i < count; i++)
    if (day >= ranges[i].first && day <= ranges[i].last)
      return true;
  return false;
}

bool
calendar_off (const struct calendar *calendar, int32_t day)
{
  if (in_ranges (calendar->holidays, calendar->holiday_count, day))
    return true;
  return civil_weekday (day) >= 5 && !in_ranges (calendar->workdays, calendar->workday_count, day);
}
