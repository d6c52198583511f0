/* explain_events.c — which events counted for a value, of all that were noted
 * for who is followed.
 *
 * What a fact leaves out is left out here: what the best of its group outdoes,
 * all but the n largest, all but the one that is first, last, smallest or
 * largest. */
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/judge/explain_parts.h"
#include "engine/judge/remember.h"

enum
{
  EVENTS_SHOWN = 50 /* of what counted, the latest */
};

int
note_counted (struct judge *judge, const struct aggregate *aggregate, int64_t of, int32_t window,
              const struct record *record, const struct sample *sample)
{
  if (ARRAY_ROOM (judge->counting, judge->counting_count, judge->counting_capacity, 1) < 0)
    return -1;
  judge->counting[judge->counting_count++]
      = (struct counted){ .record = record,
                          .value = sample->value,
                          .group = sample->group,
                          .rank = sample->rank,
                          .of = of,
                          .aggregate = (uint32_t)(aggregate - judge->plan->aggregates),
                          .window = window };
  return 0;
}

void
forget_counted (struct judge *judge, const struct aggregate *aggregate)
{
  uint32_t kept = 0, number = (uint32_t)(aggregate - judge->plan->aggregates);
  for (uint32_t i = 0; i < judge->counting_count; i++)
    if (judge->counting[i].aggregate != number)
      judge->counting[kept++] = judge->counting[i];
  judge->counting_count = kept;
}

/* ---- Which are looked at ------------------------------------------------ */

/* Marks the aggregates a node is made of; what is read of the school's own
 * record has counted there, not for who is followed. */
static void
walk (struct judge *judge, uint32_t at, uint8_t mark)
{
  const struct node *node = &judge->plan->nodes[at];
  if (judge->visited[at] || node->op == NODE_SCHOOL)
    return;
  judge->visited[at] = 1;
  if (node->op == NODE_AGGREGATE)
    judge->parts[node->a] |= mark;
  struct operands operands = plan_operands (judge->plan, node);
  for (uint32_t i = 0; i < operands.count; i++)
    walk (judge, operand_at (&operands, i), mark);
}

static void
begin_walk (struct judge *judge, uint32_t at, uint8_t mark)
{
  memset (judge->visited, 0, judge->plan->node_count * sizeof *judge->visited);
  walk (judge, at, mark);
}

void
mark_parts (struct judge *judge, uint32_t at)
{
  memset (judge->parts, 0, judge->plan->aggregate_count * sizeof *judge->parts);
  begin_walk (judge, at, 1);
}

bool
count_alike (struct judge *judge, uint32_t a, uint32_t b)
{
  const struct plan *plan = judge->plan;
  mark_parts (judge, a);
  begin_walk (judge, b, 2);
  for (uint32_t i = 0; i < plan->aggregate_count; i++)
    for (uint32_t j = 0; j < plan->aggregate_count && judge->parts[i] & 1; j++)
      if (judge->parts[j] & 2
          && plan->selections[plan->aggregates[i].selection].type
                 == plan->selections[plan->aggregates[j].selection].type)
        return true;
  return false;
}

/* Whether an event counts for its aggregate in the judgement at hand. */
static bool
counts_now (const struct judge *judge, const struct counted *counted)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[counted->aggregate];
  const struct judgement *now = &judge->now;
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

/* ---- Which of them the fact keeps --------------------------------------- */

/* Whether the fact keeps `other` rather than `one`: of equals the earlier. */
typedef bool keeps (const struct judge *judge, const struct aggregate *aggregate,
                    const struct counted *one, const struct counted *other);

static int
by_word (const struct judge *judge, uint32_t words, int64_t a, int64_t b)
{
  const uint16_t *ranks = words == NONE ? NULL : judge->plan->schema.lists[words].ranks;
  int64_t x = ranks ? ranks[a] : a, y = ranks ? ranks[b] : b;
  return (x > y) - (x < y);
}

static bool
outdone (const struct judge *judge, const struct aggregate *aggregate, const struct counted *one,
         const struct counted *other)
{
  int order = by_word (judge, aggregate->rank_words, other->rank, one->rank);
  return other->group == one->group && (order > 0 || (order == 0 && other < one));
}

static bool
farther (const struct judge *judge, const struct aggregate *aggregate, const struct counted *one,
         const struct counted *other)
{
  if (aggregate->op == AGGREGATE_FIRST || aggregate->op == AGGREGATE_LAST)
    return aggregate->op == AGGREGATE_FIRST ? other < one : other > one;
  uint32_t words = aggregate->type == TYPE_WORD ? aggregate->words : NONE;
  int order = by_word (judge, words, other->value, one->value);
  if (aggregate->op == AGGREGATE_MIN)
    order = -order;
  return order > 0 || (order == 0 && other < one);
}

