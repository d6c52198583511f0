/* names.h — which names (source, id) events have had, so that a duplicate is
 * found without an index on the log.
 *
 * In memory a table of (fingerprint, seq) of the tail; at a snapshot it becomes
 * a sorted run in a blob, runs merged by size.  A fingerprint that is found is
 * only a hint: the caller reads the log's entry and compares.  The index is
 * derived; a lost or damaged one is rebuilt by a scan of the log. */
#ifndef TENURE_STORE_NAMES_H
#define TENURE_STORE_NAMES_H

#include "engine/store/store.h"

struct names;

/* Reads the runs of a store (NULL: all is kept in memory).  *upto is the last
 * seq they cover: the caller adds what the log has after it.  Damaged ones are
 * left out, and replaced by the next names_save. */
int names_open (struct names **out, struct store *store, uint64_t *upto, struct error *error);
void names_close (struct names *names);

/* SipHash-64 under the file's own key. */
uint64_t names_fingerprint (const struct names *names, const char *source, size_t source_len,
                            const char *id, size_t id_len);

/* Asks the machine for what a look-up will touch. */
void names_prefetch (const struct names *names, uint64_t fingerprint);

/* The seqs that have had this fingerprint: how many were written to `out`,
 * at most `most`.  Where the file cannot be read or is damaged the next
 * names_add or names_save fails and says so: no duplicate slips through. */
uint32_t names_find (const struct names *names, uint64_t fingerprint, uint64_t *out, uint32_t most);

int names_add (struct names *names, uint64_t fingerprint, uint64_t seq, struct error *error);

/* Takes back what was added for seqs after one (a transaction rolled back). */
void names_forget_after (struct names *names, uint64_t seq);

/* Writes the tail as a run covering the log up to a seq, inside the
 * transaction at hand.  Once committed, names_saved.  With no store, nothing. */
int names_save (struct names *names, uint64_t upto, struct error *error);
void names_saved (struct names *names);

#endif
