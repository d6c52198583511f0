/* pack.h — numbers and texts end to end, for what is kept and read back by
 * this program alone.
 *
 * Numbers take seven bits a byte, the low ones first, signed ones folded so
 * that small ones stay short; a text is its length and its bytes.  Reading
 * past the end, or a number that is none, sets `bad`, and gives 0 from then
 * on: the reader looks once, at its end. */
#ifndef TENURE_BASE_PACK_H
#define TENURE_BASE_PACK_H

#include "engine/base/buffer.h"

void pack_u (struct buffer *out, uint64_t n);
void pack_i (struct buffer *out, int64_t n);
void pack_text (struct buffer *out, const char *text, size_t len);

struct unpack
{
  const unsigned char *at, *end;
  bool bad;
};

static inline struct unpack
unpack_of (const void *bytes, size_t size)
{
  return (struct unpack){ bytes, (const unsigned char *)bytes + size, false };
}

uint64_t unpack_u (struct unpack *in);
int64_t unpack_i (struct unpack *in);

/* A number that counts things of at least one byte each: never more than
 * there are bytes left. */
uint32_t unpack_count (struct unpack *in);

/* Borrowed from the bytes, not ended by a 0. */
const char *unpack_text (struct unpack *in, size_t *len);

#endif
