/* teacher.h — what is known of each teacher: a row of cells.
 *
 * A row holds only cells that were touched, sorted by number, so that a
 * teacher costs what happened to them and not what the policy could count.
 * A cell is 16 bytes:
 *   track      value: the state        period: the local day it began
 *   profile    value
 *   aggregate  value                   period: its window's number, if it has one
 *                                      (since an event: enum since_state)
 *   a sum's second cell: the upper half of 128 bits
 *   what remembers values, ended periods, open spells, waivers:
 *              value: the number of a memory (memory.h)
 *   edge rule  value: enum edge_truth  period: the day it must be judged again
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

struct teacher
{
  struct cell *cells;
  uint32_t count, capacity;
  uint32_t id;    /* string number; STRINGS_NONE for the school */
  int32_t known;  /* the local day on which they became known, or DAY_NEVER */
  int32_t queued; /* the day of their entry in the wakes, or DAY_NEVER */
  bool away;
  bool unsettled; /* a settling was cut short: every edge rule is to have its turn */
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
teacher_place (const struct teacher *teacher, uint32_t number)
{
  uint32_t from = 0, to = teacher->count;
  while (from < to)
    {
      uint32_t middle = (from + to) / 2;
      if (teacher->cells[middle].number < number)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* The cell of that number, or NULL. */
static inline struct cell *
teacher_cell (const struct teacher *teacher, uint32_t number)
{
  uint32_t at = teacher_place (teacher, number);
  return at < teacher->count && teacher->cells[at].number == number ? &teacher->cells[at] : NULL;
}

/* The cell of that number, made, and cleared, if absent; *made says which.
 * NULL where memory ran out.  Moves the others. */
struct cell *teacher_put (struct teacher *teacher, uint32_t number, bool *made);

#endif
