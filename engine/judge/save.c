/* save.c — what is known of a teacher, out of a judge and into one.
 *
 * Every function here goes both ways: it writes what it is given, or, while
 * loading, reads it into its place.  What a number is, a text perhaps, follows
 * from the plan by the number of its cell. */
#include "engine/judge/save.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/pack.h"
#include "engine/event/door.h"
#include "engine/judge/state.h"

enum
{
  MOST_COLUMNS = 4
};

struct coder
{
  struct judge *judge;
  struct buffer *out; /* NULL: loading, */
  struct unpack in;   /* from this */
  struct error *error;
  bool failed; /* memory ran out */
};

/* What a cell's value is. */
enum shape_kind
{
  SHAPE_VALUE,
  SHAPE_MEMORY,
  SHAPE_OPENINGS,
  SHAPE_KEYED
};

struct shape
{
  enum shape_kind kind;
  uint32_t columns;
  uint8_t types[MOST_COLUMNS]; /* of the value, or of a memory's columns */
};

static void
code_u (struct coder *coder, uint32_t *n)
{
  if (coder->out)
    pack_u (coder->out, *n);
  else
    *n = (uint32_t)unpack_u (&coder->in);
}

static void
code_i (struct coder *coder, int64_t *n)
{
  if (coder->out)
    pack_i (coder->out, *n);
  else
    *n = unpack_i (&coder->in);
}

static void
code_day (struct coder *coder, int32_t *day)
{
  int64_t wide = *day;
  code_i (coder, &wide);
  *day = (int32_t)wide;
}

static void
code_truth (struct coder *coder, bool *truth)
{
  uint32_t n = *truth;
  code_u (coder, &n);
  *truth = n != 0;
}

/* A string by its number; STRINGS_NONE is written as 0. */
static void
code_string (struct coder *coder, uint32_t *string)
{
  struct strings *strings = coder->judge->strings;
  size_t len;
  bool there = *string != STRINGS_NONE;
  code_truth (coder, &there);
  if (coder->out && there)
    pack_text (coder->out, strings_text (strings, *string), strings_length (strings, *string));
  if (coder->out)
    return;
  *string = STRINGS_NONE;
  const char *text = there ? unpack_text (&coder->in, &len) : NULL;
  if (there && !coder->in.bad
      && strings_put (strings, text, (uint32_t)len, string, coder->error) < 0)
    coder->failed = true;
}

static void
code_value (struct coder *coder, uint8_t type, int64_t *value)
{
  if (type != TYPE_TEXT)
    {
      code_i (coder, value);
      return;
    }
  uint32_t string = *value == VALUE_ABSENT ? STRINGS_NONE : (uint32_t)*value;
  code_string (coder, &string);
  *value = string == STRINGS_NONE ? VALUE_ABSENT : string;
}

static struct shape
memory_shape (uint32_t columns, uint8_t first, uint8_t second, uint8_t third, uint8_t fourth)
{
  return (struct shape){ SHAPE_MEMORY, columns, { first, second, third, fourth } };
}

/* The aggregate whose cells a cell is one of: they are numbered in order. */
static const struct aggregate *
aggregate_at (const struct plan *plan, uint32_t cell)
{
  uint32_t from = 0, to = plan->aggregate_count;
  while (to - from > 1)
    {
      uint32_t middle = (from + to) / 2;
      if (plan->aggregates[middle].cell <= cell)
        from = middle;
      else
        to = middle;
    }
  return &plan->aggregates[from];
}

static struct shape
aggregate_shape (const struct aggregate *aggregate, uint32_t cell)
{
  if (aggregate->history && cell == aggregate_history_cell (aggregate))
    return memory_shape (2, TYPE_NUMBER, aggregate->type, 0, 0);
  if (cell != aggregate->cell || aggregate->op == AGGREGATE_INSTANT)
    return (struct shape){ SHAPE_VALUE, 0, { TYPE_NUMBER } };
  if (!aggregate->remembers)
    return (struct shape){ SHAPE_VALUE, 0, { aggregate->type } };
  struct shape shape = { SHAPE_MEMORY, 0, { 0 } };
  shape.types[shape.columns++] = aggregate->taken;
  if (aggregate->days)
    shape.types[shape.columns++] = TYPE_NUMBER;
  if (aggregate->group != PLACE_NONE)
    {
      shape.types[shape.columns++] = aggregate->group_type;
      shape.types[shape.columns++] = TYPE_NUMBER;
    }
  return shape;
}

