-- counted.lua — what is counted from events (language.md, 2 and 3): every
-- question goes through all the events so far.
--
-- `world` is the place of the timeline (world.lua); `of` is whose record is
-- asked, a teacher's or the school's own; `span` is what a duty counts within:
-- days first … last, or what follows the event `after`, and, where it names a
-- `field`, only events in which that, or what they are matched by, is `value`.

local numbers = require "model.numbers"
local periods = require "model.periods"
local types = require "types"

local counted = {}

local signs = {
  [">="] = function(a, b) return a >= b end, ["<"] = function(a, b) return a < b end,
  ["=="] = function(a, b) return a == b end, ["~="] = function(a, b) return a ~= b end,
}
counted.signs = signs

local function has(list, value)
  for _, each in ipairs(list) do
    if each == value then return true end
  end
  return false
end

local tests = {
  is = function(test, v) return v == test.value end,
  one_of = function(test, v) return has(test.values, v) end,
  none_of = function(test, v) return not has(test.values, v) end,
}
tests["function"] = function(test, v) return signs[test.sign](v, test.value) end

local function by_rank(sign)
  return function(test, v) return sign(types.rank(test.type, v), types.rank(test.type, test.value)) end
end
tests.at_least, tests.less_than = by_rank(signs[">="]), by_rank(signs["<"])
tests.more_than = by_rank(function(a, b) return a > b end)
tests.at_most = by_rank(function(a, b) return a <= b end)

-- Whether an event is of a selection, whomever it concerns.
function counted.selected(sel, event)
  if event.type ~= sel.event then return false end
  for _, test in ipairs(sel.tests) do
    local value = event.data[test.field]
    if value == nil or not tests[test.op](test, value) then return false end
  end
  return true
end

-- Whether the i-th event, as one of a selection, is of a record.
function counted.concerns(world, sel, i, of)
  local event = world.events[i]
  if sel.by then return not of.school and event.data[sel.by] == of.id end
  if event.subject then return not of.school and event.subject == of.id end
  return of.known_at ~= nil and of.known_at <= i
end

function counted.is_of(world, sel, i, of)
  return counted.selected(sel, world.events[i]) and counted.concerns(world, sel, i, of)
end

-- The place of the latest such event; nil before the first.
function counted.latest(world, sel, of)
  for i = world.at, 1, -1 do
    if counted.is_of(world, sel, i, of) then return i end
  end
end

-- Windows: a test of (place, event).
local function within(period)
  return function(_, event) return period and period.first <= event.day and event.day <= period.last end
end

local function span_window(span)
  if not span then return function() return true end end
  if span.after then return function(i) return i > span.after end end
  return within(span)
end

local function window_of(world, e, of, span)
  local window = e.window
  if not window then return span_window(span) end
  if window.per then return within(periods.of(world.calendar, window.per, world.window_day)) end
  if window.days then return within { first = world.window_day - window.days + 1, last = world.window_day } end
  local from = counted.latest(world, window.since, of)
  return function(i) return from ~= nil and i >= from end
end

local function mapped(map, event)
  local value = event.data[map.field]
  if value == nil then return nil end
  if map.times then return numbers.multiply(value, map.times * 1000000) end
  for _, pair in ipairs(map.values) do
    if pair[1] == value then return pair[2] end
  end
end

-- Of the events alike in one field, the one largest; of equals, the earliest.
local function best_of(e, events)
  local kept, best = {}, {}
  for _, each in ipairs(events) do
    local group = each.event.data[e.best.group]
    local value = e.map and each.mapped
    if not e.map then value = each.event.data[e.best.rank] end
    if group ~= nil and value ~= nil then
      each.group, each.rank = group, types.rank(e.best.type or types.number, value)
      each.ranked = value
      if not best[group] or each.rank > best[group].rank then best[group] = each end
    end
  end
  for _, each in ipairs(events) do
    if each.group ~= nil and best[each.group] == each then kept[#kept + 1] = each end
  end
  return kept
end

local function matches(sel, span, event)
  return not span or not span.field or event.data[sel.matched or span.field] == span.value
end

-- The values that are taken together, in the order of the timeline.
local function values_of(world, e, of, span, inside)
  local events, out = {}, {}
  for i = 1, world.at do
    local event = world.events[i]
    if inside(i, event) and matches(e.sel, span, event) and counted.is_of(world, e.sel, i, of) then
      local each = { event = event }
      if e.map then each.mapped = mapped(e.map, event) end
      if not e.map or each.mapped ~= nil then events[#events + 1] = each end
    end
  end
  if e.best then events = best_of(e, events) end
  for _, each in ipairs(events) do
    local value = each.event.data[e.field]
    if e.fn == "count" then value = 0 elseif not e.field then value = e.map and each.mapped or each.ranked end
    if value ~= nil then out[#out + 1] = value end
  end
  return out
end

local together = {}

function together.count(_, values) return #values * 1000000 end
function together.first(_, values) return values[1] end
function together.last(_, values) return values[#values] end

function together.sum(_, values)
  local sum = 0
  for _, value in ipairs(values) do sum = numbers.add(sum, value) end
  return sum
end

function together.distinct(_, values)
  local seen, n = {}, 0
  for _, value in ipairs(values) do
    if not seen[value] then n = n + 1 end
    seen[value] = true
  end
  return n * 1000000
end

function together.top(e, values)
  table.sort(values, function(a, b) return a > b end)
  return together.sum(e, { table.unpack(values, 1, e.n) })
end

local function extreme(larger)
  return function(e, values)
    local best
    for _, value in ipairs(values) do
      local a, b = types.rank(e.type, value), best ~= nil and types.rank(e.type, best)
      if best == nil or larger and a > b or not larger and a < b then best = value end
    end
    return best
  end
end
together.max, together.min = extreme(true), extreme(false)

-- The value of a fact counted from events; nil is unknown.
function counted.value(world, e, of, span)
  return together[e.fn](e, values_of(world, e, of, span, window_of(world, e, of, span)))
end

-- Its value in the n-th period back.
function counted.previous(world, e, n, of, span)
  local period = periods.back(world.calendar, e.window.per, world.window_day, n)
  if not of.known_day or of.known_day > period.last then return nil end
  return together[e.fn](e, values_of(world, e, of, span, within(period)))
end

local function place_of(open, key)
  for i, each in ipairs(open) do
    if each.key == key then return i end
  end
end

-- The open spells of a record: { key, place, time }, as opened.
function counted.spells(world, spell, of)
  local open, away = {}, false
  for i = 1, world.at do
    local event = world.events[i]
    local own, key = not of.school and event.subject == of.id, event.data[spell.key]
    if own and event.type == "tenure.left" then open, away = {}, true end
    if own and event.type == "tenure.teacher" then away = false end
    local at = key ~= nil and place_of(open, key)
    if at and counted.is_of(world, spell.ends, i, of) then table.remove(open, at) at = nil end
    if key ~= nil and not at and not away and counted.is_of(world, spell.starts, i, of) then
      open[#open + 1] = { key = key, place = i, time = event.time }
    end
  end
  return open
end

return counted
