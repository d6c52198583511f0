/* source.h — where a policy's files come from.
 *
 * A source answers for a set of named files: a folder on disk, or what a
 * request brought.  Names are relative, with '/' between folders; the loader
 * never asks for one that leads outside. */
#ifndef TENURE_POLICY_SOURCE_H
#define TENURE_POLICY_SOURCE_H

#include "engine/base/buffer.h"
#include "engine/base/error.h"

struct source
{
  /* Appends the file's bytes.  Returns 0; 1 where there is no such file; -1
   * and `error` where it cannot be read. */
  int (*read) (void *context, const char *name, struct buffer *out, struct error *error);
  void *context;
  /* Appends the names, each ended by a 0 and in no order, of the files that
   * lie in `folder` itself; none where there is no such folder.  NULL: a
   * source without folders.  Returns 0, or -1 and `error`. */
  int (*list) (void *context, const char *folder, struct buffer *names, struct error *error);
};

/* A source over a folder, whose path is borrowed. */
struct source source_folder (const char *path);

/* What the path of a policy means, a folder with rules.lua or one file: the
 * folder, owned by the caller, and the file's name, borrowed. */
int source_locate (const char *path, char **folder, const char **name, struct error *error);

#endif
