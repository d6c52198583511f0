/* door.h — what may come in: one event's text to a projected record.
 *
 * The door checks everything "Events in" promises: the CloudEvents envelope,
 * its limits, and the schema of the event's type.  What it refuses it names:
 * the event's id where it could be read, the field, and the reason.  It
 * knows nothing of other events: duplicates are names.h's business.
 *
 * Limits: 64 KiB an event, 16 containers deep, 256 bytes for id, source,
 * type and subject, years 1900–2199. */
#ifndef TENURE_EVENT_DOOR_H
#define TENURE_EVENT_DOOR_H

#include "engine/base/json.h"
#include "engine/event/record.h"
#include "engine/event/schema.h"

enum
{
  EVENT_SIZE_LIMIT = 64 * 1024,
  EVENT_DEPTH_LIMIT = 16,
  EVENT_NAME_LIMIT = 256
};

/* Why an event was refused. */
struct refusal
{
  char id[EVENT_NAME_LIMIT + 1]; /* "" where it could not be read */
  char field[128];               /* "data.status"; "" where the event as a whole is meant */
  struct error error;
};

struct door;

/* `schema` is borrowed; `strings`, borrowed too, starts with the schema's
 * strings under the same numbers, and takes in subjects, sources and texts. */
int door_new (struct door **out, const struct schema *schema, struct strings *strings,
              struct error *error);
void door_free (struct door *door);

/* A name in the event's text, borrowed from it; len 0 where there is none. */
struct name
{
  const char *text;
  uint32_t len;
};

/* Takes one event's text, which must be readable JSON_PADDING bytes past its
 * end.  On success *out is a record in `arena`, its origin 0 and its subject
 * SUBJECT_NONE: the subject's name is handed out beside it, so that the
 * caller may look up many at once.  -1 where the event is refused (or memory
 * ran out: refusal->error.code is ERROR_MEMORY). */
int door_take (struct door *door, const char *text, size_t len, struct arena *arena,
               struct record **out, struct name *subject, struct refusal *refusal);

#endif
