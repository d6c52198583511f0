/* journal.c — what was decided: issued, and perhaps withdrawn. */
#include "engine/store/journal.h"

#include <string.h>

#include "engine/store/store_parts.h"

static const char unwritable[] = "the journal could not be written";
static const char unreadable[] = "the journal could not be read";

static int
add_issue (struct store *store, uint64_t seq, const struct journal_entry *entry,
           struct error *error)
{
  struct query query = query_take (store, SQL_JOURNAL_APPEND);
  query_null (&query);
  query_string (&query, entry->teacher);
  query_string (&query, entry->rule);
  query_number (&query, entry->commit);
  query_integer (&query, entry->time);
  query_string (&query, entry->id);
  query_string (&query, entry->cause);
  query_text (&query, entry->body, entry->size);
  if (query_run (&query, unwritable, error) < 0 || query_check_row (store, seq, error) < 0)
    return -1;
  query = query_take (store, SQL_STANDING_ADD);
  query_string (&query, entry->teacher);
  query_integer (&query, entry->time);
  query_number (&query, seq);
  return query_run (&query, unwritable, error);
}

/* What was written is counted from then on. */
static int
end_entry (struct writing *writing, int status, uint64_t *seq, struct error *error)
{
  uint64_t next = writing->store->now.journal + 1;
  if (status == 0)
    writing->store->now.journal = next;
  if (write_end (writing, status, error) < 0)
    return -1;
  *seq = next;
  return 0;
}

int
journal_issue (struct store *store, const struct journal_entry *entry, uint64_t *seq,
               struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  int status = add_issue (store, store->now.journal + 1, entry, error);
  return end_entry (&writing, status, seq, error);
}

/* With `issue` at the row of what is withdrawn. */
static int
add_withdrawal (struct store *store, struct query *issue, const struct journal_entry *entry,
                struct error *error)
{
  size_t teacher_size, rule_size;
  const char *teacher = query_get_text (issue, 0, &teacher_size);
  const char *rule = query_get_text (issue, 1, &rule_size);
  if (query_row_whole (issue, unreadable, error) < 0)
    return -1;
  struct query query = query_take (store, SQL_JOURNAL_APPEND);
  query_number (&query, entry->of);
  query_text (&query, teacher, teacher_size);
  query_text (&query, rule, rule_size);
  query_number (&query, entry->commit);
  query_null (&query);
  query_null (&query);
  query_string (&query, entry->cause);
  query_null (&query);
  if (query_run (&query, unwritable, error) < 0 || query_check_row (store, entry->seq, error) < 0)
    return -1;
  query = query_take (store, SQL_STANDING_END);
  query_text (&query, teacher, teacher_size);
  query_integer (&query, query_get_integer (issue, 2));
  query_number (&query, entry->of);
  return query_run (&query, unwritable, error);
}

static int
withdraw (struct store *store, const struct journal_entry *entry, struct error *error)
{
  struct query issue = query_take (store, SQL_STANDING_FIND);
  query_number (&issue, entry->of);
  int status = query_step (&issue, unreadable, error);
  if (status == 1)
    status = add_withdrawal (store, &issue, entry, error);
  else if (status == 0)
    status = error_set (error, ERROR_INPUT,
                        "entry %llu of the journal is no decision that stands: it cannot be "
                        "withdrawn",
                        (unsigned long long)entry->of);
  query_give (&issue);
  return status;
}

int
journal_withdraw (struct store *store, uint64_t of, const char *cause, uint64_t commit,
                  uint64_t *seq, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  struct journal_entry entry
      = { .seq = store->now.journal + 1, .of = of, .cause = cause, .commit = commit };
  return end_entry (&writing, withdraw (store, &entry, error), seq, error);
}

/* Who only reads may see what another has just written. */
uint64_t
journal_position (struct store *store)
{
  int64_t last;
  if (store->reads_only && query_value (store, SQL_JOURNAL_LAST, &last, "", NULL) == 1)
    store->now.journal = (uint64_t)last;
  return store->now.journal;
}

