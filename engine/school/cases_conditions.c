/* cases_conditions.c — the conditions of a sentence, each with what must be so
 * that it is asked and decides.
 *
 * On the way down to it the others of all{…} are to hold, those of any{…} and
 * none{…} not to, and of a choice no case before it.  A condition inside a fact
 * is listed with the first sentence that asks it. */
#include <string.h>

#include "engine/base/array.h"
#include "engine/school/cases_parts.h"

/* What a node was visited in. */
enum
{
  IN_SENTENCE = 1,
  IN_POLICY = 2,
  ASKING = 4, /* and, in the same, on the school's own record */
  ASKING_SCHOOL = 8
};

/* A walk down the expressions of a sentence. */
struct walk
{
  struct cases *cases;
  enum root_kind root;
  struct wish *path; /* what is wished on the way down */
  uint32_t path_count, path_capacity;
  bool of_school, inside; /* inside a fact */
  bool failed;
};

static enum slot
slot_of (enum root_kind root)
{
  return root == ROOT_APPLIES ? SLOT_SETUP : SLOT_COUNT;
}

static void
wish (struct walk *walk, uint32_t node, bool truth, bool needed)
{
  if (ARRAY_ROOM (walk->path, walk->path_count, walk->path_capacity, 1) < 0)
    {
      walk->failed = true;
      return;
    }
  walk->path[walk->path_count++]
      = (struct wish){ node, truth, walk->of_school, needed, slot_of (walk->root) };
}

/* ---- Listing -------------------------------------------------------------------- */

int
add_wish (struct cases *cases, struct wish wish, struct error *error)
{
  if (ARRAY_ROOM (cases->wishes, cases->wish_count, cases->wish_capacity, 1) < 0)
    return error_memory (error);
  cases->wishes[cases->wish_count++] = wish;
  return 0;
}

/* Conditions that the sentence asks beside this one are to hold. */
struct others
{
  struct cases *cases;
  enum root_kind but;
  bool failed;
};

static void
wish_other (void *context, enum root_kind kind, uint32_t node)
{
  struct others *others = context;
  struct cases *cases = others->cases;
  bool duty = cases->sentence->kind == SENTENCE_DUTY;
  if (kind == others->but || kind == ROOT_VALUE || kind == ROOT_OF_SCHOOL || others->failed)
    return;
  if (ARRAY_ROOM (cases->wishes, cases->wish_count, cases->wish_capacity, 1) < 0)
    {
      others->failed = true;
      return;
    }
  bool needs = duty && kind == ROOT_WHEN; /* what makes it decide is that it is not met */
  cases->wishes[cases->wish_count++]
      = (struct wish){ .node = node,
                       .truth = !needs,
                       .of_school = duty && cases->sentence->duty.of_school,
                       .needed = kind < others->but,
                       .slot = slot_of (kind) };
}

static void
add_boundary (struct walk *walk, uint32_t node)
{
  struct cases *cases = walk->cases;
  struct others others = { cases, walk->root, false };
  struct boundary boundary = { node, walk->root, walk->of_school, cases->wish_count, 0 };
  plan_each_root (cases->plan, cases->sentence, wish_other, &others);
  if (others.failed
      || ARRAY_ROOM (cases->wishes, cases->wish_count, cases->wish_capacity, walk->path_count) < 0
      || ARRAY_ROOM (cases->boundaries, cases->boundary_count, cases->boundary_capacity, 1) < 0)
    {
      walk->failed = true;
      return;
    }
  if (walk->path_count)
    memcpy (cases->wishes + cases->wish_count, walk->path, walk->path_count * sizeof *walk->path);
  cases->wish_count += walk->path_count;
  boundary.wish_count = cases->wish_count - boundary.wish;
  cases->boundaries[cases->boundary_count++] = boundary;
}

static void visit (struct walk *walk, uint32_t at);

/* The parts of a group: while one is visited the others are to leave it the say. */
static void
visit_group (struct walk *walk, const struct node *node)
{
  const uint32_t *items = walk->cases->plan->items + node->a;
  for (uint32_t i = 0; i < node->b; i++)
    {
      uint32_t kept = walk->path_count;
      for (uint32_t j = 0; j < node->b; j++)
        if (j != i)
          wish (walk, items[j], node->op == NODE_ALL, j < i);
      visit (walk, items[i]);
      walk->path_count = kept;
    }
}

/* The conditions and values of a choice: those before do not hold. */
static void
visit_choice (struct walk *walk, const struct node *node)
{
  const uint32_t *items = walk->cases->plan->items + node->a;
  uint32_t kept = walk->path_count, i = 0;
  for (; i + 1 < node->b; i += 2)
    {
      visit (walk, items[i]);
      uint32_t before = walk->path_count;
      wish (walk, items[i], true, true);
      visit (walk, items[i + 1]);
      walk->path_count = before;
      wish (walk, items[i], false, true);
    }
  if (i < node->b)
    visit (walk, items[i]);
  walk->path_count = kept;
}

static void
visit_operands (struct walk *walk, const struct node *node)
{
  bool inside = walk->inside, of_school = walk->of_school;
  struct operands operands = plan_operands (walk->cases->plan, node);
  walk->inside = true;
  walk->of_school |= node->op == NODE_SCHOOL;
  for (uint32_t i = 0; i < operands.count; i++)
    visit (walk, operand_at (&operands, i));
  walk->inside = inside;
  walk->of_school = of_school;
}

