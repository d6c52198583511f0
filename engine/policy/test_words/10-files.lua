-- scenario "name" (function(s) … end): the files of tests, and what they see.
--
-- These words are run after the policy has loaded, for who asks for its tests.
-- A test file sees the sandbox's functions, `scenario`, `require` and what it
-- names itself.

local T = ...

local loading -- the file at hand: { tests = …, globals = … }

-- The scenario at hand: { steps = …, events = how many, seen = … }
T.running = nil

local STEPS = 65536 -- a scenario
local STEP_WORK = 2000 -- a step brings the work of writing it

-- Writes a step down, with the line that made it.
function T.add_step(step, file, line)
  local steps = T.running.steps
  if not line then file, line = where(2) end
  step.file, step.line = file or "?", line or 0
  if #steps >= STEPS then error(("%s:%d: a scenario has more than %d steps"):format(step.file, step.line, STEPS), 0) end
  steps[#steps + 1] = step
  grant(STEP_WORK)
end

-- What is wrong with a scenario is a step too, so that all is reported.
local function note_mistake(message, file, line)
  local key = ("%s:%d:%s"):format(file, line, message)
  if T.running.seen[key] then return end
  T.running.seen[key] = true
  T.add_step({ op = "mistake", text = message }, file, line)
end

function T.in_tests() return T.running ~= nil or loading ~= nil end

local fail_judging = T.fail_loaded

-- Once the policy is loaded a mistake is the scenario's, or the test file's.
function T.fail_loaded(message, file, line)
  if not T.in_tests() then return fail_judging() end
  if not line then file, line = where(2) end
  if T.running then
    note_mistake(message, file or "?", line or 0)
  else
    error(("%s:%d: %s"):format(file or "?", line or 0, message), 0)
  end
  return T.nothing
end

local function a_scenario(name)
  local file, line = where(2)
  if T.running or not loading then return T.fail("a scenario stands in a test file, not inside another scenario") end
  if not T.check_name(name, "a scenario") then return T.nothing end
  local test = { name = name, file = file, line = line }
  loading.tests[#loading.tests + 1] = test
  return function(call)
    if type(call) ~= "function" then return T.fail(("scenario \"%s\" is followed by its steps: (function(s) … end)"):format(name), file, line) end
    test.call = call
  end
end

local require_module -- the engine's own

-- What a scenario requires would be out of sight of who looks for what it can
-- change.
local function a_module(name)
  if T.running then return T.fail("require stands at the top of a test file, not in a scenario") end
  return require_module(name)
end

local shared = { scenario = a_scenario, require = a_module }

-- A file's globals: its own, and what all test files have.  A module, which
-- has no `own`, returns what it is for.
local function new_environment(own)
  local function find(_, name)
    local found = own and own[name]
    if found == nil then found = shared[name] end
    if found == nil then found = T.base[name] end
    if found ~= nil then return found end
    if T.words[name] ~= nil then return T.fail(("'%s' belongs into the rules, not into their tests"):format(name)) end
    local known = {}
    for _, names in ipairs { T.base, shared, own or {} } do
      for each in pairs(names) do known[each] = true end
    end
    return T.fail(("no word '%s'%s"):format(tostring(name), T.meant(name, known)))
  end
  local function assign(_, name, value)
    if T.running or not loading then return T.fail(("the tests are loaded; '%s' may not change"):format(tostring(name))) end
    if shared[name] ~= nil or T.base[name] ~= nil then return T.fail(("'%s' is a word of the language and may not be assigned"):format(tostring(name))) end
    if not own then return T.fail(("what test files share has no globals; write local in front of '%s'"):format(tostring(name))) end
    own[name] = value
  end
  return setmetatable({}, { __metatable = false, __index = find, __newindex = assign })
end

-- All the tests of the policy, and which of them has a name.
T.tests = {}
local test_of = {}

-- Returns the environment of the modules that test files require.
function T.open_tests(require)
  require_module = require
  return new_environment()
end

function T.begin_tests()
  loading = { tests = {}, globals = {} }
  return new_environment(loading.globals)
end

local function fault_of(test)
  local first = test_of[test.name]
  if first then return ("two scenarios are named \"%s\" (the first at %s:%d)"):format(test.name, first.file, first.line) end
  test_of[test.name] = test
  return not test.call and ("scenario \"%s\" has no steps; write (function(s) … end) after its name"):format(test.name) or nil
end

-- The tests of a file that was loaded, and its globals; of one that broke off
-- none.
function T.end_tests(broke_off)
  local left = loading
  loading = nil
  if broke_off then return {}, {} end
  for _, test in ipairs(left.tests) do
    T.tests[#T.tests + 1] = test
    test.number, test.fault = #T.tests, fault_of(test)
  end
  return left.tests, left.globals
end
