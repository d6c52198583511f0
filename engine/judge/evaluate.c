/* evaluate.c — the value of an expression for the teacher being judged.
 *
 * Unknown is not false: it passes through arithmetic and comparisons, and
 * all / any / none are judged from the left and stop where settled.  On the
 * way each part that depends on time lowers now.horizon to the next day on
 * which it may change without an event; parts that were not asked do not
 * matter until one that was asked changes. */
#include "engine/base/array.h"
#include "engine/base/decimal.h"
#include "engine/judge/state.h"

static const struct value unknown = { 0, VALUE_UNKNOWN };

static struct value
known (int64_t n)
{
  return (struct value){ n, VALUE_KNOWN };
}

static struct value
fail (struct judge *judge, const char *what)
{
  error_set (&judge->now.error, ERROR_RANGE, "%s", what);
  return (struct value){ 0, VALUE_FAILED };
}

static void
horizon (struct judge *judge, int32_t day)
{
  if (day < judge->now.horizon)
    judge->now.horizon = day;
}

static struct value
read_track (struct judge *judge, uint32_t track)
{
  const struct cell *cell = teacher_cell (judge->now.teacher, track);
  return known (cell ? cell->value : 0);
}

static struct value
read_profile (struct judge *judge, uint32_t field)
{
  const struct cell *cell = teacher_cell (judge->now.teacher, judge->plan->cell_profile + field);
  return cell ? known (cell->value) : unknown;
}

static struct value
read_spell (struct judge *judge, const struct spell *spell)
{
  const struct cell *cell = teacher_cell (judge->now.teacher, spell->cell);
  if (!cell || !cell->value)
    return known (0);
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  return memory->full ? fail (judge, "more than 1000 spells are open")
                      : known (memory->count * DECIMAL_ONE);
}

/* The same expression, of the school's own record. */
static struct value
read_school (struct judge *judge, uint32_t at)
{
  struct teacher *teacher = judge->now.teacher;
  judge->now.teacher = &judge->teachers.items[SCHOOL];
  struct value value = evaluate (judge, at);
  judge->now.teacher = teacher;
  return value;
}

/* The first operand that is not known decides: failed before unknown. */
static bool
settled (struct value a, struct value b, struct value *out)
{
  if (a.state == VALUE_KNOWN && b.state == VALUE_KNOWN)
    return false;
  *out = a.state == VALUE_FAILED || b.state == VALUE_KNOWN ? a : b;
  return true;
}

static struct value
arithmetic (struct judge *judge, const struct node *node)
{
  struct value a = evaluate (judge, node->a), b = evaluate (judge, node->b), out;
  if (settled (a, b, &out))
    return out;
  int status;
  switch (node->op)
    {
    case NODE_ADD: status = decimal_add (a.n, b.n, &out.n); break;
    case NODE_SUBTRACT: status = decimal_subtract (a.n, b.n, &out.n); break;
    case NODE_MULTIPLY: status = decimal_multiply (a.n, b.n, &out.n); break;
    default:
      if (b.n == 0)
        return unknown;
      status = node->op == NODE_DIVIDE         ? decimal_divide (a.n, b.n, &out.n)
               : node->op == NODE_FLOOR_DIVIDE ? decimal_floor_divide (a.n, b.n, &out.n)
                                               : decimal_modulo (a.n, b.n, &out.n);
    }
  return status < 0 ? fail (judge, "a calculation overflows") : known (out.n);
}

static struct value
extreme (struct judge *judge, const struct node *node)
{
  struct value best = unknown;
  for (uint32_t i = 0; i < node->b; i++)
    {
      struct value item = evaluate (judge, judge->plan->items[node->a + i]);
      if (item.state != VALUE_KNOWN)
        return item;
      if (i == 0 || (node->op == NODE_LARGEST ? item.n > best.n : item.n < best.n))
        best = item;
    }
  return best;
}

static struct value
banded (struct judge *judge, const struct node *node)
{
  struct value x = evaluate (judge, node->a);
  if (x.state != VALUE_KNOWN)
    return x;
  const int64_t *bounds = judge->plan->bounds + node->b;
  uint32_t band = 0;
  while (band < node->c && x.n >= bounds[band])
    band++;
  if (judge->coverage && band && !judge->now.explaining)
    judge->coverage->bands[node->b + band - 1]++;
  return band ? known (band - 1) : unknown;
}

