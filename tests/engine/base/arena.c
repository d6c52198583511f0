/* arena.c — memory that is given back all at once. */
#include "engine/base/arena.h"

#include <stdint.h>
#include <string.h>

#include "tests/fault.h"
#include "tests/tap.h"

static void
test_sizes (void)
{
  enum
  {
    COUNT = 3000
  };
  static char *taken[COUNT];
  static size_t sizes[COUNT];
  struct arena arena = ARENA_INIT;
  int missing = 0, crooked = 0, changed = 0;
  for (size_t i = 0; i < COUNT; i++)
    {
      sizes[i] = i < 40 ? i + 1 : i * i % 5003 + 1;
      taken[i] = arena_take (&arena, sizes[i]);
      missing += !taken[i];
      if (!taken[i])
        continue;
      crooked += (uintptr_t)taken[i] % 8 != 0;
      memset (taken[i], (int)(i & 0xFF), sizes[i]);
    }
  for (size_t i = 0; i < COUNT; i++)
    for (size_t b = 0; taken[i] && b < sizes[i]; b++)
      changed += (unsigned char)taken[i][b] != (i & 0xFF);
  is_int (missing, 0, "all that is asked for is given");
  is_int (crooked, 0, "on addresses that are multiples of 8");
  is_int (changed, 0, "and none of it overlaps or moves");
  arena_release (&arena);
  ok (!arena.blocks && !arena.at && !arena.end, "released, it is as new");
  arena_release (&arena);
  ok (arena_take (&arena, 1) != NULL, "and can be used again");
  arena_release (&arena);
}

static void
test_edges (void)
{
  struct arena arena = ARENA_INIT;
  ok (arena_take (&arena, 0) != NULL, "no bytes from a new arena are not out of memory");
  char *large = arena_take (&arena, 5u << 20);
  ok (large != NULL, "more than a block");
  if (large)
    memset (large, 1, 5u << 20);
  ok (arena_take (&arena, 8) != NULL, "and a little after it");
  ok (!arena_take (&arena, SIZE_MAX) && !arena_take (&arena, SIZE_MAX - 6)
          && !arena_take (&arena, SIZE_MAX / 2 + 1) && !arena_take (&arena, SIZE_MAX / 2 - 8),
      "what cannot be had is refused");
  char *copy = arena_copy (&arena, "a\0b", 3);
  ok (copy && memcmp (copy, "a\0b", 4) == 0, "a copy keeps every byte and is ended by 0");
  copy = arena_copy (&arena, NULL, 0);
  ok (copy && *copy == 0, "a copy of nothing is an empty text");
  arena_release (&arena);
}

static void
test_faults (void)
{
  struct arena arena = ARENA_INIT;
  fault_start (1);
  ok (!arena_take (&arena, 16), "the first block may fail");
  ok (arena_take (&arena, 16) != NULL, "and be had later");
  char *kept = arena_copy (&arena, "kept", 4);
  fault_start (1);
  ok (!arena_take (&arena, (size_t)1 << 16), "so may a later one");
  fault_stop ();
  is_str (kept, "kept", "what was there stays");
  arena_release (&arena);
}

int
main (void)
{
  test_sizes ();
  test_edges ();
  test_faults ();
  return tap_done ();
}
