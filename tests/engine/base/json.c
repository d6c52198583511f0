/* json.c — reading JSON. */
#include "engine/base/json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/buffer.h"
#include "tests/tap.h"

enum
{
  DEPTH = 16
};

static struct json_reader *reader;

/* A copy of the text and its padding, the latter full of what would harm if it
 * were read; in its own block, so that a sanitizer sees what goes beyond. */
static char *
padded (const char *text, size_t len, char filler)
{
  char *copy = malloc (len + JSON_PADDING);
  if (!copy)
    exit (1);
  memcpy (copy, text, len);
  memset (copy + len, filler, JSON_PADDING);
  return copy;
}

/* Reads; `text` must outlive what is done with the document.  What follows
 * the text has no say in whether it is valid. */
static int
read_copy (const char *copy, size_t len, struct json_doc *doc, struct error *error)
{
  *error = (struct error){ 0 };
  *doc = (struct json_doc){ 0 };
  return json_read (reader, copy, len, doc, error);
}

static bool
is_valid (const char *text, size_t len, char filler, struct error *error)
{
  struct json_doc doc;
  char *copy = padded (text, len, filler);
  int status = read_copy (copy, len, &doc, error);
  free (copy);
  return status == 0;
}

struct text
{
  const char *bytes;
  size_t len;
};

/* One text a line would be hundreds: clang-format keeps out. */
/* clang-format off */
#define TEXT(literal) { literal, sizeof literal - 1 }

static const struct text valid[] = {
  TEXT ("{}"), TEXT ("[]"), TEXT ("[[]]"), TEXT ("[{}]"), TEXT ("{\"a\":{}}"), TEXT ("{\"\":0}"),
  TEXT (" [] "), TEXT ("\t[\n]\r\n"), TEXT ("[ 1 , 2 ]"), TEXT ("{ \"a\" : 1 , \"b\" : 2 }"),
  TEXT ("[null,true,false]"), TEXT ("[ null ]"), TEXT ("[\"\"]"),
  /* numbers */
  TEXT ("[0]"), TEXT ("[-0]"), TEXT ("[0.0]"), TEXT ("[-0.0]"), TEXT ("[0e0]"), TEXT ("[0E+1]"),
  TEXT ("[-0e-1]"), TEXT ("[1]"), TEXT ("[10]"), TEXT ("[-1]"), TEXT ("[1.5]"), TEXT ("[1e5]"),
  TEXT ("[1E5]"), TEXT ("[1e+5]"), TEXT ("[1e-5]"), TEXT ("[1.25e-05]"), TEXT ("[0.1e1]"),
  TEXT ("[9223372036854775807]"), TEXT ("[9223372036854775808]"), TEXT ("[-9223372036854775809]"),
  TEXT ("[18446744073709551616]"), TEXT ("[1234567890123456789012345678901234567890]"),
  TEXT ("[0.1234567890123456789012345678901234567890]"), TEXT ("[1e308]"), TEXT ("[1e309]"),
  TEXT ("[1e400]"), TEXT ("[-1e400]"), TEXT ("[1e-400]"), TEXT ("[1e99999]"), TEXT ("[1e400,1]"),
  TEXT ("{\"a\":1e400,\"b\":2}"), TEXT ("[123.456e78 ]"), TEXT ("[1\n]"), TEXT ("[1\t,2\r]"),
  TEXT ("{\"a\":1 }"), TEXT ("[1e0000000000000000000005]"),
  /* strings */
  TEXT ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"), TEXT ("[\"\\u0000\"]"),
  TEXT ("[\"\\u00e9\\u00E9\"]"), TEXT ("[\"\\uD834\\uDD1E\"]"), TEXT ("[\"\\udbff\\udfff\"]"),
  TEXT ("[\"\\uFFFF\"]"), TEXT ("[\"\x7f\"]"), TEXT ("[\"\xC3\xA9\"]"),
  TEXT ("[\"\xE4\xB8\xAD\"]"), TEXT ("[\"\xF0\x9F\x8E\x93\"]"), TEXT ("[\"\xF4\x8F\xBF\xBF\"]"),
  TEXT ("[\"\xEF\xBF\xBF\"]"), TEXT ("[\"\xE2\x80\xA8\"]"), TEXT ("[\"[{]},:\"]"),
  TEXT ("[\"/*no comment*/\"]"), TEXT ("[\"\\\\\"]"), TEXT ("[\"\\\\\\\"\"]"),
  TEXT ("{\"\\u0061\":1,\"b\":2}"), TEXT ("{\"a\":1,\"A\":2,\"a \":3,\"\\u00e1\":4}"),
  TEXT ("{\"a\":{\"a\":{\"a\":1}}}"), TEXT ("[{\"a\":1},{\"a\":1}]"),
  TEXT ("{\"a\":\"a\",\"b\":\"a\"}"),
};

