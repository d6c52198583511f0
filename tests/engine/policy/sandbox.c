/* sandbox.c — what policy code can see, what it may spend, and that neither
 * cleverness nor accident gets round it.
 *
 * Cases are Lua: each runs in a sandbox of its own, and what it returns is
 * compared as a text.  Run with TIMES=1 in the environment to see how long
 * each attack lasted. */
#include "engine/policy/sandbox.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lauxlib.h>

#include "engine/policy/freeze.h"
#include "engine/policy/purity.h"
#include "tests/tap.h"

#define WORK 10000000
#define MEMORY (64u << 20)

struct result
{
  struct error error; /* code ERROR_NONE where it succeeded */
  char text[2000];    /* what the code returned */
  uint64_t work;
  double milliseconds;
};

static int
test_freeze (lua_State *L)
{
  freeze_value (L, 1);
  lua_settop (L, 1);
  return 1;
}

static int
test_freeze_globals (lua_State *L)
{
  sandbox_push_environment (sandbox_of (L));
  freeze_table (L, -1, "no global may be assigned ('%s')");
  return 0;
}

/* impure (value): what purity_check_deep says, or "pure". */
static int
test_impure (lua_State *L)
{
  struct error error;
  int result = purity_check_deep (L, 1, &error);
  lua_pushstring (L, result < 0 ? error.text : "pure");
  return 1;
}

static int
test_impure_alone (lua_State *L)
{
  struct error error;
  int result = purity_check (L, 1, &error);
  lua_pushstring (L, result < 0 ? error.text : "pure");
  return 1;
}

static int
add_words (lua_State *L)
{
  static const luaL_Reg words[] = { { "freeze", test_freeze },
                                    { "freeze_globals", test_freeze_globals },
                                    { "impure", test_impure },
                                    { "impure_alone", test_impure_alone },
                                    { NULL, NULL } };
  sandbox_push_environment (sandbox_of (L));
  luaL_setfuncs (L, words, 0);
  return 0;
}

static struct sandbox *
new_sandbox (uint64_t memory)
{
  struct sandbox *sandbox;
  struct error error;
  if (sandbox_new (&sandbox, memory, &error) < 0)
    {
      tap_note ("%s", error.text);
      exit (1);
    }
  lua_pushcfunction (sandbox_lua (sandbox), add_words);
  sandbox_call (sandbox, 0, 0, NULL);
  return sandbox;
}

static void
run_in (struct sandbox *sandbox, const char *code, struct result *result)
{
  struct timespec from, to;
  lua_State *L = sandbox_lua (sandbox);
  int top = lua_gettop (L);
  *result = (struct result){ 0 };
  clock_gettime (CLOCK_MONOTONIC, &from);
  if (sandbox_load (sandbox, "p.lua", code, strlen (code), &result->error) == 0
      && sandbox_call (sandbox, 0, 1, &result->error) == 0)
    {
      const char *text = lua_tostring (L, -1);
      snprintf (result->text, sizeof result->text, "%s", text ? text : luaL_typename (L, -1));
      lua_pop (L, 1);
    }
  clock_gettime (CLOCK_MONOTONIC, &to);
  result->milliseconds
      = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
  result->work = sandbox_work (sandbox)->current;
  if (lua_gettop (L) != top)
    ok (false, "the stack is as deep as before: %s", code);
}

static void
run (const char *code, struct result *result)
{
  struct sandbox *sandbox = new_sandbox (MEMORY);
  sandbox_begin (sandbox, WORK);
  run_in (sandbox, code, result);
  sandbox_free (sandbox);
}

struct example
{
  const char *code, *expected;
};

/* Code beginning with "=" is an expression.  What is expected is the result
 * or, where it fails, the error. */
static void
check_examples (const struct example *example)
{
  struct result result;
  char code[3000];
  for (; example->code; example++)
    {
      bool expression = example->code[0] == '=';
      snprintf (code, sizeof code, "%s%s", expression ? "return " : "", example->code + expression);
      run (code, &result);
      is_str (result.error.code ? result.error.text : result.text, example->expected, "%s",
              example->code);
    }
}