/* Hides each that at least `most` others of its aggregate are kept before. */
static void
keep_only (struct judge *judge, uint32_t number, uint32_t most, keeps *rather)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[number];
  for (uint32_t i = 0; i < judge->counting_count; i++)
    {
      struct counted *one = &judge->counting[i];
      uint32_t before = 0;
      if (one->aggregate != number || !one->shown)
        continue;
      for (uint32_t j = 0; j < judge->counting_count && before < most; j++)
        {
          const struct counted *other = &judge->counting[j];
          before += other != one && other->aggregate == number && other->shown
                    && rather (judge, aggregate, one, other);
        }
      one->shown = before < most;
    }
}

/* Of what :best keeps, what has no value counts for nothing. */
static void
hide_absent (struct judge *judge, uint32_t number)
{
  for (uint32_t i = 0; i < judge->counting_count; i++)
    if (judge->counting[i].aggregate == number && judge->counting[i].value == VALUE_ABSENT)
      judge->counting[i].shown = false;
}

static void
keep_what_counts (struct judge *judge, uint32_t number)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[number];
  if (aggregate->group != PLACE_NONE)
    {
      keep_only (judge, number, 1, outdone);
      hide_absent (judge, number);
    }
  switch (aggregate->op)
    {
    case AGGREGATE_MIN:
    case AGGREGATE_MAX:
    case AGGREGATE_FIRST:
    case AGGREGATE_LAST: keep_only (judge, number, 1, farther); break;
    case AGGREGATE_TOP: keep_only (judge, number, aggregate->top, farther); break;
    default: break;
    }
}

/* Marks the events that counted for a node; how many. */
static uint32_t
mark_events (struct judge *judge, uint32_t node)
{
  uint32_t count = 0;
  mark_parts (judge, node);
  for (uint32_t i = 0; i < judge->counting_count; i++)
    judge->counting[i].shown
        = judge->parts[judge->counting[i].aggregate] && counts_now (judge, &judge->counting[i]);
  for (uint32_t i = 0; i < judge->plan->aggregate_count; i++)
    if (judge->parts[i])
      keep_what_counts (judge, i);
  for (uint32_t i = 0; i < judge->counting_count; i++)
    count += judge->counting[i].shown;
  return count;
}

/* ---- Writing them ------------------------------------------------------- */

static void
add_value (struct buffer *out, const struct judge *judge, const struct counted *counted)
{
  const struct aggregate *aggregate = &judge->plan->aggregates[counted->aggregate];
  const struct plan *plan = judge->plan;
  uint32_t type = plan->selections[aggregate->selection].type;
  /* It counts the different values of a field, and is a number itself. */
  const struct field *field
      = aggregate->op == AGGREGATE_DISTINCT ? plan_field (plan, type, aggregate->place) : NULL;
  struct value value
      = { counted->value, counted->value == VALUE_ABSENT ? VALUE_UNKNOWN : VALUE_KNOWN };
  buffer_text (out, ",\"value\":");
  value_json (out, plan, judge->strings, field ? field->type : aggregate->type,
              field ? field->words : aggregate->words, value);
}

static void
event_json (struct buffer *out, const struct judge *judge, const struct counted *counted)
{
  const struct record *record = counted->record;
  buffer_text (out, "{\"time\":\"");
  instant_write (out, record->time, judge->plan->calendar.offset);
  buffer_text (out, "\",\"type\":");
  text_json (out, judge, judge->plan->schema.types[record->type].name);
  buffer_text (out, ",\"source\":");
  text_json (out, judge, record->source);
  buffer_text (out, ",\"id\":");
  buffer_json (out, record_id (record), record->id_size);
  if (judge->plan->aggregates[counted->aggregate].op != AGGREGATE_COUNT)
    add_value (out, judge, counted);
  buffer_char (out, '}');
}

/* Whether an event is listed already, for another of the node's aggregates. */
static bool
listed (const struct judge *judge, uint32_t at)
{
  const struct counted *counted = &judge->counting[at];
  while (at-- > 0 && judge->counting[at].record == counted->record)
    if (judge->counting[at].shown)
      return true;
  return false;
}

bool
events_json (struct buffer *out, struct judge *judge, uint32_t node)
{
  uint32_t count = mark_events (judge, node), skipped, n = 0;
  for (uint32_t i = judge->counting_count; i-- > 0;)
    if (judge->counting[i].shown && listed (judge, i))
      {
        judge->counting[i].shown = false;
        count--;
      }
  if (!count)
    return false;
  skipped = count > EVENTS_SHOWN ? count - EVENTS_SHOWN : 0;
  if (skipped)
    buffer_format (out, ",\"more\":%u", skipped);
  buffer_text (out, ",\"events\":[");
  for (uint32_t i = 0; i < judge->counting_count; i++)
    {
      if (!judge->counting[i].shown || n++ < skipped)
        continue;
      if (n > skipped + 1)
        buffer_char (out, ',');
      event_json (out, judge, &judge->counting[i]);
    }
  buffer_char (out, ']');
  return true;
}
