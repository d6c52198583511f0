/* waivers.c — sentences suspended for one teacher.
 *
 * A row: the sentence, the first and the last day.  A waiver acts from its
 * own instant on, so it is simply there once its event has passed. */
#include "engine/judge/state.h"

enum
{
  COLUMNS = 3
};

int
add_waiver (struct judge *judge, uint32_t number, const struct record *record, struct error *error)
{
  const struct plan *plan = judge->plan;
  const struct event_type *type = &plan->schema.types[EVENT_WAIVE];
  int64_t name = record->values[type->fields[0].place];
  int64_t from = record->values[type->fields[1].place];
  int64_t until = record->values[type->fields[2].place];
  uint32_t at = 0;
  while (plan->sentences[at].name != name)
    at++;
  bool made;
  struct cell *cell = teacher_put (&judge->teachers.items[number], plan->cell_waivers, &made);
  if (!cell || (!cell->value && !(cell->value = memories_new (&judge->memories))))
    return error_memory (error);
  int64_t *row = memory_append (memory_of (&judge->memories, cell->value), COLUMNS, MEMORY_LIMIT);
  if (!row)
    return error_memory (error);
  row[0] = at;
  row[1] = from == VALUE_ABSENT ? judge->today : from;
  row[2] = until == VALUE_ABSENT ? DAY_NEVER - 1 : until;
  if (plan->sentences[at].edge != NONE)
    bits_add (&judge->dirty, plan->sentences[at].edge);
  return 0;
}

bool
waived_between (const struct judge *judge, const struct teacher *teacher,
                const struct sentence *sentence, int32_t first, int32_t last)
{
  const struct cell *cell = teacher_cell (teacher, judge->plan->cell_waivers);
  if (!cell)
    return false;
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  for (uint32_t i = 0; i < memory->count; i++)
    {
      const int64_t *row = memory->rows + (size_t)i * COLUMNS;
      if (&judge->plan->sentences[row[0]] == sentence && row[1] <= last && first <= row[2]
          && row[1] <= row[2])
        return true;
    }
  return false;
}

bool
is_waived (struct judge *judge, const struct teacher *teacher, const struct sentence *sentence,
           int32_t day, int32_t *next)
{
  const struct cell *cell = teacher_cell (teacher, judge->plan->cell_waivers);
  *next = DAY_NEVER;
  if (!cell)
    return false;
  const struct memory *memory = memory_of (&judge->memories, cell->value);
  bool waived = false;
  for (uint32_t i = 0; i < memory->count; i++)
    {
      const int64_t *row = memory->rows + (size_t)i * COLUMNS;
      if (&judge->plan->sentences[row[0]] != sentence || day > row[2])
        continue;
      int32_t turn = (int32_t)(day < row[1] ? row[1] : row[2] + 1);
      waived |= day >= row[1];
      if (turn < *next)
        *next = turn;
    }
  return waived;
}

int32_t
waived_until (const struct judge *judge, const struct teacher *teacher,
              const struct sentence *sentence, int32_t day)
{
  const struct cell *cell = teacher_cell (teacher, judge->plan->cell_waivers);
  const struct memory *memory = cell ? memory_of (&judge->memories, cell->value) : NULL;
  int64_t until = (int64_t)day - 1;
  for (bool longer = memory != NULL; longer;)
    {
      longer = false;
      for (uint32_t i = 0; i < memory->count; i++)
        {
          const int64_t *row = memory->rows + (size_t)i * COLUMNS;
          if (&judge->plan->sentences[row[0]] != sentence || row[1] > until + 1 || row[2] <= until)
            continue;
          until = row[2];
          longer = true;
        }
    }
  return (int32_t)until;
}
