/* feed.c — events into facts. */
#include "engine/base/decimal.h"
#include "engine/judge/state.h"

void
mark_readers (struct judge *judge, uint32_t cell)
{
  const struct plan *plan = judge->plan;
  struct range readers = plan->readers[cell];
  for (uint32_t i = 0; i < readers.count; i++)
    bits_add (&judge->dirty, plan->reader_items[readers.first + i]);
  for (uint32_t i = 0; i < plan->watchers.count; i++)
    bits_add (&judge->dirty, plan->reader_items[plan->watchers.first + i]);
}

/* The cell of an aggregate for the window that is running; *fresh where it
 * held nothing of it yet. */
static struct cell *
window_cell (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
             bool *fresh)
{
  struct cell *cell = teacher_put (teacher, aggregate->cell, fresh);
  if (!cell || aggregate->period == NONE)
    return cell;
  int32_t running = judge->ordinals[aggregate->period];
  if (*fresh || cell->period != running)
    {
      *fresh = true;
      cell->value = 0;
      cell->period = running;
    }
  return cell;
}

/* Adds to a sum of 128 bits in two cells. */
static int
add_to_sum (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
            int64_t value)
{
  bool fresh, made;
  struct cell *lower = window_cell (judge, teacher, aggregate, &fresh);
  struct cell *upper = lower ? teacher_put (teacher, aggregate->cell + 1, &made) : NULL;
  if (!upper)
    return -1;
  lower = teacher_cell (teacher, aggregate->cell); /* putting moves cells */
  __int128 sum = fresh ? 0 : (__int128)upper->value << 64 | (uint64_t)lower->value;
  sum += value;
  lower->value = (int64_t)sum;
  upper->value = (int64_t)(sum >> 64);
  return 0;
}

/* Whether a value takes the place of the one held: words by rank, and of
 * equals the earlier stays. */
static bool
displaces (const struct judge *judge, const struct aggregate *aggregate, int64_t value,
           int64_t held)
{
  if (aggregate->op == AGGREGATE_FIRST || aggregate->op == AGGREGATE_LAST)
    return aggregate->op == AGGREGATE_LAST;
  if (aggregate->type == TYPE_WORD)
    {
      const uint16_t *ranks = judge->plan->schema.lists[aggregate->words].ranks;
      value = ranks[value];
      held = ranks[held];
    }
  return aggregate->op == AGGREGATE_MAX ? value > held : value < held;
}

static int
feed_one (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
          const struct record *record)
{
  if (aggregate->period != NONE && judge->ordinals[aggregate->period] == PERIOD_NONE)
    return 0;
  int64_t value = aggregate->place == PLACE_NONE ? 0 : record->values[aggregate->place];
  if (value == VALUE_ABSENT)
    return 0;
  if (aggregate->op == AGGREGATE_SUM)
    return add_to_sum (judge, teacher, aggregate, value);
  bool fresh;
  struct cell *cell = window_cell (judge, teacher, aggregate, &fresh);
  if (!cell)
    return -1;
  if (aggregate->op == AGGREGATE_COUNT)
    cell->value += DECIMAL_ONE;
  else if (fresh || displaces (judge, aggregate, value, cell->value))
    cell->value = value;
  return 0;
}

int
feed (struct judge *judge, const struct record *record, uint32_t matched, uint32_t number,
      struct error *error)
{
  const struct plan *plan = judge->plan;
  const struct selection *selection = &plan->selections[matched];
  struct teacher *teacher = &judge->teachers.items[number];
  for (uint32_t i = 0; i < selection->aggregate_count; i++)
    {
      uint32_t aggregate = plan->selected[selection->aggregate + i];
      if (feed_one (judge, teacher, &plan->aggregates[aggregate], record) < 0)
        return error_memory (error);
    }
  return 0;
}

/* tenure.teacher: what is absent or null stays as it was. */
int
feed_profile (struct judge *judge, const struct record *record, uint32_t number,
              struct error *error)
{
  const struct plan *plan = judge->plan;
  struct teacher *teacher = &judge->teachers.items[number];
  for (uint32_t i = 0; i < plan->profile_count; i++)
    {
      uint16_t place = plan->profile[i].place;
      if (place == PLACE_NONE || record->values[place] == VALUE_ABSENT)
        continue;
      bool made;
      struct cell *cell = teacher_put (teacher, plan->cell_profile + i, &made);
      if (!cell)
        return error_memory (error);
      cell->value = record->values[place];
      mark_readers (judge, cell->number);
    }
  return 0;
}
