/* sheet.h — sheets in tests: what bytes come to under one small policy at
 * +08:00, whose events are
 *
 *   event.a = { n = 'integer?', x = 'number?', ok = 'boolean?', day = 'date?', s = 'string?' }
 *   event.b = { word = optional { '低', '高' }, who = 'teacher?', n = 'string?' }
 *
 * and whose profile has a name. */
#ifndef TENURE_TESTS_SHEET_H
#define TENURE_TESTS_SHEET_H

#include "engine/event/csv.h"
#include "tests/tap.h"

/* What every event of a sheet begins with, and a time. */
#define HEAD "{\"specversion\":\"1.0\",\"source\":\"csv\",\"type\":"
#define TIME ",\"time\":\"2024-09-01T00:00:00+08:00\""

/* Make the policy and a folder for files, and remove them. */
void sheets_begin (void);
void sheets_end (void);

/* Writes a sheet and, unless NULL, a file of columns, and reads them: a line for
 * each event, LINE TEXT, and for each refusal, or the error.  Each row is read
 * again, and checked to be the same. */
void sheet_try (const char *bytes, size_t size, const char *columns, struct buffer *out);

/* The same, compared. */
void sheet_is (const char *bytes, const char *columns, const char *expected);

/* Reads the files last written, and counts rows that differ when read again. */
int sheet_read (bool mapped, struct buffer *out, int *differ, struct error *error);

#endif
