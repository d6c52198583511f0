/* parse_jansson.c — parse_only with the other parser considered.  Built only
 * where jansson is installed (Debian: libjansson-dev). */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "bench/events.h"

static void
take (void *context, const struct line *line)
{
  json_error_t error;
  json_t *event = json_loadb (line->text, line->len, JSON_REJECT_DUPLICATES, &error);
  if (!event)
    give_up (error.text);
  *(uint64_t *)context += json_object_size (event);
  json_decref (event);
}

int
main (int argc, char **argv)
{
  uint64_t members = 0, lines = each_line (argc > 1 ? argv[1] : NULL, take, &members);
  printf ("%" PRIu64 " lines, %" PRIu64 " members\n", lines, members);
  return 0;
}
