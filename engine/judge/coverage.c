/* coverage.c — counting, and finding what was never counted.
 *
 * Expressions are shared: each node is looked at once, under the first
 * sentence that asks it.  What no sentence reaches, a fact that only functions
 * read, is looked at last, and told only where it was asked. */
#include "engine/judge/coverage.h"

#include <stdlib.h>

/* All bands of the plan end below this bound. */
static uint32_t
bound_count (const struct plan *plan)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < plan->node_count; i++)
    if (plan->nodes[i].op == NODE_BANDS && plan->nodes[i].b + plan->nodes[i].c > count)
      count = plan->nodes[i].b + plan->nodes[i].c;
  return count;
}

int
coverage_init (struct coverage *coverage, const struct plan *plan, struct error *error)
{
  coverage->decided = calloc (plan->sentence_count + 1, sizeof *coverage->decided);
  coverage->answers = calloc (plan->node_count + 1, sizeof *coverage->answers);
  coverage->bands = calloc (bound_count (plan) + 1, sizeof *coverage->bands);
  if (coverage->decided && coverage->answers && coverage->bands)
    return 0;
  coverage_release (coverage);
  return error_memory (error);
}

void
coverage_release (struct coverage *coverage)
{
  free (coverage->decided);
  free (coverage->answers);
  free (coverage->bands);
  *coverage = (struct coverage){ 0 };
}

void
coverage_count (struct coverage *coverage, uint32_t node, struct value held)
{
  struct answers *answers = &coverage->answers[node];
  if (held.state == VALUE_UNKNOWN)
    answers->unknown++;
  else if (held.state == VALUE_KNOWN && held.n)
    answers->held++;
  else if (held.state == VALUE_KNOWN)
    answers->not_held++;
}

/* A walk through all that sentences ask. */
struct search
{
  const struct coverage *coverage;
  const struct plan *plan;
  void (*each) (void *context, const struct gap *gap);
  void *context;
  struct covered *covered;
  bool *visited;  /* by node, then by bound: duties have copies of the same bands */
  struct gap gap; /* where it stands */
};

static void
tell (struct search *search, enum gap_kind kind, uint32_t node, uint32_t band)
{
  struct gap gap = search->gap;
  gap.kind = kind;
  gap.node = node;
  gap.band = band;
  if (node != NONE)
    gap.answers = search->coverage->answers[node];
  search->each (search->context, &gap);
}

/* Whether the condition was ever asked.  `quiet`: that it was not is told
 * already, or does not matter. */
static bool
search_condition (struct search *search, uint32_t at, bool quiet)
{
  const struct answers *answers = &search->coverage->answers[at];
  bool held = answers->held, not_held = answers->not_held || answers->unknown;
  if (!held && !not_held && quiet)
    return false;
  search->covered->conditions++;
  search->covered->both += held && not_held;
  if (!held || !not_held)
    tell (search, held ? GAP_NOT_TRUE : not_held ? GAP_TRUE : GAP_ASKED, at, 0);
  return held || not_held;
}

static void
search_bands (struct search *search, uint32_t at, bool quiet)
{
  const struct node *node = &search->plan->nodes[at];
  const uint64_t *reached = search->coverage->bands + node->b;
  bool *visited = &search->visited[search->plan->node_count + node->b];
  uint32_t count = 0;
  for (uint32_t i = 0; i < node->c; i++)
    count += reached[i] > 0;
  if (*visited || (count == 0 && quiet))
    return;
  *visited = true;
  search->covered->bands += node->c;
  search->covered->reached += count;
  for (uint32_t i = 0; i < node->c; i++)
    if (!reached[i])
      tell (search, GAP_BAND, at, i);
}

/* Recursion is as deep as the loader lets expressions nest. */
static void
search_node (struct search *search, uint32_t at, bool quiet)
{
  if (at == NONE || search->visited[at])
    return;
  search->visited[at] = true;
  const struct node *node = &search->plan->nodes[at];
  if (node->op >= NODE_COMPARE)
    quiet = !search_condition (search, at, quiet);
  else if (node->op == NODE_BANDS)
    search_bands (search, at, quiet);
  struct operands operands = plan_operands (search->plan, node);
  for (uint32_t i = 0; i < operands.count; i++)
    search_node (search, operand_at (&operands, i), quiet);
}

static void
search_root (void *search, enum root_kind kind, uint32_t node)
{
  (void)kind;
  search_node (search, node, false);
}

static void
search_sentence (struct search *search, const struct sentence *sentence)
{
  const struct plan *plan = search->plan;
  bool decided = search->coverage->decided[sentence - plan->sentences];
  search->gap.sentence = sentence;
  search->covered->sentences++;
  search->covered->decided += decided;
  if (!decided)
    tell (search, GAP_SENTENCE, NONE, 0);
  plan_each_root (plan, sentence, search_root, search);
}

int
coverage_gaps (const struct coverage *coverage, const struct plan *plan,
               void (*each) (void *context, const struct gap *gap), void *context,
               struct covered *covered, struct error *error)
{
  struct search search
      = { .coverage = coverage,
          .plan = plan,
          .each = each,
          .context = context,
          .covered = covered,
          .visited = calloc (plan->node_count + bound_count (plan) + 1, sizeof (bool)) };
  if (!search.visited)
    return error_memory (error);
  *covered = (struct covered){ 0 };
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    search_sentence (&search, &plan->sentences[i]);
  search.gap.sentence = NULL;
  for (uint32_t i = 0; i < plan->fact_count; i++)
    {
      search.gap.fact = &plan->facts[i];
      search_node (&search, plan->facts[i].node, true);
    }
  free (search.visited);
  return 0;
}
