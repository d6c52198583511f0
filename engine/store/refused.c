/* refused.c — what was refused at the door: the latest, and not too much. */
#include <string.h>

#include "engine/store/store_parts.h"

enum
{
  MOST_REFUSED = 10000,
  MOST_BYTES = 16 << 20, /* of their texts */
  MOST_TEXT = 1 << 10    /* bytes of one text */
};

/* The length to keep of a text, which may be any bytes: cut on a character. */
static size_t
cut (const char *text, size_t len)
{
  if (len <= MOST_TEXT)
    return len;
  size_t kept = MOST_TEXT;
  while (kept > MOST_TEXT - 3 && ((unsigned char)text[kept] & 0xC0) == 0x80)
    kept--;
  return ((unsigned char)text[kept] & 0xC0) == 0x80 ? MOST_TEXT : kept;
}

static size_t
add_text (struct query *query, const char *text, size_t len)
{
  size_t kept = text ? cut (text, len) : 0;
  query_blob (query, text, kept);
  return kept;
}

static size_t
add_string (struct query *query, const char *text)
{
  return add_text (query, text, text ? strlen (text) : 0);
}

/* The number and the bytes of all before a new one. */
static int
find_last (struct store *store, int64_t *number, int64_t *before, struct error *error)
{
  *number = *before = 0;
  struct query query = query_take (store, SQL_REFUSED_LAST);
  int status = query_step (&query, "what was refused could not be read", error);
  if (status == 1)
    {
      *before = query_get_integer (&query, 0);
      *number = query_get_integer (&query, 1);
    }
  query_give (&query);
  return status;
}

static int
trim (struct store *store, int64_t last, int64_t bytes, struct error *error)
{
  struct query query = query_take (store, SQL_REFUSED_TRIM);
  int status;
  do
    {
      query_again (&query);
      query_integer (&query, last - MOST_REFUSED);
      query_integer (&query, bytes - MOST_BYTES);
      status = query_step (&query, "what was refused could not be written", error);
    }
  while (status == 1);
  query_give (&query);
  return status;
}

static int
add (struct store *store, const struct refused *refused, struct error *error)
{
  int64_t number, bytes;
  if (find_last (store, &number, &bytes, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_REFUSED_PUT);
  query_integer (&query, ++number);
  query_integer (&query, bytes);
  query_integer (&query, refused->at);
  query_number (&query, refused->line);
  bytes += (int64_t)add_string (&query, refused->id);
  bytes += (int64_t)add_string (&query, refused->field);
  bytes += (int64_t)add_string (&query, refused->reason);
  bytes += (int64_t)add_text (&query, refused->text, refused->len);
  if (query_run (&query, "what was refused could not be written", error) < 0)
    return -1;
  return trim (store, number, bytes, error);
}

int
store_refuse (struct store *store, const struct refused *refused, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  return write_end (&writing, add (store, refused, error), error);
}

/* A text ended by 0, at the end of those taken before; where it lies. */
static size_t
take_text (struct query *query, int column, struct buffer *texts, size_t *len)
{
  size_t at = texts->size;
  const void *bytes = query_get_blob (query, column, len);
  buffer_add (texts, bytes, *len);
  buffer_char (texts, 0);
  return at;
}

static int
take_row (struct query *query, struct buffer *texts, struct refused *out, struct error *error)
{
  size_t len, at[4];
  buffer_clear (texts);
  for (int i = 0; i < 4; i++)
    at[i] = take_text (query, 2 + i, texts, &len);
  if (texts->failed)
    return error_memory (error);
  *out = (struct refused){ .at = query_get_integer (query, 0),
                           .line = (uint64_t)query_get_integer (query, 1),
                           .id = texts->data + at[0],
                           .field = texts->data + at[1],
                           .reason = texts->data + at[2],
                           .text = texts->data + at[3],
                           .len = len };
  return 0;
}

static int
each_row (struct query *query, struct buffer *texts, store_refusal *each, void *context,
          struct error *error)
{
  for (;;)
    {
      struct refused refused;
      int status = query_step (query, "what was refused could not be read", error);
      if (status <= 0)
        return status;
      if (take_row (query, texts, &refused, error) < 0 || each (context, &refused, error) < 0)
        return -1;
    }
}

int
store_refusals (struct store *store, uint32_t limit, store_refusal *each, void *context,
                struct error *error)
{
  struct buffer texts = BUFFER_INIT;
  struct query query = query_take (store, SQL_REFUSED_LIST);
  query_integer (&query, limit ? (int64_t)limit : -1);
  int status = each_row (&query, &texts, each, context, error);
  query_give (&query);
  buffer_release (&texts);
  return status;
}
