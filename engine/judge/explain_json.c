/* explain_json.c — the parts of an explanation, as JSON. */
#include "engine/judge/explain_parts.h"

#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"

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

/* The next number on the right side of a bound n / d: in units of one, or of a
 * millionth. */
static int64_t
nearest_right (enum comparison how, __int128 n, __int128 d, int64_t unit)
{
  __int128 units = n / (d * unit) - (n % (d * unit) < 0);
  bool exact = units * d * unit == n;
  if (how == COMPARE_MORE_THAN || (how == COMPARE_AT_LEAST && !exact))
    units++;
  else if (how == COMPARE_LESS_THAN && exact)
    units--;
  return (int64_t)(units * unit);
}

/* The comparison that is wanted to hold, of one that may stand in none{…};
 * false where there is none with an order. */
static bool
wanted_comparison (const struct node *node, bool wanted, enum comparison *out)
{
  static const enum comparison opposite[] = { [COMPARE_IS] = COMPARE_IS,
                                              [COMPARE_AT_LEAST] = COMPARE_LESS_THAN,
                                              [COMPARE_MORE_THAN] = COMPARE_AT_MOST,
                                              [COMPARE_AT_MOST] = COMPARE_MORE_THAN,
                                              [COMPARE_LESS_THAN] = COMPARE_AT_LEAST };
  if (node->op != NODE_COMPARE && node->op != NODE_SHARE)
    return false;
  *out = wanted ? (enum comparison)node->detail : opposite[node->detail];
  return wanted || node->detail != COMPARE_IS;
}

/* Appends how much is missing of a comparison of numbers; whether more is.
 * Where more of the one is more of the other too, no number says it. */
static bool
lacks_json (struct buffer *out, struct judge *judge, const struct seen *seen, bool wanted)
{
  const struct node *node = &judge->plan->nodes[seen->node];
  enum comparison how;
  if (!wanted_comparison (node, wanted, &how) || how == COMPARE_IS || seen->a.state != VALUE_KNOWN
      || seen->b.state != VALUE_KNOWN || judge->plan->nodes[node->a].type != TYPE_NUMBER
      || count_alike (judge, node->a, node->b))
    return false;
  int64_t unit = plan_is_whole (judge->plan, node->a) ? DECIMAL_ONE : 1;
  bool share = node->op == NODE_SHARE;
  bool more = how == COMPARE_AT_LEAST || how == COMPARE_MORE_THAN;
  /* Nobody reads 5.000001 as the next number after 5. */
  bool over = unit == 1 && !share && (how == COMPARE_MORE_THAN || how == COMPARE_LESS_THAN);
  int64_t right = over    ? seen->b.n
                  : share ? nearest_right (how, (__int128)node->k * seen->b.n, node->k2, unit)
                          : nearest_right (how, seen->b.n, 1, unit);
  buffer_text (out, over ? ",\"lacks\":\"over " : ",\"lacks\":\"");
  decimal_write (out, more ? right - seen->a.n : seen->a.n - right);
  buffer_text (out, more ? " more\"" : " too many\"");
  return more;
}

static bool
is_clock (const struct node *node)
{
  return node->op == NODE_ELAPSED || node->op == NODE_TODAY;
}

/* The day on which time alone brings a comparison with a clock. */
static int32_t
turns_on (struct judge *judge, const struct seen *seen, bool wanted)
{
  static const enum comparison turned[] = { [COMPARE_IS] = COMPARE_IS,
                                            [COMPARE_AT_LEAST] = COMPARE_AT_MOST,
                                            [COMPARE_MORE_THAN] = COMPARE_LESS_THAN,
                                            [COMPARE_AT_MOST] = COMPARE_AT_LEAST,
                                            [COMPARE_LESS_THAN] = COMPARE_MORE_THAN };
  const struct node *node = &judge->plan->nodes[seen->node];
  enum comparison how;
  if (node->op != NODE_COMPARE || !wanted_comparison (node, wanted, &how))
    return DAY_NEVER;
  const struct node *clock = &judge->plan->nodes[node->a];
  struct value other = seen->b;
  if (!is_clock (clock))
    {
      clock = &judge->plan->nodes[node->b];
      other = seen->a;
      how = turned[how];
    }
  if (!is_clock (clock) || how == COMPARE_AT_MOST || how == COMPARE_LESS_THAN)
    return DAY_NEVER;
  return clock_reaching (judge, clock, other, how == COMPARE_MORE_THAN);
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

/* What is missing of a condition that is not as it is wanted: how much, from
 * when on time brings it, until when it can be done. */
static void
missing_json (struct buffer *out, struct judge *judge, const struct seen *seen, bool wanted,
              int32_t before)
{
  if (seen->held.state == VALUE_KNOWN && (seen->held.n != 0) == wanted)
    return;
  size_t size = out->size;
  bool more = seen->held.state == VALUE_KNOWN && lacks_json (out, judge, seen, wanted);
  bool too_many = out->size > size && !more;
  if (seen->held.state == VALUE_KNOWN)
    day_json (out, "from", turns_on (judge, seen, wanted));
  int32_t end = window_end (judge, seen->node);
  if (wanted && !too_many)
    day_json (out, "before", end < before ? end : before);
}

static void
condition_json (struct buffer *out, struct judge *judge, const struct seen *seen, bool wanted,
                int32_t before)
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
  missing_json (out, judge, seen, wanted, before);
  events_json (out, judge, seen->node);
  buffer_char (out, '}');
}

/* A walk through the conditions that were just judged. */
struct listing
{
  struct judge *judge;
  uint32_t at; /* the next of them */
  int32_t before;
};

/* The conditions that are `inside` deep, each group with its own; whether they
 * are wanted to hold, or stand in none{…}. */
static void
list_json (struct buffer *out, struct listing *listing, uint32_t inside, bool wanted)
{
  static const char *const names[]
      = { [NODE_ALL] = "all", [NODE_ANY] = "any", [NODE_NOT_ANY] = "none" };
  struct judge *judge = listing->judge;
  bool first = true;
  buffer_char (out, '[');
  while (listing->at < judge->seen_count && judge->seen[listing->at].inside == inside)
    {
      struct seen seen = judge->seen[listing->at++];
      enum node_op op = judge->plan->nodes[seen.node].op;
      if (!first)
        buffer_char (out, ',');
      first = false;
      if (op == NODE_ALL || op == NODE_ANY || op == NODE_NOT_ANY)
        {
          buffer_format (out, "{\"%s\":", names[op]);
          list_json (out, listing, inside + 1, wanted == (op != NODE_NOT_ANY));
          buffer_text (out, ",\"held\":");
          truth_json (out, seen.held);
          buffer_char (out, '}');
        }
      else
        condition_json (out, judge, &seen, wanted, listing->before);
    }
  buffer_char (out, ']');
}

void
conditions_json (struct buffer *out, struct judge *judge, int32_t before)
{
  struct listing listing = { judge, 0, before };
  judge->now.tracing = false;
  out->failed |= judge->now.error.code == ERROR_MEMORY;
  list_json (out, &listing, 0, true);
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
      out->failed |= judge->now.error.code == ERROR_MEMORY;
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
