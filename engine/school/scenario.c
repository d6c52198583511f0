/* scenario.c — a scenario's steps, taken one after the other.
 *
 * A failed expectation does not end a scenario; an event that is refused does,
 * since what follows would mean nothing. */
#include "engine/school/scenario.h"

#include <string.h>

#include "engine/school/nearest.h"

enum
{
  SHOWN_UNEXPECTED = 10, /* decisions, where nothing else was expected */
  EXPLAINED = 10         /* sentences that decided nothing; each costs judging all again */
};

struct run
{
  const struct plan *plan;
  const struct scenario *scenario;
  const struct step *step; /* at hand; NULL: the scenario as a whole */
  struct failure_listener listener;
  struct rehearsal *rehearsal;
  struct comparing comparing;
  struct kept *kept; /* the decisions that stand */
  uint32_t kept_count;
  struct buffer what, heading, lacking, differs[NEAREST];
  uint32_t explained; /* sentences that decided nothing */
};

static void
release (struct run *run)
{
  comparing_release (&run->comparing);
  rehearsal_free (run->rehearsal);
  buffer_release (&run->what);
  buffer_release (&run->heading);
  buffer_release (&run->lacking);
  for (int i = 0; i < NEAREST; i++)
    buffer_release (&run->differs[i]);
}

/* ---- Telling ---------------------------------------------------------- */

/* Begins what is told of the step at hand. */
static void
begin_failure (struct run *run)
{
  buffer_clear (&run->what);
  buffer_clear (&run->heading);
  buffer_clear (&run->lacking);
}

/* Tells what was written, and these decisions of `count`, at most `most`. */
static int
tell (struct run *run, const struct shown_decision *decisions, uint32_t count, uint32_t most,
      struct error *error)
{
  uint32_t few = count < most ? count : most;
  struct failure failure = { .file = run->step ? run->step->file : run->scenario->file,
                             .line = run->step ? run->step->line : run->scenario->line,
                             .what = buffer_string (&run->what),
                             .heading = buffer_string (&run->heading),
                             .decisions = decisions,
                             .count = few,
                             .more = count - few,
                             .lacking = buffer_string (&run->lacking) };
  if (run->what.failed || run->heading.failed || run->lacking.failed)
    return error_memory (error);
  if (run->rehearsal)
    failure.strings = rehearsal_strings (run->rehearsal);
  run->listener.failed (run->listener.context, &failure);
  return 0;
}

/* A failure that is all in its text. */
static int
tell_text (struct run *run, const char *text, struct error *error)
{
  begin_failure (run);
  buffer_text (&run->what, text);
  return tell (run, NULL, 0, 0, error);
}

/* What the sentence that was expected of a teacher still lacks. */
static int
explain_lacking (struct run *run, struct error *error)
{
  const struct pattern *pattern = &run->step->pattern;
  if (!pattern->teacher || pattern->sentence == NONE || run->explained++ >= EXPLAINED)
    return 0;
  return rehearsal_explain (run->rehearsal, pattern->teacher, pattern->sentence, &run->lacking,
                            error);
}

/* An expectation that is not met: what was decided instead. */
static int
tell_unmet (struct run *run, struct error *error)
{
  struct nearest nearest;
  struct shown_decision shown[NEAREST];
  if (nearest_find (&nearest, &run->comparing, run->kept, run->kept_count, error) < 0)
    return -1;
  for (uint32_t i = 0; i < nearest.found && i < NEAREST; i++)
    {
      uint32_t differences;
      buffer_clear (&run->differs[i]);
      if (comparing_take (&run->comparing, nearest.kept[i], &run->differs[i], &differences, error)
          < 0)
        return -1;
      shown[i]
          = (struct shown_decision){ &nearest.kept[i]->decision, buffer_string (&run->differs[i]) };
    }
  begin_failure (run);
  buffer_format (&run->what, "expected %s", run->step->text);
  nearest_heading (&run->heading, &nearest, &run->comparing);
  if (nearest.among != AMONG_BOTH && explain_lacking (run, error) < 0)
    return -1;
  return tell (run, shown, nearest.found, NEAREST, error);
}

