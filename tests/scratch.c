/* scratch.c — a folder of its own for a test. */
#include "tests/scratch.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum
{
  PATHS = 64
};

static char folder[256];
static pid_t owner;
static char paths[PATHS][512];

static int
is_file (const struct dirent *entry)
{
  return strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0;
}

/* A forked child shares the folder, and must leave it. */
static void
remove_all (void)
{
  struct dirent **entries;
  if (getpid () != owner)
    return;
  chmod (folder, 0700);
  int count = scandir (folder, &entries, is_file, alphasort);
  for (int i = 0; i < count; i++)
    {
      unlink (scratch_path (entries[i]->d_name));
      free (entries[i]);
    }
  if (count >= 0)
    free (entries);
  rmdir (folder);
}

static void
make_folder (void)
{
  const char *where = getenv ("TMPDIR");
  snprintf (folder, sizeof folder, "%s/tenure-test.XXXXXX", where ? where : "/tmp");
  if (!mkdtemp (folder))
    {
      perror (folder);
      exit (1);
    }
  owner = getpid ();
  atexit (remove_all);
}

const char *
scratch_path (const char *name)
{
  if (!*folder)
    make_folder ();
  size_t length = strlen (name);
  for (int i = 0; i < PATHS; i++)
    {
      size_t has = strlen (paths[i]);
      if (has
          && (has <= length || paths[i][has - length - 1] != '/'
              || strcmp (paths[i] + has - length, name) != 0))
        continue;
      snprintf (paths[i], sizeof paths[i], "%s/%s", folder, name);
      return paths[i];
    }
  fprintf (stderr, "scratch.c: too many files\n");
  exit (1);
}

char *
scratch_files (void)
{
  struct dirent **entries;
  int count = scandir (folder, &entries, is_file, alphasort);
  char *all = calloc (1, 4096);
  for (int i = 0; i < count; i++)
    {
      size_t at = strlen (all);
      snprintf (all + at, 4096 - at, "%s%s", i ? " " : "", entries[i]->d_name);
      free (entries[i]);
    }
  if (count >= 0)
    free (entries);
  return all;
}

void
scratch_write (const char *name, const void *bytes, unsigned long size)
{
  FILE *file = fopen (scratch_path (name), "wb");
  if (!file || fwrite (bytes, 1, size, file) != size || fclose (file) != 0)
    {
      perror (name);
      exit (1);
    }
}
