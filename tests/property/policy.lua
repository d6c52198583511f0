-- policy.lua — random small policies: a structure that write.lua turns into
-- Lua for the engine and model/ judges by.  Days that matter to its calendar
-- are in `days`: timelines gather around them.

local civil = require "civil"
local draw = require "draw"
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
  local function side(name)
    local event = { name = name, fields = { { name = "key", type = key, spelt = spelt, optional = r:chance(50) } } }
    p.events[#p.events + 1] = event
    return { event = name, fields = event.fields, tests = {} }
  end
  p.spells[1] = { name = "pair", starts = side "opened", ends = side "closed", key = "key" }
end

-- Rules -------------------------------------------------------------------------

local function fits(type, track)
  for _, word in ipairs(type.flat) do
    if not track.type.place[word] then return false end
  end
  return true
end

local function outcome(d)
  local track = d.r:pick(d.p.tracks)
  local kind = d.r:int(1, 5)
  if kind == 1 then return { track = track.name, op = "rises" } end
  if kind == 2 then return { track = track.name, op = "falls" } end
  if kind == 3 then
    local value = d:word_fact(1)
    if fits(value.type, track) then return { track = track.name, op = "becomes", value = value } end
  end
  return { track = track.name, op = "becomes", value = d:const(track.type) }
end

local function gives(d)
  local out = {}
  for _, name in ipairs { "a", "b", "c" } do
    if d.r:chance(45) then out[#out + 1] = { name = name, value = d:fact(2) } end
  end
  return out
end

local function says(d)
  local out = {}
  if d.r:chance(75) then return out end
  for _, of in ipairs { d.p.facts, d.p.tracks, d.p.profile } do
    if #of > 0 then out[#out + 1] = d.r:pick(of).name end
  end
  return out
end

local function announce(d)
  return { unit = d.r:pick { "days", "workdays" }, n = d.r:int(1, 4), unless = d.r:chance(60) and d:selection() or nil }
end

local function rule(d, name)
  local r = d.r
  local out = { name = name, outcome = {}, gives = gives(d), says = says(d) }
  local kind = r:int(1, 10)
  if kind <= 3 then out.on = d:selection() elseif kind <= 6 then out.every = r:pick(d.p.ends) end
  local edge = not out.on and not out.every
  if edge or r:chance(55) then out.when = d:condition(2, out.on) end
  if r:chance(35) then out.applies = d:condition(1, out.on) end
  if r:chance(60) then out.outcome[1] = outcome(d) end
  if r:chance(15) then out.outcome[#out.outcome + 1] = outcome(d) end
  if r:chance(12) then out.from = d:date() end
  if r:chance(12) then out.till = (out.from or d:date()) + r:int(0, 10) end
  out.trial = r:chance(4)
  if r:chance(20) then out.announce = announce(d) end
  return out
end

-- A rule that shows what facts and tracks are, at some kind of event.
local function probe(d)
  local out = { name = "probe", outcome = {}, gives = {}, says = {}, trial = false }
  local event = d.r:pick(d.p.events)
  out.on = { event = event.name, fields = event.fields, tests = {} }
  for _, each in ipairs(d.p.facts) do
    out.gives[#out.gives + 1] = { name = each.name, value = { op = "fact", type = each.value.type, name = each.name } }
  end
  for _, each in ipairs(d.p.tracks) do
    out.gives[#out.gives + 1] = { name = each.name, value = { op = "track", type = each.type, name = each.name } }
  end
  for _, each in ipairs(d.p.spells) do
    out.gives[#out.gives + 1] = { name = each.name, value = { op = "spell", type = types.number, name = each.name } }
  end
  table.sort(out.gives, function(a, b) return a.name < b.name end)
  return out
end

-- Rules that answer each other without end while a condition holds.
local function circle(d)
  local type = d.p.list_of { "one", "two", "three" }
  d.p.tracks[#d.p.tracks + 1] = { name = "round", type = type }
  local go = d:compare(1)
  for i, word in ipairs(type.flat) do
    local here = { op = "compare", cmp = "is", a = { op = "track", type = type, name = "round" }, b = { op = "const", type = type, value = word } }
    local to = { op = "const", type = type, value = type.flat[i % 3 + 1] }
    d.p.rules[#d.p.rules + 1] = {
      name = "circle " .. word, when = { op = "all", items = { go, here } }, gives = {}, says = {}, trial = false,
      outcome = { { track = "round", op = "becomes", value = to } },
    }
  end
end

function policy.draw(r)
  local near = civil.parse(r:pick(turns)) + r:int(-6, 3)
  local p = { calendar = calendar(r, near), near = near, list_of = lists(), teachers = {}, events = {}, profile = {}, tracks = {}, spells = {}, facts = {}, rules = {} }
  p.days = { near, near + 2, near + 7, near + 30, near - 365 }
  p.period_names = period_names(p.calendar)
  p.ends = r:some(p.period_names, r:int(1, 3)) -- some alone, so that ends meet
  for i, name in ipairs(r:some({ "T1", "T10", "T2", "t1" }, r:int(1, 3))) do p.teachers[i] = name end
  declare(r, p)
  local d = draw.new(p, r, p.days)
  p.huge = r:chance(3)
  if r:chance(30) then spell(r, p) end
  for i = 1, r:int(1, 4) do p.facts[i] = { name = "f" .. i, value = d:fact(2) } end
  for i = 1, r:int(1, 5) do p.rules[i] = rule(d, "r" .. i) end
  if r:chance(60) then p.rules[#p.rules + 1] = probe(d) end
  if r:chance(6) then circle(d) end
  return p
end

return policy