/* ---- Steps ------------------------------------------------------------ */

/* Adds a decision to those shown, or only counts it. */
static void
show (struct shown_decision *shown, uint32_t most, uint32_t *count, const struct kept *kept)
{
  if (*count < most)
    shown[*count] = (struct shown_decision){ &kept->decision, "" };
  ++*count;
}

/* The decisions that match the pattern: how many, and the first of them. */
static int
find_matches (struct run *run, bool expected, struct shown_decision shown[NEAREST], uint32_t *count,
              struct error *error)
{
  *count = 0;
  for (uint32_t i = 0; i < run->kept_count; i++)
    {
      uint32_t differences;
      if (!nearest_is_about (&run->comparing, &run->kept[i], AMONG_BOTH))
        continue;
      if (comparing_take (&run->comparing, &run->kept[i], NULL, &differences, error) < 0)
        return -1;
      if (differences)
        continue;
      show (shown, NEAREST, count, &run->kept[i]);
      run->kept[i].expected |= expected;
    }
  return 0;
}

static int
take_expect (struct run *run, struct error *error)
{
  struct shown_decision shown[NEAREST];
  uint32_t count;
  if (find_matches (run, true, shown, &count, error) < 0)
    return -1;
  return count ? 0 : tell_unmet (run, error);
}

static int
take_refute (struct run *run, struct error *error)
{
  struct shown_decision shown[NEAREST];
  uint32_t count;
  if (find_matches (run, false, shown, &count, error) < 0)
    return -1;
  if (count == 0)
    return 0;
  begin_failure (run);
  buffer_format (&run->what, "refuted %s", run->step->text);
  buffer_text (&run->heading, "but decided:");
  return tell (run, shown, count, NEAREST, error);
}

static int
take_nothing_else (struct run *run, struct error *error)
{
  struct shown_decision shown[SHOWN_UNEXPECTED];
  uint32_t count = 0;
  for (uint32_t i = 0; i < run->kept_count; i++)
    if (!run->kept[i].expected)
      show (shown, SHOWN_UNEXPECTED, &count, &run->kept[i]);
  if (count == 0)
    return 0;
  begin_failure (run);
  buffer_text (&run->what, "expected nothing else");
  buffer_text (&run->heading, "but decided, and matched by no expectation:");
  return tell (run, shown, count, SHOWN_UNEXPECTED, error);
}

/* The last decision that moved the teacher's track, or NULL. */
static const struct kept *
last_change (const struct run *run, uint32_t teacher, uint32_t track)
{
  for (uint32_t i = run->kept_count; i-- > 0;)
    {
      const struct decision *decision = &run->kept[i].decision;
      for (uint32_t j = 0; j < decision->change_count && decision->teacher == teacher; j++)
        if (decision->changes[j].track == track)
          return &run->kept[i];
    }
  return NULL;
}

static int
tell_standing (struct run *run, uint32_t track, uint32_t state, struct error *error)
{
  struct shown_decision shown;
  uint32_t count = 0;
  begin_failure (run);
  buffer_format (&run->what, "expected %s", run->step->text);
  if (state == NONE)
    buffer_format (&run->heading, "but no event has made %s known", run->step->pattern.teacher);
  else
    {
      const struct word_list *states = &run->plan->schema.lists[run->plan->tracks[track].words];
      const struct kept *last = last_change (run, run->comparing.teacher, track);
      buffer_format (&run->heading, "but it is %s, %s",
                     strings_text (&run->plan->strings, states->words[state]),
                     last ? "since this was decided:" : "from the beginning");
      if (last)
        show (&shown, 1, &count, last);
    }
  return tell (run, &shown, count, 1, error);
}

static int
take_standing (struct run *run, struct error *error)
{
  const struct wanted_state *wanted = run->step->pattern.states;
  uint32_t state = run->comparing.teacher == STRINGS_NONE
                       ? NONE
                       : rehearsal_standing (run->rehearsal, run->comparing.teacher, wanted->track);
  return state == wanted->state ? 0 : tell_standing (run, wanted->track, state, error);
}

