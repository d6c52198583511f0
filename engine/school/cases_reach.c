/* cases_reach.c — bringing an expression to a value.
 *
 * What it is made of is changed: of two operands the first that can be, by what
 * is missing; the rest stays as it was last seen.  A change that turns out not
 * to be enough is followed by another. */
#include "engine/school/cases_parts.h"

static struct value
known (int64_t n)
{
  return (struct value){ n, VALUE_KNOWN };
}

struct value
seen_value (const struct reach *reach, uint32_t node)
{
  const struct node *at = &reach->cases->plan->nodes[node];
  if (at->op == NODE_CONSTANT)
    return known (at->k);
  return look_value (&reach->cases->look, node, reach->of_school);
}

/* What an operand counts for while the other is changed: unknown as nothing. */
static int64_t
number_of (const struct reach *reach, uint32_t node)
{
  struct value value = seen_value (reach, node);
  return value.state == VALUE_KNOWN ? value.n : 0;
}

static bool
is_constant (const struct reach *reach, uint32_t node)
{
  return reach->cases->plan->nodes[node].op == NODE_CONSTANT;
}

/* Brings one operand to a value; a constant has its own. */
static bool
reach_operand (struct reach *reach, uint32_t node, __int128 value)
{
  if (!decimal_in_range (value))
    return cannot (reach->cases, "it takes a number that is too large");
  if (is_constant (reach, node))
    return seen_value (reach, node).n == (int64_t)value
           || cannot (reach->cases, "a part of it is a number of its own");
  return reach_value (reach, node, (int64_t)value);
}

/* ---- Arithmetic -------------------------------------------------------------- */

/* a op b: what a must be, with b as it is; false where no a does it. */
static bool
left_for (const struct node *node, int64_t b, int64_t value, __int128 *a)
{
  __int128 product = (__int128)value * b;
  switch (node->op)
    {
    case NODE_ADD: *a = (__int128)value - b; return true;
    case NODE_SUBTRACT: *a = (__int128)value + b; return true;
    case NODE_MULTIPLY:
      if (b == 0 || (__int128)value * DECIMAL_ONE % b)
        return false;
      *a = (__int128)value * DECIMAL_ONE / b;
      return true;
    case NODE_MODULO: *a = value; return b > 0 ? value >= 0 && value < b : false;
    default: *a = product / DECIMAL_ONE; return b != 0 && product % DECIMAL_ONE == 0;
    }
}

/* The same of b, with a as it is. */
static bool
right_for (const struct node *node, int64_t a, int64_t value, __int128 *b)
{
  switch (node->op)
    {
    case NODE_ADD: *b = (__int128)value - a; return true;
    case NODE_SUBTRACT: *b = (__int128)a - value; return true;
    case NODE_MULTIPLY:
      if (a == 0 || (__int128)value * DECIMAL_ONE % a)
        return false;
      *b = (__int128)value * DECIMAL_ONE / a;
      return true;
    case NODE_DIVIDE:
      if (value == 0 || (__int128)a * DECIMAL_ONE % value)
        return false;
      *b = (__int128)a * DECIMAL_ONE / value;
      return *b != 0;
    default: return false;
    }
}

static bool
divides (const struct node *node)
{
  return node->op == NODE_DIVIDE || node->op == NODE_FLOOR_DIVIDE || node->op == NODE_MODULO;
}

static bool
reach_arithmetic (struct reach *reach, const struct node *node, int64_t value)
{
  __int128 other;
  int64_t a = number_of (reach, node->a), b = number_of (reach, node->b);
  if (divides (node) && b == 0)
    return reach_operand (reach, node->b, DECIMAL_ONE);
  if (seen_value (reach, node->b).state != VALUE_KNOWN)
    return reach_operand (reach, node->b, 0);
  if (left_for (node, b, value, &other) && other != a && reach_operand (reach, node->a, other))
    return true;
  if (seen_value (reach, node->a).state != VALUE_KNOWN)
    return reach_operand (reach, node->a, 0);
  return (right_for (node, a, value, &other) && other != b && reach_operand (reach, node->b, other))
         || cannot (reach->cases, "no numbers are found that make it so");
}

/* The extreme of a list: its first item that can be is brought there; others
 * beyond it are to follow. */