static struct shape
edge_shape (const struct plan *plan, uint32_t edge)
{
  const struct sentence *sentence = &plan->sentences[plan->edges[edge]];
  if (sentence->kind == SENTENCE_DUTY && sentence->trigger == TRIGGER_PERIOD)
    return memory_shape (2, TYPE_NUMBER, sentence->duty.about_type, 0, 0);
  return (struct shape){ SHAPE_VALUE, 0, { TYPE_NUMBER } };
}

static struct shape
shape_of (const struct plan *plan, uint32_t cell)
{
  uint32_t spells = plan->cell_waivers - plan->spell_count;
  if (cell >= plan->cell_profile && cell < plan->cell_aggregate)
    return (struct shape){ SHAPE_VALUE, 0, { plan->profile[cell - plan->cell_profile].type } };
  if (cell >= plan->cell_aggregate && cell < spells)
    return aggregate_shape (aggregate_at (plan, cell), cell);
  if (cell >= spells && cell < plan->cell_waivers)
    return memory_shape (2, plan->spells[cell - spells].type, TYPE_NUMBER, 0, 0);
  if (cell == plan->cell_waivers)
    return memory_shape (3, TYPE_NUMBER, TYPE_NUMBER, TYPE_NUMBER, 0);
  if (cell == plan->cell_openings)
    return (struct shape){ SHAPE_OPENINGS, 0, { 0 } };
  if (cell == plan->cell_keyed)
    return (struct shape){ SHAPE_KEYED, 0, { 0 } };
  if (cell >= plan->cell_edge && cell < plan->cell_watch)
    return edge_shape (plan, cell - plan->cell_edge);
  return (struct shape){ SHAPE_VALUE, 0, { TYPE_NUMBER } };
}

static void
code_rows (struct coder *coder, const struct shape *shape, struct memory *memory)
{
  uint32_t count = memory->count;
  code_truth (coder, &memory->full);
  code_u (coder, &count);
  for (uint32_t i = 0; i < count && !coder->in.bad && !coder->failed; i++)
    {
      int64_t *row = coder->out ? memory->rows + (size_t)i * shape->columns
                                : memory_append (memory, shape->columns, UINT32_MAX);
      if (!row)
        coder->failed = true;
      for (uint32_t j = 0; row && j < shape->columns; j++)
        code_value (coder, shape->types[j], &row[j]);
    }
}

/* A memory by its number; 0 is none. */
static void
code_memory (struct coder *coder, const struct shape *shape, int64_t *number)
{
  struct memories *memories = &coder->judge->memories;
  bool there = *number != 0;
  code_truth (coder, &there);
  if (!coder->out)
    *number = there ? memories_new (memories) : 0;
  if (there && *number == 0)
    coder->failed = true;
  if (*number)
    code_rows (coder, shape, memory_of (memories, *number));
}

static void code_row (struct coder *coder, struct row *row, uint32_t teacher);

static void
code_opening (struct coder *coder, struct opening *opening, char *id, uint32_t teacher)
{
  const struct plan *plan = coder->judge->plan;
  size_t len = coder->out ? strlen (opening->id) : 0;
  code_u (coder, &opening->sentence);
  if (opening->sentence >= plan->sentence_count
      || plan->sentences[opening->sentence].kind != SENTENCE_DUTY)
    coder->in.bad = true;
  if (coder->in.bad)
    return;
  code_i (coder, &opening->time);
  code_value (coder, plan->sentences[opening->sentence].duty.about_type, &opening->matched);
  code_string (coder, &opening->source);
  code_day (coder, &opening->first);
  code_day (coder, &opening->deadline);
  code_day (coder, &opening->reminder);
  code_truth (coder, &opening->met);
  if (coder->out)
    pack_text (coder->out, opening->id, len);
  else
    {
      const char *text = unpack_text (&coder->in, &len);
      coder->in.bad |= len > EVENT_NAME_LIMIT;
      memcpy (id, text, coder->in.bad ? 0 : len);
      id[coder->in.bad ? 0 : len] = '\0';
      opening->id = id;
    }
  code_row (coder, &opening->row, teacher);
}