static const struct text invalid[] = {
  TEXT (""), TEXT (" "), TEXT ("\n\n"), TEXT ("\0"),
  /* no object or array */
  TEXT ("1"), TEXT ("\"a\""), TEXT ("null"), TEXT ("true"), TEXT ("nul"), TEXT ("a"), TEXT (","),
  TEXT (":"), TEXT ("-"), TEXT ("\""), TEXT ("\\"),
  /* brackets */
  TEXT ("["), TEXT ("{"), TEXT ("]"), TEXT ("}"), TEXT ("[}"), TEXT ("{]"), TEXT ("[[]"),
  TEXT ("[]]"), TEXT ("{{}"), TEXT ("{}}"), TEXT ("[{]}"), TEXT ("{\"a\":[}]"), TEXT ("[1}"),
  TEXT ("[\"a\"}"), TEXT ("{\"a\":1]"), TEXT ("[1"), TEXT ("[1,"), TEXT ("{\"a\""),
  TEXT ("{\"a\":"), TEXT ("{\"a\":1"), TEXT ("{\"a\":1,"), TEXT ("{\"a\":{}"), TEXT ("[\"a"),
  TEXT ("[\"a\\\"]"), TEXT ("{\"a"), TEXT ("[[[["), TEXT ("{\"a\":{\"a\":{"), TEXT ("[1,[2,3]"),
  TEXT ("[{\"a\":1]"), TEXT ("[{\"a\":1}}"), TEXT ("{\"a\":[1}"),
  /* commas and colons */
  TEXT ("[,]"), TEXT ("[1,]"), TEXT ("[,1]"), TEXT ("[1,,2]"), TEXT ("[1 2]"), TEXT ("[1 \"a\"]"),
  TEXT ("[\"a\" 1]"), TEXT ("[\"a\"\"b\"]"), TEXT ("[[] []]"), TEXT ("[{} {}]"), TEXT ("[1:2]"),
  TEXT ("[\"a\":1]"), TEXT ("[:1]"), TEXT ("{,}"), TEXT ("{\"a\":1,}"), TEXT ("{,\"a\":1}"),
  TEXT ("{\"a\":1,,\"b\":2}"), TEXT ("{\"a\":1 \"b\":2}"), TEXT ("{\"a\" 1}"), TEXT ("{\"a\",1}"),
  TEXT ("{\"a\"::1}"), TEXT ("{:1}"), TEXT ("{\"a\":}"), TEXT ("{\"a\":,\"b\":1}"),
  TEXT ("{\"a\"}"), TEXT ("{\"a\":1:2}"), TEXT ("{\"a\":1;\"b\":2}"), TEXT ("[1;2]"),
  TEXT ("{\"a\":\"b\":\"c\"}"),
  /* names */
  TEXT ("{a:1}"), TEXT ("{'a':1}"), TEXT ("{1:1}"), TEXT ("{null:1}"), TEXT ("{[]:1}"),
  TEXT ("{{}:1}"), TEXT ("{\"a\":1,b:2}"), TEXT ("{\"a\":1,2}"), TEXT ("{\"a\":1,{}}"),
  /* words */
  TEXT ("[nul]"), TEXT ("[nulll]"), TEXT ("[null1]"), TEXT ("[nullnull]"), TEXT ("[NULL]"),
  TEXT ("[Null]"), TEXT ("[tru]"), TEXT ("[truex]"), TEXT ("[true1]"), TEXT ("[True]"),
  TEXT ("[t]"), TEXT ("[fals]"), TEXT ("[falsee]"), TEXT ("[FALSE]"), TEXT ("[n]"), TEXT ("[f]"),
  TEXT ("[undefined]"), TEXT ("[NaN]"), TEXT ("[Infinity]"), TEXT ("[-Infinity]"), TEXT ("[nan]"),
  TEXT ("[inf]"), TEXT ("[*]"), TEXT ("[a]"), TEXT ("['a']"), TEXT ("[true false]"),
  TEXT ("[null\"a\"]"), TEXT ("[null\0]"), TEXT ("[true\0]"),
  /* numbers */
  TEXT ("[01]"), TEXT ("[-01]"), TEXT ("[00]"), TEXT ("[-00]"), TEXT ("[007.5]"), TEXT ("[1.]"),
  TEXT ("[-1.]"), TEXT ("[.1]"), TEXT ("[-.1]"), TEXT ("[+1]"), TEXT ("[1e]"), TEXT ("[1E]"),
  TEXT ("[1e+]"), TEXT ("[1e-]"), TEXT ("[1.e1]"), TEXT ("[1.5e]"), TEXT ("[1e1.5]"),
  TEXT ("[1e1e1]"), TEXT ("[-]"), TEXT ("[--1]"), TEXT ("[-a]"), TEXT ("[- 1]"), TEXT ("[1-]"),
  TEXT ("[1-1]"), TEXT ("[1+1]"), TEXT ("[1.2.3]"), TEXT ("[0x1]"), TEXT ("[0b1]"),
  TEXT ("[1_0]"), TEXT ("[1a]"), TEXT ("[1 000]"), TEXT ("[1,5.]"), TEXT ("[0.]"), TEXT ("[0e]"),
  TEXT ("[1/2]"), TEXT ("[1\0]"), TEXT ("[1\0002]"), TEXT ("[1 \0]"), TEXT ("[1\x0b]"),
  TEXT ("[1\x0c]"), TEXT ("[\xEF\xBC\x91]"), TEXT ("{\"a\":01}"), TEXT ("{\"a\":1.}"),
  TEXT ("{\"a\":1\0}"), TEXT ("[1\"a\"]"), TEXT ("[1e400x]"), TEXT ("[1e400 1]"),
  /* strings */
  TEXT ("[\"\\a\"]"), TEXT ("[\"\\x41\"]"), TEXT ("[\"\\'\"]"), TEXT ("[\"\\0\"]"),
  TEXT ("[\"\\\"]"), TEXT ("[\"\\u\"]"), TEXT ("[\"\\u0\"]"), TEXT ("[\"\\u00\"]"),
  TEXT ("[\"\\u004\"]"), TEXT ("[\"\\u004g\"]"), TEXT ("[\"\\U0041\"]"), TEXT ("[\"\\u 041\"]"),
  TEXT ("[\"\\u-041\"]"), TEXT ("[\"a\\\nb\"]"), TEXT ("{\"\\a\":1}"), TEXT ("{\"\\u00\":1}"),
  /* surrogates */
  TEXT ("[\"\\uD800\"]"), TEXT ("[\"\\uDBFF\"]"), TEXT ("[\"\\uDC00\"]"), TEXT ("[\"\\uDFFF\"]"),
  TEXT ("[\"\\uD800a\"]"), TEXT ("[\"\\uD800\\n\"]"), TEXT ("[\"\\uD800\\uD800\"]"),
  TEXT ("[\"\\uD834\\u0041\"]"), TEXT ("[\"\\uDD1E\\uD834\"]"),
  TEXT ("[\"\\uD834\\uDD1E\\uD834\"]"), TEXT ("{\"\\uD800\":1}"), TEXT ("{\"\\uDC00\":1}"),
  TEXT ("[\"\\uD800\\\\\"]"), TEXT ("[\"\\uD800\\uE000\"]"), TEXT ("[\"\\uD800\\uDBFF\"]"),
  TEXT ("[\"\\uD800\\u\"]"),
  /* control characters */
  TEXT ("[\"\0\"]"), TEXT ("[\"\x01\"]"), TEXT ("[\"\x1f\"]"), TEXT ("[\"a\nb\"]"),
  TEXT ("[\"a\tb\"]"), TEXT ("[\"a\rb\"]"), TEXT ("{\"a\n\":1}"), TEXT ("{\"\0\":1}"),
  TEXT ("[\0]"), TEXT ("[\x01]"), TEXT ("\0[]"), TEXT ("[]\0"), TEXT ("[]\x01"), TEXT ("[\x0c]"),
  TEXT ("[\x0b]"), TEXT ("[\xC2\xA0]"), TEXT ("[\xE2\x80\xA8]"), TEXT ("{\"a\":\0}"),
  /* bytes that are not UTF-8 */
  TEXT ("[\"\x80\"]"), TEXT ("[\"\xBF\"]"), TEXT ("[\"\xC3\"]"), TEXT ("[\"\xC3(\"]"),
  TEXT ("[\"\xC0\x80\"]"), TEXT ("[\"\xC1\xBF\"]"), TEXT ("[\"\xE0\x80\x80\"]"),
  TEXT ("[\"\xE0\x9F\xBF\"]"), TEXT ("[\"\xE4\xB8\"]"), TEXT ("[\"\xED\xA0\x80\"]"),
  TEXT ("[\"\xED\xBF\xBF\"]"), TEXT ("[\"\xF0\x80\x80\x80\"]"), TEXT ("[\"\xF0\x8F\xBF\xBF\"]"),
  TEXT ("[\"\xF4\x90\x80\x80\"]"), TEXT ("[\"\xF5\x80\x80\x80\"]"),
  TEXT ("[\"\xF8\x88\x80\x80\x80\"]"), TEXT ("[\"\xFE\"]"), TEXT ("[\"\xFF\"]"),
  TEXT ("{\"\xFF\":1}"), TEXT ("[\xFF]"), TEXT ("\xFF[]"), TEXT ("[]\xFF"),
  TEXT ("[\"\xD6\xD0\"]"), TEXT ("[1]\xE4\xB8"),
  /* other things before and after */
  TEXT ("[] []"), TEXT ("[],"), TEXT ("[],[]"), TEXT ("{} {}"), TEXT ("{}1"), TEXT ("[]1"),
  TEXT ("[]x"), TEXT ("{}x"), TEXT ("[]\"a\""), TEXT ("[] null"), TEXT ("[1]]"),
  TEXT ("{\"a\":1}}"), TEXT ("x[]"), TEXT ("1[]"), TEXT (",[]"), TEXT ("\"a\":1"),
  TEXT ("[] // c"), TEXT ("[] # c"), TEXT ("/* c */[]"), TEXT ("[/* c */]"), TEXT ("[1 // c\n]"),
  TEXT ("\xEF\xBB\xBF[]"), TEXT ("{}{"), TEXT ("[]["), TEXT ("[]]]"), TEXT ("{},"), TEXT ("{}:"),
  /* names that are repeated */
  TEXT ("{\"a\":1,\"a\":1}"), TEXT ("{\"a\":1,\"b\":2,\"a\":3}"), TEXT ("{\"\":1,\"\":2}"),
  TEXT ("{\"a\":1,\"\\u0061\":1}"), TEXT ("{\"\\u0061\":1,\"a\":1}"),
  TEXT ("{\"\\u0061\":1,\"\\u0061\":1}"), TEXT ("{\"/\":1,\"\\/\":1}"),
  TEXT ("{\"\\u00e9\":1,\"\xC3\xA9\":1}"), TEXT ("{\"\\uD834\\uDD1E\":1,\"\xF0\x9D\x84\x9E\":1}"),
  TEXT ("[{\"b\":{\"a\":1,\"a\":2}}]"), TEXT ("{\"a\":{\"b\":1},\"a\":{}}"),
  TEXT ("{\"a\\u0000b\":1,\"a\\u0000b\":2}"),
  TEXT ("{\"a\":{\"x\":1,\"y\":[1]},\"b\":[],\"a\":0}"),
};
/* clang-format on */

