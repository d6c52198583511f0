-- calendar { … }: the school's zone and periods.

local T = ...

T.calendar = nil

local parts = { timezone = true, school_year = true, terms = true, cycle = true, periods = true, holidays = true, workdays = true }

local builtin = { "day", "week", "month", "term", "year", "school_year", "cycle" }
local unit_of = { day = 0, week = 1, month = 2, year = 3, term = 4, school_year = 5, cycle = 6 }

local function month_day(text, what)
  local month, dom
  if type(text) == "string" then month, dom = text:match("^(%d%d)-(%d%d)$") end
  if month and day("2024-" .. text) then return { month = tonumber(month), day = tonumber(dom) } end
  T.fail(("%s is %s, not a month and day written MM-DD"):format(what, T.show(text)))
  return nil
end

local function key_of(md) return md.month * 100 + md.day end

local function read_terms(terms)
  local out = {}
  if type(terms) ~= "table" then T.fail("terms is a list of { first, last } month-days") return out end
  for i, term in ipairs(terms) do
    local what = "the bound of term " .. i
    local first = type(term) == "table" and month_day(term[1], what)
    local last = type(term) == "table" and month_day(term[2], what)
    if type(term) ~= "table" then T.fail("a term is written { \"09-01\", \"01-31\" }") end
    if first and last then out[#out + 1] = { first = first, last = last } end
  end
  table.sort(out, function(a, b) return key_of(a.first) < key_of(b.first) end)
  for i, term in ipairs(out) do
    local following = out[i % #out + 1]
    local wraps = key_of(term.last) < key_of(term.first)
    local next_key = key_of(following.first) + (i == #out and 1200 or 0)
    if key_of(term.last) + (wraps and 1200 or 0) >= next_key then T.fail("terms overlap") end
  end
  return out
end

local function positive(value, what)
  if type(value) == "number" and math.type(value) == "integer" and value >= 1 and value <= 1200 then return value end
  T.fail(("%s is %s, not a whole number from 1 to 1200"):format(what, T.show(value)))
  return 1
end

local function read_cycle(cycle, periods)
  if type(cycle) ~= "table" then T.fail("cycle is written { years = 2, from = 2023 }") return end
  for name in pairs(cycle) do
    if name ~= "years" and name ~= "from" then
      T.fail(("cycle has no part '%s'%s"):format(tostring(name), T.meant(name, { years = 1, from = 1 })))
    end
  end
  periods.cycle = { name = "cycle", unit = 6, length = positive(cycle.years, "the years of a cycle"), anchor = 2000 }
  if math.type(cycle.from) == "integer" and cycle.from >= 1900 and cycle.from <= 2199 then
    periods.cycle.anchor = cycle.from
  else
    T.fail(("a cycle's from is %s, not a calendar year"):format(T.show(cycle.from)))
  end
end

local function read_named(name, spec)
  if not T.check_name(name, "a period") then return nil end
  if unit_of[name] then T.fail(("the period '%s' is built in"):format(name)) return nil end
  if type(spec) ~= "table" then T.fail(("the period '%s' is written { months = 12, from = \"2013-12-01\" }"):format(name)) return nil end
  local named = { name = name, unit = 8, length = 1, anchor = 0 }
  local lengths = 0
  for part, value in pairs(spec) do
    local what = ("the %s of period '%s'"):format(part, name)
    if part == "from" then named.anchor = T.literal(T.date, value, what) or 0
    elseif part == "days" then named.unit, named.length, lengths = 7, positive(value, what), lengths + 1
    elseif part == "months" then named.length, lengths = positive(value, what), lengths + 1
    elseif part == "years" then named.length, lengths = 12 * positive(value, what), lengths + 1
    else T.fail(("a period has no part '%s'%s"):format(tostring(part), T.meant(part, { from = 1, days = 1, months = 1, years = 1 }))) end
  end
  if lengths ~= 1 then T.fail(("the period '%s' has one of days, months and years"):format(name)) end
  if spec.from == nil then T.fail(("the period '%s' has no from"):format(name)) end
  return named
end

local function read_ranges(ranges, what)
  local out = {}
  if ranges == nil then return out end
  if type(ranges) ~= "table" then T.fail(what .. " is a list of days or \"first/last\"") return out end
  for _, range in ipairs(ranges) do
    local first, last = range, range
    if type(range) == "string" and range:find("/", 1, true) then first, last = range:match("^(.-)/(.*)$") end
    first, last = T.literal(T.date, first, what), T.literal(T.date, last, what)
    if first and last then
      if last < first then T.fail(("%s: %s ends before it begins"):format(what, T.show(range))) end
      out[#out + 1] = { first = first, last = last }
    end
  end
  return out
end

-- Ends of one midnight are judged shorter kinds first, then named ones by name.
local function in_order(periods)
  local out = {}
  for _, name in ipairs { "day", "week", "month", "term", "year", "school_year", "cycle" } do
    if periods[name] then out[#out + 1] = periods[name] end
  end
  for name, period in pairs(periods) do
    if not unit_of[name] then out[#out + 1] = period end
  end
  for i, period in ipairs(out) do period.number = i - 1 end
  return out
end

function T.words.calendar(spec)
  if type(spec) ~= "table" then return T.fail("calendar takes a table of its parts") end
  if T.calendar then return T.fail("the calendar is declared twice") end
  for part in pairs(spec) do
    if not parts[part] then T.fail(("calendar has no part '%s'%s"):format(tostring(part), T.meant(part, parts))) end
  end
  local calendar = { offset = 0, school_year = { month = 9, day = 1 }, terms = {} }
  local minutes, reason = offset(spec.timezone)
  if minutes then calendar.offset = minutes else T.fail("timezone: " .. (spec.timezone == nil and "is missing; write timezone = \"+08:00\"" or reason)) end
  if spec.school_year ~= nil then calendar.school_year = month_day(spec.school_year, "school_year") or calendar.school_year end
  local periods = {}
  for _, name in ipairs(builtin) do
    if name ~= "term" and name ~= "cycle" then periods[name] = { name = name, unit = unit_of[name], length = 1, anchor = 0 } end
  end
  if spec.terms ~= nil then
    calendar.terms = read_terms(spec.terms)
    if #calendar.terms > 0 then periods.term = { name = "term", unit = 4, length = 1, anchor = 0 } end
  end
  if spec.cycle ~= nil then read_cycle(spec.cycle, periods) end
  if spec.periods ~= nil then
    if type(spec.periods) ~= "table" then T.fail("periods is a table of named periods") else
      for name, named in pairs(spec.periods) do periods[name] = read_named(name, named) end
    end
  end
  calendar.by_name = periods
  calendar.periods = in_order(periods)
  calendar.holidays = read_ranges(spec.holidays, "holidays")
  calendar.workdays = read_ranges(spec.workdays, "workdays")
  calendar.file, calendar.line = where(2)
  T.calendar = calendar
end

-- The number of the period of that name, or nil after saying what is wrong.
function T.period(name)
  if not T.calendar then T.fail("the calendar must be declared before periods are used") return nil end
  local period = type(name) == "string" and T.calendar.by_name[name]
  if period then
    T.named.period[name] = true
    return period.number
  end
  if name == "term" or name == "cycle" then
    T.fail(("the calendar declares no %s"):format(name == "term" and "terms" or "cycle"))
  else
    T.fail(("no period %s%s"):format(T.show(name), T.meant(name, T.calendar.by_name)))
  end
  return nil
end
