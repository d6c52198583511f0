/* cases_draft.c — scenarios under construction. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/school/cases_parts.h"

static uint32_t
most_fields (const struct plan *plan)
{
  uint32_t most = 2; /* of tenure.standing, which tracks take */
  for (uint32_t i = 0; i < plan->schema.type_count; i++)
    if (plan->schema.types[i].field_count > most)
      most = plan->schema.types[i].field_count;
  return most;
}

int
draft_init (struct draft *draft, const struct plan *plan, struct error *error)
{
  *draft = (struct draft){ .plan = plan,
                           .stride = most_fields (plan),
                           .key = VALUE_ABSENT,
                           .numbers = 1,
                           .known = DAY_NEVER };
  draft->profile = malloc ((plan->profile_count + 1) * sizeof *draft->profile);
  draft->tracks = calloc (plan->track_count + 1, sizeof *draft->tracks);
  for (uint32_t i = 0; draft->profile && i < plan->profile_count; i++)
    draft->profile[i] = VALUE_ABSENT;
  if (draft->profile && draft->tracks)
    return 0;
  draft_release (draft);
  return error_memory (error);
}

void
draft_release (struct draft *draft)
{
  free (draft->events);
  free (draft->values);
  free (draft->profile);
  free (draft->tracks);
  *draft = (struct draft){ 0 };
}

static int
make_room (struct draft *draft, uint32_t more)
{
  size_t values = ((size_t)draft->count + more) * draft->stride;
  return ARRAY_ROOM (draft->events, draft->count, draft->capacity, more) < 0
                 || array_reserve ((void **)&draft->values, &draft->value_capacity, values,
                                   sizeof *draft->values)
                        < 0
             ? -1
             : 0;
}

int
draft_copy (struct draft *to, const struct draft *from, struct error *error)
{
  struct draft made;
  if (draft_init (&made, from->plan, error) < 0)
    return -1;
  if (make_room (&made, from->count) < 0)
    {
      draft_release (&made);
      return error_memory (error);
    }
  if (from->count)
    {
      memcpy (made.events, from->events, from->count * sizeof *made.events);
      memcpy (made.values, from->values, (size_t)from->count * from->stride * sizeof *made.values);
    }
  memcpy (made.profile, from->profile, from->plan->profile_count * sizeof *made.profile);
  memcpy (made.tracks, from->tracks, from->plan->track_count * sizeof *made.tracks);
  made.count = from->count;
  made.stage = from->stage;
  made.late_tracks = from->late_tracks;
  made.key = from->key;
  made.numbers = from->numbers;
  made.known = from->known;
  made.closes = from->closes;
  *to = made;
  return 0;
}

uint32_t
draft_add (struct cases *cases, struct draft *draft, uint32_t type, enum slot slot, enum who who)
{
  if (make_room (draft, 1) < 0)
    {
      cases->failed = true;
      return NONE;
    }
  uint32_t at = draft->count++;
  draft->events[at] = (struct draft_event){ .type = type,
                                            .selection = NONE,
                                            .slot = slot,
                                            .who = who,
                                            .day = DAY_NEVER,
                                            .times = 1,
                                            .number = ++draft->numbers };
  for (uint32_t i = 0; i < draft->stride; i++)
    draft_values (draft, at)[i] = VALUE_ABSENT;
  return at;
}

void
draft_remove (struct draft *draft, uint32_t event)
{
  draft->count--;
  memmove (draft->events + event, draft->events + event + 1,
           (draft->count - event) * sizeof *draft->events);
  memmove (draft_values (draft, event), draft_values (draft, event + 1),
           (size_t)(draft->count - event) * draft->stride * sizeof *draft->values);
}

int32_t
draft_day (const struct draft *draft, const struct draft_event *event)
{
  if (event->day != DAY_NEVER)
    return event->day;
  return event->slot < SLOT_COUNT ? draft->stage.setup : draft->stage.count;
}

uint32_t
draft_size (const struct draft *draft)
{
  uint32_t size = 0;
  for (uint32_t i = 0; i < draft->count; i++)
    size += draft->events[i].times;
  return size;
}

int64_t
cases_text (struct cases *cases, const char *text)
{
  struct error error;
  uint32_t number;
  if (strings_put (&cases->texts, text, (uint32_t)strlen (text), &number, &error) == 0)
    return number;
  cases->failed = true;
  return 0;
}

/* ---- As events, in the order of time ------------------------------------- */

