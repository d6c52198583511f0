/* why_stand.c — how somebody stands with a sentence, for people. */
#include "engine/tool/why_parts.h"

void
indent (struct buffer *out, int depth)
{
  buffer_format (out, "%*s", depth, "");
}

/* ---- Conditions --------------------------------------------------------- */

const char *
mark_of (struct at in)
{
  struct at held = member (in, "held");
  if (!held.index || value_of (held)->kind == JSON_NULL)
    return "?";
  return value_of (held)->kind == JSON_TRUE ? "✓" : "✗";
}

static void
add_event (struct buffer *out, struct at event, int depth)
{
  struct at value = member (event, "value");
  indent (out, depth);
  add_day (out, event, "time");
  add_member (out, "  ", event, "type", "");
  if (value.index && value_of (value)->kind != JSON_NULL)
    add_member (out, ": ", event, "value", "");
  add_member (out, "  (", event, "id", ")\n");
}

void
add_events (struct buffer *out, struct at in, int depth)
{
  struct at events = member (in, "events");
  if (has (in, "more"))
    {
      indent (out, depth);
      add_member (out, "… ", in, "more", " earlier\n");
    }
  for (struct at at = first_of (events); at.index; at = next_in (events, at))
    add_event (out, at, depth);
}

/* "1 more before 2025-09-01": what is missing, or when it comes by itself. */
static void
add_lack (struct buffer *out, struct at condition)
{
  if (has (condition, "from"))
    {
      add_member (out, " — from ", condition, "from", " on");
      return;
    }
  if (!has (condition, "lacks"))
    return;
  add_member (out, " — ", condition, "lacks", "");
  add_member (out, " before ", condition, "before", "");
}

static void add_conditions (struct buffer *out, struct at list, int depth);

static void
add_condition (struct buffer *out, struct at at, int depth)
{
  static const char *const groups[] = { "all", "any", "none" };
  indent (out, depth);
  buffer_text (out, mark_of (at));
  for (int i = 0; i < 3; i++)
    if (has (at, groups[i]))
      {
        buffer_format (out, " %s of\n", groups[i]);
        add_conditions (out, member (at, groups[i]), depth + 2);
        return;
      }
  add_member (out, " ", at, "is", "");
  add_member (out, ": ", at, "was", "");
  add_lack (out, at);
  buffer_char (out, '\n');
  add_events (out, at, depth + 4);
}

static void
add_conditions (struct buffer *out, struct at list, int depth)
{
  for (struct at at = first_of (list); at.index; at = next_in (list, at))
    add_condition (out, at, depth);
}

/* ---- How it stands ------------------------------------------------------ */

void
add_about (struct buffer *out, struct at in, const char *before, const char *after)
{
  struct at about = member (in, "about");
  for (struct at at = first_of (about); at.index; at = next_in (about, at))
    {
      buffer_text (out, before);
      add_key (out, at);
      buffer_char (out, ' ');
      add_value (out, at);
      buffer_text (out, after);
    }
}

bool
is_true (struct at in, const char *name)
{
  struct at at = member (in, name);
  return at.index && value_of (at)->kind == JSON_TRUE;
}

/* The one thing a sentence is asked about, or one of them. */
static void
add_open (struct buffer *out, struct at open, const char *when, int depth)
{
  struct at holds = member (open, "holds");
  indent (out, depth);
  buffer_text (out, when);
  add_about (out, open, " ", ":");
  if (has (open, "met"))
    buffer_text (out, is_true (open, "met") ? " met so far" : " not met yet");
  else if (has (open, "waived"))
    buffer_text (out, " not judged, waived");
  else if (has (open, "applies"))
    buffer_text (out, is_true (open, "applies") ? " not judged, has not applied throughout"
                                                : " not judged, does not apply");
  else if (holds.index && value_of (holds)->kind == JSON_NULL)
    buffer_text (out, " not known");
  else
    buffer_text (out, is_true (open, "holds") ? " holds" : " does not hold");
  if (is_true (open, "applies"))
    add_member (out, " (only since ", open, "applied_since", ")");
  add_member (out, "; ", open, "since", "");
  if (has (open, "since"))
    add_member (out, " to ", open, "until", "");
  if (!is_true (open, "met"))
    add_member (out, "; reminder on ", open, "reminder", "");
  buffer_char (out, '\n');
  add_conditions (out, member (open, "conditions"), depth + 3);
}

/* What a state says by itself: of a sentence that asks nothing now. */
static const char *const quiet[][2] = {
  { "nothing_open", "nothing is open" },
  { "between_periods", "between two of its periods" },
  { "period_not_judged", "this period is not judged, of days off alone or not inside another" },
  { "away_in_period", "not judged in this period, away in it" },
  { "known_in_period", "not judged in this period, known only after it began" },
  { "waived_in_period", "not judged in this period, waived in it" },
  { "not_in_force_throughout", "this period is not judged, not in force throughout" },
  { "waived", "waived" },
  { "of_the_school", "it is the school's own" },
  { "over", "its day is over" },
  { "away", "away" },
};

static void
add_quiet (struct buffer *out, struct at sentence, int depth)
{
  indent (out, depth);
  buffer_text (out, "now: ");
  for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
    if (is (sentence, "state", quiet[i][0]))
      buffer_text (out, quiet[i][1]);
  if (is (sentence, "state", "out_of_force"))
    {
      bool before = has (sentence, "in_force_from");
      add_member (out, "in force from ", sentence, "in_force_from", " on");
      if (!before)
        add_member (out, "no longer in force, since the end of ", sentence, "in_force_until", "");
    }
  add_member (out, " until the end of ", sentence, "waived_until", "");
  buffer_char (out, '\n');
}

/* What is announced and waits for its day. */
static void
add_announced (struct buffer *out, struct at sentence, int depth)
{
  struct at list = member (sentence, "announced");
  for (struct at at = first_of (list); at.index; at = next_in (list, at))
    {
      indent (out, depth);
      buffer_text (out, "announced ");
      add_day (out, at, "time");
      add_member (out,
                  has (at, "objected") ? ", objected to, so decided on " : ", takes effect on ", at,
                  "due", "\n");
    }
}

/* When it is asked, before what it concludes. */
static void
begin_open (struct buffer *when, struct at sentence, struct at open)
{
  if (is (sentence, "state", "at_event"))
    buffer_text (when, "as it stands, at such an event:");
  else if (is (sentence, "state", "at_end_of_period") || is (sentence, "state", "at_day"))
    add_member (when, "as it stands, at the end of ", open, "until", ":");
  else
    buffer_text (when, "now:");
}

void
add_stand (struct buffer *out, struct at sentence, int depth)
{
  struct at list = member (sentence, "open");
  struct buffer when = BUFFER_INIT;
  add_announced (out, sentence, depth);
  if (!list.index)
    add_quiet (out, sentence, depth);
  for (struct at at = first_of (list); at.index; at = next_in (list, at))
    {
      buffer_clear (&when);
      begin_open (&when, sentence, at);
      add_open (out, at, buffer_string (&when), depth);
    }
  out->failed |= when.failed;
  buffer_release (&when);
}
