/* compile.c — from what the words gathered (Lua tables) to a plan.
 *
 * The words have checked everything already and speak in numbers: of
 * strings, nodes, lists, types.  Here they are only written down.  All plan
 * memory is the plan's arena, so a Lua error on the way leaks nothing. */
#include "engine/policy/compile.h"

#include <lauxlib.h>

#include "engine/policy/tables.h"

static void
read_strings (struct compiler *c)
{
  uint32_t count = table_enter (c, "strings");
  for (uint32_t i = 0; i < count; i++)
    {
      size_t len;
      uint32_t put;
      struct error error;
      lua_rawgeti (c->L, -1, i + 1);
      const char *text = lua_tolstring (c->L, -1, &len);
      if (strings_put (&c->plan->strings, text, (uint32_t)len, &put, &error) < 0)
        luaL_error (c->L, "not enough memory");
      table_leave (c);
    }
  table_leave (c);
}

static void
read_list (struct compiler *c, void *out)
{
  struct word_list *list = out;
  uint32_t count;
  list->words = table_numbers (c, "words", &list->count);
  int64_t *wide = table_integers (c, "ranks", &count);
  uint16_t *ranks = table_take (c, count, sizeof *ranks);
  for (uint32_t i = 0; i < count; i++)
    ranks[i] = (uint16_t)wide[i];
  list->ranks = ranks;
}

static void
read_field (struct compiler *c, void *out)
{
  struct field *field = out;
  field->name = table_string (c, "name");
  field->place = (uint16_t)table_integer (c, "place", PLACE_NONE);
  field->optional = table_truth (c, "optional");
  field->remembered = table_truth (c, "remembered");
  table_enter (c, "type");
  field->type = table_choice (c, "kind", table_types);
  field->words = table_number (c, "list");
  field->whole = table_truth (c, "whole");
  field->identifier = table_truth (c, "identifier");
  table_leave (c);
}

static void
read_type (struct compiler *c, void *out)
{
  struct event_type *type = out;
  struct field *fields;
  type->name = table_string (c, "name");
  type->kept = table_number (c, "kept");
  type->field_count = TABLE_EVERY (c, "fields", &fields, read_field);
  type->fields = fields;
  if (type->field_count > c->plan->schema.most_fields)
    c->plan->schema.most_fields = type->field_count;
}

static void
read_schema (struct compiler *c)
{
  struct schema *schema = &c->plan->schema;
  struct word_list *lists;
  struct event_type *declared;
  schema->list_count = TABLE_EVERY (c, "lists", &lists, read_list);
  schema->type_count = TABLE_EVERY (c, "types", &declared, read_type);
  schema->lists = lists;
  schema->types = declared;
  schema->strings = &c->plan->strings;
}

/* By string number: done once all strings are in. */
static void
index_types (struct compiler *c)
{
  struct schema *schema = &c->plan->schema;
  uint32_t *type_of = table_take (c, c->plan->strings.count, sizeof *type_of);
  for (uint32_t i = 0; i < c->plan->strings.count; i++)
    type_of[i] = EVENT_UNDECLARED;
  for (uint32_t i = 0; i < schema->type_count; i++)
    type_of[schema->types[i].name] = i;
  schema->type_of = type_of;
}

static struct month_day
month_day (struct compiler *c, const char *name)
{
  table_enter (c, name);
  struct month_day out
      = { (uint8_t)table_integer (c, "month", 1), (uint8_t)table_integer (c, "day", 1) };
  table_leave (c);
  return out;
}

static void
read_term (struct compiler *c, void *out)
{
  *(struct term *)out = (struct term){ month_day (c, "first"), month_day (c, "last") };
}

static void
read_period (struct compiler *c, void *out)
{
  *(struct period *)out = (struct period){ .name = table_string (c, "name"),
                                           .unit = (uint8_t)table_integer (c, "unit", 0),
                                           .length = (int32_t)table_integer (c, "length", 1),
                                           .anchor = (int32_t)table_integer (c, "anchor", 0) };
}

static void
read_range (struct compiler *c, void *out)
{
  *(struct day_range *)out = (struct day_range){ (int32_t)table_integer (c, "first", 0),
                                                 (int32_t)table_integer (c, "last", 0) };
}

