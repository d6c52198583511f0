/* sandbox_match.h — Lua's patterns, every step of the matching counted;
 * private to the sandbox.
 *
 * The patterns are those of the Lua manual, section 6.4.1, for the "C"
 * locale.  Backtracking can take time without bound, and no bound worked out
 * beforehand is both safe and kind to ordinary patterns: so each comparison
 * counts, and the budget ends the match where it stands. */
#ifndef TENURE_POLICY_SANDBOX_MATCH_H
#define TENURE_POLICY_SANDBOX_MATCH_H

#include "engine/policy/sandbox_parts.h"

#define MATCH_CAPTURES 32

struct match_capture
{
  const char *start;
  ptrdiff_t length; /* or CAPTURE_OPEN, CAPTURE_PLACE */
};

/* One search; lives on the stack and owns nothing.  Subject and pattern are
 * strings that Lua keeps. */
struct match
{
  lua_State *L;
  const char *subject, *end;
  const char *pattern, *pattern_end; /* without the anchor */
  uint64_t steps, left;              /* done by this attempt; the budget */
  int depth;
  int count; /* of captures */
  struct match_capture captures[MATCH_CAPTURES];
};

void match_init (struct match *match, lua_State *L, const char *subject, size_t len,
                 const char *pattern, size_t pattern_len);

/* Tries at `start` alone: the end of the match, or NULL.  Charges its steps. */
const char *match_try (struct match *match, const char *start);

/* Pushes capture `number` from 0; capture 0 is the whole match where the
 * pattern has none. */
void match_push (struct match *match, int number, const char *start, const char *end);

/* Pushes all captures, or the whole match (unless it is NULL) where the
 * pattern has none; returns how many. */
int match_push_all (struct match *match, const char *start, const char *end);

#endif
