/* statements.h — the SQL of a store, by name; private to the store.
 *
 * A statement is prepared when first taken and then kept.  Who takes one gives
 * it back; where it is in use already (a callback reads what its caller is
 * reading) a second one is made for the time. */
#ifndef TENURE_STORE_STATEMENTS_H
#define TENURE_STORE_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/error.h"

struct store;
struct sqlite3_stmt;

enum statement
{
  SQL_BEGIN_READ,
  SQL_BEGIN_WRITE,
  SQL_COMMIT,
  SQL_ROLLBACK,
  SQL_LOG_LAST,
  SQL_LOG_APPEND,
  SQL_LOG_READ,
  SQL_LOG_SCAN,
  SQL_JOURNAL_LAST,
  SQL_JOURNAL_APPEND,
  SQL_JOURNAL_ALL,
  SQL_JOURNAL_ONE,
  SQL_STANDING,
  SQL_STANDING_TEACHER,
  SQL_STANDING_OF,
  SQL_STANDING_ADD,
  SQL_STANDING_FIND,
  SQL_STANDING_END,
  SQL_CHAIN_LAST,
  SQL_CHAIN_PUT,
  SQL_CHAIN_FROM,
  SQL_FACT_GET,
  SQL_FACT_PUT,
  SQL_POLICY_PUT,
  SQL_POLICY_FILES,
  SQL_REFUSED_LAST,
  SQL_REFUSED_PUT,
  SQL_REFUSED_TRIM,
  SQL_REFUSED_LIST,
  SQL_SNAPSHOT_GET,
  SQL_SNAPSHOT_PUT,
  SQL_TEACHER_PUT,
  SQL_TEACHERS,
  SQL_COHORT_PUT,
  SQL_COHORT_GET,
  SQL_HISTORY_LAST,
  SQL_HISTORY_PUT,
  SQL_HISTORY,
  SQL_DROP_SNAPSHOT,
  SQL_DROP_TEACHERS,
  SQL_DROP_COHORTS,
  SQL_DROP_HISTORIES,
  SQL_NAMES_KEY,
  SQL_NAMES_KEY_PUT,
  SQL_NAMES_RUNS,
  SQL_NAMES_RUN_PUT,
  SQL_NAMES_RUNS_DROP,
  SQL_NAMES_PART,
  SQL_NAMES_PARTS,
  SQL_NAMES_LAST_PART,
  SQL_NAMES_PART_PUT,
  SQL_NAMES_PART_DROP,
  SQL_NAMES_PARTS_DROP,
  STATEMENT_COUNT
};

/* A statement in use.  Values are bound in the order of the ?s; what went
 * wrong in binding shows in the first step. */
struct query
{
  struct store *store;
  struct sqlite3_stmt *made; /* NULL where it could not be prepared */
  enum statement which;
  bool kept;
  int bound, result; /* SQLite's result of binding */
};

struct query query_take (struct store *store, enum statement which);
void query_integer (struct query *query, int64_t value);
void query_number (struct query *query, uint64_t value); /* of an entry: past all is past all */
void query_null (struct query *query);

/* Borrowed until the query is given back. */
void query_text (struct query *query, const char *text, size_t size);
void query_string (struct query *query, const char *text);
void query_blob (struct query *query, const void *bytes, size_t size);

/* 1 for a row, 0 after the last, -1; `what` was being tried: "the log could
 * not be read". */
int query_step (struct query *query, const char *what, struct error *error);
void query_give (struct query *query);

/* Ready to be bound and stepped anew. */
void query_again (struct query *query);

/* Steps to the end, and gives back. */
int query_run (struct query *query, const char *what, struct error *error);

/* A new row of log or journal gets the number after the last from SQLite,
 * which is faster than to be given one: -1 where it is not the one expected. */
int query_check_row (struct store *store, uint64_t expected, struct error *error);

int64_t query_get_integer (struct query *query, int column);

/* Borrowed until the next step; never NULL, ended by a 0.  Where memory ran
 * out they give 0 bytes: query_row_whole says so. */
const char *query_get_text (struct query *query, int column, size_t *size);
const void *query_get_blob (struct query *query, int column, size_t *size);
int query_row_whole (struct query *query, const char *what, struct error *error);

/* Runs a statement that gives at most one number: 1, 0 where there is none. */
int query_value (struct store *store, enum statement which, int64_t *out, const char *what,
                 struct error *error);

#endif
