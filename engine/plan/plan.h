/* plan.h — a policy compiled: plain arrays that refer to each other by index.
 *
 * A plan is made once by the policy's loader (engine/policy/compile.c),
 * indexed by plan_index, and read-only after; many judges may share it.  It
 * knows no Lua: a function the school wrote is a number here.
 *
 * What a teacher has lies in numbered *cells*: tracks first, then profile
 * fields, then aggregates (a sum has two, and one more holds ended periods
 * where they are asked for), spells, waivers, absence and openings, then edges
 * and watches.  An edge is what is judged while a teacher's affairs settle: a
 * rule without `on` and `every`, or a duty that tells when it is met.  A watch
 * is a condition under which duties apply, followed at every instant.  A cell
 * that changes names, through `readers`, the edges and watches that may turn. */
#ifndef TENURE_PLAN_PLAN_H
#define TENURE_PLAN_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/event/schema.h"
#include "engine/plan/calendar.h"
#include "engine/plan/sentence.h"

enum comparison
{
  COMPARE_IS,
  COMPARE_AT_LEAST,
  COMPARE_MORE_THAN,
  COMPARE_AT_MOST,
  COMPARE_LESS_THAN
};

enum node_op
{
  NODE_CONSTANT,  /* k */
  NODE_AGGREGATE, /* a: aggregate */
  NODE_PROFILE,   /* a: profile field */
  NODE_TRACK,     /* a: track */
  NODE_TODAY,
  NODE_ELAPSED, /* a: date or track; detail: enum elapsed_unit */
  NODE_PLUS,    /* a: date; k months, then k2 days */
  NODE_ADD,     /* a, b; likewise to NODE_MODULO */
  NODE_SUBTRACT,
  NODE_MULTIPLY,
  NODE_DIVIDE,
  NODE_FLOOR_DIVIDE,
  NODE_MODULO,
  NODE_NEGATE,  /* a */
  NODE_LARGEST, /* items a … a + b */
  NODE_SMALLEST,
  NODE_OR_ELSE,  /* a, b */
  NODE_BANDS,    /* a: number; bounds b … b + c; gives the band's index */
  NODE_CHOOSE,   /* items a … a + b: condition, value, …, and a last value if b is odd */
  NODE_PREVIOUS, /* a: aggregate; k periods back */
  NODE_SPELL,    /* a: spell; how many are open */
  NODE_DERIVE,   /* a: function */
  NODE_SCHOOL,   /* a: a fact, on the school's own record */

  NODE_COMPARE, /* a, b; detail: enum comparison */
  NODE_ONE_OF,  /* a; literals b … b + c */
  NODE_KNOWN,   /* a */
  NODE_SHARE,   /* a / b against k / k2; detail: enum comparison */
  NODE_ALL,     /* items a … a + b */
  NODE_ANY,
  NODE_NOT_ANY, /* none{…} */
  NODE_FUNCTION /* a: function */
};

enum elapsed_unit
{
  ELAPSED_DAYS,
  ELAPSED_MONTHS,
  ELAPSED_YEARS
};

struct node
{
  uint8_t op;     /* enum node_op */
  uint8_t type;   /* enum value_type; conditions are TYPE_BOOLEAN */
  uint8_t detail; /* enum comparison or elapsed_unit */
  uint8_t pad;
  uint32_t words; /* word list, for TYPE_WORD */
  uint32_t a, b, c;
  uint32_t text; /* how a condition reads to people: string number, or NONE */
  int64_t k, k2;
};

enum test_op
{
  TEST_IS,
  TEST_AT_LEAST,
  TEST_MORE_THAN,
  TEST_AT_MOST,
  TEST_LESS_THAN,
  TEST_ONE_OF, /* sorted literals a … a + b */
  TEST_NONE_OF,
  TEST_WORDS,   /* by word: whether it passes, literals a … a + b; k: the only one, or -1 */
  TEST_FUNCTION /* a: function */
};

/* One field of an event, tested.  An absent field passes none. */
struct test
{
  uint8_t op;   /* enum test_op */
  uint8_t type; /* of the field */
  uint16_t place;
  uint32_t words;
  uint32_t a, b;
  int64_t k;
};

