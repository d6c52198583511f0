-- Types, literals and nodes.
--
-- A type is { kind = "number" | "boolean" | "date" | "word" | "text", list = … }.
-- A literal becomes an integer: millionths, 0 or 1, a day's number, a word's
-- place in its list, a string's number.  Expressions become nodes, each kept
-- once, in the form the engine's plan has them.

local T = ...

T.number = { kind = "number" }
T.boolean = { kind = "boolean" }
T.date = { kind = "date" }
T.text = { kind = "text" }

local by_name = {
  string = T.text, integer = { kind = "number", whole = true }, number = T.number,
  boolean = T.boolean, date = T.date, teacher = { kind = "text", identifier = true },
}

local articles = { number = "a number", boolean = "true or false", date = "a date", text = "a text" }

function T.type_name(t)
  if t.kind == "word" then return "one of " .. table.concat(T.lists[t.list + 1].words, ", ") end
  return articles[t.kind]
end

-- Word lists, kept once each: lists[n + 1] has words, ranks and place (word -> index).
T.lists = {}
local list_of = {}

local function add_word(list, word, rank)
  if not T.check_name(word, "a word") then return end
  if list.place[word] then return T.fail(("the word '%s' stands twice in one list"):format(word)) end
  list.words[#list.words + 1] = word
  list.ranks[#list.ranks + 1] = rank
  list.place[word] = #list.words - 1
  T.string(word)
end

function T.word_list(words)
  local list = { words = {}, ranks = {}, place = {} }
  local key = {}
  for rank, word in ipairs(words) do
    local equals = type(word) == "table" and not T.meaning(word) and word or { word }
    for _, each in ipairs(equals) do
      add_word(list, each, rank - 1)
      key[#key + 1] = ("%d=%s"):format(rank, tostring(each))
    end
  end
  if #list.words == 0 then T.fail("a list of words is empty") end
  key = #key <= 100 and table.concat(key, "\0") or #T.lists -- a long one is its own
  if not list_of[key] then
    T.lists[#T.lists + 1] = list
    list_of[key] = { kind = "word", list = #T.lists - 1 }
  end
  return list_of[key]
end

-- A type as declared: returns the type, and whether the field may be absent.
T.optional_class = T.class("optional list of words")

function T.declared_type(spec, what)
  local optional = T.is(spec, T.optional_class)
  if optional then return optional.type, true end
  if type(spec) == "table" and not T.meaning(spec) then return T.word_list(spec), false end
  if spec == T.nothing then return nil end
  if type(spec) ~= "string" then
    T.fail(("the type of %s is %s; write \"string\", \"integer\", \"number\", \"boolean\", \"date\", \"teacher\" or a list of words"):format(what, T.show(spec)))
    return nil
  end
  local name, mark = spec:match("^(.-)(%??)$")
  if not by_name[name] then
    T.fail(("no type '%s' (of %s)%s"):format(spec, what, T.meant(name, by_name)))
    return nil
  end
  return by_name[name], mark == "?"
end

-- Literals: the integer, or nil after saying what is wrong.
local function literal_number(value)
  local n, reason = decimal(value)
  if n then return n end
  return nil, reason
end

function T.literal(t, value, what)
  local n, reason
  if t.kind == "number" and type(value) == "number" then n, reason = literal_number(value)
  elseif t.kind == "boolean" and type(value) == "boolean" then n = value and 1 or 0
  elseif t.kind == "date" and type(value) == "string" then n, reason = day(value)
  elseif t.kind == "text" and type(value) == "string" then n = T.string(value)
  elseif t.kind == "word" and type(value) == "string" then
    local list = T.lists[t.list + 1]
    n = list.place[value]
    if not n then
      reason = ("'%s' is not %s%s"):format(value, T.type_name(t), T.meant(value, list.place))
    end
  end
  if n then return n end
  T.fail(("%s: %s"):format(what, reason or ("%s is not %s"):format(T.show(value), T.type_name(t))))
  return nil
end

function T.same_type(a, b)
  return a.kind == b.kind and (a.kind ~= "word" or a.list == b.list)
end

-- Nodes, kept once each.
T.nodes = {}
local node_of = {}
local order = { "op", "kind", "detail", "a", "b", "c", "k", "k2", "words", "text" }

-- Which parts of a node are nodes, and where a and b are a list of them.
T.operands_of, T.has_items = {}, {}
for _, op in ipairs { "add", "subtract", "multiply", "divide", "floor_divide", "modulo", "or_else", "compare", "share" } do T.operands_of[op] = { "a", "b" } end
for _, op in ipairs { "negate", "elapsed", "plus", "bands", "one_of", "known", "school" } do T.operands_of[op] = { "a" } end
for _, op in ipairs { "largest", "smallest", "choose", "all", "any", "none" } do T.has_items[op] = true end

-- How deep expressions nest: the engine follows them by recursion.
local DEEPEST = 1000
local depth_of = {}

local function depth(node)
  local deepest = 0
  for _, part in ipairs(T.operands_of[node.op] or {}) do deepest = math.max(deepest, depth_of[node[part]]) end
  if T.has_items[node.op] then
    for i = node.a + 1, node.a + node.b do deepest = math.max(deepest, depth_of[T.list_items[i]]) end
  end
  return deepest + 1
end

function T.node(node)
  local key = {}
  for i, part in ipairs(order) do key[i] = tostring(node[part]) end
  key = table.concat(key, "\0")
  local id = node_of[key]
  if not id then
    id = #T.nodes
    T.nodes[id + 1] = node
    node_of[key] = id
    depth_of[id] = depth(node)
    if depth_of[id] == DEEPEST + 1 then T.fail(("an expression is nested more than %d deep"):format(DEEPEST)) end
  end
  return id
end

-- A list as a policy writes it: no names in it, and no gap.  False after saying
-- what is wrong.
function T.check_list(list, what)
  local count, last = 0, 0
  for key in pairs(list) do
    if math.type(key) ~= "integer" then
      T.fail(("%s is a list and has no part '%s'"):format(what, tostring(key)))
      return false
    end
    count, last = count + 1, math.max(last, key)
  end
  if count == last then return true end
  local missing = 1
  while list[missing] ~= nil do missing = missing + 1 end
  T.fail(("%s: number %d of the list is missing"):format(what, missing))
  return false
end

-- Lists of node numbers lie end to end in one array; a list is (first, count).
T.list_items = {}

function T.list(items)
  local first = #T.list_items
  for _, item in ipairs(items) do T.list_items[#T.list_items + 1] = item end
  return first, #items
end

function T.constant(t, n)
  return T.node { op = "constant", kind = t.kind, words = t.list, k = n }
end

function T.show_literal(t, n)
  if t.kind == "word" then return T.lists[t.list + 1].words[n + 1] end
  if t.kind == "text" then return '"' .. T.strings[n + 1] .. '"' end
  if t.kind == "boolean" then return n == 1 and "true" or "false" end
  return show_constant(t.kind, n)
end
