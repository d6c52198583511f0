/* tap_itself.c — that a check which fails is seen to fail.
 *
 * The program starts itself with the name of a case and looks at what that
 * printed and how it ended. */
#include "tests/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static int
run_case (const char *name)
{
  if (strcmp (name, "pass") == 0)
    {
      ok (true, "one # SKIP is text");
      is_int (2, 2, "two");
      is_str ("a\nb", "a\nb", "line\nbreak");
    }
  else if (strcmp (name, "not ok") == 0)
    ok (false, "never");
  else if (strcmp (name, "wrong number") == 0)
    is_int (1, 2, "number");
  else if (strcmp (name, "wrong string") == 0)
    is_str ("a", "b", "string");
  else if (strcmp (name, "no string") == 0)
    is_str (NULL, "", "string");
  else if (strcmp (name, "longer text") == 0)
    is_text ("abc", 3, "ab", "text");
  else if (strcmp (name, "skipped") == 0)
    tap_skip ("not here");
  else if (strcmp (name, "no plan") == 0)
    {
      ok (true, "one");
      exit (0);
    }
  return tap_done ();
}

static void
expect (const char *self, const char *name, int status, const char *output)
{
  char command[4200], got[2000];
  snprintf (command, sizeof command, "'%s' '%s'", self, name);
  FILE *pipe = popen (command, "r");
  if (!ok (pipe != NULL, "%s: starts", name))
    return;
  got[fread (got, 1, sizeof got - 1, pipe)] = 0;
  int ended = pclose (pipe);
  is_int (WIFEXITED (ended) ? WEXITSTATUS (ended) : -1, status, "%s: how it ends", name);
  char *at = strstr (got, "#   at ");
  if (at && strchr (at, '\n'))
    {
      char *rest = strchr (at, '\n') + 1;
      memmove (at, rest, strlen (rest) + 1);
    }
  is_str (got, output, "%s: what it prints", name);
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    return run_case (argv[1]);
  const char *self = argv[0];
  expect (self, "pass", 0,
          "ok 1 - one \\# SKIP is text\nok 2 - two\nok 3 - line\\x0abreak\n1..3\n");
  expect (self, "not ok", 1, "not ok 1 - never\n1..1\n");
  expect (self, "wrong number", 1, "not ok 1 - number\n#   got: 1\n#   expected: 2\n1..1\n");
  expect (self, "wrong string", 1,
          "not ok 1 - string\n#   got: \"a\"\n#   expected: \"b\"\n1..1\n");
  expect (self, "no string", 1, "not ok 1 - string\n#   got: NULL\n#   expected: \"\"\n1..1\n");
  expect (self, "longer text", 1,
          "not ok 1 - text\n#   got: \"abc\"\n#   expected: \"ab\"\n1..1\n");
  expect (self, "skipped", 0, "ok 1 # SKIP not here\n1..1\n");
  expect (self, "no plan", 0, "ok 1 - one\n");
  expect (self, "nothing", 1, "not ok 1 - nothing was checked\n1..1\n");
  return tap_done ();
}
