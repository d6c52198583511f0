-- sentences.lua — random rules, duties, selections and targets over what a
-- policy has declared (draw.lua).  Each is a table of its parts, with its
-- `form`, `name`, `gives` (in order of name) and `says` (a list of names).

local types = require "types"

local sentences = {}

-- Parts that many have ----------------------------------------------------------

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

local function outcomes(d, percent)
  local out = {}
  if d.r:chance(percent) then out[1] = outcome(d) end
  if d.r:chance(15) then out[#out + 1] = outcome(d) end
  return out
end

local function gives(d)
  local out = {}
  for _, name in ipairs { "a", "b", "c" } do
    if d.r:chance(45) then out[#out + 1] = { name = name, value = d:fact(2) } end
  end
  return out
end

local function says(d, about)
  local out = {}
  if d.r:chance(75) then return out end
  for _, of in ipairs { d.p.facts, d.p.tracks, d.p.profile } do
    local each = #of > 0 and d.r:pick(of)
    if each and (of ~= d.p.facts or d:fits(each.value)) then out[#out + 1] = each.name end
  end
  if d.r:chance(40) then out[#out + 1] = "teacher" end
  if about then out[#out + 1] = about end
  return out
end

local function announce(d)
  return { unit = d.r:pick { "days", "workdays" }, n = d.r:int(1, 4), unless = d.r:chance(60) and d:selection() or nil }
end

-- What every sentence may have.
local function begin(d, form, name)
  local r, out = d.r, { form = form, name = name }
  if r:chance(12) then out.from = d:date() end
  if r:chance(12) then out.till = (out.from or d:date()) + r:int(0, 10) end
  out.trial = r:chance(4) or nil
  return out
end

local function tell(d, out, about)
  out.gives, out.says = gives(d), says(d, about)
  return out
end

-- Rules -------------------------------------------------------------------------

function sentences.rule(d, name)
  local r, out = d.r, begin(d, "rule", name)
  local kind = r:int(1, 10)
  if kind <= 3 then out.on = d:selection() elseif kind <= 6 then out.every = r:pick(d.p.ends) end
  local edge = not out.on and not out.every
  if edge or r:chance(55) then out.when = d:condition(2, out.on) end
  if r:chance(35) then out.applies = d:condition(1, out.on) end
  out.outcome = outcomes(d, 60)
  if r:chance(20) then out.announce = announce(d) end
  return tell(d, out)
end

-- A rule that shows what facts and tracks are, at some kind of event.
function sentences.probe(d)
  local event = d.r:pick(d.p.events)
  local out = { form = "rule", name = "probe", outcome = {}, gives = {}, says = {} }
  out.on = { event = event.name, fields = event.fields, tests = {} }
  local function show(list, op, type_of)
    for _, each in ipairs(list) do
      out.gives[#out.gives + 1] = { name = each.name, value = { op = op, type = type_of(each), name = each.name } }
    end
  end
  show(d.p.facts, "fact", function(each) return each.value.type end)
  show(d.p.tracks, "track", function(each) return each.type end)
  show(d.p.spells, "spell", function() return types.number end)
  table.sort(out.gives, function(a, b) return a.name < b.name end)
  return out
end

-- Rules that answer each other without end while a condition holds.
function sentences.circle(d)
  local out, type = {}, d.p.list_of { "one", "two", "three" }
  d.p.tracks[#d.p.tracks + 1] = { name = "round", type = type }
  local go = d:compare(1)
  for i, word in ipairs(type.flat) do
    local here = { op = "compare", cmp = "is", a = { op = "track", type = type, name = "round" }, b = { op = "const", type = type, value = word } }
    local to = { op = "const", type = type, value = type.flat[i % 3 + 1] }
    out[i] = {
      form = "rule", name = "circle " .. word, when = { op = "all", items = { go, here } }, gives = {}, says = {},
      outcome = { { track = "round", op = "becomes", value = to } },
    }
  end
  return out
end

-- Selections --------------------------------------------------------------------

local function ranking(d)
  local out = {}
  for i = 1, d.r:pick { 1, 1, 2 } do
    local value = d.r:chance(40) and d:counted_plainly() or d.r:chance(60) and d:number(1) or d.r:chance(50) and d:word_fact(1) or d:date_fact(1)
    out[i] = { value = value, ascending = d.r:chance(40) or nil }
  end
  return out
end

local shares = { { 1, 2 }, { 1, 3 }, { 2, 3 }, { 15, 100 }, { 50, 100 }, { 40, 100 }, { 3, 2 }, { 0, 100 } }

local function places(d)
  local kind = d.r:int(1, 10)
  if kind <= 4 then
    local share = d.r:pick(shares)
    return { top = share[1], bottom = share[2] }
  end
  if kind <= 7 then return { number = { op = "const", type = types.number, value = d.r:pick { 0, 500000, 1000000, 1000000, 1500000, 2000000, 3000000 } } } end
  return { number = d:school_number() }
end

local function quota(d)
  local out = { cases = {} }
  for i = 1, d.r:chance(30) and d.r:int(1, 2) or 0 do out.cases[i] = { condition = d:school_condition(1), places = places(d) } end
  if #out.cases == 0 or d.r:chance(60) then out.last = places(d) end
  return out
end

function sentences.selection(d, name)
  local r, out = d.r, begin(d, "selection", name)
  out.every = r:pick(d.p.ends)
  if r:chance(40) then out.among = r:chance(15) and d:called() or d:condition(r:int(0, 1)) end
  if r:chance(45) then out.eligible = d:condition(r:int(0, 1)) end
  if r:chance(35) then out.group_by = r:chance(40) and d:track() or d:fact(1) end
  if r:chance(5) then out.group_by = d:derived() end
  if r:chance(70) then out.rank_by = ranking(d) end
  if r:chance(80) then
    out.quota = quota(d)
    if r:chance(30) then out.at_least = r:int(0, 2) end
    if r:chance(50) then out.rounding = r:pick { "down", "up", "nearest" } end
    if r:chance(60) then out.ties = r:pick { "flag", "all", "none" } end
  end
  out.chosen, out.passed_over = outcomes(d, 50), outcomes(d, 40)
  if r:chance(20) then out.announce = announce(d) end
  return tell(d, out)
end

-- Targets -----------------------------------------------------------------------

function sentences.target(d, name)
  local r, out = d.r, begin(d, "target", name)
  out.among, out.at_least = d:condition(1), r:int(0, 3)
  out.by = d.p.near + r:int(-3, 12)
  if r:chance(60) then out.remind = r:pick { 1, 1, 2, 3, 7 } end
  return tell(d, out)
end

-- Duties ------------------------------------------------------------------------

-- What is needed: mostly a number of events, as people would write it.
local function needs(d)
  local kind = d.r:int(1, 10)
  if kind <= 5 then
    local n = { op = "const", type = types.number, value = d.r:pick { 1000000, 1000000, 2000000 } }
    return { op = "compare", cmp = "at_least", a = d:counted_plainly(), b = n }
  end
  return kind == 6 and d:state() or d:condition(2)
end

local function field_in_common(d, sel)
  local able = {}
  for _, field in ipairs(sel.fields) do
    if not field.optional and field.type.kind ~= "boolean" then able[#able + 1] = field end
  end
  return #able > 0 and d.r:pick(able) or nil
end

local function due_field(sel)
  for _, field in ipairs(sel.fields) do
    if field.type.kind == "date" then return field.name end
  end
end

local function within(d, sel)
  local r, field = d.r, due_field(sel)
  if field and r:chance(50) then return { field = field } end
  local out = { unit = r:pick { "days", "days", "workdays", "weeks", "months" } }
  out.n = out.unit == "months" and 1 or out.unit == "weeks" and r:int(1, 2) or r:pick { 1, 2, 3, 5 }
  out.roll = r:chance(30) or nil
  return out
end

local function effects(d, percent)
  local out = outcomes(d, percent)
  return #out > 0 and out or nil
end

-- What needs an event too, so that it is not met from the start.
local function event_as_well(d, condition)
  local one = { op = "const", type = types.number, value = 1000000 }
  local some = { op = "compare", cmp = "at_least", a = d:counted_plainly(), b = one }
  return { op = "all", items = d.r:chance(50) and { some, condition } or { condition, some } }
end

-- The rest of a duty, all of it of events that have the field `must`.
local function finish(d, out, must, about)
  d.must = must
  out.needs = needs(d)
  if out.of ~= "school" then out.missed, out.met = effects(d, 55), effects(d, 45)
  elseif d.r:chance(50) then out.met = {} end
  if out.met and d.r:chance(60) then out.needs = event_as_well(d, out.needs) end
  tell(d, out, about)
  d.must = nil
  if d.r:chance(55) then out.applies = d.r:chance(60) and d:state() or d:condition(1) end
  if d.r:chance(45) then out.remind = d.r:pick { 1, 1, 2, 3 } end
  return out
end

function sentences.periodic(d, name)
  local r, out = d.r, begin(d, "duty", name)
  local spell, must = r:chance(50) and d.p.spells[1]
  out.per = r:pick(d.p.ends)
  if r:chance(15) then out.inside = r:pick(d.p.period_names) end
  out.partial = r:chance(35) or nil
  if spell then
    out.each, must = spell.name, { name = spell.key, type = spell.key_type }
  elseif r:chance(12) then out.of = "school" end
  return finish(d, out, must, spell and spell.key)
end

function sentences.after(d, name)
  local r, out = d.r, begin(d, "duty", name)
  out.after = d:new_selection(not r:chance(10) and r:pick(d.p.events) or nil)
  out.within = within(d, out.after)
  out.match = r:chance(45) and field_in_common(d, out.after) or nil
  return finish(d, out, out.match, out.match and out.match.name)
end

return sentences
