/* timeline.c — each name once, in order, voids done. */
#include "engine/event/timeline.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/large.h"
#include "engine/event/schema.h"

void
timeline_init (struct timeline *timeline, const struct strings *strings, uint64_t seed)
{
  *timeline = (struct timeline){ .strings = strings, .seed = seed };
}

void
timeline_release (struct timeline *timeline)
{
  free (timeline->records);
  free (timeline->table);
  *timeline = (struct timeline){ 0 };
}

static uint32_t
tag_of (const struct timeline *timeline, uint32_t source, const char *id, uint32_t id_size)
{
  return (uint32_t)XXH3_64bits_withSeed (id, id_size, timeline->seed + source);
}

uint32_t
timeline_tag (const struct timeline *timeline, const struct record *record)
{
  return tag_of (timeline, record->source, record_id (record), record->id_size);
}

void
timeline_prefetch (const struct timeline *timeline, uint32_t tag)
{
  if (timeline->size)
    __builtin_prefetch (&timeline->table[tag & (timeline->size - 1)]);
}

/* Where the name is, or the empty slot where it would go. */
static struct name_slot *
slot_of (const struct timeline *timeline, uint32_t tag, uint32_t source, const char *id,
         uint32_t id_size)
{
  uint32_t mask = timeline->size - 1;
  for (uint32_t at = tag & mask;; at = (at + 1) & mask)
    {
      struct name_slot *slot = &timeline->table[at];
      if (slot->number == 0)
        return slot;
      if (slot->tag != tag)
        continue;
      const struct record *record = timeline->records[slot->number - 1];
      if (record->source == source && record->id_size == id_size
          && memcmp (record_id (record), id, id_size) == 0)
        return slot;
    }
}

static int
grow_table (struct timeline *timeline)
{
  uint32_t size = timeline->size ? timeline->size * 2 : 1024;
  struct name_slot *table = calloc (size, sizeof *table);
  if (!table)
    return -1;
  large_memory (table, size * sizeof *table);
  for (uint32_t i = 0; i < timeline->size; i++)
    {
      struct name_slot slot = timeline->table[i];
      if (slot.number == 0)
        continue;
      uint32_t at = slot.tag & (size - 1);
      while (table[at].number)
        at = (at + 1) & (size - 1);
      table[at] = slot;
    }
  free (timeline->table);
  timeline->table = table;
  timeline->size = size;
  return 0;
}

int
timeline_add (struct timeline *timeline, uint32_t tag, struct record *record,
              struct record **earlier)
{
  if (timeline->count >= timeline->size / 8 * 5 && grow_table (timeline) < 0)
    return -1;
  struct name_slot *slot
      = slot_of (timeline, tag, record->source, record_id (record), record->id_size);
  *earlier = slot->number ? timeline->records[slot->number - 1] : NULL;
  if (*earlier)
    return 0;
  if (ARRAY_ROOM (timeline->records, timeline->count, timeline->capacity, 1) < 0)
    return -1;
  timeline->records[timeline->count++] = record;
  timeline->voids += record->type == EVENT_VOID;
  *slot = (struct name_slot){ tag, timeline->count };
  return 0;
}

/* The type of a record that is out of the timeline. */
#define EVENT_VOIDED (EVENT_UNDECLARED - 1)

void
timeline_void (struct timeline *timeline, struct record *record)
{
  timeline->voids++;
  record->type = EVENT_VOIDED;
}

/* tenure.void's fields are the id and the source of another event. */
static void
apply_void (struct timeline *timeline, const struct record *record)
{
  uint32_t id = (uint32_t)record->values[0], source = (uint32_t)record->values[1];
  const char *text = strings_text (timeline->strings, id);
  uint32_t len = strings_length (timeline->strings, id);
  uint32_t tag = tag_of (timeline, source, text, len);
  struct name_slot *slot = slot_of (timeline, tag, source, text, len);
  if (slot->number && timeline->records[slot->number - 1]->type != EVENT_VOID)
    timeline->records[slot->number - 1]->type = EVENT_VOIDED;
}

static void
apply_voids (struct timeline *timeline)
{
  for (uint32_t i = 0; i < timeline->count; i++)
    if (timeline->records[i]->type == EVENT_VOID)
      apply_void (timeline, timeline->records[i]);
  uint32_t left = 0;
  for (uint32_t i = 0; i < timeline->count; i++)
    {
      uint32_t type = timeline->records[i]->type;
      if (type != EVENT_VOID && type != EVENT_VOIDED)
        timeline->records[left++] = timeline->records[i];
    }
  timeline->count = left;
}

/* What is compared first lies beside the record: most of the time is time. */
struct place
{
  int64_t time;
  struct record *record;
};

static int
by_order (const void *a, const void *b, void *strings)
{
  const struct place *x = a, *y = b;
  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return record_compare (strings, x->record, y->record);
}

static int
sort (struct timeline *timeline)
{
  struct place *places = malloc ((timeline->count + (size_t)1) * sizeof *places);
  if (!places)
    return -1;
  for (uint32_t i = 0; i < timeline->count; i++)
    places[i] = (struct place){ timeline->records[i]->time, timeline->records[i] };
  qsort_r (places, timeline->count, sizeof *places, by_order, (void *)timeline->strings);
  for (uint32_t i = 0; i < timeline->count; i++)
    timeline->records[i] = places[i].record;
  free (places);
  return 0;
}

static bool
is_sorted (const struct timeline *timeline)
{
  for (uint32_t i = 1; i < timeline->count; i++)
    if (record_compare (timeline->strings, timeline->records[i - 1], timeline->records[i]) > 0)
      return false;
  return true;
}

int
timeline_arrange (struct timeline *timeline)
{
  if (timeline->voids)
    apply_voids (timeline);
  free (timeline->table);
  timeline->table = NULL;
  timeline->size = 0;
  return is_sorted (timeline) ? 0 : sort (timeline);
}
