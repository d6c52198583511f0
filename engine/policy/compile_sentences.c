/* compile_sentences.c — the sentences, and what they do, say and give.
 *
 * Outcomes, values given, messages and recipients of all sentences lie end
 * to end in four arrays; a sentence has its range of each. */
#include <lauxlib.h>

#include "engine/policy/compile.h"
#include "engine/policy/tables.h"

/* The arrays being filled, and how far. */
struct gathered
{
  struct outcome *outcomes;
  struct given *givens;
  struct message_part *messages;
  uint32_t *recipients;
  struct ranking *rankings;
  struct places *quotas;
  uint32_t outcome_count, given_count, message_count, recipient_count, ranking_count, quota_count;
};

/* Pushes the table `name`, or an empty one; returns its length. */
static uint32_t
enter_optional (struct compiler *c, const char *name)
{
  if (lua_getfield (c->L, -1, name) != LUA_TTABLE)
    {
      lua_pop (c->L, 1);
      lua_newtable (c->L);
    }
  return (uint32_t)lua_rawlen (c->L, -1);
}

/* The length of an optional array of a sentence's parts. */
static uint32_t
length_of (struct compiler *c, const char *name)
{
  uint32_t length = enter_optional (c, name);
  table_leave (c);
  return length;
}

/* How long the arrays will be: a pass that only adds up. */
static void
measure (struct compiler *c, uint32_t sentences, struct gathered *total)
{
  for (uint32_t i = 0; i < sentences; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      table_enter (c, "parts");
      total->outcome_count += length_of (c, "outcome") + length_of (c, "chosen")
                              + length_of (c, "passed_over") + length_of (c, "missed")
                              + length_of (c, "met");
      total->given_count += length_of (c, "gives");
      total->message_count += length_of (c, "says");
      total->recipient_count += length_of (c, "tell");
      total->ranking_count += length_of (c, "rank_by");
      total->quota_count += length_of (c, "quota");
      lua_pop (c->L, 2);
    }
}

static void
read_outcome (struct compiler *c, void *out)
{
  static const char *const ops[] = { "becomes", "rises", "falls", "fact", NULL };
  struct outcome *outcome = out;
  outcome->op = table_choice (c, "op", ops);
  outcome->track = table_number (c, "track");
  outcome->node = table_number (c, "node");
  outcome->states = table_number (c, "states");
  outcome->state = table_integer (c, "state", 0);
}

static void
read_given (struct compiler *c, void *out)
{
  *(struct given *)out = (struct given){ table_number (c, "name"), table_number (c, "node") };
}

static void
read_message (struct compiler *c, void *out)
{
  static const char *const ops[] = { "text", "teacher", "name", "about", "node", NULL };
  struct message_part *part = out;
  part->op = table_choice (c, "op", ops);
  part->node = table_number (c, "node");
}

/* Reads the elements of the optional array `name` to the end of an array. */
static uint32_t
gather (struct compiler *c, const char *name, char *to, size_t size,
        void (*each) (struct compiler *, void *))
{
  uint32_t count = enter_optional (c, name);
  for (uint32_t i = 0; i < count; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      each (c, to + i * size);
      table_leave (c);
    }
  table_leave (c);
  return count;
}

static void
read_recipient (struct compiler *c, void *out)
{
  size_t len;
  const char *text = lua_tolstring (c->L, -1, &len);
  struct error error;
  if (strings_put (&c->plan->strings, text, (uint32_t)len, out, &error) < 0)
    luaL_error (c->L, "not enough memory");
}

static void
read_ranking (struct compiler *c, void *out)
{
  *(struct ranking *)out
      = (struct ranking){ table_number (c, "node"), table_truth (c, "ascending") };
}

static void
read_places (struct compiler *c, void *out)
{
  *(struct places *)out = (struct places){ .condition = table_number (c, "condition"),
                                           .node = table_number (c, "node"),
                                           .top = table_integer (c, "top", 0),
                                           .bottom = table_integer (c, "bottom", 1) };
}

