/* decision_json.c — a decision as interfaces.md writes it. */
#include "engine/judge/decision.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"
#include "engine/base/digest.h"

static const char *const form_names[]
    = { [FORM_RULE] = "rule",     [FORM_DUTY] = "duty",     [FORM_SELECTION] = "selection",
        [FORM_TARGET] = "target", [FORM_MANUAL] = "manual", [FORM_ERROR] = "error" };
static const char *const verdict_names[] = { [VERDICT_FIRED] = "fired",
                                             [VERDICT_ANNOUNCED] = "announced",
                                             [VERDICT_OBJECTED] = "objected",
                                             [VERDICT_CHOSEN] = "chosen",
                                             [VERDICT_PASSED_OVER] = "passed_over",
                                             [VERDICT_TIED] = "tied",
                                             [VERDICT_UNDETERMINED] = "undetermined",
                                             [VERDICT_REMINDER] = "reminder",
                                             [VERDICT_ACHIEVED] = "achieved",
                                             [VERDICT_MISSED] = "missed",
                                             [VERDICT_MET] = "met",
                                             [VERDICT_SET] = "set",
                                             [VERDICT_ERROR] = "error" };

const char *
verdict_name (enum verdict verdict)
{
  return verdict_names[verdict];
}

const char *
form_name (enum form form)
{
  return form_names[form];
}

static void
add_string (struct buffer *out, const struct strings *strings, uint32_t number)
{
  buffer_json (out, strings_text (strings, number), strings_length (strings, number));
}

void
value_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
            uint8_t type, uint32_t words, struct value value)
{
  if (value.state != VALUE_KNOWN)
    {
      buffer_char (out, '?');
      return;
    }
  switch (type)
    {
    case TYPE_NUMBER: decimal_write (out, value.n); break;
    case TYPE_BOOLEAN: buffer_text (out, value.n ? "true" : "false"); break;
    case TYPE_DATE: day_write (out, (int32_t)value.n); break;
    case TYPE_WORD:
      buffer_text (out, strings_text (strings, plan->schema.lists[words].words[value.n]));
      break;
    default:
      buffer_add (out, strings_text (strings, (uint32_t)value.n),
                  strings_length (strings, (uint32_t)value.n));
      break;
    }
}

void
value_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
            uint8_t type, uint32_t words, struct value value)
{
  if (value.state != VALUE_KNOWN)
    buffer_text (out, "null");
  else if (type == TYPE_WORD)
    add_string (out, strings, plan->schema.lists[words].words[value.n]);
  else if (type == TYPE_TEXT)
    add_string (out, strings, (uint32_t)value.n);
  else
    {
      const char *quote = type == TYPE_DATE ? "\"" : "";
      buffer_text (out, quote);
      value_text (out, plan, strings, type, words, value);
      buffer_text (out, quote);
    }
}

void
about_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
            const struct about *about)
{
  struct value value = { about->value, about->value == VALUE_ABSENT ? VALUE_UNKNOWN : VALUE_KNOWN };
  value_text (out, plan, strings, about->type, about->words, value);
}

void
about_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
            const struct about *about)
{
  if (about->name == NONE && !about->event)
    return;
  buffer_char (out, '{');
  if (about->event)
    {
      buffer_text (out, "\"event\":");
      buffer_json (out, about->event, strlen (about->event));
    }
  else
    {
      add_string (out, strings, about->name);
      buffer_char (out, ':');
      value_json (out, plan, strings, about->type, about->words,
                  (struct value){ about->value, VALUE_KNOWN });
    }
  buffer_char (out, '}');
}

static void
operand_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
              uint32_t at, struct value value)
{
  const struct node *node = &plan->nodes[at];
  value_text (out, plan, strings, node->type, node->words, value);
}

void
seen_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
           const struct seen *seen)
{
  const struct node *node = &plan->nodes[seen->node];
  if (node->op == NODE_FUNCTION)
    return;
  operand_text (out, plan, strings, node->a, seen->a);
  if (node->op == NODE_SHARE)
    {
      buffer_char (out, '/');
      operand_text (out, plan, strings, node->b, seen->b);
    }
  else if (node->op == NODE_COMPARE && plan->nodes[node->b].op != NODE_CONSTANT)
    {
      buffer_text (out, " and ");
      operand_text (out, plan, strings, node->b, seen->b);
    }
}