static void
code_openings (struct coder *coder, uint32_t teacher, int64_t *first)
{
  struct openings *openings = &coder->judge->openings;
  struct opening *opening = coder->out ? openings_at (openings, (uint32_t)*first) : NULL;
  char id[EVENT_NAME_LIMIT + 1];
  bool more = opening != NULL;
  if (!coder->out)
    *first = 0;
  for (code_truth (coder, &more); more && !coder->in.bad && !coder->failed;
       code_truth (coder, &more))
    {
      struct opening loaded = { .teacher = teacher };
      code_opening (coder, coder->out ? opening : &loaded, id, teacher);
      if (!coder->out && !coder->in.bad && openings_add (openings, first, &loaded, strlen (id)) < 0)
        {
          free (loaded.row.cells);
          coder->failed = true;
        }
      if (coder->out)
        more = (opening = openings_next (openings, opening)) != NULL;
    }
}

static void
code_keyed (struct coder *coder, uint32_t teacher, int64_t *first)
{
  struct judge *judge = coder->judge;
  const struct plan *plan = judge->plan;
  uint32_t at = coder->out ? (uint32_t)*first : 0;
  bool more = at != 0;
  if (!coder->out)
    *first = 0;
  for (code_truth (coder, &more); more && !coder->in.bad && !coder->failed;
       code_truth (coder, &more))
    {
      uint32_t cell = coder->out ? judge->keyed.rows[at - 1].cell : 0;
      int64_t key = coder->out ? judge->keyed.rows[at - 1].key : 0;
      code_u (coder, &cell);
      if (cell < plan->cell_aggregate || cell >= plan->cell_waivers - plan->spell_count)
        coder->in.bad = true;
      if (coder->in.bad)
        return;
      code_value (coder, aggregate_at (plan, cell)->key_type, &key);
      struct row *row = coder->out ? &judge->keyed.rows[at - 1].row
                                   : keyed_put (&judge->keyed, first, teacher, cell, key);
      if (row)
        code_row (coder, row, teacher);
      else
        coder->failed = true;
      if (coder->out)
        more = (at = judge->keyed.rows[at - 1].next) != 0;
    }
}

static void
code_cell (struct coder *coder, struct cell *cell, uint32_t teacher)
{
  struct shape shape = shape_of (coder->judge->plan, cell->number);
  code_day (coder, &cell->period);
  switch (shape.kind)
    {
    case SHAPE_VALUE: code_value (coder, shape.types[0], &cell->value); break;
    case SHAPE_MEMORY: code_memory (coder, &shape, &cell->value); break;
    case SHAPE_OPENINGS: code_openings (coder, teacher, &cell->value); break;
    case SHAPE_KEYED: code_keyed (coder, teacher, &cell->value); break;
    }
}

static void
code_row (struct coder *coder, struct row *row, uint32_t teacher)
{
  uint32_t count = row->count;
  code_u (coder, &count);
  for (uint32_t i = 0; i < count && !coder->in.bad && !coder->failed; i++)
    {
      struct cell cell = coder->out ? row->cells[i] : (struct cell){ 0 };
      bool made;
      code_u (coder, &cell.number);
      if (cell.number >= coder->judge->plan->cell_count)
        coder->in.bad = true;
      if (coder->in.bad)
        return;
      code_cell (coder, &cell, teacher);
      struct cell *put = coder->out ? NULL : row_put (row, cell.number, &made);
      if (put)
        *put = cell;
      else if (!coder->out)
        coder->failed = true;
    }
}