static void
read_calendar (struct compiler *c)
{
  struct calendar *calendar = &c->plan->calendar;
  struct term *terms;
  struct period *periods;
  struct day_range *ranges;
  table_enter (c, "calendar");
  calendar->offset = (int)table_integer (c, "offset", 0);
  calendar->school_year = month_day (c, "school_year");
  calendar->term_count = TABLE_EVERY (c, "terms", &terms, read_term);
  calendar->terms = terms;
  calendar->period_count = TABLE_EVERY (c, "periods", &periods, read_period);
  calendar->periods = periods;
  calendar->holiday_count = TABLE_EVERY (c, "holidays", &ranges, read_range);
  calendar->holidays = ranges;
  calendar->workday_count = TABLE_EVERY (c, "workdays", &ranges, read_range);
  calendar->workdays = ranges;
  table_leave (c);
}

static const char *const comparisons[]
    = { "is", "at_least", "more_than", "at_most", "less_than", NULL };
static const char *const units[] = { "days", "months", "years", NULL };
static const char *const node_ops[]
    = { "constant", "aggregate", "profile",  "track",  "today",        "elapsed",  "plus",
        "add",      "subtract",  "multiply", "divide", "floor_divide", "modulo",   "negate",
        "largest",  "smallest",  "or_else",  "bands",  "choose",       "previous", "spell",
        "derive",   "school",    "compare",  "one_of", "known",        "share",    "all",
        "any",      "none",      "function", NULL };

static void
read_node (struct compiler *c, void *out)
{
  struct node *node = out;
  node->op = table_choice (c, "op", node_ops);
  node->type = table_choice (c, "kind", table_types);
  if (node->op == NODE_COMPARE || node->op == NODE_SHARE)
    node->detail = table_choice (c, "detail", comparisons);
  else if (node->op == NODE_ELAPSED)
    node->detail = table_choice (c, "detail", units);
  node->words = table_number (c, "words");
  node->a = table_number (c, "a");
  node->b = table_number (c, "b");
  node->c = table_number (c, "c");
  node->text = table_number (c, "text");
  node->k = table_integer (c, "k", 0);
  node->k2 = table_integer (c, "k2", 0);
}

static const char *const test_ops[] = { "is",     "at_least", "more_than", "at_most",  "less_than",
                                        "one_of", "none_of",  "words",     "function", NULL };

static void
read_test (struct compiler *c, void *out)
{
  struct test *test = out;
  test->op = table_choice (c, "op", test_ops);
  test->type = table_choice (c, "kind", table_types);
  test->place = (uint16_t)table_integer (c, "place", PLACE_NONE);
  test->words = table_number (c, "words");
  test->a = table_number (c, "a");
  test->b = table_number (c, "b");
  test->k = table_integer (c, "k", 0);
}

/* Tests lie inside their selections: gathered end to end. */
static void
read_selections (struct compiler *c)
{
  struct plan *plan = c->plan;
  plan->selection_count = table_enter (c, "selections");
  plan->selections = table_take (c, plan->selection_count, sizeof *plan->selections);
  uint32_t total = 0;
  for (uint32_t i = 0; i < plan->selection_count; i++)
    {
      struct selection *selection = &plan->selections[i];
      lua_rawgeti (c->L, -1, i + 1);
      selection->type = table_number (c, "type");
      selection->by = (uint16_t)table_integer (c, "by", PLACE_NONE);
      selection->test = total;
      selection->test_count = table_enter (c, "tests");
      total += selection->test_count;
      lua_pop (c->L, 2);
    }
  struct test *tests = table_take (c, total, sizeof *tests);
  for (uint32_t i = 0; i < plan->selection_count; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      table_enter (c, "tests");
      for (uint32_t j = 0; j < plan->selections[i].test_count; j++)
        {
          lua_rawgeti (c->L, -1, j + 1);
          read_test (c, &tests[plan->selections[i].test + j]);
          table_leave (c);
        }
      lua_pop (c->L, 2);
    }
  plan->tests = tests;
  table_leave (c);
}

static const char *const aggregate_ops[]
    = { "count", "sum", "min", "max", "first", "last", "instant", "distinct", "top", NULL };
static const char *const map_ops[] = { "none", "table", "function", NULL };

static uint8_t
optional_type (struct compiler *c, const char *name)
{
  return table_has (c, name) ? table_choice (c, name, table_types) : TYPE_NUMBER;
}