static int
take_row (struct query *query, struct journal_entry *out, struct error *error)
{
  size_t size;
  out->seq = (uint64_t)query_get_integer (query, 0);
  out->of = (uint64_t)query_get_integer (query, 1);
  out->withdrawn = out->of != 0;
  out->teacher = query_get_text (query, 2, &size);
  out->rule = query_get_text (query, 3, &size);
  out->commit = (uint64_t)query_get_integer (query, 4);
  out->time = query_get_integer (query, 5);
  out->id = query_get_text (query, 6, &size);
  out->cause = query_get_text (query, 7, &size);
  out->body = query_get_text (query, 8, &out->size);
  return query_row_whole (query, unreadable, error);
}

static int
each_row (struct query *query, journal_each *each, void *context, struct error *error)
{
  for (;;)
    {
      struct journal_entry entry;
      int status = query_step (query, unreadable, error);
      if (status <= 0)
        return status;
      if (take_row (query, &entry, error) < 0 || each (context, &entry, error) < 0)
        return -1;
    }
}

/* The same, where a row is only the number of one. */
static int
each_number (struct query *numbers, journal_each *each, void *context, struct error *error)
{
  for (;;)
    {
      int status = query_step (numbers, unreadable, error);
      if (status <= 0)
        return status;
      struct query query = query_take (numbers->store, SQL_JOURNAL_ONE);
      query_integer (&query, query_get_integer (numbers, 0));
      status = each_row (&query, each, context, error);
      query_give (&query);
      if (status < 0)
        return -1;
    }
}

static void
add_filter (struct query *query, const char *text)
{
  if (text)
    query_string (query, text);
  else
    query_null (query);
}

int
journal_read (struct store *store, const struct journal_query *asked, journal_each *each,
              void *context, struct error *error)
{
  enum statement which = !asked->standing ? SQL_JOURNAL_ALL
                         : asked->teacher ? SQL_STANDING_TEACHER
                                          : SQL_STANDING;
  struct query query = query_take (store, which);
  query_number (&query, asked->after);
  add_filter (&query, asked->teacher);
  add_filter (&query, asked->rule);
  query_integer (&query, asked->limit ? (int64_t)asked->limit : -1);
  int status = (asked->standing ? each_number : each_row) (&query, each, context, error);
  query_give (&query);
  return status;
}

int
journal_standing_of (struct store *store, const char *teacher, journal_each *each, void *context,
                     struct error *error)
{
  struct query query = query_take (store, SQL_STANDING_OF);
  query_string (&query, teacher);
  int status = each_number (&query, each, context, error);
  query_give (&query);
  return status;
}

/* The body without the brace that ends it. */
static size_t
open_length (const struct journal_entry *entry)
{
  size_t size = entry->size;
  while (size > 0 && entry->body[size - 1] != '}')
    size--;
  return size > 0 ? size - 1 : 0;
}

/* Whether an object that was cut before its end has a member. */
static bool
has_member (const char *text, size_t size)
{
  while (size > 0 && strchr (" \t\r\n", text[size - 1]))
    size--;
  return size > 0 && text[size - 1] != '{';
}

void
journal_line (struct buffer *out, const struct journal_entry *entry)
{
  size_t size = open_length (entry);
  if (size == 0)
    buffer_char (out, '{');
  buffer_add (out, entry->body, size);
  if (has_member (entry->body, size))
    buffer_char (out, ',');
  buffer_format (out, "\"seq\":%llu,\"entry\":\"%s\"", (unsigned long long)entry->seq,
                 entry->withdrawn ? "withdrawn" : "issued");
  if (entry->withdrawn)
    buffer_format (out, ",\"of\":%llu", (unsigned long long)entry->of);
  if (entry->cause && *entry->cause)
    {
      buffer_text (out, ",\"cause\":");
      buffer_text (out, entry->cause);
    }
  buffer_format (out, ",\"commit\":%llu}", (unsigned long long)entry->commit);
}
