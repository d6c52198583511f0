/* columns.c — the names of the parts of an event, and files of columns. */
#include "engine/event/columns.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

enum
{
  LISTED_SIZE = 200 /* bytes of known names in a message */
};

static const char *const part_names[] = { "time", "subject", "type", "id", "source" };

static bool
is_text (const char *text, size_t len, const char *expected)
{
  return strlen (expected) == len && memcmp (text, expected, len) == 0;
}

bool
field_is_known (const struct schema *schema, const char *name, size_t len)
{
  uint32_t number = strings_find (schema->strings, name, (uint32_t)len);
  for (uint32_t i = 0; number != STRINGS_NONE && i < schema->type_count; i++)
    for (uint32_t j = 0; j < schema->types[i].field_count; j++)
      if (schema->types[i].fields[j].name == number)
        return true;
  return false;
}

int
target_read (const struct schema *schema, const char *text, size_t len, struct target *out)
{
  for (uint32_t part = PART_TIME; part < PART_DATA; part++)
    if (is_text (text, len, part_names[part]))
      {
        *out = (struct target){ .part = part };
        return 0;
      }
  if (len > 5 && memcmp (text, "data.", 5) == 0)
    {
      *out = (struct target){ PART_DATA, { text + 5, (uint32_t)len - 5 } };
      return 0;
    }
  if (!field_is_known (schema, text, len))
    return -1;
  *out = (struct target){ PART_DATA, { text, (uint32_t)len } };
  return 0;
}

void
target_name (const struct target *target, char out[TARGET_NAME])
{
  if (target->part == PART_DATA)
    snprintf (out, TARGET_NAME, "data.%.*s", (int)target->name.len, target->name.text);
  else
    snprintf (out, TARGET_NAME, "%s", target->part < PART_DATA ? part_names[target->part] : "");
}

/* The types whose fields are listed: the policy's own, then the profile. */
static const struct event_type *
listed_type (const struct schema *schema, uint32_t at)
{
  uint32_t own = schema->type_count - RESERVED_TYPES;
  if (at > own)
    return NULL;
  return &schema->types[at < own ? RESERVED_TYPES + at : EVENT_TEACHER];
}

/* Whether a field has been listed with a type before the one at `end`. */
static bool
came_before (const struct schema *schema, uint32_t end, uint32_t name)
{
  for (uint32_t at = 0; at < end; at++)
    {
      const struct event_type *type = listed_type (schema, at);
      for (uint32_t i = 0; i < type->field_count; i++)
        if (type->fields[i].name == name)
          return true;
    }
  return false;
}

void
targets_list (const struct schema *schema, struct buffer *out)
{
  const struct event_type *type;
  size_t start = out->size;
  for (uint32_t part = PART_TIME; part < PART_DATA; part++)
    buffer_format (out, "%s%s", part ? ", " : "", part_names[part]);
  for (uint32_t at = 0; (type = listed_type (schema, at)); at++)
    for (uint32_t i = 0; i < type->field_count; i++)
      {
        if (came_before (schema, at, type->fields[i].name))
          continue;
        if (out->size - start > LISTED_SIZE)
          {
            buffer_text (out, ", …");
            return;
          }
        buffer_format (out, ", %s", strings_text (schema->strings, type->fields[i].name));
      }
}

/* ---- Files of columns ---------------------------------------------------- */

enum
{
  HEAD_COLUMN,
  HEAD_FIELD,
  HEAD_VALUE,
  HEADS
};

/* A file of columns while it is read. */
struct reading
{
  struct table table;
  struct columns *columns;
  const struct schema *schema;
  const char *path;
  uint32_t heads[HEADS]; /* the cells they are in, or CELL_NONE */
};

static int
fail (const struct reading *r, struct error *error, const struct buffer *why)
{
  if (why->failed)
    return error_memory (error);
  return error_set (error, ERROR_INPUT, "%s:%" PRIu64 ": %s", r->path, r->table.first,
                    buffer_string (why));
}

static int
read_heads (struct reading *r)
{
  static const char *const names[HEADS] = { "column", "field", "value" };
  for (uint32_t i = 0; i < HEADS; i++)
    r->heads[i] = CELL_NONE;
  for (uint32_t cell = 0; cell < r->table.count; cell++)
    {
      uint32_t head = 0;
      while (head < HEADS
             && !is_text (cell_text (&r->table, cell), r->table.cells[cell].len, names[head]))
        head++;
      if (head == HEADS ? r->table.cells[cell].len != 0 : r->heads[head] != CELL_NONE)
        return -1;
      if (head < HEADS)
        r->heads[head] = cell;
    }
  return r->heads[HEAD_COLUMN] == CELL_NONE || r->heads[HEAD_FIELD] == CELL_NONE ? -1 : 0;
}

