/* watch.c — the conditions under which duties apply, followed through time.
 *
 * A duty is judged where its `applies` was true throughout: asked at every
 * instant, once the instant's events are in and all has settled.  So what
 * changes only notes whom to ask, and the asking waits until time moves on.
 * A cell keeps since when the condition has held without a break. */
#include "engine/base/array.h"
#include "engine/judge/state.h"

int
touch_watch (struct judge *judge, uint32_t teacher, uint32_t watch, struct error *error)
{
  if (ARRAY_ROOM (judge->touched, judge->touched_count, judge->touched_capacity, 1) < 0)
    return error_memory (error);
  judge->touched[judge->touched_count++] = (struct touched){ teacher, watch };
  return 0;
}

static int
ask_watch (struct judge *judge, const struct touched *touched, struct error *error)
{
  const struct plan *plan = judge->plan;
  struct teacher *teacher = &judge->teachers.items[touched->teacher];
  if (teacher->away || teacher->known == DAY_NEVER)
    return 0;
  begin_judgement (&judge->now, teacher, NULL, false);
  uint32_t node = plan->watches[touched->watch];
  struct value value = node == NONE ? (struct value){ 1, VALUE_KNOWN } : evaluate (judge, node);
  bool holds = value.state == VALUE_KNOWN && value.n;
  if (value.state == VALUE_FAILED && judge->now.error.code == ERROR_MEMORY)
    return error_memory (error);
  struct cell *cell = teacher_cell (teacher, plan->cell_watch + touched->watch);
  if (!cell && !holds && value.state != VALUE_FAILED && judge->now.horizon == DAY_NEVER)
    return 0;
  bool made = false;
  if (!cell && !(cell = teacher_put (teacher, plan->cell_watch + touched->watch, &made)))
    return error_memory (error);
  bool held = !made && cell->value != WATCH_NOT_TRUE && cell->value != WATCH_ERROR;
  if (!holds)
    cell->value = value.state == VALUE_FAILED ? WATCH_ERROR : WATCH_NOT_TRUE;
  else if (!held)
    cell->value = judge->time;
  cell->period = judge->now.horizon;
  return wake_at (judge, touched->teacher, judge->now.horizon, error);
}

int
end_instant (struct judge *judge, struct error *error)
{
  for (uint32_t i = 0; i < judge->touched_count; i++)
    if (ask_watch (judge, &judge->touched[i], error) < 0)
      return -1;
  judge->touched_count = 0;
  return 0;
}

enum watched
watched_since (const struct judge *judge, const struct teacher *teacher, uint32_t watch,
               int64_t since)
{
  if (since >= judge->time) /* nothing has been asked yet */
    return WATCHED_YES;
  const struct cell *cell = teacher_cell (teacher, judge->plan->cell_watch + watch);
  if (!cell || cell->value == WATCH_NOT_TRUE)
    return WATCHED_NO;
  if (cell->value == WATCH_ERROR)
    return WATCHED_ERROR;
  return cell->value <= since ? WATCHED_YES : WATCHED_NO;
}
