/* door.c — one event's text to a projected record. */
#include "engine/event/door.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"
#include "engine/event/envelope.h"

struct door
{
  const struct schema *schema;
  struct strings *strings;
  struct json_reader *reader;
  int64_t *values; /* of the event at hand, by field */
  uint32_t source; /* the last event's, which is mostly this one's too */
};

int
door_new (struct door **out, const struct schema *schema, struct strings *strings,
          struct error *error)
{
  struct door *door = calloc (1, sizeof *door);
  if (!door)
    return error_memory (error);
  door->schema = schema;
  door->strings = strings;
  door->source = STRINGS_NONE;
  door->values = malloc ((schema->most_fields + 1) * sizeof *door->values);
  if (!door->values || json_reader_new (&door->reader, EVENT_DEPTH_LIMIT, error) < 0)
    {
      door_free (door);
      return error_memory (error);
    }
  *out = door;
  return 0;
}

void
door_free (struct door *door)
{
  if (!door)
    return;
  json_reader_free (door->reader);
  free (door->values);
  free (door);
}

static int
refuse_field (const struct door *door, const struct field *field, struct refusal *refusal,
              const char *reason)
{
  char name[120];
  snprintf (name, sizeof name, "data.%s", strings_text (door->schema->strings, field->name));
  return refuse (refusal, name, "%s", reason);
}

static int
take_number (const struct door *door, const struct field *field, const struct json_value *value,
             int64_t *out, struct refusal *refusal)
{
  struct error error;
  if (value->kind != JSON_NUMBER)
    return refuse_field (door, field, refusal,
                         field->whole ? "is not an integer" : "is not a number");
  if (decimal_read (value->text, value->text_len, out, &error) < 0)
    return refuse_field (door, field, refusal, error.text);
  if (field->whole && *out % DECIMAL_ONE != 0)
    return refuse_field (door, field, refusal, "is not an integer");
  return 0;
}

static int
take_date (const struct door *door, const struct field *field, const struct json_value *value,
           int64_t *out, struct refusal *refusal)
{
  struct error error;
  int32_t day;
  if (value->kind != JSON_STRING)
    return refuse_field (door, field, refusal, "is not a date written YYYY-MM-DD");
  if (day_read (value->text, value->text_len, &day, &error) < 0)
    return refuse_field (door, field, refusal, error.text);
  *out = day;
  return 0;
}

static int
take_word (const struct door *door, const struct field *field, const struct json_value *value,
           int64_t *out, struct refusal *refusal)
{
  uint32_t word = UINT32_MAX;
  if (value->kind == JSON_STRING)
    word = schema_word (door->schema, field->words, value->text, value->text_len);
  *out = word;
  if (word != UINT32_MAX)
    return 0;
  struct buffer reason = BUFFER_INIT;
  const struct word_list *list = &door->schema->lists[field->words];
  if (value->kind == JSON_STRING)
    buffer_format (&reason, "\"%.*s\" is none of ", error_shown (value->text, value->text_len),
                   value->text);
  else
    buffer_text (&reason, "is not a string, one of ");
  for (uint32_t i = 0; i < list->count && reason.size < 300; i++)
    buffer_format (&reason, "%s%s", i ? ", " : "",
                   strings_text (door->schema->strings, list->words[i]));
  refuse_field (door, field, refusal, buffer_string (&reason));
  buffer_release (&reason);
  return -1;
}

/* A text becomes a string number: a new one only where its value is read. */
static int
take_text (const struct door *door, const struct field *field, const struct json_value *value,
           int64_t *out, struct refusal *refusal)
{
  if (value->kind != JSON_STRING)
    return refuse_field (door, field, refusal, "is not a string");
  const char *fault = field->identifier ? name_fault (value->text, value->text_len) : NULL;
  if (fault)
    return refuse_field (door, field, refusal, fault);
  *out = TEXT_OTHER;
  if (field->place == PLACE_NONE)
    return 0;
  if (!field->remembered)
    {
      uint32_t known = strings_find (door->schema->strings, value->text, value->text_len);
      *out = known == STRINGS_NONE ? TEXT_OTHER : known;
      return 0;
    }
  uint32_t number;
  if (strings_put (door->strings, value->text, value->text_len, &number, &refusal->error) < 0)
    return -1;
  *out = number;
  return 0;
}

