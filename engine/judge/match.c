/* match.c — which selections an event passes, and whom it concerns: its
 * subject, or every teacher known where it has none, and those a field names.
 *
 * Selections are reached through the literals of the event's own values
 * (plan/index.c); each is then tested in full. */
#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

static bool
in_literals (const struct judge *judge, const struct test *test, int64_t value)
{
  const int64_t *literals = judge->plan->literals + test->a;
  uint32_t from = 0, to = test->b;
  while (from < to)
    {
      uint32_t middle = (from + to) / 2;
      if (literals[middle] < value)
        from = middle + 1;
      else
        to = middle;
    }
  return from < test->b && literals[from] == value;
}

static struct shown
show (const struct judge *judge, const struct test *test, int64_t value)
{
  if (test->type == TYPE_NUMBER)
    return (struct shown){ SHOWN_NUMBER, value, NULL, 0 };
  if (test->type == TYPE_BOOLEAN)
    return (struct shown){ SHOWN_BOOLEAN, value, NULL, 0 };
  uint32_t string = test->type == TYPE_WORD ? judge->plan->schema.lists[test->words].words[value]
                                            : (uint32_t)value;
  return (struct shown){ SHOWN_TEXT, 0, strings_text (judge->strings, string),
                         strings_length (judge->strings, string) };
}

/* A test's function that fails passes nothing, and the failure is told as a
 * decision about whom the event concerns. */
static bool
passes_function (struct judge *judge, const struct test *test, int64_t value)
{
  struct error error;
  struct buffer text = BUFFER_INIT;
  struct shown shown;
  bool passes = false;
  if (test->type == TYPE_DATE)
    {
      day_write (&text, (int32_t)value);
      shown = (struct shown){ SHOWN_TEXT, 0, buffer_string (&text), text.size };
    }
  else
    shown = show (judge, test, value);
  if (text.failed ? error_memory (&error) < 0
                  : function_test (judge->policy, test->a, &shown, &passes, &error) < 0)
    {
      judge->test_failed = true;
      judge->test_error = error;
    }
  buffer_release (&text);
  return passes;
}

static bool
passes_test (struct judge *judge, const struct test *test, int64_t value)
{
  if (value == VALUE_ABSENT)
    return false;
  switch (test->op)
    {
    case TEST_IS: return value == test->k;
    case TEST_AT_LEAST: return value >= test->k;
    case TEST_MORE_THAN: return value > test->k;
    case TEST_AT_MOST: return value <= test->k;
    case TEST_LESS_THAN: return value < test->k;
    case TEST_ONE_OF: return in_literals (judge, test, value);
    case TEST_NONE_OF: return !in_literals (judge, test, value);
    case TEST_WORDS: return judge->plan->literals[test->a + (uint32_t)value] != 0;
    default: return passes_function (judge, test, value);
    }
}

static bool
passes_all (struct judge *judge, const struct selection *selection, const struct record *record)
{
  const struct test *test = judge->plan->tests + selection->test;
  for (uint32_t i = 0; i < selection->test_count; i++)
    if (!passes_test (judge, &test[i], record->values[test[i].place]))
      return false;
  return true;
}

/* The teacher a selection's :by names, or NONE. */
static int
given_to (struct judge *judge, const struct selection *selection, const struct record *record,
          uint32_t *teacher)
{
  *teacher = NONE;
  if (selection->by == PLACE_NONE || record->values[selection->by] == VALUE_ABSENT)
    return 0;
  return teachers_put (&judge->teachers, (uint32_t)record->values[selection->by], teacher);
}

static int
match_one (struct judge *judge, uint32_t number, const struct record *record, struct error *error)
{
  const struct selection *selection = &judge->plan->selections[number];
  uint32_t teacher;
  if (!passes_all (judge, selection, record))
    return 0;
  if (given_to (judge, selection, record, &teacher) < 0
      || ARRAY_ROOM (judge->matched, judge->matched_count, judge->matched_capacity, 1) < 0)
    return error_memory (error);
  if (selection->by == PLACE_NONE || teacher != NONE)
    judge->matched[judge->matched_count++] = (struct match){ number, teacher };
  return 0;
}

static int
match_range (struct judge *judge, struct range range, const uint32_t *items,
             const struct record *record, struct error *error)
{
  for (uint32_t i = 0; i < range.count; i++)
    if (match_one (judge, items[range.first + i], record, error) < 0)
      return -1;
  return 0;
}

static int
match_all (struct judge *judge, const struct record *record, struct error *error)
{
  const struct plan *plan = judge->plan;
  judge->matched_count = 0;
  if (record->type == EVENT_UNDECLARED)
    return 0;
  if (match_range (judge, plan->unkeyed[record->type], plan->by_type, record, error) < 0)
    return -1;
  struct range keys = plan->keys[record->type];
  for (uint32_t i = 0; i < keys.count; i++)
    {
      uint16_t place = plan->key_places[keys.first + i];
      int64_t value = record->values[place];
      if (value != VALUE_ABSENT
          && match_range (judge, plan_by_literal (plan, record->type, place, value),
                          plan->by_literal, record, error)
                 < 0)
        return -1;
    }
  return 0;
}

static int
concern (struct judge *judge, uint32_t teacher, bool subject, struct error *error)
{
  if (ARRAY_ROOM (judge->concerned, judge->concerned_count, judge->concerned_capacity, 1) < 0)
    return error_memory (error);
  judge->concerned[judge->concerned_count++] = (struct concern){ teacher, subject };
  return 0;
}

static int
concern_subject (struct judge *judge, const struct record *record, struct error *error)
{
  uint32_t subject;
  judge->concerned_count = 0;
  if (record->subject != SUBJECT_NONE)
    return teachers_put (&judge->teachers, record->subject, &subject) < 0
               ? error_memory (error)
               : concern (judge, subject, true, error);
  if (judge->matched_count == 0)
    return 0;
  if (call_roster (judge, error) < 0)
    return -1;
  for (uint32_t i = 0; i < judge->roster_count; i++)
    if (concern (judge, judge->roster[i], true, error) < 0)
      return -1;
  return 0;
}

static int
by_id (const void *a, const void *b, void *context)
{
  const struct concern *x = a, *y = b;
  const struct judge *judge = context;
  return strings_compare (judge->strings, judge->teachers.items[x->teacher].id,
                          judge->teachers.items[y->teacher].id);
}

/* Adds those whom only a field names, and puts all in order. */
static int
concern_named (struct judge *judge, struct error *error)
{
  uint32_t before = judge->concerned_count;
  for (uint32_t i = 0; i < judge->matched_count; i++)
    {
      uint32_t teacher = judge->matched[i].teacher, at = 0;
      if (teacher == NONE)
        continue;
      while (at < judge->concerned_count && judge->concerned[at].teacher != teacher)
        at++;
      if (at == judge->concerned_count && concern (judge, teacher, false, error) < 0)
        return -1;
    }
  if (judge->concerned_count != before)
    qsort_r (judge->concerned, judge->concerned_count, sizeof *judge->concerned, by_id, judge);
  return 0;
}

int
match_event (struct judge *judge, const struct record *record, struct error *error)
{
  return match_all (judge, record, error) < 0 || concern_subject (judge, record, error) < 0
                 || concern_named (judge, error) < 0
             ? -1
             : 0;
}
