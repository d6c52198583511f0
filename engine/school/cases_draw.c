/* cases_draw.c — the sides of a condition, each drawn from a draft in which all
 * else is as it is to be. */
#include <stdlib.h>

#include "engine/school/cases_parts.h"

int
keep_case (const struct making *making, struct error *error)
{
  struct cases *cases = making->cases;
  struct buffer though = BUFFER_INIT;
  struct draft arranged;
  say_though (making, &though);
  if (draft_arrange (cases, &arranged, making->draft, error) < 0)
    {
      buffer_release (&though);
      return -1;
    }
  int status = write_case (cases, &arranged, making->boundary, making->side,
                           buffer_string (&though), error);
  cases->failed |= though.failed;
  draft_release (&arranged);
  buffer_release (&though);
  return status;
}

/* Why the side at hand is not drawn: what was said on the way, or what is in its
 * way. */
static void
say_why (const struct making *making, bool there)
{
  struct buffer though = BUFFER_INIT;
  if (there)
    {
      buffer_clear (&making->cases->why);
      say_though (making, &though);
      cannot (making->cases, "it is not asked%s%s", though.size ? ": " : "",
              buffer_string (&though));
    }
  else
    cannot (making->cases, "no events are found that bring it there");
  making->cases->failed |= though.failed;
  buffer_release (&though);
}

/* ---- The order of what brings an edge ---------------------------------------------- */

/* Whether an edge decided although, in the end, it does not hold: something on the
 * way brought it. */
static bool
decided_before (const struct making *making)
{
  struct cases *cases = making->cases;
  const struct sentence *sentence = cases->sentence;
  uint32_t count, roots[] = { sentence->applies, sentence->when };
  bool holds = true, decided = false;
  const struct kept *kept = rehearsal_kept (cases->rehearsal, &count);
  for (int i = 0; i < 2; i++)
    {
      struct value value = { 1, VALUE_KNOWN };
      if (roots[i] != NONE)
        value = look_value (&cases->look, roots[i], false);
      holds = holds && value.state == VALUE_KNOWN && value.n;
    }
  for (uint32_t i = 0; i < count; i++)
    decided
        |= kept[i].decision.sentence == sentence && kept[i].decision.teacher == cases->look.teacher;
  return decided && !holds;
}

/* Tries the draft with one event after all others.  1: it is not as it was. */
static int
try_last (struct making *making, uint32_t event, struct error *error)
{
  struct draft *kept = making->draft, draft;
  if (draft_copy (&draft, kept, error) < 0)
    return -1;
  draft.events[event].slot = SLOT_LAST;
  draft.late_tracks = true;
  making->draft = &draft;
  bool wished = all_wished (making);
  int status = cases_run (making->cases, &draft, error);
  if (status == 0
      && (!is_there (making) || all_wished (making) != wished || decided_before (making)))
    status = 1;
  making->draft = kept;
  if (status == 0)
    {
      draft_release (kept);
      *kept = draft;
      return 0;
    }
  draft_release (&draft);
  return status;
}

/* Puts the events of an edge in an order in which nothing is decided on the way,
 * where there is one. */
static int
tidy (struct making *making, struct error *error)
{
  if (making->cases->sentence->trigger != TRIGGER_EDGE || !decided_before (making))
    return 0;
  for (uint32_t i = making->draft->count; i-- > 0;)
    {
      int status = making->draft->events[i].fixed ? 1 : try_last (making, i, error);
      if (status != 1)
        return status;
    }
  buffer_clear (&making->cases->why);
  return cases_run (making->cases, making->draft, error);
}

/* ---- Sides -------------------------------------------------------------------------- */

/* Draws a side from where its wishes are so.  1: it cannot be, and why. */
static int
try_side (struct making *making, const struct draft *base, struct error *error)
{
  struct draft draft;
  if (draft_copy (&draft, base, error) < 0)
    return -1;
  making->draft = &draft;
  int status = make (making, error);
  bool there = status == 0 && is_there (making);
  if (there)
    status = tidy (making, error);
  if (there && status == 0 && is_asked (making->cases, making->boundary))
    status = keep_case (making, error);
  else if (status == 0)
    {
      say_why (making, there);
      status = 1;
    }
  draft_release (&draft);
  return status;
}

/* A draft whose wishes are so, as far as they can be.  1: it is not judged. */
static int
make_base (struct making *making, const struct draft *stage, struct draft *base,
           struct error *error)
{
  if (draft_copy (base, stage, error) < 0)
    return -1;
  making->draft = base;
  making->side = NULL;
  return make (making, error);
}

/* Draws a side where all that is wished is so; or else only what is needed for
 * it to be asked. */
static int
draw_side (struct making *making, const struct draft *stage, const struct draft *base,
           const struct side *side, struct error *error)
{
  struct draft bare = { 0 };
  making->side = side;
  making->needed_only = false;
  int status = try_side (making, base, error);
  if (status != 1)
    return status;
  making->needed_only = true;
  status = make_base (making, stage, &bare, error);
  making->side = side;
  if (status == 0)
    status = try_side (making, &bare, error);
  draft_release (&bare);
  if (status != 1)
    return status;
  write_not_drawn (making->cases, making->boundary, side, buffer_string (&making->cases->why));
  return 0;
}

static int
draw_sides (struct making *making, const struct draft *stage, const struct draft *base,
            struct error *error)
{
  struct side sides[MOST_SIDES];
  uint32_t count = sides_of (making->cases, base, making->boundary, sides);
  int status = 0;
  for (uint32_t i = 0; i < count && status == 0; i++)
    {
      buffer_clear (&making->cases->why);
      if (sides[i].kind == SIDE_CANNOT)
        write_not_drawn (making->cases, making->boundary, &sides[i], sides[i].why);
      else
        status = draw_side (making, stage, base, &sides[i], error);
    }
  return status;
}

int
draw_boundary (struct cases *cases, const struct boundary *boundary, const struct draft *stage,
               struct error *error)
{
  struct draft base = { 0 };
  struct making making;
  if (making_init (&making, cases, boundary, error) < 0)
    return -1;
  int status = make_base (&making, stage, &base, error);
  if (status == 1)
    {
      write_not_drawn (cases, boundary, NULL, buffer_string (&cases->why));
      status = 0;
    }
  else if (status == 0)
    status = draw_sides (&making, stage, &base, error);
  draft_release (&base);
  making_release (&making);
  return status;
}
