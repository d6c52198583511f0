/* select.c — selections: who of many is chosen, and who is passed over.
 *
 * All are asked and ranked once, before anything takes effect.  Then the
 * decisions are made: first the errors of asking, by id; then group by group
 * chosen and tied in rank order, equals by id, and the passed over and
 * undetermined by id.  Each is followed by the settling of its teacher. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/decimal.h"
#include "engine/judge/cohort.h"

static int
keep_reasons (struct cohort *cohort, struct candidate *candidate)
{
  const struct judge *judge = cohort->judge;
  if (ARRAY_ROOM (cohort->seen, cohort->seen_count, cohort->seen_capacity, judge->seen_count) < 0)
    return -1;
  candidate->seen = cohort->seen_count;
  candidate->seen_count = judge->seen_count;
  for (uint32_t i = 0; i < judge->seen_count; i++)
    cohort->seen[cohort->seen_count++] = judge->seen[i];
  return 0;
}

static int
keep_failure (struct cohort *cohort, struct candidate *candidate)
{
  const struct error *why = &cohort->judge->now.error;
  if (why->code == ERROR_MEMORY
      || ARRAY_ROOM (cohort->failures, cohort->failure_count, cohort->failure_capacity, 1) < 0)
    return -1;
  candidate->failure = cohort->failure_count;
  cohort->failures[cohort->failure_count++] = *why;
  candidate->eligible = (struct value){ 0, VALUE_FAILED };
  return 0;
}

/* Asks for the facts the candidate is ranked by; false where one fails. */
static bool
rank_keys (struct cohort *cohort, const struct candidate *candidate)
{
  const struct selecting *selecting = &cohort->sentence->selecting;
  for (uint32_t i = 0; i < selecting->rank_count; i++)
    {
      const struct ranking *ranking = &cohort->judge->plan->rankings[selecting->rank + i];
      struct value value = evaluate (cohort->judge, ranking->node);
      cohort->keys[candidate->keys + i] = value;
      if (value.state == VALUE_FAILED)
        return false;
    }
  return true;
}

static struct value
ask (struct judge *judge, uint32_t node, struct value missing)
{
  return node == NONE ? missing : evaluate (judge, node);
}

/* Asks somebody who is among the rest: group, eligibility, ranking.  Who
 * fails in one of them still counts as among. */
static int
ask_rest (struct cohort *cohort, struct candidate *candidate)
{
  const struct selecting *selecting = &cohort->sentence->selecting;
  struct judge *judge = cohort->judge;
  candidate->keys = cohort->key_count;
  if (ARRAY_ROOM (cohort->keys, cohort->key_count, cohort->key_capacity, selecting->rank_count) < 0)
    return -1;
  cohort->key_count += selecting->rank_count;
  candidate->eligible = ask (judge, selecting->eligible, (struct value){ 1, VALUE_KNOWN });
  if (keep_reasons (cohort, candidate) < 0
      || (candidate->eligible.state == VALUE_FAILED && keep_failure (cohort, candidate) < 0))
    return -1;
  judge->now.tracing = false;
  candidate->group = ask (judge, selecting->group_by, (struct value){ 0, VALUE_UNKNOWN });
  bool failed = candidate->group.state == VALUE_FAILED
                || (candidate->failure == NONE && !rank_keys (cohort, candidate));
  return failed && candidate->failure == NONE ? keep_failure (cohort, candidate) : 0;
}

/* Asks a teacher everything.  1: among, or in error already; 0: not; -1. */
static int
ask_candidate (struct cohort *cohort, uint32_t number, struct candidate *out)
{
  struct judge *judge = cohort->judge;
  struct value among = judge_sentence (judge, number, cohort->sentence, NULL);
  if (among.state == VALUE_KNOWN && among.n)
    among = ask (judge, cohort->sentence->selecting.among, (struct value){ 1, VALUE_KNOWN });
  *out = (struct candidate){ .teacher = number, .failure = NONE };
  if (among.state == VALUE_FAILED)
    return keep_reasons (cohort, out) < 0 || keep_failure (cohort, out) < 0 ? -1 : 1;
  if (among.state != VALUE_KNOWN || !among.n)
    return 0;
  return ask_rest (cohort, out) < 0 ? -1 : 1;
}

