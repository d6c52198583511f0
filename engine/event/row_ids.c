/* row_ids.c — names for the rows of a sheet that have none. */
#include "engine/event/row_ids.h"

#include <stdlib.h>
#include <string.h>

enum
{
  FIRST_SIZE = 1024
};

int
row_ids_init (struct row_ids *ids, uint64_t seed, struct error *error)
{
  *ids = (struct row_ids){ .seed = seed };
  return digest_new (&ids->digest, error);
}

void
row_ids_release (struct row_ids *ids)
{
  digest_free (ids->digest);
  free (ids->slots);
  *ids = (struct row_ids){ .digest = NULL };
}

/* The slot of a key, or the empty one it would take.  A digest is even as it
 * is; the seed keeps others from choosing rows that crowd together. */
static struct row_slot *
find (struct row_slot *slots, uint32_t size, uint64_t seed, const unsigned char *key)
{
  uint64_t bits;
  memcpy (&bits, key, sizeof bits);
  uint32_t at = (uint32_t)((bits ^ seed) * UINT64_C (0x9E3779B97F4A7C15) >> 32) & (size - 1);
  while (slots[at].count && memcmp (slots[at].key, key, ROW_KEY) != 0)
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static int
grow (struct row_ids *ids)
{
  uint32_t size = ids->size ? ids->size * 2 : FIRST_SIZE;
  struct row_slot *slots = size ? calloc (size, sizeof *slots) : NULL;
  if (!slots)
    return -1;
  for (uint32_t i = 0; i < ids->size; i++)
    if (ids->slots[i].count)
      *find (slots, size, ids->seed, ids->slots[i].key) = ids->slots[i];
  free (ids->slots);
  ids->slots = slots;
  ids->size = size;
  return 0;
}

static void
write_name (const unsigned char *digest, uint32_t ordinal, char out[ROW_ID_SIZE])
{
  static const char digit[] = "0123456789abcdef";
  char *at = out + ROW_ID_SIZE - 1, *to = out + 4;
  memcpy (out, "csv:", 4);
  for (int i = 0; i < ROW_DIGEST; i++)
    {
      *to++ = digit[digest[i] >> 4];
      *to++ = digit[digest[i] & 15];
    }
  *to++ = '-';
  for (*at = 0; ordinal > 0; ordinal /= 10)
    *--at = (char)('0' + ordinal % 10);
  memmove (to, at, (size_t)(out + ROW_ID_SIZE - at));
}

int
row_ids_add (struct row_ids *ids, const void *content, size_t size, char out[ROW_ID_SIZE],
             uint32_t *ordinal, struct error *error)
{
  unsigned char digest[DIGEST_SIZE];
  if (digest_bytes (ids->digest, content, size, digest) < 0
      || ((uint64_t)(ids->used + 1) * 8 > (uint64_t)ids->size * 5 && grow (ids) < 0))
    return error_memory (error);
  struct row_slot *slot = find (ids->slots, ids->size, ids->seed, digest);
  if (slot->count == 0)
    {
      memcpy (slot->key, digest, ROW_KEY);
      ids->used++;
    }
  *ordinal = ++slot->count;
  write_name (digest, *ordinal, out);
  return 0;
}

int
row_ids_name (struct row_ids *ids, const void *content, size_t size, uint32_t ordinal,
              char out[ROW_ID_SIZE], struct error *error)
{
  unsigned char digest[DIGEST_SIZE];
  if (digest_bytes (ids->digest, content, size, digest) < 0)
    return error_memory (error);
  write_name (digest, ordinal, out);
  return 0;
}
