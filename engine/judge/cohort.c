/* cohort.c — what a selection or a target saw of all teachers, kept and read
 * back. */
#include "engine/judge/cohort.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/array.h"
#include "engine/base/pack.h"

static void
save_text (struct buffer *out, const struct judge *judge, uint32_t string)
{
  pack_text (out, strings_text (judge->strings, string), strings_length (judge->strings, string));
}

static void
save_value (struct buffer *out, const struct judge *judge, uint8_t type, struct value value)
{
  pack_u (out, value.state);
  if (value.state != VALUE_KNOWN)
    return;
  if (type == TYPE_TEXT)
    save_text (out, judge, (uint32_t)value.n);
  else
    pack_i (out, value.n);
}

static int
load_text (struct unpack *in, struct judge *judge, uint32_t *string, struct error *error)
{
  size_t len;
  const char *text = unpack_text (in, &len);
  return strings_put (judge->strings, text, (uint32_t)len, string, error);
}

static int
load_value (struct unpack *in, struct judge *judge, uint8_t type, struct value *out,
            struct error *error)
{
  uint32_t string;
  *out = (struct value){ 0, (enum value_state)unpack_u (in) };
  if (out->state != VALUE_KNOWN)
    return 0;
  if (type != TYPE_TEXT)
    {
      out->n = unpack_i (in);
      return 0;
    }
  if (load_text (in, judge, &string, error) < 0)
    return -1;
  out->n = string;
  return 0;
}

static uint8_t
type_at (const struct judge *judge, uint32_t node)
{
  return node == NONE ? TYPE_NUMBER : judge->plan->nodes[node].type;
}

static uint8_t
key_type (const struct cohort *cohort, uint32_t i)
{
  const struct plan *plan = cohort->judge->plan;
  return plan->nodes[plan->rankings[cohort->sentence->selecting.rank + i].node].type;
}

static int
keep (struct judge *judge, const struct sentence *sentence, const struct buffer *bytes,
      struct error *error)
{
  if (bytes->failed)
    return error_memory (error);
  return judge->keeper.keep (judge->keeper.context, judge->today,
                             strings_text (judge->strings, sentence->name), bytes->data,
                             bytes->size, error);
}

int
keep_cohort (const struct cohort *cohort, struct error *error)
{
  struct judge *judge = cohort->judge;
  struct buffer bytes = BUFFER_INIT;
  if (!judge->keeper.keep)
    return 0;
  for (uint32_t i = 0; i < cohort->count; i++)
    {
      const struct candidate *candidate = &cohort->items[i];
      save_text (&bytes, judge, judge->teachers.items[candidate->teacher].id);
      pack_u (&bytes, candidate->verdict);
      pack_u (&bytes, candidate->failure != NONE);
      save_value (&bytes, judge, TYPE_BOOLEAN, candidate->eligible);
      save_value (&bytes, judge, type_at (judge, cohort->sentence->selecting.group_by),
                  candidate->group);
      for (uint32_t j = 0; j < cohort->sentence->selecting.rank_count; j++)
        save_value (&bytes, judge, key_type (cohort, j), cohort->keys[candidate->keys + j]);
    }
  int status = keep (judge, cohort->sentence, &bytes, error);
  buffer_release (&bytes);
  return status;
}

/* One of the cohort, and whether this judge has nothing to do with them. */
static int
thaw_candidate (struct cohort *cohort, struct unpack *in, struct error *error)
{
  struct judge *judge = cohort->judge;
  const struct selecting *selecting = &cohort->sentence->selecting;
  struct candidate candidate = { .frozen = true, .failure = NONE };
  uint32_t id;
  if (load_text (in, judge, &id, error) < 0)
    return -1;
  candidate.was = (enum verdict)unpack_u (in);
  candidate.failure = unpack_u (in) ? 0 : NONE; /* told already */
  if (load_value (in, judge, TYPE_BOOLEAN, &candidate.eligible, error) < 0
      || load_value (in, judge, type_at (judge, selecting->group_by), &candidate.group, error) < 0)
    return -1;
  if (ARRAY_ROOM (cohort->keys, cohort->key_count, cohort->key_capacity, selecting->rank_count) < 0
      || ARRAY_ROOM (cohort->items, cohort->count, cohort->capacity, 1) < 0
      || teachers_put (&judge->teachers, id, &candidate.teacher) < 0)
    return error_memory (error);
  candidate.keys = cohort->key_count;
  for (uint32_t i = 0; i < selecting->rank_count; i++)
    if (load_value (in, judge, key_type (cohort, i), &cohort->keys[candidate.keys + i], error) < 0)
      return -1;
  if (judge->teachers.items[candidate.teacher].own)
    return 0;
  cohort->key_count += selecting->rank_count;
  cohort->items[cohort->count++] = candidate;
  return 0;
}

