/* events.c — the files of events a command is given. */
#include "engine/tool/events.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/array.h"
#include "engine/base/civil.h"
#include "engine/tool/tool.h"

#define NO_COLUMNS UINT32_MAX

enum
{
  PROGRESS_EVERY = 1 << 18,
  ORIGIN_BITS = 48, /* of an event's origin: the offset; above, the file */
  MOST_FILES = 1 << 16
};

int
events_add (struct events *events, const char *path)
{
  if (ARRAY_ROOM (events->files, events->count, events->capacity, 1) < 0)
    return -1;
  struct events_file *file = &events->files[events->count++];
  *file = (struct events_file){ .path = path, .columns = NO_COLUMNS };
  reader_init (&file->reader);
  return 0;
}

static int
add_columns (struct events *events, const char *path)
{
  if (ARRAY_ROOM (events->columns, events->columns_count, events->columns_capacity, 1) < 0)
    return -1;
  events->columns[events->columns_count++]
      = (struct events_columns){ .path = path, .after = events->count };
  return 0;
}

int
events_option (struct events *events, int argc, char **argv, int at)
{
  if (strcmp (argv[at], "--csv") == 0)
    {
      events->csv = true;
      return 1;
    }
  if (strcmp (argv[at], "--db") == 0 && at + 1 < argc)
    {
      events->db = argv[at + 1];
      return 2;
    }
  if (strcmp (argv[at], "--columns") != 0)
    return 0;
  return at + 1 < argc && add_columns (events, argv[at + 1]) == 0 ? 2 : -1;
}

static bool
is_csv (const struct events *events, uint32_t file)
{
  return events->csv || reader_is_csv (events->files[file].path);
}

/* Gives a file of columns to the CSV files of a range that have none yet;
 * yields whether there were any. */
static bool
give (struct events *events, uint32_t columns, uint32_t from, uint32_t to)
{
  bool any = false;
  for (uint32_t file = from; file < to; file++)
    if (is_csv (events, file) && events->files[file].columns == NO_COLUMNS)
      {
        events->files[file].columns = columns;
        any = true;
      }
  return any;
}

/* Each file of columns is for the CSV files before it, back to the one before;
 * where there are none, for those after it, up to the next. */
static int
give_columns (struct events *events, struct error *error)
{
  for (uint32_t i = 0; i < events->columns_count; i++)
    {
      uint32_t from = i ? events->columns[i - 1].after : 0, at = events->columns[i].after;
      uint32_t to = i + 1 < events->columns_count ? events->columns[i + 1].after : events->count;
      if (!give (events, i, from, at) && !give (events, i, at, to))
        return error_set (error, ERROR_INPUT,
                          "--columns %s: no file before or after it is CSV, or still without one",
                          events->columns[i].path);
    }
  return 0;
}

int
events_open (struct events *events, const struct plan *plan, struct error *error)
{
  events->progress = isatty (STDERR_FILENO);
  if (events->count > MOST_FILES)
    return error_set (error, ERROR_LIMIT, "%u files are more than %d", events->count, MOST_FILES);
  if (give_columns (events, error) < 0)
    return -1;
  for (uint32_t i = 0; i < events->columns_count; i++)
    if (columns_read (&events->columns[i].columns, events->columns[i].path, &plan->schema, error)
        < 0)
      return -1;
  for (uint32_t i = 0; i < events->count; i++)
    {
      struct events_file *file = &events->files[i];
      file->setting
          = (struct csv_setting){ &plan->schema, NULL, plan->calendar.offset, random_seed () };
      if (file->columns != NO_COLUMNS)
        file->setting.columns = &events->columns[file->columns].columns;
    }
  return 0;
}

void
events_close (struct events *events)
{
  for (uint32_t i = 0; i < events->count; i++)
    reader_close (&events->files[i].reader);
  for (uint32_t i = 0; i < events->columns_count; i++)
    columns_release (&events->columns[i].columns);
  free (events->files);
  free (events->columns);
  store_close (events->store);
  *events = (struct events)EVENTS_INIT;
}

void
events_refused (void *context, uint64_t origin, uint64_t line, const struct refusal *refusal)
{
  struct events *events = context;
  struct refusal plain = *refusal;
  if (events->store) /* it was accepted once, and counts for nothing now */
    return;
  const struct events_file *file = &events->files[origin >> ORIGIN_BITS];
  reader_explain (&file->reader, line, &plain);
  events->refused++;
  fprintf (stderr, "%s:%" PRIu64 ": %s: %s: %s\n", file->path, line, *plain.id ? plain.id : "-",
           *plain.field ? plain.field : "-", plain.error.text);
}

