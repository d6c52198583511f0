/* nearest.h — what was decided instead of what a scenario expected. */
#ifndef TENURE_SCHOOL_NEAREST_H
#define TENURE_SCHOOL_NEAREST_H

#include "engine/school/comparing.h"

enum
{
  NEAREST = 3
};

/* Among what decisions the nearest are looked for. */
enum among
{
  AMONG_BOTH, /* about that teacher, by that sentence */
  AMONG_TEACHER,
  AMONG_SENTENCE,
  AMONG_NONE /* there is none */
};

struct nearest
{
  enum among among;
  uint32_t found; /* of how many these are the nearest: the first NEAREST of them are here */
  const struct kept *kept[NEAREST]; /* of equals the latest first */
  uint32_t differences[NEAREST];    /* in how many members they differ */
};

/* Whether a decision is about what the pattern at hand is about. */
bool nearest_is_about (const struct comparing *comparing, const struct kept *kept,
                       enum among among);

/* Looks at those about that teacher by that sentence; if there are none, at
 * those about the one, and then by the other. */
int nearest_find (struct nearest *nearest, struct comparing *comparing, const struct kept *kept,
                  uint32_t count, struct error *error);

/* Appends what they are: a line that ends in a colon where there are any. */
void nearest_heading (struct buffer *out, const struct nearest *nearest,
                      const struct comparing *comparing);

#endif
