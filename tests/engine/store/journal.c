/* journal.c — issues, withdrawals, what stands. */
#include "engine/store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;

static uint64_t
issue (const char *id, const char *teacher, const char *rule, int64_t time)
{
  char body[128];
  uint64_t seq = 0;
  snprintf (body, sizeof body, "{\"id\":\"%s\"}", id);
  struct journal_entry entry = { .time = time,
                                 .id = id,
                                 .teacher = teacher,
                                 .rule = rule,
                                 .body = body,
                                 .size = strlen (body),
                                 .cause = "{\"event\":3}",
                                 .commit = 7 };
  if (journal_issue (store, &entry, &seq, &error) < 0)
    ok (false, "%s", error.text);
  return seq;
}

static uint64_t
withdraw (uint64_t of)
{
  uint64_t seq = 0;
  return journal_withdraw (store, of, "{\"event\":9}", 8, &seq, &error) < 0 ? 0 : seq;
}

static int
note (void *context, const struct journal_entry *entry, struct error *why)
{
  struct buffer *out = context;
  (void)why;
  buffer_format (out, "%d%s%.0d ", (int)entry->seq, entry->withdrawn ? "-" : "", (int)entry->of);
  return 0;
}

static void
reads (struct journal_query query, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (journal_read (store, &query, note, &out, &error), 0, "%s", what);
  is_str (buffer_string (&out), expected, "%s: these", what);
  buffer_release (&out);
}

static void
stands_of (const char *teacher, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (journal_standing_of (store, teacher, note, &out, &error), 0, "%s", what);
  is_str (buffer_string (&out), expected, "%s: these", what);
  buffer_release (&out);
}

static int
keep_line (void *context, const struct journal_entry *entry, struct error *why)
{
  (void)why;
  journal_line (context, entry);
  buffer_char (context, '\n');
  return 0;
}

static void
test_entries (void)
{
  reads ((struct journal_query){ 0 }, "", "a new journal is empty");
  is_int ((long long)journal_position (store), 0, "it has no last number");
  is_int ((long long)issue ("c", "T1", "late", 500), 1, "an issue has a number");
  is_int ((long long)issue ("a", "T2", "late", 300), 2, "the next the next");
  is_int ((long long)issue ("b", "T1", "good", 400), 3, "and so on");
  is_int ((long long)issue ("a", "T1", "", 300), 4, "one made by no sentence");
  is_int ((long long)issue ("d", "", "quota", 400), 5, "one about the school");
  is_int ((long long)withdraw (1), 6, "a withdrawal has one too");
  is_int ((long long)issue ("c", "T1", "late", 500), 7, "the same can be issued again");
  is_int ((long long)journal_position (store), 7, "the last number");
}

static void
test_mistakes (void)
{
  is_int ((long long)withdraw (1), 0, "what was withdrawn is not withdrawn again");
  is_str (error.text, "entry 1 of the journal is no decision that stands: it cannot be withdrawn",
          "it says so");
  is_int (error.code, ERROR_INPUT, "as the caller's mistake");
  is_int ((long long)withdraw (6), 0, "a withdrawal is not withdrawn");
  is_int ((long long)withdraw (99), 0, "nor what is not there");
  is_int ((long long)withdraw (0), 0, "nor number 0");
  is_int ((long long)journal_position (store), 7, "none of these took a number");
}

static void
test_read (void)
{
  reads ((struct journal_query){ 0 }, "1 2 3 4 5 6-1 7 ", "all by number");
  reads ((struct journal_query){ .after = 5 }, "6-1 7 ", "all after one");
  reads ((struct journal_query){ .after = UINT64_MAX }, "", "all after the end");
  reads ((struct journal_query){ .limit = 2 }, "1 2 ", "the first two");
  reads ((struct journal_query){ .teacher = "T1" }, "1 3 4 6-1 7 ", "a teacher's, withdrawals too");
  reads ((struct journal_query){ .teacher = "" }, "5 ", "the school's");
  reads ((struct journal_query){ .rule = "late" }, "1 2 6-1 7 ", "a rule's");
  reads ((struct journal_query){ .rule = "" }, "4 ", "no rule's");
  reads ((struct journal_query){ .rule = "late", .teacher = "T1", .after = 1, .limit = 1 }, "6-1 ",
         "all conditions together");
  reads ((struct journal_query){ .standing = true }, "2 4 3 5 7 ",
         "what stands, by time and number");
  reads ((struct journal_query){ .standing = true, .limit = 3 }, "2 4 3 ", "the first three");
  reads ((struct journal_query){ .standing = true, .teacher = "T1" }, "4 3 7 ", "a teacher's");
  reads ((struct journal_query){ .standing = true, .rule = "late" }, "2 7 ", "a rule's");
  reads ((struct journal_query){ .standing = true, .teacher = "T1", .rule = "late", .after = 6 },
         "7 ", "all conditions together");
  stands_of ("T1", "4 3 7 ", "a teacher's by id");
  stands_of ("T2", "2 ", "another's");
  stands_of ("", "5 ", "the school's");
  stands_of ("T", "", "nobody's");
}