/* Recursion is as deep as the loader lets expressions nest. */
static void
visit (struct walk *walk, uint32_t at)
{
  const struct node *node = &walk->cases->plan->nodes[at];
  uint8_t *visited = &walk->cases->visited[at];
  bool again = walk->inside ? *visited & (IN_SENTENCE | IN_POLICY) : *visited & IN_SENTENCE;
  if (again || walk->failed)
    return;
  *visited |= IN_SENTENCE | IN_POLICY;
  switch (node->op)
    {
    case NODE_ALL:
    case NODE_ANY:
    case NODE_NOT_ANY: visit_group (walk, node); return;
    case NODE_CHOOSE:
      {
        bool inside = walk->inside;
        walk->inside = true;
        visit_choice (walk, node);
        walk->inside = inside;
        return;
      }
    case NODE_COMPARE:
    case NODE_ONE_OF:
    case NODE_KNOWN:
    case NODE_SHARE:
    case NODE_FUNCTION: add_boundary (walk, at); break;
    default: break;
    }
  visit_operands (walk, node);
}

static void
visit_root (void *context, enum root_kind kind, uint32_t node)
{
  struct walk *walk = context;
  const struct sentence *sentence = walk->cases->sentence;
  walk->root = kind;
  walk->of_school
      = kind == ROOT_OF_SCHOOL || (sentence->kind == SENTENCE_DUTY && sentence->duty.of_school);
  walk->inside = kind == ROOT_VALUE;
  visit (walk, node);
}

int
list_boundaries (struct cases *cases, struct error *error)
{
  struct walk walk = { .cases = cases };
  cases->boundary_count = cases->wish_count = 0;
  for (uint32_t i = 0; i < cases->plan->node_count; i++)
    cases->visited[i] &= IN_POLICY;
  plan_each_root (cases->plan, cases->sentence, visit_root, &walk);
  free (walk.path);
  return walk.failed ? error_memory (error) : 0;
}

/* ---- Asking ---------------------------------------------------------------------- */

/* An evaluation followed as it was seen, until it comes to the condition. */
struct asking
{
  const struct cases *cases;
  uint32_t node;
  bool of_school, in_school;
};

static bool
holds (const struct asking *asking, uint32_t node)
{
  struct value value = look_value (&asking->cases->look, node, asking->in_school);
  return value.state == VALUE_KNOWN && value.n;
}

static bool comes_to (struct asking *asking, uint32_t at);

static bool
comes_to_part (struct asking *asking, const struct node *node)
{
  const uint32_t *items = asking->cases->plan->items + node->a;
  for (uint32_t i = 0; i < node->b; i++)
    {
      if (comes_to (asking, items[i]))
        return true;
      struct value part = look_value (&asking->cases->look, items[i], asking->in_school);
      if (part.state == VALUE_FAILED
          || (part.state == VALUE_KNOWN && (part.n != 0) == (node->op != NODE_ALL)))
        return false;
    }
  return false;
}

static bool
comes_to_case (struct asking *asking, const struct node *node)
{
  const uint32_t *items = asking->cases->plan->items + node->a;
  uint32_t i = 0;
  for (; i + 1 < node->b; i += 2)
    {
      if (comes_to (asking, items[i]))
        return true;
      if (holds (asking, items[i]))
        return comes_to (asking, items[i + 1]);
    }
  return i < node->b && comes_to (asking, items[i]);
}

static bool
comes_to (struct asking *asking, uint32_t at)
{
  const struct node *node = &asking->cases->plan->nodes[at];
  bool in_school = asking->in_school, found = false;
  uint8_t mark = in_school ? ASKING_SCHOOL : ASKING;
  if (at == asking->node && in_school == asking->of_school)
    return true;
  if (asking->cases->visited[at] & mark)
    return false;
  asking->cases->visited[at] |= mark;
  if (node->op == NODE_ALL || node->op == NODE_ANY || node->op == NODE_NOT_ANY)
    return comes_to_part (asking, node);
  if (node->op == NODE_CHOOSE)
    return comes_to_case (asking, node);
  struct operands operands = plan_operands (asking->cases->plan, node);
  asking->in_school |= node->op == NODE_SCHOOL;
  for (uint32_t i = 0; i < operands.count && !found; i++)
    found = comes_to (asking, operand_at (&operands, i));
  asking->in_school = in_school;
  return found;
}

/* The expressions of the sentence, until one of them is not so that the next is
 * asked. */
struct following
{
  struct asking asking;
  bool found, stopped;
};

static void
follow (void *context, enum root_kind kind, uint32_t node)
{
  struct following *following = context;
  const struct sentence *sentence = following->asking.cases->sentence;
  bool duty = sentence->kind == SENTENCE_DUTY;
  if (following->found || following->stopped)
    return;
  following->asking.in_school = kind == ROOT_OF_SCHOOL || (duty && sentence->duty.of_school);
  following->found = comes_to (&following->asking, node);
  bool needs = duty && kind == ROOT_WHEN;
  bool goes_on
      = kind == ROOT_VALUE || kind == ROOT_OF_SCHOOL || holds (&following->asking, node) != needs;
  following->stopped = !goes_on;
}

bool
is_asked (const struct cases *cases, const struct boundary *boundary)
{
  struct following following
      = { .asking = { .cases = cases, .node = boundary->node, .of_school = boundary->of_school } };
  if (!cases->looked && boundary->root != ROOT_APPLIES)
    return false;
  for (uint32_t i = 0; i < cases->plan->node_count; i++)
    cases->visited[i] &= IN_SENTENCE | IN_POLICY;
  plan_each_root (cases->plan, cases->sentence, follow, &following);
  return following.found;
}
