/* cells.c — a cell as the value its field declares. */
#include "engine/event/cells.h"

#include <string.h>
#include <strings.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"
#include "engine/event/dates.h"

/* How many digits a text begins with. */
static size_t
count_digits (const char *text, size_t len)
{
  size_t count = 0;
  while (count < len && text[count] >= '0' && text[count] <= '9')
    count++;
  return count;
}

/* Copies the digits that come next; yields whether there were any. */
static bool
copy_digits (const char **at, const char *end, struct buffer *out)
{
  size_t count = count_digits (*at, (size_t)(end - *at));
  buffer_add (out, *at, count);
  *at += count;
  return count > 0;
}

/* Writes a number as JSON would, from what spreadsheets write: +5, 007, .5 and
 * 5. too. */
static bool
write_token (const char *text, size_t len, struct buffer *out)
{
  const char *at = text, *end = text + len;
  if (at < end && (*at == '-' || *at == '+') && *at++ == '-')
    buffer_char (out, '-');
  const char *first = at;
  while (at + 1 < end && *at == '0' && at[1] >= '0' && at[1] <= '9')
    at++;
  bool any = copy_digits (&at, end, out) || at > first;
  if (!any)
    buffer_char (out, '0');
  if (at < end && *at == '.')
    {
      size_t size = out->size;
      buffer_char (out, '.');
      at++;
      if (copy_digits (&at, end, out))
        any = true;
      else
        out->size = size;
    }
  if (any && at < end && (*at == 'e' || *at == 'E'))
    {
      buffer_char (out, *at++);
      if (at < end && (*at == '-' || *at == '+'))
        buffer_char (out, *at++);
      any = copy_digits (&at, end, out);
    }
  return any && at == end;
}

static int
read_number (const char *text, size_t len, struct buffer *scratch, struct cell_value *out,
             struct error *error)
{
  decimal number;
  buffer_clear (scratch);
  if (!write_token (text, len, scratch))
    return error_set (error, ERROR_INPUT, "\"%.*s\" is not a number written like 30 or 0.5",
                      error_shown (text, len), text);
  if (scratch->failed)
    return error_memory (error);
  if (decimal_read (scratch->data, scratch->size, &number, error) < 0)
    return -1;
  buffer_clear (scratch);
  decimal_write (scratch, number);
  *out = (struct cell_value){ scratch->data, scratch->size, true };
  return scratch->failed ? error_memory (error) : 0;
}

static int
read_date (const char *text, size_t len, struct buffer *scratch, struct cell_value *out,
           struct error *error)
{
  int32_t day;
  if (sheet_day_read (text, len, &day, error) < 0)
    return -1;
  buffer_clear (scratch);
  day_write (scratch, day);
  *out = (struct cell_value){ scratch->data, scratch->size, false };
  return scratch->failed ? error_memory (error) : 0;
}

static int
read_boolean (const char *text, size_t len, struct cell_value *out, struct error *error)
{
  if ((len == 4 && strncasecmp (text, "true", 4) == 0) || (len == 3 && memcmp (text, "是", 3) == 0))
    *out = (struct cell_value){ "true", 4, true };
  else if ((len == 5 && strncasecmp (text, "false", 5) == 0)
           || (len == 3 && memcmp (text, "否", 3) == 0))
    *out = (struct cell_value){ "false", 5, true };
  else
    return error_set (error, ERROR_INPUT, "\"%.*s\" is none of TRUE, FALSE, 是 and 否",
                      error_shown (text, len), text);
  return 0;
}

/* Whether a text is a number as a spreadsheet shows one that is too long for
 * its column: 1.23457E+11. */
static bool
is_shortened (const char *text, size_t len)
{
  size_t digits = count_digits (text, len), at = digits;
  if (at < len && text[at] == '.')
    at += 1 + count_digits (text + at + 1, len - at - 1);
  if (digits != 1 || len - at < 4 || (text[at] != 'E' && text[at] != 'e') || text[at + 1] != '+')
    return false;
  return count_digits (text + at + 2, len - at - 2) == len - at - 2;
}

const char *
cell_fault (const char *text, size_t len, bool is_name)
{
  static const char *const errors[]
      = { "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!" };
  for (size_t i = 0; len && *text == '#' && i < sizeof errors / sizeof *errors; i++)
    if (strlen (errors[i]) == len && memcmp (text, errors[i], len) == 0)
      return "is an error of the spreadsheet, not a value";
  if (is_name && is_shortened (text, len))
    return "is a number that a spreadsheet has shortened: give the column a text format, and enter "
           "it again in full";
  return NULL;
}

int
cell_read (const struct field *field, const char *text, size_t len, struct buffer *scratch,
           struct cell_value *out, struct error *error)
{
  const char *wrong = cell_fault (text, len, field && field->identifier);
  if (wrong)
    return error_set (error, ERROR_INPUT, "\"%.*s\" %s", error_shown (text, len), text, wrong);
  switch (field ? field->type : TYPE_TEXT)
    {
    case TYPE_NUMBER: return read_number (text, len, scratch, out, error);
    case TYPE_DATE: return read_date (text, len, scratch, out, error);
    case TYPE_BOOLEAN: return read_boolean (text, len, out, error);
    default: *out = (struct cell_value){ text, len, false }; return 0;
    }
}
