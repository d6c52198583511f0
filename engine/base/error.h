/* error.h — the one shape of failure.
 *
 * A function that can fail returns 0 or -1 and fills a struct error: a code
 * for programs and a text for people that says what, where and what to do.
 * A failing call changes nothing the caller can see.  Nothing is allocated
 * here, so reporting an error cannot itself fail. */
#ifndef TENURE_BASE_ERROR_H
#define TENURE_BASE_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum error_code
{
  ERROR_NONE,
  ERROR_MEMORY,   /* an allocation failed */
  ERROR_INPUT,    /* what was given breaks its contract */
  ERROR_RANGE,    /* a number or instant outside what is held */
  ERROR_LIMIT,    /* a documented limit was reached */
  ERROR_CONFLICT, /* the name is taken by other content */
  ERROR_IO,       /* the system refused */
  ERROR_POLICY,   /* the policy's own Lua failed */
  ERROR_BUDGET    /* the policy's Lua spent what it was given */
};

struct error
{
  enum error_code code;
  char text[480]; /* UTF-8, ended by 0, cut on a character */
};

/* Fills `error` (which may be NULL) and returns -1, so that a caller can
 * `return error_set (…)`. */
int error_set (struct error *error, enum error_code code, const char *format, ...)
    __attribute__ ((format (printf, 3, 4)));

int error_memory (struct error *error);

/* How much of a text to show in an error, for "%.*s": at most 60 bytes, cut
 * on a character. */
int error_shown (const char *text, size_t len);

#ifdef __cplusplus
}
#endif
#endif
