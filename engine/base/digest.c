/* digest.c — SHA-256, from OpenSSL. */
#include "engine/base/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>

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

struct digest
{
  EVP_MD_CTX *context; /* set up for SHA-256, and so ready to start again */
};

int
digest_new (struct digest **out, struct error *error)
{
  struct digest *digest = malloc (sizeof *digest);
  if (!digest)
    return error_memory (error);
  digest->context = EVP_MD_CTX_new ();
  if (!digest->context || EVP_DigestInit_ex2 (digest->context, EVP_sha256 (), NULL) != 1)
    {
      digest_free (digest);
      return error_memory (error);
    }
  *out = digest;
  return 0;
}

void
digest_free (struct digest *digest)
{
  if (!digest)
    return;
  EVP_MD_CTX_free (digest->context);
  free (digest);
}

int
digest_bytes (struct digest *digest, const void *bytes, size_t size, unsigned char out[DIGEST_SIZE])
{
  return EVP_DigestInit_ex2 (digest->context, NULL, NULL) == 1
                 && EVP_DigestUpdate (digest->context, bytes, size) == 1
                 && EVP_DigestFinal_ex (digest->context, out, NULL) == 1
             ? 0
             : -1;
}
