/* csv.c — a sheet opened, and read row by row. */
#include "engine/event/csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/event/csv_parts.h"

void
csv_close (struct csv *csv)
{
  if (!csv)
    return;
  for (uint32_t i = 0; csv->fields && i < csv->setting.schema->type_count; i++)
    free (csv->fields[i]);
  free (csv->fields);
  free (csv->later);
  if (csv->again_open)
    table_close (&csv->again);
  table_close (&csv->table);
  layout_release (&csv->layout);
  row_ids_release (&csv->ids);
  buffer_release (&csv->text);
  buffer_release (&csv->content);
  buffer_release (&csv->scratch);
  free (csv);
}

static int
read_header (struct csv *csv, const char *path, struct error *error)
{
  struct error fault;
  int status = table_next (&csv->table, &fault, error);
  if (status == TABLE_ROW
      && layout_make (&csv->layout, &csv->table, csv->setting.columns, csv->setting.schema, &fault)
             == 0)
    return 0;
  if (status < 0 || (status == TABLE_ROW && fault.code == ERROR_MEMORY))
    return status < 0 ? -1 : error_memory (error);
  return error_set (error, ERROR_INPUT, "%s:%" PRIu64 ": %s", path, csv->table.first,
                    status == TABLE_END ? "the first line is to name the columns" : fault.text);
}

int
csv_open (struct csv **out, const char *path, const struct csv_setting *setting,
          struct error *error)
{
  struct csv *csv = calloc (1, sizeof *csv);
  if (!csv)
    return error_memory (error);
  csv->setting = *setting;
  if (table_open (&csv->table, path, error) < 0)
    {
      free (csv);
      return -1;
    }
  csv->fields = calloc (setting->schema->type_count, sizeof *csv->fields);
  if (!csv->fields || row_ids_init (&csv->ids, setting->seed, error) < 0
      || read_header (csv, path, error) < 0)
    {
      if (!csv->fields)
        error_memory (error);
      csv_close (csv);
      return -1;
    }
  *out = csv;
  return 0;
}

int
csv_next (struct csv *csv, struct csv_row *out, struct refusal *refusal, struct error *error)
{
  int status = table_next (&csv->table, &refusal->error, error);
  if (status <= TABLE_END)
    return status == TABLE_END ? CSV_END : -1;
  *out = (struct csv_row){ .offset = csv->table.offset, .line = csv->table.first };
  if (status == TABLE_BROKEN)
    {
      csv_refuse_at (csv, csv->table.broken, refusal);
      return CSV_REFUSED;
    }
  if (csv_swallows (csv, refusal))
    {
      table_back (&csv->table);
      return CSV_REFUSED;
    }
  if (csv_convert (csv, &csv->table, &csv->text, refusal) < 0)
    return refusal->error.code == ERROR_MEMORY ? error_memory (error) : CSV_REFUSED;
  out->text = csv->text.data;
  out->len = csv->text.size;
  return CSV_EVENT;
}

int
csv_again (struct csv *csv, uint64_t offset, struct buffer *out, struct error *error)
{
  struct refusal refusal;
  if (!csv->again_open)
    {
      if (table_share (&csv->again, &csv->table, error) < 0)
        return -1;
      csv->again_open = true;
    }
  table_seek (&csv->again, offset);
  int status = table_next (&csv->again, &refusal.error, error);
  if (status < 0)
    return -1;
  if (status == TABLE_ROW && csv_convert (csv, &csv->again, out, &refusal) == 0)
    return 0;
  return refusal.error.code == ERROR_MEMORY
             ? error_memory (error)
             : error_set (error, ERROR_IO, "the sheet changed while it was read");
}

/* Adds to a field the header it has in this sheet, where that is another. */
static void
add_header (const struct column *column, struct refusal *refusal)
{
  const struct span *header = &column->header, *field = &column->target.name;
  size_t used = strlen (refusal->field);
  if (column->cell == CELL_NONE
      || (header->len == used && memcmp (header->text, refusal->field, used) == 0)
      || (column->target.part == PART_DATA && header->len == field->len
          && memcmp (header->text, field->text, field->len) == 0))
    return;
  snprintf (refusal->field + used, sizeof refusal->field - used, " (%.*s)",
            error_shown (header->text, header->len), header->text);
}

void
csv_explain (const struct csv *csv, uint64_t line, struct refusal *refusal)
{
  for (uint32_t i = 0; *refusal->field && i < csv->layout.count; i++)
    {
      char name[TARGET_NAME];
      target_name (&csv->layout.columns[i].target, name);
      if (strcmp (name, refusal->field) != 0)
        continue;
      add_header (&csv->layout.columns[i], refusal);
      break;
    }
  if (csv->table.first != line || csv->table.last <= line)
    return;
  struct error plain = refusal->error;
  error_set (&refusal->error, plain.code, "%s (the row runs on to line %" PRIu64 ")", plain.text,
             csv->table.last);
}
