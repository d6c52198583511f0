-- Two sentences that set one track differently at one instant.
--
-- Only what surely can happen is said: both are judged at one event or at one
-- end of a period, or wait for one condition; the later one still holds when
-- the earlier has changed the track; and what they ask for comes from sources
-- that have nothing to do with each other.

local T = ...
local lint = T.lint
local set = lint.set

-- Sources -------------------------------------------------------------------------

local function add_type(out, selection) out["event " .. T.selections[selection + 1].type] = true end

local function sources_of_aggregate(out, a)
  add_type(out, a.selection)
  if a.since then add_type(out, a.since) end
end

local sources = {
  aggregate = function(out, node) sources_of_aggregate(out, T.aggregates[node.a + 1]) end,
  previous = function(out, node) sources_of_aggregate(out, T.aggregates[node.a + 1]) end,
  profile = function(out, node) out["profile " .. node.a] = true end,
  track = function(out, node) out["track " .. node.a] = true end,
  today = function(out) out.today = true end,
  elapsed = function(out) out.today = true end,
  spell = function(out, node)
    add_type(out, T.spell_list[node.a + 1].starts)
    add_type(out, T.spell_list[node.a + 1].ends)
  end,
  derive = function(out) out.unsure = true end,
  ["function"] = function(out) out.unsure = true end,
  -- Beside facts of the teacher's own it is another's, but not another event.
  school = function(out) out.unsure = true end,
}

-- What a fact stands on: event types, profile fields, tracks, the day.
local known_sources = {}

local function sources_of(id)
  if known_sources[id] then return known_sources[id] end
  local out = {}
  known_sources[id] = out
  lint.walk(id, {}, function(_, node)
    if sources[node.op] then sources[node.op](out, node) end
  end)
  return out
end

-- The facts a condition compares, into `out`; false where it is not only
-- comparisons of facts with what is written there.
local function gather_facts(id, out)
  local node = lint.node(id)
  if not lint.spend(1) then return false end
  if node.op == "all" or node.op == "any" or node.op == "none" then
    for _, child in ipairs(lint.children(node)) do
      if not gather_facts(child, out) then return false end
    end
    return true
  end
  if node.op == "compare" and lint.node(node.b).op == "constant" or node.op == "one_of" or node.op == "known" then
    out[node.a] = true
    return true
  end
  return false
end

-- Whether facts stand on sources of their own, so that values found for each can
-- come together.
local function independent(facts, on)
  local taken = {}
  for id in pairs(facts) do
    local of = sources_of(id)
    -- The event that is judged is among what is counted, and says what is last.
    if of.unsure or on and of["event " .. on] then return false end
    for source in pairs(of) do
      if taken[source] then return false end
      taken[source] = true
    end
  end
  return true
end

-- Triggers ------------------------------------------------------------------------

