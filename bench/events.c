/* events.c — reading, the same for all comparators. */
#include "bench/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/event/door.h"

void
give_up (const char *what)
{
  fprintf (stderr, "bench: %s\n", what);
  exit (2);
}

uint64_t
each_line (const char *path, void (*take) (void *context, const struct line *line), void *context)
{
  struct lines lines;
  struct line line;
  struct error error;
  int status;
  if (!path || lines_open (&lines, path, &error) < 0)
    give_up (path ? error.text : "which file?");
  while ((status = lines_next (&lines, &line, &error)) == 1)
    take (context, &line);
  if (status < 0)
    give_up (error.text);
  uint64_t count = lines.number;
  lines_close (&lines);
  return count;
}

struct reading
{
  struct json_reader *reader;
  void (*take) (void *context, const struct json_doc *doc);
  void *context;
};

static void
read_line (void *context, const struct line *line)
{
  const struct reading *reading = context;
  struct json_doc doc;
  struct error error;
  if (json_read (reading->reader, line->text, line->len, &doc, &error) < 0)
    give_up (error.text);
  reading->take (reading->context, &doc);
}

uint64_t
each_event (const char *path, void (*take) (void *context, const struct json_doc *doc),
            void *context)
{
  struct reading reading = { NULL, take, context };
  struct error error;
  if (json_reader_new (&reading.reader, EVENT_DEPTH_LIMIT, &error) < 0)
    give_up (error.text);
  uint64_t count = each_line (path, read_line, &reading);
  json_reader_free (reading.reader);
  return count;
}

uint32_t
member (const struct json_doc *doc, uint32_t at, const char *name)
{
  size_t len = strlen (name);
  for (uint32_t i = at + 1; i < doc->values[at].next; i = doc->values[i].next)
    if (doc->values[i].key_len == len && memcmp (doc->values[i].key, name, len) == 0)
      return i;
  return 0;
}

void
read_absence (const struct json_doc *doc, struct absence *out)
{
  uint32_t type = member (doc, 0, "type"), data = member (doc, 0, "data");
  out->id = &doc->values[member (doc, 0, "id")];
  out->teacher = &doc->values[member (doc, 0, "subject")];
  out->counts = type && data && json_is_string (&doc->values[type], "attendance")
                && json_is_string (&doc->values[member (doc, data, "status")], "absent");
}
