/* csv.c — rows of sheets as events: what each comes to, how it is named, what
 * is refused, and that memory running out is only ever an error. */
#include "engine/event/csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/policy/policy.h"
#include "tests/fault.h"
#include "tests/tap.h"

static const char policy_text[]
    = "calendar { timezone = '+08:00' }\n"
      "event.a = { n = 'integer?', x = 'number?', ok = 'boolean?', day = 'date?', s = 'string?' }\n"
      "event.b = { word = optional { '低', '高' }, who = 'teacher?', n = 'string?' }\n"
      "profile.name = 'string'\n"
      "rule 'r' { on = event.a }\n";

static int
read_policy (void *context, const char *name, struct buffer *out, struct error *error)
{
  (void)context;
  if (strcmp (name, "rules.lua") != 0)
    return 1;
  buffer_text (out, policy_text);
  return out->failed ? error_memory (error) : 0;
}

static char folder[] = "/tmp/tenure-csv-XXXXXX";
static char sheet[64], mapping[64];
static const struct schema *schema;

static bool
write_file (const char *path, const char *bytes, size_t size)
{
  FILE *file = fopen (path, "wb");
  bool written = file && fwrite (bytes, 1, size, file) == size;
  return (!file || fclose (file) == 0) && written;
}

static void
describe (uint64_t line, const struct csv *csv, struct refusal *refusal, struct buffer *out)
{
  csv_explain (csv, line, refusal);
  buffer_format (out, "%" PRIu64 ": %s: %s: %s\n", line, *refusal->id ? refusal->id : "-",
                 *refusal->field ? refusal->field : "-", refusal->error.text);
}

/* Every row read is read again: *differ counts those that come out otherwise. */
static int
read_rows (struct csv *csv, struct buffer *out, int *differ, struct error *error)
{
  struct csv_row row;
  struct refusal refusal;
  struct buffer again = BUFFER_INIT;
  int status;
  while ((status = csv_next (csv, &row, &refusal, error)) > CSV_END)
    {
      if (status == CSV_REFUSED)
        {
          describe (row.line, csv, &refusal, out);
          continue;
        }
      buffer_format (out, "%" PRIu64 " %.*s\n", row.line, (int)row.len, row.text);
      if ((status = csv_again (csv, row.offset, &again, error)) < 0)
        break;
      *differ += again.size != row.len || memcmp (again.data, row.text, row.len) != 0;
    }
  buffer_release (&again);
  return status;
}

/* Reads what lies in the files; `out` is empty where it failed. */
static int
read_files (bool mapped, struct buffer *out, int *differ, struct error *error)
{
  struct csv_setting setting = { .schema = schema, .offset = 480, .seed = 1 };
  struct columns columns = { .arena = ARENA_INIT };
  struct csv *csv = NULL;
  int status = mapped ? columns_read (&columns, mapping, schema, error) : 0;
  setting.columns = mapped ? &columns : NULL;
  buffer_clear (out);
  if (status == 0)
    status = csv_open (&csv, sheet, &setting, error);
  if (status == 0)
    status = read_rows (csv, out, differ, error);
  csv_close (csv);
  columns_release (&columns);
  return status;
}

/* What a sheet comes to, without its folder and the start of every event. */
static void
try (const char *bytes, size_t size, const char *columns, struct buffer *out)
{
  struct error error = { 0 };
  int differ = 0;
  ok (write_file (sheet, bytes, size)
          && (!columns || write_file (mapping, columns, strlen (columns))),
      "files are written");
  if (read_files (columns != NULL, out, &differ, &error) < 0)
    buffer_text (out,
                 error.text
                     + (strncmp (error.text, folder, sizeof folder - 1) == 0 ? sizeof folder : 0));
  is_int (differ, 0, "rows read again are the same");
}

static void
sheet_is (const char *bytes, const char *columns, const char *expected)
{
  struct buffer found = BUFFER_INIT;
  try (bytes, strlen (bytes), columns, &found);
  is_str (buffer_string (&found), expected, "%s", bytes);
  buffer_release (&found);
}

#define HEAD "{\"specversion\":\"1.0\",\"source\":\"csv\",\"type\":"
#define TIME ",\"time\":\"2024-09-01T00:00:00+08:00\""

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
  try (bytes.data, bytes.size, NULL, &found);
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