static void
add_because (struct buffer *out, const struct plan *plan, const struct strings *strings,
             const struct seen *seen)
{
  struct buffer was = BUFFER_INIT;
  buffer_text (out, "{\"is\":");
  add_string (out, strings, plan->nodes[seen->node].text);
  seen_text (&was, plan, strings, seen);
  if (was.size)
    {
      buffer_text (out, ",\"was\":");
      buffer_json (out, was.data, was.size);
    }
  out->failed |= was.failed;
  buffer_release (&was);
  buffer_text (out, seen->held.state != VALUE_KNOWN ? ",\"held\":null}"
                    : seen->held.n                  ? ",\"held\":true}"
                                                    : ",\"held\":false}");
}

static void
add_changes (struct buffer *out, const struct plan *plan, const struct strings *strings,
             const struct decision *decision)
{
  for (uint32_t i = 0; i < decision->change_count; i++)
    {
      const struct change *change = &decision->changes[i];
      const struct track *track = &plan->tracks[change->track];
      const struct word_list *states = &plan->schema.lists[track->words];
      buffer_text (out, i ? ",{\"track\":" : ",\"changes\":[{\"track\":");
      add_string (out, strings, track->name);
      buffer_text (out, ",\"from\":");
      add_string (out, strings, states->words[change->from]);
      buffer_text (out, ",\"to\":");
      add_string (out, strings, states->words[change->to]);
      buffer_char (out, '}');
    }
  if (decision->change_count)
    buffer_char (out, ']');
}

static void
add_gives (struct buffer *out, const struct plan *plan, const struct strings *strings,
           const struct decision *decision)
{
  for (uint32_t i = 0; i < decision->give_count; i++)
    {
      const struct given_value *give = &decision->gives[i];
      const struct node *node = &plan->nodes[give->given->node];
      buffer_text (out, i ? "," : ",\"gives\":{");
      add_string (out, strings, give->given->name);
      buffer_char (out, ':');
      value_json (out, plan, strings, node->type, node->words, give->value);
    }
  if (decision->give_count)
    buffer_char (out, '}');
}

static void
add_tell (struct buffer *out, const struct plan *plan, const struct strings *strings,
          const struct sentence *sentence)
{
  for (uint32_t i = 0; i < sentence->tell_count; i++)
    {
      buffer_text (out, i ? "," : ",\"tell\":[");
      add_string (out, strings, plan->recipients[sentence->tell + i]);
    }
  if (sentence->tell_count)
    buffer_char (out, ']');
}

/* The first twelve digits of the digest of what names a decision: each part
 * ended by a 0, so that no two names run together. */
int
decision_id (char out[DECISION_ID], const struct plan *plan, const struct strings *strings,
             const struct decision *decision)
{
  struct buffer name = BUFFER_INIT;
  char digest[DIGEST_TEXT];
  if (decision->teacher != STRINGS_NONE)
    buffer_text (&name, strings_text (strings, decision->teacher));
  buffer_char (&name, 0);
  if (decision->sentence)
    buffer_text (&name, strings_text (strings, decision->sentence->name));
  buffer_char (&name, 0);
  instant_write (&name, decision->time, plan->calendar.offset);
  buffer_char (&name, 0);
  buffer_text (&name, verdict_names[decision->verdict]);
  buffer_char (&name, 0);
  about_json (&name, plan, strings, &decision->about);
  buffer_char (&name, 0);
  if (decision->event)
    {
      buffer_text (&name, strings_text (strings, decision->event->source));
      buffer_char (&name, 0);
      buffer_add (&name, record_id (decision->event), decision->event->id_size);
    }
  else if (decision->deadline)
    {
      buffer_text (&name, strings_text (strings, decision->deadline->name));
      buffer_char (&name, 0);
      if (decision->deadline_opening)
        instant_write (&name, decision->deadline_opening, plan->calendar.offset);
      if (decision->opening_event)
        {
          buffer_char (&name, 0);
          buffer_text (&name, strings_text (strings, decision->opening_source));
          buffer_char (&name, 0);
          buffer_text (&name, decision->opening_event);
        }
    }
  buffer_char (&name, 0);
  buffer_digits (&name, decision->n, 1);
  int status = name.failed ? -1 : digest_text (name.data, name.size, digest);
  buffer_release (&name);
  if (status == 0)
    snprintf (out, DECISION_ID, "%.12s", digest);
  return status;
}

