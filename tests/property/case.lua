-- case.lua — a failure as a text case (tests/cases/README.md), with what the
-- engine made of it as notes.

local civil = require "civil"
local engine = require "engine"
local timeline = require "timeline"
local write_policy = require "write_policy"

local case = {}

local function quoted(s) return s:find("[%s\"]") and '"' .. s:gsub('[\\"]', "\\%0") .. '"' or s end

-- An instant as cases write it, in the school's zone.
local function instant(time, zone)
  local text = civil.stamp(time, zone):sub(1, -7)
  return (text:gsub("T00:00:00$", ""):gsub("(T%d+:%d+):00$", "%1"))
end

-- The i-th event; one that has the name it gets anyhow is not named.
local function event_line(event, i, zone)
  local time = event.zone == zone and instant(event.time, zone) or civil.stamp(event.time, event.zone)
  local named = event.source == "case" and event.id == ("e%03d"):format(i)
  local front = named and "" or ("id=%s source=%s  "):format(quoted(event.id), quoted(event.source))
  return ("    %s%s  %s  %s  %s"):format(front, time, quoted(event.subject or "-"), event.type, timeline.data(event) or ""):gsub(" +$", "")
end

local function field(line, name) return line:match(('"%s":"(.-)"'):format(name)) end

-- The members of an object as cases write them.
local function members(text)
  local out = {}
  for name, value in text:gmatch('"([%w_]+)":("?[^",]*"?)') do
    local plain = value:match('^"([^%s"=]+)"$')
    if plain and not tonumber(plain) and plain ~= "true" and plain ~= "false" then value = plain end
    out[#out + 1] = name .. "=" .. value
  end
  return table.concat(out, " ")
end

local function decision_line(line, zone)
  local time = field(line, "time")
  time = time:gsub(zone:gsub("%p", "%%%0") .. "$", ""):gsub("T00:00:00$", ""):gsub("(T%d+:%d+):00$", "%1")
  local out = { time, field(line, "teacher") or "-", field(line, "rule") or "-", field(line, "outcome") }
  local function add(word, text) if text then out[#out + 1] = word .. text end end
  add("about ", line:match('"about":{(.-)}') and members(line:match('"about":{(.-)}')))
  for track, from, to in line:gmatch('{"track":"(.-)","from":"(.-)","to":"(.-)"}') do
    out[#out + 1] = ("%s: %s -> %s"):format(track, from, to)
  end
  add("gives ", line:match('"gives":{(.-)}') and members(line:match('"gives":{(.-)}')))
  add("says ", field(line, "outcome") == "error" and '"…"' or line:match('"says":(".-")'))
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
  add_text(out, "policy:", write_policy(of.policy))
  out[#out + 1] = "events:"
  for i, event in ipairs(of.events) do out[#out + 1] = event_line(event, i, zone) end
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
