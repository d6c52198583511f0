-- Conditions: comparisons on facts, shares, all / any / none, functions.

local T = ...
local words = T.words
local fact = T.fact_class

local condition = T.class("condition")
T.condition_class = condition

local function make(node, text)
  return T.object(condition, { node = node, text = text })
end

-- Functions the school wrote, called when something is judged.
T.functions = {}

function T.add_function(f)
  for i, known in ipairs(T.functions) do
    if known.call == f then return i - 1 end
  end
  local file, line = place_of(f)
  T.functions[#T.functions + 1] = { call = f, file = file, line = line }
  return #T.functions - 1
end

-- A condition given to `what`: its record, or nil after saying what is wrong.
function T.condition(value, what)
  local record = T.is(value, condition)
  if record then return record end
  if type(value) == "function" then
    local number = T.add_function(value)
    local node = T.node { op = "function", kind = "boolean", a = number, text = T.string("a function in line " .. tostring(T.functions[number + 1].line)) }
    return { node = node, text = "a function" }
  end
  local as_fact = T.is(value, fact)
  if as_fact then
    T.fail(("%s: %s is a fact, not a condition; compare it: :at_least(…), :is(…), :known()"):format(what, T.text_of(as_fact)))
  elseif value ~= T.nothing then
    T.fail(("%s: a condition is wanted, not %s"):format(what, T.show(value)))
  end
  return nil
end

local phrases = { at_least = "at least", more_than = "more than", at_most = "at most", less_than = "less than", is = "is" }
local ordered = { number = true, date = true, word = true }

local function compare(op)
  return function(self, value)
    local record = T.is(self, fact)
    if not record then return T.fail(("write :%s(…), with a colon, on a fact"):format(op)) end
    if value == nil then return T.fail(op .. ": nothing is given to compare with") end
    if op ~= "is" and not ordered[record.type.kind] then
      return T.fail(("%s is %s and has no order; %s does not fit"):format(T.text_of(record), T.type_name(record.type), op))
    end
    local x = T.operand(self, nil, op)
    local y = T.operand(value, record.type, op .. " of " .. T.text_of(record))
    if not x or not y then return T.nothing end
    local text = ("%s %s %s"):format(x.text, phrases[op], y.text)
    return make(T.node { op = "compare", kind = "boolean", detail = op, a = x.node, b = y.node, text = T.string(text) }, text)
  end
end

for op in pairs(phrases) do fact.words[op] = compare(op) end

function fact.words.one_of(self, values)
  local record = T.is(self, fact)
  if not record then return T.fail("write :one_of{…}, with a colon, on a fact") end
  if type(values) ~= "table" or T.meaning(values) then return T.fail("one_of takes a list of values") end
  local first, shown = #T.test_items, {}
  for i, value in ipairs(values) do
    local k = T.literal(record.type, value, "one_of of " .. T.text_of(record))
    if not k then return T.nothing end
    T.test_items[#T.test_items + 1] = k
    shown[i] = T.show_literal(record.type, k)
  end
  if #shown == 0 then return T.fail("one_of: the list is empty") end
  local text = ("%s is one of %s"):format(T.text_of(record), table.concat(shown, ", "))
  return make(T.node { op = "one_of", kind = "boolean", a = T.node_of(record), b = first, c = #shown, text = T.string(text) }, text)
end

function fact.words.known(self)
  local record = T.is(self, fact)
  if not record then return T.fail("write :known(), with a colon, on a fact") end
  local text = T.text_of(record) .. " is known"
  return make(T.node { op = "known", kind = "boolean", a = T.node_of(record), text = T.string(text) }, text)
end

-- a:share_of (b):at_least "1/3"
local share = T.class("share")

function fact.words.share_of(self, other)
  local x, y = T.operand(self, T.number, "share_of"), T.operand(other, T.number, "share_of")
  if not x or not y then return T.nothing end
  return T.object(share, { a = x, b = y, text = ("%s / %s"):format(x.text, y.text) })
end

local function share_compare(op)
  return function(self, bound)
    local record = T.is(self, share)
    if not record then return T.fail(("write :%s(…), with a colon, on a share"):format(op)) end
    local text = type(bound) == "number" and number_text(bound) or bound
    local top, bottom
    if type(text) == "string" then top, bottom = fraction(text) end
    if not top then
      return T.fail(("%s: %s is no share; write \"1/3\" or \"15%%\""):format(op, T.show(bound)))
    end
    local shown = ("%s %s %s"):format(record.text, phrases[op], text)
    return make(T.node { op = "share", kind = "boolean", detail = op, a = record.a.node, b = record.b.node, k = top, k2 = bottom, text = T.string(shown) }, shown)
  end
end

for op in pairs(phrases) do share.words[op] = share_compare(op) end

for word in pairs { all = true, any = true, none = true } do
  words[word] = function(list)
    if type(list) ~= "table" or T.meaning(list) then return T.fail(word .. " takes a list of conditions, in braces") end
    local items, texts = {}, {}
    if not T.check_list(list, word) then return T.nothing end
    for _, each in ipairs(list) do
      local record = T.condition(each, word)
      if not record then return T.nothing end
      items[#items + 1], texts[#texts + 1] = record.node, record.text
    end
    if #items == 0 then return T.fail(word .. ": the list is empty") end
    local first, count = T.list(items)
    local text = T.brief(word .. " of (" .. table.concat(texts, "; ", 1, math.min(#texts, 20)) .. ")")
    return make(T.node { op = word, kind = "boolean", a = first, b = count, text = T.string(text) }, text)
  end
end
