/* calendar.c — a school's periods, against a walk over the days. */
#include "engine/plan/calendar.h"

#include "engine/base/civil.h"
#include "tests/tap.h"

static const struct term terms[] = { { { 2, 16 }, { 7, 10 } }, { { 9, 1 }, { 1, 31 } } };
static struct day_range october[1], saturday[1];

static const struct period periods[] = {
  { .unit = PERIOD_DAY },
  { .unit = PERIOD_WEEK },
  { .unit = PERIOD_MONTH },
  { .unit = PERIOD_TERM },
  { .unit = PERIOD_YEAR },
  { .unit = PERIOD_SCHOOL_YEAR },
  { .unit = PERIOD_CYCLE, .length = 2, .anchor = 2023 },
  { .unit = PERIOD_NAMED_DAYS, .length = 10, .anchor = 15000 },
  { .unit = PERIOD_NAMED_MONTHS, .length = 1, .anchor = 16466 }, /* 2015-01-31 */
  { .unit = PERIOD_NAMED_MONTHS, .length = 12, .anchor = 16040 },
};

static const struct calendar calendar
    = { .school_year = { 9, 1 }, .terms = terms, .term_count = 2, .periods = periods };

static int32_t
day (int year, int month, int of_month)
{
  return civil_to_day (year, month, of_month);
}

/* Every day lies in its period, and in the one whose bounds hold it; the
 * numbers rise by one where a period ends. */
static void
walk (const struct period *period)
{
  long wrong = 0;
  int32_t before = period_latest (&calendar, period, day (1995, 1, 1));
  for (int32_t d = day (1995, 1, 2); d < day (2035, 1, 1); d++)
    {
      int32_t latest = period_latest (&calendar, period, d);
      int32_t of = period_of (&calendar, period, d);
      bool begins = period_first (&calendar, period, latest) == d;
      wrong += latest != before + begins;
      wrong += period_first (&calendar, period, latest) > d;
      wrong += of != PERIOD_NONE && of != latest;
      wrong += (of != PERIOD_NONE) != (d < period_end (&calendar, period, latest));
      wrong += period->unit != PERIOD_TERM && of == PERIOD_NONE;
      before = latest;
    }
  is_int (wrong, 0, "forty years of unit %d hold together", period->unit);
}

int
main (void)
{
  for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
    walk (&periods[i]);

  const struct period *term = &periods[3], *cycle = &periods[6], *month_end = &periods[8];
  is_int (period_of (&calendar, term, day (2024, 2, 15)), PERIOD_NONE, "between terms is none");
  ok (period_of (&calendar, term, day (2024, 2, 16)) != PERIOD_NONE, "the first day is in");
  ok (period_of (&calendar, term, day (2024, 7, 10)) != PERIOD_NONE, "the last day is in");
  is_int (period_of (&calendar, term, day (2024, 7, 11)), PERIOD_NONE, "the day after is not");
  is_int (period_of (&calendar, term, day (2025, 1, 31)),
          period_of (&calendar, term, day (2024, 9, 1)), "a term reaches over the new year");
  is_int (period_first (&calendar, cycle, period_of (&calendar, cycle, day (2024, 1, 1))),
          day (2023, 9, 1), "a cycle starts in the year it is counted from");
  is_int (period_end (&calendar, cycle, 0), day (2025, 9, 1), "and is two school years long");
  is_int (period_first (&calendar, month_end, 1), day (2015, 2, 28),
          "a period from the 31st begins on a shorter month's last day");
  is_int (period_first (&calendar, month_end, 2), day (2015, 3, 31), "and on the 31st again");

  october[0] = (struct day_range){ day (2024, 10, 1), day (2024, 10, 7) };
  saturday[0] = (struct day_range){ day (2024, 10, 12), day (2024, 10, 12) };
  struct calendar off = calendar;
  off.holidays = october;
  off.workdays = saturday;
  off.holiday_count = off.workday_count = 1;
  ok (calendar_off (&off, day (2024, 10, 1)) && calendar_off (&off, day (2024, 10, 7)),
      "holidays are off, both ends");
  ok (!calendar_off (&off, day (2024, 10, 8)), "the day after is not");
  ok (!calendar_off (&off, day (2024, 10, 12)), "a Saturday worked is not off");
  ok (calendar_off (&off, day (2024, 10, 13)), "the Sunday after it is");
  return tap_done ();
}
