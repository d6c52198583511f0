/* dates.c — dates and times as spreadsheets write them.
 *
 * A text is taken apart into numbers and what stands between them; what the
 * numbers may be is civil.h's business. */
#include "engine/event/dates.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/civil.h"

enum
{
  SERIAL_ZERO = -25569, /* 1899-12-30, from which spreadsheets number days */
  MEANT_SIZE = 40
};

struct reading
{
  const char *text; /* the whole, for messages */
  size_t len;
  const char *at, *end;
  int32_t day;
  int64_t time; /* of the day, in microseconds */
  int offset;   /* minutes; the school's unless one is written */
  bool zoned;   /* an offset is written */
};

/* Passes a text by, if it comes next. */
static bool
pass (struct reading *r, const char *what)
{
  size_t size = strlen (what);
  if ((size_t)(r->end - r->at) < size || memcmp (r->at, what, size) != 0)
    return false;
  r->at += size;
  return true;
}

/* Reads up to `most` digits; yields how many there were. */
static int
read_digits (struct reading *r, int most, int *number)
{
  int count = 0;
  *number = 0;
  for (; count < most && r->at < r->end && *r->at >= '0' && *r->at <= '9'; count++)
    *number = *number * 10 + (*r->at++ - '0');
  return count;
}

static int
fail (const struct reading *r, struct error *error, const char *why)
{
  return error_set (error, ERROR_INPUT, "\"%.*s\" %s", error_shown (r->text, r->len), r->text, why);
}

static bool
is_day (int year, int month, int day)
{
  return month >= 1 && month <= 12 && day >= 1 && day <= civil_month_days (year, month);
}

static int
set_day (struct reading *r, int year, int month, int day, struct error *error)
{
  if (year < 1900 || year > 2199)
    return fail (r, error, "is not in the years 1900 to 2199");
  if (!is_day (year, month, day))
    return fail (r, error, "is no day of the calendar");
  r->day = civil_to_day (year, month, day);
  return 0;
}

/* A date that begins with no year: says what it may be. */
static int
refuse_order (const struct reading *r, int a, int b, int c, bool short_year, struct error *error)
{
  const int orders[3][3] = { { c, a, b }, { c, b, a }, { a, b, c } };
  char meant[3 * MEANT_SIZE] = "";
  size_t size = 0;
  for (int i = 0; i < (short_year ? 3 : 2); i++)
    {
      int year = orders[i][0] + (short_year ? 2000 : 0), month = orders[i][1], day = orders[i][2];
      if (is_day (year, month, day) && (i != 1 || a != b))
        size += (size_t)snprintf (meant + size, sizeof meant - size, "%s%04d-%02d-%02d",
                                  size ? " or " : "", year, month, day);
    }
  return error_set (error, ERROR_INPUT, "\"%.*s\" does not begin with a year of four digits%s%s%s",
                    error_shown (r->text, r->len), r->text, size ? ": it may mean " : "", meant,
                    size ? ", written so" : "");
}

/* The number a sheet keeps for a day, perhaps with a fraction for the time. */
static int
refuse_serial (struct reading *r, int number, struct error *error)
{
  int fraction;
  if (pass (r, "."))
    while (read_digits (r, 9, &fraction))
      ;
  if (r->at != r->end)
    return -2;
  struct civil c = civil_from_day (SERIAL_ZERO + number);
  return error_set (error, ERROR_INPUT,
                    "\"%.*s\" is the number a spreadsheet keeps for a day (%04d-%02d-%02d): give "
                    "the column a date format and save again",
                    error_shown (r->text, r->len), r->text, c.year, c.month, c.day);
}

/* Between the parts of a date: the same twice. */
static bool
pass_separator (struct reading *r, char *separator)
{
  char next = r->at < r->end ? *r->at : 0;
  if (*separator ? next != *separator : next != '-' && next != '/' && next != '.')
    return false;
  *separator = *r->at++;
  return true;
}

