/* table.h — a CSV file row by row: cells as UTF-8, and the lines they were on.
 *
 * Quoted cells are cut by libcsv, strictly: a quote stands only round a whole
 * cell, or doubled inside one.  Lines are given to it one at a time, so that a row
 * knows its first line and its last.  A row that cannot be read is broken; the
 * next is looked for on the line after its *first*, so that a stray quote
 * costs one row, not all that follow.  Rows whose cells are all empty are
 * passed over, as blank lines are. */
#ifndef TENURE_EVENT_TABLE_H
#define TENURE_EVENT_TABLE_H

#include <csv.h>

#include "engine/event/encoding.h"

#define CELL_NONE UINT32_MAX

/* Without the white space round it, a full-width space too. */
struct cell
{
  uint32_t at, len; /* in the row's text */
};

struct table
{
  struct lines lines;
  struct decoder decoder;
  struct csv_parser parser;
  bool parses; /* the parser is there */
  struct buffer text;
  struct cell *cells;
  uint32_t count, capacity; /* of cells */
  uint32_t rows;            /* that ended on the line at hand */
  uint32_t broken;          /* the cell that broke a row; CELL_NONE where no single one did */
  bool failed;              /* memory ran out for a cell */
  uint64_t offset;          /* of the row: where it can be read again, */
  uint64_t first, last;     /* and its lines; */
  uint64_t second;          /* the offset of the line after its first */
  char separator;
};

enum table_status
{
  TABLE_END,
  TABLE_ROW,
  TABLE_BROKEN
};

/* Opens a file ("-": standard input), finds its encoding, and its separator by
 * its first line: a comma, a semicolon or a tab.  Errors name the file. */
int table_open (struct table *table, const char *path, struct error *error);
void table_close (struct table *table);

/* The next row: an enum table_status, or -1 and `error`.  Of a broken row,
 * `fault` says why, and `broken` in which cell. */
int table_next (struct table *table, struct error *fault, struct error *error);

/* Takes back a row of several lines that was misread: goes on after its first. */
void table_back (struct table *table);

/* Another place in the same file, which must outlive it: to be sought to the
 * offset of a row before the next is read. */
int table_share (struct table *table, const struct table *of, struct error *error);
void table_seek (struct table *table, uint64_t offset);

static inline const char *
cell_text (const struct table *table, uint32_t cell)
{
  return table->text.data + table->cells[cell].at;
}

#endif
