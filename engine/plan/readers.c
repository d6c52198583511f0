/* readers.c — from a cell that changes to the edges and watches that read it.
 *
 * The conditions of each are walked once.  What is read of the school's own
 * record is kept apart; a function may read anything, so whatever
 * has one looks at all. */
#include <stdlib.h>
#include <string.h>

#include "engine/plan/pairs.h"

/* Collects the cells an expression reads, into pairs (cell, edge). */
struct reading
{
  const struct plan *plan;
  struct pairs pairs;
  uint32_t edge;   /* or watch, which follow the edges */
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

struct operands
plan_operands (const struct plan *plan, const struct node *node)
{
  switch (node->op)
    {
    case NODE_CONSTANT:
    case NODE_TODAY:
    case NODE_AGGREGATE:
    case NODE_PREVIOUS:
    case NODE_PROFILE:
    case NODE_TRACK:
    case NODE_SPELL:
    case NODE_DERIVE:
    case NODE_FUNCTION: return (struct operands){ .count = 0 };
    case NODE_LARGEST:
    case NODE_SMALLEST:
    case NODE_CHOOSE:
    case NODE_ALL:
    case NODE_ANY:
    case NODE_NOT_ANY: return (struct operands){ .items = plan->items + node->a, .count = node->b };
    case NODE_ADD:
    case NODE_SUBTRACT:
    case NODE_MULTIPLY:
    case NODE_DIVIDE:
    case NODE_FLOOR_DIVIDE:
    case NODE_MODULO:
    case NODE_OR_ELSE:
    case NODE_COMPARE:
    case NODE_SHARE: return (struct operands){ .pair = { node->a, node->b }, .count = 2 };
    default: return (struct operands){ .pair = { node->a }, .count = 1 };
    }
}

static int
read_operands (struct reading *reading, const struct node *node)
{
  struct operands operands = plan_operands (reading->plan, node);
  for (uint32_t i = 0; i < operands.count; i++)
    if (read_node (reading, operand_at (&operands, i)) < 0)
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
    case NODE_AGGREGATE:
    case NODE_PREVIOUS: return read_cell (reading, plan->aggregates[node->a].cell);
    case NODE_PROFILE: return read_cell (reading, plan->cell_profile + node->a);
    case NODE_TRACK: return read_cell (reading, node->a);
    case NODE_SPELL: return read_cell (reading, plan->spells[node->a].cell);
    case NODE_SCHOOL: return read_school (reading, node->a);
    case NODE_DERIVE:
    case NODE_FUNCTION: return read_function (reading);
    default: return read_operands (reading, node);
    }
}

/* A duty may hold of who has just become known, as its period shows. */
static int
read_edge (struct reading *reading, uint32_t edge)
{
  const struct sentence *sentence = &reading->plan->sentences[reading->plan->edges[edge]];
  bool duty = sentence->kind == SENTENCE_DUTY;
  reading->edge = edge;
  reading->uncertain[edge] |= duty;
  return read_node (reading, sentence->applies) < 0
                 || read_node (reading, duty ? sentence->duty.needs : sentence->when) < 0
             ? -1
             : 0;
}

int
index_readers (struct plan *plan)
{
  struct reading reading = { .plan = plan };
  reading.stamp = calloc (plan->node_count + 1, sizeof *reading.stamp);
  reading.uncertain = arena_take (&plan->arena, plan->edge_count + plan->watch_count + 1);
  int status = reading.stamp && reading.uncertain ? 0 : -1;
  if (status == 0)
    memset (reading.uncertain, 0, plan->edge_count + plan->watch_count + 1);
  for (uint32_t i = 0; i < plan->edge_count && status == 0; i++)
    status = read_edge (&reading, i);
  for (uint32_t i = 0; i < plan->watch_count && status == 0; i++)
    {
      reading.edge = plan->edge_count + i;
      status = read_node (&reading, plan->watches[i]);
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
