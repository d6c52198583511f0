/* lint.c — policy_lint: the order of what it finds, that it leaves the policy as
 * it was, and that it bears functions without end and failing allocations. */
#include "engine/policy/lint.h"

#include <string.h>

#include "engine/policy/functions.h"
#include "tests/fault.h"
#include "tests/tap.h"

#define FIRST "calendar { timezone = '+08:00' }\n"

static const char main_text[]
    = FIRST "event.x = { n = 'integer' }\n"
            "require 'own'\n"
            "require 'a_shipped_module.whose_name_is_long.and_so_is_shown_by_its_end.alone'\n"
            "event.z = {}\n"
            "rule 'b' { on = event.x }\n"
            "rule 'a' { on = event.x { n = function(v) return v >= 3 end } }\n";

static const char own_text[] = "event.y = {}\n";

static const char shipped_text[] = "event.w = {}\nrule 'shipped' { on = event.w }\n";

/* Functions that eat up what they get, and one of which something is found. */
static const char greedy_text[]
    = FIRST "event.x = { n = 'integer' }\n"
            "rule 'a' { cites = '1', on = event.x, when = function(t) while true do end end }\n"
            "rule 'b' { cites = '1', on = event.x, when = function(t) local all = {}\n"
            "  for i = 1, 1e9 do all[i] = ('x'):rep(1000) .. i end end }\n"
            "rule 'c' { cites = '1', on = event.x { n = function(v) return v >= 3 end } }\n";

static const char plain_text[]
    = FIRST "event.x = { n = 'integer' }\n"
            "track.t = { 'a', 'b', 'c' }\n"
            "rule 'a' { on = event.x, outcome = track.t:becomes 'b' }\n"
            "rule 'b' { when = all { event.x:count():at_least(3), event.x:count():is(2) } }\n";

struct text
{
  const char *name, *text;
};

/* `context` is an array of them, ended by a NULL name. */
static int
read_text (void *context, const char *name, struct buffer *out, struct error *error)
{
  for (const struct text *text = context; text->name; text++)
    if (strcmp (text->name, name) == 0)
      {
        buffer_text (out, text->text);
        return out->failed ? error_memory (error) : 0;
      }
  return 1;
}

static struct policy *
load (struct text *own, struct text *shipped)
{
  struct source sources[]
      = { { .read = read_text, .context = own }, { .read = read_text, .context = shipped } };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct error error;
  if (policy_load (&policy, &sources[0], &sources[1], "rules.lua", &faults, &error) < 0)
    tap_note ("%s: %s", error.text, faults.count ? faults.items[0].message : "");
  faults_release (&faults);
  return policy;
}

static void
write_down (void *context, const struct finding *finding)
{
  buffer_format (context, "%s:%u %s\n", finding->file, finding->line, finding->name);
}

/* What lint finds, into `out`. */
static int
find (struct policy *policy, struct buffer *out, struct error *error)
{
  buffer_clear (out);
  return policy_lint (policy, write_down, out, error);
}

static void
check_order (void)
{
  struct text own[] = { { "rules.lua", main_text }, { "own.lua", own_text }, { NULL, NULL } };
  struct text shipped[]
      = { { "a_shipped_module/whose_name_is_long/and_so_is_shown_by_its_end/alone.lua",
            shipped_text },
          { NULL, NULL } };
  static const char expected[] = "own.lua:1 unused\n"
                                 "rules.lua:5 unused\n"
                                 "rules.lua:6 no-cites\n"
                                 "rules.lua:7 function-for-data\n"
                                 "rules.lua:7 no-cites\n";
  struct policy *policy = load (own, shipped);
  struct buffer out = BUFFER_INIT;
  struct error error;
  for (int i = 0; policy && i < 2; i++)
    {
      ok (find (policy, &out, &error) == 0, "lint runs, time %d", i + 1);
      is_str (buffer_string (&out), expected, "by file and line, own modules alone");
    }
  bool passes = false;
  struct shown value = { SHOWN_NUMBER, 3 * 1000000, NULL, 0 };
  ok (policy && functions_open (policy, &error) == 0
          && function_test (policy, 0, &value, &passes, &error) == 0 && passes,
      "functions run as before");
  buffer_release (&out);
  policy_free (policy);
}

static void
check_greedy (void)
{
  struct text own[] = { { "rules.lua", greedy_text }, { NULL, NULL } }, none[] = { { NULL, NULL } };
  struct policy *policy = load (own, none);
  struct buffer out = BUFFER_INIT;
  struct error error;
  ok (policy && find (policy, &out, &error) == 0, "functions without end are let be");
  is_str (buffer_string (&out), "rules.lua:6 function-for-data\n", "and the others are not");
  buffer_release (&out);
  policy_free (policy);
}

/* Where an allocation fails, alone or with all after it, lint says so or finds
 * all there is. */
static void
check_faults (void (*start) (long))
{
  struct text own[] = { { "rules.lua", plain_text }, { NULL, NULL } }, none[] = { { NULL, NULL } };
  static const char expected[] = "rules.lua:3 unreachable\n"
                                 "rules.lua:4 no-cites\n"
                                 "rules.lua:5 never-true\n"
                                 "rules.lua:5 no-cites\n";
  struct policy *policy = load (own, none);
  struct buffer out = BUFFER_INIT;
  struct error error;
  long failed = 0, wrong = 0;
  bool reached = policy != NULL;
  for (long number = 1; reached; number += number < 100 ? 1 : 37)
    {
      error = (struct error){ 0 };
      start (number);
      int status = policy_lint (policy, write_down, &out, &error);
      reached = fault_reached ();
      fault_stop ();
      failed += status < 0;
      wrong += status < 0 && error.code != ERROR_MEMORY;
      wrong += status == 0 && !out.failed && strcmp (buffer_string (&out), expected) != 0;
      buffer_release (&out);
    }
  if (start == fault_start_all)
    ok (failed > 0, "where memory runs out, that is noticed");
  is_int (wrong, 0, "each is told, or does no harm");
  ok (policy && find (policy, &out, &error) == 0, "and lint runs again");
  is_str (buffer_string (&out), expected, "as ever");
  buffer_release (&out);
  policy_free (policy);
}

int
main (void)
{
  check_order ();
  check_greedy ();
  check_faults (fault_start);
  check_faults (fault_start_all);
  return tap_done ();
}
