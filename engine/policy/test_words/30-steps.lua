-- What a scenario does: s:event (…), s:advance "…".
--
-- Running it judges nothing: it leaves a list of steps, for the engine to take
-- in order.

local T = ...

local steps = T.class("scenario")
T.scenario_class = steps

-- Whether a step is called as it is meant to be, s:event (…), by the scenario
-- that runs.
function T.called(self, word)
  if T.is(self, steps) == T.running and T.running then return true end
  T.fail(("write s:%s, with a colon, in the scenario that s was given to"):format(word))
  return false
end

function T.filled_text(value, what)
  if type(value) == "string" and value ~= "" and utf8.len(value) then return value end
  if value ~= T.nothing then T.fail(("%s is %s, not a text"):format(what, T.show(value))) end
  return nil
end

-- A date, a local time or RFC 3339: the instant, and whether it is a date.
function T.instant(value, what)
  local text = T.filled_text(value, what)
  if not text then return nil end
  local found, whole = instant(text, T.calendar.offset)
  if not found then T.fail(("%s: %s"):format(what, whole)) end
  return found, whole
end

-- By name: the policy's event types, sentences and tracks.
local names

function T.known_names()
  if names then return names end
  names = { types = {}, sentences = {}, tracks = {} }
  for _, each in ipairs(T.types) do names.types[each.name] = true end
  for i, each in ipairs(T.sentences) do names.sentences[each.name] = i - 1 end
  for i, each in ipairs(T.track_names) do names.tracks[each.name] = { number = i - 1, states = T.lists[each.type.list + 1].place } end
  return names
end

local event_form = '{"specversion":"1.0","id":"%s","source":"scenario","time":"%s","type":%s%s,"data":%s}'

-- s:event (time, teacher or nil, type, data): its id and source, for who means
-- to void it.
function steps.words.event(self, time, teacher, name, data)
  if not T.called(self, "event(…)") then return nil end
  local at, known = T.instant(time, "the event's time"), T.known_names().types
  if teacher ~= nil then teacher = T.filled_text(teacher, "the event's teacher") end
  if not known[name] then T.fail(("no event %s%s"):format(T.show(name), T.meant(name, known))) end
  local written = T.data_json(data, "data")
  T.running.events = T.running.events + 1
  local id = ("%06d"):format(T.running.events)
  if at and known[name] and written then
    local subject = teacher and ',"subject":' .. T.quote(teacher) or ""
    T.add_step { op = "event", instant = at, text = event_form:format(id, show_instant(at, T.calendar.offset), T.quote(name), subject, written) }
  end
  return id, "scenario"
end

-- s:advance (time): time passes, up to and including that instant.
function steps.words.advance(self, time)
  if not T.called(self, "advance \"…\"") then return end
  local at = T.instant(time, "the time to advance to")
  if at then T.add_step { op = "advance", instant = at } end
end

-- Runs a test: what it wrote down is then taken by T.take_steps, whether or not
-- it came to its end.
function T.run_test(number)
  T.running = { steps = {}, events = 0, seen = {} }
  T.tests[number].call(T.object(steps, T.running))
end

function T.take_steps()
  local left = T.running and T.running.steps or {}
  T.running = nil
  return left
end
