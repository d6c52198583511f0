/* state.h — the inside of a judge, shared by the files of this folder. */
#ifndef TENURE_JUDGE_STATE_H
#define TENURE_JUDGE_STATE_H

#include "engine/base/bits.h"
#include "engine/judge/coverage.h"
#include "engine/judge/judge.h"
#include "engine/judge/keyed.h"
#include "engine/judge/memory.h"
#include "engine/judge/opening.h"
#include "engine/judge/pending.h"
#include "engine/judge/teacher.h"
#include "engine/judge/wakes.h"
#include "engine/policy/functions.h"

enum
{
  DECISION_LIMIT = 100 /* about one teacher, brought by one cause */
};

/* The period of a cell that counts since an event: whether any has come. */
enum since_state
{
  SINCE_EMPTY = 1,
  SINCE_FILLED
};

/* A selection an event passes.  It counts for whom the event concerns, or
 * for the teacher a field names (:by). */
struct match
{
  uint32_t selection;
  uint32_t teacher; /* or NONE */
};

/* Whom an event concerns. */
struct concern
{
  uint32_t teacher;
  bool subject; /* not only named by a field */
};

/* One judgement under way: of one sentence for one teacher. */
struct judgement
{
  struct teacher *teacher;
  const struct record *event;    /* in an `on` rule */
  const struct opening *opening; /* of a duty after an event */
  int64_t key;                   /* of a duty's spell or match, or VALUE_ABSENT */
  int32_t horizon;               /* the next day on which the answer may differ by itself */
  bool tracing;                  /* conditions are noted in `seen` */
  bool explaining;               /* and all parts of a group, each so deep `inside` */
  uint32_t inside;
  struct error error; /* why a value is VALUE_FAILED */
};

static inline bool
counts_for (const struct match *match, const struct concern *concern)
{
  return match->teacher == NONE ? concern->subject : match->teacher == concern->teacher;
}

/* Begins a judgement; the error's text is written only where there is one. */
static inline void
begin_judgement (struct judgement *now, struct teacher *teacher, const struct record *event,
                 bool tracing)
{
  now->teacher = teacher;
  now->event = event;
  now->opening = NULL;
  now->key = VALUE_ABSENT;
  now->horizon = DAY_NEVER;
  now->tracing = tracing;
  now->explaining = false;
  now->inside = 0;
  now->error.code = ERROR_NONE;
}

/* The sum of 128 bits that two cells hold. */
static inline __int128
joined_sum (const struct cell *lower, const struct cell *upper)
{
  return (__int128)((unsigned __int128)(uint64_t)upper->value << 64 | (uint64_t)lower->value);
}

/* What brings decisions. */
enum cause
{
  CAUSE_EVENT,
  CAUSE_ANNOUNCEMENT, /* one that falls due */
  CAUSE_PERIOD,       /* the end of one, for a sentence */
  CAUSE_DEADLINE,     /* a target's, or of a duty's opening */
  CAUSE_MIDNIGHT      /* windows rolling, time elapsing */
};

/* An event that counted for the teacher who is followed: for which aggregate,
 * in which window, of which key or opening; and its group and rank, of :best. */
struct counted
{
  const struct record *record;
  int64_t value, group, rank, of;
  uint32_t aggregate;
  int32_t window;
  bool shown; /* in the list at hand */
};

/* A watch to be asked once the instant is over. */
struct touched
{
  uint32_t teacher, watch;
};

/* A decision made under the cause at hand, to number equal ones. */
struct made
{
  const struct sentence *sentence;
  enum verdict verdict;
  struct about about;
};

struct judge
{
  const struct plan *plan;
  struct policy *policy;
  struct strings *strings;
  struct listener listener;
  struct keeper keeper;
  bool restricted;           /* to teachers marked as its own */
  struct coverage *coverage; /* counted into, where it is wanted; borrowed */
  struct look *look;         /* taken, likewise */
  struct teachers teachers;
  struct wakes wakes;
  struct memories memories;
  struct pendings pendings;
  struct openings openings;
  struct keyed keyed;
  struct touched *touched;
  uint32_t touched_count, touched_capacity;

  /* Where time stands. */
  int32_t today;         /* the local day, for `today` and elapsed time */
  int32_t window_day;    /* the local day that windows show */
  int32_t *ordinals;     /* by period: the number of the one window_day is in */
  int32_t *period_end;   /* by period: the first day after it */
  int32_t next_end;      /* the next midnight that ends a period some sentence waits for */
  int32_t next_target;   /* the next at which a target is judged */
  int32_t next_reminder; /* the next before the end of a period */

  /* The cause at hand, and the teacher being judged under it. */
  int64_t time;
  enum cause cause;
  const struct record *event;      /* of CAUSE_EVENT */
  const struct sentence *deadline; /* whose, of the two next */
  int64_t deadline_opening;        /* when it was announced; 0 */
  uint32_t opening_source;         /* by which event a duty was opened, */
  const char *opening_event;       /* or NULL */
  struct about about;              /* what decisions are about */
  struct made made[DECISION_LIMIT + 1];
  uint32_t made_count;
  bool exhausted; /* the limit was reached: no more for this teacher and cause */

