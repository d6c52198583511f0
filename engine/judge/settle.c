/* settle.c — edges: rules, and duties that tell when they are met, judged when
 * something they read has changed, until nothing more fires.
 *
 * A pass goes through them in declared order.  One whose inputs have
 * not changed since its last turn would answer the same, so only dirty ones
 * take their turn; one made dirty behind the place reached waits for the next
 * pass.  A rule fires where it is true and was not at its last turn. */
#include "engine/judge/state.h"

static struct value
no (void)
{
  return (struct value){ 0, VALUE_KNOWN };
}

struct value
judge_sentence (struct judge *judge, uint32_t number, const struct sentence *sentence,
                const struct record *event)
{
  begin_judgement (&judge->now, &judge->teachers.items[number], event, true);
  judge->seen_count = 0;
  if (judge->window_day < sentence->from)
    {
      judge->now.horizon = sentence->from;
      return no ();
    }
  if (judge->window_day > sentence->till)
    return no ();
  if (sentence->till != INT32_MAX)
    judge->now.horizon = sentence->till + 1;
  int32_t turn;
  bool waived = is_waived (judge, judge->now.teacher, sentence, judge->window_day, &turn);
  if (turn < judge->now.horizon)
    judge->now.horizon = turn;
  if (waived)
    return no ();
  if (judge->look)
    look_at (judge, sentence);
  if (sentence->applies != NONE)
    {
      struct value applies = evaluate (judge, sentence->applies);
      if (applies.state != VALUE_KNOWN || !applies.n)
        return applies.state == VALUE_FAILED ? applies : no ();
    }
  return sentence->when == NONE ? (struct value){ 1, VALUE_KNOWN }
                                : evaluate (judge, sentence->when);
}

int
wake_at (struct judge *judge, uint32_t number, int32_t day, struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  if (day >= teacher->queued)
    return 0;
  if (wakes_add (&judge->wakes, day, number) < 0)
    return error_memory (error);
  teacher->queued = day;
  return 0;
}

/* Remembers a rule's answer and when to ask again; *was is the last one.  A
 * rule that never was true and waits for nothing has no cell. */
static int
remember (struct judge *judge, uint32_t number, uint32_t edge, enum edge_truth truth,
          enum edge_truth *was, struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  struct cell *cell = teacher_cell (teacher, judge->plan->cell_edge + edge);
  *was = cell ? (enum edge_truth)cell->value : EDGE_NOT_TRUE;
  if (!cell && truth == EDGE_NOT_TRUE && judge->now.horizon == DAY_NEVER)
    return 0;
  bool made;
  if (!cell && !(cell = teacher_put (teacher, judge->plan->cell_edge + edge, &made)))
    return error_memory (error);
  cell->value = truth;
  cell->period = judge->now.horizon;
  return wake_at (judge, number, judge->now.horizon, error);
}

static bool
is_of_school (const struct sentence *sentence)
{
  return sentence->kind == SENTENCE_DUTY && sentence->duty.of_school;
}

static int
take_turn (struct judge *judge, uint32_t number, uint32_t edge, struct error *error)
{
  const struct sentence *sentence = &judge->plan->sentences[judge->plan->edges[edge]];
  if (is_of_school (sentence) != (number == SCHOOL))
    return 0;
  if (sentence->kind == SENTENCE_DUTY)
    return take_duty_turn (judge, number, edge, error);
  struct value value = judge_sentence (judge, number, sentence, NULL);
  enum edge_truth was, truth = value.state == VALUE_FAILED             ? EDGE_ERROR
                               : value.state == VALUE_KNOWN && value.n ? EDGE_TRUE
                                                                       : EDGE_NOT_TRUE;
  if (remember (judge, number, edge, truth, &was, error) < 0)
    return -1;
  if (truth == was || truth == EDGE_NOT_TRUE)
    return 0;
  return truth == EDGE_TRUE ? decide (judge, number, sentence, error)
                            : decide_error (judge, number, sentence, &judge->now.error, error);
}

/* The next edge to be judged, or BITS_END; watches follow the edges. */
static uint32_t
next_dirty (const struct judge *judge, uint32_t from)
{
  uint32_t edge = bits_next (&judge->dirty, from);
  return edge < judge->plan->edge_count ? edge : BITS_END;
}

