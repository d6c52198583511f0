/* cases_target.c — how many teachers a target wants: others for whom it is true
 * as well, so that one more or fewer decides.
 *
 * What makes it true of one teacher is found once, and then happens to each of
 * them: T101, T102 and so on. */
#include <inttypes.h>
#include <stdio.h>

#include "engine/school/cases_parts.h"

enum
{
  FIRST_OF_THEM = 101
};

/* Adds what happens to one teacher as happening to so many others. */
static bool
add_others (struct cases *cases, struct draft *draft, const struct draft *one, uint32_t others)
{
  const struct plan *plan = cases->plan;
  if ((uint64_t)draft_size (one) * others > MOST_EVENTS / 2)
    return cannot (cases, "it takes more than %d events", MOST_EVENTS / 2);
  for (uint32_t i = 0; i < one->count && others; i++)
    for (uint32_t j = 0; j < one->events[i].times; j++)
      {
        const struct draft_event *event = &one->events[i];
        if (event->who == WHO_SCHOOL)
          return cannot (cases, "what makes it true concerns everybody");
        uint32_t at = draft_add (cases, draft, event->type, event->slot,
                                 event->who == WHO_TEACHER ? WHO_EACH : WHO_OTHER);
        if (at == NONE)
          return false;
        draft->events[at].day = event->day;
        draft->events[at].fixed = true;
        draft->events[at].times = others;
        draft->events[at].number = FIRST_OF_THEM;
        for (uint32_t k = 0; k < plan->schema.types[event->type].field_count; k++)
          {
            int64_t value = draft_values (one, i)[k];
            draft_values (draft, at)[k] = value == cases->teacher ? FRESH : value;
          }
      }
  return true;
}

/* ---- The one -------------------------------------------------------------------- */

/* A draft in which the target is true of the teacher, arranged.  1: none is found,
 * and why. */
static int
make_one (struct cases *cases, const struct draft *stage, struct draft *arranged,
          struct error *error)
{
  const struct selecting *selecting = &cases->sentence->selecting;
  struct boundary boundary = { .node = NONE, .wish = cases->wish_count, .wish_count = 1 };
  struct making making;
  struct draft draft;
  if (add_wish (cases,
                (struct wish){
                    .node = selecting->among, .truth = true, .needed = true, .slot = SLOT_COUNT },
                error)
          < 0
      || making_init (&making, cases, &boundary, error) < 0)
    return -1;
  int status = draft_copy (&draft, stage, error);
  if (status == 0)
    {
      making.draft = &draft;
      status = make (&making, error);
      if (status == 0 && !all_wished (&making))
        status = 1;
      if (status == 0)
        status = draft_arrange (cases, arranged, &draft, error);
      draft_release (&draft);
    }
  making_release (&making);
  return status;
}

/* ---- How many --------------------------------------------------------------------- */

static int
draw_number (struct cases *cases, const struct draft *stage, const struct draft *one, int64_t most,
             const struct side *side, struct error *error)
{
  struct boundary boundary = { .node = NONE };
  struct making making;
  struct draft draft;
  if (making_init (&making, cases, &boundary, error) < 0)
    return -1;
  int status = draft_copy (&draft, stage, error);
  if (status == 0)
    {
      making.draft = &draft;
      making.side = side;
      buffer_clear (&cases->why);
      if (!add_others (cases, &draft, one, (uint32_t)most))
        status = 1;
      if (status == 0)
        status = cases_run (cases, &draft, error);
      if (status == 0)
        status = keep_case (&making, error);
      draft_release (&draft);
    }
  if (status == 1)
    write_not_drawn (cases, &boundary, side, buffer_string (&cases->why));
  making_release (&making);
  return status < 0 ? -1 : 0;
}

static int
draw_numbers (struct cases *cases, const struct draft *stage, const struct draft *one,
              struct error *error)
{
  static const char *const names[] = { "just under", "at", "just over" };
  int64_t least = cases->sentence->selecting.least;
  for (int i = 0; i < 3; i++)
    {
      char name[64];
      int64_t number = least + i - 1;
      struct side side = { .name = name };
      struct boundary boundary = { .node = NONE };
      snprintf (name, sizeof name, "at least %" PRId64 " teachers: %s (%" PRId64 ")", least,
                names[i], number);
      if (number < 0)
        write_not_drawn (cases, &boundary, &side, "there are never fewer than none");
      else if (draw_number (cases, stage, one, number, &side, error) < 0)
        return -1;
    }
  return 0;
}

int
draw_target (struct cases *cases, struct draft *stage, struct error *error)
{
  static const struct boundary boundary = { .node = NONE };
  static const struct side side = { .name = "how many teachers" };
  uint32_t least = cases->sentence->selecting.least;
  struct draft one, kept;
  int status = make_one (cases, stage, &one, error);
  if (status == 1)
    write_not_drawn (cases, &boundary, &side, buffer_string (&cases->why));
  if (status)
    return status < 0 ? -1 : 0;
  status = draw_numbers (cases, stage, &one, error);
  if (status == 0)
    status = draft_copy (&kept, stage, error);
  /* Where there cannot be so many others, the conditions are drawn without. */
  if (status == 0)
    {
      if (least > 1 && !add_others (cases, stage, &one, least - 1))
        {
          draft_release (stage);
          *stage = kept;
        }
      else
        draft_release (&kept);
    }
  draft_release (&one);
  return status;
}
