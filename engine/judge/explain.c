/* explain.c — which events counted, and where a teacher stands with a
 * sentence. */
#include "engine/judge/explain.h"

#include <stdlib.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/judge/duty.h"
#include "engine/judge/explain_parts.h"

int
judge_follow (struct judge *judge, const char *id, size_t len, struct error *error)
{
  uint32_t string;
  judge->visited = calloc (judge->plan->node_count + 1, sizeof *judge->visited);
  judge->parts = calloc (judge->plan->aggregate_count + 1, sizeof *judge->parts);
  if (!judge->visited || !judge->parts)
    return error_memory (error);
  if (strings_put (judge->strings, id, (uint32_t)len, &string, error) < 0)
    return -1;
  return teachers_put (&judge->teachers, string, &judge->followed) < 0 ? error_memory (error) : 0;
}

bool
judge_is_followed (const struct judge *judge, uint32_t id)
{
  return judge->followed != NONE && judge->teachers.items[judge->followed].id == id;
}

bool
judge_knows_followed (const struct judge *judge)
{
  return judge->teachers.items[judge->followed].known != DAY_NEVER;
}

int
explain_decision (struct judge *judge, const struct decision *decision, struct buffer *out,
                  struct error *error)
{
  if (decision_json (out, judge->plan, judge->strings, decision, error) < 0)
    return -1;
  out->size--; /* the closing brace */
  bool first = true;
  /* What was announced was judged then, and told with what counted then. */
  for (uint32_t i = 0; i < decision->because_count && judge->cause != CAUSE_ANNOUNCEMENT; i++)
    {
      const struct node *node = &judge->plan->nodes[decision->because[i].node];
      size_t before = out->size;
      buffer_text (out, first ? ",\"counted\":[{\"is\":" : ",{\"is\":");
      text_json (out, judge, node->text);
      if (events_json (out, judge, decision->because[i].node))
        {
          buffer_char (out, '}');
          first = false;
        }
      else
        out->size = before;
    }
  if (!first)
    buffer_char (out, ']');
  if (decision->ranked && decision->ranked->place)
    ranked_json (out, judge, decision);
  buffer_char (out, '}');
  return out->failed ? error_memory (error) : 0;
}

void
begin_explaining (struct judge *judge, const struct sentence *sentence,
                  const struct opening *opening, int64_t key)
{
  begin_duty (judge, judge->followed, sentence, opening, key);
  judge->now.explaining = true;
}

/* Asks a condition that must hold for the sentence to be about the teacher at
 * all: unknown is as good as no. */
static void
ask_first (struct judge *judge, uint32_t node, struct value *held)
{
  if (node != NONE && !is_true (evaluate (judge, node)))
    *held = (struct value){ 0, VALUE_KNOWN };
}

/* Asks all that the sentence asks of the teacher, in its order; whether it
 * holds, or a duty is met. */
static struct value
ask_all (struct judge *judge, const struct sentence *sentence)
{
  struct value first = { 1, VALUE_KNOWN }, last = first;
  uint32_t node = sentence->when;
  ask_first (judge, sentence->applies, &first);
  if (sentence->kind == SENTENCE_DUTY)
    return evaluate (judge, sentence->duty.needs);
  if (sentence->kind != SENTENCE_RULE)
    {
      ask_first (judge, sentence->selecting.among, &first);
      node = sentence->selecting.eligible;
    }
  if (node != NONE)
    last = evaluate (judge, node);
  return is_true (first) ? last : first;
}

void
about_and_days (struct buffer *out, struct judge *judge, int32_t since, int32_t until,
                int32_t reminder)
{
  if (judge->about.name != NONE || judge->about.event)
    buffer_text (out, ",\"about\":");
  about_json (out, judge->plan, judge->strings, &judge->about);
  day_json (out, "since", since);
  day_json (out, "until", until);
  day_json (out, "reminder", reminder);
}

void
instance_json (struct buffer *out, struct judge *judge, const struct sentence *sentence,
               int32_t since, int32_t until, int32_t reminder)
{
  buffer_text (out, sentence->kind == SENTENCE_DUTY ? "{\"met\":" : "{\"holds\":");
  truth_json (out, ask_all (judge, sentence));
  about_and_days (out, judge, since, until, reminder);
  buffer_text (out, ",\"conditions\":");
  conditions_json (out, judge, until == DAY_NEVER ? DAY_NEVER : until + 1);
  buffer_char (out, '}');
}

static void
open_now (struct buffer *out, struct judge *judge, const struct sentence *sentence, int32_t until)
{
  begin_explaining (judge, sentence, NULL, VALUE_ABSENT);
  instance_json (out, judge, sentence, DAY_NEVER, until, DAY_NEVER);
}

