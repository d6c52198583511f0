/* lacking.h — what a sentence still lacks, for people. */
#ifndef TENURE_TOOL_LACKING_H
#define TENURE_TOOL_LACKING_H

#include "engine/base/buffer.h"
#include "engine/base/error.h"

/* Appends what an explanation of a sentence (engine/judge/explain.h), a JSON
 * text, says of its state and its conditions, as indented lines. */
int lacking_plain (struct buffer *out, const char *explanation, struct error *error);

#endif
