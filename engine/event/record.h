/* record.h — an event as the judge keeps it: its envelope and the values
 * some sentence reads, never its text.
 *
 * A record lies in an arena: this header, then `kept` values, then the
 * event's id.  A hundred bytes hold a typical one, so that ten million fit
 * where their text would not. */
#ifndef TENURE_EVENT_RECORD_H
#define TENURE_EVENT_RECORD_H

#include <stdint.h>

#include "engine/base/strings.h"

#define SUBJECT_NONE STRINGS_NONE

struct record
{
  int64_t time;     /* microseconds since 1970, UTC */
  uint64_t content; /* hash of the text as sent; equal texts are equal here */
  uint64_t origin;  /* where the text can be read again; the reader's own */
  uint32_t source;  /* string number */
  uint32_t subject; /* string number, or SUBJECT_NONE */
  uint32_t type;    /* index in the schema, or EVENT_UNDECLARED */
  uint16_t kept;    /* how many values follow */
  uint16_t id_size; /* bytes, at most 256 */
  int64_t values[]; /* by place; then the id */
};

static inline const char *
record_id (const struct record *record)
{
  return (const char *)(record->values + record->kept);
}

/* The order of the timeline: instant, source, id, the last two as bytes. */
int record_compare (const struct strings *strings, const struct record *a, const struct record *b);

#endif
