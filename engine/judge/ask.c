/* ask.c — functions the policy wrote, and what they may ask of a teacher.
 *
 * What a function reads is evaluated like any other part of the judgement,
 * so the horizon of a rule covers what its functions saw. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/judge/state.h"

/* Where answers that are texts lie until the next question. */
struct asking
{
  struct judge *judge;
  struct buffer text;
};

static int
answer_text (struct asking *asking, struct shown *out, struct error *error)
{
  if (asking->text.failed)
    return error_memory (error);
  out->kind = SHOWN_TEXT;
  out->text = buffer_string (&asking->text);
  out->len = asking->text.size;
  return 0;
}

static int
answer_value (struct asking *asking, uint8_t type, uint32_t words, struct value value,
              struct shown *out, struct error *error)
{
  struct judge *judge = asking->judge;
  if (value.state == VALUE_FAILED)
    {
      *error = judge->now.error;
      return -1;
    }
  out->kind = SHOWN_NIL;
  out->n = value.n;
  if (value.state == VALUE_UNKNOWN)
    return 0;
  if (type == TYPE_NUMBER || type == TYPE_BOOLEAN)
    {
      out->kind = type == TYPE_NUMBER ? SHOWN_NUMBER : SHOWN_BOOLEAN;
      return 0;
    }
  value_text (&asking->text, judge->plan, judge->strings, type, words, value);
  return answer_text (asking, out, error);
}

/* The node behind a name, or NONE. */
static uint32_t
find_fact (const struct plan *plan, uint32_t name)
{
  for (uint32_t i = 0; i < plan->fact_count; i++)
    if (plan->facts[i].name == name)
      return plan->facts[i].node;
  return NONE;
}

static int
answer_fact (struct asking *asking, uint32_t name, struct shown *out, struct error *error)
{
  const struct plan *plan = asking->judge->plan;
  uint32_t at = find_fact (plan, name);
  if (at == NONE)
    return 1;
  bool tracing = asking->judge->now.tracing;
  asking->judge->now.tracing = false;
  struct value value = evaluate (asking->judge, at);
  asking->judge->now.tracing = tracing;
  return answer_value (asking, plan->nodes[at].type, plan->nodes[at].words, value, out, error);
}

static int
answer_track (struct asking *asking, uint32_t name, struct shown *out, struct error *error)
{
  const struct plan *plan = asking->judge->plan;
  for (uint32_t i = 0; i < plan->track_count; i++)
    {
      if (plan->tracks[i].name != name)
        continue;
      const struct cell *cell = teacher_cell (asking->judge->now.teacher, i);
      struct value value = { cell ? cell->value : 0, VALUE_KNOWN };
      return answer_value (asking, TYPE_WORD, plan->tracks[i].words, value, out, error);
    }
  return 1;
}

static int
answer_profile (struct asking *asking, uint32_t name, struct shown *out, struct error *error)
{
  const struct plan *plan = asking->judge->plan;
  for (uint32_t i = 0; i < plan->profile_count; i++)
    {
      if (plan->profile[i].name != name)
        continue;
      const struct cell *cell = teacher_cell (asking->judge->now.teacher, plan->cell_profile + i);
      struct value value = { cell ? cell->value : 0, cell ? VALUE_KNOWN : VALUE_UNKNOWN };
      return answer_value (asking, plan->profile[i].type, plan->profile[i].words, value, out,
                           error);
    }
  return 1;
}

static int
answer_field (struct asking *asking, uint32_t name, struct shown *out, struct error *error)
{
  const struct record *event = asking->judge->now.event;
  if (event->type == EVENT_UNDECLARED)
    return 1;
  const struct event_type *type = &asking->judge->plan->schema.types[event->type];
  for (uint32_t i = 0; i < type->field_count; i++)
    {
      const struct field *field = &type->fields[i];
      if (field->name != name)
        continue;
      bool there = field->place != PLACE_NONE && event->values[field->place] != VALUE_ABSENT;
      struct value value
          = { there ? event->values[field->place] : 0, there ? VALUE_KNOWN : VALUE_UNKNOWN };
      return answer_value (asking, field->type, field->words, value, out, error);
    }
  return 1;
}

