/* why_text.c — an explanation for people, from its JSON. */
#include "engine/tool/why_text.h"

#include "engine/tool/why_parts.h"

enum
{
  DEPTH_LIMIT = 4096 /* groups in groups, as deep as policies nest */
};

/* What counted for a reason of a decision. */
static void
add_counted (struct buffer *out, struct at decision, struct at reason, int depth)
{
  struct at counted = member (decision, "counted");
  const struct json_value *is = value_of (member (reason, "is"));
  for (struct at at = first_of (counted); at.index; at = next_in (counted, at))
    {
      const struct json_value *of = value_of (member (at, "is"));
      if (of->text_len != is->text_len || memcmp (of->text, is->text, is->text_len) != 0)
        continue;
      add_events (out, at, depth);
      return;
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
  add_member (out, "; places: ", ranked, "places", "");
  if (value_of (member (ranked, "tied"))->text_len > 1
      || *value_of (member (ranked, "tied"))->text != '1')
    add_member (out, "; alike: ", ranked, "tied", "");
  struct at by = member (ranked, "by");
  for (struct at at = first_of (by); at.index; at = next_in (by, at))
    {
      if (value_of (member (at, "is"))->kind == JSON_NULL)
        buffer_text (out, "; by "); /* a fact without a name */
      else
        add_member (out, "; ", at, "is", ": ");
      add_member (out, "", at, "was", "");
    }
  buffer_char (out, '\n');
}

static void
add_changes (struct buffer *out, struct at decision)
{
  struct at changes = member (decision, "changes");
  for (struct at at = first_of (changes); at.index; at = next_in (changes, at))
    {
      add_member (out, ", ", at, "track", "");
      add_member (out, ": ", at, "from", "");
      add_member (out, " → ", at, "to", "");
    }
}

static void
add_gives (struct buffer *out, struct at decision)
{
  struct at gives = member (decision, "gives");
  for (struct at at = first_of (gives); at.index; at = next_in (gives, at))
    {
      buffer_text (out, at.index == first_in (gives).index ? "     gives " : ", ");
      add_key (out, at);
      buffer_char (out, ' ');
      add_value (out, at);
    }
  if (gives.index)
    buffer_char (out, '\n');
}

/* "passed_over" reads: passed over. */
static void
add_words (struct buffer *out, struct at name)
{
  size_t from = out->size;
  add_value (out, name);
  for (; from < out->size; from++)
    if (out->data[from] == '_')
      out->data[from] = ' ';
}

static void
add_decision (struct buffer *out, struct at decision)
{
  indent (out, 2);
  add_day (out, decision, "time");
  buffer_text (out, "  ");
  add_words (out, member (decision, "outcome"));
  buffer_text (out, is_true (decision, "trial") ? " (trial)" : "");
  add_about (out, decision, ", ", "");
  add_changes (out, decision);
  buffer_char (out, '\n');
  add_member (out, "     ", decision, "says", "\n");
  add_gives (out, decision);
  struct at because = member (decision, "because");
  for (struct at at = first_of (because); at.index; at = next_in (because, at))
    {
      indent (out, 5);
      buffer_text (out, mark_of (at));
      add_member (out, " ", at, "is", "");
      add_member (out, ": ", at, "was", "");
      buffer_char (out, '\n');
      add_counted (out, decision, at, 9);
    }
  add_ranked (out, decision);
}

static void
add_decisions (struct buffer *out, struct at list)
{
  for (struct at at = first_of (list); at.index; at = next_in (list, at))
    add_decision (out, at);
}

static void
add_sentence (struct buffer *out, struct at sentence)
{
  buffer_char (out, '\n');
  add_member (out, "", sentence, "rule", "");
  add_member (out, "  [", sentence, "cites", "]");
  buffer_char (out, '\n');
  add_decisions (out, member (sentence, "decisions"));
  add_stand (out, sentence, 2);
}

/* Each of an object's values, by its name. */
static void
add_named (struct buffer *out, struct at in)
{
  for (struct at at = first_of (in); at.index; at = next_in (in, at))
    {
      indent (out, 2);
      add_key (out, at);
      buffer_text (out, ": ");
      if (value_of (at)->kind != JSON_OBJECT)
        add_value (out, at);
      else
        {
          add_member (out, "", at, "is", "");
          add_member (out, ", since ", at, "since", "");
        }
      buffer_char (out, '\n');
    }
}

static void
add_all (struct buffer *out, struct at root)
{
  struct at sentences = member (root, "sentences");
  add_member (out, "", root, "teacher", "");
  add_member (out, ", known since ", root, "known", "");
  buffer_text (out, is_true (root, "away") ? ", away\n" : "\n");
  add_named (out, member (root, "profile"));
  add_named (out, member (root, "tracks"));
  add_named (out, member (root, "facts"));
  if (has (root, "manual"))
    {
      buffer_text (out, "\nset by hand\n");
      add_decisions (out, member (root, "manual"));
    }
  for (struct at at = first_of (sentences); at.index; at = next_in (sentences, at))
    add_sentence (out, at);
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
    add_all (out, (struct at){ &doc, 0 });
  json_reader_free (reader);
  return status < 0 ? -1 : out->failed ? error_memory (error) : 0;
}

int
why_text_sentence (struct buffer *out, const char *json, struct error *error)
{
  static const char padding[JSON_PADDING];
  struct json_reader *reader;
  struct json_doc doc;
  struct buffer padded = BUFFER_INIT;
  if (json_reader_new (&reader, DEPTH_LIMIT, error) < 0)
    return -1;
  buffer_text (&padded, json);
  buffer_add (&padded, padding, sizeof padding);
  int status = padded.failed ? error_memory (error)
                             : json_read (reader, padded.data, strlen (json), &doc, error);
  if (status == 0)
    add_stand (out, (struct at){ &doc, 0 }, 2);
  buffer_release (&padded);
  json_reader_free (reader);
  return status < 0 ? -1 : out->failed ? error_memory (error) : 0;
}
