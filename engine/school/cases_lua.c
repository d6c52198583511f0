/* cases_lua.c — a case as a scenario: Lua text, as tests/ has it. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "engine/school/cases_parts.h"

enum
{
  NAME_LIMIT = 240, /* bytes of a scenario's name */
  MOST_EXPECTED = 6 /* decisions of one case */
};

/* ---- Names and values ---------------------------------------------------------- */

static void
add_quoted (struct buffer *out, const char *text)
{
  buffer_char (out, '"');
  for (; *text; text++)
    {
      unsigned char c = (unsigned char)*text;
      if (c < 0x20 || c == 0x7F)
        buffer_format (out, "\\%03u", c);
      else if (c == '"' || c == '\\')
        buffer_format (out, "\\%c", c);
      else
        buffer_char (out, *text);
    }
  buffer_char (out, '"');
}

static bool
is_identifier (const char *text)
{
  static const char *const reserved[]
      = { "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
          "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
          "repeat",   "return", "then", "true", "until",  "while" };
  for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
    if (strcmp (text, reserved[i]) == 0)
      return false;
  if (!isalpha ((unsigned char)*text) && *text != '_')
    return false;
  while (isalnum ((unsigned char)*text) || *text == '_')
    text++;
  return *text == '\0';
}

/* A member's name, as it stands in a table. */
static void
add_name (struct buffer *out, const char *name)
{
  if (is_identifier (name))
    {
      buffer_text (out, name);
      return;
    }
  buffer_char (out, '[');
  add_quoted (out, name);
  buffer_char (out, ']');
}

/* A fresh text counts on in a loop. */
static void
add_fresh (struct cases *cases, const struct field *field, const struct draft_event *event)
{
  struct buffer text = BUFFER_INIT;
  fresh_text (&text, cases, field, event->number);
  cases->failed |= text.failed;
  bool loop = event->times > 1 || event->who == WHO_EACH;
  if (loop)
    while (text.size && isdigit ((unsigned char)text.data[text.size - 1]))
      text.data[--text.size] = '\0';
  add_quoted (cases->out, buffer_string (&text));
  if (loop)
    buffer_text (cases->out, " .. n");
  buffer_release (&text);
}

static void
add_day (struct buffer *out, int32_t day)
{
  buffer_char (out, '"');
  day_write (out, day);
  buffer_char (out, '"');
}

static void
add_value (struct cases *cases, const struct field *field, int64_t value,
           const struct draft_event *event)
{
  const struct plan *plan = cases->plan;
  struct buffer *out = cases->out;
  switch (field->type)
    {
    case TYPE_NUMBER: decimal_write (out, value); break;
    case TYPE_BOOLEAN: buffer_text (out, value ? "true" : "false"); break;
    case TYPE_DATE: add_day (out, (int32_t)value); break;
    case TYPE_WORD:
      add_quoted (out,
                  strings_text (&plan->strings, plan->schema.lists[field->words].words[value]));
      break;
    default:
      if (value == FRESH)
        add_fresh (cases, field, event);
      else
        add_quoted (out, strings_text (&cases->texts, (uint32_t)value));
    }
}

/* ---- Events --------------------------------------------------------------------- */

static void
add_data (struct cases *cases, const struct draft *draft, uint32_t at)
{
  const struct event_type *type = &cases->plan->schema.types[draft->events[at].type];
  const int64_t *values = draft_values (draft, at);
  bool any = false;
  for (uint32_t i = 0; i < type->field_count; i++)
    {
      if (values[i] == VALUE_ABSENT)
        continue;
      buffer_text (cases->out, any ? ", " : ", { ");
      any = true;
      add_name (cases->out, strings_text (&cases->plan->strings, type->fields[i].name));
      buffer_text (cases->out, " = ");
      add_value (cases, &type->fields[i], values[i], &draft->events[at]);
    }
  if (any)
    buffer_text (cases->out, " }");
}

static bool
has_fresh (const struct draft *draft, uint32_t at)
{
  for (uint32_t i = 0; i < draft->stride; i++)
    if (draft_values (draft, at)[i] == FRESH)
      return true;
  return draft->events[at].who == WHO_EACH;
}

static void
add_event (struct cases *cases, const struct draft *draft, uint32_t at)
{
  static const char *const whom[] = { [WHO_TEACHER] = "\"T1\"",
                                      [WHO_OTHER] = "\"T2\"",
                                      [WHO_SCHOOL] = "nil",
                                      [WHO_EACH] = "\"T\" .. n" };
  const struct draft_event *event = &draft->events[at];
  struct buffer *out = cases->out;
  buffer_text (out, "  ");
  bool each = event->who == WHO_EACH; /* one of them too is written as a loop */
  if ((event->times > 1 || each) && has_fresh (draft, at))
    buffer_format (out, "for n = %" PRIu32 ", %" PRIu32 " do ", event->number,
                   event->number + event->times - 1);
  else if (event->times > 1)
    buffer_format (out, "for _ = 1, %" PRIu32 " do ", event->times);
  buffer_text (out, "s:event(");
  add_day (out, event->day);
  buffer_format (out, ", %s, ", whom[event->who]);
  add_quoted (out,
              strings_text (&cases->plan->strings, cases->plan->schema.types[event->type].name));
  add_data (cases, draft, at);
  buffer_text (out, event->times > 1 || each ? ") end\n" : ")\n");
}

