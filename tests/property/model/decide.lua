-- decide.lua — decisions of the model, and what they change (language.md, 5,
-- 6 and 10).  One is written as the engine writes it, from "time" up to what
-- it says; where a judgement failed, up to its outcome.

local civil = require "civil"
local expressions = require "model.expressions"
local periods = require "model.periods"
local write = require "write"

local decide = {}

local LIMIT = 100 -- decisions about one teacher from one cause

local function string(s) return '"' .. s:gsub('[\\"]', "\\%0") .. '"' end

local function line(world, teacher, rule, form, outcome)
  return ('"time":%s,"teacher":%s,%s"form":"%s","outcome":"%s"'):format(string(civil.stamp(world.time, world.calendar.zone)),
    string(teacher.id), rule and ('"rule":%s,'):format(string(rule.name)) or "", form, outcome)
end

local function trial(rule) return rule.trial and " trial" or "" end

local function note(world, text) world.out[#world.out + 1] = text end

function decide.failure(world, teacher, rule)
  note(world, line(world, teacher, rule, "error", "error"))
end

-- True where this decision is one too many, and its error stands for it.
local function exhausted(world, teacher, rule)
  world.made = world.made + 1
  if world.made <= LIMIT then return false end
  world.exhausted = true
  decide.failure(world, teacher, rule)
  return true
end

-- What goes with a decision -----------------------------------------------------

local function gives(ask, rule)
  local out = {}
  for _, each in ipairs(rule.gives) do -- their names are in order
    local value = expressions.value(ask, each.value)
    if value ~= nil then out[#out + 1] = string(each.name) .. ":" .. write.literal(each.value.type, value) end
  end
  return #out > 0 and ',"gives":{' .. table.concat(out, ",") .. "}" or ""
end

local function said(world, ask, name)
  local fact = world.facts[name]
  local value, type
  if fact then value, type = expressions.value(ask, fact), fact.type end
  for _, each in ipairs(fact and {} or world.policy.tracks) do
    if each.name == name then value, type = ask.teacher.tracks[name].state, each.type end
  end
  for _, each in ipairs(fact and {} or world.policy.profile) do
    if each.name == name then value, type = ask.teacher.profile[name], each.type end
  end
  if value == nil then return "?" end
  return (write.literal(type, value):gsub('"', ""))
end

local function says(world, ask, rule)
  local out = {}
  for i, name in ipairs(rule.says) do out[i] = said(world, ask, name) end
  return #out > 0 and ',"says":' .. string(table.concat(out, " ")) or ""
end

-- Tracks ------------------------------------------------------------------------

local function state_after(ask, outcome, type, state)
  local place = type.place[state]
  if outcome.op == "rises" then return type.flat[math.min(place + 1, #type.flat)] end
  if outcome.op == "falls" then return type.flat[math.max(place - 1, 1)] end
  return expressions.value(ask, outcome.value) or state
end

local function type_of(world, track)
  for _, each in ipairs(world.policy.tracks) do
    if each.name == track then return each.type end
  end
end

local function set(world, teacher, track, state, changes)
  local present = teacher.tracks[track]
  if present.state == state then return end
  changes[#changes + 1] = ('{"track":%s,"from":%s,"to":%s}'):format(string(track), string(present.state), string(state))
  teacher.tracks[track] = { state = state, day = world.today }
end

local function changed(changes)
  return #changes > 0 and ',"changes":[' .. table.concat(changes, ",") .. "]" or ""
end

-- Announcements -----------------------------------------------------------------

local function due_day(world, announce)
  local day, left = world.today, announce.n
  while left > 0 do
    day = day + 1
    if announce.unit == "days" or not periods.off(world.calendar, day) then left = left - 1 end
  end
  return day + 1
end

local function targets(world, ask, rule)
  local out, states = {}, {}
  for i, each in ipairs(rule.outcome) do
    local state = states[each.track] or ask.teacher.tracks[each.track].state
    states[each.track] = state_after(ask, each, type_of(world, each.track), state)
    out[i] = { track = each.track, state = states[each.track] }
  end
  return out
end

local function announce(world, ask, rule, given, message)
  note(world, line(world, ask.teacher, rule, "rule", "announced") .. given .. message .. trial(rule))
  world.pendings[#world.pendings + 1] = {
    rule = rule, teacher = ask.teacher, time = world.time, day = due_day(world, rule.announce),
    targets = rule.trial and {} or targets(world, ask, rule), given = given, message = message,
  }
end

-- Decisions ---------------------------------------------------------------------

local function fire(world, teacher, rule)
  local ask = { world = world, teacher = teacher }
  local given, message, changes = gives(ask, rule), says(world, ask, rule), {}
  if rule.announce then return announce(world, ask, rule, given, message) end
  for _, each in ipairs(rule.trial and {} or rule.outcome) do
    set(world, teacher, each.track, state_after(ask, each, type_of(world, each.track), teacher.tracks[each.track].state), changes)
  end
  note(world, line(world, teacher, rule, "rule", "fired") .. changed(changes) .. given .. message .. trial(rule))
end

function decide.firing(world, teacher, rule)
  if exhausted(world, teacher, rule) then return end
  local fine, problem = pcall(fire, world, teacher, rule)
  if fine then return end
  if type(problem) ~= "table" or not problem.failed then error(problem, 0) end
  decide.failure(world, teacher, rule)
end

-- What was announced comes due.
function decide.announced(world, pending, objected)
  local changes = {}
  world.made = world.made + 1
  for _, each in ipairs(objected and {} or pending.targets) do set(world, pending.teacher, each.track, each.state, changes) end
  note(world, line(world, pending.teacher, pending.rule, "rule", objected and "objected" or "fired") .. changed(changes)
    .. pending.given .. pending.message .. trial(pending.rule))
end

function decide.standing(world, teacher, event)
  local changes = {}
  world.made = world.made + 1
  set(world, teacher, event.data.track, event.data.to, changes)
  note(world, line(world, teacher, nil, "manual", "set") .. changed(changes))
end

return decide
