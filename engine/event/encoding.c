/* encoding.c — UTF-8 or GB18030, told apart by reading the whole file. */
#include "engine/event/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/event/door.h"

enum
{
  GROWTH = 2 /* bytes of UTF-8 for one of GB18030, at most */
};

/* A byte that does not belong to an encoding. */
struct misfit
{
  uint64_t line; /* 0 where there is none */
  size_t column; /* in characters, from 1 on */
  unsigned char byte;
};

/* How many bytes a text begins with that ASCII has. */
static size_t
ascii_length (const char *text, size_t len)
{
  size_t at = 0;
  uint64_t word;
  for (; at + sizeof word <= len; at += sizeof word)
    {
      memcpy (&word, text + at, sizeof word);
      if (word & UINT64_C (0x8080808080808080))
        break;
    }
  while (at < len && !(text[at] & 0x80))
    at++;
  return at;
}

/* The length of the character a text begins with, or 0 where it is none. */
static size_t
character_length (const unsigned char *text, size_t len)
{
  unsigned char lead = *text, low = 0x80, high = 0xBF;
  size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (lead < 0x80)
    return 1;
  if (lead == 0xE0)
    low = 0xA0;
  else if (lead == 0xED)
    high = 0x9F; /* beyond are surrogates */
  else if (lead == 0xF0)
    low = 0x90;
  else if (lead == 0xF4)
    high = 0x8F;
  if (size == 0 || size > len || text[1] < low || text[1] > high)
    return 0;
  for (size_t i = 2; i < size; i++)
    if ((text[i] & 0xC0) != 0x80)
      return 0;
  return size;
}

/* How many bytes a text begins with that are UTF-8. */
static size_t
utf8_length (const char *text, size_t len)
{
  size_t at = 0, size;
  while ((at += ascii_length (text + at, len - at)) < len)
    {
      size = character_length ((const unsigned char *)text + at, len - at);
      if (size == 0)
        break;
      at += size;
    }
  return at;
}

