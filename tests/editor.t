#!/usr/bin/env lua5.4
-- editor.t — that rules/tenure.d.lua tells editors the words the engine knows, no
-- fewer and no others; and, where lua-language-server is in PATH, that it finds
-- nothing in rules/ and the manual, and finds slips of the pen.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
package.path = top .. "/tests/?.lua"
local manual, words = require "manual_reader", require "engine_words"

local count, failures = 0, 0

local function report(good, name, notes)
  count = count + 1
  if not good then failures = failures + 1 end
  print(("%s %d - %s"):format(good and "ok" or "not ok", count, name))
  for _, note in ipairs(not good and notes or {}) do print("#   " .. note) end
end

-- What an editor's own program would be asked, where it is not installed: no
-- Debian or npm package has it.
local function leave_out(name, why)
  print(("# left out: %s (%s)"):format(name, why))
end

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

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

local function write_file(path, text)
  assert(os.execute("mkdir -p " .. quoted(path:match("^(.*)/"))))
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

-- What is annotated ---------------------------------------------------------------

-- Globals, and by class the fields (not [string], not private ones) and methods.
local function annotated(text)
  local out = { global = {}, fields = {}, methods = {}, parents = {} }
  local class, class_of = nil, {}
  for line in text:gmatch("[^\n]+") do
    local name, parent = line:match("^%-%-%-@class tenure%.([%w_]+):?%s*(%S*)")
    local field = line:gsub("@field package ", "@field "):match("^%-%-%-@field ([%l_]+)")
    local object, method = line:match("^function (%u%w*):([%l_]+)")
    local global = line:match("^function ([%l_]+)%(") or line:match("^([%l_]+) = ")
    if name then
      class = name
      out.fields[name], out.methods[name] = out.fields[name] or {}, {}
      out.parents[name] = parent:match("^tenure%.([%w_]+)")
    elseif field and not line:find("@field private") then
      out[line:find("fun(self:", 1, true) and "methods" or "fields"][class][field] = true
    elseif line:find("^local %u%w* = {}") then
      class_of[line:match("^local (%u%w*)")] = class
    elseif object then
      out.methods[class_of[object]][method] = true
    elseif global then
      out.global[global] = true
    end
  end
  return out
end

local function union(...)
  local out = {}
  for _, set in ipairs { ... } do
    for name in pairs(set) do out[name] = true end
  end
  return out
end

local function without(set, name)
  local out = union(set)
  out[name] = nil
  return out
end

