/* replay.c — one timeline judged from nothing, in memory. */
#include "engine/school/replay.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/event/timeline.h"
#include "engine/policy/functions.h"

enum
{
  PROGRESS_EVERY = 1 << 18,
  ROW_AHEAD = 8,  /* how far before its turn an event's row is fetched, */
  NAME_AHEAD = 16 /* and what leads to the row */
};

struct replay
{
  struct policy *policy; /* borrowed */
  struct rereader again;
  struct strings strings;
  struct arena arena; /* of records */
  struct timeline timeline;
  struct door *door;
  struct judge *judge;
  struct json_reader *comparing;
  struct buffer text, first, second; /* of two events being compared */
};

void
replay_free (struct replay *replay)
{
  if (!replay)
    return;
  judge_free (replay->judge);
  door_free (replay->door);
  json_reader_free (replay->comparing);
  timeline_release (&replay->timeline);
  strings_release (&replay->strings);
  arena_release (&replay->arena);
  buffer_release (&replay->text);
  buffer_release (&replay->first);
  buffer_release (&replay->second);
  free (replay);
}

int
replay_new (struct replay **out, struct policy *policy, struct rereader again, uint64_t seed,
            struct error *error)
{
  struct replay *replay = calloc (1, sizeof *replay);
  if (!replay)
    return error_memory (error);
  replay->policy = policy;
  replay->again = again;
  timeline_init (&replay->timeline, &replay->strings, seed);
  if (judge_strings (policy, seed, &replay->strings, error) < 0
      || functions_open (policy, error) < 0
      || door_new (&replay->door, &policy_plan (policy)->schema, &replay->strings, error) < 0
      || json_reader_new (&replay->comparing, EVENT_DEPTH_LIMIT, error) < 0)
    {
      replay_free (replay);
      return -1;
    }
  *out = replay;
  return 0;
}

const struct strings *
replay_strings (const struct replay *replay)
{
  return &replay->strings;
}

static int
canonical (struct replay *replay, const char *text, size_t len, struct buffer *out,
           struct error *error)
{
  struct json_doc doc;
  buffer_clear (out);
  return json_read (replay->comparing, text, len, &doc, error) < 0
                 || json_canonical (&doc, 0, out, error) < 0
             ? -1
             : 0;
}

/* Whether a text says the same as the one that had its name first: 1 or 0. */
static int
same_event (struct replay *replay, const char *text, size_t len, const struct record *record,
            const struct record *earlier, struct error *error)
{
  if (record->content == earlier->content)
    return 1;
  if (replay->again.read (replay->again.context, earlier->origin, &replay->text, error) < 0
      || canonical (replay, replay->text.data, replay->text.size, &replay->first, error) < 0
      || canonical (replay, text, len, &replay->second, error) < 0)
    return -1;
  return replay->first.size == replay->second.size
         && memcmp (replay->first.data, replay->second.data, replay->first.size) == 0;
}

static int
take_repeated (struct replay *replay, const char *text, size_t len, const struct record *record,
               const struct record *earlier, enum taken *taken, struct refusal *refusal,
               struct error *error)
{
  int same = same_event (replay, text, len, record, earlier, error);
  *taken = same ? TAKEN_DUPLICATE : TAKEN_REFUSED;
  if (same)
    return same < 0 ? -1 : 0;
  memcpy (refusal->id, record_id (record), record->id_size);
  refusal->id[record->id_size] = 0;
  memcpy (refusal->field, "id", 3);
  error_set (&refusal->error, ERROR_CONFLICT,
             "this source and id named another event before; the first stands");
  return 0;
}

int
replay_take (struct replay *replay, const char *text, size_t len, uint64_t origin,
             enum taken *taken, struct refusal *refusal, struct error *error)
{
  struct record *record, *earlier;
  *taken = TAKEN_REFUSED;
  if (door_take (replay->door, text, len, &replay->arena, &record, refusal) < 0)
    return refusal->error.code == ERROR_MEMORY ? error_memory (error) : 0;
  record->origin = origin;
  if (timeline_add (&replay->timeline, record, &earlier) < 0)
    return error_memory (error);
  *taken = TAKEN_NEW;
  if (!earlier)
    return 0;
  int status = take_repeated (replay, text, len, record, earlier, taken, refusal, error);
  arena_undo (&replay->arena, record);
  return status;
}

static int
judge_records (struct replay *replay, int64_t until,
               void (*progress) (void *context, uint64_t judged, uint64_t all), void *context,
               struct error *error)
{
  struct record **records = replay->timeline.records;
  uint32_t count = replay->timeline.count;
  for (uint32_t i = 0; i < count && records[i]->time <= until; i++)
    {
      if (i + NAME_AHEAD < count)
        judge_prefetch (replay->judge, records[i + NAME_AHEAD]);
      if (i + ROW_AHEAD < count)
        judge_prefetch_row (replay->judge, records[i + ROW_AHEAD]);
      if (judge_event (replay->judge, records[i], error) < 0)
        return -1;
      if (progress && i % PROGRESS_EVERY == 0)
        progress (context, i, count);
    }
  return until == INSTANT_NEVER ? 0 : judge_advance (replay->judge, until, error);
}

int
replay_judge (struct replay *replay, int64_t until, struct listener listener,
              void (*progress) (void *context, uint64_t judged, uint64_t all),
              struct error *error)
{
  if (timeline_arrange (&replay->timeline) < 0)
    return error_memory (error);
  if (judge_new (&replay->judge, replay->policy, &replay->strings, listener, error) < 0)
    return -1;
  return judge_records (replay, until, progress, listener.context, error);
}

void
replay_measure (const struct replay *replay, uint32_t *teachers, uint64_t *bytes)
{
  judge_measure (replay->judge, teachers, bytes);
}
