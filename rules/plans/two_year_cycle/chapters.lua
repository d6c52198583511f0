-- 两年一届的骨干教师培养计划：两份计划共用的参数，和各章的次序。

local checks     = require "plans.checks"
local parameters = require "plans.parameters"
local events     = require "plans.two_year_cycle.events"
local titles     = require "plans.two_year_cycle.titles"
local selection  = require "plans.two_year_cycle.selection"
local training   = require "plans.two_year_cycle.training"
local duties     = require "plans.two_year_cycle.duties"
local management = require "plans.two_year_cycle.management"
local rights     = require "plans.two_year_cycle.rights"

-- 两份计划都有的参数；计划自己的加在后面。
local shared = {
  from             = 2023,
  cumulative       = false,
  reserve          = "后备骨干教师",
  reserve_least    = 1,
  year             = "school_year",
  months_in_office = 6,
  top_share        = "1/3",
  dossier_days     = 30,
  failing          = "any",
  selection_in     = "last_year",
  notice_days      = 7,
  remind_days      = 60,
}

local function defaults(words)
  local out = { open_level = words.open_level, paper_level = words.paper_level, own_staff = words.own_staff }
  for name, value in pairs(shared) do out[name] = value end
  for _, goal in ipairs(words.goals) do out[goal.parameter] = goal.people end
  return out
end

-- What a parameter can be, where its default does not tell.
local function wanted(words)
  return {
    cumulative  = checks.truth,
    year        = checks.one_of { "school_year", "year" },
    top_share   = checks.share,
    failing     = checks.one_of { "any", "both", "combined" },
    selection_in = checks.one_of { "last_year", "next_cycle" },
    open_level  = checks.one_of(words.levels),
    paper_level = checks.one_of(words.levels),
    own_staff   = checks.list(checks.text, 1),
  }
end

-- clause(4), clause(4, 22): "P5-04", "P5-04, P5-22".
local function clauses(number)
  return function(...)
    local cited = {}
    for i, n in ipairs { ... } do cited[i] = ("%s-%02d"):format(number, n) end
    return table.concat(cited, ", ")
  end
end

-- What the chapters share, beside the parameters: what the plan calls things,
-- and the days and reminders its numbers come to.
local function prepare(plan, words)
  for _, name in ipairs { "levels", "tiers", "goals", "here", "head", "leader", "places", "papers" } do plan[name] = words[name] end
  plan.clause = clauses(words.number)
  plan.starts = plan.from .. "-09-01"
  plan.notice = plan.notice_days > 0 and { days = plan.notice_days, unless = event["objection.upheld"] } or nil
  plan.remind = plan.remind_days > 0 and { days = plan.remind_days } or nil
end

-- The plan in its own words: what the school's policy requires, and gives its
-- parameters.
return function(words)
  return function(given)
    local plan = parameters(defaults(words), given, wanted(words))
    events(words.levels)
    prepare(plan, words)
    titles(plan)
    selection(plan)
    training(plan)
    duties(plan)
    management(plan)
    rights(plan)
  end
end