static void
clear_dirty (struct judge *judge)
{
  for (uint32_t edge = 0; (edge = next_dirty (judge, edge)) != BITS_END;)
    bits_remove (&judge->dirty, edge);
}

/* Watches that may turn are asked when the instant is over. */
static int
touch_watches (struct judge *judge, uint32_t number, struct error *error)
{
  uint32_t edges = judge->plan->edge_count;
  for (uint32_t at = edges; (at = bits_next (&judge->dirty, at)) != BITS_END;)
    {
      bits_remove (&judge->dirty, at);
      if (touch_watch (judge, number, at - edges, error) < 0)
        return -1;
    }
  return 0;
}

void
mark_all (struct judge *judge)
{
  for (uint32_t edge = 0; edge < judge->plan->edge_count; edge++)
    bits_add (&judge->dirty, edge);
}

void
mark_watches (struct judge *judge)
{
  for (uint32_t watch = 0; watch < judge->plan->watch_count; watch++)
    bits_add (&judge->dirty, judge->plan->edge_count + watch);
}

/* The limit of decisions ends a settling; whoever had no turn has it at the
 * teacher's next one. */
static void
cut_short (struct judge *judge, struct teacher *teacher)
{
  clear_dirty (judge);
  teacher->unsettled = true;
}

static int
settle_edges (struct judge *judge, uint32_t number, struct error *error)
{
  struct teacher *teacher = &judge->teachers.items[number];
  if (judge->exhausted)
    cut_short (judge, teacher);
  else if (teacher->unsettled)
    mark_all (judge);
  teacher->unsettled = judge->exhausted;
  if (teacher->known == DAY_NEVER || teacher->away)
    {
      clear_dirty (judge);
      return 0;
    }
  uint32_t edge = 0;
  for (;;)
    {
      edge = next_dirty (judge, edge);
      if (edge == BITS_END)
        {
          edge = next_dirty (judge, 0);
          if (edge == BITS_END)
            return 0;
        }
      bits_remove (&judge->dirty, edge);
      if (take_turn (judge, number, edge, error) < 0)
        return -1;
      if (judge->exhausted)
        cut_short (judge, teacher);
      edge++;
    }
}

int
settle (struct judge *judge, uint32_t number, struct error *error)
{
  return settle_edges (judge, number, error) < 0 || touch_watches (judge, number, error) < 0 ? -1
                                                                                             : 0;
}

/* The edges that may hold of a teacher of whom nothing is known, or
 * whose answer will change by time alone: found once, by asking. */
static void
find_on_known (struct judge *judge)
{
  const struct plan *plan = judge->plan;
  struct teacher kept = judge->teachers.items[SCHOOL];
  struct coverage *coverage = judge->coverage;
  judge->coverage = NULL; /* nobody is judged here */
  judge->teachers.items[SCHOOL]
      = (struct teacher){ .id = STRINGS_NONE, .known = judge->today, .queued = DAY_NEVER };
  for (uint32_t edge = 0; edge < plan->edge_count; edge++)
    {
      struct value value = no ();
      if (!plan->uncertain[edge])
        value = judge_sentence (judge, SCHOOL, &plan->sentences[plan->edges[edge]], NULL);
      if (plan->uncertain[edge] || value.state == VALUE_FAILED
          || (value.state == VALUE_KNOWN && value.n) || judge->now.horizon != DAY_NEVER)
        judge->on_known[judge->on_known_count++] = edge;
    }
  judge->teachers.items[SCHOOL] = kept;
  judge->coverage = coverage;
  judge->on_known_ready = true;
}

void
mark_known (struct judge *judge, uint32_t number)
{
  if (!judge->on_known_ready)
    find_on_known (judge);
  for (uint32_t i = 0; i < judge->on_known_count; i++)
    bits_add (&judge->dirty, judge->on_known[i]);
  mark_watches (judge);
  const struct row *row = &judge->teachers.items[number].row;
  for (uint32_t i = 0; i < row->count && row->cells[i].number < judge->plan->cell_edge; i++)
    mark_readers (judge, row->cells[i].number);
}