static void
add_text (struct buffer *out, const char *key, const char *text, size_t len)
{
  buffer_text (out, key);
  buffer_json (out, text, len);
}

static void
add_sentence (struct buffer *out, const struct plan *plan, const struct strings *strings,
              const struct decision *decision)
{
  const struct sentence *sentence = decision->sentence;
  if (!sentence->trial)
    add_tell (out, plan, strings, sentence);
  if (sentence->severity == NONE)
    buffer_text (out, ",\"severity\":\"notice\"");
  else
    {
      buffer_text (out, ",\"severity\":");
      add_string (out, strings, sentence->severity);
    }
  if (sentence->cites != NONE && strings_length (strings, sentence->cites))
    {
      buffer_text (out, ",\"cites\":");
      add_string (out, strings, sentence->cites);
    }
  if (sentence->trial)
    buffer_text (out, ",\"trial\":true");
}

/* A target's one reason is its count. */
static void
add_reasons (struct buffer *out, const struct plan *plan, const struct strings *strings,
             const struct decision *decision)
{
  if (decision->form == FORM_TARGET)
    {
      uint32_t least = decision->sentence->selecting.least;
      buffer_text (out, ",\"because\":[{\"is\":\"teachers among at least ");
      buffer_digits (out, least, 1);
      buffer_text (out, "\",\"was\":\"");
      buffer_digits (out, decision->counted, 1);
      buffer_text (out, decision->counted >= least ? "\",\"held\":true}]" : "\",\"held\":false}]");
    }
  for (uint32_t i = 0; i < decision->because_count; i++)
    {
      buffer_text (out, i ? "," : ",\"because\":[");
      add_because (out, plan, strings, &decision->because[i]);
    }
  if (decision->because_count)
    buffer_char (out, ']');
}

int
decision_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
               const struct decision *decision, struct error *error)
{
  char id[DECISION_ID];
  if (decision_id (id, plan, strings, decision) < 0)
    return error_memory (error);
  buffer_text (out, "{\"id\":\"");
  buffer_text (out, id);
  buffer_text (out, "\",\"time\":\"");
  instant_write (out, decision->time, plan->calendar.offset);
  buffer_char (out, '"');
  if (decision->teacher != STRINGS_NONE)
    add_text (out, ",\"teacher\":", strings_text (strings, decision->teacher),
              strings_length (strings, decision->teacher));
  if (decision->sentence)
    add_text (out, ",\"rule\":", strings_text (strings, decision->sentence->name),
              strings_length (strings, decision->sentence->name));
  buffer_text (out, ",\"form\":\"");
  buffer_text (out, form_names[decision->form]);
  buffer_text (out, "\",\"outcome\":\"");
  buffer_text (out, verdict_names[decision->verdict]);
  buffer_char (out, '"');
  if (decision->about.name != NONE || decision->about.event)
    buffer_text (out, ",\"about\":");
  about_json (out, plan, strings, &decision->about);
  add_changes (out, plan, strings, decision);
  add_gives (out, plan, strings, decision);
  if (decision->says && *decision->says)
    add_text (out, ",\"says\":", decision->says, strlen (decision->says));
  if (decision->sentence)
    add_sentence (out, plan, strings, decision);
  add_reasons (out, plan, strings, decision);
  buffer_text (out, ",\"policy\":\"sha256:");
  buffer_text (out, plan->hash);
  buffer_text (out, "\"}");
  return out->failed ? error_memory (error) : 0;
}