local function compare(name, engine, written, awaited)
  local notes = {}
  for word in pairs(engine) do
    if not written[word] then notes[#notes + 1] = ("'%s' has no annotation"):format(word) end
  end
  for word in pairs(written) do
    if not engine[word] and not (awaited and awaited[word]) then notes[#notes + 1] = ("the engine has no '%s'"):format(word) end
  end
  table.sort(notes)
  report(#notes == 0 and next(engine) ~= nil, name .. ": annotated as the engine has them", notes)
end

local other_tables = { { "calendar", "Calendar" }, { "cycle", "Cycle" }, { "period", "Period" }, { "spell", "Spell" },
  { "announce", "Announcement" }, { "plus", "Span" }, { "within", "Within" } }

local function judge_words(text)
  local found = annotated(text)
  local methods, fields, of = found.methods, found.fields, words.of_functions()
  compare("words that stand alone", words.global, found.global, { duty = true })
  compare("words of events", words.methods["selection of events"], methods.Selection)
  compare("words of facts", words.methods.fact, union(methods.Fact, methods.Track))
  compare("words of shares", words.methods.share, methods.Share)
  compare("words of spells", words.methods.spell, methods.Spell)
  if words.methods.scenario then compare("words of scenarios", words.methods.scenario, methods.Scenario) end
  compare("parts of rules", words.parts.rule, union(fields.Sentence, fields.Rule))
  if words.parts.duty then compare("parts of duties", words.parts.duty, union(fields.Sentence, fields.Duty)) end
  compare("parts of selections", without(words.parts.selection, "applies"), union(fields.Sentence, fields.Selection_of_teachers))
  compare("parts of targets", without(words.parts.target, "applies"), union(fields.Sentence, fields.Target))
  for _, pair in ipairs(other_tables) do
    if words.parts[pair[1]] then compare("parts of " .. pair[1], words.parts[pair[1]], fields[pair[2]]) end
  end
  compare("what functions are handed", of.t, fields.Teacher)
  compare("what an event is to functions", of.event, fields.Event)
end

-- What the language server finds ------------------------------------------------------

local function settings(page)
  local text = page.kept[".luarc.json"]
  return text and text:gsub("/usr/local/share/tenure/rules", (top:find("^/") and top or output_of("pwd"):match("[^\n]+") .. "/" .. top) .. "/rules")
end

-- "FILE:LINE" of what it finds, and all of it.
local function findings(folder, luarc)
  write_file(folder .. "/.luarc.json", luarc)
  local command = "timeout 120 lua-language-server --check=%s --logpath=%s --metapath=%s --checklevel=Warning --check_format=json --check_out_path=%s"
  local out = folder .. ".json"
  output_of(command:format(quoted(folder), quoted(folder .. ".log"), quoted(folder .. ".meta"), quoted(out)) .. " 2>&1")
  local file, found = io.open(out), {}
  if not file then return found end
  local path
  for line in file:lines() do
    path = line:match('^%s*"file://[^"]-([^/"]+)"%s*:') or path
    local message = line:match('^%s*"message": "(.*)",?$')
    if message then found[#found + 1] = path .. ": " .. message end
  end
  file:close()
  return found
end

local slips = {
  { "an unknown part", 'rule "a" { whn = fact.papers:at_least(1) }' },
  { "an unknown word of events", "fact.a = event.paper:cuont()" },
  { "an unknown word of selected events", "fact.a = event.paper { level = \"city\" }:cuont()" },
  { "an unknown word of facts", 'rule "a" { when = fact.papers:at_leest(1) }' },
  { "an unknown word that stands alone", 'rul "a" { when = fact.papers:at_least(1) }' },
  { "a fact where a condition stands", 'rule "a" { when = fact.papers }' },
  { "an outcome that is none", 'rule "a" { on = event.paper, outcome = "city" }' },
  { "a severity that there is not", 'rule "a" { on = event.paper, severity = "high" }' },
  { "an unknown part of announce", 'rule "a" { on = event.paper, announce = { dayss = 7 } }' },
  { "a calendar without a timezone", "calendar { school_year = \"09-01\" }" },
  { "an unknown step of a scenario", 'scenario "a" (function(s) s:expct { teacher = "T1" } end)' },
  { "a member that t lacks", 'rule "a" { on = event.paper, when = function(t) return t.facts.papers > 1 end }' },
}

local declared = 'event.paper = { level = { "school", "city" } }\nfact.papers = event.paper:count()\n'

local function judge_server(folder, page)
  local name = "lua-language-server finds nothing in rules/ and the manual"
  if output_of("command -v lua-language-server") == "" then return leave_out(name, "lua-language-server is not installed") end
  local luarc = settings(page)
  for i, example in ipairs(page.examples) do
    if not example.errors then
      local policy = ("%s/right/line%d_%d"):format(folder, example.line, i)
      write_file(policy .. "/rules.lua", table.concat(example.lines, "\n") .. "\n")
      for _, file in ipairs(example.files) do write_file(policy .. "/" .. file.path, table.concat(file.lines, "\n") .. "\n") end
    end
  end
  assert(os.execute(("cp -r %s %s"):format(quoted(top .. "/rules"), quoted(folder .. "/right/"))))
  os.remove(folder .. "/right/rules/tenure.d.lua")
  local found = findings(folder .. "/right", luarc)
  report(#found == 0, name, found)
  for i, slip in ipairs(slips) do write_file(("%s/wrong/slip%d.lua"):format(folder, i), declared .. slip[2] .. "\n") end
  local seen = {}
  for _, each in ipairs(findings(folder .. "/wrong", luarc)) do seen[each:match("^slip(%d+)%.lua") or ""] = true end
  for i, slip in ipairs(slips) do report(seen[tostring(i)], "and finds " .. slip[1]) end
end

-- -----------------------------------------------------------------------------

local path = top .. "/rules/tenure.d.lua"
report(loadfile(path) ~= nil, "rules/tenure.d.lua is Lua")
judge_words(read_file(path))
local page = manual.read(read_file(top .. "/docs/language.md"))
report(page.kept[".luarc.json"] ~= nil, "the manual shows the settings")
local folder = output_of("mktemp -d"):match("[^\n]+")
local good, fault = pcall(judge_server, folder, page)
if not good then report(false, "lua-language-server can be asked", { tostring(fault) }) end
os.execute("rm -rf " .. quoted(folder))
print("1.." .. count)
os.exit(failures == 0 and 0 or 1)