/* A text for people; lives until the next. */
static const char *
shown (const struct text *text)
{
  static char out[600];
  size_t at = 0;
  for (size_t i = 0; i < text->len && at + 5 < sizeof out; i++)
    {
      unsigned char c = (unsigned char)text->bytes[i];
      at += (size_t)sprintf (out + at, c < 0x20 || c > 0x7E ? "<%02x>" : "%c", c);
    }
  out[at] = 0;
  return out;
}

static void
test_grammar (void)
{
  struct error error;
  for (size_t i = 0; i < sizeof valid / sizeof *valid; i++)
    {
      const struct text *text = &valid[i];
      bool taken = true;
      for (const char *filler = "x]1"; *filler && taken; filler++)
        taken = is_valid (text->bytes, text->len, *filler, &error);
      if (!ok (taken, "valid: %s", shown (text)))
        tap_note ("  %s", error.text);
    }
  for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
    {
      const struct text *text = &invalid[i];
      bool refused = true, told = true;
      for (const char *filler = "]}\"0 "; *filler && refused; filler++)
        {
          refused = !is_valid (text->bytes, text->len, *filler, &error);
          told = told && error.code == ERROR_INPUT && tap_is_utf8 (error.text, strlen (error.text));
        }
      if (!ok (refused && told, "invalid: %s", shown (text)))
        tap_note (refused ? "  badly told" : "  taken");
    }
}

