/* cases_events.c — bringing what is counted from events, and what is open, to a
 * value: events that count are added, changed and taken away. */
#include <stdlib.h>
#include <string.h>

#include "engine/school/cases_parts.h"

/* What is counted, and where. */
struct counting
{
  struct reach *reach;
  const struct aggregate *aggregate;
  const struct selection *selection;
  int32_t day; /* DAY_NEVER: that of the slot */
};

static bool
counts (const struct counting *counting, uint32_t event)
{
  struct cases *cases = counting->reach->cases;
  const struct draft *draft = counting->reach->draft;
  const struct draft_event *made = &draft->events[event];
  uint32_t key = field_at (cases->plan, made->type, counting->aggregate->key);
  bool windowed = counting->aggregate->period != NONE || counting->aggregate->days;
  if (!event_passes (cases, draft, event, counting->aggregate->selection)
      || (counting->reach->of_school && made->who != WHO_SCHOOL)
      || (counting->day == DAY_NEVER ? windowed && made->day != DAY_NEVER
                                     : draft_day (draft, made) != counting->day))
    return false;
  return key == NONE || made->type != counting->selection->type
         || draft_values (draft, event)[key] == draft->key;
}

static enum who
who_sends (const struct reach *reach, const struct selection *selection)
{
  if (selection->by != PLACE_NONE)
    return WHO_OTHER;
  return reach->of_school ? WHO_SCHOOL : WHO_TEACHER;
}

/* Gives an optional field that is read a value that passes. */
static void
fill_read (const struct counting *counting, uint32_t event, uint16_t place)
{
  struct cases *cases = counting->reach->cases;
  struct draft *draft = counting->reach->draft;
  uint32_t number = field_at (cases->plan, counting->selection->type, place);
  if (number == NONE || draft_values (draft, event)[number] != VALUE_ABSENT)
    return;
  const struct field *field = &cases->plan->schema.types[counting->selection->type].fields[number];
  draft_values (draft, event)[number]
      = field->type == TYPE_TEXT ? FRESH : any_value (cases, draft, field->type);
}

/* What is counted since an event takes one before it. */
static bool
add_since (const struct counting *counting)
{
  struct reach *reach = counting->reach;
  uint32_t since = counting->aggregate->since;
  if (since == NONE)
    return true;
  for (uint32_t i = 0; i < reach->draft->count; i++)
    if (event_passes (reach->cases, reach->draft, i, since)
        && reach->draft->events[i].slot < SLOT_TRIGGER)
      return true;
  const struct selection *selection = &reach->cases->plan->selections[since];
  uint32_t at = draft_add (reach->cases, reach->draft, selection->type, SLOT_SETUP,
                           who_sends (reach, selection));
  if (at == NONE || fill_event (reach->cases, reach->draft, at, since))
    return at != NONE;
  draft_remove (reach->draft, at);
  return false;
}

/* An event that counts, to be changed yet; NONE, and why, where there is none. */
static uint32_t
add_event (const struct counting *counting)
{
  struct reach *reach = counting->reach;
  struct draft *draft = reach->draft;
  const struct aggregate *aggregate = counting->aggregate;
  uint32_t key = field_at (reach->cases->plan, counting->selection->type, aggregate->key);
  if (!add_since (counting))
    return NONE;
  uint32_t at = draft_add (reach->cases, draft, counting->selection->type, reach->slot,
                           who_sends (reach, counting->selection));
  if (at != NONE && !fill_event (reach->cases, draft, at, aggregate->selection))
    {
      draft_remove (draft, at);
      at = NONE;
    }
  if (at == NONE)
    return NONE;
  draft->events[at].day = counting->day;
  fill_read (counting, at, aggregate->place);
  fill_read (counting, at, aggregate->map_place);
  fill_read (counting, at, aggregate->group);
  fill_read (counting, at, aggregate->rank);
  if (key != NONE)
    draft_values (draft, at)[key] = draft->key;
  return at;
}

/* So many events more: of those made for this before, or anew.  Each has fresh
 * texts of its own. */
static bool
add_times (const struct counting *counting, int64_t times)
{
  struct draft *draft = counting->reach->draft;
  uint32_t at = draft->count;
  if (times > MOST_EVENTS)
    return cannot (counting->reach->cases, "it takes more than %d events", MOST_EVENTS);
  while (at-- > 0)
    if (draft->events[at].plain && !draft->events[at].fixed && counts (counting, at)
        && draft->events[at].slot == counting->reach->slot
        && draft->events[at].selection == counting->aggregate->selection
        && draft->events[at].number + draft->events[at].times == draft->numbers + 1)
      {
        draft->events[at].times += (uint32_t)times;
        draft->numbers += (uint32_t)times;
        return true;
      }
  at = add_event (counting);
  if (at == NONE)
    return false;
  draft->events[at].times = (uint32_t)times;
  draft->numbers += (uint32_t)times - 1;
  return true;
}

