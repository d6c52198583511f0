/* schema.h — what a policy declares of its events: types, fields, words.
 *
 * A schema is built once, by the policy's loader, and read-only after.  A
 * field that some sentence reads is *kept*: it has a place among the values
 * of a projected record (record.h).  The others are only checked.
 *
 * A value is an int64_t whose meaning its type gives:
 *   number   millionths (decimal.h)        boolean  0 or 1
 *   date     days since 1970-01-01         word     index in its word list
 *   text     a string's number (strings.h)                                 */
#ifndef TENURE_EVENT_SCHEMA_H
#define TENURE_EVENT_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/strings.h"

enum value_type
{
  TYPE_NUMBER,
  TYPE_BOOLEAN,
  TYPE_DATE,
  TYPE_WORD,
  TYPE_TEXT
};

#define VALUE_ABSENT INT64_MIN  /* a field that was not sent */
#define TEXT_OTHER INT64_C (-1) /* a text no literal of the plan equals, not remembered */
#define PLACE_NONE UINT16_MAX

/* Words ordered low to high.  Words of equal rank share a rank. */
struct word_list
{
  const uint32_t *words; /* string numbers, by index */
  const uint16_t *ranks; /* by index, from 0 upwards */
  uint32_t count;
};

struct field
{
  uint32_t name;   /* string number */
  uint32_t words;  /* index of its word list, for TYPE_WORD */
  uint16_t place;  /* in the record's values, or PLACE_NONE where nothing reads it */
  uint8_t type;    /* enum value_type */
  bool whole;      /* a number that must be an integer */
  bool identifier; /* a text that must be fit to name a teacher */
  bool optional;
  bool remembered; /* a text whose value is read, not only compared with literals */
};

/* The reserved types come first, in this order.  The fields of
 * tenure.standing begin with `track` and `to`, those of tenure.waive with
 * `rule`. */
enum reserved_type
{
  EVENT_TEACHER,
  EVENT_LEFT,
  EVENT_STANDING,
  EVENT_WAIVE,
  EVENT_VOID,
  RESERVED_TYPES,
  EVENT_UNDECLARED = UINT32_MAX
};

struct event_type
{
  uint32_t name; /* string number */
  const struct field *fields;
  uint32_t field_count;
  uint32_t kept; /* how many fields have places */
};

struct schema
{
  const struct event_type *types;
  uint32_t type_count;
  const struct word_list *lists;
  uint32_t list_count;
  const struct strings *strings; /* all the plan's strings; borrowed */
  const uint32_t *type_of;       /* by string number: the type of that name, or EVENT_UNDECLARED */
  uint32_t track_names;          /* the word list of all tracks, */
  const uint32_t *track_states;  /* by track: the word list of its states, */
  uint32_t sentence_names;       /* and that of all sentences */
  uint32_t most_fields;          /* of any type */
};

/* The index of a word in its list, or UINT32_MAX. */
uint32_t schema_word (const struct schema *schema, uint32_t list, const char *text, uint32_t len);

/* The type of that name, or EVENT_UNDECLARED. */
uint32_t schema_type (const struct schema *schema, const char *name, uint32_t len);

#endif
