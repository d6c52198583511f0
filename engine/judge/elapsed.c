/* elapsed.c — whole units elapsed, and the exact day on which they cross a
 * bound: so that a rule about years costs its crossings, not its days. */
#include "engine/base/decimal.h"
#include "engine/judge/state.h"

/* The day elapsed time counts from: a date's own, or the one on which a
 * track took its present state.  Unknown where the date is. */
static struct value
base_of (struct judge *judge, const struct node *node)
{
  const struct node *of = &judge->plan->nodes[node->a];
  if (of->op != NODE_TRACK)
    return evaluate (judge, node->a);
  const struct teacher *teacher = judge->now.teacher;
  const struct cell *cell = teacher_cell (teacher, of->a);
  int32_t since = cell ? cell->period : teacher->known;
  if (since == DAY_NEVER)
    return (struct value){ 0, VALUE_UNKNOWN };
  return (struct value){ since, VALUE_KNOWN };
}

/* The first day on which `units` have elapsed. */
static int64_t
day_of (enum elapsed_unit unit, int32_t base, int64_t units)
{
  if (unit == ELAPSED_DAYS)
    return base + units;
  int64_t months = unit == ELAPSED_YEARS ? units * 12 : units;
  return months > 12000 || months < -12000 ? (months > 0 ? DAY_NEVER : INT32_MIN)
                                           : civil_add_months (base, (int)months);
}

struct value
evaluate_elapsed (struct judge *judge, const struct node *node)
{
  struct value base = base_of (judge, node);
  if (base.state != VALUE_KNOWN)
    return base;
  int32_t from = (int32_t)base.n;
  int64_t units = node->detail == ELAPSED_DAYS     ? judge->today - from
                  : node->detail == ELAPSED_MONTHS ? civil_months_between (from, judge->today)
                                                   : civil_years_between (from, judge->today);
  int64_t next = day_of (node->detail, from, units + 1);
  if (next < judge->now.horizon)
    judge->now.horizon = (int32_t)next;
  return (struct value){ units * DECIMAL_ONE, VALUE_KNOWN };
}

/* The earlier of two days that lies after today. */
static int32_t
next_of (int32_t today, int64_t a, int64_t b)
{
  int64_t next = DAY_NEVER;
  if (a > today)
    next = a;
  if (b > today && b < next)
    next = b;
  return (int32_t)next;
}

/* The first day on which a clock reaches n, and the first on which it passes
 * it; false where what it counts from is unknown. */
static bool
crossings (struct judge *judge, const struct node *clock, int64_t n, int64_t *reaching,
           int64_t *passing)
{
  *reaching = n;
  *passing = n + 1;
  if (clock->op == NODE_TODAY)
    return true;
  struct value base = base_of (judge, clock);
  if (base.state != VALUE_KNOWN)
    return false;
  int64_t whole = n / DECIMAL_ONE - (n % DECIMAL_ONE < 0);
  *reaching = day_of (clock->detail, (int32_t)base.n, whole + (n % DECIMAL_ONE != 0));
  *passing = day_of (clock->detail, (int32_t)base.n, whole + 1);
  return true;
}

/* A comparison with n turns at the first unit that reaches n and at the
 * first that passes it, whichever way it is asked; and where the date counted
 * from does not stand still itself, when that one moves. */
int32_t
clock_crossing (struct judge *judge, const struct node *clock, struct value other)
{
  int64_t reaching, passing;
  if (other.state != VALUE_KNOWN)
    return DAY_NEVER;
  judge->now.horizon = DAY_NEVER;
  if (!crossings (judge, clock, other.n, &reaching, &passing))
    return judge->now.horizon;
  int32_t next = next_of (judge->today, reaching, passing);
  return next < judge->now.horizon ? next : judge->now.horizon;
}

int32_t
clock_reaching (struct judge *judge, const struct node *clock, struct value other, bool passes)
{
  int64_t reaching, passing;
  if (other.state != VALUE_KNOWN)
    return DAY_NEVER;
  judge->now.horizon = DAY_NEVER;
  if (!crossings (judge, clock, other.n, &reaching, &passing)
      || judge->now.horizon != DAY_NEVER) /* what it counts from moves */
    return DAY_NEVER;
  int64_t day = passes ? passing : reaching;
  return day > judge->today && day < DAY_NEVER ? (int32_t)day : DAY_NEVER;
}
