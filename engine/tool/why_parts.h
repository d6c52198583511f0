/* why_parts.h — the parts of an explanation, for people. */
#ifndef TENURE_TOOL_WHY_PARTS_H
#define TENURE_TOOL_WHY_PARTS_H

#include "engine/tool/json_walk.h"

void indent (struct buffer *out, int depth);

/* Whether a member is there and true. */
bool is_true (struct at in, const char *name);

/* Whether a condition held: yes, no, or unknown. */
const char *mark_of (struct at condition);

/* The events that counted; `in` is a condition, or has what counted for one. */
void add_events (struct buffer *out, struct at in, int depth);

/* {"lesson":"L3"} as "lesson L3". */
void add_about (struct buffer *out, struct at in, const char *before, const char *after);

/* How it stands: what waits, what is open, and what that lacks. */
void add_stand (struct buffer *out, struct at sentence, int depth);

#endif