/* ---- Expectations ------------------------------------------------------------------ */

static void
begin_expectation (struct cases *cases, const char *word, bool of_teacher)
{
  buffer_format (cases->out, "  s:%s { %s", word, of_teacher ? "teacher = \"T1\", " : "");
  buffer_text (cases->out, "rule = ");
  add_quoted (cases->out, strings_text (&cases->plan->strings, cases->sentence->name));
}

/* What a decision is about: {"lesson":"L1"} as a table. */
static void
add_about (struct cases *cases, const struct about *about)
{
  struct buffer text = BUFFER_INIT;
  if (about->name != NONE)
    {
      about_text (&text, cases->plan, rehearsal_strings (cases->rehearsal), about);
      buffer_text (cases->out, ", about = { ");
      add_name (cases->out, strings_text (&cases->plan->strings, about->name));
      buffer_text (cases->out, " = ");
      if (about->type == TYPE_NUMBER || about->type == TYPE_BOOLEAN)
        buffer_text (cases->out, buffer_string (&text));
      else
        add_quoted (cases->out, buffer_string (&text));
      buffer_text (cases->out, " }");
    }
  cases->failed |= text.failed;
  buffer_release (&text);
}

static void
add_expected (struct cases *cases, const struct kept *kept)
{
  const struct decision *decision = &kept->decision;
  const struct plan *plan = cases->plan;
  struct buffer *out = cases->out;
  begin_expectation (cases, "expect", decision->teacher != STRINGS_NONE);
  buffer_format (out, ", outcome = \"%s\", at = ", verdict_name (decision->verdict));
  add_day (out, instant_day (decision->time, plan->calendar.offset));
  add_about (cases, &decision->about);
  for (uint32_t i = 0; i < decision->change_count; i++)
    {
      const struct track *track = &plan->tracks[decision->changes[i].track];
      const uint32_t *states = plan->schema.lists[track->words].words;
      buffer_text (out, ", ");
      add_name (out, strings_text (&plan->strings, track->name));
      buffer_text (out, " = ");
      add_quoted (out,
                  strings_text (&plan->strings, states[kept->states[decision->changes[i].track]]));
    }
  buffer_text (out, " }\n");
}

static bool
is_about_case (const struct cases *cases, const struct kept *kept)
{
  return kept->decision.sentence == cases->sentence
         && (kept->decision.teacher == cases->look.teacher
             || kept->decision.teacher == STRINGS_NONE);
}

/* Whether the same has been expected already: a line like another before it. */
static bool
is_repeated (const struct buffer *out, size_t from, size_t line)
{
  size_t len = out->size - line;
  for (size_t at = from; at < line; at++)
    if ((at == from || out->data[at - 1] == '\n')
        && memcmp (out->data + at, out->data + line, len) == 0)
      return true;
  return false;
}

/* Expects what the sentence decided, the latest of it; and refutes what it did
 * not decide in the end. */
static void
add_expectations (struct cases *cases, int32_t last)
{
  uint32_t count, found = 0, shown = 0;
  struct kept *kept = rehearsal_kept (cases->rehearsal, &count);
  bool at_last = false;
  size_t from = cases->out->size;
  for (uint32_t i = 0; i < count; i++)
    found += is_about_case (cases, &kept[i]);
  for (uint32_t i = 0; i < count; i++)
    {
      if (!is_about_case (cases, &kept[i]) || found - shown++ > MOST_EXPECTED)
        continue;
      size_t line = cases->out->size;
      add_expected (cases, &kept[i]);
      if (is_repeated (cases->out, from, line))
        cases->out->size = line;
      at_last |= instant_day (kept[i].decision.time, cases->plan->calendar.offset) == last;
    }
  if (at_last)
    return;
  begin_expectation (cases, "refute",
                     cases->look.teacher != STRINGS_NONE
                         && cases->sentence->kind != SENTENCE_TARGET);
  if (found)
    {
      buffer_text (cases->out, ", at = ");
      add_day (cases->out, last);
    }
  buffer_text (cases->out, " }\n");
}

/* ---- Cases ---------------------------------------------------------------------- */

void
write_sentence (struct cases *cases)
{
  const struct strings *strings = &cases->plan->strings;
  const struct sentence *sentence = cases->sentence;
  buffer_format (cases->out, "\n-- %s:%" PRIu32 ": %s \"%s\"\n",
                 strings_text (strings, sentence->file), sentence->line,
                 sentence_kinds[sentence->kind], strings_text (strings, sentence->name));
}