/* So many fewer, the latest first. */
static bool
remove_times (const struct counting *counting, int64_t times)
{
  struct draft *draft = counting->reach->draft;
  for (uint32_t at = draft->count; at-- > 0 && times > 0;)
    {
      struct draft_event *event = &draft->events[at];
      if (event->fixed || !counts (counting, at))
        continue;
      uint32_t taken = event->times < times ? event->times : (uint32_t)times;
      event->times -= taken;
      times -= taken;
      if (event->times == 0)
        draft_remove (draft, at);
    }
  return times == 0
         || cannot (counting->reach->cases, "what it takes otherwise counts here, and is more");
}

/* ---- How many ------------------------------------------------------------------ */

static bool
reach_count (const struct counting *counting, int64_t now, int64_t value)
{
  struct cases *cases = counting->reach->cases;
  if (value < 0)
    return cannot (cases, "nothing counts below 0");
  if (value % DECIMAL_ONE)
    return cannot (cases, "events are counted in whole numbers");
  int64_t more = (value - now) / DECIMAL_ONE;
  return more > 0 ? add_times (counting, more) : remove_times (counting, -more);
}

/* Whether a value is there already among those counted of the first so many. */
static bool
is_counted (const struct counting *counting, uint32_t events, uint32_t field, int64_t value)
{
  const struct draft *draft = counting->reach->draft;
  for (uint32_t i = 0; i < events; i++)
    if (counts (counting, i) && draft_values (draft, i)[field] == value)
      return true;
  return false;
}

/* A value of the field that passes and has not been counted yet. */
static bool
new_value (const struct counting *counting, uint32_t events, uint32_t number, int64_t *out)
{
  struct cases *cases = counting->reach->cases;
  const struct plan *plan = cases->plan;
  const struct field *field = &plan->schema.types[counting->selection->type].fields[number];
  int64_t step = field->type == TYPE_NUMBER ? DECIMAL_ONE : 1;
  int64_t first = field->type == TYPE_DATE     ? counting->reach->draft->stage.setup
                  : field->type == TYPE_NUMBER ? DECIMAL_ONE
                                               : 0;
  int64_t most = field->type == TYPE_WORD      ? plan->schema.lists[field->words].count
                 : field->type == TYPE_BOOLEAN ? 2
                 : field->type == TYPE_TEXT    ? 0
                                               : MOST_EVENTS;
  for (int64_t i = 0; i < most; i++)
    {
      *out = first + i * step;
      if (value_passes (plan, counting->selection, field->place, *out)
          && !is_counted (counting, events, number, *out))
        return true;
    }
  for (uint32_t i = 0; i < counting->selection->test_count && field->type == TYPE_TEXT; i++)
    {
      const struct test *test = &plan->tests[counting->selection->test + i];
      for (uint32_t j = 0; test->place == field->place && test->op == TEST_ONE_OF && j < test->b;
           j++)
        if (*out = plan->literals[test->a + j], !is_counted (counting, events, number, *out))
          return true;
    }
  return cannot (cases, "there are no more different values of '%s'",
                 strings_text (&plan->strings, field->name));
}

static bool
reach_distinct (const struct counting *counting, int64_t now, int64_t value)
{
  struct reach *reach = counting->reach;
  uint32_t field
      = field_at (reach->cases->plan, counting->selection->type, counting->aggregate->place);
  if (value < now || value % DECIMAL_ONE)
    return reach_count (counting, now, value);
  if (field == NONE)
    return cannot (reach->cases, "different numbers are given by a map");
  uint32_t at = add_event (counting);
  if (at == NONE)
    return false;
  if (draft_values (reach->draft, at)[field] == FRESH)
    {
      draft_remove (reach->draft, at);
      reach->draft->numbers--;
      return add_times (counting, (value - now) / DECIMAL_ONE);
    }
  int64_t *held = &draft_values (reach->draft, at)[field], next = 0;
  if (!is_counted (counting, at, field, *held))
    return true;
  bool given = counting->selection->by != PLACE_NONE
               && counting->aggregate->place == counting->selection->by;
  if (given || !new_value (counting, at, field, &next))
    {
      draft_remove (reach->draft, at);
      return given && cannot (reach->cases, "all that counts names the teacher alone");
    }
  *held = next;
  reach->draft->events[at].plain = false;
  return true;
}

