-- decide.lua — decisions of the model, and what they change (language.md, 5,
-- 6 and 10).  One is written as the engine writes it, from "time" up to what
-- it says; where a judgement failed, up to its outcome.

local civil = require "civil"
local expressions = require "model.expressions"
local write = require "write"

local decide = {}

local LIMIT = 100 -- decisions about one teacher from one cause

local function string(s) return '"' .. s:gsub('[\\"]', "\\%0") .. '"' end

local function line(world, of, sentence, form, outcome)
  return ('"time":%s,%s%s"form":"%s","outcome":"%s"'):format(string(civil.stamp(world.time, world.calendar.zone)),
    of.school and "" or ('"teacher":%s,'):format(string(of.id)), sentence and ('"rule":%s,'):format(string(sentence.name)) or "",
    form, outcome)
end

local function trial(sentence) return sentence.trial and " trial" or "" end

local function note(world, text) world.out[#world.out + 1] = text end

-- Counts a decision; true where it is one too many.
local function exhausted(world)
  world.made = world.made + 1
  world.exhausted = world.made > LIMIT
  return world.exhausted
end

function decide.failure(world, of, sentence)
  exhausted(world)
  note(world, line(world, of, sentence, "error", "error"))
end

-- What goes with a decision -----------------------------------------------------

local function about(case)
  return case and case.about and (',"about":{%s:%s}'):format(string(case.about.name), write.literal(case.about.type, case.about.value)) or ""
end

local function gives(ask, sentence)
  local out = {}
  for _, each in ipairs(sentence.gives) do -- their names are in order
    local value = expressions.value(ask, each.value)
    if value ~= nil then out[#out + 1] = string(each.name) .. ":" .. write.literal(each.value.type, value) end
  end
  return #out > 0 and ',"gives":{' .. table.concat(out, ",") .. "}" or ""
end

local function named(list, name)
  for _, each in ipairs(list) do
    if each.name == name then return each end
  end
end

-- The value a name in a message stands for, and its type.
local function said(world, ask, name, case)
  local fact, of = world.facts[name], ask.teacher
  if name == "teacher" or name == "name" then return not of.school and of.id or nil, { kind = "text" } end
  if case and case.about and case.about.named and case.about.name == name then return case.about.value, case.about.type end
  if fact then return expressions.value(ask, fact), fact.type end
  local track, field = named(world.policy.tracks, name), named(world.policy.profile, name)
  if track then return of.tracks[name].state, track.type end
  return of.profile[name], field.type
end

local function says(world, ask, sentence, case)
  local out = {}
  for i, name in ipairs(sentence.says) do
    local value, type = said(world, ask, name, case)
    out[i] = value == nil and "?" or write.literal(type, value):gsub('"', "")
  end
  return #out > 0 and ',"says":' .. string(table.concat(out, " ")) or ""
end

-- Tracks ------------------------------------------------------------------------

local function state_after(ask, outcome, type, state)
  local place = type.place[state]
  if outcome.op == "rises" then return type.flat[math.min(place + 1, #type.flat)] end
  if outcome.op == "falls" then return type.flat[math.max(place - 1, 1)] end
  return expressions.value(ask, outcome.value) or state
end

local function type_of(world, track) return named(world.policy.tracks, track).type end

local function set(world, of, track, state, changes)
  local present = of.tracks[track]
  if present.state == state then return end
  changes[#changes + 1] = ('{"track":%s,"from":%s,"to":%s}'):format(string(track), string(present.state), string(state))
  of.tracks[track] = { state = state, day = world.today }
end

local function changed(changes)
  return #changes > 0 and ',"changes":[' .. table.concat(changes, ",") .. "]" or ""
end

-- Takes outcomes one after the other, or, where one fails, none.
local function take(world, ask, effects)
  local of, before, changes = ask.teacher, {}, {}
  for name, present in pairs(of.tracks) do before[name] = present end
  local fine, problem = pcall(function()
    for _, each in ipairs(effects) do
      set(world, of, each.track, state_after({ world = world, teacher = of }, each, type_of(world, each.track), of.tracks[each.track].state), changes)
    end
  end)
  if fine then return changes end
  of.tracks = before
  error(problem, 0)
end

-- The states that outcomes would lead to, taking none.
local function targets(world, ask, effects)
  local out, states = {}, {}
  for i, each in ipairs(effects) do
    local state = states[each.track] or ask.teacher.tracks[each.track].state
    states[each.track] = state_after(ask, each, type_of(world, each.track), state)
    out[i] = { track = each.track, state = states[each.track] }
  end
  return out
end

-- Decisions ---------------------------------------------------------------------

local function announce(world, ask, sentence, effects, given, message)
  local due = world:days_after(world.today, sentence.announce.unit, sentence.announce.n) + 1
  world.pendings[#world.pendings + 1] = {
    sentence = sentence, teacher = ask.teacher, time = world.time, day = due,
    targets = targets(world, ask, effects), given = given, message = message,
  }
  note(world, line(world, ask.teacher, sentence, sentence.form, "announced") .. given .. message .. trial(sentence))
end

local function make(world, of, sentence, outcome, effects, case)
  local ask = { world = world, teacher = of, span = case and case.span }
  local given, message = gives(ask, sentence), says(world, ask, sentence, case)
  effects = not sentence.trial and effects or {}
  if sentence.announce and (outcome == "fired" or outcome == "chosen") then
    return announce(world, ask, sentence, effects, given, message)
  end
  local changes = take(world, ask, effects)
  note(world, line(world, of, sentence, sentence.form, outcome) .. about(case) .. changed(changes) .. given .. message .. trial(sentence))
end

-- A decision of a sentence about a teacher, or the school: its outcome, the
-- effects it has on tracks, and the case of a duty it is about.
function decide.make(world, of, sentence, outcome, effects, case)
  if exhausted(world) then
    return note(world, line(world, of, sentence, "error", "error"))
  end
  local fine, problem = pcall(make, world, of, sentence, outcome, effects, case)
  if fine then return end
  if type(problem) ~= "table" or not problem.failed then error(problem, 0) end
  note(world, line(world, of, sentence, "error", "error"))
end

-- What was announced comes due.
function decide.announced(world, pending, objected)
  local sentence, changes = pending.sentence, {}
  local outcome = objected and "objected" or sentence.form == "selection" and "chosen" or "fired"
  exhausted(world)
  for _, each in ipairs(objected and {} or pending.targets) do set(world, pending.teacher, each.track, each.state, changes) end
  note(world, line(world, pending.teacher, sentence, sentence.form, outcome) .. changed(changes)
    .. pending.given .. pending.message .. trial(sentence))
end

function decide.standing(world, teacher, event)
  local changes = {}
  exhausted(world)
  set(world, teacher, event.data.track, event.data.to, changes)
  note(world, line(world, teacher, nil, "manual", "set") .. changed(changes))
end

return decide
