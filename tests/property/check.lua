-- check.lua — the two properties of a case { policy, events, till }: the order
-- of the lines changes nothing, and the engine decides as the model does.

local engine = require "engine"
local judge = require "model.judge"

local check = {}

local function same(a, b)
  if #a ~= #b then return false end
  for i, each in ipairs(a) do
    if each ~= b[i] then return false end
  end
  return true
end

-- The model's decisions, or nil and why it gives the case up.
function check.model(case)
  local fine, result = xpcall(judge.decisions, function(problem)
    return type(problem) == "table" and problem or debug.traceback(problem)
  end, case.policy, case.events, case.till)
  if fine then return result end
  if type(result) == "table" and result.skipped then return nil, result.skipped end
  error(result, 0)
end

-- nil, or what is wrong: { kind = "refused" | "order" | "model", order = n, … }.
-- `kind` asks for that failure alone.
function check.failure(case, answers, kind)
  for n = 1, engine.order_count do
    if answers[n] and answers[n].complaint then return { kind = "refused", text = answers[n].complaint, order = n } end
  end
  for n = 2, engine.order_count do
    if answers[n] and answers[n].text ~= answers[1].text and kind ~= "model" then
      return { kind = "order", order = n, text = answers[n].text, first = answers[1].text }
    end
  end
  if kind == "order" then return nil end
  local expected, skipped = check.model(case)
  if not expected then return nil, skipped end
  local made = engine.decisions(answers[1].text)
  if same(expected, made) then return nil end
  return { kind = "model", expected = expected, made = made }
end

return check