static int
take_field (const struct door *door, const struct field *field, const struct json_value *value,
            int64_t *out, struct refusal *refusal)
{
  switch (field->type)
    {
    case TYPE_NUMBER: return take_number (door, field, value, out, refusal);
    case TYPE_DATE: return take_date (door, field, value, out, refusal);
    case TYPE_WORD: return take_word (door, field, value, out, refusal);
    case TYPE_TEXT: return take_text (door, field, value, out, refusal);
    default:
      if (value->kind != JSON_TRUE && value->kind != JSON_FALSE)
        return refuse_field (door, field, refusal, "is neither true nor false");
      *out = value->kind == JSON_TRUE;
      return 0;
    }
}

/* The field a member names: mostly the one after the last found. */
static const struct field *
find_field (const struct door *door, const struct event_type *type, const struct json_value *member,
            uint32_t *next)
{
  for (uint32_t tried = 0; tried < type->field_count; tried++)
    {
      uint32_t at = *next;
      const struct field *field = &type->fields[at];
      *next = at + 1 == type->field_count ? 0 : at + 1;
      if (strings_length (door->schema->strings, field->name) == member->key_len
          && memcmp (strings_text (door->schema->strings, field->name), member->key,
                     member->key_len)
                 == 0)
        return field;
    }
  return NULL;
}

static int
take_data (struct door *door, const struct event_type *type, const struct json_doc *doc,
           uint32_t data, struct refusal *refusal)
{
  const struct json_value *v = doc->values;
  for (uint32_t i = 0; i < type->field_count; i++)
    door->values[i] = VALUE_ABSENT;
  uint32_t next = 0;
  for (uint32_t i = data + 1; data && i < v[data].next; i = v[i].next)
    {
      const struct field *field = find_field (door, type, &v[i], &next);
      if (field && v[i].kind != JSON_NULL
          && take_field (door, field, &v[i], &door->values[field - type->fields], refusal) < 0)
        return -1;
    }
  for (uint32_t i = 0; i < type->field_count; i++)
    if (door->values[i] == VALUE_ABSENT && !type->fields[i].optional)
      return refuse_field (door, &type->fields[i], refusal, "is missing");
  return 0;
}

/* Most events of a file have the source of the one before. */
static int
put_source (struct door *door, const struct json_value *name, uint32_t *out,
            struct refusal *refusal)
{
  if (door->source == STRINGS_NONE || strings_length (door->strings, door->source) != name->text_len
      || memcmp (strings_text (door->strings, door->source), name->text, name->text_len) != 0)
    if (strings_put (door->strings, name->text, name->text_len, &door->source, &refusal->error) < 0)
      return -1;
  *out = door->source;
  return 0;
}

static int
project (struct door *door, const struct envelope *envelope, uint32_t type, struct arena *arena,
         struct record **out, struct refusal *refusal)
{
  const struct event_type *declared = type == EVENT_UNDECLARED ? NULL : &door->schema->types[type];
  uint32_t kept = declared ? declared->kept : 0, source;
  if (put_source (door, envelope->source, &source, refusal) < 0)
    return -1;
  struct record *record
      = arena_take (arena, sizeof *record + kept * sizeof (int64_t) + envelope->id->text_len);
  if (!record)
    return error_memory (&refusal->error);
  record->time = envelope->time;
  record->origin = 0;
  record->source = source;
  record->subject = SUBJECT_NONE;
  record->type = type;
  record->kept = (uint16_t)kept;
  record->id_size = (uint16_t)envelope->id->text_len;
  for (uint32_t i = 0; declared && i < declared->field_count; i++)
    if (declared->fields[i].place != PLACE_NONE)
      record->values[declared->fields[i].place] = door->values[i];
  memcpy (record->values + kept, envelope->id->text, record->id_size);
  *out = record;
  return 0;
}

