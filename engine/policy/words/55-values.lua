-- What facts are made of beside events: arithmetic, bands, choices, the
-- profile; and the names fact.NAME and profile.NAME.

local T = ...
local words = T.words
local fact = T.fact_class

-- Operands: a fact, or a literal of the type that is wanted.
function T.operand(value, t, what)
  local record = T.is(value, fact)
  if record then
    if t and not T.same_type(record.type, t) then
      T.fail(("%s: %s is %s, not %s"):format(what, T.text_of(record), T.type_name(record.type), T.type_name(t)))
      return nil
    end
    return { node = T.node_of(record), type = record.type, text = T.text_of(record), compound = not record.name and record.compound or nil }
  end
  if T.meaning(value) then
    if value ~= T.nothing then T.fail(("%s: a fact is wanted, not %s"):format(what, T.show(value))) end
    return nil
  end
  local k = t and T.literal(t, value, what)
  if not t then T.fail(("%s: a fact is wanted, not %s"):format(what, T.show(value))) end
  if not k then return nil end
  return { node = T.constant(t, k), type = t, text = T.show_literal(t, k), constant = k }
end

-- How an operand reads beside a sign; a sum needs no brackets in a sum.
local sums = { ["+"] = true, ["-"] = true }

local function grouped(operand, sign, left)
  local bare = not operand.compound or (left and sums[sign] and sums[operand.compound])
  return bare and operand.text or "(" .. operand.text .. ")"
end

local function arithmetic(op, sign)
  return function(a, b)
    local x, y = T.operand(a, T.number, sign), T.operand(b, T.number, sign)
    if not x or not y then return T.nothing end
    local node = T.node { op = op, kind = "number", a = x.node, b = y.node }
    return T.object(fact, { type = T.number, node = node, text = T.brief(grouped(x, sign, true) .. " " .. sign .. " " .. grouped(y, sign)), compound = sign })
  end
end

fact.meta.__add, fact.meta.__sub = arithmetic("add", "+"), arithmetic("subtract", "-")
fact.meta.__mul, fact.meta.__div = arithmetic("multiply", "*"), arithmetic("divide", "/")
fact.meta.__idiv, fact.meta.__mod = arithmetic("floor_divide", "//"), arithmetic("modulo", "%")
fact.meta.__unm = function(a)
  local x = T.operand(a, T.number, "-")
  if not x then return T.nothing end
  return T.object(fact, { type = T.number, node = T.node { op = "negate", kind = "number", a = x.node }, text = "-" .. grouped(x, "-"), compound = "neg" })
end
fact.meta.__pow = function() return T.fail("facts have no ^; multiply instead") end

-- bands (f, { {0, "fail"}, {60, "pass"} }): a number to an ordered word.
T.bands = {}
T.band_places = {} -- where each list of them stands, by its first

