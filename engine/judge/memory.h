/* memory.h — lists of values that a cell remembers.
 *
 * Some facts need single values: distinct ones, the best of a group, those of
 * a rolling window, what is open, what ended periods held.  A memory is a
 * list of rows of a few int64_t, oldest first; the owner of the cell knows
 * how many columns a row has.  Cells name memories by number, from 1 on. */
#ifndef TENURE_JUDGE_MEMORY_H
#define TENURE_JUDGE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

enum
{
  MEMORY_LIMIT = 65536, /* rows a fact and teacher */
  SPELL_LIMIT = 1000    /* open at a time, a spell and teacher */
};

struct memory
{
  int64_t *rows;
  uint32_t count, capacity; /* rows */
  uint16_t columns;         /* of a row, once there is one */
  bool full;                /* a row found no room: the fact is in error */
};

struct memories
{
  struct memory *items;
  uint32_t count, capacity;
  uint32_t given_back; /* the first to be used again, or 0 */
};

void memories_release (struct memories *memories);

/* The bytes they take. */
uint64_t memories_size (const struct memories *memories);

/* A new, empty memory; its number, or 0 where memory ran out. */
uint32_t memories_new (struct memories *memories);

/* Gives one back, with all it remembers. */
void memories_give_back (struct memories *memories, uint32_t number);

static inline struct memory *
memory_of (const struct memories *memories, int64_t number)
{
  return &memories->items[number - 1];
}

/* Appends a row and returns it, to be filled; NULL where memory ran out.  At
 * the limit the memory becomes full and a scratch row is returned. */
int64_t *memory_append (struct memory *memory, uint32_t columns, uint32_t limit);

/* Takes rows out, keeping the order of the others. */
void memory_remove (struct memory *memory, uint32_t columns, uint32_t at, uint32_t count);

#endif
