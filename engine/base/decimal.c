/* decimal.c — exact decimal numbers. */
#include "engine/base/decimal.h"

#include <math.h>

static int
settle (__int128 n, decimal *out)
{
  if (!decimal_in_range (n))
    return -1;
  *out = (decimal)n;
  return 0;
}

/* n / d, half to even; d > 0. */
static __int128
divide_even (__int128 n, __int128 d)
{
  __int128 quotient = n / d, rest = n % d;
  if (rest < 0)
    {
      rest += d;
      quotient--;
    }
  if (rest * 2 > d || (rest * 2 == d && (quotient & 1)))
    quotient++;
  return quotient;
}

static __int128
divide_floor (__int128 n, __int128 d)
{
  __int128 quotient = n / d;
  if (n % d != 0 && (n < 0) != (d < 0))
    quotient--;
  return quotient;
}

int
decimal_add (decimal a, decimal b, decimal *out)
{
  return settle ((__int128)a + b, out);
}

int
decimal_subtract (decimal a, decimal b, decimal *out)
{
  return settle ((__int128)a - b, out);
}

int
decimal_multiply (decimal a, decimal b, decimal *out)
{
  return settle (divide_even ((__int128)a * b, DECIMAL_ONE), out);
}

int
decimal_divide (decimal a, decimal b, decimal *out)
{
  __int128 n = (__int128)a * DECIMAL_ONE;
  return settle (b < 0 ? divide_even (-n, -(__int128)b) : divide_even (n, b), out);
}

int
decimal_floor_divide (decimal a, decimal b, decimal *out)
{
  return settle (divide_floor (a, b) * DECIMAL_ONE, out);
}

int
decimal_modulo (decimal a, decimal b, decimal *out)
{
  return settle (a - divide_floor (a, b) * b, out);
}

/* A number's token taken apart: its digits and the power of ten they count. */
struct token
{
  const char *at, *end;
  __int128 digits;
  int64_t power;
  bool negative, any, huge;
};

static bool
is_digit (const struct token *t)
{
  return t->at < t->end && *t->at >= '0' && *t->at <= '9';
}

/* Digits beyond what 128 bits hold are only counted: they matter where they
 * are not zeros, and then the number is refused one way or the other. */
static void
read_digits (struct token *t, int step, int64_t *zeros)
{
  for (; is_digit (t); t->at++)
    {
      t->any = true;
      t->power += step;
      if (*t->at == '0')
        {
          ++*zeros;
          continue;
        }
      for (int64_t more = *zeros + 1; more > 0 && t->digits != 0 && !t->huge; more--)
        {
          t->huge = t->digits > ((__int128)1 << 120);
          t->digits *= 10;
        }
      *zeros = 0;
      t->digits += *t->at - '0';
    }
}

static void
read_exponent (struct token *t)
{
  bool down = false;
  t->at++;
  if (t->at < t->end && (*t->at == '+' || *t->at == '-'))
    down = *t->at++ == '-';
  t->any = is_digit (t);
  int64_t exponent = 0;
  for (; is_digit (t); t->at++)
    if (exponent < 1000000)
      exponent = exponent * 10 + (*t->at - '0');
  t->power += down ? -exponent : exponent;
}

/* Scales by 10^power; -1 where places are lost, 1 where it grows too large. */
static int
scale (__int128 *n, int64_t power)
{
  for (; power > 0 && *n != 0; power--)
    {
      if (*n > ((__int128)1 << 120))
        return 1;
      *n *= 10;
    }
  for (; power < 0 && *n != 0; power++)
    {
      if (*n % 10 != 0)
        return -1;
      *n /= 10;
    }
  return 0;
}

static int
no_number (const char *text, size_t len, struct error *error)
{
  return error_set (error, ERROR_INPUT, "%.*s is not a number", error_shown (text, len), text);
}