static int
gather (struct cohort *cohort, struct error *error)
{
  struct judge *judge = cohort->judge;
  for (uint32_t i = 0; i < judge->roster_count; i++)
    {
      if (judge->teachers.items[judge->roster[i]].away)
        continue;
      if (ARRAY_ROOM (cohort->items, cohort->count, cohort->capacity, 1) < 0)
        return error_memory (error);
      int status = ask_candidate (cohort, judge->roster[i], &cohort->items[cohort->count]);
      if (status < 0)
        return error_memory (error);
      cohort->count += (uint32_t)status;
    }
  return thaw_cohort (cohort, error);
}

static int
by_number (int64_t a, int64_t b)
{
  return (a > b) - (a < b);
}

/* Groups in order of value, the unknown last. */
static int
by_group (const struct cohort *cohort, const struct candidate *a, const struct candidate *b)
{
  const struct judge *judge = cohort->judge;
  uint32_t at = cohort->sentence->selecting.group_by;
  if (at == NONE || a->group.state != VALUE_KNOWN || b->group.state != VALUE_KNOWN)
    return (b->group.state == VALUE_KNOWN) - (a->group.state == VALUE_KNOWN);
  if (judge->plan->nodes[at].type == TYPE_TEXT)
    return strings_compare (judge->strings, (uint32_t)a->group.n, (uint32_t)b->group.n);
  return by_number (a->group.n, b->group.n);
}

/* Highest first, or lowest where ascending; words by rank; unknown last. */
static int
by_keys (const struct cohort *cohort, const struct candidate *a, const struct candidate *b)
{
  const struct plan *plan = cohort->judge->plan;
  const struct selecting *selecting = &cohort->sentence->selecting;
  for (uint32_t i = 0; i < selecting->rank_count; i++)
    {
      const struct ranking *ranking = &plan->rankings[selecting->rank + i];
      const struct node *node = &plan->nodes[ranking->node];
      struct value x = cohort->keys[a->keys + i], y = cohort->keys[b->keys + i];
      int order = (y.state == VALUE_KNOWN) - (x.state == VALUE_KNOWN);
      if (order == 0 && x.state == VALUE_KNOWN && node->type == TYPE_WORD)
        order = by_number (plan->schema.lists[node->words].ranks[y.n],
                           plan->schema.lists[node->words].ranks[x.n]);
      else if (order == 0 && x.state == VALUE_KNOWN)
        order = by_number (y.n, x.n);
      if (ranking->ascending && x.state == VALUE_KNOWN && y.state == VALUE_KNOWN)
        order = -order;
      if (order)
        return order;
    }
  return 0;
}

static bool
is_eligible (const struct candidate *candidate)
{
  return candidate->eligible.state == VALUE_KNOWN && candidate->eligible.n;
}

/* By group; within it the eligible first, by rank; equals and the rest stay
 * in the order of the roster, by id. */
static int
by_turn (const void *a, const void *b, void *context)
{
  const struct cohort *cohort = context;
  const struct candidate *x = a, *y = b;
  int order = by_group (cohort, x, y);
  if (order == 0)
    order = is_eligible (y) - is_eligible (x);
  if (order == 0 && is_eligible (x))
    order = by_keys (cohort, x, y);
  if (order == 0)
    order = strings_compare (cohort->judge->strings, cohort->judge->teachers.items[x->teacher].id,
                             cohort->judge->teachers.items[y->teacher].id);
  return order;
}

/* n / d, rounded as the sentence says; both not below 0, d above. */
static uint32_t
rounded (__int128 n, __int128 d, enum rounding rounding)
{
  __int128 whole = n / d, rest = n % d;
  if ((rounding == ROUNDING_UP && rest > 0) || (rounding == ROUNDING_NEAREST && rest * 2 >= d))
    whole++;
  return whole > UINT32_MAX ? UINT32_MAX : (uint32_t)whole;
}

/* How many places a group of `among` has, asked of the school's own record:
 * 0, or -1 and now.error. */
