/* parse_count.c — what a program for this one rule would do in C: parse, find
 * duplicates in a hash of ids, count in a hash of teachers. */
#include <stdio.h>
#include <stdlib.h>

#include "bench/events.h"
#include "engine/base/array.h"
#include "engine/base/json.h"
#include "engine/base/strings.h"

struct counting
{
  struct strings ids, teachers;
  uint32_t *absences; /* by teacher */
  uint32_t capacity;
};

static uint32_t
number_of (struct strings *strings, const struct json_value *text)
{
  uint32_t number;
  struct error error;
  if (strings_put (strings, text->text, text->text_len, &number, &error) < 0)
    give_up (error.text);
  return number;
}

static void
take (void *context, const struct json_doc *doc)
{
  struct counting *counting = context;
  struct absence absence;
  read_absence (doc, &absence);
  uint32_t known = counting->ids.count;
  number_of (&counting->ids, absence.id);
  if (counting->ids.count == known)
    return;
  known = counting->teachers.count;
  uint32_t teacher = number_of (&counting->teachers, absence.teacher);
  if (ARRAY_ROOM (counting->absences, teacher, counting->capacity, 1) < 0)
    give_up ("not enough memory");
  if (teacher == known)
    counting->absences[teacher] = 0;
  if (absence.counts && ++counting->absences[teacher] == ABSENCES)
    printf ("%.*s\n", (int)absence.teacher->text_len, absence.teacher->text);
}

int
main (int argc, char **argv)
{
  struct counting counting = { 0 };
  strings_init (&counting.ids, 1);
  strings_init (&counting.teachers, 1);
  each_event (argc > 1 ? argv[1] : NULL, take, &counting);
  strings_release (&counting.ids);
  strings_release (&counting.teachers);
  free (counting.absences);
  return 0;
}
