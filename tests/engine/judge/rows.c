/* rows.c — rows of cells, memories and wakes: what the judge keeps. */
#include <stdlib.h>

#include "engine/base/bits.h"
#include "engine/judge/memory.h"
#include "engine/judge/pending.h"
#include "engine/judge/teacher.h"
#include "engine/judge/wakes.h"
#include "tests/tap.h"

static uint32_t state = 1;

static uint32_t
chance (uint32_t below)
{
  state = state * 1664525 + 1013904223;
  return (state >> 8) % below;
}

static void
check_cells (void)
{
  static int64_t model[300];
  struct teacher teacher = { 0 };
  long wrong = 0;
  for (int i = 0; i < 3000; i++)
    {
      uint32_t number = chance (300);
      bool made;
      struct cell *cell = teacher_put (&teacher, number, &made);
      wrong += made != (model[number] == 0);
      cell->value = model[number] = i + 1;
    }
  for (uint32_t i = 0; i < 300; i++)
    {
      const struct cell *cell = teacher_cell (&teacher, i);
      wrong += (cell ? cell->value : 0) != model[i];
    }
  for (uint32_t i = 1; i < teacher.row.count; i++)
    wrong += teacher.row.cells[i - 1].number >= teacher.row.cells[i].number;
  is_int (wrong, 0, "a row holds what was put, sorted");
  ok (teacher_cell (&teacher, 300) == NULL, "a cell never touched is absent");
  free (teacher.row.cells);
}

static void
check_teachers (void)
{
  struct teachers teachers;
  uint32_t a = 0, b = 0, again = 0;
  ok (teachers_init (&teachers) == 0, "teachers begin with the school");
  ok (teachers_put (&teachers, 500, &a) == 0 && teachers_put (&teachers, 3, &b) == 0
          && teachers_put (&teachers, 500, &again) == 0,
      "teachers are made");
  is_int (a, 1, "the first is 1");
  is_int (b, 2, "the next 2");
  is_int (again, 1, "and the first is found again");
  teachers_release (&teachers);
}

static void
check_wakes (void)
{
  struct wakes wakes = { 0 };
  is_int (wakes_next (&wakes), DAY_NEVER, "nobody waits");
  for (int i = 0; i < 5000; i++)
    wakes_add (&wakes, (int32_t)chance (400), chance (50));
  long wrong = 0;
  struct wake last = { INT32_MIN, 0 };
  for (int i = 0; i < 5000; i++)
    {
      wrong += wakes_next (&wakes) != wakes.heap[0].day;
      struct wake wake = wakes_take (&wakes);
      wrong += wake.day < last.day || (wake.day == last.day && wake.teacher < last.teacher);
      last = wake;
    }
  is_int (wrong, 0, "wakes come in order");
  is_int (wakes_next (&wakes), DAY_NEVER, "and then nobody waits");
  wakes_release (&wakes);
}

static void
check_pendings (void)
{
  struct pendings pendings = { 0 };
  for (int i = 0; i < 2000; i++)
    {
      struct pending pending = { .day = (int32_t)chance (100), .sentence = chance (5) };
      pendings_add (&pendings, &pending);
    }
  long wrong = 0;
  struct pending last = { .day = INT32_MIN };
  while (pendings.count)
    {
      struct pending next = pendings_take (&pendings);
      wrong += next.day < last.day || (next.day == last.day && next.sentence < last.sentence)
               || (next.day == last.day && next.sentence == last.sentence
                   && next.opening < last.opening);
      last = next;
    }
  is_int (wrong, 0, "announcements come by day, sentence, and age");
  pendings_release (&pendings);
}

static void
check_memory (void)
{
  struct memories memories = { 0 };
  uint32_t number = memories_new (&memories);
  struct memory *memory = memory_of (&memories, number);
  for (int64_t i = 0; i < 10; i++)
    {
      int64_t *row = memory_append (memory, 2, 8);
      row[0] = i;
      row[1] = -i;
    }
  is_int (memory->count, 8, "a memory keeps its limit");
  ok (memory->full, "and says that more came");
  memory_remove (memory, 2, 2, 3);
  is_int (memory->count, 5, "rows are taken out");
  is_int (memory->rows[2 * 2], 5, "the others keep their order");
  is_int (memory->rows[2 * 2 + 1], -5, "with all their columns");
  memories_release (&memories);
}

static void
check_bits (void)
{
  struct bits bits;
  long wrong = 0;
  ok (bits_init (&bits, 10000) == 0, "a set is made");
  is_int (bits_next (&bits, 0), BITS_END, "an empty set has no first");
  static bool model[10001];
  for (int i = 0; i < 300; i++)
    {
      uint32_t n = chance (10001);
      bits_add (&bits, n);
      model[n] = true;
      n = chance (10001);
      bits_remove (&bits, n);
      model[n] = false;
    }
  uint32_t at = bits_next (&bits, 0);
  for (uint32_t i = 0; i <= 10000; i++)
    if (model[i])
      {
        wrong += at != i;
        at = bits_next (&bits, i + 1);
      }
  wrong += at != BITS_END;
  is_int (wrong, 0, "the walk meets just what is in the set");
  bits_release (&bits);
}

int
main (void)
{
  check_cells ();
  check_teachers ();
  check_wakes ();
  check_pendings ();
  check_memory ();
  check_bits ();
  return tap_done ();
}
