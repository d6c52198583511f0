/* cases_run.c — a draft judged: its events as JSON, with the names that the
 * steps of a scenario give them. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/school/cases_parts.h"

bool
cannot (struct cases *cases, const char *format, ...)
{
  char text[512];
  va_list arguments;
  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  if (cases->why.size == 0)
    buffer_text (&cases->why, text);
  return false;
}

/* ---- Events as JSON ------------------------------------------------------- */

void
fresh_text (struct buffer *out, const struct cases *cases, const struct field *field,
            uint32_t number)
{
  if (field->identifier)
    buffer_format (out, "T%" PRIu32, number);
  else
    buffer_format (out, "%s %" PRIu32, strings_text (&cases->plan->strings, field->name), number);
}

static void
add_text (struct cases *cases, const struct field *field, int64_t value, uint32_t number)
{
  struct buffer text = BUFFER_INIT;
  if (value == FRESH)
    fresh_text (&text, cases, field, number);
  else
    buffer_text (&text, strings_text (&cases->texts, (uint32_t)value));
  cases->failed |= text.failed;
  buffer_json (&cases->json, buffer_string (&text), text.size);
  buffer_release (&text);
}

static void
add_value (struct cases *cases, const struct field *field, int64_t value, uint32_t number)
{
  const struct strings *strings = &cases->plan->strings;
  struct buffer *out = &cases->json;
  switch (field->type)
    {
    case TYPE_NUMBER: decimal_write (out, value); break;
    case TYPE_BOOLEAN: buffer_text (out, value ? "true" : "false"); break;
    case TYPE_DATE:
      buffer_char (out, '"');
      day_write (out, (int32_t)value);
      buffer_char (out, '"');
      break;
    case TYPE_WORD:
      {
        uint32_t word = cases->plan->schema.lists[field->words].words[value];
        buffer_json (out, strings_text (strings, word), strings_length (strings, word));
        break;
      }
    default: add_text (cases, field, value, number);
    }
}

static void
add_named (struct cases *cases, const char *name, int64_t text)
{
  buffer_format (&cases->json, ",\"%s\":", name);
  buffer_json (&cases->json, strings_text (&cases->texts, (uint32_t)text),
               strings_length (&cases->texts, (uint32_t)text));
}

/* The event's `time`-th repetition, the `id`-th of the scenario. */
static void
write_event (struct cases *cases, const struct draft *draft, uint32_t at, uint32_t time,
             uint32_t id)
{
  const struct draft_event *event = &draft->events[at];
  const struct event_type *type = &cases->plan->schema.types[event->type];
  const int64_t *values = draft_values (draft, at);
  int offset = cases->plan->calendar.offset;
  struct buffer *out = &cases->json;
  bool first = true;
  buffer_clear (out);
  buffer_format (out, "{\"specversion\":\"1.0\",\"id\":\"%06" PRIu32 "\",\"source\":\"scenario\"",
                 id);
  buffer_text (out, ",\"time\":\"");
  instant_write (out, day_instant (event->day, offset), offset);
  buffer_char (out, '"');
  add_named (cases, "type", type->name);
  if (event->who == WHO_EACH)
    buffer_format (out, ",\"subject\":\"T%" PRIu32 "\"", event->number + time);
  else if (event->who != WHO_SCHOOL)
    add_named (cases, "subject", event->who == WHO_TEACHER ? cases->teacher : cases->other_teacher);
  buffer_text (out, ",\"data\":{");
  for (uint32_t i = 0; i < type->field_count; i++)
    {
      if (values[i] == VALUE_ABSENT)
        continue;
      if (!first)
        buffer_char (out, ',');
      first = false;
      buffer_json (out, strings_text (&cases->plan->strings, type->fields[i].name),
                   strings_length (&cases->plan->strings, type->fields[i].name));
      buffer_char (out, ':');
      add_value (cases, &type->fields[i], values[i], event->number + time);
    }
  buffer_text (out, "}}");
}

/* ---- Judging ---------------------------------------------------------------- */

/* 0; 1 where the door refuses it; -1. */
static int
send (struct cases *cases, struct error *error)
{
  static const char padding[JSON_PADDING];
  struct refusal refusal;
  size_t len = cases->json.size;
  buffer_add (&cases->json, padding, sizeof padding);
  if (cases->json.failed || cases->failed)
    return error_memory (error);
  int status = rehearsal_event (cases->rehearsal, cases->json.data, len, &refusal, error);
  if (status == 1)
    cannot (cases, "an event made for it is refused: %s%s%s", refusal.field,
            *refusal.field ? ": " : "", refusal.error.text);
  return status;
}

/* Sends all events; where the last brings the judging, what was looked at before
 * it is let go. */
static int
send_all (struct cases *cases, const struct draft *arranged, struct error *error)
{
  uint32_t id = 0;
  int status = 0;
  for (uint32_t i = 0; i < arranged->count; i++)
    for (uint32_t j = 0; j < arranged->events[i].times && status == 0; j++)
      {
        bool last = i + 1 == arranged->count && j + 1 == arranged->events[i].times;
        if (last && arranged->stage.end == DAY_NEVER)
          {
            status = rehearsal_judge (cases->rehearsal, error);
            cases->looked = cases->look.taken > 0;
            look_again (&cases->look);
            cases->look.keep_first = true;
          }
        write_event (cases, arranged, i, j, ++id);
        if (status == 0)
          status = send (cases, error);
      }
  return status ? status : rehearsal_judge (cases->rehearsal, error);
}

static int
pass_time (struct cases *cases, int32_t day, struct error *error)
{
  rehearsal_advance (cases->rehearsal, day_instant (day, cases->plan->calendar.offset));
  return rehearsal_judge (cases->rehearsal, error);
}

/* Judges up to a day, or the last event. */
static int
judge_until (struct cases *cases, const struct draft *arranged, int32_t day, struct error *error)
{
  cases->looked = false;
  cases->look.keep_first = false;
  look_again (&cases->look);
  if (rehearsal_again (cases->rehearsal, error) < 0)
    return -1;
  int status = send_all (cases, arranged, error);
  if (status == 0 && day != DAY_NEVER)
    status = pass_time (cases, day, error);
  return status;
}

/* Where the sentence was not judged, what it would see on the last day. */
static int
look_before (struct cases *cases, const struct draft *arranged, struct error *error)
{
  int32_t end = arranged->stage.end;
  if (end != DAY_NEVER)
    {
      int status = judge_until (cases, arranged, end - 1, error);
      cases->looked = false;
      if (status)
        return status;
    }
  return rehearsal_look_now (cases->rehearsal, &cases->look, error);
}

int
cases_run (struct cases *cases, const struct draft *draft, struct error *error)
{
  struct draft arranged;
  if (draft_size (draft) > MOST_EVENTS)
    {
      cannot (cases, "it takes more than %d events", MOST_EVENTS);
      return 1;
    }
  if (draft_arrange (cases, &arranged, draft, error) < 0)
    return -1;
  int status = judge_until (cases, &arranged, arranged.stage.end, error);
  if (status == 0)
    {
      cases->looked |= cases->look.taken > 0;
      if (!cases->looked)
        status = look_before (cases, &arranged, error);
    }
  if (status == 0 && cases->look.failed)
    status = error_memory (error);
  draft_release (&arranged);
  return status;
}

int
cases_decide (struct cases *cases, const struct draft *arranged, struct error *error)
{
  return judge_until (cases, arranged, arranged->stage.end, error);
}
