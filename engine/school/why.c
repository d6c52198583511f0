/* why.c — one teacher explained. */
#include "engine/school/why.h"

#include <stdlib.h>
#include <string.h>

#include "engine/judge/explain.h"
#include "engine/policy/names.h"

int
why_begin (struct why *why, const struct policy *policy, const char *teacher, const char *rule,
           struct error *error)
{
  *why = (struct why){ .plan = policy_plan (policy), .teacher = teacher, .rule = NONE };
  if (rule && names_sentence (policy, rule, &why->rule, error) < 0)
    return -1;
  why->told = calloc (why->plan->sentence_count + 1, sizeof *why->told);
  return why->told ? 0 : error_memory (error);
}

void
why_release (struct why *why)
{
  for (uint32_t i = 0; why->told && i <= why->plan->sentence_count; i++)
    buffer_release (&why->told[i]);
  free (why->told);
}

static int
decided (void *context, const struct decision *decision, struct error *error)
{
  struct why *why = context;
  if (!judge_is_followed (why->judge, decision->teacher))
    return 0;
  uint32_t sentence = decision->sentence ? (uint32_t)(decision->sentence - why->plan->sentences)
                                         : why->plan->sentence_count;
  struct buffer *told = &why->told[sentence];
  if (told->size)
    buffer_char (told, ',');
  return explain_decision (why->judge, decision, told, error);
}

struct listener
why_listener (struct why *why)
{
  return (struct listener){ decided, why };
}

int
why_follow (struct why *why, struct judge *judge, struct error *error)
{
  why->judge = judge;
  return judge_follow (judge, why->teacher, strlen (why->teacher), error);
}

static void
add_told (struct buffer *out, const char *name, const struct buffer *told)
{
  if (!told->size)
    return;
  buffer_text (out, name);
  buffer_add (out, told->data, told->size);
  buffer_char (out, ']');
}

int
why_write (struct why *why, struct buffer *out, struct error *error)
{
  bool first = true;
  if (!judge_knows_followed (why->judge))
    return error_set (error, ERROR_INPUT, "no event is about a teacher \"%s\"", why->teacher);
  if (explain_standing (why->judge, out, error) < 0)
    return -1;
  buffer_text (out, ",\"sentences\":[");
  for (uint32_t i = 0; i < why->plan->sentence_count; i++)
    {
      if (why->rule != NONE && why->rule != i)
        continue;
      if (!first)
        buffer_char (out, ',');
      first = false;
      if (explain_sentence (why->judge, i, out, error) < 0)
        return -1;
      out->size--; /* the closing brace */
      add_told (out, ",\"decisions\":[", &why->told[i]);
      buffer_char (out, '}');
    }
  buffer_char (out, ']');
  add_told (out, ",\"manual\":[", &why->told[why->plan->sentence_count]);
  buffer_char (out, '}');
  return out->failed ? error_memory (error) : 0;
}
