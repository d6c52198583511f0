/* sandbox_match.c — the matcher.
 *
 * A match is a path of pattern items; where an item can take more or fewer
 * bytes, the rest of the pattern is tried by recursion, whose depth is
 * bounded.  Every look at a byte of the subject or an item of a set is a
 * step, and a step over the budget raises. */
#include "engine/policy/sandbox_match.h"

#include <string.h>

#define DEPTH_MAX 200

enum
{
  CAPTURE_OPEN = -1,
  CAPTURE_PLACE = -2 /* "()": a position */
};

static const char *match_rest (struct match *match, const char *s, const char *p);

static void
step (struct match *match, uint64_t steps)
{
  match->steps += steps;
  if (match->steps > match->left)
    sandbox_charge (match->L, match->steps);
}

static bool
is_between (unsigned char c, unsigned char low, unsigned char high)
{
  return c >= low && c <= high;
}

/* Whether a byte is in the class of a letter such as 'a' or its complement
 * 'A'; any other byte stands for itself. */
static bool
is_in_class (unsigned char c, unsigned char letter)
{
  unsigned char kind = is_between (letter, 'A', 'Z') ? letter + ('a' - 'A') : letter;
  bool lower = is_between (c, 'a', 'z'), upper = is_between (c, 'A', 'Z');
  bool digit = is_between (c, '0', '9'), graph = is_between (c, 33, 126), in;
  switch (kind)
    {
    case 'a': in = lower || upper; break;
    case 'c': in = c < 32 || c == 127; break;
    case 'd': in = digit; break;
    case 'g': in = graph; break;
    case 'l': in = lower; break;
    case 'p': in = graph && !lower && !upper && !digit; break;
    case 's': in = c == ' ' || is_between (c, 9, 13); break;
    case 'u': in = upper; break;
    case 'w': in = lower || upper || digit; break;
    case 'x': in = digit || is_between (c, 'a', 'f') || is_between (c, 'A', 'F'); break;
    case 'z': in = c == 0; break; /* of old, as in Lua itself */
    default: return c == letter;
    }
  return in == (kind == letter);
}

/* The end of the set that begins with '[' at `p`: past its ']'.  The first
 * byte of a set is never its end. */
static const char *
set_end (struct match *match, const char *p)
{
  const char *end = match->pattern_end;
  p++;
  if (p < end && *p == '^')
    p++;
  for (bool first = true; p < end && (first || *p != ']'); first = false)
    p += *p == '%' && p + 1 < end ? 2 : 1;
  if (p >= end)
    luaL_error (match->L, "malformed pattern (missing ']')");
  return p + 1;
}

/* The end of the item for one byte that begins at `p`. */
static const char *
item_end (struct match *match, const char *p)
{
  if (*p == '[')
    return set_end (match, p);
  if (*p != '%')
    return p + 1;
  if (p + 1 == match->pattern_end)
    luaL_error (match->L, "malformed pattern (ends with '%%')");
  return p + 2;
}

/* Whether the set from '[' at `p` to `end` holds the byte. */
static bool
set_holds (struct match *match, unsigned char c, const char *p, const char *end)
{
  const char *last = end - 1; /* its ']' */
  bool plain = p[1] != '^';
  for (p += plain ? 1 : 2; p < last; step (match, 1))
    if (*p == '%' && p + 1 < last)
      {
        if (is_in_class (c, (unsigned char)p[1]))
          return plain;
        p += 2;
      }
    else if (p + 2 < last && p[1] == '-')
      {
        if (is_between (c, (unsigned char)p[0], (unsigned char)p[2]))
          return plain;
        p += 3;
      }
    else if (c == (unsigned char)*p++)
      return plain;
  return !plain;
}

/* Whether the byte at `s`, if there is one, is what the item from `p` to
 * `end` asks for. */
static bool
item_holds (struct match *match, const char *s, const char *p, const char *end)
{
  step (match, 1);
  if (s >= match->end)
    return false;
  unsigned char c = (unsigned char)*s;
  switch (*p)
    {
    case '.': return true;
    case '%': return is_in_class (c, (unsigned char)p[1]);
    case '[': return set_holds (match, c, p, end);
    default: return c == (unsigned char)*p;
    }
}

/* The longest run first, then shorter ones down to `least`. */
static const char *
match_most (struct match *match, const char *s, const char *p, const char *end, ptrdiff_t least)
{
  ptrdiff_t count = 0;
  while (item_holds (match, s + count, p, end))
    count++;
  for (; count >= least; count--)
    {
      const char *found = match_rest (match, s + count, end + 1);
      if (found)
        return found;
    }
  return NULL;
}

static const char *
match_least (struct match *match, const char *s, const char *p, const char *end)
{
  for (;; s++)
    {
      const char *found = match_rest (match, s, end + 1);
      if (found)
        return found;
      if (!item_holds (match, s, p, end))
        return NULL;
    }
}

static const char *
open_capture (struct match *match, const char *s, const char *p)
{
  bool place = p + 1 < match->pattern_end && p[1] == ')';
  if (match->count == MATCH_CAPTURES)
    luaL_error (match->L, "too many captures");
  match->captures[match->count++]
      = (struct match_capture){ s, place ? CAPTURE_PLACE : CAPTURE_OPEN };
  const char *found = match_rest (match, s, p + (place ? 2 : 1));
  if (!found)
    match->count--;
  return found;
}

static const char *
close_capture (struct match *match, const char *s, const char *p)
{
  int open = match->count;
  while (open > 0 && match->captures[open - 1].length != CAPTURE_OPEN)
    open--;
  if (open == 0)
    luaL_error (match->L, "invalid pattern capture");
  struct match_capture *capture = &match->captures[open - 1];
  capture->length = s - capture->start;
  const char *found = match_rest (match, s, p + 1);
  if (!found)
    capture->length = CAPTURE_OPEN;
  return found;
}

