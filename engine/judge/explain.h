/* explain.h — why, and what is still lacking: for one teacher, who is followed
 * from the beginning of a judging.
 *
 * Nothing is computed beside the judging.  A condition is explained by the
 * evaluation that decides it, made to visit every part; the events that
 * counted are noted as they are counted; and what is asked here changes
 * nothing. */
#ifndef TENURE_JUDGE_EXPLAIN_H
#define TENURE_JUDGE_EXPLAIN_H

#include "engine/judge/judge.h"

/* Follows the teacher of that id; before the first event. */
int judge_follow (struct judge *judge, const char *id, size_t len, struct error *error);

/* Whether this string names the one followed; and whether they are known. */
bool judge_is_followed (const struct judge *judge, uint32_t id);
bool judge_knows_followed (const struct judge *judge);

/* Appends, as a JSON object, a decision being told about the one followed,
 * with the events that counted: the members of decision_json, then
 *   "counted": [{"is": condition, "events": [{"time","type","source","id","value"?}], "more"?}]
 *   "ranked": {"place","of","among","places","tied","by":[{"is","was"}]} of a selection. */
int explain_decision (struct judge *judge, const struct decision *decision, struct buffer *out,
                      struct error *error);

/* Appends, as a JSON object, where the one followed stands with a sentence:
 *   "rule", "kind", "cites"?, "line", "state",
 *   "in_force_from"?, "in_force_until"?, "waived_until"?,
 *   "announced"?: [{"time", "due", "objected"?}], firings that wait for their day,
 *   "open"?: [{"met" or "holds", "about"?, "since"?, "until"?, "reminder"?, "conditions": […]}],
 *     one for each thing it is about.  Where `applies` did not hold throughout,
 *     "applies" and perhaps "applied_since" in place of "met", and what
 *     `applies` asks; where an opening is waived, "waived" in place of both.
 * States: open, nothing_open, holds, not_yet, at_event, at_end_of_period, at_day
 * (each with what is open); between_periods, period_not_judged, away_in_period,
 * known_in_period, waived_in_period, not_in_force_throughout,
 * did_not_apply_throughout, waived, out_of_force, over, of_the_school, away.
 * A condition is {"is", "was"?, "held", "lacks"?, "from"?, "before"?, "more"?, "events"?}
 * or {"all" | "any" | "none": […], "held"}.  `lacks` says how much is missing;
 * `from` the day on which time alone brings it; `before` until when it counts;
 * `more` how many earlier events counted than are listed. */
int explain_sentence (struct judge *judge, uint32_t sentence, struct buffer *out,
                      struct error *error);

/* Appends {"teacher","known"?,"away"?,"tracks","profile","facts"} of the one
 * followed, without the closing brace. */
int explain_standing (struct judge *judge, struct buffer *out, struct error *error);

#endif
