/* remember.c — facts that remember single values.
 *
 * A row's columns: value, which of what :best keeps may be absent; the day,
 * in a rolling window; then group and rank, for :best.  Rows lie in the order of the timeline. What
 * can never count again is dropped as it is passed: what fell out of the window, what a later and
 * better one of its group outdoes, all but the n largest. */
#include "engine/judge/remember.h"

#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/base/decimal.h"

/* Where the columns are. */
struct layout
{
  uint32_t columns, day, group, rank; /* 0: there is none */
};

static struct layout
layout_of (const struct aggregate *aggregate)
{
  struct layout layout = { .columns = 1 };
  if (aggregate->days)
    layout.day = layout.columns++;
  if (aggregate->group != PLACE_NONE)
    {
      layout.group = layout.columns++;
      layout.rank = layout.columns++;
    }
  return layout;
}

static int64_t *
row_at (const struct memory *memory, const struct layout *layout, uint32_t at)
{
  return memory->rows + (size_t)at * layout->columns;
}

static int64_t
rank_of (const struct judge *judge, uint32_t words, int64_t value)
{
  return words == NONE ? value : judge->plan->schema.lists[words].ranks[value];
}

/* Drops from the front what fell out of the window. */
static void
expire (const struct judge *judge, struct memory *memory, const struct layout *layout,
        const struct aggregate *aggregate)
{
  uint32_t gone = 0;
  while (gone < memory->count
         && row_at (memory, layout, gone)[layout->day] <= judge->window_day - aggregate->days)
    gone++;
  if (gone)
    {
      memory_remove (memory, layout->columns, 0, gone);
      memory->full = false;
    }
}

/* Drops the earlier of its group that the sample outdoes.  Without a window
 * one is kept a group, so that the sample may have to go instead: false. */
static bool
outdo (const struct judge *judge, struct memory *memory, const struct layout *layout,
       const struct aggregate *aggregate, const struct sample *sample)
{
  int64_t rank = rank_of (judge, aggregate->rank_words, sample->rank);
  for (uint32_t i = memory->count; i-- > 0;)
    {
      const int64_t *row = row_at (memory, layout, i);
      if (row[layout->group] != sample->group)
        continue;
      if (rank_of (judge, aggregate->rank_words, row[layout->rank]) < rank)
        memory_remove (memory, layout->columns, i, 1);
      else if (!aggregate->days)
        return false;
    }
  return true;
}

/* Of a value that is there already only the day is new. */
static void
forget_value (struct memory *memory, const struct layout *layout, int64_t value)
{
  for (uint32_t i = memory->count; i-- > 0;)
    if (row_at (memory, layout, i)[0] == value)
      {
        memory_remove (memory, layout->columns, i, 1);
        return;
      }
}

/* Counts of one day are one row. */
static bool
add_to_day (const struct judge *judge, struct memory *memory, const struct layout *layout,
            int64_t value)
{
  if (memory->count == 0)
    return false;
  int64_t *last = row_at (memory, layout, memory->count - 1);
  return last[layout->day] == judge->window_day
         && !__builtin_add_overflow (last[0], value, &last[0]);
}

/* More than the n largest: the smallest goes, of equals the latest. */
static void
drop_smallest (struct memory *memory, const struct layout *layout)
{
  uint32_t smallest = 0;
  for (uint32_t i = 1; i < memory->count; i++)
    if (row_at (memory, layout, i)[0] <= row_at (memory, layout, smallest)[0])
      smallest = i;
  memory_remove (memory, layout->columns, smallest, 1);
}

static int
append (const struct judge *judge, struct memory *memory, const struct layout *layout,
        const struct sample *sample)
{
  int64_t *row = memory_append (memory, layout->columns, MEMORY_LIMIT);
  if (!row)
    return -1;
  row[0] = sample->value;
  if (layout->day)
    row[layout->day] = judge->window_day;
  if (layout->group)
    {
      row[layout->group] = sample->group;
      row[layout->rank] = sample->rank;
    }
  return 0;
}

int
remember_sample (struct judge *judge, struct cell *cell, const struct aggregate *aggregate,
                 bool fresh, const struct sample *sample)
{
  struct layout layout = layout_of (aggregate);
  if (cell->value == 0 && (cell->value = memories_new (&judge->memories)) == 0)
    return -1;
  struct memory *memory = memory_of (&judge->memories, cell->value);
  if (fresh)
    memory->count = 0;
  if (fresh)
    memory->full = false;
  if (layout.day)
    expire (judge, memory, &layout, aggregate);
  if (layout.group)
    {
      if (!outdo (judge, memory, &layout, aggregate, sample))
        return 0;
    }
  else if (aggregate->op == AGGREGATE_DISTINCT)
    forget_value (memory, &layout, sample->value);
  else if (aggregate->op == AGGREGATE_COUNT || aggregate->op == AGGREGATE_SUM)
    {
      if (add_to_day (judge, memory, &layout, sample->value))
        return 0;
    }
  if (append (judge, memory, &layout, sample) < 0)
    return -1;
  if (aggregate->op == AGGREGATE_TOP && !layout.day && !layout.group
      && memory->count > aggregate->top)
    drop_smallest (memory, &layout);
  return 0;
}

