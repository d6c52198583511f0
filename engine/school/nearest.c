/* nearest.c — what was decided instead of what a scenario expected. */
#include "engine/school/nearest.h"

bool
nearest_is_about (const struct comparing *comparing, const struct kept *kept, enum among among)
{
  return (among == AMONG_SENTENCE || comparing_teacher (comparing, kept))
         && (among == AMONG_TEACHER || comparing_sentence (comparing, kept));
}

/* Takes one that comes after those it already has, and is no later. */
static void
add (struct nearest *nearest, const struct kept *kept, uint32_t differences)
{
  uint32_t at = nearest->found < NEAREST ? nearest->found : NEAREST;
  nearest->found++;
  for (; at > 0 && nearest->differences[at - 1] > differences; at--)
    if (at < NEAREST)
      {
        nearest->kept[at] = nearest->kept[at - 1];
        nearest->differences[at] = nearest->differences[at - 1];
      }
  if (at == NEAREST)
    return;
  nearest->kept[at] = kept;
  nearest->differences[at] = differences;
}

static int
find_about (struct nearest *nearest, struct comparing *comparing, const struct kept *kept,
            uint32_t count, struct error *error)
{
  struct buffer told = BUFFER_INIT;
  int status = 0;
  for (uint32_t i = count; i-- > 0 && status == 0;)
    {
      uint32_t differences;
      if (!nearest_is_about (comparing, &kept[i], nearest->among))
        continue;
      buffer_clear (&told);
      status = comparing_take (comparing, &kept[i], &told, &differences, error);
      if (status == 0)
        add (nearest, &kept[i], differences);
    }
  buffer_release (&told);
  return status;
}

int
nearest_find (struct nearest *nearest, struct comparing *comparing, const struct kept *kept,
              uint32_t count, struct error *error)
{
  const struct pattern *pattern = comparing->pattern;
  bool both = pattern->teacher && pattern->sentence != NONE;
  enum among last = both ? AMONG_SENTENCE : AMONG_BOTH;
  *nearest = (struct nearest){ .among = AMONG_BOTH };
  while (find_about (nearest, comparing, kept, count, error) == 0)
    {
      if (nearest->found)
        return 0;
      nearest->among = nearest->among == last ? AMONG_NONE : nearest->among + 1;
      if (nearest->among == AMONG_NONE)
        return 0;
    }
  return -1;
}

void
nearest_heading (struct buffer *out, const struct nearest *nearest,
                 const struct comparing *comparing)
{
  const struct pattern *pattern = comparing->pattern;
  const char *teacher = pattern->teacher, *rule = NULL;
  if (pattern->sentence != NONE)
    rule = strings_text (comparing->strings, comparing->plan->sentences[pattern->sentence].name);
  switch (nearest->among)
    {
    case AMONG_BOTH: buffer_text (out, "decided instead:"); break;
    case AMONG_TEACHER:
      buffer_format (out, "\"%s\" decided nothing about %s; what else was decided:", rule, teacher);
      break;
    case AMONG_SENTENCE:
      buffer_format (out, "nothing was decided about %s; \"%s\" decided:", teacher, rule);
      break;
    default:
      buffer_text (out, "nothing was decided");
      if (teacher)
        buffer_format (out, " about %s", teacher);
      if (rule)
        buffer_format (out, "%s by \"%s\"", teacher ? ", and nothing" : "", rule);
    }
}
