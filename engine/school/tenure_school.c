/* tenure_school.c — the embedding interface of a live school. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/school/embedding.h"
#include "engine/school/school.h"

struct tenure_school
{
  struct school *school;
  struct tenure_ears ears;
  struct buffer out;
};

static int
hear_entry (void *context, const struct journal_entry *entry, struct error *error)
{
  struct tenure_school *school = context;
  buffer_clear (&school->out);
  journal_line (&school->out, entry);
  if (school->out.failed)
    return error_memory (error);
  return school->ears.entry (school->ears.context, school->out.data, school->out.size) == 0
             ? 0
             : error_set (error, ERROR_IO, "stopped by the caller");
}

static void
hear_notice (void *context, const char *text)
{
  struct tenure_school *school = context;
  school->ears.notice (school->ears.context, text);
}

int
tenure_school_open (struct tenure_school **out, const char *path, const struct tenure_ears *ears,
                    struct tenure_error *error)
{
  struct error why;
  struct tenure_school *school = calloc (1, sizeof *school);
  if (!school)
    return embedding_memory (error);
  if (ears)
    school->ears = *ears;
  struct school_ears inner = { school->ears.entry ? hear_entry : NULL,
                               school->ears.notice ? hear_notice : NULL, school };
  if (school_open (&school->school, path, STORE_CREATE, inner, &why) < 0)
    {
      free (school);
      return embedding_fail (error, &why);
    }
  *out = school;
  return 0;
}

void
tenure_school_close (struct tenure_school *school)
{
  if (!school)
    return;
  school_close (school->school);
  buffer_release (&school->out);
  free (school);
}

int
tenure_school_put_policy (struct tenure_school *school, const char *path, const char *rules,
                          tenure_fault *fault, void *context, struct tenure_error *error)
{
  struct error why;
  struct faults faults = { 0 };
  int status
      = school_put_policy (school->school, path, rules ? rules : TENURE_RULES_DIR, &faults, &why);
  for (uint32_t i = 0; fault && i < faults.count; i++)
    fault (context, faults.items[i].file, faults.items[i].line, faults.items[i].message);
  faults_release (&faults);
  return status < 0 ? embedding_fail (error, &why) : 0;
}

/* Who hears of refusals. */
struct hearing
{
  tenure_refused *refused;
  void *context;
};

static void
hear_refused (void *context, uint64_t which, const struct refusal *refusal)
{
  const struct hearing *hearing = context;
  struct error text;
  error_set (&text, ERROR_INPUT, "%s%s%s%s%s", refusal->id, *refusal->id ? ": " : "",
             refusal->field, *refusal->field ? ": " : "", refusal->error.text);
  hearing->refused (hearing->context, (size_t)which, text.text);
}

/* Copies the events, with the room behind each that reading them needs. */
static struct school_text *
copy_events (const struct tenure_event *events, size_t count, struct buffer *texts)
{
  static const char padding[JSON_PADDING];
  struct school_text *items = calloc (count + 1, sizeof *items);
  for (size_t i = 0; i < count; i++)
    {
      buffer_add (texts, events[i].json, events[i].len);
      buffer_add (texts, padding, sizeof padding);
    }
  size_t at = 0;
  for (size_t i = 0; items && !texts->failed && i < count; i++)
    {
      items[i] = (struct school_text){ texts->data + at, events[i].len, i };
      at += events[i].len + sizeof padding;
    }
  return items;
}

int
tenure_school_append (struct tenure_school *school, const struct tenure_event *events, size_t count,
                      tenure_refused *refused, void *context, struct tenure_taken *taken,
                      struct tenure_error *error)
{
  struct error why;
  struct buffer texts = BUFFER_INIT;
  struct school_taken out = { 0 };
  struct hearing hearing = { refused, context };
  struct school_text *items = copy_events (events, count, &texts);
  int status = !items || texts.failed
                   ? error_memory (&why)
                   : school_append (school->school, items, (uint32_t)count,
                                    refused ? hear_refused : NULL, &hearing, &out, &why);
  *taken = (struct tenure_taken){ out.accepted, out.duplicates, out.refused };
  free (items);
  buffer_release (&texts);
  return status < 0 ? embedding_fail (error, &why) : 0;
}

int
tenure_school_step (struct tenure_school *school, unsigned events, struct tenure_error *error)
{
  struct error why;
  int status = school_step (school->school, events, &why);
  return status < 0 ? embedding_fail (error, &why) : status;
}

int
tenure_school_advance (struct tenure_school *school, const char *instant,
                       struct tenure_error *error)
{
  struct error why;
  int64_t reached;
  if (instant_read (instant, strlen (instant), &reached, &why) < 0
      || school_advance (school->school, reached, &why) < 0)
    return embedding_fail (error, &why);
  return 0;
}

struct telling
{
  tenure_decision *decision;
  void *context;
  int journal;
  struct buffer out;
};

static int
tell (void *context, const struct journal_entry *entry, struct error *error)
{
  struct telling *telling = context;
  const char *text = entry->body;
  size_t size = entry->size;
  if (telling->journal)
    {
      buffer_clear (&telling->out);
      journal_line (&telling->out, entry);
      if (telling->out.failed)
        return error_memory (error);
      text = telling->out.data;
      size = telling->out.size;
    }
  return telling->decision (telling->context, text, size) == 0
             ? 0
             : error_set (error, ERROR_IO, "stopped by the caller");
}

int
tenure_school_decisions (struct tenure_school *school, const char *teacher, int journal,
                         tenure_decision *decision, void *context, struct tenure_error *error)
{
  struct error why;
  struct telling telling = { decision, context, journal, BUFFER_INIT };
  struct journal_query query = { .teacher = teacher, .standing = !journal };
  int status = school_finish (school->school, &why);
  if (status == 0)
    status = journal_read (school_store (school->school), &query, tell, &telling, &why);
  buffer_release (&telling.out);
  return status < 0 ? embedding_fail (error, &why) : 0;
}

int
tenure_school_why (struct tenure_school *school, const char *teacher, const char *rule,
                   tenure_decision *explanation, void *context, struct tenure_error *error)
{
  struct error why;
  struct buffer out = BUFFER_INIT;
  int status = school_finish (school->school, &why);
  if (status == 0)
    status = school_why (school->school, teacher, rule, &out, &why);
  if (status == 0 && explanation (context, out.data, out.size) != 0)
    status = error_set (&why, ERROR_IO, "stopped by the caller");
  buffer_release (&out);
  return status < 0 ? embedding_fail (error, &why) : 0;
}
