/* buffer.c — text being put together. */
#include "engine/base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buffer_release (struct buffer *buffer)
{
  free (buffer->data);
  *buffer = (struct buffer)BUFFER_INIT;
}

void
buffer_clear (struct buffer *buffer)
{
  buffer->size = 0;
  buffer->failed = false;
}

/* Makes room for `more` bytes and the ending 0. */
static bool
reserve (struct buffer *buffer, size_t more)
{
  if (buffer->failed)
    return false;
  if (buffer->size + more < buffer->capacity)
    return true;
  size_t capacity = (buffer->capacity + more) * 2 + 64;
  char *grown = realloc (buffer->data, capacity);
  if (!grown)
    {
      buffer->failed = true;
      return false;
    }
  buffer->data = grown;
  buffer->capacity = capacity;
  return true;
}

void
buffer_add (struct buffer *buffer, const void *bytes, size_t size)
{
  if (!reserve (buffer, size))
    return;
  if (size)
    memcpy (buffer->data + buffer->size, bytes, size);
  buffer->size += size;
  buffer->data[buffer->size] = 0;
}

void
buffer_text (struct buffer *buffer, const char *text)
{
  buffer_add (buffer, text, strlen (text));
}

void
buffer_char (struct buffer *buffer, char c)
{
  buffer_add (buffer, &c, 1);
}

void
buffer_format (struct buffer *buffer, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  int length = vsnprintf (0, 0, format, arguments);
  va_end (arguments);
  if (length < 0 || !reserve (buffer, (size_t)length))
    {
      buffer->failed = true;
      return;
    }
  va_start (arguments, format);
  vsnprintf (buffer->data + buffer->size, (size_t)length + 1, format, arguments);
  va_end (arguments);
  buffer->size += (size_t)length;
}

void
buffer_digits (struct buffer *buffer, uint64_t number, int width)
{
  char digits[24];
  int at = (int)sizeof digits;
  while (number > 0 || width > 0)
    {
      digits[--at] = (char)('0' + number % 10);
      number /= 10;
      width--;
    }
  buffer_add (buffer, digits + at, sizeof digits - (size_t)at);
}

static void
add_escape (struct buffer *buffer, unsigned char c)
{
  static const char letter[]
      = { ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r' };
  if (c == '"' || c == '\\')
    buffer_add (buffer, (char[]){ '\\', (char)c }, 2);
  else if (c < sizeof letter && letter[c])
    buffer_add (buffer, (char[]){ '\\', letter[c] }, 2);
  else
    buffer_format (buffer, "\\u%04x", c);
}

void
buffer_json (struct buffer *buffer, const char *text, size_t size)
{
  buffer_char (buffer, '"');
  size_t from = 0;
  for (size_t i = 0; i < size; i++)
    {
      unsigned char c = (unsigned char)text[i];
      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      buffer_add (buffer, text + from, i - from);
      add_escape (buffer, c);
      from = i + 1;
    }
  buffer_add (buffer, text + from, size - from);
  buffer_char (buffer, '"');
}

const char *
buffer_string (const struct buffer *buffer)
{
  return buffer->data && buffer->size ? buffer->data : "";
}
