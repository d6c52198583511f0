/* why_text.h — an explanation for people, from its JSON. */
#ifndef TENURE_TOOL_WHY_TEXT_H
#define TENURE_TOOL_WHY_TEXT_H

#include "engine/base/buffer.h"
#include "engine/base/error.h"

/* Appends what replay_why wrote (engine/school/replay.h), as text; `json` is
 * readable JSON_PADDING bytes past its end. */
int why_text (struct buffer *out, const char *json, size_t len, struct error *error);

/* Appends how somebody stands with one sentence, as explain_sentence wrote it
 * (engine/judge/explain.h); `json` ends in a 0. */
int why_text_sentence (struct buffer *out, const char *json, struct error *error);

#endif
