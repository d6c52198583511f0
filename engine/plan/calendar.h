/* calendar.h — a school's periods.
 *
 * Days are the school's local days.  Periods of one kind are numbered in
 * time, so that "the n-th back" is a subtraction; terms number on from year
 * to year, and a day between terms is in none. */
#ifndef TENURE_PLAN_CALENDAR_H
#define TENURE_PLAN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum period_unit
{
  PERIOD_DAY,
  PERIOD_WEEK,
  PERIOD_MONTH,
  PERIOD_YEAR,
  PERIOD_TERM,
  PERIOD_SCHOOL_YEAR,
  PERIOD_CYCLE,
  PERIOD_NAMED_DAYS, /* named ones: so many days, months or years from an anchor day */
  PERIOD_NAMED_MONTHS
};

#define PERIOD_NONE INT32_MIN

struct month_day
{
  uint8_t month, day; /* 02-29 means the month's last day where there is none */
};

struct term
{
  struct month_day first, last; /* both included; one may wrap the year's end */
};

struct period
{
  uint32_t name;  /* string number */
  uint8_t unit;   /* enum period_unit */
  int32_t length; /* of a cycle in school years; of a named one in its unit */
  int32_t anchor; /* a cycle's calendar year; a named one's first day */
};

/* A range of days, both included. */
struct day_range
{
  int32_t first, last;
};

struct calendar
{
  int offset; /* minutes east of Greenwich */
  struct month_day school_year;
  const struct term *terms; /* by first day within a year; they do not overlap */
  uint32_t term_count;
  const struct period *periods; /* in the order in which ends of one midnight are judged */
  uint32_t period_count;
  const struct day_range *holidays, *workdays;
  uint32_t holiday_count, workday_count;
};

/* The number of the period a day is in, or PERIOD_NONE between terms. */
int32_t period_of (const struct calendar *calendar, const struct period *period, int32_t day);

/* The number of the latest period that had begun by a day: period_of's, or
 * between terms that of the last one ended. */
int32_t period_latest (const struct calendar *calendar, const struct period *period, int32_t day);

/* The first day of a period, and the first day after it. */
int32_t period_first (const struct calendar *calendar, const struct period *period, int32_t number);
int32_t period_end (const struct calendar *calendar, const struct period *period, int32_t number);

/* Whether a day is off: a holiday, or a weekend day that is not worked. */
bool calendar_off (const struct calendar *calendar, int32_t day);

#endif
