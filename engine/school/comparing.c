/* comparing.c — what a scenario asks of decisions, held against one.
 *
 * What a decision is about, and what it gives, is compared as it is written
 * out: as JSON values. */
#include "engine/school/comparing.h"

#include <string.h>

#include "engine/base/civil.h"

int
comparing_init (struct comparing *comparing, const struct plan *plan, const struct strings *strings,
                struct error *error)
{
  *comparing = (struct comparing){ .plan = plan, .strings = strings };
  if (json_reader_new (&comparing->wanted, EVENT_DEPTH_LIMIT + 1, error) == 0
      && json_reader_new (&comparing->made, EVENT_DEPTH_LIMIT + 1, error) == 0)
    return 0;
  comparing_release (comparing);
  return -1;
}

void
comparing_release (struct comparing *comparing)
{
  json_reader_free (comparing->wanted);
  json_reader_free (comparing->made);
  buffer_release (&comparing->wanted_text);
  buffer_release (&comparing->made_text);
  buffer_release (&comparing->wanted_form);
  buffer_release (&comparing->made_form);
  *comparing = (struct comparing){ 0 };
}

void
comparing_begin (struct comparing *comparing, const struct pattern *pattern)
{
  const char *teacher = pattern->teacher;
  comparing->pattern = pattern;
  comparing->teacher = teacher
                           ? strings_find (comparing->strings, teacher, (uint32_t)strlen (teacher))
                           : STRINGS_NONE;
}

bool
comparing_teacher (const struct comparing *comparing, const struct kept *kept)
{
  return !comparing->pattern->teacher
         || (comparing->teacher != STRINGS_NONE && kept->decision.teacher == comparing->teacher);
}

bool
comparing_sentence (const struct comparing *comparing, const struct kept *kept)
{
  uint32_t sentence = comparing->pattern->sentence;
  return sentence == NONE || kept->decision.sentence == &comparing->plan->sentences[sentence];
}

/* A comparison under way. */
struct against
{
  struct comparing *comparing;
  const struct kept *kept;
  struct buffer *told; /* or NULL */
  uint32_t differences;
};

/* Begins what is told of a member that differs; NULL where nothing is. */
static struct buffer *
differs (struct against *against, const char *name)
{
  if (against->differences++ && against->told)
    buffer_text (against->told, ", ");
  if (against->told)
    buffer_format (against->told, "%s is ", name);
  return against->told;
}

static void
differs_in_text (struct against *against, const char *name, const char *is)
{
  struct buffer *told = differs (against, name);
  if (told)
    buffer_text (told, is && *is ? is : "none");
}

static void
compare_text (struct against *against, const char *name, const char *wanted, const char *is)
{
  if (wanted && (!is || strcmp (wanted, is) != 0))
    differs_in_text (against, name, is);
}

static const char *
severity_of (const struct against *against)
{
  const struct sentence *sentence = against->kept->decision.sentence;
  if (!sentence)
    return NULL;
  return sentence->severity == NONE
             ? "notice"
             : strings_text (against->comparing->strings, sentence->severity);
}

static void
compare_plain (struct against *against)
{
  const struct comparing *comparing = against->comparing;
  const struct pattern *pattern = against->comparing->pattern;
  const struct decision *decision = &against->kept->decision;
  const struct sentence *sentence = decision->sentence;
  bool trial = sentence && sentence->trial;
  if (!comparing_teacher (comparing, against->kept))
    differs_in_text (against, "teacher",
                     decision->teacher == STRINGS_NONE
                         ? NULL
                         : strings_text (comparing->strings, decision->teacher));
  if (!comparing_sentence (comparing, against->kept))
    differs_in_text (against, "rule",
                     sentence ? strings_text (comparing->strings, sentence->name) : NULL);
  compare_text (against, "outcome", pattern->outcome, verdict_name (decision->verdict));
  compare_text (against, "form", pattern->form, form_name (decision->form));
  compare_text (against, "severity", pattern->severity, severity_of (against));
  if (pattern->trial != NONE && pattern->trial != trial)
    differs_in_text (against, "trial", trial ? "true" : "false");
  compare_text (against, "says", pattern->says, decision->says ? decision->says : "");
}

static void
compare_time (struct against *against)
{
  const struct pattern *pattern = against->comparing->pattern;
  int64_t time = against->kept->decision.time;
  if (!pattern->to || (time >= pattern->from && time < pattern->to))
    return;
  struct buffer *told = differs (against, "at");
  if (told)
    instant_write (told, time, against->comparing->plan->calendar.offset);
}