/* A rule, a selection or a target, as it would be judged now. */
static const char *
open_other (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  bool held;
  switch (sentence->trigger)
    {
    case TRIGGER_EVENT: open_now (out, judge, sentence, DAY_NEVER); return "at_event";
    case TRIGGER_PERIOD:
      open_now (out, judge, sentence, coming_end (judge, sentence->every) - 1);
      return "at_end_of_period";
    case TRIGGER_DAY: open_now (out, judge, sentence, sentence->selecting.by); return "at_day";
    default:
      open_now (out, judge, sentence, DAY_NEVER);
      held = is_true (judge_sentence (judge, judge->followed, sentence, NULL));
      out->failed |= judge->now.error.code == ERROR_MEMORY;
      return held ? "holds" : "not_yet";
    }
}

/* How the sentence stands with the teacher, its conditions appended. */
static const char *
open_sentence (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  int32_t next;
  if (teacher->known == DAY_NEVER)
    return "not_known";
  if (teacher->away)
    return "away";
  if (judge->window_day < sentence->from || judge->window_day > sentence->till)
    return "out_of_force";
  if (sentence->kind == SENTENCE_DUTY && sentence->duty.of_school)
    return "of_the_school";
  if (sentence->trigger == TRIGGER_SPAN)
    return open_spans (out, judge, sentence);
  if (sentence->kind == SENTENCE_DUTY)
    return open_period (out, judge, sentence);
  if (is_waived (judge, teacher, sentence, judge->window_day, &next))
    return "waived";
  if (sentence->trigger == TRIGGER_DAY && judge->window_day > sentence->selecting.by)
    return "over";
  return open_other (out, judge, sentence);
}

/* The days that bound how it stands: of force, and of a waiver. */
static void
bounds_json (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  int32_t day = judge->window_day, next;
  if (sentence->from > day)
    day_json (out, "in_force_from", sentence->from);
  if (sentence->till != INT32_MAX)
    day_json (out, "in_force_until", sentence->till);
  if (is_waived (judge, teacher, sentence, day, &next))
    day_json (out, "waived_until", waived_until (judge, teacher, sentence, day));
}

static int
by_announcement (const void *a, const void *b)
{
  const struct pending *x = *(const struct pending *const *)a;
  const struct pending *y = *(const struct pending *const *)b;
  return (x->opening > y->opening) - (x->opening < y->opening);
}

/* What was announced by the sentence and still waits for its day. */
static int
announced_json (struct buffer *out, const struct judge *judge, uint32_t sentence)
{
  const struct pendings *pendings = &judge->pendings;
  const struct pending **waiting = malloc ((pendings->count + 1) * sizeof *waiting);
  uint32_t count = 0;
  if (!waiting)
    return -1;
  for (uint32_t i = 0; i < pendings->count; i++)
    if (pendings->heap[i].sentence == sentence && pendings->heap[i].teacher == judge->followed)
      waiting[count++] = &pendings->heap[i];
  if (count > 1)
    qsort (waiting, count, sizeof *waiting, by_announcement);
  for (uint32_t i = 0; i < count; i++)
    {
      buffer_text (out, i ? ",{\"time\":\"" : ",\"announced\":[{\"time\":\"");
      instant_write (out, waiting[i]->announced, judge->plan->calendar.offset);
      buffer_char (out, '"');
      day_json (out, "due", waiting[i]->day);
      if (is_objected (judge, waiting[i]))
        buffer_text (out, ",\"objected\":true");
      buffer_char (out, '}');
    }
  if (count)
    buffer_char (out, ']');
  free (waiting);
  return 0;
}

int
explain_sentence (struct judge *judge, uint32_t number, struct buffer *out, struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[number];
  struct buffer open = BUFFER_INIT;
  buffer_text (out, "{\"rule\":");
  text_json (out, judge, sentence->name);
  buffer_format (out, ",\"kind\":\"%s\"", sentence_kinds[sentence->kind]);
  if (sentence->cites != NONE)
    {
      buffer_text (out, ",\"cites\":");
      text_json (out, judge, sentence->cites);
    }
  buffer_format (out, ",\"line\":%u", sentence->line);
  const char *state = open_sentence (&open, judge, sentence);
  end_duty (judge);
  buffer_format (out, ",\"state\":\"%s\"", state);
  bounds_json (out, judge, sentence);
  if (announced_json (out, judge, number) < 0)
    out->failed = true;
  if (open.size)
    {
      buffer_text (out, ",\"open\":[");
      buffer_add (out, open.data, open.size);
      buffer_char (out, ']');
    }
  buffer_char (out, '}');
  out->failed |= open.failed;
  buffer_release (&open);
  return out->failed ? error_memory (error) : 0;
}

int
explain_standing (struct judge *judge, struct buffer *out, struct error *error)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  buffer_text (out, "{\"teacher\":");
  text_json (out, judge, teacher->id);
  day_json (out, "known", teacher->known);
  if (teacher->away)
    buffer_text (out, ",\"away\":true");
  begin_judgement (&judge->now, &judge->teachers.items[judge->followed], NULL, false);
  standing_json (out, judge);
  return out->failed ? error_memory (error) : 0;
}
