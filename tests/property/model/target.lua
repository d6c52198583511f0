-- target.lua — targets (language.md, 9): of how many teachers something is
-- true, by a day; a decision of the school's.

local ask = require "model.ask"
local decide = require "model.decide"

-- How many there are, or "failed".
local function among(world, target)
  local n = 0
  for _, teacher in ipairs(world.roster) do
    local truth = not teacher.away and ask.condition(world, teacher, target.among)
    if truth == "failed" then return "failed" end
    if truth == true then n = n + 1 end
  end
  return n
end

-- What falls due of a target at the midnight that begins a day.
return function(world, target, day)
  local deadline = target.by + 1
  local reminder = target.remind and deadline - target.remind
  if day ~= deadline and day ~= reminder or not world.in_force(target, world.window_day, world.window_day) then return end
  world:begin_cause()
  local n = among(world, target)
  if n == "failed" then return decide.failure(world, world.school, target) end
  local reached = n >= target.at_least
  if day == deadline then decide.make(world, world.school, target, reached and "achieved" or "missed")
  elseif not reached then decide.make(world, world.school, target, "reminder") end
end
