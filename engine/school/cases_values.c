/* cases_values.c — values for the fields of events that are to pass tests.
 *
 * What no test asks for is chosen so that few other tests pass: an event is to
 * count for what it was made for, and for little else. */
#include <string.h>

#include "engine/school/cases_parts.h"

uint32_t
field_at (const struct plan *plan, uint32_t type, uint16_t place)
{
  const struct event_type *of = &plan->schema.types[type];
  for (uint32_t i = 0; i < of->field_count; i++)
    if (place != PLACE_NONE && of->fields[i].place == place)
      return i;
  return NONE;
}

/* ---- Tests ---------------------------------------------------------------- */

static bool
among (const int64_t *literals, uint32_t count, int64_t value)
{
  for (uint32_t i = 0; i < count; i++)
    if (literals[i] == value)
      return true;
  return false;
}

/* A function may pass anything; a fresh text is none that a test names. */
static bool
passes (const struct plan *plan, const struct test *test, int64_t value)
{
  const int64_t *literals = plan->literals + test->a;
  if (value == VALUE_ABSENT)
    return false;
  if (value == FRESH)
    return test->op == TEST_NONE_OF || test->op == TEST_FUNCTION;
  switch (test->op)
    {
    case TEST_IS: return value == test->k;
    case TEST_AT_LEAST: return value >= test->k;
    case TEST_MORE_THAN: return value > test->k;
    case TEST_AT_MOST: return value <= test->k;
    case TEST_LESS_THAN: return value < test->k;
    case TEST_ONE_OF: return among (literals, test->b, value);
    case TEST_NONE_OF: return !among (literals, test->b, value);
    case TEST_WORDS: return literals[value] != 0;
    default: return true;
    }
}

bool
value_passes (const struct plan *plan, const struct selection *selection, uint16_t place,
              int64_t value)
{
  for (uint32_t i = 0; i < selection->test_count; i++)
    {
      const struct test *test = &plan->tests[selection->test + i];
      if (test->place == place && !passes (plan, test, value))
        return false;
    }
  return true;
}

bool
event_passes (const struct cases *cases, const struct draft *draft, uint32_t event,
              uint32_t selection)
{
  const struct plan *plan = cases->plan;
  const struct selection *of = &plan->selections[selection];
  const struct draft_event *made = &draft->events[event];
  const int64_t *values = draft_values (draft, event);
  if (made->type != of->type)
    return false;
  for (uint32_t i = 0; i < of->test_count; i++)
    {
      const struct test *test = &plan->tests[of->test + i];
      uint32_t field = field_at (plan, of->type, test->place);
      if (field == NONE || !passes (plan, test, values[field]))
        return false;
    }
  uint32_t by = field_at (plan, of->type, of->by);
  bool own = made->who == WHO_TEACHER || made->who == WHO_SCHOOL;
  return by == NONE ? own : values[by] == cases->teacher;
}

/* ---- Choosing ------------------------------------------------------------- */

/* How many of all tests at a place a value passes. */
static uint32_t
popularity (const struct plan *plan, uint32_t type, uint16_t place, int64_t value)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < plan->selection_count && place != PLACE_NONE; i++)
    for (uint32_t j = 0; j < plan->selections[i].test_count; j++)
      {
        const struct test *test = &plan->tests[plan->selections[i].test + j];
        count += plan->selections[i].type == type && test->place == place
                 && passes (plan, test, value);
      }
  return count;
}

/* The best so far of the values that pass. */
struct choice
{
  const struct cases *cases;
  const struct selection *selection; /* or NULL: any value will do */
  uint32_t type;
  const struct field *field;
  int64_t value; /* VALUE_ABSENT: none yet */
  uint32_t popularity;
};

static void
consider (struct choice *choice, int64_t value)
{
  const struct plan *plan = choice->cases->plan;
  if (choice->selection && !value_passes (plan, choice->selection, choice->field->place, value))
    return;
  uint32_t popular = popularity (plan, choice->type, choice->field->place, value);
  if (choice->value != VALUE_ABSENT && popular >= choice->popularity)
    return;
  choice->value = value;
  choice->popularity = popular;
}