static uint8_t
optional_choice (struct compiler *c, const char *name, const char *const *names)
{
  return table_has (c, name) ? table_choice (c, name, names) : 0;
}

/* What a selection or a target has beside; its outcomes are read already. */
static void
read_selecting (struct compiler *c, struct selecting *selecting, struct gathered *at)
{
  static const char *const roundings[] = { "down", "up", "nearest", NULL };
  static const char *const ties[] = { "flag", "all", "none", NULL };
  selecting->among = table_number (c, "among");
  selecting->eligible = table_number (c, "eligible");
  selecting->group_by = table_number (c, "group_by");
  selecting->least = (uint32_t)table_integer (c, "at_least", 0);
  selecting->rounding = optional_choice (c, "rounding", roundings);
  selecting->ties = optional_choice (c, "ties", ties);
  selecting->by = (int32_t)table_integer (c, "by", INT32_MAX - 1);
  selecting->remind = (int32_t)table_integer (c, "remind", 0);
  selecting->rank = at->ranking_count;
  selecting->quota = at->quota_count;
  selecting->passed_over = at->outcome_count;
  selecting->rank_count = gather (c, "rank_by", (char *)(at->rankings + at->ranking_count),
                                  sizeof *at->rankings, read_ranking);
  selecting->quota_count = gather (c, "quota", (char *)(at->quotas + at->quota_count),
                                   sizeof *at->quotas, read_places);
  selecting->passed_over_count
      = gather (c, "passed_over", (char *)(at->outcomes + at->outcome_count), sizeof *at->outcomes,
                read_outcome);
  at->ranking_count += selecting->rank_count;
  at->quota_count += selecting->quota_count;
  at->outcome_count += selecting->passed_over_count;
}

/* What a duty's decisions are about. */
static void
read_about (struct compiler *c, struct duty *duty)
{
  enter_optional (c, "about");
  duty->about = table_string (c, "name");
  duty->match = (uint16_t)table_integer (c, "place", PLACE_NONE);
  if (table_has (c, "type"))
    {
      table_enter (c, "type");
      duty->about_type = table_choice (c, "kind", table_types);
      duty->about_words = table_number (c, "list");
      table_leave (c);
    }
  table_leave (c);
}

static void
read_within (struct compiler *c, struct duty *duty)
{
  static const char *const units[] = { "days", "weeks", "workdays", "months", "date", NULL };
  enter_optional (c, "within");
  duty->within = optional_choice (c, "unit", units);
  duty->span = (int32_t)table_integer (c, "number", 0);
  duty->roll = table_truth (c, "roll");
  duty->place = (uint16_t)table_integer (c, "place", PLACE_NONE);
  table_leave (c);
}

/* What a duty has beside; the outcomes of missing it are read already. */
static void
read_duty (struct compiler *c, struct duty *duty, struct gathered *at)
{
  duty->needs = table_number (c, "needs");
  duty->inside = table_number (c, "inside");
  duty->after = table_number (c, "after");
  duty->of_school = table_truth (c, "of");
  duty->partial = table_truth (c, "partial");
  duty->remind = (int32_t)table_integer (c, "remind", 0);
  duty->each = NONE;
  if (table_has (c, "each"))
    {
      table_enter (c, "each");
      duty->each = table_number (c, "number");
      table_leave (c);
    }
  read_about (c, duty);
  read_within (c, duty);
  duty->tells_met = table_has (c, "met");
  duty->met = at->outcome_count;
  duty->met_count = gather (c, "met", (char *)(at->outcomes + at->outcome_count),
                            sizeof *at->outcomes, read_outcome);
  at->outcome_count += duty->met_count;
}

