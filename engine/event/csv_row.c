/* csv_row.c — one row of a sheet as an event. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/event/cells.h"
#include "engine/event/csv_parts.h"
#include "engine/event/dates.h"
#include "engine/event/envelope.h"

int
csv_refuse_cell (const struct target *target, struct refusal *refusal)
{
  target_name (target, refusal->field);
  return -1;
}

void
csv_refuse_at (const struct csv *csv, uint32_t cell, struct refusal *refusal)
{
  refusal->id[0] = refusal->field[0] = 0;
  for (uint32_t i = 0; i < csv->layout.count && cell != CELL_NONE; i++)
    if (csv->layout.columns[i].cell == cell)
      csv_refuse_cell (&csv->layout.columns[i].target, refusal);
}

/* What a column says in the row at hand; empty where it says nothing. */
static struct span
say (const struct csv *csv, const struct table *table, uint32_t at)
{
  if (at == CELL_NONE)
    return (struct span){ "", 0 };
  const struct column *column = &csv->layout.columns[at];
  if (column->cell == CELL_NONE)
    return column->value;
  if (column->cell >= table->count)
    return (struct span){ "", 0 };
  return (struct span){ cell_text (table, column->cell), table->cells[column->cell].len };
}

/* The fields of a type by column of data, NULL for those it lacks. */
static const struct field **
find_fields (const struct csv *csv, const struct event_type *type)
{
  const struct layout *layout = &csv->layout;
  const struct strings *strings = csv->setting.schema->strings;
  const struct field **fields = calloc (layout->data_count + 1, sizeof (void *));
  for (uint32_t i = 0; fields && i < layout->data_count; i++)
    {
      const struct span *name = &layout->columns[layout->data[i]].target.name;
      uint32_t number = strings_find (strings, name->text, name->len);
      for (uint32_t j = 0; number != STRINGS_NONE && j < type->field_count; j++)
        if (type->fields[j].name == number)
          fields[i] = &type->fields[j];
    }
  return fields;
}

/* The same for the row's type, or NULL of a type that is not declared. */
static int
take_type (struct csv *csv, const struct span *name, const struct field ***out)
{
  const struct schema *schema = csv->setting.schema;
  uint32_t type = schema_type (schema, name->text, name->len);
  *out = NULL;
  if (type == EVENT_UNDECLARED)
    return 0;
  if (!csv->fields[type])
    csv->fields[type] = find_fields (csv, &schema->types[type]);
  *out = csv->fields[type];
  return *out ? 0 : -1;
}

/* Adds what the row says to what names it, where it has no id: each text after
 * its length, so that no two rows that differ have the same bytes. */
static void
add_content (struct csv *csv, const char *text, size_t len)
{
  if (!csv->naming)
    return;
  const unsigned char size[4] = { len & 255, len >> 8 & 255, len >> 16 & 255, len >> 24 & 255 };
  buffer_add (&csv->content, size, sizeof size);
  buffer_add (&csv->content, text, len);
}

/* An instant goes in as its microseconds, however it was written. */
static void
add_instant (struct csv *csv, int64_t instant)
{
  char bytes[8];
  for (unsigned i = 0; i < sizeof bytes; i++)
    bytes[i] = (char)((uint64_t)instant >> 8 * i & 255);
  add_content (csv, bytes, sizeof bytes);
}

static void
add_attribute (struct csv *csv, struct buffer *out, const char *key, const struct span *text)
{
  add_content (csv, text->text, text->len);
  if (!text->len)
    return;
  buffer_text (out, key);
  buffer_json (out, text->text, text->len);
}

/* A time that is an instant as it stands goes in as it stands, unless the row
 * is named by it: equal names are of equal events. */
static int
add_time (struct csv *csv, struct buffer *out, const struct span *text, struct refusal *refusal)
{
  int64_t instant;
  if (!text->len)
    {
      add_content (csv, "", 0);
      return 0;
    }
  bool whole = instant_read (text->text, text->len, &instant, NULL) == 0;
  if (!whole
      && sheet_instant_read (text->text, text->len, csv->setting.offset, &instant, &refusal->error)
             < 0)
    return csv_refuse_cell (&(struct target){ .part = PART_TIME }, refusal);
  add_instant (csv, instant);
  buffer_text (out, ",\"time\":\"");
  if (whole && !csv->naming)
    buffer_add (out, text->text, text->len);
  else
    instant_write (out, instant, csv->setting.offset);
  buffer_char (out, '"');
  return 0;
}

static void
add_value (struct csv *csv, struct buffer *out, const struct column *column,
           const struct cell_value *value)
{
  add_content (csv, column->target.name.text, column->target.name.len);
  add_content (csv, value->text, value->len);
  buffer_add (out, column->key.text, column->key.len);
  if (value->bare)
    buffer_add (out, value->text, value->len);
  else
    buffer_json (out, value->text, value->len);
}

static int
add_data (struct csv *csv, const struct table *table, struct buffer *out,
          const struct field **declared, struct refusal *refusal)
{
  const struct layout *layout = &csv->layout;
  bool any = false;
  for (uint32_t i = 0; i < layout->data_count; i++)
    {
      const struct column *column = &layout->columns[layout->data[i]];
      struct span text = say (csv, table, layout->data[i]);
      struct cell_value value;
      if (!text.len)
        continue;
      if (cell_read (declared ? declared[i] : NULL, text.text, text.len, &csv->scratch, &value,
                     &refusal->error)
          < 0)
        return csv_refuse_cell (&column->target, refusal);
      buffer_text (out, any ? "," : ",\"data\":{");
      add_value (csv, out, column, &value);
      any = true;
    }
  if (any)
    buffer_char (out, '}');
  return 0;
}

