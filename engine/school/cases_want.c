/* cases_want.c — bringing a condition to hold, or not to: the nearest value on
 * the side that is wanted. */
#include "engine/school/cases_parts.h"

static bool
is_known (struct value value)
{
  return value.state == VALUE_KNOWN;
}

/* How a comparison must come out. */
enum wanted
{
  EQUAL,
  OTHER,
  NOT_BELOW,
  ABOVE,
  NOT_ABOVE,
  BELOW
};

static enum wanted
outcome_of (enum comparison how, bool truth)
{
  switch (how)
    {
    case COMPARE_AT_LEAST: return truth ? NOT_BELOW : BELOW;
    case COMPARE_MORE_THAN: return truth ? ABOVE : NOT_ABOVE;
    case COMPARE_AT_MOST: return truth ? NOT_ABOVE : ABOVE;
    case COMPARE_LESS_THAN: return truth ? BELOW : NOT_BELOW;
    default: return truth ? EQUAL : OTHER;
    }
}

/* The same, seen from the other operand. */
static enum wanted
turned (enum wanted outcome)
{
  static const enum wanted other[]
      = { [EQUAL] = EQUAL, [OTHER] = OTHER,         [NOT_BELOW] = NOT_ABOVE,
          [ABOVE] = BELOW, [NOT_ABOVE] = NOT_BELOW, [BELOW] = ABOVE };
  return other[outcome];
}

/* By how much a value must differ from the other. */
static int
step_of (enum wanted outcome)
{
  return outcome == ABOVE ? 1 : outcome == BELOW ? -1 : 0;
}

static int64_t
unit_of (const struct plan *plan, uint32_t node)
{
  if (plan->nodes[node].type != TYPE_NUMBER)
    return 1;
  return plan_is_whole (plan, node) ? DECIMAL_ONE : 1;
}

/* The nearest word above or below a word, by rank; UINT32_MAX. */
static uint32_t
word_beside (const struct word_list *list, uint32_t word, int step)
{
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; i < list->count; i++)
    {
      int order = list->ranks[i] - list->ranks[word];
      bool nearer = found == UINT32_MAX
                    || (step > 0 ? list->ranks[i] < list->ranks[found]
                                 : list->ranks[i] > list->ranks[found]);
      if (step > 0 ? order > 0 && nearer : order < 0 && nearer)
        found = i;
    }
  return found;
}

/* What lies `step` units beside a value; false where nothing does. */
static bool
beside (struct reach *reach, uint32_t node, int64_t value, int64_t step, int64_t *out)
{
  const struct plan *plan = reach->cases->plan;
  const struct node *at = &plan->nodes[node];
  *out = value;
  if (at->type != TYPE_WORD)
    return !__builtin_add_overflow (value, step * unit_of (plan, node), out);
  for (; step; step += step > 0 ? -1 : 1)
    {
      uint32_t word
          = word_beside (&plan->schema.lists[at->words], (uint32_t)*out, step > 0 ? 1 : -1);
      if (word == UINT32_MAX)
        return cannot (reach->cases, "there is no word %s it", step > 0 ? "above" : "below");
      *out = word;
    }
  return true;
}

/* ---- Comparisons --------------------------------------------------------------- */

/* Brings a value beside another. */
static bool
reach_outcome (struct reach *reach, uint32_t node, enum wanted outcome, int64_t other)
{
  const struct node *at = &reach->cases->plan->nodes[node];
  int64_t value;
  if (at->op == NODE_CONSTANT)
    return cannot (reach->cases, "a part of it is a value of its own");
  if (outcome == OTHER)
    value = another_value (reach->cases, at->type, at->words, other);
  else if (!beside (reach, node, other, step_of (outcome), &value))
    return false;
  return reach_value (reach, node, value);
}

static bool
is_clock (const struct node *node)
{
  return node->op == NODE_ELAPSED;
}

/* The day on which a clock is to come up so that a comparison comes out, and for
 * as long as it must. */
static bool
reach_clock_outcome (struct reach *reach, const struct node *clock, enum wanted outcome,
                     int64_t other)
{
  const struct stage *stage = &reach->draft->stage;
  int32_t low = reach->slot == SLOT_SETUP ? stage->low : stage->today, high = stage->today;
  int64_t whole = other / DECIMAL_ONE - (other % DECIMAL_ONE < 0);
  int64_t reaching = whole + (other % DECIMAL_ONE != 0);
  switch (outcome)
    {
    case NOT_BELOW: return reach_base (reach, clock->a, clock_base (clock, reaching, low));
    case ABOVE: return reach_base (reach, clock->a, clock_base (clock, whole + 1, low));
    case NOT_ABOVE: return reach_base (reach, clock->a, clock_base (clock, whole + 1, high + 1));
    case BELOW: return reach_base (reach, clock->a, clock_base (clock, reaching, high + 1));
    case OTHER: return reach_base (reach, clock->a, clock_base (clock, reaching, high + 1));
    default: return reach_base (reach, clock->a, clock_base (clock, reaching, low));
    }
}

