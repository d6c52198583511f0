/* tenure.h — judging a school's events by its own policy.
 *
 * Everything installed is here.  Handles are opaque, nothing is global, and a
 * handle is used from one thread at a time.  Texts are UTF-8.  A function
 * that can fail returns 0 or -1 and fills a struct tenure_error, which may be
 * NULL; then nothing has changed.
 *
 *   struct tenure_policy *policy;
 *   struct tenure_replay *replay;
 *   struct tenure_error error;
 *   tenure_policy_load (&policy, "policy", NULL, NULL, NULL, &error);
 *   tenure_replay_new (&replay, policy, &error);
 *   tenure_replay_event (replay, text, len, &error);      … in any order
 *   tenure_replay_judge (replay, NULL, print, NULL, &error);
 *
 * A school that lives on has a database: tenure_school_open and what follows;
 * examples/embed.c is a whole program. */
#ifndef TENURE_H
#define TENURE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum tenure_code
{
  TENURE_MEMORY = 1, /* an allocation failed */
  TENURE_INPUT,      /* what was given breaks its contract: nothing was taken */
  TENURE_POLICY,     /* the policy has mistakes, each told to the callback */
  TENURE_SYSTEM      /* a file cannot be read, or the callback said stop */
};

struct tenure_error
{
  enum tenure_code code;
  char text[640]; /* what, where, and what was meant */
};

/* A policy, loaded and checked.  `path` is a folder with rules.lua, or one
 * file; `rules` the folder of shipped modules, NULL for the installed one.
 * `fault`, which may be NULL, is told each mistake with its file and line. */
struct tenure_policy;
typedef void tenure_fault (void *context, const char *file, unsigned line, const char *message);

int tenure_policy_load (struct tenure_policy **out, const char *path, const char *rules,
                        tenure_fault *fault, void *context, struct tenure_error *error);
void tenure_policy_free (struct tenure_policy *policy);

/* SHA-256 of its files, 64 hexadecimal digits; borrowed from the policy. */
const char *tenure_policy_hash (const struct tenure_policy *policy);

/* One timeline, judged from nothing in memory.  The policy is borrowed and
 * serves one replay at a time. */
struct tenure_replay;

int tenure_replay_new (struct tenure_replay **out, struct tenure_policy *policy,
                       struct tenure_error *error);
void tenure_replay_free (struct tenure_replay *replay);

/* Takes one CloudEvents JSON object of at most 64 KiB; copied.  Events come
 * in any order and the same one any number of times.  TENURE_INPUT: refused,
 * and the text says by field why. */
int tenure_replay_event (struct tenure_replay *replay, const char *json, size_t len,
                         struct tenure_error *error);

/* Told each decision, in the order of the timeline, as one JSON object; any
 * value but 0 stops the judging. */
typedef int tenure_decision (void *context, const char *json, size_t len);

/* Judges what was taken, once, up to `until` (RFC 3339; NULL: the last
 * event), that instant included. */
int tenure_replay_judge (struct tenure_replay *replay, const char *until, tenure_decision *decision,
                         void *context, struct tenure_error *error);

/* A school, live: a database of everything accepted and decided, and where
 * judging stands.  Many may be open in one process, each used from one thread
 * at a time. */
struct tenure_school;

/* What a school tells while it works; either may be NULL.  `entry` hears of
 * each entry of the journal as one JSON object: a decision issued or withdrawn
 * ("seq", "entry", "cause", "commit"; interfaces of `tenure decisions
 * --journal`).  `notice` hears what a person should know. */
struct tenure_ears
{
  int (*entry) (void *context, const char *json, size_t len); /* any value but 0 stops it */
  void (*notice) (void *context, const char *text);
  void *context;
};

/* Opens the database at `path`, made where absent. */
int tenure_school_open (struct tenure_school **out, const char *path,
                        const struct tenure_ears *ears, struct tenure_error *error);
void tenure_school_close (struct tenure_school *school);

/* Puts a policy, as tenure_policy_load reads one; its files are kept in the
 * database.  The same again changes nothing. */
int tenure_school_put_policy (struct tenure_school *school, const char *path, const char *rules,
                              tenure_fault *fault, void *context, struct tenure_error *error);

/* Takes events, each one CloudEvents JSON object, and judges them.  On disk
 * when it returns 0.  `refused`, which may be NULL, hears of each that was not
 * taken: which, and "id: field: reason". */
struct tenure_event
{
  const char *json;
  size_t len;
};
struct tenure_taken
{
  size_t accepted, duplicates, refused;
};
typedef void tenure_refused (void *context, size_t which, const char *reason);
int tenure_school_append (struct tenure_school *school, const struct tenure_event *events,
                          size_t count, tenure_refused *refused, void *context,
                          struct tenure_taken *taken, struct tenure_error *error);

/* Late events are durable at once, and judged by and by: goes on, by so many
 * events at most.  1 while there is more, 0 once the journal has it all. */
int tenure_school_step (struct tenure_school *school, unsigned events, struct tenure_error *error);

/* Lets time pass, up to an instant (RFC 3339). */
int tenure_school_advance (struct tenure_school *school, const char *instant,
                           struct tenure_error *error);

/* Tells each decision that stands, by time; of one teacher, or all (NULL).
 * Or, with `journal`, all that was issued and withdrawn. */
int tenure_school_decisions (struct tenure_school *school, const char *teacher, int journal,
                             tenure_decision *decision, void *context, struct tenure_error *error);

/* Tells, once, the explanation of a teacher as one JSON object (`tenure why
 * --json`); of one sentence alone where `rule` is not NULL. */
int tenure_school_why (struct tenure_school *school, const char *teacher, const char *rule,
                       tenure_decision *explanation, void *context, struct tenure_error *error);

#ifdef __cplusplus
}
#endif
#endif