  struct bits dirty;  /* edges to be judged for the teacher at hand, and watches to be asked */
  struct bits due;    /* `on` rules likewise, by sentence */
  uint32_t *on_known; /* edge rules that may hold of a teacher just known */
  uint32_t on_known_count;
  bool on_known_ready;

  struct judgement now;
  bool test_failed; /* a function did, while the event was matched or counted */
  struct error test_error;
  struct match *matched;
  uint32_t matched_count, matched_capacity;
  struct concern *concerned; /* by id */
  uint32_t concerned_count, concerned_capacity;
  uint32_t *roster; /* the teachers known, by id; as of the last call_roster */
  uint32_t roster_count, roster_capacity, known_count;
  uint32_t *woken; /* who settles at the midnight at hand, by id */
  uint32_t woken_count, woken_capacity;
  int64_t *scratch;
  uint32_t scratch_count, scratch_capacity;
  struct seen *seen;
  uint32_t seen_count, seen_capacity;
  struct change *changes;
  uint32_t change_count, change_capacity;
  struct target *targets;
  uint32_t target_count, target_capacity;
  uint32_t followed;        /* a teacher, or NONE */
  uint8_t *visited;         /* by node, in a walk of an explanation, */
  uint8_t *parts;           /* and, by aggregate, in which of the walks it was met */
  struct counted *counting; /* what counted for them */
  uint32_t counting_count, counting_capacity;
  const struct ranked *ranked; /* of the candidate at hand */
  struct given_value *gives;
  uint32_t give_count, give_capacity;
  struct buffer says;
  uint32_t counted; /* by a target */
};

/* The first of the duties open for a teacher, or NULL. */
static inline struct opening *
openings_first (const struct judge *judge, const struct teacher *teacher)
{
  const struct cell *first = teacher_cell (teacher, judge->plan->cell_openings);
  return first ? openings_at (&judge->openings, (uint32_t)first->value) : NULL;
}

/* evaluate.c: the value of a node for judge->now.  VALUE_FAILED leaves
 * now.error filled. */
struct value evaluate (struct judge *judge, uint32_t node);

/* elapsed.c: the first day after `today` on which a comparison of a clock
 * with a value that stands still may turn; DAY_NEVER where it never does. */
int32_t clock_crossing (struct judge *judge, const struct node *clock, struct value other);
/* The first day after `today` on which it reaches a value, or passes it. */
int32_t clock_reaching (struct judge *judge, const struct node *clock, struct value other,
                        bool passes);
struct value evaluate_elapsed (struct judge *judge, const struct node *node);

/* ask.c: calling a function the policy wrote, for judge->now. */
struct value ask_condition (struct judge *judge, uint32_t function);
int ask_message (struct judge *judge, uint32_t function, struct error *error);
struct value ask_derived (struct judge *judge, uint32_t function);

/* The number a map's function gives an event: false where it gives none, or
 * fails, which is told as a decision. */
bool ask_number (struct judge *judge, uint32_t function, const struct record *record,
                 const struct teacher *teacher, int64_t *out);

/* match.c: fills judge->matched and judge->concerned. */
int match_event (struct judge *judge, const struct record *record, struct error *error);

/* aggregate.c: what was counted, in the running window, some periods back,
 * and whatever a cell holds; *oldest is the day of the oldest value in a
 * rolling window, or DAY_NEVER. */
struct value evaluate_aggregate (struct judge *judge, const struct aggregate *aggregate);
struct value evaluate_previous (struct judge *judge, const struct node *node);
struct value cell_value (struct judge *judge, const struct row *row,
                         const struct aggregate *aggregate, const struct cell *cell,
                         int32_t *oldest);

/* waivers.c: from its instant on a waiver suspends a sentence for a teacher.
 * is_waived also says on which day that may change, or DAY_NEVER. */
int add_waiver (struct judge *judge, uint32_t teacher, const struct record *record,
                struct error *error);
bool is_waived (struct judge *judge, const struct teacher *teacher, const struct sentence *sentence,
                int32_t day, int32_t *next);
bool waived_between (const struct judge *judge, const struct teacher *teacher,
                     const struct sentence *sentence, int32_t first, int32_t last);
/* The last day on which it will have been waived without a break since `day`. */
int32_t waived_until (const struct judge *judge, const struct teacher *teacher,
                      const struct sentence *sentence, int32_t day);

/* explain_events.c: notes an event that counted for who is followed, and that
 * what counted for an aggregate counts no more. */
struct sample;
int note_counted (struct judge *judge, const struct aggregate *aggregate, int64_t of,
                  int32_t window, const struct record *record, const struct sample *sample);
void forget_counted (struct judge *judge, const struct aggregate *aggregate);

/* feed.c: the number of the window that is running, of a fact per period or
 * told apart by a key since an event; PERIOD_NONE where there is none. */
