-- generate.lua — a case from a seed: { seed, policy, events, till }, the same on
-- every machine.
--
-- `policy` is what policy.lua draws and write_policy.lua writes as Lua, `events`
-- what timeline.lua draws and writes as lines, `till` the instant until which
-- they are judged.  A property runs them as it likes; model/judge.lua says what
-- must come of them, and shrink.lua makes a case small for which it fails.

local policy = require "policy"
local random = require "random"
local timeline = require "timeline"

local generate = {}

-- `without` is a set of kinds of sentences to leave out: { target = true }.
function generate.case(seed, without)
  local r = random.new(seed)
  local out = { seed = seed, policy = policy.draw(r, without) }
  out.events, out.till = timeline.draw(r, out.policy)
  return out
end

return generate
