-- draw_selections.lua — random selections of events: a part of draw.lua.
--
-- A selection: { event, fields = the event's, tests, by = field or nil, matched
-- = the field that a duty's key is compared with, where it is not its own }.

local types = require "types"

local draw = {}

local function signs(type) return types.ordered(type) and { ">=", "==", "<" } or { "==", "~=" } end

function draw:test(field)
  local type = field.type
  local out = { field = field.name, type = type, op = "is", value = self:literal(type) }
  local kind = self.r:int(1, 10)
  if kind <= 3 and types.ordered(type) then
    out.op = self.r:pick { "at_least", "more_than", "at_most", "less_than" }
  elseif kind <= 5 then
    out.op, out.values, out.value = self.r:pick { "one_of", "none_of" }, { out.value, self:literal(type) }, nil
  elseif kind == 6 and type.kind ~= "date" then
    out.op, out.sign = "function", self.r:pick(type.kind == "number" and signs(type) or { "==", "~=" })
  end
  return out
end

-- The fields in which events may have the value that there must be; its own
-- name comes first.
local function fields_for(of, must)
  local out = {}
  for _, field in ipairs(of.fields) do
    if field.type == must.type then table.insert(out, field.name == must.name and 1 or #out + 1, field) end
  end
  return out
end

-- Whether all events of a selection have the value that there must be.
local function has_field(sel, must)
  for _, field in ipairs(sel.fields) do
    if field.name == (sel.matched or must.name) then return field.type == must.type end
  end
  return false
end

-- Of events or selections, those that have the field there must be.
function draw:able(list, fits)
  local out = {}
  for _, each in ipairs(list) do
    if not self.must or fits(each, self.must) then out[#out + 1] = each end
  end
  return out
end

local function some_field(of, must) return #fields_for(of, must) > 0 end
function draw:able_events() return self:able(self.p.events, some_field) end

-- One drawn before, now and then: the engine keeps equal ones once.
function draw:selection()
  local known = self:able(self.drawn, has_field)
  if #known > 0 and self.r:chance(25) then return self.r:pick(known) end
  local drawn = self:new_selection()
  table.insert(self.drawn, drawn)
  return drawn
end

function draw:new_selection(event)
  if not event and not self.must and self.r:chance(6) then return self:reserved_selection() end
  local of = event or self.r:pick(self:able_events())
  local sel = { event = of.name, fields = of.fields, tests = {} }
  if #of.fields > 0 and self.r:chance(40) then
    for _, field in ipairs(self.r:some(of.fields, self.r:chance(25) and #of.fields > 1 and 2 or 1)) do
      sel.tests[#sel.tests + 1] = self:test(field)
    end
  end
  for _, field in ipairs(of.fields) do
    if field.type.teacher and self.r:chance(35) then sel.by = field.name end
  end
  self:match(sel)
  return sel
end

-- Where the value that there must be has another name, or may have.
function draw:match(sel)
  local able = self.must and fields_for(sel, self.must) or {}
  local own = able[1] and able[1].name == self.must.name
  if #able > 0 and (not own or #able > 1 and self.r:chance(30)) then sel.matched = self.r:pick(able).name end
end

function draw:reserved_selection()
  local name = self.r:pick { "tenure.teacher", "tenure.left", "tenure.standing", "tenure.waive" }
  return { event = name, fields = {}, tests = {} }
end

draw.signs, draw.has_field = signs, has_field

-- Gives the methods to draw.lua.
return function(to)
  for name, method in pairs(draw) do to[name] = method end
end
