/* schema.c — looking names up in a schema. */
#include "engine/event/schema.h"

#include <string.h>

uint32_t
schema_word (const struct schema *schema, uint32_t list, const char *text, uint32_t len)
{
  const struct word_list *words = &schema->lists[list];
  for (uint32_t i = 0; i < words->count; i++)
    if (strings_length (schema->strings, words->words[i]) == len
        && memcmp (strings_text (schema->strings, words->words[i]), text, len) == 0)
      return i;
  return UINT32_MAX;
}

uint32_t
schema_type (const struct schema *schema, const char *name, uint32_t len)
{
  uint32_t string = strings_find (schema->strings, name, len);
  return string == STRINGS_NONE ? EVENT_UNDECLARED : schema->type_of[string];
}
