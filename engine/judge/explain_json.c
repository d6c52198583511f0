/* explain_json.c — the parts of an explanation, as JSON. */
#include "engine/judge/explain_parts.h"

#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"

enum
{
  EVENTS_SHOWN = 50 /* of what counted, the latest */
};

void
text_json (struct buffer *out, const struct judge *judge, uint32_t string)
{
  if (string == NONE)
    buffer_text (out, "null");
  else
    buffer_json (out, strings_text (judge->strings, string),
                 strings_length (judge->strings, string));
}

void
truth_json (struct buffer *out, struct value held)
{
  buffer_text (out, held.state != VALUE_KNOWN ? "null" : held.n ? "true" : "false");
}

void
day_json (struct buffer *out, const char *name, int32_t day)
{
  if (day == DAY_NEVER || day > LAST_DAY)
    return;
  buffer_format (out, ",\"%s\":\"", name);
  day_write (out, day);
  buffer_char (out, '"');
}

/* Whether an event counts for an aggregate in the judgement at hand. */
static bool
counts_now (const struct judge *judge, const struct counted *counted, uint32_t number)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[number];
  const struct judgement *now = &judge->now;
  if (counted->aggregate != number)
    return false;
  if (aggregate->duty != NONE)
    return now->opening && counted->of == (int64_t)now->opening->ordinal;
  if (aggregate->key != PLACE_NONE && counted->of != now->key)
    return false;
  if (aggregate->days)
    return instant_day (counted->record->time, judge->plan->calendar.offset)
           > judge->window_day - aggregate->days;
  if (aggregate->period == NONE && (aggregate->since == NONE || aggregate->key == PLACE_NONE))
    return true;
  return counted->window == running_window (judge, now->teacher, aggregate);
}

/* Of the smallest, the largest, the first, the last: the one that is it. */
static bool
is_the_one (const struct judge *judge, uint32_t at, uint32_t number)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[number];
  const struct counted *counted = &judge->counting[at];
  bool one = aggregate->op == AGGREGATE_MIN || aggregate->op == AGGREGATE_MAX
             || aggregate->op == AGGREGATE_FIRST || aggregate->op == AGGREGATE_LAST;
  if (!one)
    return true;
  int64_t sign = aggregate->op == AGGREGATE_MIN ? -1 : 1;
  const uint16_t *ranks
      = aggregate->type == TYPE_WORD ? judge->plan->schema.lists[aggregate->words].ranks : NULL;
  for (uint32_t i = 0; i < judge->counting_count; i++)
    {
      const struct counted *other = &judge->counting[i];
      if (i == at || !counts_now (judge, other, number))
        continue;
      if (aggregate->op == AGGREGATE_FIRST ? i < at
          : aggregate->op == AGGREGATE_LAST
              ? i > at
              : sign * (ranks ? ranks[other->value] : other->value)
                        > sign * (ranks ? ranks[counted->value] : counted->value)
                    || (other->value == counted->value && i < at))
        return false;
    }
  return true;
}

/* Marks the aggregates a node is made of. */
static void
walk (struct judge *judge, uint32_t at)
{
  const struct node *node = &judge->plan->nodes[at];
  if (judge->visited[at])
    return;
  judge->visited[at] = 1;
  if (node->op == NODE_AGGREGATE)
    judge->parts[node->a] = true;
  struct operands operands = plan_operands (judge->plan, node);
  for (uint32_t i = 0; i < operands.count; i++)
    walk (judge, operand_at (&operands, i));
}

static void
mark_parts (struct judge *judge, uint32_t at)
{
  memset (judge->visited, 0, judge->plan->node_count * sizeof *judge->visited);
  memset (judge->parts, 0, judge->plan->aggregate_count * sizeof *judge->parts);
  walk (judge, at);
}

