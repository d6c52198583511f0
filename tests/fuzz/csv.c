/* csv.c — sheets of any bytes, for libFuzzer (configure --enable-fuzz with clang):
 *
 *   tests/fuzz/csv -max_len=4096 -max_total_time=300 tests/fuzz/csv.corpus
 *
 * The first byte says whether the rest is a sheet, a sheet with columns, or a
 * file of columns.  Whatever the bytes: lines go up, what comes out is JSON, a
 * row read again is the same, and what is refused says why. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/base/json.h"
#include "engine/event/reader.h"
#include "engine/policy/policy.h"

static const char policy_text[]
    = "calendar { timezone = '+08:00' }\n"
      "event.a = { n = 'integer?', x = 'number?', ok = 'boolean?', day = 'date?', s = 'string?' }\n"
      "event.b = { word = optional { '低', '高' }, who = 'teacher?', n = 'string?' }\n"
      "rule 'r' { on = event.a }\n";
static const char columns_text[] = "column,field,value\n时间,time\n工号,subject\n备注,\n,type,a\n";
static const char sheet_text[] = "时间,subject,type,n\n2024-09-01,T1,a,1\n";

static struct policy *policy;
static struct json_reader *json;

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
must (bool holds)
{
  if (!holds)
    abort ();
}

static int
read_policy (void *context, const char *name, struct buffer *out, struct error *error)
{
  (void)context, (void)error;
  if (strcmp (name, "rules.lua") != 0)
    return 1;
  buffer_text (out, policy_text);
  return 0;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  struct source source = { .read = read_policy };
  struct faults faults = { 0 };
  (void)argc, (void)argv;
  must (policy_load (&policy, &source, NULL, "rules.lua", &faults, NULL) == 0);
  must (json_reader_new (&json, EVENT_DEPTH_LIMIT, NULL) == 0);
  return 0;
}

/* Bytes as a file in memory, and the path it can be opened by. */
static int
make_file (const void *bytes, size_t size, char path[40])
{
  int fd = memfd_create ("fuzz", 0);
  must (fd >= 0 && write (fd, bytes, size) == (ssize_t)size);
  snprintf (path, 40, "/proc/self/fd/%d", fd);
  return fd;
}

static void
check_event (struct reader *reader, const struct reader_item *item, struct buffer *again)
{
  struct json_doc doc;
  struct error error;
  must (item->len > EVENT_SIZE_LIMIT || json_read (json, item->text, item->len, &doc, &error) == 0);
  must (reader_again (reader, item->offset, again, &error) == 0);
  must (again->size == item->len && memcmp (again->data, item->text, item->len) == 0);
}

static void
read_sheet (const char *path, const struct columns *columns)
{
  struct csv_setting setting = { &policy_plan (policy)->schema, columns, 480, 1 };
  struct reader reader;
  struct reader_item item;
  struct refusal refusal;
  struct error error = { 0 };
  struct buffer again = BUFFER_INIT;
  uint64_t line = 0;
  int status = reader_open (&reader, path, &setting, &error);
  while (status == 0 && (status = reader_next (&reader, &item, &refusal, &error)) > READER_END)
    {
      must (item.line > line);
      line = item.line;
      if (status == READER_EVENT)
        check_event (&reader, &item, &again);
      else
        must (*refusal.error.text != 0);
      reader_explain (&reader, item.line, &refusal);
      status = 0;
    }
  must (status == 0 || *error.text);
  reader_close (&reader);
  buffer_release (&again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  enum
  {
    SHEET,
    MAPPED,
    COLUMNS
  } kind = *data % 3;
  const char *fixed = kind == MAPPED ? columns_text : sheet_text;
  char given_path[40], fixed_path[40];
  int given = make_file (data + 1, size - 1, given_path);
  int other = make_file (fixed, strlen (fixed), fixed_path);
  struct columns columns = { .arena = ARENA_INIT };
  struct error error;
  bool mapped = kind != SHEET
                && columns_read (&columns, kind == MAPPED ? fixed_path : given_path,
                                 &policy_plan (policy)->schema, &error)
                       == 0;
  read_sheet (kind == COLUMNS ? fixed_path : given_path, mapped ? &columns : NULL);
  columns_release (&columns);
  close (given);
  close (other);
  return 0;
}
