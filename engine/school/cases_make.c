/* cases_make.c — a draft changed, one thing after the other, until what is wished
 * is so. */
#include <stdlib.h>
#include <string.h>

#include "engine/school/cases_parts.h"

enum
{
  MOST_TIMES = 6 /* one thing is changed for */
};

/* How often something was changed for, and whether it could not be made so. */
struct tried
{
  uint32_t times;
  bool given_up;
};

int
making_init (struct making *making, struct cases *cases, const struct boundary *boundary,
             struct error *error)
{
  *making = (struct making){ .cases = cases, .boundary = boundary };
  making->tried = calloc (boundary->wish_count + 1, sizeof *making->tried);
  return making->tried ? 0 : error_memory (error);
}

void
making_release (struct making *making)
{
  free (making->tried);
}

static struct tried *
tried_for (const struct making *making, const struct wish *wish)
{
  const struct boundary *boundary = making->boundary;
  return &making->tried[wish ? (uint32_t)(wish - making->cases->wishes) - boundary->wish
                             : boundary->wish_count];
}

static enum slot
side_slot (const struct boundary *boundary)
{
  return boundary->root == ROOT_APPLIES ? SLOT_SETUP : SLOT_COUNT;
}

/* For a wish, or where that is NULL for the side. */
static struct reach
reach_for (const struct making *making, const struct wish *wish)
{
  const struct boundary *boundary = making->boundary;
  return (struct reach){ .cases = making->cases,
                         .draft = making->draft,
                         .of_school = wish ? wish->of_school : boundary->of_school,
                         .slot = wish ? wish->slot : side_slot (boundary),
                         .held = NONE,
                         .turn = making->tried ? tried_for (making, wish)->times : 0 };
}

static bool
is_so (const struct making *making, const struct wish *wish)
{
  struct reach reach = reach_for (making, wish);
  struct value value = seen_value (&reach, wish->node);
  return value.state == VALUE_KNOWN && (value.n != 0) == wish->truth;
}

/* The next wish that is not so; NULL: all are, but those given up. */
static const struct wish *
next_wish (const struct making *making)
{
  const struct boundary *boundary = making->boundary;
  for (uint32_t i = 0; i < boundary->wish_count; i++)
    {
      const struct wish *wish = &making->cases->wishes[boundary->wish + i];
      if (!making->tried[i].given_up && (wish->needed || !making->needed_only)
          && !is_so (making, wish))
        return wish;
    }
  return NULL;
}

bool
all_wished (const struct making *making)
{
  for (uint32_t i = 0; i < making->boundary->wish_count; i++)
    if (!is_so (making, &making->cases->wishes[making->boundary->wish + i]))
      return false;
  return true;
}

bool
is_there (const struct making *making)
{
  struct reach reach = reach_for (making, NULL);
  return !making->side || side_holds (&reach, making->boundary, making->side);
}

/* What is in the way of the side, or of a wish, where the same is undone again and
 * again. */
static bool
give_up (const struct making *making, const struct wish *wish)
{
  const struct plan *plan = making->cases->plan;
  uint32_t text = wish ? plan->nodes[wish->node].text : NONE;
  buffer_clear (&making->cases->why);
  return text == NONE
             ? cannot (making->cases, "what it takes undoes what else is wanted")
             : cannot (making->cases, "it goes against \"%s\" being %s",
                       strings_text (&plan->strings, text), wish->truth ? "true" : "false");
}

/* Changes the draft once: a wish, or the side.  1: nothing more can be done. */
static int
change (struct making *making, struct error *error)
{
  const struct wish *wish = next_wish (making);
  struct draft kept;
  if (!wish && is_there (making))
    return 1;
  if (draft_copy (&kept, making->draft, error) < 0)
    return -1;
  struct reach reach = reach_for (making, wish);
  struct tried *tried = tried_for (making, wish);
  bool changed = false;
  if (tried->times++ >= MOST_TIMES)
    give_up (making, making->last);
  else
    changed = wish ? want (&reach, wish->node, wish->truth)
                   : want_side (&reach, making->boundary, making->side);
  if (wish)
    making->last = wish;
  if (changed)
    {
      draft_release (&kept);
      return making->cases->failed ? error_memory (error) : 0;
    }
  draft_release (making->draft);
  *making->draft = kept;
  if (!wish)
    return 1;
  tried->given_up = true;
  buffer_clear (&making->cases->why);
  return making->cases->failed ? error_memory (error) : 0;
}

int
make (struct making *making, struct error *error)
{
  memset (making->tried, 0, (making->boundary->wish_count + 1) * sizeof *making->tried);
  making->last = NULL;
  for (int changes = 0; changes < MOST_CHANGES; changes++)
    {
      buffer_clear (&making->cases->why);
      int status = cases_run (making->cases, making->draft, error);
      if (status == 0)
        status = change (making, error);
      else if (status == 1)
        return 1;
      if (status)
        return status < 0 ? -1 : 0;
    }
  give_up (making, making->last);
  return cases_run (making->cases, making->draft, error);
}

void
say_though (const struct making *making, struct buffer *out)
{
  const struct boundary *boundary = making->boundary;
  const struct plan *plan = making->cases->plan;
  for (uint32_t i = 0; i < boundary->wish_count; i++)
    {
      const struct wish *wish = &making->cases->wishes[boundary->wish + i];
      uint32_t text = plan->nodes[wish->node].text;
      if (is_so (making, wish) || text == NONE)
        continue;
      buffer_format (out, "%s\"%s\" is %s", out->size ? "; " : "",
                     strings_text (&plan->strings, text), wish->truth ? "not true" : "not false");
    }
}
