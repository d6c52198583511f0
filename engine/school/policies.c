/* policies.c — a school's policy in its own database: every file it was
 * loaded from, so that a school is one file. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/base/array.h"
#include "engine/school/school_parts.h"

/* The files of a policy. */
struct files
{
  struct file
  {
    char *name;
    struct buffer body;
  } * items;
  uint32_t count, capacity;
  const struct source *from; /* recording: where they are read; else NULL */
};

static void
files_release (struct files *files)
{
  for (uint32_t i = 0; i < files->count; i++)
    {
      free (files->items[i].name);
      buffer_release (&files->items[i].body);
    }
  free (files->items);
}

static int
files_add (struct files *files, const char *name, const void *body, size_t size,
           struct error *error)
{
  struct file file = { strdup (name), BUFFER_INIT };
  buffer_add (&file.body, body, size);
  if (!file.name || file.body.failed
      || ARRAY_ROOM (files->items, files->count, files->capacity, 1) < 0)
    {
      free (file.name);
      buffer_release (&file.body);
      return error_memory (error);
    }
  files->items[files->count++] = file;
  return 0;
}

/* As a source: what is kept. */
static int
read_kept (void *context, const char *name, struct buffer *out, struct error *error)
{
  const struct files *files = context;
  (void)error;
  for (uint32_t i = 0; i < files->count; i++)
    if (strcmp (files->items[i].name, name) == 0)
      {
        buffer_add (out, files->items[i].body.data, files->items[i].body.size);
        return 0;
      }
  return 1;
}

/* As a source: what another has, and a copy of it. */
static int
read_recording (void *context, const char *name, struct buffer *out, struct error *error)
{
  struct files *files = context;
  size_t before = out->size;
  int status = files->from->read (files->from->context, name, out, error);
  if (status != 0)
    return status;
  if (out->failed)
    return error_memory (error);
  return files_add (files, name, out->data + before, out->size - before, error);
}

static int
add_file (void *context, const char *name, const void *body, size_t size, struct error *error)
{
  return files_add (context, name, body, size, error);
}

int
stored_policy (struct store *store, struct policy **out, struct error *error)
{
  struct buffer hash = BUFFER_INIT, main = BUFFER_INIT;
  struct files files = { 0 }, none = { 0 };
  struct faults faults = { 0 };
  struct source kept = { .read = read_kept, .context = &files };
  struct source nothing = { .read = read_kept, .context = &none };
  int status = store_get (store, "policy", &hash, error);
  *out = NULL;
  if (status == 1)
    status = store_get (store, "policy_main", &main, error);
  if (status == 1
      && (store_policy_files (store, buffer_string (&hash), add_file, &files, error) < 0
          || policy_load (out, &kept, &nothing, buffer_string (&main), &faults, error) < 0))
    status = -1;
  if (status < 0 && faults.count)
    error_set (error, ERROR_POLICY, "%s: the policy kept there does not load: %s:%u: %s",
               store_path (store), faults.items[0].file, faults.items[0].line,
               faults.items[0].message);
  faults_release (&faults);
  files_release (&files);
  buffer_release (&hash);
  buffer_release (&main);
  return status < 0 ? -1 : 0;
}

static int
keep_files (struct school *school, const struct files *files, const char *hash, const char *main,
            struct error *error)
{
  for (uint32_t i = 0; i < files->count; i++)
    if (store_put_policy_file (school->store, hash, files->items[i].name, files->items[i].body.data,
                               files->items[i].body.size, error)
        < 0)
      return -1;
  return store_put (school->store, "policy", hash, strlen (hash), error) < 0
                 || store_put (school->store, "policy_main", main, strlen (main), error) < 0
             ? -1
             : 0;
}

/* The policy's entry in the log, and judging anew under it. */
static int
swap_policy (struct school *school, struct policy *policy, const struct files *files,
             const char *main, struct error *error)
{
  struct buffer entry = BUFFER_INIT;
  const char *hash = policy_plan (policy)->hash;
  uint64_t seq;
  buffer_format (&entry, "{\"hash\":\"sha256:%s\"}", hash);
  int status = entry.failed ? error_memory (error) : keep_files (school, files, hash, main, error);
  if (status == 0)
    status = log_append (school->log, LOG_POLICY, entry.data, entry.size, &seq, error);
  if (status == 0)
    {
      buffer_add (&school->chained, entry.data, entry.size);
      buffer_char (&school->chained, '\n');
      status = school_switch (school, policy, error);
    }
  buffer_release (&entry);
  return status;
}

static int
put (struct school *school, struct policy *policy, const struct files *files, const char *main,
     struct error *error)
{
  if (school_begin (school, error) < 0)
    {
      policy_free (policy);
      return -1;
    }
  if (school->policy
      && strcmp (policy_plan (school->policy)->hash, policy_plan (policy)->hash) == 0)
    {
      policy_free (policy);
      return school_commit (school, error);
    }
  if (swap_policy (school, policy, files, main, error) < 0)
    {
      school_roll_back (school);
      return -1;
    }
  return school_commit (school, error);
}

int
school_put_policy (struct school *school, const char *path, const char *shipped,
                   struct faults *faults, struct error *error)
{
  struct files own_files = { 0 };
  struct files shipped_files = { 0 };
  struct policy *policy;
  struct stat found;
  if (stat (path, &found) < 0)
    return error_set (error, ERROR_IO, "%s: no such policy", path);
  bool folder = S_ISDIR (found.st_mode);
  const char *slash = folder ? NULL : strrchr (path, '/');
  const char *main = folder ? "rules.lua" : slash ? slash + 1 : path;
  char *directory = folder  ? strdup (path)
                    : slash ? strndup (path, slash == path ? 1 : (size_t)(slash - path))
                            : strdup (".");
  if (!directory)
    return error_memory (error);
  struct source own = source_folder (directory), other = source_folder (shipped);
  own_files.from = &own;
  shipped_files.from = &other;
  struct source recording = { .read = read_recording, .context = &own_files };
  struct source recording_shipped = { .read = read_recording, .context = &shipped_files };
  int status = policy_load (&policy, &recording, &recording_shipped, main, faults, error);
  for (uint32_t i = 0; i < shipped_files.count && status == 0; i++)
    if (files_add (&own_files, shipped_files.items[i].name, shipped_files.items[i].body.data,
                   shipped_files.items[i].body.size, error)
        < 0)
      {
        policy_free (policy);
        status = -1;
      }
  if (status == 0)
    status = put (school, policy, &own_files, main, error);
  files_release (&own_files);
  files_release (&shipped_files);
  free (directory);
  return status;
}
