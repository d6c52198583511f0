/* feed.c — events into facts.
 *
 * A fact's cell holds its running window alone; the first event of a new
 * period moves what the last one ended with into the fact's history, where
 * somebody asks for it.  The cell lies in the teacher's row, or, where a duty
 * counts, in the row of an opening or of a key (keyed.h). */
#include "engine/base/decimal.h"
#include "engine/judge/remember.h"

void
mark_readers (struct judge *judge, uint32_t cell)
{
  const struct plan *plan = judge->plan;
  struct range readers = plan->readers[cell];
  for (uint32_t i = 0; i < readers.count; i++)
    bits_add (&judge->dirty, plan->reader_items[readers.first + i]);
  for (uint32_t i = 0; i < plan->watchers.count; i++)
    bits_add (&judge->dirty, plan->reader_items[plan->watchers.first + i]);
}

/* The memory of a cell, made if it has none; NULL where memory ran out. */
static struct memory *
memory_in (struct judge *judge, struct cell *cell)
{
  if (cell->value == 0 && (cell->value = memories_new (&judge->memories)) == 0)
    return NULL;
  return memory_of (&judge->memories, cell->value);
}

/* Puts on record what the period in the cell ended with. */
static int
end_period (struct judge *judge, struct row *in, const struct aggregate *aggregate, int32_t running)
{
  bool made;
  int32_t oldest;
  struct cell *kept = row_put (in, aggregate_history_cell (aggregate), &made);
  struct memory *memory = kept ? memory_in (judge, kept) : NULL;
  int64_t *row = memory ? memory_append (memory, 2, MEMORY_LIMIT) : NULL;
  if (!row)
    return -1;
  const struct cell *cell = row_cell (in, aggregate->cell);
  row[0] = cell->period;
  row[1] = cell_value (judge, in, aggregate, cell, &oldest).n;
  uint32_t gone = 0;
  while (gone < memory->count && memory->rows[2 * gone] < running - (int64_t)aggregate->history)
    gone++;
  memory_remove (memory, 2, 0, gone);
  return 0;
}

/* Where an event is counted: in a row of the teacher's. */
struct place
{
  struct teacher *teacher;
  struct row *row;
  int64_t of; /* the key or opening it is counted for, or VALUE_ABSENT */
};

int32_t
running_window (const struct judge *judge, const struct teacher *teacher,
                const struct aggregate *aggregate)
{
  if (aggregate->since != NONE)
    {
      const struct cell *starts = teacher_cell (teacher, aggregate->cell);
      return starts ? starts->period : PERIOD_NONE;
    }
  return aggregate->period == NONE ? 0 : judge->ordinals[aggregate->period];
}

/* The cell of a fact for the window that is running: 0; *fresh where it held
 * nothing of it yet.  1 where nothing counts now; -1 where memory ran out. */
static int
open_cell (struct judge *judge, const struct place *place, const struct aggregate *aggregate,
           struct cell **out, bool *fresh)
{
  struct row *in = place->row;
  struct cell *cell = row_cell (in, aggregate->cell);
  if (aggregate->since != NONE && aggregate->key == PLACE_NONE)
    {
      *out = cell;
      *fresh = cell && cell->period == SINCE_EMPTY;
      if (cell)
        cell->period = SINCE_FILLED;
      return !cell;
    }
  int32_t running = running_window (judge, place->teacher, aggregate);
  if (running == PERIOD_NONE)
    return 1;
  *fresh = !cell || cell->period != running;
  if (cell && *fresh && aggregate->history && end_period (judge, in, aggregate, running) < 0)
    return -1;
  bool made;
  *out = row_put (in, aggregate->cell, &made);
  if (*out)
    (*out)->period = running;
  return *out ? 0 : -1;
}

/* Adds to a sum of 128 bits in two cells. */
static int
add_to_sum (struct row *in, const struct aggregate *aggregate, bool fresh, int64_t value)
{
  bool made;
  struct cell *upper = row_put (in, aggregate->cell + 1, &made);
  if (!upper)
    return -1;
  struct cell *lower = row_cell (in, aggregate->cell);
  __int128 sum = (fresh ? 0 : joined_sum (lower, upper)) + value;
  lower->value = (int64_t)sum;
  upper->value = (int64_t)(sum >> 64);
  return 0;
}

/* Whether a value takes the place of the one held: words by rank, and of
 * equals the earlier stays. */