static void
event_json (struct buffer *out, const struct judge *judge, const struct counted *counted)
{
  const struct record *record = counted->record;
  const struct aggregate *aggregate = &judge->plan->aggregates[counted->aggregate];
  buffer_text (out, "{\"time\":\"");
  instant_write (out, record->time, judge->plan->calendar.offset);
  buffer_text (out, "\",\"type\":");
  text_json (out, judge, judge->plan->schema.types[record->type].name);
  buffer_text (out, ",\"source\":");
  text_json (out, judge, record->source);
  buffer_text (out, ",\"id\":");
  buffer_json (out, record_id (record), record->id_size);
  if (aggregate->op != AGGREGATE_COUNT)
    {
      buffer_text (out, ",\"value\":");
      uint8_t type = aggregate->op == AGGREGATE_DISTINCT ? TYPE_TEXT : aggregate->type;
      if (aggregate->op == AGGREGATE_DISTINCT)
        buffer_text (out, "null");
      else
        value_json (out, judge->plan, judge->strings, type, aggregate->words,
                    (struct value){ counted->value,
                                    counted->value == VALUE_ABSENT ? VALUE_UNKNOWN : VALUE_KNOWN });
    }
  buffer_char (out, '}');
}

bool
events_json (struct buffer *out, struct judge *judge, uint32_t node)
{
  uint32_t count = 0, skipped;
  mark_parts (judge, node);
  for (uint32_t i = 0; i < judge->counting_count; i++)
    {
      uint32_t number = judge->counting[i].aggregate;
      judge->counting[i].shown = counts_now (judge, &judge->counting[i], number)
                                 && judge->parts[number] && is_the_one (judge, i, number);
      count += judge->counting[i].shown;
    }
  if (!count)
    return false;
  skipped = count > EVENTS_SHOWN ? count - EVENTS_SHOWN : 0;
  if (skipped)
    buffer_format (out, ",\"more\":%u", skipped);
  buffer_text (out, ",\"events\":[");
  bool first = true;
  for (uint32_t i = 0; i < judge->counting_count; i++)
    {
      if (!judge->counting[i].shown || (skipped && skipped--))
        continue;
      if (!first)
        buffer_char (out, ',');
      first = false;
      event_json (out, judge, &judge->counting[i]);
    }
  buffer_char (out, ']');
  return true;
}

static void
difference (struct buffer *out, int64_t from, int64_t to, bool beyond, const char *what)
{
  buffer_text (out, beyond ? ",\"lacks\":\"more than " : ",\"lacks\":\"");
  decimal_write (out, to - from);
  buffer_text (out, what);
  buffer_char (out, '"');
}

/* The least, or greatest, number whose share of b is on the right side of the
 * bound: whole where b is. */
static int64_t
share_bound (const struct node *node, int64_t b)
{
  __int128 product = (__int128)node->k * b;
  int64_t unit = b % DECIMAL_ONE == 0 ? DECIMAL_ONE : 1;
  __int128 units = product / ((__int128)node->k2 * unit);
  bool exact = units * node->k2 * unit == product;
  if (node->detail == COMPARE_AT_LEAST && !exact)
    units++;
  else if (node->detail == COMPARE_MORE_THAN)
    units++;
  else if (node->detail == COMPARE_LESS_THAN && exact)
    units--;
  return (int64_t)(units * unit);
}

/* How much is missing of a condition on numbers that does not hold. */
static void
lacks_json (struct buffer *out, const struct judge *judge, const struct seen *seen)
{
  const struct node *node = &judge->plan->nodes[seen->node];
  if ((node->op != NODE_COMPARE && node->op != NODE_SHARE) || seen->a.state != VALUE_KNOWN
      || seen->b.state != VALUE_KNOWN || judge->plan->nodes[node->a].type != TYPE_NUMBER
      || seen->held.state != VALUE_KNOWN || seen->held.n)
    return;
  int64_t bound = node->op == NODE_SHARE ? share_bound (node, seen->b.n) : seen->b.n;
  bool open = node->op == NODE_COMPARE;
  switch (node->detail)
    {
    case COMPARE_AT_LEAST: difference (out, seen->a.n, bound, false, " more"); break;
    case COMPARE_MORE_THAN: difference (out, seen->a.n, bound, open, " more"); break;
    case COMPARE_AT_MOST: difference (out, bound, seen->a.n, false, " too many"); break;
    case COMPARE_LESS_THAN: difference (out, bound, seen->a.n, open, " too many"); break;
    default: break;
    }
}

