/* cases_parts.h — what the files that draw boundary cases share.
 *
 * A *draft* is a scenario under construction: what the teacher's profile and
 * tracks are to be, and events, each in a slot of the days it plays on (its
 * *stage*).  It is tried with the engine, which tells what the sentence saw (a
 * look), then changed, until what is wanted holds. */
#ifndef TENURE_SCHOOL_CASES_PARTS_H
#define TENURE_SCHOOL_CASES_PARTS_H

#include "engine/base/civil.h"
#include "engine/base/decimal.h"
#include "engine/school/cases.h"
#include "engine/school/rehearsal.h"

enum
{
  MOST_EVENTS = 2000, /* of a scenario */
  MOST_CHANGES = 60   /* until it is given up */
};

/* A text of its own in each of the events that are alike. */
#define FRESH (INT64_MIN + 1)

/* What plays on one day, in this order. */
enum slot
{
  SLOT_KNOWN,
  SLOT_TRACK,
  SLOT_SETUP,
  SLOT_OPENING, /* what opens a duty */
  SLOT_COUNT,
  SLOT_LATE_TRACK,
  SLOT_LAST,   /* what brings an edge, where that matters */
  SLOT_TRIGGER /* what an `on` rule is judged at */
};

enum who
{
  WHO_TEACHER, /* T1, whom the case is about */
  WHO_OTHER,   /* T2 */
  WHO_SCHOOL,  /* nobody */
  WHO_EACH     /* others, one each time: T101, T102, … */
};

/* The days a case plays on. */
struct stage
{
  int32_t setup, count; /* of the slots; an opening is on the first */
  int32_t today;        /* when it is judged */
  int32_t window;       /* the day windows show then */
  int32_t end;          /* time passes until its midnight; DAY_NEVER: an event brings the judging */
  int32_t low, high;    /* clocks of `applies` have come up by the one, and last until the other */
};

struct draft_event
{
  uint32_t type, selection; /* the selection it was made for, or NONE */
  uint8_t slot, who;
  bool fixed;             /* the case is about it: it is not taken away */
  bool plain;             /* no value in it was asked for */
  int32_t day;            /* or DAY_NEVER: that of its slot */
  uint32_t times, number; /* so many alike; the first number of their fresh texts */
};

struct draft_track
{
  bool set;
  uint32_t state;
  int32_t since; /* a day, or DAY_NEVER: that of its slot */
};

struct draft
{
  const struct plan *plan;
  struct draft_event *events;
  int64_t *values; /* by event and field: `stride` of them each */
  uint32_t count, capacity, value_capacity, stride;
  int64_t *profile; /* by field; VALUE_ABSENT */
  struct draft_track *tracks;
  struct stage stage;
  bool late_tracks; /* they are set after all else */
  int64_t key;      /* of the spell or the matched field a duty is about; VALUE_ABSENT */
  uint32_t numbers; /* of fresh texts, given so far */
  int32_t known;    /* the teacher is known from that day on at the latest; or DAY_NEVER */
  bool closes;      /* what is open too much is closed, not left unopened */
};

/* Something that is to hold, or not: of the teacher or the school itself; what
 * it takes plays in that slot. */
struct wish
{
  uint32_t node;
  bool truth, of_school;
  bool needed; /* else what it is for is not asked; the others are for it to decide */
  uint8_t slot;
};

/* A condition whose sides are to be drawn, and what must be so that it is asked
 * and decides. */
struct boundary
{
  uint32_t node;
  enum root_kind root;
  bool of_school;
  uint32_t wish, wish_count; /* wishes[wish …] */
};

/* What a side of a condition wants of an expression. */
enum side_kind
{
  SIDE_VALUE,   /* node is `value` */
  SIDE_BESIDE,  /* node is what `other` is, and `value` more: words in their order */
  SIDE_SHARE,   /* node is `value` more than the share of `other` that is the bound */
  SIDE_CLOCK,   /* node counts from the day `value` */
  SIDE_TODAY,   /* the day of judging is `value` */
  SIDE_KNOWN,   /* node is known */
  SIDE_UNKNOWN, /* it is not */
  SIDE_CANNOT   /* there is none: `why` */
};

