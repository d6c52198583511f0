/* civil.c — instants, days and the civil calendar, at their edges. */
#include "engine/base/civil.h"

#include <inttypes.h>
#include <string.h>

#include "tests/tap.h"

#define SECOND INT64_C (1000000)

static int32_t
day (const char *text)
{
  int32_t n = DAY_NEVER;
  struct error error;
  if (day_read (text, strlen (text), &n, &error) < 0)
    tap_note ("%s", error.text);
  return n;
}

static bool
is_leap_by_hand (int year)
{
  if (year % 400 == 0)
    return true;
  return year % 100 != 0 && year % 4 == 0;
}

/* Counts every day from the first to the last and compares. */
static void
test_every_day (void)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int32_t next = -25567; /* 1900-01-01, a Monday */
  int weekday = 0;
  int wrong_day = 0, wrong_back = 0, wrong_weekday = 0, wrong_length = 0, wrong_text = 0;
  for (int year = 1900; year <= 2199; year++)
    for (int month = 1; month <= 12; month++)
      {
        int length = lengths[month - 1] + (month == 2 && is_leap_by_hand (year));
        wrong_length += civil_month_days (year, month) != length;
        for (int d = 1; d <= length; d++, next++, weekday = (weekday + 1) % 7)
          {
            struct civil back = civil_from_day (next);
            wrong_day += civil_to_day (year, month, d) != next;
            wrong_back += back.year != year || back.month != month || back.day != d;
            wrong_weekday += civil_weekday (next) != weekday;
            struct buffer text = BUFFER_INIT;
            day_write (&text, next);
            wrong_text += day (buffer_string (&text)) != next;
            buffer_release (&text);
          }
      }
  is_int (next, civil_to_day (2200, 1, 1), "1900 to 2199 have as many days as counted");
  is_int (wrong_day, 0, "every date has its day");
  is_int (wrong_back, 0, "every day has its date");
  is_int (wrong_weekday, 0, "every day has its weekday");
  is_int (wrong_length, 0, "every month has its length");
  is_int (wrong_text, 0, "every day is read as it was written");
}

static void
test_known_days (void)
{
  is_int (civil_to_day (1970, 1, 1), 0, "1970-01-01 is day 0");
  is_int (civil_to_day (1969, 12, 31), -1, "its eve is day -1");
  is_int (civil_to_day (2000, 3, 1), 11017, "2000-03-01");
  is_int (civil_weekday (0), 3, "1970-01-01 was a Thursday");
  is_int (civil_weekday (-1), 2, "its eve a Wednesday");
  is_int (civil_weekday (day ("2024-09-01")), 6, "2024-09-01 was a Sunday");
  is_int (civil_weekday (day ("2024-09-02")), 0, "2024-09-02 was a Monday");
  is_int (civil_month_days (1900, 2), 28, "1900 was no leap year");
  is_int (civil_month_days (2000, 2), 29, "2000 was one");
  is_int (civil_month_days (2024, 2), 29, "2024 was one");
  is_int (civil_month_days (2100, 2), 28, "2100 will be none");
}

