-- Errors and objects: what every other word stands on.
--
-- A policy's mistakes are collected, not thrown, so that all are reported;
-- what a mistaken expression yields is `nothing`, an object that every word
-- accepts and passes on in silence.  The objects a policy handles are empty
-- tables with locked metatables; what they mean is in `meaning`, out of reach.

local T = ...

T.errors = {}
local seen = {}

-- What is told once the policy has loaded; who runs its tests tells it otherwise.
function T.fail_loaded()
  local file, line = where(2)
  error(("%s:%d: a policy declares while it loads, not while it judges"):format(file or "rules.lua", line or 0), 0)
end

-- Whether tests beside the policy are running, which make objects of their own.
function T.in_tests() return false end

-- A function that is judged can no longer declare, nor make what declarations are
-- made of.
function T.still_loading()
  if T.loaded and not T.in_tests() then T.fail_loaded() end
end

-- Blames the school's own line that is being run, or the one given.
function T.fail(message, file, line)
  if T.loaded then return T.fail_loaded(message, file, line) end
  if not line then file, line = where(2) end
  local key = tostring(file) .. ":" .. tostring(line) .. ":" .. message
  if not seen[key] then
    seen[key] = true
    T.errors[#T.errors + 1] = { file = file or "rules.lua", line = line or 0, message = message }
  end
  return T.nothing
end

local meaning = setmetatable({}, { __mode = "k" })

function T.object(class, record)
  if T.loaded then T.still_loading() end
  local proxy = setmetatable({}, class.meta)
  record.class = class
  record.proxy = proxy
  meaning[proxy] = record
  return proxy
end

-- What an object of the language means; nil for any other value.
function T.meaning(value)
  return type(value) == "table" and meaning[value] or nil
end

function T.is(value, class)
  local record = T.meaning(value)
  return record and record.class == class and record or nil
end

-- A class of objects: its name for people, and its words, called as methods.
function T.class(name)
  local class = { name = name, words = {} }
  class.meta = {
    __metatable = false,
    __name = name,
    __newindex = function() T.fail("a " .. name .. " cannot be assigned into") end,
    __index = function(_, word)
      local method = class.words[word]
      if method then return method end
      return T.fail(("a %s has no word '%s'%s"):format(name, tostring(word), T.meant(word, class.words)))
    end,
  }
  local function no_order()
    T.fail("facts are not compared with <, <=, > or >=; write :at_least(…), :less_than(…)")
    return false
  end
  class.meta.__lt, class.meta.__le = no_order, no_order
  class.meta.__concat = function() return T.fail("a " .. name .. " is not a text; put its name in braces: \"{absences}\"") end
  class.meta.__len = function() T.fail("a " .. name .. " has no length") return 0 end
  return class
end

-- `nothing`: what a mistake yields.
local nothing_class = T.class("mistake")
local function pass() return T.nothing end
for _, event in ipairs { "__add", "__sub", "__mul", "__div", "__idiv", "__mod", "__unm", "__call", "__index", "__concat" } do
  nothing_class.meta[event] = pass
end
nothing_class.meta.__newindex = function() end
nothing_class.meta.__lt = function() return false end
nothing_class.meta.__le = nothing_class.meta.__lt
nothing_class.meta.__len = function() return 0 end
T.nothing = T.object(nothing_class, {})

-- How many single edits turn one word into the other, up to `most`.
local function distance(a, b, most)
  local x, y = { utf8.codepoint(a, 1, -1) }, { utf8.codepoint(b, 1, -1) }
  if math.abs(#x - #y) > most then return most + 1 end
  local before, row = nil, {}
  for j = 0, #y do row[j] = j end
  for i = 1, #x do
    local older = before
    before, row = row, { [0] = i }
    for j = 1, #y do
      local cost = x[i] == y[j] and 0 or 1
      local best = math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + cost)
      if older and j > 1 and x[i] == y[j - 1] and x[i - 1] == y[j] then
        best = math.min(best, older[j - 2] + 1)
      end
      row[j] = best
    end
  end
  return row[#y]
end

-- "; did you mean 'attendance'?", or "" where nothing known is near.  Among
-- equals the first by bytes.
function T.meant(word, known)
  if type(word) ~= "string" or #word > 64 or not utf8.len(word) then return "" end
  local most = math.max(1, utf8.len(word) // 3)
  local best, found = most + 1, nil
  for name in pairs(known) do
    if type(name) == "string" and #name <= 64 and utf8.len(name) then
      local d = name:lower() == word:lower() and 0 or distance(word, name, most)
      -- A word changed through and through is another word.
      if d < best and d < math.max(utf8.len(word), utf8.len(name)) then best, found = d, name end
    end
  end
  if not found then return "" end
  return ("; did you mean '%s'?"):format(found)
end

-- A text made of many parts, short enough to read.
function T.brief(text)
  if #text <= 240 then return text end
  local cut, rest = 121, #text - 80
  while cut > 1 and text:byte(cut) >= 0x80 and text:byte(cut) < 0xC0 do cut = cut - 1 end
  while rest < #text and text:byte(rest) >= 0x80 and text:byte(rest) < 0xC0 do rest = rest + 1 end
  return text:sub(1, cut - 1) .. " … " .. text:sub(rest)
end

-- What the policy names after declaring it, by kind and name: lint tells what
-- nothing uses.
T.named = { event = {}, fact = {}, track = {}, profile = {}, spell = {}, period = {} }

-- What is declared under the name, of all of its kind, `known`.
function T.look_up(kind, known, name, what)
  local found = known[name]
  if not found then return T.fail(("no %s '%s'%s"):format(what or kind, tostring(name), T.meant(name, known))) end
  T.named[kind][name] = true
  return found
end

-- How a value reads in a message.
function T.show(value)
  local record = T.meaning(value)
  if record then return "a " .. record.class.name end
  if type(value) == "string" then return '"' .. value .. '"' end
  if type(value) == "table" or type(value) == "function" then return "a " .. type(value) end
  return tostring(value)
end

-- Strings have numbers, from 0 on, in the order they were first named.
T.strings = {}
local number_of = {}

function T.string(text)
  local number = number_of[text]
  if not number then
    number = #T.strings
    T.strings[number + 1] = text
    number_of[text] = number
  end
  return number
end

-- A name that people and programs will write: the door's limits hold for it.
function T.check_name(name, what)
  if T.loaded then T.still_loading() end
  if type(name) ~= "string" then return T.fail(("the name of %s is %s, not a string"):format(what, T.show(name))) and false end
  if name == "" or #name > 256 or not utf8.len(name) or name:find("%c") then
    T.fail(("the name of %s is empty, too long or not plain text"):format(what))
    return false
  end
  return true
end
