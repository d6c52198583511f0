/* json_canonical.c — one form for all texts that are equal as JSON. */
#include "engine/base/json.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/buffer.h"
#include "tests/fault.h"
#include "tests/tap.h"

enum
{
  DEPTH = 16
};

static struct json_reader *reader;

static char *
padded (const char *text, size_t len)
{
  char *copy = calloc (1, len + JSON_PADDING);
  if (!copy)
    exit (1);
  memcpy (copy, text, len);
  return copy;
}

static bool
canonical (const char *text, struct buffer *out)
{
  struct json_doc doc;
  struct error error;
  size_t len = strlen (text);
  char *copy = padded (text, len);
  bool done = json_read (reader, copy, len, &doc, &error) == 0
              && json_canonical (&doc, 0, out, &error) == 0;
  free (copy);
  return done;
}

static void
test_canonical (void)
{
  static const char *const equal[][2] = {
    { "[1]", "[1.0]" },
    { "[1]", "[10e-1]" },
    { "[1]", "[0.1e1]" },
    { "[1]", "[0.001E+3]" },
    { "[1]", "[1000e-3]" },
    { "[1]", "[1e00000]" },
    { "[1]", "[1e-0]" },
    { "[1]", "[ 1 ]" },
    { "[0]", "[-0]" },
    { "[0]", "[0.000]" },
    { "[0]", "[-0.0e-17]" },
    { "[0]", "[0e9]" },
    { "[100]", "[1e2]" },
    { "[100]", "[1E+2]" },
    { "[1200]", "[12.00e2]" },
    { "[-1.5]", "[-15e-1]" },
    { "[0.000001]", "[1e-6]" },
    { "[1e400]", "[10e399]" },
    { "[12345678901234567890123456789]", "[1234567890123456789.0123456789e10]" },
    { "[1e5]", "[1e0000000000000000000000005]" },
    { "[0]", "[0e99999999999999999999999]" },
    { "{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}" },
    { "{\"a\":1,\"b\":{\"d\":[],\"c\":{}}}",
      " { \"b\" : { \"c\" : { } , \"d\" : [ ] } , \"a\" : 1.0 } " },
    { "{\"a\":1}", "{\"\\u0061\":1}" },
    { "{\"ab\":1,\"a\":2}", "{\"a\":2,\"ab\":1}" },
    { "[\"é\"]", "[\"\\u00e9\"]" },
    { "[\"\\u00E9\"]", "[\"\\u00e9\"]" },
    { "[\"/\"]", "[\"\\/\"]" },
    { "[\"\\n\"]", "[\"\\u000a\"]" },
    { "[\"\\\"\\\\\"]", "[\"\\u0022\\u005C\"]" },
    { "[\"\U0001D11E\"]", "[\"\\uD834\\udd1e\"]" },
    { "[\"\x7f\"]", "[\"\\u007F\"]" },
    { "[true,false,null]", "[ true , false , null ]" },
  };
  static const char *const different[][2] = {
    { "[1]", "[-1]" },
    { "[1]", "[2]" },
    { "[1]", "[10]" },
    { "[1]", "[0.1]" },
    { "[1]", "[1.000001]" },
    { "[1]", "[\"1\"]" },
    { "[0]", "[false]" },
    { "[null]", "[\"null\"]" },
    { "[]", "{}" },
    { "[]", "[null]" },
    { "[[]]", "[]" },
    { "[1,2]", "[2,1]" },
    { "[1,2]", "[12]" },
    { "[\"a\",\"b\"]", "[\"a,b\"]" },
    { "{\"a\":1}", "{\"a\":2}" },
    { "{\"a\":1}", "{\"b\":1}" },
    { "{\"a\":null}", "{}" },
    { "[\"a\"]", "[\"A\"]" },
    { "[\"é\"]", "[\"e\\u0301\"]" },
    { "[\"a\"]", "[\"a\\u0000\"]" },
    { "[1e400]", "[1e401]" },
    { "[1e-400]", "[0]" },
    { "[0.1]", "[0.10000000000000000000000000000001]" },
    { "[9007199254740993]", "[9007199254740992]" },
    { "[1e99999999999999999999]", "[1e99999999999999999998]" },
    { "{\"a\":[1],\"b\":2}", "{\"a\":[1,2],\"b\":2}" },
    { "{\"a\":{\"b\":1}}", "{\"a\":{},\"b\":1}" },
  };
  for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
    {
      struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
      bool done = canonical (equal[i][0], &a) && canonical (equal[i][1], &b);
      if (ok (done, "%s and %s are read", equal[i][0], equal[i][1]))
        is_str (buffer_string (&b), buffer_string (&a), "%s equals %s", equal[i][1], equal[i][0]);
      buffer_release (&a);
      buffer_release (&b);
    }
  for (size_t i = 0; i < sizeof different / sizeof *different; i++)
    {
      struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
      bool done = canonical (different[i][0], &a) && canonical (different[i][1], &b);
      ok (done && strcmp (buffer_string (&a), buffer_string (&b)) != 0, "%s differs from %s",
          different[i][0], different[i][1]);
      buffer_release (&a);
      buffer_release (&b);
    }

  /* A part of a document has the form it has alone. */
  struct json_doc doc;
  struct error error;
  static const char text[] = "{\"x\":1,\"y\":{\"b\":[2],\"a\":1}}";
  struct buffer part = BUFFER_INIT, alone = BUFFER_INIT;
  char *copy = padded (text, sizeof text - 1);
  if (json_read (reader, copy, sizeof text - 1, &doc, &error) == 0)
    json_canonical (&doc, 2, &part, &error);
  free (copy);
  canonical ("{\"a\":1,\"b\":[2]}", &alone);
  is_str (buffer_string (&part), buffer_string (&alone), "a part is written as it would be alone");
  buffer_release (&part);
  buffer_release (&alone);
}

