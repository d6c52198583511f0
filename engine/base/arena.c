/* arena.c — memory that is given back all at once. */
#include "engine/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum
{
  FIRST_BLOCK = 1 << 12,
  LARGEST_BLOCK = 1 << 20
};

struct arena_block
{
  struct arena_block *next;
};

static int
add_block (struct arena *arena, size_t need)
{
  size_t size = arena->next_size ? arena->next_size : FIRST_BLOCK;
  if (size < LARGEST_BLOCK)
    arena->next_size = size * 2;
  if (size < need + sizeof (struct arena_block))
    size = need + sizeof (struct arena_block);
  struct arena_block *block = malloc (size);
  if (!block)
    return -1;
  block->next = arena->blocks;
  arena->blocks = block;
  arena->at = (char *)(block + 1);
  arena->end = (char *)block + size;
  return 0;
}

void *
arena_take (struct arena *arena, size_t size)
{
  if (size > SIZE_MAX / 2)
    return NULL;
  size = (size + 7) & ~(size_t)7;
  if ((!arena->at || (size_t)(arena->end - arena->at) < size) && add_block (arena, size) < 0)
    return NULL;
  void *taken = arena->at;
  arena->at += size;
  return taken;
}

char *
arena_copy (struct arena *arena, const void *bytes, size_t size)
{
  char *copy = arena_take (arena, size + 1);
  if (!copy)
    return NULL;
  if (size)
    memcpy (copy, bytes, size);
  copy[size] = 0;
  return copy;
}

void
arena_release (struct arena *arena)
{
  while (arena->blocks)
    {
      struct arena_block *block = arena->blocks;
      arena->blocks = block->next;
      free (block);
    }
  *arena = (struct arena)ARENA_INIT;
}
