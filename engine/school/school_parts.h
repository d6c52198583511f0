/* school_parts.h — the inside of a school, shared by the files of this folder. */
#ifndef TENURE_SCHOOL_SCHOOL_PARTS_H
#define TENURE_SCHOOL_SCHOOL_PARTS_H

#include "engine/base/digest.h"
#include "engine/event/timeline.h"
#include "engine/judge/save.h"
#include "engine/school/cohorts.h"
#include "engine/school/postings.h"
#include "engine/school/school.h"
#include "engine/store/log.h"
#include "engine/store/names.h"

/* The last event judged, by its place in the timeline. */
struct frontier
{
  int64_t time; /* INT64_MIN: none yet */
  char source[EVENT_NAME_LIMIT + 1], id[EVENT_NAME_LIMIT + 1];
};

/* Hashes of what the snapshot has of each teacher, by number. */
struct saved
{
  uint64_t *hashes;
  uint32_t count, capacity;
};

/* Entries of the log as records, in an arena of their own. */
struct batch
{
  struct school *school;
  struct arena arena;
  struct timeline timeline;
  uint64_t upto; /* the last entry in it */
};

struct school
{
  struct store *store;
  struct log *log; /* the store's */
  struct names *names;
  struct school_ears ears;
  struct policy *policy; /* or NULL */
  struct strings strings;
  struct door *door;
  struct json_reader *comparing;
  struct digest *digest;
  struct judge *judge;
  struct postings postings;
  struct cohorts cohorts;
  struct strings voided; /* names taken out, whether or not they have come */
  struct frontier frontier;
  int64_t first;     /* where the timeline begins; INT64_MAX: nowhere yet */
  int64_t reached;   /* by the clock */
  uint64_t judged;   /* the last entry of the log that was judged, */
  uint64_t snapshot; /* and the last in the snapshot */
  struct saved saved;
  struct commit commit;  /* the last one */
  struct buffer chained; /* what the next one's hash covers */
  struct buffer text;
  struct rejudging *again; /* under way, before */
  struct batch waiting;    /* these events */
  bool read_only;
  bool replaying; /* what the journal has already */
  bool save_next; /* the next commit writes a snapshot */
  bool silent;    /* decisions are not what will stand */
  bool stale;     /* a call failed: to be restored from the store first */
};

/* batch.c */
void batch_init (struct batch *batch, struct school *school);
void batch_release (struct batch *batch);

/* Adds an entry of the log; one that does not fit the declarations in force
 * counts for nothing. */
int batch_add (struct batch *batch, const struct log_entry *entry, struct error *error);
int batch_add_record (struct batch *batch, struct record *record, struct error *error);

/* A text through the door, its subject looked up: 1, 0 where it is refused. */
int school_take_text (struct school *school, const char *text, size_t len, struct arena *arena,
                      struct record **out, struct refusal *refusal, struct error *error);

/* judging.c: judges a batch as far as the clock has come: who is concerned by
 * what is late again (*again is then to be done first, and NULL else), all
 * else from where judging stands. */
int school_find_late (struct school *school, struct batch *batch, struct rejudging **again,
                      struct error *error);
int school_go_on (struct school *school, const struct batch *batch, struct error *error);

/* Those an event concerns: its subject, and whom its fields may name. */
typedef int concern_each (void *context, const char *id, size_t len, struct error *error);
int school_concerned (const struct school *school, const struct record *record, concern_each *each,
                      void *context, struct error *error);
int school_add_voided (struct school *school, const struct record *record, struct error *error);
bool school_has_passed (const struct school *school, const struct record *record);
bool school_is_voided (const struct school *school, const struct record *record);

/* rejudging.c: judges again the teachers named in `own`, or, where it is NULL,
 * everybody, up to where judging stands; compares, withdraws and issues, and
 * takes the outcome over.  `cause` is JSON. */
struct rejudging;
int rejudging_new (struct rejudging **out, struct school *school, const struct strings *own,
                   const char *cause, struct error *error);
void rejudging_free (struct rejudging *again);
bool rejudging_is_of_all (const struct rejudging *again);

/* Goes on, by so many events at most: 1 while there is more, 0, or -1. */
int rejudging_step (struct rejudging *again, uint32_t budget, struct error *error);
int rejudging_finish (struct rejudging *again, struct error *error);

/* All of it at once. */
int school_rejudge (struct school *school, const struct strings *own, const char *cause,
                    struct error *error);

/* Makes the school's judge tell and keep what it decides and sees. */
void school_own_judge (struct school *school);

/* issuing.c: the judge's listener, and what a comparison finds. */
struct listener school_listener (struct school *school);
void cause_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
                 const struct decision *decision);
int school_issue (struct school *school, const struct journal_entry *entry, struct error *error);
int school_withdraw (struct school *school, const struct journal_entry *entry, const char *cause,
                     struct error *error);

/* restoring.c: a judge from the snapshot and the tail of the log; and the
 * snapshot, within the transaction at hand. */
int school_restore (struct school *school, struct error *error);
void school_forget (struct school *school);
int school_save (struct school *school, struct error *error);

/* Judges everything anew under another policy, which becomes the school's. */
int school_switch (struct school *school, struct policy *policy, struct error *error);
void school_notice (const struct school *school, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Begins a transaction, after what a failed call has left was mended; ends it
 * with its commit, and perhaps a snapshot; or takes it back. */
int school_begin (struct school *school, struct error *error);
int school_recover (struct school *school, struct error *error);
int school_commit (struct school *school, struct error *error);
void school_saved (struct school *school);
void school_roll_back (struct school *school);

#endif
