-- judge.lua — the contract as a model (language.md, 1 and 6): the decisions of
-- a timeline, judged from nothing, midnight by midnight and event by event.
--
-- Nothing is kept but the states of tracks, whether an edge rule was true at
-- its last turn, and what is announced; all else is asked of the events anew.

local civil = require "civil"
local counted = require "model.counted"
local decide = require "model.decide"
local expressions = require "model.expressions"
local periods = require "model.periods"

local judge = {}

-- The timeline: what is voided, at whatever time, never was; voids themselves
-- are not in it.
local function timeline(events, offset, till)
  local voided, out = {}, {}
  for _, event in ipairs(events) do
    if event.type == "tenure.void" then voided[event.data.source .. "\0" .. event.data.id] = true end
  end
  for _, event in ipairs(events) do
    if event.type ~= "tenure.void" and event.time <= till and not voided[event.source .. "\0" .. event.id] then
      event.day = civil.local_day(event.time, offset)
      out[#out + 1] = event
    end
  end
  table.sort(out, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    if a.source ~= b.source then return a.source < b.source end
    return a.id < b.id
  end)
  return out
end

local function waived(world, teacher, rule)
  for i = 1, world.at do
    local event = world.events[i]
    if event.type == "tenure.waive" and event.subject == teacher.id and event.data.rule == rule.name then
      local from, till = event.data.from or event.day, event.data["until"] or math.huge
      if from <= world.window_day and world.window_day <= till then return true end
    end
  end
  return false
end

-- true, false, or the text of a failure.
local function holds(world, teacher, rule, event)
  local ask = { world = world, teacher = teacher, event = event }
  local day = world.window_day
  if teacher.away or rule.from and day < rule.from or rule.till and day > rule.till or waived(world, teacher, rule) then return false end
  if rule.applies and expressions.value(ask, rule.applies) ~= true then return false end
  return not rule.when or expressions.value(ask, rule.when) == true
end

local function answer(world, teacher, rule, event)
  local fine, result = pcall(holds, world, teacher, rule, event)
  if fine then return result end
  if type(result) == "table" and result.failed then return "failed" end
  error(result, 0)
end

local function turn(world, teacher, rule)
  local was = teacher.truth[rule.name]
  local truth = answer(world, teacher, rule)
  teacher.truth[rule.name] = truth
  if truth == was or not truth then return false end
  if truth == "failed" then decide.failure(world, teacher, rule) else decide.firing(world, teacher, rule) end
  return true
end

local function settle(world, teacher)
  if teacher.away then return end
  repeat
    local fired = false
    for _, rule in ipairs(world.policy.rules) do
      if not rule.on and not rule.every and not world.exhausted then fired = turn(world, teacher, rule) or fired end
    end
  until not fired or world.exhausted
end

local function begin_cause(world) world.made, world.exhausted = 0, false end

-- A rule that is asked now, for itself: whether it led to a decision.
local function asked(world, teacher, rule, event)
  local truth = answer(world, teacher, rule, event)
  if truth == "failed" then decide.failure(world, teacher, rule)
  elseif truth then decide.firing(world, teacher, rule) end
  return truth
end

-- Midnights ---------------------------------------------------------------------

local function objected(world, pending)
  local unless = pending.rule.announce.unless
  if not unless then return false end
  for i = 1, world.at do
    if world.events[i].time >= pending.time and counted.is_of(world, unless, i, pending.teacher) then return true end
  end
  return false
end

local function announcements(world, day)
  for _, rule in ipairs(world.policy.rules) do
    for _, teacher in ipairs(world.roster) do
      local due = {}
      for _, each in ipairs(world.pendings) do
        if each.day == day and each.rule == rule and each.teacher == teacher then due[#due + 1] = each end
      end
      for _, each in ipairs(due) do
        if not teacher.away and not waived(world, teacher, rule) then
          begin_cause(world)
          decide.announced(world, each, objected(world, each))
          settle(world, teacher)
        end
      end
    end
  end
end

local function ends_of_periods(world, day)
  for _, kind in ipairs(periods.kinds(world.calendar)) do
    local period = periods.of(world.calendar, kind, day - 1)
    for _, rule in ipairs(period and period.last == day - 1 and world.policy.rules or {}) do
      for _, teacher in ipairs(rule.every == kind and world.roster or {}) do
        begin_cause(world)
        if asked(world, teacher, rule) then settle(world, teacher) end
      end
    end
  end
end

local function midnight(world, day)
  world.today, world.window_day = day, day - 1
  world.time = civil.midnight(day, world.offset)
  announcements(world, day)
  ends_of_periods(world, day)
  world.window_day = day
  for _, teacher in ipairs(world.roster) do
    begin_cause(world)
    settle(world, teacher)
  end
end

local function advance(world, day)
  if not world.today then world.today, world.window_day = day, day end
  for each = world.today + 1, day do midnight(world, each) end
end

-- Events ------------------------------------------------------------------------

local function make_known(world, event)
  local teacher = world.teachers[event.subject]
  if teacher.known_at then return end
  teacher.known_at, teacher.known_day = world.at, event.day
  for _, track in ipairs(world.policy.tracks) do
    teacher.tracks[track.name] = { state = track.type.flat[1], day = event.day }
  end
  world.roster[#world.roster + 1] = teacher
  table.sort(world.roster, function(a, b) return a.id < b.id end)
end

local function take_profile(world, event)
  local profile = world.teachers[event.subject].profile
  for _, field in ipairs(world.policy.profile) do
    if event.data[field.name] ~= nil then profile[field.name] = event.data[field.name] end
  end
end

local function take_subject(world, teacher, event)
  if event.type == "tenure.left" then teacher.away, teacher.truth = true, {} end
  if event.type == "tenure.teacher" then teacher.away = false end
  if event.type == "tenure.standing" then decide.standing(world, teacher, event) end
end

local function take(world, event)
  world.at, world.time = world.at + 1, event.time
  world.school_known_day = world.school_known_day or event.day
  if event.subject then make_known(world, event) end
  if event.type == "tenure.teacher" then take_profile(world, event) end
  for _, teacher in ipairs(world.roster) do
    begin_cause(world)
    if event.subject == teacher.id then take_subject(world, teacher, event) end
    for _, rule in ipairs(world.policy.rules) do
      if rule.on and not world.exhausted and counted.is_of(world, rule.on, world.at, teacher) then
        asked(world, teacher, rule, event)
      end
    end
    settle(world, teacher)
  end
end

local function by_name(list, value)
  local out = {}
  for _, each in ipairs(list) do out[each.name] = value and each[value] or each end
  return out
end

-- The decisions of a policy over events, until an instant, in order.
function judge.decisions(policy, events, till)
  local world = {
    policy = policy, calendar = policy.calendar, offset = civil.offset(policy.calendar.zone),
    facts = by_name(policy.facts, "value"), spells = by_name(policy.spells), at = 0, teachers = {}, roster = {}, pendings = {}, out = {},
  }
  world.events = timeline(events, world.offset, till)
  for _, event in ipairs(world.events) do
    if event.subject and not world.teachers[event.subject] then
      world.teachers[event.subject] = { id = event.subject, tracks = {}, profile = {}, truth = {}, away = false }
    end
  end
  for _, event in ipairs(world.events) do
    advance(world, event.day)
    take(world, event)
  end
  if #world.events > 0 then advance(world, civil.local_day(till, world.offset)) end
  return world.out
end

return judge
