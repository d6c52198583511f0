/* digest.h — SHA-256, from OpenSSL. */
#ifndef TENURE_BASE_DIGEST_H
#define TENURE_BASE_DIGEST_H

#include <stddef.h>

#include "engine/base/error.h"

enum
{
  DIGEST_SIZE = 32,
  DIGEST_TEXT = 2 * DIGEST_SIZE + 1
};

/* Writes the digest of `size` bytes as 64 hexadecimal digits and a 0.
 * Returns 0, or -1 where OpenSSL could not (memory). */
int digest_text (const void *bytes, size_t size, char out[DIGEST_TEXT]);

/* One that is kept, for many digests of little each. */
struct digest;
int digest_new (struct digest **out, struct error *error);
void digest_free (struct digest *digest);

/* The same, as bytes. */
int digest_bytes (struct digest *digest, const void *bytes, size_t size,
                  unsigned char out[DIGEST_SIZE]);

#endif
