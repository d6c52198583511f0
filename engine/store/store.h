/* store.h — what a school keeps for ever: one SQLite file.
 *
 * The log (log.h) is the truth: what was accepted, in the order of acceptance.
 * The journal (journal.h) is what was decided.  All else is derived, can be
 * dropped, and is rebuilt: names, snapshots.  Everything of one batch is
 * written in one transaction, with synchronous=FULL in WAL mode: once
 * store_commit has returned 0 it survives a crash at any point.
 *
 * A store is used from one thread at a time; one writer and many readers may
 * have a file open.  Errors: ERROR_IO with the file's path and SQLite's words
 * (disk full, read-only, not a database, made by a newer version), ERROR_MEMORY.
 *
 * After a failed write the transaction is rolled back and the store can go on:
 * further writes and store_commit fail with the same words, until the next
 * store_begin or store_rollback.  So does a read that made SQLite end the
 * transaction.  A write outside of begin … commit is a transaction of its own. */
#ifndef TENURE_STORE_STORE_H
#define TENURE_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/buffer.h"
#include "engine/base/error.h"

struct store;

enum store_mode
{
  STORE_READ,  /* read-only; no file is made, none is changed */
  STORE_WRITE, /* must exist */
  STORE_CREATE /* made where absent */
};

/* `path` may be ":memory:".  Brings an older schema up to date (not with
 * STORE_READ); a newer one, or another application's file, is an error. */
int store_open (struct store **out, const char *path, enum store_mode mode, struct error *error);
void store_close (struct store *store);
const char *store_path (const struct store *store);

/* ERROR_CONFLICT where another program has added to log or journal since the
 * store was opened: what was concluded from them no longer holds, and the file
 * must be opened again.  With STORE_READ all that is read until store_commit
 * or store_rollback is of one moment. */
int store_begin (struct store *store, struct error *error);
int store_commit (struct store *store, struct error *error);
void store_rollback (struct store *store);

/* Small facts about the school, by name: 1 found, 0 not, -1. */
int store_get (struct store *store, const char *name, struct buffer *out, struct error *error);
int store_put (struct store *store, const char *name, const void *value, size_t size,
               struct error *error);

/* Policies, by the 64 hexadecimal digits of their hash, each with its files.
 * Putting one that is there changes nothing. */
int store_put_policy_file (struct store *store, const char *hash, const char *name,
                           const void *body, size_t size, struct error *error);
typedef int store_file (void *context, const char *name, const void *body, size_t size,
                        struct error *error);
int store_policy_files (struct store *store, const char *hash, store_file *each, void *context,
                        struct error *error);

/* What was refused at the door: the latest 10,000 or 16 MiB, each text cut at
 * 1 KiB (on a character). */
struct refused
{
  int64_t at; /* when: microseconds since 1970 */
  uint64_t line;
  const char *id, *field, *reason;
  const char *text;
  size_t len;
};
int store_refuse (struct store *store, const struct refused *refused, struct error *error);
typedef int store_refusal (void *context, const struct refused *refused, struct error *error);
int store_refusals (struct store *store, uint32_t limit, store_refusal *each, void *context,
                    struct error *error); /* the latest first; limit 0: all */

/* The chain: one hash a commit. */
struct commit
{
  uint64_t number;       /* from 1 on, without gaps */
  uint64_t log, journal; /* the last entry of each that it covers */
  unsigned char hash[32];
};
int store_put_commit (struct store *store, const struct commit *commit, struct error *error);
/* The latest: 1, or 0 where there is none; and all from a number on. */
int store_last_commit (struct store *store, struct commit *out, struct error *error);
typedef int store_each_commit (void *context, const struct commit *commit, struct error *error);
int store_commits (struct store *store, uint64_t from, store_each_commit *each, void *context,
                   struct error *error);

#endif
