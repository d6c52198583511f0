/* batch.c — entries of the log as records. */
#include <stdlib.h>
#include <string.h>

#include "engine/school/school_parts.h"

void
batch_init (struct batch *batch, struct school *school)
{
  *batch = (struct batch){ .school = school, .arena = ARENA_INIT };
  timeline_init (&batch->timeline, &school->strings, school->strings.seed);
}

void
batch_release (struct batch *batch)
{
  timeline_release (&batch->timeline);
  arena_release (&batch->arena);
}

int
school_take_text (struct school *school, const char *text, size_t len, struct arena *arena,
                  struct record **out, struct refusal *refusal, struct error *error)
{
  struct name subject;
  if (door_take (school->door, text, len, arena, out, &subject, refusal) < 0)
    return refusal->error.code == ERROR_MEMORY ? error_memory (error) : 0;
  if (subject.len
      && strings_put (&school->strings, subject.text, subject.len, &(*out)->subject, error) < 0)
    return -1;
  return 1;
}

int
batch_add_record (struct batch *batch, struct record *record, struct error *error)
{
  struct record *earlier;
  uint32_t tag = timeline_tag (&batch->timeline, record);
  return timeline_add (&batch->timeline, tag, record, &earlier) < 0 ? error_memory (error) : 0;
}

int
batch_add (struct batch *batch, const struct log_entry *entry, struct error *error)
{
  struct record *record;
  struct refusal refusal;
  batch->upto = entry->seq;
  if (entry->kind != LOG_EVENT)
    return 0;
  int status = school_take_text (batch->school, entry->body, entry->size, &batch->arena, &record,
                                 &refusal, error);
  if (status <= 0)
    return status;
  record->origin = entry->seq;
  return batch_add_record (batch, record, error);
}
