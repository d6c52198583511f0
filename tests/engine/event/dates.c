/* dates.c — dates and times as spreadsheets write them, and what is refused. */
#include "engine/event/dates.h"

#include <string.h>

#include "engine/base/civil.h"
#include "tests/tap.h"

/* A text, and what it is in a school at +08:00: the instant, or the error. */
static const char *const instants[][2] = {
  { "2024-09-01", "2024-09-01T00:00:00+08:00" },
  { "2024/9/1", "2024-09-01T00:00:00+08:00" },
  { "2024.9.1", "2024-09-01T00:00:00+08:00" },
  { "20240901", "2024-09-01T00:00:00+08:00" },
  { "2024年9月1日", "2024-09-01T00:00:00+08:00" },
  { "2024年09月01号", "2024-09-01T00:00:00+08:00" },
  { "2024/9/1 8:30", "2024-09-01T08:30:00+08:00" },
  { "2024年9月1日 8:30", "2024-09-01T08:30:00+08:00" },
  { "2024-09-01 08:30:00", "2024-09-01T08:30:00+08:00" },
  { "2024-09-01  23:59:59.25", "2024-09-01T23:59:59.25+08:00" },
  { "2024-09-01T08:30", "2024-09-01T08:30:00+08:00" },
  { "2024-09-01T08:30:00Z", "2024-09-01T16:30:00+08:00" },
  { "2024-09-01T08:30:00-05:00", "2024-09-01T21:30:00+08:00" },
  { "2024-09-01 08:30:00 +09:00", "2024-09-01T07:30:00+08:00" },
  { "2024-02-29", "2024-02-29T00:00:00+08:00" },
  { "1900-01-01", "1900-01-01T00:00:00+08:00" },
  { "2199-12-31", "2199-12-31T00:00:00+08:00" },

  { "9/1/2024", "\"9/1/2024\" does not begin with a year of four digits: it may mean 2024-09-01 "
                "or 2024-01-09, written so" },
  { "9/13/2024", "\"9/13/2024\" does not begin with a year of four digits: it may mean 2024-09-13, "
                 "written so" },
  { "01-01-2024", "\"01-01-2024\" does not begin with a year of four digits: it may mean "
                  "2024-01-01, written so" },
  { "24/9/1", "\"24/9/1\" does not begin with a year of four digits: it may mean 2001-09-24 or "
              "2024-09-01, written so" },
  { "1/2/03", "\"1/2/03\" does not begin with a year of four digits: it may mean 2003-01-02 or "
              "2003-02-01 or 2001-02-03, written so" },
  { "31/31/2024", "\"31/31/2024\" does not begin with a year of four digits" },
  { "9/1/2024 8:30", "\"9/1/2024 8:30\" does not begin with a year of four digits: it may mean "
                     "2024-09-01 or 2024-01-09, written so" },
  { "45536", "\"45536\" is the number a spreadsheet keeps for a day (2024-09-01): give the column "
             "a date format and save again" },
  { "45536.354167", "\"45536.354167\" is the number a spreadsheet keeps for a day (2024-09-01): "
                    "give the column a date format and save again" },
  { "######", "\"######\" is what a spreadsheet shows where a column is too narrow: widen the "
              "column and save again" },
  { "2024-02-30", "\"2024-02-30\" is no day of the calendar" },
  { "2023/2/29", "\"2023/2/29\" is no day of the calendar" },
  { "20241301", "\"20241301\" is no day of the calendar" },
  { "2024-00-01", "\"2024-00-01\" is no day of the calendar" },
  { "1899-12-31", "\"1899-12-31\" is not in the years 1900 to 2199" },
  { "2200/1/1", "\"2200/1/1\" is not in the years 1900 to 2199" },
  { "2024-09-01 24:00", "\"2024-09-01 24:00\" is no time of the day" },
  { "2024-09-01 8:60", "\"2024-09-01 8:60\" is no time of the day" },
  { "2024-09-01 23:59:60", "\"2024-09-01 23:59:60\" is a leap second, which is not held" },
};

/* What is no date or time of any of the forms. */
static const char *const formless[] = {
  "",
  "x",
  "2024",
  "2024-09",
  "2024-9/1",
  "2024-09-01x",
  "2024-09-01T",
  "2024-09-01 ",
  "2024-09-01 8",
  "2024-09-01 8:3",
  "2024-09-01 8:30:5",
  "2024-09-01 8:30.5",
  "2024-09-01 8:30:05.",
  "2024-09-01 8:30 AM",
  "2024-09-01 下午2:30",
  "2024-09-01 8:30 +8",
  "2024年9月1",
  "2024年9",
  "24年9月1日",
  "123-1-1",
  "2024-09-001",
  "1/2/345",
  "12345-01-01",
  "123456789",
  "45536x",
  "-2024-09-01",
  "合计",
};

static void
check_instant (const char *text, const char *expected)
{
  struct buffer found = BUFFER_INIT;
  struct error error = { 0 };
  int64_t instant = 7;
  if (sheet_instant_read (text, strlen (text), 480, &instant, &error) == 0)
    instant_write (&found, instant, 480);
  else
    {
      buffer_text (&found, error.text);
      is_int (instant, 7, "\"%s\" leaves the instant alone", text);
    }
  is_str (buffer_string (&found), expected, "\"%s\"", text);
  buffer_release (&found);
}

static void
check_day (const char *text, const char *expected)
{
  struct buffer found = BUFFER_INIT;
  struct error error = { 0 };
  int32_t day = 7;
  if (sheet_day_read (text, strlen (text), &day, &error) == 0)
    day_write (&found, day);
  else
    buffer_text (&found, error.text);
  is_str (buffer_string (&found), expected, "as a day: \"%s\"", text);
  buffer_release (&found);
}

int
main (void)
{
  for (size_t i = 0; i < sizeof instants / sizeof *instants; i++)
    check_instant (instants[i][0], instants[i][1]);
  for (size_t i = 0; i < sizeof formless / sizeof *formless; i++)
    {
      struct error error = { 0 };
      int64_t instant;
      int status = sheet_instant_read (formless[i], strlen (formless[i]), 0, &instant, &error);
      ok (status == -1 && strstr (error.text, "is not a time written like"), "\"%s\": %s",
          formless[i], error.text);
    }
  check_day ("2024/9/1", "2024-09-01");
  check_day ("2024年9月1日", "2024-09-01");
  check_day ("2024/9/1 0:00:00", "2024-09-01");
  check_day ("2024/9/1 7:00", "\"2024/9/1 7:00\" has a time of day, where a date is meant");
  check_day ("2024-09-01T00:00:00Z",
             "\"2024-09-01T00:00:00Z\" has a time of day, where a date is meant");
  check_day ("1/9/2024", "\"1/9/2024\" does not begin with a year of four digits: it may mean "
                         "2024-01-09 or 2024-09-01, written so");
  check_day ("soon", "\"soon\" is not a date written like 2024-09-01, 2024/9/1 or 2024年9月1日");
  return tap_done ();
}