static void
compare_states (struct against *against)
{
  const struct plan *plan = against->comparing->plan;
  const uint32_t *states = against->kept->states;
  for (uint32_t i = 0; i < against->comparing->pattern->state_count; i++)
    {
      const struct wanted_state *wanted = &against->comparing->pattern->states[i];
      const struct track *track = &plan->tracks[wanted->track];
      if (states && states[wanted->track] == wanted->state)
        continue;
      const uint32_t *words = plan->schema.lists[track->words].words;
      differs_in_text (against, strings_text (&plan->strings, track->name),
                       states ? strings_text (&plan->strings, words[states[wanted->track]]) : NULL);
    }
}

static int
read_json (struct json_reader *reader, struct buffer *text, struct json_doc *doc,
           struct error *error)
{
  static const char padding[JSON_PADDING];
  size_t size = text->size;
  buffer_add (text, padding, sizeof padding);
  return text->failed ? error_memory (error) : json_read (reader, text->data, size, doc, error);
}

/* The member of that name of the object at `at`, or NULL. */
static const struct json_value *
member (const struct json_doc *doc, uint32_t at, const char *name, uint32_t len)
{
  for (uint32_t i = at + 1; i < doc->values[at].next; i = doc->values[i].next)
    if (doc->values[i].key_len == len && memcmp (doc->values[i].key, name, len) == 0)
      return &doc->values[i];
  return NULL;
}

static int
canonical (const struct json_doc *doc, const struct json_value *value, struct buffer *out,
           struct error *error)
{
  buffer_clear (out);
  return json_canonical (doc, (uint32_t)(value - doc->values), out, error);
}

static int
same_value (struct comparing *comparing, const struct json_doc *wanted, const struct json_value *a,
            const struct json_doc *made, const struct json_value *b, bool *same,
            struct error *error)
{
  *same = false;
  if (!b)
    return 0;
  if (canonical (wanted, a, &comparing->wanted_form, error) < 0
      || canonical (made, b, &comparing->made_form, error) < 0)
    return -1;
  *same = comparing->wanted_form.size == comparing->made_form.size
          && memcmp (comparing->wanted_form.data, comparing->made_form.data,
                     comparing->made_form.size)
                 == 0;
  return 0;
}

static void
tell_member (struct against *against, const char *of, const struct json_value *wanted,
             const struct json_value *made)
{
  struct buffer name = BUFFER_INIT;
  buffer_format (&name, "%s.%.*s", of, (int)wanted->key_len, wanted->key);
  struct buffer *told = differs (against, buffer_string (&name));
  if (told && made && (made->kind == JSON_STRING || made->kind == JSON_NUMBER))
    buffer_add (told, made->text, made->text_len);
  else if (told)
    buffer_text (told, !made                      ? "not there"
                       : made->kind == JSON_TRUE  ? "true"
                       : made->kind == JSON_FALSE ? "false"
                                                  : "something else");
  buffer_release (&name);
}

/* The members of the object `text` are to be in the decision's member `of`. */
static int
compare_object (struct against *against, const char *of, const char *text,
                const struct json_doc *made, struct error *error)
{
  struct comparing *comparing = against->comparing;
  struct json_doc wanted;
  const struct json_value *object = member (made, 0, of, (uint32_t)strlen (of));
  bool same;
  if (!text)
    return 0;
  buffer_clear (&comparing->wanted_text);
  buffer_text (&comparing->wanted_text, text);
  if (read_json (comparing->wanted, &comparing->wanted_text, &wanted, error) < 0)
    return -1;
  for (uint32_t i = 1; i < wanted.count; i = wanted.values[i].next)
    {
      const struct json_value *value = &wanted.values[i];
      const struct json_value *found
          = object ? member (made, (uint32_t)(object - made->values), value->key, value->key_len)
                   : NULL;
      if (same_value (comparing, &wanted, value, made, found, &same, error) < 0)
        return -1;
      if (!same)
        tell_member (against, of, value, found);
    }
  return 0;
}

static int
compare_objects (struct against *against, struct error *error)
{
  struct comparing *comparing = against->comparing;
  struct json_doc made;
  buffer_clear (&comparing->made_text);
  if (decision_json (&comparing->made_text, comparing->plan, comparing->strings,
                     &against->kept->decision, error)
          < 0
      || read_json (comparing->made, &comparing->made_text, &made, error) < 0
      || compare_object (against, "about", against->comparing->pattern->about, &made, error) < 0)
    return -1;
  return compare_object (against, "gives", against->comparing->pattern->gives, &made, error);
}

int
comparing_take (struct comparing *comparing, const struct kept *kept, struct buffer *told,
                uint32_t *differences, struct error *error)
{
  const struct pattern *pattern = comparing->pattern;
  struct against against = { comparing, kept, told, 0 };
  int status = 0;
  compare_plain (&against);
  compare_time (&against);
  compare_states (&against);
  if ((pattern->about || pattern->gives) && (told || against.differences == 0))
    status = compare_objects (&against, error);
  *differences = against.differences;
  if (status == 0 && told && told->failed)
    return error_memory (error);
  return status;
}
