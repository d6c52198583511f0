/* siphash.c — SipHash-2-4, against the paper's example and OpenSSL's. */
#include "engine/base/siphash.h"

#include <endian.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <string.h>

#include "tests/tap.h"

static uint64_t
hash_of (const unsigned char key[16], const void *bytes, size_t size)
{
  struct siphash hash;
  siphash_start (&hash, key);
  siphash_add (&hash, bytes, size);
  return siphash_end (&hash);
}

/* OpenSSL's, or 0 where it has none. */
static uint64_t
other_hash_of (EVP_MAC *mac, const unsigned char key[16], const void *bytes, size_t size)
{
  size_t width = 8;
  uint64_t out = 0;
  OSSL_PARAM parameters[] = { OSSL_PARAM_size_t ("size", &width), OSSL_PARAM_END };
  EVP_MAC_CTX *context = EVP_MAC_CTX_new (mac);
  if (!context || EVP_MAC_init (context, key, 16, parameters) != 1
      || EVP_MAC_update (context, bytes, size) != 1
      || EVP_MAC_final (context, (unsigned char *)&out, &width, sizeof out) != 1)
    out = 0;
  EVP_MAC_CTX_free (context);
  return le64toh (out);
}

static void
test_other (const unsigned char key[16], const unsigned char *bytes, size_t most)
{
  EVP_MAC *mac = EVP_MAC_fetch (NULL, "SIPHASH", NULL);
  if (!mac)
    {
      tap_skip ("OpenSSL has no SipHash");
      return;
    }
  int wrong = 0;
  for (size_t size = 0; size <= most; size++)
    wrong += hash_of (key, bytes + size % 8, size)
             != other_hash_of (mac, key, bytes + size % 8, size);
  is_int (wrong, 0, "texts of 0 to %zu bytes have the hash that OpenSSL gives them", most);
  EVP_MAC_free (mac);
}

static void
test_pieces (const unsigned char key[16], const unsigned char *bytes, size_t most)
{
  int wrong = 0;
  for (size_t first = 0; first <= most; first++)
    for (size_t second = first; second <= most; second++)
      {
        struct siphash hash;
        siphash_start (&hash, key);
        siphash_add (&hash, bytes, first);
        siphash_add (&hash, bytes + first, second - first);
        siphash_add (&hash, bytes + second, most - second);
        wrong += siphash_end (&hash) != hash_of (key, bytes, most);
      }
  is_int (wrong, 0, "in three pieces, cut anywhere, a text has the same hash");
}

int
main (void)
{
  unsigned char key[16], bytes[400];
  for (int i = 0; i < 16; i++)
    key[i] = (unsigned char)i;
  for (size_t i = 0; i < sizeof bytes; i++)
    bytes[i] = (unsigned char)i;
  ok (hash_of (key, bytes, 15) == UINT64_C (0xA129CA6149BE45E5), "the example of the paper");
  for (int i = 0; i < 16; i++)
    key[i] = (unsigned char)(i * 151 + 240);
  test_other (key, bytes, 300);
  test_pieces (key, bytes, 41);
  return tap_done ();
}
