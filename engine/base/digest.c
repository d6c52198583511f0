/* digest.c — SHA-256, from OpenSSL. */
#include "engine/base/digest.h"

#include <openssl/evp.h>

int
digest_text (const void *bytes, size_t size, char out[DIGEST_TEXT])
{
  static const char digit[] = "0123456789abcdef";
  unsigned char raw[DIGEST_SIZE];
  if (EVP_Digest (bytes, size, raw, NULL, EVP_sha256 (), NULL) != 1)
    return -1;
  for (int i = 0; i < DIGEST_SIZE; i++)
    {
      out[2 * i] = digit[raw[i] >> 4];
      out[2 * i + 1] = digit[raw[i] & 15];
    }
  out[DIGEST_TEXT - 1] = 0;
  return 0;
}
