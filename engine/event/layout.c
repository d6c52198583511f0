/* layout.c — what the header of one sheet comes to. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/event/columns.h"

enum
{
  LISTED_SIZE = 120 /* bytes of headers in a message */
};

static bool
is_same (const struct span *a, const struct span *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->text, b->text, a->len) == 0);
}

static int
keep (struct layout *layout, const struct span *text, struct span *out)
{
  out->len = text->len;
  out->text = arena_copy (&layout->arena, text->text, text->len);
  return out->text ? 0 : -1;
}

static const struct mapping *
find_mapping (const struct columns *columns, const struct span *header)
{
  for (uint32_t i = 0; columns && i < columns->count; i++)
    if (columns->items[i].header.len && is_same (&columns->items[i].header, header))
      return &columns->items[i];
  return NULL;
}

/* What a header means: 0, or -1 where nobody knows. */
static int
find_target (const struct span *header, const struct columns *columns, const struct schema *schema,
             struct target *out)
{
  const struct mapping *mapping = find_mapping (columns, header);
  *out = mapping ? mapping->target : (struct target){ .part = PART_UNNAMED };
  return mapping || header->len == 0 ? 0 : target_read (schema, header->text, header->len, out);
}

/* Adds to a list of quoted texts, which ends where it grows too long. */
static void
list (struct buffer *out, uint32_t *count, const struct span *text)
{
  if ((*count)++ && out->size > LISTED_SIZE)
    return;
  buffer_format (out, "%s\"%.*s\"%s", *count > 1 ? ", " : "", error_shown (text->text, text->len),
                 text->text, out->size > LISTED_SIZE ? ", …" : "");
}

/* Takes the header's cells in, and those that mean nothing into `unknown`. */
static int
take_header (struct layout *layout, const struct table *table, const struct columns *columns,
             const struct schema *schema, struct buffer *unknown, uint32_t *unknown_count)
{
  layout->cells = table->count;
  for (uint32_t cell = 0; cell < table->count; cell++)
    {
      struct column column = { .cell = cell };
      struct span header = { cell_text (table, cell), table->cells[cell].len };
      if (keep (layout, &header, &column.header) < 0)
        return -1;
      if (find_target (&column.header, columns, schema, &column.target) < 0)
        list (unknown, unknown_count, &header);
      layout->unnamed |= column.target.part == PART_UNNAMED;
      layout->columns[layout->count++] = column;
    }
  return unknown->failed ? -1 : 0;
}

static void
take_constants (struct layout *layout, const struct columns *columns)
{
  for (uint32_t i = 0; columns && i < columns->count; i++)
    if (columns->items[i].value.len)
      layout->columns[layout->count++] = (struct column){ .value = columns->items[i].value,
                                                          .target = columns->items[i].target,
                                                          .cell = CELL_NONE };
}

static bool
is_target (const struct target *a, const struct target *b)
{
  return a->part == b->part && is_same (&a->name, &b->name);
}

static void
name_column (const struct column *column, struct buffer *out)
{
  const struct span *text = column->cell == CELL_NONE ? &column->value : &column->header;
  buffer_format (out, "the %s \"%.*s\"", column->cell == CELL_NONE ? "value" : "column",
                 error_shown (text->text, text->len), text->text);
}

/* Two columns for one part of an event. */
static int
refuse_twice (const struct column *a, const struct column *b, struct error *error)
{
  struct buffer text = BUFFER_INIT;
  char name[TARGET_NAME];
  target_name (&b->target, name);
  name_column (a, &text);
  buffer_text (&text, " and ");
  name_column (b, &text);
  buffer_format (&text, " both give %s", name);
  int status = text.failed ? error_memory (error)
                           : error_set (error, ERROR_INPUT, "%s", buffer_string (&text));
  buffer_release (&text);
  return status;
}

static int
order_by_name (const void *a, const void *b, void *context)
{
  const struct layout *layout = context;
  const struct span *left = &layout->columns[*(const uint32_t *)a].target.name;
  const struct span *right = &layout->columns[*(const uint32_t *)b].target.name;
  return text_compare (left->text, left->len, right->text, right->len);
}

