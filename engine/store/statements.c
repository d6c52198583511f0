/* statements.c — the SQL of a store, prepared when first needed. */
#include "engine/store/statements.h"

#include <sqlite3.h>
#include <string.h>

#include "engine/store/store_parts.h"

/* Journal entries: an issue as it is, a withdrawal with what it takes over. */
#define ENTRIES                                                                                    \
  "SELECT j.seq, j.of, j.teacher, j.rule, j.\"commit\", coalesce(i.time, j.time), "                \
  "coalesce(i.id, j.id), j.cause, coalesce(i.body, j.body) "                                       \
  "FROM journal AS j LEFT JOIN journal AS i ON i.seq = j.of "

/* Numbers of what stands: bodies are fetched when these are in order. */
#define STANDING(of)                                                                               \
  "SELECT s.seq FROM standing AS s WHERE s.seq > ?1 AND " of " AND "                               \
  "(?3 IS NULL OR (SELECT rule FROM journal AS j WHERE j.seq = s.seq) = ?3) "                      \
  "ORDER BY s.time, s.seq LIMIT ?4"

static const char *const texts[STATEMENT_COUNT] = {
  [SQL_BEGIN_READ] = "BEGIN",
  [SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
  [SQL_COMMIT] = "COMMIT",
  [SQL_ROLLBACK] = "ROLLBACK",

  [SQL_LOG_LAST] = "SELECT max(seq) FROM log",
  [SQL_LOG_APPEND] = "INSERT INTO log (kind, body) VALUES (?, ?)",
  [SQL_LOG_READ] = "SELECT seq, kind, body FROM log WHERE seq = ?",
  [SQL_LOG_SCAN] = "SELECT seq, kind, body FROM log WHERE seq > ? AND seq <= ? ORDER BY seq",

  [SQL_JOURNAL_LAST] = "SELECT max(seq) FROM journal",
  [SQL_JOURNAL_APPEND]
  = "INSERT INTO journal (of, teacher, rule, \"commit\", time, id, cause, body) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_JOURNAL_ALL] = ENTRIES "WHERE j.seq > ?1 AND (?2 IS NULL OR j.teacher = ?2) "
                              "AND (?3 IS NULL OR j.rule = ?3) ORDER BY j.seq LIMIT ?4",
  [SQL_JOURNAL_ONE] = ENTRIES "WHERE j.seq = ?",
  [SQL_STANDING] = STANDING ("?2 IS NULL"),
  [SQL_STANDING_TEACHER] = STANDING ("s.teacher = ?2"),
  [SQL_STANDING_OF] = "SELECT s.seq FROM standing AS s CROSS JOIN journal AS j ON j.seq = s.seq "
                      "WHERE s.teacher = ? ORDER BY j.id, j.seq",
  [SQL_STANDING_ADD] = "INSERT INTO standing (teacher, time, seq) VALUES (?, ?, ?)",
  [SQL_STANDING_FIND] = "SELECT j.teacher, j.rule, j.time FROM journal AS j JOIN standing AS s "
                        "ON s.teacher = j.teacher AND s.time = j.time AND s.seq = j.seq "
                        "WHERE j.seq = ?",
  [SQL_STANDING_END] = "DELETE FROM standing WHERE teacher = ? AND time = ? AND seq = ?",

  [SQL_CHAIN_LAST] = "SELECT number, log, journal, hash FROM chain ORDER BY number DESC LIMIT 1",
  [SQL_CHAIN_PUT] = "INSERT INTO chain (number, log, journal, hash) VALUES (?, ?, ?, ?)",
  [SQL_CHAIN_FROM]
  = "SELECT number, log, journal, hash FROM chain WHERE number >= ? ORDER BY number",

  [SQL_FACT_GET] = "SELECT value FROM fact WHERE name = ?",
  [SQL_FACT_PUT] = "INSERT INTO fact (name, value) VALUES (?, ?) "
                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  [SQL_POLICY_PUT] = "INSERT INTO policy (hash, name, body) VALUES (?, ?, ?) "
                     "ON CONFLICT (hash, name) DO NOTHING",
  [SQL_POLICY_FILES] = "SELECT name, body FROM policy WHERE hash = ? ORDER BY name",
  [SQL_REFUSED_LAST]
  = "SELECT before + length(id) + length(field) + length(reason) + length(text), number "
    "FROM refused ORDER BY number DESC LIMIT 1",
  [SQL_REFUSED_PUT] = "INSERT INTO refused (number, before, at, line, id, field, reason, text) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_REFUSED_TRIM] = "DELETE FROM refused WHERE number = (SELECT min(number) FROM refused) "
                       "AND (number <= ? OR before < ?) RETURNING number",
  [SQL_REFUSED_LIST] = "SELECT at, line, id, field, reason, text FROM refused "
                       "ORDER BY number DESC LIMIT ?",

  [SQL_SNAPSHOT_GET] = "SELECT head, checksum FROM snapshot",
  [SQL_SNAPSHOT_PUT] = "INSERT OR REPLACE INTO snapshot (one, head, checksum) VALUES (1, ?, ?)",
  [SQL_TEACHER_PUT]
  = "INSERT INTO teacher (id, state, checksum) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET state = excluded.state, checksum = excluded.checksum",
  [SQL_TEACHERS] = "SELECT id, state, checksum FROM teacher ORDER BY id",
  [SQL_COHORT_PUT]
  = "INSERT INTO cohort (day, sentence, rows, checksum) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (day, sentence) DO UPDATE SET rows = excluded.rows, checksum = excluded.checksum",
  [SQL_COHORT_GET] = "SELECT rows, checksum FROM cohort WHERE day = ? AND sentence = ?",
  [SQL_HISTORY_LAST] = "SELECT max(upto) FROM history WHERE teacher = ?",
  [SQL_HISTORY_PUT] = "INSERT INTO history (teacher, upto, seqs, checksum) VALUES (?, ?, ?, ?)",
  [SQL_HISTORY] = "SELECT upto, seqs, checksum FROM history WHERE teacher = ? ORDER BY upto",
  [SQL_DROP_SNAPSHOT] = "DELETE FROM snapshot",
  [SQL_DROP_TEACHERS] = "DELETE FROM teacher",
  [SQL_DROP_COHORTS] = "DELETE FROM cohort",
  [SQL_DROP_HISTORIES] = "DELETE FROM history",

  [SQL_NAMES_KEY] = "SELECT key FROM names_key",
  [SQL_NAMES_KEY_PUT] = "INSERT OR REPLACE INTO names_key (one, key) VALUES (1, ?)",
  [SQL_NAMES_RUNS] = "SELECT run, after, upto, count, checksum FROM names_run ORDER BY run",
  [SQL_NAMES_RUN_PUT]
  = "INSERT INTO names_run (run, after, upto, count, checksum) VALUES (?, ?, ?, ?, ?)",
  [SQL_NAMES_RUNS_DROP] = "DELETE FROM names_run WHERE run > ?",
  [SQL_NAMES_PART] = "SELECT entries, checksum FROM names_part WHERE part = ?",
  [SQL_NAMES_PARTS] = "SELECT part, entries, checksum FROM names_part "
                      "WHERE part >= ? AND part < ? ORDER BY part",
  [SQL_NAMES_LAST_PART] = "SELECT max(part) FROM names_part",
  [SQL_NAMES_PART_PUT] = "INSERT INTO names_part (part, entries, checksum) VALUES (?, ?, ?)",
  [SQL_NAMES_PART_DROP] = "DELETE FROM names_part WHERE part = ?",
  [SQL_NAMES_PARTS_DROP] = "DELETE FROM names_part WHERE part >= ?",
};

static struct query
prepare (struct store *store, enum statement which)
{
  struct query query = { .store = store, .which = which };
  query.result = sqlite3_prepare_v3 (store->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT,
                                     &query.made, NULL);
  return query;
}

struct query
query_take (struct store *store, enum statement which)
{
  struct query query = store->kept[which];
  if (query.store)
    store->kept[which].store = NULL;
  else
    query = prepare (store, which);
  return query;
}

/* Kept for the next, unless one is kept already. */
void
query_give (struct query *query)
{
  struct query *kept = &query->store->kept[query->which];
  if (kept->store || !query->made)
    {
      sqlite3_finalize (query->made);
      query->made = NULL;
      return;
    }
  sqlite3_reset (query->made);
  sqlite3_clear_bindings (query->made);
  *kept = (struct query){ .store = query->store, .which = query->which, .made = query->made };
}

void
query_again (struct query *query)
{
  sqlite3_reset (query->made);
  query->bound = 0;
}

static void
bound (struct query *query, int result)
{
  if (query->result == SQLITE_OK)
    query->result = result;
}

void
query_integer (struct query *query, int64_t value)
{
  bound (query, sqlite3_bind_int64 (query->made, ++query->bound, value));
}

void
query_number (struct query *query, uint64_t value)
{
  query_integer (query, value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

void
query_null (struct query *query)
{
  bound (query, sqlite3_bind_null (query->made, ++query->bound));
}

void
query_text (struct query *query, const char *text, size_t size)
{
  bound (query, sqlite3_bind_text64 (query->made, ++query->bound, text ? text : "", size,
                                     SQLITE_STATIC, SQLITE_UTF8));
}

void
query_string (struct query *query, const char *text)
{
  query_text (query, text, text ? strlen (text) : 0);
}

void
query_blob (struct query *query, const void *bytes, size_t size)
{
  bound (query, sqlite3_bind_blob64 (query->made, ++query->bound, bytes && size ? bytes : "", size,
                                     SQLITE_STATIC));
}

int
query_step (struct query *query, const char *what, struct error *error)
{
  int result = query->result;
  if (result == SQLITE_OK)
    result = sqlite3_step (query->made);
  if (result == SQLITE_ROW || result == SQLITE_DONE)
    return result == SQLITE_ROW;
  struct error found;
  sql_error (query->store->db, result, query->store->path, what, &found);
  store_failed (query->store, &found);
  return error_set (error, found.code, "%s", found.text);
}

int
query_run (struct query *query, const char *what, struct error *error)
{
  int status;
  do
    status = query_step (query, what, error);
  while (status > 0);
  query_give (query);
  return status;
}

int
query_check_row (struct store *store, uint64_t expected, struct error *error)
{
  int64_t row = sqlite3_last_insert_rowid (store->db);
  if (row == (int64_t)expected)
    return 0;
  return error_set (error, ERROR_IO, "%s: entry %llu was to be written, and became %lld",
                    path_shown (store->path), (unsigned long long)expected, (long long)row);
}

int64_t
query_get_integer (struct query *query, int column)
{
  return sqlite3_column_int64 (query->made, column);
}

const char *
query_get_text (struct query *query, int column, size_t *size)
{
  const char *text = (const char *)sqlite3_column_text (query->made, column);
  *size = text ? (size_t)sqlite3_column_bytes (query->made, column) : 0;
  if (!text && sqlite3_column_type (query->made, column) != SQLITE_NULL)
    query->result = SQLITE_NOMEM;
  return text ? text : "";
}

const void *
query_get_blob (struct query *query, int column, size_t *size)
{
  const void *bytes = sqlite3_column_blob (query->made, column);
  *size = bytes ? (size_t)sqlite3_column_bytes (query->made, column) : 0;
  return bytes ? bytes : "";
}

int
query_row_whole (struct query *query, const char *what, struct error *error)
{
  if (query->result == SQLITE_OK)
    return 0;
  return sql_error (query->store->db, query->result, query->store->path, what, error);
}

int
query_value (struct store *store, enum statement which, int64_t *out, const char *what,
             struct error *error)
{
  struct query query = query_take (store, which);
  int status = query_step (&query, what, error);
  if (status == 1)
    *out = query_get_integer (&query, 0);
  query_give (&query);
  return status;
}
