/* names_parts.h — what the index of names is made of; private to the store.
 *
 *   tail    in memory: what came since the last snapshot
 *   runs    in the file, sorted, in parts that fill a page each; in memory only
 *           a filter of 16 bits a name and each part's first fingerprint
 *
 * A run covers the log from `after` (not included) to `upto`, and follows the
 * one before it.  Names are spread evenly, by SipHash, and so need no better
 * hash in any of these. */
#ifndef TENURE_STORE_NAMES_PARTS_H
#define TENURE_STORE_NAMES_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"
#include "engine/store/names.h"

struct name
{
  uint64_t fingerprint, seq;
};

/* ---- The tail: open addressing, at most 5/8 full; seq 0 is an empty slot. */
struct tail
{
  struct name *slots;
  uint32_t size, count; /* size is 0 or a power of two */
  uint64_t last;        /* no seq is above */
  uint32_t usual;       /* the size that did for the tail before this one; or 0 */
};

int tail_add (struct tail *tail, struct name name, struct error *error);
void tail_forget_after (struct tail *tail, uint64_t seq);
void tail_forget_upto (struct tail *tail, uint64_t seq);
void tail_release (struct tail *tail);

/* The names up to a seq by fingerprint, then seq, in an array to be freed. */
int tail_sorted (const struct tail *tail, uint64_t upto, struct name **out, uint32_t *count,
                 struct error *error);

static inline const struct name *
tail_slot (const struct tail *tail, uint64_t fingerprint)
{
  return &tail->slots[(uint32_t)fingerprint & (tail->size - 1)];
}

/* ---- A filter: "surely not" or "perhaps", one line of memory a look.
 * A name sets one bit in each of the eight words of its block. */
enum
{
  FILTER_BITS = 16, /* a name: of 1,000 new ones, one passes */
  FILTER_WORDS = 8  /* a block: 64 bytes */
};

struct filter
{
  void *memory;
  uint64_t *words; /* in `memory`, on the start of a line */
  uint32_t blocks;
};

static inline uint64_t *
filter_block (const struct filter *filter, uint64_t fingerprint)
{
  return filter->words + ((fingerprint >> 32) * filter->blocks >> 32) * FILTER_WORDS;
}

/* Where in each word: six bits a word, of bits that did not choose the block. */
static inline uint64_t
filter_bits (uint64_t fingerprint)
{
  return fingerprint * UINT64_C (0x9E3779B97F4A7C15) >> (64 - 6 * FILTER_WORDS);
}

static inline bool
filter_has (const struct filter *filter, uint64_t fingerprint)
{
  const uint64_t *block = filter_block (filter, fingerprint);
  uint64_t bits = filter_bits (fingerprint), missing = 0;
  for (int i = 0; i < FILTER_WORDS; i++, bits >>= 6)
    missing |= ~block[i] & UINT64_C (1) << (bits & 63);
  return missing == 0;
}

static inline void
filter_add (struct filter *filter, uint64_t fingerprint)
{
  uint64_t *block = filter_block (filter, fingerprint), bits = filter_bits (fingerprint);
  for (int i = 0; i < FILTER_WORDS; i++, bits >>= 6)
    block[i] |= UINT64_C (1) << (bits & 63);
}

/* ---- A run. */
enum
{
  NAME_BYTES = 14, /* in the file: fingerprint 8, seq 6, the low byte first */
  PART_NAMES = 288 /* so that a part with all that is around it fills a page */
};

#define NAME_MOST_SEQ ((UINT64_C (1) << 48) - 1)

struct run
{
  uint64_t number; /* in the file; newer ones have higher numbers */
  uint64_t after, upto, count;
  uint64_t *firsts; /* of each part the first fingerprint */
  uint32_t parts;
  struct filter filter;
};

/* Memory for so many names. */
int run_init (struct run *run, uint64_t number, uint64_t after, uint64_t upto, uint64_t count,
              struct error *error);
void run_release (struct run *run);

/* Which part of all parts in the file. */
static inline int64_t
run_part (const struct run *run, uint32_t part)
{
  return (int64_t)(run->number << 32 | part);
}

/* Notes that a part holds these names. */
void run_note (struct run *run, uint32_t part, const unsigned char *entries, uint32_t count);

static inline uint32_t
run_part_names (const struct run *run, uint32_t part)
{
  uint64_t before = (uint64_t)part * PART_NAMES;
  return run->count - before < PART_NAMES ? (uint32_t)(run->count - before) : PART_NAMES;
}

struct name name_read (const unsigned char *entry);
void name_write (unsigned char *entry, struct name name);

/* What is found in a run, added to `out`; -1 where the run cannot be read. */
int run_find (const struct run *run, struct store *store, uint64_t fingerprint, uint64_t *out,
              uint32_t *count, uint32_t most, struct error *error);

/* One part, which takes PART_NAMES * NAME_BYTES bytes at most.  -1 with
 * ERROR_INPUT where it is damaged or lost. */
int run_read_part (const struct run *run, struct store *store, uint32_t part,
                   unsigned char *entries, struct error *error);

/* Of a run made with this key. */
int64_t run_checksum (const struct run *run, const unsigned char key[16]);
int64_t run_part_checksum (const struct run *run, uint32_t part, const void *entries, size_t size);

/* ---- All of it. */
struct names
{
  struct store *store; /* or NULL */
  unsigned char key[16];
  bool key_is_new;
  struct tail tail;
  struct run *runs; /* the oldest first */
  uint32_t run_count, run_capacity;
  uint64_t newest;  /* no run or part in the file has a higher number */
  bool has_dropped; /* the file holds runs or parts that are not believed */

  bool saving; /* until names_saved: `saved` takes the place of runs from `merged` on */
  uint32_t merged;
  struct run saved;
  uint64_t rollbacks; /* of the store when it was written; void where there were more since */

  struct error *failure; /* of a look-up, to be told by who can; allocated */
};

static inline uint64_t
names_covered (const struct names *names)
{
  return names->run_count ? names->runs[names->run_count - 1].upto : 0;
}

/* Tells once of a look-up that failed. */
int names_failed (struct names *names, struct error *error);

void names_drop_saving (struct names *names);

#endif
