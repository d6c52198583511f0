/* encoding.c — which encoding a file is in, and where it is in none. */
#include "engine/event/encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/event/door.h"
#include "tests/tap.h"

#define BYTES(text) text, sizeof text - 1

static char path[] = "/tmp/tenure-encoding-XXXXXX";

static void
write_file (const char *bytes, size_t size)
{
  FILE *file = fopen (path, "wb");
  ok (file && fwrite (bytes, 1, size, file) == size && fclose (file) == 0, "a file is written");
}

/* What a file comes to: its encoding and its lines as UTF-8, or the error. */
static void
describe (const char *bytes, size_t size, struct buffer *out)
{
  struct lines lines;
  struct line line;
  struct decoder decoder = { 0 };
  struct error error = { 0 };
  enum encoding encoding;
  buffer_clear (out);
  write_file (bytes, size);
  if (lines_open (&lines, path, &error) == 0 && encoding_find (&lines, &encoding, &error) == 0
      && decoder_open (&decoder, encoding, &error) == 0)
    {
      buffer_text (out, encoding == ENCODING_UTF8 ? "UTF-8" : "GB18030");
      while (lines_any (&lines, &line, &error) == 1)
        {
          const char *text;
          size_t len;
          if (decoder_line (&decoder, line.text, line.len, &text, &len, &error) < 0)
            break;
          buffer_char (out, '|');
          buffer_add (out, text, len);
        }
    }
  buffer_text (out, error.text);
  decoder_close (&decoder);
  lines_close (&lines);
}

static const struct
{
  const char *bytes;
  size_t size;
  const char *expected;
} cases[] = {
  { BYTES (""), "UTF-8" },
  { BYTES ("a,b\nc\n"), "UTF-8|a,b|c" },
  { BYTES ("a\n\nb"), "UTF-8|a||b" },
  { BYTES ("\xEF\xBB\xBF时间\n"), "UTF-8|时间" },
  { BYTES ("时间,𠮷\n"), "UTF-8|时间,𠮷" },
  { BYTES ("\xCA\xB1\xBC\xE4,\xB9\xA4\xBA\xC5\n1\n"), "GB18030|时间,工号|1" },
  { BYTES ("a\n\x95\x34\x82\x33\n"), "GB18030|a|𠧕" },
  { BYTES ("\x84\x31\x95\x33\xCA\xB1\xBC\xE4\n"), "GB18030|时间" },
  { BYTES ("a\rb\rc"), "UTF-8|a|b|c" },
  { BYTES ("a\rb\nc"), "UTF-8|a\rb|c" },
  { BYTES ("a\n时,\xFF\n"),
    "byte 0xFF at line 2, column 3 is not UTF-8, nor is byte 0xB6 at line 2, column 2 GB18030: "
    "save the sheet as \"CSV UTF-8\"" },
  { BYTES ("\xEF\xBB\xBF时\xC0\x80\n"),
    "byte 0xC0 at line 1, column 2 is not UTF-8: save the sheet as \"CSV UTF-8\"" },
  { BYTES ("\xB9\xA4\n\xB9\xA4\xFF\n"),
    "byte 0xB9 at line 1, column 1 is not UTF-8, nor is byte 0xFF at line 2, column 2 GB18030: "
    "save the sheet as \"CSV UTF-8\"" },
  { BYTES ("a\xCA"), "byte 0xCA at line 1, column 2 is not UTF-8, nor is byte 0xCA at line 1, "
                     "column 2 GB18030: save the sheet as \"CSV UTF-8\"" },
  { BYTES ("\xED\xA0\x80\x20"), "byte 0xED at line 1, column 1 is not UTF-8, nor is byte 0x80 at "
                                "line 1, column 2 GB18030: save the sheet as \"CSV UTF-8\"" },
  { BYTES ("\xFF\xFEt\0"), "is UTF-16 text: save the sheet as \"CSV UTF-8\"" },
  { BYTES ("t\0i\0"), "is UTF-16 text: save the sheet as \"CSV UTF-8\"" },
  { BYTES ("PK\x03\x04..."), "is a workbook (.xlsx): save the sheet as \"CSV UTF-8\"" },
};

/* Bytes beyond a block and beyond a word, with the misfit at every place. */
static void
check_places (void)
{
  static char bytes[300001];
  struct buffer found = BUFFER_INIT;
  char expected[80];
  for (size_t at = 299990; at < 300000; at++)
    {
      memset (bytes, 'a', sizeof bytes);
      for (size_t i = 99; i < at; i += 100)
        bytes[i] = '\n';
      bytes[at] = '\x80';
      describe (bytes, sizeof bytes, &found);
      snprintf (expected, sizeof expected, "byte 0x80 at line %zu, column %zu is not UTF-8, nor",
                at / 100 + 1, at % 100 + 1);
      ok (strncmp (buffer_string (&found), expected, strlen (expected)) == 0, "a misfit at %zu: %s",
          at, buffer_string (&found));
    }
  buffer_release (&found);
}

int
main (void)
{
  int fd = mkstemp (path);
  struct buffer found = BUFFER_INIT;
  ok (fd >= 0 && close (fd) == 0, "a file");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      describe (cases[i].bytes, cases[i].size, &found);
      is_str (buffer_string (&found), cases[i].expected, "case %zu", i + 1);
    }
  buffer_release (&found);
  check_places ();
  unlink (path);
  return tap_done ();
}