/* Every name in the environment with its type, and in what trusted code has. */
static void
test_contents (void)
{
  static const char expected[]
      = "assert error ipairs math.abs math.ceil math.floor math.fmod math.huge math.max "
        "math.maxinteger math.min math.mininteger math.modf math.tointeger math.type math.ult "
        "pairs pcall select string.byte string.char string.find string.format string.gmatch "
        "string.gsub string.len string.lower string.match string.rep string.reverse string.sub "
        "string.upper table.concat table.insert table.pack table.remove table.sort table.unpack "
        "tonumber tostring type utf8.char utf8.charpattern utf8.codepoint utf8.codes utf8.len "
        "utf8.offset";
  static const char list[]
      = "local out = {} for name, value in pairs (...) do if type (value) == 'table' then "
        "for k in pairs (value) do out[#out + 1] = name .. '.' .. k end "
        "else out[#out + 1] = name end end table.sort (out) return table.concat (out, ' ')";
  struct error error;
  struct sandbox *sandbox;
  if (sandbox_new (&sandbox, MEMORY, &error) < 0)
    exit (1);
  lua_State *L = sandbox_lua (sandbox);
  for (int trusted = 0; trusted < 2; trusted++)
    {
      sandbox_load (sandbox, "list", list, strlen (list), &error);
      trusted ? sandbox_push_trusted (sandbox) : sandbox_push_environment (sandbox);
      is_int (sandbox_call (sandbox, 1, 1, &error), 0, "its contents can be listed");
      if (!trusted)
        is_str (lua_tostring (L, -1), expected, "the environment holds exactly this");
      else
        ok (strstr (lua_tostring (L, -1), " getmetatable ")
                && strstr (lua_tostring (L, -1), " next ")
                && strstr (lua_tostring (L, -1), " rawlen ")
                && strstr (lua_tostring (L, -1), " setmetatable ")
                && strstr (lua_tostring (L, -1), " where"),
            "trusted code has more");
      lua_pop (L, 1);
    }
  is_int (lua_gettop (L), 0, "nothing is left on the stack");
  sandbox_free (sandbox);
}

