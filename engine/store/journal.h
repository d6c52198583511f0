/* journal.h — what was decided: issued, and perhaps withdrawn; nothing is ever
 * erased.
 *
 * A decision stands from its issue to its withdrawal.  Standing decisions are
 * found by teacher, so that a late event can compare what stands with what
 * follows now. */
#ifndef TENURE_STORE_JOURNAL_H
#define TENURE_STORE_JOURNAL_H

#include "engine/store/store.h"

struct journal_entry
{
  uint64_t seq;        /* from 1 on, without gaps */
  bool withdrawn;      /* the entry withdraws; else it issues */
  uint64_t of;         /* of a withdrawal: the seq of the issue */
  int64_t time;        /* of the decision: microseconds since 1970 */
  const char *id;      /* of the decision */
  const char *teacher; /* "" for the school's */
  const char *rule;    /* "" where no sentence made it */
  const char *body;    /* the decision as JSON */
  size_t size;
  const char *cause; /* JSON: what brought the entry */
  uint64_t commit;   /* the commit that covers it */
};

/* Appends; *seq is its number.  An issue stands from now on; a withdrawal ends
 * the issue `of`, whose time, id, teacher, rule and body it takes over. */
int journal_issue (struct store *store, const struct journal_entry *entry, uint64_t *seq,
                   struct error *error);
int journal_withdraw (struct store *store, uint64_t of, const char *cause, uint64_t commit,
                      uint64_t *seq, struct error *error);

uint64_t journal_position (struct store *store);

/* Which entries: all parts that are set must hold. */
struct journal_query
{
  uint64_t after;      /* entries after this number */
  uint32_t limit;      /* 0: all */
  const char *teacher; /* or NULL */
  const char *rule;    /* or NULL */
  bool standing;       /* decisions that stand, by time, then seq; else all by seq */
};

typedef int journal_each (void *context, const struct journal_entry *entry, struct error *error);
int journal_read (struct store *store, const struct journal_query *query, journal_each *each,
                  void *context, struct error *error);

/* What stands of one teacher ("" the school), by decision id. */
int journal_standing_of (struct store *store, const char *teacher, journal_each *each,
                         void *context, struct error *error);

/* Appends the entry as it is exported, one JSON object on a line: the
 * decision's members, then "seq", "entry", "of"?, "cause", "commit". */
void journal_line (struct buffer *out, const struct journal_entry *entry);

#endif
