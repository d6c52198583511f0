-- duty.lua — duties (language.md, 7).  A case of a duty is one judgement to
-- come: a period, a spell over a period, or an opening.
--
-- A case: { duty, of = whose record, first, last = its days, since = the
-- instant it began at, due = its deadline or nil, place = of the opening event,
-- about = { name, type, value, named }, span = what is counted, key = what
-- tells it from the others of the duty and record }.
--
-- Nothing is kept of a case but its opening and whether it was met; whether
-- `applies` held is read from what it was at each instant (`world.instants`).

local ask = require "model.ask"
local civil = require "civil"
local counted = require "model.counted"
local decide = require "model.decide"
local periods = require "model.periods"

local duty = {}

-- Periods -----------------------------------------------------------------------

local function all_off(world, period)
  for day = period.first, period.last do
    if not periods.off(world.calendar, day) then return false end
  end
  return true
end

-- The duty's period in which a day lies, where one of it is judged.
local function period_of(world, sentence, day)
  local period = periods.of(world.calendar, sentence.per, day)
  if not period or all_off(world, period) then return nil end
  if sentence.inside then
    local around = periods.of(world.calendar, sentence.inside, period.first)
    if not around or period.last > around.last then return nil end
  end
  return period
end

local function case_of(world, sentence, of, period, spell)
  local case = {
    duty = sentence, of = of, first = period.first, last = period.last, key = period.first .. "",
    since = civil.midnight(period.first, world.offset), due = civil.midnight(period.last + 1, world.offset),
    span = { first = period.first, last = period.last },
  }
  if spell then
    local declared = world.spells[sentence.each]
    case.about = { name = declared.key, type = declared.key_type, value = spell.key, named = true }
    case.span.field, case.span.value = declared.key, spell.key
    case.key = case.key .. " " .. spell.place
  end
  return case
end

local function by_opening(a, b)
  if a.time ~= b.time then return a.time < b.time end
  return a.key < b.key
end

