/* log_memory.c — a log in memory, for what need not last. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/array.h"
#include "engine/store/log_parts.h"

struct kept_entry
{
  const char *body;
  size_t size;
  enum log_kind kind;
};

struct memory_log
{
  struct log log;
  struct arena bodies; /* they never move */
  struct kept_entry *entries;
  uint32_t count, capacity;
};

static struct memory_log *
memory_of (struct log *log)
{
  return (struct memory_log *)(void *)log;
}

/* A copy with the padding behind it, which the next copy may use. */
static const char *
keep_body (struct arena *arena, const void *body, size_t size)
{
  if (size > SIZE_MAX / 4)
    return NULL;
  char *kept = arena_take (arena, size + LOG_PADDING);
  if (!kept)
    return NULL;
  if (size)
    memcpy (kept, body, size);
  memset (kept + size, 0, LOG_PADDING);
  arena->at -= LOG_PADDING;
  return kept;
}

static int
append (struct log *log, enum log_kind kind, const void *body, size_t size, uint64_t *seq,
        struct error *error)
{
  struct memory_log *memory = memory_of (log);
  if (ARRAY_ROOM (memory->entries, memory->count, memory->capacity, 1) < 0)
    return error_memory (error);
  const char *kept = keep_body (&memory->bodies, body, size);
  if (!kept)
    return error_memory (error);
  memory->entries[memory->count++] = (struct kept_entry){ kept, size, kind };
  *seq = memory->count;
  return 0;
}

static uint64_t
position (struct log *log)
{
  return memory_of (log)->count;
}

static int
read_entry (struct log *log, uint64_t seq, struct log_entry *out, struct error *error)
{
  (void)error;
  struct memory_log *memory = memory_of (log);
  if (seq == 0 || seq > memory->count)
    return 0;
  const struct kept_entry *entry = &memory->entries[seq - 1];
  *out = (struct log_entry){ seq, entry->kind, entry->body, entry->size };
  return 1;
}

static int
scan (struct log *log, uint64_t after, log_each *each, void *context, struct error *error)
{
  uint64_t last = position (log);
  for (uint64_t seq = after; seq < last;)
    {
      struct log_entry entry;
      read_entry (log, ++seq, &entry, error);
      if (each (context, &entry, error) < 0)
        return -1;
    }
  return 0;
}

static void
close_memory (struct log *log)
{
  struct memory_log *memory = memory_of (log);
  arena_release (&memory->bodies);
  free (memory->entries);
  free (memory);
}

static const struct log_methods memory_methods
    = { append, position, read_entry, scan, close_memory };

int
log_memory (struct log **out, struct error *error)
{
  struct memory_log *memory = calloc (1, sizeof *memory);
  if (!memory)
    return error_memory (error);
  memory->log.methods = &memory_methods;
  *out = &memory->log;
  return 0;
}
