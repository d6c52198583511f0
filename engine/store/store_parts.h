/* store_parts.h — what a store is made of; private to the store. */
#ifndef TENURE_STORE_STORE_PARTS_H
#define TENURE_STORE_STORE_PARTS_H

#include "engine/base/embedded.h"
#include "engine/store/log_parts.h"
#include "engine/store/statements.h"
#include "engine/store/store.h"

struct sqlite3;

/* Marks the file as a school's ("TENU"); SQLite keeps it in the header. */
#define STORE_APPLICATION 0x54454E55

enum store_state
{
  STORE_IDLE,
  STORE_OPEN,  /* between begin and commit */
  STORE_FAILED /* a write failed: all was rolled back, and the caller is yet to hear */
};

struct positions
{
  uint64_t log, journal; /* the last numbers */
};

struct store
{
  struct sqlite3 *db;
  char *path;
  bool reads_only;
  enum store_state state;
  struct error failure;               /* of the write that failed */
  struct query kept[STATEMENT_COUNT]; /* prepared; `store` is NULL while in use */
  struct positions now, committed;    /* of one who writes */
  uint64_t rollbacks;                 /* so far: what was read or built meanwhile may be void */
  struct log log;
  struct buffer body, scratch; /* of log_read; of what is being encoded */
};

/* What a test may have otherwise. */
struct store_how
{
  const char *vfs;                    /* SQLite's file system; NULL the usual */
  const struct embedded_file *schema; /* NULL: the one compiled in */
  int busy_ms;                        /* how long to wait for a lock; 0 the usual */
  int most_wal_pages;                 /* 0: the usual */
};

int store_open_as (struct store **out, const char *path, enum store_mode mode,
                   const struct store_how *how, struct error *error);

/* The last numbers, as the file has them. */
int store_positions (struct store *store, struct positions *out, struct error *error);

/* Fills `error` with path, what was tried, SQLite's words and what to do. */
int store_error (struct store *store, const char *what, struct error *error);
int sql_error (struct sqlite3 *db, int result, const char *path, const char *what,
               struct error *error);

/* To be told of every error of a statement: some of them end a transaction in
 * SQLite, and what followed would be written by itself. */
void store_failed (struct store *store, const struct error *error);

/* The end of a long path, so that an error keeps room for what went wrong. */
const char *path_shown (const char *path);

/* Every write stands between these.  Outside of a transaction it is one of its
 * own.  Where it fails the transaction is rolled back, and later writes are
 * refused until the caller ends it: so no half of a batch is ever kept. */
struct writing
{
  struct store *store;
  bool alone;
};

int write_start (struct writing *writing, struct store *store, struct error *error);
int write_end (struct writing *writing, int status, struct error *error);

/* A checksum of a part, which also depends on what the part is of. */
enum part
{
  PART_HEAD = 1,
  PART_TEACHER,
  PART_COHORT,
  PART_HISTORY,
  PART_NAMES_ENTRIES,
  PART_NAMES_RUN
};

int64_t part_checksum (enum part part, const void *owner, size_t owner_size, int64_t number,
                       const void *bytes, size_t size);

#endif
