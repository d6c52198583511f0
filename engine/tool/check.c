/* check.c — tenure check: loads a policy, and says what is wrong with it, what
 * it can hardly mean, and what it declares. */
#include <string.h>

#include "engine/policy/lint.h"
#include "engine/tool/tool.h"

static const char *
text (const struct plan *plan, uint32_t number)
{
  return strings_text (&plan->strings, number);
}

static void
print_names (const struct plan *plan)
{
  for (uint32_t i = RESERVED_TYPES; i < plan->schema.type_count; i++)
    printf ("event %s\n", text (plan, plan->schema.types[i].name));
  for (uint32_t i = 0; i < plan->profile_count; i++)
    printf ("profile %s\n", text (plan, plan->profile[i].name));
  for (uint32_t i = 0; i < plan->track_count; i++)
    {
      const struct word_list *states = &plan->schema.lists[plan->tracks[i].words];
      printf ("track %s:", text (plan, plan->tracks[i].name));
      for (uint32_t j = 0; j < states->count; j++)
        printf ("%s %s", j ? "," : "", text (plan, states->words[j]));
      putchar ('\n');
    }
  for (uint32_t i = 0; i < plan->fact_count; i++)
    printf ("fact %s%s%s\n", text (plan, plan->facts[i].name),
            plan->facts[i].label == NONE ? "" : " = ",
            plan->facts[i].label == NONE ? "" : text (plan, plan->facts[i].label));
}

static void
print_sentences (const struct plan *plan)
{
  for (uint32_t i = 0; i < plan->sentence_count; i++)
    {
      const struct sentence *sentence = &plan->sentences[i];
      printf ("%s \"%s\"", sentence_kinds[sentence->kind], text (plan, sentence->name));
      if (sentence->cites != NONE)
        printf (" [%s]", text (plan, sentence->cites));
      putchar ('\n');
    }
  printf ("sha256:%s\n", plan->hash);
}

static void
print_finding (void *context, const struct finding *finding)
{
  unsigned *count = context;
  ++*count;
  printf ("%s:%u: %s: %s\n", finding->file, finding->line, finding->name, finding->text);
}

/* Where lint itself fails nothing is known of what it would find. */
static int
print_lint (struct policy *policy, const char *path, bool strict)
{
  unsigned count = 0;
  struct error error;
  if (policy_lint (policy, print_finding, &count, &error) < 0)
    {
      complain ("%s: lint ended early: %s", path, error.text);
      return strict ? EXIT_FINDING : EXIT_DONE;
    }
  if (!strict || count == 0)
    return EXIT_DONE;
  complain ("%s: lint has %u finding%s", path, count, count == 1 ? "" : "s");
  return EXIT_FINDING;
}

static int
run (int argc, char **argv)
{
  const char *path = NULL;
  bool strict = false;
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "-h") == 0)
        return usage_of (&command_check, true);
      if (strcmp (argv[i], "--strict") == 0)
        {
          strict = true;
          continue;
        }
      if (argv[i][0] == '-' || path)
        return usage_of (&command_check, false);
      path = argv[i];
    }
  if (!path)
    return usage_of (&command_check, false);
  struct policy *policy = NULL;
  int status = policy_at (path, stdout, &policy);
  if (status == EXIT_DONE)
    {
      status = print_lint (policy, path, strict);
      print_names (policy_plan (policy));
      print_sentences (policy_plan (policy));
    }
  policy_free (policy);
  return status;
}

const struct command command_check
    = { "check",
        "POLICY [--strict]\n"
        "loads a policy, a folder with rules.lua or one file; prints its mistakes, or lint and "
        "what it declares\n\n"
        "Lint is what a policy says and can hardly mean, FILE:LINE: name: …; docs/lint.md tells "
        "of each.\n"
        "  --strict   lint is a failure: exit 1",
        run };
