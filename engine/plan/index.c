/* index.c — from what changes to what must be looked at.
 *
 * After indexing an event costs what it touches: its type and the literal
 * values of its fields lead to the selections it may pass, a selection to
 * the aggregates and `on` rules it feeds, a changed cell to the edge rules
 * that read it.  A selection is found through one of its equality tests, at
 * the place where its type has most of them; the few without any are tried
 * each time. */
#include "engine/plan/plan.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

/* Pairs (key, item), sorted by key and split into a range a key. */
struct pairs
{
  uint64_t *items; /* key << 32 | item */
  uint32_t count, capacity;
};

static int
pairs_add (struct pairs *pairs, uint32_t key, uint32_t item)
{
  if (ARRAY_ROOM (pairs->items, pairs->count, pairs->capacity, 1) < 0)
    return -1;
  pairs->items[pairs->count++] = (uint64_t)key << 32 | item;
  return 0;
}

static int
by_value (const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* Sorts, drops repeats, and lays the items of key k at ranges[k]. */
static int
pairs_split (struct pairs *pairs, struct arena *arena, uint32_t keys, struct range **ranges,
             uint32_t **items)
{
  *ranges = arena_take (arena, (keys + 1) * sizeof **ranges);
  *items = arena_take (arena, (pairs->count + 1) * sizeof **items);
  if (!*ranges || !*items)
    return -1;
  memset (*ranges, 0, (keys + 1) * sizeof **ranges);
  if (pairs->count)
    qsort (pairs->items, pairs->count, sizeof *pairs->items, by_value);
  uint32_t n = 0;
  for (uint32_t i = 0; i < pairs->count; i++)
    {
      if (i && pairs->items[i] == pairs->items[i - 1])
        continue;
      struct range *range = &(*ranges)[pairs->items[i] >> 32];
      if (range->count++ == 0)
        range->first = n;
      (*items)[n++] = (uint32_t)pairs->items[i];
    }
  return 0;
}

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
  plan->cell_edge = cell;
  plan->cell_count = cell + plan->edge_count;
}

static int
number_edges (struct plan *plan)
{
  uint32_t *edges = arena_take (&plan->arena, (plan->sentence_count + 1) * sizeof *edges);
  uint32_t *targets = arena_take (&plan->arena, (plan->sentence_count + 1) * sizeof *targets);
  if (!edges || !targets)
    return -1;
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    {
      struct sentence *sentence = &plan->sentences[i];
      sentence->edge = NONE;
      if (sentence->kind == SENTENCE_TARGET)
        targets[plan->target_count++] = i;
      if (sentence->trigger != TRIGGER_EDGE)
        continue;
      sentence->edge = plan->edge_count;
      edges[plan->edge_count++] = i;
    }
  plan->edges = edges;
  plan->targets = targets;
  return 0;
}

/* Collects the cells an expression reads, into pairs (cell, edge). */
struct reading
{
  const struct plan *plan;
  struct pairs pairs;
  uint32_t edge;
  bool school;     /* inside school (…) */
  bool *uncertain; /* by edge */
  uint32_t *stamp; /* by node: the last visit, of an edge, in school or not */
};

static int read_node (struct reading *reading, uint32_t at);

/* A cell of the teacher's, or of the school's own record: those follow. */
static int
read_cell (struct reading *reading, uint32_t cell)
{
  uint32_t first = reading->school ? reading->plan->cell_count : 0;
  return pairs_add (&reading->pairs, first + cell, reading->edge);
}

static int
read_school (struct reading *reading, uint32_t at)
{
  reading->uncertain[reading->edge] = true;
  reading->school = true;
  int status = read_node (reading, at);
  reading->school = false;
  return status;
}

/* A function may read anything. */
static int
read_function (struct reading *reading)
{
  reading->uncertain[reading->edge] = true;
  return pairs_add (&reading->pairs, 2 * reading->plan->cell_count, reading->edge);
}

static int
read_items (struct reading *reading, uint32_t first, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (read_node (reading, reading->plan->items[first + i]) < 0)
      return -1;
  return 0;
}

