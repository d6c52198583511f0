/* log_parts.h — what a log is made of; private to the store.
 *
 * An implementation is a struct log first in a struct of its own, and a table
 * of what it does. */
#ifndef TENURE_STORE_LOG_PARTS_H
#define TENURE_STORE_LOG_PARTS_H

#include "engine/store/log.h"

enum
{
  LOG_PADDING = 64 /* readable bytes past the end of a body */
};

struct log_methods
{
  int (*append) (struct log *log, enum log_kind kind, const void *body, size_t size, uint64_t *seq,
                 struct error *error);
  uint64_t (*position) (struct log *log);
  int (*read) (struct log *log, uint64_t seq, struct log_entry *out, struct error *error);
  int (*scan) (struct log *log, uint64_t after, log_each *each, void *context, struct error *error);
  void (*close) (struct log *log);
};

struct log
{
  const struct log_methods *methods;
};

extern const struct log_methods log_sqlite_methods;

#endif