static void
read_lists (struct compiler *c, struct sentence *sentence, struct gathered *at)
{
  static const char *const outcome_parts[] = { [SENTENCE_RULE] = "outcome",
                                               [SENTENCE_DUTY] = "missed",
                                               [SENTENCE_SELECTION] = "chosen",
                                               [SENTENCE_TARGET] = "outcome" };
  sentence->outcome = at->outcome_count;
  sentence->given = at->given_count;
  sentence->says = at->message_count;
  sentence->tell = at->recipient_count;
  sentence->outcome_count
      = gather (c, outcome_parts[sentence->kind], (char *)(at->outcomes + at->outcome_count),
                sizeof *at->outcomes, read_outcome);
  sentence->given_count
      = gather (c, "gives", (char *)(at->givens + at->given_count), sizeof *at->givens, read_given);
  sentence->says_count = gather (c, "says", (char *)(at->messages + at->message_count),
                                 sizeof *at->messages, read_message);
  sentence->tell_count = gather (c, "tell", (char *)(at->recipients + at->recipient_count),
                                 sizeof *at->recipients, read_recipient);
  at->outcome_count += sentence->outcome_count;
  at->given_count += sentence->given_count;
  at->message_count += sentence->says_count;
  at->recipient_count += sentence->tell_count;
}

static void
read_sentence (struct compiler *c, struct sentence *sentence, struct gathered *at)
{
  sentence->name = table_string (c, "name");
  sentence->kind = table_choice (c, "kind", sentence_kinds);
  sentence->file = table_string (c, "file");
  sentence->line = table_number (c, "line");
  table_enter (c, "parts");
  sentence->on = table_number (c, "on");
  sentence->every = table_number (c, sentence->kind == SENTENCE_DUTY ? "per" : "every");
  sentence->trigger = sentence->on != NONE                ? TRIGGER_EVENT
                      : sentence->every != NONE           ? TRIGGER_PERIOD
                      : sentence->kind == SENTENCE_DUTY   ? TRIGGER_SPAN
                      : sentence->kind == SENTENCE_TARGET ? TRIGGER_DAY
                                                          : TRIGGER_EDGE;
  sentence->applies = table_number (c, "applies");
  sentence->when = table_number (c, "when");
  sentence->trial = table_truth (c, "trial");
  sentence->from = (int32_t)table_integer (c, "from", INT32_MIN);
  sentence->till = (int32_t)table_integer (c, "till", INT32_MAX);
  sentence->cites = table_string (c, "cites");
  sentence->severity = table_string (c, "severity");
  read_lists (c, sentence, at);
  if (sentence->kind == SENTENCE_DUTY)
    read_duty (c, &sentence->duty, at);
  else
    read_selecting (c, &sentence->selecting, at);
  enter_optional (c, "announce");
  sentence->announce_workdays = table_has (c, "workdays");
  sentence->announce_days
      = (uint32_t)table_integer (c, sentence->announce_workdays ? "workdays" : "days", 0);
  sentence->unless = table_number (c, "unless");
  table_leave (c);
  enter_optional (c, "says");
  sentence->says_function = table_number (c, "call");
  lua_pop (c->L, 2);
}

void
compile_sentences (struct compiler *c)
{
  struct plan *plan = c->plan;
  struct gathered total = { 0 }, at = { 0 };
  plan->sentence_count = table_enter (c, "sentences");
  measure (c, plan->sentence_count, &total);
  plan->sentences = table_take (c, plan->sentence_count, sizeof *plan->sentences);
  plan->outcomes = at.outcomes = table_take (c, total.outcome_count, sizeof *at.outcomes);
  plan->givens = at.givens = table_take (c, total.given_count, sizeof *at.givens);
  plan->messages = at.messages = table_take (c, total.message_count, sizeof *at.messages);
  plan->rankings = at.rankings = table_take (c, total.ranking_count, sizeof *at.rankings);
  plan->quotas = at.quotas = table_take (c, total.quota_count, sizeof *at.quotas);
  plan->recipients = at.recipients = table_take (c, total.recipient_count, sizeof *at.recipients);
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    {
      lua_rawgeti (c->L, -1, i + 1);
      read_sentence (c, &plan->sentences[i], &at);
      table_leave (c);
    }
  table_leave (c);
}
