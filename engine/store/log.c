/* log.c — what every log does, handed on to the one that does it. */
#include "engine/store/log_parts.h"

int
log_append (struct log *log, enum log_kind kind, const void *body, size_t size, uint64_t *seq,
            struct error *error)
{
  return log->methods->append (log, kind, body, size, seq, error);
}

uint64_t
log_position (struct log *log)
{
  return log->methods->position (log);
}

int
log_read (struct log *log, uint64_t seq, struct log_entry *out, struct error *error)
{
  return log->methods->read (log, seq, out, error);
}

int
log_scan (struct log *log, uint64_t after, log_each *each, void *context, struct error *error)
{
  return log->methods->scan (log, after, each, context, error);
}

void
log_close (struct log *log)
{
  if (log)
    log->methods->close (log);
}