/* 0; 1 where the event is refused, which has been told; -1. */
static int
take_event (struct run *run, struct error *error)
{
  struct refusal refusal;
  int status = rehearsal_event (run->rehearsal, run->step->text, run->step->len, &refusal, error);
  if (status != 1)
    return status;
  begin_failure (run);
  buffer_format (&run->what, "this event is refused: %s%s%s", refusal.field,
                 *refusal.field ? ": " : "", refusal.error.text);
  return tell (run, NULL, 0, 0, error) < 0 ? -1 : 1;
}

static bool
asks (const struct step *step)
{
  return step->op != STEP_EVENT && step->op != STEP_ADVANCE && step->op != STEP_MISTAKE;
}

/* Judges what has come, and takes up the step's pattern. */
static int
begin_asking (struct run *run, struct error *error)
{
  if (rehearsal_judge (run->rehearsal, error) < 0)
    return -1;
  run->kept = rehearsal_kept (run->rehearsal, &run->kept_count);
  comparing_begin (&run->comparing, &run->step->pattern);
  return 0;
}

/* 0; 1 where what follows would mean nothing; -1. */
static int
take_step (struct run *run, struct error *error)
{
  if (asks (run->step) && begin_asking (run, error) < 0)
    return -1;
  switch (run->step->op)
    {
    case STEP_EVENT: return take_event (run, error);
    case STEP_ADVANCE: rehearsal_advance (run->rehearsal, run->step->instant); return 0;
    case STEP_EXPECT: return take_expect (run, error);
    case STEP_REFUTE: return take_refute (run, error);
    case STEP_STANDING: return take_standing (run, error);
    default: return take_nothing_else (run, error);
    }
}

/* Tells what is wrong with the scenario itself; 1 where something is. */
static int
tell_mistakes (struct run *run, const struct steps *steps, struct error *error)
{
  bool asked = false, mistaken = false;
  for (uint32_t i = 0; i < steps->count; i++)
    {
      run->step = &steps->items[i];
      asked |= asks (run->step);
      if (run->step->op != STEP_MISTAKE)
        continue;
      mistaken = true;
      if (tell_text (run, run->step->text, error) < 0)
        return -1;
    }
  run->step = NULL;
  if (asked || mistaken)
    return mistaken;
  const char *what = "it expects nothing: write s:expect, s:refute, s:standing or "
                     "s:expect_nothing_else";
  return tell_text (run, what, error) < 0 ? -1 : 1;
}

static int
take_steps (struct run *run, const struct steps *steps, struct error *error)
{
  int status = tell_mistakes (run, steps, error);
  for (uint32_t i = 0; i < steps->count && status == 0; i++)
    {
      run->step = &steps->items[i];
      status = take_step (run, error);
    }
  return status ? status : rehearsal_judge (run->rehearsal, error);
}

static int
run_steps (struct run *run, struct policy *policy, struct coverage *coverage, uint64_t seed,
           const struct steps *steps, struct error *error)
{
  if (rehearsal_new (&run->rehearsal, policy, coverage, seed, error) < 0
      || comparing_init (&run->comparing, run->plan, rehearsal_strings (run->rehearsal), error) < 0)
    return -1;
  return take_steps (run, steps, error);
}

/* A scenario that cannot be run. */
static int
tell_fault (struct run *run, struct error *error)
{
  struct step step = { .op = STEP_MISTAKE };
  run->step = &step;
  return tell_text (run, run->scenario->fault, error);
}

int
scenario_run (struct suite *suite, const struct scenario *scenario, struct coverage *coverage,
              uint64_t seed, struct failure_listener listener, struct error *error)
{
  struct policy *policy = suite_policy (suite);
  struct run run = { .plan = policy_plan (policy), .scenario = scenario, .listener = listener };
  struct steps steps = { 0 };
  int status;
  if (scenario->fault)
    status = tell_fault (&run, error);
  else if ((status = steps_take (&steps, suite, scenario, error)) == 0)
    status = run_steps (&run, policy, coverage, seed, &steps, error);
  release (&run);
  steps_release (&steps);
  return status < 0 ? -1 : 0;
}