/* No text cut short is whole, wherever simdjson's blocks of 64 begin. */
static void
test_cut_short (void)
{
  const char *tail = "{\"a\":[1,-2.5e3,true,null,\"x\\u00e9\\\"\xE4\xB8\xAD\"],\"b\":{\"c\":{}}}";
  int taken = 0, refused = 0;
  for (size_t before = 0; before < 70; before++)
    {
      char text[200];
      size_t len = (size_t)snprintf (text, sizeof text, "%*s%s", (int)before, "", tail);
      struct error error;
      refused += !is_valid (text, len, 'x', &error);
      for (size_t cut = 0; cut < len; cut++)
        taken += is_valid (text, cut, '}', &error) + is_valid (text, cut, '"', &error);
    }
  is_int (taken, 0, "no beginning of a document is a document");
  is_int (refused, 0, "the whole is one");
}

/* A string's end, an escape and bad bytes at every place of a block. */
static void
test_places (void)
{
  int refused = 0, taken = 0, wrong = 0;
  for (size_t before = 0; before < 140; before++)
    for (size_t after = 0; after < 10; after++)
      {
        static const char *const middles[] = { "", "\\n", "\\u4e2d", "\xE4\xB8\xAD", "\\\\" };
        static const char *const means[] = { "", "\n", "\xE4\xB8\xAD", "\xE4\xB8\xAD", "\\" };
        static const char *const bad[] = { "\n", "\\q", "\xFF", "\xE4\xB8", "\\ud800" };
        for (size_t m = 0; m < 5; m++)
          {
            char text[400], expected[400];
            struct json_doc doc;
            struct error error;
            char x[160];
            memset (x, 'x', sizeof x);
            size_t len = (size_t)snprintf (text, sizeof text, "[\"%.*s%s%.*s\"]", (int)before, x,
                                           middles[m], (int)after, x);
            size_t said = (size_t)snprintf (expected, sizeof expected, "%.*s%s%.*s", (int)before, x,
                                            means[m], (int)after, x);
            char *copy = padded (text, len, '"');
            if (read_copy (copy, len, &doc, &error) < 0)
              refused++;
            else
              wrong += doc.count != 2 || doc.values[1].text_len != said
                       || memcmp (doc.values[1].text, expected, said) != 0;
            free (copy);
            len = (size_t)snprintf (text, sizeof text, "[\"%.*s%s%.*s\"]", (int)before, x, bad[m],
                                    (int)after, x);
            taken += is_valid (text, len, '"', &error);
          }
      }
  is_int (refused, 0, "strings are taken wherever they end");
  is_int (wrong, 0, "with what they say");
  is_int (taken, 0, "bad ones are refused wherever they are bad");
}

