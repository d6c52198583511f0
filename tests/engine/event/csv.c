/* csv.c — rows of sheets as events: what each comes to, what is refused, and
 * that memory running out is only ever an error. */
#include <stdio.h>
#include <string.h>

#include "tests/engine/event/sheet.h"
#include "tests/fault.h"

/* One row `2024-09-01,T1,TYPE,1,` and then cells. */
static void
row_is (const char *header, const char *type, const char *cells, const char *expected)
{
  char bytes[400], line[600];
  snprintf (bytes, sizeof bytes, "time,subject,type,id,%s\n2024-09-01,T1,%s,1,%s\n", header, type,
            cells);
  snprintf (line, sizeof line,
            *expected == '{' ? "2 " HEAD "\"%s\",\"subject\":\"T1\"" TIME
                               ",\"data\":%s,\"id\":\"1\"}\n"
                             : "2: 1: %.0s%s\n",
            type, expected);
  sheet_is (bytes, NULL, line);
}

static void
check_values (void)
{
  row_is ("n", "a", "30", "{\"n\":30}");
  row_is ("n", "a", "+007", "{\"n\":7}");
  row_is ("n", "a", "-0", "{\"n\":0}");
  row_is ("n", "a", "30.0", "{\"n\":30}");
  row_is ("x", "a", ".50", "{\"x\":0.5}");
  row_is ("x", "a", "5.", "{\"x\":5}");
  row_is ("x", "a", "-1.5E+02", "{\"x\":-150}");
  row_is ("x", "a", "\"1,234\"", "data.x: \"1,234\" is not a number written like 30 or 0.5");
  row_is ("x", "a", "15%", "data.x: \"15%\" is not a number written like 30 or 0.5");
  row_is ("x", "a", "３", "data.x: \"３\" is not a number written like 30 or 0.5");
  row_is ("x", "a", "-", "data.x: \"-\" is not a number written like 30 or 0.5");
  row_is ("x", "a", "1e", "data.x: \"1e\" is not a number written like 30 or 0.5");
  row_is ("x", "a", "1.0000001", "data.x: 1.0000001 has more than six decimal places");
  row_is ("x", "a", "1E+400", "data.x: 1E+400 is beyond 9000000000000");
  row_is ("ok", "a", "TRUE", "{\"ok\":true}");
  row_is ("ok", "a", "否", "{\"ok\":false}");
  row_is ("ok", "a", "是", "{\"ok\":true}");
  row_is ("ok", "a", "false", "{\"ok\":false}");
  row_is ("ok", "a", "yes", "data.ok: \"yes\" is none of TRUE, FALSE, 是 and 否");
  row_is ("day", "a", "2024/9/1", "{\"day\":\"2024-09-01\"}");
  row_is ("day", "a", "9/1/24",
          "data.day: \"9/1/24\" does not begin with a year of four digits: it "
          "may mean 2024-09-01 or 2024-01-09 or 2009-01-24, written so");
  row_is ("s", "a", "007", "{\"s\":\"007\"}");
  row_is ("s", "a", "2024/9/1", "{\"s\":\"2024/9/1\"}");
  row_is ("s", "a", "\"a\\ \"\"b\"\"\t\"", "{\"s\":\"a\\\\ \\\"b\\\"\"}");
  row_is ("s", "a", "\"a\tb\nc\"", "{\"s\":\"a\\tb\\nc\"}");
  row_is ("s", "a", "  \xC2\xA0\xE3\x80\x80 x y \xE3\x80\x80", "{\"s\":\"x y\"}");
  row_is ("s", "a", "#N/A", "data.s: \"#N/A\" is an error of the spreadsheet, not a value");
  row_is ("s", "a", "#1", "{\"s\":\"#1\"}");
  row_is ("s", "a", "1.5E+11", "{\"s\":\"1.5E+11\"}");
  row_is ("who", "b", "1.23457E+11",
          "data.who: \"1.23457E+11\" is a number that a spreadsheet has shortened: give the column "
          "a text format, and enter it again in full");
  row_is ("who", "b", "1E+5x", "{\"who\":\"1E+5x\"}");
  row_is ("word,who", "b", "高,T2", "{\"who\":\"T2\",\"word\":\"高\"}");
  row_is ("name", "tenure.teacher", "王芳", "{\"name\":\"王芳\"}");
  /* A field of another type's, and one of none. */
  row_is ("word", "a", "7", "{\"word\":\"7\"}");
  row_is ("n", "b", "07", "{\"n\":\"07\"}");
  row_is ("data.note", "a", "7", "{\"note\":\"7\"}");
  row_is ("n,x,s", "c", "1,,yes", "{\"n\":\"1\",\"s\":\"yes\"}");
  row_is ("data.id,data.source", "tenure.void", "9,hr", "{\"id\":\"9\",\"source\":\"hr\"}");
}

