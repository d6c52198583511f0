/* arena.h — memory that is given back all at once.
 *
 * Allocations are 8-byte aligned, never move, and live until the arena is
 * released.  Blocks grow to 1 MiB, so waste stays below one block. */
#ifndef TENURE_BASE_ARENA_H
#define TENURE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena
{
  struct arena_block *blocks; /* newest first */
  char *at, *end;             /* what is left of the newest */
  size_t next_size;           /* bytes of the block after it */
};

#define ARENA_INIT                                                                                 \
  {                                                                                                \
    0, 0, 0, 0                                                                                     \
  }

/* NULL where memory ran out.  The bytes are not cleared. */
void *arena_take (struct arena *arena, size_t size);

/* A copy of `size` bytes, ended by a 0. */
char *arena_copy (struct arena *arena, const void *bytes, size_t size);

void arena_release (struct arena *arena);

#endif
