-- midnight.lua — what a local midnight brings (language.md, 1): what falls due,
-- sentence by sentence; ends of periods; then windows roll and rules settle.

local ask = require "model.ask"
local civil = require "civil"
local counted = require "model.counted"
local decide = require "model.decide"
local duty = require "model.duty"
local periods = require "model.periods"
local select = require "model.select"
local settle = require "model.settle"
local target = require "model.target"

-- Announcements -----------------------------------------------------------------

local function objected(world, pending)
  local unless = pending.sentence.announce.unless
  if not unless then return false end
  for i = 1, world.at do
    if world.events[i].time >= pending.time and counted.is_of(world, unless, i, pending.teacher) then return true end
  end
  return false
end

local function announcements(world, sentence, day)
  for _, teacher in ipairs(world.roster) do
    for _, each in ipairs { table.unpack(world.pendings) } do
      local due = each.day == day and each.sentence == sentence and each.teacher == teacher
      if due and not teacher.away and not world:waived(teacher, sentence, world.window_day, world.window_day) then
        world:begin_cause()
        decide.announced(world, each, objected(world, each))
        settle(world, teacher)
      end
    end
  end
end

-- Each of a list of judgements of one record is a cause of its own.
local function judge_each(world, of, list)
  for _, judge in ipairs(list) do
    world:begin_cause()
    if judge() then settle(world, of) end
  end
end

-- What falls due, and ends of periods -------------------------------------------

local function falls_due(world, sentence, day)
  if sentence.announce then announcements(world, sentence, day) end
  if sentence.form == "target" then target(world, sentence, day) end
  for _, of in ipairs(sentence.form == "duty" and duty.records(world, sentence) or {}) do
    judge_each(world, of, duty.due(world, sentence, of, day))
  end
end

local ends = {}

function ends.rule(world, rule)
  for _, teacher in ipairs(world.roster) do
    world:begin_cause()
    local truth = ask.rule(world, teacher, rule)
    if truth == "failed" then decide.failure(world, teacher, rule)
    elseif truth then decide.make(world, teacher, rule, "fired", rule.outcome) end
    if truth then settle(world, teacher) end
  end
end

ends.selection = select

function ends.duty(world, sentence, period)
  for _, of in ipairs(duty.records(world, sentence)) do
    judge_each(world, of, duty.ends(world, sentence, of, period))
  end
end

local function ends_of_periods(world, day)
  for _, kind in ipairs(periods.kinds(world.calendar)) do
    local period = periods.of(world.calendar, kind, day - 1)
    for _, sentence in ipairs(period and period.last == day - 1 and world.policy.sentences or {}) do
      if sentence.every == kind or sentence.per == kind then ends[sentence.form](world, sentence, period) end
    end
  end
end

-- The midnight that begins a day.
return function(world, day)
  world.today, world.window_day = day, day - 1
  world.time = civil.midnight(day, world.offset)
  for _, sentence in ipairs(world.policy.sentences) do falls_due(world, sentence, day) end
  ends_of_periods(world, day)
  world.window_day = day
  world:begin_cause()
  settle(world, world.school)
  for _, teacher in ipairs(world.roster) do
    world:begin_cause()
    settle(world, teacher)
  end
end
