/* cases_sides.c — the sides of a condition: just under its bound, at it, just
 * over it; of what has no order, this value and another; of a clock, the eve,
 * the day and the day after. */
#include "engine/school/cases_parts.h"

/* The sides being listed. */
struct list
{
  struct cases *cases;
  const struct draft *draft;
  const struct boundary *boundary;
  struct side *sides;
  uint32_t count;
};

static const char *const names[] = { "just under", "at", "just over" };

static void
add (struct list *list, struct side side)
{
  if (list->count < MOST_SIDES)
    list->sides[list->count++] = side;
}

static void
add_value (struct list *list, const char *name, uint32_t node, int64_t value)
{
  add (list, (struct side){ .name = name, .kind = SIDE_VALUE, .node = node, .value = value });
}

static void
add_cannot (struct list *list, const char *name, const char *why)
{
  add (list, (struct side){ .name = name, .kind = SIDE_CANNOT, .why = why });
}

/* One unit, or word, to each side of another expression. */
static void
add_beside (struct list *list, uint32_t node, uint32_t other)
{
  for (int i = 0; i < 3; i++)
    add (list,
         (struct side){
             .name = names[i], .kind = SIDE_BESIDE, .node = node, .other = other, .value = i - 1 });
}

/* ---- Words, and choices of constants --------------------------------------------- */

/* The order of a constant value: words by their rank. */
static int64_t
order_of (const struct plan *plan, const struct node *node, int64_t value)
{
  return node->type == TYPE_WORD ? plan->schema.lists[node->words].ranks[value] : value;
}

/* The nearest of the values a choice has, beside the bound. */
static bool
nearest (const struct list *list, const struct node *node, int64_t bound, int step, int64_t *out)
{
  const struct plan *plan = list->cases->plan;
  int64_t middle = order_of (plan, node, bound);
  bool found = false;
  for (uint32_t i = 0; i < node->b; i++)
    {
      bool result = i % 2 == 1 || i + 1 == node->b;
      const struct node *item = &plan->nodes[plan->items[node->a + i]];
      if (!result || item->op != NODE_CONSTANT)
        continue;
      int64_t order = order_of (plan, node, item->k);
      int64_t best = found ? order_of (plan, node, *out) : 0;
      if (step == 0  ? order != middle
          : step > 0 ? order <= middle || (found && order >= best)
                     : order >= middle || (found && order <= best))
        continue;
      *out = item->k;
      found = true;
    }
  return found;
}

/* Whether a choice has constants alone. */
static bool
has_constants (const struct plan *plan, const struct node *node)
{
  for (uint32_t i = 0; i < node->b; i++)
    if ((i % 2 == 1 || i + 1 == node->b)
        && plan->nodes[plan->items[node->a + i]].op != NODE_CONSTANT)
      return false;
  return true;
}

static void
add_choice (struct list *list, uint32_t at, int64_t bound)
{
  const struct node *node = &list->cases->plan->nodes[at];
  bool ordered = node->type != TYPE_BOOLEAN && node->type != TYPE_TEXT;
  for (int i = 0; i < 3; i++)
    {
      int64_t value;
      if (nearest (list, node, bound, i - 1, &value))
        add_value (list, ordered || i == 1 ? names[i] : "other", at, value);
      else if (ordered)
        add_cannot (list, names[i], "the choice has no such value");
    }
}

/* ---- Clocks ---------------------------------------------------------------------- */

/* The day on which a clock's comparison turns, as units it then has come to. */
static int64_t
turning_units (const struct node *node, int64_t bound)
{
  int64_t whole = bound / DECIMAL_ONE - (bound % DECIMAL_ONE < 0);
  bool passes = node->detail == COMPARE_MORE_THAN || node->detail == COMPARE_AT_MOST;
  return passes ? whole + 1 : whole + (bound % DECIMAL_ONE != 0);
}

int64_t
clock_units (const struct node *clock, int32_t base, int32_t day)
{
  switch (clock->detail)
    {
    case ELAPSED_DAYS: return day - base;
    case ELAPSED_MONTHS: return civil_months_between (base, day);
    default: return civil_years_between (base, day);
    }
}

static void
add_clock (struct list *list, const struct node *node)
{
  static const char *const days[] = { "the eve", "the day", "the day after" };
  const struct node *clock = &list->cases->plan->nodes[node->a];
  const struct stage *stage = &list->draft->stage;
  int64_t units = turning_units (node, list->cases->plan->nodes[node->b].k);
  bool lasts = node->detail == COMPARE_AT_MOST || node->detail == COMPARE_LESS_THAN;
  bool applies = list->boundary->root == ROOT_APPLIES;
  int32_t asked = !applies ? stage->today : lasts ? stage->high : stage->low;
  for (int i = 0; i < 3; i++)
    {
      int32_t base = clock_base (clock, units, asked + 1 - i);
      add (list,
           (struct side){ .name = days[i], .kind = SIDE_CLOCK, .node = node->a, .value = base });
    }
}

static void
add_today (struct list *list, int64_t day)
{
  static const char *const days[] = { "the eve", "the day", "the day after" };
  for (int i = 0; i < 3; i++)
    add (list, (struct side){ .name = days[i],
                              .kind = SIDE_TODAY,
                              .node = list->boundary->node,
                              .value = day + i - 1 });
}

/* ---- Conditions -------------------------------------------------------------------- */

/* What has no order: this value, and another. */
static void
add_equal (struct list *list, uint32_t at, int64_t value)
{
  const struct node *node = &list->cases->plan->nodes[at];
  add_value (list, "at", at, value);
  add_value (list, "other", at, another_value (list->cases, node->type, node->words, value));
}

