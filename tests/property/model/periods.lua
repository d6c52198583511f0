-- periods.lua — the calendar (language.md, 1): the period a day lies in, told
-- anew at every question.

local civil = require "civil"

local periods = {}

local function month_day(y, text)
  local m, d = text:match("^(%d%d)-(%d%d)$")
  m, d = tonumber(m), tonumber(d)
  return civil.day(y, m, math.min(d, civil.month_length(y, m)))
end

local function between(first, following)
  return { first = first, last = following - 1 }
end

-- The period that starts last among start(k), start(k + 1), …, up to the day;
-- k is a number not too far on.
local function among(day, k, start)
  while start(k + 1) <= day do k = k + 1 end
  while start(k) > day do k = k - 1 end
  return between(start(k), start(k + 1))
end

local function year_of(day) return (civil.parts(day)) end

local of = {}

function of.day(_, day) return { first = day, last = day } end

function of.week(_, day)
  local monday = day - civil.weekday(day)
  return { first = monday, last = monday + 6 }
end

function of.month(_, day)
  local y, m = civil.parts(day)
  return between(civil.day(y, m, 1), civil.plus_months(civil.day(y, m, 1), 1))
end

function of.year(_, day)
  local y = year_of(day)
  return between(civil.day(y, 1, 1), civil.day(y + 1, 1, 1))
end

function of.school_year(c, day)
  return among(day, year_of(day), function(y) return month_day(y, c.school_year or "09-01") end)
end

function of.cycle(c, day)
  local years, from = c.cycle.years, c.cycle.from
  return among(day, (year_of(day) - from) // years, function(k) return month_day(from + k * years, c.school_year or "09-01") end)
end

function of.term(c, day)
  for _, term in ipairs(c.terms) do
    for y = year_of(day) - 1, year_of(day) do
      local first, last = month_day(y, term.first), month_day(y, term.last)
      if last < first then last = month_day(y + 1, term.last) end
      if first <= day and day <= last then return { first = first, last = last } end
    end
  end
end

local function named(each, day)
  local months = each.unit == "years" and 12 * each.n or each.n
  if each.unit == "days" then
    return among(day, (day - each.from) // each.n, function(k) return each.from + k * each.n end)
  end
  return among(day, (day - each.from) // (31 * months), function(k) return civil.plus_months(each.from, k * months) end)
end

-- { first = day, last = day }, or nil between terms.
function periods.of(c, name, day)
  if of[name] then return of[name](c, day) end
  for _, each in ipairs(c.periods) do
    if each.name == name then return named(each, day) end
  end
end

-- The n-th period back; between terms one back is the last that ended.
function periods.back(c, name, day, n)
  local at = periods.of(c, name, day)
  local first = at and at.first or day
  for _ = 1, n do
    local before = first - 1
    repeat
      at, before = periods.of(c, name, before), before - 1
    until at
    first = at.first
  end
  return at
end

-- The kinds of period in the order in which their ends are judged.
function periods.kinds(c)
  local out = { "day", "week", "month" }
  if #c.terms > 0 then out[#out + 1] = "term" end
  out[#out + 1], out[#out + 2] = "year", "school_year"
  if c.cycle then out[#out + 1] = "cycle" end
  local names = {}
  for i, each in ipairs(c.periods) do names[i] = each.name end
  table.sort(names)
  return table.move(names, 1, #names, #out + 1, out)
end

local function lies_in(ranges, day)
  for _, range in ipairs(ranges) do
    if range.first <= day and day <= range.last then return true end
  end
  return false
end

function periods.off(c, day)
  if lies_in(c.holidays, day) then return true end
  return civil.weekday(day) >= 5 and not lies_in(c.workdays, day)
end

return periods
