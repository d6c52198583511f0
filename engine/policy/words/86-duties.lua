-- duty "name" { … }: what is to be done in every period, or after an event.
--
-- What a duty needs is counted in its own window.  So when all is declared, the
-- expressions it needs, gives and says are taken over node by node: a count
-- without window becomes one per period, or one that begins with each opening;
-- with `each` and `match` it counts only events of the same key.

local T = ...
local words = T.words
local read = T.reader

local function a_spell(value, part)
  local record = T.is(value, T.spell_class)
  if record then return record end
  if value ~= T.nothing then T.fail(("%s takes a spell: spell.NAME, not %s"):format(part, T.show(value))) end
end

local function of_school(value, part)
  if value == "school" then return true end
  T.fail(("%s is %s; it is \"school\" or left out"):format(part, T.show(value)))
end

local function a_name(value, part)
  if T.check_name(value, part) then return value end
end

local units = { days = true, weeks = true, workdays = true, months = true }

-- within = { days = 7, roll = true }, or the name of a date in the opening event
local function a_span(value, part)
  if type(value) == "string" then return { unit = "date", field = value } end
  if type(value) ~= "table" or T.meaning(value) then
    T.fail(part .. " is written { days = 7 }, or names a date of the opening event")
    return nil
  end
  local out = { roll = false }
  for name, given in pairs(value) do
    if name == "roll" and type(given) == "boolean" then
      out.roll = given
    elseif name == "roll" then
      T.fail(("%s: roll is %s, not true or false"):format(part, T.show(given)))
      return nil
    elseif not units[name] then
      T.fail(("%s has no part '%s'%s"):format(part, tostring(name), T.meant(name, { days = 1, weeks = 1, workdays = 1, months = 1, roll = 1 })))
      return nil
    elseif math.type(given) ~= "integer" or given < 0 or given > 3660 then
      T.fail(("%s: %s is %s, not a whole number from 0 to 3660"):format(part, name, T.show(given)))
      return nil
    elseif out.unit then
      T.fail(part .. " has more than one of days, weeks, workdays and months")
      return nil
    else
      out.unit, out.number = name, given
    end
  end
  if not out.unit then T.fail(part .. " has none of days, weeks, workdays and months") return nil end
  return out
end

-- Parts of the one kind that the other has no use for.
local periodic = { "inside", "partial", "each", "of" }
local after = { "within", "match" }

local function blame_any(parts, names, blame, without)
  for _, name in ipairs(names) do
    if parts[name] ~= nil then blame(("has %s but no %s"):format(name, without)) end
  end
end

T.kind("duty", {
  needs = read.condition, per = read.every, inside = read.every, each = a_spell, of = of_school, partial = read.truth,
  after = read.events, within = a_span, match = a_name, remind = read.reminder, met = read.outcomes, missed = read.outcomes,
}, function(sentence, blame)
  local parts = sentence.parts
  if not parts.needs then blame "has no needs" end
  if parts.per and parts.after then blame "has both per and after" end
  if not (parts.per or parts.after) then blame "has neither per nor after" end
  if not parts.per then blame_any(parts, periodic, blame, "per") end
  if not parts.after then blame_any(parts, after, blame, "after") end
  if parts.after and not parts.within then blame "has after but no within" end
  if parts.of and parts.each then blame "is the school's and has each; spells are teachers'" end
  if parts.of and #(parts.met or {}) + #(parts.missed or {}) > 0 then blame "is the school's and has outcomes; tracks are teachers'" end
end)

words.duty = T.begin "duty"

-- The field of the opening event that a part names.
local function opening_field(sentence, name, part)
  local type = T.types[T.selections[sentence.parts.after + 1].type + 1]
  local field = type.by_name[name]
  if field then return type, field end
  T.fail(("%s of \"%s\": event '%s' has no field '%s'%s"):format(part, sentence.name, type.name, name, T.meant(name, type.by_name)), sentence.file, sentence.line)
end

