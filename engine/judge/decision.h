/* decision.h — what a sentence concluded, and why.
 *
 * A decision is handed to whoever listens while it is made, and is borrowed
 * until the listener returns. */
#ifndef TENURE_JUDGE_DECISION_H
#define TENURE_JUDGE_DECISION_H

#include "engine/base/buffer.h"
#include "engine/event/record.h"
#include "engine/plan/plan.h"

enum form
{
  FORM_RULE,
  FORM_DUTY,
  FORM_SELECTION,
  FORM_TARGET,
  FORM_MANUAL,
  FORM_ERROR
};

enum verdict
{
  VERDICT_FIRED,
  VERDICT_ANNOUNCED,
  VERDICT_OBJECTED,
  VERDICT_CHOSEN,
  VERDICT_PASSED_OVER,
  VERDICT_TIED,
  VERDICT_UNDETERMINED,
  VERDICT_REMINDER,
  VERDICT_ACHIEVED,
  VERDICT_MISSED,
  VERDICT_MET,
  VERDICT_SET,
  VERDICT_ERROR
};

/* A value as judged. */
enum value_state
{
  VALUE_UNKNOWN,
  VALUE_KNOWN,
  VALUE_FAILED /* the evaluation ended in an error */
};

struct value
{
  int64_t n; /* schema.h says what it means; conditions: 0 or 1 */
  enum value_state state;
};

/* A condition judged, with what it saw. */
struct seen
{
  uint32_t node;
  struct value a, b; /* of its operands */
  struct value held;
  uint32_t inside; /* how deep in all, any and none; 0 but in an explanation */
};

/* Where a selection put somebody among the eligible of a group. */
struct ranked
{
  uint32_t place, eligible, among, places; /* place from 1 on; 0: not eligible */
  uint32_t tied;                           /* with how many, oneself included; 1: with none */
  const struct value *keys;                /* one a ranking of the sentence */
};

struct change
{
  uint32_t track;
  uint32_t from, to; /* states */
  int32_t since;     /* the local day on which `from` began */
};

/* What a duty's decision is about: the value of a key or a matched field, or
 * the event that opened it. */
struct about
{
  uint32_t name; /* string number, or NONE */
  uint32_t words;
  uint8_t type;
  int64_t value;
  const char *event; /* its id, or NULL */
};

struct given_value
{
  const struct given *given;
  struct value value;
};

struct decision
{
  int64_t time;
  uint32_t teacher;                /* string number of the id */
  const struct sentence *sentence; /* NULL for a manual decision */
  enum form form;
  enum verdict verdict;
  const struct change *changes;
  const struct given_value *gives;
  const struct seen *because;
  uint32_t change_count, give_count, because_count;
  const char *says; /* or NULL */
  struct about about;
  const struct ranked *ranked;     /* by a selection; or NULL */
  uint32_t counted;                /* of a target: how many it is true of */
  const struct record *event;      /* that brought it; or NULL: the midnight of `time`, */
  const struct sentence *deadline; /* on which this sentence fell due, or NULL, */
  int64_t deadline_opening;        /* announced or opened at this instant, or 0, */
  uint32_t opening_source;         /* opened by this event: its source, */
  const char *opening_event;       /* its id, or NULL */
  uint32_t n;                      /* how many otherwise equal ones this cause brought before */
};

/* As they are written: "passed_over", "selection". */
const char *verdict_name (enum verdict verdict);
const char *form_name (enum form form);

enum
{
  DECISION_ID = 13 /* twelve hexadecimal digits and a 0 */
};

/* What names the decision, the same in every replay.  0, or -1 where memory
 * ran out. */
int decision_id (char out[DECISION_ID], const struct plan *plan, const struct strings *strings,
                 const struct decision *decision);

/* A copy that lasts as long as the arena, the plan and the event's record; of
 * how a selection ranked it nothing.
 * 0, or -1 where memory ran out. */
int decision_copy (struct decision *out, const struct decision *decision, struct arena *arena);

/* Appends a value as people read it: a text without quotes, "?" where it is
 * unknown.  `strings` holds the judge's texts. */
void value_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
                 uint8_t type, uint32_t words, struct value value);

/* Appends a value as JSON; null where it is unknown. */
void value_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
                 uint8_t type, uint32_t words, struct value value);

/* Appends {"lesson":"L3"} or {"event":"…"}; nothing where it is about nothing. */
void about_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
                 const struct about *about);

/* Appends the value of what a decision is about. */
void about_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
                 const struct about *about);

/* Appends what a condition saw: "10/30" of a share, the value of what was
 * compared, and the other one too where it is no literal. */
void seen_text (struct buffer *out, const struct plan *plan, const struct strings *strings,
                const struct seen *seen);

/* Appends the decision as one JSON object, keys as in interfaces.md, without
 * a newline.  0, or -1 where memory ran out. */
int decision_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
                   const struct decision *decision, struct error *error);

#endif
