#!/usr/bin/env lua5.4
-- cases.t — runs the text cases in tests/cases through `tenure`, the one found
-- in PATH, and prints TAP.  Their format is told in tests/cases/README.md.
--
-- Every case that judges events is judged several times: its lines as written,
-- turned round, twice each, and shuffled; the decisions must be the same bytes.
--
-- tests/cases.t [PART OF A NAME…] runs only the cases whose "file: name"
-- contains one of these.  CASES names another folder to find them in.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
local case_folder = os.getenv("CASES") or top .. "/tests/cases"
package.path = top .. "/tests/?.lua"
local reader, answer = require "case_reader", require "case_answer"

local SECONDS = 20 -- for one run of the program

local function shell_quote(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  pipe:close()
  return text
end

local function read_file(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("a")
  file:close()
  return text
end

local function write_file(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

-- Orders of the lines ---------------------------------------------------------

local function as_written(lines) return lines end

local function turned_round(lines)
  local out = {}
  for i = #lines, 1, -1 do out[#out + 1] = lines[i] end
  return out
end

-- The same in every run: a small generator of its own.
local function shuffled(lines, seed)
  local out = { table.unpack(lines) }
  for i = #out, 2, -1 do
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    local j = (seed >> 8) % i + 1
    out[i], out[j] = out[j], out[i]
  end
  return out
end

local function twice(lines)
  local out = { table.unpack(lines) }
  table.move(lines, 1, #lines, #lines + 1, out)
  return shuffled(out, 7)
end

local orders = {
  { "as written", as_written },
  { "turned round", turned_round },
  { "shuffled", function(lines) return shuffled(lines, 1) end },
  { "each line twice, shuffled", twice },
}

-- Running ---------------------------------------------------------------------

local script = [[
cd "$1" || exit 1
bounded() { timeout ]] .. SECONDS .. [[ "$@" < /dev/null; }
if [ -f checks ]; then
  bounded tenure check $(cat checks) policy > out1 2> err1; echo $? > status1
  exit 0
fi
for n in 1 2 3 4; do
  [ -f events$n ] || continue
  bounded tenure replay policy events$n $(cat until) > out$n 2> err$n; echo $? > status$n
done
]]

local function prepare(folder, case)
  local folders = { [folder .. "/policy"] = true }
  for name in pairs(case.files) do
    folders[(folder .. "/policy/" .. name):match("^(.*)/")] = true
  end
  local command = "mkdir -p"
  for each in pairs(folders) do command = command .. " " .. shell_quote(each) end
  assert(os.execute(command))
  for name, text in pairs(case.files) do write_file(folder .. "/policy/" .. name, text) end
  if case.checks then return write_file(folder .. "/checks", case.linted and "--strict" or "") end
  write_file(folder .. "/until", case.till and "--until " .. case.till or "")
  for n, order in ipairs(orders) do
    if n == 1 or #case.events > 0 and not case.as_written then
      write_file(folder .. "/events" .. n, table.concat(order[2](case.events), "\n") .. "\n")
    end
  end
end

local function run_all(folder, cases)
  local list = {}
  for i, case in ipairs(cases) do
    list[i] = folder .. "/" .. i
    prepare(list[i], case)
  end
  write_file(folder .. "/run", script)
  write_file(folder .. "/list", table.concat(list, "\n") .. "\n")
  local processors = output_of("nproc 2>/dev/null"):match("%d+") or "2"
  local rules = output_of(("cd %s && pwd"):format(shell_quote(top .. "/rules"))):match("[^\n]+")
  os.execute(("TENURE_RULES=%s xargs -P %s -n 1 sh %s/run < %s/list"):format(shell_quote(rules), processors, folder, folder))
end

-- Judging what came out -------------------------------------------------------

local function add(notes, more)
  for _, each in ipairs(more or {}) do notes[#notes + 1] = each end
end

local function check_status(notes, folder, n, expected, err)
  local status = tonumber(read_file(folder .. "/status" .. n))
  if status == expected then return end
  local said = status == 124 and ("it was stopped after %d seconds"):format(SECONDS)
    or ("the program ended with %s, not %d"):format(status, expected)
  add(notes, { said .. (err ~= "" and ", and said:" or "") })
  for line in err:gmatch("[^\n]+") do add(notes, { "    " .. line }) end
end

local function judge_orders(notes, folder, out, status)
  for n = 2, #orders do
    local again = read_file(folder .. "/out" .. n)
    if again and again ~= out then
      add(notes, { "not the same decisions with the lines " .. orders[n][1] .. ":" })
      for line in again:gmatch("[^\n]+") do add(notes, { "    " .. line }) end
    end
    if again then check_status(notes, folder, n, status, read_file(folder .. "/err" .. n)) end
  end
end

local function judge(folder, case)
  local notes = {}
  local out, err = read_file(folder .. "/out1"), read_file(folder .. "/err1")
  if not out then return { "the program was not run" } end
  if case.checks then
    if case.declares then add(notes, answer.declares(case.declares, out))
    elseif case.linted then add(notes, answer.lint(case.lint, out))
    else add(notes, answer.errors(case.errors, out)) end
    check_status(notes, folder, 1, (#case.errors > 0 or #case.lint > 0) and 1 or 0, err)
    return notes
  end
  local status = #case.refused > 0 and 1 or 0
  check_status(notes, folder, 1, status, err)
  add(notes, answer.decisions(case.decisions, out))
  if #notes == 0 or status == 1 then add(notes, answer.refused(case.refused, err)) end
  if #notes == 0 then judge_orders(notes, folder, out, status) end
  return notes
end

-- That the reader and the comparison notice what is wrong ---------------------

local good = 'policy:\n  calendar { timezone = "+08:00" }\n'
local one = good .. "case: a\nevents:\n  2024-09-01  T1  note\n"

local noticed = {
  { "a file without a case", good },
  { "an empty file", "" },
  { "a case that expects nothing", one },
  { "a case without a policy", "case: a\ndecisions: none\n" },
  { "a case without a name", good .. "case:\ndecisions: none\n" },
  { "two cases of one name", good .. "case: a\ndecisions: none\ncase: a\ndecisions: none\n" },
  { "an unknown section", one .. "decision:\n  2024-09-01  T1  x  fired\n" },
  { "a section that stands twice", one .. "decisions: none\ndecisions: none\n" },
  { "an empty list of decisions", one .. "decisions:\n" },
  { "an empty list of refused lines", one .. "refused:\n" },
  { "a decision without an outcome", one .. "decisions:\n  2024-09-01  T1  x\n" },
  { "a detail that is none", one .. "decisions:\n  2024-09-01  T1  x  fired  sayz hello\n" },
  { "an event without a type", good .. "case: a\nevents:\n  2024-09-01 T1\ndecisions: none\n" },
  { "a field without a value", good .. "case: a\nevents:\n  2024-09-01 T1 x a\ndecisions: none\n" },
  { "decisions and errors together", one .. "decisions: none\nerrors:\n  rules.lua:1: x\n" },
  { "decisions and lint together", one .. "decisions: none\nlint: none\n" },
  { "lint that is not beside a line", one .. "lint:\n  rules.lua:1: x\n" },
  { "a line in no section", good .. "case: a\n  hello\ndecisions: none\n" },
  { "an order that is none", one .. "order: any\ndecisions: none\n" },
  { "a decision section before the first case", good .. "decisions: none\n" .. one },
}

local decided = '{"time":"2024-09-01T00:00:00+08:00","teacher":"T1","rule":"x","outcome":"fired",'
  .. '"changes":[{"track":"t","from":"a","to":"b"}],"gives":{"n":1},"says":"hello"}\n'
local head = "2024-09-01  T1  x  fired  "

local unequal = {
  { "a decision too many", nil },
  { "another outcome", "2024-09-01  T1  x  announced  t: a -> b" },
  { "another instant", "2024-09-02  T1  x  fired  t: a -> b" },
  { "a change left out", head },
  { "another change", head .. "t: a -> c" },
  { "another value", head .. "t: a -> b  gives n=2" },
  { "a text for a number", head .. 't: a -> b  gives n="1"' },
  { "other words", head .. 't: a -> b  says "hello you"' },
  { "a detail that should not be", head .. "t: a -> b  no says" },
  { "a detail that is not there", head .. "t: a -> b  severity warning" },
  { "an about that is not there", head .. "t: a -> b  about key=k" },
}

local function decisions_of(line)
  local text = one .. (line and "decisions:\n  " .. line or "decisions: none") .. "\n"
  return answer.decisions(reader.read("self", text)[1].decisions, decided)
end

local function self_check(report)
  for _, each in ipairs(noticed) do
    report(not pcall(reader.read, "self", each[2]), "the reader notices " .. each[1])
  end
  for _, each in ipairs(unequal) do
    report(decisions_of(each[2]) ~= nil, "the comparison notices " .. each[1])
  end
  local all_said = head .. 't: a -> b  gives n=1  says "hello"  no tell'
  report(decisions_of(all_said) == nil, "what is expected and came is alike", decisions_of(all_said))
end

-- -----------------------------------------------------------------------------

local count, failures = 0, 0

local function report(good_one, name, notes)
  count = count + 1
  if not good_one then failures = failures + 1 end
  print(("%s %d - %s"):format(good_one and "ok" or "not ok", count, (name:gsub("#", "\\#"))))
  for _, note in ipairs(notes or {}) do
    if not good_one then print("#   " .. note:sub(1, 1000)) end
  end
end

local function chosen(name)
  for _, part in ipairs(arg) do
    if name:find(part, 1, true) then return true end
  end
  return #arg == 0
end

local function read_all()
  local cases = {}
  for path in output_of(("find %s -name '*.case' | LC_ALL=C sort"):format(shell_quote(case_folder))):gmatch("[^\n]+") do
    local file = path:sub(#case_folder + 2):gsub("%.case$", "")
    local good_file, found = pcall(reader.read, file, read_file(path))
    if not good_file then
      report(false, file .. ": can be read", { type(found) == "table" and found.text or found })
      found = {}
    end
    for _, case in ipairs(found) do
      if chosen(file .. ": " .. case.name) then cases[#cases + 1] = case end
    end
  end
  return cases
end

if not os.getenv("CASES") then self_check(report) end
local cases = read_all()
report(#cases > 0, "there are cases")
if output_of("command -v tenure") == "" then
  print("Bail out! no program `tenure` is in PATH")
  os.exit(1)
end
local folder = output_of("mktemp -d"):match("[^\n]+")
local ran, fault = pcall(run_all, folder, cases)
for i, case in ipairs(cases) do
  local notes = ran and judge(folder .. "/" .. i, case) or { fault }
  report(#notes == 0, case.file .. ": " .. case.name, notes)
end
os.execute("rm -rf " .. shell_quote(folder))
print("1.." .. count)
os.exit(failures == 0 and 0 or 1)
