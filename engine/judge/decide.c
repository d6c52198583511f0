/* decide.c — a sentence that holds takes effect and is told.
 *
 * The order is fixed: what is given and said is taken before the sentence's
 * own changes; then tracks move, each outcome before the next; then the
 * listener hears of it.  Where giving or saying fails, nothing has changed
 * yet and the decision is an error instead. */
#include <string.h>

#include "engine/base/array.h"
#include "engine/judge/state.h"

static bool
same_about (const struct about *a, const struct about *b)
{
  if (a->event && b->event)
    return strcmp (a->event, b->event) == 0;
  return !a->event && !b->event && a->name == b->name && a->value == b->value;
}

static uint32_t
count_equal (const struct judge *judge, const struct sentence *sentence, enum verdict verdict)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < judge->made_count; i++)
    n += judge->made[i].sentence == sentence && judge->made[i].verdict == verdict
         && same_about (&judge->made[i].about, &judge->about);
  return n;
}

static int
tell (struct judge *judge, uint32_t teacher, const struct sentence *sentence, enum form form,
      enum verdict verdict, struct error *error)
{
  struct decision decision = { .time = judge->time,
                               .teacher = judge->teachers.items[teacher].id,
                               .sentence = sentence,
                               .form = form,
                               .verdict = verdict,
                               .changes = judge->changes,
                               .change_count = judge->change_count,
                               .gives = judge->gives,
                               .give_count = judge->give_count,
                               .because = judge->seen,
                               .because_count = judge->seen_count,
                               .says = buffer_string (&judge->says),
                               .about = judge->about,
                               .ranked = judge->ranked,
                               .counted = judge->counted,
                               .event = judge->cause == CAUSE_EVENT ? judge->event : NULL,
                               .deadline = judge->deadline,
                               .deadline_opening = judge->deadline_opening,
                               .opening_source = judge->opening_source,
                               .opening_event = judge->opening_event,
                               .n = count_equal (judge, sentence, verdict) };
  if (judge->says.failed)
    return error_memory (error);
  if (judge->coverage && sentence && form != FORM_ERROR)
    judge->coverage->decided[sentence - judge->plan->sentences]++;
  judge->made[judge->made_count++] = (struct made){ sentence, verdict, judge->about };
  return judge->listener.decided (judge->listener.context, &decision, error);
}

/* Clears what a decision is put together from; `seen` is the judgement's. */
static void
begin (struct judge *judge)
{
  judge->change_count = judge->give_count = 0;
  buffer_clear (&judge->says);
}

int
decide_error (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
              const struct error *why, struct error *error)
{
  if (why->code == ERROR_MEMORY)
    {
      *error = *why;
      return -1;
    }
  char text[sizeof why->text];
  memcpy (text, why->text, sizeof text);
  begin (judge);
  buffer_text (&judge->says, text);
  return tell (judge, teacher, sentence, FORM_ERROR, VERDICT_ERROR, error);
}

static int
gather_gives (struct judge *judge, const struct sentence *sentence, struct error *why)
{
  for (uint32_t i = 0; i < sentence->given_count; i++)
    {
      const struct given *given = &judge->plan->givens[sentence->given + i];
      struct value value = evaluate (judge, given->node);
      if (value.state == VALUE_FAILED)
        {
          *why = judge->now.error;
          return -1;
        }
      if (value.state == VALUE_UNKNOWN)
        continue;
      if (ARRAY_ROOM (judge->gives, judge->give_count, judge->give_capacity, 1) < 0)
        return error_memory (why);
      judge->gives[judge->give_count++] = (struct given_value){ given, value };
    }
  return 0;
}

/* The school has none. */
static void
say_id (struct judge *judge)
{
  uint32_t id = judge->now.teacher->id;
  buffer_text (&judge->says, id == STRINGS_NONE ? "?" : strings_text (judge->strings, id));
}