/* Events of one type that pass all of some tests. */
struct selection
{
  uint32_t type;
  uint16_t by;                         /* place of the teacher it is given to, or PLACE_NONE */
  uint32_t test, test_count;           /* tests[test …] */
  uint32_t aggregate, aggregate_count; /* selected[aggregate …]: what it feeds */
  uint32_t rule, rule_count;           /* triggered[rule …]: `on` rules, as declared */
  uint32_t reset, reset_count;         /* started[reset …]: aggregates :since it */
  uint32_t spell, spell_count;         /* opened[spell …]: spells it starts, or ends (2 n + 1) */
  uint32_t duty, duty_count;           /* begun[duty …]: duties it opens, as declared */
};

enum aggregate_op
{
  AGGREGATE_COUNT,
  AGGREGATE_SUM,
  AGGREGATE_MIN,
  AGGREGATE_MAX,
  AGGREGATE_FIRST,
  AGGREGATE_LAST,
  AGGREGATE_INSTANT,  /* when the latest came: microseconds, not a fact of the policy */
  AGGREGATE_DISTINCT, /* this and what follows remember single values */
  AGGREGATE_TOP
};

/* :map gives each event a number. */
enum map_op
{
  MAP_NONE,
  MAP_TABLE,   /* literals map_a …: map_b pairs (value at map_place, number), sorted */
  MAP_FUNCTION /* map_a: function */
};

struct aggregate
{
  uint8_t op;                   /* enum aggregate_op */
  uint8_t type;                 /* of its value */
  uint8_t taken;                /* type of what it takes from each event, */
  uint8_t group_type, key_type; /* of the fields below */
  uint8_t map;                  /* enum map_op */
  bool remembers;               /* its cell is a memory: single values, not one total */
  uint16_t place; /* of the field it reads, or PLACE_NONE: nothing, or the mapped number */
  uint16_t map_place;
  uint16_t group;      /* of :best: the field that groups, or PLACE_NONE */
  uint16_t rank;       /* of :best: the field that ranks, or PLACE_NONE: the mapped number */
  uint32_t words;      /* of its value */
  uint32_t rank_words; /* of the ranking field */
  uint32_t selection;
  uint32_t map_a, map_b;
  uint32_t top;     /* how many, of AGGREGATE_TOP */
  uint32_t period;  /* its window: a period, or NONE; */
  uint32_t since;   /* or from the latest event of a selection on; NONE; */
  int32_t days;     /* or so many days, today the last; 0 */
  uint32_t history; /* how many ended periods are remembered, in a cell of their own */
  uint16_t key;     /* counted apart by the value of this field, or PLACE_NONE */
  bool school;      /* of a span: what goes to the school's own record */
  uint32_t duty;    /* counted in each opening of this sentence, from it on; or NONE */
  uint32_t cell;
};

/* Something open from a start to the next end, by a key. */
struct spell
{
  uint32_t name, key; /* string numbers */
  uint8_t type;       /* of the key */
  uint32_t words;
  uint32_t starts, ends;       /* selections */
  uint16_t start_key, end_key; /* places */
  uint32_t cell;               /* a memory of the open keys */
};

struct track
{
  uint32_t name;
  uint32_t words; /* its states */
};

struct profile_field
{
  uint32_t name;
  uint32_t words;
  uint16_t place; /* in tenure.teacher */
  uint8_t type;
};

/* A fact's name, for people and for messages. */
struct fact
{
  uint32_t name, node, label; /* label: string number, or NONE */
};

struct range
{
  uint32_t first, count;
};

/* One bucket of the index from (type, place, literal) to selections. */
struct literal_slot
{
  int64_t value;
  uint32_t type;
  uint16_t place, used;
  struct range selections; /* in by_literal */
};

struct plan
{
  struct strings strings; /* every text the plan names */
  struct schema schema;
  struct calendar calendar;
  char hash[65]; /* SHA-256 of the policy's files, in hexadecimal */

  const struct node *nodes;
  const uint32_t *items;   /* what NODE_ALL and the like list */
  const int64_t *bounds;   /* of bands */
  const int64_t *literals; /* of tests, one_of and outcomes */
  const struct test *tests;
  struct selection *selections;
  struct aggregate *aggregates;
  struct spell *spells;
  const struct track *tracks;
  struct profile_field *profile;
  const struct fact *facts;
  struct sentence *sentences;
  const struct outcome *outcomes;
  const struct given *givens;
  const struct message_part *messages;
  const uint32_t *recipients;
  const struct ranking *rankings;
  const struct places *quotas;
  uint32_t node_count, selection_count, aggregate_count, spell_count, track_count, profile_count,
      fact_count, sentence_count, function_count, watch_count;

