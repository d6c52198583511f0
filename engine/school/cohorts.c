/* cohorts.c — what selections and targets saw, by day and sentence. */
#include "engine/school/cohorts.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"

static void
release (struct kept_cohort *kept)
{
  free (kept->sentence);
  free (kept->bytes);
}

void
cohorts_release (struct cohorts *cohorts)
{
  for (uint32_t i = 0; i < cohorts->count; i++)
    release (&cohorts->items[i]);
  free (cohorts->items);
  *cohorts = (struct cohorts){ 0 };
}

static int
compare (const struct kept_cohort *kept, int32_t day, const char *sentence)
{
  if (kept->day != day)
    return kept->day < day ? -1 : 1;
  return strcmp (kept->sentence, sentence);
}

/* Where one is, or would be.  Most come at the end. */
static uint32_t
place_of (const struct cohorts *cohorts, int32_t day, const char *sentence)
{
  uint32_t from = 0, to = cohorts->count;
  if (to && compare (&cohorts->items[to - 1], day, sentence) < 0)
    return to;
  while (from < to)
    {
      uint32_t middle = (from + to) / 2;
      if (compare (&cohorts->items[middle], day, sentence) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* Puts one in its place; takes over what it owns. */
static int
put (struct cohorts *cohorts, struct kept_cohort kept)
{
  uint32_t at = place_of (cohorts, kept.day, kept.sentence);
  if (at < cohorts->count && compare (&cohorts->items[at], kept.day, kept.sentence) == 0)
    release (&cohorts->items[at]);
  else
    {
      if (ARRAY_ROOM (cohorts->items, cohorts->count, cohorts->capacity, 1) < 0)
        return -1;
      memmove (&cohorts->items[at + 1], &cohorts->items[at],
               (cohorts->count - at) * sizeof *cohorts->items);
      cohorts->count++;
    }
  cohorts->items[at] = kept;
  return 0;
}

int
cohorts_keep (struct cohorts *cohorts, int32_t day, const char *sentence, const void *bytes,
              size_t size, struct error *error)
{
  struct kept_cohort kept = { day, strdup (sentence), malloc (size + 1), size };
  if (kept.bytes && size)
    memcpy (kept.bytes, bytes, size);
  if (kept.sentence && kept.bytes && put (cohorts, kept) == 0)
    return 0;
  release (&kept);
  return error_memory (error);
}

int
cohorts_find (const struct cohorts *cohorts, struct store *store, int32_t day, const char *sentence,
              struct buffer *out, struct error *error)
{
  uint32_t at = place_of (cohorts, day, sentence);
  if (at == cohorts->count || compare (&cohorts->items[at], day, sentence) != 0)
    return snapshot_cohort (store, day, sentence, out, error);
  buffer_add (out, cohorts->items[at].bytes, cohorts->items[at].size);
  return out->failed ? error_memory (error) : 1;
}

int
cohorts_take_over (struct cohorts *to, struct cohorts *from, struct error *error)
{
  while (from->count)
    {
      if (put (to, from->items[from->count - 1]) < 0)
        return error_memory (error);
      from->count--;
    }
  return 0;
}

int
cohorts_save (const struct cohorts *cohorts, struct store *store, struct error *error)
{
  for (uint32_t i = 0; i < cohorts->count; i++)
    {
      const struct kept_cohort *kept = &cohorts->items[i];
      if (snapshot_put_cohort (store, kept->day, kept->sentence, kept->bytes, kept->size, error)
          < 0)
        return -1;
    }
  return 0;
}
