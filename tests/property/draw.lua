-- draw.lua — random facts, conditions and selections over what a policy has
-- declared so far.  `draw` holds the policy `p` and the draws `r`; with `must`,
-- a field, all events drawn from have it, but for what functions ask.

local draw_selections = require "draw_selections"
local tree = require "tree"
local types = require "types"

local draw = {}
draw.__index = draw
draw_selections(draw)

local amounts = { -1000000, 0, 0, 125000, 500000, 1000000, 1000000, 1000000, 1500000, 2000000, 2000000, 2500000, 3000000, 4000000, 5000000, 10000000, 33333000 }

local huge = { 4500000000000000000, -4500000000000000000, 9000000000000000000 }

function draw.new(policy, r, days)
  return setmetatable({ p = policy, r = r, days = days, drawn = {} }, draw)
end

function draw:date() return self.r:pick(self.days) + self.r:int(-3, 3) end

function draw:literal(type)
  if type.kind == "number" and self.p.huge and self.r:chance(10) then return self.r:pick(huge) end
  if type.kind == "number" then return type.whole and self.r:int(-1, 5) * 1000000 or self.r:pick(amounts) end
  if type.kind == "boolean" then return self.r:chance(50) end
  if type.kind == "date" then return self:date() end
  if type.kind == "word" then return self.r:pick(type.flat) end
  return self.r:pick(type.teacher and self.p.teachers or { "a", "b", "c d" })
end

local function const(type, value) return { op = "const", type = type, value = value } end
function draw:const(type) return const(type, self:literal(type)) end

-- What is counted from events ---------------------------------------------------

function draw:window()
  local kind = self.r:int(1, 10)
  if kind <= 4 then return { per = self.r:pick(self.p.period_names) } end
  if kind <= 6 then return { days = self.r:pick { 1, 2, 3, 7, 30 } } end
  if kind == 7 then return { since = self:selection() } end
end

