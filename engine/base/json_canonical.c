/* json_canonical.c — one form for all texts that are equal as JSON.
 *
 * Members are sorted by name; a number becomes its digits, without zeros at
 * either end, and a power of ten; strings are escaped one way. */
#include "engine/base/buffer.h"
#include "engine/base/json.h"
#include "engine/base/strings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The exponent of a token, or 0 and *beyond where it has more digits than any
 * use: then the token counts as it is written. */
static int64_t
read_power (const char *p, const char *end, bool *beyond)
{
  bool down = false;
  if (p < end && (*p == '+' || *p == '-'))
    down = *p++ == '-';
  while (p < end && *p == '0')
    p++;
  *beyond = end - p > 16;
  int64_t power = *beyond ? 0 : strtoll (p, NULL, 10);
  return down ? -power : power;
}

static void
write_number (struct buffer *out, const char *token, uint32_t len)
{
  const char *exponent = token, *end = token + len;
  while (exponent < end && *exponent != 'e' && *exponent != 'E')
    exponent++;
  bool point = false, beyond = false;
  int64_t power = exponent < end ? read_power (exponent + 1, end, &beyond) : 0;
  size_t start = out->size;
  buffer_char (out, *token == '-' ? '-' : '+');
  for (const char *p = token + (*token == '-'); p < exponent; p++)
    {
      if (*p == '.')
        point = true;
      else if (out->size > start + 1 || *p != '0')
        buffer_char (out, *p);
      power -= point && *p != '.';
    }
  if (out->failed)
    return;
  for (; out->size > start + 1 && out->data[out->size - 1] == '0'; out->size--)
    power++;
  bool zero = out->size == start + 1;
  if (zero)
    out->size = start; /* zero has no sign and no power */
  if (beyond && !zero)
    buffer_add (out, exponent, (size_t)(end - exponent));
  buffer_format (out, "e%" PRId64, zero ? 0 : power);
}

struct member
{
  const struct json_value *value;
  uint32_t at;
};

static int
by_name (const void *a, const void *b)
{
  const struct json_value *x = ((const struct member *)a)->value;
  const struct json_value *y = ((const struct member *)b)->value;
  return text_compare (x->key, x->key_len, y->key, y->key_len);
}

static int write_value (const struct json_doc *doc, uint32_t at, struct buffer *out);

static int
write_object (const struct json_doc *doc, uint32_t at, struct buffer *out)
{
  const struct json_value *v = doc->values;
  uint32_t count = 0, n = 0;
  for (uint32_t i = at + 1; i < v[at].next; i = v[i].next)
    count++;
  struct member *members = malloc ((count + 1) * sizeof *members);
  if (!members)
    return -1;
  for (uint32_t i = at + 1; i < v[at].next; i = v[i].next)
    members[n++] = (struct member){ &v[i], i };
  qsort (members, count, sizeof *members, by_name);
  int status = 0;
  buffer_char (out, '{');
  for (n = 0; n < count && status == 0; n++)
    {
      if (n)
        buffer_char (out, ',');
      buffer_json (out, members[n].value->key, members[n].value->key_len);
      buffer_char (out, ':');
      status = write_value (doc, members[n].at, out);
    }
  buffer_char (out, '}');
  free (members);
  return status;
}

static int
write_array (const struct json_doc *doc, uint32_t at, struct buffer *out)
{
  buffer_char (out, '[');
  for (uint32_t i = at + 1; i < doc->values[at].next; i = doc->values[i].next)
    {
      if (i > at + 1)
        buffer_char (out, ',');
      if (write_value (doc, i, out) < 0)
        return -1;
    }
  buffer_char (out, ']');
  return 0;
}

/* As deep as the reader let the document be. */
static int
write_value (const struct json_doc *doc, uint32_t at, struct buffer *out)
{
  const struct json_value *value = &doc->values[at];
  switch (value->kind)
    {
    case JSON_OBJECT: return write_object (doc, at, out);
    case JSON_ARRAY: return write_array (doc, at, out);
    case JSON_STRING: buffer_json (out, value->text, value->text_len); return 0;
    case JSON_NUMBER: write_number (out, value->text, value->text_len); return 0;
    case JSON_TRUE: buffer_text (out, "true"); return 0;
    case JSON_FALSE: buffer_text (out, "false"); return 0;
    default: buffer_text (out, "null"); return 0;
    }
}

int
json_canonical (const struct json_doc *doc, uint32_t at, struct buffer *out, struct error *error)
{
  if (write_value (doc, at, out) < 0 || out->failed)
    return error_memory (error);
  return 0;
}

int
json_is_string (const struct json_value *value, const char *text)
{
  return value->kind == JSON_STRING && value->text_len == strlen (text)
         && memcmp (value->text, text, value->text_len) == 0;
}
