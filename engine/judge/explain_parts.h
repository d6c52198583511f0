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

/* Marks in judge->parts the aggregates of the teacher's that a node is made of. */
void mark_parts (struct judge *judge, uint32_t node);

/* Whether one event may move both. */
bool count_alike (struct judge *judge, uint32_t a, uint32_t b);

/* Appends ,"events":[…] that counted for a node, in the judgement at hand;
 * false, and nothing, where none did. */
bool events_json (struct buffer *out, struct judge *judge, uint32_t node);

/* Appends the list of conditions that were just judged; until `before` they
 * can be met, or DAY_NEVER. */
void conditions_json (struct buffer *out, struct judge *judge, int32_t before);

/* Begins an explanation, of a judgement as it would be made now. */
void begin_explaining (struct judge *judge, const struct sentence *sentence,
                       const struct opening *opening, int64_t key);

/* Appends what the judgement at hand is about, and its days, where there are
 * any; `reminder` is one still to come. */
void about_and_days (struct buffer *out, struct judge *judge, int32_t since, int32_t until,
                     int32_t reminder);

/* Appends {"met" or "holds", about, days, "conditions"} of the judgement at hand. */
void instance_json (struct buffer *out, struct judge *judge, const struct sentence *sentence,
                    int32_t since, int32_t until, int32_t reminder);

/* Appends what is open of a duty; its state, as explain.h has them. */
const char *open_period (struct buffer *out, struct judge *judge, const struct sentence *sentence);
const char *open_spans (struct buffer *out, struct judge *judge, const struct sentence *sentence);

/* Appends ,"ranked":{…}. */
void ranked_json (struct buffer *out, const struct judge *judge, const struct decision *decision);

/* Appends ,"tracks":{…},"profile":{…},"facts":{…}. */
void standing_json (struct buffer *out, struct judge *judge);

#endif
