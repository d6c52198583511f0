/* look.h — what a sentence saw of one teacher: the values of all it is made of,
 * taken each time it is judged, also of parts that a settled group never asked.
 *
 * It is for those who look for events that bring a condition to a value.  A
 * judge that is looked at decides as ever. */
#ifndef TENURE_JUDGE_LOOK_H
#define TENURE_JUDGE_LOOK_H

#include "engine/judge/judge.h"

struct look
{
  const struct sentence *sentence;
  uint32_t teacher;     /* string number of the id; STRINGS_NONE: the school itself */
  struct value *values; /* by node; then by node, on the school's own record */
  uint32_t node_count;
  bool keep_first;           /* what is taken is not taken again, until look_again */
  uint32_t taken;            /* how often since */
  bool failed;               /* memory ran out on the way */
  int32_t today, window_day; /* when it was taken */
};

int look_init (struct look *look, const struct plan *plan, struct error *error);
void look_release (struct look *look);

/* Forgets what was taken. */
void look_again (struct look *look);

/* What a node was, of the teacher or on the school's own record. */
static inline struct value
look_value (const struct look *look, uint32_t node, bool of_school)
{
  return look->values[node + (of_school ? look->node_count : 0)];
}

/* From now on the judge is looked at; borrowed.  NULL: no more. */
void judge_look (struct judge *judge, struct look *look);

/* Takes all values now, as the sentence would see them if it were judged: of
 * its first opening or spell, where it has any.  0, or -1: memory ran out. */
int judge_look_now (struct judge *judge, struct look *look, struct error *error);

#endif
