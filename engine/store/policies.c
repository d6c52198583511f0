/* policies.c — the files of every policy a school has had. */
#include <string.h>

#include "engine/store/store_parts.h"

static int
check_hash (const char *hash, struct error *error)
{
  if (strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64)
    return 0;
  return error_set (error, ERROR_INPUT, "\"%.*s\" is no policy's hash: 64 hexadecimal digits",
                    error_shown (hash, strlen (hash)), hash);
}

int
store_put_policy_file (struct store *store, const char *hash, const char *name, const void *body,
                       size_t size, struct error *error)
{
  struct writing writing;
  if (write_start (&writing, store, error) < 0)
    return -1;
  int status = check_hash (hash, error);
  if (status == 0)
    {
      struct query query = query_take (store, SQL_POLICY_PUT);
      query_string (&query, hash);
      query_string (&query, name);
      query_blob (&query, body, size);
      status = query_run (&query, "a policy could not be written", error);
    }
  return write_end (&writing, status, error);
}

static int
each_file (struct query *query, store_file *each, void *context, struct error *error)
{
  static const char what[] = "a policy could not be read";
  for (;;)
    {
      size_t name_size, size;
      int status = query_step (query, what, error);
      if (status <= 0)
        return status;
      const char *name = query_get_text (query, 0, &name_size);
      const void *body = query_get_blob (query, 1, &size);
      if (query_row_whole (query, what, error) < 0 || each (context, name, body, size, error) < 0)
        return -1;
    }
}

int
store_policy_files (struct store *store, const char *hash, store_file *each, void *context,
                    struct error *error)
{
  struct query query = query_take (store, SQL_POLICY_FILES);
  query_string (&query, hash);
  int status = each_file (&query, each, context, error);
  query_give (&query);
  return status;
}