/* Conditions inside a fact are part of its value, not reasons by themselves. */
static struct value
chosen (struct judge *judge, const struct node *node)
{
  const uint32_t *items = judge->plan->items + node->a;
  bool tracing = judge->now.tracing;
  judge->now.tracing = false;
  struct value out = unknown;
  uint32_t i = 0;
  for (; i + 1 < node->b; i += 2)
    {
      struct value condition = evaluate (judge, items[i]);
      if (condition.state == VALUE_FAILED)
        out = condition;
      else if (condition.state == VALUE_KNOWN && condition.n)
        out = evaluate (judge, items[i + 1]);
      else
        continue;
      break;
    }
  if (i + 1 == node->b)
    out = evaluate (judge, items[i]);
  judge->now.tracing = tracing;
  return out;
}

static struct value
moved (struct judge *judge, const struct node *node)
{
  struct value date = evaluate (judge, node->a);
  if (date.state != VALUE_KNOWN)
    return date;
  int64_t day = (int64_t)civil_add_months ((int32_t)date.n, (int)node->k) + node->k2;
  return known (day);
}

/* Counts a condition's answer, where that is wanted; an explanation is none. */
static struct value
counted (struct judge *judge, const struct node *node, struct value held)
{
  if (judge->coverage && !judge->now.explaining)
    coverage_count (judge->coverage, (uint32_t)(node - judge->plan->nodes), held);
  return held;
}

/* Notes a condition and what it saw. */
static struct value
note (struct judge *judge, const struct node *node, struct value a, struct value b,
      struct value held)
{
  counted (judge, node, held);
  if (!judge->now.tracing)
    return held;
  if (ARRAY_ROOM (judge->seen, judge->seen_count, judge->seen_capacity, 1) < 0)
    {
      error_memory (&judge->now.error);
      return (struct value){ 0, VALUE_FAILED };
    }
  judge->seen[judge->seen_count++]
      = (struct seen){ (uint32_t)(node - judge->plan->nodes), a, b, held, judge->now.inside };
  return held;
}

static bool
passes (enum comparison how, int order)
{
  switch (how)
    {
    case COMPARE_AT_LEAST: return order >= 0;
    case COMPARE_MORE_THAN: return order > 0;
    case COMPARE_AT_MOST: return order <= 0;
    case COMPARE_LESS_THAN: return order < 0;
    default: return order == 0;
    }
}

static bool
is_clock (const struct node *node)
{
  return node->op == NODE_TODAY || node->op == NODE_ELAPSED;
}

/* The operands of a comparison.  Where one is a clock and the other stands
 * still, the day of their crossing is the horizon, not the clock's next tick. */
static void
operands (struct judge *judge, const struct node *node, struct value *a, struct value *b)
{
  const struct node *left = &judge->plan->nodes[node->a], *right = &judge->plan->nodes[node->b];
  int32_t before = judge->now.horizon, after_left;
  judge->now.horizon = DAY_NEVER;
  *a = evaluate (judge, node->a);
  after_left = judge->now.horizon;
  judge->now.horizon = DAY_NEVER;
  *b = evaluate (judge, node->b);
  int32_t after_right = judge->now.horizon;
  if (is_clock (left) && after_right == DAY_NEVER && a->state == VALUE_KNOWN)
    after_left = clock_crossing (judge, left, *b);
  else if (is_clock (right) && after_left == DAY_NEVER && b->state == VALUE_KNOWN)
    after_right = clock_crossing (judge, right, *a);
  judge->now.horizon = before;
  horizon (judge, after_left);
  horizon (judge, after_right);
}

static struct value
compared (struct judge *judge, const struct node *node)
{
  struct value a, b, out;
  operands (judge, node, &a, &b);
  if (settled (a, b, &out))
    return note (judge, node, a, b, out);
  const struct node *left = &judge->plan->nodes[node->a];
  int64_t x = a.n, y = b.n;
  if (left->type == TYPE_WORD && node->detail != COMPARE_IS)
    {
      const uint16_t *ranks = judge->plan->schema.lists[left->words].ranks;
      x = ranks[x];
      y = ranks[y];
    }
  bool held = passes (node->detail, (x > y) - (x < y));
  return note (judge, node, a, b, known (held));
}

static struct value
one_of (struct judge *judge, const struct node *node)
{
  struct value a = evaluate (judge, node->a);
  if (a.state != VALUE_KNOWN)
    return note (judge, node, a, unknown, a);
  bool held = false;
  for (uint32_t i = 0; i < node->c && !held; i++)
    held = judge->plan->literals[node->b + i] == a.n;
  return note (judge, node, a, unknown, known (held));
}

