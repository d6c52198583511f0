/* lines.h — a file read line by line, and again where it must be.
 *
 * Lines are handed out in a buffer that has JSON_PADDING bytes after them.
 * A line longer than an event may be is handed out cut, with its true
 * length.  What cannot be read twice (a pipe) is copied to an unnamed
 * temporary file on the way. */
#ifndef TENURE_EVENT_LINES_H
#define TENURE_EVENT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/buffer.h"
#include "engine/base/error.h"

struct lines
{
  int fd;    /* read from; owned unless it is standard input */
  int again; /* read again from: the same, or the copy */
  char *data;
  size_t at, end;  /* of what is in `data`, not yet handed out */
  size_t block;    /* bytes read at a time */
  uint64_t offset; /* in the file, of data[at] */
  uint64_t number; /* of the line handed out last, from 1 on */
  char newline;    /* what ends a line: '\n', unless the caller says otherwise */
  bool at_eof;
  bool rewound; /* reads from `again` */
  bool shares;  /* the descriptors are another's */
};

struct line
{
  const char *text; /* without its end; borrowed until the next line */
  size_t len;       /* its true length; at most EVENT_SIZE_LIMIT + 1 of it is there */
  uint64_t offset;  /* where it can be read again */
};

/* "-" is standard input.  Errors: ERROR_IO. */
int lines_open (struct lines *lines, const char *path, struct error *error);
void lines_close (struct lines *lines);

/* The next line that is not blank: 1, 0 at the end, -1 and `error`. */
int lines_next (struct lines *lines, struct line *out, struct error *error);

/* The same for any line, a blank one too, and with a byte order mark left on. */
int lines_any (struct lines *lines, struct line *out, struct error *error);

/* What comes next, without taking it: `least` bytes, at most EVENT_SIZE_LIMIT,
 * or more; fewer only before the end. */
int lines_peek (struct lines *lines, size_t least, const char **bytes, size_t *size,
                struct error *error);

/* Goes on from an offset, `number` lines before it.  Where the input cannot
 * be read twice it must have been read up to where this will lead. */
void lines_rewind (struct lines *lines, uint64_t offset, uint64_t number);

/* Another place in the same input, which must outlive it; to be rewound
 * before it is read, and then read in small blocks. */
int lines_share (struct lines *lines, const struct lines *of, struct error *error);

/* Reads the line at an offset again into `out`, padding included but not
 * counted. */
int lines_again (const struct lines *lines, uint64_t offset, struct buffer *out,
                 struct error *error);

#endif