/* A track set by hand on a day. */
static void
add_standing (struct cases *cases, struct draft *draft, uint32_t number, uint32_t state,
              int32_t day)
{
  const struct track *track = &cases->plan->tracks[number];
  const uint32_t *states = cases->plan->schema.lists[track->words].words;
  enum slot slot = draft->late_tracks ? SLOT_LATE_TRACK : SLOT_TRACK;
  uint32_t at = draft_add (cases, draft, EVENT_STANDING, slot, WHO_TEACHER);
  if (at == NONE)
    return;
  draft->events[at].day = day;
  draft_values (draft, at)[0] = track->name;
  draft_values (draft, at)[1] = states[state];
}

/* The first state is there without being set, but not since a day of choice:
 * it is left and taken again. */
static void
add_track (struct cases *cases, struct draft *draft, uint32_t number)
{
  const struct draft_track track = draft->tracks[number];
  if (!track.set || (track.state == 0 && track.since == DAY_NEVER && !draft->late_tracks))
    return;
  if (track.state == 0)
    add_standing (cases, draft, number, 1, track.since);
  add_standing (cases, draft, number, track.state, track.since);
}

static bool
has_profile (const struct draft *draft)
{
  for (uint32_t i = 0; i < draft->plan->profile_count; i++)
    if (draft->profile[i] != VALUE_ABSENT)
      return true;
  return false;
}

/* An event's place in time. */
struct place
{
  int32_t day;
  uint32_t slot, event;
};

static int
by_time (const void *a, const void *b)
{
  const struct place *x = a, *y = b;
  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->slot != y->slot)
    return x->slot < y->slot ? -1 : 1;
  return (x->event > y->event) - (x->event < y->event);
}

static struct place
place_of (const struct draft *draft, uint32_t event)
{
  const struct draft_event *of = &draft->events[event];
  return (struct place){ draft_day (draft, of), of->slot, event };
}

/* Whether the teacher must be made known by an event of its own: no other of
 * theirs does it in time, and before what concerns everybody. */
static bool
needs_known (const struct draft *draft, int32_t day)
{
  struct place first = { DAY_NEVER, 0, 0 };
  if (has_profile (draft))
    return true;
  for (uint32_t i = 0; i < draft->count; i++)
    {
      struct place place = place_of (draft, i);
      if (draft->events[i].who == WHO_TEACHER && by_time (&place, &first) < 0)
        first = place;
    }
  for (uint32_t i = 0; i < draft->count; i++)
    {
      struct place place = place_of (draft, i);
      bool other = draft->events[i].who == WHO_OTHER || draft->events[i].who == WHO_SCHOOL;
      if (other && by_time (&place, &first) < 0)
        return true;
    }
  return first.day > day;
}

static void
add_known (struct cases *cases, struct draft *draft)
{
  int32_t first = draft->stage.setup < draft->known ? draft->stage.setup : draft->known;
  for (uint32_t i = 0; i < draft->count; i++)
    if (draft_day (draft, &draft->events[i]) < first)
      first = draft_day (draft, &draft->events[i]);
  if (!needs_known (draft, first))
    return;
  uint32_t at = draft_add (cases, draft, EVENT_TEACHER, SLOT_KNOWN, WHO_TEACHER);
  if (at == NONE)
    return;
  draft->events[at].day = first;
  memcpy (draft_values (draft, at), draft->profile,
          draft->plan->profile_count * sizeof *draft->profile);
}

/* Puts the events of `from` into `to`, which has none, in the order of time. */
static int
put_in_order (struct draft *to, const struct draft *from)
{
  struct place *places = malloc ((from->count + 1) * sizeof *places);
  if (!places || make_room (to, from->count) < 0)
    {
      free (places);
      return -1;
    }
  for (uint32_t i = 0; i < from->count; i++)
    places[i] = place_of (from, i);
  if (from->count > 1)
    qsort (places, from->count, sizeof *places, by_time);
  for (uint32_t i = 0; i < from->count; i++)
    {
      to->events[i] = from->events[places[i].event];
      to->events[i].day = places[i].day;
      memcpy (draft_values (to, i), draft_values (from, places[i].event),
              from->stride * sizeof *to->values);
    }
  to->count = from->count;
  free (places);
  return 0;
}

int
draft_arrange (struct cases *cases, struct draft *out, const struct draft *draft,
               struct error *error)
{
  struct draft all;
  if (draft_copy (&all, draft, error) < 0)
    return -1;
  for (uint32_t i = 0; i < draft->plan->track_count; i++)
    add_track (cases, &all, i);
  add_known (cases, &all);
  int status = draft_init (out, draft->plan, error);
  if (status == 0)
    {
      out->stage = draft->stage;
      if (put_in_order (out, &all) < 0)
        cases->failed = true;
    }
  draft_release (&all);
  if (status == 0 && cases->failed)
    {
      draft_release (out);
      status = error_memory (error);
    }
  return status;
}
