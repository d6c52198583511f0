/* clips_rules.c — the same counting as a CLIPS program: a fact for each event
 * and for each teacher, rules that join them.  Built only where CLIPS is
 * installed (Debian: libclips-dev).  No duplicates are looked for. */
#include <clips/clips.h>
#include <string.h>

#include "bench/events.h"
#include "engine/base/json.h"

static const char *const constructs[]
    = { "(deftemplate event (slot teacher) (slot status))",
        "(deftemplate tally (slot teacher) (slot absences))",
        "(defrule first-absence"
        "  ?e <- (event (teacher ?t) (status \"absent\"))"
        "  (not (tally (teacher ?t)))"
        "  => (retract ?e) (assert (tally (teacher ?t) (absences 1))))",
        "(defrule next-absence"
        "  ?e <- (event (teacher ?t) (status \"absent\"))"
        "  ?n <- (tally (teacher ?t) (absences ?a))"
        "  => (retract ?e) (modify ?n (absences (+ ?a 1)))"
        "  (if (= (+ ?a 1) 10) then (printout t ?t crlf)))",
        "(defrule other"
        "  ?e <- (event (status ~\"absent\"))"
        "  => (retract ?e))" };

struct rules
{
  void *environment, *event; /* CLIPS has no types for these */
};

static void
put_slot (const struct rules *rules, void *fact, const char *slot, const struct json_value *value)
{
  char text[512];
  DATA_OBJECT object;
  if (value->text_len >= sizeof text)
    give_up ("a name too long");
  memcpy (text, value->text, value->text_len);
  text[value->text_len] = 0;
  SetType (object, STRING);
  SetValue (object, EnvAddSymbol (rules->environment, text));
  EnvPutFactSlot (rules->environment, fact, slot, &object);
}

static void
take (void *context, const struct json_doc *doc)
{
  const struct rules *rules = context;
  uint32_t data = member (doc, 0, "data");
  void *fact = EnvCreateFact (rules->environment, rules->event);
  put_slot (rules, fact, "teacher", &doc->values[member (doc, 0, "subject")]);
  put_slot (rules, fact, "status", &doc->values[member (doc, data, "status")]);
  if (!EnvAssert (rules->environment, fact))
    give_up ("a fact was not taken");
  EnvRun (rules->environment, -1);
}

int
main (int argc, char **argv)
{
  struct rules rules = { .environment = CreateEnvironment () };
  EnvSetFactDuplication (rules.environment, TRUE);
  for (size_t i = 0; i < sizeof constructs / sizeof *constructs; i++)
    if (!EnvBuild (rules.environment, constructs[i]))
      give_up (constructs[i]);
  rules.event = EnvFindDeftemplate (rules.environment, "event");
  each_event (argc > 1 ? argv[1] : NULL, take, &rules);
  DestroyEnvironment (rules.environment);
  return 0;
}
