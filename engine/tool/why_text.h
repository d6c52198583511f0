/* why_text.h — an explanation for people, from its JSON. */
#ifndef TENURE_TOOL_WHY_TEXT_H
#define TENURE_TOOL_WHY_TEXT_H

#include "engine/base/buffer.h"
#include "engine/base/error.h"

/* Appends the text of what replay_why gave (engine/school/replay.h), which is
 * readable JSON_PADDING bytes past its end. */
int why_text (struct buffer *out, const char *json, size_t len, struct error *error);

#endif
