/* bits.h — a set of small numbers, walked in order.
 *
 * One bit a number and, above, one bit a word that is not empty: adding is
 * two writes, and the walk skips 4,096 absent numbers at a step. */
#ifndef TENURE_BASE_BITS_H
#define TENURE_BASE_BITS_H

#include <stdint.h>
#include <stdlib.h>

#define BITS_END UINT32_MAX

struct bits
{
  uint64_t *words, *summary;
  uint32_t word_count;
};

/* For numbers below `size`.  0, or -1 where memory ran out. */
static inline int
bits_init (struct bits *bits, uint32_t size)
{
  bits->word_count = size / 64 + 1;
  uint32_t summaries = bits->word_count / 64 + 1;
  bits->words = calloc (bits->word_count + summaries, sizeof (uint64_t));
  bits->summary = bits->words + bits->word_count;
  return bits->words ? 0 : -1;
}

static inline void
bits_release (struct bits *bits)
{
  free (bits->words);
}

static inline void
bits_add (struct bits *bits, uint32_t n)
{
  bits->words[n / 64] |= UINT64_C (1) << n % 64;
  bits->summary[n / 4096] |= UINT64_C (1) << n / 64 % 64;
}

static inline void
bits_remove (struct bits *bits, uint32_t n)
{
  uint64_t left = bits->words[n / 64] &= ~(UINT64_C (1) << n % 64);
  if (left == 0)
    bits->summary[n / 4096] &= ~(UINT64_C (1) << n / 64 % 64);
}

/* The first number at or above `from`, or BITS_END. */
static inline uint32_t
bits_next (const struct bits *bits, uint32_t from)
{
  uint32_t word = from / 64;
  if (word >= bits->word_count)
    return BITS_END;
  uint64_t rest = bits->words[word] >> from % 64;
  if (rest)
    return from + (uint32_t)__builtin_ctzll (rest);
  for (word++; word < bits->word_count; word = (word / 64 + 1) * 64)
    {
      uint64_t full = bits->summary[word / 64] >> word % 64;
      if (!full)
        continue;
      word += (uint32_t)__builtin_ctzll (full);
      return word * 64 + (uint32_t)__builtin_ctzll (bits->words[word]);
    }
  return BITS_END;
}

#endif
