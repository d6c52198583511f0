-- Conditions that are never true, or always.

local T = ...
local lint = T.lint
local set = lint.set

local composite = { all = true, any = true, none = true }
local conditions = { compare = true, one_of = true, known = true, share = true, all = true, any = true, none = true }

-- What a number or a word can be, where that is why.
local function because(node)
  if node.op ~= "compare" or lint.node(node.a).kind ~= "number" then return "" end
  local range, bound = lint.range(node.a), lint.node(node.b)
  if bound.op ~= "constant" then return "" end
  local lo, hi = set.hull(range.set)
  local name = lint.text_of_fact(node)
  if range.whole and bound.k % set.ONE ~= 0 and node.detail == "is" then return (": %s is a whole number"):format(name) end
  if lo and lo > set.LOW and hi < set.HIGH then
    return (": %s goes from %s to %s"):format(name, show_constant("number", lo), show_constant("number", hi))
  end
  if lo and lo > set.LOW then return (": %s is never below %s"):format(name, show_constant("number", lo)) end
  if lo and hi < set.HIGH then return (": %s is never above %s"):format(name, show_constant("number", hi)) end
  return ""
end

-- A comparison's text begins with its fact's.
function lint.text_of_fact(node)
  local text = T.strings[node.text + 1]
  local phrase = node.detail == "is" and " is " or " " .. node.detail:gsub("_", " ") .. " "
  local at, last = 0, nil
  repeat
    last = at
    at = text:find(phrase, at + 1, true)
  until not at
  return last > 0 and text:sub(1, last - 1) or "it"
end

-- Whether it asks for at least 0: of what is never below that is to say it is
-- known.
local function of_nothing(node)
  if node.op == "compare" then
    local bound = lint.node(node.b)
    if lint.node(node.a).kind ~= "number" or bound.op ~= "constant" or bound.k > 0 then return false end
  elseif node.op ~= "share" or node.k > 0 then
    return false
  end
  return true
end

-- What is wrong with a condition, if anything: the finding's name and text.
local function judge_list(id)
  if not lint.entangled { id } then return nil end
  if lint.can_be(id, "true") == false then
    return "never-true", ("'%s' is never true: what it asks for excludes itself; change it or take it out"):format(lint.text_of(id))
  end
  if lint.can_be(id, "not true") == false then
    return "always-true", ("'%s' always holds; change it or take it out"):format(lint.text_of(id))
  end
end

local function judge_comparison(id, node)
  -- today:known() has no other use than to say "always", where a condition must stand.
  if node.op == "known" and lint.node(node.a).op == "today" then return nil end
  local atom, text = lint.atom(id, lint.plain), lint.text_of(id)
  if #atom.holds == 0 then
    return "never-true", ("'%s' is never true%s; change it or take it out"):format(text, because(node))
  end
  if #atom.fails > 0 or atom.known and atom.unknown then return nil end
  if not atom.unknown then
    return "always-true", ("'%s' always holds%s; change it or take it out"):format(text, because(node))
  end
  if of_nothing(node) then
    if node.op == "share" then return "always-true", ("'%s' holds whatever the share is: none is below 0; change it or take it out"):format(text) end
    return "always-true", ("'%s' holds whenever it is known%s; change it, or write :known() if that is meant"):format(text, because(node))
  end
end

-- Conditions judged so far, by number; true where something in them was found.
local judged, told = {}, {}

-- Judges every condition under the node once; what is found is blamed on
-- `place`, of the thing `called`.  Innermost first: what only follows from a
-- finding is none.
local function judge_all(id, place, called)
  if judged[id] ~= nil then return judged[id] end
  local node, found = lint.node(id), false
  for _, child in ipairs(lint.children(node)) do
    if judge_all(child, place, called) then found = true end
  end
  if conditions[node.op] and not found then
    local how = composite[node.op] and judge_list or judge_comparison
    local name, text = how(id, node)
    if name then
      -- A duty counts what a fact names in its own window: the same, said once.
      if not told[text] then lint.find(name, place, called .. ": " .. text) end
      told[text], found = true, true
    end
  end
  judged[id] = found
  return found
end

