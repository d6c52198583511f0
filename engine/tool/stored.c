/* stored.c — tenure advance, decisions and export: a school's database. */
#include <stdlib.h>
#include <string.h>

#include "engine/store/log.h"
#include "engine/tool/append.h"
#include "engine/tool/tool.h"

/* What these commands are told. */
struct asked
{
  const char *path, *time, *teacher, *rule;
  bool journal;
};

/* Options with a value, by name. */
static const char **
named (struct asked *asked, const char *name)
{
  return strcmp (name, "--db") == 0        ? &asked->path
         : strcmp (name, "--teacher") == 0 ? &asked->teacher
         : strcmp (name, "--rule") == 0    ? &asked->rule
                                           : NULL;
}

/* 1; 0 where help is asked for, -1 where they are wrong. */
static int
read_arguments (struct asked *asked, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      const char **value = named (asked, argv[i]);
      if (strcmp (argv[i], "-h") == 0)
        return 0;
      if (strcmp (argv[i], "--journal") == 0)
        asked->journal = true;
      else if (value && i + 1 < argc)
        *value = argv[++i];
      else if (argv[i][0] == '-' || asked->time)
        return -1;
      else
        asked->time = argv[i];
    }
  return asked->path ? 1 : -1;
}

static int
advance (int argc, char **argv)
{
  struct asked asked = { 0 };
  struct school *school;
  struct error error;
  int64_t instant;
  int status = read_arguments (&asked, argc, argv);
  if (status <= 0 || !asked.time || asked.journal || asked.teacher || asked.rule)
    return usage_of (&command_advance, status == 0);
  if (school_open (&school, asked.path, STORE_WRITE, appending_ears (asked.path, true), &error) < 0)
    return complain ("%s", error.text);
  if (!school_plan (school))
    status = complain ("%s has no policy yet", asked.path);
  else if ((status = instant_at (asked.time, school_plan (school), &instant)) == EXIT_DONE
           && school_advance (school, instant, &error) < 0)
    status = complain ("%s", error.text);
  school_close (school);
  return status;
}

static int
print_decision (void *context, const struct journal_entry *entry, struct error *error)
{
  const struct asked *asked = context;
  struct buffer line = BUFFER_INIT;
  if (asked->journal)
    journal_line (&line, entry);
  else
    buffer_add (&line, entry->body, entry->size);
  buffer_char (&line, '\n');
  bool written = !line.failed && fwrite (line.data, 1, line.size, stdout) == line.size;
  buffer_release (&line);
  return written ? 0 : error_set (error, ERROR_IO, "standard output cannot be written");
}

static int
decisions (int argc, char **argv)
{
  struct asked asked = { 0 };
  struct store *store;
  struct error error;
  int status = read_arguments (&asked, argc, argv);
  if (status <= 0 || asked.time)
    return usage_of (&command_decisions, status == 0);
  struct journal_query query
      = { .teacher = asked.teacher, .rule = asked.rule, .standing = !asked.journal };
  if (store_open (&store, asked.path, STORE_READ, &error) < 0)
    return complain ("%s", error.text);
  status = journal_read (store, &query, print_decision, &asked, &error) < 0
               ? complain ("%s", error.text)
               : EXIT_DONE;
  store_close (store);
  return status;
}

static int
print_event (void *context, const struct log_entry *entry, struct error *error)
{
  (void)context;
  if (entry->kind != LOG_EVENT)
    return 0;
  for (size_t i = 0; i < entry->size; i++) /* one event a line */
    if (putchar (entry->body[i] == '\n' || entry->body[i] == '\r' ? ' ' : entry->body[i]) == EOF)
      return error_set (error, ERROR_IO, "standard output cannot be written");
  putchar ('\n');
  return 0;
}

static int export(int argc, char **argv)
{
  struct asked asked = { 0 };
  struct store *store;
  struct error error;
  int status = read_arguments (&asked, argc, argv);
  if (status <= 0 || asked.time || asked.journal || asked.teacher || asked.rule)
    return usage_of (&command_export, status == 0);
  if (store_open (&store, asked.path, STORE_READ, &error) < 0)
    return complain ("%s", error.text);
  status = log_scan (log_of (store), 0, print_event, NULL, &error) < 0 ? complain ("%s", error.text)
                                                                       : EXIT_DONE;
  store_close (store);
  return status;
}

const struct command command_advance
    = { "advance",
        "--db FILE TIME\n"
        "lets the clock of a school's database reach an instant or a date; prints the entries of\n"
        "its journal that brought",
        advance };

const struct command command_decisions
    = { "decisions",
        "--db FILE [--journal] [--teacher T] [--rule NAME]\n"
        "prints the decisions that stand in a school's database, by time, as NDJSON\n\n"
        "  --journal     all that was ever issued and withdrawn, in that order\n"
        "  --teacher T   of this teacher\n"
        "  --rule NAME   of this sentence",
        decisions };

const struct command command_export = {
  "export",
  "--db FILE\n"
  "prints every event a school's database has accepted, in the order of acceptance, as NDJSON",
  export
};