  /* Made by plan_index. */
  uint32_t cell_profile, cell_aggregate, cell_edge, cell_count; /* first of each kind */
  uint32_t cell_waivers;  /* a memory of the teacher's waivers */
  uint32_t cell_absence;  /* until when the teacher was last away */
  uint32_t cell_openings; /* the first of the teacher's open duties */
  uint32_t cell_keyed;    /* the first of their rows by key */
  uint32_t cell_watch;    /* first of the watches */
  const uint32_t *edges;  /* edges, as declared: sentence numbers */
  uint32_t edge_count;
  const uint32_t *watches;     /* nodes, or NONE: once known */
  bool watches_school;         /* some duty is the school's */
  const struct range *readers; /* by cell: edges, then watches, in reader_items */
  const uint32_t *reader_items;
  const struct range *school_readers; /* by cell of the school's own record; same items */
  struct range watchers;       /* in reader_items: those with functions, which may read all */
  const bool *uncertain;       /* by edge: asked of everyone who becomes known */
  const uint32_t *selected;    /* aggregates by selection */
  const uint32_t *started;     /* aggregates by the selection of their :since */
  const uint32_t *opened;      /* spells by selection: 2 n starts, 2 n + 1 ends */
  const uint32_t *begun;       /* duties by selection: sentences */
  const uint32_t *triggered;   /* sentences by selection */
  const struct range *unkeyed; /* by event type: selections in by_type that no literal finds */
  const uint32_t *by_type;
  const struct range *keys; /* by event type: places in key_places that have literals */
  const uint16_t *key_places;
  struct literal_slot *literal_table; /* open addressing; literal_size is a power of two */
  uint32_t literal_size;
  const uint32_t *by_literal;
  const struct range *named; /* by event type: places in named_places of fields :by reads */
  const uint32_t *named_places;
  const struct range *periodic; /* by period: sentences with `every` or `per`, as declared */
  const uint32_t *by_period;
  const uint32_t *targets; /* sentences, as declared */
  uint32_t target_count;

  struct arena arena; /* everything above but the strings */
};

/* A sum of 128 bits takes two cells; ended periods one more. */
static inline uint32_t
aggregate_history_cell (const struct aggregate *aggregate)
{
  return aggregate->cell + 1 + (aggregate->op == AGGREGATE_SUM && !aggregate->remembers);
}

/* The nodes a node is made of, in order: one, two, or a list. */
struct operands
{
  uint32_t pair[2];
  const uint32_t *items; /* NULL: the pair */
  uint32_t count;
};

struct operands plan_operands (const struct plan *plan, const struct node *node);

static inline uint32_t
operand_at (const struct operands *operands, uint32_t at)
{
  return operands->items ? operands->items[at] : operands->pair[at];
}

/* What of a sentence an expression belongs to. */
enum root_kind
{
  ROOT_APPLIES,
  ROOT_AMONG,
  ROOT_WHEN,      /* `when`, `needs`, `eligible` */
  ROOT_VALUE,     /* what it groups and ranks by, becomes, gives and says */
  ROOT_OF_SCHOOL, /* of a quota: on the school's own record */
};

typedef void root_function (void *context, enum root_kind kind, uint32_t node);

/* Hands each expression that a sentence asks to `each`, in its order. */
void plan_each_root (const struct plan *plan, const struct sentence *sentence, root_function *each,
                     void *context);

/* The last day of a duty that an event opens on a day; `due` is the date in the
 * field that says it, or VALUE_ABSENT.  DAY_NEVER where it has none. */
int32_t duty_last_day (const struct calendar *calendar, const struct duty *duty, int32_t first,
                       int64_t due);

/* Whether a duty's period, first … end - 1, is judged at all: inside another,
 * not of days off alone. */
bool duty_judges_period (const struct calendar *calendar, const struct duty *duty, int32_t first,
                         int32_t end);

/* Whether a node's value is always a whole number; false where it may not be. */
bool plan_is_whole (const struct plan *plan, uint32_t node);

/* The field at a place of an event type; NULL where there is none. */
const struct field *plan_field (const struct plan *plan, uint32_t type, uint16_t place);

void plan_release (struct plan *plan);

/* Fills what is made by indexing.  Errors: memory alone. */
int plan_index (struct plan *plan, struct error *error);

/* The selections that a literal at this place finds; {0, 0} where none. */
struct range plan_by_literal (const struct plan *plan, uint32_t type, uint16_t place,
                              int64_t value);

#endif
