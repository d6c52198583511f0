-- track.NAME = { "first", …, "last" } and what sentences do to tracks.

local T = ...
local words = T.words
local fact = T.fact_class

T.tracks = {}
T.track_names = {}

local function declare(_, name, states)
  if not T.check_name(name, "a track") then return end
  if T.tracks[name] then T.fail(("track '%s' is declared twice"):format(name)) return end
  if type(states) ~= "table" or T.meaning(states) then
    T.fail(("track '%s' is declared with the list of its states, the first one first"):format(name))
    T.tracks[name] = T.nothing
    return
  end
  local t = T.word_list(states)
  local file, line = where(2)
  T.track_names[#T.track_names + 1] = { name = name, type = t, file = file, line = line }
  T.string(name)
  local node = T.node { op = "track", kind = "word", words = t.list, a = #T.track_names - 1 }
  T.tracks[name] = T.object(fact, { type = t, node = node, text = name, name = name, track = #T.track_names - 1 })
end

words.track = setmetatable({}, {
  __metatable = false, __newindex = declare,
  __index = function(_, name) return T.look_up("track", T.tracks, name) end,
})

-- Outcomes.
local outcome = T.class("outcome")
T.outcome_class = outcome

local function track_of(self, word)
  local record = T.is(self, fact)
  if record and record.track then return record end
  T.fail(("%s belongs to a track: track.NAME:%s(…)"):format(word, word))
  return nil
end

-- A word fact fits a track when its every word is a state; its words are then
-- looked up by name.
local function states_of(record, value)
  local states = T.lists[record.type.list + 1]
  local map = {}
  for i, word in ipairs(T.lists[value.type.list + 1].words) do
    if not states.place[word] then
      T.fail(("'%s', which %s can be, is no state of track '%s'%s"):format(word, T.text_of(value), record.name, T.meant(word, states.place)))
      return nil
    end
    map[i] = states.place[word]
  end
  return map
end

function fact.words.becomes(self, state)
  local record = track_of(self, "becomes")
  if not record then return T.nothing end
  local value = T.is(state, fact)
  if value then
    if value.type.kind ~= "word" then return T.fail(("becomes: %s is no word"):format(T.text_of(value))) end
    local map = states_of(record, value)
    if not map then return T.nothing end
    local first = #T.test_items
    for _, item in ipairs(map) do T.test_items[#T.test_items + 1] = item end
    return T.object(outcome, { track = record.track, op = "fact", node = T.node_of(value), states = first })
  end
  local k = T.literal(record.type, state, ("becomes, of track '%s'"):format(record.name))
  if not k then return T.nothing end
  return T.object(outcome, { track = record.track, op = "becomes", state = k })
end

for _, word in ipairs { "rises", "falls" } do
  fact.words[word] = function(self)
    local record = track_of(self, word)
    return record and T.object(outcome, { track = record.track, op = word }) or T.nothing
  end
end

-- Elapsed time, on dates and tracks.
for _, unit in ipairs { "days", "months", "years" } do
  fact.words[unit] = function(self)
    local record = T.is(self, fact)
    if not record or (record.type.kind ~= "date" and not record.track) then
      return T.fail(("%s belongs to dates and tracks"):format(unit))
    end
    local node = T.node { op = "elapsed", kind = "number", detail = unit, a = T.node_of(record) }
    local of = record.track and " as it is" or " since"
    return T.make_fact(T.number, node, ("%s%s %s"):format(unit, of, T.text_of(record)))
  end
end

words.today = T.make_fact(T.date, T.node { op = "today", kind = "date" }, "today")
T.meaning(words.today).name = "today"

function fact.words.plus(self, span)
  local record = T.is(self, fact)
  if not record or record.type.kind ~= "date" then return T.fail("plus moves a date") end
  if type(span) ~= "table" or T.meaning(span) then return T.fail("plus takes { years = …, months = …, days = … }") end
  local of = { years = 0, months = 0, days = 0 }
  local text = {}
  for unit, n in pairs(span) do
    if not of[unit] then
      T.fail(("plus has no part '%s'%s"):format(tostring(unit), T.meant(unit, of)))
    elseif math.type(n) ~= "integer" or math.abs(n) > 100000 then
      T.fail(("plus: the %s are %s, not a whole number"):format(unit, T.show(n)))
    else
      of[unit] = n
      text[#text + 1] = ("%d %s"):format(n, unit)
    end
  end
  local node = T.node { op = "plus", kind = "date", a = T.node_of(record), k = of.years * 12 + of.months, k2 = of.days }
  return T.make_fact(T.date, node, ("%s plus %s"):format(T.text_of(record), table.concat(text, ", ")))
end

-- Bounds and defaults.
local function extreme(word, op)
  words[word] = function(list)
    if type(list) ~= "table" or T.meaning(list) then return T.fail(word .. " takes a list of facts, in braces") end
    if not T.check_list(list, word) then return T.nothing end
    local items, texts = {}, {}
    for _, each in ipairs(list) do
      local x = T.operand(each, T.number, word)
      if not x then return T.nothing end
      items[#items + 1], texts[#texts + 1] = x.node, x.text
    end
    if #items == 0 then return T.fail(word .. ": the list is empty") end
    local first, count = T.list(items)
    return T.make_fact(T.number, T.node { op = op, kind = "number", a = first, b = count }, T.brief(("%s of %s"):format(word, table.concat(texts, ", ", 1, math.min(#texts, 20)))))
  end
end
extreme("largest", "largest")
extreme("smallest", "smallest")

function fact.words.capped(self, most)
  local record = T.is(self, fact)
  if not record then return T.fail("write :capped(…), with a colon, on a fact") end
  return words.smallest { self, most }
end

function fact.words.at_floor(self, least)
  local record = T.is(self, fact)
  if not record then return T.fail("write :at_floor(…), with a colon, on a fact") end
  return words.largest { self, least }
end

function fact.words.or_else(self, value)
  local record = T.is(self, fact)
  if not record then return T.fail("write :or_else(…), with a colon, on a fact") end
  local x, y = T.operand(self, nil, "or_else"), T.operand(value, record.type, "or_else")
  if not x or not y then return T.nothing end
  local node = T.node { op = "or_else", kind = record.type.kind, words = record.type.list, a = x.node, b = y.node }
  return T.make_fact(record.type, node, ("%s or else %s"):format(x.text, y.text))
end
