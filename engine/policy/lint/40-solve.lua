-- Whether conditions can hold together.
--
-- A comparison holds for some of the values a fact can have, is false for
-- others, and unknown where the fact is: so what is wanted of it ("true",
-- "false", or not so) is a set of values of one variable.  What is wanted of
-- all, any and none comes down to that.  Facts are taken as independent of
-- each other, so "no" is certain and "yes" is not.

local T = ...
local lint = T.lint
local set = lint.set

-- Shares compare with fractions, in any order: each has an odd place on a line,
-- 0 among them, and what lies between two an even one.
local fractions, place_of = { { 0, 1 } }, {}

local function below(a, b)
  local x, y = a[1] / a[2], b[1] / b[2]
  if math.abs(a[1]) < 1000000000 and math.abs(b[1]) < 1000000000 and a[2] < 1000000000 and b[2] < 1000000000 then
    return a[1] * b[2] < b[1] * a[2]
  end
  return x < y
end

function lint.gather_fractions()
  for _, node in ipairs(T.nodes) do
    if node.op == "share" then fractions[#fractions + 1] = { node.k, node.k2 } end
  end
  table.sort(fractions, below)
  local place = 1
  for i, each in ipairs(fractions) do
    if i > 1 and below(fractions[i - 1], each) then place = place + 2 end
    place_of[each[1] .. "/" .. each[2]] = place
  end
end

local function place(node) return place_of[node.k .. "/" .. node.k2] end

-- A mode says under which name a fact's value goes, and what it can be; this
-- one takes facts as they are.
lint.plain = {
  key = function(id) return id end,
  range = function(id) return lint.range(id) end,
}

-- An atom: the name of its variable, what that can be, and where it holds and
-- fails.
local function atom(key, range, holds)
  holds = set.intersect(range.set, holds)
  local out = { key = key, all = range.set, unknown = range.unknown, holds = holds, fails = set.without(range.set, holds) }
  if range.whole then out.holds, out.fails = set.whole(out.holds), set.whole(out.fails) end
  return out
end

local turned = { at_least = "at_most", at_most = "at_least", more_than = "less_than", less_than = "more_than", is = "is" }

local function against_constant(node, id, op, k, mode)
  local subject = lint.node(id)
  local holds
  if subject.kind == "word" then holds = set.compared_words(subject.words, op, k) else holds = set.compared(op, k) end
  return atom(mode.key(id), mode.range(id), holds)
end

-- Two facts: what matters is which is greater; words by rank, and apart from
-- that whether they are the same.
local function against_fact(node, mode)
  local a, b, op = node.a, node.b, node.detail
  if a > b then a, b, op = b, a, turned[op] end
  local x, y = mode.range(a), mode.range(b)
  local same = op == "is" and lint.node(a).kind == "word"
  local can = { -1, 1 }
  if #x.set == 0 or #y.set == 0 then
    can = {}
  elseif a == b then
    can = { 0, 0 }
  elseif not same and lint.node(a).kind ~= "word" then
    local x_lo, x_hi = set.hull(x.set)
    local y_lo, y_hi = set.hull(y.set)
    if x_hi < y_lo then can = { -1, -1 } elseif y_hi < x_lo then can = { 1, 1 } end
  end
  local key = ("%s %s %s"):format(mode.key(a), same and "same" or "beside", mode.key(b))
  return atom(key, { set = can, unknown = x.unknown or y.unknown }, set.compared(op, 0))
end

local function share(node, mode)
  local x, y = mode.range(node.a), mode.range(node.b)
  local can = set.all
  if #x.set == 0 or #set.without(y.set, set.point(0)) == 0 then
    can = {}
  elseif x.set[1] >= 0 and y.set[1] >= 0 then
    can = set.span(place_of["0/1"], set.HIGH)
  end
  local key = ("%s / %s"):format(mode.key(node.a), mode.key(node.b))
  local range = { set = can, unknown = x.unknown or y.unknown or #set.intersect(y.set, set.point(0)) > 0 }
  return atom(key, range, set.compared(node.detail, place(node)))
end

local atoms = {}

function atoms.compare(node, mode)
  local a, b = lint.node(node.a), lint.node(node.b)
  if b.op == "constant" then return against_constant(node, node.a, node.detail, b.k, mode) end
  if a.op == "constant" then return against_constant(node, node.b, turned[node.detail], a.k, mode) end
  return against_fact(node, mode)
end

function atoms.one_of(node, mode)
  local places = {}
  for i = 1, node.c do places[i] = T.test_items[node.b + i] end
  return atom(mode.key(node.a), mode.range(node.a), set.of(places))
end

function atoms.known(node, mode)
  local range = mode.range(node.a)
  local out = atom(mode.key(node.a), range, range.set)
  out.known = true
  return out
end

atoms.share = share

-- What a function returns is its own affair.
local function opaque(id) return atom("call " .. id, { set = { 0, 1 }, unknown = true }, { 1, 1 }) end

local plain_atoms = {}

function lint.atom(id, mode)
  local plain = mode == lint.plain
  if plain and plain_atoms[id] then return plain_atoms[id] end
  local node = lint.node(id)
  local out = atoms[node.op] and atoms[node.op](node, mode) or opaque(id)
  if plain then plain_atoms[id] = out end
  return out
end

-- The values an atom's variable may have for what is wanted.
local function allowed(a, want)
  if a.known then
    local yes = want == "true" or want == "not false"
    return yes and a.all or {}, not yes and a.unknown
  end
  if want == "true" then return a.holds, false end
  if want == "false" then return a.fails, false end
  if want == "not true" then return a.fails, a.unknown end
  return a.holds, a.unknown
end

-- What all, any and none come down to: whether every condition in them is to
-- be so, or one of them, and how.
local parts = {
  all = { ["true"] = { "every", "true" }, ["false"] = { "one", "false" }, ["not true"] = { "one", "not true" }, ["not false"] = { "every", "not false" } },
  any = { ["true"] = { "one", "true" }, ["false"] = { "every", "false" }, ["not true"] = { "every", "not true" }, ["not false"] = { "one", "not false" } },
  none = { ["true"] = { "every", "false" }, ["false"] = { "one", "true" }, ["not true"] = { "one", "not false" }, ["not false"] = { "every", "not true" } },
}

local STEPS = 2000 -- to answer one question
local gave_up, left = {}, 0

-- Narrows a variable; false where nothing is left.  `undo` gets what it was.
local function narrow(state, a, want, undo)
  local values, unknown = allowed(a, want)
  local now = state[a.key]
  local made = {
    set = now and set.intersect(now.set, values) or values,
    unknown = unknown and (not now or now.unknown),
  }
  undo[#undo + 1] = { a.key, now }
  state[a.key] = made
  return #made.set > 0 or made.unknown
end

-- Goals are { id, want, mode }; what they come down to is added to them.  What
-- is certain first; choices wait.
local function hold(goals, waiting, state)
  local undo = {}
  local good, at = true, 1
  while good and at <= #goals do
    left = left - 1
    if left < 0 or not lint.spend(1) then error(gave_up, 0) end
    local id, want, mode = goals[at][1], goals[at][2], goals[at][3]
    local how = parts[lint.node(id).op]
    if not how then
      good = narrow(state, lint.atom(id, mode), want, undo)
    elseif how[want][1] == "every" then
      for _, child in ipairs(lint.children(lint.node(id))) do goals[#goals + 1] = { child, how[want][2], mode } end
    else
      waiting = { goal = goals[at], how = how[want][2], after = waiting }
    end
    at = at + 1
  end
  if good and waiting then
    good = false
    for _, child in ipairs(lint.children(lint.node(waiting.goal[1]))) do
      good = hold({ { child, waiting.how, waiting.goal[3] } }, waiting.after, state)
      if good then break end
    end
  end
  if not good then
    for i = #undo, 1, -1 do state[undo[i][1]] = undo[i][2] end
  end
  return good
end

-- false: the goals exclude each other.  Else what values the variables have
-- where they hold; nil where it would take too long to tell.
function lint.together(goals)
  local state = {}
  left = STEPS
  local done, good = pcall(hold, goals, nil, state)
  if done then return good and state end
  if good == gave_up then return nil end
  error(good, 0)
end

-- Whether a comparison under one of the nodes shares its variable with another:
-- else, where each of them can go both ways, so can what they make up.
local function share_variable(id, taken)
  local node = lint.node(id)
  if not lint.spend(1) then return false end
  if not parts[node.op] then
    local key = lint.atom(id, lint.plain).key
    if taken[key] then return true end
    taken[key] = true
    return false
  end
  for i = 1, node.b do
    if share_variable(T.list_items[node.a + i], taken) then return true end
  end
  return false
end

function lint.entangled(ids)
  local taken = {}
  for _, id in ipairs(ids) do
    if share_variable(id, taken) then return true end
  end
  return false
end

function lint.can_be(id, want, mode) return lint.together { { id, want, mode or lint.plain } } end
