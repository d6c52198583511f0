/* envelope.h — the CloudEvents attributes of one event, found and checked. */
#ifndef TENURE_EVENT_ENVELOPE_H
#define TENURE_EVENT_ENVELOPE_H

#include "engine/event/door.h"

struct envelope
{
  const struct json_value *id, *source, *type; /* strings within their limits */
  const struct json_value *subject;            /* the same, or NULL */
  int64_t time;
  uint32_t data; /* index of the data object in the document; 0 where there is none */
};

/* Fills *out from a document that is an object, or says what is missing or
 * wrong.  Borrows from the document. */
int envelope_read (const struct json_doc *doc, struct envelope *out, struct refusal *refusal);

/* Names the field and passes -1 on, for `return refuse (…)`. */
int refuse (struct refusal *refusal, const char *field, const char *format, ...)
    __attribute__ ((format (printf, 3, 4)));

/* Whether a text may name something: 1 to 256 bytes, no control characters.
 * Returns what is wrong, or NULL. */
const char *name_fault (const char *text, uint32_t len);

#endif
