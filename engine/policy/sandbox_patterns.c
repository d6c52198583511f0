/* sandbox_patterns.c — string.find, match, gmatch and gsub over our matcher.
 *
 * While the replacement of gsub is a function, anything may run in it; the
 * result is put together in a buffer that is Lua's own. */
#define _GNU_SOURCE /* memmem */
#include <string.h>

#include "engine/policy/sandbox_match.h"
#include "engine/policy/sandbox_parts.h"

#define BYTES_PER_WORK 16 /* copied or searched plainly */

/* A start given as an argument: from 1, or from the end where negative.  The
 * offset from 0 may lie past the end. */
static size_t
start_of (lua_State *L, int index, size_t len)
{
  lua_Integer start = luaL_optinteger (L, index, 1);
  if (start > 0)
    return (size_t)start - 1;
  if (start == 0 || start < -(lua_Integer)len)
    return 0;
  return len - (size_t)-start;
}

static bool
is_plain (const char *pattern, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (pattern[i] && strchr ("^$*+?.([%-", pattern[i]))
      return false;
  return true;
}

static int
find_plain (lua_State *L, const char *subject, size_t len, size_t from, const char *text,
            size_t text_len)
{
  sandbox_charge (L, 1 + (len - from + text_len) / BYTES_PER_WORK);
  const char *found = memmem (subject + from, len - from, text, text_len);
  if (!found)
    {
      lua_pushnil (L);
      return 1;
    }
  lua_pushinteger (L, found - subject + 1);
  lua_pushinteger (L, found - subject + (lua_Integer)text_len);
  return 2;
}

static int
find_pattern (struct match *match, size_t from, bool find)
{
  lua_State *L = match->L;
  bool anchored = match->pattern < match->pattern_end && *match->pattern == '^';
  match->pattern += anchored;
  for (const char *s = match->subject + from; s <= match->end; s++)
    {
      const char *end = match_try (match, s);
      if (end && !find)
        return match_push_all (match, s, end);
      if (end)
        {
          lua_pushinteger (L, s - match->subject + 1);
          lua_pushinteger (L, end - match->subject);
          return 2 + match_push_all (match, NULL, NULL);
        }
      if (anchored)
        break;
    }
  lua_pushnil (L);
  return 1;
}

static int
search (lua_State *L, bool find)
{
  size_t len, pattern_len;
  const char *subject = luaL_checklstring (L, 1, &len);
  const char *pattern = luaL_checklstring (L, 2, &pattern_len);
  size_t from = start_of (L, 3, len);
  if (from > len)
    {
      lua_pushnil (L);
      return 1;
    }
  if (find && (lua_toboolean (L, 4) || is_plain (pattern, pattern_len)))
    return find_plain (L, subject, len, from, pattern, pattern_len);
  struct match match;
  match_init (&match, L, subject, len, pattern, pattern_len);
  return find_pattern (&match, from, find);
}

static int
string_find (lua_State *L)
{
  return search (L, true);
}

static int
string_match (lua_State *L)
{
  return search (L, false);
}

/* Upvalues: subject, pattern, where to go on from 0, the end of the last
 * match plus 1 (an empty match there would be the same again). */
static int
next_match (lua_State *L)
{
  size_t len, pattern_len;
  const char *subject = lua_tolstring (L, lua_upvalueindex (1), &len);
  const char *pattern = lua_tolstring (L, lua_upvalueindex (2), &pattern_len);
  size_t from = (size_t)lua_tointeger (L, lua_upvalueindex (3));
  size_t last = (size_t)lua_tointeger (L, lua_upvalueindex (4));
  struct match match;
  match_init (&match, L, subject, len, pattern, pattern_len);
  for (; from <= len; from++)
    {
      const char *end = match_try (&match, subject + from);
      if (!end || (size_t)(end - subject) + 1 == last)
        continue;
      lua_pushinteger (L, end - subject);
      lua_replace (L, lua_upvalueindex (3));
      lua_pushinteger (L, end - subject + 1);
      lua_replace (L, lua_upvalueindex (4));
      return match_push_all (&match, subject + from, end);
    }
  return 0;
}

static int
string_gmatch (lua_State *L)
{
  size_t len;
  luaL_checklstring (L, 1, &len);
  luaL_checkstring (L, 2);
  size_t from = start_of (L, 3, len);
  lua_settop (L, 2);
  lua_pushinteger (L, (lua_Integer)(from > len ? len + 1 : from));
  lua_pushinteger (L, 0);
  lua_pushcclosure (L, next_match, 4);
  return 1;
}