/* Reading and writing while allocations fail. */
static void
test_faults (void)
{
  struct buffer text = BUFFER_INIT, whole = BUFFER_INIT;
  buffer_text (&text, "{\"z\":[1.50,{\"b\":\"\\u0041\",\"a\":null}]");
  for (int i = 0; i < 200; i++)
    buffer_format (&text, ",\"n%d\":{\"v\":%d}", i, i);
  buffer_char (&text, '}');
  canonical (text.data, &whole);

  char *copy = padded (text.data, text.size);
  int rounds = 0, wrong = 0;
  for (fault_start (1);; fault_start (fault_number + 1), rounds++)
    {
      struct json_reader *own;
      struct json_doc doc = { 0 };
      struct error error = { 0 };
      struct buffer out = BUFFER_INIT;
      if (json_reader_new (&own, DEPTH, &error) < 0)
        {
          wrong += error.code != ERROR_MEMORY;
          continue;
        }
      bool done = json_read (own, copy, text.size, &doc, &error) == 0
                  && json_canonical (&doc, 0, &out, &error) == 0;
      if (done)
        wrong += strcmp (buffer_string (&out), buffer_string (&whole)) != 0;
      else
        {
          wrong += error.code != ERROR_MEMORY;
          /* Memory is there again. */
          buffer_clear (&out);
          wrong += json_read (own, copy, text.size, &doc, &error) < 0
                   || json_canonical (&doc, 0, &out, &error) < 0
                   || strcmp (buffer_string (&out), buffer_string (&whole)) != 0;
        }
      buffer_release (&out);
      json_reader_free (own);
      if (done)
        break;
    }
  fault_stop ();
  ok (rounds > 5, "each allocation failed in turn");
  is_int (wrong, 0, "running out of memory is told, and gets over");
  free (copy);
  buffer_release (&text);
  buffer_release (&whole);
}

int
main (void)
{
  if (json_reader_new (&reader, DEPTH, NULL) < 0)
    return 1;
  test_canonical ();
  test_faults ();
  json_reader_free (reader);
  return tap_done ();
}
