/* log.h — what a school accepted, in the order of acceptance.
 *
 * A small interface with two implementations, so that nothing above knows
 * which it is: one in the store's SQLite file, one in memory.  Entries have
 * numbers from 1 on, without gaps.  An entry is durable when the transaction it was
 * appended in has been committed (store_begin … store_commit). */
#ifndef TENURE_STORE_LOG_H
#define TENURE_STORE_LOG_H

#include "engine/store/store.h"

enum log_kind
{
  LOG_EVENT, /* a CloudEvents JSON object, as sent */
  LOG_CLOCK, /* the clock reached an instant: RFC 3339 */
  LOG_POLICY /* a policy put: JSON {"hash","from"?,"rejudge"?,"by"?} */
};

struct log;

struct log_entry
{
  uint64_t seq;
  enum log_kind kind;
  const char *body; /* borrowed until the next call; readable 64 bytes past its end */
  size_t size;
};

struct log *log_of (struct store *store); /* the store's own: closed with it */
int log_memory (struct log **out, struct error *error);
void log_close (struct log *log); /* of a memory one */

int log_append (struct log *log, enum log_kind kind, const void *body, size_t size, uint64_t *seq,
                struct error *error);

/* The last number, 0 where it is empty. */
uint64_t log_position (struct log *log);

/* One entry: 1, or 0 where there is none of that number. */
int log_read (struct log *log, uint64_t seq, struct log_entry *out, struct error *error);

/* All entries after a number, in order; `each` ends it with -1. */
typedef int log_each (void *context, const struct log_entry *entry, struct error *error);
int log_scan (struct log *log, uint64_t after, log_each *each, void *context, struct error *error);

#endif
