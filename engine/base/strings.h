/* strings.h — the hash map: strings to small numbers and back.
 *
 * Each different string gets the next number, from 0 on, in the order they
 * first came; so a plan's own strings, put first, have known numbers.  The
 * seed moves strings about in the table and can reach nothing else: numbers
 * depend on the order of arrival alone. */
#ifndef TENURE_BASE_STRINGS_H
#define TENURE_BASE_STRINGS_H

#include <stdint.h>

#include "engine/base/arena.h"
#include "engine/base/error.h"

#define STRINGS_NONE UINT32_MAX

enum
{
  STRINGS_SHORT = 15 /* bytes that a slot holds itself */
};

/* A short string is compared where it is found, without a look elsewhere. */
struct strings_slot
{
  uint32_t tag, number; /* number + 1; 0 is empty */
  uint8_t len;          /* or STRINGS_SHORT + 1, of a longer one */
  char text[STRINGS_SHORT];
};

struct strings
{
  struct arena arena;         /* the texts, each preceded by its length */
  const char **texts;         /* by number */
  struct strings_slot *table; /* open addressing, `size` a power of two, at most 5/8 full */
  uint32_t count, capacity, size;
  uint64_t seed;
};

void strings_init (struct strings *strings, uint64_t seed);
void strings_release (struct strings *strings);

/* The number of a string, new or known, in *number. */
int strings_put (struct strings *strings, const char *text, uint32_t len, uint32_t *number,
                 struct error *error);

/* The number of a known string, or STRINGS_NONE. */
uint32_t strings_find (const struct strings *strings, const char *text, uint32_t len);

/* The same in steps, for many strings at once: the tag, then asking the
 * machine for the place in the table, then the look-up. */
uint32_t strings_tag (const struct strings *strings, const char *text, uint32_t len);
void strings_prefetch (const struct strings *strings, uint32_t tag);
int strings_put_tagged (struct strings *strings, uint32_t tag, const char *text, uint32_t len,
                        uint32_t *number, struct error *error);

/* Ended by 0; borrowed, until the table is released. */
static inline const char *
strings_text (const struct strings *strings, uint32_t number)
{
  return strings->texts[number];
}

static inline uint32_t
strings_length (const struct strings *strings, uint32_t number)
{
  return *(const uint32_t *)(const void *)(strings->texts[number] - sizeof (uint32_t));
}

/* Byte order, a shorter string before its continuation: <0, 0, >0. */
int strings_compare (const struct strings *strings, uint32_t a, uint32_t b);

/* The same for two plain texts. */
int text_compare (const char *a, uint32_t a_len, const char *b, uint32_t b_len);

#endif