static struct value
shared (struct judge *judge, const struct node *node)
{
  struct value a = evaluate (judge, node->a), b = evaluate (judge, node->b), out;
  if (!settled (a, b, &out))
    out = b.n == 0 ? unknown
                   : known (passes (node->detail, fraction_compare (a.n, b.n, node->k, node->k2)));
  return note (judge, node, a, b, out);
}

/* An explanation shows every part of a group, also those that come after the
 * one that settles it; they have no say. */
static struct value
explain_rest (struct judge *judge, const struct node *node, uint32_t from, struct value settled)
{
  struct error why = judge->now.error;
  for (uint32_t i = from; judge->now.explaining && i < node->b; i++)
    evaluate (judge, judge->plan->items[node->a + i]);
  if (judge->now.error.code != ERROR_MEMORY)
    judge->now.error = why;
  return settled;
}

/* all, any, none: `settles` is the answer of a part that settles the whole. */
static struct value
combined (struct judge *judge, const struct node *node)
{
  bool settles = node->op != NODE_ALL, doubtful = false;
  for (uint32_t i = 0; i < node->b; i++)
    {
      struct value part = evaluate (judge, judge->plan->items[node->a + i]);
      if (part.state == VALUE_FAILED)
        return explain_rest (judge, node, i + 1, part);
      if (part.state == VALUE_UNKNOWN)
        doubtful = true;
      else if (part.n == settles)
        return explain_rest (judge, node, i + 1, known (node->op == NODE_ANY));
    }
  return doubtful ? unknown : known (node->op != NODE_ANY);
}

/* In an explanation a group stands before its parts. */
static struct value
group (struct judge *judge, const struct node *node)
{
  if (!judge->now.explaining || !judge->now.tracing)
    return combined (judge, node);
  uint32_t at = judge->seen_count;
  struct value noted = note (judge, node, unknown, unknown, unknown);
  if (noted.state == VALUE_FAILED)
    return noted;
  judge->now.inside++;
  struct value held = combined (judge, node);
  judge->now.inside--;
  judge->seen[at].held = held;
  return held;
}

struct value
evaluate (struct judge *judge, uint32_t at)
{
  const struct node *node = &judge->plan->nodes[at];
  struct value a;
  switch (node->op)
    {
    case NODE_CONSTANT: return known (node->k);
    case NODE_AGGREGATE: return evaluate_aggregate (judge, &judge->plan->aggregates[node->a]);
    case NODE_PROFILE: return read_profile (judge, node->a);
    case NODE_TRACK: return read_track (judge, node->a);
    case NODE_TODAY: horizon (judge, judge->today + 1); return known (judge->today);
    case NODE_ELAPSED: return evaluate_elapsed (judge, node);
    case NODE_PLUS: return moved (judge, node);
    case NODE_NEGATE:
      a = evaluate (judge, node->a);
      a.n = -a.n;
      return a;
    case NODE_LARGEST:
    case NODE_SMALLEST: return extreme (judge, node);
    case NODE_OR_ELSE:
      a = evaluate (judge, node->a);
      return a.state == VALUE_UNKNOWN ? evaluate (judge, node->b) : a;
    case NODE_BANDS: return banded (judge, node);
    case NODE_CHOOSE: return chosen (judge, node);
    case NODE_PREVIOUS: return evaluate_previous (judge, node);
    case NODE_SPELL: return read_spell (judge, &judge->plan->spells[node->a]);
    case NODE_DERIVE: return ask_derived (judge, node->a);
    case NODE_SCHOOL: return read_school (judge, node->a);
    case NODE_COMPARE: return compared (judge, node);
    case NODE_ONE_OF: return one_of (judge, node);
    case NODE_KNOWN:
      a = evaluate (judge, node->a);
      return note (judge, node, a, unknown,
                   a.state == VALUE_FAILED ? a : known (a.state == VALUE_KNOWN));
    case NODE_SHARE: return shared (judge, node);
    case NODE_ALL:
    case NODE_ANY:
    case NODE_NOT_ANY: return counted (judge, node, group (judge, node));
    case NODE_FUNCTION: return note (judge, node, unknown, unknown, ask_condition (judge, node->a));
    default: return arithmetic (judge, node);
    }
}
