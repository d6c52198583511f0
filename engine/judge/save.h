/* save.h — what is known of a teacher, out of a judge and into one.
 *
 * A teacher's state is a fold of what happened to them, so it can be put away
 * and taken up again, by the same plan: in a snapshot, or from a judge that
 * judged somebody again.  Texts are written out, so the judges' strings need
 * not be the same.  One traversal both writes and reads. */
#ifndef TENURE_JUDGE_SAVE_H
#define TENURE_JUDGE_SAVE_H

#include "engine/judge/judge.h"

/* Calls `each` with every teacher there is, known or only named by a field,
 * and with the school's own record (""). */
typedef int judge_each (void *context, uint32_t teacher, const char *id, size_t len,
                        struct error *error);
int judge_teachers (const struct judge *judge, judge_each *each, void *context,
                    struct error *error);

/* The number of a teacher by id, or UINT32_MAX. */
uint32_t judge_find_teacher (const struct judge *judge, const char *id, size_t len);

/* Appends a teacher's state, by number. */
int judge_save_teacher (struct judge *judge, uint32_t teacher, struct buffer *out,
                        struct error *error);

/* Gives a teacher the state that was saved, in place of whatever they had.
 * ERROR_INPUT where the bytes are no such state. */
int judge_load_teacher (struct judge *judge, const char *id, size_t len, const void *bytes,
                        size_t size, struct error *error);

/* Where time stands, likewise; loaded before any teacher. */
void judge_save_time (const struct judge *judge, struct buffer *out);
int judge_load_time (struct judge *judge, const void *bytes, size_t size, struct error *error);

/* The instant of what was judged last; INT64_MIN before the first.  And the
 * local day that time has reached. */
int64_t judge_time (const struct judge *judge);
int32_t judge_today (const struct judge *judge);

/* From here on another hears of decisions. */
void judge_listen (struct judge *judge, struct listener listener);

#endif