/* Cells that no column speaks for must be empty. */
static int
check_strays (const struct csv *csv, const struct table *table, struct refusal *refusal)
{
  const struct layout *layout = &csv->layout;
  for (uint32_t cell = layout->cells; cell < table->count; cell++)
    if (table->cells[cell].len)
      return refuse (refusal, "", "has %u cells, where the first line names %u", cell + 1,
                     layout->cells);
  for (uint32_t i = 0; layout->unnamed && i < layout->count; i++)
    {
      uint32_t cell = layout->columns[i].cell;
      if (layout->columns[i].target.part == PART_UNNAMED && cell < table->count
          && table->cells[cell].len)
        return refuse (refusal, "", "cell %u says \"%.*s\", but the first line does not name it",
                       cell + 1, error_shown (cell_text (table, cell), table->cells[cell].len),
                       cell_text (table, cell));
    }
  return 0;
}

static int
remember_later (struct csv *csv, uint64_t offset, uint32_t ordinal)
{
  if (ordinal == 1)
    return 0;
  if (ARRAY_ROOM (csv->later, csv->later_count, csv->later_capacity, 1) < 0)
    return -1;
  csv->later[csv->later_count++] = (struct later){ offset, ordinal };
  return 0;
}

static uint32_t
ordinal_at (const struct csv *csv, uint64_t offset)
{
  uint32_t low = 0, high = csv->later_count;
  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      if (csv->later[middle].offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low < csv->later_count && csv->later[low].offset == offset ? csv->later[low].ordinal : 1;
}

static int
make_id (struct csv *csv, const struct table *table, char out[ROW_ID_SIZE], struct error *error)
{
  const void *content = csv->content.data;
  size_t size = csv->content.size;
  uint32_t ordinal;
  if (csv->content.failed)
    return error_memory (error);
  if (table == &csv->again)
    return row_ids_name (&csv->ids, content, size, ordinal_at (csv, table->offset), out, error);
  if (row_ids_add (&csv->ids, content, size, out, &ordinal, error) < 0
      || remember_later (csv, table->offset, ordinal) < 0)
    return error_memory (error);
  return 0;
}

/* What names a teacher or an event is as the person meant it to be. */
static int
check_names (const struct csv *csv, const struct table *table, struct refusal *refusal)
{
  for (uint32_t part = PART_SUBJECT; part < PART_DATA; part++)
    {
      struct span text = say (csv, table, csv->layout.parts[part]);
      const char *wrong = text.len ? cell_fault (text.text, text.len, true) : NULL;
      if (!wrong)
        continue;
      error_set (&refusal->error, ERROR_INPUT, "\"%.*s\" %s", error_shown (text.text, text.len),
                 text.text, wrong);
      return csv_refuse_cell (&(struct target){ .part = part }, refusal);
    }
  return 0;
}

static int
add_id (struct csv *csv, const struct table *table, struct buffer *out, const struct span *id,
        struct refusal *refusal)
{
  char made[ROW_ID_SIZE];
  if (!id->len && make_id (csv, table, made, &refusal->error) < 0)
    return -1;
  buffer_text (out, ",\"id\":");
  buffer_json (out, id->len ? id->text : made, id->len ? id->len : strlen (made));
  buffer_char (out, '}');
  return 0;
}

/* An id that is fit to be one goes into refusals from here on. */
static void
begin_event (struct csv *csv, struct buffer *out, const struct span *id, struct refusal *refusal)
{
  buffer_clear (out);
  buffer_clear (&csv->content);
  csv->naming = id->len == 0;
  refusal->id[0] = refusal->field[0] = 0;
  if (id->len && !name_fault (id->text, id->len))
    {
      memcpy (refusal->id, id->text, id->len);
      refusal->id[id->len] = 0;
    }
}

int
csv_convert (struct csv *csv, const struct table *table, struct buffer *out,
             struct refusal *refusal)
{
  static const char padding[JSON_PADDING];
  const uint32_t *parts = csv->layout.parts;
  struct span id = say (csv, table, parts[PART_ID]);
  struct span source = say (csv, table, parts[PART_SOURCE]);
  struct span subject = say (csv, table, parts[PART_SUBJECT]);
  struct span type = say (csv, table, parts[PART_TYPE]);
  struct span time = say (csv, table, parts[PART_TIME]);
  const struct field **declared;
  begin_event (csv, out, &id, refusal);
  if (take_type (csv, &type, &declared) < 0)
    return error_memory (&refusal->error);
  if (check_strays (csv, table, refusal) < 0 || check_names (csv, table, refusal) < 0)
    return -1;
  if (!source.len)
    source = (struct span){ "csv", 3 };
  add_attribute (csv, out, "{\"specversion\":\"1.0\",\"source\":", &source);
  add_attribute (csv, out, ",\"type\":", &type);
  add_attribute (csv, out, ",\"subject\":", &subject);
  if (add_time (csv, out, &time, refusal) < 0 || add_data (csv, table, out, declared, refusal) < 0
      || add_id (csv, table, out, &id, refusal) < 0)
    return -1;
  buffer_add (out, padding, sizeof padding);
  if (out->failed)
    return error_memory (&refusal->error);
  out->size -= sizeof padding;
  return 0;
}
