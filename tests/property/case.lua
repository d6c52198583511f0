-- case.lua — a failure as a text case (tests/cases/README.md), with what the
-- engine made of it as notes.

local civil = require "civil"
local engine = require "engine"
local timeline = require "timeline"
local write = require "write"

local case = {}

local function quoted(s) return s:find("[%s\"]") and '"' .. s:gsub('[\\"]', "\\%0") .. '"' or s end

-- An instant as cases write it, in the school's zone.
local function instant(time, zone)
  local text = civil.stamp(time, zone):sub(1, -7)
  return (text:gsub("T00:00:00$", ""):gsub("(T%d+:%d+):00$", "%1"))
end

local function event_line(event, zone)
  local time = event.zone == zone and instant(event.time, zone) or civil.stamp(event.time, event.zone)
  return ("    id=%s source=%s  %s  %s  %s  %s"):format(quoted(event.id), quoted(event.source), time,
    quoted(event.subject or "-"), event.type, timeline.data(event) or "")
end

local function field(line, name) return line:match(('"%s":"(.-)"'):format(name)) end

local function decision_line(line, zone)
  local time = field(line, "time")
  time = time:gsub(zone:gsub("%p", "%%%0") .. "$", ""):gsub("T00:00:00$", ""):gsub("(T%d+:%d+):00$", "%1")
  local out = { time, field(line, "teacher"), field(line, "rule") or "-", field(line, "outcome") }
  for track, from, to in line:gmatch('{"track":"(.-)","from":"(.-)","to":"(.-)"}') do
    out[#out + 1] = ("%s: %s -> %s"):format(track, from, to)
  end
  local gives = line:match('"gives":{(.-)}')
  if gives then out[#out + 1] = "gives " .. gives:gsub('"([%w_]+)":', "%1="):gsub(",(%w+=)", " %1") end
  local says = line:match('"says":(".-")')
  if says then out[#out + 1] = "says " .. says end
  if line:find(' trial$') then out[#out + 1] = "trial" end
  return "    " .. table.concat(out, "  ")
end

local function add_text(out, head, text)
  out[#out + 1] = head
  for line in text:gmatch("[^\n]+") do out[#out + 1] = "    " .. line end
end

-- The lines of the case; `failure` is what check.failure found.
function case.text(of, failure, name)
  local zone, out = of.policy.calendar.zone, { "case: " .. name }
  add_text(out, "policy:", write.policy(of.policy))
  out[#out + 1] = "events:"
  for _, event in ipairs(of.events) do out[#out + 1] = event_line(event, zone) end
  out[#out + 1] = "until: " .. instant(of.till, zone)
  if failure.kind == "model" then
    out[#out + 1] = #failure.expected > 0 and "decisions:" or "decisions: none"
    for _, line in ipairs(failure.expected) do out[#out + 1] = decision_line(line, zone) end
    out[#out + 1] = "# but the engine decides:"
    for _, line in ipairs(failure.made) do out[#out + 1] = "#" .. decision_line(line, zone) end
  elseif failure.kind == "order" then
    add_text(out, "# the engine, as written:", failure.first:gsub("^", "#"):gsub("\n(.)", "\n#%1"))
    add_text(out, "# " .. engine.order_name(failure.order) .. ":", failure.text:gsub("^", "#"):gsub("\n(.)", "\n#%1"))
  else
    add_text(out, "# the engine refuses it:", "# " .. failure.text)
  end
  return table.concat(out, "\n") .. "\n"
end

return case
