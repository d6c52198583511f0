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

bool
is_objected (const struct judge *judge, const struct pending *pending)
{
  const struct sentence *sentence = &judge->plan->sentences[pending->sentence];
  if (sentence->unless == NONE)
    return false;
  const struct cell *cell = teacher_cell (&judge->teachers.items[pending->teacher],
                                          judge->plan->aggregates[sentence->unless].cell);
  return cell && cell->value >= pending->announced;
}

int
announcement_due (struct judge *judge, const struct pending *pending, struct error *error)
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
  if (decide_announced (judge, pending, is_objected (judge, pending), error) < 0)
    return -1;
  return settle_deadline (judge, pending->teacher, error);
}