#define FIRST "2 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"1\"}\n"

static void
check_rows (void)
{
  sheet_is ("time,subject,type,id\n2024-09-01,T1,a,1\n", NULL, FIRST);
  sheet_is ("id;type;subject;time\n1;a;T1;2024-09-01", NULL, FIRST);
  sheet_is ("time\tsubject\ttype\tid\r\n2024-09-01\tT1\ta\t1\r\n", NULL, FIRST);
  sheet_is ("time,subject,type,id\r2024-09-01,T1,a,1\r", NULL, FIRST);
  sheet_is ("time,subject,type,id\r\r\n2024-09-01,T1,a,1\r\r\n", NULL, FIRST);
  sheet_is ("\xEF\xBB\xBF\"time\",\"subject\",\"type\",\"id\"\n\"2024-09-01\",T1,\"a\",1\n", NULL,
            FIRST);
  sheet_is ("time,subject,type,id,n,s\n2024-09-01,T1,a,1\n", NULL, FIRST);
  sheet_is ("time,subject,type,id,,\n2024-09-01,T1,a,1,,,\n,,,,,,\n\n  \n", NULL, FIRST);
  sheet_is ("time,subject,type,id\n2024-09-01,,a,1\n", NULL,
            "2 " HEAD "\"a\"" TIME ",\"id\":\"1\"}\n");
  sheet_is ("\n,,\ntime,subject,type,id,source\n\n2024-09-01T08:00:00Z,T1,a,1,hr\n", NULL,
            "5 {\"specversion\":\"1.0\",\"source\":\"hr\",\"type\":\"a\",\"subject\":\"T1\","
            "\"time\":\"2024-09-01T08:00:00Z\",\"id\":\"1\"}\n");
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,1,\"x\r\ny\"\n2024-09-01,T1,a,2,\n", NULL,
            "2 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"data\":{\"s\":\"x\\ny\"},\"id\":\"1\"}\n"
            "4 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"2\"}\n");
}

#define QUOTE                                                                                      \
  "a quote stands inside this cell: the whole cell belongs in quotes, and a quote inside it is "   \
  "written twice"

static void
check_refusals (void)
{
  sheet_is ("time,subject,type,id\n2024-09-01,T1,a,1,,x\n", NULL,
            "2: 1: -: has 6 cells, where the first line names 4\n");
  sheet_is ("time,subject,type,id\n2024-09-01,#REF!,a,1\n", NULL,
            "2: 1: subject: \"#REF!\" is an error of the spreadsheet, not a value\n");
  sheet_is ("time,subject,,type,id\n2024-09-01,T1,x,a,1\n", NULL,
            "2: 1: -: cell 3 says \"x\", but the first line does not name it\n");
  sheet_is ("time,subject,type,id\n合计,T1,a,1\n2024-09-01,T1,a,1\n", NULL,
            "2: 1: time: \"合计\" is not a time written like 2024-09-01 08:30, 2024/9/1 8:30, "
            "2024年9月1日 or 2024-09-01T08:30:00+08:00\n"
            "3 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"1\"}\n");
}

/* A stray quote costs its row and no other. */
static void
check_quotes (void)
{
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,9,x\"y\n2024-09-01,T1,a,1\n", NULL,
            "2: -: data.s: " QUOTE "\n3 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"1\"}\n");
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,9,\"x\n2024-09-01,T1,a,1,\"\"\n", NULL,
            "2: -: data.s: the quote that opens this cell is never closed (the row runs on to line "
            "3)\n"
            "3 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"id\":\"1\"}\n");
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,9,\"x\n2024-09-01,T1,a,1,\"y\"\n", NULL,
            "2: -: data.s: " QUOTE " (the row runs on to line 3)\n"
            "3 " HEAD "\"a\",\"subject\":\"T1\"" TIME ",\"data\":{\"s\":\"y\"},\"id\":\"1\"}\n");
  sheet_is ("time,subject,type,id,day\n2024-09-01,T1,a,1,\"2024-09-01\nx\"\n", NULL,
            "2: 1: data.day: \"2024-09-01\nx\" is not a date written like 2024-09-01, 2024/9/1 or "
            "2024年9月1日 (the row runs on to line 3)\n");
  /* Rows inside a cell; but not every line with a date is one. */
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,9,\"x\n2024-09-01,T1,a,1,\"\n", NULL,
            "2: -: data.s: holds what looks like a row of its own, \"2024-09-01,T1,a,1,\": a quote "
            "before it lacks its other half (the row runs on to line 3)\n"
            "3: -: data.s: the quote that opens this cell is never closed\n");
  sheet_is ("time,subject,type,id,s\n2024-09-01,T1,a,1,\"x\n2024-09-01,y\n2024-09-01\"\n", NULL,
            "2 " HEAD "\"a\",\"subject\":\"T1\"" TIME
            ",\"data\":{\"s\":\"x\\n2024-09-01,y\\n2024-09-01\"},\"id\":\"1\"}\n");
  sheet_is ("time,subject,type,id\n2024-09-01,T1\r,a,1\n", NULL,
            "2: -: -: a carriage return (0x0D) stands in the middle of the line\n");
}

