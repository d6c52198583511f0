/* row_ids.h — names for the rows of a sheet that have none.
 *
 * A row is named by what it says and by how many equal rows of its file came
 * before it: "csv:", 32 hexadecimal digits (the first half of a SHA-256), "-"
 * and the ordinal.  So a sheet saved again, in another encoding or with its
 * rows or columns in another order, names its rows as before. */
#ifndef TENURE_EVENT_ROW_IDS_H
#define TENURE_EVENT_ROW_IDS_H

#include <stdint.h>

#include "engine/base/digest.h"
#include "engine/base/error.h"

enum
{
  ROW_KEY = 12,                                 /* bytes of the digest that tell rows apart */
  ROW_DIGEST = 16,                              /* and those that an id shows */
  ROW_ID_SIZE = 4 + 2 * ROW_DIGEST + 1 + 10 + 1 /* of an id and a 0 */
};

struct row_slot
{
  unsigned char key[ROW_KEY];
  uint32_t count; /* 0 is empty */
};

struct row_ids
{
  struct digest *digest;
  struct row_slot *slots; /* open addressing, `size` a power of two, at most 5/8 full */
  uint32_t size, used;
  uint64_t seed;
};

int row_ids_init (struct row_ids *ids, uint64_t seed, struct error *error);
void row_ids_release (struct row_ids *ids);

/* Counts a row and names it.  *ordinal is 1 for the first of its kind. */
int row_ids_add (struct row_ids *ids, const void *content, size_t size, char out[ROW_ID_SIZE],
                 uint32_t *ordinal, struct error *error);

/* The name of a row whose ordinal is known; counts nothing. */
int row_ids_name (struct row_ids *ids, const void *content, size_t size, uint32_t ordinal,
                  char out[ROW_ID_SIZE], struct error *error);

#endif