/* Recursion is as deep as the loader lets expressions nest. */
static int
read_node (struct reading *reading, uint32_t at)
{
  const struct plan *plan = reading->plan;
  uint32_t visit = 2 * reading->edge + reading->school + 1;
  if (at == NONE || reading->stamp[at] == visit)
    return 0;
  reading->stamp[at] = visit;
  const struct node *node = &plan->nodes[at];
  switch (node->op)
    {
    case NODE_CONSTANT:
    case NODE_TODAY: return 0;
    case NODE_AGGREGATE:
    case NODE_PREVIOUS: return read_cell (reading, plan->aggregates[node->a].cell);
    case NODE_PROFILE: return read_cell (reading, plan->cell_profile + node->a);
    case NODE_TRACK: return read_cell (reading, node->a);
    case NODE_SPELL: return read_cell (reading, plan->spells[node->a].cell);
    case NODE_SCHOOL: return read_school (reading, node->a);
    case NODE_DERIVE:
    case NODE_FUNCTION: return read_function (reading);
    case NODE_LARGEST:
    case NODE_SMALLEST:
    case NODE_CHOOSE:
    case NODE_ALL:
    case NODE_ANY:
    case NODE_NOT_ANY: return read_items (reading, node->a, node->b);
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE:
    case NODE_FLOOR_DIVIDE:
    case NODE_MODULO:
    case NODE_OR_ELSE:
    case NODE_COMPARE:
    case NODE_SHARE: return read_node (reading, node->a) || read_node (reading, node->b) ? -1 : 0;
    default: return read_node (reading, node->a);
    }
}

static int
index_readers (struct plan *plan)
{
  struct reading reading = { .plan = plan };
  reading.stamp = calloc (plan->node_count + 1, sizeof *reading.stamp);
  reading.uncertain = arena_take (&plan->arena, plan->edge_count + 1);
  int status = reading.stamp && reading.uncertain ? 0 : -1;
  if (status == 0)
    memset (reading.uncertain, 0, plan->edge_count + 1);
  for (uint32_t i = 0; i < plan->edge_count && status == 0; i++)
    {
      const struct sentence *sentence = &plan->sentences[plan->edges[i]];
      reading.edge = i;
      if (read_node (&reading, sentence->applies) < 0 || read_node (&reading, sentence->when) < 0)
        status = -1;
    }
  struct range *ranges;
  uint32_t *items;
  if (status == 0)
    status = pairs_split (&reading.pairs, &plan->arena, 2 * plan->cell_count + 1, &ranges, &items);
  if (status == 0)
    {
      plan->readers = ranges;
      plan->reader_items = items;
      plan->school_readers = ranges + plan->cell_count;
      plan->watchers = ranges[2 * plan->cell_count];
      plan->uncertain = reading.uncertain;
    }
  free (reading.stamp);
  free (reading.pairs.items);
  return status;
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
            struct led *opened)
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
  struct led fed = { 0 }, ruled = { 0 }, reset = { 0 }, opened = { 0 };
  int status = gather_led (plan, &fed, &ruled, &reset, &opened);
  if (status == 0
      && (split_led (plan, &fed) < 0 || split_led (plan, &ruled) < 0
          || split_led (plan, &reset) < 0 || split_led (plan, &opened) < 0))
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
    }
  if (status == 0)
    {
      plan->selected = fed.items;
      plan->triggered = ruled.items;
      plan->started = reset.items;
      plan->opened = opened.items;
    }
  free (fed.pairs.items);
  free (ruled.pairs.items);
  free (reset.pairs.items);
  free (opened.pairs.items);
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

/* The literal an equality test asks for. */
static bool
key_of (const struct test *test, int64_t *literal)
{
  *literal = test->k;
  return test->op == TEST_IS || (test->op == TEST_WORDS && test->k >= 0);
}

/* How many selections of a type have an equality test at each place. */
static uint32_t *
count_keys (const struct plan *plan, uint32_t **first)
{
  uint32_t total = 0;
  *first = malloc ((plan->schema.type_count + 1) * sizeof **first);
  if (!*first)
    return NULL;
  for (uint32_t i = 0; i < plan->schema.type_count; i++)
    {
      (*first)[i] = total;
      total += plan->schema.types[i].kept;
    }
  uint32_t *counts = calloc (total + 1, sizeof *counts);
  for (uint32_t i = 0; counts && i < plan->selection_count; i++)
    for (uint32_t j = 0; j < plan->selections[i].test_count; j++)
      {
        const struct test *test = &plan->tests[plan->selections[i].test + j];
        int64_t literal;
        if (key_of (test, &literal))
          counts[(*first)[plan->selections[i].type] + test->place]++;
      }
  return counts;
}

/* The equality test by which a selection is found, or NULL. */
static const struct test *
choose_key (const struct plan *plan, const struct selection *selection, const uint32_t *counts)
{
  const struct test *best = NULL;
  for (uint32_t i = 0; i < selection->test_count; i++)
    {
      const struct test *test = &plan->tests[selection->test + i];
      int64_t literal;
      if (key_of (test, &literal) && (!best || counts[test->place] > counts[best->place]))
        best = test;
    }
  return best;
}