static const struct example library_examples[] = {
  { "local t = {} for _, n in ipairs { 'load', 'loadstring', 'dofile', 'loadfile', 'require', "
    "'setmetatable', 'getmetatable', 'rawget', 'rawset', 'rawequal', 'rawlen', 'next', 'xpcall', "
    "'print', 'coroutine', 'collectgarbage', 'debug', 'io', 'os', 'package', '_G', '_VERSION', "
    "'where', 'warn' } do t[#t + 1] = _ENV[n] and n end return #t",
    "0" },
  { "=('x').dump", "nil" },
  { "=('x').pack", "nil" },
  { "=math.random", "nil" },
  { "=math.sqrt", "nil" },
  { "=table.move", "nil" },
  { "string.trim = 1", "p.lua:1: a table may not change once the policy is loaded" },
  { "=tostring {} .. tostring (print) .. tostring (type) .. tostring (nil) .. tostring (1.5)",
    "tablenilfunctionnil1.5" },
  { "=tostring (0/0) .. tostring (-(0/0)) .. string.format ('%f %g %5.1f', 0/0, -(0/0), 2.25)",
    "nannannan nan   2.2" },
  { "=string.format ('%s %s %5s|%-3d|%q', {}, type, 'x', 7, 'a\\n')",
    "table function     x|7  |\"a\\\n\"" },
  { "=string.format ('%p', {})",
    "p.lua:1: '%p' is not available: addresses differ from run to run" },
  { "=string.format ('%d', {})",
    "p.lua:1: bad argument #2 to 'format' (number expected, got table)" },
  { "=string.format ('%d')", "p.lua:1: bad argument #2 to 'format' (no value)" },
  { "=string.format ('100%%: %y', 1)", "p.lua:1: invalid conversion '%y' to 'format'" },
  { "local o = '' for k, v in pairs { 'a', [3.5] = 'm', x = 1, [true] = 'y', [-1] = 'b', "
    "[false] = 'n', X = 2, xx = 3, [2] = 'c', [2^70] = 'f' } do o = o .. tostring (k) .. '=' .. v "
    ".. ' ' end return o",
    "-1=b 1=a 2=c 3.5=m 1.1805916207174e+21=f X=2 x=1 xx=3 false=n true=y " },
  { "for k in pairs { [{}] = 1, a = 2 } do end",
    "p.lua:1: pairs: a key is a table value, which has no place in an order; "
    "keys are numbers, strings or booleans" },
  { "local t, n = { 1, 2, 3, 4 }, 0 for k in pairs (t) do t[k + 1] = nil n = n + 1 end return n",
    "2" },
  { "pairs (nil)", "p.lua:1: bad argument #1 to 'pairs' (table expected, got nil)" },
  { "local t = {} for i = 1, 300 do t[i] = { i % 3, i } end "
    "table.sort (t, function (a, b) return a[1] < b[1] end) "
    "for i = 2, 300 do assert (t[i - 1][1] < t[i][1] or t[i - 1][2] < t[i][2]) end return 'stable'",
    "stable" },
  { "local t = { 3, 1, 2 } table.sort (t) return table.concat (t, ',')", "1,2,3" },
  { "local t = {} for i = 1, 100 do t[i] = i end "
    "table.sort (t, function () return true end) return #t",
    "100" },
  { "local t = { 1, 2, 3, 4 } local good, why = pcall (table.sort, t, function () error 'no' end) "
    "return why .. table.concat (t)",
    "p.lua:1: no1234" },
  { "table.sort { 1, 'a' }", "p.lua:1: attempt to compare string with number" },
  { "table.sort { {}, {} }", "p.lua:1: attempt to compare two table values" },
  { "=table.concat { 1, 2.5, 'x' } .. table.concat ({ 1, 2, 3 }, ', ', 2)", "12.5x2, 3" },
  { "table.concat { 1, {}, 2 }", "p.lua:1: invalid value (at index 2) in table for 'concat'" },
  { "local t = { 1, 2, 3 } table.insert (t, 2, 9) table.insert (t, 8) "
    "return table.remove (t, 1) .. table.concat (t) .. table.remove (t) .. select ('#', "
    "table.unpack (t))",
    "1923883" },
  { "=('2024-09-01'):match '(%d+)-(%d+)-(%d+)'", "2024" },
  { "=('  trim me '):match '^%s*(.-)%s*$'", "trim me" },
  { "=('hello world'):gsub ('o', { o = '0' }):gsub ('%w+', '<%0>')", "<hell0> <w0rld>" },
  { "=(('a.b.c'):gsub ('%.', '%%'))", "a%b%c" },
  { "local o = '' for k, v in ('a=1, b=2'):gmatch '(%w+)=(%w+)' do o = o .. k .. v end return o",
    "a1b2" },
  { "=('x'):rep (3, '-') .. ('ÄbC'):lower () .. ('ÄbC'):upper () .. ('abc'):reverse ()",
    "x-x-xÄbcÄBCcba" },
  { "=#('x'):rep (1e9)", "p.lua:1: resulting string too large: 32768 bytes at most" },
  { "=(''):rep (1e15)", "" },
  { "='10' + 1 .. -'2'", "11-2" },
  { "='x' + 1", "p.lua:1: attempt to add a 'string' with a 'number'" },
  { "=tonumber '0x10' + tonumber ('z', 36)", "51" },
  { "local o = '' for _, c in utf8.codes 'aé中' do o = o .. c .. ' ' end return o",
    "97 233 20013 " },
  { "=select (2, pcall (error, { 1 }))[1] .. tostring (pcall (error))", "1false" },
  { "error {}", "the error object is a table value" },
  { "error (12)", "12" },
  { "error ()", "the error object is a nil value" },
  { "error ('here', 1)", "p.lua:1: here" },
  { "local function f () error ('there', 2) end\nf ()", "p.lua:2: there" },
  { "local x = {} < {}", "p.lua:1: attempt to compare two table values" },
  { "x.y = 1", "p.lua:1: attempt to index a nil value (global 'x')" },
  { "return 1 +", "p.lua:1: unexpected symbol near <eof>" },
  { "\033Lua", "attempt to load a binary chunk (mode is 't')" },
  { "local function f () return 1 + f () end f ()",
    "p.lua:1: stack overflow: functions call each other more than 16000 deep" },
  { "local function f () return pcall (f) end return select ('#', f ()) > 100 and 'deep'", "deep" },
  { "local function f (n) if n == 0 then return 'end' end return f (n - 1) end return f (100000)",
    "end" },
  { "local function f () local t = {} for i = 1, 300 do t[i] = i end return f1 (table.unpack (t)) "
    "end "
    "function f1 (...) return select ('#', ...) end return f ()",
    "p.lua:1: a function was given more than 200 extra arguments" },
  { 0, 0 },
};