/* Makes an operand known that is not. */
static bool
make_known (struct reach *reach, uint32_t node)
{
  const struct node *at = &reach->cases->plan->nodes[node];
  return reach_value (reach, node, any_value (reach->cases, reach->draft, at->type));
}

static bool
want_comparison (struct reach *reach, const struct node *node, bool truth)
{
  const struct node *left = &reach->cases->plan->nodes[node->a];
  const struct node *right = &reach->cases->plan->nodes[node->b];
  enum wanted outcome = outcome_of (node->detail, truth);
  struct value a = seen_value (reach, node->a), b = seen_value (reach, node->b);
  if (!is_known (b))
    return make_known (reach, node->b);
  if (is_clock (left) && right->op == NODE_CONSTANT)
    return reach_clock_outcome (reach, left, outcome, b.n);
  if (reach_outcome (reach, node->a, outcome, b.n))
    return true;
  if (right->op == NODE_CONSTANT)
    return false;
  if (!is_known (a))
    return make_known (reach, node->a);
  return reach_outcome (reach, node->b, turned (outcome), a.n);
}

/* ---- Shares --------------------------------------------------------------------- */

static int64_t
common_divisor (int64_t a, int64_t b)
{
  while (b)
    {
      int64_t rest = a % b;
      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

/* The least whole of which the bound is a whole number, or twice that, if it is
 * not much: then there is something below it. */
static int64_t
good_whole (const struct node *node)
{
  int64_t bottom = node->k2 / common_divisor (node->k, node->k2) * DECIMAL_ONE;
  return bottom <= 50 * DECIMAL_ONE ? 2 * bottom : bottom;
}

static int64_t
part_of (const struct reach *reach, const struct node *node, int64_t whole, int64_t step)
{
  __int128 part = (__int128)whole * node->k / node->k2;
  return (int64_t)part + step * unit_of (reach->cases->plan, node->a);
}

/* Brings a share to so many units beside its bound. */
static bool
reach_share (struct reach *reach, const struct node *node, int64_t step)
{
  struct value b = seen_value (reach, node->b), a = seen_value (reach, node->a);
  int64_t whole = good_whole (node), part = part_of (reach, node, whole, step);
  struct reach holding = *reach;
  holding.held = node->a;
  /* First the part: where it is counted into the whole too, the rest follows. */
  if (is_known (a) && a.n == part ? reach_value (&holding, node->b, whole)
                                  : reach_value (reach, node->a, part))
    return true;
  if (!is_known (b) || b.n <= 0)
    return false;
  part = part_of (reach, node, b.n, step);
  return a.n != part && reach_value (reach, node->a, part);
}

static bool
want_share (struct reach *reach, const struct node *node, bool truth)
{
  enum wanted outcome = outcome_of (node->detail, truth);
  return reach_share (reach, node, outcome == OTHER ? -1 : step_of (outcome));
}

/* ---- Others ---------------------------------------------------------------------- */

static bool
want_one_of (struct reach *reach, const struct node *node, bool truth)
{
  const int64_t *literals = reach->cases->plan->literals + node->b;
  const struct node *of = &reach->cases->plan->nodes[node->a];
  if (!truth)
    {
      int64_t value = literals[0];
      for (uint32_t i = 0; i < node->c; i++)
        for (uint32_t j = 0; j < node->c; j++)
          if (literals[j] == value)
            value = another_value (reach->cases, of->type, of->words, value);
      return reach_value (reach, node->a, value);
    }
  for (uint32_t i = 0; i < node->c; i++)
    if (reach_value (reach, node->a, literals[(i + reach->turn) % node->c]))
      return true;
  return false;
}

static bool
holds (const struct reach *reach, uint32_t node, bool truth)
{
  struct value value = seen_value (reach, node);
  return is_known (value) && (value.n != 0) == truth;
}

/* All parts, or one of them, as they are wanted: the first that is not yet. */
static bool
want_parts (struct reach *reach, const struct node *node, bool truth, bool all)
{
  const uint32_t *items = reach->cases->plan->items + node->a;
  for (uint32_t i = 0; i < node->b; i++)
    {
      uint32_t item = items[all ? i : (i + reach->turn) % node->b];
      if (holds (reach, item, truth))
        continue;
      if (want (reach, item, truth))
        return true;
      if (all)
        return false;
    }
  return false;
}

bool
want (struct reach *reach, uint32_t at, bool truth)
{
  struct cases *cases = reach->cases;
  const struct node *node = &cases->plan->nodes[at];
  switch (node->op)
    {
    case NODE_COMPARE: return want_comparison (reach, node, truth);
    case NODE_SHARE: return want_share (reach, node, truth);
    case NODE_ONE_OF: return want_one_of (reach, node, truth);
    case NODE_KNOWN:
      return truth ? make_known (reach, node->a)
                   : cannot (cases, "what is known is not made unknown");
    case NODE_ALL: return want_parts (reach, node, truth, truth);
    case NODE_ANY: return want_parts (reach, node, truth, !truth);
    case NODE_NOT_ANY: return want_parts (reach, node, !truth, truth);
    case NODE_FUNCTION: return cannot (cases, "a function decides it");
    default: return reach_value (reach, at, truth);
    }
}

/* ---- Sides ------------------------------------------------------------------------ */

bool
want_side (struct reach *reach, const struct boundary *boundary, const struct side *side)
{
  const struct plan *plan = reach->cases->plan;
  int64_t value;
  struct value other;
  switch (side->kind)
    {
    case SIDE_VALUE: return reach_value (reach, side->node, side->value);
    case SIDE_BESIDE:
      other = seen_value (reach, side->other);
      if (!is_known (other))
        return make_known (reach, side->other);
      return beside (reach, side->node, other.n, side->value, &value)
             && reach_value (reach, side->node, value);
    case SIDE_SHARE: return reach_share (reach, &plan->nodes[boundary->node], side->value);
    case SIDE_CLOCK: return reach_base (reach, plan->nodes[side->node].a, (int32_t)side->value);
    case SIDE_TODAY: return move_stage (reach->cases, reach->draft, (int32_t)side->value);
    case SIDE_KNOWN: return make_known (reach, side->node);
    case SIDE_UNKNOWN: return cannot (reach->cases, "what is known is not made unknown");
    default: return cannot (reach->cases, "%s", side->why);
    }
}

static bool
same_value (const struct reach *reach, uint32_t node, struct value now, int64_t value)
{
  if (!is_known (now))
    return false;
  if (reach->cases->plan->nodes[node].type != TYPE_TEXT || now.n == value)
    return now.n == value;
  /* The texts of the judging and those made here have numbers of their own. */
  const struct strings *judged = rehearsal_strings (reach->cases->rehearsal);
  return text_compare (strings_text (judged, (uint32_t)now.n),
                       strings_length (judged, (uint32_t)now.n),
                       strings_text (&reach->cases->texts, (uint32_t)value),
                       strings_length (&reach->cases->texts, (uint32_t)value))
         == 0;
}

/* Whether a share is as far beside its bound as it is to be. */
static bool
share_holds (const struct reach *reach, const struct node *node, int64_t step)
{
  struct value a = seen_value (reach, node->a), b = seen_value (reach, node->b);
  if (!is_known (a) || !is_known (b) || b.n <= 0)
    return false;
  int64_t unit = unit_of (reach->cases->plan, node->a);
  __int128 part = (__int128)b.n * node->k;
  return part % node->k2 == 0 && a.n == (int64_t)(part / node->k2) + step * unit;
}

bool
side_holds (const struct reach *reach, const struct boundary *boundary, const struct side *side)
{
  const struct plan *plan = reach->cases->plan;
  struct value now, other;
  int64_t value;
  struct reach asking = *reach;
  switch (side->kind)
    {
    case SIDE_VALUE:
      return same_value (reach, side->node, seen_value (reach, side->node), side->value);
    case SIDE_BESIDE:
      now = seen_value (reach, side->node);
      other = seen_value (reach, side->other);
      return is_known (now) && is_known (other)
             && beside (&asking, side->node, other.n, side->value, &value)
             && same_value (reach, side->node, now, value);
    case SIDE_SHARE: return share_holds (reach, &plan->nodes[boundary->node], side->value);
    case SIDE_CLOCK:
      return same_value (
          reach, side->node, seen_value (reach, side->node),
          clock_units (&plan->nodes[side->node], (int32_t)side->value, reach->cases->look.today)
              * DECIMAL_ONE);
    case SIDE_TODAY: return reach->draft->stage.today == (int32_t)side->value;
    case SIDE_KNOWN: return is_known (seen_value (reach, side->node));
    case SIDE_UNKNOWN: return !is_known (seen_value (reach, side->node));
    default: return false;
    }
}