-- Two parts that are asked together.
local function judge_pair(sentence, first, second)
  local a, b = sentence.parts[first], sentence.parts[second]
  if not a or not b or judged[a] or judged[b] or not lint.entangled { a, b } then return end
  local called = lint.called(sentence)
  if lint.together { { a, "true", lint.plain }, { b, "true", lint.plain } } == false then
    return lint.find("never-true", sentence,
      ("%s: %s and %s are never true together ('%s' and '%s'); change one of them"):format(called, first, second, lint.text_of(a), lint.text_of(b)))
  end
  if lint.together { { a, "true", lint.plain }, { b, "not true", lint.plain } } == false then
    lint.find("always-true", sentence,
      ("%s: %s always holds where %s does ('%s' and '%s'); change it or take it out"):format(called, second, first, lint.text_of(b), lint.text_of(a)))
  end
end

local function judge_values(sentence)
  local parts, called = sentence.parts, lint.called(sentence)
  for _, part in ipairs(lint.condition_parts) do
    if parts[part] then judge_all(parts[part], sentence, called) end
  end
  if parts.group_by then judge_all(parts.group_by, sentence, called) end
  for _, list in ipairs { parts.gives or {}, parts.rank_by or {}, parts.quota or {} } do
    for _, each in ipairs(list) do
      if each.condition then judge_all(each.condition, sentence, called) end
      if each.node then judge_all(each.node, sentence, called) end
    end
  end
  for _, part in ipairs(lint.outcome_parts) do
    for _, outcome in ipairs(parts[part] or {}) do
      if outcome.node then judge_all(outcome.node, sentence, called) end
    end
  end
end

function lint.conditions()
  for _, name in ipairs(T.fact_names) do
    local record = T.meaning(T.facts[name])
    judge_all(record.node, record, ("fact '%s'"):format(name))
  end
  for _, sentence in ipairs(T.sentences) do
    judge_values(sentence)
    if sentence.kind ~= "duty" then
      judge_pair(sentence, "applies", "when")
      judge_pair(sentence, "among", "eligible")
    end
  end
end

-- A rule that fires as each period begins --------------------------------------------

local moving = { elapsed = true, today = true, ["function"] = true, derive = true, previous = true, spell = true }

-- Whether all the node is made of is counted by periods, or stands still
-- unless something happens to the teacher: tracks, the profile, a word last
-- said.
local still, by_period_or_still = {}, nil

local function work_out_still(id)
  local node = lint.node(id)
  if node.op == "aggregate" then
    local a = T.aggregates[node.a + 1]
    return a.period ~= nil or not a.days and node.kind ~= "number" and node.kind ~= "date"
  end
  if moving[node.op] then return false end
  for _, child in ipairs(lint.children(node)) do
    if not by_period_or_still(child) then return false end
  end
  return true
end

function by_period_or_still(id)
  if still[id] == nil then still[id] = work_out_still(id) end
  return still[id]
end

-- As of the first instant of the period of that number.
local function beginning(period)
  return {
    key = function(id) return lint.periods(id)[period] and "begun " .. id or id end,
    range = function(id) return lint.range(id, period) end,
  }
end

-- To begin each period anew is what such a rule may be for.
local function goes_back(sentence)
  local outcomes = sentence.parts.outcome
  if not outcomes or #outcomes == 0 then return false end
  for _, outcome in ipairs(outcomes) do
    if outcome.op ~= "becomes" or outcome.state ~= 0 then return false end
  end
  return true
end

local function fires_as_it_begins(parts, period)
  local mode = beginning(period)
  local goals = { { parts.when, "true", mode }, { parts.when, "not true", lint.plain } }
  if parts.applies then goals[3] = { parts.applies, "true", mode } end
  return lint.together(goals)
end

-- Of what is counted by one period alone: by several, they may lead each other.
local function judge_edge_rule(sentence)
  local parts = sentence.parts
  local periods = lint.periods(parts.when)
  local number = next(periods)
  if not number or next(periods, number) or not fires_as_it_begins(parts, number) then return end
  local period = T.calendar.periods[number + 1].name
  lint.find("fires-each-period", sentence,
    ("%s fires as each %s begins, when '%s' holds of nothing yet; write a duty with per = \"%s\", or judge the %s at its end with every = \"%s\""):format(
      lint.called(sentence), period, lint.text_of(parts.when), period, period, period))
end

function lint.every_period()
  for _, sentence in ipairs(T.sentences) do
    local parts = sentence.parts
    local edge = sentence.kind == "rule" and parts.when and not parts.on and not parts.every
    if edge and not judged[parts.when] and by_period_or_still(parts.when) and not goes_back(sentence) then
      judge_edge_rule(sentence)
    end
  end
end