/* The values that count, gathered in the judge's scratch. */
static int
gather (struct judge *judge, const struct memory *memory, const struct layout *layout,
        const struct aggregate *aggregate, int32_t *oldest)
{
  judge->scratch_count = 0;
  if (ARRAY_ROOM (judge->scratch, 0, judge->scratch_capacity, memory->count) < 0)
    return -1;
  uint32_t first = 0;
  if (layout->day)
    while (first < memory->count
           && row_at (memory, layout, first)[layout->day] <= judge->window_day - aggregate->days)
      first++;
  if (layout->day && first < memory->count)
    *oldest = (int32_t)row_at (memory, layout, first)[layout->day];
  for (uint32_t i = first; i < memory->count; i++)
    {
      const int64_t *row = row_at (memory, layout, i);
      bool outdone = false;
      for (uint32_t j = first; layout->group && j < i && !outdone; j++)
        outdone = row_at (memory, layout, j)[layout->group] == row[layout->group];
      if (!outdone && row[0] != VALUE_ABSENT)
        judge->scratch[judge->scratch_count++] = row[0];
    }
  return 0;
}

static int
downwards (const void *a, const void *b)
{
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x < y) - (x > y);
}

static struct value
total (struct judge *judge, uint32_t count)
{
  __int128 sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += judge->scratch[i];
  if (decimal_in_range (sum))
    return (struct value){ (int64_t)sum, VALUE_KNOWN };
  error_set (&judge->now.error, ERROR_RANGE, "a sum overflows");
  return (struct value){ 0, VALUE_FAILED };
}

static void
sort_downwards (struct judge *judge)
{
  if (judge->scratch_count > 1)
    qsort (judge->scratch, judge->scratch_count, sizeof *judge->scratch, downwards);
}

/* Distinct values of what :best kept: there they may repeat. */
static uint32_t
count_distinct (struct judge *judge)
{
  uint32_t distinct = 0;
  sort_downwards (judge);
  for (uint32_t i = 0; i < judge->scratch_count; i++)
    distinct += i == 0 || judge->scratch[i] != judge->scratch[i - 1];
  return distinct;
}

/* The first largest or smallest, words by rank. */
static int64_t
extreme (const struct judge *judge, const struct aggregate *aggregate)
{
  int64_t best = judge->scratch[0];
  uint32_t words = aggregate->type == TYPE_WORD ? aggregate->words : NONE;
  for (uint32_t i = 1; i < judge->scratch_count; i++)
    {
      int64_t x = rank_of (judge, words, judge->scratch[i]), y = rank_of (judge, words, best);
      if (aggregate->op == AGGREGATE_MAX ? x > y : x < y)
        best = judge->scratch[i];
    }
  return best;
}

struct value
remembered_value (struct judge *judge, const struct cell *cell, const struct aggregate *aggregate,
                  int32_t *oldest)
{
  struct layout layout = layout_of (aggregate);
  static const struct memory nothing;
  const struct memory *memory = cell->value ? memory_of (&judge->memories, cell->value) : &nothing;
  *oldest = DAY_NEVER;
  if (memory->full)
    {
      error_set (&judge->now.error, ERROR_LIMIT, "more than %d values to remember", MEMORY_LIMIT);
      return (struct value){ 0, VALUE_FAILED };
    }
  if (gather (judge, memory, &layout, aggregate, oldest) < 0)
    {
      error_memory (&judge->now.error);
      return (struct value){ 0, VALUE_FAILED };
    }
  uint32_t count = judge->scratch_count;
  switch (aggregate->op)
    {
    case AGGREGATE_COUNT:
    case AGGREGATE_SUM: return total (judge, count);
    case AGGREGATE_DISTINCT:
      return (struct value){ count_distinct (judge) * DECIMAL_ONE, VALUE_KNOWN };
    case AGGREGATE_TOP:
      sort_downwards (judge);
      return total (judge, count < aggregate->top ? count : aggregate->top);
    default: break;
    }
  if (count == 0)
    return (struct value){ 0, VALUE_UNKNOWN };
  if (aggregate->op == AGGREGATE_FIRST)
    return (struct value){ judge->scratch[0], VALUE_KNOWN };
  if (aggregate->op == AGGREGATE_LAST)
    return (struct value){ judge->scratch[count - 1], VALUE_KNOWN };
  return (struct value){ extreme (judge, aggregate), VALUE_KNOWN };
}