static int
count_places (struct cohort *cohort, uint32_t among, uint32_t *out)
{
  const struct selecting *selecting = &cohort->sentence->selecting;
  struct judge *judge = cohort->judge;
  uint32_t count = UINT32_MAX;
  begin_judgement (&judge->now, &judge->teachers.items[SCHOOL], NULL, false);
  for (uint32_t i = 0; i < selecting->quota_count; i++)
    {
      const struct places *places = &judge->plan->quotas[selecting->quota + i];
      struct value holds = ask (judge, places->condition, (struct value){ 1, VALUE_KNOWN });
      count = 0;
      if (holds.state == VALUE_FAILED)
        return -1;
      if (holds.state != VALUE_KNOWN || !holds.n)
        continue;
      struct value number = ask (judge, places->node, (struct value){ 0, VALUE_UNKNOWN });
      if (number.state == VALUE_FAILED)
        return -1;
      if (places->node == NONE)
        count = rounded ((__int128)places->top * among, places->bottom, selecting->rounding);
      else if (number.state == VALUE_KNOWN && number.n > 0)
        count = rounded (number.n, DECIMAL_ONE, selecting->rounding);
      break;
    }
  *out = count < selecting->least ? selecting->least : count;
  return 0;
}

/* Gives one group its verdicts; its eligible come first, by rank. */
/* Where each stands among the eligible, for explanations. */
static void
note_ranks (const struct cohort *cohort, struct candidate *group, uint32_t count, uint32_t eligible,
            uint32_t places)
{
  for (uint32_t first = 0, end; first < eligible; first = end)
    {
      end = first + 1;
      while (end < eligible && by_keys (cohort, &group[first], &group[end]) == 0)
        end++;
      for (uint32_t i = first; i < end; i++)
        group[i].ranked = (struct ranked){ .place = first + 1, .tied = end - first };
    }
  for (uint32_t i = 0; i < count; i++)
    {
      group[i].ranked.eligible = eligible;
      group[i].ranked.among = count;
      group[i].ranked.places = places;
    }
}

static void
judge_group (const struct cohort *cohort, struct candidate *group, uint32_t count, uint32_t places)
{
  uint32_t eligible = 0, from, to;
  while (eligible < count && is_eligible (&group[eligible]))
    eligible++;
  note_ranks (cohort, group, count, eligible, places);
  for (uint32_t i = 0; i < count; i++)
    group[i].verdict = i < places && i < eligible                 ? VERDICT_CHOSEN
                       : group[i].eligible.state == VALUE_UNKNOWN ? VERDICT_UNDETERMINED
                                                                  : VERDICT_PASSED_OVER;
  if (places == 0 || places >= eligible
      || by_keys (cohort, &group[places - 1], &group[places]) != 0)
    return;
  for (from = places - 1; from > 0 && by_keys (cohort, &group[from - 1], &group[places]) == 0;)
    from--;
  for (to = places + 1; to < eligible && by_keys (cohort, &group[to], &group[places]) == 0;)
    to++;
  enum ties ties = cohort->sentence->selecting.ties;
  for (uint32_t i = from; i < to; i++)
    group[i].verdict = ties == TIES_FLAG  ? VERDICT_TIED
                       : ties == TIES_ALL ? VERDICT_CHOSEN
                                          : VERDICT_PASSED_OVER;
}

static int
tell_candidate (struct cohort *cohort, const struct candidate *candidate, struct error *error)
{
  struct judge *judge = cohort->judge;
  if (candidate->frozen)
    return candidate->verdict == candidate->was ? 0 : join_cohort (cohort, candidate, error);
  begin_cause (judge, CAUSE_PERIOD, cohort->sentence);
  if (ARRAY_ROOM (judge->seen, 0, judge->seen_capacity, candidate->seen_count) < 0)
    return error_memory (error);
  judge->seen_count = candidate->seen_count;
  if (candidate->seen_count)
    memcpy (judge->seen, cohort->seen + candidate->seen,
            candidate->seen_count * sizeof *judge->seen);
  begin_judgement (&judge->now, &judge->teachers.items[candidate->teacher], NULL, false);
  struct ranked ranked = candidate->ranked;
  ranked.keys = cohort->keys + candidate->keys;
  judge->ranked = &ranked;
  int status = candidate->failure == NONE
                   ? decide_candidate (judge, candidate->teacher, cohort->sentence,
                                       candidate->verdict, error)
                   : decide_error (judge, candidate->teacher, cohort->sentence,
                                   &cohort->failures[candidate->failure], error);
  judge->ranked = NULL;
  return status < 0 ? -1 : settle_deadline (judge, candidate->teacher, error);
}