static size_t
count_characters (const char *text, size_t len)
{
  size_t count = 0;
  for (size_t i = 0; i < len; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

int
decoder_open (struct decoder *decoder, enum encoding from, struct error *error)
{
  *decoder = (struct decoder){ .from = from, .handle = NULL };
  if (from == ENCODING_UTF8)
    return 0;
  iconv_t handle = iconv_open ("UTF-8", "GB18030");
  if (handle == (iconv_t)-1)
    return errno == ENOMEM
               ? error_memory (error)
               : error_set (error, ERROR_IO, "this system's iconv does not know GB18030: %s",
                            strerror (errno));
  decoder->handle = handle;
  return 0;
}

void
decoder_close (struct decoder *decoder)
{
  if (decoder->handle)
    iconv_close (decoder->handle);
  free (decoder->text);
  *decoder = (struct decoder){ .handle = NULL };
}

static int
make_room (struct decoder *decoder, size_t size, struct error *error)
{
  if (size <= decoder->capacity)
    return 0;
  char *grown = realloc (decoder->text, size * 2);
  if (!grown)
    return error_memory (error);
  decoder->text = grown;
  decoder->capacity = size * 2;
  return 0;
}

/* What is wrong with a line, once `stopped` says where. */
static int
misfits (const struct decoder *decoder, const char *text, struct error *error)
{
  return error_set (error, ERROR_INPUT, "byte 0x%02X is not %s",
                    (unsigned char)text[decoder->stopped],
                    decoder->from == ENCODING_UTF8 ? "UTF-8" : "GB18030");
}

static int
decode (struct decoder *decoder, const char *text, size_t len, const char **out, size_t *out_len,
        struct error *error)
{
  *out_len = 0;
  if (make_room (decoder, len * GROWTH + 1, error) < 0)
    return -1;
  char *from = (char *)(uintptr_t)text, *to = decoder->text;
  size_t left = len, room = decoder->capacity;
  iconv (decoder->handle, NULL, NULL, NULL, NULL);
  iconv (decoder->handle, &from, &left, &to, &room);
  *out = decoder->text;
  *out_len = (size_t)(to - decoder->text);
  decoder->stopped = len - left;
  return left ? misfits (decoder, text, error) : 0;
}

int
decoder_line (struct decoder *decoder, const char *text, size_t len, const char **out,
              size_t *out_len, struct error *error)
{
  *out = text;
  if (decoder->from == ENCODING_GB18030 && ascii_length (text, len) < len)
    return decode (decoder, text, len, out, out_len, error);
  *out_len = decoder->stopped = utf8_length (text, len);
  return *out_len < len ? misfits (decoder, text, error) : 0;
}

/* Reads on to the end of the input, and looks for the first misfit. */
static int
look_for_misfit (struct lines *lines, enum encoding encoding, struct misfit *out,
                 struct error *error)
{
  struct decoder decoder;
  struct line line;
  int status;
  *out = (struct misfit){ 0 };
  if (decoder_open (&decoder, encoding, error) < 0)
    return -1;
  while ((status = lines_any (lines, &line, error)) == 1)
    {
      const char *text;
      size_t len;
      struct error fault;
      if (out->line || line.len > EVENT_SIZE_LIMIT
          || decoder_line (&decoder, line.text, line.len, &text, &len, &fault) == 0)
        continue;
      if (fault.code == ERROR_MEMORY)
        {
          status = error_memory (error);
          break;
        }
      *out = (struct misfit){ lines->number, count_characters (text, len) + 1,
                              (unsigned char)line.text[decoder.stopped] };
    }
  decoder_close (&decoder);
  return status;
}

/* What a file is that is no text of either encoding, by its first bytes. */
static const char *
foreign_format (const char *bytes, size_t size)
{
  static const struct
  {
    const char *begins, *is;
  } known[] = { { "\xFF\xFE", "UTF-16 text" },
                { "\xFE\xFF", "UTF-16 text" },
                { "PK\x03\x04", "a workbook (.xlsx)" },
                { "\xD0\xCF\x11\xE0", "a workbook (.xls)" } };
  if (size >= 2 && (!bytes[0] || !bytes[1]))
    return known[0].is; /* without its mark */
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (size >= strlen (known[i].begins)
        && memcmp (bytes, known[i].begins, strlen (known[i].begins)) == 0)
      return known[i].is;
  return NULL;
}

/* How long a byte order mark the first bytes are, by encoding. */
struct mark
{
  size_t utf8, gb18030;
};

/* Looks at the first bytes for a mark and for what ends the lines. */
static int
look_at_start (struct lines *lines, struct mark *mark, struct error *error)
{
  const char *bytes;
  size_t size;
  if (lines_peek (lines, EVENT_SIZE_LIMIT, &bytes, &size, error) < 0)
    return -1;
  const char *foreign = foreign_format (bytes, size);
  if (foreign)
    return error_set (error, ERROR_INPUT, "is %s: save the sheet as \"CSV UTF-8\"", foreign);
  if (!memchr (bytes, '\n', size) && memchr (bytes, '\r', size))
    lines->newline = '\r';
  mark->utf8 = size >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  mark->gb18030 = size >= 4 && memcmp (bytes, "\x84\x31\x95\x33", 4) == 0 ? 4 : 0;
  return 0;
}

static int
refuse_encoding (const struct misfit *utf8, const struct misfit *gb18030, struct error *error)
{
  struct buffer text = BUFFER_INIT;
  buffer_format (&text, "byte 0x%02X at line %" PRIu64 ", column %zu is not UTF-8", utf8->byte,
                 utf8->line, utf8->column);
  if (gb18030)
    buffer_format (&text, ", nor is byte 0x%02X at line %" PRIu64 ", column %zu GB18030",
                   gb18030->byte, gb18030->line, gb18030->column);
  buffer_text (&text, ": save the sheet as \"CSV UTF-8\"");
  int status = text.failed ? error_memory (error)
                           : error_set (error, ERROR_INPUT, "%s", buffer_string (&text));
  buffer_release (&text);
  return status;
}

int
encoding_find (struct lines *lines, enum encoding *out, struct error *error)
{
  struct misfit utf8, gb18030 = { 0 };
  struct mark mark = { 0 };
  if (look_at_start (lines, &mark, error) < 0
      || look_for_misfit (lines, ENCODING_UTF8, &utf8, error) < 0)
    return -1;
  *out = utf8.line ? ENCODING_GB18030 : ENCODING_UTF8;
  if (utf8.line && mark.utf8)
    {
      utf8.column -= utf8.line == 1; /* the mark is no character of the text */
      return refuse_encoding (&utf8, NULL, error);
    }
  if (utf8.line)
    {
      lines_rewind (lines, 0, 0);
      if (look_for_misfit (lines, ENCODING_GB18030, &gb18030, error) < 0)
        return -1;
      if (gb18030.line)
        return refuse_encoding (&utf8, &gb18030, error);
    }
  lines_rewind (lines, *out == ENCODING_UTF8 ? mark.utf8 : mark.gb18030, 0);
  return 0;
}
