/* schema.h — what tables a school's file has; private to the store.
 *
 * The numbered files of engine/store/schema/ bring a file from each version to
 * the next.  A file keeps its version as SQLite's user_version; the newest
 * number is what this program knows. */
#ifndef TENURE_STORE_SCHEMA_H
#define TENURE_STORE_SCHEMA_H

#include <stdbool.h>

#include "engine/base/embedded.h"
#include "engine/base/error.h"

struct sqlite3;

extern const struct embedded_file schema_files[];

/* Looks whose file it is: a school's, or an empty one where `may_be_empty`.
 * *version is 0 for the empty one.  Errors: a newer version's, another
 * application's, no database. */
int schema_look (struct sqlite3 *db, const char *path, const struct embedded_file *files,
                 bool may_be_empty, int *version, struct error *error);

/* Brings the file to the newest version, in one transaction. */
int schema_bring (struct sqlite3 *db, const char *path, const struct embedded_file *files,
                  struct error *error);

int schema_newest (const struct embedded_file *files);

#endif
