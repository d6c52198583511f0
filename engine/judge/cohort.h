/* cohort.h — whom a selection compares, and what it saw of them.
 *
 * Selections and targets are the only places where one teacher's outcome
 * hangs on others.  A judge that judges some teachers again (judge_restrict)
 * takes what it needs of the others from what was kept at that instant: they
 * are frozen, compared and not decided about.  Where the comparison now turns
 * out otherwise for one of them, the keeper hears of it. */
#ifndef TENURE_JUDGE_COHORT_H
#define TENURE_JUDGE_COHORT_H

#include "engine/judge/state.h"

/* Somebody among whom is chosen. */
struct candidate
{
  uint32_t teacher;
  bool frozen;      /* not judged here, */
  enum verdict was; /* but with this outcome when they were */
  struct value group;
  struct value eligible;
  enum verdict verdict;
  struct ranked ranked;
  uint32_t keys;             /* in the cohort's array of them, one a ranking */
  uint32_t seen, seen_count; /* its reasons, likewise */
  uint32_t failure;          /* likewise, or NONE: asking ended in an error */
};

struct cohort
{
  struct judge *judge;
  const struct sentence *sentence;
  struct candidate *items;
  struct value *keys;
  struct seen *seen;
  struct error *failures;
  uint32_t count, capacity, key_count, key_capacity, seen_count, seen_capacity, failure_count,
      failure_capacity;
};

/* Adds those whom the judge does not judge, as they were at this instant. */
int thaw_cohort (struct cohort *cohort, struct error *error);

/* Keeps all of them, with their verdicts. */
int keep_cohort (const struct cohort *cohort, struct error *error);

/* Tells the keeper of a frozen one whose outcome is another. */
int join_cohort (const struct cohort *cohort, const struct candidate *candidate,
                 struct error *error);

/* The same of a target: of whom `among` is true, or ended in an error. */
struct counted_one
{
  uint32_t teacher;
  uint32_t failure; /* in the count's array of them, or NONE */
};

struct count
{
  struct judge *judge;
  const struct sentence *sentence;
  struct counted_one *items;
  struct error *failures;
  uint32_t count, capacity, failure_count, failure_capacity;
};

int count_one (struct count *count, uint32_t teacher, const struct error *failure);

int thaw_count (struct count *count, struct error *error);
int keep_count (const struct count *count, struct error *error);

#endif
