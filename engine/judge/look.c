/* look.c — what a sentence saw of one teacher. */
#include "engine/judge/look.h"

#include <stdlib.h>

#include "engine/judge/duty.h"

int
look_init (struct look *look, const struct plan *plan, struct error *error)
{
  *look = (struct look){ .node_count = plan->node_count };
  look->values = calloc (2 * (size_t)plan->node_count + 1, sizeof *look->values);
  return look->values ? 0 : error_memory (error);
}

void
look_release (struct look *look)
{
  free (look->values);
  *look = (struct look){ 0 };
}

void
look_again (struct look *look)
{
  look->taken = 0;
}

void
judge_look (struct judge *judge, struct look *look)
{
  judge->look = look;
}

/* A walk over a sentence's expressions; `visited` by node, as values are. */
struct walk
{
  struct judge *judge;
  struct look *look;
  uint8_t *visited;
  bool of_school;
};

/* Recursion is as deep as the loader lets expressions nest. */
static void
take (struct walk *walk, uint32_t at)
{
  struct judge *judge = walk->judge;
  uint32_t place = at + (walk->of_school ? walk->look->node_count : 0);
  if (walk->visited[place])
    return;
  walk->visited[place] = 1;
  const struct node *node = &judge->plan->nodes[at];
  struct operands operands = plan_operands (judge->plan, node);
  bool of_school = walk->of_school;
  walk->of_school |= node->op == NODE_SCHOOL;
  for (uint32_t i = 0; i < operands.count; i++)
    take (walk, operand_at (&operands, i));
  walk->of_school = of_school;
  walk->look->values[place] = evaluate (judge, at);
}

static void
take_root (void *context, enum root_kind kind, uint32_t node)
{
  struct walk *walk = context;
  struct judge *judge = walk->judge;
  struct teacher *teacher = judge->now.teacher;
  bool of_school = kind == ROOT_OF_SCHOOL || teacher == &judge->teachers.items[SCHOOL];
  if (of_school)
    judge->now.teacher = &judge->teachers.items[SCHOOL];
  walk->of_school = of_school;
  take (walk, node);
  judge->now.teacher = teacher;
}

/* Whether the judgement at hand is about the one looked at. */
static bool
is_looked_at (const struct judge *judge, const struct sentence *sentence)
{
  const struct look *look = judge->look;
  uint32_t id = judge->now.teacher->id;
  return look->sentence == sentence && id == look->teacher && !(look->keep_first && look->taken);
}

static int
take_all (struct judge *judge, struct look *look)
{
  struct walk walk = { .judge = judge, .look = look };
  struct judgement kept = judge->now;
  walk.visited = calloc (2 * (size_t)look->node_count + 1, 1);
  if (!walk.visited)
    return -1;
  judge->now.tracing = false;
  judge->now.explaining = true; /* nothing is counted as covered */
  plan_each_root (judge->plan, look->sentence, take_root, &walk);
  judge->now = kept;
  free (walk.visited);
  look->taken++;
  look->today = judge->today;
  look->window_day = judge->window_day;
  return 0;
}

void
look_at (struct judge *judge, const struct sentence *sentence)
{
  if (is_looked_at (judge, sentence) && take_all (judge, judge->look) < 0)
    judge->look->failed = true;
}

/* The first thing a duty is open for. */
static void
begin_first (struct judge *judge, uint32_t number, const struct sentence *sentence)
{
  struct teacher *teacher = &judge->teachers.items[number];
  const struct opening *opening = NULL;
  int64_t key = VALUE_ABSENT;
  if (sentence->trigger == TRIGGER_SPAN)
    {
      opening = openings_first (judge, teacher);
      while (opening && &judge->plan->sentences[opening->sentence] != sentence)
        opening = openings_next (&judge->openings, opening);
      key = opening ? opening->matched : VALUE_ABSENT;
    }
  else if (sentence->kind == SENTENCE_DUTY && sentence->duty.each != NONE)
    {
      const struct cell *cell
          = teacher_cell (teacher, judge->plan->spells[sentence->duty.each].cell);
      if (cell && cell->value && memory_of (&judge->memories, cell->value)->count)
        key = memory_of (&judge->memories, cell->value)->rows[0];
    }
  begin_judgement (&judge->now, teacher, NULL, false);
  judge->now.opening = opening;
  judge->now.key = key;
}

int
judge_look_now (struct judge *judge, struct look *look, struct error *error)
{
  uint32_t number = SCHOOL;
  if (look->teacher != STRINGS_NONE && teachers_put (&judge->teachers, look->teacher, &number) < 0)
    return error_memory (error);
  begin_first (judge, number, look->sentence);
  return take_all (judge, look) < 0 ? error_memory (error) : 0;
}
