/* strings.c — strings to small numbers and back. */
#include "engine/base/strings.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/large.h"

void
strings_init (struct strings *strings, uint64_t seed)
{
  *strings = (struct strings){ .seed = seed };
}

void
strings_release (struct strings *strings)
{
  arena_release (&strings->arena);
  free (strings->texts);
  free (strings->table);
  *strings = (struct strings){ 0 };
}

uint32_t
strings_tag (const struct strings *strings, const char *text, uint32_t len)
{
  return (uint32_t)XXH3_64bits_withSeed (text, len, strings->seed);
}

static bool
is_string (const struct strings *strings, const struct strings_slot *slot, const char *text,
           uint32_t len)
{
  if (len <= STRINGS_SHORT)
    return slot->len == len && memcmp (slot->text, text, len) == 0;
  uint32_t number = slot->number - 1;
  return slot->len > STRINGS_SHORT && strings_length (strings, number) == len
         && memcmp (strings->texts[number], text, len) == 0;
}

/* Where the string is, or the empty slot where it would go. */
static struct strings_slot *
slot_of (const struct strings *strings, uint32_t tag, const char *text, uint32_t len)
{
  uint32_t mask = strings->size - 1;
  for (uint32_t at = tag & mask;; at = (at + 1) & mask)
    {
      struct strings_slot *slot = &strings->table[at];
      if (slot->number == 0 || (slot->tag == tag && is_string (strings, slot, text, len)))
        return slot;
    }
}

static int
grow_table (struct strings *strings)
{
  uint32_t size = strings->size ? strings->size * 2 : 64;
  struct strings_slot *table = calloc (size, sizeof *table);
  if (!table)
    return -1;
  large_memory (table, size * sizeof *table);
  for (uint32_t i = 0; i < strings->size; i++)
    {
      struct strings_slot slot = strings->table[i];
      if (slot.number == 0)
        continue;
      uint32_t at = slot.tag & (size - 1);
      while (table[at].number)
        at = (at + 1) & (size - 1);
      table[at] = slot;
    }
  free (strings->table);
  strings->table = table;
  strings->size = size;
  return 0;
}

static int
add (struct strings *strings, struct strings_slot *slot, uint32_t tag, const char *text,
     uint32_t len)
{
  char *kept = arena_take (&strings->arena, sizeof (uint32_t) + len + 1);
  if (!kept)
    return -1;
  memcpy (kept, &len, sizeof len);
  kept += sizeof len;
  if (len)
    memcpy (kept, text, len);
  kept[len] = 0;
  strings->texts[strings->count] = kept;
  slot->tag = tag;
  slot->number = ++strings->count;
  slot->len = len <= STRINGS_SHORT ? (uint8_t)len : STRINGS_SHORT + 1;
  if (len)
    memcpy (slot->text, text, len <= STRINGS_SHORT ? len : STRINGS_SHORT);
  return 0;
}

int
strings_put_tagged (struct strings *strings, uint32_t tag, const char *text, uint32_t len,
                    uint32_t *number, struct error *error)
{
  if (strings->count >= strings->size / 8 * 5 && grow_table (strings) < 0)
    return error_memory (error);
  struct strings_slot *slot = slot_of (strings, tag, text, len);
  if (slot->number == 0
      && (ARRAY_ROOM (strings->texts, strings->count, strings->capacity, 1) < 0
          || add (strings, slot, tag, text, len) < 0))
    return error_memory (error);
  *number = slot->number - 1;
  return 0;
}

int
strings_put (struct strings *strings, const char *text, uint32_t len, uint32_t *number,
             struct error *error)
{
  return strings_put_tagged (strings, strings_tag (strings, text, len), text, len, number, error);
}

void
strings_prefetch (const struct strings *strings, uint32_t tag)
{
  if (strings->size)
    __builtin_prefetch (&strings->table[tag & (strings->size - 1)]);
}

uint32_t
strings_find (const struct strings *strings, const char *text, uint32_t len)
{
  if (strings->size == 0)
    return STRINGS_NONE;
  return slot_of (strings, strings_tag (strings, text, len), text, len)->number - 1;
}

int
text_compare (const char *a, uint32_t a_len, const char *b, uint32_t b_len)
{
  int order = memcmp (a, b, a_len < b_len ? a_len : b_len);
  return order ? order : (a_len > b_len) - (a_len < b_len);
}

int
strings_compare (const struct strings *strings, uint32_t a, uint32_t b)
{
  if (a == b)
    return 0;
  return text_compare (strings->texts[a], strings_length (strings, a), strings->texts[b],
                       strings_length (strings, b));
}
