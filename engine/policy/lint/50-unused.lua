-- What is declared and never named again, and states no outcome leads to.

local T = ...
local lint = T.lint

-- What functions may read: the names in their constants and in the tables
-- they reach.  A name they may put together from pieces counts as read.
local texts = {}

local function gather_texts()
  for _, each in ipairs(T.functions) do
    for text in pairs(lint.mentions(each.call).texts) do texts[#texts + 1] = text end
  end
  if #T.functions > 0 then
    for text in pairs(lint.mentions(T.own).texts) do texts[#texts + 1] = text end
  end
end

local function read_by_functions(name)
  for _, text in ipairs(texts) do
    if name:sub(1, #text) == text or name:sub(-#text) == text and text ~= "" then return true end
  end
  return false
end

-- For people, who see it by its name.
local function shown(record) return record.label ~= nil end

local function unused(kind, name, place, what, advice)
  if T.named[kind][name] or read_by_functions(name) then return end
  lint.find("unused", place, ("%s '%s' is used by nothing; %s"):format(what, name, advice))
end

local function unused_periods()
  for name, period in pairs(T.calendar.by_name) do
    if period.unit >= 7 then
      unused("period", name, T.calendar, "the period", "use it in :per or every, or take it out of the calendar")
    end
  end
end

function lint.unused()
  gather_texts()
  for _, type in ipairs(T.types) do
    if type.line then unused("event", type.name, type, "event", "use it in a fact or a sentence, or take it out") end
  end
  for _, name in ipairs(T.fact_names) do
    local record = T.meaning(T.facts[name])
    if not shown(record) then
      unused("fact", name, record, "fact", "use it, give it a :label if people are to see it, or take it out")
    end
  end
  for _, track in ipairs(T.track_names) do
    unused("track", track.name, track, "track", "let a sentence read or change it, or take it out")
  end
  for _, field in ipairs(T.profile_names) do
    -- {name} and every listing show the teacher by it.
    if field.name ~= "name" and not T.named.event["tenure.teacher"] then
      unused("profile", field.name, field, "profile field", "use it in a fact or a sentence, or take it out")
    end
  end
  for _, spell in ipairs(T.spell_list) do
    unused("spell", T.strings[spell.name + 1], spell, "spell", "count it or let a duty use it, or take it out")
  end
  unused_periods()
end

-- States ------------------------------------------------------------------------

-- The states an outcome can bring, given those that can be there.
local function brought(outcome, there, count)
  local out = {}
  if outcome.op == "becomes" then out[outcome.state] = true end
  if outcome.op == "fact" then
    local words = #T.lists[lint.node(outcome.node).words + 1].words
    for i = 1, words do out[T.test_items[outcome.states + i]] = true end
  end
  local step = outcome.op == "rises" and 1 or outcome.op == "falls" and -1
  for state in pairs(step and there or {}) do out[math.min(math.max(state + step, 0), count - 1)] = true end
  return out
end

local function outcomes_by_track()
  local out = {}
  for _, sentence in ipairs(T.sentences) do
    for _, part in ipairs(lint.outcome_parts) do
      for _, outcome in ipairs(sentence.parts[part] or {}) do
        out[outcome.track] = out[outcome.track] or {}
        table.insert(out[outcome.track], outcome)
      end
    end
  end
  return out
end

local function reachable(outcomes, count)
  local there, size, before = { [0] = true }, 1, 0
  while size > before do
    before = size
    for _, outcome in ipairs(outcomes) do
      for state in pairs(brought(outcome, there, count)) do
        if not there[state] then there[state], size = true, size + 1 end
      end
    end
  end
  return there
end

-- A track that no sentence changes is set by people, and so is any in a policy
-- that has a sentence about their doing so.
function lint.unreachable()
  if T.named.event["tenure.standing"] then return end
  local by_track = outcomes_by_track()
  for number, track in ipairs(T.track_names) do
    local words, outcomes = lint.words_of(track.type.list), by_track[number - 1]
    local there = outcomes and reachable(outcomes, #words)
    for i, word in ipairs(words) do
      if there and not there[i - 1] then
        lint.find("unreachable", track,
          ("no outcome leads to state '%s' of track '%s'; write the sentence that does, or take the state out (if people set it, write a rule on event[\"tenure.standing\"] that tells of it)"):format(word, track.name))
      end
    end
  end
end