-- The cases of a periodic duty in the period of a day: one, or one for each
-- spell that has been open since it began.
local function periodic(world, sentence, of, day)
  local period, out = period_of(world, sentence, day), {}
  if not period then return out end
  if not sentence.each then return { case_of(world, sentence, of, period) } end
  local spells = counted.spells(world, world.spells[sentence.each], of)
  table.sort(spells, by_opening)
  for _, spell in ipairs(spells) do
    if spell.time <= civil.midnight(period.first, world.offset) then
      out[#out + 1] = case_of(world, sentence, of, period, spell)
    end
  end
  return out
end

-- Openings ----------------------------------------------------------------------

-- The last day of what an event opens: nil for never.
local function last_day(world, sentence, event)
  local within, day = sentence.within, event.day
  if within.field then return event.data[within.field] end
  if within.unit == "weeks" then day = day - civil.weekday(day) + 7 * within.n + 6
  elseif within.unit == "months" then day = civil.plus_months(day, within.n)
  else day = world:days_after(day, within.unit, within.n) end
  while within.roll and periods.off(world.calendar, day) do day = day + 1 end
  return day
end

local function opening(world, sentence, of, event)
  local last = last_day(world, sentence, event)
  local case = {
    duty = sentence, of = of, first = event.day, last = last, since = event.time, place = world.at, key = world.at .. "",
    due = last and civil.midnight(last + 1, world.offset), span = { after = world.at },
    about = { name = "event", type = { kind = "text" }, value = event.id },
  }
  if last and last < event.day then case.due, case.last = event.time, event.day end
  if sentence.match then
    local value = event.data[sentence.match.name]
    case.about = { name = sentence.match.name, type = sentence.match.type, value = value, named = true }
    case.span.field, case.span.value = sentence.match.name, value
  end
  return case
end

-- What the event that has just passed, settled, opens of a duty for a teacher;
-- returned where it is due already.
function duty.open(world, sentence, teacher, event)
  if teacher.away or not counted.is_of(world, sentence.after, world.at, teacher) then return nil end
  local case, applies = opening(world, sentence, teacher, event), ask.condition(world, teacher, sentence.applies)
  if applies == "failed" then decide.failure(world, teacher, sentence) end
  if applies ~= true then return nil end
  if case.due == event.time then return case end
  table.insert(world.openings, case)
end

-- What is open, in order: of a duty and a record, at a day.
local function open_cases(world, sentence, of, day)
  if sentence.per then return periodic(world, sentence, of, day) end
  local out = {}
  for _, case in ipairs(world.openings) do
    if case.duty == sentence and case.of == of and (not case.due or case.due >= world.time) then out[#out + 1] = case end
  end
  return out
end

-- Whom a duty is about: the school alone, or the teachers known.
function duty.records(world, sentence)
  if sentence.of == "school" then return { world.school } end
  return { table.unpack(world.roster) }
end

-- Whether it is judged ----------------------------------------------------------

-- Asked when all events of an instant are in and settled.
function duty.instant_over(world)
  local truths = {}
  for _, sentence in ipairs(world.policy.sentences) do
    for _, of in ipairs(sentence.form == "duty" and duty.records(world, sentence) or {}) do
      truths[of] = truths[of] or {}
      truths[of][sentence.name] = of.known_at ~= nil and ask.condition(world, of, sentence.applies) or false
    end
  end
  table.insert(world.instants, { time = world.time, truths = truths })
end

-- Whether `applies` was true at each instant so far since the case began;
-- "failed" where no answer but an error says otherwise.
local function has_applied(world, case)
  local out = true
  for i = #world.instants, 1, -1 do
    local instant = world.instants[i]
    if instant.time < case.since then break end
    local truth = (instant.truths[case.of] or {})[case.duty.name]
    if not truth then return false end
    if truth == "failed" then out = "failed" end
  end
  return out
end

-- Whether something known leaves the case unjudged, whatever applies.
local function unjudged(world, case)
  local sentence, of = case.duty, case.of
  if not of.known_at or sentence.per and not sentence.partial and of.known_time > case.since then return true end
  if of.away or world:absent_since(of, case.since, case.place) then return true end
  return not world.in_force(sentence, case.first, case.last) or world:waived(of, sentence, case.first, case.last)
end

-- Judgements --------------------------------------------------------------------

local function needs(world, case)
  return ask.condition(world, case.of, case.duty.needs, nil, case.span)
end

-- true, false, nil, or "failed": whether it applies now, and has since it began.
local function holds_so_far(world, case)
  if unjudged(world, case) or not case.duty.partial and has_applied(world, case) ~= true then return false end
  return ask.condition(world, case.of, case.duty.applies)
end

-- A reminder; true where one is decided.
local function remind(world, case)
  local applies = holds_so_far(world, case)
  local needed = applies == true and needs(world, case)
  if applies == "failed" or needed == "failed" then decide.failure(world, case.of, case.duty) return true end
  if applies ~= true or needed == true then return false end
  decide.make(world, case.of, case.duty, "reminder", nil, case)
  return true
end

-- Its deadline; true where a decision is made.
local function judge(world, case)
  local sentence = case.duty
  if unjudged(world, case) then return false end
  local applies
  if sentence.per and not sentence.partial then applies = has_applied(world, case)
  else applies = ask.condition(world, case.of, sentence.applies) end
  local needed = applies == true and needs(world, case)
  if applies == "failed" or needed == "failed" then decide.failure(world, case.of, sentence) return true end
  if applies ~= true or needed == true then return false end
  if needed == nil then decide.make(world, case.of, sentence, "undetermined", nil, case)
  else decide.make(world, case.of, sentence, "missed", sentence.missed, case) end
  return true
end
duty.judge = judge

-- At the duty's turn in a settling: what is met is decided, each case once.
function duty.meet(world, of, sentence)
  local decided = false
  if (sentence.of == "school") ~= (of.school == true) then return false end
  for _, case in ipairs(open_cases(world, sentence, of, world.window_day)) do
    local name = ("%s\0%s\0%s"):format(sentence.name, of.id, case.key)
    local open = (not case.due or case.due > world.time) and not world.met[name] and not world.exhausted
    if open and holds_so_far(world, case) == true and needs(world, case) == true then
      world.met[name], decided = true, true
      decide.make(world, of, sentence, "met", sentence.met, case)
    end
  end
  return decided
end

-- What falls due of a duty at the midnight that begins a day, before ends of
-- periods, for one record: a list of functions, each true where it decides.
function duty.due(world, sentence, of, day)
  local out = {}
  for _, case in ipairs(open_cases(world, sentence, of, day - 1)) do
    local deadline = case.due and case.last + 1
    if sentence.after and deadline == day then
      out[#out + 1] = function() return judge(world, case) end
    elseif sentence.remind and deadline and deadline - sentence.remind == day and world.time > case.since then
      out[#out + 1] = function() return remind(world, case) end
    end
  end
  return out
end

-- What the end of a period brings of it, for one record: likewise.
function duty.ends(world, sentence, of, period)
  local out = {}
  for _, case in ipairs(periodic(world, sentence, of, period.last)) do
    out[#out + 1] = function() return judge(world, case) end
  end
  return out
end

return duty
