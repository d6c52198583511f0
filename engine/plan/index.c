/* index.c — from what changes to what must be looked at.
 *
 * After indexing an event costs what it touches: its type and the literal
 * values of its fields lead to the selections it may pass (literals.c), a
 * selection to the aggregates and `on` rules it feeds, a changed cell to the
 * edge rules that read it (readers.c). */
#include <stdlib.h>

#include "engine/plan/pairs.h"

static void
number_cells (struct plan *plan)
{
  plan->cell_profile = plan->track_count;
  plan->cell_aggregate = plan->cell_profile + plan->profile_count;
  uint32_t cell = plan->cell_aggregate;
  for (uint32_t i = 0; i < plan->aggregate_count; i++)
    {
      plan->aggregates[i].cell = cell;
      cell = aggregate_history_cell (&plan->aggregates[i]) + (plan->aggregates[i].history > 0);
    }
  for (uint32_t i = 0; i < plan->spell_count; i++)
    plan->spells[i].cell = cell++;
  plan->cell_waivers = cell++;
  plan->cell_absence = cell++;
  plan->cell_openings = cell++;
  plan->cell_keyed = cell++;
  plan->cell_edge = cell;
  plan->cell_watch = plan->cell_edge + plan->edge_count;
  plan->cell_count = plan->cell_watch + plan->watch_count;
}

/* The watch of a condition: one for all duties that have the same. */
static uint32_t
watch_of (uint32_t *watches, uint32_t *count, uint32_t node)
{
  uint32_t i = 0;
  while (i < *count && watches[i] != node)
    i++;
  if (i == *count)
    watches[(*count)++] = node;
  return i;
}

static int
number_edges (struct plan *plan)
{
  size_t room = (plan->sentence_count + 1) * sizeof (uint32_t);
  uint32_t *edges = arena_take (&plan->arena, room), *watches = arena_take (&plan->arena, room);
  uint32_t *targets = arena_take (&plan->arena, room);
  if (!edges || !targets || !watches)
    return -1;
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    {
      struct sentence *sentence = &plan->sentences[i];
      sentence->edge = NONE;
      if (sentence->kind == SENTENCE_TARGET)
        targets[plan->target_count++] = i;
      if (sentence->kind == SENTENCE_DUTY)
        {
          sentence->duty.watch = watch_of (watches, &plan->watch_count, sentence->applies);
          plan->watches_school |= sentence->duty.of_school;
        }
      if (sentence->trigger != TRIGGER_EDGE
          && !(sentence->kind == SENTENCE_DUTY && sentence->duty.tells_met))
        continue;
      sentence->edge = plan->edge_count;
      edges[plan->edge_count++] = i;
    }
  plan->edges = edges;
  plan->watches = watches;
  plan->targets = targets;
  return 0;
}

/* What a selection leads to, of one kind. */
struct led
{
  struct pairs pairs; /* (selection, item) */
  struct range *ranges;
  uint32_t *items;
};

static int
split_led (struct plan *plan, struct led *led)
{
  return pairs_split (&led->pairs, &plan->arena, plan->selection_count, &led->ranges, &led->items);
}

static int
gather_led (const struct plan *plan, struct led *fed, struct led *ruled, struct led *reset,
            struct led *opened, struct led *begun)
{
  int status = 0;
  for (uint32_t i = 0; i < plan->aggregate_count && status == 0; i++)
    {
      status = pairs_add (&fed->pairs, plan->aggregates[i].selection, i);
      if (status == 0 && plan->aggregates[i].since != NONE)
        status = pairs_add (&reset->pairs, plan->aggregates[i].since, i);
    }
  for (uint32_t i = 0; i < plan->sentence_count && status == 0; i++)
    if (plan->sentences[i].trigger == TRIGGER_EVENT)
      status = pairs_add (&ruled->pairs, plan->sentences[i].on, i);
    else if (plan->sentences[i].trigger == TRIGGER_SPAN)
      status = pairs_add (&begun->pairs, plan->sentences[i].duty.after, i);
  for (uint32_t i = 0; i < plan->spell_count && status == 0; i++)
    {
      status = pairs_add (&opened->pairs, plan->spells[i].starts, 2 * i);
      if (status == 0)
        status = pairs_add (&opened->pairs, plan->spells[i].ends, 2 * i + 1);
    }
  return status;
}

static int
index_led (struct plan *plan)
{
  struct led fed = { 0 }, ruled = { 0 }, reset = { 0 }, opened = { 0 }, begun = { 0 };
  int status = gather_led (plan, &fed, &ruled, &reset, &opened, &begun);
  if (status == 0
      && (split_led (plan, &fed) < 0 || split_led (plan, &ruled) < 0 || split_led (plan, &reset) < 0
          || split_led (plan, &opened) < 0 || split_led (plan, &begun) < 0))
    status = -1;
  for (uint32_t i = 0; i < plan->selection_count && status == 0; i++)
    {
      struct selection *selection = &plan->selections[i];
      selection->aggregate = fed.ranges[i].first;
      selection->aggregate_count = fed.ranges[i].count;
      selection->rule = ruled.ranges[i].first;
      selection->rule_count = ruled.ranges[i].count;
      selection->reset = reset.ranges[i].first;
      selection->reset_count = reset.ranges[i].count;
      selection->spell = opened.ranges[i].first;
      selection->spell_count = opened.ranges[i].count;
      selection->duty = begun.ranges[i].first;
      selection->duty_count = begun.ranges[i].count;
    }
  if (status == 0)
    {
      plan->selected = fed.items;
      plan->triggered = ruled.items;
      plan->started = reset.items;
      plan->opened = opened.items;
      plan->begun = begun.items;
    }
  free (fed.pairs.items);
  free (ruled.pairs.items);
  free (reset.pairs.items);
  free (opened.pairs.items);
  free (begun.pairs.items);
  return status;
}

static int
index_periods (struct plan *plan)
{
  struct pairs pairs = { 0 };
  struct range *ranges;
  uint32_t *items;
  int status = 0;
  for (uint32_t i = 0; i < plan->sentence_count && status == 0; i++)
    if (plan->sentences[i].trigger == TRIGGER_PERIOD)
      status = pairs_add (&pairs, plan->sentences[i].every, i);
  if (status == 0)
    status = pairs_split (&pairs, &plan->arena, plan->calendar.period_count, &ranges, &items);
  if (status == 0)
    {
      plan->periodic = ranges;
      plan->by_period = items;
    }
  free (pairs.items);
  return status;
}

/* The fields of each event type that name whom it is given to. */
static int
index_named (struct plan *plan)
{
  struct pairs pairs = { 0 };
  struct range *ranges;
  uint32_t *items;
  int status = 0;
  for (uint32_t i = 0; i < plan->selection_count && status == 0; i++)
    if (plan->selections[i].by != PLACE_NONE)
      status = pairs_add (&pairs, plan->selections[i].type, plan->selections[i].by);
  if (status == 0)
    status = pairs_split (&pairs, &plan->arena, plan->schema.type_count, &ranges, &items);
  if (status == 0)
    {
      plan->named = ranges;
      plan->named_places = items;
    }
  free (pairs.items);
  return status;
}

int
plan_index (struct plan *plan, struct error *error)
{
  if (number_edges (plan) < 0)
    return error_memory (error);
  number_cells (plan);
  if (index_readers (plan) < 0 || index_led (plan) < 0 || index_periods (plan) < 0
      || index_named (plan) < 0
      || index_literals (plan) < 0)
    return error_memory (error);
  return 0;
}

void
plan_release (struct plan *plan)
{
  strings_release (&plan->strings);
  arena_release (&plan->arena);
}
