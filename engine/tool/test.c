/* test.c — tenure test: a policy's scenarios, as TAP. */
#include <inttypes.h>
#include <string.h>

#include "engine/school/scenario.h"
#include "engine/tool/plain.h"
#include "engine/tool/tool.h"
#include "engine/tool/why_text.h"

enum
{
  FAILURES_SHOWN = 10 /* of one scenario */
};

struct work
{
  struct policy *policy;
  struct suite *suite;
  struct coverage coverage;
  bool covering;
  struct buffer out;         /* what is told of the scenario at hand, or of coverage */
  uint32_t failures, failed; /* of the scenario at hand; scenarios that failed */
  uint32_t gaps;
};

/* The next line of a text, which moves past it; its length. */
static int
next_line (const char **text)
{
  int len = (int)strcspn (*text, "\n");
  *text += len + ((*text)[len] == '\n');
  return len;
}

/* Prints a text as comments. */
static void
print_comments (const char *text)
{
  while (*text)
    {
      const char *line = text;
      int len = next_line (&text);
      printf ("# %.*s\n", len, line);
    }
}

/* A description: TAP reads # as the beginning of a directive. */
static void
print_name (const char *name)
{
  for (; *name; name++)
    printf (*name == '#' || *name == '\\' ? "\\%c" : "%c", *name);
  putchar ('\n');
}

static void
add_decision (struct work *work, const struct failure *failure, const struct shown_decision *shown)
{
  struct buffer text = BUFFER_INIT;
  decision_plain (&text, policy_plan (work->policy), failure->strings, shown->decision);
  for (const char *at = buffer_string (&text); *at;)
    {
      const char *line = at;
      int len = next_line (&at);
      buffer_format (&work->out, "    %.*s\n", len, line);
    }
  if (*shown->differs)
    buffer_format (&work->out, "                but %s\n", shown->differs);
  work->out.failed |= text.failed;
  buffer_release (&text);
}

static void
failed (void *context, const struct failure *failure)
{
  struct work *work = context;
  if (work->failures++ >= FAILURES_SHOWN)
    return;
  if (failure->file)
    buffer_format (&work->out, "%s:%u: ", failure->file, failure->line);
  buffer_text (&work->out, failure->what);
  buffer_char (&work->out, '\n');
  struct error error;
  if (*failure->lacking && why_text_sentence (&work->out, failure->lacking, &error) < 0)
    work->out.failed = true;
  if (*failure->heading)
    buffer_format (&work->out, "  %s\n", failure->heading);
  for (uint32_t i = 0; i < failure->count; i++)
    add_decision (work, failure, &failure->decisions[i]);
  if (failure->more)
    buffer_format (&work->out, "    and %u more\n", failure->more);
}

static int
run_scenario (struct work *work, uint32_t number, const struct scenario *scenario,
              struct error *error)
{
  struct failure_listener listener = { failed, work };
  struct coverage *coverage = work->covering ? &work->coverage : NULL;
  work->failures = 0;
  buffer_clear (&work->out);
  if (scenario_run (work->suite, scenario, coverage, random_seed (), listener, error) < 0)
    return -1;
  if (work->out.failed)
    return error_memory (error);
  work->failed += work->failures > 0;
  printf ("%s %u - ", work->failures ? "not ok" : "ok", number);
  print_name (scenario->name);
  print_comments (buffer_string (&work->out));
  if (work->failures > FAILURES_SHOWN)
    printf ("# and %u more failures\n", work->failures - FAILURES_SHOWN);
  return 0;
}

static int
run_tests (struct work *work, const char *path, struct error *error)
{
  uint32_t count;
  const struct scenario *scenarios = suite_scenarios (work->suite, &count);
  printf (count ? "1..%u\n" : "1..%u # skip there is no test: ", count);
  if (count == 0)
    printf ("%s has no tests/*.lua\n", path);
  for (uint32_t i = 0; i < count; i++)
    if (run_scenario (work, i + 1, &scenarios[i], error) < 0)
      return -1;
  return 0;
}

static void
print_gap (void *context, const struct gap *gap)
{
  struct work *work = context;
  const struct plan *plan = policy_plan (work->policy);
  const struct strings *strings = &plan->strings;
  const struct node *node = gap->node == NONE ? NULL : &plan->nodes[gap->node];
  work->gaps++;
  if (gap->sentence)
    printf ("# %s:%u: %s \"%s\"", strings_text (strings, gap->sentence->file), gap->sentence->line,
            sentence_kinds[gap->sentence->kind], strings_text (strings, gap->sentence->name));
  else
    printf ("# fact %s", strings_text (strings, gap->fact->name));
  switch (gap->kind)
    {
    case GAP_SENTENCE: puts (" never fired"); break;
    case GAP_BAND:
      printf (": band \"%s\" was never reached\n",
              strings_text (strings, plan->schema.lists[node->words].words[gap->band]));
      break;
    case GAP_ASKED: printf (": never asked: %s\n", strings_text (strings, node->text)); break;
    case GAP_TRUE:
      printf (": never true: %s (false %" PRIu64 "×, unknown %" PRIu64 "×)\n",
              strings_text (strings, node->text), gap->answers.not_held, gap->answers.unknown);
      break;
    default:
      printf (": always true: %s (%" PRIu64 "×)\n", strings_text (strings, node->text),
              gap->answers.held);
    }
}

static int
print_coverage (struct work *work, struct error *error)
{
  struct covered covered;
  if (coverage_gaps (&work->coverage, policy_plan (work->policy), print_gap, work, &covered, error)
      < 0)
    return -1;
  printf ("# coverage: %u of %u sentences fired, %u of %u conditions seen both true and not true, "
          "%u of %u bands reached\n",
          covered.decided, covered.sentences, covered.both, covered.conditions, covered.reached,
          covered.bands);
  return 0;
}

static int
test_policy (struct work *work, const char *path)
{
  struct error error;
  int status = policy_at (path, stderr, &work->policy);
  if (status == EXIT_DONE)
    status = suite_at (path, work->policy, &work->suite);
  if (status != EXIT_DONE)
    return status;
  if ((work->covering && coverage_init (&work->coverage, policy_plan (work->policy), &error) < 0)
      || run_tests (work, path, &error) < 0
      || (work->covering && print_coverage (work, &error) < 0))
    return complain ("%s: %s", path, error.text);
  return work->failed || work->gaps ? EXIT_FINDING : EXIT_DONE;
}

static int
run (int argc, char **argv)
{
  struct work work = { 0 };
  const char *path = NULL;
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "-h") == 0)
        return usage_of (&command_test, true);
      else if (strcmp (argv[i], "--coverage") == 0)
        work.covering = true;
      else if (argv[i][0] == '-' || path)
        return usage_of (&command_test, false);
      else
        path = argv[i];
    }
  if (!path)
    return usage_of (&command_test, false);
  int status = test_policy (&work, path);
  coverage_release (&work.coverage);
  suite_free (work.suite);
  policy_free (work.policy);
  buffer_release (&work.out);
  return status;
}

const struct command command_test
    = { "test",
        "POLICY [--coverage]\n"
        "runs the scenarios in a policy's tests/*.lua, and prints what became of each as TAP\n\n"
        "  --coverage    also says, as comments, which sentences never fired, which conditions\n"
        "                were not seen both true and not true, which bands were never reached\n\n"
        "The exit status is 1 where a scenario failed, or something is not covered that was\n"
        "asked about.  A policy without tests has none that fail.",
        run };
