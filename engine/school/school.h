/* school.h — one school, live: a database, its policy, and where judging
 * stands.
 *
 * Events are taken in batches, judged as far as the school's clock has come,
 * and committed with the decisions they bring, in one transaction.  Those in
 * the order of the timeline go on from where judging stands; a late one, or a
 * void, has the teachers it concerns judged again from their own events, and
 * what follows no more is withdrawn.
 *
 * A school is used from one thread at a time.  Where a call fails nothing of
 * it is kept: the next one goes on from what was committed. */
#ifndef TENURE_SCHOOL_SCHOOL_H
#define TENURE_SCHOOL_SCHOOL_H

#include "engine/event/door.h"
#include "engine/policy/policy.h"
#include "engine/store/journal.h"

struct school;

/* What a school tells while it works; any may be NULL. */
struct school_ears
{
  /* An entry of the journal, once it is written; before the commit. */
  journal_each *entry;
  /* Something a person should know: a snapshot not believed, drift. */
  void (*notice) (void *context, const char *text);
  void *context;
};

/* Opens a school's database, made where absent (STORE_CREATE).  Judges what
 * the log has beyond the journal. */
int school_open (struct school **out, const char *path, enum store_mode mode,
                 struct school_ears ears, struct error *error);

/* Writes a snapshot, unless the store is read-only; closes. */
void school_close (struct school *school);

/* NULL where none was put yet. */
const struct plan *school_plan (const struct school *school);
struct store *school_store (struct school *school);

/* Puts a policy: a folder with rules.lua, or one file.  Its files, and those
 * it requires, are kept in the database; all is judged anew under it. */
int school_put_policy (struct school *school, const char *path, const char *shipped,
                       struct faults *faults, struct error *error);

/* The policy a database has, loaded; NULL where it has none yet. */
int stored_policy (struct store *store, struct policy **out, struct error *error);

/* An event's text, readable JSON_PADDING bytes past its end. */
struct school_text
{
  const char *text;
  size_t len;
  uint64_t line;
};

struct school_taken
{
  uint64_t accepted, duplicates, refused;
  uint64_t seq; /* the last of the log */
};

/* Takes a batch: durable when it returns 0.  `refused` hears of each text that
 * was not taken. */
typedef void school_refused (void *context, uint64_t line, const struct refusal *refusal);
int school_append (struct school *school, const struct school_text *texts, uint32_t count,
                   school_refused *refused, void *context, struct school_taken *out,
                   struct error *error);

/* Where a batch had late events they are durable, and judged by and by: goes
 * on by so many events at most.  1 while there is more, 0 when all is judged
 * and in the journal, or -1.  Any other call finishes it first. */
int school_step (struct school *school, uint32_t events, struct error *error);
int school_finish (struct school *school, struct error *error);

/* Lets the clock reach an instant; one it has passed already changes nothing. */
int school_advance (struct school *school, int64_t instant, struct error *error);

/* The instant the clock has reached; INT64_MIN before the first event. */
int64_t school_clock (const struct school *school);

/* Explains a teacher (replay_why in replay.h). */
int school_why (struct school *school, const char *teacher, const char *rule, struct buffer *out,
                struct error *error);

#endif