/* ---- How much ------------------------------------------------------------------- */

/* The key that a table maps to a number, among those that pass; VALUE_ABSENT. */
static int64_t
key_of (const struct counting *counting, int64_t number)
{
  const struct plan *plan = counting->reach->cases->plan;
  const int64_t *pairs = plan->literals + counting->aggregate->map_a;
  for (uint32_t i = 0; i < counting->aggregate->map_b; i++)
    if (pairs[2 * i + 1] == number
        && value_passes (plan, counting->selection, counting->aggregate->map_place, pairs[2 * i]))
      return pairs[2 * i];
  return VALUE_ABSENT;
}

/* The field an event's value lies in, and what it must hold to be `value`;
 * false where none can be. */
static bool
field_value (const struct counting *counting, int64_t value, uint32_t *field, int64_t *held)
{
  const struct aggregate *aggregate = counting->aggregate;
  struct cases *cases = counting->reach->cases;
  uint16_t place = aggregate->map == MAP_TABLE ? aggregate->map_place : aggregate->place;
  *held = value;
  if (aggregate->map == MAP_FUNCTION)
    return cannot (cases, "a function gives each event its number");
  if (aggregate->map == MAP_TABLE && (*held = key_of (counting, value)) == VALUE_ABSENT)
    return cannot (cases, "no event is given that number");
  *field = field_at (cases->plan, counting->selection->type, place);
  if (*field == NONE)
    return cannot (cases, "nothing in an event holds it");
  const struct field *of = &cases->plan->schema.types[counting->selection->type].fields[*field];
  if (of->type == TYPE_NUMBER && of->whole && *held % DECIMAL_ONE)
    return cannot (cases, "it is made of whole numbers");
  return value_passes (cases->plan, counting->selection, place, *held)
         || cannot (cases, "only events with another '%s' count",
                    strings_text (&cases->plan->strings, of->name));
}

static bool
add_valued (const struct counting *counting, int64_t value)
{
  uint32_t field, at;
  int64_t held;
  if (!field_value (counting, value, &field, &held) || (at = add_event (counting)) == NONE)
    return false;
  draft_values (counting->reach->draft, at)[field] = held;
  counting->reach->draft->events[at].plain = false;
  return true;
}

/* What an event that counts adds. */
static int64_t
value_in (const struct counting *counting, uint32_t event)
{
  const struct aggregate *aggregate = counting->aggregate;
  const struct plan *plan = counting->reach->cases->plan;
  bool mapped = aggregate->map == MAP_TABLE;
  uint32_t field = field_at (plan, counting->selection->type,
                             mapped ? aggregate->map_place : aggregate->place);
  int64_t held = field == NONE ? VALUE_ABSENT : draft_values (counting->reach->draft, event)[field];
  const int64_t *pairs = plan->literals + aggregate->map_a;
  for (uint32_t i = 0; mapped && i < aggregate->map_b; i++)
    if (pairs[2 * i] == held)
      return pairs[2 * i + 1];
  return mapped || held == VALUE_ABSENT ? 0 : held;
}

/* Numbers of a table, as few as there can be, that come to a sum: coins. */
static bool
add_coins (const struct counting *counting, int64_t value)
{
  const struct plan *plan = counting->reach->cases->plan;
  const int64_t *pairs = plan->literals + counting->aggregate->map_a;
  int64_t left = value / DECIMAL_ONE;
  if (value % DECIMAL_ONE || left > MOST_EVENTS)
    return cannot (counting->reach->cases, "no numbers of the table come to it");
  uint16_t *fewest = calloc ((size_t)left + 1, sizeof *fewest);
  int64_t *by = calloc ((size_t)left + 1, sizeof *by);
  counting->reach->cases->failed |= !fewest || !by;
  for (int64_t sum = 1; fewest && by && sum <= left; sum++)
    for (uint32_t i = 0; i < counting->aggregate->map_b; i++)
      {
        int64_t coin = pairs[2 * i + 1], rest = sum - coin / DECIMAL_ONE;
        if (coin <= 0 || coin % DECIMAL_ONE || rest < 0 || (rest && !fewest[rest])
            || (fewest[sum] && fewest[sum] <= fewest[rest] + 1)
            || key_of (counting, coin) == VALUE_ABSENT)
          continue;
        fewest[sum] = (uint16_t)(fewest[rest] + 1);
        by[sum] = coin;
      }
  bool added = fewest && by && left >= 0 && (left == 0 || fewest[left]);
  for (; added && left; left -= by[left] / DECIMAL_ONE)
    added = add_valued (counting, by[left]);
  free (fewest);
  free (by);
  return added || cannot (counting->reach->cases, "no numbers of the table come to it");
}