/* The day on which time alone turns a comparison with a clock. */
static int32_t
turns_on (struct judge *judge, const struct seen *seen)
{
  const struct node *node = &judge->plan->nodes[seen->node];
  if (node->op != NODE_COMPARE || seen->held.state != VALUE_KNOWN || seen->held.n)
    return DAY_NEVER;
  const struct node *left = &judge->plan->nodes[node->a], *right = &judge->plan->nodes[node->b];
  if (left->op == NODE_ELAPSED || left->op == NODE_TODAY)
    return clock_crossing (judge, left, seen->b);
  if (right->op == NODE_ELAPSED || right->op == NODE_TODAY)
    return clock_crossing (judge, right, seen->a);
  return DAY_NEVER;
}

/* The end of the window of what a node counts, where one ends by itself. */
static int32_t
window_end (struct judge *judge, uint32_t at)
{
  int32_t end = DAY_NEVER;
  mark_parts (judge, at);
  for (uint32_t i = 0; i < judge->plan->aggregate_count; i++)
    {
      uint32_t period = judge->plan->aggregates[i].period;
      if (judge->parts[i] && period != NONE && judge->ordinals[period] != PERIOD_NONE
          && judge->period_end[period] < end)
        end = judge->period_end[period];
    }
  return end;
}

static void
condition_json (struct buffer *out, struct judge *judge, const struct seen *seen, int32_t before)
{
  struct buffer was = BUFFER_INIT;
  buffer_text (out, "{\"is\":");
  text_json (out, judge, judge->plan->nodes[seen->node].text);
  seen_text (&was, judge->plan, judge->strings, seen);
  if (was.size)
    {
      buffer_text (out, ",\"was\":");
      buffer_json (out, was.data, was.size);
    }
  out->failed |= was.failed;
  buffer_release (&was);
  buffer_text (out, ",\"held\":");
  truth_json (out, seen->held);
  lacks_json (out, judge, seen);
  day_json (out, "from", turns_on (judge, seen));
  if (seen->held.state != VALUE_KNOWN || !seen->held.n)
    {
      int32_t end = window_end (judge, seen->node);
      day_json (out, "before", end < before ? end : before);
    }
  events_json (out, judge, seen->node);
  buffer_char (out, '}');
}

/* The conditions from *at on that are `inside` deep, each group with its own. */
static void
list_json (struct buffer *out, struct judge *judge, uint32_t *at, uint32_t inside, int32_t before)
{
  static const char *const names[]
      = { [NODE_ALL] = "all", [NODE_ANY] = "any", [NODE_NOT_ANY] = "none" };
  bool first = true;
  buffer_char (out, '[');
  while (*at < judge->seen_count && judge->seen[*at].inside == inside)
    {
      struct seen seen = judge->seen[(*at)++];
      enum node_op op = judge->plan->nodes[seen.node].op;
      if (!first)
        buffer_char (out, ',');
      first = false;
      if (op == NODE_ALL || op == NODE_ANY || op == NODE_NOT_ANY)
        {
          buffer_format (out, "{\"%s\":", names[op]);
          list_json (out, judge, at, inside + 1, before);
          buffer_text (out, ",\"held\":");
          truth_json (out, seen.held);
          buffer_char (out, '}');
        }
      else
        condition_json (out, judge, &seen, before);
    }
  buffer_char (out, ']');
}