static bool
reach_extreme (struct reach *reach, const struct node *node, int64_t value)
{
  const uint32_t *items = reach->cases->plan->items + node->a;
  for (uint32_t i = 0; i < node->b; i++)
    {
      struct value now = seen_value (reach, items[i]);
      bool beyond
          = now.state != VALUE_KNOWN || (node->op == NODE_LARGEST ? now.n > value : now.n < value);
      if (beyond)
        return reach_operand (reach, items[i], value);
    }
  for (uint32_t i = 0; i < node->b; i++)
    if (!is_constant (reach, items[i]) && reach_value (reach, items[i], value))
      return true;
  return cannot (reach->cases, "no part of it can be so");
}

/* ---- Days ---------------------------------------------------------------------- */

int32_t
clock_base (const struct node *clock, int64_t units, int32_t up)
{
  if (clock->detail == ELAPSED_DAYS)
    return (int32_t)(up - units);
  int months = (int)(clock->detail == ELAPSED_YEARS ? units * 12 : units);
  int32_t base = civil_add_months (up, -months);
  /* A month's last days come up on one day together: any of them will do. */
  for (int32_t day = base + 3; day >= base - 3; day--)
    if (civil_add_months (day, months) == up)
      return day;
  return base;
}

/* A clock that is at `units` today since this very day. */
static bool
reach_clock (struct reach *reach, const struct node *node, int64_t value)
{
  if (value % DECIMAL_ONE)
    return cannot (reach->cases, "elapsed time is counted in whole units");
  if (value > 1000 * DECIMAL_ONE * 365 || value < -1000 * DECIMAL_ONE * 365)
    return cannot (reach->cases, "it takes a day beyond the calendar");
  return reach_base (reach, node->a,
                     clock_base (node, value / DECIMAL_ONE, reach->draft->stage.today));
}

bool
reach_base (struct reach *reach, uint32_t node, int32_t day)
{
  const struct node *of = &reach->cases->plan->nodes[node];
  struct draft *draft = reach->draft;
  if (day < civil_to_day (1901, 1, 1) || day > LAST_DAY - 1)
    return cannot (reach->cases, "it takes a day beyond the calendar");
  if (of->op != NODE_TRACK)
    return reach_value (reach, node, day);
  const struct word_list *states
      = &reach->cases->plan->schema.lists[reach->cases->plan->tracks[of->a].words];
  struct draft_track *track = &draft->tracks[of->a];
  struct value now = seen_value (reach, node);
  if (states->count < 2)
    return cannot (reach->cases, "the track has one state alone");
  if (day > draft->stage.today)
    return cannot (reach->cases, "a track has held its state since a day that is past");
  if (!track->set)
    track->state = now.state == VALUE_KNOWN ? (uint32_t)now.n : 0;
  track->set = true;
  track->since = day;
  return true;
}

/* Months move a day to another; some to the same. */
static bool
reach_moved (struct reach *reach, const struct node *node, int64_t value)
{
  int32_t base = civil_add_months ((int32_t)(value - node->k2), -(int)node->k);
  for (int32_t day = base + 3; day >= base - 3; day--)
    if (civil_add_months (day, (int)node->k) + node->k2 == value)
      return reach_value (reach, node->a, day);
  return cannot (reach->cases, "no day is moved there");
}

/* ---- Facts ---------------------------------------------------------------------- */

/* The day on which what is counted for now counts in an earlier period. */
static int32_t
previous_day (const struct reach *reach, const struct node *node)
{
  const struct calendar *calendar = &reach->cases->plan->calendar;
  const struct aggregate *aggregate = &reach->cases->plan->aggregates[node->a];
  const struct period *period = &calendar->periods[aggregate->period];
  int32_t window = reach->draft->stage.window;
  bool between = period_of (calendar, period, window) == PERIOD_NONE;
  return period_first (calendar, period,
                       period_latest (calendar, period, window) - (int32_t)node->k + between);
}

/* Of nobody known then, nothing is known. */
static bool
reach_previous (struct reach *reach, uint32_t at, int64_t value)
{
  const struct node *node = &reach->cases->plan->nodes[at];
  int32_t day = previous_day (reach, node);
  struct value now = seen_value (reach, at);
  bool early = day < reach->draft->known;
  if (early)
    reach->draft->known = day;
  if (early && now.state != VALUE_KNOWN)
    return true;
  return reach_aggregate (reach, &reach->cases->plan->aggregates[node->a], day, now, value);
}

static bool
reach_track (struct reach *reach, uint32_t number, int64_t state)
{
  struct draft *draft = reach->draft;
  struct draft_track *track = &draft->tracks[number];
  if (reach->of_school)
    return cannot (reach->cases, "the school itself has no tracks");
  if (!track->set)
    track->since = DAY_NEVER;
  else if (track->state == (uint32_t)state && draft->late_tracks)
    return cannot (reach->cases, "another sentence moves the track on");
  else if (track->state == (uint32_t)state)
    draft->late_tracks = true; /* what happened since has moved it */
  track->set = true;
  track->state = (uint32_t)state;
  return true;
}