/* Each runs without end, or would take the machine's time or memory, were it
 * let.  What is expected is the kind of error. */
static const struct attack
{
  const char *code;
  enum error_code code_expected;
} attacks[] = {
  { "while true do end", ERROR_BUDGET },
  { "local function loop () while true do end end while true do pcall (loop) end", ERROR_BUDGET },
  { "local function loop () while true do end end "
    "while true do pcall (pcall, pcall, pcall, loop) end",
    ERROR_BUDGET },
  { "local function f () pcall (f) pcall (f) end f ()", ERROR_BUDGET },
  { "local function f () return f () end f ()", ERROR_BUDGET },
  { "local function f () f () end while true do pcall (f) end", ERROR_BUDGET },
  { "('a'):rep (400):find '.-.-.-b'", ERROR_BUDGET },
  { "while true do pcall (string.find, ('a'):rep (400), '.-.-.-b') end", ERROR_BUDGET },
  { "('a'):rep (30000):match '(.-)(.-)%1%2b'", ERROR_BUDGET },
  { "('x'):rep (30000):gsub ('.-.-y', 'z')", ERROR_BUDGET },
  { "(('('):rep (30000)):gsub ('%b()', 'z')", ERROR_BUDGET },
  { "local s = ('ab'):rep (9000) while true do s:gsub ('a', function (c) return s:gsub ('b', 'c') "
    "end) end",
    ERROR_BUDGET },
  { "local s = ('a'):rep (30000) while true do s:gsub ('', s) end", ERROR_MEMORY },
  { "local s = ('a'):rep (30000) while true do for w in s:gmatch '.-' do end end", ERROR_BUDGET },
  { "while true do pcall (string.rep, 'x', 1e9) end", ERROR_BUDGET },
  { "while true do local s = ('x'):rep (30000) end", ERROR_BUDGET },
  { "local s = 'x' while true do s = s .. s end", ERROR_BUDGET },
  { "while true do pcall (function () local s = 'x' while true do s = s .. s end end) end",
    ERROR_BUDGET },
  { "local s = ('x'):rep (32000) while true do local x = s .. 1 end", ERROR_BUDGET },
  { "local s, k = ('x'):rep (32000), { } while true do k[s .. 1] = 1 end", ERROR_BUDGET },
  { "local s = ('x'):rep (32000) local a, b = s .. 1, s .. 1 while true do local x = a == b end",
    ERROR_BUDGET },
  { "local s = ('x'):rep (32000) local a, b = s .. 1, s .. 2 while true do local x = a < b end",
    ERROR_BUDGET },
  { "local t, s = {}, ('x'):rep (3000) for i = 1, 1000 do t[i] = s end while true do "
    "pcall (table.concat, t) end",
    ERROR_BUDGET },
  { "while true do pcall (table.concat, {}, ',', 1, 1e15) end", ERROR_BUDGET },
  { "local t = {} for i = 1, 20000 do t[i] = 'x' end while true do table.concat (t) end",
    ERROR_BUDGET },
  { "local s = ('x'):rep (30000) while true do string.format ('%s%s', s, 1) end", ERROR_BUDGET },
  { "while true do string.format ('%99.99f', 1e300) end", ERROR_BUDGET },
  { "local s = ('0'):rep (30000) while true do string.format ('%d', s) end", ERROR_BUDGET },
  { "local s = ('1'):rep (30000) while true do local x = s + 1 end", ERROR_BUDGET },
  { "local s = ('1'):rep (30000) while true do tonumber (s) math.floor (s) end", ERROR_BUDGET },
  { "local s = ('x'):rep (30000) while true do s:upper () s:lower () s:reverse () s:sub (2) end",
    ERROR_BUDGET },
  { "local s = ('x'):rep (30000) while true do s:byte (1, -1) end", ERROR_BUDGET },
  { "local s = ('\\x80'):rep (30000) local f = utf8.codes (s) while true do pcall (f, s, 1) end",
    ERROR_BUDGET },
  { "local s = ('x'):rep (30000) while true do utf8.len (s) utf8.offset (s, -1, 1) end",
    ERROR_BUDGET },
  { "while true do pcall (table.unpack, {}, 1, 900000) end", ERROR_BUDGET },
  { "while true do pcall (table.unpack, {}, 1, 1e12) end", ERROR_BUDGET },
  { "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.insert (t, 1, 0) end",
    ERROR_BUDGET },
  { "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.remove (t, 1) end",
    ERROR_BUDGET },
  { "local t = {} for i = 1, 1e5 do t[i] = -i end while true do table.sort (t) end", ERROR_BUDGET },
  { "local t = {} for i = 1, 1e4 do t[i] = -i end while true do for _ in pairs (t) do break end "
    "end",
    ERROR_BUDGET },
  { "local t = {} for i = 1, 100 do t[i] = i end "
    "while true do pcall (table.sort, t, function () while true do end end) end",
    ERROR_BUDGET },
  { "local function f (...) while true do local t = { ... } end end "
    "f (table.unpack ({}, 1, 200))",
    ERROR_BUDGET },
  { "local function g () end local function f (...) while true do g (...) end end "
    "f (table.unpack ({}, 1, 200))",
    ERROR_BUDGET },
  { "local function f (n) if n == 0 then return table.unpack ({}, 1, 200000) end "
    "return 1, f (n - 1) end while true do pcall (f, 1000) end",
    ERROR_BUDGET },
  { "local function f (n) if n == 0 then return end return 1, f (n - 1) end "
    "while true do pcall (f, 100000) end",
    ERROR_BUDGET },
  { "local t = {} for i = 1, 4096 do t['k' .. i] = i end "
    "for i = 1, 1e9 do t['k' .. i] = nil t['q' .. i] = 1 t['k' .. i + 4096] = 2 t['q' .. i] = nil "
    "end",
    ERROR_BUDGET },
  { "local f local function deep (n) if n > 0 then return 1 + deep (n - 1) end "
    "while true do pcall (error, 'x', 1e6) end end deep (15000)",
    ERROR_BUDGET },
  { "local t = {} while true do t = { t } end", ERROR_MEMORY },
  { "while true do local x = 3.7 .. '' end", ERROR_BUDGET },
  { "while true do local f = function () return f end end", ERROR_BUDGET },
  { "local t = {} while true do t[#t + 1] = ('x.........'):rep (3000) .. #t end", ERROR_MEMORY },
  { "while true do pcall (function () local t = {} while true do t[#t + 1] = {} .. 1 end end) end",
    ERROR_BUDGET },
  { "while true do pcall (function () local t = {} "
    "while true do t[#t + 1] = ('x.........'):rep (3000) .. #t end end) end",
    ERROR_MEMORY },
  { "local keep, n = {}, 0 while n < 63e6 do keep[#keep + 1] = ('x.........'):rep (3000) .. n n = "
    "n + 30000 end "
    "while true do local s = ('y.........'):rep (3000) end",
    ERROR_MEMORY },
};

