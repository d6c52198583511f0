/* decimal.c — exact decimal numbers, at their edges. */
#include "engine/base/decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tap.h"

/* Reads or gives up: for numbers a test takes for granted. */
static decimal
number (const char *text)
{
  decimal n;
  struct error error;
  if (decimal_read (text, strlen (text), &n, &error) < 0)
    {
      tap_note ("%s: %s", text, error.text);
      exit (1);
    }
  return n;
}

/* What a number is written as; lives until the next but three. */
static const char *
written (decimal n)
{
  static char texts[4][40];
  static int turn;
  struct buffer buffer = BUFFER_INIT;
  decimal_write (&buffer, n);
  char *text = texts[turn++ % 4];
  strncpy (text, buffer_string (&buffer), sizeof texts[0] - 1);
  buffer_release (&buffer);
  return text;
}

static void
test_reading (void)
{
  static const struct
  {
    const char *text, *written;
  } cases[] = {
    { "0", "0" },
    { "-0", "0" },
    { "-0.000000", "0" },
    { "0e999999999", "0" },
    { "0.0e-999999999", "0" },
    { "7", "7" },
    { "-12.5", "-12.5" },
    { "100", "100" },
    { "0.000001", "0.000001" },
    { "-0.000001", "-0.000001" },
    { "59.999999", "59.999999" },
    { "1.0000000", "1" },
    { "1.0000000000000000000000000000000000000000000000000000", "1" },
    { "1e-6", "0.000001" },
    { "1E-6", "0.000001" },
    { "1e+2", "100" },
    { "1.5e1", "15" },
    { "1200e-2", "12" },
    { "10e-7", "0.000001" },
    { "0.00000000000000000000000001e26", "1" },
    { "9e12", "9000000000000" },
    { "-9e12", "-9000000000000" },
    { "9000000000000.000000", "9000000000000" },
    { "8999999999999.999999", "8999999999999.999999" },
    { "100000000000000000000000000000000000000000000000000e-50", "1" },
    { "123456.000000000000000000000000000000000000000000000", "123456" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      decimal n;
      struct error error = { 0 };
      if (decimal_read (cases[i].text, strlen (cases[i].text), &n, &error) < 0)
        is_str (error.text, NULL, "%s is read", cases[i].text);
      else
        is_str (written (n), cases[i].written, "%s is read", cases[i].text);
    }
}

static void
test_refusing (void)
{
  static const struct
  {
    const char *text;
    enum error_code code;
  } cases[] = {
    { "", ERROR_INPUT },
    { "-", ERROR_INPUT },
    { "+1", ERROR_INPUT },
    { ".5", ERROR_INPUT },
    { "5.", ERROR_INPUT },
    { "1.e3", ERROR_INPUT },
    { "1e", ERROR_INPUT },
    { "1e+", ERROR_INPUT },
    { "1e1.5", ERROR_INPUT },
    { "--1", ERROR_INPUT },
    { "1 ", ERROR_INPUT },
    { " 1", ERROR_INPUT },
    { "1,5", ERROR_INPUT },
    { "0x10", ERROR_INPUT },
    { "NaN", ERROR_INPUT },
    { "Infinity", ERROR_INPUT },
    { "1_000", ERROR_INPUT },
    { "1e-7", ERROR_INPUT },
    { "0.0000001", ERROR_INPUT },
    { "1.0000001", ERROR_INPUT },
    { "-59.9999999", ERROR_INPUT },
    { "1e-999999999", ERROR_INPUT },
    { "9000000000000.0000001", ERROR_INPUT },
    { "9000000000000.000001", ERROR_RANGE },
    { "-9000000000000.000001", ERROR_RANGE },
    { "9000000000001", ERROR_RANGE },
    { "1e13", ERROR_RANGE },
    { "9223372036854.775808", ERROR_RANGE },
    { "18446744073709.551616", ERROR_RANGE },
    { "340282366920938463463374607431768211456", ERROR_RANGE },
    { "340282366920938463463374607431768211457.000001", ERROR_RANGE },
    { "1e400", ERROR_RANGE },
    { "-1e400", ERROR_RANGE },
    { "1e99999999999999999999999", ERROR_RANGE },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      decimal n = 42;
      struct error error = { 0 };
      int status = decimal_read (cases[i].text, strlen (cases[i].text), &n, &error);
      if (is_int (status, -1, "\"%s\" is refused", cases[i].text))
        is_int (error.code, cases[i].code, "\"%s\" is refused for the right reason", cases[i].text);
      is_int (n, 42, "\"%s\" leaves the result alone", cases[i].text);
    }
}

/* A number of `count` digits, all `digit`, between `before` and `after`. */
static void
check_long (const char *before, char digit, size_t count, const char *after, int status,
            const char *what)
{
  size_t b = strlen (before), a = strlen (after);
  char *text = malloc (b + count + a + 1);
  if (!text)
    return;
  memcpy (text, before, b);
  memset (text + b, digit, count);
  memcpy (text + b + count, after, a);
  decimal n = 0;
  struct error error = { 0 };
  int got = decimal_read (text, b + count + a, &n, &error);
  is_int (got < 0 ? (int)error.code : 0, status, "%s", what);
  free (text);
}

/* Were any of these quadratic, the test would not end. */
static void
test_long_numbers (void)
{
  enum
  {
    MANY = 2000000
  };
  check_long ("", '9', MANY, "", ERROR_RANGE, "two million nines");
  check_long ("0.", '9', MANY, "", ERROR_INPUT, "two million places");
  check_long ("0.", '0', MANY, "", 0, "two million zeros after the point");
  check_long ("1.", '0', MANY, "1", ERROR_INPUT, "a one after two million zeros");
  check_long ("1", '0', MANY, "", ERROR_RANGE, "a one and two million zeros");
  check_long ("1", '0', 500000, "e-500000", 0, "a one and as many zeros as are taken away");
  check_long ("0.", '0', 500000, "1e500001", 0, "a one and as many places as are put back");
  check_long ("1e", '0', MANY, "1", 0, "an exponent with leading zeros");
}

static void
test_error_text (void)
{
  decimal n;
  struct error error = { 0 };
  char text[] = "四百五十六万七千八百九十一点二三四五六七八九";
  decimal_read (text, strlen (text), &n, &error);
  ok (tap_is_utf8 (error.text, strlen (error.text)),
      "what is shown of a long text is cut on a character");
  int64_t top, bottom;
  ok (fraction_read ("1/0", 3, &top, &bottom, NULL) < 0, "an error nobody asks for is no harm");
}

typedef int operation (decimal, decimal, decimal *);

static void
check (operation *operate, const char *sign, const char *a, const char *b, const char *expected)
{
  decimal result = 42;
  int status = operate (number (a), number (b), &result);
  if (expected)
    is_str (status < 0 ? "overflow" : written (result), expected, "%s %s %s", a, sign, b);
  else
    ok (status < 0 && result == 42, "%s %s %s leaves the range, and the result alone", a, sign, b);
}

static void
test_adding (void)
{
  check (decimal_add, "+", "0.1", "0.2", "0.3");
  check (decimal_add, "+", "-0.000001", "0.000001", "0");
  check (decimal_add, "+", "8999999999999.999999", "0.000001", "9000000000000");
  check (decimal_add, "+", "9e12", "0.000001", NULL);
  check (decimal_add, "+", "9e12", "9e12", NULL);
  check (decimal_add, "+", "-9e12", "-0.000001", NULL);
  check (decimal_add, "+", "-9e12", "-9e12", NULL);
  check (decimal_subtract, "-", "0.3", "0.1", "0.2");
  check (decimal_subtract, "-", "-9e12", "0.000001", NULL);
  check (decimal_subtract, "-", "9e12", "-9e12", NULL);
  check (decimal_subtract, "-", "9e12", "9e12", "0");
  ok (number ("0.1") + number ("0.2") == number ("0.3"), "0.1 + 0.2 is 0.3");
  ok (number ("59.999999") < number ("60"), "59.999999 is below 60");
}

static void
test_rounding (void)
{
  check (decimal_multiply, "*", "0.000001", "0.5", "0");
  check (decimal_multiply, "*", "0.000003", "0.5", "0.000002");
  check (decimal_multiply, "*", "0.000005", "0.5", "0.000002");
  check (decimal_multiply, "*", "0.000005", "0.500001", "0.000003");
  check (decimal_multiply, "*", "0.000005", "0.499999", "0.000002");
  check (decimal_multiply, "*", "-0.000001", "0.5", "0");
  check (decimal_multiply, "*", "-0.000003", "0.5", "-0.000002");
  check (decimal_multiply, "*", "-0.000005", "0.5", "-0.000002");
  check (decimal_multiply, "*", "-0.000005", "-0.5", "0.000002");
  check (decimal_multiply, "*", "-0.000005", "0.500001", "-0.000003");
  check (decimal_multiply, "*", "3000000", "3000000", "9000000000000");
  check (decimal_multiply, "*", "3000000", "3000000.000001", NULL);
  check (decimal_multiply, "*", "-3000000", "3000000", "-9000000000000");
  check (decimal_multiply, "*", "9e12", "9e12", NULL);
  check (decimal_multiply, "*", "9e12", "-9e12", NULL);
  check (decimal_multiply, "*", "9e12", "1", "9000000000000");
  check (decimal_divide, "/", "1", "3", "0.333333");
  check (decimal_divide, "/", "2", "3", "0.666667");
  check (decimal_divide, "/", "-1", "3", "-0.333333");
  check (decimal_divide, "/", "-2", "3", "-0.666667");
  check (decimal_divide, "/", "2", "-3", "-0.666667");
  check (decimal_divide, "/", "-2", "-3", "0.666667");
  check (decimal_divide, "/", "0.000001", "2", "0");
  check (decimal_divide, "/", "0.000003", "2", "0.000002");
  check (decimal_divide, "/", "-0.000003", "2", "-0.000002");
  check (decimal_divide, "/", "0.000003", "-2", "-0.000002");
  check (decimal_divide, "/", "0.000005", "-2", "-0.000002");
  check (decimal_divide, "/", "9e12", "9e12", "1");
  check (decimal_divide, "/", "9e12", "0.999999", NULL);
  check (decimal_divide, "/", "9e12", "0.000001", NULL);
  check (decimal_divide, "/", "-9e12", "0.000001", NULL);
  check (decimal_divide, "/", "0", "-7", "0");
}

static void
test_flooring (void)
{
  check (decimal_floor_divide, "//", "7", "2", "3");
  check (decimal_floor_divide, "//", "-7", "2", "-4");
  check (decimal_floor_divide, "//", "7", "-2", "-4");
  check (decimal_floor_divide, "//", "-7", "-2", "3");
  check (decimal_floor_divide, "//", "-6", "2", "-3");
  check (decimal_floor_divide, "//", "6", "-2", "-3");
  check (decimal_floor_divide, "//", "0.5", "0.2", "2");
  check (decimal_floor_divide, "//", "-0.000001", "9e12", "-1");
  check (decimal_floor_divide, "//", "0.000001", "9e12", "0");
  check (decimal_floor_divide, "//", "9e12", "1", "9000000000000");
  check (decimal_floor_divide, "//", "9e12", "0.999999", NULL);
  check (decimal_floor_divide, "//", "9e12", "-0.000001", NULL);
  check (decimal_modulo, "%", "7", "2", "1");
  check (decimal_modulo, "%", "-7", "2", "1");
  check (decimal_modulo, "%", "7", "-2", "-1");
  check (decimal_modulo, "%", "-7", "-2", "-1");
  check (decimal_modulo, "%", "-6", "2", "0");
  check (decimal_modulo, "%", "5.3", "0.5", "0.3");
  check (decimal_modulo, "%", "-0.000001", "9e12", "8999999999999.999999");
  check (decimal_modulo, "%", "9e12", "0.000001", "0");
  check (decimal_modulo, "%", "9e12", "-9e12", "0");

  int wrong = 0;
  for (int a = -30; a <= 30; a++)
    for (int b = -7; b <= 7; b++)
      {
        decimal quotient, rest;
        if (b == 0)
          continue;
        decimal_floor_divide (a, b, &quotient);
        decimal_modulo (a, b, &rest);
        wrong += quotient / DECIMAL_ONE * b + rest != a || (rest != 0 && (rest < 0) != (b < 0))
                 || llabs (rest) >= abs (b);
      }
  is_int (wrong, 0, "a = (a // b) * b + a %% b, the rest on the side of b");
}

static void
test_doubles (void)
{
  static const struct
  {
    double from;
    const char *written;
  } cases[] = {
    { 0.0, "0" },
    { -0.0, "0" },
    { 0.1, "0.1" },
    { 0.1 + 0.2, "0.3" },
    { 59.999999, "59.999999" },
    { 1.0 / 3, "0.333333" },
    { -2.0 / 3, "-0.666667" },
    { 1.0 / 128, "0.007812" }, /* 7812.5 millionths */
    { 3.0 / 128, "0.023438" }, /* 23437.5 */
    { -1.0 / 128, "-0.007812" },
    { -3.0 / 128, "-0.023438" },
    { 1e-7, "0" },
    { 5e-7, "0" }, /* the double lies below the half */
    { 6e-7, "0.000001" },
    { 4.9e-324, "0" },
    { -4.9e-324, "0" },
    { 1e-300, "0" },
    { 9e12, "9000000000000" },
    { -9e12, "-9000000000000" },
    { 8999999999999.998, "8999999999999.998047" },
    { 4503599627.370497, "4503599627.370497" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      decimal n;
      struct error error = { 0 };
      int status = decimal_from_double (cases[i].from, &n, &error);
      is_str (status < 0 ? error.text : written (n), cases[i].written, "from the double %.17g",
              cases[i].from);
    }
  static const double refused[] = { 9000000000000.002, -9000000000000.002, 9.2e12,   9.1e12,   1e19,
                                    1.7e308,           -1.7e308,           INFINITY, -INFINITY };
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    {
      decimal n = 42;
      struct error error = { 0 };
      int status = decimal_from_double (refused[i], &n, &error);
      ok (status < 0 && error.code == ERROR_RANGE && n == 42, "the double %.17g is out of range",
          refused[i]);
    }
  decimal n = 42;
  struct error error = { 0 };
  ok (decimal_from_double (NAN, &n, &error) < 0 && error.code == ERROR_INPUT && n == 42,
      "NaN is no number");
}

static void
test_round_trip (void)
{
  int wrong = 0;
  uint64_t state = 88172645463325252u;
  for (int i = 0; i < 100000; i++)
    {
      state ^= state << 13, state ^= state >> 7, state ^= state << 17;
      decimal n = (decimal)(state % (uint64_t)DECIMAL_MAX) * (i % 4 < 2 ? -1 : 1);
      if (i % 2)
        n /= (decimal)1 << state % 60;
      const char *text = written (n);
      decimal back;
      wrong += decimal_read (text, strlen (text), &back, NULL) < 0 || back != n;
    }
  is_int (wrong, 0, "100,000 numbers are read as they were written");
  is_str (written (DECIMAL_MAX), "9000000000000", "the largest is written");
  is_str (written (-DECIMAL_MAX), "-9000000000000", "the smallest is written");
}

static void
test_fractions (void)
{
  static const struct
  {
    const char *text;
    int64_t n, d; /* what it equals */
  } cases[] = {
    { "1/3", 1, 3 },        { "12/36", 1, 3 }, { "15%", 3, 20 },    { "0.25", 1, 4 },
    { "2", 2, 1 },          { "0", 0, 1 },     { "0/7", 0, 1 },     { "100%", 1, 1 },
    { "33.3%", 333, 1000 }, { "-1/3", -1, 3 }, { "1.5/2.5", 3, 5 }, { "0.000001%", 1, 100000000 },
    { "1e2/1e3", 1, 10 },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      int64_t n = 0, d = 0;
      struct error error = { 0 };
      int status = fraction_read (cases[i].text, strlen (cases[i].text), &n, &d, &error);
      ok (status == 0 && d > 0 && (__int128)n * cases[i].d == (__int128)d * cases[i].n,
          "%s is %" PRId64 "/%" PRId64, cases[i].text, cases[i].n, cases[i].d);
    }
  static const char *const refused[]
      = { "",    "/",     "1/",   "/3",   "1/0",  "1/-3", "1/3/5", "%",
          "a/b", "1 / 3", "15 %", "1/3%", "1%/3", "%5",   "half" };
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    {
      int64_t n = 42, d = 43;
      struct error error = { 0 };
      int status = fraction_read (refused[i], strlen (refused[i]), &n, &d, &error);
      ok (status < 0 && error.code == ERROR_INPUT && n == 42 && d == 43,
          "\"%s\" is no fraction, and changes nothing", refused[i]);
    }
}

static void
check_compare (const char *a, const char *b, const char *fraction, int order)
{
  int64_t n, d;
  if (fraction_read (fraction, strlen (fraction), &n, &d, NULL) < 0)
    ok (false, "%s is a fraction", fraction);
  else
    is_int (fraction_compare (number (a), number (b), n, d), order, "%s/%s against %s", a, b,
            fraction);
}

static void
test_comparing (void)
{
  check_compare ("12", "36", "1/3", 0);
  check_compare ("1", "3", "12/36", 0);
  check_compare ("11", "36", "1/3", -1);
  check_compare ("13", "36", "1/3", 1);
  check_compare ("10", "30", "0.333333", 1);
  check_compare ("333333", "1000000", "1/3", -1);
  check_compare ("3", "20", "15%", 0);
  check_compare ("-12", "36", "-1/3", 0);
  check_compare ("12", "-36", "-1/3", 0);
  check_compare ("-12", "-36", "1/3", 0);
  check_compare ("11", "-36", "-1/3", 1);
  check_compare ("13", "-36", "-1/3", -1);
  check_compare ("1", "-36", "1/3", -1);
  check_compare ("0", "-5", "0", 0);
  check_compare ("0", "5", "1/3", -1);
  check_compare ("9e12", "9e12", "9e12/9e12", 0);
  check_compare ("9e12", "8999999999999.999999", "9e12/8999999999999.999999", 0);
  check_compare ("8999999999999.999999", "9e12", "8999999999999.999998/8999999999999.999999", 1);
  check_compare ("-9e12", "0.000001", "9e12/0.000001", -1);
  check_compare ("9e12", "-0.000001", "-9e12/0.000001", 0);
}

int
main (void)
{
  test_reading ();
  test_refusing ();
  test_long_numbers ();
  test_error_text ();
  test_adding ();
  test_rounding ();
  test_flooring ();
  test_doubles ();
  test_round_trip ();
  test_fractions ();
  test_comparing ();
  return tap_done ();
}
