/* check.c — tenure check: loads a policy and says what it declares. */
#include <string.h>

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

static int
run (int argc, char **argv)
{
  const char *path = NULL;
  for (int i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], "-h") == 0)
        return usage_of (&command_check, true);
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
      print_names (policy_plan (policy));
      print_sentences (policy_plan (policy));
    }
  policy_free (policy);
  return status;
}

const struct command command_check
    = { "check",
        "POLICY\n"
        "loads a policy, a folder with rules.lua or one file; prints its mistakes, or what it "
        "declares",
        run };
