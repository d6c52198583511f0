/* explain_parts.h — the parts of an explanation, as JSON. */
#ifndef TENURE_JUDGE_EXPLAIN_PARTS_H
#define TENURE_JUDGE_EXPLAIN_PARTS_H

#include "engine/judge/state.h"

/* Appends a text by its number, or null. */
void text_json (struct buffer *out, const struct judge *judge, uint32_t string);

/* Appends true, false, or null where a condition is not known. */
void truth_json (struct buffer *out, struct value held);

/* Appends ,"name":"2024-09-01"; nothing where there is no such day. */
void day_json (struct buffer *out, const char *name, int32_t day);

/* Appends ,"events":[…] that counted for a node, in the judgement at hand;
 * false, and nothing, where none did. */
bool events_json (struct buffer *out, struct judge *judge, uint32_t node);

/* Appends the list of conditions that were just judged; until `before` they
 * can be met, or DAY_NEVER. */
void conditions_json (struct buffer *out, struct judge *judge, int32_t before);

/* Appends ,"ranked":{…}. */
void ranked_json (struct buffer *out, const struct judge *judge, const struct decision *decision);

/* Appends ,"tracks":{…},"profile":{…},"facts":{…}. */
void standing_json (struct buffer *out, struct judge *judge);

#endif
