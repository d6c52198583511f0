-- What a fact can be: a set of values, whether it can be unknown, and whether
-- its numbers are whole.  Never less than it can be; it may be more.
--
-- Asked as of a period's first instant (`fresh`, its number), what is counted in
-- that period is what it is of nothing.

local T = ...
local lint = T.lint
local set = lint.set
local LOW, HIGH, ONE = set.LOW, set.HIGH, set.ONE

local function range(values, unknown, whole) return { set = values, unknown = unknown or false, whole = whole or false } end

local function anything(kind, list, unknown, whole)
  if kind == "word" then return range(set.span(0, #T.lists[list + 1].words - 1), unknown) end
  if kind == "boolean" then return range(set.span(0, 1), unknown) end
  return range(set.all, unknown, whole)
end

-- Bounds: sums and products that stay among the numbers there are.
local function bound(exact, near)
  if near > 8e18 then return HIGH end
  if near < -8e18 then return LOW end
  return exact
end

local function sum(x, y)
  if x == LOW or y == LOW then return LOW end
  if x == HIGH or y == HIGH then return HIGH end
  return bound(x + y, x + 0.0 + y)
end

-- Of millionths, rounded outwards a little; an end that is open stays so.
local function times(x, y)
  if x == 0 or y == 0 then return 0, 0 end
  local near = (x + 0.0) * y / ONE
  if math.abs(x) == HIGH or math.abs(y) == HIGH or math.abs(near) > 8e18 then
    return near > 0 and HIGH or LOW, near > 0 and HIGH or LOW
  end
  if math.abs(near) < 4e12 then return x * y // ONE, -(-x * y // ONE) end
  local slack = 1 + math.floor(math.abs(near) * 1e-12)
  return math.floor(near) - slack, math.ceil(near) + slack
end

local function over(x, y)
  if x == 0 then return 0, 0 end
  local near = (x + 0.0) * ONE / y
  if math.abs(x) == HIGH or math.abs(near) > 8e18 then
    return near > 0 and HIGH or LOW, near > 0 and HIGH or LOW
  end
  local slack = 1 + math.floor(math.abs(near) * 1e-12)
  return math.floor(near) - slack, math.ceil(near) + slack
end

local function corners(a, b, f)
  local lo, hi = HIGH, LOW
  for _, x in ipairs { a.lo, a.hi } do
    for _, y in ipairs { b.lo, b.hi } do
      local low, high = f(x, y)
      lo, hi = math.min(lo, low), math.max(hi, high)
    end
  end
  return lo, hi
end

-- a / b: the smallest b above 0 counts where 0 is its least.
local function quotient(a, b)
  if b.lo < 0 or b.hi == 0 then return range(set.all, true) end
  local least = b.lo > 0 and b.lo or b.whole and ONE or 1
  local lo, hi = corners(a, { lo = least, hi = math.max(b.hi, least) }, over)
  if b.hi == HIGH then lo, hi = math.min(lo, 0), math.max(hi, 0) end
  return range(set.span(lo, hi), b.lo <= 0)
end

local binary = {}

function binary.add(a, b) return range(set.span(sum(a.lo, b.lo), sum(a.hi, b.hi)), false, a.whole and b.whole) end
function binary.subtract(a, b) return range(set.span(sum(a.lo, -b.hi), sum(a.hi, -b.lo)), false, a.whole and b.whole) end

function binary.multiply(a, b)
  local lo, hi = corners(a, b, times)
  return range(set.span(lo, hi), false, a.whole and b.whole)
end

binary.divide = quotient

function binary.floor_divide(a, b)
  local out = quotient(a, b)
  local lo, hi = set.hull(out.set)
  return range(set.span(lo == LOW and LOW or lo // ONE * ONE, hi), out.unknown, true)
end

function binary.modulo(a, b)
  local whole = a.whole and b.whole
  if b.lo < 0 then return range(set.all, true, whole) end
  local most = b.hi == HIGH and HIGH or b.hi - 1
  if a.lo >= 0 then most = math.min(most, a.hi) end
  return range(set.span(0, math.max(most, 0)), b.lo == 0, whole)
end

-- Two facts, both known.
local function of_two(node, fresh)
  local x, y = lint.range(node.a, fresh), lint.range(node.b, fresh)
  local out = range({}, true)
  if #x.set > 0 and #y.set > 0 then
    local a, b = { whole = x.whole }, { whole = y.whole }
    a.lo, a.hi = set.hull(x.set)
    b.lo, b.hi = set.hull(y.set)
    out = binary[node.op](a, b)
  end
  out.unknown = out.unknown or x.unknown or y.unknown
  return out
end

local function extreme(node, fresh)
  local lo, hi, unknown, whole = nil, nil, false, true
  local pick = node.op == "largest" and math.max or math.min
  for _, item in ipairs(lint.children(node)) do
    local each = lint.range(item, fresh)
    if #each.set == 0 then return range({}, true) end
    local low, high = set.hull(each.set)
    lo, hi = pick(lo or low, low), pick(hi or high, high)
    unknown, whole = unknown or each.unknown, whole and each.whole
  end
  return range(set.span(lo, hi), unknown, whole)
end

local function banded(node, fresh)
  local x, out = lint.range(node.a, fresh), range({}, false)
  local lo, hi = set.hull(x.set)
  local places = {}
  for i = 1, node.c do
    local from, to = T.bands[node.b + i], i < node.c and T.bands[node.b + i + 1] - 1 or HIGH
    if lo and lo <= to and hi >= from then places[#places + 1] = i - 1 end
  end
  out.set = set.of(places)
  out.unknown = x.unknown or lo ~= nil and lo < T.bands[node.b + 1]
  return out
end

local function join(a, b) return range(set.join(a.set, b.set), a.unknown or b.unknown, a.whole and b.whole) end

local function chosen(node, fresh)
  local out
  local items = lint.children(node)
  for i = 2, #items, 2 do
    local each = lint.range(items[i], fresh)
    out = out and join(out, each) or each
  end
  if #items % 2 == 0 then return range(out.set, true, out.whole) end
  local last = lint.range(items[#items], fresh)
  return out and join(out, last) or last
end

local function or_else(node, fresh)
  local x, y = lint.range(node.a, fresh), lint.range(node.b, fresh)
  if not x.unknown then return x end
  return range(set.join(x.set, y.set), y.unknown, x.whole and y.whole)
end

-- What is counted from events.
local function field_at(type, place)
  for _, field in ipairs(T.types[type + 1].fields) do if field.place == place then return field end end
end

-- The numbers a table maps to: a record of lo, hi, whole; nil where a function
-- maps.
local function mapped(a)
  if a.map ~= "table" then return nil end
  local out = { whole = true }
  for i = 1, a.map_b do
    local n = T.test_items[a.map_a + 2 * i]
    out.lo, out.hi = math.min(out.lo or n, n), math.max(out.hi or n, n)
    out.whole = out.whole and n % ONE == 0
  end
  return out.lo and out or nil
end

local adds = { count = true, sum = true, distinct = true, top = true }

-- Different values of a field: as many as it can have.
local function distinct(field)
  local most = HIGH
  if field and field.type.kind == "boolean" then most = 2 * ONE end
  if field and field.type.kind == "word" then most = #T.lists[field.type.list + 1].words * ONE end
  return range(set.span(0, most), false, true)
end

local function aggregate(a, fresh)
  if fresh and a.period == fresh then return adds[a.op] and range(set.point(0), false, true) or range({}, true) end
  if a.op == "count" then return range(set.span(0, HIGH), false, true) end
  local field = a.place and field_at(T.selections[a.selection + 1].type, a.place)
  if a.op == "distinct" then return a.map and range(set.span(0, HIGH), false, true) or distinct(field) end
  local values = mapped(a)
  local whole = values and values.whole or not a.map and field ~= nil and field.type.whole or false
  if adds[a.op] then
    local lo, hi = LOW, HIGH
    if values and values.lo >= 0 then lo = 0 end
    if values and values.hi <= 0 then hi = 0 end
    return range(set.span(lo, hi), false, whole)
  end
  if values then return range(set.span(values.lo, values.hi), true, whole) end
  return anything(a.kind, a.words, true, whole)
end

local function elapsed(node, fresh)
  local of, x = lint.node(node.a), lint.range(node.a, fresh)
  if of.op == "track" then return range(set.span(0, HIGH), false, true) end
  if of.op == "today" then return range(set.point(0), false, true) end
  return range(#x.set > 0 and set.all or {}, x.unknown, true)
end

local of_op = {
  constant = function(node) return range(set.point(node.k), false, node.k % ONE == 0) end,
  aggregate = function(node, fresh) return aggregate(T.aggregates[node.a + 1], fresh) end,
  previous = function(node)
    local out = aggregate(T.aggregates[node.a + 1], false)
    return range(out.set, true, out.whole)
  end,
  track = function(node) return anything("word", node.words, false) end,
  today = function(node) return anything(node.kind, nil, false) end,
  spell = function() return range(set.span(0, HIGH), false, true) end,
  elapsed = elapsed,
  plus = function(node, fresh)
    local x = lint.range(node.a, fresh)
    return range(#x.set > 0 and set.all or {}, x.unknown)
  end,
  negate = function(node, fresh)
    local x = lint.range(node.a, fresh)
    local lo, hi = set.hull(x.set)
    return range(lo and set.span(-hi, -lo) or {}, x.unknown, x.whole)
  end,
  largest = extreme, smallest = extreme, or_else = or_else, bands = banded, choose = chosen,
  school = function(node, fresh)
    local x, of = lint.range(node.a, fresh), lint.node(node.a)
    return range(x.set, x.unknown or of.op ~= "aggregate", x.whole)
  end,
}
for op in pairs(binary) do of_op[op] = of_two end

local known = { [false] = {} }

function lint.range(id, fresh)
  fresh = fresh or false
  known[fresh] = known[fresh] or {}
  local out = known[fresh][id]
  if out then return out end
  local node = lint.node(id)
  local reader = of_op[node.op]
  out = reader and reader(node, fresh) or anything(node.kind, node.words, true)
  out.whole = out.whole and node.kind == "number"
  if out.whole then out.set = set.whole(out.set) end
  known[fresh][id] = out
  return out
end

-- The periods in which something under the node is counted anew.
local periods_of = {}

function lint.periods(id)
  local out = periods_of[id]
  if out then return out end
  local node = lint.node(id)
  out = {}
  if node.op == "aggregate" and T.aggregates[node.a + 1].period then out[T.aggregates[node.a + 1].period] = true end
  for _, child in ipairs(lint.children(node)) do
    for period in pairs(lint.periods(child)) do out[period] = true end
  end
  periods_of[id] = out
  return out
end
