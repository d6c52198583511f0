#!/usr/bin/env lua5.4
-- lint.t — what lint says never happens, does not: random policies are checked
-- by `tenure`, the one found in PATH, and judged over random timelines; prints
-- TAP.  A condition that is never true was never seen true, one that always
-- holds never false or unknown, a state nothing leads to never reached.
--
-- LINT_SEED=n begins elsewhere, LINT_RUNS=m draws more.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
package.path = top .. "/tests/property/?.lua"

local engine = require "engine"
local policy = require "policy"
local random = require "random"
local timeline = require "timeline"

local seed = tonumber(os.getenv "LINT_SEED" or "") or 1
local runs = tonumber(os.getenv "LINT_RUNS" or "") or 150
local BATCH = 25 -- policies to a test

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  pipe:close()
  return text
end

local work = output_of("mktemp -d"):match("[^\n]+")

local function draw(of)
  local r = random.new(of)
  local out = { seed = of, policy = policy.draw(r) }
  out.events, out.till = timeline.draw(r, out.policy)
  return out
end

-- Texts that two conditions may share.
local function ambiguous(text)
  for _, part in ipairs { "a choice", "computed", "mapped", "function", "…" } do
    if text:find(part, 1, true) then return true end
  end
  return false
end

-- Whether a condition of that text was seen so, in decisions without the values
-- they saw.
local function seen(decisions, text, held)
  return decisions:find(('{"is":"%s","held":%s'):format((text:gsub('"', '\\"')), held), 1, true) ~= nil
end

-- What contradicts a finding, or nil.
local function contradicted(finding, decisions)
  local never = finding:match(" '(.-)' is never true")
  if never and not ambiguous(never) and seen(decisions, never, "true") then return "was seen true" end
  local always = finding:match(" '(.-)' always holds")
  if always and not ambiguous(always) then
    for _, held in ipairs { "false", "null" } do
      if seen(decisions, always, held) then return "was seen " .. held end
    end
  end
  local name = finding:match('rule "(.-)": applies and when are never true together')
  if name and decisions:find(('"rule":"%s","form":"rule"'):format(name), 1, true) then return "fired" end
  local state, track = finding:match("no outcome leads to state '(.-)' of track '(.-)'")
  for line in decisions:gmatch("[^\n]+") do
    if state and not decisions:find('"form":"manual"', 1, true)
      and line:find(('{"track":"%s","from":"[^"]*","to":"%s"}'):format(track, state)) then
      return "was reached"
    end
  end
end

-- The findings of one policy; how many contradictions there are.
local function judge(case, folder, decisions)
  local bad, count = 0, 0
  decisions = decisions:gsub('"was":".-","held"', '"held"')
  local out = output_of(("cd '%s' && timeout 20 tenure check rules.lua 2>/dev/null; echo status $?"):format(folder))
  if not out:find("status 0\n$") then
    print(("# seed %d: check ended with %s"):format(case.seed, out:match("status %d+\n$") or "nothing"))
    return 1, 0
  end
  for line in out:gmatch("[^\n]+") do
    local finding = line:match("^rules.lua:%d+: (%l[%l-]+: .*)$")
    if finding then count = count + 1 end
    local why = finding and contradicted(finding, decisions)
    if why then
      bad = bad + 1
      print(("# seed %d: %s: %s"):format(case.seed, why, line))
    end
  end
  return bad, count
end

print(("# LINT_SEED=%d LINT_RUNS=%d"):format(seed, runs))
local failed, tests, total = false, 0, 0
for from = seed, seed + runs - 1, BATCH do
  local cases, bad = {}, 0
  for of = from, math.min(from + BATCH, seed + runs) - 1 do cases[#cases + 1] = draw(of) end
  local answers = engine.run(work, cases, 1)
  for i, case in ipairs(cases) do
    local wrong, count = judge(case, ("%s/case%d"):format(work, i), answers[i][1].text)
    bad, total = bad + wrong, total + count
  end
  tests, failed = tests + 1, failed or bad > 0
  print(("%s %d - the policies of seeds %d to %d"):format(bad == 0 and "ok" or "not ok", tests, from, cases[#cases].seed))
end
tests = tests + 1
print(("%s %d - there is something to find in them"):format(total > runs and "ok" or "not ok", tests))
print("1.." .. tests)
print(("# %d findings"):format(total))
os.execute("rm -rf '" .. work .. "'")
os.exit(not failed and total > runs)
