-- engine_words.lua — the words of the rule language, asked of the engine itself:
-- its word files are run here as the engine runs them, and what they declared is
-- looked at.  tests/manual.t and tests/editor.t compare it with what is written.
--
-- words.global, words.methods[CLASS], words.parts[KIND] and words.reserved (event
-- types) are sets; words.of_functions and words.of_lua, which C knows, are asked of
-- the program and give sets too.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."

local found = { global = {}, methods = {}, parts = {}, reserved = {} }

local function set_of(list)
  local set = {}
  for name in pairs(list) do
    if type(name) == "string" then set[name] = true end
  end
  return set
end

local function files()
  local out = {}
  for line in io.lines(top .. "/engine/policy/include.am") do
    out[#out + 1] = line:match("(engine/policy/[%l_]*words/[%w_-]+%.lua)")
  end
  return out
end

-- T as the word files fill it: each class and each kind of sentence is seen as it
-- is made.
local function watched()
  local T, watch = { words = {} }, {}
  function watch.class(make)
    return function(name)
      local class = make(name)
      found.methods[name] = class.words
      return class
    end
  end
  function watch.kind(make)
    return function(name, parts, ...)
      make(name, parts, ...)
      found.parts[name] = parts
    end
  end
  return setmetatable(T, { __newindex = function(t, name, value)
    rawset(t, name, watch[name] and watch[name](value) or value)
  end })
end

-- What the engine puts in from C is not asked for anything here.
local function run(T)
  local host = { environment = {}, where = function() return "words", 0 end, offset = function() return 0 end }
  local env = setmetatable({}, { __index = function(_, name)
    if host[name] ~= nil then return host[name] end
    if _G[name] ~= nil then return _G[name] end
    return function() end
  end })
  for _, path in ipairs(files()) do
    assert(loadfile(top .. "/" .. path, "t", env))(T)
  end
end

-- The parts that a table given to a word may have: it is given one that no table
-- has, and what is then looked through for a likely one is the list.
local function probe(T, name, ask)
  local known
  local meant = T.meant
  T.meant = function(word, list)
    if word == "no such part" then known = list end
    return ""
  end
  ask { ["no such part"] = 1 }
  T.meant = meant
  found.parts[name] = known and set_of(known) or {}
end

local function probe_all(T)
  local words = T.words
  probe(T, "calendar", words.calendar)
  probe(T, "cycle", function(given) T.calendar = nil words.calendar { timezone = "+08:00", cycle = given } end)
  probe(T, "period", function(given) T.calendar = nil words.calendar { timezone = "+08:00", periods = { x = given } } end)
  probe(T, "spell", function(given) words.spell.x = given end)
  probe(T, "announce", function(given) words.rule "announced" { when = words.today:known(), announce = given } end)
  probe(T, "plus", function(given) words.today:plus(given) end)
  if words.duty then
    probe(T, "within", function(given) words.duty "after" { after = words.event["tenure.left"], within = given } end)
  end
end

local T = watched()
run(T)
for name, class in pairs(found.methods) do found.methods[name] = set_of(class) end
for name, parts in pairs(found.parts) do found.parts[name] = set_of(parts) end
found.global = set_of(T.words)
if found.methods.scenario then found.global.scenario = true end -- of test files
for _, type in ipairs(T.types) do found.reserved[type.name] = true end
probe_all(T)

-- What the program prints of a policy, and of one event where it is given one.
local function answer_to(policy, event)
  local path = os.tmpname()
  local function put(name, text)
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
  end
  put(path .. ".lua", policy)
  put(path .. ".ndjson", event or "")
  local call = event and "replay %s.lua %s.ndjson" or "check %s.lua"
  local pipe = assert(io.popen(("timeout 20 tenure " .. call .. " 2>&1"):format(path, path)))
  local text = pipe:read("a")
  pipe:close()
  for _, ending in ipairs { "", ".lua", ".ndjson" } do os.remove(path .. ending) end
  return text
end

local asking = [[
calendar { timezone = "+08:00" }
event.x = {}
rule "x" { on = event.x, when = function(t) return %s end }
]]
local an_event = '{"specversion":"1.0","id":"1","source":"s","type":"x","subject":"T1","time":"2024-09-02T10:00:00+08:00"}\n'

-- The members of t and of t.event, as the engine names them to who asks for another.
function found.of_functions()
  local of_t = answer_to(asking:format "t.nothing", an_event):match("t has ([%l, ]+), no") or ""
  local of_event = answer_to(asking:format "t.event.nothing", an_event):match("an event has ([%l, ]+), no") or ""
  local out = { t = {}, event = {} }
  for word in of_t:gsub(" and ", " "):gmatch("%l+") do out.t[word] = true end
  for word in of_event:gsub(" and ", " "):gmatch("%l+") do out.event[word] = true end
  return out
end

-- Of Lua's own names those that a policy has.
function found.of_lua()
  local names, lines = {}, { 'calendar { timezone = "+08:00" }' }
  for name in pairs(_G) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do lines[#lines + 1] = "do local _ = " .. name .. " end" end
  local said, out = answer_to(table.concat(lines, "\n") .. "\n"), {}
  for _, name in ipairs(names) do
    out[name] = not said:find("no word '" .. name .. "'", 1, true) and name ~= "arg" or nil
  end
  return out
end

return found
