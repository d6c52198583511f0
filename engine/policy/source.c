/* source.c — a policy's files in a folder. */
#include "engine/policy/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum
{
  FILE_LIMIT = 16 << 20
};

/* Reads a whole file, up to `limit` bytes; as a source reads. */
static int
file_read (const char *path, size_t limit, struct buffer *out, struct error *error)
{
  FILE *file = fopen (path, "rb");
  if (!file)
    return errno == ENOENT || errno == ENOTDIR
               ? 1
               : error_set (error, ERROR_IO, "%s: %s", path, strerror (errno));
  char block[8192];
  size_t got;
  size_t start = out->size;
  while ((got = fread (block, 1, sizeof block, file)) > 0 && out->size - start <= limit)
    buffer_add (out, block, got);
  int status = 0;
  if (ferror (file))
    status = error_set (error, ERROR_IO, "%s: %s", path, strerror (errno));
  else if (out->size - start > limit)
    status = error_set (error, ERROR_LIMIT, "%s: larger than %zu bytes", path, limit);
  else if (out->failed)
    status = error_memory (error);
  fclose (file);
  return status;
}

static int
read_in_folder (void *context, const char *name, struct buffer *out, struct error *error)
{
  struct buffer path = BUFFER_INIT;
  buffer_format (&path, "%s/%s", (const char *)context, name);
  int status = path.failed ? error_memory (error)
                           : file_read (buffer_string (&path), FILE_LIMIT, out, error);
  buffer_release (&path);
  return status;
}

struct source
source_folder (const char *path)
{
  return (struct source){ read_in_folder, (void *)path };
}
