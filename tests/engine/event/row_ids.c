/* row_ids.c — the names of rows without one: what they depend on, and what not. */
#include <stdio.h>
#include <string.h>

#include "tests/engine/event/sheet.h"

/* The id in the last line read. */
static void
last_id (const char *bytes, size_t size, const char *columns, char out[80])
{
  struct buffer found = BUFFER_INIT;
  sheet_try (bytes, size, columns, &found);
  const char *id = strstr (buffer_string (&found), "\"id\":\"");
  for (const char *next = id; next; next = strstr (next + 1, "\"id\":\""))
    id = next;
  snprintf (out, 80, "%.*s", id ? (int)strcspn (id + 6, "\"") : 0, id ? id + 6 : "");
  buffer_release (&found);
}

static void
id_is (const char *bytes, const char *columns, const char *expected)
{
  char found[80];
  last_id (bytes, strlen (bytes), columns, found);
  is_str (found, expected, "the id of %s", bytes);
}

#define ID "csv:f29d53e31121bbc2a25531cc5aa32bcd"

static void
check_ids (void)
{
  char id[80], other[80];
  static const char plain[] = "time,subject,type,n,s\n2024-09-01,张,a,1,x\n";
  last_id (plain, strlen (plain), NULL, id);
  is_str (id, ID "-1", "an id stays what it was");
  id_is ("\xEF\xBB\xBFtime,subject,type,n,s\r\n2024-09-01,张,a,1,x\r\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-09-01,\xD5\xC5,a,1,x\n", NULL, id);
  id_is ("s;n;type;subject;time;source;day\nx;1.0;a;张;2024/9/1 0:00;csv;\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-08-31T16:00:00Z,张,a,+01,\" x\"\n", NULL, id);
  id_is ("time,subject,type,n,s\n2024-09-02,张,a,1,x\n2024-09-01,张,a,1,x\n", NULL, id);
  id_is ("日,subject,n,s,note\n2024-09-01,张,1,x,z\n",
         "column,field,value\n日,time,\nnote,,\n,type,a\n", id);
  memcpy (other, id, sizeof id);
  other[strlen (other) - 1] = '2';
  id_is ("time,subject,type,n,s\n2024-09-01,张,a,1,x\n2024-09-02,张,a,1,x\n2024-09-01,张,a,1.0,x\n",
         NULL, other);
  static const char *const others[] = {
    "time,subject,type,n,s\n2024-09-01,张,a,1,y\n",
    "time,subject,type,n,s\n2024-09-01,李,a,1,x\n",
    "time,subject,type,n,s\n2024-09-01,张,c,1,x\n",
    "time,subject,type,n,s\n2024-09-02,张,a,1,x\n",
    "time,subject,type,x,s\n2024-09-01,张,a,1,x\n",
    "time,subject,type,n,s\n2024-09-01,张,a,,x\n",
    "time,subject,type,n,source,s\n2024-09-01,张,a,1,s,x\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    {
      last_id (others[i], strlen (others[i]), NULL, other);
      ok (strlen (other) == strlen (id) && strcmp (other, id) != 0, "another row: %s", other);
    }
}

int
main (void)
{
  sheets_begin ();
  check_ids ();
  sheets_end ();
  return tap_done ();
}