static void
check_columns (void)
{
  static const char names[]
      = "column,field,value\n时间,time\n工号,subject,\n备注,,\n数,n,\n,type,a\n"
        ",source,/hr\n编号,id,\n";
  sheet_is ("时间,工号,备注,数,编号\n2024年9月1日,T1,x,３,1\n2024年9月1日,T1,x,3,1\n", names,
            "2: 1: data.n (数): \"３\" is not a number written like 30 or 0.5\n"
            "3 {\"specversion\":\"1.0\",\"source\":\"/hr\",\"type\":\"a\",\"subject\":\"T1\"" TIME
            ",\"data\":{\"n\":3},\"id\":\"1\"}\n");
  sheet_is ("时间,工号,type\n", names,
            "sheet.csv:1: the column \"type\" and the value \"a\" both give type");
  sheet_is ("时间,time,工号\n", names,
            "sheet.csv:1: the column \"时间\" and the column \"time\" both give time");
  sheet_is ("时间\n", names,
            "sheet.csv:1: there is no column subject, nor one that a file of columns says is the "
            "subject");
  /* What is known by itself can be given another meaning, or none. */
  sheet_is ("time,subject,type,id,n\n2024-09-01,T1,a,1,x\n", "field,column\n,n\ns,data.id\n",
            FIRST);
  sheet_is ("x", "column;value\n",
            "columns.csv:1: the first line of a file of columns is column,field or "
            "column,field,value");
  sheet_is ("x", "column,field\n工号,subjekt\n",
            "columns.csv:2: no event has a field \"subjekt\"; known are time, subject, type, id, "
            "source, day, n, ok, s, x, who, word, name; data.NAME is a field no event declares");
  sheet_is ("x", "column,field,value\n\n工号,subject,T1\n",
            "columns.csv:3: has a column and a value: a value is for every row, without a column");
  sheet_is ("x", "column,field,value\n,subject,\n",
            "columns.csv:2: has neither a column nor a value");
  sheet_is ("x", "column,field,value\n,,T1\n", "columns.csv:2: has a value, but names no field");
  sheet_is ("x", "column,field,value\n,id,7\n", "columns.csv:2: gives every row the same id");
  sheet_is ("x", "column,field\na,n\na,x\n", "columns.csv:3: the column \"a\" stands here twice");
  sheet_is ("x", "column,field\n\"a\n",
            "columns.csv:2: the quote that opens this cell is never "
            "closed");
}

/* The id in the last line read. */
static void
last_id (const char *bytes, size_t size, const char *columns, char out[80])
{
  struct buffer found = BUFFER_INIT;
  try (bytes, size, columns, &found);
  const char *id = strstr (buffer_string (&found), "\"id\":\"");
  for (const char *next = id; next; next = strstr (next + 1, "\"id\":\""))
    id = next;
  snprintf (out, 80, "%.*s", id ? (int)strcspn (id + 6, "\"") : 0, id ? id + 6 : "");
  buffer_release (&found);
}

static void
id_is (const char *bytes, const char *columns, const char *expected)
{
  char found[80];
  last_id (bytes, strlen (bytes), columns, found);
  is_str (found, expected, "the id of %s", bytes);
}

#define ID "csv:f29d53e31121bbc2a25531cc5aa32bcd"

static void
check_ids (void)
{
  char id[80], other[80];
  static const char plain[] = "time,subject,type,n,s\n2024-09-01,张,a,1,x\n";
  last_id (plain, strlen (plain), NULL, id);
  is_str (id, ID "-1", "an id stays what it was");
  id_is ("\xEF\xBB\xBFtime,subject,type,n,s\r\n2024-09-01,张,a,1,x\r\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-09-01,\xD5\xC5,a,1,x\n", NULL, id);
  id_is ("s;n;type;subject;time;source;day\nx;1.0;a;张;2024/9/1 0:00;csv;\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-08-31T16:00:00Z,张,a,+01,\" x\"\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-09-02,张,a,1,x\n2024-09-01,张,a,1,x\n", NULL, id);
  id_is ("日,subject,n,s,note\n2024-09-01,张,1,x,z\n",
         "column,field,value\n日,time,\nnote,,\n,type,a\n", id);
  memcpy (other, id, sizeof id);
  other[strlen (other) - 1] = '2';
  id_is ("time,subject,type,n,s\n2024-09-01,张,a,1,x\n2024-09-02,张,a,1,x\n2024-09-01,张,a,1.0,x\n",
         NULL, other);
  static const char *const others[] = {
    "time,subject,type,n,s\n2024-09-01,张,a,1,y\n",
    "time,subject,type,n,s\n2024-09-01,李,a,1,x\n",
    "time,subject,type,n,s\n2024-09-01,张,c,1,x\n",
    "time,subject,type,n,s\n2024-09-02,张,a,1,x\n",
    "time,subject,type,x,s\n2024-09-01,张,a,1,x\n",
    "time,subject,type,n,s\n2024-09-01,张,a,,x\n",
    "time,subject,type,n,source,s\n2024-09-01,张,a,1,s,x\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    {
      last_id (others[i], strlen (others[i]), NULL, other);
      ok (strlen (other) == strlen (id) && strcmp (other, id) != 0, "another row: %s", other);
    }
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
  try (bytes, strlen (bytes), names, &expected);
  for (long number = 1; reached; number++)
    {
      struct error error = { 0 };
      int differ = 0;
      fault_start (number);
      int status = read_files (true, &found, &differ, &error);
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
  struct source source = { read_policy, NULL };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct error error;
  ok (policy_load (&policy, &source, NULL, "rules.lua", &faults, &error) == 0, "a policy");
  ok (mkdtemp (folder) != NULL, "a folder");
  snprintf (sheet, sizeof sheet, "%s/sheet.csv", folder);
  snprintf (mapping, sizeof mapping, "%s/columns.csv", folder);
  schema = &policy_plan (policy)->schema;
  check_values ();
  check_rows ();
  check_refusals ();
  check_quotes ();
  check_long_rows ();
  check_headers ();
  check_columns ();
  check_ids ();
  check_memory ();
  policy_free (policy);
  unlink (sheet);
  unlink (mapping);
  rmdir (folder);
  return tap_done ();
}