int32_t running_window (const struct judge *judge, const struct teacher *teacher,
                        const struct aggregate *aggregate);

/* takes an event that passes a selection into a teacher's facts; all
 * of feed_start first: what the event starts anew. */
int feed_start (struct judge *judge, uint32_t selection, uint32_t teacher, struct error *error);
int feed (struct judge *judge, const struct record *record, uint32_t selection, uint32_t teacher,
          struct error *error);
int feed_profile (struct judge *judge, const struct record *record, uint32_t teacher,
                  struct error *error);

/* Marks the edges and watches that read a cell. */
void mark_readers (struct judge *judge, uint32_t cell);

/* decide.c: a sentence that holds takes effect and is told. */
int decide (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
            struct error *error);
int decide_error (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                  const struct error *why, struct error *error);
int decide_standing (struct judge *judge, uint32_t teacher, const struct record *record,
                     struct error *error);

int decide_announced (struct judge *judge, const struct pending *pending, bool objected,
                      struct error *error);

int decide_duty (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                 enum verdict verdict, struct error *error);
int decide_candidate (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                      enum verdict verdict, struct error *error);
int decide_target (struct judge *judge, const struct sentence *sentence, enum verdict verdict,
                   uint32_t counted, struct error *error);

/* select.c: a selection, at the end of its period. */
int select_candidates (struct judge *judge, const struct sentence *sentence, struct error *error);

/* target.c: the first day after one on which a target is due; whether one is
 * on a day; and judging it then. */
int32_t target_next (const struct judge *judge, int32_t after);
bool target_due (const struct sentence *sentence, int32_t day);
int judge_target (struct judge *judge, const struct sentence *sentence, int32_t day,
                  struct error *error);

/* announce.c: keeps the firing at hand until its day; why it could not.
 * Whether the teacher has objected since, the announcing instant included.  And
 * its coming due. */
int announce (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
              struct error *why);
bool is_objected (const struct judge *judge, const struct pending *pending);
int announcement_due (struct judge *judge, const struct pending *pending, struct error *error);

/* deadlines.c: what falls due on a day, before periods end. */
int deadlines_due (struct judge *judge, int32_t day, struct error *error);

/* watch.c: asks, once an instant is over, whether the conditions under which
 * duties apply hold; since when one has held without a break. */
int touch_watch (struct judge *judge, uint32_t teacher, uint32_t watch, struct error *error);
int end_instant (struct judge *judge, struct error *error);
enum watched
{
  WATCHED_NO,
  WATCHED_YES,
  WATCHED_ERROR
};
enum watched watched_since (const struct judge *judge, const struct teacher *teacher,
                            uint32_t watch, int64_t since);

/* duty.c: the turn, in a settling, of a duty that tells when it is met.  And
 * at its deadlines and reminders: duty_period.c, duty_span.c. */
int take_duty_turn (struct judge *judge, uint32_t teacher, uint32_t edge, struct error *error);
int open_duties (struct judge *judge, uint32_t teacher, const struct record *record,
                 const struct concern *concern, struct error *error);
int judge_period_duty (struct judge *judge, const struct sentence *sentence, struct error *error);
int remind_period_duty (struct judge *judge, const struct sentence *sentence, struct error *error);
bool period_reminder_due (const struct judge *judge, const struct sentence *sentence, int32_t day);
int32_t period_reminder_next (const struct judge *judge, int32_t after);
int opening_due (struct judge *judge, struct opening *opening, int32_t day, struct error *error);

/* midnight.c: all that falls due up to an instant, and time's moving on to it. */
void resume_at (struct judge *judge, int32_t window_day); /* a judge whose `today` is given */
int advance_to (struct judge *judge, int64_t instant, struct error *error);

/* The end of the period that runs, or of the next one between terms. */
int32_t coming_end (const struct judge *judge, uint32_t period);

int settle_deadline (struct judge *judge, uint32_t teacher, struct error *error);

/* The teachers known, by id, in judge->roster. */
int call_roster (struct judge *judge, struct error *error);

/* A new cause, or the next teacher under it: decisions count from none. */
void begin_cause (struct judge *judge, enum cause cause, const struct sentence *deadline);

/* settle.c: judges the dirty edges of a teacher until none fires. */
int settle (struct judge *judge, uint32_t teacher, struct error *error);

/* look.c: takes what the sentence is about to see, where that is wanted. */
void look_at (struct judge *judge, const struct sentence *sentence);

/* Marks every edge. */
void mark_all (struct judge *judge);
void mark_watches (struct judge *judge);

/* Judges whether a sentence holds: `held` in *out; -1 only for memory. */
struct value judge_sentence (struct judge *judge, uint32_t teacher, const struct sentence *sentence,
                             const struct record *event);

/* Marks what must be judged for a teacher who has just become known. */
void mark_known (struct judge *judge, uint32_t teacher);

/* Enters the teacher's row of wakes a day on which to look again. */
int wake_at (struct judge *judge, uint32_t teacher, int32_t day, struct error *error);

#endif
