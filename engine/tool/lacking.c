/* lacking.c — what a sentence still lacks, for people. */
#include "engine/tool/lacking.h"

#include <string.h>

#include "engine/base/json.h"

enum
{
  DEEPEST = 2100 /* groups of conditions lie in each other up to 1000 deep, two containers each */
};

static const struct json_value *
member (const struct json_doc *doc, uint32_t at, const char *name)
{
  for (uint32_t i = at + 1; i < doc->values[at].next; i = doc->values[i].next)
    if (doc->values[i].key_len == strlen (name)
        && memcmp (doc->values[i].key, name, doc->values[i].key_len) == 0)
      return &doc->values[i];
  return NULL;
}

static void
add_member (struct buffer *out, const struct json_doc *doc, uint32_t at, const char *name,
            const char *before)
{
  const struct json_value *value = member (doc, at, name);
  if (value)
    buffer_format (out, "%s%.*s", before, (int)value->text_len, value->text);
}

static const char *
mark_of (const struct json_doc *doc, uint32_t at)
{
  const struct json_value *held = member (doc, at, "held");
  return !held || held->kind == JSON_NULL ? "?" : held->kind == JSON_TRUE ? "✓" : "✗";
}

static void add_conditions (struct buffer *out, const struct json_doc *doc, uint32_t list,
                            int indent);

/* A condition, or a group and under it its parts. */
static void
add_condition (struct buffer *out, const struct json_doc *doc, uint32_t at, int indent)
{
  static const char *const groups[] = { "all", "any", "none" };
  buffer_format (out, "%*s%s ", indent, "", mark_of (doc, at));
  for (int i = 0; i < 3; i++)
    {
      const struct json_value *parts = member (doc, at, groups[i]);
      if (!parts)
        continue;
      buffer_format (out, "%s of\n", groups[i]);
      add_conditions (out, doc, (uint32_t)(parts - doc->values), indent + 2);
      return;
    }
  add_member (out, doc, at, "is", "");
  add_member (out, doc, at, "was", ": ");
  add_member (out, doc, at, "lacks", ", lacks ");
  add_member (out, doc, at, "from", ", from ");
  buffer_char (out, '\n');
}

static void
add_conditions (struct buffer *out, const struct json_doc *doc, uint32_t list, int indent)
{
  for (uint32_t i = list + 1; i < doc->values[list].next; i = doc->values[i].next)
    add_condition (out, doc, i, indent);
}

/* Each thing that is open: what it is about, its days, its conditions. */
static void
add_open (struct buffer *out, const struct json_doc *doc, int indent)
{
  const struct json_value *open = member (doc, 0, "open");
  uint32_t list = open ? (uint32_t)(open - doc->values) : 0;
  for (uint32_t i = list + 1; open && i < open->next; i = doc->values[i].next)
    {
      const struct json_value *about = member (doc, i, "about");
      const struct json_value *conditions = member (doc, i, "conditions");
      if (about)
        {
          const struct json_value *value = about + 1;
          buffer_format (out, "%*s%.*s %.*s", indent, "", (int)value->key_len, value->key,
                         (int)value->text_len, value->text);
          add_member (out, doc, i, "until", ", until ");
          buffer_char (out, '\n');
        }
      if (conditions)
        add_conditions (out, doc, (uint32_t)(conditions - doc->values), indent + (about ? 2 : 0));
    }
}

/* "not_yet" reads: not yet. */
static void
add_state (struct buffer *out, const struct json_doc *doc)
{
  const struct json_value *state = member (doc, 0, "state");
  buffer_text (out, "  as it stands (");
  for (uint32_t i = 0; state && i < state->text_len; i++)
    buffer_char (out, state->text[i] == '_' ? ' ' : state->text[i]);
  buffer_text (out, ")\n");
}

int
lacking_plain (struct buffer *out, const char *explanation, struct error *error)
{
  static const char padding[JSON_PADDING];
  struct json_reader *reader;
  struct json_doc doc;
  struct buffer text = BUFFER_INIT;
  if (json_reader_new (&reader, DEEPEST, error) < 0)
    return -1;
  buffer_text (&text, explanation);
  buffer_add (&text, padding, sizeof padding);
  int status = text.failed ? error_memory (error)
                           : json_read (reader, text.data, strlen (explanation), &doc, error);
  if (status == 0)
    {
      add_state (out, &doc);
      add_open (out, &doc, 4);
    }
  buffer_release (&text);
  json_reader_free (reader);
  return status;
}
