/* rehearsal.c — however events come and whenever it is asked, what stands is
 * what a replay of all of them leaves. */
#include "engine/school/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/school/replay.h"
#include "tests/tap.h"

static const char policy_text[]
    = "calendar { timezone = '+08:00' }\n"
      "event.paper = { points = 'number', mentor = 'teacher?' }\n"
      "event.lesson = { lesson = 'string' }\n"
      "event.reviewed = { lesson = 'string' }\n"
      "track.level = { 'none', 'low', 'high' }\n"
      "fact.points = event.paper:sum 'points':per { days = 20 }\n"
      "fact.mentored = event.paper:by 'mentor':count():per 'month'\n"
      "rule 'rise' { when = fact.points:at_least(9), outcome = track.level:rises(), "
      "announce = { days = 2 } }\n"
      "rule 'fall' { when = fact.points:less_than(2), applies = track.level:at_least 'low',\n"
      "  outcome = track.level:falls() }\n"
      "rule 'odd' { on = event.paper, when = function(t) return t.fact.points % 2 == 1 end }\n"
      "rule 'idle' { when = track.level:days():at_least(15) }\n"
      "duty 'review' { after = event.lesson, within = { days = 5 }, match = 'lesson',\n"
      "  needs = event.reviewed:count():at_least(1), remind = { days = 2 } }\n"
      "duty 'paper' { per = 'week', applies = track.level:is 'low', "
      "needs = event.paper:count():at_least(1) }\n"
      "selection 'best' { every = 'month', among = track.level:at_least 'low', "
      "rank_by = fact.points, quota = 1 }\n"
      "target 'many' { among = track.level:at_least 'low', at_least = 2, by = '2024-10-15' }\n";

enum
{
  EVENTS = 240,
  ROUNDS = 12,
  END = 20109 /* 2025-01-21 */
};

static struct
{
  char text[512];
  size_t len;
} events[EVENTS];

/* A small generator of its own, the same in every run. */
static uint32_t
draw (uint32_t below)
{
  static uint32_t state = 7;
  state = state * 1103515245 + 12345;
  return (state >> 8) % below;
}

/* In the order of the timeline; some share an instant, half of these midnight. */
static void
make_events (void)
{
  for (int i = 0; i < EVENTS; i++)
    {
      static const char *const forms[] = { "paper\",\"data\":{\"points\":%u,\"mentor\":\"T%u\"}}",
                                           "lesson\",\"data\":{\"lesson\":\"L%u\",\"n\":%u}}",
                                           "reviewed\",\"data\":{\"lesson\":\"L%u\",\"n\":%u}}" };
      struct buffer out = BUFFER_INIT;
      int half = i * 200 / EVENTS, day = half / 2, month = 9 + day / 30;
      uint32_t teacher = draw (4), form = draw (3), first = draw (5), second = draw (4);
      buffer_format (&out,
                     "{\"specversion\":\"1.0\",\"id\":\"%03d\",\"source\":\"s\",\"time\":"
                     "\"2024-%02d-%02dT%02d:00:00+08:00\",\"subject\":\"T%u\",\"type\":\"",
                     i, month, 1 + day % 30, half % 2 * 8, teacher);
      buffer_format (&out, forms[form], first, second);
      events[i].len = out.size;
      memcpy (events[i].text, buffer_string (&out), out.size);
      buffer_release (&out);
    }
}

static int
read_policy (void *context, const char *name, struct buffer *out, struct error *error)
{
  (void)context;
  if (strcmp (name, "rules.lua") != 0)
    return 1;
  buffer_text (out, policy_text);
  return out->failed ? error_memory (error) : 0;
}

static struct policy *
load (void)
{
  struct source source = { .read = read_policy };
  struct faults faults = { 0 };
  struct policy *policy = NULL;
  struct error error;
  if (policy_load (&policy, &source, NULL, "rules.lua", &faults, &error) < 0)
    tap_note ("%s: %s", error.text, faults.count ? faults.items[0].message : "");
  faults_release (&faults);
  return policy;
}

static int
again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  (void)context, (void)origin, (void)out;
  return error_set (error, ERROR_IO, "no name comes twice");
}

static void
refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  (void)context, (void)origin;
  tap_note ("event %d: %s: %s", (int)line, refusal->field, refusal->error.text);
}

struct listing
{
  struct buffer out;
  const struct plan *plan;
  struct replay *replay;
};

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct listing *listing = context;
  if (decision_json (&listing->out, listing->plan, replay_strings (listing->replay), decision,
                     error)
      < 0)
    return -1;
  buffer_char (&listing->out, '\n');
  return 0;
}

