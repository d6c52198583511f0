/* why_text.c — an explanation for people, from its JSON. */
#include "engine/tool/why_text.h"

#include <string.h>

#include "engine/base/json.h"

enum
{
  DEPTH_LIMIT = 4096 /* groups in groups, as deep as policies nest */
};

/* A value inside a document. */
struct at
{
  const struct json_doc *doc;
  uint32_t index; /* 0: there is none */
};

static const struct json_value *
value_of (struct at at)
{
  return &at.doc->values[at.index];
}

static struct at
first_in (struct at at)
{
  bool empty = value_of (at)->next == at.index + 1;
  return (struct at){ at.doc, empty ? 0 : at.index + 1 };
}

/* The one after a value inside `in`. */
static struct at
next_in (struct at in, struct at at)
{
  uint32_t next = value_of (at)->next;
  return (struct at){ at.doc, next < value_of (in)->next ? next : 0 };
}

static struct at
member (struct at in, const char *name)
{
  struct at at = first_in (in);
  for (; at.index; at = next_in (in, at))
    if (value_of (at)->key_len == strlen (name)
        && memcmp (value_of (at)->key, name, strlen (name)) == 0)
      break;
  return at;
}

static void
add_value (struct buffer *out, struct at at)
{
  const struct json_value *value = value_of (at);
  switch (value->kind)
    {
    case JSON_NULL: buffer_char (out, '?'); break;
    case JSON_FALSE: buffer_text (out, "false"); break;
    case JSON_TRUE: buffer_text (out, "true"); break;
    default: buffer_add (out, value->text, value->text_len); break;
    }
}

/* The text of a member between two others; nothing where it is absent. */
static void
add_member (struct buffer *out, const char *before, struct at in, const char *name,
            const char *after)
{
  struct at at = member (in, name);
  if (!at.index)
    return;
  buffer_text (out, before);
  add_value (out, at);
  buffer_text (out, after);
}

static bool
is (struct at in, const char *name, const char *text)
{
  struct at at = member (in, name);
  return at.index && json_is_string (value_of (at), text);
}

static void
indent (struct buffer *out, int depth)
{
  buffer_format (out, "%*s", depth, "");
}

static const char *
mark_of (struct at held)
{
  if (!held.index || value_of (held)->kind == JSON_NULL)
    return "?";
  return value_of (held)->kind == JSON_TRUE ? "✓" : "✗";
}

/* The day of an instant. */
static void
add_day (struct buffer *out, struct at time)
{
  if (time.index)
    buffer_add (out, value_of (time)->text, 10);
}

static void
add_events (struct buffer *out, struct at condition, int depth)
{
  struct at events = member (condition, "events");
  if (!events.index)
    return;
  if (member (condition, "more").index)
    {
      indent (out, depth);
      add_member (out, "… ", condition, "more", " earlier\n");
    }
  for (struct at at = first_in (events); at.index; at = next_in (events, at))
    {
      struct at value = member (at, "value");
      indent (out, depth);
      add_day (out, member (at, "time"));
      add_member (out, "  ", at, "type", "  ");
      add_member (out, "", at, "id", "");
      if (value.index && value_of (value)->kind != JSON_NULL)
        add_member (out, ": ", at, "value", "");
      buffer_char (out, '\n');
    }
}

/* "1 more before 2025-09-01": what is missing, or when it comes by itself. */
static void
add_lack (struct buffer *out, struct at condition)
{
  bool lacks = member (condition, "lacks").index;
  if (lacks)
    {
      add_member (out, " — ", condition, "lacks", "");
      add_member (out, " before ", condition, "before", "");
    }
  else if (member (condition, "from").index)
    add_member (out, " — from ", condition, "from", " on");
}

static void add_conditions (struct buffer *out, struct at list, int depth);

