/* digest.c — SHA-256, against the values of FIPS 180-4's examples. */
#include "engine/base/digest.h"

#include <stdio.h>
#include <string.h>

#include "tests/tap.h"

/* The same, from one digest that is kept. */
static void
check_kept (struct digest *digest, const char *text, const char *expected)
{
  unsigned char bytes[DIGEST_SIZE];
  char found[DIGEST_TEXT];
  is_int (digest_bytes (digest, text, strlen (text), bytes), 0, "\"%s\" as bytes", text);
  for (int i = 0; i < DIGEST_SIZE; i++)
    snprintf (found + 2 * i, 3, "%02x", bytes[i]);
  is_str (found, expected, "\"%s\" has the same digest as bytes", text);
}

int
main (void)
{
  static const char *const cases[][2] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };
  struct digest *digest = NULL;
  ok (digest_new (&digest, NULL) == 0, "a digest to keep");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      char text[DIGEST_TEXT] = "";
      is_int (digest_text (cases[i][0], strlen (cases[i][0]), text), 0, "\"%s\"", cases[i][0]);
      is_str (text, cases[i][1], "\"%s\" has its digest", cases[i][0]);
      check_kept (digest, cases[i][0], cases[i][1]);
    }
  digest_free (digest);
  return tap_done ();
}
