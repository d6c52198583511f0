/* parse_only.c — reads every line and visits every value; nothing more. */
#include <inttypes.h>
#include <stdio.h>

#include "bench/events.h"
#include "engine/base/json.h"

static void
take (void *context, const struct json_doc *doc)
{
  *(uint64_t *)context += doc->count;
}

int
main (int argc, char **argv)
{
  uint64_t values = 0, lines = each_event (argc > 1 ? argv[1] : NULL, take, &values);
  printf ("%" PRIu64 " lines, %" PRIu64 " values\n", lines, values);
  return 0;
}
