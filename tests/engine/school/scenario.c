/* scenario.c — a policy's tests from memory: what listeners hear, what is
 * counted, and every allocation on the way failing once. */
#include "engine/school/scenario.h"

#include <string.h>

#include "tests/sweep.h"
#include "tests/tap.h"

struct file
{
  const char *name, *text;
};

static const struct file files[] = {
  { "rules.lua", "calendar { timezone = '+08:00' }\n"
                 "event.paper = { points = 'number' }\n"
                 "track.level = { 'none', 'low', 'high' }\n"
                 "fact.points = event.paper:sum 'points'\n"
                 "fact.grade = bands(fact.points, { {0, 'poor'}, {5, 'good'}, {50, 'best'} })\n"
                 "rule 'rise' { when = fact.grade:at_least 'good', outcome = "
                 "track.level:rises(), gives = { points = fact.points } }\n"
                 "rule 'never' { when = function(t) return t.fact.points > 100 end }\n" },
  { "tests/b.lua", "local paper = require 'tests.shared.paper'\n"
                   "scenario 'late' (function(s)\n"
                   "  paper(s, '2024-09-03', 5)\n"
                   "  s:expect { teacher = 'T1', rule = 'rise', at = '2024-09-03', level = "
                   "'low', gives = { points = 5.0 } }\n"
                   "  local id, source = paper(s, '2024-09-01', 7)\n"
                   "  s:expect { rule = 'rise', at = '2024-09-01' }\n"
                   "  s:event('2024-09-04', nil, 'tenure.void', { id = id, source = source })\n"
                   "  s:refute { at = '2024-09-01' }\n"
                   "  s:expect_nothing_else()\n"
                   "end)\n"
                   "scenario 'fails' (function(s)\n"
                   "  paper(s, '2024-09-03', 5)\n"
                   "  s:expect { teacher = 'T1', rule = 'rise', gives = { points = 6 } }\n"
                   "  s:expect { teacher = 'T1', rule = 'never' }\n"
                   "  s:standing('T1', 'level', 'high')\n"
                   "  s:expect_nothing_else()\n"
                   "end)\n" },
  { "tests/a.lua", "scenario 'refused' (function(s)\n"
                   "  s:event('2024-09-03', 'T1', 'paper', { points = 'x' })\n"
                   "  s:refute {}\n"
                   "end)\n"
                   "scenario 'mistaken' (function(s) s:expect { rule = 'rice' } end)\n" },
  { "tests/.hidden.lua", "mistake" },
  { "tests/note.txt", "mistake" },
  { "tests/shared/paper.lua",
    "return function(s, day, points) return s:event(day, 'T1', 'paper', { points = points }) "
    "end\n" }
};

enum
{
  FILES = sizeof files / sizeof *files
};

static int
read_file (void *context, const char *name, struct buffer *out, struct error *error)
{
  (void)context;
  for (int i = 0; i < FILES; i++)
    if (strcmp (files[i].name, name) == 0)
      {
        buffer_text (out, files[i].text);
        return out->failed ? error_memory (error) : 0;
      }
  return 1;
}

static int
list_files (void *context, const char *folder, struct buffer *names, struct error *error)
{
  size_t len = strlen (folder);
  (void)context;
  for (int i = 0; i < FILES; i++)
    {
      const char *name = files[i].name;
      if (strncmp (name, folder, len) == 0 && name[len] == '/' && !strchr (name + len + 1, '/'))
        buffer_add (names, name + len + 1, strlen (name + len));
    }
  return names->failed ? error_memory (error) : 0;
}

/* What is told, as text; a failure for want of memory is the run's. */
struct telling
{
  struct buffer *out;
  const struct plan *plan;
  struct error *error;
  bool out_of_memory;
};