static bool
displaces (const struct judge *judge, const struct aggregate *aggregate, int64_t value,
           int64_t held)
{
  if (aggregate->op == AGGREGATE_FIRST || aggregate->op == AGGREGATE_LAST
      || aggregate->op == AGGREGATE_INSTANT)
    return aggregate->op != AGGREGATE_FIRST;
  if (aggregate->type == TYPE_WORD)
    {
      const uint16_t *ranks = judge->plan->schema.lists[aggregate->words].ranks;
      value = ranks[value];
      held = ranks[held];
    }
  return aggregate->op == AGGREGATE_MAX ? value > held : value < held;
}

/* The number a table maps a value to. */
static bool
map_by_table (const struct judge *judge, const struct aggregate *aggregate, int64_t key,
              int64_t *out)
{
  const int64_t *pairs = judge->plan->literals + aggregate->map_a;
  uint32_t from = 0, to = aggregate->map_b;
  while (from < to)
    {
      uint32_t middle = (from + to) / 2;
      if (pairs[2 * middle] < key)
        from = middle + 1;
      else
        to = middle;
    }
  if (key == VALUE_ABSENT || from == aggregate->map_b || pairs[2 * from] != key)
    return false;
  *out = pairs[2 * from + 1];
  return true;
}

/* What an event adds to a fact: false where it drops out. */
static bool
sample_of (struct judge *judge, const struct record *record, const struct teacher *teacher,
           const struct aggregate *aggregate, struct sample *out)
{
  int64_t mapped = 0;
  *out = (struct sample){ aggregate->op == AGGREGATE_COUNT ? DECIMAL_ONE : record->time, 0, 0 };
  if (aggregate->map == MAP_TABLE
      && !map_by_table (judge, aggregate, record->values[aggregate->map_place], &mapped))
    return false;
  if (aggregate->map == MAP_FUNCTION
      && !ask_number (judge, aggregate->map_a, record, teacher, &mapped))
    return false;
  if (aggregate->place != PLACE_NONE)
    out->value = record->values[aggregate->place];
  else if (aggregate->map && aggregate->op != AGGREGATE_COUNT)
    out->value = mapped;
  if (aggregate->group == PLACE_NONE)
    return out->value != VALUE_ABSENT;
  out->group = record->values[aggregate->group];
  out->rank = aggregate->rank == PLACE_NONE ? mapped : record->values[aggregate->rank];
  /* What is kept is kept by its rank; that its value is absent counts later. */
  return out->group != VALUE_ABSENT && out->rank != VALUE_ABSENT;
}

static int
take_in (struct judge *judge, const struct place *place, const struct aggregate *aggregate,
         const struct record *record, const struct sample *sample)
{
  struct cell *cell;
  bool fresh;
  int status = open_cell (judge, place, aggregate, &cell, &fresh);
  if (status)
    return status < 0 ? -1 : 0;
  if (judge->followed == place->teacher - judge->teachers.items
      && note_counted (judge, aggregate, place->of, cell->period, record, sample) < 0)
    return -1;
  if (aggregate->remembers)
    return remember_sample (judge, cell, aggregate, fresh, sample);
  if (aggregate->op == AGGREGATE_SUM)
    return add_to_sum (place->row, aggregate, fresh, sample->value);
  if (aggregate->op == AGGREGATE_COUNT)
    cell->value = (fresh ? 0 : cell->value) + DECIMAL_ONE;
  else if (fresh || displaces (judge, aggregate, sample->value, cell->value))
    cell->value = sample->value;
  return 0;
}

/* Into each opening of the duty that counts it. */
static int
take_in_openings (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
                  const struct record *record, const struct sample *sample)
{
  if (aggregate->school && record->subject != SUBJECT_NONE)
    return 0;
  int64_t key = aggregate->key == PLACE_NONE ? VALUE_ABSENT : record->values[aggregate->key];
  if (aggregate->key != PLACE_NONE && key == VALUE_ABSENT)
    return 0;
  struct opening *opening = openings_first (judge, teacher);
  for (; opening; opening = openings_next (&judge->openings, opening))
    if (opening->sentence == aggregate->duty
        && (aggregate->key == PLACE_NONE || opening->matched == key)
        && take_in (judge, &(struct place){ teacher, &opening->row, (int64_t)opening->ordinal },
                    aggregate, record, sample)
               < 0)
      return -1;
  return 0;
}

static int
take_in_key (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
             const struct record *record, const struct sample *sample)
{
  uint32_t number = (uint32_t)(teacher - judge->teachers.items);
  int64_t key = record->values[aggregate->key];
  if (key == VALUE_ABSENT)
    return 0;
  bool made;
  struct cell *first = teacher_put (teacher, judge->plan->cell_keyed, &made);
  struct row *row
      = first ? keyed_put (&judge->keyed, &first->value, number, aggregate->cell, key) : NULL;
  return row ? take_in (judge, &(struct place){ teacher, row, key }, aggregate, record, sample)
             : -1;
}

