/* error.c — filling a struct error. */
#include "engine/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops the bytes of a character that the end of the text cut in two. */
static void
cut_on_character (char *text, size_t size)
{
  size_t end = size - 1, start = end;
  while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
    start--;
  if (start == 0)
    return;
  unsigned char lead = (unsigned char)text[start - 1];
  size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (end - (start - 1) < need)
    text[start - 1] = 0;
}

int
error_set (struct error *error, enum error_code code, const char *format, ...)
{
  if (!error)
    return -1;
  va_list arguments;
  va_start (arguments, format);
  int length = vsnprintf (error->text, sizeof error->text, format, arguments);
  va_end (arguments);
  if (length >= (int)sizeof error->text)
    cut_on_character (error->text, sizeof error->text);
  error->code = code;
  return -1;
}

int
error_memory (struct error *error)
{
  return error_set (error, ERROR_MEMORY, "out of memory");
}

int
error_shown (const char *text, size_t len)
{
  size_t shown = len;
  if (len > 60)
    for (shown = 60; shown > 0 && ((unsigned char)text[shown] & 0xC0) == 0x80;)
      shown--;
  return (int)shown;
}
