/* prefetch.c — asking the machine early for what an event will touch.
 *
 * With many teachers or many sentences judging an event is a walk through
 * memory that no cache holds, each step named by the one before.  The events
 * to come are known, so each step is asked for while others are judged.  It
 * changes nothing but the time taken. */
#include "engine/judge/state.h"

enum
{
  LARGE_PLAN = 128 /* selections; a smaller plan stays in the cache */
};

/* A row is searched by halving: what that looks at first. */
static void
prefetch_row (const struct teacher *teacher)
{
  const struct cell *cells = teacher->row.cells;
  uint32_t count = teacher->row.count;
  __builtin_prefetch (cells + count / 2);
  if (count < 8)
    return;
  __builtin_prefetch (cells + count / 4);
  __builtin_prefetch (cells + count / 2 + count / 4);
}

/* The subject: its number, then the teacher, then the row. */
static void
prefetch_subject (const struct judge *judge, const struct record *record, enum prefetch step)
{
  const struct teachers *teachers = &judge->teachers;
  if (record->subject >= teachers->by_string_count)
    return;
  const uint32_t *place = &teachers->by_string[record->subject];
  if (step == PREFETCH_FIRST)
    __builtin_prefetch (place);
  else if (*place && step == PREFETCH_SECOND)
    __builtin_prefetch (&teachers->items[*place - 1]);
  else if (*place && step == PREFETCH_THIRD)
    prefetch_row (&teachers->items[*place - 1]);
}

/* The sentence that reads what a selection feeds, if it is one. */
static void
prefetch_sentence (const struct plan *plan, const struct selection *selection)
{
  if (selection->aggregate_count == 0)
    return;
  const struct aggregate *aggregate = &plan->aggregates[plan->selected[selection->aggregate]];
  struct range readers = plan->readers[aggregate->cell];
  if (readers.count == 0)
    return;
  const struct sentence *sentence
      = &plan->sentences[plan->edges[plan->reader_items[readers.first]]];
  __builtin_prefetch (sentence);
  __builtin_prefetch ((const char *)sentence + 64);
}

/* A range of selections: its items, then the first of them, then what that
 * feeds, then who reads it. */
static void
prefetch_range (const struct plan *plan, struct range range, const uint32_t *items,
                enum prefetch step)
{
  if (range.count == 0)
    return;
  const uint32_t *item = &items[range.first];
  const struct selection *selection = &plan->selections[*item];
  if (step == PREFETCH_SECOND)
    __builtin_prefetch (selection);
  else if (step == PREFETCH_THIRD && selection->aggregate_count)
    __builtin_prefetch (&plan->aggregates[plan->selected[selection->aggregate]]);
  else if (step == PREFETCH_FOURTH)
    prefetch_sentence (plan, selection);
}

static void
prefetch_plan (const struct plan *plan, const struct record *record, enum prefetch step)
{
  if (step == PREFETCH_FIRST)
    {
      __builtin_prefetch (&plan->unkeyed[record->type]);
      __builtin_prefetch (&plan->keys[record->type]);
      return;
    }
  prefetch_range (plan, plan->unkeyed[record->type], plan->by_type, step);
  struct range keys = plan->keys[record->type];
  for (uint32_t i = 0; i < keys.count; i++)
    {
      uint16_t place = plan->key_places[keys.first + i];
      int64_t value = record->values[place];
      if (value != VALUE_ABSENT)
        prefetch_range (plan, plan_by_literal (plan, record->type, place, value), plan->by_literal,
                        step);
    }
}

void
judge_prefetch (const struct judge *judge, const struct record *record, enum prefetch step)
{
  prefetch_subject (judge, record, step);
  if (judge->plan->selection_count > LARGE_PLAN && record->type < judge->plan->schema.type_count)
    prefetch_plan (judge->plan, record, step);
}
