/* error.c — the one shape of failure. */
#include "engine/base/error.h"

#include <string.h>

#include "tests/tap.h"

int
main (void)
{
  struct error error = { 0 };
  is_int (error_set (&error, ERROR_LIMIT, "%d of %s", 3, "them"), -1, "setting an error yields -1");
  is_int (error.code, ERROR_LIMIT, "its code");
  is_str (error.text, "3 of them", "its text");
  is_int (error_set (NULL, ERROR_INPUT, "x"), -1, "nobody need want it");
  is_int (error_memory (&error), -1, "out of memory yields -1");
  is_int (error.code, ERROR_MEMORY, "and has its code");

  /* A text that is too long, shifted so that the cut falls on every byte of
   * characters of every size. */
  static const char *const characters[] = { "a", "é", "中", "\U0001F393" };
  char text[4 * sizeof error.text];
  int broken = 0, short_ones = 0;
  for (size_t c = 0; c < sizeof characters / sizeof *characters; c++)
    for (size_t shift = 0; shift < 8; shift++)
      {
        memset (text, 'x', shift);
        size_t len = shift, size = strlen (characters[c]);
        for (; len + size < sizeof text; len += size)
          memcpy (text + len, characters[c], size);
        text[len] = 0;
        error_set (&error, ERROR_INPUT, "%s", text);
        broken += !tap_is_utf8 (error.text, strlen (error.text));
        short_ones += strlen (error.text) < sizeof error.text - 4;
      }
  is_int (broken, 0, "a long text is cut on a character");
  is_int (short_ones, 0, "and no more is cut than must be");
  memset (text, 'x', sizeof error.text - 1);
  strcpy (text + sizeof error.text - 1 - strlen ("中"), "中");
  error_set (&error, ERROR_INPUT, "%s", text);
  is_str (error.text, text, "a text that just fits is kept");
  return tap_done ();
}
