-- timeline.lua — what the generators write their events with: ids that count,
-- dates, and draws that are the same in every run.
--
--   local timeline = require "timeline" (start)
--   timeline.event("office", "2024-09-02T09:00", "T01", "book.read", { "title", "…" })
--   timeline.print()

local zone = "+08:00"

local function quoted(value)
  return type(value) == "string" and '"' .. value .. '"' or tostring(value)
end

local function object(fields)
  local out = {}
  for i = 1, #fields, 2 do out[#out + 1] = ('"%s":%s'):format(fields[i], quoted(fields[i + 1])) end
  return "{" .. table.concat(out, ",") .. "}"
end

local lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function length_of(year, month)
  local leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  return month == 2 and leap and 29 or lengths[month]
end

-- Draws begin at `start`, a number above 0.
return function(start)
  local drawn = start
  local lines, late_lines, count = {}, {}, {}
  local timeline = {}

  -- A number from 1 to n.
  function timeline.draw(n)
    drawn = drawn * 16807 % 2147483647
    return 1 + drawn % n
  end

  -- The date so many days, not below 0, after another.
  function timeline.after(date, days)
    local year, month, day = date:match("^(%d+)-(%d+)-(%d+)$")
    year, month, day = tonumber(year), tonumber(month), tonumber(day) + days
    while day > length_of(year, month) do
      day, month = day - length_of(year, month), month + 1
      if month > 12 then year, month = year + 1, 1 end
    end
    return ("%04d-%02d-%02d"):format(year, month, day)
  end

  local function add(into, source, time, subject, kind, fields)
    count[source] = (count[source] or 0) + 1
    local id = ("%s-%04d"):format(source, count[source])
    local whose = subject and ('"subject":"%s",'):format(subject) or ""
    into[#into + 1] = {
      time = time,
      line = ('{"specversion":"1.0","id":"%s","source":"/%s","type":"%s",%s"time":"%s:00%s","data":%s}')
        :format(id, source, kind, whose, time, zone, object(fields or {})),
    }
    return id, "/" .. source
  end

  -- An event, of the school where the subject is nil; `fields` is its data, name
  -- after value.  Returns its id and source.
  function timeline.event(...) return add(lines, ...) end

  -- One that was on paper: it comes in after all the others.
  function timeline.late(...) return add(late_lines, ...) end

  -- By time; events of one instant as their lines sort.
  function timeline.print()
    table.sort(lines, function(a, b)
      if a.time ~= b.time then return a.time < b.time end
      return a.line < b.line
    end)
    for _, each in ipairs(lines) do print(each.line) end
    for _, each in ipairs(late_lines) do print(each.line) end
  end

  return timeline
end
