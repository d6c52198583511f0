-- rule "name" { … }: what a policy states.

local T = ...
local words = T.words
local fact = T.fact_class

T.sentences = {}
local sentence_of = {}

-- Each part of a sentence has a reader: it takes what was written and returns
-- what the engine needs, or nil after saying what is wrong.
local function a_text(value, part)
  if type(value) == "string" then return value end
  T.fail(("%s is %s, not a text"):format(part, T.show(value)))
end

local function a_date(value, part) return T.literal(T.date, value, part) end

local function a_truth(value, part)
  if type(value) == "boolean" then return value end
  T.fail(("%s is %s, not true or false"):format(part, T.show(value)))
end

local function a_condition(value, part)
  local record = T.condition(value, part)
  return record and record.node
end

local function events(value, part)
  local record = T.is(value, T.selection_class)
  if record then return T.selection_number(record) end
  if value ~= T.nothing then T.fail(("%s takes events, event.NAME, not %s"):format(part, T.show(value))) end
end

local function outcomes(value, part)
  local single = T.is(value, T.outcome_class)
  if single then return { single } end
  if value == T.nothing then return nil end
  if type(value) ~= "table" or T.meaning(value) then
    T.fail(("%s takes track.NAME:becomes \"…\", :rises() or :falls(), or a list of these, not %s"):format(part, T.show(value)))
    return nil
  end
  if not T.check_list(value, part) then return nil end
  local out = {}
  for i, each in ipairs(value) do
    out[i] = T.is(each, T.outcome_class)
    if not out[i] then
      if each ~= T.nothing then T.fail(("%s: number %d of the list is %s, not an outcome"):format(part, i, T.show(each))) end
      return nil
    end
  end
  return out
end

