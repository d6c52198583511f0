/* plain.c — decisions for people: when, who, what, and under it why. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/tool/plain.h"

static void
add_head (struct buffer *out, const struct plan *plan, const struct strings *strings,
          const struct decision *decision)
{
  day_write (out, instant_day (decision->time, plan->calendar.offset));
  buffer_text (out, "  ");
  if (decision->teacher != STRINGS_NONE)
    buffer_format (out, "%-6s", strings_text (strings, decision->teacher));
  const struct sentence *sentence = decision->sentence;
  const char *severity
      = sentence && sentence->severity != NONE ? strings_text (strings, sentence->severity) : "";
  const char *mark = decision->form == FORM_ERROR         ? "ERROR "
                     : strcmp (severity, "critical") == 0 ? "!! "
                     : strcmp (severity, "warning") == 0  ? "! "
                                                          : "";
  buffer_format (out, "  %s%s", mark,
                 sentence ? strings_text (strings, sentence->name)
                          : (decision->form == FORM_MANUAL ? "set by hand" : ""));
  if (decision->verdict != VERDICT_FIRED && decision->verdict != VERDICT_SET
      && decision->verdict != VERDICT_ERROR)
    buffer_format (out, "  (%s)", verdict_name (decision->verdict));
  if (sentence && sentence->cites != NONE)
    buffer_format (out, "  [%s]", strings_text (strings, sentence->cites));
}

/* Whether a condition held: yes, no, or unknown. */
static const char *
mark_of (struct value held)
{
  return held.state != VALUE_KNOWN ? "?" : held.n ? "✓" : "✗";
}

static void
add_changes (struct buffer *out, const struct plan *plan, const struct strings *strings,
             const struct decision *decision)
{
  for (uint32_t i = 0; i < decision->change_count; i++)
    {
      const struct change *change = &decision->changes[i];
      const struct track *track = &plan->tracks[change->track];
      const uint32_t *states = plan->schema.lists[track->words].words;
      buffer_format (out, "\n            %s: %s → %s", strings_text (strings, track->name),
                     strings_text (strings, states[change->from]),
                     strings_text (strings, states[change->to]));
    }
}

void
decision_plain (struct buffer *out, const struct plan *plan, const struct strings *strings,
                const struct decision *decision)
{
  add_head (out, plan, strings, decision);
  if (decision->says && *decision->says)
    buffer_format (out, "\n            %s", decision->says);
  add_changes (out, plan, strings, decision);
  for (uint32_t i = 0; i < decision->because_count; i++)
    {
      const struct seen *seen = &decision->because[i];
      struct buffer was = BUFFER_INIT;
      seen_text (&was, plan, strings, seen);
      buffer_format (out, "\n            %s %s%s%s", mark_of (seen->held),
                     strings_text (strings, plan->nodes[seen->node].text), was.size ? ": " : "",
                     buffer_string (&was));
      buffer_release (&was);
    }
}
