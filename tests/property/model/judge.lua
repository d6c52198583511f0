-- judge.lua — the contract as a model: the decisions of a timeline, judged
-- from nothing, midnight by midnight and event by event (language.md, 1 to 9).
--
-- Nothing is kept but the states of tracks, whether an edge rule was true at
-- its last turn, what is announced or opened, and what was met; all else is
-- asked of the events anew.

local ask = require "model.ask"
local civil = require "civil"
local counted = require "model.counted"
local decide = require "model.decide"
local duty = require "model.duty"
local midnight = require "model.midnight"
local settle = require "model.settle"
local tree = require "tree"
local world = require "model.world"

local judge = {}

-- Time passes: all events of an instant are in when a later one is reached.
local function reach(self, time)
  if self.time and time > self.time then duty.instant_over(self) end
  self.time = time
end

local function advance(self, day)
  if not self.today then self.today, self.window_day = day, day end
  for each = self.today + 1, day do
    reach(self, civil.midnight(each, self.offset))
    midnight(self, each)
  end
end

local function take_profile(self, event)
  local profile = self.teachers[event.subject].profile
  for _, field in ipairs(self.policy.profile) do
    if event.data[field.name] ~= nil then profile[field.name] = event.data[field.name] end
  end
end

local function take_subject(self, teacher, event)
  if event.type == "tenure.left" then self:leave(teacher) end
  if event.type == "tenure.teacher" then self:come_back(teacher) end
  if event.type == "tenure.standing" then decide.standing(self, teacher, event) end
end

-- Whether the event that has just passed concerns a record: a teacher as
-- subject, or as named in a field by which the policy reads it; all, and the
-- school's own, where it has none.  What is not declared does no more than make known.
local function is_concerned(self, teacher, event)
  if not self.declared[event.type] then return teacher.known_at == self.at end
  if not event.subject or event.subject == teacher.id then return true end
  for _, sel in ipairs(self.given) do
    if counted.is_of(self, sel, self.at, teacher) then return true end
  end
  return false
end

local function judge_teacher(self, teacher, event)
  self:begin_cause()
  if event.subject == teacher.id then take_subject(self, teacher, event) end
  for _, sentence in ipairs(self.policy.sentences) do
    if sentence.on and not self.exhausted and counted.is_of(self, sentence.on, self.at, teacher) then
      local truth = ask.rule(self, teacher, sentence, event)
      if truth == "failed" then decide.failure(self, teacher, sentence)
      elseif truth then decide.make(self, teacher, sentence, "fired", sentence.outcome) end
    end
  end
  settle(self, teacher)
  for _, sentence in ipairs(self.policy.sentences) do
    local case = sentence.after and not self.exhausted and duty.open(self, sentence, teacher, event)
    if case and duty.judge(self, case) then settle(self, teacher) end
  end
end

local function take(self, event)
  reach(self, event.time)
  self.at = self.at + 1
  self:make_known(event)
  if event.type == "tenure.teacher" then take_profile(self, event) end
  if self.declared[event.type] and not event.subject then
    self:begin_cause()
    settle(self, self.school)
  end
  for _, teacher in ipairs({ table.unpack(self.roster) }) do
    if is_concerned(self, teacher, event) then judge_teacher(self, teacher, event) end
  end
end

-- The selections by which a policy gives events to those named in a field.
local function given(policy)
  local out = {}
  tree.walk(policy, function(node)
    if node.tests and node.by then out[#out + 1] = node end
  end)
  return out
end

local function declared(policy)
  local out = { ["tenure.teacher"] = true, ["tenure.left"] = true, ["tenure.standing"] = true, ["tenure.waive"] = true }
  for _, each in ipairs(policy.events) do out[each.name] = true end
  return out
end

-- The decisions of a policy over events, until an instant, in order.
function judge.decisions(policy, events, till)
  local self = world.new(policy, events, till)
  self.given, self.declared = given(policy), declared(policy)
  for _, event in ipairs(self.events) do
    advance(self, event.day)
    take(self, event)
  end
  if #self.events > 0 then advance(self, civil.local_day(till, self.offset)) end
  return self.out
end

return judge
