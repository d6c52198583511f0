/* csv.h — the rows of a sheet as events: each row becomes the CloudEvents text
 * that the door takes, so that behind it there is one kind of event.
 *
 * An empty cell is an absent field.  A value is written as the row's type
 * declares its field; a field the type does not declare is a string.  A time
 * without an offset is in the school's zone.  A row without an id gets one
 * from what it says (row_ids.h); without a source it is "csv". */
#ifndef TENURE_EVENT_CSV_H
#define TENURE_EVENT_CSV_H

#include "engine/event/columns.h"
#include "engine/event/door.h"

struct csv_setting
{
  const struct schema *schema;   /* borrowed, as are the columns */
  const struct columns *columns; /* of a file of columns, or NULL */
  int offset;                    /* of the school's zone, minutes east of Greenwich */
  uint64_t seed;                 /* moves hash tables about and reaches nothing else */
};

struct csv;

/* Opens a sheet and reads its header.  Errors name the file, and the line. */
int csv_open (struct csv **out, const char *path, const struct csv_setting *setting,
              struct error *error);
void csv_close (struct csv *csv);

enum csv_status
{
  CSV_END,
  CSV_EVENT,
  CSV_REFUSED
};

struct csv_row
{
  const char *text; /* of the event, readable JSON_PADDING bytes past its end; borrowed */
  size_t len;
  uint64_t offset; /* where the row can be read again */
  uint64_t line;   /* its first */
};

/* The next row: an enum csv_status, or -1 and `error`. */
int csv_next (struct csv *csv, struct csv_row *out, struct refusal *refusal, struct error *error);

/* The event of the row at an offset, which csv_next has handed out. */
int csv_again (struct csv *csv, uint64_t offset, struct buffer *out, struct error *error);

/* Makes what the door says about the row that begins on a line plain to whoever
 * has the sheet before them: adds the header of the column to the field, and
 * the last line of a row of several, if it is the row at hand. */
void csv_explain (const struct csv *csv, uint64_t line, struct refusal *refusal);

#endif