static int
scan (const char *text, size_t len, struct token *t)
{
  *t = (struct token){ .at = text, .end = text + len };
  if (t->at < t->end && *t->at == '-')
    {
      t->negative = true;
      t->at++;
    }
  int64_t zeros = 0;
  const char *first = t->at;
  read_digits (t, 0, &zeros);
  if (t->at - first > 1 && *first == '0')
    return -1;
  if (t->any && t->at < t->end && *t->at == '.')
    {
      t->at++;
      t->any = is_digit (t);
      read_digits (t, -1, &zeros);
    }
  t->power += zeros; /* those at the end were not multiplied in */
  if (t->any && t->at < t->end && (*t->at == 'e' || *t->at == 'E'))
    read_exponent (t);
  return t->any && t->at == t->end ? 0 : -1;
}

int
decimal_read (const char *text, size_t len, decimal *out, struct error *error)
{
  struct token t;
  if (scan (text, len, &t) < 0)
    return no_number (text, len, error);
  int fit = t.huge ? (t.power < -6 ? -1 : 1) : scale (&t.digits, t.power + 6);
  if (fit < 0)
    return error_set (error, ERROR_INPUT, "%.*s has more than six decimal places",
                      error_shown (text, len), text);
  if (fit > 0 || settle (t.negative ? -t.digits : t.digits, out) < 0)
    return error_set (error, ERROR_RANGE, "%.*s is beyond 9000000000000", error_shown (text, len),
                      text);
  return 0;
}

int
decimal_from_double (double number, decimal *out, struct error *error)
{
  if (isnan (number))
    return error_set (error, ERROR_INPUT, "not a number (0/0)");
  if (fabs (number) > 9.1e12)
    return error_set (error, ERROR_RANGE, "%g is beyond 9000000000000", number);
  int exponent;
  __int128 mantissa = (__int128)ldexp (frexp (number, &exponent), 53);
  exponent -= 53;
  __int128 n = mantissa * DECIMAL_ONE;
  if (exponent >= 0)
    n <<= exponent;
  else
    n = exponent < -100 ? 0 : divide_even (n, (__int128)1 << -exponent);
  if (settle (n, out) < 0)
    return error_set (error, ERROR_RANGE, "%g is beyond 9000000000000", number);
  return 0;
}

void
decimal_write (struct buffer *buffer, decimal number)
{
  uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;
  uint64_t whole = size / DECIMAL_ONE, part = size % DECIMAL_ONE;
  int places = 6;
  for (; places > 0 && part % 10 == 0; places--)
    part /= 10;
  if (number < 0)
    buffer_char (buffer, '-');
  buffer_digits (buffer, whole, 1);
  if (places)
    {
      buffer_char (buffer, '.');
      buffer_digits (buffer, part, places);
    }
}

int
fraction_read (const char *text, size_t len, int64_t *numerator, int64_t *denominator,
               struct error *error)
{
  size_t slash = 0;
  while (slash < len && text[slash] != '/')
    slash++;
  decimal top, bottom = DECIMAL_ONE;
  if (slash < len)
    {
      if (decimal_read (text, slash, &top, error) < 0
          || decimal_read (text + slash + 1, len - slash - 1, &bottom, error) < 0)
        return -1;
    }
  else if (len && text[len - 1] == '%')
    {
      bottom = 100 * DECIMAL_ONE;
      if (decimal_read (text, len - 1, &top, error) < 0)
        return -1;
    }
  else if (decimal_read (text, len, &top, error) < 0)
    return -1;
  if (bottom <= 0)
    return error_set (error, ERROR_INPUT, "%.*s has a denominator that is not above 0", (int)len,
                      text);
  *numerator = top;
  *denominator = bottom;
  return 0;
}

/* a·d against n·b: each product is below 2^126. */
int
fraction_compare (decimal a, decimal b, int64_t numerator, int64_t denominator)
{
  __int128 left = (__int128)a * denominator, right = (__int128)numerator * b;
  int order = (left > right) - (left < right);
  return b < 0 ? -order : order;
}