static void
test_attacks (void)
{
  double longest = 0;
  for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
    {
      struct result first, again;
      run (attacks[i].code, &first);
      run (attacks[i].code, &again);
      is_int (first.error.code, attacks[i].code_expected, "%s", attacks[i].code);
      ok (first.work == again.work && strcmp (first.error.text, again.error.text) == 0,
          "it ends at the same point again: %llu", (unsigned long long)first.work);
      if (getenv ("TIMES"))
        tap_note ("%8.1f ms %9llu units: %s: %s", first.milliseconds,
                  (unsigned long long)first.work, attacks[i].code, first.error.text);
      if (first.milliseconds > longest)
        longest = first.milliseconds;
    }
  tap_note ("the longest attack took %.0f ms", longest);
}

static void
test_budgets (void)
{
  struct result result;
  struct sandbox *sandbox = new_sandbox (MEMORY);
  run_in (sandbox, "for i = 1, 1e6 do end", &result);
  is_int (result.error.code, ERROR_NONE, "work is not limited before the first begin");
  sandbox_begin (sandbox, 1000);
  is_int ((long long)sandbox_work (sandbox)->current, 0, "a judgement begins with nothing done");
  run_in (sandbox, "\nwhile true do end", &result);
  is_str (result.error.text,
          "p.lua:2: the policy spent its 1000 units of work; is there a loop without end?",
          "a spent budget is told with its place");
  is_int ((long long)sandbox_work (sandbox)->current, 1001, "to the unit");
  run_in (sandbox, "return 1", &result);
  is_int (result.error.code, ERROR_BUDGET, "what is spent stays spent");
  sandbox_grant (sandbox, 100000);
  run_in (sandbox, "return 1", &result);
  is_int (result.error.code, ERROR_BUDGET, "a grant does not revive it");
  sandbox_begin (sandbox, 1000);
  run_in (sandbox, "return 1", &result);
  is_str (result.text, "1", "a new judgement does");
  sandbox_grant (sandbox, 5000);
  run_in (sandbox, "for i = 1, 4000 do end return 2", &result);
  is_str (result.text, "2", "a grant lets it do more");
  is_int ((long long)sandbox_work (sandbox)->limit, 6000, "and shows in the limit");
  ok (sandbox_work (sandbox)->maximum >= 1000000, "the maximum stays");
  sandbox_begin (sandbox, WORK);
  run_in (sandbox, attacks[sizeof attacks / sizeof *attacks - 1].code, &result);
  is_int (result.error.code, ERROR_MEMORY, "memory can run out");
  sandbox_begin (sandbox, WORK);
  run_in (sandbox, "return 3", &result);
  is_str (result.text, "3", "and is there again for the next judgement");
  ok (sandbox_memory (sandbox)->current < 1 << 20, "with what was held given back");
  ok (sandbox_memory (sandbox)->maximum <= sandbox_memory (sandbox)->limit
          && sandbox_memory (sandbox)->maximum > 60000000,
      "the maximum never passed the limit");
  sandbox_free (sandbox);
  sandbox_free (NULL);
}