/* What was kept at this instant: 1, 0 where nothing was, or -1. */
static int
find (struct judge *judge, const struct sentence *sentence, struct buffer *bytes,
      struct error *error)
{
  if (!judge->restricted)
    return 0;
  return judge->keeper.find (judge->keeper.context, judge->today,
                             strings_text (judge->strings, sentence->name), bytes, error);
}

static int
damaged (struct error *error)
{
  return error_set (error, ERROR_INPUT, "what a selection saw is damaged");
}

int
thaw_cohort (struct cohort *cohort, struct error *error)
{
  struct buffer bytes = BUFFER_INIT;
  int status = find (cohort->judge, cohort->sentence, &bytes, error);
  struct unpack in = unpack_of (bytes.data, bytes.size);
  while (status == 1 && in.at < in.end && !in.bad)
    status = thaw_candidate (cohort, &in, error) < 0 ? -1 : 1;
  if (status == 1 && in.bad)
    status = damaged (error);
  buffer_release (&bytes);
  return status < 0 ? -1 : 0;
}

int
join_cohort (const struct cohort *cohort, const struct candidate *candidate, struct error *error)
{
  const struct judge *judge = cohort->judge;
  uint32_t id = judge->teachers.items[candidate->teacher].id;
  return judge->keeper.joined (judge->keeper.context, strings_text (judge->strings, id),
                               strings_length (judge->strings, id), error);
}

int
count_one (struct count *count, uint32_t teacher, const struct error *failure)
{
  if (ARRAY_ROOM (count->items, count->count, count->capacity, 1) < 0
      || (failure
          && ARRAY_ROOM (count->failures, count->failure_count, count->failure_capacity, 1) < 0))
    return -1;
  count->items[count->count++]
      = (struct counted_one){ teacher, failure ? count->failure_count : NONE };
  if (failure)
    count->failures[count->failure_count++] = *failure;
  return 0;
}

int
keep_count (const struct count *count, struct error *error)
{
  struct judge *judge = count->judge;
  struct buffer bytes = BUFFER_INIT;
  if (!judge->keeper.keep)
    return 0;
  for (uint32_t i = 0; i < count->count; i++)
    {
      const struct counted_one *one = &count->items[i];
      const char *why = one->failure == NONE ? "" : count->failures[one->failure].text;
      save_text (&bytes, judge, judge->teachers.items[one->teacher].id);
      pack_u (&bytes, one->failure != NONE);
      pack_text (&bytes, why, strlen (why));
    }
  int status = keep (judge, count->sentence, &bytes, error);
  buffer_release (&bytes);
  return status;
}

static int
thaw_one (struct count *count, struct unpack *in, struct error *error)
{
  struct judge *judge = count->judge;
  struct error failure;
  uint32_t id, teacher;
  size_t len;
  if (load_text (in, judge, &id, error) < 0)
    return -1;
  bool failed = unpack_u (in) != 0;
  const char *why = unpack_text (in, &len);
  error_set (&failure, ERROR_POLICY, "%.*s", (int)len, why);
  if (teachers_put (&judge->teachers, id, &teacher) < 0)
    return error_memory (error);
  if (judge->teachers.items[teacher].own)
    return 0;
  return count_one (count, teacher, failed ? &failure : NULL) < 0 ? error_memory (error) : 0;
}

int
thaw_count (struct count *count, struct error *error)
{
  struct buffer bytes = BUFFER_INIT;
  int status = find (count->judge, count->sentence, &bytes, error);
  struct unpack in = unpack_of (bytes.data, bytes.size);
  while (status == 1 && in.at < in.end && !in.bad)
    status = thaw_one (count, &in, error) < 0 ? -1 : 1;
  if (status == 1 && in.bad)
    status = damaged (error);
  buffer_release (&bytes);
  return status < 0 ? -1 : 0;
}
