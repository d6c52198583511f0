/* embedded.h — files compiled into the library.
 *
 * What is written in another language than C (the words of the rule language,
 * the schema of a store) lies in files of its own, and comes along wherever
 * the library goes.  build-aux/embed.sh makes the arrays. */
#ifndef TENURE_BASE_EMBEDDED_H
#define TENURE_BASE_EMBEDDED_H

#include <stddef.h>

/* Arrays are in byte order of the names and end with a name that is NULL. */
struct embedded_file
{
  const char *name; /* without its folder: "facts.lua" */
  const char *text; /* `size` bytes as in the file, then a 0 */
  size_t size;
};

#endif
