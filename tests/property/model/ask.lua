-- ask.lua — questions that may fail (language.md, 6): true, false, nil for
-- unknown, or the text "failed".

local expressions = require "model.expressions"

local ask = {}

local function answer(fine, result)
  if fine then return result end
  if type(result) == "table" and result.failed then return "failed" end
  error(result, 0)
end

-- A condition; where there is none, it is true.
function ask.condition(world, of, condition, event, span)
  if not condition then return true end
  return answer(pcall(expressions.value, { world = world, teacher = of, event = event, span = span }, condition))
end

-- A value: what it is, or "failed" and true.
function ask.value(world, of, e)
  local fine, result = pcall(expressions.value, { world = world, teacher = of }, e)
  if fine then return result, false end
  return answer(fine, result), true
end

-- Whether a rule holds: applies and when, in force, and not waived or away.
function ask.rule(world, of, rule, event)
  if not world:stands(of, rule) then return false end
  local applies = ask.condition(world, of, rule.applies, event)
  if applies ~= true then return applies == "failed" and applies end
  local when = ask.condition(world, of, rule.when, event)
  return when == "failed" and when or when == true
end

return ask
