-- timeline.lua — random events for a policy, and events as lines of JSON.
--
-- They gather where order matters: at one instant, at local midnights, around
-- the days at which the policy's periods turn.

local civil = require "civil"
local draw = require "draw"
local types = require "types"
local write = require "write"

local timeline = {}

local sources = { "a", "b", "B", "a/b" }
local zones = { "Z", "+08:00", "-07:00", "+05:45" }
local SECOND, HOUR = 1000000, 3600000000

-- Instants ----------------------------------------------------------------------

local function within_day(r)
  local kind = r:int(1, 10)
  if kind <= 4 then return 0 end
  if kind == 5 then return civil.DAY - 1 end
  if kind == 6 then return r:int(0, 23) * HOUR + r:int(0, 59) * SECOND + 500000 end
  return r:int(0, 23) * HOUR
end

local function instant(self)
  local r = self.r
  if #self.instants > 0 and r:chance(35) then return r:pick(self.instants) end
  local day = r:chance(70) and r:int(self.first, self.last) or r:pick(self.days)
  local time = civil.midnight(day, self.offset) + within_day(r)
  self.instants[#self.instants + 1] = time
  return time
end

-- Events ------------------------------------------------------------------------

local function data_of(self, fields, keep)
  local out = {}
  for _, field in ipairs(fields) do
    if not field.optional and not keep or self.r:chance(keep or 75) then out[field.name] = self.d:literal(field.type) end
  end
  return out
end

local function add(self, type, fields, data, subject)
  local event = {
    type = type, fields = fields, data = data, subject = subject, time = instant(self),
    source = self.r:pick(sources), zone = self.r:chance(60) and self.zone or self.r:pick(zones),
    stray = self.r:chance(5), null = self.r:chance(15),
  }
  repeat event.id = self.r:pick { "", "e", "E" } .. self.r:int(1, 99)
  until not self.taken[event.source .. " " .. event.id]
  self.taken[event.source .. " " .. event.id] = true
  self.events[#self.events + 1] = event
end

local function text_field(name) return { name = name, type = types.text } end
local function date_field(name) return { name = name, type = types.date } end

local reserved = {}

function reserved.teacher(self, subject)
  add(self, "tenure.teacher", self.p.profile, data_of(self, self.p.profile, 70), subject)
end

function reserved.left(self, subject) add(self, "tenure.left", {}, {}, subject) end

function reserved.standing(self, subject)
  local track = self.r:pick(self.p.tracks)
  add(self, "tenure.standing", { text_field "track", text_field "to" }, { track = track.name, to = self.r:pick(track.type.flat) }, subject)
end

function reserved.waive(self, subject)
  local data = { rule = self.r:pick(self.p.sentences).name }
  if self.r:chance(40) then data.from = self.r:int(self.first, self.last) end
  if self.r:chance(60) then data["until"] = (data.from or self.first) + self.r:int(-1, 9) end
  add(self, "tenure.waive", { text_field "rule", date_field "from", date_field "until" }, data, subject)
end

function reserved.void(self, subject)
  local of = #self.events > 0 and self.r:pick(self.events) or { id = "none", source = "a" }
  add(self, "tenure.void", { text_field "id", text_field "source" }, { id = of.id, source = of.source }, self.r:chance(30) and subject or nil)
end

local function one(self)
  local r = self.r
  local subject = r:pick(self.p.teachers)
  local name = r:weighted { { 75 }, { 5, "teacher" }, { 3, "left" }, { 6, "standing" }, { 6, "waive" }, { 4, "void" }, { 1, "stranger" } }
  if name == "stranger" then return add(self, "not.declared", {}, {}, subject) end
  if name then return reserved[name](self, subject) end
  local event = r:pick(self.p.events)
  add(self, event.name, event.fields, data_of(self, event.fields), not r:chance(12) and subject or nil)
end

-- Events of a policy, and the instant until which they are judged.
function timeline.draw(r, p)
  local self = {
    r = r, p = p, d = draw.new(p, r, p.days), events = {}, instants = {}, taken = {}, days = p.days, zone = p.calendar.zone,
    offset = civil.offset(p.calendar.zone), first = p.near - 2,
  }
  local span = p.dense and 3 or r:chance(4) and 400 or r:pick { 4, 8, 8, 15, 40 }
  self.last = self.first + span
  self.days = { p.near, p.near, p.near + r:pick { 2, 7, 30, 100 } }
  for _ = 1, r:pick(p.dense and { 6, 12, 20 } or { 4, 8, 15, 25, 40 }) do one(self) end
  local till = civil.midnight(self.last + r:pick { -2, 0, 3, 10, 60 }, self.offset) + within_day(r)
  return self.events, till
end

-- Lines -------------------------------------------------------------------------

local function quoted(s) return '"' .. s:gsub('[\\"]', "\\%0") .. '"' end

local function object(members, turned)
  local out = {}
  for i, each in ipairs(members) do out[turned and #members + 1 - i or i] = quoted(each[1]) .. ":" .. each[2] end
  return "{" .. table.concat(out, ",") .. "}"
end

-- An event's data as JSON, or nil; `turned` puts the last member first.
function timeline.data(event, turned)
  local out = {}
  for _, field in ipairs(event.fields) do
    local value = event.data[field.name]
    if value ~= nil then out[#out + 1] = { field.name, write.literal(field.type, value) }
    elseif event.null and (field.optional or event.type == "tenure.teacher") then out[#out + 1] = { field.name, "null" } end
  end
  if event.stray then out[#out + 1] = { "stray", '[1,"two"]' } end
  return #out > 0 and object(out, turned) or nil
end

function timeline.line(event, turned)
  local out = { { "specversion", '"1.0"' } }
  for _, name in ipairs { "id", "source", "type", "subject" } do
    if event[name] then out[#out + 1] = { name, quoted(event[name]) } end
  end
  out[#out + 1] = { "time", quoted(civil.stamp(event.time, event.zone)) }
  local data = timeline.data(event, turned)
  if data then out[#out + 1] = { "data", data } end
  return object(out, turned)
end

return timeline