function words.bands(value, steps)
  local x = T.operand(value, T.number, "bands")
  if type(steps) ~= "table" or T.meaning(steps) or #steps == 0 then return T.fail("bands takes a fact and a list of { from, word }") end
  if not T.check_list(steps, "bands") then return T.nothing end
  local names, froms = {}, {}
  for i, step in ipairs(steps) do
    if type(step) ~= "table" or type(step[2]) ~= "string" then return T.fail(("band %d is not written { from, \"word\" }"):format(i)) end
    froms[i] = T.literal(T.number, step[1], "band " .. i)
    if not froms[i] then return T.nothing end
    if i > 1 and froms[i] <= froms[i - 1] then return T.fail(("band %d ('%s') does not begin above the one before"):format(i, step[2])) end
    names[i] = step[2]
  end
  if not x then return T.nothing end
  local t = T.word_list(names)
  local first = #T.bands
  for _, from in ipairs(froms) do T.bands[#T.bands + 1] = from end
  local file, line = where(2)
  T.band_places[first] = { file = file, line = line, of = x.text }
  local node = T.node { op = "bands", kind = "word", words = t.list, a = x.node, b = first, c = #froms }
  return T.make_fact(t, node, "band of " .. x.text)
end

-- choose { {condition, value}, …, value }
local function common_type(t, value, number)
  local record = T.is(value, fact)
  if record then
    if t and not T.same_type(t, record.type) then
      T.fail(("choose: value %d is %s, not %s"):format(number, T.type_name(record.type), T.type_name(t)))
    end
    return t or record.type
  end
  if t or T.meaning(value) then return t end
  local plain = { number = T.number, boolean = T.boolean, string = T.text }
  return plain[type(value)]
end

-- Shares among the values make it no fact but a choice of places, which only
-- a quota takes.
T.choice_class = T.class("choice of places")

local function is_share(value)
  return type(value) == "string" and (value:find("^[%d.]+%%$") or value:find("^%d+/%d+$")) ~= nil
end

local function choose_fact(cases, last)
  local t
  -- Words among facts: a fact's list gives the literals theirs.
  for i, case in ipairs(cases) do if T.is(case[2], fact) then t = common_type(t, case[2], i) end end
  if last ~= nil and T.is(last, fact) then t = common_type(t, last, #cases + 1) end
  for i, case in ipairs(cases) do t = common_type(t, case[2], i) end
  if last ~= nil then t = common_type(t, last, #cases + 1) end
  if not t then return T.fail("choose has no value") end
  local items = {}
  for _, case in ipairs(cases) do
    local condition, value = T.condition(case[1], "choose"), T.operand(case[2], t, "choose")
    if not condition or not value then return T.nothing end
    items[#items + 1], items[#items + 2] = condition.node, value.node
  end
  if last ~= nil then
    local value = T.operand(last, t, "choose")
    if not value then return T.nothing end
    items[#items + 1] = value.node
  end
  local first, count = T.list(items)
  return T.make_fact(t, T.node { op = "choose", kind = t.kind, words = t.list, a = first, b = count }, "a choice")
end

function words.choose(list)
  if type(list) ~= "table" or T.meaning(list) then return T.fail("choose takes a list of { condition, value }, and a last value") end
  if not T.check_list(list, "choose") then return T.nothing end
  local cases, last, shares = {}, nil, false
  for i, case in ipairs(list) do
    local pair = type(case) == "table" and not T.meaning(case)
    if pair and not (T.check_list(case, ("case %d of choose"):format(i)) and #case == 2) or not pair and i < #list then
      return T.fail(("case %d of choose is not written { condition, value }"):format(i))
    end
    if pair then cases[#cases + 1] = case else last = case end
    shares = shares or is_share(pair and case[2] or case)
  end
  if shares then return T.object(T.choice_class, { cases = cases, last = last }) end
  return choose_fact(cases, last)
end

-- fact.NAME and profile.NAME
T.facts = {}
T.fact_names = {}

local function declare_fact(_, name, value)
  if not T.check_name(name, "a fact") then return end
  local record = T.is(value, fact)
  if not record then
    if value ~= T.nothing then T.fail(("fact '%s' is %s; a fact is made from events, profile fields and arithmetic"):format(name, T.show(value))) end
    if T.facts[name] == nil then T.facts[name] = T.nothing end
    return
  end
  if T.facts[name] ~= nil then T.fail(("fact '%s' is declared twice"):format(name)) return end
  local named = T.object(fact, { type = record.type, node = T.node_of(record), aggregate = record.aggregate, text = record.text, name = name, label = record.label })
  local meaning = T.meaning(named)
  meaning.file, meaning.line = where(2)
  T.facts[name] = named
  T.fact_names[#T.fact_names + 1] = name
end

words.fact = setmetatable({}, {
  __metatable = false, __newindex = declare_fact,
  __index = function(_, name) return T.look_up("fact", T.facts, name) end,
})

T.profiles = {}
T.profile_names = {}

local function declare_profile(_, name, spec)
  if not T.check_name(name, "a profile field") then return end
  if T.profiles[name] then T.fail(("profile field '%s' is declared twice"):format(name)) return end
  local t = T.declared_type(spec, ("profile field '%s'"):format(name)) or T.text
  T.profile_field(name, t)
  local file, line = where(2)
  T.profile_names[#T.profile_names + 1] = { name = name, type = t, file = file, line = line }
  local node = T.node { op = "profile", kind = t.kind, words = t.list, a = #T.profile_names - 1 }
  T.profiles[name] = T.object(fact, { type = t, node = node, text = name, name = name })
end

words.profile = setmetatable({}, {
  __metatable = false, __newindex = declare_profile,
  __index = function(_, name) return T.look_up("profile", T.profiles, name, "profile field") end,
})
