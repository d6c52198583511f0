/* json_walk.h — going through a JSON document that was read, by names. */
#ifndef TENURE_TOOL_JSON_WALK_H
#define TENURE_TOOL_JSON_WALK_H

#include <string.h>

#include "engine/base/buffer.h"
#include "engine/base/json.h"

/* A value inside a document. */
struct at
{
  const struct json_doc *doc;
  uint32_t index; /* 0: the root, or where a value was looked for: there is none */
};

static inline const struct json_value *
value_of (struct at at)
{
  return &at.doc->values[at.index];
}

static inline struct at
first_in (struct at in)
{
  bool empty = value_of (in)->next == in.index + 1;
  return (struct at){ in.doc, empty ? 0 : in.index + 1 };
}

/* The one after a value inside `in`. */
static inline struct at
next_in (struct at in, struct at at)
{
  uint32_t next = value_of (at)->next;
  return (struct at){ at.doc, next < value_of (in)->next ? next : 0 };
}

static inline struct at
member (struct at in, const char *name)
{
  struct at at = first_in (in);
  for (; at.index; at = next_in (in, at))
    if (value_of (at)->key_len == strlen (name)
        && memcmp (value_of (at)->key, name, strlen (name)) == 0)
      break;
  return at;
}

static inline bool
has (struct at in, const char *name)
{
  return member (in, name).index != 0;
}

static inline bool
is (struct at in, const char *name, const char *text)
{
  struct at at = member (in, name);
  return at.index && json_is_string (value_of (at), text);
}

/* The first of a list or an object that may not be there. */
static inline struct at
first_of (struct at list)
{
  return list.index ? first_in (list) : list;
}

static inline void
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

static inline void
add_key (struct buffer *out, struct at at)
{
  buffer_add (out, value_of (at)->key, value_of (at)->key_len);
}

/* The value of a member between two texts; nothing where it is absent. */
static inline void
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

/* The day of an instant that is a member. */
static inline void
add_day (struct buffer *out, struct at in, const char *name)
{
  struct at time = member (in, name);
  if (time.index)
    buffer_add (out, value_of (time)->text, 10);
}

#endif
