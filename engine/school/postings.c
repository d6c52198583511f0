/* postings.c — which entries of the log concern whom. */
#include "engine/school/postings.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "engine/base/array.h"

void
postings_clear (struct postings *postings)
{
  for (uint32_t i = 0; i < postings->count; i++)
    {
      free (postings->items[i].seqs);
      free (postings->names[i]);
    }
  postings->count = 0;
  if (postings->size)
    memset (postings->table, 0, postings->size * sizeof *postings->table);
}

void
postings_release (struct postings *postings)
{
  postings_clear (postings);
  free (postings->items);
  free (postings->names);
  free (postings->table);
  *postings = (struct postings){ 0 };
}

static uint32_t
place_of (const struct postings *postings, const char *name, size_t len)
{
  uint32_t at = (uint32_t)XXH3_64bits (name, len) & (postings->size - 1);
  for (; postings->table[at]; at = (at + 1) & (postings->size - 1))
    {
      const char *there = postings->names[postings->table[at] - 1];
      if (strncmp (there, name, len) == 0 && there[len] == '\0')
        break;
    }
  return at;
}

static int
grow (struct postings *postings)
{
  uint32_t size = postings->size ? 2 * postings->size : 64;
  uint32_t *table = calloc (size, sizeof *table);
  if (!table)
    return -1;
  free (postings->table);
  postings->table = table;
  postings->size = size;
  for (uint32_t i = 0; i < postings->count; i++)
    table[place_of (postings, postings->names[i], strlen (postings->names[i]))] = i + 1;
  return 0;
}

/* The list of a name, made if absent; NULL where memory ran out. */
static struct posting *
list_of (struct postings *postings, const char *name, size_t len)
{
  if (2 * (postings->count + 1) > postings->size && grow (postings) < 0)
    return NULL;
  uint32_t at = place_of (postings, name, len);
  if (postings->table[at])
    return &postings->items[postings->table[at] - 1];
  if (ARRAY_ROOM (postings->items, postings->count, postings->capacity, 1) < 0
      || ARRAY_ROOM (postings->names, postings->count, postings->names_capacity, 1) < 0)
    return NULL;
  char *copy = strndup (name, len);
  if (!copy)
    return NULL;
  postings->names[postings->count] = copy;
  postings->items[postings->count] = (struct posting){ 0 };
  postings->table[at] = ++postings->count;
  return &postings->items[postings->count - 1];
}

int
postings_add (struct postings *postings, const char *name, size_t len, uint64_t seq)
{
  struct posting *list = list_of (postings, name, len);
  if (!list)
    return -1;
  if (list->count && list->seqs[list->count - 1] == seq)
    return 0;
  if (ARRAY_ROOM (list->seqs, list->count, list->capacity, 1) < 0)
    return -1;
  list->seqs[list->count++] = seq;
  return 0;
}

void
postings_forget_after (struct postings *postings, uint64_t seq)
{
  for (uint32_t i = 0; i < postings->count; i++)
    {
      struct posting *list = &postings->items[i];
      while (list->count && list->seqs[list->count - 1] > seq)
        list->count--;
    }
}

int
postings_read (const struct postings *postings, struct store *store, const char *name, size_t len,
               snapshot_seqs *each, void *context, struct error *error)
{
  char *copy = strndup (name, len);
  if (!copy)
    return error_memory (error);
  int status = snapshot_history (store, copy, each, context, error);
  free (copy);
  uint32_t found
      = status == 0 && postings->size ? postings->table[place_of (postings, name, len)] : 0;
  if (found)
    status
        = each (context, postings->items[found - 1].seqs, postings->items[found - 1].count, error);
  return status;
}

int
postings_save (const struct postings *postings, struct store *store, struct error *error)
{
  for (uint32_t i = 0; i < postings->count; i++)
    if (postings->items[i].count
        && snapshot_put_history (store, postings->names[i], postings->items[i].seqs,
                                 postings->items[i].count, error)
               < 0)
      return -1;
  return 0;
}
