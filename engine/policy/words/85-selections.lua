-- selection "name" { … } and target "name" { … }: sentences over all teachers.

local T = ...
local words = T.words
local fact = T.fact_class
local read = T.reader

-- ascending (f) turns a ranking round: the lowest first.
local ascending = T.class("ascending fact")

function words.ascending(value)
  local record = T.is(value, fact)
  if not record then return T.fail("ascending takes a fact") end
  return T.object(ascending, { fact = value })
end

local function a_fact(value, part)
  local record = T.is(value, fact)
  if record then return T.node_of(record) end
  T.fail(("%s takes a fact, not %s"):format(part, T.show(value)))
end

words.selection, words.target = T.begin "selection", T.begin "target"

local rankable = { number = true, date = true, word = true }

-- rank_by = fact, or a list of facts, each of them perhaps ascending.
local function ranking(value, part)
  local list = T.meaning(value) and { value } or value
  if type(list) ~= "table" then
    T.fail(("%s takes a fact or a list of facts, not %s"):format(part, T.show(value)))
    return nil
  end
  if not T.check_list(list, part) then return nil end
  local out, wrong = {}, false
  for _, each in ipairs(list) do
    local turned = T.is(each, ascending)
    local record = T.is(turned and turned.fact or each, fact)
    if not record then
      if each ~= T.nothing then T.fail(("%s takes facts, not %s"):format(part, T.show(each))) end
      wrong = true
    elseif not rankable[record.type.kind] then
      T.fail(("%s: %s is %s and has no order"):format(part, T.text_of(record), T.type_name(record.type)))
      wrong = true
    else
      out[#out + 1] = { node = T.node_of(record), ascending = turned ~= nil }
    end
  end
  return not wrong and out or nil
end

-- How many places: a number, a share of the group ("15%"), or a fact.
local function places(value, part)
  if type(value) == "string" then
    local top, bottom
    if value:find("[%%/]") then top, bottom = fraction(value) end
    if top and top >= 0 then return { top = top, bottom = bottom } end
    T.fail(("%s: %s is no share; write \"15%%\" or \"1/3\""):format(part, T.show(value)))
    return nil
  end
  local x = T.operand(value, T.number, part)
  if not x then return nil end
  if x.constant and x.constant < 0 then T.fail(part .. " is below 0") return nil end
  return { node = x.node }
end

local function quota(value, part)
  local choice = T.is(value, T.choice_class)
  if not choice then
    local one = places(value, part)
    return one and { one }
  end
  local out = {}
  for _, case in ipairs(choice.cases) do
    local condition, read_places = T.condition(case[1], part), places(case[2], part)
    if not condition or not read_places then return nil end
    read_places.condition = condition.node
    out[#out + 1] = read_places
  end
  if choice.last ~= nil then
    out[#out + 1] = places(choice.last, part)
    if not out[#out] then return nil end
  end
  return out
end

local function a_count(value, part)
  if math.type(value) == "integer" and value >= 0 and value <= 0xFFFFFFFF then return value end
  T.fail(("%s is %s, not a whole number"):format(part, T.show(value)))
end

local function one_word(known)
  return function(value, part)
    if known[value] then return value end
    local names = {}
    for name in pairs(known) do names[#names + 1] = name end
    T.fail(("%s is %s, not one of %s%s"):format(part, T.show(value), table.concat(names, ", "), T.meant(value, known)))
  end
end

T.kind("selection", {
  every = read.every, among = read.condition, eligible = read.condition, group_by = a_fact,
  rank_by = ranking, quota = quota, at_least = a_count,
  rounding = one_word { down = true, up = true, nearest = true },
  ties = one_word { flag = true, all = true, none = true },
  chosen = read.outcomes, passed_over = read.outcomes, announce = read.announcement,
}, function(sentence, blame)
  local parts = sentence.parts
  if not parts.every then blame "has no every" end
  if parts.applies then blame "has applies; whom it is about is among" end
  if not parts.quota and (parts.at_least or parts.rounding or parts.ties) then
    blame "has at_least, rounding or ties but no quota"
  end
end)

T.kind("target", {
  among = read.condition, at_least = a_count, by = read.date, remind = read.reminder,
}, function(sentence, blame)
  local parts = sentence.parts
  if not parts.by then blame "has no day it is to be reached by" end
  if not parts.at_least then blame "has no at_least" end
  if not parts.among then blame "has no among" end
  if parts.applies then blame "has applies; whom it counts is among" end
end)
