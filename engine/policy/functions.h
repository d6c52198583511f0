/* functions.h — calling the functions a policy wrote.
 *
 * A function is a number in the plan.  A test's function gets a value; the
 * others get `t`, the teacher being judged, whose words ask back through a
 * struct function_host.  Each call has its own budget of work; a Lua error or
 * a spent budget comes back as an error that names file and line. */
#ifndef TENURE_POLICY_FUNCTIONS_H
#define TENURE_POLICY_FUNCTIONS_H

#include <stdbool.h>

#include "engine/policy/policy.h"

enum
{
  FUNCTION_WORK = 1000 * 1000 /* units a call, see sandbox.h */
};

/* A value as it passes between the engine and Lua. */
enum shown_kind
{
  SHOWN_NIL,
  SHOWN_NUMBER,  /* n: millionths */
  SHOWN_BOOLEAN, /* n: 0 or 1 */
  SHOWN_TEXT
};

struct shown
{
  enum shown_kind kind;
  int64_t n;
  const char *text; /* borrowed: from the host, or until the next call */
  size_t len;
};

enum asked
{
  ASKED_ID,
  ASKED_TODAY,
  ASKED_FACT, /* by name; likewise the next two */
  ASKED_TRACK,
  ASKED_PROFILE,
  ASKED_EVENT_TYPE,
  ASKED_EVENT_TIME,
  ASKED_EVENT_FIELD /* by name */
};

struct function_host
{
  void *context;
  bool has_event; /* t.event is there */
  /* 0; 1 where the name is not declared; -1 and `error`. */
  int (*ask) (void *context, enum asked what, const char *name, size_t len, struct shown *out,
              struct error *error);
};

/* Prepares a policy's state for calls; once, after loading. */
int functions_open (struct policy *policy, struct error *error);

/* A test: whether the value passes (true alone does). */
int function_test (struct policy *policy, uint32_t number, const struct shown *value, bool *passes,
                   struct error *error);

/* A map: the number it gives an event's data, which the host answers for. */
int function_map (struct policy *policy, uint32_t number, const struct function_host *host,
                  struct shown *out, struct error *error);

/* A condition, a derived fact or a message.  Calls may nest, through the
 * host: the budget is the outermost one's. */
int function_call (struct policy *policy, uint32_t number, const struct function_host *host,
                   struct shown *out, struct error *error);

#endif