static int
by_id (const void *a, const void *b, void *context)
{
  const struct candidate *x = a, *y = b;
  const struct judge *judge = context;
  return strings_compare (judge->strings, judge->teachers.items[x->teacher].id,
                          judge->teachers.items[y->teacher].id);
}

/* Chosen and tied as ranked; then the others by id. */
static int
tell_group (struct cohort *cohort, struct candidate *group, uint32_t count, struct error *error)
{
  uint32_t first = 0;
  while (first < count
         && (group[first].verdict == VERDICT_CHOSEN || group[first].verdict == VERDICT_TIED))
    first++;
  qsort_r (group + first, count - first, sizeof *group, by_id, cohort->judge);
  for (uint32_t i = 0; i < count; i++)
    if (group[i].failure == NONE && tell_candidate (cohort, &group[i], error) < 0)
      return -1;
  return 0;
}

/* Those in error, by id, when all have been asked. */
static int
tell_failures (struct cohort *cohort, struct error *error)
{
  for (uint32_t i = 0; i < cohort->count && cohort->failure_count; i++)
    if (cohort->items[i].failure != NONE && !cohort->items[i].frozen
        && tell_candidate (cohort, &cohort->items[i], error) < 0)
      return -1;
  return 0;
}

/* Places that cannot be counted are the school's error, and nobody's. */
static int
fail_group (struct cohort *cohort, struct candidate *group, uint32_t count, struct error *error)
{
  struct judge *judge = cohort->judge;
  struct error why = judge->now.error;
  for (uint32_t i = 0; i < count; i++)
    group[i].verdict = VERDICT_ERROR;
  begin_cause (judge, CAUSE_PERIOD, cohort->sentence);
  judge->seen_count = 0;
  return decide_error (judge, SCHOOL, cohort->sentence, &why, error);
}

static uint32_t
group_end (const struct cohort *cohort, uint32_t at)
{
  uint32_t end = at + 1;
  while (end < cohort->count && by_group (cohort, &cohort->items[at], &cohort->items[end]) == 0)
    end++;
  return end;
}

/* All groups are judged before the first is told. */
static int
select_groups (struct cohort *cohort, struct error *error)
{
  for (uint32_t at = 0, end; at < cohort->count; at = end)
    {
      uint32_t places;
      end = group_end (cohort, at);
      struct candidate *group = &cohort->items[at];
      if (count_places (cohort, end - at, &places) == 0)
        judge_group (cohort, group, end - at, places);
      else if (fail_group (cohort, group, end - at, error) < 0)
        return -1;
    }
  if (keep_cohort (cohort, error) < 0)
    return -1;
  for (uint32_t at = 0, end; at < cohort->count; at = end)
    {
      end = group_end (cohort, at);
      if (cohort->items[at].verdict != VERDICT_ERROR
          && tell_group (cohort, &cohort->items[at], end - at, error) < 0)
        return -1;
    }
  return 0;
}

int
select_candidates (struct judge *judge, const struct sentence *sentence, struct error *error)
{
  struct cohort cohort = { .judge = judge, .sentence = sentence };
  int status = gather (&cohort, error);
  if (status == 0)
    status = tell_failures (&cohort, error);
  if (status == 0)
    {
      if (cohort.count)
        qsort_r (cohort.items, cohort.count, sizeof *cohort.items, by_turn, &cohort);
      status = select_groups (&cohort, error);
    }
  free (cohort.items);
  free (cohort.keys);
  free (cohort.seen);
  free (cohort.failures);
  return status;
}