/* A sandbox too small at each of many sizes: an error, never a crash. */
static void
test_little_memory (void)
{
  int made = 0, refused = 0;
  for (uint64_t memory = 0; memory < 64000; memory += 501)
    {
      struct sandbox *sandbox;
      struct error error = { 0 };
      if (sandbox_new (&sandbox, memory, &error) < 0)
        {
          refused += error.code == ERROR_MEMORY;
          continue;
        }
      struct result result;
      sandbox_begin (sandbox, WORK);
      run_in (sandbox, "local t = {} for i = 1, 1e5 do t[i] = { i } end", &result);
      made += result.error.code == ERROR_MEMORY;
      sandbox_free (sandbox);
    }
  is_int (made + refused, 128, "little memory is an error (%d were made)", made);
  ok (made > 0 && refused > 0, "of both kinds");
}

static void
test_trusted (void)
{
  static const char trusted[]
      = "local words = ...\nfunction words.here (level) return where (level) end\n"
        "function words.line () local file, line = words.here (1) return file .. line end\n"
        "words.object = setmetatable ({}, { __tostring = function () return 'an object' end,\n"
        "  __lt = function () return false end, __pairs = function () return next, { 7 } end })\n";
  struct sandbox *sandbox = new_sandbox (MEMORY);
  struct error error = { 0 };
  struct result result;
  is_int (sandbox_load_trusted (sandbox, "words", trusted, strlen (trusted), &error), 0,
          "trusted code loads");
  sandbox_push_environment (sandbox);
  is_int (sandbox_call (sandbox, 1, 0, &error), 0, "and runs: %s", error.text);
  sandbox_begin (sandbox, WORK);
  run_in (sandbox, "\n\nlocal function f ()\n return (line ())\nend\nreturn f () .. ''", &result);
  is_str (result.text, "p.lua4", "where finds the school's own line");
  run_in (sandbox, "return tostring (object) .. string.format ('%s', object)", &result);
  is_str (result.text, "an objectan object", "an object says how it is shown");
  run_in (sandbox, "local n = 0 for _, v in pairs (object) do n = n + v end return n", &result);
  is_str (result.text, "7", "and how one goes through it");
  run_in (sandbox, "table.sort { object, object } return 1", &result);
  is_str (result.text, "1", "and how it compares");
  sandbox_free (sandbox);
}