local function values(value, part)
  if type(value) ~= "table" or T.meaning(value) then
    if value ~= T.nothing then T.fail(("%s takes a table of names and facts"):format(part)) end
    return nil
  end
  local out = {}
  for name, given in pairs(value) do
    if T.check_name(name, "a value given") then
      local plain = { number = T.number, boolean = T.boolean, string = T.text }
      local x = T.operand(given, not T.meaning(given) and plain[type(given)] or nil, ("%s, '%s'"):format(part, name))
      if x then out[#out + 1] = { name = T.string(name), node = x.node } end
    end
  end
  return out
end

local function recipients(value, part)
  if type(value) == "string" then value = { value } end
  if type(value) ~= "table" or T.meaning(value) then
    T.fail(("%s takes a list of recipients, not %s"):format(part, T.show(value)))
    return nil
  end
  if not T.check_list(value, part) then return nil end
  local out = {}
  for i, each in ipairs(value) do
    if not T.check_name(each, "a recipient") then return nil end
    out[i] = each
  end
  return out
end

local severities = { info = true, notice = true, warning = true, critical = true }

local function a_severity(value, part)
  if severities[value] then return value end
  T.fail(("%s is %s, not one of info, notice, warning, critical%s"):format(part, T.show(value), T.meant(value, severities)))
end

-- "{absences} of {planned}": taken apart here, looked up when all is declared.
local function a_message(value, part)
  if type(value) == "function" then return { call = T.add_function(value) } end
  if type(value) ~= "string" then
    T.fail(("%s is %s, not a text or a function"):format(part, T.show(value)))
    return nil
  end
  local out, at = {}, 1
  while at <= #value do
    local open = value:find("[{}]", at)
    if not open then out[#out + 1] = { text = value:sub(at) } break end
    if open > at then out[#out + 1] = { text = value:sub(at, open - 1) } end
    local name, close = value:match("^{([^{}]+)}()", open)
    if not name then
      T.fail(("%s: the %s in \"%s\" is not part of a {name}"):format(part, value:sub(open, open), value))
      return nil
    end
    out[#out + 1] = { name = name }
    at = close
  end
  return out
end

-- announce = { days = 7, unless = event.objection }
local function an_announcement(value, part)
  if type(value) ~= "table" or T.meaning(value) then
    T.fail("announce is written { days = 7 } or { workdays = 7, unless = event.objection }")
    return nil
  end
  local out = { unless = nil }
  for name, given in pairs(value) do
    if name == "unless" then
      local record = T.is(given, T.selection_class)
      if not record then
        if given ~= T.nothing then T.fail(("announce: unless takes events, not %s"):format(T.show(given))) end
        return nil
      end
      out.unless = T.latest_instant(record)
    elseif name == "days" or name == "workdays" then
      if math.type(given) ~= "integer" or given < 1 or given > 3660 then
        T.fail(("announce: %s is %s, not a whole number from 1 to 3660"):format(name, T.show(given)))
        return nil
      end
      out[name] = given
    else
      T.fail(("announce has no part '%s'%s"):format(tostring(name), T.meant(name, { days = 1, workdays = 1, unless = 1 })))
      return nil
    end
  end
  if (out.days == nil) == (out.workdays == nil) then
    T.fail("announce has one of days and workdays")
    return nil
  end
  return out
end

-- remind = { days = 3 }
local function a_reminder(value, part)
  if type(value) == "table" and not T.meaning(value) then
    for name in pairs(value) do
      if name ~= "days" then
        T.fail(("%s has no part '%s'; it is written { days = 3 }"):format(part, tostring(name)))
        return nil
      end
    end
    if math.type(value.days) == "integer" and value.days >= 1 and value.days <= 3660 then return value.days end
  end
  T.fail(part .. " is written { days = 3 }, with a whole number from 1 to 3660")
end

local common = {
  cites = a_text, from = a_date, till = a_date, trial = a_truth, applies = a_condition,
  gives = values, says = a_message, tell = recipients, severity = a_severity,
}

-- The kinds of sentences: by name, the readers of their parts, and what must
-- hold of the parts together.
local kinds, checks = {}, {}

function T.kind(name, parts, check)
  for part, reader in pairs(common) do parts[part] = parts[part] or reader end
  kinds[name], checks[name] = parts, check
end

T.reader = {
  condition = a_condition, outcomes = outcomes, announcement = an_announcement, date = a_date, truth = a_truth,
  events = events, reminder = a_reminder, every = function(value) return T.period(value) end,
}

local function check_rule(sentence, blame)
  local parts = sentence.parts
  if parts.on and parts.every then blame "has both on and every" end
  if not (parts.on or parts.every or parts.when) then blame "has none of on, every and when" end
end

T.kind("rule", { on = events, every = T.reader.every, when = a_condition, outcome = outcomes, announce = an_announcement }, check_rule)

local function check_parts(sentence)
  local function blame(what)
    sentence.blamed = true
    T.fail(("%s \"%s\" %s"):format(sentence.kind, sentence.name, what), sentence.file, sentence.line)
  end
  local parts = sentence.parts
  if parts.from and parts.till and parts.till < parts.from then blame "ends before it begins" end
  if sentence.complete then checks[sentence.kind](sentence, blame) end
end

local function read_parts(sentence, given)
  sentence.complete, sentence.blamed = true, false
  for part, value in pairs(given) do
    local reader = type(part) == "string" and kinds[sentence.kind][part]
    if not reader then
      sentence.complete = false
      T.fail(("a %s has no part '%s'%s"):format(sentence.kind, tostring(part), T.meant(part, kinds[sentence.kind])), sentence.file, sentence.line)
    else
      local read = nil
      if value ~= T.nothing then read = reader(value, part) end
      sentence.parts[part] = read
      if read == nil then sentence.complete = false end
    end
  end
  check_parts(sentence)
end

local function begin(kind)
  return function(name)
    local file, line = where(2)
    local sentence = { kind = kind, name = name, file = file, line = line, parts = {} }
    if not T.check_name(name, "a " .. kind) then
      sentence.name = "?"
    elseif sentence_of[name] then
      T.fail(("two sentences are named \"%s\" (the first in line %d)"):format(name, sentence_of[name].line), file, line)
    else
      sentence_of[name] = sentence
      T.string(name)
    end
    local open = { file = file, line = line, kind = kind, name = name }
    T.open[open] = true
    return function(given)
      T.open[open] = nil
      if type(given) ~= "table" or T.meaning(given) then return T.fail(("%s \"%s\" is followed by its parts, in braces"):format(kind, sentence.name), file, line) end
      grant()
      read_parts(sentence, given)
      T.sentences[#T.sentences + 1] = sentence
    end
  end
end

-- replace "name" { … }: the parts now given, in that sentence's place.
local function named(name, what)
  T.still_loading()
  local found = sentence_of[name]
  if not found then
    T.fail(("%s: no sentence \"%s\"%s"):format(what, tostring(name), T.meant(name, sentence_of)))
  end
  return found
end

function words.replace(name)
  local file, line = where(2)
  local found = named(name, "replace")
  return function(given)
    if not found then return end
    if type(given) ~= "table" or T.meaning(given) then return T.fail(("replace \"%s\" is followed by the new parts, in braces"):format(name), file, line) end
    found.parts, found.file, found.line = {}, file, line
    read_parts(found, given)
  end
end

-- remove "name": drops the sentence.
function words.remove(name)
  local found = named(name, "remove")
  if not found then return T.nothing end
  sentence_of[name] = nil
  for i, sentence in ipairs(T.sentences) do
    if sentence == found then table.remove(T.sentences, i) break end
  end
end

-- Sentences begun whose parts never came.
T.open = {}

T.begin = begin
words.rule = begin "rule"

-- What {name} stands for in a sentence's message.
local function reference(sentence, name)
  if name == "teacher" or name == "name" then return { op = name } end
  local parts = sentence.parts
  if name == parts.match or (parts.each and name == parts.each.key) then return { op = "about" } end
  local found = T.facts[name] or T.tracks[name] or T.profiles[name]
  T.named.fact[name], T.named.track[name], T.named.profile[name] = true, true, true
  if found == T.nothing then return nil end
  if found then return { op = "node", node = T.node_of(T.meaning(found)) } end
  local known = { teacher = true, name = true }
  for _, names in ipairs { T.facts, T.tracks, T.profiles } do
    for each in pairs(names) do known[each] = true end
  end
  T.fail(("says of \"%s\": no fact, track or profile field '%s'%s"):format(sentence.name, name, T.meant(name, known)), sentence.file, sentence.line)
  return nil
end

function T.resolve_messages()
  for _, sentence in ipairs(T.sentences) do
    local says = sentence.parts.says
    for i, part in ipairs(says or {}) do
      if part.name then says[i] = reference(sentence, part.name) or { text = "?" } end
      if part.text then says[i] = { op = "text", node = T.string(part.text) } end
    end
  end
end