static uint64_t
mix (uint32_t type, uint16_t place, int64_t value)
{
  uint64_t h = (uint64_t)value * 0x9E3779B97F4A7C15u + ((uint64_t)type << 16 | place);
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9u;
  return h ^ h >> 32;
}

static struct literal_slot *
find_slot (const struct plan *plan, uint32_t type, uint16_t place, int64_t value)
{
  uint32_t mask = plan->literal_size - 1;
  for (uint32_t at = (uint32_t)mix (type, place, value) & mask;; at = (at + 1) & mask)
    {
      struct literal_slot *slot = &plan->literal_table[at];
      if (!slot->used || (slot->type == type && slot->place == place && slot->value == value))
        return slot;
    }
}

struct range
plan_by_literal (const struct plan *plan, uint32_t type, uint16_t place, int64_t value)
{
  const struct literal_slot *slot = find_slot (plan, type, place, value);
  return slot->used ? slot->selections : (struct range){ 0, 0 };
}

/* Gives each different key a slot, and pairs the slot with the selection. */
static int
key_selections (struct plan *plan, const uint32_t *counts, const uint32_t *first,
                struct pairs *slots, struct pairs *unkeyed, struct pairs *places)
{
  for (uint32_t i = 0; i < plan->selection_count; i++)
    {
      const struct selection *selection = &plan->selections[i];
      const struct test *key = choose_key (plan, selection, counts + first[selection->type]);
      int64_t value;
      if (!key)
        {
          if (pairs_add (unkeyed, selection->type, i) < 0)
            return -1;
          continue;
        }
      key_of (key, &value);
      struct literal_slot *slot = find_slot (plan, selection->type, key->place, value);
      *slot = (struct literal_slot){ value, selection->type, key->place, 1, { 0, 0 } };
      if (pairs_add (slots, (uint32_t)(slot - plan->literal_table), i) < 0
          || pairs_add (places, selection->type, key->place) < 0)
        return -1;
    }
  return 0;
}

static int
make_table (struct plan *plan)
{
  plan->literal_size = 16;
  while (plan->literal_size < plan->selection_count * 2)
    plan->literal_size *= 2;
  size_t size = plan->literal_size * sizeof *plan->literal_table;
  plan->literal_table = arena_take (&plan->arena, size);
  if (!plan->literal_table)
    return -1;
  memset (plan->literal_table, 0, size);
  return 0;
}

/* Lays out what key_selections found. */
static int
lay_out (struct plan *plan, struct pairs *slots, struct pairs *unkeyed, struct pairs *places)
{
  struct range *slot_ranges, *unkeyed_ranges, *place_ranges;
  uint32_t *by_literal, *by_type, *place_items;
  uint32_t types = plan->schema.type_count;
  if (pairs_split (slots, &plan->arena, plan->literal_size, &slot_ranges, &by_literal) < 0
      || pairs_split (unkeyed, &plan->arena, types, &unkeyed_ranges, &by_type) < 0
      || pairs_split (places, &plan->arena, types, &place_ranges, &place_items) < 0)
    return -1;
  uint16_t *key_places = arena_take (&plan->arena, (places->count + 1) * sizeof *key_places);
  if (!key_places)
    return -1;
  for (uint32_t i = 0; i < plan->literal_size; i++)
    plan->literal_table[i].selections = slot_ranges[i];
  for (uint32_t i = 0; i < types; i++)
    for (uint32_t j = 0; j < place_ranges[i].count; j++)
      key_places[place_ranges[i].first + j] = (uint16_t)place_items[place_ranges[i].first + j];
  plan->by_literal = by_literal;
  plan->unkeyed = unkeyed_ranges;
  plan->by_type = by_type;
  plan->keys = place_ranges;
  plan->key_places = key_places;
  return 0;
}

static int
index_literals (struct plan *plan)
{
  struct pairs slots = { 0 }, unkeyed = { 0 }, places = { 0 };
  uint32_t *first = NULL, *counts = count_keys (plan, &first);
  int status = -1;
  if (counts && make_table (plan) == 0
      && key_selections (plan, counts, first, &slots, &unkeyed, &places) == 0)
    status = lay_out (plan, &slots, &unkeyed, &places);
  free (slots.items);
  free (unkeyed.items);
  free (places.items);
  free (counts);
  free (first);
  return status;
}

int
plan_index (struct plan *plan, struct error *error)
{
  if (number_edges (plan) < 0)
    return error_memory (error);
  number_cells (plan);
  if (index_readers (plan) < 0 || index_led (plan) < 0 || index_periods (plan) < 0
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
