/* siphash.c — SipHash-2-4, 64 bits. */
#include "engine/base/siphash.h"

#include <endian.h>
#include <string.h>

static inline uint64_t
read_word (const unsigned char *at)
{
  uint64_t word;
  memcpy (&word, at, sizeof word);
  return le64toh (word);
}

static inline uint64_t
rotate (uint64_t word, int by)
{
  return word << by | word >> (64 - by);
}

static inline void
mix (uint64_t v[4])
{
  v[0] += v[1], v[2] += v[3];
  v[1] = rotate (v[1], 13) ^ v[0], v[3] = rotate (v[3], 16) ^ v[2];
  v[0] = rotate (v[0], 32);
  v[2] += v[1], v[0] += v[3];
  v[1] = rotate (v[1], 17) ^ v[2], v[3] = rotate (v[3], 21) ^ v[0];
  v[2] = rotate (v[2], 32);
}

static inline void
take_word (uint64_t v[4], uint64_t word)
{
  v[3] ^= word;
  mix (v);
  mix (v);
  v[0] ^= word;
}

void
siphash_start (struct siphash *hash, const unsigned char key[16])
{
  uint64_t k0 = read_word (key), k1 = read_word (key + 8);
  *hash = (struct siphash){
    .v = { k0 ^ UINT64_C (0x736F6D6570736575), k1 ^ UINT64_C (0x646F72616E646F6D),
           k0 ^ UINT64_C (0x6C7967656E657261), k1 ^ UINT64_C (0x7465646279746573) }
  };
}

/* Fewer than eight bytes, the first lowest; loads that overlap agree. */
static inline uint64_t
read_rest (const unsigned char *at, size_t size)
{
  uint32_t low, high;
  if (size < 4)
    return size ? at[0] | (uint64_t)at[size / 2] << size / 2 * 8
                      | (uint64_t)at[size - 1] << (size - 1) * 8
                : 0;
  memcpy (&low, at, sizeof low);
  memcpy (&high, at + size - sizeof high, sizeof high);
  return le32toh (low) | (uint64_t)le32toh (high) << (size - sizeof high) * 8;
}

void
siphash_add (struct siphash *hash, const void *bytes, size_t size)
{
  const unsigned char *at = bytes;
  unsigned waiting = hash->size % 8 * 8; /* bits */
  uint64_t v[4], rest = hash->rest;
  memcpy (v, hash->v, sizeof v);
  hash->size += size;
  for (; size >= 8; at += 8, size -= 8)
    {
      uint64_t word = read_word (at);
      take_word (v, rest | word << waiting);
      rest = waiting ? word >> (64 - waiting) : 0;
    }
  uint64_t word = read_rest (at, size);
  rest |= word << waiting;
  if (waiting + size * 8 >= 64)
    {
      take_word (v, rest);
      rest = waiting ? word >> (64 - waiting) : 0;
    }
  memcpy (hash->v, v, sizeof v);
  hash->rest = rest;
}

uint64_t
siphash_end (struct siphash *hash)
{
  take_word (hash->v, hash->rest | hash->size << 56);
  hash->v[2] ^= 0xFF;
  for (int i = 0; i < 4; i++)
    mix (hash->v);
  return hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
}