static void
test_depth (void)
{
  static const char *const opens[] = { "[", "{\"a\":" };
  static const char *const closes[] = { "]", "}" };
  for (unsigned depth = DEPTH - 1; depth <= DEPTH + 1; depth++)
    for (unsigned mix = 0; mix < 3; mix++)
      {
        struct buffer text = BUFFER_INIT;
        struct error error;
        for (unsigned i = 0; i < depth; i++)
          buffer_text (&text, opens[mix == 2 ? i % 2 : mix]);
        buffer_text (&text, "1");
        for (unsigned i = depth; i-- > 0;)
          buffer_text (&text, closes[mix == 2 ? i % 2 : mix]);
        bool taken = is_valid (text.data, text.size, ' ', &error);
        is_int (taken, depth <= DEPTH, "%u containers deep, form %u", depth, mix);
        if (depth > DEPTH)
          is_int (error.code, ERROR_LIMIT, "%u deep is told as a limit, form %u", depth, mix);
        buffer_release (&text);
      }
  struct error error;
  ok (is_valid ("[[],[[]],[[[]]],[[[[1]]]]]", 26, ' ', &error), "width is no depth");
  struct buffer text = BUFFER_INIT;
  for (int i = 0; i < 100000; i++)
    buffer_char (&text, '[');
  ok (!is_valid (text.data, text.size, '[', &error), "a hundred thousand brackets are refused");
  buffer_release (&text);
}

