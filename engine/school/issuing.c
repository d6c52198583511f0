/* issuing.c — decisions into the journal, and into the chain of commits. */
#include <string.h>

#include "engine/base/civil.h"
#include "engine/school/school_parts.h"

void
cause_json (struct buffer *out, const struct plan *plan, const struct strings *strings,
            const struct decision *decision)
{
  const struct record *event = decision->event;
  if (event)
    {
      buffer_text (out, "{\"source\":");
      buffer_json (out, strings_text (strings, event->source),
                   strings_length (strings, event->source));
      buffer_text (out, ",\"id\":");
      buffer_json (out, record_id (event), event->id_size);
      buffer_char (out, '}');
      return;
    }
  buffer_text (out, "{\"deadline\":\"");
  instant_write (out, decision->time, plan->calendar.offset);
  buffer_char (out, '"');
  if (decision->deadline)
    {
      buffer_text (out, ",\"rule\":");
      buffer_json (out, strings_text (strings, decision->deadline->name),
                   strings_length (strings, decision->deadline->name));
    }
  if (decision->deadline_opening)
    {
      buffer_text (out, ",\"since\":\"");
      instant_write (out, decision->deadline_opening, plan->calendar.offset);
      buffer_char (out, '"');
    }
  buffer_char (out, '}');
}

/* The entry as exported is part of what the commit's hash covers. */
static int
chain (struct school *school, const struct journal_entry *entry, struct error *error)
{
  journal_line (&school->chained, entry);
  buffer_char (&school->chained, '\n');
  if (school->chained.failed)
    return error_memory (error);
  return school->ears.entry ? school->ears.entry (school->ears.context, entry, error) : 0;
}

/* While what is in the journal already is judged again, a difference is drift:
 * said aloud, and mended where the store may be written. */
static bool
is_drift (const struct school *school, const struct journal_entry *entry, const char *what)
{
  if (school->replaying)
    school_notice (school, "drift: decision %s of %s %s", entry->id,
                   *entry->teacher ? entry->teacher : "the school", what);
  return school->read_only;
}

int
school_issue (struct school *school, const struct journal_entry *entry, struct error *error)
{
  struct journal_entry issued = *entry;
  if (is_drift (school, entry, "follows from the log and was not in the journal"))
    return 0;
  issued.commit = school->commit.number + 1;
  return journal_issue (school->store, &issued, &issued.seq, error) < 0
             ? -1
             : chain (school, &issued, error);
}

int
school_withdraw (struct school *school, const struct journal_entry *entry, const char *cause,
                 struct error *error)
{
  struct journal_entry withdrawn = *entry;
  if (is_drift (school, entry, "was in the journal and does not follow from the log"))
    return 0;
  withdrawn.withdrawn = true;
  withdrawn.of = entry->seq;
  withdrawn.cause = cause;
  withdrawn.commit = school->commit.number + 1;
  return journal_withdraw (school->store, withdrawn.of, cause, withdrawn.commit, &withdrawn.seq,
                           error)
                 < 0
             ? -1
             : chain (school, &withdrawn, error);
}

/* Whether the same decision stands. */
struct search
{
  const struct journal_entry *entry;
  bool found;
};

static int
compare (void *context, const struct journal_entry *standing, struct error *error)
{
  struct search *search = context;
  const struct journal_entry *entry = search->entry;
  (void)error;
  search->found |= strcmp (standing->id, entry->id) == 0 && standing->size == entry->size
                   && memcmp (standing->body, entry->body, entry->size) == 0;
  return 0;
}

static int
issue_unless_standing (struct school *school, const struct journal_entry *entry,
                       struct error *error)
{
  struct search search = { entry, false };
  if (school->replaying
      && journal_standing_of (school->store, entry->teacher, compare, &search, error) < 0)
    return -1;
  return search.found ? 0 : school_issue (school, entry, error);
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct school *school = context;
  const struct plan *plan = policy_plan (school->policy);
  struct buffer body = BUFFER_INIT, cause = BUFFER_INIT;
  char id[DECISION_ID];
  if (school->silent)
    return 0;
  int status = decision_json (&body, plan, &school->strings, decision, error);
  if (status == 0 && decision_id (id, plan, &school->strings, decision) < 0)
    status = error_memory (error);
  cause_json (&cause, plan, &school->strings, decision);
  if (status == 0 && (body.failed || cause.failed))
    status = error_memory (error);
  if (status == 0)
    {
      struct journal_entry entry
          = { .time = decision->time,
              .id = id,
              .teacher = decision->teacher == STRINGS_NONE
                             ? ""
                             : strings_text (&school->strings, decision->teacher),
              .rule
              = decision->sentence ? strings_text (&school->strings, decision->sentence->name) : "",
              .body = body.data,
              .size = body.size,
              .cause = buffer_string (&cause) };
      status = issue_unless_standing (school, &entry, error);
    }
  buffer_release (&body);
  buffer_release (&cause);
  return status;
}

struct listener
school_listener (struct school *school)
{
  return (struct listener){ decided, school };
}
