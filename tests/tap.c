/* tap.c — tests that speak the Test Anything Protocol.
 *
 * Every line is flushed, so that a crash loses none. */
#include "tests/tap.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct
{
  int run, failed;
} tally;

/* So that an allocation no machine can meet fails here as it does elsewhere. */
const char *__asan_default_options (void);
const char *
__asan_default_options (void)
{
  return "allocator_may_return_null=1";
}

/* What stands in a line may not end it, nor be taken for a directive. */
static void
print_text (const char *text, size_t len)
{
  for (size_t i = 0; i < len; i++)
    {
      unsigned char c = (unsigned char)text[i];
      if (c == '#' || c == '\\')
        printf ("\\%c", c);
      else if (c < 0x20 || c == 0x7F)
        printf ("\\x%02x", c);
      else
        putchar (c);
    }
}

static bool
report (const char *file, int line, bool held, const char *what, va_list arguments)
{
  char text[400];
  vsnprintf (text, sizeof text, what, arguments);
  printf ("%sok %d - ", held ? "" : "not ", ++tally.run);
  print_text (text, strlen (text));
  putchar ('\n');
  if (!held)
    {
      tally.failed++;
      printf ("#   at %s:%d\n", file, line);
    }
  fflush (stdout);
  return held;
}

static void
print_value (const char *label, const char *text, size_t len)
{
  printf ("#   %s: ", label);
  if (text)
    {
      putchar ('"');
      print_text (text, len);
      putchar ('"');
    }
  else
    fputs ("NULL", stdout);
  putchar ('\n');
}

bool
tap_ok (const char *file, int line, bool held, const char *what, ...)
{
  va_list arguments;
  va_start (arguments, what);
  report (file, line, held, what, arguments);
  va_end (arguments);
  return held;
}

bool
tap_int (const char *file, int line, long long got, long long expected, const char *what, ...)
{
  va_list arguments;
  va_start (arguments, what);
  bool held = report (file, line, got == expected, what, arguments);
  va_end (arguments);
  if (!held)
    printf ("#   got: %lld\n#   expected: %lld\n", got, expected);
  return held;
}

bool
tap_str (const char *file, int line, const char *got, const char *expected, const char *what, ...)
{
  bool same = got && expected ? strcmp (got, expected) == 0 : got == expected;
  va_list arguments;
  va_start (arguments, what);
  report (file, line, same, what, arguments);
  va_end (arguments);
  if (!same)
    {
      print_value ("got", got, got ? strlen (got) : 0);
      print_value ("expected", expected, expected ? strlen (expected) : 0);
    }
  return same;
}

bool
tap_text (const char *file, int line, const char *got, size_t len, const char *expected,
          const char *what, ...)
{
  bool same = got && len == strlen (expected) && memcmp (got, expected, len) == 0;
  va_list arguments;
  va_start (arguments, what);
  report (file, line, same, what, arguments);
  va_end (arguments);
  if (!same)
    {
      print_value ("got", got, len);
      print_value ("expected", expected, strlen (expected));
    }
  return same;
}

void
tap_skip (const char *why, ...)
{
  va_list arguments;
  va_start (arguments, why);
  printf ("ok %d # SKIP ", ++tally.run);
  vprintf (why, arguments);
  putchar ('\n');
  va_end (arguments);
  fflush (stdout);
}

void
tap_note (const char *what, ...)
{
  va_list arguments;
  va_start (arguments, what);
  fputs ("# ", stdout);
  vprintf (what, arguments);
  putchar ('\n');
  va_end (arguments);
  fflush (stdout);
}

int
tap_done (void)
{
  if (tally.run == 0)
    {
      tally.failed++;
      printf ("not ok %d - nothing was checked\n", ++tally.run);
    }
  printf ("1..%d\n", tally.run);
  return tally.failed || fflush (stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* How many bytes the character at `s` has, of `left`; 0 where it is none. */
static size_t
utf8_size (const unsigned char *s, size_t left)
{
  static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  size_t size = *s < 0x80 ? 1 : *s < 0xC0 ? 0 : *s < 0xE0 ? 2 : *s < 0xF0 ? 3 : *s < 0xF8 ? 4 : 0;
  if (size < 2 || size > left)
    return size > left ? 0 : size;
  uint32_t point = *s & (0xFFu >> (size + 1));
  for (size_t i = 1; i < size; i++)
    {
      if ((s[i] & 0xC0) != 0x80)
        return 0;
      point = point << 6 | (s[i] & 0x3F);
    }
  bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < least[size] || point > 0x10FFFF || surrogate ? 0 : size;
}

bool
tap_is_utf8 (const char *text, size_t len)
{
  for (size_t at = 0, size; at < len; at += size)
    if ((size = utf8_size ((const unsigned char *)text + at, len - at)) == 0)
      return false;
  return true;
}