local function fields_of(sel, fits)
  local out = {}
  for _, field in ipairs(sel.fields) do
    if fits(field.type) then out[#out + 1] = field end
  end
  return out
end

local function is_number(type) return type.kind == "number" end

function draw:map(sel)
  local field = #sel.fields > 0 and self.r:pick(sel.fields)
  if not field then return nil end
  if field.type.kind == "number" and self.r:chance(60) then 
    local times = self.p.huge and self.r:pick { -1, 1 } or self.r:int(-2, 3)
    return { field = field.name, times = times, type = field.type }
  end
  local values, seen = {}, {}
  for _ = 1, 3 do
    local key = self:literal(field.type)
    if not seen[key] then values[#values + 1] = { key, self.r:pick(amounts) } end
    seen[key] = true
  end
  return { field = field.name, values = values, type = field.type }
end

function draw:thin(e)
  if #e.sel.fields == 0 or not self.r:chance(25) then return end
  local ranked = fields_of(e.sel, types.ordered)
  if e.map then e.best = { group = self.r:pick(e.sel.fields).name }
  elseif #ranked > 0 then
    local rank = self.r:pick(ranked)
    e.best = { group = self.r:pick(e.sel.fields).name, rank = rank.name, type = rank.type }
  end
end

-- A number counted from events.
function draw:counted()
  local e = { op = "agg", type = types.number, sel = self:selection() }
  if self.r:chance(20) then e.map = self:map(e.sel) end
  self:thin(e)
  local numbers = fields_of(e.sel, is_number)
  local kind = self.r:int(1, 10)
  e.fn = "count"
  if e.map and kind > 3 then e.fn = self.r:pick { "sum", "top", "max", "min", "first", "last", "distinct" }
  elseif kind >= 5 and #numbers > 0 and not e.map then
    e.fn, e.field = self.r:pick { "sum", "sum", "top", "max", "min", "first", "last" }, self.r:pick(numbers).name
  elseif kind == 4 and #e.sel.fields > 0 and not e.map then
    e.fn, e.field = "distinct", self.r:pick(e.sel.fields).name
  end
  if e.fn == "top" then e.n = self.r:int(1, 3) end
  e.window = self:window()
  return e
end

-- How many events, of those a duty counts when no window is given.
function draw:counted_plainly()
  local sel = self:selection()
  if self.r:chance(60) then sel = { event = sel.event, fields = sel.fields, tests = {}, matched = sel.matched } end
  return { op = "agg", type = types.number, sel = sel, fn = "count" }
end

-- A value other than a number that events carried; nil where none can.
function draw:carried(type)
  local function fits(t) return t == type end
  local able = {}
  for _, event in ipairs(self:able_events()) do
    if #fields_of(event, fits) > 0 then able[#able + 1] = event end
  end
  if #able == 0 then return nil end
  local sel = self:new_selection(self.r:pick(able))
  local fields = fields_of(sel, fits)
  local fns = types.ordered(type) and { "last", "first", "max", "min" } or { "last", "first" }
  return self:back { op = "agg", type = type, sel = sel, fn = self.r:pick(fns), field = self.r:pick(fields).name, window = self:window() }
end

local function windowed_by_period(e) return e.op == "agg" and e.window and e.window.per end

function draw:back(e)
  if windowed_by_period(e) and self.r:chance(35) then
    return { op = "previous", type = e.type, agg = e, n = self.r:pick { 1, 1, 1, 2, 3 } }
  end
  return e
end

-- Numbers -----------------------------------------------------------------------

-- Whether all that is counted in an expression, in facts it names too, is of
-- events that have the field there must be.
function draw:fits(e)
  local fine = true
  if not self.must then return true end
  tree.walk(e, function(node)
    if node.tests and not draw.has_field(node, self.must) then fine = false end
    if node.op == "fact" then
      for _, each in ipairs(self.p.facts) do
        if each.name == node.name and not self:fits(each.value) then fine = false end
      end
    end
  end)
  return fine
end

function draw:named(type)
  local found = {}
  for _, each in ipairs(self.p.facts) do
    if each.value.type == type and self:fits(each.value) then found[#found + 1] = each end
  end
  return #found > 0 and { op = "fact", type = type, name = self.r:pick(found).name } or nil
end

function draw:elapsed()
  local a = self.r:chance(50) and self:track() or self:date_fact(0)
  return a and { op = "elapsed", type = types.number, a = a, unit = self.r:pick { "days", "days", "months", "years" } }
end

function draw:track()
  local track = self.r:pick(self.p.tracks)
  return { op = "track", type = track.type, name = track.name }
end

local function of_profile(self, type)
  for _, each in ipairs(self.p.profile) do
    local same = each.type == type or type.kind == "number" and each.type.kind == "number"
    if same then return { op = "profile", type = type, name = each.name } end
  end
end

local arithmetic = { "add", "subtract", "multiply", "divide", "floor_divide", "modulo" }

function draw:computed(depth)
  local function operand() return self.r:chance(50) and self:const(types.number) or self:number(depth - 1) end
  local e = { type = types.number, op = self.r:pick(arithmetic), a = self:number(depth - 1), b = operand() }
  local kind = self.r:int(1, 10)
  if kind == 1 then return { op = "negate", type = types.number, a = e.a } end
  if kind == 2 then e.op = "capped" elseif kind == 3 then e.op = "at_floor"
  elseif kind == 4 then return { op = self.r:pick { "largest", "smallest" }, type = types.number, items = { e.a, e.b, operand() } }
  elseif kind == 5 then e.op = "or_else"
  elseif kind == 6 then
    return { op = "choose", type = types.number, cases = { { condition = self:condition(depth - 1), value = e.a } }, last = self.r:chance(60) and e.b or nil }
  end
  return e
end

-- What a function computes from a fact; it may fail where that is unknown.
function draw:derived()
  local of = self:named(types.number)
  if not of then return nil end
  return { op = "derive", type = types.number, name = of.name, times = self.r:int(-1, 3), unknown = self.r:pick { "nil", "nil", "error" } }
end

function draw:school_number()
  local a = self.r:chance(10) and self:derived() or self:back(self:counted())
  return { op = "school", type = types.number, a = a }
end

function draw:number(depth)
  local kind = self.r:int(1, 12)
  local found
  if depth > 0 and kind <= 4 then return self:computed(depth) end
  if kind == 5 then found = self:elapsed()
  elseif kind == 6 then found = of_profile(self, types.number)
  elseif kind == 7 and #self.p.spells > 0 then found = { op = "spell", type = types.number, name = self.r:pick(self.p.spells).name }
  elseif kind == 8 then found = self:school_number()
  elseif kind <= 10 then found = self:named(types.number)
  elseif kind == 11 and depth > 0 then
    found = self.r:chance(40) and self:derived()
  end
  return found or self:back(self:counted())
end

-- Facts of the other types ------------------------------------------------------

function draw:date_fact(depth)
  local found
  local kind = self.r:int(1, 6)
  if kind == 1 then found = { op = "today", type = types.date }
  elseif kind == 2 then found = of_profile(self, types.date)
  elseif kind <= 4 then found = self:carried(types.date)
  elseif depth > 0 then
    local unit = self.r:pick { "days", "months", "years" }
    found = { op = "plus", type = types.date, a = self:date_fact(depth - 1), span = { [unit] = self.r:int(-2, 3) } }
    if self.r:chance(30) then found.span.days = self.r:int(-40, 40) end
  end
  return found or self:named(types.date) or { op = "today", type = types.date }
end

local band_words = { { "low", "mid", "high" }, { "none", "school", "city" } }

function draw:bands(depth)
  local names, steps, from = self.r:pick(band_words), {}, self.r:int(-1, 1) * 1000000
  for i, word in ipairs(names) do
    steps[i] = { from, word }
    from = from + self.r:pick { 500000, 1000000, 2000000 }
  end
  local type = self.p.list_of(names)
  return { op = "bands", type = type, a = self:number(depth - 1), steps = steps }
end

function draw:word_fact(depth)
  local found
  local kind = self.r:int(1, 6)
  if kind <= 2 then found = self:track()
  elseif kind == 3 and depth > 0 then found = self:bands(depth)
  else
    local type = self.r:pick(self.p.lists)
    found = kind == 4 and of_profile(self, type) or kind == 5 and self:named(type) or self:carried(type)
  end
  return found or self:track()
end

function draw:other_fact()
  local type = self.r:pick { types.boolean, types.text }
  return of_profile(self, type) or self:carried(type)
end

function draw:fact(depth)
  local kind = self.r:int(1, 10)
  if kind <= 6 then return self:number(depth) end
  if kind <= 8 then return self:word_fact(depth) end
  if kind == 9 then return self:date_fact(depth) end
  return self:other_fact() or self:number(depth)
end

-- Conditions --------------------------------------------------------------------

function draw:other_side(type, depth)
  local kind = self.r:int(1, 10)
  if kind > 8 and type.kind == "number" then return self:number(depth - 1) end
  if kind > 6 and type.kind == "date" then return self:date_fact(0) end
  if kind > 8 and type.kind == "word" then return self:carried(type) or self:const(type) end
  return self:const(type)
end

local comparisons = { "at_least", "at_least", "more_than", "at_most", "less_than", "is" }

function draw:compare(depth)
  local a = self.r:chance(15) and self:track() or self:fact(depth)
  local kind = self.r:int(1, 12)
  if kind == 1 then return { op = "known", a = a } end
  if kind == 2 then return { op = "one_of", a = a, values = { self:literal(a.type), self:literal(a.type) } } end
  if kind <= 4 then
    return { op = "share", a = self:number(depth - 1), b = self:number(depth - 1), cmp = self.r:pick(comparisons), top = self.r:int(0, 3), bottom = self.r:pick { 1, 2, 3, 7 } }
  end
  local cmp = types.ordered(a.type) and self.r:pick(comparisons) or "is"
  return { op = "compare", a = a, b = self:other_side(a.type, depth), cmp = cmp }
end

function draw:called(on)
  local e = { op = "function", unknown = self.r:pick { "nil", "nil", "false", "error" } }
  local kind, of = self.r:int(1, 6), nil
  if kind == 1 then e.reads, e.type = "today", types.date
  elseif kind == 2 then of = self:track() e.reads, e.type = "track." .. of.name, of.type
  elseif kind == 3 and #self.p.profile > 0 then of = self.r:pick(self.p.profile) e.reads, e.type = "profile." .. of.name, of.type
  elseif kind == 4 and on and #on.fields > 0 then of = self.r:pick(on.fields) e.reads, e.type = "event.data." .. of.name, of.type
  elseif #self.p.facts > 0 then of = self.r:pick(self.p.facts) e.reads, e.type = "fact." .. of.name, of.value.type
  else e.reads, e.type = "today", types.date end
  e.value = self:literal(e.type)
  e.sign = self.r:pick((e.type.kind == "number" or e.type.kind == "date") and draw.signs(e.type) or { "==", "~=" })
  return e
end

-- `on` is the selection of the rule, whose event functions may read.
function draw:condition(depth, on)
  if self.r:chance(6) then return self:called(on) end
  if depth <= 0 or self.r:chance(60) then return self:compare(math.max(depth, 0)) end
  local items = {}
  for i = 1, self.r:pick { 1, 2, 2, 3 } do items[i] = self:condition(depth - 1, on) end
  return { op = self.r:pick { "all", "any", "none" }, items = items }
end

-- A condition that holds for a while: a state, or where it stands among them.
function draw:state()
  local a = self:track()
  return { op = "compare", cmp = self.r:pick { "is", "at_least", "at_most", "at_most" }, a = a, b = self:const(a.type) }
end

-- A condition on the school's own record alone.
function draw:school_condition(depth)
  local a = self:school_number()
  if depth > 0 and self.r:chance(30) then
    return { op = self.r:pick { "all", "any", "none" }, items = { self:school_condition(depth - 1), self:school_condition(depth - 1) } }
  end
  if self.r:chance(20) then
    return { op = "share", a = a, b = self:school_number(), cmp = self.r:pick(comparisons), top = self.r:int(0, 3), bottom = self.r:pick { 1, 2, 3 } }
  end
  return { op = "compare", a = a, b = self:const(types.number), cmp = self.r:pick(comparisons) }
end

return draw
