/* record.c — the order of the timeline. */
#include "engine/event/record.h"

int
record_compare (const struct strings *strings, const struct record *a, const struct record *b)
{
  if (a->time != b->time)
    return a->time < b->time ? -1 : 1;
  int order = strings_compare (strings, a->source, b->source);
  if (order)
    return order;
  return text_compare (record_id (a), a->id_size, record_id (b), b->id_size);
}
