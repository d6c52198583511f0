/* replay.c — one timeline judged from nothing, in memory. */
#include "engine/school/replay.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/event/timeline.h"
#include "engine/policy/functions.h"
#include "engine/school/why.h"

enum
{
  PROGRESS_EVERY = 1 << 18,
  AHEAD = 6,   /* how many events one step of fetching is before the next */
  WAITING = 16 /* events whose names are being fetched */
};

/* An event that passed the door, its names not yet looked up. */
struct waiting
{
  struct record *record;
  uint64_t line;
  uint32_t subject_tag, subject_len; /* len 0: it has none */
  uint32_t name_tag;
  char subject[EVENT_NAME_LIMIT];
};

struct replay
{
  struct policy *policy; /* borrowed */
  struct feeder feeder;
  struct waiting waiting[WAITING]; /* a ring */
  uint32_t waiting_first, waiting_count;
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
replay_new (struct replay **out, struct policy *policy, struct feeder feeder, uint64_t seed,
            struct error *error)
{
  struct replay *replay = calloc (1, sizeof *replay);
  if (!replay)
    return error_memory (error);
  replay->policy = policy;
  replay->feeder = feeder;
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

/* Whether a record says the same as the one that had its name first: 1 or 0. */
static int
same_event (struct replay *replay, const struct record *record, const struct record *earlier,
            struct error *error)
{
  if (record->content == earlier->content)
    return 1;
  if (replay->feeder.again (replay->feeder.context, earlier->origin, &replay->text, error) < 0
      || canonical (replay, replay->text.data, replay->text.size, &replay->first, error) < 0
      || replay->feeder.again (replay->feeder.context, record->origin, &replay->text, error) < 0
      || canonical (replay, replay->text.data, replay->text.size, &replay->second, error) < 0)
    return -1;
  return replay->first.size == replay->second.size
         && memcmp (replay->first.data, replay->second.data, replay->first.size) == 0;
}

/* A name that came before: a duplicate is passed over, a conflict refused. */
static int
repeat (struct replay *replay, const struct waiting *waiting, const struct record *earlier,
        struct error *error)
{
  const struct record *record = waiting->record;
  int same = same_event (replay, record, earlier, error);
  if (same)
    return same < 0 ? -1 : 0;
  struct refusal refusal = { .field = "id" };
  memcpy (refusal.id, record_id (record), record->id_size);
  error_set (&refusal.error, ERROR_CONFLICT,
             "this source and id named another event before; the first stands");
  replay->feeder.refused (replay->feeder.context, record->origin, waiting->line, &refusal);
  return 0;
}

/* Looks up the names of the event that waits longest. */
static int
settle_first (struct replay *replay, struct error *error)
{
  struct waiting *waiting = &replay->waiting[replay->waiting_first];
  struct record *earlier;
  replay->waiting_first = (replay->waiting_first + 1) % WAITING;
  replay->waiting_count--;
  if (waiting->subject_len
      && strings_put_tagged (&replay->strings, waiting->subject_tag, waiting->subject,
                             waiting->subject_len, &waiting->record->subject, error)
             < 0)
    return -1;
  if (timeline_add (&replay->timeline, waiting->name_tag, waiting->record, &earlier) < 0)
    return error_memory (error);
  return earlier ? repeat (replay, waiting, earlier, error) : 0;
}

int
replay_settle (struct replay *replay, struct error *error)
{
  while (replay->waiting_count)
    if (settle_first (replay, error) < 0)
      return -1;
  return 0;
}

static void
wait_for_names (struct replay *replay, struct record *record, const struct name *subject,
                uint64_t line)
{
  struct waiting *waiting
      = &replay->waiting[(replay->waiting_first + replay->waiting_count++) % WAITING];
  waiting->record = record;
  waiting->line = line;
  waiting->subject_len = subject->len;
  if (subject->len)
    {
      memcpy (waiting->subject, subject->text, subject->len);
      waiting->subject_tag = strings_tag (&replay->strings, subject->text, subject->len);
      strings_prefetch (&replay->strings, waiting->subject_tag);
    }
  waiting->name_tag = timeline_tag (&replay->timeline, record);
  timeline_prefetch (&replay->timeline, waiting->name_tag);
}

int
replay_take (struct replay *replay, const char *text, size_t len, uint64_t origin, uint64_t line,
             struct error *error)
{
  struct record *record;
  struct name subject;
  struct refusal refusal;
  if (replay->waiting_count == WAITING && settle_first (replay, error) < 0)
    return -1;
  if (door_take (replay->door, text, len, &replay->arena, &record, &subject, &refusal) < 0)
    {
      if (refusal.error.code == ERROR_MEMORY || replay_settle (replay, error) < 0)
        return refusal.error.code == ERROR_MEMORY ? error_memory (error) : -1;
      replay->feeder.refused (replay->feeder.context, origin, line, &refusal);
      return 0;
    }
  record->origin = origin;
  wait_for_names (replay, record, &subject, line);
  return 0;
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
      for (uint32_t step = 0; step < 4 && i + 4 * AHEAD < count; step++)
        judge_prefetch (replay->judge, records[i + (4 - step) * AHEAD], PREFETCH_FIRST + step);
      if (judge_event (replay->judge, records[i], error) < 0)
        return -1;
      if (progress && i % PROGRESS_EVERY == 0)
        progress (context, i, count);
    }
  return until == INSTANT_NEVER ? 0 : judge_advance (replay->judge, until, error);
}

static int
begin_judging (struct replay *replay, struct listener listener, struct error *error)
{
  if (replay_settle (replay, error) < 0)
    return -1;
  if (timeline_arrange (&replay->timeline) < 0)
    return error_memory (error);
  return judge_new (&replay->judge, replay->policy, &replay->strings, listener, error);
}

int
replay_judge (struct replay *replay, int64_t until, struct listener listener,
              void (*progress) (void *context, uint64_t judged, uint64_t all), struct error *error)
{
  if (begin_judging (replay, listener, error) < 0)
    return -1;
  return judge_records (replay, until, progress, listener.context, error);
}

int
replay_why (struct replay *replay, int64_t until, const char *teacher, const char *rule,
            struct buffer *out, struct error *error)
{
  struct why why;
  if (why_begin (&why, replay->policy, teacher, rule, error) < 0)
    return -1;
  int status = begin_judging (replay, why_listener (&why), error);
  if (status == 0)
    status = why_follow (&why, replay->judge, error);
  if (status == 0)
    status = judge_records (replay, until, NULL, NULL, error);
  if (status == 0)
    status = why_write (&why, out, error);
  why_release (&why);
  return status;
}

void
replay_measure (const struct replay *replay, uint32_t *teachers, uint64_t *bytes)
{
  judge_measure (replay->judge, teachers, bytes);
}