static void
read_aggregate (struct compiler *c, void *out)
{
  struct aggregate *aggregate = out;
  aggregate->op = table_choice (c, "op", aggregate_ops);
  aggregate->type = table_choice (c, "kind", table_types);
  aggregate->place = (uint16_t)table_integer (c, "place", PLACE_NONE);
  aggregate->words = table_number (c, "words");
  aggregate->selection = table_number (c, "selection");
  aggregate->period = table_number (c, "period");
  aggregate->since = table_number (c, "since");
  aggregate->days = (int32_t)table_integer (c, "days", 0);
  aggregate->history = (uint32_t)table_integer (c, "history", 0);
  aggregate->top = (uint32_t)table_integer (c, "top", 0);
  aggregate->group = (uint16_t)table_integer (c, "group", PLACE_NONE);
  aggregate->rank = (uint16_t)table_integer (c, "rank", PLACE_NONE);
  aggregate->rank_words = table_number (c, "rank_words");
  aggregate->taken = optional_type (c, "taken_kind");
  aggregate->group_type = optional_type (c, "group_kind");
  aggregate->key_type = optional_type (c, "key_kind");
  aggregate->key = (uint16_t)table_integer (c, "key", PLACE_NONE);
  aggregate->school = table_truth (c, "school");
  aggregate->duty = table_number (c, "duty");
  if (table_has (c, "map"))
    aggregate->map = table_choice (c, "map", map_ops);
  aggregate->map_place = (uint16_t)table_integer (c, "map_place", PLACE_NONE);
  aggregate->map_a = table_number (c, "map_a");
  aggregate->map_b = table_number (c, "map_b");
  aggregate->remembers
      = aggregate->op >= AGGREGATE_DISTINCT || aggregate->days || aggregate->group != PLACE_NONE;
}

static void
read_spell (struct compiler *c, void *out)
{
  struct spell *spell = out;
  spell->name = table_number (c, "name");
  spell->key = table_number (c, "key");
  spell->type = table_choice (c, "kind", table_types);
  spell->words = table_number (c, "words");
  spell->starts = table_number (c, "starts");
  spell->ends = table_number (c, "ends");
  spell->start_key = (uint16_t)table_integer (c, "start_key", PLACE_NONE);
  spell->end_key = (uint16_t)table_integer (c, "end_key", PLACE_NONE);
}

static void
read_track (struct compiler *c, void *out)
{
  struct track *track = out;
  track->name = table_string (c, "name");
  table_enter (c, "type");
  track->words = table_number (c, "list");
  table_leave (c);
}

static void
read_profile (struct compiler *c, void *out)
{
  struct profile_field *field = out;
  field->name = table_string (c, "name");
  table_enter (c, "type");
  field->type = table_choice (c, "kind", table_types);
  field->words = table_number (c, "list");
  table_leave (c);
}

/* Profile fields are the fields of tenure.teacher, in the same order. */
static void
place_profile (struct compiler *c)
{
  const struct event_type *type = &c->plan->schema.types[EVENT_TEACHER];
  for (uint32_t i = 0; i < c->plan->profile_count; i++)
    c->plan->profile[i].place = type->fields[i].place;
}

static void
read_fact (struct compiler *c, void *out)
{
  *(struct fact *)out = (struct fact){ table_number (c, "name"), table_number (c, "node"),
                                       table_number (c, "label") };
}

/* The states of each track, for the door. */
static void
list_tracks (struct compiler *c)
{
  uint32_t *states = table_take (c, c->plan->track_count, sizeof *states);
  for (uint32_t i = 0; i < c->plan->track_count; i++)
    states[i] = c->plan->tracks[i].words;
  c->plan->schema.track_states = states;
  c->plan->schema.track_names = table_number (c, "track_list");
  c->plan->schema.sentence_names = table_number (c, "sentence_list");
}

int
compile_plan (lua_State *L)
{
  struct compiler compiler = { L, lua_touserdata (L, 2) }, *c = &compiler;
  struct plan *plan = c->plan;
  uint32_t count;
  lua_settop (L, 1);
  luaL_checkstack (L, 20, NULL);
  struct node *nodes;
  struct track *tracks;
  struct fact *facts;
  read_strings (c);
  read_calendar (c);
  read_schema (c);
  plan->node_count = TABLE_EVERY (c, "nodes", &nodes, read_node);
  plan->nodes = nodes;
  plan->items = table_numbers (c, "list_items", &count);
  plan->bounds = table_integers (c, "bands", &count);
  plan->literals = table_integers (c, "test_items", &count);
  read_selections (c);
  plan->aggregate_count = TABLE_EVERY (c, "aggregates", &plan->aggregates, read_aggregate);
  plan->spell_count = TABLE_EVERY (c, "spell_list", &plan->spells, read_spell);
  plan->track_count = TABLE_EVERY (c, "track_names", &tracks, read_track);
  plan->tracks = tracks;
  plan->profile_count = TABLE_EVERY (c, "profile_names", &plan->profile, read_profile);
  place_profile (c);
  plan->fact_count = TABLE_EVERY (c, "fact_list", &facts, read_fact);
  plan->facts = facts;
  plan->function_count = table_enter (c, "functions");
  table_leave (c);
  list_tracks (c);
  compile_sentences (c);
  index_types (c);
  return 0;
}