static void
test_adding_months (void)
{
  static const struct
  {
    const char *from;
    int months;
    const char *to;
  } cases[] = {
    { "2024-01-31", 1, "2024-02-29" },    { "2023-01-31", 1, "2023-02-28" },
    { "2024-01-31", 2, "2024-03-31" },    { "2024-01-31", 3, "2024-04-30" },
    { "2024-02-29", 12, "2025-02-28" },   { "2024-02-29", 48, "2028-02-29" },
    { "2096-02-29", 48, "2100-02-28" },   { "2024-02-29", -12, "2023-02-28" },
    { "2024-03-31", -1, "2024-02-29" },   { "2024-12-15", 1, "2025-01-15" },
    { "2025-01-15", -1, "2024-12-15" },   { "2025-01-15", -13, "2023-12-15" },
    { "2024-05-31", 0, "2024-05-31" },    { "1970-01-31", -11, "1969-02-28" },
    { "1900-01-31", 3599, "2199-12-31" }, { "2199-12-31", -3599, "1900-01-31" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct buffer text = BUFFER_INIT;
      day_write (&text, civil_add_months (day (cases[i].from), cases[i].months));
      is_str (buffer_string (&text), cases[i].to, "%s and %d months", cases[i].from,
              cases[i].months);
      buffer_release (&text);
    }
}

static void
test_elapsed (void)
{
  static const struct
  {
    const char *from, *to;
    int months, years;
  } cases[] = {
    { "2020-05-10", "2020-05-10", 0, 0 },
    { "2020-05-10", "2020-06-09", 0, 0 },
    { "2020-05-10", "2020-06-10", 1, 0 },
    { "2020-05-10", "2021-05-09", 11, 0 },
    { "2020-05-10", "2021-05-10", 12, 1 },
    { "2020-05-10", "2020-05-09", -1, -1 },
    { "2020-05-10", "2020-04-10", -1, -1 },
    { "2020-05-10", "2020-04-09", -2, -1 },
    { "2020-05-10", "2019-05-10", -12, -1 },
    { "2020-05-10", "2019-05-09", -13, -2 },
    /* born on the leap day */
    { "2000-02-29", "2001-02-27", 11, 0 },
    { "2000-02-29", "2001-02-28", 12, 1 },
    { "2000-02-29", "2004-02-28", 47, 3 },
    { "2000-02-29", "2004-02-29", 48, 4 },
    { "2000-02-29", "2000-02-28", -1, -1 },
    { "2000-02-29", "1999-02-28", -12, -1 },
    { "2000-02-29", "1999-02-27", -13, -2 },
    { "2000-02-29", "2060-02-28", 719, 59 },
    { "2000-02-29", "2060-02-29", 720, 60 },
    { "2000-02-29", "2100-02-28", 1200, 100 },
    /* ends of months */
    { "2023-01-31", "2023-02-27", 0, 0 },
    { "2023-01-31", "2023-02-28", 1, 0 },
    { "2023-01-31", "2023-03-30", 1, 0 },
    { "2023-01-31", "2023-03-31", 2, 0 },
    { "2024-01-31", "2024-02-28", 0, 0 },
    { "2024-01-31", "2024-02-29", 1, 0 },
    { "2023-08-31", "2023-09-29", 0, 0 },
    { "2023-08-31", "2023-09-30", 1, 0 },
    { "2023-02-28", "2023-03-27", 0, 0 },
    { "2023-02-28", "2023-03-28", 1, 0 },
    { "2023-03-31", "2023-02-28", -1, -1 },
    { "2023-03-31", "2023-02-27", -2, -1 },
    { "2023-12-31", "2024-01-01", 0, 0 },
    { "1960-09-01", "2020-08-31", 719, 59 },
    { "1960-09-01", "2020-09-01", 720, 60 },
    { "1900-01-01", "2199-12-31", 3599, 299 },
    { "2199-12-31", "1900-01-01", -3600, -300 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int32_t from = day (cases[i].from), to = day (cases[i].to);
      is_int (civil_months_between (from, to), cases[i].months, "months from %s to %s",
              cases[i].from, cases[i].to);
      is_int (civil_years_between (from, to), cases[i].years, "years from %s to %s", cases[i].from,
              cases[i].to);
    }

  int wrong = 0, falling = 0;
  for (int32_t from = day ("2019-12-01"); from < day ("2020-04-01"); from++)
    {
      int last = civil_months_between (from, from - 1500);
      for (int32_t to = from - 1500; to < from + 1500; to++)
        {
          int months = civil_months_between (from, to);
          falling += months < last;
          last = months;
          wrong
              += civil_add_months (from, months) > to || civil_add_months (from, months + 1) <= to;
        }
    }
  is_int (falling, 0, "months never fall as time goes on");
  is_int (wrong, 0, "months are the most that can be added without passing the day");
}

static void
test_days_refused (void)
{
  static const struct
  {
    const char *text;
    enum error_code code;
  } cases[] = {
    { "", ERROR_INPUT },
    { "2024", ERROR_INPUT },
    { "2024-9-1", ERROR_INPUT },
    { "2024-09-1", ERROR_INPUT },
    { "2024/09/01", ERROR_INPUT },
    { "20240901", ERROR_INPUT },
    { "2024-09-01 ", ERROR_INPUT },
    { " 2024-09-01", ERROR_INPUT },
    { "2024-09-011", ERROR_INPUT },
    { "2024-0a-01", ERROR_INPUT },
    { "+024-09-01", ERROR_INPUT },
    { "2024-00-01", ERROR_INPUT },
    { "2024-13-01", ERROR_INPUT },
    { "2024-09-00", ERROR_INPUT },
    { "2024-09-31", ERROR_INPUT },
    { "2024-02-30", ERROR_INPUT },
    { "2023-02-29", ERROR_INPUT },
    { "1900-02-29", ERROR_INPUT },
    { "2100-02-29", ERROR_INPUT },
    { "1899-12-31", ERROR_RANGE },
    { "2200-01-01", ERROR_RANGE },
    { "0000-01-01", ERROR_RANGE },
    { "9999-12-31", ERROR_RANGE },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int32_t n = 42;
      struct error error = { 0 };
      int status = day_read (cases[i].text, strlen (cases[i].text), &n, &error);
      ok (status < 0 && n == 42, "\"%s\" is no day, and changes nothing", cases[i].text);
      is_int (error.code, cases[i].code, "\"%s\" is refused for the right reason", cases[i].text);
    }
  is_int (day ("2024-02-29"), day ("2024-03-01") - 1, "the leap day of 2024 is read");
  is_int (day ("2000-02-29"), day ("2000-03-01") - 1, "the leap day of 2000 is read");
}

static void
test_instants (void)
{
  int64_t base = civil_to_day (2024, 9, 1) * DAY_US;
  const struct
  {
    const char *text;
    int64_t instant;
  } cases[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1969-12-31T23:59:59.999999Z", -1 },
    { "2024-09-01T00:00:00Z", base },
    { "2024-09-01t00:00:00z", base },
    { "2024-09-01T08:00:00+08:00", base },
    { "2024-08-31T16:00:00-08:00", base },
    { "2024-09-01T00:00:00+00:00", base },
    { "2024-09-01T23:59:00+23:59", base },
    { "2024-08-31T00:01:00-23:59", base },
    { "2024-09-01T05:45:00+05:45", base },
    { "2024-09-01T23:59:59Z", base + 86399 * SECOND },
    { "2024-09-01T00:00:00.5Z", base + 500000 },
    { "2024-09-01T00:00:00.000001Z", base + 1 },
    { "2024-09-01T00:00:00.0000019Z", base + 1 },
    { "2024-09-01T00:00:00.9999999Z", base + 999999 },
    { "2024-09-01T00:00:00.123456789012345678901234567890Z", base + 123456 },
    { "2024-09-01T00:00:00.000000+08:00", base - 8 * 3600 * SECOND },
    { "2024-02-29T12:00:00Z", civil_to_day (2024, 2, 29) * DAY_US + 43200 * SECOND },
    { "1900-01-01T00:00:00Z", civil_to_day (1900, 1, 1) * DAY_US },
    { "2199-12-31T23:59:59.999999Z", civil_to_day (2200, 1, 1) * DAY_US - 1 },
    { "1900-01-01T08:00:00+08:00", civil_to_day (1900, 1, 1) * DAY_US },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int64_t n = 42;
      struct error error = { 0 };
      if (instant_read (cases[i].text, strlen (cases[i].text), &n, &error) < 0)
        is_str (error.text, NULL, "%s is read", cases[i].text);
      else
        is_int (n, cases[i].instant, "%s is read", cases[i].text);
    }
}

static void
test_instants_refused (void)
{
  static const char *const cases[] = {
    "",
    "2024-09-01",
    "2024-09-01T00:00:00",
    "2024-09-01T00:00:00.5",
    "2024-09-01T00:00Z",
    "2024-09-01T00:00:00.Z",
    "2024-09-01T00:00:00,5Z",
    "2024-09-01 00:00:00Z",
    "2024-09-01_00:00:00Z",
    "2024-09-01T00-00-00Z",
    "2024-09-01T0:00:00Z0",
    "2024-09-01T000000Z  ",
    "20240901T000000Z    ",
    "2024-09-01T00:00:00Z ",
    " 2024-09-01T00:00:00Z",
    "2024-09-01T00:00:00ZZ",
    "2024-09-01T00:00:00 Z",
    "2024-09-01T24:00:00Z",
    "2024-09-01T23:60:00Z",
    "2024-09-01T23:59:60Z",
    "2016-12-31T23:59:60Z",
    "2017-01-01T07:59:60+08:00",
    "2024-09-01T23:59:61Z",
    "2024-09-01T-1:00:00Z",
    "2024-09-01T00:00:0xZ",
    "2024-09-01T00:00:00+24:00",
    "2024-09-01T00:00:00-24:00",
    "2024-09-01T00:00:00+08:60",
    "2024-09-01T00:00:00+0800",
    "2024-09-01T00:00:00+08",
    "2024-09-01T00:00:00+8:00",
    "2024-09-01T00:00:00+08:0",
    "2024-09-01T00:00:00+08:000",
    "2024-09-01T00:00:00 08:00",
    "2024-09-01T00:00:00*08:00",
    "2024-09-01T00:00:00+-8:00",
    "2024-09-01T00:00:00UTC",
    "2024-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-04-31T00:00:00Z",
    "2024-00-01T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "1899-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "1899-12-31T20:00:00-08:00", /* 1899 as written */
    "2200-01-01T01:00:00+08:00", /* 2200 as written */
    "\xE4\xBA\x8C\xE2\x91\xA0-09-01T00:00:00Z",
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int64_t n = 42;
      struct error error = { 0 };
      int status = instant_read (cases[i], strlen (cases[i]), &n, &error);
      ok (status < 0 && n == 42 && error.code && error.text[0],
          "\"%s\" is no instant, and changes nothing", cases[i]);
    }

  /* Every text cut short, and every byte of it made strange. */
  const char *whole = "2024-09-01T08:00:00.25+08:00";
  int taken = 0;
  for (size_t len = 0; len < strlen (whole); len++)
    {
      int64_t n;
      taken += instant_read (whole, len, &n, NULL) == 0;
    }
  is_int (taken, 0, "no beginning of a time is a time");
  taken = 0;
  for (size_t at = 0; at < strlen (whole); at++)
    for (const char *strange = "x /:\xFF"; *strange; strange++)
      {
        char text[40];
        int64_t n;
        strcpy (text, whole);
        if (text[at] == *strange)
          continue;
        text[at] = *strange;
        taken += instant_read (text, strlen (whole), &n, NULL) == 0;
      }
  is_int (taken, 0, "no byte of a time may be another sort of byte");
}

static void
test_error_text (void)
{
  static const char *const texts[]
      = { "二〇二四年九月一日上午八点整二〇二四年九月一日上午八点整",
          "x二〇二四年九月一日上午八点整二〇二四年九月一日上午八点整" };
  for (size_t i = 0; i < 2; i++)
    {
      int64_t n;
      int32_t d;
      struct error error = { 0 };
      instant_read (texts[i], strlen (texts[i]), &n, &error);
      ok (tap_is_utf8 (error.text, strlen (error.text)), "text %zu, no time, is cut on a character",
          i);
      day_read (texts[i], strlen (texts[i]), &d, &error);
      ok (tap_is_utf8 (error.text, strlen (error.text)), "text %zu, no day, is cut on a character",
          i);
    }
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } cases[] = {
    { "Z", 0 },        { "z", 0 },         { "+00:00", 0 },
    { "+08:00", 480 }, { "-08:00", -480 }, { "+05:45", 345 },
    { "-00:30", -30 }, { "+23:59", 1439 }, { "-23:59", -1439 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int n = 4242;
      offset_read (cases[i].text, strlen (cases[i].text), &n, NULL);
      is_int (n, cases[i].minutes, "the offset %s", cases[i].text);
    }
  static const char *const refused[] = { "",       "+",     "08:00", "+8:00",   "+0800",  "+24:00",
                                         "+08:60", "+08:0", "ZZ",    "+08:00 ", "+08-00", "UTC" };
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    {
      int n = 42;
      struct error error = { 0 };
      ok (offset_read (refused[i], strlen (refused[i]), &n, &error) < 0 && n == 42
              && error.code == ERROR_INPUT,
          "\"%s\" is no offset, and changes nothing", refused[i]);
    }
}

static void
test_local_days (void)
{
  int64_t midnight = civil_to_day (2024, 9, 1) * DAY_US - 8 * 3600 * SECOND;
  is_int (day_instant (day ("2024-09-01"), 480), midnight, "a local day begins");
  is_int (instant_day (midnight, 480), day ("2024-09-01"), "the first instant of a local day");
  is_int (instant_day (midnight - 1, 480), day ("2024-08-31"), "the last of the day before");
  is_int (instant_day (-1, 0), -1, "the last instant of 1969");
  is_int (instant_day (0, 0), 0, "the first of 1970");
  is_int (instant_day (-DAY_US, 0), -1, "the first of 1969-12-31");
  is_int (instant_day (-DAY_US - 1, 0), -2, "the one before it");
  is_int (instant_day (0, -1), -1, "1970 had not come west of Greenwich");
  int wrong = 0;
  for (int32_t d = day ("1900-01-01"); d <= day ("2199-12-31"); d += 7)
    for (int offset = -1439; offset <= 1439; offset += 137)
      {
        int64_t begins = day_instant (d, offset);
        wrong += instant_day (begins, offset) != d || instant_day (begins - 1, offset) != d - 1
                 || instant_day (begins + DAY_US - 1, offset) != d;
      }
  is_int (wrong, 0, "days begin and end at local midnight, in every zone");
}

static void
test_writing (void)
{
  static const struct
  {
    int64_t instant;
    int offset;
    const char *text;
  } cases[] = {
    { 0, 0, "1970-01-01T00:00:00+00:00" },         { 0, 480, "1970-01-01T08:00:00+08:00" },
    { 0, -30, "1969-12-31T23:30:00-00:30" },       { -1, 0, "1969-12-31T23:59:59.999999+00:00" },
    { 1, 0, "1970-01-01T00:00:00.000001+00:00" },  { 500000, 345, "1970-01-01T05:45:00.5+05:45" },
    { 120000, 0, "1970-01-01T00:00:00.12+00:00" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct buffer text = BUFFER_INIT;
      instant_write (&text, cases[i].instant, cases[i].offset);
      is_str (buffer_string (&text), cases[i].text, "%" PRId64 " is written", cases[i].instant);
      buffer_release (&text);
    }

  int wrong = 0;
  int64_t first = civil_to_day (1900, 1, 3) * DAY_US, last = civil_to_day (2199, 12, 29) * DAY_US;
  for (int64_t n = first; n < last; n += 86399 * 37 * SECOND + 1234567)
    for (int offset = -1439; offset <= 1439; offset += 479)
      {
        struct buffer text = BUFFER_INIT;
        int64_t back;
        instant_write (&text, n, offset);
        wrong += instant_read (text.data, text.size, &back, NULL) < 0 || back != n;
        buffer_release (&text);
      }
  is_int (wrong, 0, "instants are read as they were written");
}

int
main (void)
{
  test_every_day ();
  test_known_days ();
  test_adding_months ();
  test_elapsed ();
  test_days_refused ();
  test_instants ();
  test_instants_refused ();
  test_error_text ();
  test_offsets ();
  test_local_days ();
  test_writing ();
  return tap_done ();
}