static bool
reach_profile (struct reach *reach, uint32_t field, int64_t value)
{
  if (reach->of_school)
    return cannot (reach->cases, "the school itself has no profile");
  if (reach->draft->profile[field] == value)
    return cannot (reach->cases, "another event changes the profile");
  reach->draft->profile[field] = value;
  return true;
}

static bool
reach_bands (struct reach *reach, const struct node *node, int64_t value)
{
  const int64_t *bounds = reach->cases->plan->bounds + node->b;
  return reach_operand (reach, node->a, bounds[value]);
}

/* A choice comes to a value through a case that has it, or can have it; its
 * condition comes first, and none before it may hold. */
static bool
reach_case (struct reach *reach, const struct node *node, uint32_t item, int64_t value)
{
  const uint32_t *items = reach->cases->plan->items + node->a;
  bool last = item + 1 == node->b && node->b % 2;
  for (uint32_t i = 0; i < item; i += 2)
    {
      struct value holds = seen_value (reach, items[i]);
      if (holds.state == VALUE_KNOWN && holds.n)
        return want (reach, items[i], false);
    }
  struct value holds = last ? known (1) : seen_value (reach, items[item]);
  if (holds.state != VALUE_KNOWN || !holds.n)
    return want (reach, items[item], true);
  return reach_operand (reach, items[last ? item : item + 1], value);
}

static bool
reach_choice (struct reach *reach, const struct node *node, int64_t value)
{
  const uint32_t *items = reach->cases->plan->items + node->a;
  uint32_t ways = (node->b + 1) / 2;
  for (int constant = 1; constant >= 0; constant--)
    for (uint32_t way = 0; way < ways; way++)
      {
        uint32_t i = (way + reach->turn) % ways * 2;
        uint32_t result = items[i + 1 < node->b ? i + 1 : i];
        if (is_constant (reach, result) != constant
            || (constant && seen_value (reach, result).n != value))
          continue;
        if (reach_case (reach, node, i, value))
          return true;
      }
  return cannot (reach->cases, "no case of the choice can be so");
}

static bool
reach_or_else (struct reach *reach, const struct node *node, int64_t value)
{
  struct value first = seen_value (reach, node->a);
  if (!is_constant (reach, node->b) && first.state != VALUE_KNOWN
      && reach_value (reach, node->b, value))
    return true;
  return reach_value (reach, node->a, value);
}

static bool
reach_school (struct reach *reach, const struct node *node, int64_t value)
{
  struct reach inside = *reach;
  inside.of_school = true;
  return reach_operand (&inside, node->a, value);
}

bool
reach_value (struct reach *reach, uint32_t at, int64_t value)
{
  struct cases *cases = reach->cases;
  const struct plan *plan = cases->plan;
  const struct node *node = &plan->nodes[at];
  if (at == reach->held)
    return cannot (cases, "what it is compared with moves with it");
  switch (node->op)
    {
    case NODE_CONSTANT: return reach_operand (reach, at, value);
    case NODE_AGGREGATE:
      return reach_aggregate (reach, &plan->aggregates[node->a], DAY_NEVER, seen_value (reach, at),
                              value);
    case NODE_PREVIOUS: return reach_previous (reach, at, value);
    case NODE_PROFILE: return reach_profile (reach, node->a, value);
    case NODE_TRACK: return reach_track (reach, node->a, value);
    case NODE_TODAY: return move_stage (cases, reach->draft, (int32_t)value);
    case NODE_ELAPSED: return reach_clock (reach, node, value);
    case NODE_PLUS: return reach_moved (reach, node, value);
    case NODE_NEGATE: return reach_operand (reach, node->a, -(__int128)value);
    case NODE_LARGEST:
    case NODE_SMALLEST: return reach_extreme (reach, node, value);
    case NODE_OR_ELSE: return reach_or_else (reach, node, value);
    case NODE_BANDS: return reach_bands (reach, node, value);
    case NODE_CHOOSE: return reach_choice (reach, node, value);
    case NODE_SPELL:
      return reach_spell (reach, &plan->spells[node->a], seen_value (reach, at), value);
    case NODE_DERIVE: return cannot (cases, "it is computed by a function");
    case NODE_SCHOOL: return reach_school (reach, node, value);
    default:
      return node->op <= NODE_MODULO ? reach_arithmetic (reach, node, value)
                                     : want (reach, at, value != 0);
    }
}
