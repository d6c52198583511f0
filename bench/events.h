/* events.h — how every comparator reads: the engine's own lines and JSON
 * reader, so that what is compared is what comes after. */
#ifndef TENURE_BENCH_EVENTS_H
#define TENURE_BENCH_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/event/lines.h"

struct json_doc;
struct json_value;

/* Hands out each line, or each line's document.  Ends the program where
 * anything is wrong; yields how many there were. */
uint64_t each_line (const char *path, void (*take) (void *context, const struct line *line),
                    void *context);
uint64_t each_event (const char *path, void (*take) (void *context, const struct json_doc *doc),
                     void *context);

/* A member of the object at `at`, or 0. */
uint32_t member (const struct json_doc *doc, uint32_t at, const char *name);

/* Says what went wrong, and ends the program. */
void give_up (const char *what) __attribute__ ((noreturn));

/* What every comparator counts: absences by teacher, up to this many. */
#define ABSENCES 10

struct absence
{
  const struct json_value *id, *teacher;
  bool counts;
};

/* What a handler of attendance looks at. */
void read_absence (const struct json_doc *doc, struct absence *out);

#endif
