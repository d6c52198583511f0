-- Facts from events: what is counted, over which window.
--
-- A fact's record has its type, a text for people, and either a node or, for
-- what is counted from events, an aggregate that becomes a node when first
-- used: so that event.x:count():per "term" leaves no count without window.

local T = ...
local words = T.words

local fact = T.class("fact")
T.fact_class = fact

function T.make_fact(t, node, text)
  return T.object(fact, { type = t, node = node, text = text })
end

-- What an aggregate is made of, in the order that names it.
local parts = { "op", "selection", "place", "period", "days", "since", "top", "map", "map_place", "map_a", "map_b", "group", "rank", "matched", "key", "duty", "school" }

T.aggregates = {}
local aggregate_of = {}

local function put_aggregate(a)
  local key = {}
  for i, part in ipairs(parts) do key[i] = tostring(a[part]) end
  key = table.concat(key, " ")
  if not aggregate_of[key] then
    T.aggregates[#T.aggregates + 1] = a
    aggregate_of[key] = #T.aggregates - 1
  end
  return aggregate_of[key]
end

-- The number of an aggregate; each is kept once.
function T.aggregate_number(record)
  local a = record.aggregate
  local made = { kind = record.type.kind, words = record.type.list, history = 0, rank_words = a.rank_words, group_kind = a.group_kind, taken_kind = a.taken_kind }
  for _, part in ipairs(parts) do made[part] = a[part] end
  return put_aggregate(made)
end

-- The number of one that differs from another in a few parts.
function T.aggregate_like(number, change)
  local made = {}
  for part, value in pairs(T.aggregates[number + 1]) do made[part] = value end
  for part, value in pairs(change) do made[part] = value end
  local found = put_aggregate(made)
  T.aggregates[found + 1].history = math.max(T.aggregates[found + 1].history, made.history)
  return found
end

-- The node of a fact's record.
function T.node_of(record)
  if not record.node then
    record.node = T.node { op = "aggregate", kind = record.type.kind, words = record.type.list, a = T.aggregate_number(record) }
  end
  return record.node
end

function T.text_of(record)
  return record.label or record.name or record.text
end

-- Aggregates of a selection: :count (), :sum "field" and so on.
local selection = T.selection_class

local function field_of(record, name, what)
  local field = record.type.by_name[name]
  if not field then
    T.fail(("event '%s' has no field '%s'%s"):format(record.type.name, tostring(name), T.meant(name, record.type.by_name)))
  end
  return field
end

-- A selection of events, perhaps mapped and thinned, taken together by `op`.
local function new_aggregate(record, op, t, field, text)
  local a = { op = op, selection = T.selection_number(record) }
  if field then a.place, a.taken_kind = T.keep(record.type, field, true), field.type.kind end
  local map, best = record.map, record.best
  if map then a.map, a.map_place, a.map_a, a.map_b = map.op, map.place, map.a, map.b end
  if best then
    a.group = T.keep(record.type, best.group, true)
    a.group_kind = best.group.type.kind
    if best.rank then
      a.rank, a.rank_words = T.keep(record.type, best.rank, true), best.rank.type.list
    end
  end
  a.matched = record.matched and record.matched.name
  return T.object(fact, { type = t, text = text, aggregate = a })
end

function selection.words.count(self, extra)
  local record = T.is(self, selection)
  if not record then return T.fail("write :count(), with a colon") end
  if extra ~= nil then return T.fail("count takes nothing; filter the events before it") end
  return new_aggregate(record, "count", T.number, nil, "count of " .. record.text)
end

local ordered_fields = { number = true, date = true, word = true }
local any_field = { number = true, date = true, word = true, boolean = true, text = true }
local fitting = { sum = { number = true }, top = { number = true }, min = ordered_fields, max = ordered_fields, first = any_field, last = any_field, distinct = any_field }

-- The value an aggregate takes: a field's, the mapped number, or what :best
-- ranked by.
local function value_of(record, op, name)
  if name == nil and record.map then return T.number, nil, "" end
  if name == nil and record.best and record.best.rank then name = record.best.rank.name end
  if name == nil then
    T.fail(("%s needs the name of a field: :%s \"field\""):format(op, op))
    return nil
  end
  if record.map then
    T.fail(("after :map, %s takes no field: it is of the mapped number"):format(op))
    return nil
  end
  local field = field_of(record, name)
  if not field then return nil end
  if not fitting[op][field.type.kind] then
    T.fail(("%s does not fit field '%s', which is %s"):format(op, name, T.type_name(field.type)))
    return nil
  end
  return field.type.kind == "number" and T.number or field.type, field, name .. " "
end

for _, op in ipairs { "sum", "min", "max", "first", "last", "distinct" } do
  selection.words[op] = function(self, name)
    local record = T.is(self, selection)
    if not record then return T.fail(("write :%s \"field\", with a colon"):format(op)) end
    local t, field, text = value_of(record, op, name)
    if not t then return T.nothing end
    local made = new_aggregate(record, op, t, field, ("%s %sof %s"):format(op, text, record.text))
    if op == "distinct" then T.meaning(made).type = T.number end
    return made
  end
end

function selection.words.top(self, n, name)
  local record = T.is(self, selection)
  if not record then return T.fail("write :top(n, \"field\"), with a colon") end
  if math.type(n) ~= "integer" or n < 1 or n > 65536 then return T.fail(("top: %s is not how many, a whole number from 1 to 65536"):format(T.show(n))) end
  local t, field, text = value_of(record, "top", name)
  if not t then return T.nothing end
  local made = new_aggregate(record, "top", T.number, field, ("top %d %sof %s"):format(n, text, record.text))
  T.meaning(made).aggregate.top = n
  return made
end

local function changed(record, change, text)
  local made = { type = record.type, tests = record.tests, by = record.by, map = record.map, best = record.best, matched = record.matched, text = record.text .. text }
  for part, value in pairs(change) do made[part] = value end
  return T.object(selection, made)
end

-- :by "mentor" gives the events to the teacher named there.
function selection.words.by(self, name)
  local record = T.is(self, selection)
  if not record then return T.fail("write :by \"field\", with a colon") end
  local field = field_of(record, name)
  if not field then return T.nothing end
  if not field.type.identifier then
    return T.fail(("by: field '%s' does not name a teacher; its type is to be \"teacher\""):format(name))
  end
  return changed(record, { by = { place = T.keep(record.type, field, true) } }, " by " .. name)
end

-- :matched_by "ref" tells a duty with each or match which field has its key,
-- where it has another name in these events.
function selection.words.matched_by(self, name)
  local record = T.is(self, selection)
  if not record then return T.fail("write :matched_by \"field\", with a colon") end
  local field = field_of(record, name)
  if not field then return T.nothing end
  return changed(record, { matched = field }, "")
end

-- :map ("level", { school = 2 }) or :map (function (data) … end)
local function map_table(record, name, values)
  local field = field_of(record, name)
  if not field then return nil end
  if type(values) ~= "table" or T.meaning(values) then
    T.fail("map takes a field and a table of values, or a function")
    return nil
  end
  local pairs_of = {}
  for key, value in pairs(values) do
    local what = ("map of field '%s'"):format(name)
    local k, n = T.literal(field.type, key, what), T.literal(T.number, value, what)
    if not k or not n then return nil end
    pairs_of[#pairs_of + 1] = { k, n }
  end
  table.sort(pairs_of, function(a, b) return a[1] < b[1] end)
  local first = #T.test_items
  for _, pair in ipairs(pairs_of) do
    T.test_items[#T.test_items + 1] = pair[1]
    T.test_items[#T.test_items + 1] = pair[2]
  end
  return { op = "table", place = T.keep(record.type, field, false), a = first, b = #pairs_of }
end

function selection.words.map(self, name, values)
  local record = T.is(self, selection)
  if not record then return T.fail("write :map(…), with a colon") end
  if record.map then return T.fail("these events are mapped already") end
  if record.best then return T.fail("map comes before best") end
  local map
  if type(name) == "function" then
    for _, field in ipairs(record.type.fields) do T.keep(record.type, field, true) end
    map = { op = "function", a = T.add_function(name), b = 0 }
  else
    map = map_table(record, name, values)
  end
  if not map then return T.nothing end
  return changed(record, { map = map }, type(name) == "string" and " mapped by " .. name or " mapped")
end

-- :best ("g", "f"), or :best "g" after :map
function selection.words.best(self, group_name, rank_name)
  local record = T.is(self, selection)
  if not record then return T.fail("write :best(\"group\", \"field\"), with a colon") end
  if record.best then return T.fail("best is asked twice") end
  local group = field_of(record, group_name)
  if not group then return T.nothing end
  if record.map then
    if rank_name ~= nil then return T.fail("after :map, best takes only the field that groups") end
    return changed(record, { best = { group = group } }, " best by " .. group_name)
  end
  if rank_name == nil then return T.fail("best takes the field that groups and the one to be largest in") end
  local rank = field_of(record, rank_name)
  if not rank then return T.nothing end
  if not ordered_fields[rank.type.kind] then
    return T.fail(("best does not fit field '%s', which is %s"):format(rank_name, T.type_name(rank.type)))
  end
  return changed(record, { best = { group = group, rank = rank } }, " best by " .. group_name)
end

-- The instant of a teacher's latest such event, for announcements.
function T.latest_instant(record)
  return T.aggregate_number { type = T.number, aggregate = { op = "instant", selection = T.selection_number(record) } }
end

-- Windows.
local function windowed(self, word, change, text)
  local record = T.is(self, fact)
  if not record or not record.aggregate or record.name then
    return T.fail(("a window (%s) stands right after what is counted: event.x:count():%s …"):format(word, word))
  end
  local a = {}
  for part, value in pairs(record.aggregate) do a[part] = value end
  if a.period or a.days or a.since then return T.fail("this fact has a window already") end
  for part, value in pairs(change) do a[part] = value end
  return T.object(fact, { type = record.type, text = record.text .. " " .. text, aggregate = a })
end

local function rolling(self, window)
  local days = window.days
  for part in pairs(window) do
    if part ~= "days" then return T.fail(("a rolling window has no part '%s'; it is written { days = 30 }"):format(tostring(part))) end
  end
  if math.type(days) ~= "integer" or days < 1 or days > 3660 then
    return T.fail(("a rolling window of %s days: a whole number from 1 to 3660 is wanted"):format(T.show(days)))
  end
  return windowed(self, "per", { days = days }, ("in %d days"):format(days))
end

function fact.words.per(self, window)
  if type(window) == "table" and not T.meaning(window) then return rolling(self, window) end
  local period = T.period(window)
  if not period then return T.nothing end
  return windowed(self, "per", { period = period }, "per " .. window)
end

function fact.words.since(self, events)
  local from = T.is(events, selection)
  if not from then return T.fail("since takes events: :since(event.enrolled)") end
  return windowed(self, "since", { since = T.selection_number(from) }, "since " .. from.text)
end

-- :previous (n) of a fact per period: its value in the n-th period back.
function fact.words.previous(self, n)
  local record = T.is(self, fact)
  if not record or not record.aggregate or not record.aggregate.period then
    return T.fail("previous belongs to a fact per period: event.x:count():per \"term\"")
  end
  n = n == nil and 1 or n
  if math.type(n) ~= "integer" or n < 1 or n > 120 then
    return T.fail(("previous: %s is not how many periods back, a whole number from 1 to 120"):format(T.show(n)))
  end
  local number = T.aggregate_number(record)
  T.aggregates[number + 1].history = math.max(T.aggregates[number + 1].history, n)
  local node = T.node { op = "previous", kind = record.type.kind, words = record.type.list, a = number, k = n }
  return T.make_fact(record.type, node, n == 1 and "previous " .. T.text_of(record) or ("%s, %d back"):format(T.text_of(record), n))
end

function fact.words.label(self, text)
  local record = T.is(self, fact)
  if not record or type(text) ~= "string" or text == "" then return T.fail("a label is a text: fact.x:label \"…\"") end
  record.label = text
  return self
end

-- derive (function (t) … end): a number computed in Lua.
function words.derive(f)
  if type(f) ~= "function" then return T.fail("derive takes a function (t) that returns a number") end
  return T.make_fact(T.number, T.node { op = "derive", kind = "number", a = T.add_function(f) }, "a number computed")
end

-- school (f): the fact on the school's own record.
function words.school(value)
  local x = T.operand(value, nil, "school")
  if not x then return T.nothing end
  return T.make_fact(x.type, T.node { op = "school", kind = x.type.kind, words = x.type.list, a = x.node }, "the school's " .. x.text)
end
