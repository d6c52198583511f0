#!/usr/bin/env lua5.4
-- errors.t — that there is a kept case for each kind of error of a policy: for
-- each that the contract names in its section on sharing, and for each message
-- the words of the language can give.  Prints TAP.
--
-- The cases that expect mistakes are run again through `tenure`, the one found
-- in PATH; that each says what it should is the business of tests/cases.t.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
package.path = top .. "/tests/?.lua"
local reader = require "case_reader"

-- What the contract names, and how it is told; a kind may be told in many ways.
local kinds = {
  { "a misspelt name, with what was meant", "no event '[^']+'; did you mean '" },
  { "a misspelt word of the language", "no word '[^']+'; did you mean '" },
  { "an unknown part of a sentence", "a rule has no part '[^']+'; did you mean '" },
  { "an unknown part of a duty", "a duty has no part '" },
  { "a word outside its list", "'[^']+' is not one of [^;]+; did you mean '" },
  { "a wrong type", ' is not a number$' },
  { "a field declared twice", "fact '[^']+' is declared twice" },
  { "an event declared twice", "event '[^']+' is declared twice" },
  { "a word twice in one list", "stands twice in one list" },
  { "two sentences of one name", "two sentences are named" },
  { "a number with too many places", "more than six decimal places" },
  { "a sentence to replace that is not there", 'replace: no sentence "' },
  { "a sentence to remove that is not there", 'remove: no sentence "' },
  { "a module that is not there", "no module '" },
  { "a module whose name leads outside", "cannot name a module" },
  { "a module that requires itself", "requires itself" },
  { "a syntax error", " near " },
  { "an unknown global", "no word 'zebra'", "no word 'load'" },
  { "what reaches outside", "no word 'io'" },
  { "an error the policy raises", ": stop$" },
  { "other keys for pairs", "^[^:]*:%d+: pairs: a key is " },
  { "an assignment to a word", "is a word of the language and may not be assigned" },
  { "an assignment to a local outside", "a function may not assign to '" },
  { "a budget spent while it loads", "the policy spent its %d+ units of work" },
  { "memory spent while it loads", "more than %d+ bytes", "longer than %d+ bytes" },
  { "an assignment once it is loaded", "the policy is loaded; '[^']+' may not change", judged = true },
  { "a table changed once it is loaded", "a table may not change once the policy is loaded", judged = true },
  { "what is judged, changed", "what is judged may not be changed", judged = true },
  { "a declaration once it is loaded", "a policy declares while it loads", judged = true },
  { "a module required once it is loaded", "can no longer be required", judged = true },
  { "an unknown global in a function", "attempt to call a nil value %(global '", judged = true },
  { "other keys for pairs in a function", "pairs: a key is ", judged = true },
  { "a budget spent by a function", "the policy spent its %d+ units of work", judged = true },
  { "a string too long in a function", "longer than %d+ bytes", judged = true },
  { "a name a function misspells", "no fact '", judged = true },
}

local count, failures = 0, 0

local function report(good, name, notes)
  count = count + 1
  if not good then failures = failures + 1 end
  print(("%s %d - %s"):format(good and "ok" or "not ok", count, (name:gsub("#", "\\#"))))
  for _, note in ipairs(not good and notes or {}) do print("#   " .. note) end
end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  pipe:close()
  return text
end

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

-- What the cases come to -----------------------------------------------------------

local folder = output_of("mktemp -d"):match("[^\n]+")

local function write_files(at, files)
  for name, text in pairs(files) do
    local path = at .. "/" .. name
    assert(os.execute("mkdir -p " .. quoted(path:match("^(.*)/"))))
    local file = assert(io.open(path, "wb"))
    file:write(text)
    file:close()
  end
end

-- What a judgement that ended in an error is to say.
local function add_judged(case, judged)
  for _, decision in ipairs(case.decisions or {}) do
    for _, detail in ipairs(decision.outcome == "error" and decision.details or {}) do
      if detail.word == "says" then judged[#judged + 1] = detail.text:match('^"(.*)"$') end
    end
  end
end

-- The messages of all mistakes that cases expect, and of errors of judging.
local function gather()
  local faulty, judged, n = {}, {}, 0
  for path in output_of(("find %s -name '*.case' | LC_ALL=C sort"):format(quoted(top .. "/tests/cases"))):gmatch("[^\n]+") do
    for _, case in ipairs(reader.read(path, read_file(path))) do
      add_judged(case, judged)
      if #case.errors > 0 then
        n = n + 1
        write_files(("%s/%d"):format(folder, n), case.files)
        faulty[n] = ("%s/%d"):format(folder, n)
      end
    end
  end
  local list = assert(io.open(folder .. "/list", "wb"))
  list:write(table.concat(faulty, "\n"), "\n")
  list:close()
  local out = output_of(("xargs -n 1 timeout 20 tenure check < %s 2> /dev/null"):format(quoted(folder .. "/list")))
  local loaded = {}
  for line in out:gmatch("[^\n]+") do loaded[#loaded + 1] = line end
  return loaded, judged
end

local function told(messages, pattern)
  for _, message in ipairs(messages) do
    if message:find(pattern) then return true end
  end
  return false
end

-- What the words can say ---------------------------------------------------------

-- A message as a pattern: what is filled in may be anything.
local function pattern_of(literal)
  local text = literal:gsub('\\"', '"')
  text = text:gsub("%%%%", "\1"):gsub("%%[sdq]", "\2")
  return (text:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0"):gsub("\1", "%%%%"):gsub("\2", ".*"))
end

-- { place, literal } of each message written in the words' files: the first text
-- of a T.fail, a blame or a reason.
local function messages_of(path)
  local out, n = {}, 0
  for line in io.lines(path) do
    n = n + 1
    for _, word in ipairs { "T%.fail%(", "blame%s?%(?", "reason = " } do
      for literal in line:gmatch(word .. '[^"]-"(.-[^\\])"') do
        out[#out + 1] = { place = ("%s:%d"):format(path:match("[^/]+$"), n), literal = literal }
      end
    end
  end
  return out
end

local function judge_words(loaded)
  local total = 0
  for path in output_of(("ls %s/engine/policy/words/*.lua"):format(quoted(top))):gmatch("[^\n]+") do
    local missing = {}
    for _, each in ipairs(messages_of(path)) do
      total = total + 1
      if not told(loaded, pattern_of(each.literal)) then missing[#missing + 1] = each.place .. ": " .. each.literal end
    end
    report(#missing == 0, path:match("[^/]+$") .. ": each message has its case", missing)
  end
  report(total > 150, ("there are messages, %d"):format(total))
end

-- ---------------------------------------------------------------------------------

if output_of("command -v tenure") == "" then
  print("Bail out! no program `tenure` is in PATH")
  os.exit(1)
end
local loaded, judged = gather()
os.execute("rm -rf " .. quoted(folder))
for _, kind in ipairs(kinds) do
  local found = false
  for i = 2, #kind do found = found or told(kind.judged and judged or loaded, kind[i]) end
  report(found, kind[1] .. (kind.judged and " (while it is judged)" or ""))
end
judge_words(loaded)
print("1.." .. count)
os.exit(failures == 0 and 0 or 1)
