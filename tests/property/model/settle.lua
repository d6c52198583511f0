-- settle.lua — edge rules, and duties that are met, settle (language.md, 6 and
-- 7): in declared order, pass after pass, until a pass decides nothing.

local ask = require "model.ask"
local decide = require "model.decide"
local duty = require "model.duty"

-- Each turn returns whether it led to a decision.
local turns = {}

function turns.rule(world, of, rule)
  if rule.on or rule.every or of.school then return false end
  local was = of.truth[rule.name]
  local truth = ask.rule(world, of, rule)
  of.truth[rule.name] = truth
  if truth == was or not truth then return false end
  if truth == "failed" then decide.failure(world, of, rule)
  else decide.make(world, of, rule, "fired", rule.outcome) end
  return true
end

function turns.duty(world, of, sentence)
  return sentence.met ~= nil and duty.meet(world, of, sentence)
end

function turns.selection() return false end
turns.target = turns.selection

return function(world, of)
  if of.away then return end
  repeat
    local decided = false
    for _, sentence in ipairs(world.policy.sentences) do
      if not world.exhausted then decided = turns[sentence.form](world, of, sentence) or decided end
    end
  until not decided or world.exhausted
end
