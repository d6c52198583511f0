-- world.lua — what the model knows at one place of the timeline (language.md,
-- 1 and 2): the events so far, who is known, away and waived.
--
-- `events` is the whole timeline, `at` how many of it have passed, `time` the
-- instant reached, `today` its day and `window_day` the day windows show.  A
-- record, of a teacher or the school's own, holds tracks and a profile.

local civil = require "civil"
local periods = require "model.periods"

local world = {}
world.__index = world

-- The timeline: what is voided, at whatever time, never was; voids themselves
-- are not in it.
local function timeline(events, offset, till)
  local voided, out = {}, {}
  for _, event in ipairs(events) do
    if event.type == "tenure.void" then voided[event.data.source .. "\0" .. event.data.id] = true end
  end
  for _, event in ipairs(events) do
    if event.type ~= "tenure.void" and event.time <= till and not voided[event.source .. "\0" .. event.id] then
      event.day = civil.local_day(event.time, offset)
      out[#out + 1] = event
    end
  end
  table.sort(out, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    if a.source ~= b.source then return a.source < b.source end
    return a.id < b.id
  end)
  return out
end

local function by_name(list, value)
  local out = {}
  for _, each in ipairs(list) do out[each.name] = value and each[value] or each end
  return out
end

local function record(id) return { id = id, tracks = {}, profile = {}, truth = {}, away = false, absences = {} } end

function world.new(policy, events, till)
  local self = setmetatable({
    policy = policy, calendar = policy.calendar, offset = civil.offset(policy.calendar.zone),
    facts = by_name(policy.facts, "value"), spells = by_name(policy.spells),
    at = 0, teachers = {}, roster = {}, pendings = {}, openings = {}, met = {}, instants = {}, out = {},
  }, world)
  self.events = timeline(events, self.offset, till)
  self.school = record ""
  self.school.school = true
  for _, event in ipairs(self.events) do
    local id = event.subject
    if id and not self.teachers[id] then self.teachers[id] = record(id) end
  end
  return self
end

-- A new cause: one event, or one deadline, and one teacher.
function world.begin_cause(self) self.made, self.exhausted = 0, false end

-- Whom it makes known -----------------------------------------------------------

local function become_known(self, of, event)
  of.known_at, of.known_time, of.known_day = self.at, event.time, event.day
  for _, track in ipairs(self.policy.tracks) do
    of.tracks[track.name] = { state = track.type.flat[1], day = event.day }
  end
end

-- By the event that has just passed.
function world.make_known(self, event)
  local teacher = self.teachers[event.subject]
  if teacher and not teacher.known_at then
    become_known(self, teacher, event)
    self.roster[#self.roster + 1] = teacher
    table.sort(self.roster, function(a, b) return a.id < b.id end)
  end
  if not self.school.known_at then become_known(self, self.school, event) end
end

-- Absence -----------------------------------------------------------------------

function world.leave(self, teacher)
  if teacher.away then return end
  teacher.away, teacher.truth = true, {}
  table.insert(teacher.absences, { from = self.time, place = self.at })
end

function world.come_back(self, teacher)
  if not teacher.away then return end
  teacher.away = false
  teacher.absences[#teacher.absences].till = self.time
end

-- Whether an absence so far touches what began at an instant, or at a place,
-- and is not over yet.
function world.absent_since(_, of, time, place)
  for _, each in ipairs(of.absences) do
    if not each.till then return true end
    if place and each.place > place then return true end
    if not place and (each.till > time or each.from >= time) then return true end
  end
  return false
end

-- Waivers -----------------------------------------------------------------------

-- Whether a waiver so far overlaps the days first … last (nil: without end).
function world.waived(self, of, sentence, first, last)
  for i = 1, self.at do
    local event = self.events[i]
    if event.type == "tenure.waive" and event.subject == of.id and event.data.rule == sentence.name then
      local from, till = event.data.from or event.day, event.data["until"] or math.huge
      if from <= till and from <= (last or math.huge) and first <= till then return true end
    end
  end
  return false
end

-- Whether a sentence is in force on each of the days.
function world.in_force(sentence, first, last)
  return (not sentence.from or sentence.from <= first) and (not sentence.till or (last or math.huge) <= sentence.till)
end

-- Not out of force, nor waived, nor is the teacher away, as of the day shown.
function world.stands(self, of, sentence)
  local day = self.window_day
  return not of.away and world.in_force(sentence, day, day) and not self:waived(of, sentence, day, day)
end

-- Days --------------------------------------------------------------------------

-- The n-th day after one; of workdays, the days not off are counted.
function world.days_after(self, day, unit, n)
  while n > 0 do
    day = day + 1
    if unit == "days" or not periods.off(self.calendar, day) then n = n - 1 end
  end
  return day
end

return world
