/* tenure.c — the embedding interface, as somebody who embeds it would use it. */
#include "include/tenure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/tap.h"

static const char policy_text[] = "calendar { timezone = \"+08:00\" }\n"
                                  "event.absent = { n = \"integer\" }\n"
                                  "rule \"twice\" { when = event.absent:count():at_least(2) }\n";

#define EVENT(id, data)                                                                            \
  "{\"specversion\":\"1.0\",\"id\":\"" id "\",\"source\":\"s\",\"type\":\"absent\","               \
  "\"time\":\"2024-09-01T00:00:00Z\",\"subject\":\"T1\",\"data\":" data "}"

static unsigned faults, fault_line, decisions;
static bool stop;

static void
fault (void *context, const char *file, unsigned line, const char *message)
{
  (void)context, (void)file, (void)message;
  faults++;
  fault_line = line;
}

static int
decided (void *context, const char *json, size_t len)
{
  (void)context;
  decisions++;
  ok (len > 0 && json[0] == '{' && json[len - 1] == '}', "a decision is one object");
  return stop;
}

static bool
write_file (const char *path, const char *text)
{
  FILE *file = fopen (path, "w");
  bool written = file && fputs (text, file) >= 0;
  return (!file || fclose (file) == 0) && written;
}

static int
take (struct tenure_replay *replay, const char *json, struct tenure_error *error)
{
  return tenure_replay_event (replay, json, strlen (json), error);
}

static void
check_replay (struct tenure_policy *policy, const char *until, unsigned expected)
{
  struct tenure_replay *replay;
  struct tenure_error error = { 0 };
  ok (tenure_replay_new (&replay, policy, &error) == 0, "a replay is made");
  is_int (take (replay, EVENT ("1", "{\"n\":1}"), &error), 0, "an event is taken");
  is_int (take (replay, EVENT ("1", "{\"n\":1.0}"), &error), 0, "the same again is no error");
  is_int (take (replay, EVENT ("1", "{\"n\":2}"), &error), -1, "another of its name is refused");
  is_int (error.code, TENURE_INPUT, "with a code");
  is_int (take (replay, EVENT ("2", "{\"n\":\"x\"}"), &error), -1, "a wrong field is refused");
  ok (strstr (error.text, "2: data.n: ") == error.text, "by id and field: %s", error.text);
  is_int (take (replay, EVENT ("3", "{\"n\":0}"), NULL), 0, "nobody need want the error");
  is_int (tenure_replay_judge (replay, "yesterday", decided, NULL, &error), -1, "until is a time");
  decisions = 0;
  is_int (tenure_replay_judge (replay, until, decided, NULL, &error), stop ? -1 : 0, "it judges");
  is_int (decisions, expected, "and tells each decision");
  tenure_replay_free (replay);
}

int
main (void)
{
  char folder[] = "/tmp/tenure-test-XXXXXX", path[64];
  struct tenure_policy *policy = NULL;
  struct tenure_error error;
  ok (mkdtemp (folder) != NULL, "a folder for the policy");
  snprintf (path, sizeof path, "%s/rules.lua", folder);
  ok (write_file (path, policy_text), "the policy is written");
  is_int (tenure_policy_load (&policy, folder, NULL, fault, NULL, &error), 0, "a folder loads");
  is_int (strlen (tenure_policy_hash (policy)), 64, "its hash has 64 digits");
  check_replay (policy, NULL, 1);
  check_replay (policy, "2024-08-31T00:00:00Z", 0);
  stop = true;
  check_replay (policy, NULL, 1);
  tenure_policy_free (policy);

  ok (write_file (path, "calendar { timezone = \"+08:00\" }\nruel \"x\" { }\n"), "a mistake");
  is_int (tenure_policy_load (&policy, path, NULL, fault, NULL, &error), -1, "is not loaded");
  is_int (error.code, TENURE_POLICY, "with a code");
  ok (faults == 1 && fault_line == 2, "and told once, by line");
  unlink (path);
  is_int (tenure_policy_load (&policy, folder, NULL, NULL, NULL, &error), -1, "no rules.lua");
  is_int (error.code, TENURE_SYSTEM, "is the system's word");
  rmdir (folder);
  return tap_done ();
}
