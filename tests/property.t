#!/usr/bin/env lua5.4
-- property.t — random policies over random timelines, judged by `tenure`, the
-- one found in PATH; prints TAP.  Two properties (tests/property/check.lua):
--
--   the order, the repetition and the files of the lines change no byte;
--   the engine decides what a naive model of the contract decides.
--
-- PROPERTY_SEED=n begins elsewhere, PROPERTY_RUNS=m draws more; the k-th policy
-- is that of seed n + k - 1 alone.  A failure is made small and written to
-- PROPERTY_KEEP (the folder of the run, unless given) as a text case.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
package.path = top .. "/tests/property/?.lua"

local case_text = require "case"
local check = require "check"
local engine = require "engine"
local policy = require "policy"
local random = require "random"
local shrink = require "shrink"
local timeline = require "timeline"

local seed = tonumber(os.getenv "PROPERTY_SEED" or "") or 1
local runs = tonumber(os.getenv "PROPERTY_RUNS" or "") or 150
local BATCH = 25 -- policies to a test
local FAILURES = 3 -- shrunk before the run ends early

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("l")
  pipe:close()
  return text
end

local work = output_of("mktemp -d")
local keep = os.getenv "PROPERTY_KEEP" or "."

local function draw(of)
  local r = random.new(of)
  local out = { seed = of, policy = policy.draw(r) }
  out.events, out.till = timeline.draw(r, out.policy)
  return out
end

local function fails_as(kind, order)
  return function(case)
    local failure = check.failure(case, engine.run(work, { case }, order or 1)[1], kind)
    return failure and failure.kind == kind
  end
end

local function report(case, failure)
  print(("# seed %d: %s"):format(case.seed, failure.kind))
  if failure.kind ~= "refused" then
    local order = failure.order
    case = setmetatable(shrink.case(case, fails_as(failure.kind, order)), { __index = { seed = case.seed } })
    failure = check.failure(case, engine.run(work, { case }, order or 1)[1], failure.kind) or failure
  end
  local path = ("%s/property-%d.case"):format(keep, case.seed)
  local file = assert(io.open(path, "w"))
  local text = case_text.text(case, failure, "seed " .. case.seed)
  file:write(text)
  file:close()
  print("# written to " .. path)
  print((text:gsub("[^\n]+", "#   %0")))
end

print(("# PROPERTY_SEED=%d PROPERTY_RUNS=%d"):format(seed, runs))
local failures, tests, given_up = 0, 0, 0
for from = seed, seed + runs - 1, BATCH do
  local cases, bad = {}, 0
  for of = from, math.min(from + BATCH, seed + runs) - 1 do cases[#cases + 1] = draw(of) end
  local answers = engine.run(work, cases)
  for i, case in ipairs(cases) do
    local failure, skipped = check.failure(case, answers[i])
    if skipped then given_up = given_up + 1 end
    if failure then
      bad = bad + 1
      if failures < FAILURES then report(case, failure) end
      failures = failures + 1
    end
  end
  tests = tests + 1
  print(("%s %d - the policies of seeds %d to %d"):format(bad == 0 and "ok" or "not ok", tests, from, cases[#cases].seed))
  if failures >= FAILURES then break end
end
print("1.." .. tests)
if given_up > 0 then print(("# %d left to the engine alone: numbers too large for the model"):format(given_up)) end
os.execute("rm -rf '" .. work .. "'")
os.exit(failures == 0)
