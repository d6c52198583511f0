-- shrink.lua — makes a failing case small: takes out of it, piece by piece,
-- whatever it fails without, for a bounded time.
--
-- It knows nothing of why a case fails: `fails` is asked of each smaller one,
-- and what cannot be judged at all (an error, a policy that does not load)
-- should not fail in the same way.

local civil = require "civil"
local tree = require "tree"
local write_policy = require "write_policy"

local shrink = {}

local SECONDS = 25

-- Smaller policies ---------------------------------------------------------------

-- Ways to make one node smaller: functions that change it in place.
local parts = {
  "when", "applies", "among", "eligible", "group_by", "rank_by", "quota", "at_least", "rounding", "ties", "ascending",
  "inside", "partial", "each", "match", "of", "remind", "met", "missed", "roll", "announce", "from", "till", "trial",
  "last", "window", "by", "matched", "best", "map", "unless", "school_year", "cycle",
}
local lists = {
  "tests", "outcome", "chosen", "passed_over", "met", "missed", "rank_by", "gives", "says", "terms", "periods", "holidays",
  "workdays", "profile", "spells", "facts", "sentences", "tracks", "events", "fields", "cases", "values", "steps",
}

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

local function at(case, path)
  for _, key in ipairs(path) do case = case[key] end
  return case
end

-- All cases one step smaller, as { path, change }.
local function steps(case)
  local out, text = {}, write_policy(case.policy) -- where functions read a field, it stays
  tree.walk(case.policy, function(node, path)
    local changes = {}
    ways(node, changes, text)
    if node.op then stand_ins(node, changes) end
    for _, change in ipairs(changes) do out[#out + 1] = { path = { "policy", table.unpack(path) }, change = change } end
  end)
  return out
end

local function smaller_policy(case, fails, late)
  local n = 1
  while not late() do
    local all = steps(case)
    if n > #all then break end
    local smaller = tree.copy(case)
    all[n].change(at(smaller, all[n].path))
    if fails(smaller) then case = smaller else n = n + 1 end
  end
  return case
end

-- Fewer events, and less time ----------------------------------------------------

local function without_events(case, from, count)
  local out = tree.copy(case)
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

-- Ends earlier, at a midnight, as far as halving the time finds one.
local function less_time(case, fails, late)
  local offset = civil.offset(case.policy.calendar.zone)
  local first, last = math.huge, civil.local_day(case.till, offset)
  for _, event in ipairs(case.events) do first = math.min(first, civil.local_day(event.time, offset)) end
  while first < last and not late() do
    local smaller, day = tree.copy(case), (first + last) // 2
    smaller.till = civil.midnight(day, offset)
    if fails(smaller) then case, last = smaller, day else first = day + 1 end
  end
  return case
end

-- Plainer events ------------------------------------------------------------------

-- Tries a change of the i-th event.
local function tried(case, fails, late, i, change)
  local smaller = tree.copy(case)
  change(smaller.events[i], smaller)
  return not late() and fails(smaller) and smaller or case
end

local function to_midnight(event, case)
  local offset = civil.offset(case.policy.calendar.zone)
  event.time = civil.midnight(civil.local_day(event.time, offset), offset)
end

-- At home, without what is unread, of one source; at a midnight or noon.
local function plainer_events(case, fails, late)
  for i = 1, #case.events do
    case = tried(case, fails, late, i, function(e) e.stray, e.null, e.zone = false, false, case.policy.calendar.zone end)
    case = tried(case, fails, late, i, function(e) e.source = "a" end)
    local before = case
    case = tried(case, fails, late, i, to_midnight)
    if case == before then
      case = tried(case, fails, late, i, function(e, of) to_midnight(e, of) e.time = e.time + civil.DAY // 2 end)
    end
    local names = {}
    for name in pairs(case.events[i].data) do names[#names + 1] = name end
    table.sort(names)
    for _, name in ipairs(names) do
      case = tried(case, fails, late, i, function(e) e.data[name] = nil end)
    end
  end
  return case
end

-- Named as a text case names events that say no name: in the order of time.
local function plainly_named(case, fails)
  local smaller, names = tree.copy(case), {}
  table.sort(smaller.events, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    if a.source ~= b.source then return a.source < b.source end
    return a.id < b.id
  end)
  for i, event in ipairs(smaller.events) do
    local name = ("e%03d"):format(i)
    names[event.source .. "\0" .. event.id] = name
    event.source, event.id = "case", name
  end
  for _, event in ipairs(smaller.events) do
    if event.type == "tenure.void" then
      local name = names[event.data.source .. "\0" .. event.data.id]
      event.data.source, event.data.id = "case", name or "none"
    end
  end
  return fails(smaller) and smaller or case
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
    case = less_time(fewer_events(case, still, late), still, late)
    case = smaller_policy(case, still, late)
  until case == before or late()
  return plainly_named(plainer_events(case, still, late), still)
end

return shrink
