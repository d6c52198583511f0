/* tap.h — tests that speak the Test Anything Protocol.
 *
 * Each check prints one line; one that fails also says where, and what was
 * got and expected.  main ends with `return tap_done ();`, which prints the
 * plan: a program that stops early has none and so fails, and so does one
 * that checked nothing.
 *
 * `what` is a printf format and its arguments: the case in a few words. */
#ifndef TENURE_TESTS_TAP_H
#define TENURE_TESTS_TAP_H

#include <stdbool.h>
#include <stddef.h>

#define ok(condition, ...) tap_ok (__FILE__, __LINE__, (condition), __VA_ARGS__)
#define is_int(got, expected, ...) tap_int (__FILE__, __LINE__, (got), (expected), __VA_ARGS__)

/* Either string may be NULL, which equals only NULL. */
#define is_str(got, expected, ...) tap_str (__FILE__, __LINE__, (got), (expected), __VA_ARGS__)

/* A string that need not end in 0, against one that does. */
#define is_text(got, len, expected, ...)                                                           \
  tap_text (__FILE__, __LINE__, (got), (len), (expected), __VA_ARGS__)

/* Counts a check that cannot be made here. */
void tap_skip (const char *why, ...) __attribute__ ((format (printf, 1, 2)));

/* Prints a comment, for whoever reads the log. */
void tap_note (const char *what, ...) __attribute__ ((format (printf, 1, 2)));

/* Prints the plan; what main returns. */
int tap_done (void);

/* Whether `text` is well-formed UTF-8 as a whole. */
bool tap_is_utf8 (const char *text, size_t len);

/* Behind the macros; each returns whether the check held. */
bool tap_ok (const char *file, int line, bool held, const char *what, ...)
    __attribute__ ((format (printf, 4, 5)));
bool tap_int (const char *file, int line, long long got, long long expected, const char *what, ...)
    __attribute__ ((format (printf, 5, 6)));
bool tap_str (const char *file, int line, const char *got, const char *expected, const char *what,
              ...) __attribute__ ((format (printf, 5, 6)));
bool tap_text (const char *file, int line, const char *got, size_t len, const char *expected,
               const char *what, ...) __attribute__ ((format (printf, 6, 7)));

#endif
