/* snapshot.h — where judging stood, so that opening a school costs a snapshot
 * and the tail of the log.
 *
 * It is derived and never trusted over the log: whoever reads it checks the
 * head (which is the school's business) and the checksum of every part (done
 * here); what does not fit is dropped, and the school judged from nothing.
 * Only what changed is written, inside a batch's own transaction. */
#ifndef TENURE_STORE_SNAPSHOT_H
#define TENURE_STORE_SNAPSHOT_H

#include "engine/store/store.h"

/* The head: where it was taken.  1, or 0 where there is none or it is damaged
 * (*why then says so, or is ""). */
int snapshot_head (struct store *store, struct buffer *out, char why[160], struct error *error);
int snapshot_put_head (struct store *store, const void *bytes, size_t size, struct error *error);

/* A teacher's state, by id ("" the school's own record); and what a selection
 * or target saw of all at its instant, by sentence and day. */
int snapshot_put_teacher (struct store *store, const char *teacher, const void *row, size_t size,
                          struct error *error);
int snapshot_put_cohort (struct store *store, int32_t day, const char *sentence, const void *rows,
                         size_t size, struct error *error);
typedef int snapshot_teacher (void *context, const char *teacher, const void *row, size_t size,
                              struct error *error);
/* All teachers by id.  -1 with ERROR_INPUT where one is damaged. */
int snapshot_teachers (struct store *store, snapshot_teacher *each, void *context,
                       struct error *error);
/* One cohort: 1, 0, or -1. */
int snapshot_cohort (struct store *store, int32_t day, const char *sentence, struct buffer *out,
                     struct error *error);

/* Which log entries concern a teacher: lists of ascending numbers, each put
 * after the ones before. */
int snapshot_put_history (struct store *store, const char *teacher, const uint64_t *seqs,
                          uint32_t count, struct error *error);
typedef int snapshot_seqs (void *context, const uint64_t *seqs, uint32_t count,
                           struct error *error);
int snapshot_history (struct store *store, const char *teacher, snapshot_seqs *each, void *context,
                      struct error *error);

/* Drops all of it: the next opening judges from nothing. */
int snapshot_drop (struct store *store, struct error *error);

#endif