/* {name}: the profile's, else the id. */
static void
say_name (struct judge *judge)
{
  const struct plan *plan = judge->plan;
  for (uint32_t i = 0; i < plan->profile_count; i++)
    {
      if (strcmp (strings_text (&plan->strings, plan->profile[i].name), "name") != 0)
        continue;
      const struct cell *cell = teacher_cell (judge->now.teacher, plan->cell_profile + i);
      if (!cell)
        break;
      value_text (&judge->says, plan, judge->strings, plan->profile[i].type, plan->profile[i].words,
                  (struct value){ cell->value, VALUE_KNOWN });
      return;
    }
  say_id (judge);
}

static int
say_part (struct judge *judge, const struct message_part *part, struct error *why)
{
  const struct node *node = &judge->plan->nodes[part->node];
  struct value value;
  switch (part->op)
    {
    case MESSAGE_TEXT:
      buffer_text (&judge->says, strings_text (&judge->plan->strings, part->node));
      return 0;
    case MESSAGE_TEACHER: say_id (judge); return 0;
    case MESSAGE_NAME: say_name (judge); return 0;
    case MESSAGE_ABOUT:
      about_text (&judge->says, judge->plan, judge->strings, &judge->about);
      return 0;
    default:
      value = evaluate (judge, part->node);
      if (value.state == VALUE_FAILED)
        {
          *why = judge->now.error;
          return -1;
        }
      value_text (&judge->says, judge->plan, judge->strings, node->type, node->words, value);
      return 0;
    }
}

static int
compose (struct judge *judge, const struct sentence *sentence, struct error *why)
{
  if (sentence->says_function != NONE)
    return ask_message (judge, sentence->says_function, why);
  for (uint32_t i = 0; i < sentence->says_count; i++)
    if (say_part (judge, &judge->plan->messages[sentence->says + i], why) < 0)
      return -1;
  return 0;
}

static int
set_track (struct judge *judge, uint32_t number, uint32_t track, uint32_t state,
           struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  const struct cell *present = teacher_cell (teacher, track);
  uint32_t from = present ? (uint32_t)present->value : 0;
  if (from == state)
    return 0;
  bool made;
  struct cell *cell = teacher_put (teacher, track, &made);
  if (!cell || ARRAY_ROOM (judge->changes, judge->change_count, judge->change_capacity, 1) < 0)
    return error_memory (error);
  int32_t since = made ? teacher->known : cell->period;
  cell->value = state;
  cell->period = judge->today;
  judge->changes[judge->change_count++] = (struct change){ track, from, state, since };
  mark_readers (judge, track);
  return 0;
}

/* Moves *state to where an outcome leads from it. */
static int
move_state (struct judge *judge, const struct outcome *outcome, uint32_t *state, struct error *why)
{
  uint32_t last = judge->plan->schema.lists[judge->plan->tracks[outcome->track].words].count - 1;
  struct value word;
  switch (outcome->op)
    {
    case OUTCOME_BECOMES: *state = (uint32_t)outcome->state; return 0;
    case OUTCOME_RISES: *state += *state < last; return 0;
    case OUTCOME_FALLS: *state -= *state > 0; return 0;
    default:
      word = evaluate (judge, outcome->node);
      if (word.state == VALUE_KNOWN)
        *state = (uint32_t)judge->plan->literals[outcome->states + (uint32_t)word.n];
      if (word.state == VALUE_FAILED)
        *why = judge->now.error;
      return word.state == VALUE_FAILED ? -1 : 0;
    }
}

/* Works out the states that outcomes would lead to, taking none. */
static int
gather_targets (struct judge *judge, uint32_t first, uint32_t count, struct error *why)
{
  judge->target_count = 0;
  if (ARRAY_ROOM (judge->targets, 0, judge->target_capacity, count) < 0)
    return error_memory (why);
  for (uint32_t i = 0; i < count; i++)
    {
      const struct outcome *outcome = &judge->plan->outcomes[first + i];
      const struct cell *present = teacher_cell (judge->now.teacher, outcome->track);
      uint32_t state = present ? (uint32_t)present->value : 0;
      for (uint32_t j = 0; j < judge->target_count; j++)
        if (judge->targets[j].track == outcome->track)
          state = judge->targets[j].state;
      if (move_state (judge, outcome, &state, why) < 0)
        return -1;
      judge->targets[judge->target_count++] = (struct target){ outcome->track, state };
    }
  return 0;
}