struct side
{
  const char *name; /* "just under" */
  enum side_kind kind;
  uint32_t node, other;
  int64_t value;
  const char *why;
};

enum
{
  MOST_SIDES = 12
};

struct cases
{
  const struct plan *plan;
  struct rehearsal *rehearsal;
  struct look look;
  bool looked;                    /* the sentence was judged, not only looked at */
  bool failed;                    /* memory ran out where nothing else could be told */
  struct strings texts;           /* the plan's, under the same numbers, and those made here */
  int64_t teacher, other_teacher; /* their ids, as texts */
  const struct sentence *sentence;
  struct boundary *boundaries;
  struct wish *wishes;
  uint32_t boundary_count, boundary_capacity, wish_count, wish_capacity;
  uint8_t *visited; /* by node: in this sentence; in any */
  struct buffer why, json, name;
  struct strings names; /* of scenarios written */
  struct buffer *out;
  struct cases_count *count;
};

/* ---- Drafts (cases_draft.c) --------------------------------------------- */

int draft_init (struct draft *draft, const struct plan *plan, struct error *error);
int draft_copy (struct draft *to, const struct draft *from, struct error *error);
void draft_release (struct draft *draft);

static inline int64_t *
draft_values (const struct draft *draft, uint32_t event)
{
  return draft->values + (size_t)event * draft->stride;
}

/* Adds an event without values; its number, or NONE where memory ran out
 * (cases->failed). */
uint32_t draft_add (struct cases *cases, struct draft *draft, uint32_t type, enum slot slot,
                    enum who who);
void draft_remove (struct draft *draft, uint32_t event);

/* The day an event is on. */
int32_t draft_day (const struct draft *draft, const struct draft_event *event);

/* How many events it has, each as often as it comes. */
uint32_t draft_size (const struct draft *draft);

/* A copy with what its profile and tracks take as events too, and all of them in
 * the order of time. */
int draft_arrange (struct cases *cases, struct draft *out, const struct draft *draft,
                   struct error *error);

/* Its number among the texts made here. */
int64_t cases_text (struct cases *cases, const char *text);

/* ---- Values (cases_values.c) -------------------------------------------- */

/* Gives an event the values it takes to pass a selection, and its other fields
 * some: false, and why, where that cannot be. */
bool fill_event (struct cases *cases, struct draft *draft, uint32_t event, uint32_t selection);

/* Whether an event passes a selection's tests, as far as that can be told. */
bool event_passes (const struct cases *cases, const struct draft *draft, uint32_t event,
                   uint32_t selection);
bool value_passes (const struct plan *plan, const struct selection *selection, uint16_t place,
                   int64_t value);

/* The number of the field at a place. */
uint32_t field_at (const struct plan *plan, uint32_t type, uint16_t place);

/* Any value of a type; and another one than that. */
int64_t any_value (struct cases *cases, const struct draft *draft, uint8_t type);
int64_t another_value (struct cases *cases, uint8_t type, uint32_t words, int64_t value);

/* ---- Stages (cases_stage.c) --------------------------------------------- */

/* The days of a sentence, and the events without which it is not judged; false,
 * and why, where there are none. */
bool set_stage (struct cases *cases, struct draft *draft);

/* Judges on another day; false where the sentence is not judged then. */
bool move_stage (struct cases *cases, struct draft *draft, int32_t day);

/* ---- Trying (cases_run.c) ------------------------------------------------ */

/* Judges a draft and looks at it.  1: it cannot be judged, and why. */
int cases_run (struct cases *cases, const struct draft *draft, struct error *error);

/* Judges an arranged draft to its end, for what is decided. */
int cases_decide (struct cases *cases, const struct draft *arranged, struct error *error);

/* The text of a field in the event of that number. */
void fresh_text (struct buffer *out, const struct cases *cases, const struct field *field,
                 uint32_t number);

/* ---- Changing (cases_reach.c, cases_events.c, cases_want.c) -------------- */

