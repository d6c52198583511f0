/* civil.h — instants, days and the civil calendar.
 *
 * An instant is int64_t microseconds since 1970-01-01T00:00:00Z.  A day is
 * int32_t days since 1970-01-01, in whatever zone the caller keeps (a fixed
 * offset, in minutes east of Greenwich).  The calendar is the Gregorian one,
 * proleptic; years run 1900 to 2199, which is what the door lets in. */
#ifndef TENURE_BASE_CIVIL_H
#define TENURE_BASE_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/buffer.h"
#include "engine/base/error.h"

#define DAY_US INT64_C (86400000000)
#define DAY_NEVER INT32_MAX
#define LAST_DAY 84005 /* 2199-12-31: no event lies after it */
#define INSTANT_NEVER INT64_MAX

struct civil
{
  int year, month, day; /* month 1–12, day 1–31 */
};

int32_t civil_to_day (int year, int month, int day);
struct civil civil_from_day (int32_t day);
int civil_month_days (int year, int month);

/* 0 Monday … 6 Sunday. */
int civil_weekday (int32_t day);

/* The day `months` on: the same day of the month, or that month's last. */
int32_t civil_add_months (int32_t day, int months);

/* Whole months (years) from one day to another: up on the same day of the
 * month, or the month's last where there is none; below 0 until `from` has
 * come (so -1 on its eve). */
int civil_months_between (int32_t from, int32_t to);
int civil_years_between (int32_t from, int32_t to);

/* The local day of an instant, and the instant a local day begins. */
int32_t instant_day (int64_t instant, int offset);
int64_t day_instant (int32_t day, int offset);

/* Reads "2024-09-01".  Errors: what is wrong with it. */
int day_read (const char *text, size_t len, int32_t *out, struct error *error);

/* Reads RFC 3339 with any offset; fractions are cut at the microsecond.
 * Errors: the form, the fields' ranges, leap seconds, years outside
 * 1900–2199 as written. */
int instant_read (const char *text, size_t len, int64_t *out, struct error *error);

/* Reads "+08:00" or "Z" as minutes, within ±23:59. */
int offset_read (const char *text, size_t len, int *out, struct error *error);

void day_write (struct buffer *buffer, int32_t day);

/* RFC 3339 in the zone; a fraction only where there is one. */
void instant_write (struct buffer *buffer, int64_t instant, int offset);

#endif