-- What a duty's decisions are about: the spell's key or the matched field.
local function find_about(sentence)
  local parts = sentence.parts
  if parts.each then
    local spell = T.spell_list[parts.each.number + 1]
    return { name = parts.each.key, type = { kind = spell.kind, list = spell.words }, whose = "the key of " .. parts.each.name }
  end
  if not parts.match then return nil end
  local type, field = opening_field(sentence, parts.match, "match")
  if not field then return nil end
  return { name = parts.match, type = field.type, place = T.keep(type, field, true), whose = "match" }
end

local function find_due(sentence)
  local within = sentence.parts.within
  if not within or not within.field then return end
  local type, field = opening_field(sentence, within.field, "within")
  if not field then return end
  if field.type.kind ~= "date" then
    T.fail(("within of \"%s\": field '%s' of event '%s' is %s, not a date"):format(sentence.name, within.field, type.name, T.type_name(field.type)), sentence.file, sentence.line)
  end
  within.place = T.keep(type, field, true)
end

-- Where the events of an aggregate keep the key they are told apart by.
local function key_place(duty, aggregate)
  local about = duty.about
  local type = T.types[T.selections[aggregate.selection + 1].type + 1]
  local name = aggregate.matched or about.name
  local field = type.by_name[name]
  local sentence = duty.sentence
  local function blame(what)
    T.fail(("needs of \"%s\" counts '%s', %s '%s' (%s)"):format(sentence.name, type.name, what, name, about.whose), sentence.file, sentence.line)
  end
  if not field then blame "which has no field" return nil end
  if not T.same_type(field.type, about.type) then blame "of another type in field" return nil end
  return T.keep(type, field, true)
end

-- The aggregate a duty reads in place of another.
local function own_aggregate(duty, number, in_school)
  local aggregate = T.aggregates[number + 1]
  local change = {}
  if duty.about then change.key, change.key_kind = key_place(duty, aggregate), duty.about.type.kind end
  if not (aggregate.period or aggregate.days or aggregate.since) then
    change.period = duty.sentence.parts.per
    if not change.period then change.duty, change.school = duty.number, in_school or nil end
  end
  if not next(change) then return number end
  return T.aggregate_like(number, change)
end

local take_over

-- What changes in a node whose operands are taken over.
local function own_operands(duty, node, in_school)
  local change = {}
  for _, part in ipairs(T.operands_of[node.op] or {}) do change[part] = take_over(duty, node[part], in_school) end
  if T.has_items[node.op] then
    local items, same = {}, true
    for i = 1, node.b do
      local item = T.list_items[node.a + i]
      items[i] = take_over(duty, item, in_school)
      same = same and items[i] == item
    end
    if not same then change.a = T.list(items) end
  end
  return change
end

function take_over(duty, number, in_school)
  local key = in_school and -1 - number or number
  if duty.taken[key] then return duty.taken[key] end
  local node = T.nodes[number + 1]
  local change
  if node.op == "aggregate" or node.op == "previous" then
    change = { a = own_aggregate(duty, node.a, in_school) }
  else
    change = own_operands(duty, node, in_school or node.op == "school")
  end
  local copy, changed = {}, false
  for part, value in pairs(node) do copy[part] = value end
  for part, value in pairs(change) do
    changed = changed or copy[part] ~= value
    copy[part] = value
  end
  duty.taken[key] = changed and T.node(copy) or number
  return duty.taken[key]
end

local function resolve(sentence, number)
  local parts = sentence.parts
  find_due(sentence)
  local duty = { sentence = sentence, number = number, about = find_about(sentence), taken = {} }
  parts.about = duty.about
  if parts.match and not duty.about then return end
  parts.needs = take_over(duty, parts.needs)
  for _, given in ipairs(parts.gives or {}) do given.node = take_over(duty, given.node) end
  for _, part in ipairs(parts.says or {}) do
    if part.op == "node" then part.node = take_over(duty, part.node) end
  end
end

function T.resolve_duties()
  for i, sentence in ipairs(T.sentences) do
    if sentence.kind == "duty" and sentence.complete and not sentence.blamed then resolve(sentence, i - 1) end
  end
end
