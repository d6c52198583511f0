/* announce.c — decisions put before people first.
 *
 * A firing that is announced changes nothing until its day; then what was
 * announced comes true, whether or not the condition still holds, unless the
 * teacher has had an objection since, is away, or has the sentence waived. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

/* The midnight that ends the n-th day after one; workdays are days not off. */
static int32_t
due_day (const struct judge *judge, const struct sentence *sentence)
{
  const struct calendar *calendar = &judge->plan->calendar;
  int32_t day = instant_day (judge->time, calendar->offset);
  if (!sentence->announce_workdays)
    return day + (int32_t)sentence->announce_days + 1;
  for (uint32_t left = sentence->announce_days; left > 0 && day < LAST_DAY;)
    left -= !calendar_off (calendar, ++day);
  return day + 1;
}

static void *
copy_of (const void *items, size_t count, size_t size)
{
  void *copy = malloc ((count + 1) * size);
  if (copy && count)
    memcpy (copy, items, count * size);
  return copy;
}

int
announce (struct judge *judge, uint32_t number, const struct sentence *sentence, struct error *why)
{
  struct pending pending = { .day = due_day (judge, sentence),
                             .sentence = (uint32_t)(sentence - judge->plan->sentences),
                             .teacher = number,
                             .announced = judge->time,
                             .target_count = judge->target_count,
                             .give_count = judge->give_count,
                             .because_count = judge->seen_count };
  pending.targets = copy_of (judge->targets, judge->target_count, sizeof *judge->targets);
  pending.gives = copy_of (judge->gives, judge->give_count, sizeof *judge->gives);
  pending.because = copy_of (judge->seen, judge->seen_count, sizeof *judge->seen);
  pending.says = strdup (buffer_string (&judge->says));
  if (pending.targets && pending.gives && pending.because && pending.says
      && pendings_add (&judge->pendings, &pending) == 0)
    return 0;
  pending_release (&pending);
  return error_memory (why);
}

/* Whether the teacher has had an objection since, the announcing instant
 * included. */
static bool
objected (const struct judge *judge, const struct pending *pending, const struct sentence *sentence)
{
  if (sentence->unless == NONE)
    return false;
  const struct cell *cell = teacher_cell (&judge->teachers.items[pending->teacher],
                                          judge->plan->aggregates[sentence->unless].cell);
  return cell && cell->value >= pending->announced;
}

static int
come_due (struct judge *judge, const struct pending *pending, struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[pending->sentence];
  const struct teacher *teacher = &judge->teachers.items[pending->teacher];
  int32_t next;
  if (teacher->away || is_waived (judge, teacher, sentence, judge->window_day, &next))
    return 0;
  begin_cause (judge, CAUSE_ANNOUNCEMENT, sentence);
  judge->deadline_opening = pending->announced;
  judge->seen_count = 0;
  if (ARRAY_ROOM (judge->seen, 0, judge->seen_capacity, pending->because_count) < 0)
    return error_memory (error);
  if (pending->because_count)
    memcpy (judge->seen, pending->because, pending->because_count * sizeof *judge->seen);
  judge->seen_count = pending->because_count;
  if (decide_announced (judge, pending, objected (judge, pending, sentence), error) < 0)
    return -1;
  return settle_deadline (judge, pending->teacher, error);
}

static int
by_turn (const void *a, const void *b, void *context)
{
  const struct pending *x = a, *y = b;
  const struct judge *judge = context;
  if (x->sentence != y->sentence)
    return x->sentence < y->sentence ? -1 : 1;
  int order = strings_compare (judge->strings, judge->teachers.items[x->teacher].id,
                               judge->teachers.items[y->teacher].id);
  return order ? order : (x->opening > y->opening) - (x->opening < y->opening);
}

/* Targets and announcements of one midnight, sentence by sentence: judges the
 * targets declared before a sentence, from *next on. */
static int
targets_before (struct judge *judge, uint32_t sentence, int32_t day, uint32_t *next,
                struct error *error)
{
  const struct plan *plan = judge->plan;
  for (; *next < plan->target_count && plan->targets[*next] < sentence; ++*next)
    if (target_due (&plan->sentences[plan->targets[*next]], day)
        && judge_target (judge, &plan->sentences[plan->targets[*next]], day, error) < 0)
      return -1;
  return 0;
}

static int
take_due (struct judge *judge, int32_t day, struct pending **due, uint32_t *count,
          struct error *error)
{
  uint32_t capacity = 0;
  while (pendings_next (&judge->pendings) <= day)
    {
      if (ARRAY_ROOM (*due, *count, capacity, 1) < 0)
        return error_memory (error);
      (*due)[(*count)++] = pendings_take (&judge->pendings);
    }
  if (*count > 1)
    qsort_r (*due, *count, sizeof **due, by_turn, judge);
  return 0;
}

int
deadlines_due (struct judge *judge, int32_t day, struct error *error)
{
  struct pending *due = NULL;
  uint32_t count = 0, target = 0;
  int status = take_due (judge, day, &due, &count, error);
  for (uint32_t i = 0; i < count; i++)
    {
      if (status == 0)
        status = targets_before (judge, due[i].sentence, day, &target, error);
      if (status == 0)
        status = come_due (judge, &due[i], error);
      pending_release (&due[i]);
    }
  free (due);
  return status < 0 ? -1 : targets_before (judge, NONE, day, &target, error);
}