/* Of words, those beside it; at an end of the list there are none. */
static void
add_words (struct list *list, uint32_t at, uint32_t other)
{
  const struct plan *plan = list->cases->plan;
  const struct node *node = &plan->nodes[at];
  const struct word_list *words = &plan->schema.lists[node->words];
  if (plan->nodes[other].op != NODE_CONSTANT)
    {
      add_beside (list, at, other);
      return;
    }
  uint16_t rank = words->ranks[plan->nodes[other].k], low = UINT16_MAX, high = 0;
  for (uint32_t i = 0; i < words->count; i++)
    {
      low = words->ranks[i] < low ? words->ranks[i] : low;
      high = words->ranks[i] > high ? words->ranks[i] : high;
    }
  add_beside (list, at, other);
  if (rank == high)
    list->sides[list->count - 1].kind = SIDE_CANNOT;
  if (rank == low)
    list->sides[list->count - 3].kind = SIDE_CANNOT;
  list->sides[list->count - 1].why = "there is no word above it";
  list->sides[list->count - 3].why = "there is no word below it";
}

/* A band begins at a number. */
static void
add_band (struct list *list, const struct node *bands, int64_t band)
{
  const struct plan *plan = list->cases->plan;
  int64_t unit = plan_is_whole (plan, bands->a) ? DECIMAL_ONE : 1;
  for (int i = 0; i < 3; i++)
    add_value (list, names[i], bands->a, plan->bounds[bands->b + band] + (i - 1) * unit);
}

static void
add_comparison (struct list *list, const struct node *node)
{
  const struct plan *plan = list->cases->plan;
  const struct node *left = &plan->nodes[node->a], *right = &plan->nodes[node->b];
  bool constant = right->op == NODE_CONSTANT;
  if (left->op == NODE_ELAPSED && constant)
    add_clock (list, node);
  else if (left->op == NODE_TODAY && constant)
    add_today (list, right->k);
  else if (left->op == NODE_BANDS && constant)
    add_band (list, left, right->k);
  else if (left->op == NODE_CHOOSE && constant && has_constants (plan, left))
    add_choice (list, node->a, right->k);
  else if (left->type == TYPE_WORD)
    add_words (list, node->a, node->b);
  else if (left->type == TYPE_BOOLEAN || left->type == TYPE_TEXT)
    {
      if (constant)
        add_equal (list, node->a, right->k);
      else
        add_beside (list, node->a, node->b);
    }
  else
    add_beside (list, node->a, node->b);
}

static bool
is_literal (const struct plan *plan, const struct node *node, int64_t value)
{
  for (uint32_t i = 0; i < node->c; i++)
    if (plan->literals[node->b + i] == value)
      return true;
  return false;
}

/* A value that is not in the list: of words the first such, else one beyond it. */
static void
add_unlisted (struct list *list, const struct node *node)
{
  const struct plan *plan = list->cases->plan;
  const struct node *of = &plan->nodes[node->a];
  int64_t value = plan->literals[node->b];
  for (uint32_t i = 0; of->op == NODE_CHOOSE && i < of->b; i++)
    {
      const struct node *result = &plan->nodes[plan->items[of->a + i]];
      if ((i % 2 == 0 && i + 1 < of->b) || result->op != NODE_CONSTANT
          || is_literal (plan, node, result->k))
        continue;
      add_value (list, "none of them", node->a, result->k);
      return;
    }
  if (of->type == TYPE_WORD || of->type == TYPE_BOOLEAN)
    {
      int64_t most = of->type == TYPE_WORD ? plan->schema.lists[of->words].count : 2;
      for (value = 0; value < most && is_literal (plan, node, value);)
        value++;
      if (value == most)
        {
          add_cannot (list, "none of them", "the list has every value there is");
          return;
        }
    }
  while (is_literal (plan, node, value))
    value = another_value (list->cases, of->type, of->words, value);
  add_value (list, "none of them", node->a, value);
}

static void
add_listed (struct list *list, const struct node *node)
{
  const struct plan *plan = list->cases->plan;
  bool today = plan->nodes[node->a].op == NODE_TODAY;
  for (uint32_t i = 0; i < node->c && i < MOST_SIDES - 2; i++)
    add_value (list, "one of them", node->a, plan->literals[node->b + i]);
  if (node->c > MOST_SIDES - 2)
    add_cannot (list, "one of them", "the rest of the list is alike");
  if (!today)
    add_unlisted (list, node);
}

uint32_t
sides_of (struct cases *cases, const struct draft *draft, const struct boundary *boundary,
          struct side sides[MOST_SIDES])
{
  struct list list = { cases, draft, boundary, sides, 0 };
  const struct node *node = &cases->plan->nodes[boundary->node];
  switch (node->op)
    {
    case NODE_COMPARE: add_comparison (&list, node); break;
    case NODE_SHARE:
      for (int i = 0; i < 3; i++)
        add (&list, (struct side){ .name = names[i], .kind = SIDE_SHARE, .value = i - 1 });
      break;
    case NODE_ONE_OF: add_listed (&list, node); break;
    case NODE_KNOWN:
      add (&list, (struct side){ .name = "known", .kind = SIDE_KNOWN, .node = node->a });
      add (&list, (struct side){ .name = "unknown", .kind = SIDE_UNKNOWN, .node = node->a });
      break;
    default: add_cannot (&list, "", "it is a function, not data"); break;
    }
  return list.count;
}
