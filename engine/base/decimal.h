/* decimal.h — exact decimal numbers.
 *
 * A decimal is an int64_t counting millionths, within ±9·10^12 (so every
 * decimal, its negative and a sum of two fit what holds them).  Products and
 * quotients go through 128 bits and round half to even at the sixth place;
 * `//` and `%` floor.  What leaves the range is reported, never wrapped. */
#ifndef TENURE_BASE_DECIMAL_H
#define TENURE_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/buffer.h"
#include "engine/base/error.h"

typedef int64_t decimal;

#define DECIMAL_ONE INT64_C (1000000)
#define DECIMAL_MAX INT64_C (9000000000000000000)

static inline bool
decimal_in_range (__int128 n)
{
  return n >= -DECIMAL_MAX && n <= DECIMAL_MAX;
}

/* Each returns 0, or -1 where the result leaves the range (overflow).
 * Divisors are not 0. */
int decimal_add (decimal a, decimal b, decimal *out);
int decimal_subtract (decimal a, decimal b, decimal *out);
int decimal_multiply (decimal a, decimal b, decimal *out);
int decimal_divide (decimal a, decimal b, decimal *out);
int decimal_floor_divide (decimal a, decimal b, decimal *out);
int decimal_modulo (decimal a, decimal b, decimal *out);

/* Reads a JSON number (exponents too), exactly.  Errors: ERROR_INPUT where it
 * is no number or has more than six places, ERROR_RANGE beyond ±9·10^12. */
int decimal_read (const char *text, size_t len, decimal *out, struct error *error);

/* The decimal nearest to a double, half to even; the same errors, with
 * ERROR_INPUT for NaN. */
int decimal_from_double (double number, decimal *out, struct error *error);

/* Writes it without trailing zeros. */
void decimal_write (struct buffer *buffer, decimal number);

/* A fraction as a policy writes it: "1/3", "15%", "0.25" or a whole number,
 * as numerator / denominator with a positive denominator. */
int fraction_read (const char *text, size_t len, int64_t *numerator, int64_t *denominator,
                   struct error *error);

/* The order of a/b against n/d, exactly: -1, 0 or 1.  b is not 0; d > 0. */
int fraction_compare (decimal a, decimal b, int64_t numerator, int64_t denominator);

#endif
