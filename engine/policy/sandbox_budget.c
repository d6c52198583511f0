/* sandbox_budget.c — the hook that counts work and the allocator that counts
 * memory.
 *
 * A count hook sees instructions only, and one instruction can move many
 * values.  So calls and returns are hooked too and charged by the values they
 * move, and a function may not be given more than EXTRA_MAX extra arguments:
 * that bounds every "..." after.  What C functions do they charge themselves.
 * Once spent, the hook fires at every instruction and raises each time, so
 * that no pcall goes on. */
#include "engine/policy/sandbox_budget.h"

#include <stdio.h>
#include <stdlib.h>

#define STEP 100        /* instructions between two count hooks */
#define EXTRA_MAX 200   /* extra arguments of a function with "..." */
#define DEPTH_MAX 16000 /* of calls; well within what the Lua stack holds */
#define WORK_PER_CALL 2
#define VALUES_PER_WORK 2 /* values moved by a call or return for one unit */

#define BYTES_PER_WORK 32 /* of a new long string */
#define WORK_PER_OBJECT 4 /* a new table or userdata; half for a closure */
#define SHORT_STRING 128  /* shorter strings may be shared: no charge */
#define STRING_HEADER 32  /* what Lua adds to a string's length, at most */
#define EMERGENCIES_MAX 4 /* full collections forced in one judgement */

/* A vector is large from VECTOR_LARGE bytes on; all large ones of a judgement
 * together may be CHURN_FREE bytes and CHURN_PER_WORK for each unit done.
 * Growing a table by assigning takes under 100 bytes an assignment; rebuilding
 * a full one by taking a key out and putting another in takes all its bytes. */
#define VECTOR_LARGE 1024
#define CHURN_FREE (16u << 20)
#define CHURN_PER_WORK 256

/* Looks at the stack only, so it may be called while Lua allocates: a memory
 * error reaches no handler that could look later. */
static void
note_where (struct sandbox *sandbox)
{
  lua_Debug ar;
  if (!sandbox->where[0] && sandbox->lua && sandbox_locate (sandbox->lua, 0, &ar))
    snprintf (sandbox->where, sizeof sandbox->where, "%s:%d: ", ar.short_src, ar.currentline);
}

static bool
refuse (struct sandbox *sandbox, enum sandbox_spent why)
{
  if (!sandbox->spent)
    {
      sandbox->spent = why;
      note_where (sandbox);
    }
  return false;
}

/* The first refusal makes Lua collect all garbage and ask again; a second in
 * a row is final, and so is one too many in a judgement, since a program that
 * lives at the limit would collect at every step. */
static bool
refuse_memory (struct sandbox *sandbox)
{
  if (sandbox->refused || ++sandbox->refusals > EMERGENCIES_MAX)
    refuse (sandbox, SPENT_MEMORY);
  note_where (sandbox); /* for a memory error, which nothing sees in time */
  sandbox->refused = true;
  return false;
}

/* After the collection there was room. */
static void
forget_refusal (struct sandbox *sandbox)
{
  sandbox->refused = false;
  if (!sandbox->spent)
    sandbox->where[0] = 0;
}

static bool
count_vector (struct sandbox *sandbox, size_t size)
{
  if (size < VECTOR_LARGE || sandbox->work.limit == UINT64_MAX)
    return true;
  sandbox->churn += size;
  uint64_t allowed = sandbox->work.current < UINT64_MAX / CHURN_PER_WORK - CHURN_FREE
                         ? CHURN_FREE + CHURN_PER_WORK * sandbox->work.current
                         : UINT64_MAX;
  return sandbox->churn <= allowed || refuse (sandbox, SPENT_CHURN);
}

/* Whether a block may grow.  `kind` is the type of a new object, 0 for all
 * that is none.  Only what every run of a program allocates alike costs work. */
static bool
may_grow (struct sandbox *sandbox, size_t kind, size_t held, size_t size)
{
  if (kind == LUA_TSTRING && size > SANDBOX_STRING_MAX + STRING_HEADER)
    return refuse (sandbox, SPENT_STRING);
  if (size - held > sandbox->memory.limit
      || sandbox->memory.current > sandbox->memory.limit - (size - held))
    return refuse_memory (sandbox);
  switch (kind)
    {
    case LUA_TSTRING:
      if (size > SHORT_STRING)
        sandbox->pending += size / BYTES_PER_WORK;
      return true;
    case LUA_TTABLE: sandbox->pending += WORK_PER_OBJECT; return true;
    case LUA_TUSERDATA: sandbox->pending += WORK_PER_OBJECT + size / BYTES_PER_WORK; return true;
    case LUA_TFUNCTION: sandbox->pending += WORK_PER_OBJECT / 2; return true;
    default: return count_vector (sandbox, size);
    }
}

void *
sandbox_allocate (void *context, void *block, size_t old_size, size_t new_size)
{
  struct sandbox *sandbox = context;
  size_t held = block ? old_size : 0; /* else old_size is an object's kind */
  struct budget *memory = &sandbox->memory;
  if (new_size == 0)
    {
      free (block);
      memory->current -= held;
      return NULL;
    }
  if (new_size > held && !may_grow (sandbox, block ? 0 : old_size, held, new_size))
    return NULL;
  void *moved = realloc (block, new_size);
  if (!moved && new_size > held)
    {
      refuse_memory (sandbox);
      return NULL;
    }
  if (new_size > held && sandbox->refused)
    forget_refusal (sandbox);
  memory->current += new_size;
  memory->current -= held;
  if (memory->current > memory->maximum)
    memory->maximum = memory->current;
  return moved ? moved : block; /* Lua relies on shrinking never to fail */
}