/* An object of `members` members, of which number `again` is named as the
 * first is; -1 for none. */
static bool
large_is_valid (int members, int again, const char *first, const char *as)
{
  struct buffer text = BUFFER_INIT;
  struct error error;
  buffer_char (&text, '{');
  for (int i = 0; i < members; i++)
    {
      if (i)
        buffer_char (&text, ',');
      if (i == 0 || i == again)
        buffer_format (&text, "\"%s\":[{}]", i ? as : first);
      else
        buffer_format (&text, "\"n%d\":{\"a\":%d}", i * 7 % 10007, i);
    }
  buffer_char (&text, '}');
  bool taken = is_valid (text.data, text.size, 'x', &error);
  if (!taken && error.code != ERROR_INPUT)
    tap_note ("%s", error.text);
  buffer_release (&text);
  return taken;
}

static void
test_repeated_names (void)
{
  static const int sizes[] = { 2, 23, 24, 25, 26, 100, 2000 };
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    {
      int n = sizes[i];
      ok (large_is_valid (n, -1, "first", ""), "%d different names", n);
      ok (!large_is_valid (n, n - 1, "first", "first"), "the first of %d again as the last", n);
      ok (!large_is_valid (n, n / 2, "first", "first"), "or in the middle");
      ok (!large_is_valid (n, n - 1, "a", "\\u0061"), "or written otherwise");
      ok (!large_is_valid (n, n - 1, "", ""), "or empty");
      ok (large_is_valid (n, n - 1, "a", "a\\u0000"), "one that only begins alike");
    }

  struct json_doc doc;
  struct error error;
  const char *name = "名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名";
  for (int shift = 0; shift < 3; shift++)
    {
      struct buffer text = BUFFER_INIT;
      buffer_format (&text, "{\"%.*s%s\":1,\"%.*s%s\":2}", shift, "xx", name, shift, "xx", name);
      char *copy = padded (text.data, text.size, ' ');
      read_copy (copy, text.size, &doc, &error);
      ok (strstr (error.text, "repeated") && tap_is_utf8 (error.text, strlen (error.text)),
          "a long name that is repeated is shown cut on a character (%d)", shift);
      free (copy);
      buffer_release (&text);
    }
}