static void
test_lines (void)
{
  struct buffer out = BUFFER_INIT;
  struct journal_query query = { .rule = "late", .teacher = "T1" };
  journal_read (store, &query, keep_line, &out, &error);
  is_str (buffer_string (&out),
          "{\"id\":\"c\",\"seq\":1,\"entry\":\"issued\",\"cause\":{\"event\":3},\"commit\":7}\n"
          "{\"id\":\"c\",\"seq\":6,\"entry\":\"withdrawn\",\"of\":1,\"cause\":{\"event\":9},"
          "\"commit\":8}\n"
          "{\"id\":\"c\",\"seq\":7,\"entry\":\"issued\",\"cause\":{\"event\":3},\"commit\":7}\n",
          "entries as lines");
  static const char *const bodies[][2]
      = { { "{}", "{\"seq\":1,\"entry\":\"issued\",\"commit\":2}" },
          { "{ }", "{ \"seq\":1,\"entry\":\"issued\",\"commit\":2}" },
          { "", "{\"seq\":1,\"entry\":\"issued\",\"commit\":2}" },
          { "{\"a\":{}}", "{\"a\":{},\"seq\":1,\"entry\":\"issued\",\"commit\":2}" },
          { "{\"a\":1}\n", "{\"a\":1,\"seq\":1,\"entry\":\"issued\",\"commit\":2}" } };
  for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
    {
      struct journal_entry entry = { .seq = 1, .commit = 2, .body = bodies[i][0], .cause = "" };
      entry.size = strlen (entry.body);
      buffer_clear (&out);
      journal_line (&out, &entry);
      is_str (buffer_string (&out), bodies[i][1], "a body %s without a cause", bodies[i][0]);
    }
  buffer_release (&out);
}

/* What the callback gets of a withdrawal. */
static int
look (void *context, const struct journal_entry *entry, struct error *why)
{
  (void)why;
  *(int *)context += 1;
  is_str (entry->id, "c", "a withdrawal has its issue's id");
  is_str (entry->teacher, "T1", "its teacher");
  is_str (entry->rule, "late", "its rule");
  is_int (entry->time, 500, "its time");
  is_text (entry->body, entry->size, "{\"id\":\"c\"}", "its body");
  is_str (entry->cause, "{\"event\":9}", "a cause of its own");
  is_int ((long long)entry->commit, 8, "and a commit");
  return error_set (why, ERROR_LIMIT, "enough");
}

static int
nested (void *context, const struct journal_entry *entry, struct error *why)
{
  struct journal_query query = { .after = entry->seq - 1, .limit = 2 };
  return journal_read (store, &query, note, context, why);
}

static void
test_callbacks (void)
{
  int calls = 0;
  struct journal_query query = { .after = 5 };
  is_int (journal_read (store, &query, look, &calls, &error), -1, "a callback ends it");
  ok (calls == 1 && strcmp (error.text, "enough") == 0, "at once, with its own words");
  struct buffer out = BUFFER_INIT;
  query = (struct journal_query){ .after = 4 };
  is_int (journal_read (store, &query, nested, &out, &error), 0, "reading while reading");
  is_str (buffer_string (&out), "5 6-1 6-1 7 7 ", "reads all");
  buffer_release (&out);
}

static void
test_rollback (void)
{
  store_begin (store, &error);
  is_int ((long long)issue ("x", "T1", "late", 1), 8, "issued");
  is_int ((long long)withdraw (7), 9, "withdrawn");
  stands_of ("T1", "4 3 8 ", "stands at once");
  store_rollback (store);
  is_int ((long long)journal_position (store), 7, "rolled back, the numbers are free again");
  stands_of ("T1", "4 3 7 ", "what stood stands");
}

int
main (void)
{
  store_open (&store, scratch_path ("journal.db"), STORE_CREATE, &error);
  test_entries ();
  test_mistakes ();
  test_read ();
  test_lines ();
  test_callbacks ();
  test_rollback ();
  store_close (store);
  store_open (&store, scratch_path ("journal.db"), STORE_READ, &error);
  is_int ((long long)journal_position (store), 7, "closed and opened, all is there");
  test_read ();
  store_close (store);
  return tap_done ();
}