static int
read_entry_again (const struct events *events, uint64_t seq, struct buffer *out,
                  struct error *error)
{
  static const char padding[JSON_PADDING];
  struct log_entry entry;
  if (log_read (log_of (events->store), seq, &entry, error) < 0)
    return -1;
  buffer_clear (out);
  buffer_add (out, entry.body, entry.size);
  buffer_add (out, padding, sizeof padding);
  out->size = out->failed ? 0 : entry.size;
  return out->failed ? error_memory (error) : 0;
}

static int
read_again (void *context, uint64_t origin, struct buffer *out, struct error *error)
{
  const struct events *events = context;
  if (events->store)
    return read_entry_again (events, origin, out, error);
  return reader_again (&events->files[origin >> ORIGIN_BITS].reader,
                       origin & ((UINT64_C (1) << ORIGIN_BITS) - 1), out, error);
}

static int
take_item (struct events *events, const struct taker *taker, int status,
           const struct reader_item *item, uint64_t origin, const struct refusal *refusal,
           struct error *error)
{
  if (status == READER_EVENT)
    return taker->take (taker->context, item, origin, error);
  if (taker->settle && taker->settle (taker->context, error) < 0)
    return -1;
  events_refused (events, origin, item->line, refusal);
  return 0;
}

/* What breaks off a file says which. */
static int
name_file (const struct events_file *file, struct error *error)
{
  struct error plain = *error;
  return plain.code == ERROR_IO ? error_set (error, ERROR_IO, "%s: %s", file->path, plain.text)
                                : -1;
}

static int
read_file (struct events *events, uint32_t file, const struct taker *taker, struct error *error)
{
  struct events_file *from = &events->files[file];
  struct reader_item item;
  struct refusal refusal;
  int status;
  if (reader_open (&from->reader, from->path, is_csv (events, file) ? &from->setting : NULL, error)
      < 0)
    return -1;
  while ((status = reader_next (&from->reader, &item, &refusal, error)) > READER_END)
    {
      uint64_t origin = (uint64_t)file << ORIGIN_BITS | item.offset;
      if (take_item (events, taker, status, &item, origin, &refusal, error) < 0)
        return -1;
      if (++events->seen % PROGRESS_EVERY == 0 && events->progress)
        fprintf (stderr, "\r%" PRIu64 " lines read", events->seen);
    }
  return status < 0 ? name_file (from, error) : 0;
}

int
events_each (struct events *events, const struct taker *taker, struct error *error)
{
  for (uint32_t file = 0; file < events->count; file++)
    if (read_file (events, file, taker, error) < 0)
      return -1;
  return 0;
}

struct feeder
events_feeder (struct events *events)
{
  return (struct feeder){ read_again, events_refused, events };
}

static int
take_into_replay (void *context, const struct reader_item *item, uint64_t origin,
                  struct error *error)
{
  return replay_take (context, item->text, item->len, origin, item->line, error);
}

static int
settle_replay (void *context, struct error *error)
{
  return replay_settle (context, error);
}

/* An entry of the log, as a line of a file is. */
static int
take_entry (void *context, const struct log_entry *entry, struct error *error)
{
  return entry->kind == LOG_EVENT
             ? replay_take (context, entry->body, entry->size, entry->seq, entry->seq, error)
             : 0;
}

int
events_into_replay (struct events *events, struct replay *replay, struct error *error)
{
  struct taker taker = { take_into_replay, settle_replay, replay };
  return events->store ? log_scan (log_of (events->store), 0, take_entry, replay, error)
                       : events_each (events, &taker, error);
}

int
events_policy (struct events *events, const char *path, struct policy **policy)
{
  struct error error;
  if (!events->db)
    return policy_at (path, stderr, policy);
  if (store_open (&events->store, events->db, STORE_READ, &error) < 0
      || store_begin (events->store, &error) < 0
      || stored_policy (events->store, policy, &error) < 0)
    return complain ("%s", error.text);
  return *policy ? EXIT_DONE : complain ("%s has no policy yet", events->db);
}

static int
read_clock (void *context, const struct log_entry *entry, struct error *error)
{
  int64_t instant, *latest = context;
  if (entry->kind == LOG_CLOCK && instant_read (entry->body, entry->size, &instant, error) == 0
      && (*latest == INSTANT_NEVER || instant > *latest))
    *latest = instant;
  return 0;
}

int
events_reached (struct events *events, int64_t *instant, struct error *error)
{
  *instant = INSTANT_NEVER;
  return events->store ? log_scan (log_of (events->store), 0, read_clock, instant, error) : 0;
}