static void
add_condition (struct buffer *out, struct at at, int depth)
{
  static const char *const groups[][2]
      = { { "all", "all of" }, { "any", "one of" }, { "none", "none of" } };
  const char *mark = mark_of (member (at, "held"));
  indent (out, depth);
  for (int i = 0; i < 3; i++)
    if (member (at, groups[i][0]).index)
      {
        buffer_format (out, "%s %s\n", mark, groups[i][1]);
        add_conditions (out, member (at, groups[i][0]), depth + 3);
        return;
      }
  buffer_text (out, mark);
  add_member (out, " ", at, "is", "");
  add_member (out, ": ", at, "was", "");
  add_lack (out, at);
  buffer_char (out, '\n');
  add_events (out, at, depth + 4);
}

static void
add_conditions (struct buffer *out, struct at list, int depth)
{
  for (struct at at = list.index ? first_in (list) : list; at.index; at = next_in (list, at))
    add_condition (out, at, depth);
}

/* {"lesson":"L3"} as "lesson L3". */
static void
add_about (struct buffer *out, struct at in)
{
  struct at about = member (in, "about");
  for (struct at at = about.index ? first_in (about) : about; at.index; at = next_in (about, at))
    {
      buffer_text (out, "  ");
      buffer_add (out, value_of (at)->key, value_of (at)->key_len);
      buffer_char (out, ' ');
      add_value (out, at);
    }
}

/* What counted for a reason of a decision. */
static void
add_counted (struct buffer *out, struct at decision, struct at reason)
{
  struct at counted = member (decision, "counted"), is = member (reason, "is");
  for (struct at at = counted.index ? first_in (counted) : counted; at.index;
       at = next_in (counted, at))
    {
      const struct json_value *a = value_of (member (at, "is")), *b = value_of (is);
      if (a->text_len == b->text_len && memcmp (a->text, b->text, a->text_len) == 0)
        {
          add_events (out, at, 9);
          return;
        }
    }
}

static void
add_ranked (struct buffer *out, struct at decision)
{
  struct at ranked = member (decision, "ranked");
  if (!ranked.index)
    return;
  indent (out, 5);
  add_member (out, "place ", ranked, "place", "");
  add_member (out, " of ", ranked, "of", " eligible");
  add_member (out, ", ", ranked, "places", " places");
  if (!is (ranked, "tied", "1") && value_of (member (ranked, "tied"))->text[0] != '1')
    add_member (out, ", ", ranked, "tied", " alike");
  struct at by = member (ranked, "by");
  for (struct at at = first_in (by); at.index; at = next_in (by, at))
    {
      add_member (out, "; ", at, "is", " ");
      add_member (out, "", at, "was", "");
    }
  buffer_char (out, '\n');
}

static void
add_changes (struct buffer *out, struct at decision)
{
  struct at changes = member (decision, "changes");
  for (struct at at = changes.index ? first_in (changes) : changes; at.index;
       at = next_in (changes, at))
    {
      add_member (out, ", ", at, "track", "");
      add_member (out, ": ", at, "from", "");
      add_member (out, " → ", at, "to", "");
    }
}

static void
add_decision (struct buffer *out, struct at decision)
{
  indent (out, 2);
  add_day (out, member (decision, "time"));
  add_member (out, "  ", decision, "outcome", "");
  add_about (out, decision);
  add_changes (out, decision);
  buffer_char (out, '\n');
  add_member (out, "     ", decision, "says", "\n");
  struct at because = member (decision, "because");
  for (struct at at = because.index ? first_in (because) : because; at.index;
       at = next_in (because, at))
    {
      indent (out, 5);
      buffer_text (out, mark_of (member (at, "held")));
      add_member (out, " ", at, "is", "");
      add_member (out, ": ", at, "was", "");
      buffer_char (out, '\n');
      add_counted (out, decision, at);
    }
  add_ranked (out, decision);
}

static void
add_decisions (struct buffer *out, struct at list)
{
  for (struct at at = list.index ? first_in (list) : list; at.index; at = next_in (list, at))
    add_decision (out, at);
}

