/* reader.c — a file of events, NDJSON or CSV. */
#include "engine/event/reader.h"

#include <string.h>
#include <strings.h>

bool
reader_is_csv (const char *path)
{
  size_t len = strlen (path);
  return len > 4 && strcasecmp (path + len - 4, ".csv") == 0;
}

void
reader_init (struct reader *reader)
{
  *reader = (struct reader){ .lines.fd = -1, .lines.again = -1 };
}

int
reader_open (struct reader *reader, const char *path, const struct csv_setting *setting,
             struct error *error)
{
  reader_init (reader);
  return setting ? csv_open (&reader->csv, path, setting, error)
                 : lines_open (&reader->lines, path, error);
}

void
reader_close (struct reader *reader)
{
  csv_close (reader->csv);
  lines_close (&reader->lines);
  reader_init (reader);
}

int
reader_next (struct reader *reader, struct reader_item *out, struct refusal *refusal,
             struct error *error)
{
  if (reader->csv)
    {
      struct csv_row row = { 0 };
      int status = csv_next (reader->csv, &row, refusal, error);
      *out = (struct reader_item){ row.text, row.len, row.offset, row.line };
      return status; /* of the same meaning */
    }
  struct line line;
  int status = lines_next (&reader->lines, &line, error);
  if (status == 1)
    *out = (struct reader_item){ line.text, line.len, line.offset, reader->lines.number };
  return status;
}

int
reader_again (struct reader *reader, uint64_t offset, struct buffer *out, struct error *error)
{
  return reader->csv ? csv_again (reader->csv, offset, out, error)
                     : lines_again (&reader->lines, offset, out, error);
}

void
reader_explain (const struct reader *reader, uint64_t line, struct refusal *refusal)
{
  if (reader->csv)
    csv_explain (reader->csv, line, refusal);
}
