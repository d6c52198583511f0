/* coverage.h — what judging asked, and what it was answered.
 *
 * Counters that a judge fills where they are wanted (judge_cover): how often
 * each sentence concluded something, each condition held, each band was
 * reached.  One coverage may serve many judges of one plan, one after the
 * other. */
#ifndef TENURE_JUDGE_COVERAGE_H
#define TENURE_JUDGE_COVERAGE_H

#include "engine/judge/decision.h"

/* How often a condition was what.  An evaluation that failed counts for
 * nothing. */
struct answers
{
  uint64_t held, not_held, unknown;
};

struct coverage
{
  uint64_t *decided;       /* by sentence: decisions of any outcome but error */
  struct answers *answers; /* by node: of conditions */
  uint64_t *bands;         /* by bound: how often the band that begins there was reached */
};

int coverage_init (struct coverage *coverage, const struct plan *plan, struct error *error);
void coverage_release (struct coverage *coverage);

void coverage_count (struct coverage *coverage, uint32_t node, struct value held);

enum gap_kind
{
  GAP_SENTENCE, /* it never concluded anything */
  GAP_ASKED,    /* a condition was never asked */
  GAP_TRUE,     /* it was never true */
  GAP_NOT_TRUE, /* it was never anything else */
  GAP_BAND      /* a band was never reached */
};

struct gap
{
  enum gap_kind kind;
  const struct sentence *sentence; /* the first that asks it; or NULL: functions alone do, of */
  const struct fact *fact;
  uint32_t node;
  uint32_t band;          /* of the node's word list */
  struct answers answers; /* of a condition */
};

/* How many there are, and how many of them are covered: sentences that
 * concluded something, conditions seen both true and not true, bands. */
struct covered
{
  uint32_t sentences, decided, conditions, both, bands, reached;
};

/* Hands each gap to `each`, sentence by sentence as declared.  Of a condition
 * that was never asked the parts are neither told nor counted.  -1: memory ran out. */
int coverage_gaps (const struct coverage *coverage, const struct plan *plan,
                   void (*each) (void *context, const struct gap *gap), void *context,
                   struct covered *covered, struct error *error);

#endif
