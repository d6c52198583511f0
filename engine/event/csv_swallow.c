/* csv_swallow.c — rows that a stray quote has made part of a cell.
 *
 * Where the quote that ends a cell is missing, the cell runs on to the next
 * quote of the file, and the rows between would be gone without a word. */
#include <string.h>

#include "engine/event/csv_parts.h"
#include "engine/event/dates.h"

/* Whether a line inside a cell reads as a row of its own: it reaches to the
 * columns that every row has, and says a time where a row does. */
static bool
is_row (const struct csv *csv, char separator, const char *line, size_t len)
{
  const struct layout *layout = &csv->layout;
  uint32_t time = layout->columns[layout->parts[PART_TIME]].cell, last = 0, at = 0;
  bool timed = false;
  for (uint32_t part = PART_TIME; part <= PART_TYPE; part++)
    {
      uint32_t cell = layout->columns[layout->parts[part]].cell;
      if (cell != CELL_NONE && cell > last)
        last = cell;
    }
  for (const char *end; at <= last; at++, len -= (size_t)(end + 1 - line), line = end + 1)
    {
      int64_t instant;
      end = memchr (line, separator, len);
      size_t size = end ? (size_t)(end - line) : len;
      if (at == time && sheet_instant_read (line, size, 0, &instant, NULL) == 0)
        timed = true;
      if (!end)
        break;
    }
  return timed && last > 0 && at >= last;
}

/* The first line inside a cell that reads so, or NULL. */
static const char *
find_row (const struct csv *csv, const struct table *table, uint32_t cell, size_t *len)
{
  const char *text = cell_text (table, cell), *end = text + table->cells[cell].len;
  while ((text = memchr (text, '\n', (size_t)(end - text))))
    {
      text++;
      const char *next = memchr (text, '\n', (size_t)(end - text));
      *len = (size_t)((next ? next : end) - text);
      if (is_row (csv, table->separator, text, *len))
        return text;
    }
  return NULL;
}

bool
csv_swallows (const struct csv *csv, struct refusal *refusal)
{
  const struct table *table = &csv->table;
  for (uint32_t cell = 0; table->last > table->first && cell < table->count; cell++)
    {
      size_t len;
      const char *line = find_row (csv, table, cell, &len);
      if (!line)
        continue;
      csv_refuse_at (csv, cell, refusal);
      error_set (&refusal->error, ERROR_INPUT,
                 "holds what looks like a row of its own, \"%.*s\": a quote before it lacks its "
                 "other half",
                 error_shown (line, len), line);
      return true;
    }
  return false;
}
