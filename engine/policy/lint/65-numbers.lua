-- Numbers that cannot be meant, bands that begin too high, and sentences that
-- cite nothing.

local T = ...
local lint = T.lint
local set = lint.set

-- Bands ---------------------------------------------------------------------------

-- Nodes of bands that some condition or order stands on, and those whose
-- being unknown the policy sees to.
local function uses_of_bands()
  local compared, seen_to = {}, {}
  for _, node in ipairs(T.nodes) do
    if node.op == "compare" or node.op == "one_of" then compared[node.a] = true end
    if node.op == "compare" then compared[node.b] = true end
    if node.op == "or_else" or node.op == "known" then seen_to[node.a] = true end
  end
  for _, sentence in ipairs(T.sentences) do
    if sentence.parts.group_by then compared[sentence.parts.group_by] = true end
  end
  return compared, seen_to
end

-- Only bands from above 0 on: below 0 nobody expects what is never negative.
local function bands()
  local compared, seen_to = uses_of_bands()
  for i, node in ipairs(T.nodes) do
    local first = node.op == "bands" and T.bands[node.b + 1]
    local least = first and set.hull(lint.range(node.a).set)
    if first and first > 0 and least and least < first and compared[i - 1] and not seen_to[i - 1] then
      local place = T.band_places[node.b]
      lint.find("bands-gap", place,
        ("the bands of %s begin at %s, and below that there is no word for it; begin with { 0, \"…\" }, or add :or_else"):format(
          place.of, show_constant("number", first)))
    end
  end
end

-- Places --------------------------------------------------------------------------

-- How many places a quota gives, if that is written as a number.
local function fixed(places)
  local node = places.node and lint.node(places.node)
  return node and node.op == "constant" and node.k or nil
end

-- Whether each of the choices of a quota is so.
local function each(quota, is)
  for _, places in ipairs(quota) do
    if not is(places) then return false end
  end
  return #quota > 0
end

local function nothing(places) return places.top == 0 or fixed(places) == 0 end
local function too_much(places) return places.top ~= nil and places.top > places.bottom end

local function selection(sentence, blame)
  local quota, least = sentence.parts.quota, sentence.parts.at_least
  if not quota then return end
  local function below_least(places)
    local n = fixed(places)
    return n ~= nil and n < least * set.ONE
  end
  if each(quota, nothing) and (least or 0) == 0 then
    blame "has a quota of nothing, so nobody is ever chosen; write how many, or take the selection out"
  elseif least and each(quota, below_least) then
    blame(("has at_least = %d, which is more than its quota and takes its place; make one of them fit the other"):format(least))
  end
  if each(quota, too_much) then blame "has a quota above 100%, more than there are; write a share up to \"100%\", or no quota" end
end

local function target(sentence, blame)
  local parts = sentence.parts
  if parts.at_least == 0 then blame "is achieved by nobody at all, with at_least = 0; write how many are wanted" end
  if parts.from and parts.by < parts.from or parts.till and parts.by > parts.till then
    blame "is to be reached by a day on which it is not in force, and is never judged; move by, from or till"
  end
end

-- Periods and reminders ---------------------------------------------------------

-- The days from one month-day to another, both included, in a common year.
local function days_between(first, last)
  local function at(year, md) return day(("%04d-%02d-%02d"):format(year, md.month, md.month == 2 and math.min(md.day, 28) or md.day)) end
  local from, to = at(2023, first), at(2023, last)
  return (to >= from and to or at(2024, last)) - from + 1
end

-- The fewest and the most days a period has, with a little to spare.
local function length_of(period)
  local units = { [0] = { 1, 1 }, { 7, 7 }, { 28, 31 }, { 365, 366 }, [5] = { 365, 366 }, [6] = { 365, 366 }, [7] = { 1, 1 }, [8] = { 28, 31 } }
  local unit = units[period.unit]
  if unit then return unit[1] * period.length, unit[2] * period.length end
  local least, most
  for _, term in ipairs(T.calendar.terms) do
    local days = days_between(term.first, term.last)
    least, most = math.min(least or days, days), math.max(most or days, days)
  end
  return least - 1, most + 1
end

local function duty(sentence, blame)
  local parts = sentence.parts
  local period = parts.per and T.calendar.periods[parts.per + 1]
  local outer = parts.inside and T.calendar.periods[parts.inside + 1]
  local least, most
  if period then least, most = length_of(period) end
  if outer and least > select(2, length_of(outer)) then
    blame(("is judged for a %s inside a %s, and none is that short; change per or inside"):format(period.name, outer.name))
  end
  -- A reminder comes after the opening, and within the period.
  local within = parts.within
  if within and within.unit == "days" and not within.roll then most = within.number + 1 end
  if parts.remind and most and parts.remind >= most then
    blame(("reminds %d days before its end, which is before it begins; remind at most %d days before"):format(parts.remind, most - 1))
  end
end

local checks = { selection = selection, target = target, duty = duty }

function lint.numbers()
  bands()
  for _, sentence in ipairs(T.sentences) do
    local function blame(what) lint.find("impossible", sentence, lint.called(sentence) .. " " .. what) end
    if checks[sentence.kind] then checks[sentence.kind](sentence, blame) end
  end
end

function lint.cites()
  for _, sentence in ipairs(T.sentences) do
    local cites = sentence.parts.cites
    if not cites or not cites:find("%S") then
      lint.find("no-cites", sentence, ("%s cites nothing; write cites = \"…\", the clause it comes from"):format(lint.called(sentence)))
    end
  end
end