/* What a replay leaves, as text. */
static char *
replayed (struct policy *policy, int64_t end)
{
  struct listing listing = { BUFFER_INIT, policy_plan (policy), NULL };
  struct feeder feeder = { again, refused, NULL };
  struct error error;
  if (replay_new (&listing.replay, policy, feeder, 1, &error) < 0)
    return NULL;
  for (int i = 0; i < EVENTS; i++)
    replay_take (listing.replay, events[i].text, events[i].len, 0, (uint64_t)i, &error);
  replay_judge (listing.replay, end, (struct listener){ decided, &listing }, NULL, &error);
  replay_free (listing.replay);
  return listing.out.data;
}

static char *
list (struct rehearsal *rehearsal, const struct plan *plan)
{
  uint32_t count;
  struct buffer out = BUFFER_INIT;
  struct error error;
  const struct kept *kept = rehearsal_kept (rehearsal, &count);
  for (uint32_t i = 0; i < count; i++)
    {
      decision_json (&out, plan, rehearsal_strings (rehearsal), &kept[i].decision, &error);
      buffer_char (&out, '\n');
    }
  return out.data;
}

/* Takes the events in this order, asking after one in `asking`. */
static char *
rehearsed (struct policy *policy, const int *order, uint32_t asking, int64_t end)
{
  struct rehearsal *rehearsal;
  struct refusal refusal;
  struct error error;
  if (rehearsal_new (&rehearsal, policy, NULL, 1, &error) < 0)
    return NULL;
  for (int i = 0; i < EVENTS; i++)
    {
      rehearsal_event (rehearsal, events[order[i]].text, events[order[i]].len, &refusal, &error);
      if (draw (asking) == 0)
        rehearsal_judge (rehearsal, &error);
    }
  rehearsal_advance (rehearsal, end);
  rehearsal_judge (rehearsal, &error);
  char *out = list (rehearsal, policy_plan (policy));
  rehearsal_free (rehearsal);
  return out;
}

/* Swaps so many pairs of neighbours, or of any. */
static void
disturb (int *order, int swaps, bool near)
{
  for (int i = 0; i < EVENTS; i++)
    order[i] = i;
  for (; swaps > 0; swaps--)
    {
      uint32_t a = draw (EVENTS - 1), b = near ? a + 1 : draw (EVENTS);
      int kept = order[a];
      order[a] = order[b];
      order[b] = kept;
    }
}

static void
check_orders (struct policy *policy)
{
  int64_t end = day_instant (END, policy_plan (policy)->calendar.offset);
  char *expected = replayed (policy, end);
  int order[EVENTS];
  ok (expected && strstr (expected, "\"rule\":\"review\""), "there is something to decide");
  for (int round = 0; round < ROUNDS; round++)
    {
      int swaps = round / 4 * 3;
      disturb (order, swaps, round % 2);
      char *found = rehearsed (policy, order, 1 + (uint32_t)round % 4 * 10, end);
      is_str (found, expected, "%d pairs exchanged, asked after one event in %d", swaps,
              1 + round % 4 * 10);
      free (found);
    }
  free (expected);
}

/* A mark stays with its decision while it stands, wherever it comes to lie. */
static void
check_marks (struct policy *policy)
{
  struct rehearsal *rehearsal;
  struct refusal refusal;
  struct error error;
  uint32_t count, marked = 0, before;
  rehearsal_new (&rehearsal, policy, NULL, 1, &error);
  for (int i = 1; i < EVENTS; i++)
    rehearsal_event (rehearsal, events[i].text, events[i].len, &refusal, &error);
  rehearsal_judge (rehearsal, &error);
  struct kept *kept = rehearsal_kept (rehearsal, &before);
  for (uint32_t i = before / 2; i < before; i++)
    kept[i].expected = true;
  rehearsal_event (rehearsal, events[0].text, events[0].len, &refusal, &error);
  rehearsal_judge (rehearsal, &error);
  kept = rehearsal_kept (rehearsal, &count);
  for (uint32_t i = 0; i < count; i++)
    marked += kept[i].expected;
  ok (marked > before / 4 && marked <= before - before / 2,
      "%u of %u marks are left when an event comes late", marked, before - before / 2);
  rehearsal_free (rehearsal);
}

int
main (void)
{
  struct policy *policy = load ();
  if (ok (policy != NULL, "the policy loads"))
    {
      make_events ();
      check_orders (policy);
      check_marks (policy);
    }
  policy_free (policy);
  return tap_done ();
}
