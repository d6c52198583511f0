-- select.lua — selections (language.md, 8): all are asked and ranked once, then
-- the decisions are made, group by group.

local ask = require "model.ask"
local decide = require "model.decide"
local settle = require "model.settle"
local types = require "types"

local function decided(world, candidate, selection, outcome, effects)
  world:begin_cause()
  if outcome == "failed" then decide.failure(world, candidate.teacher, selection)
  else decide.make(world, candidate.teacher, selection, outcome, effects) end
  settle(world, candidate.teacher)
end

-- Asking ------------------------------------------------------------------------

-- What is asked of a teacher who is among: the group, whether they are
-- eligible, what they are ranked by.
local function asked(world, teacher, selection)
  local out, failed = { teacher = teacher, among = true, keys = {} }, false
  local function value(e)
    local result, broke = ask.value(world, teacher, e)
    failed = failed or broke
    return not broke and result or nil
  end
  out.eligible = ask.condition(world, teacher, selection.eligible)
  if selection.group_by then
    local result, broke = ask.value(world, teacher, selection.group_by)
    if broke then failed = true else out.group = result end
  end
  for i, each in ipairs(selection.rank_by or {}) do out.keys[i] = value(each.value) end
  out.failed = failed or out.eligible == "failed"
  return out
end

local function candidates(world, selection)
  local out = {}
  for _, teacher in ipairs(world.roster) do
    if world:stands(teacher, selection) then
      local among = ask.condition(world, teacher, selection.among)
      if among == "failed" then out[#out + 1] = { teacher = teacher, failed = true } end
      if among == true then out[#out + 1] = asked(world, teacher, selection) end
    end
  end
  return out
end

-- Groups ------------------------------------------------------------------------

local function order_of(type, value)
  if type.kind == "boolean" then return value and 1 or 0 end
  return type.kind == "word" and type.place[value] or value
end

-- Those among, group by group, the unknown last.
local function groups(selection, all)
  local by, list, unknown = {}, {}, { among = {} }
  for _, each in ipairs(all) do
    local group = unknown
    if each.group ~= nil then
      if not by[each.group] then
        by[each.group] = { among = {}, order = order_of(selection.group_by.type, each.group) }
        list[#list + 1] = by[each.group]
      end
      group = by[each.group]
    end
    if each.among then table.insert(group.among, each) end
  end
  table.sort(list, function(a, b) return a.order < b.order end)
  if #unknown.among > 0 then list[#list + 1] = unknown end
  return list
end

-- Ranks -------------------------------------------------------------------------

-- Below 0 where a comes before b, 0 where they are equal.
local function compared(selection, a, b)
  for i, each in ipairs(selection.rank_by or {}) do
    local x, y = a.keys[i], b.keys[i]
    if x == nil or y == nil then
      if x ~= y then return x == nil and 1 or -1 end
    else
      x, y = types.rank(each.value.type, x), types.rank(each.value.type, y)
      if x ~= y then return ((x > y) == not each.ascending) and -1 or 1 end
    end
  end
  return 0
end

local function ranked(selection, among)
  local out = {}
  for _, each in ipairs(among) do
    if each.eligible == true and not each.failed then out[#out + 1] = each end
  end
  table.sort(out, function(a, b)
    local order = compared(selection, a, b)
    if order ~= 0 then return order < 0 end
    return a.teacher.id < b.teacher.id
  end)
  return out
end

-- Places ------------------------------------------------------------------------

-- top / bottom as a whole number, exactly.
local function rounded(top, bottom, rounding)
  local whole, rest = top // bottom, top % bottom
  if rounding == "up" and rest > 0 or rounding == "nearest" and 2 * rest >= bottom then whole = whole + 1 end
  return whole
end

-- The quota that holds: a case of a choice, or the only one; nil is unknown.
local function quota_now(world, quota)
  for _, case in ipairs(quota.cases) do
    local holds = ask.condition(world, world.school, case.condition)
    if holds == "failed" then return "failed" end
    if holds == true then return case.places end
  end
  return quota.last
end

-- How many places a group has; nil where all have one.
local function places(world, selection, among)
  local quota, count = selection.quota, 0
  if not quota then return nil end
  local now = quota_now(world, quota)
  if now == "failed" then return "failed" end
  if now and now.bottom then
    count = rounded(now.top * among, now.bottom, selection.rounding)
  elseif now then
    local n, failed = ask.value(world, world.school, now.number)
    if failed then return "failed" end
    count = n and rounded(math.max(n, 0), 1000000, selection.rounding) or 0
  end
  return math.max(count, selection.at_least or 0)
end

local ties = { flag = "tied", all = "chosen", none = "passed_over" }

-- Gives those of a group their outcomes.
local function judge_group(selection, group, count)
  group.ranked = ranked(selection, group.among)
  for i, each in ipairs(group.ranked) do
    each.outcome = (not count or i <= count) and "chosen" or "passed_over"
  end
  if not count or count == 0 or count >= #group.ranked then return end
  local last, following = group.ranked[count], group.ranked[count + 1]
  if compared(selection, last, following) ~= 0 then return end
  for _, each in ipairs(group.ranked) do
    if compared(selection, each, last) == 0 then each.outcome = ties[selection.ties or "flag"] end
  end
end

-- Decisions ---------------------------------------------------------------------

local function tell_group(world, selection, group)
  for _, each in ipairs(group.ranked) do
    if each.outcome == "chosen" then decided(world, each, selection, "chosen", selection.chosen) end
    if each.outcome == "tied" then decided(world, each, selection, "tied") end
  end
  for _, each in ipairs(group.among) do -- by id
    if each.eligible == nil and not each.failed then decided(world, each, selection, "undetermined")
    elseif not each.failed and each.outcome ~= "chosen" and each.outcome ~= "tied" then
      decided(world, each, selection, "passed_over", selection.passed_over)
    end
  end
end

-- One end of a period.  Who fails in a question is in error, first of all.
return function(world, selection)
  local all = candidates(world, selection)
  for _, each in ipairs(all) do
    if each.failed then decided(world, each, selection, "failed") end
  end
  local list = groups(selection, all)
  for _, group in ipairs(list) do
    local count = places(world, selection, #group.among)
    if count == "failed" then
      group.failed = true
      world:begin_cause()
      decide.failure(world, world.school, selection)
    else
      judge_group(selection, group, count)
    end
  end
  for _, group in ipairs(list) do
    if not group.failed then tell_group(world, selection, group) end
  end
end
