/* csv_parts.h — a sheet being read: what csv.c opens and csv_row.c turns into
 * events.  Nobody else looks. */
#ifndef TENURE_EVENT_CSV_PARTS_H
#define TENURE_EVENT_CSV_PARTS_H

#include "engine/event/csv.h"
#include "engine/event/row_ids.h"

/* A row that others came before which say the same. */
struct later
{
  uint64_t offset;
  uint32_t ordinal;
};

struct csv
{
  struct csv_setting setting;
  struct table table;
  struct table again; /* another place in it, once it was needed */
  bool again_open;
  struct layout layout;
  const struct field ***fields; /* by type and column of data; filled as types come */
  struct row_ids ids;
  struct later *later; /* by offset */
  uint32_t later_count, later_capacity;
  struct buffer text;    /* of the event */
  struct buffer content; /* of the row, to name it by, */
  bool naming;           /* if it has no id */
  struct buffer scratch;
};

/* Makes the event of the row at hand, of `table` or `again`, in `out`: 0, or -1
 * and `refusal`. */
int csv_convert (struct csv *csv, const struct table *table, struct buffer *out,
                 struct refusal *refusal);

/* Whether the row at hand has taken others into a cell, as where the quote that
 * ends it is missing: then `refusal` says so. */
bool csv_swallows (const struct csv *csv, struct refusal *refusal);

/* Name a column in a refusal, by what it says or by its cell; the first returns
 * -1. */
int csv_refuse_cell (const struct target *target, struct refusal *refusal);
void csv_refuse_at (const struct csv *csv, uint32_t cell, struct refusal *refusal);

#endif
