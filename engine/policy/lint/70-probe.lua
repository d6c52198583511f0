-- Trying out the functions a school wrote, to see what they do.
--
-- A function is handed values in place of a teacher's, an event's or a field's,
-- and what it reads is noted.  Over words and truths every value is tried;
-- over numbers, days and texts those around the constants it holds, and many
-- others.  What it reads beside, or an error, leaves it alone.

local T = ...
local lint = T.lint
local ONE = lint.set.ONE

local probe = {}
lint.probe_tools = probe

-- As functions see them (judging passes whole numbers as integers).
function probe.shown(t, n)
  if n == nil then return nil end
  if t.kind == "number" then return n % ONE == 0 and n // ONE or n / ONE end
  if t.kind == "boolean" then return n == 1 end
  if t.kind == "date" then return show_constant("date", n) end
  if t.kind == "word" then return lint.words_of(t.list)[n + 1] end
  return T.strings[n + 1]
end

-- What can be read: the type of a name, nil where there is none.
local function type_of_name(kind, name, data_type)
  local record
  if kind == "fact" then record = T.meaning(T.facts[name]) end
  if kind == "track" then record = T.meaning(T.tracks[name]) end
  if kind == "profile" then record = T.meaning(T.profiles[name]) end
  if kind == "data" and data_type then record = data_type.by_name[name] end
  if kind == "fact" and record and record.type == T.number then return { kind = "number", whole = lint.range(record.node).whole } end
  return record and record.type
end

local function note(run, read)
  if run.reads[read.key] then return end
  run.reads[read.key] = true
  run.order[#run.order + 1] = read
end

-- A table that answers for the names of one kind.
local function reader(run, kind)
  return setmetatable({}, {
    __index = function(_, name)
      local t = type(name) == "string" and type_of_name(kind, name, run.data_type)
      if not t then error("no such name", 0) end
      local key = kind .. " " .. name
      note(run, { kind = kind, name = name, type = t, key = key })
      return run.values[key]
    end,
  })
end

-- Whatever else it asks for, nothing can be said of it.
local function not_told(run)
  run.other = true
  error("not to be told", 0)
end

local function teacher(run)
  local event = setmetatable({ data = reader(run, "data") }, { __index = function() not_told(run) end })
  return setmetatable({ fact = reader(run, "fact"), track = reader(run, "track"), profile = reader(run, "profile") }, {
    __index = function(_, word)
      if word == "today" then
        note(run, { kind = "today", name = "today", type = T.date, key = "today" })
        return run.values.today or "2024-09-01"
      end
      if word == "event" and run.data_type then return event end
      not_told(run)
    end,
  })
end

-- A subject is { call, gets = "value" | "data" | "teacher", type, data_type }:
-- a function, and what it is handed.  Runs it with `values` by key; a field's
-- own value is that of "value".  Gives whether it ran, and what it returned.
function probe.run(subject, values)
  local run = { values = values, reads = {}, order = {}, data_type = subject.data_type }
  local given
  if subject.gets == "value" then
    given = values.value
    run.order[1] = { kind = "value", name = "value", type = subject.type, key = "value" }
  elseif subject.gets == "data" then
    given = reader(run, "data")
  else
    given = teacher(run)
  end
  run.ran, run.result = pcall(subject.call, given)
  return run
end

-- What the function reads, as far as trying one value of each shows.
local function sample(t, n)
  if t.kind == "word" then return probe.shown(t, n % #T.lists[t.list + 1].words) end
  if t.kind == "boolean" then return n % 2 == 0 end
  if t.kind == "date" then return ({ "2000-02-29", "2024-09-01", "1990-12-31" })[n % 3 + 1] end
  if t.kind == "number" then return ({ 0, 1, 3, 70 })[n % 4 + 1] end
  return ({ "a", "b" })[n % 2 + 1]
end

function probe.reads(subject)
  local found, order = {}, {}
  for round = 0, 12 do
    local values = {}
    for i, read in ipairs(order) do
      if round > 0 then values[read.key] = sample(read.type, round // i) end
    end
    if subject.gets == "value" then values.value = sample(subject.type, round) end
    local run = probe.run(subject, values)
    if run.other then return nil end
    for _, read in ipairs(run.order) do
      if not found[read.key] then found[read.key], order[#order + 1] = true, read end
    end
    if #order > 3 then return nil end
  end
  return order
end

-- Values to try ---------------------------------------------------------------------

-- Millionths, ascending: the small ones, which code may hold without a constant,
-- around the constants, and from far below to far above.
local function numbers(constants)
  local out, has = {}, {}
  local function add(n)
    if not has[n] and math.abs(n) < lint.set.HIGH then out[#out + 1], has[n] = n, true end
  end
  for each = -130, 130 do add(each * ONE) end
  for each = 0, 10 do add(each * ONE + ONE // 2) end
  for _, each in ipairs { 365, 500, 1000, 2024, 9999, 100000, 7654321, 1000000000 } do add(each * ONE) add(-each * ONE) end
  for each in pairs(constants) do
    local n = math.abs(each) < 1000000000 and decimal(each)
    for step = -1, 1 do
      if n then add(n + step) add(n + step * ONE) end
    end
  end
  table.sort(out)
  return out
end

local function dates(texts)
  local out, has = {}, {}
  local function add(n)
    if not has[n] then out[#out + 1], has[n] = n, true end
  end
  for year = 1950, 2060, 10 do add((day(("%d-01-01"):format(year)))) end
  for text in pairs(texts) do
    local n = #text == 10 and day(text)
    for step = -1, 1 do
      if n then add(n + step) end
    end
  end
  table.sort(out)
  return out
end

-- Texts the function holds, and those that are not among them but alike.
local function text_samples(texts)
  local out, has = {}, {}
  local function add(text, other)
    if not has[text] then out[#out + 1], has[text] = { shown = text, other = other }, true end
  end
  for text in pairs(texts) do add(text, false) end
  if #out > 40 then return {} end
  for text in pairs(texts) do
    for _, near in ipairs { text .. "x", "x" .. text, text:upper(), text:lower(), text .. " ", text .. text } do add(near, true) end
  end
  for _, each in ipairs { "", "a", "0", "no such text", "甲乙" } do add(each, true) end
  return out
end

-- Everything to try for a read: values as functions see them, and the numbers
-- they stand for; nil where there are too many.
function probe.values(subject, t)
  local mentions = lint.mentions(subject.call)
  local count = { word = t.kind == "word" and #T.lists[t.list + 1].words, boolean = 2 }
  local out = {}
  if count[t.kind] then
    if count[t.kind] > 200 then return nil end
    for n = 0, count[t.kind] - 1 do out[#out + 1] = { n = n, shown = probe.shown(t, n) } end
    return out
  end
  if t.kind == "text" then
    out = text_samples(mentions.texts)
    return #out > 0 and out or nil
  end
  for _, n in ipairs(t.kind == "date" and dates(mentions.texts) or numbers(mentions.numbers)) do
    if not (t.whole and n % ONE ~= 0) then out[#out + 1] = { n = n, shown = probe.shown(t, n) } end
  end
  return out
end

-- Between lo and hi, where the answers differ: the first number that is answered
-- as hi is.  Numbers are `unit` apart.
function probe.turn(lo, hi, unit, answers)
  local high = answers(hi)
  while hi - lo > unit do
    local middle = lo + (hi - lo) // (2 * unit) * unit
    if answers(middle) == high then hi = middle else lo = middle end
  end
  return hi
end