struct reach
{
  struct cases *cases;
  struct draft *draft;
  bool of_school;
  enum slot slot;
  uint32_t held; /* a node that is to stay as it is; or NONE */
  uint32_t turn; /* how often the same was wanted: of several ways another is tried */
};

struct value seen_value (const struct reach *reach, uint32_t node);

/* Why something cannot be; the first reason given stays.  False. */
bool cannot (struct cases *cases, const char *format, ...) __attribute__ ((format (printf, 2, 3)));

/* Changes the draft so that an expression, or what was counted, comes to have a
 * value: false, and why, where that cannot be done. */
bool reach_value (struct reach *reach, uint32_t node, int64_t value);
bool reach_aggregate (struct reach *reach, const struct aggregate *aggregate, int32_t day,
                      struct value now, int64_t value);
bool reach_spell (struct reach *reach, const struct spell *spell, struct value now, int64_t value);
bool reach_base (struct reach *reach, uint32_t node, int32_t day);

/* Changes it so that a condition comes to hold, or not to. */
bool want (struct reach *reach, uint32_t node, bool truth);

/* What a side asks for; and whether it is so. */
bool want_side (struct reach *reach, const struct boundary *boundary, const struct side *side);
bool side_holds (const struct reach *reach, const struct boundary *boundary,
                 const struct side *side);

/* ---- Conditions (cases_conditions.c, cases_sides.c) ---------------------- */

/* Lists what of the sentence at hand has sides, in cases->boundaries. */
int list_boundaries (struct cases *cases, struct error *error);

int add_wish (struct cases *cases, struct wish wish, struct error *error);

/* Whether the sentence asks the condition, as it was looked at. */
bool is_asked (const struct cases *cases, const struct boundary *boundary);

/* The sides of a condition; how many. */
uint32_t sides_of (struct cases *cases, const struct draft *draft, const struct boundary *boundary,
                   struct side sides[MOST_SIDES]);

/* The day a clock counts from, so that it comes up on another; and what it has
 * come to on a day. */
int32_t clock_base (const struct node *clock, int64_t units, int32_t up);
int64_t clock_units (const struct node *clock, int32_t base, int32_t day);

/* ---- Making it so (cases_make.c) ----------------------------------------- */

/* What is being made so: the wishes of a boundary, and then perhaps a side. */
struct making
{
  struct cases *cases;
  struct draft *draft;
  const struct boundary *boundary;
  const struct side *side; /* or NULL */
  bool needed_only;        /* what is not needed is let be */
  struct tried *tried;     /* by wish, and then the side */
  const struct wish *last; /* that was changed for */
};

int making_init (struct making *making, struct cases *cases, const struct boundary *boundary,
                 struct error *error);
void making_release (struct making *making);

/* Changes the draft until all is so, or nothing more can be done; it has been
 * looked at then.  1: it cannot be judged at all. */
int make (struct making *making, struct error *error);

/* Whether the side is reached, and all wishes are so. */
bool is_there (const struct making *making);
bool all_wished (const struct making *making);

/* Appends what else was wanted and is not so. */
void say_though (const struct making *making, struct buffer *out);

/* Draws the sides of a boundary from a draft in which nothing is wished yet
 * (cases_draw.c). */
int draw_boundary (struct cases *cases, const struct boundary *boundary, const struct draft *stage,
                   struct error *error);

/* Writes the case that a draft has become. */
int keep_case (const struct making *making, struct error *error);

/* ---- Targets (cases_target.c) -------------------------------------------- */

/* Draws the sides of how many teachers a target wants; and adds to the draft so
 * many others that one more reaches it. */
int draw_target (struct cases *cases, struct draft *stage, struct error *error);

/* ---- Writing (cases_lua.c) ------------------------------------------------ */

void write_sentence (struct cases *cases);

/* A scenario, with what was decided of the draft, which has just been judged to
 * its end; `though` says what could not be made so, or is "". */
int write_case (struct cases *cases, const struct draft *arranged, const struct boundary *boundary,
                const struct side *side, const char *though, struct error *error);
void write_not_drawn (struct cases *cases, const struct boundary *boundary, const struct side *side,
                      const char *why);

#endif
