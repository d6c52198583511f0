-- event.NAME = { … } and selections: event.NAME { field = test, … }.

local T = ...
local words = T.words

-- Types by name; the reserved ones first, as the engine numbers them.
T.types = {}
local type_of = {}

local reserved = {
  { "tenure.teacher", {} },
  { "tenure.left", {} },
  { "tenure.standing", { { "track", "string" }, { "to", "string" }, { "reason", "string?" }, { "by", "string?" } } },
  { "tenure.waive", { { "rule", "string" }, { "from", "date?" }, { "until", "date?" }, { "reason", "string?" }, { "by", "string?" } } },
  { "tenure.void", { { "id", "string" }, { "source", "string" } } },
}

local function add_field(type, name, t, optional)
  local field = { name = name, type = t, optional = optional, place = nil, remembered = false }
  type.fields[#type.fields + 1] = field
  type.by_name[name] = field
  T.string(name)
end

local function new_type(name)
  local type = { name = name, number = #T.types, fields = {}, by_name = {}, kept = 0 }
  T.types[#T.types + 1] = type
  type_of[name] = type
  T.string(name)
  type.file, type.line = where(2)
  return type
end

for _, each in ipairs(reserved) do
  local type = new_type(each[1])
  for _, field in ipairs(each[2]) do add_field(type, field[1], T.declared_type(field[2], field[1])) end
end

function T.profile_field(name, t)
  add_field(type_of["tenure.teacher"], name, t, true)
end

-- optional { "low", "high" }: a list of words for a field that may be absent.
function words.optional(list)
  if type(list) ~= "table" or T.meaning(list) then return T.fail("optional takes a list of words") end
  return T.object(T.optional_class, { type = T.word_list(list) })
end

-- A field some sentence reads gets a place among the values of a record; one
-- whose text itself is read is remembered, not only compared with literals.
function T.keep(type, field, remembered)
  if not field.place then
    field.place = type.kept
    type.kept = type.kept + 1
  end
  if remembered and field.type.kind == "text" then field.remembered = true end
  return field.place
end

local selection = T.class("selection of events")
T.selection_class = selection

local function declare(_, name, spec)
  if not T.check_name(name, "an event") then return end
  if name:sub(1, 7) == "tenure." then return T.fail(("the type '%s' is reserved"):format(name)) end
  if type_of[name] then
    return T.fail(("event '%s' is declared twice (first in line %d)"):format(name, type_of[name].line or 0))
  end
  if type(spec) ~= "table" or T.meaning(spec) then
    return T.fail(("event '%s' is declared with a table of its fields, { } where it has none"):format(name))
  end
  local made = new_type(name)
  for field, kind in pairs(spec) do
    if T.check_name(field, "a field") then
      local t, optional = T.declared_type(kind, ("field '%s'"):format(field))
      add_field(made, field, t or T.text, optional)
    end
  end
end

local function look_up(_, name)
  local found = type_of[name]
  if not found then return T.fail(("no event '%s'%s"):format(tostring(name), T.meant(name, type_of))) end
  T.named.event[name] = true
  return T.object(selection, { type = found, tests = {}, text = name })
end

words.event = setmetatable({}, { __metatable = false, __newindex = declare, __index = look_up })

-- Tests: at_least (x) and the like, for the fields of a selection.
local test_class = T.class("test")
local compare_words = { at_least = "at least", more_than = "more than", at_most = "at most", less_than = "less than" }

for word in pairs(compare_words) do
  words[word] = function(value) return T.object(test_class, { op = word, value = value }) end
end
for _, word in ipairs { "one_of", "none_of" } do
  words[word] = function(values)
    if type(values) ~= "table" or T.meaning(values) then return T.fail(word .. " takes a list of values") end
    return T.object(test_class, { op = word, values = values })
  end
end

local function literals(t, values, what)
  local out = {}
  for _, value in ipairs(values) do out[#out + 1] = T.literal(t, value, what) end
  if #out == 0 then T.fail(what .. ": the list is empty") end
  return out
end

-- A test on words becomes the set of words that pass.
local function accepted_words(t, test, k, values)
  local list = T.lists[t.list + 1]
  local bits = {}
  local in_list = {}
  for _, value in ipairs(values or {}) do in_list[value] = true end
  for i, rank in ipairs(list.ranks) do
    local at = k and list.ranks[k + 1]
    local pass
    if test.op == "is" then pass = i - 1 == k
    elseif test.op == "at_least" then pass = rank >= at
    elseif test.op == "more_than" then pass = rank > at
    elseif test.op == "at_most" then pass = rank <= at
    elseif test.op == "less_than" then pass = rank < at
    elseif test.op == "one_of" then pass = in_list[i - 1] or false
    else pass = not in_list[i - 1] end
    bits[i] = pass and 1 or 0
  end
  return bits
end

T.test_items = {} -- literals and sets of words, end to end

local function put_items(items)
  local first = #T.test_items
  for _, item in ipairs(items) do T.test_items[#T.test_items + 1] = item end
  return first, #items
end

local ordered_kinds = { number = true, date = true, word = true }

local function phrase(field, test, shown)
  if test.op == "is" then return field.name .. " " .. shown end
  return field.name .. " " .. test.op:gsub("_", " ") .. " " .. shown
end

local function compile_test(record, field, given)
  local what = ("field '%s' of event '%s'"):format(field.name, record.type.name)
  local t = field.type
  local place = T.keep(record.type, field, false)
  if type(given) == "function" then
    T.keep(record.type, field, true)
    return { op = "function", place = place, a = T.add_function(given), b = 0, k = 0, kind = t.kind, words = t.list, text = field.name .. " passes a function" }
  end
  local test = T.is(given, test_class)
  if T.meaning(given) and not test then
    if not T.is(given, T.meaning(T.nothing).class) then T.fail(("%s is tested with %s; write a literal or at_least(…), one_of{…}"):format(what, T.show(given))) end
    return nil
  end
  test = test or { op = "is", value = given }
  local k, values
  if test.values then
    values = literals(t, test.values, what)
  else
    if test.op ~= "is" and not ordered_kinds[t.kind] then
      T.fail(("%s is %s and has no order; %s does not fit"):format(what, T.type_name(t), test.op))
      return nil
    end
    k = T.literal(t, test.value, what)
    if not k then return nil end
  end
  local shown = {}
  for i, value in ipairs(values or { k }) do shown[i] = T.show_literal(t, value) end
  local out = { place = place, op = test.op, k = k or 0, kind = t.kind, a = 0, b = 0, text = phrase(field, test, table.concat(shown, ", ")) }
  if t.kind == "word" then
    out.op, out.k = "words", test.op == "is" and k or -1
    out.a, out.b = put_items(accepted_words(t, test, k, values))
  elseif values then
    table.sort(values)
    out.a, out.b = put_items(values)
  end
  return out
end

function selection.meta.__call(self, filter)
  local record = T.meaning(self)
  if type(filter) ~= "table" or T.meaning(filter) then
    return T.fail(("event '%s' is filtered with a table of tests, { field = test }"):format(record.type.name))
  end
  if record.map or record.best then return T.fail("filter the events first; map and best come after") end
  local made = { type = record.type, tests = {}, by = record.by, matched = record.matched, text = record.text }
  for _, test in ipairs(record.tests) do made.tests[#made.tests + 1] = test end
  for name, given in pairs(filter) do
    local field = record.type.by_name[name]
    if not field then
      T.fail(("event '%s' has no field '%s'%s"):format(record.type.name, tostring(name), T.meant(name, record.type.by_name)))
    else
      local test = compile_test(record, field, given)
      if test then
        made.tests[#made.tests + 1] = test
        made.text = made.text .. (#made.tests == 1 and " with " or ", ") .. test.text
      end
    end
  end
  return T.object(selection, made)
end

-- Selections in the engine's form, kept once each.
T.selections = {}
local selection_of = {}

function T.selection_number(record)
  local key = { tostring(record.type.number), tostring(record.by and record.by.place) }
  for _, test in ipairs(record.tests) do
    local items = test.b > 0 and table.concat(T.test_items, ",", test.a + 1, test.a + test.b) or tostring(test.a)
    key[#key + 1] = ("%d %s %s %s"):format(test.place, test.op, tostring(test.k), items)
  end
  table.sort(key)
  key = table.concat(key, "\0")
  if not selection_of[key] then
    T.selections[#T.selections + 1] = { type = record.type.number, tests = record.tests, by = record.by and record.by.place }
    selection_of[key] = #T.selections - 1
  end
  return selection_of[key]
end