/* The text of a row under a head, kept with the columns. */
static int
take (struct reading *r, uint32_t head, struct span *out)
{
  uint32_t cell = r->heads[head];
  *out = (struct span){ "", 0 };
  if (cell == CELL_NONE || cell >= r->table.count || r->table.cells[cell].len == 0)
    return 0;
  out->len = r->table.cells[cell].len;
  out->text = arena_copy (&r->columns->arena, cell_text (&r->table, cell), out->len);
  return out->text ? 0 : -1;
}

/* Says in `why` what is wrong with a row, if anything is. */
static void
check_row (const struct reading *r, struct mapping *row, const struct span *field,
           struct buffer *why)
{
  int shown = error_shown (field->text, field->len);
  if (field->len && target_read (r->schema, field->text, field->len, &row->target) < 0)
    {
      buffer_format (why, "no event has a field \"%.*s\"; known are ", shown, field->text);
      targets_list (r->schema, why);
      buffer_text (why, "; data.NAME is a field no event declares");
    }
  else if (row->header.len && row->value.len)
    buffer_text (why, "has a column and a value: a value is for every row, without a column");
  else if (!row->header.len && !row->value.len)
    buffer_text (why, "has neither a column nor a value");
  else if (row->value.len && !field->len)
    buffer_text (why, "has a value, but names no field");
  else if (row->value.len && row->target.part == PART_ID)
    buffer_text (why, "gives every row the same id");
  for (uint32_t i = 0; row->header.len && i < r->columns->count; i++)
    if (r->columns->items[i].header.len == row->header.len
        && memcmp (r->columns->items[i].header.text, row->header.text, row->header.len) == 0)
      buffer_format (why, "the column \"%.*s\" stands here twice",
                     error_shown (row->header.text, row->header.len), row->header.text);
}

static int
take_row (struct reading *r, struct error *error)
{
  struct mapping row = { .target.part = PART_NONE };
  struct span field;
  struct buffer why = BUFFER_INIT;
  struct columns *columns = r->columns;
  if (take (r, HEAD_COLUMN, &row.header) < 0 || take (r, HEAD_FIELD, &field) < 0
      || take (r, HEAD_VALUE, &row.value) < 0
      || ARRAY_ROOM (columns->items, columns->count, columns->capacity, 1) < 0)
    return error_memory (error);
  check_row (r, &row, &field, &why);
  int status = why.size || why.failed ? fail (r, error, &why) : 0;
  buffer_release (&why);
  if (status == 0)
    columns->items[columns->count++] = row;
  return status;
}

static int
broken (const struct reading *r, const struct error *fault, struct error *error)
{
  return error_set (error, ERROR_INPUT, "%s:%" PRIu64 ": %s", r->path, r->table.first, fault->text);
}

static int
read_rows (struct reading *r, struct error *error)
{
  struct error fault;
  bool headed = false;
  int status;
  while ((status = table_next (&r->table, &fault, error)) > TABLE_END)
    {
      if (status == TABLE_BROKEN)
        return broken (r, &fault, error);
      if (headed && take_row (r, error) < 0)
        return -1;
      if (!headed && read_heads (r) < 0)
        return error_set (error, ERROR_INPUT,
                          "%s:%" PRIu64 ": the first line of a file of columns is column,field or "
                          "column,field,value",
                          r->path, r->table.first);
      headed = true;
    }
  return status;
}

int
columns_read (struct columns *out, const char *path, const struct schema *schema,
              struct error *error)
{
  struct reading r = { .columns = out, .schema = schema, .path = path };
  *out = (struct columns){ .arena = ARENA_INIT };
  if (table_open (&r.table, path, error) < 0)
    return -1;
  int status = read_rows (&r, error);
  table_close (&r.table);
  if (status < 0)
    columns_release (out);
  return status < 0 ? -1 : 0;
}

void
columns_release (struct columns *columns)
{
  arena_release (&columns->arena);
  free (columns->items);
  *columns = (struct columns){ .arena = ARENA_INIT };
}
