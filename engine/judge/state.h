/* state.h — the inside of a judge, shared by the files of this folder. */
#ifndef TENURE_JUDGE_STATE_H
#define TENURE_JUDGE_STATE_H

#include "engine/base/bits.h"
#include "engine/judge/judge.h"
#include "engine/judge/teacher.h"
#include "engine/judge/wakes.h"
#include "engine/policy/functions.h"

enum
{
  DECISION_LIMIT = 100 /* about one teacher, brought by one cause */
};

/* One judgement under way: of one sentence for one teacher. */
struct judgement
{
  struct teacher *teacher;
  const struct record *event; /* in an `on` rule */
  int32_t horizon;            /* the next day on which the answer may differ by itself */
  bool tracing;               /* conditions are noted in `seen` */
  struct error error;         /* why a value is VALUE_FAILED */
};

/* A decision made under the cause at hand, to number equal ones. */
struct made
{
  const struct sentence *sentence;
  enum verdict verdict;
};

struct judge
{
  const struct plan *plan;
  struct policy *policy;
  struct strings *strings;
  struct listener listener;
  struct teachers teachers;
  struct wakes wakes;

  /* Where time stands. */
  int32_t today;       /* the local day, for `today` and elapsed time */
  int32_t window_day;  /* the local day that windows show */
  int32_t *ordinals;   /* by period: the number of the one window_day is in */
  int32_t *period_end; /* by period: the first day after it */

  /* The cause at hand, and the teacher being judged under it. */
  int64_t time;
  const struct record *cause; /* NULL: a midnight */
  struct made made[DECISION_LIMIT + 1];
  uint32_t made_count;
  bool exhausted; /* the limit was reached: no more for this teacher and cause */

  struct bits dirty;     /* edge rules to be judged for the teacher at hand */
  struct bits due;       /* `on` rules likewise, by sentence */
  uint32_t *on_known;    /* edge rules that may hold of a teacher just known */
  uint32_t on_known_count;
  bool on_known_ready;

  struct judgement now;
  bool test_failed;      /* a test's function did, while the event was matched */
  struct error test_error;
  uint32_t *matched;   /* selections the event passes */
  uint32_t matched_count, matched_capacity;
  uint32_t *concerned; /* teachers, by id */
  uint32_t concerned_count, concerned_capacity;
  struct seen *seen;
  uint32_t seen_count, seen_capacity;
  struct change *changes;
  uint32_t change_count, change_capacity;
  struct given_value *gives;
  uint32_t give_count, give_capacity;
  struct buffer says;
};

/* evaluate.c: the value of a node for judge->now.  VALUE_FAILED leaves
 * now.error filled. */
struct value evaluate (struct judge *judge, uint32_t node);

/* elapsed.c: the first day after `today` on which a comparison of a clock
 * with a value that stands still may turn; DAY_NEVER where it never does. */
int32_t clock_crossing (struct judge *judge, const struct node *clock, struct value other);
struct value evaluate_elapsed (struct judge *judge, const struct node *node);

/* ask.c: calling a function the policy wrote, for judge->now. */
struct value ask_condition (struct judge *judge, uint32_t function);
int ask_message (struct judge *judge, uint32_t function, struct error *error);

/* match.c: fills judge->matched and judge->concerned. */
int match_event (struct judge *judge, const struct record *record, struct error *error);

/* feed.c: takes an event that passes a selection into a teacher's facts. */
int feed (struct judge *judge, const struct record *record, uint32_t selection, uint32_t teacher,
          struct error *error);
int feed_profile (struct judge *judge, const struct record *record, uint32_t teacher,
                  struct error *error);

/* Marks the edge rules that read a cell. */
void mark_readers (struct judge *judge, uint32_t cell);

/* decide.c: a sentence that holds takes effect and is told. */
int decide (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
            struct error *error);
int decide_error (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                  const struct error *why, struct error *error);
int decide_standing (struct judge *judge, uint32_t teacher, const struct record *record,
                     struct error *error);

/* settle.c: judges the dirty edge rules of a teacher until none fires. */
int settle (struct judge *judge, uint32_t teacher, struct error *error);

/* Judges whether a sentence holds: `held` in *out; -1 only for memory. */
struct value judge_sentence (struct judge *judge, uint32_t teacher,
                             const struct sentence *sentence, const struct record *event);

/* Marks what must be judged for a teacher who has just become known. */
void mark_known (struct judge *judge, uint32_t teacher);

/* Enters the teacher's row of wakes a day on which to look again. */
int wake_at (struct judge *judge, uint32_t teacher, int32_t day, struct error *error);

#endif
