-- civil.lua — days of the proleptic Gregorian calendar, numbered from
-- 1970-01-01; instants are microseconds from its midnight at Greenwich.

local civil = { DAY = 86400000000 }

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

function civil.month_length(y, m)
  local leap = y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0)
  return m == 2 and leap and 29 or lengths[m]
end

local function days_before_year(y)
  local n = y - 1
  return n * 365 + n // 4 - n // 100 + n // 400
end

local epoch = days_before_year(1970)

function civil.day(y, m, d)
  local n = days_before_year(y) - epoch
  for i = 1, m - 1 do n = n + civil.month_length(y, i) end
  return n + d - 1
end

local known = {}

function civil.parts(day)
  local found = known[day]
  if found then return found[1], found[2], found[3] end
  local y = 1970 + day // 366
  while civil.day(y + 1, 1, 1) <= day do y = y + 1 end
  while civil.day(y, 1, 1) > day do y = y - 1 end
  local m, left = 1, day - civil.day(y, 1, 1)
  while left >= civil.month_length(y, m) do
    left, m = left - civil.month_length(y, m), m + 1
  end
  known[day] = { y, m, left + 1 }
  return y, m, left + 1
end

function civil.text(day) return ("%04d-%02d-%02d"):format(civil.parts(day)) end

function civil.parse(text)
  local y, m, d = text:match("^(%d+)-(%d+)-(%d+)$")
  return civil.day(tonumber(y), tonumber(m), tonumber(d))
end

-- 0 is a Monday.
function civil.weekday(day) return (day + 3) % 7 end

-- The same day of the month n months on, or that month's last.
function civil.plus_months(day, n)
  local y, m, d = civil.parts(day)
  local months = y * 12 + m - 1 + n
  y, m = months // 12, months % 12 + 1
  return civil.day(y, m, math.min(d, civil.month_length(y, m)))
end

-- Whole months from one day to another; what is to come counts negative.
function civil.months_between(from, to)
  local y1, m1 = civil.parts(from)
  local y2, m2 = civil.parts(to)
  local n = (y2 - y1) * 12 + m2 - m1
  return civil.plus_months(from, n) > to and n - 1 or n
end

-- "+05:30" in minutes.
function civil.offset(text)
  local sign, hours, minutes = text:match("^([+-])(%d%d):(%d%d)$")
  local n = tonumber(hours) * 60 + tonumber(minutes)
  return sign == "-" and -n or n
end

function civil.local_day(time, minutes) return (time + minutes * 60000000) // civil.DAY end
function civil.midnight(day, minutes) return day * civil.DAY - minutes * 60000000 end

-- An instant as RFC 3339, written with an offset ("Z" for none).
function civil.stamp(time, zone)
  local there = time + (zone == "Z" and 0 or civil.offset(zone)) * 60000000
  local day, rest = there // civil.DAY, there % civil.DAY
  local seconds, micros = rest // 1000000, rest % 1000000
  local fraction = micros == 0 and "" or (".%06d"):format(micros):gsub("0+$", "")
  return ("%sT%02d:%02d:%02d%s%s"):format(civil.text(day), seconds // 3600, seconds // 60 % 60, seconds % 60, fraction, zone)
end

return civil