static void
undo_changes (struct judge *judge, uint32_t number)
{
  while (judge->change_count)
    {
      const struct change *change = &judge->changes[--judge->change_count];
      struct cell *cell = teacher_cell (&judge->teachers.items[number], change->track);
      cell->value = change->from;
      cell->period = change->since;
    }
}

/* Takes outcomes one after the other, each seeing the one before.  Where one
 * fails none has been taken. */
static int
take_outcomes (struct judge *judge, uint32_t number, uint32_t first, uint32_t count,
               struct error *why)
{
  for (uint32_t i = 0; i < count; i++)
    {
      const struct outcome *outcome = &judge->plan->outcomes[first + i];
      const struct cell *present = teacher_cell (&judge->teachers.items[number], outcome->track);
      uint32_t state = present ? (uint32_t)present->value : 0;
      if (move_state (judge, outcome, &state, why) < 0
          || set_track (judge, number, outcome->track, state, why) < 0)
        {
          undo_changes (judge, number);
          return -1;
        }
    }
  return 0;
}

static int
set_tracks (struct judge *judge, uint32_t number, const struct target *targets, uint32_t count,
            struct error *error)
{
  for (uint32_t i = 0; i < count; i++)
    if (set_track (judge, number, targets[i].track, targets[i].state, error) < 0)
      return -1;
  return 0;
}

/* What a decision gives and says, before anything changes. */
static int
prepare (struct judge *judge, const struct sentence *sentence, struct error *why)
{
  begin (judge);
  judge->now.tracing = false;
  return gather_gives (judge, sentence, why) < 0 || compose (judge, sentence, why) < 0 ? -1 : 0;
}

/* Puts the firing off until its day, with what its outcomes lead to now. */
static int
put_off (struct judge *judge, uint32_t teacher, const struct sentence *sentence, struct error *why)
{
  if (gather_targets (judge, sentence->outcome, sentence->outcome_count, why) < 0)
    return -1;
  return announce (judge, teacher, sentence, why);
}

/* The limit of decisions: the next one is an error, and the last. */
static int
exhaust (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
         struct error *error)
{
  struct error why;
  judge->exhausted = true;
  error_set (&why, ERROR_LIMIT,
             "more than %d decisions about one teacher at once: the rules answer each other "
             "without end",
             DECISION_LIMIT);
  return decide_error (judge, teacher, sentence, &why, error);
}

int
decide (struct judge *judge, uint32_t teacher, const struct sentence *sentence, struct error *error)
{
  struct error why;
  if (judge->made_count == DECISION_LIMIT)
    return exhaust (judge, teacher, sentence, error);
  if (prepare (judge, sentence, &why) < 0)
    return decide_error (judge, teacher, sentence, &why, error);
  if (sentence->announce_days)
    {
      if (put_off (judge, teacher, sentence, &why) < 0)
        return decide_error (judge, teacher, sentence, &why, error);
      return tell (judge, teacher, sentence, FORM_RULE, VERDICT_ANNOUNCED, error);
    }
  if (!sentence->trial
      && take_outcomes (judge, teacher, sentence->outcome, sentence->outcome_count, &why) < 0)
    return decide_error (judge, teacher, sentence, &why, error);
  return tell (judge, teacher, sentence, FORM_RULE, VERDICT_FIRED, error);
}

