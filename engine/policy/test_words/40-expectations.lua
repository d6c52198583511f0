-- What a scenario expects: s:expect { … }, s:refute { … }, s:standing (…).

local T = ...
local steps = T.scenario_class

local function a_state(track, state)
  local found = T.known_names().tracks[track]
  if not found then
    T.fail(("no track '%s'%s"):format(tostring(track), T.meant(track, T.known_names().tracks)))
    return nil
  end
  if found.states[state] then return { track = found.number, state = found.states[state] } end
  T.fail(("track '%s' has no state %s%s"):format(track, T.show(state), T.meant(state, found.states)))
  return nil
end

-- s:standing (teacher, track, state)
function steps.words.standing(self, teacher, track, state)
  if not T.called(self, "standing(…)") then return end
  local who, found = T.filled_text(teacher, "the teacher of standing"), a_state(track, state)
  if who and found then T.add_step { op = "standing", teacher = who, states = { found }, text = ("%s of %s to be %s"):format(track, who, state) } end
end

function steps.words.expect_nothing_else(self)
  if T.called(self, "expect_nothing_else()") then T.add_step { op = "nothing_else" } end
end

-- Of decisions -----------------------------------------------------------------

local function one_of(known, value, what)
  if known[value] then return value end
  local names = {}
  for name in pairs(known) do names[#names + 1] = name end
  T.fail(("%s is %s, none of %s%s"):format(what, T.show(value), table.concat(names, ", "), T.meant(value, known)))
  return nil
end

local outcomes = {
  fired = true, announced = true, objected = true, missed = true, reminder = true, met = true, undetermined = true, chosen = true,
  passed_over = true, tied = true, achieved = true, set = true, error = true,
}
local forms = { rule = true, duty = true, selection = true, target = true, manual = true, error = true }
local severities = { info = true, notice = true, warning = true, critical = true }

-- What may be asked of a decision.  Each reader fills the step and says how
-- its member reads, or nil after saying what is wrong.
local readers = {}

function readers.teacher(step, value)
  step.teacher = T.filled_text(value, "teacher")
  return step.teacher and "teacher " .. value
end

function readers.rule(step, value)
  step.rule = T.known_names().sentences[value]
  if step.rule then return ('rule "%s"'):format(value) end
  T.fail(("no sentence %s%s"):format(T.show(value), T.meant(value, T.known_names().sentences)))
end

function readers.outcome(step, value)
  step.outcome = one_of(outcomes, value, "outcome")
  return step.outcome and "outcome " .. value
end

-- A date is all of that local day, an instant that instant alone.
function readers.at(step, value)
  local from, whole = T.instant(value, "at")
  if not from then return nil end
  step.from, step.to = from, from + (whole and 86400 * 1000000 or 1)
  return "at " .. value
end

function readers.form(step, value)
  step.form = one_of(forms, value, "form")
  return step.form and "form " .. value
end

function readers.severity(step, value)
  step.severity = one_of(severities, value, "severity")
  return step.severity and "severity " .. value
end

function readers.trial(step, value)
  if type(value) ~= "boolean" then return T.fail(("trial is %s, not true or false"):format(T.show(value))) and nil end
  step.trial = value and 1 or 0
  return value and "trial" or "no trial"
end

function readers.about(step, value)
  step.about = T.data_json(value, "about")
  return step.about and "about " .. step.about
end

-- Of a sentence that is named it is known what it gives.
function readers.gives(step, value, wanted)
  step.gives = T.data_json(value, "gives")
  local rule = step.gives and T.known_names().sentences[wanted.rule]
  local known = {}
  for _, each in ipairs(rule and T.sentences[rule + 1].parts.gives or {}) do known[T.strings[each.name + 1]] = true end
  for name in pairs(rule and value or {}) do
    if not known[name] then T.fail(("\"%s\" gives no '%s'%s"):format(wanted.rule, name, T.meant(name, known))) end
  end
  return step.gives and "gives " .. step.gives
end

function readers.says(step, value)
  if type(value) ~= "string" then return T.fail(("says is %s, not a text"):format(T.show(value))) and nil end
  step.says = value
  return "says " .. T.show(value)
end

local in_order = { "teacher", "rule", "outcome", "at", "form", "severity", "trial", "about", "gives", "says" }

local function read_states(step, wanted, shown)
  for name, value in pairs(wanted) do
    if not readers[name] then
      if not T.known_names().tracks[name] then
        local known = {}
        for each in pairs(readers) do known[each] = true end
        for each in pairs(T.known_names().tracks) do known[each] = true end
        T.fail(("a decision has no '%s'%s"):format(tostring(name), T.meant(name, known)))
      else
        step.states[#step.states + 1] = a_state(name, value)
        shown[#shown + 1] = ("%s %s"):format(name, tostring(value))
      end
    end
  end
end

local function expectation(op)
  return function(self, wanted)
    if not T.called(self, op .. " { … }") then return end
    if type(wanted) ~= "table" or T.meaning(wanted) then
      return T.fail(("s:%s is followed by what is asked of a decision, in braces"):format(op))
    end
    local step, shown = { op = op, states = {} }, {}
    for _, name in ipairs(in_order) do
      if wanted[name] ~= nil then shown[#shown + 1] = readers[name](step, wanted[name], wanted) end
    end
    read_states(step, wanted, shown)
    step.text = #shown > 0 and table.concat(shown, ", ") or "any decision"
    T.add_step(step)
  end
end

steps.words.expect, steps.words.refute = expectation "expect", expectation "refute"
