/* cases.c — tenure cases: boundary cases drawn from a policy's conditions. */
#include <inttypes.h>
#include <string.h>

#include "engine/policy/names.h"
#include "engine/school/cases.h"
#include "engine/tool/tool.h"

struct work
{
  struct policy *policy;
  const char *path, *rule;
  struct buffer out;
};

static void
begin (struct work *work)
{
  buffer_text (
      &work->out,
      "-- Boundary cases drawn from the policy's conditions by `tenure cases`: events that "
      "bring each just under, to\n-- and just over its bound, and what is decided then. "
      "`-- not drawn` says which are left to be written by hand.\n");
}

static int
draw (struct work *work, struct error *error)
{
  struct cases_count count;
  uint32_t sentence = NONE;
  if (work->rule && names_sentence (work->policy, work->rule, &sentence, error) < 0)
    return -1;
  begin (work);
  if (cases_draw (work->policy, sentence, random_seed (), &work->out, &count, error) < 0)
    return -1;
  if (work->out.failed)
    return error_memory (error);
  fwrite (work->out.data, 1, work->out.size, stdout);
  fprintf (stderr, "tenure: %" PRIu32 " cases drawn, %" PRIu32 " not\n", count.drawn,
           count.not_drawn);
  return 0;
}

static int
cases (struct work *work)
{
  struct error error;
  int status = policy_at (work->path, stderr, &work->policy);
  if (status == EXIT_DONE && draw (work, &error) < 0)
    status = complain ("%s", error.text);
  return status;
}

static int
run (int argc, char **argv)
{
  struct work work = { .out = BUFFER_INIT };
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "-h") == 0)
        return usage_of (&command_cases, true);
      else if (strcmp (argv[i], "--rule") == 0 && i + 1 < argc)
        work.rule = argv[++i];
      else if (argv[i][0] == '-' || work.path)
        return usage_of (&command_cases, false);
      else
        work.path = argv[i];
    }
  if (!work.path)
    return usage_of (&command_cases, false);
  int status = cases (&work);
  policy_free (work.policy);
  buffer_release (&work.out);
  return status;
}

const struct command command_cases
    = { "cases",
        "POLICY [--rule NAME]\n"
        "draws boundary cases from a policy's conditions, as scenarios to keep in tests/\n\n"
        "  --rule NAME   of this sentence alone\n\n"
        "Each is of a condition and a side of it: just under, at, just over; of a clock the eve,\n"
        "the day, the day after. What the scenario expects is what the engine decides now: read\n"
        "it before keeping it. A comment says what could not be drawn, and why.",
        run };
