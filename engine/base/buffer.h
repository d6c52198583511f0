/* buffer.h — text being put together.
 *
 * A buffer grows as it is written to.  Where memory runs out it becomes
 * `failed` and stays so, swallowing what follows: a writer checks once, at
 * the end, and never uses half a text. */
#ifndef TENURE_BASE_BUFFER_H
#define TENURE_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct buffer
{
  char *data; /* `size` bytes, then a 0 once anything was written */
  size_t size, capacity;
  bool failed;
};

#define BUFFER_INIT                                                                                \
  {                                                                                                \
    0, 0, 0, false                                                                                 \
  }

void buffer_release (struct buffer *buffer);
void buffer_clear (struct buffer *buffer);
void buffer_add (struct buffer *buffer, const void *bytes, size_t size);
void buffer_text (struct buffer *buffer, const char *text);
void buffer_char (struct buffer *buffer, char c);
void buffer_format (struct buffer *buffer, const char *format, ...)
    __attribute__ ((format (printf, 2, 3)));

/* Adds a number in decimal, with at least `width` digits. */
void buffer_digits (struct buffer *buffer, uint64_t number, int width);

/* Adds a JSON string, quotes included; `text` is valid UTF-8. */
void buffer_json (struct buffer *buffer, const char *text, size_t size);

/* The text, ended by 0; "" where nothing was written. */
const char *buffer_string (const struct buffer *buffer);

#ifdef __cplusplus
}
#endif
#endif
