/* keyed.h — facts counted apart by a key: for each value of a field a row of
 * its own.
 *
 * A duty for each spell, or one whose events must match, asks how many there
 * were of its key alone.  A table from (teacher, cell, key) to rows. */
#ifndef TENURE_JUDGE_KEYED_H
#define TENURE_JUDGE_KEYED_H

#include "engine/judge/teacher.h"

struct keyed_row
{
  struct row row;
  int64_t key;
  uint32_t teacher, cell; /* teacher NONE: forgotten */
  uint32_t next;          /* of the teacher's, row + 1; or 0 */
};

struct keyed
{
  struct keyed_row *rows;
  uint32_t count, capacity;
  uint32_t *table; /* row + 1; open addressing */
  uint32_t size;   /* a power of two, or 0 */
};

void keyed_release (struct keyed *keyed);

/* The row, or NULL where nothing was counted. */
const struct row *keyed_find (const struct keyed *keyed, uint32_t teacher, uint32_t cell,
                              int64_t key);

/* The row, made if absent; NULL where memory ran out.  Moves the others.  *first
 * is the first of the teacher's, row + 1, or 0. */
struct row *keyed_put (struct keyed *keyed, int64_t *first, uint32_t teacher, uint32_t cell,
                       int64_t key);

/* Forgets the rows of one teacher, whose cells are freed already. */
void keyed_forget (struct keyed *keyed, int64_t *first);

#endif
