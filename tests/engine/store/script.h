/* script.h — a run of batches with everything a school keeps, to be broken
 * off anywhere.
 *
 * Batch n always writes the same, so what a store holds after n batches is
 * known: script_dump writes it out, all but the index of names, which
 * script_check_names looks at. */
#ifndef TENURE_TESTS_ENGINE_STORE_SCRIPT_H
#define TENURE_TESTS_ENGINE_STORE_SCRIPT_H

#include "engine/store/names.h"
#include "engine/store/store_parts.h"

enum
{
  SCRIPT_BATCHES = 8
};

struct script
{
  const char *path;
  struct store_how how;
  struct store *store;
  struct names *names;
  int batches; /* committed, as far as was said */
};

/* Opens the store, made where absent, and the names. */
int script_open (struct script *script, struct error *error);
void script_close (struct script *script);

/* Runs the next batch in one transaction.  Where it fails nothing of it is in
 * the store, as a school would have it, and it may be tried again. */
int script_batch (struct script *script, struct error *error);

/* Runs up to so many batches; in the middle it closes and opens. */
int script_run (struct script *script, int batches, struct error *error);

/* All that the store gives. */
int script_dump (struct script *script, struct buffer *out, struct error *error);

/* How many names are not found as they should be. */
int script_wrong_names (struct script *script);

/* What a store holds after so many batches; borrowed. */
const char *script_expected (int batches);

/* Looks at a file that was opened again: how many batches it holds, or -1 and
 * `error` where it is none that it could hold. */
int script_check (struct script *script, struct error *error);

#endif
