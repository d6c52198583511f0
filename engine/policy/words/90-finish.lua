-- What a school's text sees as its globals, and what is left when it has run.

local T = ...
local words = T.words

-- The environment: the sandbox's own functions, the words, and the school's
-- own global names; anything else is a mistake with a name.  The table itself
-- stays empty, so that every assignment is seen.
local own, base = {}, {}
for name, value in pairs(environment) do base[name] = value end
for name in pairs(base) do environment[name] = nil end

setmetatable(environment, {
  __metatable = false,
  __index = function(_, name)
    local found = words[name]
    if found == nil then found = base[name] end
    if found == nil then found = own[name] end
    if found ~= nil then return found end
    if T.loaded then return nil end
    local known = {}
    for _, names in ipairs { base, words, own } do
      for each in pairs(names) do known[each] = true end
    end
    return T.fail(("no word '%s'%s"):format(tostring(name), T.meant(name, known)))
  end,
  __newindex = function(_, name, value)
    if T.loaded then error(("the policy is loaded; '%s' may not change"):format(tostring(name)), 2) end
    if words[name] ~= nil or base[name] ~= nil then return T.fail(("'%s' is a word of the language and may not be assigned"):format(tostring(name))) end
    own[name] = value
  end,
})
T.own, T.base = own, base

local function unfinished()
  local left = {}
  for open in next, T.open do
    left[#left + 1] = open
  end
  table.sort(left, function(a, b) return a.line < b.line end)
  for _, open in ipairs(left) do
    T.fail(("%s \"%s\" has no parts; write them in braces after the name"):format(open.kind, tostring(open.name)), open.file, open.line)
  end
end

-- A word list of names, which may be empty: then nothing is among them.
local function names_list(names)
  if #names > 0 then return T.word_list(names).list end
  T.lists[#T.lists + 1] = { words = {}, ranks = {}, place = {} }
  return #T.lists - 1
end

-- A person sets a track that there is, and waives a sentence that there is:
-- the door knows both.
local function finish_reserved()
  local tracks, sentences, seen = {}, {}, {}
  for i, track in ipairs(T.track_names) do tracks[i] = track.name end
  for _, sentence in ipairs(T.sentences) do
    if not seen[sentence.name] then sentences[#sentences + 1] = sentence.name end
    seen[sentence.name] = true
  end
  T.track_list, T.sentence_list = names_list(tracks), names_list(sentences)
  local standing, waive = T.types[3], T.types[4]
  for i = 1, 2 do T.keep(standing, standing.fields[i], false) end
  T.keep(standing, standing.fields[3], true)
  for i = 1, 3 do T.keep(waive, waive.fields[i], false) end
  for _, field in ipairs(T.types[5].fields) do T.keep(T.types[5], field, true) end
  for _, field in ipairs(T.types[1].fields) do T.keep(T.types[1], field, true) end
end

-- A function in an `on` rule may read any field of its event.
local function keep_for_functions()
  if #T.functions == 0 then return end
  for _, sentence in ipairs(T.sentences) do
    local on = sentence.parts.on
    local type = on and T.types[T.selections[on + 1].type + 1]
    for _, field in ipairs(type and type.fields or {}) do T.keep(type, field, true) end
  end
end

-- Checks that need the whole policy, which one that broke off is not; then the
-- tables the engine compiles.
function T.finish(broke_off)
  if not broke_off then
    unfinished()
    if not T.calendar then T.fail("no calendar is declared; write calendar { timezone = \"+08:00\" }", "rules.lua", 1) end
    T.resolve_messages()
    T.resolve_duties()
  end
  finish_reserved()
  keep_for_functions()
  for _, list in ipairs(T.lists) do
    for i, word in ipairs(list.words) do list.words[i] = T.string(word) end
  end
  T.fact_list = {}
  for i, name in ipairs(T.fact_names) do
    local record = T.meaning(T.facts[name])
    T.fact_list[i] = { name = T.string(name), node = T.node_of(record), label = record.label and T.string(record.label) or nil }
  end
  T.loaded = true
end
