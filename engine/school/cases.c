/* cases.c — boundary cases, sentence by sentence and side by side.
 *
 * First what must be so that a condition is asked is made so; from there each
 * side is reached by itself. */
#include "engine/school/cases.h"

#include <stdlib.h>

#include "engine/school/cases_parts.h"

static void
cases_release (struct cases *cases)
{
  rehearsal_free (cases->rehearsal);
  look_release (&cases->look);
  strings_release (&cases->texts);
  strings_release (&cases->names);
  free (cases->boundaries);
  free (cases->wishes);
  free (cases->visited);
  buffer_release (&cases->why);
  buffer_release (&cases->json);
  buffer_release (&cases->name);
}

static int
cases_init (struct cases *cases, struct policy *policy, uint64_t seed, struct error *error)
{
  uint32_t teacher;
  cases->plan = policy_plan (policy);
  strings_init (&cases->names, seed);
  cases->visited = calloc (cases->plan->node_count + 1, 1);
  if (!cases->visited)
    return error_memory (error);
  if (judge_strings (policy, seed, &cases->texts, error) < 0
      || look_init (&cases->look, cases->plan, error) < 0
      || rehearsal_new (&cases->rehearsal, policy, NULL, seed, error) < 0
      || rehearsal_name (cases->rehearsal, "T1", &teacher, error) < 0)
    return -1;
  cases->look.teacher = teacher;
  cases->teacher = cases_text (cases, "T1");
  cases->other_teacher = cases_text (cases, "T2");
  return cases->failed ? error_memory (error) : 0;
}

/* ---- Sentences --- */

/* A sentence without conditions: what it does when it is judged. */
static int
draw_plain (struct cases *cases, const struct draft *stage, struct error *error)
{
  static const char *const names[] = { [TRIGGER_EDGE] = "once known",
                                       [TRIGGER_EVENT] = "at its event",
                                       [TRIGGER_PERIOD] = "at the end of its period",
                                       [TRIGGER_SPAN] = "at its deadline",
                                       [TRIGGER_DAY] = "on its day" };
  static const struct boundary boundary = { .node = NONE };
  struct side side = { .name = names[cases->sentence->trigger] };
  struct draft draft;
  struct making making;
  if (draft_copy (&draft, stage, error) < 0)
    return -1;
  int status = making_init (&making, cases, &boundary, error);
  if (status == 0)
    {
      making.draft = &draft;
      making.side = &side;
      status = cases_run (cases, &draft, error);
      if (status == 0)
        status = keep_case (&making, error);
      making_release (&making);
    }
  if (status == 1)
    write_not_drawn (cases, &boundary, &side, buffer_string (&cases->why));
  draft_release (&draft);
  return status < 0 ? -1 : 0;
}

static bool
is_of_school (const struct sentence *sentence)
{
  return sentence->kind == SENTENCE_DUTY && sentence->duty.of_school;
}

static int
draw_conditions (struct cases *cases, struct draft *stage, struct error *error)
{
  if (!set_stage (cases, stage))
    {
      write_not_drawn (cases, NULL, NULL, buffer_string (&cases->why));
      return 0;
    }
  if (cases->boundary_count == 0)
    return draw_plain (cases, stage, error);
  if (cases->sentence->kind == SENTENCE_TARGET && draw_target (cases, stage, error) < 0)
    return -1;
  for (uint32_t i = 0; i < cases->boundary_count; i++)
    {
      const struct boundary boundary = cases->boundaries[i];
      if (draw_boundary (cases, &boundary, stage, error) < 0)
        return -1;
    }
  return 0;
}

static int
draw_sentence (struct cases *cases, struct error *error)
{
  struct draft stage;
  uint32_t teacher = cases->look.teacher;
  cases->look.sentence = cases->sentence;
  if (is_of_school (cases->sentence))
    cases->look.teacher = STRINGS_NONE;
  rehearsal_look (cases->rehearsal, &cases->look);
  buffer_clear (&cases->why);
  write_sentence (cases);
  if (list_boundaries (cases, error) < 0 || draft_init (&stage, cases->plan, error) < 0)
    return -1;
  int status = draw_conditions (cases, &stage, error);
  draft_release (&stage);
  cases->look.teacher = teacher;
  if (status == 0 && (cases->failed || cases->out->failed))
    status = error_memory (error);
  return status;
}

int
cases_draw (struct policy *policy, uint32_t sentence, uint64_t seed, struct buffer *out,
            struct cases_count *count, struct error *error)
{
  struct cases cases = { .out = out, .count = count };
  *count = (struct cases_count){ 0 };
  int status = cases_init (&cases, policy, seed, error);
  for (uint32_t i = 0; status == 0 && i < cases.plan->sentence_count; i++)
    if (sentence == NONE || sentence == i)
      {
        cases.sentence = &cases.plan->sentences[i];
        status = draw_sentence (&cases, error);
      }
  cases_release (&cases);
  return status;
}