/* Sets the value of an event that counts. */
static bool
set_value (const struct counting *counting, uint32_t event, int64_t value)
{
  uint32_t field;
  int64_t held;
  struct draft *draft = counting->reach->draft;
  if (!field_value (counting, value, &field, &held))
    return false;
  draft_values (draft, event)[field] = held;
  draft->events[event].plain = false;
  return true;
}

/* One event that counts takes the whole difference, where it stays above 0. */
static bool
change_one (const struct counting *counting, int64_t difference)
{
  struct draft *draft = counting->reach->draft;
  for (uint32_t at = draft->count; at-- > 0;)
    {
      int64_t value = counts (counting, at) ? value_in (counting, at) + difference : 0;
      if (value > 0 && draft->events[at].times == 1 && set_value (counting, at, value))
        return true;
    }
  return false;
}

/* Takes events away, the latest first, until their values are no more than
 * `most`; what they then are. */
static int64_t
remove_valued (const struct counting *counting, int64_t now, int64_t most)
{
  struct draft *draft = counting->reach->draft;
  for (uint32_t at = draft->count; at-- > 0 && now > most;)
    {
      struct draft_event *event = &draft->events[at];
      if (event->fixed || !counts (counting, at))
        continue;
      int64_t value = value_in (counting, at);
      for (; event->times && now > most; event->times--)
        now -= value;
      if (event->times == 0)
        draft_remove (draft, at);
    }
  return now;
}

static bool
reach_sum (const struct counting *counting, int64_t now, int64_t value)
{
  bool table = counting->aggregate->map == MAP_TABLE;
  size_t said = counting->reach->cases->why.size;
  if (!table && change_one (counting, value - now))
    return true;
  counting->reach->cases->why.size = said;
  now = remove_valued (counting, now, value);
  if (now > value)
    return cannot (counting->reach->cases, "what it takes otherwise counts here, and is more");
  if (now == value)
    return true;
  return table && key_of (counting, value - now) == VALUE_ABSENT
             ? add_coins (counting, value - now)
             : add_valued (counting, value - now);
}

/* ---- Which one ------------------------------------------------------------------- */

/* Whether of two events that count the first decides: the later one, the
 * earlier, or any. */
static bool
decides (const struct counting *counting, uint32_t a, uint32_t b)
{
  const struct draft *draft = counting->reach->draft;
  const struct draft_event *x = &draft->events[a], *y = &draft->events[b];
  int32_t days = draft_day (draft, x) - draft_day (draft, y);
  int order = days                 ? (days > 0) - (days < 0)
              : x->slot != y->slot ? (x->slot > y->slot) - (x->slot < y->slot)
                                   : (a > b) - (a < b);
  return counting->aggregate->op == AGGREGATE_FIRST ? order < 0 : order > 0;
}

static uint32_t
deciding_event (const struct counting *counting)
{
  uint32_t found = NONE;
  for (uint32_t i = 0; i < counting->reach->draft->count; i++)
    if (counts (counting, i) && (found == NONE || decides (counting, i, found)))
      found = i;
  return found;
}

/* The first or the last is changed where it is single, or outdone by another. */
static bool
reach_end (const struct counting *counting, int64_t value)
{
  struct draft *draft = counting->reach->draft;
  uint32_t at = deciding_event (counting);
  if (at != NONE && (draft->events[at].times == 1 || draft->events[at].slot == SLOT_TRIGGER))
    return set_value (counting, at, value);
  if (counting->aggregate->op == AGGREGATE_FIRST && at != NONE)
    return cannot (counting->reach->cases, "what it takes otherwise comes first");
  return add_valued (counting, value);
}

static int
compare (const struct counting *counting, int64_t a, int64_t b)
{
  const struct aggregate *aggregate = counting->aggregate;
  if (aggregate->type == TYPE_WORD)
    {
      const uint16_t *ranks = counting->reach->cases->plan->schema.lists[aggregate->words].ranks;
      a = ranks[a];
      b = ranks[b];
    }
  return aggregate->op == AGGREGATE_MIN ? (a < b) - (a > b) : (a > b) - (a < b);
}