static void
code_judged (struct coder *coder, uint8_t type, struct value *value)
{
  uint32_t state = value->state;
  code_u (coder, &state);
  value->state = (enum value_state)state;
  if (value->state == VALUE_KNOWN)
    code_value (coder, type, &value->n);
}

/* Room for what is loaded: `count` items, or NULL where that many cannot be. */
static void *
room (struct coder *coder, uint32_t count, size_t size)
{
  if (!coder->out && count > coder->in.end - coder->in.at)
    coder->in.bad = true;
  void *items = coder->in.bad ? NULL : calloc (count + 1, size);
  coder->failed |= !items && !coder->in.bad;
  return items;
}

static void
code_gives (struct coder *coder, struct pending *pending)
{
  const struct plan *plan = coder->judge->plan;
  const struct sentence *sentence = &plan->sentences[pending->sentence];
  if (!coder->out)
    pending->gives = room (coder, pending->give_count, sizeof *pending->gives);
  for (uint32_t i = 0; pending->gives && i < pending->give_count; i++)
    {
      struct given_value *give = &pending->gives[i];
      uint32_t at = coder->out ? (uint32_t)(give->given - plan->givens) - sentence->given : 0;
      code_u (coder, &at);
      if (at >= sentence->given_count)
        {
          coder->in.bad = true;
          return;
        }
      give->given = &plan->givens[sentence->given + at];
      code_judged (coder, plan->nodes[give->given->node].type, &give->value);
    }
}

static void
code_because (struct coder *coder, struct pending *pending)
{
  const struct plan *plan = coder->judge->plan;
  if (!coder->out)
    pending->because = room (coder, pending->because_count, sizeof *pending->because);
  for (uint32_t i = 0; pending->because && i < pending->because_count; i++)
    {
      struct seen *seen = &pending->because[i];
      code_u (coder, &seen->node);
      if (seen->node >= plan->node_count)
        {
          coder->in.bad = true;
          return;
        }
      struct operands operands = plan_operands (plan, &plan->nodes[seen->node]);
      for (uint32_t j = 0; j < 2; j++)
        code_judged (coder,
                     j < operands.count ? plan->nodes[operand_at (&operands, j)].type : TYPE_NUMBER,
                     j ? &seen->b : &seen->a);
      code_judged (coder, TYPE_BOOLEAN, &seen->held);
    }
}

static void
code_targets (struct coder *coder, struct pending *pending)
{
  if (!coder->out)
    pending->targets = room (coder, pending->target_count, sizeof *pending->targets);
  for (uint32_t i = 0; pending->targets && i < pending->target_count; i++)
    {
      code_u (coder, &pending->targets[i].track);
      code_u (coder, &pending->targets[i].state);
      coder->in.bad |= pending->targets[i].track >= coder->judge->plan->track_count;
    }
}

static void
code_says (struct coder *coder, struct pending *pending)
{
  size_t len;
  if (coder->out)
    {
      pack_text (coder->out, pending->says, strlen (pending->says));
      return;
    }
  const char *text = unpack_text (&coder->in, &len);
  pending->says = strndup (text, len);
  coder->failed |= !pending->says;
}

static void
code_pending (struct coder *coder, struct pending *pending)
{
  code_u (coder, &pending->sentence);
  coder->in.bad |= pending->sentence >= coder->judge->plan->sentence_count;
  if (coder->in.bad)
    return;
  code_day (coder, &pending->day);
  code_i (coder, &pending->announced);
  code_u (coder, &pending->target_count);
  code_u (coder, &pending->give_count);
  code_u (coder, &pending->because_count);
  code_targets (coder, pending);
  code_gives (coder, pending);
  code_because (coder, pending);
  code_says (coder, pending);
}

static int
by_announcement (const void *a, const void *b)
{
  const struct pending *x = *(struct pending *const *)a, *y = *(struct pending *const *)b;
  return (x->opening > y->opening) - (x->opening < y->opening);
}

