-- expressions.lua — facts and conditions (language.md, 3 and 4): a value, nil
-- for unknown, or the error { failed = … } of the judgement.

local civil = require "civil"
local counted = require "model.counted"
local numbers = require "model.numbers"
local types = require "types"

local expressions = {}
local ops = {}

-- `ask` is what is asked: { world, teacher, event, span }; the teacher may be
-- the school's own record, the span is a duty's (counted.lua).
local function value(ask, e) return ops[e.op](ask, e) end
expressions.value = value

local ONE = 1000000

function ops.agg(ask, e) return counted.value(ask.world, e, ask.teacher, ask.span) end
function ops.previous(ask, e) return counted.previous(ask.world, e.agg, e.n, ask.teacher, ask.span) end
function ops.const(_, e) return e.value end
function ops.fact(ask, e) return value(ask, ask.world.facts[e.name]) end
function ops.track(ask, e) return ask.teacher.tracks[e.name].state end
function ops.profile(ask, e) return ask.teacher.profile[e.name] end
function ops.spell(ask, e) return #counted.spells(ask.world, ask.world.spells[e.name], ask.teacher) * ONE end
function ops.today(ask) return ask.world.today end
function ops.school(ask, e) return value({ world = ask.world, teacher = ask.world.school, span = ask.span }, e.a) end

-- Both sides are asked, whatever one of them is.
local function both(f)
  return function(ask, e)
    local a, b = value(ask, e.a), value(ask, e.b)
    if a == nil or b == nil then return nil end
    return f(a, b)
  end
end

for _, op in ipairs { "add", "subtract", "multiply", "divide", "floor_divide", "modulo" } do
  ops[op] = both(numbers[op])
end
function ops.negate(ask, e)
  local a = value(ask, e.a)
  return a and -a
end

local function extreme(f)
  return function(ask, e)
    local out
    for _, item in ipairs(e.items or { e.a, e.b }) do
      local each = value(ask, item)
      if each == nil then return nil end
      out = out and f(out, each) or each
    end
    return out
  end
end
ops.largest, ops.smallest = extreme(math.max), extreme(math.min)
ops.at_floor, ops.capped = ops.largest, ops.smallest

function ops.or_else(ask, e)
  local a = value(ask, e.a)
  if a == nil then return value(ask, e.b) end
  return a
end

function ops.elapsed(ask, e)
  local from
  if e.a.op == "track" then from = ask.teacher.tracks[e.a.name].day else from = value(ask, e.a) end
  if from == nil then return nil end
  if e.unit == "days" then return (ask.world.today - from) * ONE end
  local months = civil.months_between(from, ask.world.today)
  return (e.unit == "months" and months or months // 12) * ONE
end

function ops.plus(ask, e)
  local from = value(ask, e.a)
  if from == nil then return nil end
  local months = (e.span.years or 0) * 12 + (e.span.months or 0)
  return civil.plus_months(from, months) + (e.span.days or 0)
end

function ops.bands(ask, e)
  local n, word = value(ask, e.a), nil
  if n == nil then return nil end
  for _, step in ipairs(e.steps) do
    if n >= step[1] then word = step[2] end
  end
  return word
end

function ops.choose(ask, e)
  for _, case in ipairs(e.cases) do
    if value(ask, case.condition) == true then return value(ask, case.value) end
  end
  if e.last then return value(ask, e.last) end
end

-- What functions ask, they ask without the span.
local function plain(ask) return { world = ask.world, teacher = ask.teacher, event = ask.event } end

function ops.derive(ask, e)
  local n = value(plain(ask), ask.world.facts[e.name])
  if n == nil and e.unknown == "error" then error({ failed = "a function's error" }, 0) end
  return n and numbers.multiply(n, e.times * ONE)
end

-- Conditions --------------------------------------------------------------------

local function compare(e)
  local type = e.a.type
  return function(a, b)
    if e.cmp == "is" then return a == b end
    local x, y = types.rank(type, a), types.rank(type, b)
    if e.cmp == "at_least" then return x >= y end
    if e.cmp == "more_than" then return x > y end
    if e.cmp == "at_most" then return x <= y end
    return x < y
  end
end

function ops.compare(ask, e) return both(compare(e))(ask, e) end

function ops.share(ask, e)
  return both(function(a, b) return numbers.share(a, b, e.cmp, e.top, e.bottom) end)(ask, e)
end

function ops.one_of(ask, e)
  local a = value(ask, e.a)
  if a == nil then return nil end
  for _, each in ipairs(e.values) do
    if each == a then return true end
  end
  return false
end

function ops.known(ask, e) return value(ask, e.a) ~= nil end

-- From the left, until `settles` is met; unknown where nothing settles.
local function listed(settles, if_settled)
  return function(ask, e)
    local unknown = false
    for _, item in ipairs(e.items) do
      local each = value(ask, item)
      if each == settles then return if_settled end
      unknown = unknown or each == nil
    end
    if unknown then return nil end
    return not if_settled
  end
end
ops.all, ops.any, ops.none = listed(false, false), listed(true, true), listed(true, false)

local function read(ask, reads)
  if reads == "today" then return ask.world.today end
  local of, name = reads:match("^(.*)%.([^.]*)$")
  if of == "track" then return ask.teacher.tracks[name].state end
  if of == "profile" then return ask.teacher.profile[name] end
  if of == "event.data" then return ask.event.data[name] end
  return value(plain(ask), ask.world.facts[name])
end

ops["function"] = function(ask, e)
  local v = read(ask, e.reads)
  if v == nil then
    if e.unknown == "error" then error({ failed = "a function's error" }, 0) end
    if e.unknown == "nil" then return nil end
    return false
  end
  return counted.signs[e.sign](v, e.value)
end

return expressions