static void
test_values (void)
{
  static const char text[]
      = "{\"s\":\"a\\nb\",\"n\":-1.50e+3 ,\"list\":[1,[2,{}],\"x\"],\"t\":true,"
        "\"\\u006e\\u00e9\":null,\"f\":false,\"o\":{\"k\":\"v\"}}";
  static const struct
  {
    const char *key;
    enum json_kind kind;
    const char *says;
    uint32_t next;
  } expected[] = {
    { NULL, JSON_OBJECT, NULL, 14 },     { "s", JSON_STRING, "a\nb", 2 },
    { "n", JSON_NUMBER, "-1.50e+3", 3 }, { "list", JSON_ARRAY, NULL, 9 },
    { NULL, JSON_NUMBER, "1", 5 },       { NULL, JSON_ARRAY, NULL, 8 },
    { NULL, JSON_NUMBER, "2", 7 },       { NULL, JSON_OBJECT, NULL, 8 },
    { NULL, JSON_STRING, "x", 9 },       { "t", JSON_TRUE, NULL, 10 },
    { "né", JSON_NULL, NULL, 11 },       { "f", JSON_FALSE, NULL, 12 },
    { "o", JSON_OBJECT, NULL, 14 },      { "k", JSON_STRING, "v", 14 },
  };
  struct json_doc doc;
  struct error error;
  char *copy = padded (text, sizeof text - 1, 'x');
  int status = read_copy (copy, sizeof text - 1, &doc, &error);
  if (!is_int (status, 0, "a document is read") || !is_int (doc.count, 14, "with all its values"))
    {
      free (copy);
      return;
    }
  for (uint32_t i = 0; i < doc.count; i++)
    {
      const struct json_value *v = &doc.values[i];
      is_int (v->kind, expected[i].kind, "value %u: its kind", i);
      is_int (v->next, expected[i].next, "value %u: what comes after it", i);
      if (expected[i].key)
        is_text (v->key, v->key_len, expected[i].key, "value %u: its name", i);
      else
        ok (!v->key, "value %u has no name", i);
      if (expected[i].says)
        is_text (v->text, v->text_len, expected[i].says, "value %u: what it says", i);
    }
  ok (json_is_string (&doc.values[8], "x"), "a string is its bytes");
  ok (!json_is_string (&doc.values[8], "xy") && !json_is_string (&doc.values[8], ""),
      "and no more or less");
  ok (!json_is_string (&doc.values[4], "1"), "a number is no string");
  free (copy);
}

/* Many escaped strings in one document, and a larger after a smaller one. */
static void
test_reading_again (void)
{
  int wrong = 0;
  for (int size = 1; size <= 5000; size = size * 3 + 1)
    {
      struct buffer text = BUFFER_INIT;
      buffer_char (&text, '[');
      for (int i = 0; i < size; i++)
        buffer_format (&text, "%s\"\\u0041%d\"", i ? "," : "", i);
      buffer_char (&text, ']');
      struct json_doc doc;
      struct error error;
      char *copy = padded (text.data, text.size, ' ');
      wrong += read_copy (copy, text.size, &doc, &error) < 0 || doc.count != (uint32_t)size + 1;
      for (uint32_t i = 1; i < doc.count; i++)
        {
          char expected[20];
          snprintf (expected, sizeof expected, "A%u", i - 1);
          wrong += !json_is_string (&doc.values[i], expected);
        }
      wrong += is_valid ("[", 1, ' ', &error) || !is_valid ("[0]", 3, ' ', &error);
      free (copy);
      buffer_release (&text);
    }
  is_int (wrong, 0, "a reader reads one document after another, also after a bad one");
}

static void
test_columns (void)
{
  static const struct
  {
    const char *text, *says;
  } cases[] = {
    { "[1,01]", "column 4" },
    { "{\"a\":\"\\q\"}", "column 7" },
    { "{\"a\":1.}", "column 6" },
    { "[true,nul]", "column 7" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      struct error error;
      is_valid (cases[i].text, strlen (cases[i].text), ' ', &error);
      if (!ok (strstr (error.text, cases[i].says), "%s: told where", cases[i].text))
        tap_note ("  %s", error.text);
    }
}

int
main (void)
{
  struct error error;
  if (json_reader_new (&reader, DEPTH, &error) < 0)
    return 1;
  test_grammar ();
  test_cut_short ();
  test_places ();
  test_depth ();
  test_repeated_names ();
  test_values ();
  test_reading_again ();
  test_columns ();
  json_reader_free (reader);
  json_reader_free (NULL);
  return tap_done ();
}
