/* whole.c — which numbers can only be whole: then the next one after 3 is 4. */
#include "engine/base/decimal.h"
#include "engine/plan/plan.h"

enum
{
  MOST_VISITS = 4096 /* expressions share their parts; beyond, nothing is said */
};

const struct field *
plan_field (const struct plan *plan, uint32_t type, uint16_t place)
{
  const struct event_type *of = &plan->schema.types[type];
  for (uint32_t i = 0; i < of->field_count && place != PLACE_NONE; i++)
    if (of->fields[i].place == place)
      return &of->fields[i];
  return NULL;
}

static bool
whole_map (const struct plan *plan, const struct aggregate *aggregate)
{
  for (uint32_t i = 0; i < aggregate->map_b && aggregate->map == MAP_TABLE; i++)
    if (plan->literals[aggregate->map_a + 2 * i + 1] % DECIMAL_ONE)
      return false;
  return aggregate->map == MAP_TABLE;
}

static bool
whole_aggregate (const struct plan *plan, const struct aggregate *aggregate)
{
  if (aggregate->op == AGGREGATE_COUNT || aggregate->op == AGGREGATE_DISTINCT)
    return true;
  const struct field *field
      = plan_field (plan, plan->selections[aggregate->selection].type, aggregate->place);
  return field ? field->type == TYPE_NUMBER && field->whole : whole_map (plan, aggregate);
}

static bool whole_node (const struct plan *plan, uint32_t at, uint32_t *visits);

/* From an operand on, each in its turn, or every second one. */
static bool
whole_operands (const struct plan *plan, const struct node *node, uint32_t first, uint32_t step,
                uint32_t *visits)
{
  struct operands operands = plan_operands (plan, node);
  for (uint32_t i = first; i < operands.count; i += step)
    if (!whole_node (plan, operand_at (&operands, i), visits))
      return false;
  return true;
}

static bool
whole_choice (const struct plan *plan, const struct node *node, uint32_t *visits)
{
  uint32_t last = plan->items[node->a + node->b - 1];
  return whole_operands (plan, node, 1, 2, visits)
         && (node->b % 2 == 0 || whole_node (plan, last, visits));
}

static bool
whole_node (const struct plan *plan, uint32_t at, uint32_t *visits)
{
  const struct node *node = &plan->nodes[at];
  if (node->type != TYPE_NUMBER || ++*visits > MOST_VISITS)
    return false;
  switch (node->op)
    {
    case NODE_CONSTANT: return node->k % DECIMAL_ONE == 0;
    case NODE_AGGREGATE:
    case NODE_PREVIOUS: return whole_aggregate (plan, &plan->aggregates[node->a]);
    case NODE_ELAPSED:
    case NODE_FLOOR_DIVIDE:
    case NODE_SPELL: return true;
    case NODE_CHOOSE: return whole_choice (plan, node, visits);
    case NODE_PROFILE: return plan->schema.types[EVENT_TEACHER].fields[node->a].whole;
    case NODE_DIVIDE:
    case NODE_DERIVE: return false;
    default: return whole_operands (plan, node, 0, 1, visits);
    }
}

bool
plan_is_whole (const struct plan *plan, uint32_t node)
{
  uint32_t visits = 0;
  return whole_node (plan, node, &visits);
}
