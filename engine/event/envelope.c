/* envelope.c — the CloudEvents attributes of one event, found and checked. */
#include "engine/event/envelope.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/civil.h"

int
refuse (struct refusal *refusal, const char *field, const char *format, ...)
{
  char reason[sizeof refusal->error.text];
  va_list arguments;
  va_start (arguments, format);
  vsnprintf (reason, sizeof reason, format, arguments);
  va_end (arguments);
  snprintf (refusal->field, sizeof refusal->field, "%s", field);
  return error_set (&refusal->error, ERROR_INPUT, "%s", reason);
}

/* A word whose high bits stand where a byte of `word` is below `limit`, a
 * power of two, and in other places only where such a byte is below them. */
static inline uint64_t
bytes_below (uint64_t word, uint64_t limit)
{
  const uint64_t ones = 0x0101010101010101;
  return (word - ones * limit) & ~word & (ones << 7);
}

/* Whether eight bytes may hold a control character: DEL, one below a space,
 * or the lead of U+0080 to U+009F. */
static inline bool
suspicious (uint64_t word)
{
  const uint64_t ones = 0x0101010101010101;
  return (bytes_below (word, 0x20) | bytes_below (word ^ ones * 0x7F, 1)
          | bytes_below (word ^ ones * 0xC2, 1))
         != 0;
}

static bool
holds_control (const char *text, uint32_t len)
{
  for (uint32_t i = 0; i < len; i++)
    {
      unsigned char c = (unsigned char)text[i];
      bool second = c == 0xC2 && i + 1 < len && (unsigned char)text[i + 1] < 0xA0;
      if (c < 0x20 || c == 0x7F || second)
        return true;
    }
  return false;
}

const char *
name_fault (const char *text, uint32_t len)
{
  if (len == 0)
    return "is empty";
  if (len > EVENT_NAME_LIMIT)
    return "is longer than 256 bytes";
  bool suspect = false;
  uint32_t at = 0;
  uint64_t word;
  for (; at + sizeof word <= len; at += sizeof word)
    {
      memcpy (&word, text + at, sizeof word);
      suspect |= suspicious (word);
    }
  word = 0x2020202020202020;
  for (uint32_t i = 0; at + i < len; i++)
    ((char *)&word)[i] = text[at + i];
  suspect |= suspicious (word);
  return suspect && holds_control (text, len) ? "holds a control character" : NULL;
}

/* The attributes that matter, in one pass over the members. */
struct attributes
{
  const struct json_value *specversion, *id, *source, *type, *subject, *time, *data, *base64;
};

static void
sort_out (const struct json_value *value, struct attributes *found)
{
#define IS(name) (memcmp (value->key, name, sizeof name - 1) == 0)
  switch (value->key_len)
    {
    case 2:
      if (IS ("id"))
        found->id = value;
      break;
    case 4:
      if (IS ("type"))
        found->type = value;
      else if (IS ("time"))
        found->time = value;
      else if (IS ("data"))
        found->data = value;
      break;
    case 6:
      if (IS ("source"))
        found->source = value;
      break;
    case 7:
      if (IS ("subject"))
        found->subject = value;
      break;
    case 11:
      if (IS ("specversion"))
        found->specversion = value;
      else if (IS ("data_base64"))
        found->base64 = value;
      break;
    default: break;
    }
#undef IS
}

static int
check_name (const struct json_value *value, const char *field, struct refusal *refusal)
{
  if (!value || value->kind == JSON_NULL)
    return refuse (refusal, field, "is missing");
  if (value->kind != JSON_STRING)
    return refuse (refusal, field, "is not a string");
  const char *fault = name_fault (value->text, value->text_len);
  return fault ? refuse (refusal, field, "%s", fault) : 0;
}

static int
check_time (const struct json_value *value, int64_t *time, struct refusal *refusal)
{
  if (!value || value->kind == JSON_NULL)
    return refuse (refusal, "time", "is missing");
  if (value->kind != JSON_STRING)
    return refuse (refusal, "time", "is not a string");
  struct error error;
  if (instant_read (value->text, value->text_len, time, &error) < 0)
    return refuse (refusal, "time", "%s", error.text);
  return 0;
}

static int
check_data (const struct json_doc *doc, const struct attributes *found, uint32_t *data,
            struct refusal *refusal)
{
  if (found->base64 && found->base64->kind != JSON_NULL)
    return refuse (refusal, "data_base64", "is not read here: send data, a JSON object");
  *data = 0;
  if (!found->data || found->data->kind == JSON_NULL)
    return 0;
  if (found->data->kind != JSON_OBJECT)
    return refuse (refusal, "data", "is not an object");
  *data = (uint32_t)(found->data - doc->values);
  return 0;
}

int
envelope_read (const struct json_doc *doc, struct envelope *out, struct refusal *refusal)
{
  struct attributes found = { 0 };
  for (uint32_t i = 1; i < doc->count; i = doc->values[i].next)
    sort_out (&doc->values[i], &found);
  if (check_name (found.id, "id", refusal) < 0)
    return -1;
  memcpy (refusal->id, found.id->text, found.id->text_len);
  refusal->id[found.id->text_len] = 0;
  if (!found.specversion || found.specversion->kind == JSON_NULL)
    return refuse (refusal, "specversion", "is missing");
  if (!json_is_string (found.specversion, "1.0"))
    return refuse (refusal, "specversion", "is not \"1.0\"");
  if (check_name (found.source, "source", refusal) < 0
      || check_name (found.type, "type", refusal) < 0
      || check_time (found.time, &out->time, refusal) < 0
      || check_data (doc, &found, &out->data, refusal) < 0)
    return -1;
  out->subject = NULL;
  if (found.subject && found.subject->kind != JSON_NULL)
    {
      if (check_name (found.subject, "subject", refusal) < 0)
        return -1;
      out->subject = found.subject;
    }
  out->id = found.id;
  out->source = found.source;
  out->type = found.type;
  return 0;
}
