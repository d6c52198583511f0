/* main.c — tenure: for those who write, test and audit policies. */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/random.h>

#include "engine/tool/tool.h"

static const struct command *const commands[]
    = { &command_cases,  &command_check,   &command_replay,    &command_test,  &command_why,
        &command_append, &command_advance, &command_decisions, &command_export };

enum
{
  COMMANDS = sizeof commands / sizeof *commands
};

int
complain (const char *format, ...)
{
  va_list arguments;
  fputs ("tenure: ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  return EXIT_USAGE;
}

int
usage_of (const struct command *command, bool asked)
{
  fprintf (asked ? stdout : stderr, "usage: tenure %s %s\n", command->name, command->usage);
  return asked ? EXIT_DONE : EXIT_USAGE;
}

/* Finishes standard output; what was printed must have arrived. */
static int
finish_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  return complain ("standard output: %s", strerror (errno));
}

/* Flooding a table needs to know its seed; decisions do not depend on it. */
uint64_t
random_seed (void)
{
  uint64_t seed = 0;
  if (getrandom (&seed, sizeof seed, 0) != sizeof seed)
    seed = 0x9E3779B97F4A7C15u;
  return seed;
}

static int
help (bool asked)
{
  FILE *out = asked ? stdout : stderr;
  fputs ("usage: tenure COMMAND …     (tenure COMMAND -h says more)\n\n", out);
  for (int i = 0; i < COMMANDS; i++)
    {
      const char *what = strchr (commands[i]->usage, '\n');
      int len = (int)strcspn (what + 1, "\n");
      fprintf (out, "  %-10s %.*s\n", commands[i]->name, len, what + 1);
    }
  return asked ? EXIT_DONE : EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  if (argc < 2)
    return help (false);
  if (strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "--help") == 0)
    return help (true);
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("tenure " PACKAGE_VERSION);
      return finish_output (EXIT_DONE);
    }
  for (int i = 0; i < COMMANDS; i++)
    if (strcmp (argv[1], commands[i]->name) == 0)
      return finish_output (commands[i]->run (argc - 1, argv + 1));
  complain ("no command '%s'", argv[1]);
  return help (false);
}