/* What was announced of a teacher, in that order. */
static void
save_pendings (struct coder *coder, uint32_t teacher)
{
  struct pendings *pendings = &coder->judge->pendings;
  uint32_t count = 0;
  struct pending **own = calloc (pendings->count + 1, sizeof *own);
  coder->failed |= !own;
  for (uint32_t i = 0; own && i < pendings->count; i++)
    if (pendings->heap[i].teacher == teacher)
      own[count++] = &pendings->heap[i];
  if (count > 1)
    qsort (own, count, sizeof *own, by_announcement);
  code_u (coder, &count);
  for (uint32_t i = 0; i < count; i++)
    code_pending (coder, own[i]);
  free (own);
}

static void
load_pendings (struct coder *coder, uint32_t teacher)
{
  uint32_t count = 0;
  code_u (coder, &count);
  for (uint32_t i = 0; i < count && !coder->in.bad && !coder->failed; i++)
    {
      struct pending pending = { .teacher = teacher };
      code_pending (coder, &pending);
      if (coder->in.bad || coder->failed || pendings_add (&coder->judge->pendings, &pending) < 0)
        {
          coder->failed |= !coder->in.bad;
          pending_release (&pending);
        }
    }
}

/* The watches to be asked once the instant is over. */
static void
code_touched (struct coder *coder, uint32_t teacher)
{
  struct judge *judge = coder->judge;
  uint32_t all = judge->touched_count;
  bool more = false;
  for (uint32_t i = 0; coder->out && i < all; i++)
    if (judge->touched[i].teacher == teacher)
      {
        more = true;
        code_truth (coder, &more);
        code_u (coder, &judge->touched[i].watch);
      }
  more = false;
  for (code_truth (coder, &more); !coder->out && more && !coder->in.bad && !coder->failed;
       code_truth (coder, &more))
    {
      uint32_t watch = 0;
      code_u (coder, &watch);
      coder->in.bad |= watch >= judge->plan->watch_count;
      coder->failed |= !coder->in.bad && touch_watch (judge, teacher, watch, coder->error) < 0;
    }
}

static void
code_teacher (struct coder *coder, uint32_t number)
{
  struct judge *judge = coder->judge;
  struct teacher *teacher = &judge->teachers.items[number];
  code_day (coder, &teacher->known);
  code_day (coder, &teacher->queued);
  code_truth (coder, &teacher->away);
  code_truth (coder, &teacher->unsettled);
  code_row (coder, &teacher->row, number);
  if (coder->out)
    save_pendings (coder, number);
  else
    load_pendings (coder, number);
  code_touched (coder, number);
}

int
judge_save_teacher (struct judge *judge, uint32_t number, struct buffer *out, struct error *error)
{
  struct coder coder = { .judge = judge, .out = out, .error = error };
  code_teacher (&coder, number);
  return coder.failed || out->failed ? error_memory (error) : 0;
}

/* Gives back the memories a row names. */
static void
forget_row (struct judge *judge, struct row *row)
{
  for (uint32_t i = 0; i < row->count; i++)
    if (row->cells[i].value && shape_of (judge->plan, row->cells[i].number).kind == SHAPE_MEMORY)
      memories_give_back (&judge->memories, (uint32_t)row->cells[i].value);
  free (row->cells);
  *row = (struct row){ 0 };
}

static void
forget_openings (struct judge *judge, struct teacher *teacher)
{
  struct cell *first = teacher_cell (teacher, judge->plan->cell_openings);
  struct opening *opening = first ? openings_at (&judge->openings, (uint32_t)first->value) : NULL;
  for (; opening; opening = openings_next (&judge->openings, opening))
    forget_row (judge, &opening->row);
  if (first)
    openings_close_all (&judge->openings, &first->value);
}

static void
forget_keyed (struct judge *judge, struct teacher *teacher)
{
  struct cell *first = teacher_cell (teacher, judge->plan->cell_keyed);
  for (uint32_t at = first ? (uint32_t)first->value : 0; at; at = judge->keyed.rows[at - 1].next)
    forget_row (judge, &judge->keyed.rows[at - 1].row);
  if (first)
    keyed_forget (&judge->keyed, &first->value);
}

