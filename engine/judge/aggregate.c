/* aggregate.c — the value of what was counted, now or some periods back.
 *
 * A cell whose period is not the running one is not wrong, only late: it
 * holds what its period ended with, until the next event of the fact moves
 * that into the history (feed.c). */
#include "engine/base/decimal.h"
#include "engine/judge/remember.h"

static struct value
nothing_of (const struct aggregate *aggregate)
{
  bool counts = aggregate->op == AGGREGATE_COUNT || aggregate->op == AGGREGATE_SUM
                || aggregate->op == AGGREGATE_DISTINCT || aggregate->op == AGGREGATE_TOP;
  return (struct value){ 0, counts ? VALUE_KNOWN : VALUE_UNKNOWN };
}

static void
horizon (struct judge *judge, int32_t day)
{
  if (day < judge->now.horizon)
    judge->now.horizon = day;
}

/* What the cell holds, of whatever period. */
struct value
cell_value (struct judge *judge, const struct row *row, const struct aggregate *aggregate,
            const struct cell *cell, int32_t *oldest)
{
  *oldest = DAY_NEVER;
  if (aggregate->remembers)
    return remembered_value (judge, cell, aggregate, oldest);
  if (aggregate->since != NONE && aggregate->key == PLACE_NONE && cell->period != SINCE_FILLED)
    return nothing_of (aggregate);
  if (aggregate->op != AGGREGATE_SUM)
    return (struct value){ cell->value, VALUE_KNOWN };
  const struct cell *upper = row_cell (row, aggregate->cell + 1);
  __int128 sum = joined_sum (cell, upper);
  if (decimal_in_range (sum))
    return (struct value){ (int64_t)sum, VALUE_KNOWN };
  error_set (&judge->now.error, ERROR_RANGE, "a sum overflows");
  return (struct value){ 0, VALUE_FAILED };
}

/* Where the aggregate counts for the judgement at hand; NULL where nowhere. */
static const struct row *
row_of (const struct judge *judge, const struct aggregate *aggregate)
{
  const struct judgement *now = &judge->now;
  if (aggregate->duty != NONE)
    return now->opening ? &now->opening->row : NULL;
  if (aggregate->key != PLACE_NONE)
    return keyed_find (&judge->keyed, (uint32_t)(now->teacher - judge->teachers.items),
                       aggregate->cell, now->key);
  return &now->teacher->row;
}

struct value
evaluate_aggregate (struct judge *judge, const struct aggregate *aggregate)
{
  const struct row *row = row_of (judge, aggregate);
  const struct cell *cell = row ? row_cell (row, aggregate->cell) : NULL;
  bool numbered
      = aggregate->period != NONE || (aggregate->since != NONE && row != &judge->now.teacher->row);
  if (!cell || (numbered && cell->period != running_window (judge, judge->now.teacher, aggregate)))
    return nothing_of (aggregate);
  if (aggregate->period != NONE)
    horizon (judge, judge->period_end[aggregate->period]);
  int32_t oldest;
  struct value value = cell_value (judge, row, aggregate, cell, &oldest);
  if (aggregate->days && oldest != DAY_NEVER)
    horizon (judge, oldest + aggregate->days);
  return value;
}

/* What an ended period is on record with. */
static struct value
from_history (const struct judge *judge, const struct row *row, const struct aggregate *aggregate,
              int32_t number)
{
  const struct cell *cell = row_cell (row, aggregate_history_cell (aggregate));
  if (!cell || !cell->value)
    return nothing_of (aggregate);
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  for (uint32_t i = memory->count; i-- > 0;)
    if (memory->rows[2 * i] == number)
      return (struct value){ memory->rows[2 * i + 1], VALUE_KNOWN };
  return nothing_of (aggregate);
}

struct value
evaluate_previous (struct judge *judge, const struct node *node)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[node->a];
  const struct calendar *calendar = &judge->plan->calendar;
  const struct period *period = &calendar->periods[aggregate->period];
  const struct teacher *teacher = judge->now.teacher;
  int32_t running = judge->ordinals[aggregate->period];
  int32_t latest = period_latest (calendar, period, judge->window_day);
  int32_t asked = latest - (int32_t)node->k + (running == PERIOD_NONE);
  horizon (judge, running != PERIOD_NONE ? judge->period_end[aggregate->period]
                                         : period_end (calendar, period, latest + 1));
  if (teacher->known == DAY_NEVER || teacher->known >= period_end (calendar, period, asked))
    return (struct value){ 0, VALUE_UNKNOWN };
  const struct row *row = row_of (judge, aggregate);
  const struct cell *cell = row ? row_cell (row, aggregate->cell) : NULL;
  int32_t oldest;
  if (!cell)
    return nothing_of (aggregate);
  if (cell->period == asked)
    return cell_value (judge, row, aggregate, cell, &oldest);
  return from_history (judge, row, aggregate, asked);
}