-- The values that pass a test; nil where that is a function's affair.
local function values_passing(test)
  if test.op == "function" then return nil end
  if test.op == "words" then
    local places = {}
    for i = 1, test.b do
      if T.test_items[test.a + i] == 1 then places[#places + 1] = i - 1 end
    end
    return set.of(places)
  end
  if test.op == "one_of" or test.op == "none_of" then
    local items = {}
    for i = 1, test.b do items[i] = T.test_items[test.a + i] end
    return test.op == "one_of" and set.of(items) or set.without(set.all, set.of(items))
  end
  return set.compared(test.op, test.k)
end

-- Whether one event can pass the tests of both selections.
local function one_event(a, b)
  if a == b then return true end
  local x, y = T.selections[a + 1], T.selections[b + 1]
  if x.type ~= y.type or x.by ~= y.by then return false end
  local by_place = {}
  for _, selection in ipairs { x, y } do
    for _, test in ipairs(selection.tests) do
      local values = values_passing(test)
      if not values then return false end
      if test.kind == "number" then values = set.whole(values) end
      values = by_place[test.place] and set.intersect(by_place[test.place], values) or values
      if #values == 0 then return false end
      by_place[test.place] = values
    end
  end
  return true
end

-- What brings a sentence's changes, as a name: sentences of one name may be
-- judged at one instant.
local function trigger(sentence)
  local parts = sentence.parts
  if parts.announce or parts.trial or sentence.kind == "duty" then return nil end
  if parts.on then return ("event '%s'"):format(T.types[T.selections[parts.on + 1].type + 1].name) end
  if parts.every then return "end of the " .. T.calendar.periods[parts.every + 1].name end
  return parts.when and ("moment, when '%s' turns true,"):format(lint.text_of(parts.when)) or nil
end

local function same_moment(x, y)
  local a, b = x.parts, y.parts
  if a.on then return one_event(a.on, b.on) end
  return a.every ~= nil or a.when == b.when
end

local function in_force_together(x, y)
  local from, till = x.parts.from or y.parts.from, x.parts.till or y.parts.till
  if x.parts.from and y.parts.from then from = math.max(x.parts.from, y.parts.from) end
  if x.parts.till and y.parts.till then till = math.min(x.parts.till, y.parts.till) end
  return not from or not till or from <= till
end

-- Changes -------------------------------------------------------------------------

-- The states a list of outcomes sets tracks to; nil where it does not say them.
local function states_set(outcomes)
  local states = {}
  for _, outcome in ipairs(outcomes) do
    if outcome.op ~= "becomes" then return nil end
    states[outcome.track] = outcome.state
  end
  return states
end

local function conditions_of(sentence)
  local out = {}
  for _, part in ipairs { "applies", "when", "among", "eligible" } do out[#out + 1] = sentence.parts[part] end
  return out
end

-- Facts as they are once tracks are in these states.
local function after(states)
  local function state(id)
    local node = lint.node(id)
    return node.op == "track" and states[node.a] or nil
  end
  return {
    key = function(id) return state(id) and "after " .. id or id end,
    range = function(id) return state(id) and { set = set.point(state(id)), unknown = false } or lint.range(id) end,
  }
end

-- Whether a fact follows from tracks in these states, other than by being one of
-- them: what it then is, is not known here.
local function follows(facts, states)
  for id in pairs(facts) do
    for track in pairs(states) do
      if lint.node(id).op ~= "track" and sources_of(id)["track " .. track] then return true end
    end
  end
  return false
end

-- The conditions of a sentence as goals; false where not all their facts can be
-- told.
local function add_goals(goals, sentence, mode, facts)
  for _, id in ipairs(conditions_of(sentence)) do
    if not gather_facts(id, facts) then return false end
    goals[#goals + 1] = { id, "true", mode }
  end
  return true
end

local function both_fire(first, second, states)
  local goals, of_first, of_second = {}, {}, {}
  if not add_goals(goals, first, lint.plain, of_first) or not add_goals(goals, second, after(states), of_second) then return false end
  if follows(of_second, states) then return false end
  local all = {}
  for _, facts in ipairs { of_first, of_second } do
    for id in pairs(facts) do all[id] = true end
  end
  local on = first.parts.on
  return independent(all, on and T.selections[on + 1].type) and lint.together(goals)
end

local function judge_pair(change, other, track_number, what)
  local first, second = change.sentence, other.sentence
  local state, later = change.states[track_number], other.states[track_number]
  if state == later or not same_moment(first, second) or not in_force_together(first, second) then return end
  if not both_fire(first, second, change.states) then return end
  local track = T.track_names[track_number + 1]
  local words = lint.words_of(track.type.list)
  lint.find("conflicting-outcomes", lint.shipped(second.file) and first or second,
    ("%s (%s:%d) and %s (%s:%d) can both fire at one %s and set track '%s' to '%s', then '%s'; let the conditions of one leave out the other"):format(
      lint.called(first), first.file, first.line, lint.called(second), second.file, second.line, what, track.name,
      words[state + 1], words[later + 1]))
end

-- One list that says two things of one track.
local function judge_list(sentence, outcomes)
  local states = {}
  for _, outcome in ipairs(outcomes) do
    local track = T.track_names[outcome.track + 1]
    local known = states[outcome.track]
    if outcome.op == "becomes" and known and known ~= outcome.state then
      local words = lint.words_of(track.type.list)
      lint.find("conflicting-outcomes", sentence,
        ("%s sets track '%s' to '%s' and to '%s' at once; keep one of them"):format(
          lint.called(sentence), track.name, words[known + 1], words[outcome.state + 1]))
    end
    if outcome.op == "becomes" then states[outcome.track] = outcome.state end
  end
end

-- The sentences that change a track, by what brings the change: groups of
-- { sentence, states }, each with the track's number and what it is brought by.
local function gather()
  local by_key, groups = {}, {}
  for _, sentence in ipairs(T.sentences) do
    for _, part in ipairs(lint.outcome_parts) do judge_list(sentence, sentence.parts[part] or {}) end
    local what = trigger(sentence)
    local states = what and states_set(sentence.parts.outcome or sentence.parts.chosen or {}) or {}
    for track in pairs(states) do
      local key = track .. " " .. what
      if not by_key[key] then
        by_key[key] = { track = track, what = what }
        groups[#groups + 1] = by_key[key]
      end
      table.insert(by_key[key], { sentence = sentence, states = states })
    end
  end
  return groups
end

function lint.conflicts()
  for _, group in ipairs(gather()) do
    for j = 2, #group do
      for i = 1, j - 1 do
        if not lint.spend(3) then return end
        judge_pair(group[i], group[j], group.track, group.what)
      end
    end
  end
end
