/* siphash.h — SipHash-2-4, 64 bits: a hash that who does not know the key
 * cannot steer.
 *
 * After Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012).  A
 * text may be added in pieces; the hash is that of the pieces end to end, the
 * same on every machine. */
#ifndef TENURE_BASE_SIPHASH_H
#define TENURE_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

struct siphash
{
  uint64_t v[4];
  uint64_t size; /* bytes added; the last size % 8 of them wait in `rest` */
  uint64_t rest; /* the earliest byte lowest */
};

void siphash_start (struct siphash *hash, const unsigned char key[16]);
void siphash_add (struct siphash *hash, const void *bytes, size_t size);
uint64_t siphash_end (struct siphash *hash);

#endif
