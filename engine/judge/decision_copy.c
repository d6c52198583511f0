/* decision_copy.c — keeping a decision beyond its moment. */
#include <string.h>

#include "engine/judge/decision.h"

/* Replaces *items, which are borrowed, by a copy. */
static int
keep (const void **items, size_t size, struct arena *arena)
{
  void *copy = size ? arena_take (arena, size) : NULL;
  if (size && !copy)
    return -1;
  if (size)
    memcpy (copy, *items, size);
  *items = copy;
  return 0;
}

static int
keep_text (const char **text, struct arena *arena)
{
  return *text ? keep ((const void **)text, strlen (*text) + 1, arena) : 0;
}

#define KEEP(out, items, count, arena)                                                             \
  keep ((const void **)&(out)->items, (out)->count * sizeof *(out)->items, arena)

int
decision_copy (struct decision *out, const struct decision *decision, struct arena *arena)
{
  *out = *decision;
  out->ranked = NULL; /* a place in a ranking is for explaining it at once */
  if (KEEP (out, changes, change_count, arena) < 0 || KEEP (out, gives, give_count, arena) < 0
      || KEEP (out, because, because_count, arena) < 0)
    return -1;
  return keep_text (&out->says, arena) < 0 || keep_text (&out->about.event, arena) < 0
                 || keep_text (&out->opening_event, arena) < 0
             ? -1
             : 0;
}
