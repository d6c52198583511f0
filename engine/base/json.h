/* json.h — reading JSON text into a flat array of values.
 *
 * One call reads one document and visits every value in it, so what it
 * accepts is wholly valid: UTF-8, escapes, numbers, nesting.  The result is
 * an array in document order: a container is followed by what is inside it,
 * and `next` steps over the whole.  Numbers stay the token that was written;
 * nobody turns them into binary floating point here.
 *
 * The parser behind it is simdjson's on-demand one (json.cc), chosen by
 * measuring: see docs/performance.md.
 *
 * Ownership: all strings are borrowed, from the text given and from the
 * reader, and live until the next json_read with the same reader. */
#ifndef TENURE_BASE_JSON_H
#define TENURE_BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The text given must be readable (not meaningful) this far past its end. */
#define JSON_PADDING 64

enum json_kind
{
  JSON_NULL,
  JSON_FALSE,
  JSON_TRUE,
  JSON_NUMBER,
  JSON_STRING,
  JSON_ARRAY,
  JSON_OBJECT
};

struct json_value
{
  const char *key;            /* the member's name, unescaped; NULL outside an object */
  const char *text;           /* a string unescaped, or a number's token; not ended by 0 */
  uint32_t key_len, text_len; /* bytes */
  uint32_t next;              /* index of the value after this one and its contents */
  uint32_t kind;              /* enum json_kind */
};

struct json_doc
{
  const struct json_value *values; /* values[0] is the document itself */
  uint32_t count;
};

struct json_reader;

/* Makes a reader for documents nested at most `depth` containers deep, at
 * least 1. */
int json_reader_new (struct json_reader **out, unsigned depth, struct error *error);
void json_reader_free (struct json_reader *reader);

/* Reads one document, which must be an object or an array.  Errors: what is
 * wrong, and the column (1-based, bytes) where the parser stood. A member
 * name repeated within one object is an error too. */
int json_read (struct json_reader *reader, const char *text, size_t len, struct json_doc *out,
               struct error *error);

/* Whether a value is a string of exactly these bytes. */
int json_is_string (const struct json_value *value, const char *text);

/* Appends a canonical form of values[at]: members sorted by name, numbers as
 * their digits and a power of ten, nothing insignificant.  Two values are equal as JSON
 * exactly when these bytes are. */
struct buffer;
int json_canonical (const struct json_doc *doc, uint32_t at, struct buffer *out,
                    struct error *error);

#ifdef __cplusplus
}
#endif
#endif