int
decide_announced (struct judge *judge, const struct pending *pending, bool objected,
                  struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[pending->sentence];
  begin (judge);
  buffer_text (&judge->says, pending->says);
  if (ARRAY_ROOM (judge->gives, 0, judge->give_capacity, pending->give_count) < 0)
    return error_memory (error);
  for (uint32_t i = 0; i < pending->give_count; i++)
    judge->gives[judge->give_count++] = pending->gives[i];
  if (!objected && !sentence->trial
      && set_tracks (judge, pending->teacher, pending->targets, pending->target_count, error) < 0)
    return -1;
  bool selected = sentence->kind == SENTENCE_SELECTION;
  return tell (judge, pending->teacher, sentence, selected ? FORM_SELECTION : FORM_RULE,
               objected   ? VERDICT_OBJECTED
               : selected ? VERDICT_CHOSEN
                          : VERDICT_FIRED,
               error);
}

int
decide_candidate (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                  enum verdict verdict, struct error *error)
{
  struct error why;
  bool chosen = verdict == VERDICT_CHOSEN, passed = verdict == VERDICT_PASSED_OVER;
  uint32_t first = chosen ? sentence->outcome : sentence->selecting.passed_over;
  uint32_t count = chosen   ? sentence->outcome_count
                   : passed ? sentence->selecting.passed_over_count
                            : 0;
  if (prepare (judge, sentence, &why) < 0)
    return decide_error (judge, teacher, sentence, &why, error);
  if (chosen && sentence->announce_days)
    {
      if (put_off (judge, teacher, sentence, &why) < 0)
        return decide_error (judge, teacher, sentence, &why, error);
      return tell (judge, teacher, sentence, FORM_SELECTION, VERDICT_ANNOUNCED, error);
    }
  if (!sentence->trial && take_outcomes (judge, teacher, first, count, &why) < 0)
    return decide_error (judge, teacher, sentence, &why, error);
  return tell (judge, teacher, sentence, FORM_SELECTION, verdict, error);
}

int
decide_duty (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
             enum verdict verdict, struct error *error)
{
  struct error why;
  const struct duty *duty = &sentence->duty;
  bool met = verdict == VERDICT_MET, missed = verdict == VERDICT_MISSED;
  uint32_t first = met ? duty->met : sentence->outcome;
  uint32_t count = met ? duty->met_count : missed ? sentence->outcome_count : 0;
  if (judge->made_count == DECISION_LIMIT)
    return exhaust (judge, teacher, sentence, error);
  if (prepare (judge, sentence, &why) < 0
      || (!sentence->trial && take_outcomes (judge, teacher, first, count, &why) < 0))
    return decide_error (judge, teacher, sentence, &why, error);
  return tell (judge, teacher, sentence, FORM_DUTY, verdict, error);
}

int
decide_target (struct judge *judge, const struct sentence *sentence, enum verdict verdict,
               uint32_t counted, struct error *error)
{
  struct error why;
  if (prepare (judge, sentence, &why) < 0)
    return decide_error (judge, SCHOOL, sentence, &why, error);
  judge->counted = counted;
  return tell (judge, SCHOOL, sentence, FORM_TARGET, verdict, error);
}

/* The place of a word in a list that has it. */
static uint32_t
place_of (const struct word_list *list, int64_t word)
{
  uint32_t place = 0;
  while (list->words[place] != word)
    place++;
  return place;
}

int
decide_standing (struct judge *judge, uint32_t teacher, const struct record *record,
                 struct error *error)
{
  const struct schema *schema = &judge->plan->schema;
  const struct field *fields = schema->types[EVENT_STANDING].fields;
  uint32_t track = place_of (&schema->lists[schema->track_names], record->values[fields[0].place]);
  uint32_t to
      = place_of (&schema->lists[schema->track_states[track]], record->values[fields[1].place]);
  int64_t reason = record->values[fields[2].place];
  begin (judge);
  judge->seen_count = 0;
  if (set_track (judge, teacher, track, to, error) < 0)
    return -1;
  if (reason != VALUE_ABSENT)
    buffer_text (&judge->says, strings_text (judge->strings, (uint32_t)reason));
  return tell (judge, teacher, NULL, FORM_MANUAL, VERDICT_SET, error);
}
