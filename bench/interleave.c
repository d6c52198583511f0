/* interleave.c — times whole programs against each other, in turns.
 *
 *   interleave ROUNDS < COMMANDS
 *
 * A command is a line: a label, a tab, a command for sh.  All are run once in
 * each round, in order, so that whatever else the machine does falls on all
 * alike; what they print goes nowhere.  For each, with tabs between them:
 * label; median, least and most seconds on the clock; median and least
 * seconds of processor; peak KiB. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum
{
  COMMANDS = 64,
  ROUNDS = 32
};

struct command
{
  char *label, *text;
  double clock[ROUNDS], processor[ROUNDS]; /* seconds */
  long peak;                               /* KiB */
};

static double
now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double
seconds (struct timeval time)
{
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void
start (const char *text)
{
  int nowhere = open ("/dev/null", O_WRONLY);
  dup2 (nowhere, STDOUT_FILENO);
  execl ("/bin/sh", "sh", "-c", text, (char *)NULL);
  _exit (127);
}

static void
run (struct command *command, int round)
{
  int status;
  struct rusage used;
  double from = now ();
  pid_t child = fork ();
  if (child == 0)
    start (command->text);
  if (child < 0 || wait4 (child, &status, 0, &used) < 0 || status != 0)
    {
      fprintf (stderr, "interleave: this failed: %s\n", command->text);
      exit (1);
    }
  command->clock[round] = now () - from;
  command->processor[round] = seconds (used.ru_utime) + seconds (used.ru_stime);
  if (used.ru_maxrss > command->peak)
    command->peak = used.ru_maxrss;
}

static int
by_size (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double
median (double *values, int count)
{
  qsort (values, (size_t)count, sizeof *values, by_size);
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void
report (struct command *command, int rounds)
{
  double middle = median (command->clock, rounds);
  double work = median (command->processor, rounds);
  printf ("%s\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f\t%ld\n", command->label, middle, command->clock[0],
          command->clock[rounds - 1], work, command->processor[0], command->peak);
}

int
main (int argc, char **argv)
{
  static struct command commands[COMMANDS];
  static char line[8192];
  int count = 0, rounds = argc > 1 ? atoi (argv[1]) : 0;
  while (rounds > 0 && rounds <= ROUNDS && count < COMMANDS && fgets (line, sizeof line, stdin))
    {
      char *tab = strchr (line, '\t');
      line[strcspn (line, "\n")] = 0;
      if (!tab)
        break;
      *tab = 0;
      commands[count].label = strdup (line);
      commands[count++].text = strdup (tab + 1);
    }
  for (int round = 0; round < rounds; round++)
    for (int i = 0; i < count; i++)
      run (&commands[i], round);
  for (int i = 0; i < count; i++)
    report (&commands[i], rounds);
  return count > 0 ? 0 : 2;
}
