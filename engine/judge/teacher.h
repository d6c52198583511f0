/* teacher.h — what is known of each teacher: a row of cells.
 *
 * A row holds only cells that were touched, sorted by number, so that a
 * teacher costs what happened to them and not what the policy could count.
 * An open duty has a row of its own, and so has a key events are told apart by.
 * A cell is 16 bytes:
 *   track      value: the state        period: the local day it began
 *   profile    value
 *   aggregate  value                   period: its window's number, if it has one
 *                                      (since an event: enum since_state)
 *   a sum's second cell: the upper half of 128 bits
 *   what remembers values, ended periods, open spells, waivers:
 *              value: the number of a memory (memory.h)
 *   absence    value: the instant of the last return, or AWAY
 *   openings   value: the number of the first (opening.h)
 *   keyed      value: the first row by key (keyed.h)
 *   edge rule  value: enum edge_truth  period: the day it must be judged again
 *   edge duty  value: a memory of where it was met; period likewise
 *   watch      value: the instant since which it holds, or what enum says; likewise
 *
 * Teachers have numbers in the order they were first named; 0 is the
 * school's own record.  They are found by the string number of their id. */
#ifndef TENURE_JUDGE_TEACHER_H
#define TENURE_JUDGE_TEACHER_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/civil.h"
#include "engine/base/strings.h"

#define SCHOOL 0

struct cell
{
  int64_t value;
  int32_t period;
  uint32_t number;
};

enum edge_truth
{
  EDGE_NOT_TRUE,
  EDGE_TRUE,
  EDGE_ERROR
};

/* Of a watch that does not hold: it did not, or asking ended in an error. */
#define WATCH_NOT_TRUE INT64_MIN
#define WATCH_ERROR (INT64_MIN + 1)
#define AWAY INT64_MAX

struct row
{
  struct cell *cells;
  uint32_t count, capacity;
};

struct teacher
{
  struct row row;
  uint32_t id;    /* string number; STRINGS_NONE for the school */
  int32_t known;  /* the local day on which they became known, or DAY_NEVER */
  int32_t queued; /* the day of their entry in the wakes, or DAY_NEVER */
  bool own;       /* of a judge that is restricted: judged by it */
  bool away;
  bool unsettled; /* a settling was cut short, or a duty opened: every edge is to have its turn */
};

struct teachers
{
  struct teacher *items;
  uint32_t count, capacity;
  uint32_t *by_string; /* teacher + 1, by string number */
  uint32_t by_string_count;
};

/* 0, or -1 where memory ran out. */
int teachers_init (struct teachers *teachers);
void teachers_release (struct teachers *teachers);

/* The teacher of that id, made if new; in *number.  Moves the others. */
int teachers_put (struct teachers *teachers, uint32_t id, uint32_t *number);

/* Where the cell of that number is, or would be. */
static inline uint32_t
row_place (const struct row *row, uint32_t number)
{
  uint32_t from = 0, to = row->count;
  while (from < to)
    {
      uint32_t middle = (from + to) / 2;
      if (row->cells[middle].number < number)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* The cell of that number, or NULL. */
static inline struct cell *
row_cell (const struct row *row, uint32_t number)
{
  uint32_t at = row_place (row, number);
  return at < row->count && row->cells[at].number == number ? &row->cells[at] : NULL;
}

/* The cell of that number, made, and cleared, if absent; *made says which.
 * NULL where memory ran out.  Moves the others. */
struct cell *row_put (struct row *row, uint32_t number, bool *made);

static inline struct cell *
teacher_cell (const struct teacher *teacher, uint32_t number)
{
  return row_cell (&teacher->row, number);
}

static inline struct cell *
teacher_put (struct teacher *teacher, uint32_t number, bool *made)
{
  return row_put (&teacher->row, number, made);
}

#endif