/* Whatever is beyond is brought back to it; then one is there. */
static bool
reach_most (const struct counting *counting, struct value now, int64_t value)
{
  struct draft *draft = counting->reach->draft;
  bool any = false;
  for (uint32_t i = 0; i < draft->count; i++)
    if (counts (counting, i) && compare (counting, value_in (counting, i), value) > 0)
      {
        if (!set_value (counting, i, value))
          return false;
        any = true;
      }
  if (any || (now.state == VALUE_KNOWN && now.n == value))
    return true;
  uint32_t at = deciding_event (counting);
  if (at != NONE && draft->events[at].fixed && draft->events[at].times == 1)
    return set_value (counting, at, value);
  return add_valued (counting, value);
}

bool
reach_aggregate (struct reach *reach, const struct aggregate *aggregate, int32_t day,
                 struct value now, int64_t value)
{
  struct counting counting
      = { reach, aggregate, &reach->cases->plan->selections[aggregate->selection], day };
  int64_t n = now.state == VALUE_KNOWN ? now.n : 0;
  switch (aggregate->op)
    {
    case AGGREGATE_COUNT: return reach_count (&counting, n, value);
    case AGGREGATE_DISTINCT: return reach_distinct (&counting, n, value);
    case AGGREGATE_SUM:
    case AGGREGATE_TOP: return reach_sum (&counting, n, value);
    case AGGREGATE_FIRST:
    case AGGREGATE_LAST: return reach_end (&counting, value);
    default: return reach_most (&counting, now, value);
    }
}

/* ---- What is open ------------------------------------------------------------------ */

/* Ends what an event has started, by an event with the same key. */
static bool
close_one (struct reach *reach, const struct spell *spell, uint32_t event)
{
  struct cases *cases = reach->cases;
  struct draft *draft = reach->draft;
  const struct selection *ends = &cases->plan->selections[spell->ends];
  uint32_t from = field_at (cases->plan, draft->events[event].type, spell->start_key);
  int64_t key = draft_values (draft, event)[from];
  struct buffer text = BUFFER_INIT;
  if (key == FRESH)
    {
      const struct event_type *type = &cases->plan->schema.types[draft->events[event].type];
      fresh_text (&text, cases, &type->fields[from],
                  draft->events[event].number + draft->events[event].times - 1);
      key = cases_text (cases, buffer_string (&text));
      buffer_release (&text);
    }
  uint32_t at = draft_add (cases, draft, ends->type, SLOT_COUNT, who_sends (reach, ends));
  if (at == NONE || !fill_event (cases, draft, at, spell->ends))
    return false;
  draft_values (draft, at)[field_at (cases->plan, ends->type, spell->end_key)] = key;
  draft->events[at].fixed = true;
  return true;
}

/* Of what is open one is closed, that no event closes yet. */
static bool
close_spell (struct reach *reach, const struct spell *spell)
{
  struct draft *draft = reach->draft;
  uint32_t started = 0, ended = 0;
  for (uint32_t i = 0; i < draft->count; i++)
    ended += event_passes (reach->cases, draft, i, spell->ends);
  for (uint32_t i = 0; i < draft->count; i++)
    if (event_passes (reach->cases, draft, i, spell->starts) && started++ >= ended)
      return close_one (reach, spell, i);
  return cannot (reach->cases, "nothing is found that closes it");
}

bool
reach_spell (struct reach *reach, const struct spell *spell, struct value now, int64_t value)
{
  /* A spell is as many as events with different keys have started it. */
  struct aggregate starts = { .op = AGGREGATE_DISTINCT,
                              .place = spell->start_key,
                              .group = PLACE_NONE,
                              .rank = PLACE_NONE,
                              .map_place = PLACE_NONE,
                              .key = PLACE_NONE,
                              .selection = spell->starts,
                              .since = NONE,
                              .period = NONE,
                              .duty = NONE };
  struct reach early = *reach;
  if (early.slot > SLOT_SETUP)
    early.slot = SLOT_SETUP; /* it lasts */
  if (reach->of_school)
    return cannot (reach->cases, "the school itself has no spells");
  if (now.state == VALUE_KNOWN && now.n > value && value >= 0)
    {
      bool closes = reach->draft->closes;
      reach->draft->closes = true; /* another time, where it is opened again */
      if (closes)
        return close_spell (reach, spell);
    }
  return reach_aggregate (&early, &starts, DAY_NEVER, now, value);
}
