/* pack.c — numbers and texts end to end. */
#include "engine/base/pack.h"

void
pack_u (struct buffer *out, uint64_t n)
{
  unsigned char bytes[10];
  size_t size = 0;
  do
    {
      bytes[size++] = (unsigned char)((n & 0x7F) | (n > 0x7F ? 0x80 : 0));
      n >>= 7;
    }
  while (n);
  buffer_add (out, bytes, size);
}

void
pack_i (struct buffer *out, int64_t n)
{
  pack_u (out, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
}

void
pack_text (struct buffer *out, const char *text, size_t len)
{
  pack_u (out, len);
  buffer_add (out, text, len);
}

uint64_t
unpack_u (struct unpack *in)
{
  uint64_t n = 0;
  for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7)
    {
      unsigned char byte = *in->at++;
      n |= (uint64_t)(byte & 0x7F) << shift;
      if (byte < 0x80)
        return n;
    }
  in->bad = true;
  in->at = in->end;
  return 0;
}

int64_t
unpack_i (struct unpack *in)
{
  uint64_t n = unpack_u (in);
  return (int64_t)(n >> 1) ^ -(int64_t)(n & 1);
}

uint32_t
unpack_count (struct unpack *in)
{
  uint64_t n = unpack_u (in);
  if (n <= (uint64_t)(in->end - in->at))
    return (uint32_t)n;
  in->bad = true;
  return 0;
}

const char *
unpack_text (struct unpack *in, size_t *len)
{
  uint32_t size = unpack_count (in);
  const char *text = (const char *)in->at;
  in->at += size;
  *len = size;
  return text;
}
