-- Functions that work out from t.today how long ago a day was.  The engine
-- counts whole units by itself, and is asked only on the day they turn; a
-- function that reads t.today is asked at every midnight, for every teacher.

local T = ...
local lint = T.lint
local probe = lint.probe_tools

-- Days that show how months and years are counted.
local bases = { "2000-02-29", "1998-08-31", "2011-01-15", "2003-12-31", "2007-06-01" }

-- The day n months on; the month's last where there is none.
local function months_on(from, n)
  local y, m, d = show_constant("date", from):match("^(%d+)-(%d+)-(%d+)$")
  local months = tonumber(y) * 12 + tonumber(m) - 1 + n
  d = math.tointeger(tonumber(d))
  while true do
    local found = day(("%04d-%02d-%02d"):format(months // 12, months % 12 + 1, d))
    if found or d < 28 then return found end
    d = d - 1
  end
end

local units = {
  { name = "years", on = function(from, n) return months_on(from, 12 * n) end },
  { name = "months", on = months_on },
  { name = "days", on = function(from, n) return from + n end },
}

-- Days from long before to long after.
local function days_around(from)
  local out = { from - 10000, from - 400, from - 40, from - 1 }
  for n = 0, 360, 30 do out[#out + 1] = from + n end
  for n = 2, 60 do out[#out + 1] = from + 365 * n + n // 3 end
  return out
end

-- The days on which months and years turn, and the eves of them.
local function turns_after(from)
  local out = {}
  for _, n in ipairs { 1, 2, 6, 11, 12, 13, 23, 24, 36, 48, 60, 120, 300 } do
    out[#out + 1] = months_on(from, n) - 1
    out[#out + 1] = months_on(from, n)
  end
  return out
end

local function ask(subject, read, from, today)
  local run = probe.run(subject, { today = show_constant("date", today), [read.key] = show_constant("date", from) })
  if not run.ran or run.other or #run.order > 2 then error("not to be told", 0) end
  return run.result
end

-- The first day on which the condition answers otherwise than before, and what
-- it then answers; it must turn once.
local function turning_day(subject, read, from)
  local days, at = days_around(from), nil
  local function answer(today)
    local result = ask(subject, read, from, today)
    if result ~= nil and type(result) ~= "boolean" then error("not to be told", 0) end
    return result == true
  end
  local before = answer(days[1])
  for i = 2, #days do
    local now = answer(days[i])
    if now ~= before then
      if at then return nil end
      at, before = i, now
    end
  end
  if not at then return nil end
  return probe.turn(days[at - 1], days[at], 1, answer), answer(days[at])
end

-- The unit and the number of them after which every base turns.
local function count_of(turns)
  for _, unit in ipairs(units) do
    local n = unit.name == "days" and turns[1].day - turns[1].from or 0
    while n < 30000 and unit.on(turns[1].from, n) < turns[1].day do n = n + 1 end
    local fits = true
    for _, turn in ipairs(turns) do fits = fits and unit.on(turn.from, n) == turn.day end
    if fits then return n == 0 and "days" or unit.name, n end
  end
end

local function condition(subject, read)
  local turns, rises = {}, nil
  for i, text in ipairs(bases) do
    local from = day(text)
    local turned, holds = turning_day(subject, read, from)
    if not turned or i > 1 and holds ~= rises then return nil end
    turns[i], rises = { from = from, day = turned }, holds
  end
  local unit, n = count_of(turns)
  return unit and (":%s():%s(%d)"):format(unit, rises and "at_least" or "less_than", n)
end

local function fits(subject, read, unit)
  for _, text in ipairs(bases) do
    local from = day(text)
    for _, today in ipairs(turns_after(from)) do
      local n = math.tointeger(ask(subject, read, from, today))
      if not n or unit.on(from, n) > today or unit.on(from, n + 1) <= today then return false end
    end
  end
  return true
end

local function value(subject, read)
  for _, unit in ipairs(units) do
    if fits(subject, read, unit) then return (":%s()"):format(unit.name) end
  end
end

-- The subject reads two things: t.today and a date, or it is left alone.
function lint.elapsed(subject, reads)
  local read = reads[1].kind == "today" and reads[2] or reads[1]
  if reads[1].kind ~= "today" and reads[2].kind ~= "today" or read.type.kind ~= "date" or read.kind == "data" then return end
  if not subject.derives and not lint.same_of_unknown(subject, read) then return end
  local ran, instead = pcall(subject.derives and value or condition, subject, read)
  if not ran or not instead then return end
  local name = read.name:find("^[%a_][%w_]*$") and "." .. read.name or ("[%q]"):format(read.name)
  lint.find_once("function-for-days", subject.place,
    ("the function does what %s%s%s does; write that: a function that reads t.today is asked about every teacher at every midnight"):format(
      read.kind, name, instead))
end
