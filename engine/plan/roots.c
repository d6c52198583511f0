/* roots.c — the expressions a sentence asks: conditions first, then what it
 * ranks, gives, says and becomes. */
#include "engine/plan/plan.h"

struct walk
{
  const struct plan *plan;
  root_function *each;
  void *context;
};

static void
take (const struct walk *walk, enum root_kind kind, uint32_t node)
{
  if (node != NONE)
    walk->each (walk->context, kind, node);
}

static void
take_outcomes (const struct walk *walk, uint32_t first, uint32_t count)
{
  for (uint32_t i = first; i < first + count; i++)
    if (walk->plan->outcomes[i].op == OUTCOME_FACT)
      take (walk, ROOT_VALUE, walk->plan->outcomes[i].node);
}

static void
take_selecting (const struct walk *walk, const struct selecting *selecting)
{
  const struct plan *plan = walk->plan;
  take (walk, ROOT_AMONG, selecting->among);
  take (walk, ROOT_WHEN, selecting->eligible);
  take (walk, ROOT_VALUE, selecting->group_by);
  for (uint32_t i = 0; i < selecting->rank_count; i++)
    take (walk, ROOT_VALUE, plan->rankings[selecting->rank + i].node);
  for (uint32_t i = 0; i < selecting->quota_count; i++)
    {
      take (walk, ROOT_OF_SCHOOL, plan->quotas[selecting->quota + i].condition);
      take (walk, ROOT_OF_SCHOOL, plan->quotas[selecting->quota + i].node);
    }
  take_outcomes (walk, selecting->passed_over, selecting->passed_over_count);
}

/* What a sentence has beside, as its kind has it. */
static void
take_kind (const struct walk *walk, const struct sentence *sentence)
{
  switch (sentence->kind)
    {
    case SENTENCE_RULE: return;
    case SENTENCE_DUTY:
      take (walk, ROOT_WHEN, sentence->duty.needs);
      take_outcomes (walk, sentence->duty.met, sentence->duty.met_count);
      return;
    default: take_selecting (walk, &sentence->selecting);
    }
}

void
plan_each_root (const struct plan *plan, const struct sentence *sentence, root_function *each,
                void *context)
{
  struct walk walk = { plan, each, context };
  take (&walk, ROOT_APPLIES, sentence->applies);
  take (&walk, ROOT_WHEN, sentence->when);
  take_kind (&walk, sentence);
  take_outcomes (&walk, sentence->outcome, sentence->outcome_count);
  for (uint32_t i = 0; i < sentence->given_count; i++)
    take (&walk, ROOT_VALUE, plan->givens[sentence->given + i].node);
  for (uint32_t i = 0; i < sentence->says_count; i++)
    if (plan->messages[sentence->says + i].op == MESSAGE_NODE)
      take (&walk, ROOT_VALUE, plan->messages[sentence->says + i].node);
}
