/* events.h — the files of events a command is given, NDJSON or CSV, and the
 * options that say how to read them: alike for every command that reads any.
 *
 *   struct events events = EVENTS_INIT;
 *   for each argument: events_option, and events_add where it is a file
 *   events_open, with the policy's plan
 *   events_into_replay, or events_each
 *   events_close */
#ifndef TENURE_TOOL_EVENTS_H
#define TENURE_TOOL_EVENTS_H

#include "engine/event/reader.h"
#include "engine/school/replay.h"
#include "engine/school/school.h"
#include "engine/store/log.h"

/* For a command's usage: the options in its first line, what they do, and how
 * files are read. */
#define EVENTS_DB                                                                                  \
  "  --db FILE       instead of POLICY EVENTS…: those of a school's database, only read\n"
#define EVENTS_OPTIONS "[--columns FILE] [--csv]"
#define EVENTS_USAGE                                                                               \
  "  --columns FILE  says what the columns of the CSV files before it are (of those after it,\n"   \
  "                  where there are none); rows of column,field,value\n"                          \
  "  --csv           standard input, and files whatever their names, are CSV\n"
#define EVENTS_NOTES                                                                               \
  "A file is CSV where its name ends in .csv, or with --csv; any other is NDJSON. The first\n"     \
  "line of a CSV file names its columns: time, subject, type, perhaps id and source, and the\n"    \
  "fields of its events. docs/csv.md says more.\n\n"                                               \
  "Each refused line is one line on standard error, FILE:LINE: id: field: reason, and the\n"       \
  "exit status is 1."

/* A file of events, and how it is read. */
struct events_file
{
  const char *path;
  uint32_t columns; /* which file of columns is its own; UINT32_MAX where none is */
  struct csv_setting setting;
  struct reader reader; /* kept open: a repeated name may need the first text */
};

/* A file of columns. */
struct events_columns
{
  const char *path;
  uint32_t after; /* how many files of events stand before it */
  struct columns columns;
};

struct events
{
  const char *db;      /* a database the events are in instead; or NULL */
  struct store *store; /* it, once opened */
  struct events_file *files;
  struct events_columns *columns;
  uint32_t count, capacity, columns_count, columns_capacity;
  uint64_t seen, refused; /* lines, or rows */
  bool csv;               /* all of them */
  bool progress;          /* standard error is a terminal */
};

#define EVENTS_INIT                                                                                \
  {                                                                                                \
    0                                                                                              \
  }

/* Whether there is anything to read. */
static inline bool
events_any (const struct events *events)
{
  return events->count || events->db;
}

/* The policy to judge by: of that path, or the database's own.  Returns an
 * exit status. */
int events_policy (struct events *events, const char *path, struct policy **policy);

/* The instant a database's clock has been told to reach; INSTANT_NEVER where
 * there is none. */
int events_reached (struct events *events, int64_t *instant, struct error *error);

/* Takes the option at argv[at]: how many arguments it was, 0 where it is none
 * of these; -1 where its argument is missing or memory is. */
int events_option (struct events *events, int argc, char **argv, int at);

/* Takes a file of events; -1 where memory ran out.  Paths are borrowed. */
int events_add (struct events *events, const char *path);

/* Gets ready to read the files under a plan, which is borrowed. */
int events_open (struct events *events, const struct plan *plan, struct error *error);
void events_close (struct events *events);

/* Whoever takes events in. */
struct taker
{
  int (*take) (void *context, const struct reader_item *item, uint64_t origin, struct error *error);
  /* Finishes what was taken, since a refusal is told next; may be NULL. */
  int (*settle) (void *context, struct error *error);
  void *context;
};

/* Reads all the files, in turn. */
int events_each (struct events *events, const struct taker *taker, struct error *error);

/* For replays: what one is fed with, and all the files into it. */
struct feeder events_feeder (struct events *events);
int events_into_replay (struct events *events, struct replay *replay, struct error *error);

/* Prints a refusal, and counts it. */
void events_refused (void *events, uint64_t origin, uint64_t line, const struct refusal *refusal);

#endif
