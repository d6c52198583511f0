-- What is declared and never named again, and states no outcome leads to.

local T = ...
local lint = T.lint

-- What functions may read: the names in their constants and in the tables
-- they reach.  A name they may put together from pieces counts as read.
local texts = {}

local function gather_texts()
  if #T.functions == 0 then return end
  local all = { T.own }
  for i, each in ipairs(T.functions) do all[i + 1] = each.call end
  texts = lint.mentions(all).texts
end

local function read_by_functions(name)
  if next(texts) == nil then return false end
  for size = 1, #name do
    if texts[name:sub(1, size)] or texts[name:sub(-size)] then return true end
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

-- What leads to states of each track, by its number: the states named, and
-- whether outcomes go along it.
local function ways_by_track()
  local out = {}
  for _, sentence in ipairs(T.sentences) do
    for _, part in ipairs(lint.outcome_parts) do
      for _, outcome in ipairs(sentence.parts[part] or {}) do
        local ways = out[outcome.track] or { states = { [0] = true }, highest = 0 }
        out[outcome.track] = ways
        local named = {}
        if outcome.op == "becomes" then named[1] = outcome.state end
        if outcome.op == "fact" then
          for i = 1, #T.lists[lint.node(outcome.node).words + 1].words do named[i] = T.test_items[outcome.states + i] end
        end
        for _, state in ipairs(named) do ways.states[state], ways.highest = true, math.max(ways.highest, state) end
        ways[outcome.op] = true
      end
    end
  end
  return out
end

-- From the first state on; up from there, and down from the highest there is.
local function leads_to(ways, state)
  return ways.states[state] or ways.rises or ways.falls and state <= ways.highest
end

-- A track that no sentence changes is set by people, and so is any in a policy
-- that has a sentence about their doing so.
function lint.unreachable()
  if T.named.event["tenure.standing"] then return end
  local by_track = ways_by_track()
  for number, track in ipairs(T.track_names) do
    local ways = by_track[number - 1]
    for i, word in ipairs(lint.words_of(track.type.list)) do
      if ways and not leads_to(ways, i - 1) then
        lint.find("unreachable", track,
          ("no outcome leads to state '%s' of track '%s'; write the sentence that does, or take the state out (if people set it, write a rule on event[\"tenure.standing\"] that tells of it)"):format(word, track.name))
      end
    end
  end
end
