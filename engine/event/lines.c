/* lines.c — a file read line by line. */
#include "engine/event/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/event/door.h"

enum
{
  BLOCK = 1 << 18, /* bytes read at a time; larger than any event */
  SMALL_BLOCK = 1 << 12
};

static int
failed (const char *what, struct error *error)
{
  return error_set (error, ERROR_IO, "%s: %s", what, strerror (errno));
}

/* A second way to the same bytes: the file itself, or a copy to be made. */
static int
open_again (struct lines *lines, struct error *error)
{
  lines->again = lines->fd;
  if (lseek (lines->fd, 0, SEEK_CUR) == 0)
    return 0;
  const char *folder = "/tmp";
  lines->again = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  return lines->again < 0 ? failed ("a temporary copy of the input in /tmp", error) : 0;
}

static int
make_room (struct lines *lines, size_t block, struct error *error)
{
  lines->block = block;
  lines->newline = '\n';
  lines->data = malloc (block + EVENT_SIZE_LIMIT + 2 + JSON_PADDING);
  return lines->data ? 0 : error_memory (error);
}

int
lines_open (struct lines *lines, const char *path, struct error *error)
{
  *lines = (struct lines){ .fd = -1, .again = -1 };
  if (make_room (lines, BLOCK, error) < 0)
    return -1;
  lines->fd = strcmp (path, "-") == 0 ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  if (lines->fd < 0 || open_again (lines, error) < 0)
    {
      if (lines->fd < 0)
        failed (path, error);
      lines_close (lines);
      return -1;
    }
  return 0;
}

int
lines_share (struct lines *lines, const struct lines *of, struct error *error)
{
  *lines = (struct lines){ .fd = of->fd, .again = of->again, .shares = true };
  if (make_room (lines, SMALL_BLOCK, error) < 0)
    return -1;
  lines->newline = of->newline;
  return 0;
}

void
lines_close (struct lines *lines)
{
  if (!lines->shares && lines->again >= 0 && lines->again != lines->fd)
    close (lines->again);
  if (!lines->shares && lines->fd > STDIN_FILENO)
    close (lines->fd);
  free (lines->data);
  *lines = (struct lines){ .fd = -1, .again = -1 };
}

static int
copy (const struct lines *lines, const char *bytes, size_t size, struct error *error)
{
  while (size)
    {
      ssize_t written = write (lines->again, bytes, size);
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return failed ("the temporary copy of the input", error);
      bytes += written;
      size -= (size_t)written;
    }
  return 0;
}

/* Moves what is left to the front and reads more behind it. */
static int
fill (struct lines *lines, struct error *error)
{
  memmove (lines->data, lines->data + lines->at, lines->end - lines->at);
  lines->end -= lines->at;
  lines->at = 0;
  char *to = lines->data + lines->end;
  ssize_t got;
  do
    got = lines->rewound
              ? pread (lines->again, to, lines->block, (off_t)(lines->offset + lines->end))
              : read (lines->fd, to, lines->block);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return failed ("the input", error);
  if (got == 0)
    lines->at_eof = true;
  else if (!lines->rewound && lines->again != lines->fd && copy (lines, to, (size_t)got, error) < 0)
    return -1;
  lines->end += (size_t)got;
  return 0;
}

static void
use_up (struct lines *lines, size_t size)
{
  lines->at += size;
  lines->offset += size;
}

/* Passes over the rest of a line too long to be an event. */
static int
pass_over (struct lines *lines, struct line *out, struct error *error)
{
  for (;;)
    {
      size_t left = lines->end - lines->at;
      const char *end = memchr (lines->data + lines->at, lines->newline, left);
      size_t part = end ? (size_t)(end - (lines->data + lines->at)) : left;
      out->len += part;
      use_up (lines, part + (end != NULL));
      if (end || lines->at_eof)
        return 1;
      if (fill (lines, error) < 0)
        return -1;
    }
}

int
lines_any (struct lines *lines, struct line *out, struct error *error)
{
  const char *end;
  size_t left;
  while (left = lines->end - lines->at,
         !(end = memchr (lines->data + lines->at, lines->newline, left)) && !lines->at_eof
             && left <= EVENT_SIZE_LIMIT)
    if (fill (lines, error) < 0)
      return -1;
  if (left == 0)
    return 0;
  lines->number++;
  *out = (struct line){ lines->data + lines->at, 0, lines->offset };
  if (!end && !lines->at_eof)
    {
      out->len = left;
      use_up (lines, left);
      return pass_over (lines, out, error);
    }
  out->len = end ? (size_t)(end - out->text) : left;
  use_up (lines, out->len + (end != NULL));
  return 1;
}

int
lines_peek (struct lines *lines, size_t least, const char **bytes, size_t *size,
            struct error *error)
{
  while (lines->end - lines->at < least && !lines->at_eof)
    if (fill (lines, error) < 0)
      return -1;
  *bytes = lines->data + lines->at;
  *size = lines->end - lines->at;
  return 0;
}

void
lines_rewind (struct lines *lines, uint64_t offset, uint64_t number)
{
  uint64_t start = lines->offset - lines->at; /* of what is in memory */
  bool held = offset >= start && offset - start <= lines->end;
  lines->at = held ? (size_t)(offset - start) : 0;
  lines->offset = offset;
  lines->number = number;
  lines->rewound = true;
  if (held)
    return;
  lines->end = 0;
  lines->at_eof = false;
}

static bool
is_blank (const struct line *line)
{
  for (size_t i = 0; i < line->len && i < EVENT_SIZE_LIMIT; i++)
    if (line->text[i] != ' ' && line->text[i] != '\t' && line->text[i] != '\r')
      return false;
  return line->len <= EVENT_SIZE_LIMIT;
}

int
lines_next (struct lines *lines, struct line *out, struct error *error)
{
  int status;
  do
    status = lines_any (lines, out, error);
  while (status == 1 && is_blank (out));
  if (status == 1 && out->offset == 0 && out->len >= 3
      && memcmp (out->text, "\xEF\xBB\xBF", 3) == 0)
    {
      out->text += 3;
      out->len -= 3;
      out->offset = 3;
    }
  return status;
}

int
lines_again (const struct lines *lines, uint64_t offset, struct buffer *out, struct error *error)
{
  char block[4096];
  buffer_clear (out);
  for (;;)
    {
      ssize_t got = pread (lines->again, block, sizeof block, (off_t)(offset + out->size));
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return failed ("the input, read again", error);
      const char *end = memchr (block, '\n', (size_t)got);
      buffer_add (out, block, end ? (size_t)(end - block) : (size_t)got);
      if (end || got == 0 || out->size > EVENT_SIZE_LIMIT)
        break;
    }
  size_t len = out->size;
  static const char padding[JSON_PADDING];
  buffer_add (out, padding, sizeof padding);
  out->size = len;
  return out->failed ? error_memory (error) : 0;
}