/* Reads a date: 0, -1 where it is refused, -2 where it is none. */
static int
read_date (struct reading *r, struct error *error)
{
  int a, b, c, digits, last;
  char separator = 0;
  if ((digits = read_digits (r, 9, &a)) == 0)
    return -2;
  if (pass (r, "年"))
    {
      if (digits != 4 || !read_digits (r, 2, &b) || !pass (r, "月") || !read_digits (r, 2, &c)
          || (!pass (r, "日") && !pass (r, "号")))
        return -2;
      return set_day (r, a, b, c, error);
    }
  if (digits == 8)
    return set_day (r, a / 10000, a / 100 % 100, a % 100, error);
  if (digits == 5)
    return refuse_serial (r, a, error);
  if (!pass_separator (r, &separator) || !read_digits (r, 2, &b) || !pass_separator (r, &separator)
      || !(last = read_digits (r, 4, &c)))
    return -2;
  if (digits == 4 && last <= 2)
    return set_day (r, a, b, c, error);
  return digits <= 2 && last != 3 ? refuse_order (r, a, b, c, last <= 2, error) : -2;
}

static void
pass_spaces (struct reading *r)
{
  while (pass (r, " "))
    ;
}

static bool
read_fraction (struct reading *r, int64_t *micros)
{
  int64_t unit = 100000;
  const char *first = r->at;
  for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++, unit /= 10)
    *micros += (*r->at - '0') * unit;
  return r->at > first;
}

/* Reads a time of the day, with an offset or without; the same results. */
static int
read_time (struct reading *r, struct error *error)
{
  int hour, minute, second = 0;
  int64_t micros = 0;
  if (!read_digits (r, 2, &hour) || !pass (r, ":") || read_digits (r, 2, &minute) != 2)
    return -2;
  if (pass (r, ":")
      && (read_digits (r, 2, &second) != 2 || (pass (r, ".") && !read_fraction (r, &micros))))
    return -2;
  if (second == 60)
    return fail (r, error, "is a leap second, which is not held");
  if (hour > 23 || minute > 59 || second > 59)
    return fail (r, error, "is no time of the day");
  r->time = (hour * 3600 + minute * 60 + second) * INT64_C (1000000) + micros;
  if (r->at == r->end)
    return 0;
  pass_spaces (r);
  r->zoned = true;
  size_t left = (size_t)(r->end - r->at);
  r->at = r->end;
  return offset_read (r->end - left, left, &r->offset, NULL) < 0 ? -2 : 0;
}

/* Reads the whole text; the same results. */
static int
read_all (struct reading *r, struct error *error)
{
  int status = read_date (r, error);
  if (status < 0 || r->at == r->end)
    return status;
  if (!pass (r, "T") && !pass (r, "t") && !pass (r, " "))
    return -2;
  pass_spaces (r);
  return read_time (r, error);
}

/* A column too narrow for its dates is saved as it looks. */
static int
refuse_form (const struct reading *r, const char *form, struct error *error)
{
  size_t hashes = 0;
  while (hashes < r->len && r->text[hashes] == '#')
    hashes++;
  return fail (r, error,
               r->len && hashes == r->len
                   ? "is what a spreadsheet shows where a column is too narrow: widen the column "
                     "and save again"
                   : form);
}

int
sheet_day_read (const char *text, size_t len, int32_t *out, struct error *error)
{
  struct reading r = { .text = text, .len = len, .at = text, .end = text + len };
  int status = read_all (&r, error);
  if (status == -2)
    return refuse_form (&r, "is not a date written like 2024-09-01, 2024/9/1 or 2024年9月1日",
                        error);
  if (status == 0 && (r.time || r.zoned))
    return fail (&r, error, "has a time of day, where a date is meant");
  if (status == 0)
    *out = r.day;
  return status;
}

int
sheet_instant_read (const char *text, size_t len, int offset, int64_t *out, struct error *error)
{
  struct reading r = { .text = text, .len = len, .at = text, .end = text + len, .offset = offset };
  int status = read_all (&r, error);
  if (status == -2)
    return refuse_form (&r,
                        "is not a time written like 2024-09-01 08:30, 2024/9/1 8:30, 2024年9月1日 "
                        "or 2024-09-01T08:30:00+08:00",
                        error);
  if (status == 0)
    *out = day_instant (r.day, r.offset) + r.time;
  return status;
}