/* The member of that name in the data, of a reserved type whose schema has
 * been checked: it is there. */
static const struct json_value *
member (const struct json_doc *doc, uint32_t data, const char *name)
{
  uint32_t i = data + 1;
  while (doc->values[i].key_len != strlen (name)
         || memcmp (doc->values[i].key, name, doc->values[i].key_len) != 0)
    i = doc->values[i].next;
  return &doc->values[i];
}

/* Checks a text field of a reserved type against a list of names. */
static int
check_named (const struct door *door, const struct json_doc *doc, uint32_t data,
             const struct field *declared, uint32_t list, int64_t *word, struct refusal *refusal)
{
  struct field field = *declared;
  field.words = list;
  return take_word (door, &field,
                    member (doc, data, strings_text (door->schema->strings, field.name)), word,
                    refusal);
}

/* A person sets a track that there is to a state it has, and waives a
 * sentence that there is. */
static int
check_names (const struct door *door, uint32_t type, const struct json_doc *doc, uint32_t data,
             struct refusal *refusal)
{
  const struct schema *schema = door->schema;
  const struct field *fields = schema->types[type].fields;
  int64_t track, word;
  if (type == EVENT_WAIVE)
    return check_named (door, doc, data, &fields[0], schema->sentence_names, &word, refusal);
  if (check_named (door, doc, data, &fields[0], schema->track_names, &track, refusal) < 0)
    return -1;
  return check_named (door, doc, data, &fields[1], schema->track_states[track], &word, refusal);
}

static int
check_reserved (uint32_t type, const struct envelope *envelope, struct refusal *refusal)
{
  bool alone = envelope->type->text_len > 7 && memcmp (envelope->type->text, "tenure.", 7) == 0;
  if (alone && type == EVENT_UNDECLARED)
    return refuse (refusal, "type", "\"%.*s\" is not one of the reserved types",
                   (int)envelope->type->text_len, envelope->type->text);
  if (type < EVENT_VOID && !envelope->subject)
    return refuse (refusal, "subject", "is missing: this type is about a teacher");
  return 0;
}

int
door_take (struct door *door, const char *text, size_t len, struct arena *arena,
           struct record **out, struct name *subject, struct refusal *refusal)
{
  struct json_doc doc;
  struct envelope envelope;
  refusal->id[0] = refusal->field[0] = 0;
  if (len > EVENT_SIZE_LIMIT)
    return refuse (refusal, "", "the event is %zu bytes long, more than 65536", len);
  if (json_read (door->reader, text, len, &doc, &refusal->error) < 0)
    return -1;
  if (doc.values[0].kind != JSON_OBJECT)
    return refuse (refusal, "", "an event is a JSON object");
  if (envelope_read (&doc, &envelope, refusal) < 0)
    return -1;
  uint32_t type = schema_type (door->schema, envelope.type->text, envelope.type->text_len);
  if (check_reserved (type, &envelope, refusal) < 0
      || (type != EVENT_UNDECLARED
          && take_data (door, &door->schema->types[type], &doc, envelope.data, refusal) < 0))
    return -1;
  if ((type == EVENT_STANDING || type == EVENT_WAIVE)
      && check_names (door, type, &doc, envelope.data, refusal) < 0)
    return -1;
  if (project (door, &envelope, type, arena, out, refusal) < 0)
    return -1;
  (*out)->content = XXH3_64bits (text, len);
  *subject = envelope.subject ? (struct name){ envelope.subject->text, envelope.subject->text_len }
                              : (struct name){ NULL, 0 };
  return 0;
}
