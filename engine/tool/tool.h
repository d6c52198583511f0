/* tool.h — what the commands of `tenure` share.
 *
 * A command is one file; its row in the table of main.c names it.  Results
 * go to standard output, all else to standard error.  Exit status: 0 done,
 * 1 a finding, 2 wrong usage or input that cannot be read. */
#ifndef TENURE_TOOL_TOOL_H
#define TENURE_TOOL_TOOL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/policy/policy.h"
#include "engine/policy/suite.h"

enum
{
  EXIT_DONE = 0,
  EXIT_FINDING = 1,
  EXIT_USAGE = 2
};

struct command
{
  const char *name;
  const char *usage;                  /* what follows the name, then a line of what it does */
  int (*run) (int argc, char **argv); /* argv[0] is the command's name */
};

extern const struct command command_advance, command_append, command_cases, command_check,
    command_decisions, command_export, command_replay, command_test, command_why;

/* Prints the usage, to standard output where it was asked for. */
int usage_of (const struct command *command, bool asked);

/* "tenure: …" on standard error; returns EXIT_USAGE. */
int complain (const char *format, ...) __attribute__ ((format (printf, 1, 2)));

/* A policy named on the command line, a folder or a file, loaded.  Where it
 * has mistakes they are printed, one a line, to `out`.  Returns an exit
 * status; *policy is the caller's. */
int policy_at (const char *path, FILE *out, struct policy **policy);

/* The tests beside a policy that was loaded from there; *suite is the caller's,
 * to be freed before the policy.  Returns an exit status. */
int suite_at (const char *path, struct policy *policy, struct suite **suite);

/* One mistake of a policy a line. */
void print_faults (FILE *out, const struct faults *faults);

/* The folder of the shipped modules. */
const char *shipped_folder (void);

/* An instant, or a date, which is its local midnight.  Returns an exit status. */
int instant_at (const char *text, const struct plan *plan, int64_t *instant);

/* A number no one outside this run can know, for hash tables. */
uint64_t random_seed (void);

#endif