void
sandbox_add_work (struct sandbox *sandbox, uint64_t work)
{
  struct budget *budget = &sandbox->work;
  if (sandbox->spent)
    return;
  uint64_t room = UINT64_MAX - budget->current;
  uint64_t pending = sandbox->pending;
  sandbox->pending = 0;
  work = work > room || pending > room - work ? room : work + pending;
  budget->current += work;
  if (budget->current > budget->maximum)
    budget->maximum = budget->current;
}

/* Every way to go on ends here once something is spent. */
static void
judge_work (lua_State *L, struct sandbox *sandbox)
{
  if (!sandbox->spent && sandbox->work.current <= sandbox->work.limit)
    return;
  refuse (sandbox, SPENT_WORK);
  sandbox_arm (sandbox);
  lua_pushliteral (L, "budget spent");
  lua_error (L);
}

void
sandbox_charge (lua_State *L, uint64_t work)
{
  struct sandbox *sandbox = sandbox_of (L);
  sandbox_add_work (sandbox, work);
  judge_work (L, sandbox);
}

uint64_t
sandbox_left (lua_State *L)
{
  const struct sandbox *sandbox = sandbox_of (L);
  if (sandbox->spent || sandbox->work.current >= sandbox->work.limit)
    return 0;
  return sandbox->work.limit - sandbox->work.current;
}

int
sandbox_protected (lua_State *L, int nargs, int nresults)
{
  struct sandbox *sandbox = sandbox_of (L);
  unsigned depth = sandbox->depth;
  int status = lua_pcall (L, nargs, nresults, 0);
  sandbox->depth = depth;
  if (status == LUA_ERRMEM)
    refuse (sandbox, SPENT_MEMORY);
  return status;
}

/* A function was entered: what that cost. */
static uint64_t
work_of_call (lua_State *L, lua_Debug *ar)
{
  struct sandbox *sandbox = sandbox_of (L);
  if (ar->event == LUA_HOOKCALL && ++sandbox->depth > DEPTH_MAX)
    sandbox_error (L, "stack overflow: functions call each other more than %d deep", DEPTH_MAX);
  lua_getinfo (L, "ur", ar);
  if (ar->isvararg && lua_getlocal (L, ar, -(EXTRA_MAX + 1)))
    sandbox_error (L, "a function was given more than %d extra arguments", EXTRA_MAX);
  return WORK_PER_CALL + ar->ntransfer / VALUES_PER_WORK;
}

static void
on_hook (lua_State *L, lua_Debug *ar)
{
  struct sandbox *sandbox = sandbox_of (L);
  uint64_t work;
  switch (ar->event)
    {
    case LUA_HOOKCOUNT: work = (uint64_t)sandbox->step; break;
    case LUA_HOOKRET:
      sandbox->depth--;
      lua_getinfo (L, "r", ar);
      work = ar->ntransfer / VALUES_PER_WORK;
      break;
    default: work = work_of_call (L, ar);
    }
  sandbox_add_work (sandbox, work);
  judge_work (L, sandbox);
  if (ar->event == LUA_HOOKCOUNT && sandbox->work.limit - sandbox->work.current < STEP)
    sandbox_arm (sandbox);
}

void
sandbox_arm (struct sandbox *sandbox)
{
  uint64_t left = sandbox_left (sandbox->lua);
  sandbox->step = left == 0 ? 1 : left < STEP ? (int)left : STEP;
  lua_sethook (sandbox->lua, on_hook, LUA_MASKCOUNT | LUA_MASKCALL | LUA_MASKRET, sandbox->step);
}

void
sandbox_begin (struct sandbox *sandbox, uint64_t work_limit)
{
  if (sandbox->refusals)
    lua_gc (sandbox->lua, LUA_GCCOLLECT);
  sandbox->spent = SPENT_NOTHING;
  sandbox->where[0] = 0;
  sandbox->pending = sandbox->churn = 0;
  sandbox->refusals = 0;
  sandbox->refused = false;
  sandbox->work.limit = work_limit;
  sandbox->work.current = 0;
  sandbox_arm (sandbox);
}

void
sandbox_grant (struct sandbox *sandbox, uint64_t work)
{
  struct budget *budget = &sandbox->work;
  budget->limit = work > UINT64_MAX - budget->limit ? UINT64_MAX : budget->limit + work;
  if (!sandbox->spent && sandbox->step < STEP)
    sandbox_arm (sandbox);
}

int
sandbox_describe_spent (const struct sandbox *sandbox, struct error *error)
{
  switch (sandbox->spent)
    {
    case SPENT_MEMORY:
      return error_set (error, ERROR_MEMORY,
                        "%sthe policy needs more than its %llu bytes of memory", sandbox->where,
                        (unsigned long long)sandbox->memory.limit);
    case SPENT_STRING:
      return error_set (error, ERROR_BUDGET, "%sthe policy makes a string longer than %d bytes",
                        sandbox->where, SANDBOX_STRING_MAX);
    case SPENT_CHURN:
      return error_set (error, ERROR_BUDGET,
                        "%sthe policy rebuilds large tables too often; "
                        "do not put keys in and take others out in turn",
                        sandbox->where);
    default:
      return error_set (error, ERROR_BUDGET,
                        "%sthe policy spent its %llu units of work; is there a loop without end?",
                        sandbox->where, (unsigned long long)sandbox->work.limit);
    }
}