static void
failed (void *context, const struct failure *failure)
{
  struct telling *telling = context;
  struct buffer *out = telling->out;
  if (strstr (failure->what, "memory"))
    {
      telling->out_of_memory = true;
      error_set (telling->error, ERROR_MEMORY, "%s", failure->what);
    }
  if (failure->file)
    buffer_format (out, "%s:%u: ", failure->file, failure->line);
  buffer_format (out, "%s; %s", failure->what, failure->heading);
  for (uint32_t i = 0; i < failure->count; i++)
    buffer_format (out, " [%s %s]",
                   strings_text (failure->strings, failure->decisions[i].decision->teacher),
                   failure->decisions[i].differs);
  if (*failure->lacking)
    buffer_format (out, " %s", failure->lacking);
  buffer_char (out, '\n');
}

static void
told_gap (void *context, const struct gap *gap)
{
  struct telling *telling = context;
  buffer_format (telling->out, "gap %d, line %u, asked %d times\n", gap->kind, gap->sentence->line,
                 (int)(gap->answers.held + gap->answers.not_held + gap->answers.unknown));
}

static int
run_all (struct telling *telling, struct suite *suite, struct coverage *coverage,
         struct error *error)
{
  uint32_t count;
  struct covered covered;
  struct failure_listener listener = { failed, telling };
  const struct scenario *scenarios = suite_scenarios (suite, &count);
  for (uint32_t i = 0; i < count; i++)
    {
      buffer_format (telling->out, "%s\n", scenarios[i].name);
      if (scenario_run (suite, &scenarios[i], coverage, 1, listener, error) < 0)
        return -1;
      if (telling->out_of_memory)
        return -1;
    }
  return coverage_gaps (coverage, telling->plan, told_gap, telling, &covered, error);
}

/* Loads policy and tests, and runs them all. */
static int
test (void *context, struct buffer *out, struct error *error)
{
  struct source source = { .read = read_file, .list = list_files };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct suite *suite = NULL;
  struct coverage coverage = { 0 };
  (void)context;
  int status = policy_load (&policy, &source, NULL, "rules.lua", &faults, error);
  if (status < 0 && faults.count)
    error_set (error, error->code, "%s", faults.items[0].message);
  faults_release (&faults);
  if (status == 0)
    status = suite_load (&suite, policy, &source, NULL, error);
  if (status == 0)
    status = coverage_init (&coverage, policy_plan (policy), error);
  if (status == 0)
    {
      struct telling telling = { out, policy_plan (policy), error, false };
      status = run_all (&telling, suite, &coverage, error);
    }
  coverage_release (&coverage);
  suite_free (suite);
  policy_free (policy);
  return status == 0 && out->failed ? error_memory (error) : status;
}

static const char expected[]
    = "refused\n"
      "tests/a.lua:2: this event is refused: data.points: is not a number; \n"
      "mistaken\n"
      "tests/a.lua:5: no sentence \"rice\"; did you mean 'rise'?; \n"
      "late\n"
      "fails\n"
      "tests/b.lua:13: expected teacher T1, rule \"rise\", gives {\"points\":6}; decided instead: "
      "[T1 gives.points is 5]\n"
      "tests/b.lua:14: expected teacher T1, rule \"never\"; \"never\" decided nothing about T1; "
      "what else was decided: [T1 rule is rise] "
      "{\"rule\":\"never\",\"kind\":\"rule\",\"line\":7,\"state\":\"not_yet\",\"open\":[{\"holds\":"
      "false,\"conditions\":[{\"is\":\"a function in line 7\",\"held\":false}]}]}\n"
      "tests/b.lua:15: expected level of T1 to be high; but it is low, since this was decided: [T1 "
      "]\n"
      "tests/b.lua:16: expected nothing else; but decided, and matched by no expectation: [T1 ]\n"
      "gap 3, line 6, asked 5 times\n"
      "gap 4, line 6, asked 0 times\n"
      "gap 4, line 6, asked 0 times\n"
      "gap 0, line 7, asked 0 times\n"
      "gap 2, line 7, asked 5 times\n";

int
main (void)
{
  struct buffer out = BUFFER_INIT;
  struct error error = { 0 };
  ok (test (NULL, &out, &error) == 0, "the tests run: %s", error.text);
  is_str (buffer_string (&out), expected, "what is told");
  buffer_release (&out);
  sweep_allocations (test, NULL, "\"state\":\"not_yet\"", 20, 17);
  return tap_done ();
}