/* "%b": past the byte that closes what `s` opens, or NULL. */
static const char *
match_balance (struct match *match, const char *s, const char *p)
{
  if (p + 3 >= match->pattern_end)
    luaL_error (match->L, "malformed pattern (missing arguments to '%%b')");
  if (s >= match->end || *s != p[2])
    return NULL;
  for (size_t open = 1; ++s < match->end;)
    {
      step (match, 1);
      if (*s == p[3])
        {
          if (--open == 0)
            return s + 1;
        }
      else if (*s == p[2])
        open++;
    }
  return NULL;
}

/* "%f": the end of the item where `s` is a frontier, or NULL. */
static const char *
match_frontier (struct match *match, const char *s, const char *p)
{
  p += 2;
  if (p >= match->pattern_end || *p != '[')
    luaL_error (match->L, "missing '[' after '%%f' in pattern");
  const char *end = set_end (match, p);
  unsigned char before = s == match->subject ? 0 : (unsigned char)s[-1];
  unsigned char here = s == match->end ? 0 : (unsigned char)*s;
  return !set_holds (match, before, p, end) && set_holds (match, here, p, end) ? end : NULL;
}

/* "%1": past the same text again, or NULL. */
static const char *
match_again (struct match *match, const char *s, const char *p)
{
  int number = p[1] - '1';
  if (number < 0 || number >= match->count || match->captures[number].length == CAPTURE_OPEN)
    luaL_error (match->L, "invalid capture index %%%d", number + 1);
  const struct match_capture *capture = &match->captures[number];
  if (capture->length < 0)
    return NULL;
  size_t len = (size_t)capture->length;
  step (match, 1 + len / 16);
  if ((size_t)(match->end - s) < len || memcmp (capture->start, s, len) != 0)
    return NULL;
  return s + len;
}

/* One item for one byte and the suffix behind it.  True: go on at *s and *p;
 * false: *s is the result. */
static bool
match_item (struct match *match, const char **s, const char **p)
{
  const char *end = item_end (match, *p), *found;
  switch (end < match->pattern_end ? *end : 0)
    {
    case '*': *s = match_most (match, *s, *p, end, 0); return false;
    case '+': *s = match_most (match, *s, *p, end, 1); return false;
    case '-': *s = match_least (match, *s, *p, end); return false;
    case '?':
      found = item_holds (match, *s, *p, end) ? match_rest (match, *s + 1, end + 1) : NULL;
      *p = end + 1;
      if (found)
        *s = found;
      return !found;
    default:
      *s = item_holds (match, *s, *p, end) ? *s + 1 : NULL;
      *p = end;
      return *s;
    }
}

/* An escape that is no class.  False where it is one after all; else *s is
 * where to go on from *p, or NULL. */
static bool
match_escape (struct match *match, const char **s, const char **p)
{
  unsigned char kind = *p + 1 < match->pattern_end ? (unsigned char)(*p)[1] : 0;
  if (kind == 'b')
    {
      *s = match_balance (match, *s, *p);
      *p += 4;
    }
  else if (kind == 'f')
    {
      const char *end = match_frontier (match, *s, *p);
      *s = end ? *s : NULL;
      *p = end;
    }
  else if (is_between (kind, '0', '9'))
    {
      *s = match_again (match, *s, *p);
      *p += 2;
    }
  else
    return false;
  return true;
}

static const char *
match_items (struct match *match, const char *s, const char *p)
{
  while (s && p < match->pattern_end)
    {
      if (*p == '(')
        return open_capture (match, s, p);
      if (*p == ')')
        return close_capture (match, s, p);
      if (*p == '$' && p + 1 == match->pattern_end)
        return s == match->end ? s : NULL;
      step (match, 1);
      if (*p == '%' && match_escape (match, &s, &p))
        continue;
      if (!match_item (match, &s, &p))
        return s;
    }
  return s;
}

static const char *
match_rest (struct match *match, const char *s, const char *p)
{
  if (++match->depth > DEPTH_MAX)
    luaL_error (match->L, "pattern too complex");
  step (match, 1);
  const char *found = match_items (match, s, p);
  match->depth--;
  return found;
}

void
match_init (struct match *match, lua_State *L, const char *subject, size_t len, const char *pattern,
            size_t pattern_len)
{
  match->L = L;
  match->subject = subject;
  match->end = subject + len;
  match->pattern = pattern;
  match->pattern_end = pattern + pattern_len;
}

const char *
match_try (struct match *match, const char *start)
{
  match->steps = 0;
  match->left = sandbox_left (match->L);
  match->depth = match->count = 0;
  const char *found = match_rest (match, start, match->pattern);
  sandbox_charge (match->L, match->steps);
  return found;
}

void
match_push (struct match *match, int number, const char *start, const char *end)
{
  lua_State *L = match->L;
  if (number >= match->count)
    {
      if (number > 0)
        luaL_error (L, "invalid capture index %%%d", number + 1);
      lua_pushlstring (L, start, (size_t)(end - start));
      return;
    }
  const struct match_capture *capture = &match->captures[number];
  if (capture->length == CAPTURE_OPEN)
    luaL_error (L, "unfinished capture");
  if (capture->length == CAPTURE_PLACE)
    lua_pushinteger (L, capture->start - match->subject + 1);
  else
    lua_pushlstring (L, capture->start, (size_t)capture->length);
}

int
match_push_all (struct match *match, const char *start, const char *end)
{
  int count = match->count == 0 && start ? 1 : match->count;
  luaL_checkstack (match->L, count, "too many captures");
  for (int i = 0; i < count; i++)
    match_push (match, i, start, end);
  return count;
}