/* Adds the replacement text at index 3, "%1" and its like filled in. */
static void
add_text (struct match *match, luaL_Buffer *buffer, const char *start, const char *end)
{
  lua_State *L = match->L;
  size_t len;
  const char *text = lua_tolstring (L, 3, &len);
  sandbox_charge (L, 1 + len / BYTES_PER_WORK);
  for (const char *last = text + len; text < last; text++)
    {
      if (*text != '%')
        {
          luaL_addchar (buffer, *text);
          continue;
        }
      text++; /* at the worst, the 0 that ends every Lua string */
      if (*text == '%')
        luaL_addchar (buffer, '%');
      else if (*text == '0')
        luaL_addlstring (buffer, start, (size_t)(end - start));
      else if (*text >= '1' && *text <= '9')
        {
          match_push (match, *text - '1', start, end);
          sandbox_charge (L, lua_rawlen (L, -1) / BYTES_PER_WORK);
          luaL_addvalue (buffer);
        }
      else
        luaL_error (L, "invalid use of '%%' in replacement string");
    }
}

/* Pushes what the table or function at index 3 gives for the match. */
static void
push_replacement (struct match *match, const char *start, const char *end)
{
  lua_State *L = match->L;
  if (lua_istable (L, 3))
    {
      match_push (match, 0, start, end);
      lua_gettable (L, 3);
      return;
    }
  lua_pushvalue (L, 3);
  lua_call (L, match_push_all (match, start, end), 1);
}

static void
add_replacement (struct match *match, luaL_Buffer *buffer, const char *start, const char *end)
{
  lua_State *L = match->L;
  if (lua_type (L, 3) == LUA_TSTRING)
    {
      add_text (match, buffer, start, end);
      return;
    }
  push_replacement (match, start, end);
  if (!lua_toboolean (L, -1))
    {
      lua_pop (L, 1);
      lua_pushlstring (L, start, (size_t)(end - start));
    }
  else if (!lua_isstring (L, -1))
    luaL_error (L, "invalid replacement value (a %s)", luaL_typename (L, -1));
  sandbox_charge (L, 1 + lua_rawlen (L, -1) / BYTES_PER_WORK);
  luaL_addvalue (buffer);
}

/* Replaces up to `most` matches; returns how many. */
static lua_Integer
replace_all (struct match *match, luaL_Buffer *buffer, lua_Integer most)
{
  const char *s = match->subject, *last = NULL;
  bool anchored = match->pattern < match->pattern_end && *match->pattern == '^';
  lua_Integer count = 0;
  match->pattern += anchored;
  while (count < most)
    {
      const char *end = match_try (match, s);
      if (end && end != last)
        {
          count++;
          add_replacement (match, buffer, s, end);
          s = last = end;
        }
      else if (s < match->end)
        luaL_addchar (buffer, *s++);
      else
        break;
      if (anchored)
        break;
    }
  luaL_addlstring (buffer, s, (size_t)(match->end - s));
  return count;
}

static int
string_gsub (lua_State *L)
{
  size_t len, pattern_len;
  const char *subject = luaL_checklstring (L, 1, &len);
  const char *pattern = luaL_checklstring (L, 2, &pattern_len);
  lua_Integer most = luaL_optinteger (L, 4, (lua_Integer)len + 1);
  int type = lua_type (L, 3);
  if (type == LUA_TNUMBER)
    lua_tostring (L, 3);
  else if (type != LUA_TSTRING && type != LUA_TTABLE && type != LUA_TFUNCTION)
    return luaL_typeerror (L, 3, "string/function/table");
  sandbox_charge (L, 1 + len / BYTES_PER_WORK);
  struct match match;
  luaL_Buffer buffer;
  match_init (&match, L, subject, len, pattern, pattern_len);
  luaL_buffinit (L, &buffer);
  lua_Integer count = replace_all (&match, &buffer, most);
  luaL_pushresult (&buffer);
  lua_pushinteger (L, count);
  return 2;
}

void
sandbox_add_patterns (lua_State *L)
{
  static const luaL_Reg own[] = { { "find", string_find },
                                  { "match", string_match },
                                  { "gmatch", string_gmatch },
                                  { "gsub", string_gsub },
                                  { NULL, NULL } };
  /* What is charged here is the reading of the arguments after the subject:
   * patterns, and numbers written as texts. */
  for (const luaL_Reg *entry = own; entry->name; entry++)
    {
      sandbox_push_charged (L, entry->func, 0, 8);
      lua_setfield (L, -2, entry->name);
    }
}
