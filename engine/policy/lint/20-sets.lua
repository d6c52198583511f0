-- Sets of whole numbers: { lo, hi, lo, hi, … }, ascending, with gaps between.
--
-- All values of the language are whole numbers here: millionths, days, places
-- of words, 0 and 1.  So every comparison makes such a set.

local T = ...
local lint = T.lint

local set = { LOW = -9000000000000000000, HIGH = 9000000000000000000, ONE = 1000000 }
lint.set = set

function set.span(lo, hi) return lo <= hi and { lo, hi } or {} end

function set.point(n) return { n, n } end

set.all = { set.LOW, set.HIGH }

function set.intersect(a, b)
  local out, i, j = {}, 1, 1
  while a[i] and b[j] do
    local lo, hi = math.max(a[i], b[j]), math.min(a[i + 1], b[j + 1])
    if lo <= hi then out[#out + 1], out[#out + 2] = lo, hi end
    if a[i + 1] < b[j + 1] then i = i + 2 else j = j + 2 end
  end
  return out
end

-- What is in a and not in b.
function set.without(a, b)
  local rest, from = {}, set.LOW
  for j = 1, #b, 2 do
    if from <= b[j] - 1 then rest[#rest + 1], rest[#rest + 2] = from, b[j] - 1 end
    from = b[j + 1] + 1
  end
  if from <= set.HIGH then rest[#rest + 1], rest[#rest + 2] = from, set.HIGH end
  return set.intersect(a, rest)
end

-- Of numbers in any order.
function set.of(numbers)
  local sorted, out = {}, {}
  for i, n in ipairs(numbers) do sorted[i] = n end
  table.sort(sorted)
  for _, n in ipairs(sorted) do
    if out[#out] and n <= out[#out] + 1 then out[#out] = n else out[#out + 1], out[#out + 2] = n, n end
  end
  return out
end

function set.join(a, b) return set.without(set.all, set.without(set.without(set.all, a), b)) end

-- Only whole units are left.
function set.whole(a)
  local out = {}
  for i = 1, #a, 2 do
    local lo, hi = -(-a[i] // set.ONE) * set.ONE, a[i + 1] // set.ONE * set.ONE
    if lo <= hi then out[#out + 1], out[#out + 2] = lo, hi end
  end
  return out
end

function set.equal(a, b)
  if #a ~= #b then return false end
  for i, n in ipairs(a) do if b[i] ~= n then return false end end
  return true
end

-- Its least and greatest; nil where it is empty.
function set.hull(a) return a[1], a[#a] end

-- The numbers x for which `x op k` holds.
function set.compared(op, k)
  if op == "at_least" then return set.span(k, set.HIGH) end
  if op == "more_than" then return set.span(k + 1, set.HIGH) end
  if op == "at_most" then return set.span(set.LOW, k) end
  if op == "less_than" then return set.span(set.LOW, k - 1) end
  return set.point(k)
end

-- The same for the places of words, which compare by rank.
function set.compared_words(list, op, k)
  if op == "is" then return set.point(k) end
  local ranks, places = T.lists[list + 1].ranks, {}
  local passing = set.compared(op, ranks[k + 1])
  for i, rank in ipairs(ranks) do
    if #set.intersect(passing, set.point(rank)) > 0 then places[#places + 1] = i - 1 end
  end
  return set.of(places)
end
