/* sentence.h — the sentences of a policy: when each is judged, of whom, and
 * what it then does, says and gives.
 *
 * Numbers refer to the arrays of a plan (plan.h). */
#ifndef TENURE_PLAN_SENTENCE_H
#define TENURE_PLAN_SENTENCE_H

#include <stdbool.h>
#include <stdint.h>

#define NONE UINT32_MAX

enum outcome_op
{
  OUTCOME_BECOMES, /* state */
  OUTCOME_RISES,
  OUTCOME_FALLS,
  OUTCOME_FACT /* node: a word; literals states … give the state of each of its words */
};

struct outcome
{
  uint8_t op;
  uint32_t track, node, states;
  int64_t state;
};

struct given
{
  uint32_t name; /* string number */
  uint32_t node;
};

enum message_op
{
  MESSAGE_TEXT, /* node is a string number */
  MESSAGE_TEACHER,
  MESSAGE_NAME,
  MESSAGE_ABOUT, /* a duty's spell key or matched field */
  MESSAGE_NODE
};

struct message_part
{
  uint8_t op;
  uint32_t node;
};

enum trigger
{
  TRIGGER_EDGE,
  TRIGGER_EVENT,  /* `on` */
  TRIGGER_PERIOD, /* `every`, `per` */
  TRIGGER_SPAN,   /* `after` */
  TRIGGER_DAY     /* a target's */
};

enum sentence_kind
{
  SENTENCE_RULE,
  SENTENCE_DUTY,
  SENTENCE_SELECTION,
  SENTENCE_TARGET
};

/* By kind: the word that begins such a sentence; ended by NULL. */
extern const char *const sentence_kinds[];

/* A fact candidates are ranked by. */
struct ranking
{
  uint32_t node;
  bool ascending;
};

/* One case of a quota: so many places, or a share of the group. */
struct places
{
  uint32_t condition;  /* node, or NONE: always */
  uint32_t node;       /* a number; or NONE: */
  int64_t top, bottom; /* the share */
};

enum rounding
{
  ROUNDING_DOWN,
  ROUNDING_UP,
  ROUNDING_NEAREST
};

enum ties
{
  TIES_FLAG,
  TIES_ALL,
  TIES_NONE
};

/* What selections and targets have beside. */
struct selecting
{
  uint32_t among, eligible, group_by;      /* nodes, or NONE */
  uint32_t rank, rank_count;               /* rankings[rank …] */
  uint32_t quota, quota_count;             /* quotas[quota …]; none: all are chosen */
  uint32_t least;                          /* guaranteed a group; or a target's number */
  uint32_t passed_over, passed_over_count; /* outcomes */
  uint8_t rounding, ties;                  /* enum rounding, ties */
  int32_t by;                              /* a target's last day */
  int32_t remind;                          /* days before its deadline, or 0 */
};

/* How long a duty that an event opens stays open. */
enum within
{
  WITHIN_DAYS,
  WITHIN_WEEKS,
  WITHIN_WORKDAYS,
  WITHIN_MONTHS,
  WITHIN_DATE /* in a field of the opening event */
};

/* What duties have beside. */
struct duty
{
  uint32_t needs;          /* node */
  uint32_t watch;          /* of its `applies` */
  uint32_t inside;         /* period it must lie in, or NONE */
  uint32_t each;           /* spell, or NONE */
  uint32_t after;          /* selection that opens it, or NONE: it is periodic */
  uint32_t met, met_count; /* outcomes */
  uint32_t about;          /* what `match` or `each` names: string number, or NONE */
  uint32_t about_words;
  uint8_t about_type;
  uint8_t within; /* enum within */
  uint16_t place; /* of the date it is due, in the opening event */
  uint16_t match; /* place of the matched field there, or PLACE_NONE */
  int32_t span;   /* how many of `within` */
  int32_t remind; /* days before the deadline, or 0 */
  bool roll;      /* a last day that is off moves on */
  bool partial;   /* judged where `applies` holds at the end alone */
  bool of_school; /* judged once, on the school's own record */
  bool tells_met;
};

/* A sentence of the policy, in declared order. */
struct sentence
{
  uint32_t name; /* string number */
  uint32_t file; /* string number: where it begins */
  uint32_t line;
  uint8_t kind;    /* enum sentence_kind */
  uint8_t trigger; /* enum trigger */
  bool trial;
  uint32_t edge;                   /* its number among the edges, or NONE */
  uint32_t on;                     /* selection */
  uint32_t every;                  /* period, of a duty too */
  uint32_t applies, when;          /* nodes, or NONE */
  int32_t from, till;              /* days in force, both included; INT32_MIN, INT32_MAX */
  uint32_t outcome, outcome_count; /* outcomes[outcome …] */
  uint32_t given, given_count;     /* givens[given …], by name */
  uint32_t says, says_count;       /* messages[says …] */
  uint32_t says_function;          /* or NONE */
  uint32_t cites, severity;        /* string numbers, or NONE */
  uint32_t tell, tell_count;       /* recipients[tell …]: string numbers */
  uint32_t announce_days;          /* 0: not announced */
  bool announce_workdays;          /* they are days that are not off */
  uint32_t unless;                 /* aggregate: when the teacher last objected; or NONE */
  union
  {
    struct selecting
        selecting;    /* of a selection, whose outcomes are the chosen ones', or a target */
    struct duty duty; /* of a duty, whose outcomes are those of missing it */
  };
};

#endif
