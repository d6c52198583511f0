/* append.c — what keeping events costs: a store, beside SQLite alone.
 *
 *   append WAY EVENTS.ndjson DATABASE
 *
 * appends the events to a new database in batches of 1,000, a transaction
 * each, and prints, with tabs between: WAY, events, seconds on the clock,
 * seconds of processor, bytes of the file, bytes of the events.  The ways:
 *
 *   bare     SQLite, the same rows, no index but the rowid
 *   log      the store's log alone
 *   store    the log and the index of names, each name looked up before it is
 *            added, the index saved every 100,000 events
 *   unique   SQLite, the same rows and a unique index on the id
 *
 * The events are read, and their names found, before the clock starts. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "bench/events.h"
#include "engine/base/array.h"
#include "engine/base/json.h"
#include "engine/store/log.h"
#include "engine/store/names.h"

enum
{
  BATCH = 1000,
  SNAPSHOT = 100000
};

struct event
{
  const char *body, *source, *id;
  uint32_t size, source_len, id_len;
};

struct events
{
  struct event *items;
  uint32_t count, capacity;
  struct json_reader *reader;
};

static void
check (int status, const struct error *error)
{
  if (status < 0)
    give_up (error->text);
}

/* A line does not live on, and the reader needs room behind it. */
static void
take_line (void *context, const struct line *line)
{
  struct events *events = context;
  char *body = calloc (1, line->len + JSON_PADDING);
  if (!body || ARRAY_ROOM (events->items, events->count, events->capacity, 1) < 0)
    give_up ("not enough memory");
  memcpy (body, line->text, line->len);
  struct json_doc doc;
  if (json_read (events->reader, body, line->len, &doc, NULL) < 0)
    give_up ("a line is not JSON");
  const struct json_value *source = &doc.values[member (&doc, 0, "source")];
  const struct json_value *id = &doc.values[member (&doc, 0, "id")];
  events->items[events->count++]
      = (struct event){ body,        source->text, id->text, (uint32_t)line->len, source->text_len,
                        id->text_len };
}

/* ---- SQLite alone ---- */

static void
sql (sqlite3 *db, const char *text)
{
  if (sqlite3_exec (db, text, NULL, NULL, NULL) != SQLITE_OK)
    give_up (sqlite3_errmsg (db));
}

static void
append_sqlite (const struct events *events, const char *path, bool unique)
{
  sqlite3 *db;
  sqlite3_stmt *insert;
  if (sqlite3_open (path, &db) != SQLITE_OK)
    give_up (path);
  sql (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  sql (db, unique ? "CREATE TABLE log (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, "
                    "body TEXT NOT NULL, id TEXT NOT NULL UNIQUE)"
                  : "CREATE TABLE log (seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, "
                    "body TEXT NOT NULL)");
  sqlite3_prepare_v2 (db,
                      unique ? "INSERT INTO log (kind, body, id) VALUES (0, ?, ?)"
                             : "INSERT INTO log (kind, body) VALUES (0, ?)",
                      -1, &insert, NULL);
  for (uint32_t i = 0; i < events->count; i++)
    {
      const struct event *event = &events->items[i];
      if (i % BATCH == 0)
        sql (db, "BEGIN IMMEDIATE");
      sqlite3_bind_text (insert, 1, event->body, (int)event->size, SQLITE_STATIC);
      if (unique)
        sqlite3_bind_text (insert, 2, event->id, (int)event->id_len, SQLITE_STATIC);
      if (sqlite3_step (insert) != SQLITE_DONE)
        give_up (sqlite3_errmsg (db));
      sqlite3_reset (insert);
      if (i % BATCH == BATCH - 1 || i == events->count - 1)
        sql (db, "COMMIT");
    }
  sqlite3_finalize (insert);
  sqlite3_close (db);
}

/* ---- The store ---- */

static void
add_name (struct names *names, struct log *log, uint64_t fingerprint, uint64_t seq)
{
  uint64_t found[8];
  struct log_entry entry;
  struct error error;
  for (uint32_t n = names_find (names, fingerprint, found, 8); n > 0; n--)
    check (log_read (log, found[n - 1], &entry, &error), &error); /* then compare */
  check (names_add (names, fingerprint, seq, &error), &error);
}

static void
append_batch (struct log *log, struct names *names, const struct event *events, uint32_t count)
{
  uint64_t fingerprints[BATCH], seq;
  struct error error;
  for (uint32_t i = 0; i < count && names; i++)
    {
      const struct event *event = &events[i];
      fingerprints[i]
          = names_fingerprint (names, event->source, event->source_len, event->id, event->id_len);
      names_prefetch (names, fingerprints[i]);
    }
  for (uint32_t i = 0; i < count; i++)
    {
      check (log_append (log, LOG_EVENT, events[i].body, events[i].size, &seq, &error), &error);
      if (names)
        add_name (names, log, fingerprints[i], seq);
    }
}

static void
append_store (const struct events *events, const char *path, bool with_names)
{
  struct store *store;
  struct names *names = NULL;
  struct error error;
  uint64_t upto;
  check (store_open (&store, path, STORE_CREATE, &error), &error);
  if (with_names)
    check (names_open (&names, store, &upto, &error), &error);
  for (uint32_t i = 0; i < events->count; i += BATCH)
    {
      uint32_t left = events->count - i, count = left < BATCH ? left : BATCH;
      bool saves = with_names && (i + count) % SNAPSHOT == 0;
      check (store_begin (store, &error), &error);
      append_batch (log_of (store), names, events->items + i, count);
      if (saves)
        check (names_save (names, i + count, &error), &error);
      check (store_commit (store, &error), &error);
      if (saves)
        names_saved (names);
    }
  names_close (names);
  store_close (store);
}

static double
processor (void)
{
  struct rusage used;
  getrusage (RUSAGE_SELF, &used);
  return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
         + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static double
clock_now (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int
main (int argc, char **argv)
{
  struct events events = { 0 };
  struct stat file;
  if (argc != 4)
    give_up ("append WAY EVENTS.ndjson DATABASE");
  const char *way = argv[1], *path = argv[3];
  if (json_reader_new (&events.reader, 16, NULL) < 0)
    give_up ("not enough memory");
  each_line (argv[2], take_line, &events);
  uint64_t bytes = 0;
  for (uint32_t i = 0; i < events.count; i++)
    bytes += events.items[i].size;
  double from = clock_now (), worked = processor ();
  if (strcmp (way, "store") == 0 || strcmp (way, "log") == 0)
    append_store (&events, path, *way == 's');
  else
    append_sqlite (&events, path, strcmp (way, "unique") == 0);
  printf ("%s\t%u\t%.6f\t%.6f", way, events.count, clock_now () - from, processor () - worked);
  if (stat (path, &file) < 0)
    give_up (path);
  printf ("\t%lld\t%llu\n", (long long)file.st_size, (unsigned long long)bytes);
  return 0;
}
