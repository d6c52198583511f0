/* civil.c — instants, days and the civil calendar.
 *
 * Days and dates convert through years that begin in March, so that the leap
 * day is the last of its year: the month then lies at (153·m + 2) / 5 days. */
#include "engine/base/civil.h"

#include <string.h>

enum
{
  CYCLE_DAYS = 146097,  /* of 400 years */
  EPOCH_SHIFT = 719468, /* days from 0000-03-01 to 1970-01-01 */
  FIRST_YEAR = 1900,
  LAST_YEAR = 2199
};

int32_t
civil_to_day (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int cycle = (y >= 0 ? y : y - 399) / 400;
  int of_cycle = y - cycle * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return cycle * CYCLE_DAYS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year
         - EPOCH_SHIFT;
}

struct civil
civil_from_day (int32_t day)
{
  int shifted = day + EPOCH_SHIFT;
  int cycle = (shifted >= 0 ? shifted : shifted - (CYCLE_DAYS - 1)) / CYCLE_DAYS;
  int rest = shifted - cycle * CYCLE_DAYS;
  int year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
  int of_year = rest - (365 * year + year / 4 - year / 100);
  int march = (5 * of_year + 2) / 153;
  int month = march < 10 ? march + 3 : march - 9;
  return (struct civil){ year + cycle * 400 + (month <= 2), month,
                         of_year - (153 * march + 2) / 5 + 1 };
}