static int
answer (void *context, enum asked what, const char *name, size_t len, struct shown *out,
        struct error *error)
{
  struct asking *asking = context;
  struct judge *judge = asking->judge;
  struct value today = { judge->today, VALUE_KNOWN };
  uint32_t string = strings_find (&judge->plan->strings, name, (uint32_t)len);
  buffer_clear (&asking->text);
  switch (what)
    {
    case ASKED_ID:
      if (judge->now.teacher->id == STRINGS_NONE)
        return 0;
      buffer_text (&asking->text, strings_text (judge->strings, judge->now.teacher->id));
      return answer_text (asking, out, error);
    case ASKED_TODAY:
      if (judge->today + 1 < judge->now.horizon)
        judge->now.horizon = judge->today + 1;
      return answer_value (asking, TYPE_DATE, NONE, today, out, error);
    case ASKED_FACT: return answer_fact (asking, string, out, error);
    case ASKED_TRACK: return answer_track (asking, string, out, error);
    case ASKED_PROFILE: return answer_profile (asking, string, out, error);
    case ASKED_EVENT_FIELD: return answer_field (asking, string, out, error);
    case ASKED_EVENT_TYPE:
      buffer_text (
          &asking->text,
          strings_text (judge->strings, judge->plan->schema.types[judge->now.event->type].name));
      return answer_text (asking, out, error);
    default:
      instant_write (&asking->text, judge->now.event->time, judge->plan->calendar.offset);
      return answer_text (asking, out, error);
    }
}

/* Calls, and leaves what the function returned in *out. */
static int
call (struct judge *judge, uint32_t function, struct shown *out, struct error *error)
{
  struct asking asking = { judge, BUFFER_INIT };
  struct function_host host = { &asking, judge->now.event != NULL, answer };
  int status = function_call (judge->policy, function, &host, out, error);
  buffer_release (&asking.text);
  return status;
}

struct value
ask_condition (struct judge *judge, uint32_t function)
{
  struct shown shown;
  if (call (judge, function, &shown, &judge->now.error) < 0)
    return (struct value){ 0, VALUE_FAILED };
  if (shown.kind == SHOWN_NIL)
    return (struct value){ 0, VALUE_UNKNOWN };
  if (shown.kind == SHOWN_BOOLEAN)
    return (struct value){ shown.n, VALUE_KNOWN };
  error_set (&judge->now.error, ERROR_POLICY,
             "a function used as a condition returns true, false or nil, not a %s",
             shown.kind == SHOWN_NUMBER ? "number" : "text");
  return (struct value){ 0, VALUE_FAILED };
}

struct value
ask_derived (struct judge *judge, uint32_t function)
{
  struct shown shown;
  if (call (judge, function, &shown, &judge->now.error) < 0)
    return (struct value){ 0, VALUE_FAILED };
  if (shown.kind == SHOWN_NIL)
    return (struct value){ 0, VALUE_UNKNOWN };
  if (shown.kind == SHOWN_NUMBER)
    return (struct value){ shown.n, VALUE_KNOWN };
  error_set (&judge->now.error, ERROR_POLICY, "a derived fact is a number or nil, not a %s",
             shown.kind == SHOWN_BOOLEAN ? "boolean" : "text");
  return (struct value){ 0, VALUE_FAILED };
}

/* Runs while an event is being counted, not during a judgement. */
bool
ask_number (struct judge *judge, uint32_t function, const struct record *record,
            const struct teacher *teacher, int64_t *out)
{
  struct judgement outer = judge->now;
  struct asking asking = { judge, BUFFER_INIT };
  struct function_host host = { &asking, true, answer };
  struct shown shown;
  struct error error;
  begin_judgement (&judge->now, (struct teacher *)teacher, record, false);
  int status = function_map (judge->policy, function, &host, &shown, &error);
  judge->now = outer;
  buffer_release (&asking.text);
  if (status == 0 && shown.kind != SHOWN_NIL && shown.kind != SHOWN_NUMBER)
    status = error_set (&error, ERROR_POLICY, "a function for map returns a number or nil");
  if (status < 0)
    {
      judge->test_failed = true;
      judge->test_error = error;
      return false;
    }
  *out = shown.n;
  return shown.kind == SHOWN_NUMBER;
}

int
ask_message (struct judge *judge, uint32_t function, struct error *error)
{
  struct shown shown;
  if (call (judge, function, &shown, error) < 0)
    return -1;
  if (shown.kind == SHOWN_TEXT)
    buffer_add (&judge->says, shown.text, shown.len);
  else if (shown.kind != SHOWN_NIL)
    return error_set (error, ERROR_POLICY, "a function for 'says' returns a text");
  return 0;
}
