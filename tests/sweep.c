/* sweep.c — a body run again and again, each time with the next allocation
 * failing. */
#include "tests/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fault.h"
#include "tests/tap.h"

struct sweep
{
  sweep_body *body;
  void *context;
  const char *expected;
  long stride, failures, wrong, unclear;
};

static void
judge_run (struct sweep *sweep, long number, int status, const char *out, const char *why)
{
  if (status == 0 && strcmp (out, sweep->expected) != 0 && sweep->wrong++ < 5)
    tap_note ("allocation %ld: another output: %s", number, out);
  if (status == 0)
    return;
  sweep->failures++;
  if (!strstr (why, "memory") && sweep->unclear++ < 5)
    tap_note ("allocation %ld: \"%s\"", number, why);
}

static void
sweep_all (struct sweep *sweep, void (*start) (long))
{
  struct buffer out = BUFFER_INIT;
  bool reached = true;
  for (long number = 1; reached; number += number < 100 ? 1 : sweep->stride)
    {
      struct error error = { 0 };
      buffer_clear (&out);
      start (number);
      int status = sweep->body (sweep->context, &out, &error);
      reached = fault_reached ();
      fault_stop ();
      judge_run (sweep, number, status, buffer_string (&out), error.text);
    }
  buffer_release (&out);
}

static void
check (struct sweep sweep, const char *how, void (*start) (long), long least)
{
  sweep_all (&sweep, start);
  ok (sweep.failures > least, "%s: %ld runs failed", how, sweep.failures);
  is_int (sweep.unclear, 0, "%s: each failure says that memory ran out", how);
  is_int (sweep.wrong, 0, "%s: where a run goes on, its output is the same", how);
}

void
sweep_allocations (sweep_body *body, void *context, const char *part, long least, long stride)
{
  struct buffer out = BUFFER_INIT;
  struct error error = { 0 };
  ok (body (context, &out, &error) == 0, "the run succeeds when nothing fails: %s", error.text);
  ok (strstr (buffer_string (&out), part) != NULL, "and has in its output: %s", part);
  char *expected = strdup (buffer_string (&out));
  buffer_release (&out);
  struct sweep sweep = { .body = body, .context = context, .expected = expected, .stride = stride };
  check (sweep, "one allocation fails", fault_start, least);
  check (sweep, "all fail from one on", fault_start_all, least);
  free (expected);
}
