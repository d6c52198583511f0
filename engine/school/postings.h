/* postings.h — which entries of the log concern whom.
 *
 * A late event judges again only those it concerns, each from their own
 * entries: these are their numbers.  What a snapshot has written lies in the
 * store; here is the tail since.  Beside teachers there are two lists of the
 * school's: events without subject, which concern everybody, and voids. */
#ifndef TENURE_SCHOOL_POSTINGS_H
#define TENURE_SCHOOL_POSTINGS_H

#include "engine/base/strings.h"
#include "engine/store/snapshot.h"

/* Names no teacher can have. */
#define POSTINGS_SCHOOL ""
#define POSTINGS_VOIDS "\x01"

struct posting
{
  uint64_t *seqs;
  uint32_t count, capacity;
};

struct postings
{
  struct posting *items;
  char **names;
  uint32_t count, capacity, names_capacity;
  uint32_t *table; /* item + 1; open addressing by name, `size` a power of two */
  uint32_t size;
};

void postings_release (struct postings *postings);

/* 0, or -1 where memory ran out. */
int postings_add (struct postings *postings, const char *name, size_t len, uint64_t seq);

/* Takes back what was added for entries after one. */
void postings_forget_after (struct postings *postings, uint64_t seq);

/* Calls `each` with all that concerns a name, the store's first. */
int postings_read (const struct postings *postings, struct store *store, const char *name,
                   size_t len, snapshot_seqs *each, void *context, struct error *error);

/* Writes the tail into the store, within its transaction; postings_clear once
 * that is committed. */
int postings_save (const struct postings *postings, struct store *store, struct error *error);
void postings_clear (struct postings *postings);

#endif
