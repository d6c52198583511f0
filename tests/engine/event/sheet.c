/* sheet.c — sheets in tests. */
#include "tests/engine/event/sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/policy/policy.h"

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
static struct policy *policy;
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

int
sheet_read (bool mapped, struct buffer *out, int *differ, struct error *error)
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

void
sheet_try (const char *bytes, size_t size, const char *columns, struct buffer *out)
{
  struct error error = { 0 };
  int differ = 0;
  ok (write_file (sheet, bytes, size)
          && (!columns || write_file (mapping, columns, strlen (columns))),
      "files are written");
  if (sheet_read (columns != NULL, out, &differ, &error) < 0)
    buffer_text (out,
                 error.text
                     + (strncmp (error.text, folder, sizeof folder - 1) == 0 ? sizeof folder : 0));
  is_int (differ, 0, "rows read again are the same");
}

void
sheet_is (const char *bytes, const char *columns, const char *expected)
{
  struct buffer found = BUFFER_INIT;
  sheet_try (bytes, strlen (bytes), columns, &found);
  is_str (buffer_string (&found), expected, "%s", bytes);
  buffer_release (&found);
}

void
sheets_begin (void)
{
  struct source source = { .read = read_policy };
  struct faults faults = { 0 };
  struct error error;
  ok (policy_load (&policy, &source, NULL, "rules.lua", &faults, &error) == 0, "a policy");
  ok (mkdtemp (folder) != NULL, "a folder");
  snprintf (sheet, sizeof sheet, "%s/sheet.csv", folder);
  snprintf (mapping, sizeof mapping, "%s/columns.csv", folder);
  schema = &policy_plan (policy)->schema;
}

void
sheets_end (void)
{
  policy_free (policy);
  unlink (sheet);
  unlink (mapping);
  rmdir (folder);
}
