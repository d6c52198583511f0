-- shrink.lua — makes a failing case small: takes out of it, piece by piece,
-- whatever it fails without, for a bounded time.

local write = require "write"

local shrink = {}

local SECONDS = 25

-- A copy in which types, which are compared by identity, stay the same.
local function copy(value)
  if type(value) ~= "table" or value.kind then return value end
  local out = {}
  for key, each in pairs(value) do out[key] = copy(each) end
  return out
end

-- Ways to make one node smaller: functions that change it in place.
local parts = { "when", "applies", "announce", "from", "till", "last", "window", "by", "best", "map", "unless", "school_year", "cycle" }
local lists = { "tests", "outcome", "gives", "says", "terms", "periods", "holidays", "workdays", "profile", "spells", "facts", "rules", "tracks", "events", "fields", "cases", "values", "steps" }

local function ways(node, out, text)
  for _, part in ipairs(parts) do
    if node[part] then out[#out + 1] = function(n) n[part] = nil end end
  end
  for _, list in ipairs(lists) do
    for i = type(node[list]) == "table" and #node[list] or 0, 1, -1 do
      local read = list == "fields" and text:find("data." .. node[list][i].name, 1, true)
      if not read then out[#out + 1] = function(n) table.remove(n[list], i) end end
    end
  end
  if node.trial then out[#out + 1] = function(n) n.trial = false end end
  if node.op == "all" or node.op == "any" or node.op == "none" then
    for i = #node.items, 1, -1 do
      if #node.items > 1 then out[#out + 1] = function(n) table.remove(n.items, i) end end
    end
  end
end

-- Expressions below one that may stand in its place.
local function stand_ins(node, out)
  local condition = node.op and not node.type
  for key, child in pairs(node) do
    local below = type(child) == "table" and key ~= "type" and (key == "items" and child or { child }) or {}
    for i, each in ipairs(below) do
      local fits = each.op and each.op ~= "const" and (condition and not each.type or node.type and node.type == each.type)
      if fits then
        out[#out + 1] = function(n)
          local with = key == "items" and n.items[i] or n[key]
          for name in pairs(n) do n[name] = nil end
          for name, value in pairs(with) do n[name] = value end
        end
      end
    end
  end
end

-- Calls visit(node, path) for every table of a case, outer ones first.
local function walk(node, path, visit)
  visit(node, path)
  local keys = {}
  for key, child in pairs(node) do
    if type(child) == "table" and not child.kind then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    path[#path + 1] = key
    walk(node[key], path, visit)
    path[#path] = nil
  end
end

local function at(case, path)
  for _, key in ipairs(path) do case = case[key] end
  return case
end

-- All cases one step smaller, as { path, change }.
local function steps(case)
  local out, text = {}, write.policy(case.policy) -- where functions read a field, it stays
  walk(case.policy, { "policy" }, function(node, path)
    local changes = {}
    ways(node, changes, text)
    if node.op then stand_ins(node, changes) end
    for _, change in ipairs(changes) do out[#out + 1] = { path = { table.unpack(path) }, change = change } end
  end)
  return out
end

local function without_events(case, from, count)
  local out = copy(case)
  for _ = 1, count do table.remove(out.events, from) end
  return out
end

local function fewer_events(case, fails, late)
  local size = math.max(1, #case.events // 2)
  while size >= 1 and not late() do
    local from = 1
    while from <= #case.events and not late() do
      local smaller = without_events(case, from, math.min(size, #case.events - from + 1))
      if fails(smaller) then case = smaller else from = from + size end
    end
    size = size // 2
  end
  return case
end

-- Plainer events: at home, without what is unread, of one source.
local function plainer_events(case, fails, late)
  for i = 1, #case.events do
    for _, change in ipairs {
      function(e) e.stray, e.null, e.zone = false, false, case.policy.calendar.zone end,
      function(e) e.source = "a" end,
    } do
      local smaller = copy(case)
      change(smaller.events[i])
      if not late() and fails(smaller) then case = smaller end
    end
    local names = {}
    for name in pairs(case.events[i].data) do names[#names + 1] = name end
    for _, name in ipairs(names) do
      local smaller = copy(case)
      smaller.events[i].data[name] = nil
      if not late() and fails(smaller) then case = smaller end
    end
  end
  return case
end

local function smaller_policy(case, fails, late)
  local n = 1
  while not late() do
    local all = steps(case)
    if n > #all then break end
    local smaller = copy(case)
    all[n].change(at(smaller, all[n].path))
    if fails(smaller) then case = smaller else n = n + 1 end
  end
  return case
end

-- The smallest case found for which fails(case) still holds.
function shrink.case(case, fails)
  local stop = os.time() + SECONDS
  local function late() return os.time() >= stop end
  local function still(smaller)
    local fine, answer = pcall(fails, smaller)
    return fine and answer
  end
  local before
  repeat
    before = case
    case = fewer_events(case, still, late)
    case = smaller_policy(case, still, late)
  until case == before or late()
  return plainer_events(case, still, late)
end

return shrink