/* Finds the columns of each part, each at most once, and sorts the data. */
static int
sort_out (struct layout *layout, struct error *error)
{
  for (uint32_t part = 0; part < PART_DATA; part++)
    layout->parts[part] = CELL_NONE;
  for (uint32_t i = 0; i < layout->count; i++)
    {
      const struct target *target = &layout->columns[i].target;
      if (target->part < PART_DATA && layout->parts[target->part] != CELL_NONE)
        return refuse_twice (&layout->columns[layout->parts[target->part]], &layout->columns[i],
                             error);
      if (target->part < PART_DATA)
        layout->parts[target->part] = i;
      else if (target->part == PART_DATA)
        layout->data[layout->data_count++] = i;
    }
  qsort_r (layout->data, layout->data_count, sizeof *layout->data, order_by_name, layout);
  for (uint32_t i = 1; i < layout->data_count; i++)
    {
      const struct column *a = &layout->columns[layout->data[i - 1]];
      const struct column *b = &layout->columns[layout->data[i]];
      if (is_target (&a->target, &b->target))
        return refuse_twice (a, b, error);
    }
  return 0;
}

/* Writes the names of fields as JSON does, once for all rows. */
static int
write_keys (struct layout *layout)
{
  struct buffer key = BUFFER_INIT;
  int status = 0;
  for (uint32_t i = 0; i < layout->data_count && status == 0; i++)
    {
      struct column *column = &layout->columns[layout->data[i]];
      buffer_clear (&key);
      buffer_json (&key, column->target.name.text, column->target.name.len);
      buffer_char (&key, ':');
      if (key.failed
          || keep (layout, &(struct span){ key.data, (uint32_t)key.size }, &column->key) < 0)
        status = -1;
    }
  buffer_release (&key);
  return status;
}

static int
refuse_unknown (const struct buffer *unknown, uint32_t count, const struct schema *schema,
                struct error *error)
{
  struct buffer known = BUFFER_INIT;
  targets_list (schema, &known);
  int status = known.failed
                   ? error_memory (error)
                   : error_set (error, ERROR_INPUT,
                                "the column%s %s %s not known: a column is %s, data.NAME, or what "
                                "a file of columns says it is",
                                count > 1 ? "s" : "", unknown->data, count > 1 ? "are" : "is",
                                buffer_string (&known));
  buffer_release (&known);
  return status;
}

/* What every sheet must have. */
static int
check_parts (const struct layout *layout, struct error *error)
{
  static const enum part needed[] = { PART_TIME, PART_SUBJECT, PART_TYPE };
  for (uint32_t i = 0; i < sizeof needed / sizeof *needed; i++)
    if (layout->parts[needed[i]] == CELL_NONE)
      {
        char name[TARGET_NAME];
        target_name (&(struct target){ .part = needed[i] }, name);
        return error_set (error, ERROR_INPUT,
                          "there is no column %s, nor one that a file of columns says is the %s",
                          name, name);
      }
  return 0;
}

int
layout_make (struct layout *out, const struct table *table, const struct columns *columns,
             const struct schema *schema, struct error *error)
{
  struct buffer unknown = BUFFER_INIT;
  uint32_t unknown_count = 0;
  size_t most = (size_t)table->count + (columns ? columns->count : 0);
  *out = (struct layout){ .arena = ARENA_INIT };
  out->columns = calloc (most, sizeof *out->columns);
  out->data = calloc (most, sizeof *out->data);
  int status = 0;
  if (!out->columns || !out->data
      || take_header (out, table, columns, schema, &unknown, &unknown_count) < 0)
    status = error_memory (error);
  else if (unknown.size)
    status = refuse_unknown (&unknown, unknown_count, schema, error);
  else
    {
      take_constants (out, columns);
      if (sort_out (out, error) < 0 || check_parts (out, error) < 0)
        status = -1;
      else if (write_keys (out) < 0)
        status = error_memory (error);
    }
  buffer_release (&unknown);
  if (status < 0)
    layout_release (out);
  return status;
}

void
layout_release (struct layout *layout)
{
  arena_release (&layout->arena);
  free (layout->columns);
  free (layout->data);
  *layout = (struct layout){ .arena = ARENA_INIT };
}
