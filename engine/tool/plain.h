/* plain.h — decisions for people. */
#ifndef TENURE_TOOL_PLAIN_H
#define TENURE_TOOL_PLAIN_H

#include "engine/judge/decision.h"

/* Appends a decision as a line for people, and under it its reasons. */
void decision_plain (struct buffer *out, const struct plan *plan, const struct strings *strings,
                     const struct decision *decision);

#endif
