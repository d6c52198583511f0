/* embed.c — a school in a page: a policy, events, what comes of them.
 *
 *   cc embed.c $(pkg-config --cflags --libs tenure) -o embed
 *   ./embed school.db POLICY EVENTS.ndjson
 *
 * Events of the file are taken a thousand at a time; run it again and they are
 * there already.  Decisions are printed as they are issued or withdrawn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tenure.h>

enum
{
  BATCH = 1000
};

static int
print_entry (void *context, const char *json, size_t len)
{
  (void)context;
  return printf ("%.*s\n", (int)len, json) < 0;
}

static void
print_text (void *context, const char *text)
{
  (void)context;
  fprintf (stderr, "%s\n", text);
}

static void
print_fault (void *context, const char *file, unsigned line, const char *message)
{
  (void)context;
  fprintf (stderr, "%s:%u: %s\n", file, line, message);
}

static void
print_refused (void *context, size_t which, const char *reason)
{
  fprintf (stderr, "line %zu: %s\n", *(size_t *)context + which + 1, reason);
}

/* Takes what has been read; late events are judged in slices, between which
 * another school could have its turn. */
static int
take (struct tenure_school *school, struct tenure_event *events, size_t count, size_t before,
      struct tenure_error *error)
{
  struct tenure_taken taken;
  int more = tenure_school_append (school, events, count, print_refused, &before, &taken, error);
  for (size_t i = 0; i < count; i++)
    free ((char *)events[i].json);
  while (more == 0 && (more = tenure_school_step (school, 500, error)) > 0)
    more = 0;
  return more;
}

static int
take_file (struct tenure_school *school, FILE *file, struct tenure_error *error)
{
  struct tenure_event events[BATCH];
  size_t count = 0, before = 0, size = 0;
  char *line = NULL;
  int status = 0;
  for (ssize_t len; status == 0 && (len = getline (&line, &size, file)) > 0;)
    {
      while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
      events[count++] = (struct tenure_event){ strndup (line, (size_t)len), (size_t)len };
      if (count < BATCH)
        continue;
      status = take (school, events, count, before, error);
      before += count;
      count = 0;
    }
  free (line);
  return status < 0 || count == 0 ? status : take (school, events, count, before, error);
}

int
main (int argc, char **argv)
{
  struct tenure_ears ears = { print_entry, print_text, NULL };
  struct tenure_error error = { 0 };
  struct tenure_school *school = NULL;
  FILE *file = argc == 4 ? fopen (argv[3], "r") : NULL;
  if (!file)
    {
      fprintf (stderr, "usage: embed DATABASE POLICY EVENTS\n");
      return 2;
    }
  int status = tenure_school_open (&school, argv[1], &ears, &error);
  if (status == 0)
    status = tenure_school_put_policy (school, argv[2], getenv ("TENURE_RULES"), print_fault, NULL,
                                       &error);
  if (status == 0)
    status = take_file (school, file, &error);
  if (status < 0)
    fprintf (stderr, "embed: %s\n", error.text);
  tenure_school_close (school);
  fclose (file);
  return status < 0;
}
