/* literals.c — from the values of an event to the selections it may pass.
 *
 * A selection is found through one of its equality tests, at the place where
 * its type has most of them; the few without any are tried each time. */
#include <stdlib.h>
#include <string.h>

#include "engine/plan/pairs.h"

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

int
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
