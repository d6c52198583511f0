/* source.c — a policy's files in a folder. */
#include "engine/policy/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static bool
is_file (int folder, const char *name)
{
  struct stat found;
  return fstatat (folder, name, &found, 0) == 0 && S_ISREG (found.st_mode);
}

static int
list_folder (const char *path, struct buffer *names, struct error *error)
{
  DIR *folder = opendir (path);
  const struct dirent *entry;
  if (!folder)
    return errno == ENOENT || errno == ENOTDIR
               ? 0
               : error_set (error, ERROR_IO, "%s: %s", path, strerror (errno));
  while (errno = 0, (entry = readdir (folder)))
    if (is_file (dirfd (folder), entry->d_name))
      buffer_add (names, entry->d_name, strlen (entry->d_name) + 1);
  int status = errno ? error_set (error, ERROR_IO, "%s: %s", path, strerror (errno)) : 0;
  closedir (folder);
  return status == 0 && names->failed ? error_memory (error) : status;
}

static int
list_in_folder (void *context, const char *name, struct buffer *names, struct error *error)
{
  struct buffer path = BUFFER_INIT;
  buffer_format (&path, "%s/%s", (const char *)context, name);
  int status
      = path.failed ? error_memory (error) : list_folder (buffer_string (&path), names, error);
  buffer_release (&path);
  return status;
}

struct source
source_folder (const char *path)
{
  return (struct source){ read_in_folder, (void *)path, list_in_folder };
}

/* Splits a file's path into its folder and its name. */
static char *
split (const char *path, const char **name)
{
  const char *slash = strrchr (path, '/');
  *name = slash ? slash + 1 : path;
  return slash ? strndup (path, slash == path ? 1 : (size_t)(slash - path)) : strdup (".");
}

int
source_locate (const char *path, char **folder, const char **name, struct error *error)
{
  struct stat found;
  if (stat (path, &found) < 0)
    return error_set (error, ERROR_IO, "%s", strerror (errno));
  *name = "rules.lua";
  *folder = S_ISDIR (found.st_mode) ? strdup (path) : split (path, name);
  return *folder ? 0 : error_memory (error);
}
