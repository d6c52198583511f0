/* columns.h — what the columns of a sheet say: which part of an event.
 *
 * A column is known by its header: time, subject, type, id, source, the name
 * of a field that some event type declares, or data.NAME for any field.  A
 * file of columns, `column,field,value`, gives other headers a meaning, leaves
 * columns out (no field), and holds what is the same in every row (a value, no
 * column).  Where it names a header, the header's own meaning is gone.
 *
 * A layout is what one sheet's header comes to. */
#ifndef TENURE_EVENT_COLUMNS_H
#define TENURE_EVENT_COLUMNS_H

#include "engine/event/schema.h"
#include "engine/event/table.h"

enum
{
  TARGET_NAME = 120 /* as the door has it */
};

enum part
{
  PART_TIME,
  PART_SUBJECT,
  PART_TYPE,
  PART_ID,
  PART_SOURCE,
  PART_DATA,   /* a field of the data */
  PART_NONE,   /* left out on purpose */
  PART_UNNAMED /* without a header: to be empty */
};

/* A text that need not end in 0. */
struct span
{
  const char *text;
  uint32_t len;
};

struct target
{
  enum part part;
  struct span name; /* of a field */
};

/* One row of a file of columns. */
struct mapping
{
  struct span header; /* empty for a value that is the same in every row */
  struct span value;
  struct target target;
};

struct columns
{
  struct arena arena;
  struct mapping *items;
  uint32_t count, capacity;
};

/* Errors say FILE:LINE. */
int columns_read (struct columns *out, const char *path, const struct schema *schema,
                  struct error *error);
void columns_release (struct columns *columns);

struct column
{
  struct span header;
  struct span value; /* the same in every row, where `cell` is CELL_NONE */
  struct target target;
  struct span key; /* of a field of the data, as JSON writes it: "status": */
  uint32_t cell;
};

struct layout
{
  struct arena arena;
  struct column *columns;
  uint32_t count, capacity;
  uint32_t cells;            /* of the header */
  uint32_t parts[PART_DATA]; /* the column of each part, or CELL_NONE */
  uint32_t *data;            /* the columns of data, by name as bytes */
  uint32_t data_count;
  bool unnamed; /* some column has no header */
};

/* Makes a layout of the header row at hand; `columns` may be NULL. */
int layout_make (struct layout *out, const struct table *table, const struct columns *columns,
                 const struct schema *schema, struct error *error);
void layout_release (struct layout *layout);

/* What a text means as the name of a part of an event: 0, or -1 where it is
 * not known.  The name is borrowed from the text. */
int target_read (const struct schema *schema, const char *text, size_t len, struct target *out);

/* As refusals name it: "time", or "data.status"; cut where it is longer. */
void target_name (const struct target *target, char out[TARGET_NAME]);

/* The names that are known, for messages. */
void targets_list (const struct schema *schema, struct buffer *out);

/* Whether some event type declares a field of that name. */
bool field_is_known (const struct schema *schema, const char *name, size_t len);

#endif