/* Numbers and dates near what the tests name. */
static void
consider_literals (struct choice *choice)
{
  const struct plan *plan = choice->cases->plan;
  const struct selection *selection = choice->selection;
  int64_t one = choice->field->type == TYPE_NUMBER ? DECIMAL_ONE : 1;
  for (uint32_t i = 0; selection && i < selection->test_count; i++)
    {
      const struct test *test = &plan->tests[selection->test + i];
      if (test->place != choice->field->place)
        continue;
      bool list = test->op == TEST_ONE_OF || test->op == TEST_NONE_OF;
      for (uint32_t j = 0; list && j < test->b; j++)
        consider (choice, plan->literals[test->a + j]);
      for (int64_t step = -one; step <= one && choice->field->type != TYPE_TEXT; step += one)
        consider (choice, (list ? plan->literals[test->a] : test->k) + step);
      if (choice->field->type == TYPE_TEXT && test->op == TEST_IS)
        consider (choice, test->k);
    }
}

/* What tenure.standing and tenure.waive name must be there. */
static int64_t
reserved_text (const struct cases *cases, uint32_t type, uint32_t field, const int64_t *values)
{
  const struct plan *plan = cases->plan;
  if (type == EVENT_WAIVE && field == 0)
    return cases->sentence->name;
  if (type != EVENT_STANDING || field > 1 || plan->track_count == 0)
    return FRESH;
  uint32_t track = 0;
  while (field == 1 && track + 1 < plan->track_count && plan->tracks[track].name != values[0])
    track++;
  const struct word_list *states = &plan->schema.lists[plan->tracks[track].words];
  return field == 0 ? plan->tracks[0].name : states->words[states->count - 1];
}

/* The value of a field: one that passes, or VALUE_ABSENT. */
static int64_t
choose (const struct cases *cases, const struct draft *draft, uint32_t event,
        const struct selection *selection, uint32_t number)
{
  uint32_t type = draft->events[event].type;
  const struct field *field = &cases->plan->schema.types[type].fields[number];
  struct choice choice = { cases, selection, type, field, VALUE_ABSENT, 0 };
  switch (field->type)
    {
    case TYPE_WORD:
      for (uint32_t i = 0; i < cases->plan->schema.lists[field->words].count; i++)
        consider (&choice, i);
      break;
    case TYPE_BOOLEAN:
      consider (&choice, 0);
      consider (&choice, 1);
      break;
    case TYPE_NUMBER:
      consider (&choice, DECIMAL_ONE);
      consider_literals (&choice);
      break;
    case TYPE_DATE:
      consider (&choice, draft->stage.count);
      consider_literals (&choice);
      break;
    default:
      consider (&choice, reserved_text (cases, type, number, draft_values (draft, event)));
      consider_literals (&choice);
    }
  return choice.value;
}

static bool
is_tested (const struct plan *plan, const struct selection *selection, uint16_t place)
{
  for (uint32_t i = 0; i < selection->test_count && place != PLACE_NONE; i++)
    if (plan->tests[selection->test + i].place == place)
      return true;
  return false;
}

bool
fill_event (struct cases *cases, struct draft *draft, uint32_t event, uint32_t selection)
{
  const struct plan *plan = cases->plan;
  const struct selection *of = &plan->selections[selection];
  const struct event_type *type = &plan->schema.types[of->type];
  int64_t *values = draft_values (draft, event);
  draft->events[event].selection = selection;
  draft->events[event].plain = true;
  for (uint32_t i = 0; i < type->field_count; i++)
    {
      const struct field *field = &type->fields[i];
      bool tested = is_tested (plan, of, field->place);
      if (field->place != PLACE_NONE && field->place == of->by)
        values[i] = cases->teacher;
      else if (tested || !field->optional)
        values[i] = choose (cases, draft, event, tested ? of : NULL, i);
      if (tested && !value_passes (plan, of, field->place, values[i]))
        return cannot (cases, "no value of '%s' passes all that is asked of it",
                       strings_text (&plan->strings, field->name));
    }
  return true;
}

/* ---- Any value ------------------------------------------------------------ */

int64_t
any_value (struct cases *cases, const struct draft *draft, uint8_t type)
{
  switch (type)
    {
    case TYPE_NUMBER: return DECIMAL_ONE;
    case TYPE_DATE: return draft->stage.setup;
    case TYPE_TEXT: return cases_text (cases, "a text");
    default: return 0;
    }
}

int64_t
another_value (struct cases *cases, uint8_t type, uint32_t words, int64_t value)
{
  switch (type)
    {
    case TYPE_NUMBER: return value + DECIMAL_ONE;
    case TYPE_DATE: return value + 1;
    case TYPE_BOOLEAN: return !value;
    case TYPE_WORD:
      if (cases->plan->schema.lists[words].count < 2)
        return value;
      return value ? value - 1 : value + 1;
    default: return cases_text (cases, "another text");
    }
}
