/* helpers.c — what the words need from C. */
#include "engine/policy/helpers.h"

#include <inttypes.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/civil.h"
#include "engine/base/decimal.h"

static int
refuse (lua_State *L, const struct error *error)
{
  lua_pushnil (L);
  lua_pushstring (L, error->text);
  return 2;
}

/* The float that a decimal's text stands for. */
static double
decimal_to_double (decimal n)
{
  char text[40];
  uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n;
  snprintf (text, sizeof text, "%s%" PRIu64 ".%06" PRIu64, n < 0 ? "-" : "", size / DECIMAL_ONE,
            size % DECIMAL_ONE);
  return strtod (text, NULL);
}

/* A Lua number as millionths.  A float stands for the decimal it was written
 * as: the one of at most six places that is the same float again. */
static int
read_number (lua_State *L, int index, decimal *out, struct error *error)
{
  if (lua_isinteger (L, index))
    {
      lua_Integer n = lua_tointeger (L, index);
      __int128 wide = (__int128)n * DECIMAL_ONE;
      if (!decimal_in_range (wide))
        return error_set (error, ERROR_RANGE, "%lld is beyond 9000000000000", (long long)n);
      *out = (decimal)wide;
      return 0;
    }
  lua_Number n = lua_tonumber (L, index);
  if (decimal_from_double (n, out, error) < 0)
    return -1;
  if (decimal_to_double (*out) != n)
    return error_set (error, ERROR_INPUT,
                      "%.17g has more than six decimal places; write a share as \"1/3\"", n);
  return 0;
}

static int
help_decimal (lua_State *L)
{
  decimal out;
  struct error error;
  luaL_checktype (L, 1, LUA_TNUMBER);
  if (read_number (L, 1, &out, &error) < 0)
    return refuse (L, &error);
  lua_pushinteger (L, out);
  return 1;
}

/* A short text, whose buffer is released before Lua may raise. */
static int
push_short (lua_State *L, struct buffer *buffer)
{
  char text[40];
  size_t len = buffer->size < sizeof text ? buffer->size : sizeof text - 1;
  memcpy (text, buffer_string (buffer), len);
  bool failed = buffer->failed;
  buffer_release (buffer);
  if (failed)
    return luaL_error (L, "not enough memory");
  lua_pushlstring (L, text, len);
  return 1;
}

static int
push_decimal (lua_State *L, decimal n)
{
  struct buffer buffer = BUFFER_INIT;
  decimal_write (&buffer, n);
  return push_short (L, &buffer);
}

static int
help_number_text (lua_State *L)
{
  decimal out;
  struct error error;
  luaL_checktype (L, 1, LUA_TNUMBER);
  if (read_number (L, 1, &out, &error) < 0)
    return refuse (L, &error);
  return push_decimal (L, out);
}

static int
help_fraction (lua_State *L)
{
  size_t len;
  const char *text = luaL_checklstring (L, 1, &len);
  int64_t numerator, denominator;
  struct error error;
  if (fraction_read (text, len, &numerator, &denominator, &error) < 0)
    return refuse (L, &error);
  lua_pushinteger (L, numerator);
  lua_pushinteger (L, denominator);
  return 2;
}

static int
help_day (lua_State *L)
{
  size_t len;
  const char *text = luaL_checklstring (L, 1, &len);
  int32_t day;
  struct error error;
  if (day_read (text, len, &day, &error) < 0)
    return refuse (L, &error);
  lua_pushinteger (L, day);
  return 1;
}

/* "2024-09-01T08:00", with or without seconds, in a zone: as RFC 3339. */
static int
read_local (const char *text, size_t len, int offset, int64_t *out, struct error *error)
{
  char whole[40];
  bool brief = len == 16;
  int size = snprintf (whole, sizeof whole, "%.*s%s%c%02d:%02d", (int)len, text, brief ? ":00" : "",
                       offset < 0 ? '-' : '+', abs (offset) / 60, abs (offset) % 60);
  return instant_read (whole, (size_t)size, out, error);
}

static int
read_time (const char *text, size_t len, int offset, int64_t *out, struct error *error)
{
  int32_t day;
  if (len == 16 || len == 19)
    return read_local (text, len, offset, out, error);
  if (len != 10)
    return instant_read (text, len, out, error);
  if (day_read (text, len, &day, error) < 0)
    return -1;
  *out = day_instant (day, offset);
  return 0;
}

/* A date, a local time or RFC 3339, with the zone's minutes: the instant, and
 * whether it is a date. */
static int
help_instant (lua_State *L)
{
  size_t len;
  const char *text = luaL_checklstring (L, 1, &len);
  int64_t out;
  struct error error;
  if (read_time (text, len, (int)luaL_checkinteger (L, 2), &out, &error) < 0)
    return refuse (L, &error);
  lua_pushinteger (L, out);
  lua_pushboolean (L, len == 10);
  return 2;
}

static int
help_show_instant (lua_State *L)
{
  int64_t instant = luaL_checkinteger (L, 1);
  struct buffer buffer = BUFFER_INIT;
  instant_write (&buffer, instant, (int)luaL_checkinteger (L, 2));
  return push_short (L, &buffer);
}

static int
help_offset (lua_State *L)
{
  size_t len;
  const char *text = lua_type (L, 1) == LUA_TSTRING ? lua_tolstring (L, 1, &len) : NULL;
  int minutes;
  struct error error;
  if (!text)
    {
      error_set (&error, ERROR_INPUT, "an offset is written \"+08:00\"");
      return refuse (L, &error);
    }
  if (offset_read (text, len, &minutes, &error) < 0)
    return refuse (L, &error);
  lua_pushinteger (L, minutes);
  return 1;
}

/* A number or a date as people write it. */
static int
help_show_constant (lua_State *L)
{
  const char *kind = luaL_checkstring (L, 1);
  lua_Integer n = luaL_checkinteger (L, 2);
  if (strcmp (kind, "date") != 0)
    return push_decimal (L, n);
  struct civil c = civil_from_day ((int32_t)n);
  char text[40];
  int len = snprintf (text, sizeof text, "%04d-%02d-%02d", c.year, c.month, c.day);
  lua_pushlstring (L, text, (size_t)len);
  return 1;
}

/* The file and the line on which a function begins. */
static int
help_place_of (lua_State *L)
{
  lua_Debug about;
  luaL_checktype (L, 1, LUA_TFUNCTION);
  lua_settop (L, 1);
  lua_getinfo (L, ">S", &about);
  lua_pushstring (L, about.short_src);
  lua_pushinteger (L, about.linedefined);
  return 2;
}

void
helpers_open (lua_State *L)
{
  static const luaL_Reg helpers[] = { { "decimal", help_decimal },
                                      { "number_text", help_number_text },
                                      { "fraction", help_fraction },
                                      { "day", help_day },
                                      { "offset", help_offset },
                                      { "show_constant", help_show_constant },
                                      { "place_of", help_place_of },
                                      { "instant", help_instant },
                                      { "show_instant", help_show_instant },
                                      { NULL, NULL } };
  luaL_setfuncs (L, helpers, 0);
}