static const struct example freeze_examples[] = {
  { "freeze { 1 } [1] = 2", "p.lua:1: a table may not change once the policy is loaded" },
  { "freeze { 1 } [2] = 2", "p.lua:1: a table may not change once the policy is loaded" },
  { "table.insert (freeze { 1 }, 2)", "p.lua:1: a table may not change once the policy is loaded" },
  { "table.remove (freeze { 1 })", "p.lua:1: a table may not change once the policy is loaded" },
  { "table.sort (freeze { 2, 1 })", "p.lua:1: a table may not change once the policy is loaded" },
  { "freeze { a = { b = { c = 1 } } }.a.b.c = 2",
    "p.lua:1: a table may not change once the policy is loaded" },
  { "local t = { 1, 2, 3, x = 'y' } t = freeze (t) local o = #t .. table.concat (t) .. t.x "
    "for i, v in ipairs (t) do o = o .. i .. v end for k, v in pairs (t) do o = o .. k .. v end "
    "return o .. select ('#', table.unpack (t))",
    "3123y112233112233xy3" },
  { "local t = { 1, nil, 3 } local n = #t freeze (t) return #t == n", "boolean" },
  { "local t = {} return tostring (freeze (t) == t and freeze (t) == t)", "true" },
  { "local t = {} t.t = t t[t] = {} freeze (t) return tostring (t.t == t) .. tostring (t.t.t[t])",
    "truetable" },
  { "local t = {} local u = {} local f = function () return function () return t, u.x end end "
    "freeze (f) t.x = 1",
    "p.lua:1: a table may not change once the policy is loaded" },
  { "local t = {} for i = 1, 100000 do t = { t } end freeze (t) t[1] = 1",
    "p.lua:1: a table may not change once the policy is loaded" },
  { "local f = function () return type end freeze (f) word = 1 return word", "1" },
  { "word = 1 freeze_globals () return word .. tostring (type (word))", "1number" },
  { "freeze_globals () word = 1", "p.lua:1: no global may be assigned ('word')" },
  { "freeze_globals () freeze_globals () type = 1", "p.lua:1: no global may be assigned ('type')" },
  { "=impure (function () local n = 0 local function add () n = n + 1 end add () return n end)",
    "pure" },
  { "local n = 0\nlocal f = function ()\n  local m = 1\n  n = n + m\nend\nreturn impure (f)",
    "p.lua:4: a function may not assign to 'n', a local outside it" },
  { "local n = 0 local f = function () return function ()\n return function () n = 2 end end end "
    "return impure (f)",
    "p.lua:2: a function may not assign to 'n', a local outside it" },
  { "local n = 0 local function g () n = 2 end local f = function () return g () end "
    "return impure (f)",
    "p.lua:1: a function may not assign to 'n', a local outside it" },
  { "local n = 0 local function g () n = 2 end local f = function () return g () end "
    "return impure_alone (f)",
    "pure" },
  { "local n = 0 local m = { { g = function () n = 2 end } } return impure (freeze (m))",
    "p.lua:1: a function may not assign to 'n', a local outside it" },
  { "local n = 0 function g () n = 2 end return impure (function () return g () end)", "pure" },
  { "local n = 0 function g () n = 2 end return impure (_ENV)",
    "p.lua:1: a function may not assign to 'n', a local outside it" },
  { "=impure (function () _ENV = {} end)",
    "p.lua:1: a function may not assign to '_ENV', a local outside it" },
  { "=impure (function () x = 1 end) .. impure (type) .. impure (1)", "purepurepure" },
  { "local function f () return f end return impure (f)", "pure" },
  { "=impure (function (...) local a <const>, b = 1, 'long' for i = 1, 2.5 do b = i end goto e "
    "::e:: "
    "return ..., function (x) return function () x = a return b end end end)",
    "pure" },
  { 0, 0 },
};

/* An assignment far down a long function is found at its line. */
static void
test_long_function (void)
{
  static char code[60000];
  struct result result;
  size_t len = (size_t)sprintf (code, "local n, m = 0\nlocal function f ()\n");
  for (int i = 0; i < 1000; i++)
    len += (size_t)sprintf (code + len, "m = { %d, 'x%d' }\n%s", i, i, i % 7 ? "" : "\n\n");
  sprintf (code + len, "end\nreturn impure (f)");
  run (code, &result);
  is_str (result.text, "p.lua:3: a function may not assign to 'm', a local outside it",
          "the first assignment of many");
  for (char *at = code + 15; (at = strstr (at, "m = {")); at++)
    *at = 'z';
  size_t end = strlen (code) - strlen ("end\nreturn impure (f)");
  sprintf (code + end, "n = 1 end\nreturn impure (f)");
  run (code, &result);
  is_str (result.text, "p.lua:1289: a function may not assign to 'n', a local outside it",
          "one at the end");
}

int
main (void)
{
  test_contents ();
  check_examples (library_examples);
  test_budgets ();
  test_trusted ();
  check_examples (freeze_examples);
  test_long_function ();
  test_little_memory ();
  test_attacks ();
  return tap_done ();
}
