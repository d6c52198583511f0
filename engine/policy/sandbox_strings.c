/* sandbox_strings.c — the string library but for patterns.
 *
 * Case and classes are those of ASCII whatever the locale; no conversion of
 * format shows an address. */
#include <math.h>
#include <string.h>

#include "engine/policy/sandbox_parts.h"

#define BYTES_PER_WORK 16

static int
string_rep (lua_State *L)
{
  size_t len, between;
  const char *text = luaL_checklstring (L, 1, &len);
  lua_Integer count = luaL_checkinteger (L, 2);
  const char *separator = luaL_optlstring (L, 3, "", &between);
  if (count <= 0 || len + between == 0)
    {
      lua_pushliteral (L, "");
      return 1;
    }
  if (count > SANDBOX_STRING_MAX || (len + between) * (size_t)count > SANDBOX_STRING_MAX + between)
    return luaL_error (L, "resulting string too large: %d bytes at most", SANDBOX_STRING_MAX);
  size_t total = (len + between) * (size_t)count - between;
  sandbox_charge (L, 1 + (uint64_t)count / 4 + total / BYTES_PER_WORK);
  luaL_Buffer buffer;
  luaL_buffinitsize (L, &buffer, total);
  for (; count > 0; count--)
    {
      luaL_addlstring (&buffer, text, len);
      if (count > 1)
        luaL_addlstring (&buffer, separator, between);
    }
  luaL_pushresult (&buffer);
  return 1;
}

/* The text with the letters from `first` to `first` + 25 in the other case. */
static int
change_case (lua_State *L, char first)
{
  size_t len;
  const char *text = luaL_checklstring (L, 1, &len);
  luaL_Buffer buffer;
  sandbox_charge (L, 1 + len / BYTES_PER_WORK);
  char *out = luaL_buffinitsize (L, &buffer, len);
  for (size_t i = 0; i < len; i++)
    out[i] = text[i] >= first && text[i] <= first + 25 ? text[i] ^ 0x20 : text[i];
  luaL_pushresultsize (&buffer, len);
  return 1;
}

static int
string_upper (lua_State *L)
{
  return change_case (L, 'a');
}

static int
string_lower (lua_State *L)
{
  return change_case (L, 'A');
}

/* NaN loses its sign, which is the processor's choice.  The digits of a very
 * large or small float take long to find. */
static uint64_t
prepare_number (lua_State *L, int index, char conversion)
{
  lua_Number number = fabs (lua_tonumber (L, index));
  if (isnan (number))
    {
      lua_pushnumber (L, number);
      lua_replace (L, index);
    }
  if (conversion == 'd' || conversion == 'i' || conversion == 'c')
    return 16;
  return number < 1e16 && (number > 1e-16 || number == 0) ? 64 : 600;
}

/* Makes the argument fit to be shown by the conversion; returns what showing
 * it costs. */
static uint64_t
prepare_argument (lua_State *L, int index, char conversion)
{
  if (conversion == 'p')
    luaL_error (L, "'%%p' is not available: addresses differ from run to run");
  if (index > lua_gettop (L))
    return 0; /* the library says so better */
  if (conversion == 's')
    {
      sandbox_push_text (L, index);
      lua_replace (L, index);
      return 1 + lua_rawlen (L, index) / BYTES_PER_WORK;
    }
  if (lua_type (L, index) == LUA_TSTRING)
    return 1 + lua_rawlen (L, index); /* quoted, or read as a number */
  return lua_type (L, index) == LUA_TNUMBER ? prepare_number (L, index, conversion) : 1;
}

/* Upvalue: the library's own format, which does the work. */
static int
string_format (lua_State *L)
{
  size_t len;
  const char *format = luaL_checklstring (L, 1, &len), *end = format + len;
  uint64_t work = 1 + len / 4;
  int argument = 1;
  for (const char *at = format; at < end; at++)
    {
      if (*at != '%')
        continue;
      at++;
      if (*at == '%')
        continue;
      while (*at && strchr ("-+ #0123456789.", *at))
        at++;
      work += prepare_argument (L, ++argument, *at);
    }
  sandbox_charge (L, work);
  return lua_tocfunction (L, lua_upvalueindex (1)) (L);
}

void
sandbox_add_strings (lua_State *L, int standard)
{
  /* Each with its charges for 64 bytes of the first argument and the rest. */
  static const struct
  {
    const char *name;
    int first, rest;
  } taken[] = {
    { "byte", 0, 64 }, { "char", 64, 64 }, { "len", 0, 0 }, { "reverse", 4, 0 }, { "sub", 1, 64 }
  };
  static const luaL_Reg own[]
      = { { "upper", string_upper }, { "lower", string_lower }, { NULL, NULL } };
  for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
    {
      lua_getfield (L, standard, taken[i].name);
      sandbox_push_charged (L, lua_tocfunction (L, -1), taken[i].first, taken[i].rest);
      lua_setfield (L, -3, taken[i].name);
      lua_pop (L, 1);
    }
  luaL_setfuncs (L, own, 0);
  sandbox_push_charged (L, string_rep, 0, 64);
  lua_setfield (L, -2, "rep");
  lua_getfield (L, standard, "format");
  lua_pushcclosure (L, string_format, 1);
  lua_setfield (L, -2, "format");
}
