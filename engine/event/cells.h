/* cells.h — a cell as the value its field declares. */
#ifndef TENURE_EVENT_CELLS_H
#define TENURE_EVENT_CELLS_H

#include "engine/base/buffer.h"
#include "engine/event/schema.h"

/* A value in its one form: a number without what is insignificant, true or
 * false, a date as YYYY-MM-DD, any other text as it is. */
struct cell_value
{
  const char *text; /* borrowed from the cell or the buffer */
  size_t len;
  bool bare; /* JSON as it is; else the text of a string */
};

/* Reads a cell that is not empty; `field` is NULL where the event's type does
 * not declare it.  `scratch` holds what had to be written anew, until the next
 * cell.  Errors: what is wrong with the text for that type. */
int cell_read (const struct field *field, const char *text, size_t len, struct buffer *scratch,
               struct cell_value *out, struct error *error);

/* What makes a cell unfit for any use, or for a name of a teacher or an event:
 * what a spreadsheet shows for an error, or has made of a long number.  NULL
 * where there is nothing. */
const char *cell_fault (const char *text, size_t len, bool is_name);

#endif