/* What a state means to a reader. */
static const char *const states[][2] = {
  { "open", "now" },
  { "nothing_open", "now: nothing is open" },
  { "holds", "now: it holds" },
  { "not_yet", "now: it does not hold" },
  { "at_event", "asked at each such event; as things stand" },
  { "at_end_of_period", "asked at the end of its period; as things stand" },
  { "at_day", "asked on its day; as things stand" },
  { "between_periods", "now: between two of its periods" },
  { "period_not_judged", "now: its period is not judged (days off alone, or not inside)" },
  { "away_in_period", "now: not judged in this period, known too late or away" },
  { "waived_or_out_of_force", "now: not judged in this period, waived or out of force" },
  { "did_not_apply_throughout", "now: not judged in this period, it has not applied throughout" },
  { "waived", "now: waived" },
  { "out_of_force", "now: out of force" },
  { "of_the_school", "it is the school's own" },
  { "away", "now: away" },
};

static void
add_sentence (struct buffer *out, struct at sentence)
{
  buffer_char (out, '\n');
  add_member (out, "", sentence, "rule", "");
  add_member (out, "  [", sentence, "cites", "]");
  buffer_char (out, '\n');
  add_decisions (out, member (sentence, "decisions"));
  for (size_t i = 0; i < sizeof states / sizeof *states; i++)
    if (is (sentence, "state", states[i][0]))
      buffer_format (out, "  %s\n", states[i][1]);
  struct at open = member (sentence, "open");
  for (struct at at = open.index ? first_in (open) : open; at.index; at = next_in (open, at))
    {
      struct at met = member (at, "met");
      size_t before = out->size;
      indent (out, 2);
      buffer_text (out, met.index ? "  " : "");
      if (met.index)
        buffer_text (out, value_of (met)->kind == JSON_TRUE ? "met so far" : "not met yet");
      add_about (out, at);
      add_member (out, "  since ", at, "since", "");
      add_member (out, "  until the end of ", at, "until", "");
      if (out->size == before + 2)
        out->size = before;
      else
        buffer_char (out, '\n');
      add_conditions (out, member (at, "conditions"), 5);
    }
}

static void
add_standing (struct buffer *out, struct at root)
{
  add_member (out, "", root, "teacher", "");
  add_member (out, "  known since ", root, "known", "");
  add_member (out, "  away: ", root, "away", "");
  buffer_char (out, '\n');
  struct at tracks = member (root, "tracks");
  for (struct at at = first_in (tracks); at.index; at = next_in (tracks, at))
    {
      indent (out, 2);
      buffer_add (out, value_of (at)->key, value_of (at)->key_len);
      add_member (out, ": ", at, "is", "");
      add_member (out, ", since ", at, "since", "\n");
    }
  struct at facts = member (root, "facts");
  for (struct at at = first_in (facts); at.index; at = next_in (facts, at))
    {
      indent (out, 2);
      buffer_add (out, value_of (at)->key, value_of (at)->key_len);
      buffer_text (out, ": ");
      add_value (out, at);
      buffer_char (out, '\n');
    }
  if (member (root, "manual").index)
    {
      buffer_text (out, "\nset by hand\n");
      add_decisions (out, member (root, "manual"));
    }
}

int
why_text (struct buffer *out, const char *json, size_t len, struct error *error)
{
  struct json_reader *reader;
  struct json_doc doc;
  if (json_reader_new (&reader, DEPTH_LIMIT, error) < 0)
    return -1;
  int status = json_read (reader, json, len, &doc, error);
  if (status == 0)
    {
      struct at root = { &doc, 0 }, sentences;
      add_standing (out, root);
      sentences = member (root, "sentences");
      for (struct at at = first_in (sentences); at.index; at = next_in (sentences, at))
        add_sentence (out, at);
    }
  json_reader_free (reader);
  return status < 0 ? -1 : out->failed ? error_memory (error) : 0;
}
