/* policies.c — the files of policies, by hash. */
#include <string.h>

#include "engine/store/store.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static struct error error;
static struct store *store;

static const char one[] = "1111111111111111111111111111111111111111111111111111111111111111";
static const char two[] = "222222222222222222222222222222222222222222222222222222222222abcd";

static int
put (const char *hash, const char *name, const char *body)
{
  return store_put_policy_file (store, hash, name, body, strlen (body), &error);
}

static int
note (void *context, const char *name, const void *body, size_t size, struct error *why)
{
  (void)why;
  buffer_format (context, "%s=%.*s ", name, (int)size, (const char *)body);
  return 0;
}

static int
stop (void *context, const char *name, const void *body, size_t size, struct error *why)
{
  note (context, name, body, size, why);
  return error_set (why, ERROR_LIMIT, "enough");
}

static void
has (const char *hash, const char *expected, const char *what)
{
  struct buffer out = BUFFER_INIT;
  is_int (store_policy_files (store, hash, note, &out, &error), 0, "%s", what);
  is_str (buffer_string (&out), expected, "%s: its files", what);
  buffer_release (&out);
}

int
main (void)
{
  store_open (&store, scratch_path ("policies.db"), STORE_CREATE, &error);
  has (one, "", "a policy that was not put");
  is_int (put (one, "rules.lua", "a"), 0, "a file is put");
  is_int (put (one, "lib/x.lua", ""), 0, "another, empty");
  is_int (put (two, "rules.lua", "b"), 0, "one of another policy");
  is_int (put (one, "rules.lua", "z"), 0, "one that is there");
  has (one, "lib/x.lua= rules.lua=a ", "the one");
  has (two, "rules.lua=b ", "the other");
  is_int (store_put_policy_file (store, two, "bytes", "\0\1", 2, &error), 0, "any bytes");
  struct buffer out = BUFFER_INIT;
  is_int (store_policy_files (store, one, stop, &out, &error), -1, "a callback ends it");
  is_str (buffer_string (&out), "lib/x.lua= ", "at once");
  is_str (error.text, "enough", "by its own words");
  buffer_release (&out);
  is_int (put ("12", "rules.lua", ""), -1, "a hash has 64 digits");
  is_str (error.text, "\"12\" is no policy's hash: 64 hexadecimal digits", "it says so");
  is_int (put ("11111111111111111111111111111111111111111111111111111111111111_1", "rules.lua", ""),
          -1, "all of them hexadecimal");
  store_close (store);
  store_open (&store, scratch_path ("policies.db"), STORE_READ, &error);
  has (one, "lib/x.lua= rules.lua=a ", "closed and opened, the one");
  store_close (store);
  return tap_done ();
}
