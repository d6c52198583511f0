/* table.c — a CSV file row by row. */
#include "engine/event/table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/event/door.h"

enum
{
  CELL_GROWTH = 4096 /* bytes libcsv adds to its buffer at a time */
};

/* The length of the white space a text begins with, one character of it. */
static size_t
leading_space (const char *text, size_t len)
{
  if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')
    return 1;
  if (len >= 2 && memcmp (text, "\xC2\xA0", 2) == 0)
    return 2;
  return len >= 3 && memcmp (text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t
trailing_space (const char *text, size_t len)
{
  for (size_t size = 1; size <= 3 && size <= len; size++)
    if (leading_space (text + len - size, size) == size)
      return size;
  return 0;
}

static void
add_cell (struct table *table, const char *text, size_t len)
{
  size_t space;
  for (; len && (space = leading_space (text, len)); len -= space)
    text += space;
  for (; len && (space = trailing_space (text, len));)
    len -= space;
  if (ARRAY_ROOM (table->cells, table->count, table->capacity, 1) < 0)
    {
      table->failed = true;
      return;
    }
  table->cells[table->count++] = (struct cell){ (uint32_t)table->text.size, (uint32_t)len };
  buffer_add (&table->text, text, len);
}

/* libcsv hands out a cell. */
static void
take_cell (void *bytes, size_t len, void *context)
{
  add_cell (context, bytes, len);
}

/* libcsv ends a row. */
static void
end_row (int terminator, void *context)
{
  (void)terminator;
  struct table *table = context;
  table->rows++;
}

static int
open_parser (struct table *table, struct error *error)
{
  if (csv_init (&table->parser, CSV_STRICT | CSV_REPALL_NL) != 0)
    return error_memory (error);
  table->parses = true;
  csv_set_blk_size (&table->parser, CELL_GROWTH);
  csv_set_realloc_func (&table->parser, realloc); /* ours, which tests may let fail */
  return 0;
}

/* The separator a header has most of, outside quotes. */
static char
guess_separator (const char *text, size_t len)
{
  static const char separators[] = ",;\t";
  size_t counts[3] = { 0 };
  bool quoted = false;
  for (size_t i = 0; i < len; i++)
    {
      const char *found = quoted || !text[i] ? NULL : strchr (separators, text[i]);
      if (text[i] == '"')
        quoted = !quoted;
      else if (found)
        counts[found - separators]++;
    }
  size_t most = 0;
  for (size_t i = 1; i < 3; i++)
    if (counts[i] > counts[most])
      most = i;
  return separators[most];
}

static void
set_separator (struct table *table, char separator)
{
  table->separator = separator;
  csv_set_delim (&table->parser, (unsigned char)separator);
}

/* By the first line that is not blank. */
static int
find_separator (struct table *table, struct error *error)
{
  struct line line;
  uint64_t start = table->lines.offset;
  int status = lines_next (&table->lines, &line, error);
  if (status < 0)
    return -1;
  if (status == 0)
    return error_set (error, ERROR_INPUT,
                      "there is nothing in it: the first line is to name the columns");
  size_t len = line.len < EVENT_SIZE_LIMIT ? line.len : EVENT_SIZE_LIMIT;
  set_separator (table, guess_separator (line.text, len));
  lines_rewind (&table->lines, start, 0);
  return 0;
}

/* Puts the file's name before what is wrong with it. */
static int
name_file (const char *path, struct error *error)
{
  struct error plain = *error;
  return plain.code == ERROR_MEMORY ? -1
                                    : error_set (error, plain.code, "%s: %s", path, plain.text);
}

int
table_open (struct table *table, const char *path, struct error *error)
{
  enum encoding encoding;
  *table = (struct table){ .lines.fd = -1, .lines.again = -1 };
  if (lines_open (&table->lines, path, error) < 0)
    return -1;
  if (encoding_find (&table->lines, &encoding, error) < 0
      || decoder_open (&table->decoder, encoding, error) < 0 || open_parser (table, error) < 0
      || find_separator (table, error) < 0)
    {
      table_close (table);
      return name_file (path, error);
    }
  return 0;
}

int
table_share (struct table *table, const struct table *of, struct error *error)
{
  *table = (struct table){ .lines.fd = -1, .lines.again = -1 };
  if (lines_share (&table->lines, &of->lines, error) < 0
      || decoder_open (&table->decoder, of->decoder.from, error) < 0
      || open_parser (table, error) < 0)
    {
      table_close (table);
      return -1;
    }
  set_separator (table, of->separator);
  return 0;
}

void
table_seek (struct table *table, uint64_t offset)
{
  lines_rewind (&table->lines, offset, 0);
}

void
table_close (struct table *table)
{
  lines_close (&table->lines);
  decoder_close (&table->decoder);
  if (table->parses)
    csv_free (&table->parser);
  buffer_release (&table->text);
  free (table->cells);
  *table = (struct table){ .lines.fd = -1, .lines.again = -1 };
}

static int
parse (struct table *table, const char *text, size_t len, struct error *fault)
{
  size_t done = csv_parse (&table->parser, text, len, take_cell, end_row, table);
  if (table->failed || table->text.failed || csv_error (&table->parser) == CSV_ENOMEM)
    return error_memory (fault);
  if (done < len)
    return error_set (fault, ERROR_INPUT,
                      "a quote stands inside this cell: the whole cell belongs in quotes, and a "
                      "quote inside it is written twice");
  return 0;
}

/* Cuts a line that is a row by itself and has no quotes: most are, and need no
 * parser. */
static int
cut (struct table *table, const char *text, size_t len, struct error *fault)
{
  for (const char *end; (end = memchr (text, table->separator, len)); text = end + 1)
    {
      size_t size = (size_t)(end - text);
      add_cell (table, text, size);
      len -= size + 1;
    }
  add_cell (table, text, len);
  table->rows = 1;
  return table->failed || table->text.failed ? error_memory (fault) : 0;
}

/* Takes a line in, through libcsv where it must. */
static int
feed (struct table *table, const struct line *line, struct error *fault)
{
  const char *text;
  size_t len;
  table->broken = CELL_NONE;
  if (line->len > EVENT_SIZE_LIMIT)
    return error_set (fault, ERROR_LIMIT, "the line is %zu bytes long, more than 65536", line->len);
  if (decoder_line (&table->decoder, line->text, line->len, &text, &len, fault) < 0)
    return -1;
  while (len && text[len - 1] == '\r')
    len--;
  if (table->first == table->last && !memchr (text, '"', len) && !memchr (text, '\r', len))
    return cut (table, text, len, fault);
  table->rows = 0;
  if (parse (table, text, len, fault) < 0 || parse (table, "\n", 1, fault) < 0)
    {
      table->broken = table->count;
      return -1;
    }
  return table->rows > 1 ? error_set (fault, ERROR_INPUT,
                                      "a carriage return (0x0D) stands in the middle of the line")
                         : 0;
}

/* A row breaks at the cell after those it has. */
static int
break_cell (struct table *table, enum error_code code, const char *why, struct error *fault)
{
  table->broken = table->count;
  return error_set (fault, code, "%s", why);
}

static void
begin_row (struct table *table)
{
  csv_fini (&table->parser, NULL, NULL, NULL); /* forgets a row left open */
  table->count = 0;
  table->failed = false;
  buffer_clear (&table->text);
}

/* Notes which lines a row is on. */
static void
take_place (struct table *table, const struct line *line)
{
  if (!table->last)
    {
      table->first = table->lines.number;
      table->offset = line->offset;
      table->second = table->lines.offset;
    }
  table->last = table->lines.number;
}

static bool
is_empty (const struct table *table)
{
  return table->text.size == 0;
}

/* Takes line after line in until a row has ended: 1, 0 at the end of
 * the file before any line, -1 and `fault` where the row is broken, or -2 and
 * `error`. */
static int
read_row (struct table *table, struct error *fault, struct error *error)
{
  struct line line;
  int status;
  table->last = 0;
  begin_row (table);
  do
    {
      status = lines_any (&table->lines, &line, error);
      if (status <= 0)
        break;
      take_place (table, &line);
      if (feed (table, &line, fault) < 0)
        return -1;
      if (table->lines.offset - table->offset > EVENT_SIZE_LIMIT && table->rows == 0)
        return break_cell (table, ERROR_LIMIT,
                           "the quote that opens this cell is not closed within 65536 bytes",
                           fault);
    }
  while (table->rows == 0);
  if (status < 0)
    return -2;
  if (status == 0 && table->last)
    return break_cell (table, ERROR_INPUT, "the quote that opens this cell is never closed", fault);
  return status;
}

void
table_back (struct table *table)
{
  if (table->last > table->first)
    lines_rewind (&table->lines, table->second, table->first);
}

int
table_next (struct table *table, struct error *fault, struct error *error)
{
  int status;
  do
    status = read_row (table, fault, error);
  while (status == 1 && is_empty (table));
  if (status == -2)
    return -1;
  if (status == 1)
    return TABLE_ROW;
  if (status == 0)
    return TABLE_END;
  if (fault->code == ERROR_MEMORY)
    return error_memory (error);
  table_back (table);
  return TABLE_BROKEN;
}
