/* deadlines.c — what falls due at a midnight before periods end: reminders,
 * announcements, deadlines of duties and targets together.
 *
 * Sentence by sentence as declared, teachers by id, within a teacher by
 * opening.  All is gathered first, since judging one changes no other. */
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

enum due_kind
{
  DUE_ANNOUNCEMENT, /* index: in `pendings` */
  DUE_OPENING,      /* index: its number */
  DUE_TARGET,
  DUE_REMINDER /* of all teachers before the end of a period */
};

struct due
{
  enum due_kind kind;
  uint32_t sentence, teacher, index;
  uint64_t order; /* among those of one teacher */
};

/* Everything of one midnight. */
struct dues
{
  struct due *items;
  struct pending *pendings;
  uint32_t count, capacity, pending_count, pending_capacity;
};

static int
add (struct dues *dues, struct due due)
{
  if (ARRAY_ROOM (dues->items, dues->count, dues->capacity, 1) < 0)
    return -1;
  dues->items[dues->count++] = due;
  return 0;
}

static int
gather_announcements (struct judge *judge, int32_t day, struct dues *dues)
{
  while (pendings_next (&judge->pendings) <= day)
    {
      if (ARRAY_ROOM (dues->pendings, dues->pending_count, dues->pending_capacity, 1) < 0)
        return -1;
      struct pending taken = pendings_take (&judge->pendings);
      uint32_t index = dues->pending_count++;
      dues->pendings[index] = taken;
      if (add (dues, (struct due){ DUE_ANNOUNCEMENT, taken.sentence, taken.teacher, index,
                                   taken.opening })
          < 0)
        return -1;
    }
  return 0;
}

/* Entries whose opening has gone are passed over. */
static int
gather_openings (struct judge *judge, int32_t day, struct dues *dues)
{
  while (wakes_next (&judge->openings.days) <= day)
    {
      uint32_t number = wakes_take (&judge->openings.days).teacher;
      const struct opening *opening = openings_at (&judge->openings, number);
      if (opening->ordinal && (opening->deadline == day || opening->reminder == day)
          && add (dues, (struct due){ DUE_OPENING, opening->sentence, opening->teacher, number,
                                      opening->ordinal })
                 < 0)
        return -1;
    }
  return 0;
}

static int
gather_sentences (struct judge *judge, int32_t day, struct dues *dues)
{
  const struct plan *plan = judge->plan;
  for (uint32_t i = 0; judge->next_target <= day && i < plan->target_count; i++)
    if (target_due (&plan->sentences[plan->targets[i]], day)
        && add (dues, (struct due){ DUE_TARGET, plan->targets[i], SCHOOL, 0, 0 }) < 0)
      return -1;
  for (uint32_t i = 0; judge->next_reminder <= day && i < plan->sentence_count; i++)
    if (period_reminder_due (judge, &plan->sentences[i], day)
        && add (dues, (struct due){ DUE_REMINDER, i, SCHOOL, 0, 0 }) < 0)
      return -1;
  return 0;
}

static int
by_turn (const void *a, const void *b, void *context)
{
  const struct due *x = a, *y = b;
  const struct judge *judge = context;
  if (x->sentence != y->sentence)
    return x->sentence < y->sentence ? -1 : 1;
  int order = x->teacher == y->teacher
                  ? 0
                  : strings_compare (judge->strings, judge->teachers.items[x->teacher].id,
                                     judge->teachers.items[y->teacher].id);
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

static int
judge_due (struct judge *judge, const struct dues *dues, const struct due *due, int32_t day,
           struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[due->sentence];
  switch (due->kind)
    {
    case DUE_ANNOUNCEMENT: return announcement_due (judge, &dues->pendings[due->index], error);
    case DUE_OPENING:
      return opening_due (judge, openings_at (&judge->openings, due->index), day, error);
    case DUE_TARGET: return judge_target (judge, sentence, day, error);
    default: return remind_period_duty (judge, sentence, error);
    }
}

int
deadlines_due (struct judge *judge, int32_t day, struct error *error)
{
  struct dues dues = { 0 };
  int status = gather_announcements (judge, day, &dues) < 0
                       || gather_openings (judge, day, &dues) < 0
                       || gather_sentences (judge, day, &dues) < 0
                   ? error_memory (error)
                   : 0;
  if (dues.count > 1)
    qsort_r (dues.items, dues.count, sizeof *dues.items, by_turn, judge);
  for (uint32_t i = 0; i < dues.count && status == 0; i++)
    status = judge_due (judge, &dues, &dues.items[i], day, error);
  for (uint32_t i = 0; i < dues.pending_count; i++)
    pending_release (&dues.pendings[i]);
  free (dues.items);
  free (dues.pendings);
  return status;
}
