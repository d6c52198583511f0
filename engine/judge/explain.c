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
note_counted (struct judge *judge, const struct aggregate *aggregate, int64_t of, int32_t window,
              const struct record *record, int64_t value)
{
  if (ARRAY_ROOM (judge->counting, judge->counting_count, judge->counting_capacity, 1) < 0)
    return -1;
  judge->counting[judge->counting_count++]
      = (struct counted){ record, value, of, (uint32_t)(aggregate - judge->plan->aggregates),
                          window, false };
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

int
explain_decision (struct judge *judge, const struct decision *decision, struct buffer *out,
                  struct error *error)
{
  if (decision_json (out, judge->plan, judge->strings, decision, error) < 0)
    return -1;
  out->size--; /* the closing brace */
  bool first = true;
  for (uint32_t i = 0; i < decision->because_count; i++)
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

/* Begins an explanation, of a judgement as it would be made now. */
static void
begin_explaining (struct judge *judge, const struct sentence *sentence,
                  const struct opening *opening, int64_t key)
{
  begin_duty (judge, judge->followed, sentence, opening, key);
  judge->now.explaining = true;
}

/* What the sentence asks of the teacher, in its order. */
static struct value
ask_all (struct judge *judge, const struct sentence *sentence)
{
  struct value held = { 1, VALUE_KNOWN };
  if (sentence->applies != NONE)
    evaluate (judge, sentence->applies);
  switch (sentence->kind)
    {
    case SENTENCE_DUTY: return evaluate (judge, sentence->duty.needs);
    case SENTENCE_RULE: return sentence->when == NONE ? held : evaluate (judge, sentence->when);
    default:
      if (sentence->selecting.among != NONE)
        held = evaluate (judge, sentence->selecting.among);
      return sentence->selecting.eligible == NONE ? held
                                                  : evaluate (judge, sentence->selecting.eligible);
    }
}

/* One instance under judgement: what it is about, its days, its conditions. */
static void
instance_json (struct buffer *out, struct judge *judge, const struct sentence *sentence,
               int32_t since, int32_t until)
{
  buffer_text (out, sentence->kind == SENTENCE_DUTY ? "{\"met\":" : "{\"holds\":");
  truth_json (out, ask_all (judge, sentence));
  if (judge->about.name != NONE || judge->about.event)
    buffer_text (out, ",\"about\":");
  about_json (out, judge->plan, judge->strings, &judge->about);
  day_json (out, "since", since);
  day_json (out, "until", until);
  buffer_text (out, ",\"conditions\":");
  conditions_json (out, judge, until == DAY_NEVER ? DAY_NEVER : until + 1);
  buffer_char (out, '}');
}

static void
open_now (struct buffer *out, struct judge *judge, const struct sentence *sentence, int32_t until)
{
  begin_explaining (judge, sentence, NULL, VALUE_ABSENT);
  instance_json (out, judge, sentence, DAY_NEVER, until);
}

/* The period that runs, of a duty, or why it is not judged in it. */
static const char *
open_period (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  struct instances instances;
  struct stretch stretch;
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  if (judge->ordinals[sentence->every] == PERIOD_NONE)
    return "between_periods";
  stretch = stretch_of (judge, sentence);
  if (!stretch_judged (judge, sentence, &stretch))
    return "period_not_judged";
  if (!teacher_judged (judge, teacher, sentence, &stretch))
    return days_judged (judge, teacher, sentence, stretch.first, stretch.end - 1)
               ? "away_in_period"
               : "waived_or_out_of_force";
  if (duty_held (judge, teacher, sentence, &stretch) == WATCHED_NO)
    return "did_not_apply_throughout";
  if (list_instances (judge, teacher, sentence, &stretch, &instances) < 0)
    out->failed = true;
  for (uint32_t i = 0; i < instances.count; i++)
    {
      if (i)
        buffer_char (out, ',');
      begin_explaining (judge, sentence, NULL, instances.items[i].key);
      instance_json (out, judge, sentence, stretch.first, stretch.end - 1);
    }
  const char *state = instances.count ? "open" : "nothing_open";
  free (instances.items);
  return state;
}

static const char *
open_spans (struct buffer *out, struct judge *judge, const struct sentence *sentence)
{
  const struct teacher *teacher = &judge->teachers.items[judge->followed];
  const struct opening *opening = openings_first (judge, teacher);
  bool any = false;
  for (; opening; opening = openings_next (&judge->openings, opening))
    {
      if (&judge->plan->sentences[opening->sentence] != sentence)
        continue;
      if (any)
        buffer_char (out, ',');
      begin_explaining (judge, sentence, opening, opening->matched);
      instance_json (out, judge, sentence, opening->first,
                     opening->deadline == DAY_NEVER ? DAY_NEVER : opening->deadline - 1);
      any = true;
    }
  return any ? "open" : "nothing_open";
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
  switch (sentence->trigger)
    {
    case TRIGGER_EVENT: open_now (out, judge, sentence, DAY_NEVER); return "at_event";
    case TRIGGER_PERIOD:
      open_now (out, judge, sentence, coming_end (judge, sentence->every) - 1);
      return "at_end_of_period";
    case TRIGGER_DAY: open_now (out, judge, sentence, sentence->selecting.by); return "at_day";
    default:
      open_now (out, judge, sentence, DAY_NEVER);
      return is_true (judge_sentence (judge, judge->followed, sentence, NULL)) ? "holds"
                                                                               : "not_yet";
    }
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