/* A teacher of whom nothing is known. */
static void
forget (struct judge *judge, uint32_t number)
{
  struct teacher *teacher = &judge->teachers.items[number];
  uint32_t kept = 0;
  forget_openings (judge, teacher);
  forget_keyed (judge, teacher);
  forget_row (judge, &teacher->row);
  pendings_forget (&judge->pendings, number);
  for (uint32_t i = 0; i < judge->touched_count; i++)
    if (judge->touched[i].teacher != number)
      judge->touched[kept++] = judge->touched[i];
  judge->touched_count = kept;
  judge->known_count -= number != SCHOOL && teacher->known != DAY_NEVER;
  *teacher = (struct teacher){
    .id = teacher->id, .own = teacher->own, .known = DAY_NEVER, .queued = DAY_NEVER
  };
}

int
judge_load_teacher (struct judge *judge, const char *id, size_t len, const void *bytes, size_t size,
                    struct error *error)
{
  struct coder coder = { .judge = judge, .in = unpack_of (bytes, size), .error = error };
  uint32_t string, number = SCHOOL;
  if (len
      && (strings_put (judge->strings, id, (uint32_t)len, &string, error) < 0
          || teachers_put (&judge->teachers, string, &number) < 0))
    return error_memory (error);
  forget (judge, number);
  code_teacher (&coder, number);
  struct teacher *teacher = &judge->teachers.items[number];
  if (!coder.failed && teacher->queued != DAY_NEVER
      && wakes_add (&judge->wakes, teacher->queued, number) < 0)
    coder.failed = true;
  judge->known_count += number != SCHOOL && teacher->known != DAY_NEVER;
  judge->roster_count = UINT32_MAX; /* to be called anew */
  if (!coder.failed && !coder.in.bad && coder.in.at == coder.in.end)
    return 0;
  forget (judge, number);
  return coder.failed ? error_memory (error)
                      : error_set (error, ERROR_INPUT, "the state kept of a teacher is damaged");
}

void
judge_save_time (const struct judge *judge, struct buffer *out)
{
  pack_i (out, judge->time);
  pack_i (out, judge->today);
  pack_i (out, judge->window_day);
}

int
judge_load_time (struct judge *judge, const void *bytes, size_t size, struct error *error)
{
  struct unpack in = unpack_of (bytes, size);
  judge->time = unpack_i (&in);
  judge->today = (int32_t)unpack_i (&in);
  int32_t window_day = (int32_t)unpack_i (&in);
  if (in.bad || in.at != in.end)
    return error_set (error, ERROR_INPUT, "where time stood is damaged");
  if (judge->today != INT32_MIN)
    resume_at (judge, window_day);
  return 0;
}

int64_t
judge_time (const struct judge *judge)
{
  return judge->time;
}

uint32_t
judge_find_teacher (const struct judge *judge, const char *id, size_t len)
{
  uint32_t string = strings_find (judge->strings, id, (uint32_t)len);
  if (string == STRINGS_NONE || string >= judge->teachers.by_string_count
      || judge->teachers.by_string[string] == 0)
    return UINT32_MAX;
  return judge->teachers.by_string[string] - 1;
}

int
judge_teachers (const struct judge *judge, judge_each *each, void *context, struct error *error)
{
  for (uint32_t i = 0; i < judge->teachers.count; i++)
    {
      uint32_t id = judge->teachers.items[i].id;
      const char *text = i == SCHOOL ? "" : strings_text (judge->strings, id);
      if (each (context, i, text, i == SCHOOL ? 0 : strings_length (judge->strings, id), error) < 0)
        return -1;
    }
  return 0;
}

int32_t
judge_today (const struct judge *judge)
{
  return judge->today;
}

void
judge_listen (struct judge *judge, struct listener listener)
{
  judge->listener = listener;
}
