/* digest.c — SHA-256, against the values of FIPS 180-4's examples. */
#include "engine/base/digest.h"

#include <string.h>

#include "tests/tap.h"

int
main (void)
{
  static const char *const cases[][2] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    {
      char text[DIGEST_TEXT] = "";
      is_int (digest_text (cases[i][0], strlen (cases[i][0]), text), 0, "\"%s\"", cases[i][0]);
      is_str (text, cases[i][1], "\"%s\" has its digest", cases[i][0]);
    }
  return tap_done ();
}