static void
check_long_rows (void)
{
  struct buffer bytes = BUFFER_INIT, found = BUFFER_INIT;
  buffer_text (&bytes, "time,subject,type,id,s\n2024-09-01,T1,a,1,");
  for (int i = 0; i < 66000; i++)
    buffer_char (&bytes, 'x');
  buffer_text (&bytes, "\n2024-09-01,T1,a,1,\"x\n");
  for (int i = 0; i < 33000; i++)
    buffer_text (&bytes, "\n,");
  sheet_try (bytes.data, bytes.size, NULL, &found);
  is_str (buffer_string (&found),
          "2: -: -: the line is 66018 bytes long, more than 65536\n"
          "3: -: data.s: the quote that opens this cell is not closed within 65536 bytes (the row "
          "runs on to line 32762)\n",
          "long rows");
  buffer_release (&bytes);
  buffer_release (&found);
}

static void
check_headers (void)
{
  sheet_is ("", NULL, "sheet.csv: there is nothing in it: the first line is to name the columns");
  sheet_is (",,\n", NULL, "sheet.csv:1: the first line is to name the columns");
  sheet_is ("time,type\n", NULL,
            "sheet.csv:1: there is no column subject, nor one that a file of columns says is the "
            "subject");
  sheet_is ("time,subject,type,姓名,Time\n", NULL,
            "sheet.csv:1: the columns \"姓名\", \"Time\" are not known: a column is time, subject, "
            "type, id, source, day, n, ok, s, x, who, word, name, data.NAME, or what a file of "
            "columns says it is");
  sheet_is ("time,subject,type,n,data.n\n", NULL,
            "sheet.csv:1: the column \"n\" and the column \"data.n\" both give data.n");
  sheet_is ("time,subject,type,time\n", NULL,
            "sheet.csv:1: the column \"time\" and the column \"time\" both give time");
  sheet_is ("time,subject,type,\"s\n", NULL,
            "sheet.csv:1: the quote that opens this cell is never closed");
}

/* Each allocation fails once: an error that says so, or the same events. */
static void
check_memory (void)
{
  static const char bytes[] = "时间;工号;s;x\n2024/9/1;T1;\"a\nb\";.5\n2024/9/1;T1;\"a\nb\";.5\n"
                              "2024/9/1;T1;\"a\nb\";.5\n2024-09-01;T1;\xCE\xBB\"x;y\n";
  static const char names[] = "column,field,value\n时间,time,\n工号,subject,\n,type,a\n";
  struct buffer expected = BUFFER_INIT, found = BUFFER_INIT;
  long failures = 0, unclear = 0, wrong = 0;
  bool reached = true;
  sheet_try (bytes, strlen (bytes), names, &expected);
  for (long number = 1; reached; number++)
    {
      struct error error = { 0 };
      int differ = 0;
      fault_start (number);
      int status = sheet_read (true, &found, &differ, &error);
      reached = fault_reached ();
      fault_stop ();
      bool other = differ
                   || (status == 0 && !found.failed
                       && strcmp (buffer_string (&found), buffer_string (&expected)) != 0);
      failures += status < 0;
      unclear += status < 0 && error.code != ERROR_MEMORY;
      wrong += other;
      if (other)
        tap_note ("allocation %ld: something else is read", number);
    }
  ok (failures > 20, "%ld allocations failed", failures);
  is_int (unclear, 0, "each failure says that memory ran out");
  is_int (wrong, 0, "where reading goes on, it reads the same");
  buffer_release (&expected);
  buffer_release (&found);
}

int
main (void)
{
  sheets_begin ();
  check_values ();
  check_rows ();
  check_refusals ();
  check_quotes ();
  check_long_rows ();
  check_headers ();
  check_memory ();
  sheets_end ();
  return tap_done ();
}