/* What the condition saw: "9/30"; "" where that says nothing. */
static void
add_seen (struct cases *cases, const struct boundary *boundary, const struct side *side,
          struct buffer *out)
{
  const struct plan *plan = cases->plan;
  const struct strings *strings = rehearsal_strings (cases->rehearsal);
  const struct node *node = &plan->nodes[boundary->node];
  bool school = boundary->of_school;
  if (side->kind == SIDE_VALUE && side->node != node->a)
    {
      const struct node *inner = &plan->nodes[side->node];
      value_text (out, plan, strings, inner->type, inner->words,
                  look_value (&cases->look, side->node, school));
      return;
    }
  struct seen seen = { .node = boundary->node,
                       .a = look_value (&cases->look, node->a, school),
                       .held = look_value (&cases->look, boundary->node, school) };
  if (node->op == NODE_COMPARE || node->op == NODE_SHARE)
    seen.b = look_value (&cases->look, node->b, school);
  seen_text (out, plan, strings, &seen);
}

/* Cuts the middle out of a name that is too long, between two characters. */
static void
shorten (struct buffer *name)
{
  size_t head = NAME_LIMIT / 2, tail = name->size - NAME_LIMIT / 2 + 8;
  if (name->size <= NAME_LIMIT || name->failed)
    return;
  while (head && ((unsigned char)name->data[head] & 0xC0) == 0x80)
    head--;
  while (((unsigned char)name->data[tail] & 0xC0) == 0x80)
    tail++;
  memmove (name->data + head + 5, name->data + tail, name->size - tail + 1);
  memcpy (name->data + head, " … ", 5);
  name->size = head + 5 + name->size - tail;
}

static void
add_condition (struct cases *cases, const struct boundary *boundary, struct buffer *out)
{
  const struct strings *strings = &cases->plan->strings;
  buffer_text (out, strings_text (strings, cases->sentence->name));
  if (boundary && boundary->node != NONE)
    buffer_format (out, ": %s", strings_text (strings, cases->plan->nodes[boundary->node].text));
}

/* The name of a scenario, unlike all before it. */
static void
make_name (struct cases *cases, const struct boundary *boundary, const struct side *side)
{
  struct buffer *name = &cases->name, seen = BUFFER_INIT;
  struct error error;
  uint32_t number;
  buffer_clear (name);
  add_condition (cases, boundary, name);
  shorten (name);
  buffer_format (name, ": %s", side->name);
  if (boundary->node != NONE)
    add_seen (cases, boundary, side, &seen);
  if (seen.size && seen.size < 60)
    buffer_format (name, " (%s)", buffer_string (&seen));
  cases->failed |= seen.failed || name->failed;
  buffer_release (&seen);
  size_t size = name->size;
  for (uint32_t i = 2;
       !name->failed
       && strings_find (&cases->names, name->data, (uint32_t)name->size) != STRINGS_NONE;
       i++)
    {
      name->size = size;
      buffer_format (name, " (%" PRIu32 ")", i);
    }
  if (name->failed
      || strings_put (&cases->names, name->data, (uint32_t)name->size, &number, &error) < 0)
    cases->failed = true;
}

int
write_case (struct cases *cases, const struct draft *arranged, const struct boundary *boundary,
            const struct side *side, const char *though, struct error *error)
{
  struct buffer *out = cases->out;
  int32_t last = arranged->stage.end;
  make_name (cases, boundary, side);
  if (cases_decide (cases, arranged, error) < 0)
    return -1;
  buffer_text (out, "\nscenario ");
  add_quoted (out, buffer_string (&cases->name));
  buffer_text (out, " (function(s)\n");
  if (*though)
    buffer_format (out, "  -- though %s\n", though);
  for (uint32_t i = 0; i < arranged->count; i++)
    add_event (cases, arranged, i);
  if (last != DAY_NEVER)
    {
      buffer_text (out, "  s:advance ");
      add_day (out, last);
      buffer_char (out, '\n');
    }
  else if (arranged->count)
    last = arranged->events[arranged->count - 1].day;
  add_expectations (cases, last);
  buffer_text (out, "end)\n");
  cases->count->drawn++;
  return cases->failed || out->failed ? error_memory (error) : 0;
}

void
write_not_drawn (struct cases *cases, const struct boundary *boundary, const struct side *side,
                 const char *why)
{
  struct buffer *name = &cases->name;
  buffer_clear (name);
  add_condition (cases, boundary, name);
  buffer_format (cases->out, "\n-- not drawn: %s", buffer_string (name));
  if (side && *side->name)
    buffer_format (cases->out, ": %s", side->name);
  buffer_format (cases->out, ": %s\n", *why ? why : "the engine does not judge it");
  cases->failed |= name->failed;
  cases->count->not_drawn++;
}
