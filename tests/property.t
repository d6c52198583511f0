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

local check = require "check"
local engine = require "engine"
local generate = require "generate"
local report = require "report"

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

local function report_failure(case, failure)
  report.failure(case, failure, function(smaller)
    local found = check.failure(smaller, engine.run(work, { smaller }, failure.order or 1)[1], failure.kind)
    return found and found.kind == failure.kind and found
  end, keep)
end

print(("# PROPERTY_SEED=%d PROPERTY_RUNS=%d"):format(seed, runs))
local failures, tests, given_up = 0, 0, 0
for from = seed, seed + runs - 1, BATCH do
  local cases, bad = {}, 0
  for of = from, math.min(from + BATCH, seed + runs) - 1 do cases[#cases + 1] = generate.case(of) end
  local answers = engine.run(work, cases)
  for i, case in ipairs(cases) do
    local failure, skipped = check.failure(case, answers[i])
    if skipped then given_up = given_up + 1 end
    if failure then
      bad = bad + 1
      if failures < FAILURES then report_failure(case, failure) end
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
