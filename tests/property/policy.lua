-- policy.lua — random small policies: a structure that write.lua turns into
-- Lua for the engine and model/ judges by.  Days that matter to its calendar
-- are in `days`: timelines gather around them.

local civil = require "civil"
local draw = require "draw"
local sentences = require "sentences"
local types = require "types"

local policy = {}

local zones = { "+08:00", "+08:00", "-05:00", "+05:30", "+00:00", "+13:00", "-03:30" }

-- Around here something turns: a new year, a leap day, a month's end.
local turns = { "2023-12-31", "2024-02-28", "2024-02-29", "2025-02-28", "2024-08-31", "2024-09-01", "2024-10-31", "2024-12-31", "2025-03-31" }

local terms = {
  { { first = "09-01", last = "01-31" }, { first = "02-16", last = "07-10" } },
  { { first = "02-20", last = "02-29" }, { first = "03-02", last = "12-30" } },
  { { first = "09-02", last = "12-31" }, { first = "01-01", last = "06-30" } },
}

local function ranges(r, day)
  local out = {}
  for _ = 1, r:int(1, 3) do
    local first = day + r:int(-3, 12)
    out[#out + 1] = { first = first, last = first + r:pick { 0, 0, 2, 6 } }
  end
  return out
end

local function calendar(r, near)
  local out = { zone = r:pick(zones), terms = {}, periods = {}, holidays = {}, workdays = {} }
  if r:chance(60) then out.terms = r:pick(terms) end
  if r:chance(40) then out.school_year = r:pick { "09-01", "01-01", "03-01", "08-15" } end
  if r:chance(40) then out.cycle = { years = r:int(1, 3), from = r:int(2020, 2026) } end
  if r:chance(40) then
    local unit = r:pick { "days", "months", "years" }
    out.periods[1] = { name = "span", unit = unit, n = unit == "days" and r:pick { 3, 10, 30 } or r:int(1, 3), from = near + r:int(-800, 800) }
    if r:chance(40) then out.periods[2] = { name = "a_span", unit = "days", n = 7, from = near } end
    if r:chance(30) then out.periods[1].unit, out.periods[1].n, out.periods[1].from = "days", 7, near + 7 end
  end
  if r:chance(50) then out.holidays = ranges(r, near) end
  if r:chance(40) then out.workdays = ranges(r, near) end
  return out
end

local function period_names(c)
  local out = { "day", "week", "week", "month", "month", "year", "school_year" }
  if #c.terms > 0 then out[#out + 1], out[#out + 2] = "term", "term" end
  if c.cycle then out[#out + 1] = "cycle" end
  for _, each in ipairs(c.periods) do out[#out + 1] = each.name end
  return out
end

-- The word lists there are, each once, that equal lists be one type.
local function lists()
  local known = {}
  return function(words)
    local key = {}
    for i, each in ipairs(words) do key[i] = type(each) == "table" and table.concat(each, "=") or each end
    key = table.concat(key, " ")
    known[key] = known[key] or types.words(words)
    return known[key]
  end
end

local function fields(r, p)
  local out, optional = {}, r:chance(60)
  local function add(name, type, spelt) out[#out + 1] = { name = name, type = type, spelt = spelt, optional = optional and r:chance(70) } end
  if r:chance(60) then add("n", types.number, "number") end
  if r:chance(25) then add("i", types.integer, "integer") end
  if r:chance(45) then add("w", r:pick(p.lists)) end
  if r:chance(20) then add("b", types.boolean, "boolean") end
  if r:chance(20) then add("d", types.date, "date") end
  if r:chance(30) then add("s", types.text, "string") end
  if r:chance(25) then add("t", types.teacher, "teacher") end
  return out
end

local function declare(r, p)
  local wordings = { { "low", "mid", "high" }, { "low", { "mid", "half" }, "high" }, { "x", "y" }, { "none", "school", "city" }, { { "p", "q" }, { "r", "s" } } }
  p.lists = {}
  for i, words in ipairs(r:some(wordings, 3)) do p.lists[i] = p.list_of(words) end
  for _, name in ipairs(r:some({ "mark", "visit", "open.lesson", "ask" }, r:int(1, 3))) do
    p.events[#p.events + 1] = { name = name, fields = fields(r, p) }
  end
  if r:chance(50) then
    p.profile[1] = { name = "hired", type = types.date, spelt = "date" }
    if r:chance(60) then p.profile[2] = { name = "age", type = types.integer, spelt = "integer" } end
    if r:chance(40) then p.profile[3] = { name = "kind", type = r:pick(p.lists) } end
  end
  for _, name in ipairs(r:some({ "level", "stage" }, r:int(1, 2))) do
    p.tracks[#p.tracks + 1] = { name = name, type = p.list_of(r:pick(wordings)) }
  end
end

local function spell(r, p)
  local key = r:pick { types.text, types.integer, types.teacher }
  local spelt = key == types.text and "string" or key == types.integer and "integer" or "teacher"
  local function field() return { name = "key", type = key, spelt = spelt, optional = r:chance(50) } end
  for _, event in ipairs(p.events) do
    if r:chance(60) then table.insert(event.fields, field()) end
  end
  local function side(name)
    local event = { name = name, fields = { field() } }
    p.events[#p.events + 1] = event
    return { event = name, fields = event.fields, tests = {} }
  end
  p.spells[1] = { name = "pair", starts = side "opened", ends = side "closed", key = "key", key_type = key }
end

-- Sentences ---------------------------------------------------------------------

-- What a policy is mostly about: how often each kind of sentence is drawn.
local themes = {
  { { 60, "rule" }, { 12, "selection" }, { 8, "target" }, { 10, "periodic" }, { 10, "after" } },
  { { 25, "rule" }, { 65, "selection" }, { 10, "target" } },
  { { 25, "rule" }, { 10, "selection" }, { 5, "target" }, { 30, "periodic" }, { 30, "after" } },
}

local function state(d, p, without)
  local r, able = d.r, {}
  for _, kind in ipairs(themes[p.theme]) do
    if not without[kind[2]] then able[#able + 1] = kind end
  end
  for i = 1, r:int(1, 5) do p.sentences[i] = sentences[r:weighted(able)](d, "s" .. i) end
  if r:chance(50) then p.sentences[#p.sentences + 1] = sentences.probe(d) end
  if r:chance(6) then
    for _, each in ipairs(sentences.circle(d)) do p.sentences[#p.sentences + 1] = each end
  end
end

-- `without` is a set of kinds of sentences to leave out, or nil.
function policy.draw(r, without)
  local near = civil.parse(r:pick(turns)) + r:int(-6, 3)
  local p = { theme = r:pick { 1, 1, 2, 3, 3 }, calendar = calendar(r, near), near = near, list_of = lists(), teachers = {}, events = {}, profile = {}, tracks = {}, spells = {}, facts = {}, sentences = {} }
  p.days = { near, near + 2, near + 7, near + 30, near - 365 }
  p.period_names = period_names(p.calendar)
  p.ends = r:some(p.period_names, r:int(1, 3)) -- some alone, so that ends meet
  p.dense = r:chance(30) -- all within a few days
  if p.dense then p.ends = { "day", r:pick { "day", "week", p.ends[1] } }
  elseif r:chance(65) then p.ends = { r:pick { "day", "day", "week", "month" }, p.ends[1] } end
  for i, name in ipairs(r:some({ "T01", "T1", "T10", "T2", "T3", "t1" }, r:pick(p.theme == 2 and { 3, 5, 6 } or { 1, 2, 3, 3, 4 }))) do p.teachers[i] = name end
  declare(r, p)
  local d = draw.new(p, r, p.days)
  p.huge = r:chance(3)
  if r:chance(p.theme == 3 and 55 or 25) then spell(r, p) end
  for i = 1, r:int(1, 4) do p.facts[i] = { name = "f" .. i, value = d:fact(2) } end
  state(d, p, without or {})
  return p
end

return policy