static int
feed_one (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate,
          const struct record *record)
{
  struct sample sample;
  if (!sample_of (judge, record, teacher, aggregate, &sample))
    return 0;
  if (aggregate->duty != NONE)
    return take_in_openings (judge, teacher, aggregate, record, &sample);
  if (aggregate->key != PLACE_NONE)
    return take_in_key (judge, teacher, aggregate, record, &sample);
  return take_in (judge, &(struct place){ teacher, &teacher->row, VALUE_ABSENT }, aggregate, record,
                  &sample);
}

/* A new start for what is counted since such an event. */
static int
start_anew (struct judge *judge, struct teacher *teacher, const struct aggregate *aggregate)
{
  bool made;
  struct cell *cell = teacher_put (teacher, aggregate->cell, &made);
  if (!cell)
    return -1;
  if (aggregate->key != PLACE_NONE)
    {
      cell->period++;
      return 0;
    }
  cell->period = SINCE_EMPTY;
  if (judge->followed == teacher - judge->teachers.items)
    forget_counted (judge, aggregate);
  if (aggregate->remembers && cell->value)
    {
      struct memory *memory = memory_of (&judge->memories, cell->value);
      memory->count = 0;
      memory->full = false;
    }
  return 0;
}

/* A start opens a key, an end closes it; what is so already stays. */
static int
turn_spell (struct judge *judge, struct teacher *teacher, uint32_t turn,
            const struct record *record)
{
  const struct spell *spell = &judge->plan->spells[turn / 2];
  bool starts = turn % 2 == 0, made;
  int64_t key = record->values[starts ? spell->start_key : spell->end_key];
  struct cell *cell = teacher_put (teacher, spell->cell, &made);
  struct memory *memory = cell ? memory_in (judge, cell) : NULL;
  if (!memory)
    return -1;
  uint32_t at = 0;
  while (at < memory->count && memory->rows[2 * at] != key)
    at++;
  if (!starts && at < memory->count)
    memory_remove (memory, 2, at, 1);
  if (!starts || at < memory->count || key == VALUE_ABSENT || teacher->away)
    return 0;
  int64_t *row = memory_append (memory, 2, SPELL_LIMIT);
  if (!row)
    return -1;
  row[0] = key;
  row[1] = record->time;
  return 0;
}

int
feed_start (struct judge *judge, uint32_t matched, uint32_t number, struct error *error)
{
  const struct selection *selection = &judge->plan->selections[matched];
  struct teacher *teacher = &judge->teachers.items[number];
  for (uint32_t i = 0; i < selection->reset_count; i++)
    {
      uint32_t aggregate = judge->plan->started[selection->reset + i];
      if (start_anew (judge, teacher, &judge->plan->aggregates[aggregate]) < 0)
        return error_memory (error);
    }
  return 0;
}

int
feed (struct judge *judge, const struct record *record, uint32_t matched, uint32_t number,
      struct error *error)
{
  const struct plan *plan = judge->plan;
  const struct selection *selection = &plan->selections[matched];
  struct teacher *teacher = &judge->teachers.items[number];
  for (uint32_t i = 0; i < selection->aggregate_count; i++)
    {
      uint32_t aggregate = plan->selected[selection->aggregate + i];
      if (feed_one (judge, teacher, &plan->aggregates[aggregate], record) < 0)
        return error_memory (error);
    }
  for (uint32_t i = 0; i < selection->spell_count; i++)
    if (turn_spell (judge, teacher, plan->opened[selection->spell + i], record) < 0)
      return error_memory (error);
  return 0;
}

/* tenure.teacher: what is absent or null stays as it was. */
int
feed_profile (struct judge *judge, const struct record *record, uint32_t number,
              struct error *error)
{
  const struct plan *plan = judge->plan;
  struct teacher *teacher = &judge->teachers.items[number];
  for (uint32_t i = 0; i < plan->profile_count; i++)
    {
      uint16_t place = plan->profile[i].place;
      if (place == PLACE_NONE || record->values[place] == VALUE_ABSENT)
        continue;
      bool made;
      struct cell *cell = teacher_put (teacher, plan->cell_profile + i, &made);
      if (!cell)
        return error_memory (error);
      cell->value = record->values[place];
      mark_readers (judge, cell->number);
    }
  return 0;
}
