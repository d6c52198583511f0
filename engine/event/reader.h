/* reader.h — a file of events, NDJSON or CSV, as one event's text after the
 * other. */
#ifndef TENURE_EVENT_READER_H
#define TENURE_EVENT_READER_H

#include "engine/event/csv.h"

struct reader
{
  struct lines lines; /* of NDJSON */
  struct csv *csv;    /* or NULL */
};

enum reader_status
{
  READER_END,
  READER_EVENT,
  READER_REFUSED
};

struct reader_item
{
  const char *text; /* readable JSON_PADDING bytes past its end; borrowed until the next */
  size_t len;
  uint64_t offset; /* where it can be read again */
  uint64_t line;
};

/* Whether a file's name says that it is CSV. */
bool reader_is_csv (const char *path);

/* A reader not open: closing it does nothing. */
void reader_init (struct reader *reader);

/* Opens a file, "-" for standard input: as CSV where `setting` is given.
 * Errors name the file. */
int reader_open (struct reader *reader, const char *path, const struct csv_setting *setting,
                 struct error *error);
void reader_close (struct reader *reader);

/* The next event, or what is refused before the door: an enum reader_status,
 * or -1 and `error`. */
int reader_next (struct reader *reader, struct reader_item *out, struct refusal *refusal,
                 struct error *error);

/* Reads an event again into `out`, padding included but not counted. */
int reader_again (struct reader *reader, uint64_t offset, struct buffer *out, struct error *error);

/* Makes a refusal plain to whoever has the file before them: see csv_explain. */
void reader_explain (const struct reader *reader, uint64_t line, struct refusal *refusal);

#endif
