/* policy_at.c — a policy, or an instant, named on the command line. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/tool/tool.h"

/* The folder the shipped modules are in: the installed one, unless the
 * environment names another (a build that is not installed). */
const char *
shipped_folder (void)
{
  const char *named = getenv ("TENURE_RULES");
  return named && *named ? named : TENURE_RULES_DIR;
}

void
print_faults (FILE *out, const struct faults *faults)
{
  for (uint32_t i = 0; i < faults->count; i++)
    {
      const struct fault *fault = &faults->items[i];
      if (fault->line)
        fprintf (out, "%s:%u: %s\n", fault->file, fault->line, fault->message);
      else
        fprintf (out, "%s: %s\n", fault->file, fault->message);
    }
}

int
policy_at (const char *path, FILE *out, struct policy **policy)
{
  struct faults faults = { 0 };
  struct error error;
  int status = EXIT_DONE;
  if (policy_load_path (policy, path, shipped_folder (), &faults, &error) < 0)
    {
      print_faults (out, &faults);
      status = faults.count ? EXIT_FINDING : EXIT_USAGE;
      complain ("%s: %s", path, error.text);
    }
  faults_release (&faults);
  return status;
}

int
suite_at (const char *path, struct policy *policy, struct suite **suite)
{
  struct error error;
  if (suite_load_path (suite, policy, path, shipped_folder (), &error) < 0)
    return complain ("%s: %s", path, error.text);
  return EXIT_DONE;
}

int
instant_at (const char *text, const struct plan *plan, int64_t *instant)
{
  struct error error;
  int32_t day;
  if (strlen (text) != 10)
    return instant_read (text, strlen (text), instant, &error) < 0 ? complain ("%s", error.text)
                                                                   : EXIT_DONE;
  if (day_read (text, 10, &day, &error) < 0)
    return complain ("%s", error.text);
  *instant = day_instant (day, plan->calendar.offset);
  return EXIT_DONE;
}