static bool
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
civil_month_days (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

int
civil_weekday (int32_t day)
{
  int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
  return weekday < 0 ? weekday + 7 : weekday;
}

static int
floor_divide (int a, int b)
{
  return a / b - (a % b < 0);
}

int32_t
civil_add_months (int32_t day, int months)
{
  struct civil c = civil_from_day (day);
  int month = c.year * 12 + c.month - 1 + months;
  int year = floor_divide (month, 12), of_year = month - year * 12 + 1;
  int last = civil_month_days (year, of_year);
  return civil_to_day (year, of_year, c.day < last ? c.day : last);
}

/* The largest number of months that does not lead past `to`. */
int
civil_months_between (int32_t from, int32_t to)
{
  struct civil a = civil_from_day (from), b = civil_from_day (to);
  int months = (b.year - a.year) * 12 + b.month - a.month;
  return civil_add_months (from, months) > to ? months - 1 : months;
}

int
civil_years_between (int32_t from, int32_t to)
{
  return floor_divide (civil_months_between (from, to), 12);
}

int32_t
instant_day (int64_t instant, int offset)
{
  int64_t local = instant + (int64_t)offset * 60 * 1000000;
  return (int32_t)(local / DAY_US - (local % DAY_US < 0));
}

int64_t
day_instant (int32_t day, int offset)
{
  return (int64_t)day * DAY_US - (int64_t)offset * 60 * 1000000;
}

/* `width` digits as a number, or -1. */
static int
digits (const char *text, int width)
{
  int number = 0;
  for (int i = 0; i < width; i++)
    {
      if (text[i] < '0' || text[i] > '9')
        return -1;
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

int
day_read (const char *text, size_t len, int32_t *out, struct error *error)
{
  int shown = error_shown (text, len);
  int year, month, day;
  if (len != 10 || text[4] != '-' || text[7] != '-' || (year = digits (text, 4)) < 0
      || (month = digits (text + 5, 2)) < 0 || (day = digits (text + 8, 2)) < 0)
    return error_set (error, ERROR_INPUT, "\"%.*s\" is not a date written YYYY-MM-DD", shown, text);
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return error_set (error, ERROR_RANGE, "\"%.*s\" is not in the years 1900 to 2199", shown, text);
  if (month < 1 || month > 12 || day < 1 || day > civil_month_days (year, month))
    return error_set (error, ERROR_INPUT, "\"%.*s\" is no day of the calendar", shown, text);
  *out = civil_to_day (year, month, day);
  return 0;
}

int
offset_read (const char *text, size_t len, int *out, struct error *error)
{
  if (len == 1 && (*text == 'Z' || *text == 'z'))
    {
      *out = 0;
      return 0;
    }
  int hours, minutes;
  if (len != 6 || (*text != '+' && *text != '-') || text[3] != ':'
      || (hours = digits (text + 1, 2)) < 0 || (minutes = digits (text + 4, 2)) < 0 || hours > 23
      || minutes > 59)
    return error_set (error, ERROR_INPUT, "\"%.*s\" is not an offset written like +08:00",
                      error_shown (text, len), text);
  *out = (*text == '-' ? -1 : 1) * (hours * 60 + minutes);
  return 0;
}

/* The digits after a point, cut to microseconds; *at moves past them. */
static int
read_fraction (const char *text, size_t len, size_t *at, int64_t *micros)
{
  size_t first = ++*at;
  int64_t unit = 100000;
  *micros = 0;
  for (; *at < len && text[*at] >= '0' && text[*at] <= '9'; ++*at, unit /= 10)
    *micros += (text[*at] - '0') * unit;
  return *at > first ? 0 : -1;
}

static int
no_instant (const char *text, size_t len, const char *why, struct error *error)
{
  return error_set (error, ERROR_INPUT, "\"%.*s\" %s", error_shown (text, len), text, why);
}

int
instant_read (const char *text, size_t len, int64_t *out, struct error *error)
{
  static const char form[] = "is not a time written like 2024-09-01T08:00:00+08:00";
  int32_t day;
  if (len < 19 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
    return no_instant (text, len, form, error);
  if (day_read (text, 10, &day, error) < 0)
    return -1;
  int hour = digits (text + 11, 2), minute = digits (text + 14, 2), second = digits (text + 17, 2);
  if (hour < 0 || minute < 0 || second < 0)
    return no_instant (text, len, form, error);
  if (second == 60)
    return no_instant (text, len, "is a leap second, which is not held", error);
  if (hour > 23 || minute > 59 || second > 59)
    return no_instant (text, len, "is no time of the day", error);
  size_t at = 19;
  int64_t micros = 0;
  if (at < len && text[at] == '.' && read_fraction (text, len, &at, &micros) < 0)
    return no_instant (text, len, form, error);
  int offset;
  if (at == len)
    return no_instant (text, len, "has no offset (like +08:00 or Z)", error);
  if (offset_read (text + at, len - at, &offset, error) < 0)
    return no_instant (text, len, form, error);
  int64_t seconds = hour * 3600 + minute * 60 + second - offset * 60;
  *out = day * DAY_US + seconds * 1000000 + micros;
  return 0;
}

void
day_write (struct buffer *buffer, int32_t day)
{
  struct civil c = civil_from_day (day);
  buffer_digits (buffer, (uint64_t)c.year, 4);
  buffer_char (buffer, '-');
  buffer_digits (buffer, (uint64_t)c.month, 2);
  buffer_char (buffer, '-');
  buffer_digits (buffer, (uint64_t)c.day, 2);
}

void
instant_write (struct buffer *buffer, int64_t instant, int offset)
{
  int32_t day = instant_day (instant, offset);
  int64_t rest = instant - day_instant (day, offset);
  int seconds = (int)(rest / 1000000), micros = (int)(rest % 1000000);
  day_write (buffer, day);
  buffer_char (buffer, 'T');
  buffer_digits (buffer, (uint64_t)seconds / 3600, 2);
  buffer_char (buffer, ':');
  buffer_digits (buffer, (uint64_t)seconds / 60 % 60, 2);
  buffer_char (buffer, ':');
  buffer_digits (buffer, (uint64_t)seconds % 60, 2);
  if (micros)
    {
      int places = 6;
      for (; micros % 10 == 0; places--)
        micros /= 10;
      buffer_char (buffer, '.');
      buffer_digits (buffer, (uint64_t)micros, places);
    }
  int size = offset < 0 ? -offset : offset;
  buffer_char (buffer, offset < 0 ? '-' : '+');
  buffer_digits (buffer, (uint64_t)size / 60, 2);
  buffer_char (buffer, ':');
  buffer_digits (buffer, (uint64_t)size % 60, 2);
}
