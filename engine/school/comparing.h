/* comparing.h — what a scenario asks of decisions, held against one. */
#ifndef TENURE_SCHOOL_COMPARING_H
#define TENURE_SCHOOL_COMPARING_H

#include "engine/base/json.h"
#include "engine/policy/steps.h"
#include "engine/school/rehearsal.h"

/* The names of a decision and the members of a pattern; all borrowed. */
struct comparing
{
  const struct plan *plan;
  const struct strings *strings;
  const struct pattern *pattern;     /* the one at hand */
  uint32_t teacher;                  /* whom it names: a string number, or STRINGS_NONE */
  struct json_reader *wanted, *made; /* of the objects a pattern and a decision have */
  struct buffer wanted_text, made_text, wanted_form, made_form;
};

int comparing_init (struct comparing *comparing, const struct plan *plan,
                    const struct strings *strings, struct error *error);
void comparing_release (struct comparing *comparing);

/* From now on decisions are held against this pattern. */
void comparing_begin (struct comparing *comparing, const struct pattern *pattern);

/* Whether a decision is about the pattern's teacher, and its sentence's; of a
 * pattern that names none all are. */
bool comparing_teacher (const struct comparing *comparing, const struct kept *kept);
bool comparing_sentence (const struct comparing *comparing, const struct kept *kept);

/* How many of the pattern's members the decision differs in, in *differences,
 * and, appended to `told` where it is not NULL, what it has there instead. */
int comparing_take (struct comparing *comparing, const struct kept *kept, struct buffer *told,
                    uint32_t *differences, struct error *error);

#endif
