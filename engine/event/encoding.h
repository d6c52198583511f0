/* encoding.h — files as spreadsheets save them: UTF-8, with a byte order mark
 * or without, or GB18030.
 *
 * The encoding is found by reading the whole file once, so that a byte that
 * fits neither is known before anything is believed.  Either encoding keeps
 * line ends for line ends: lines are cut first and decoded one by one. */
#ifndef TENURE_EVENT_ENCODING_H
#define TENURE_EVENT_ENCODING_H

#include "engine/event/lines.h"

enum encoding
{
  ENCODING_UTF8,
  ENCODING_GB18030
};

/* Reads `lines` to its end, finds its encoding and what ends its lines, and
 * rewinds it to its first line, after a byte order mark.  Lines too long to be
 * an event are not looked into.  Errors: what else the file is, or its first
 * byte that is neither, by line and column, in characters from 1 on. */
int encoding_find (struct lines *lines, enum encoding *out, struct error *error);

struct decoder
{
  enum encoding from;
  void *handle; /* iconv's */
  char *text;   /* of the line decoded last */
  size_t capacity;
  size_t stopped; /* where in a line its first misfit is */
};

int decoder_open (struct decoder *decoder, enum encoding from, struct error *error);
void decoder_close (struct decoder *decoder);

/* A line as UTF-8, borrowed from the line or the decoder until the next.
 * -1 where memory ran out, with ERROR_MEMORY, or where bytes are not of the
 * encoding: `stopped` says where, and *out_len how much text came before. */
int decoder_line (struct decoder *decoder, const char *text, size_t len, const char **out,
                  size_t *out_len, struct error *error);

#endif