void
conditions_json (struct buffer *out, struct judge *judge, int32_t before)
{
  uint32_t at = 0;
  judge->now.tracing = false;
  list_json (out, judge, &at, 0, before);
}

/* The name of a fact, by its node; NONE where it has none. */
static uint32_t
name_of (const struct plan *plan, uint32_t node)
{
  for (uint32_t i = 0; i < plan->fact_count; i++)
    if (plan->facts[i].node == node)
      return plan->facts[i].label != NONE ? plan->facts[i].label : plan->facts[i].name;
  return NONE;
}

void
ranked_json (struct buffer *out, const struct judge *judge, const struct decision *decision)
{
  const struct ranked *ranked = decision->ranked;
  const struct selecting *selecting = &decision->sentence->selecting;
  buffer_format (out, ",\"ranked\":{\"place\":%u,\"of\":%u,\"among\":%u,\"tied\":%u", ranked->place,
                 ranked->eligible, ranked->among, ranked->tied);
  if (selecting->quota_count)
    buffer_format (out, ",\"places\":%u", ranked->places);
  buffer_text (out, ",\"by\":[");
  for (uint32_t i = 0; i < selecting->rank_count; i++)
    {
      uint32_t at = judge->plan->rankings[selecting->rank + i].node;
      const struct node *node = &judge->plan->nodes[at];
      buffer_text (out, i ? ",{\"is\":" : "{\"is\":");
      text_json (out, judge, name_of (judge->plan, at));
      buffer_text (out, ",\"was\":");
      value_json (out, judge->plan, judge->strings, node->type, node->words, ranked->keys[i]);
      buffer_char (out, '}');
    }
  buffer_text (out, "]}");
}

static void
tracks_json (struct buffer *out, const struct judge *judge)
{
  const struct plan *plan = judge->plan;
  buffer_text (out, ",\"tracks\":{");
  for (uint32_t i = 0; i < plan->track_count; i++)
    {
      const struct cell *cell = teacher_cell (judge->now.teacher, i);
      if (i)
        buffer_char (out, ',');
      text_json (out, judge, plan->tracks[i].name);
      buffer_text (out, ":{\"is\":");
      value_json (out, plan, judge->strings, TYPE_WORD, plan->tracks[i].words,
                  (struct value){ cell ? cell->value : 0, VALUE_KNOWN });
      day_json (out, "since", cell ? cell->period : judge->now.teacher->known);
      buffer_char (out, '}');
    }
  buffer_char (out, '}');
}

static void
facts_json (struct buffer *out, struct judge *judge)
{
  const struct plan *plan = judge->plan;
  buffer_text (out, ",\"facts\":{");
  for (uint32_t i = 0; i < plan->fact_count; i++)
    {
      const struct node *node = &plan->nodes[plan->facts[i].node];
      if (i)
        buffer_char (out, ',');
      text_json (out, judge, plan->facts[i].name);
      buffer_char (out, ':');
      value_json (out, plan, judge->strings, node->type, node->words,
                  evaluate (judge, plan->facts[i].node));
    }
  buffer_char (out, '}');
}

void
standing_json (struct buffer *out, struct judge *judge)
{
  const struct plan *plan = judge->plan;
  tracks_json (out, judge);
  buffer_text (out, ",\"profile\":{");
  for (uint32_t i = 0, shown = 0; i < plan->profile_count; i++)
    {
      const struct cell *cell = teacher_cell (judge->now.teacher, plan->cell_profile + i);
      if (!cell)
        continue;
      if (shown++)
        buffer_char (out, ',');
      text_json (out, judge, plan->profile[i].name);
      buffer_char (out, ':');
      value_json (out, plan, judge->strings, plan->profile[i].type, plan->profile[i].words,
                  (struct value){ cell->value, VALUE_KNOWN });
    }
  buffer_char (out, '}');
  facts_json (out, judge);
}
