/* scratch.h — a folder of its own for a test, gone when the test ends. */
#ifndef TENURE_TESTS_SCRATCH_H
#define TENURE_TESTS_SCRATCH_H

/* The path of a file in the folder, which is made when first asked for.  It
 * lives until the same name is asked for again. */
const char *scratch_path (const char *name);

/* The names of all files in it, sorted, with spaces between; to be freed. */
char *scratch_files (void);

/* Writes a file of these bytes. */
void scratch_write (const char *name, const void *bytes, unsigned long size);

#endif
