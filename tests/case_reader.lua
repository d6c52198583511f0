-- case_reader.lua — a .case file's text to a list of cases; tests/cases.t runs
-- them.  The format is told in tests/cases/README.md.
--
-- What is written wrongly is an error with its line: a case that is misread
-- must not pass.

local reader = {}

local function fail(file, line, message, ...)
  error({ text = ("%s:%d: " .. message):format(file, line, ...) }, 0)
end

-- What stands before the first case holds for all of them.
local shared_sections = { policy = true, events = true, file = true }
local sections = { policy = true, file = true, events = true, raw = true, ["until"] = true,
  decisions = true, refused = true, errors = true, lint = true, declares = true, order = true }

-- A section: { name, argument, line, lines = { { n, text }, … } }.
local function add_section(holder, section, file)
  local key = section.name .. " " .. (section.name == "file" and section.argument or "")
  if holder.by_key[key] then fail(file, section.line, "the section '%s' stands twice", section.name) end
  holder.by_key[key] = section
  holder.sections[#holder.sections + 1] = section
end

local function new_holder(name, line)
  return { name = name, line = line, sections = {}, by_key = {} }
end

-- "file plans.lua:" and "until: 2024-09-01": the name, and what is beside it.
local function header(text)
  local file = text:match("^file%s+(%S+)%s*:$")
  if file then return "file", file end
  return text:match("^(%l+)%s*:%s*(.-)%s*$")
end

local function split(file, text)
  local shared, cases, section, n = new_holder("shared", 0), {}, nil, 0
  local holder = shared
  for line in (text:gsub("\n?$", "\n")):gmatch("(.-)\n") do
    n = n + 1
    if line:find("^%s*$") then
      if section then section.lines[#section.lines + 1] = { n = n, text = "" } end
    elseif line:find("^%s") then
      if not section then fail(file, n, "a line stands in no section") end
      section.lines[#section.lines + 1] = { n = n, text = line }
    elseif not line:find("^#") then
      local name, argument = header(line)
      if name == "case" then
        if argument == "" then fail(file, n, "a case has no name") end
        holder, section = new_holder(argument, n), nil
        cases[#cases + 1] = holder
      else
        if not sections[name] then fail(file, n, "no section is written '%s'", line) end
        if holder == shared and not shared_sections[name] then fail(file, n, "'%s' belongs to a case", name) end
        section = { name = name, argument = argument, line = n, lines = {} }
        add_section(holder, section, file)
      end
    end
  end
  return shared, cases
end

-- The lines of a section without the blanks they share, and without blank
-- lines at the end.
local function body(section)
  local lines, indent = {}, math.huge
  for _, line in ipairs(section and section.lines or {}) do
    if line.text ~= "" then indent = math.min(indent, #line.text:match("^%s*")) end
  end
  for i, line in ipairs(section and section.lines or {}) do
    lines[i] = { n = line.n, text = line.text == "" and "" or line.text:sub(indent + 1) }
  end
  while #lines > 0 and lines[#lines].text == "" do lines[#lines] = nil end
  return lines
end

local function filled(section)
  local lines = {}
  for _, line in ipairs(body(section)) do
    if line.text ~= "" then lines[#lines + 1] = line end
  end
  return lines
end

-- Times -----------------------------------------------------------------------

-- A date is its local midnight; a time without an offset is the school's.
local function instant(text, zone)
  if text:find("^%d+%-%d+%-%d+$") then return text .. "T00:00:00" .. zone end
  if text:find("T%d+:%d+$") then return text .. ":00" .. zone end
  if text:find("T%d+:%d+[Z+-]") then text = text:gsub("(T%d+:%d+)([Z+-])", "%1:00%2") end
  if text:find("T%d+:%d+:%d+[%d.]*$") then return text .. zone end
  return text
end

-- Events ----------------------------------------------------------------------

-- Words parted by blanks; "…" keeps blanks, and so does {…} at the end.
local function tokens(text)
  local out, at = {}, 1
  while true do
    at = text:find("%S", at)
    if not at then return out end
    local start, quoted = at, false
    if text:sub(at, at) == "{" then
      out[#out + 1] = text:sub(at)
      return out
    end
    while at <= #text and (quoted or not text:find("^%s", at)) do
      local c = text:sub(at, at)
      if c == "\\" and quoted then at = at + 1 elseif c == '"' then quoted = not quoted end
      at = at + 1
    end
    out[#out + 1] = text:sub(start, at - 1)
  end
end

local function quote(text)
  return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
end

-- A value as JSON: a number, a truth, a "text", {…}, […]; all else is a text.
local function value(text)
  if text == "true" or text == "false" or text == "null" or text:find('^["[{]') then return text end
  if text:find("^%-?%d[%d.eE+-]*$") and tonumber(text) then return text end
  return quote(text)
end

local function data_of(words, first, file, n)
  if words[first] and words[first]:find("^{") then return words[first] end
  local members = {}
  for i = first, #words do
    local name, given = words[i]:match("^([^=]+)=(.*)$")
    if not name then fail(file, n, "'%s' is not written field=value", words[i]) end
    members[#members + 1] = quote(name) .. ":" .. value(given)
  end
  return #members > 0 and "{" .. table.concat(members, ",") .. "}" or nil
end

local function day_after(time, days)
  local y, m, d, rest = time:match("^(%d+)%-(%d+)%-(%d+)(.*)$")
  return os.date("!%Y-%m-%d", os.time { year = y, month = m, day = d + days, hour = 12 }) .. rest
end

local function unquoted(text)
  return text:match('^"(.*)"$') or text
end

local function one_event(case, file, line, words)
  local at, names = 1, { id = ("e%03d"):format(#case.events + 1), source = "case" }
  while words[at] and (words[at]:find("^id=") or words[at]:find("^source=")) do
    local name, given = words[at]:match("^(%l+)=(.*)$")
    names[name], at = unquoted(given), at + 1
  end
  local time, subject, type = words[at] and unquoted(words[at]), words[at + 1], words[at + 2]
  if not type then fail(file, line.n, "an event is written TIME TEACHER TYPE field=value …") end
  local data = data_of(words, at + 3, file, line.n)
  case.events[#case.events + 1] = ('{"specversion":"1.0","id":%s,"source":%s,"type":%s%s,"time":"%s"%s}'):format(
    quote(names.id), quote(names.source), quote(unquoted(type)),
    subject == "-" and "" or ',"subject":' .. quote(unquoted(subject)),
    instant(time, case.zone), data and ',"data":' .. data or "")
end

-- "12 times TIME …" and "12 days from TIME …" stand for twelve lines; # in a
-- field's value is then the line's number.
local function add_event(case, file, line)
  local count, rest = line.text:match("^(%d+) times%s+(.*)$")
  local daily, from = line.text:match("^(%d+) days from%s+(.*)$")
  local words = tokens(rest or from or line.text)
  for i = 1, tonumber(count or daily or 1) do
    local numbered = { table.unpack(words) }
    for j = 4, rest and #words or from and #words or 0 do numbered[j] = words[j]:gsub("#", i) end
    one_event(case, file, line, numbered)
    if daily then words[1] = day_after(words[1], 1) end
    if case.events[100001] then fail(file, line.n, "that is a great many events") end
  end
end

-- <<a * 300>> and <<byte FF>> in literal lines.
local function raw_line(text)
  text = text:gsub("<<(.-) %* (%d+)>>", function(what, count) return what:rep(tonumber(count)) end)
  return (text:gsub("<<byte (%x%x)>>", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- Decisions -------------------------------------------------------------------

-- Two blanks or more part the columns; what is in quotes keeps them.
local function columns(text)
  local out, rest = {}, text .. "  "
  while rest:find("%S") do
    rest = rest:match("^%s*(.*)$")
    local quoted, at = false, 1
    while at <= #rest and (quoted or not rest:find("^%s%s", at)) do
      local c = rest:sub(at, at)
      if c == "\\" and quoted then at = at + 1 elseif c == '"' then quoted = not quoted end
      at = at + 1
    end
    out[#out + 1] = rest:sub(1, at - 1):match("^(.-)%s*$")
    rest = rest:sub(at)
  end
  return out
end

local details = { says = true, gives = true, about = true, because = true, tell = true,
  severity = true, cites = true, form = true, trial = true, no = true, id = true }

-- A decision as expected: its head, its changes, and the details written.
local function add_detail(decision, column, file, n)
  local track, from, to = column:match("^(%S+): (.-) %-> (.+)$")
  local word, rest = column:match("^(%l+)%s*(.*)$")
  if track then
    decision.changes[#decision.changes + 1] = ("%s: %s -> %s"):format(track, from, to)
  elseif details[word] then
    decision.details[#decision.details + 1] = { word = word, text = rest }
  else
    fail(file, n, "'%s' is neither a change (track: a -> b) nor a detail of a decision", column)
  end
end

local function read_decisions(case, file, section)
  local lines = filled(section)
  if section.argument == "none" and #lines == 0 then return {} end
  if section.argument ~= "" then fail(file, section.line, "decisions are none, or stand below") end
  if #lines == 0 then fail(file, section.line, "no decision stands below; write decisions: none") end
  local out = {}
  for _, line in ipairs(lines) do
    local found = columns(line.text)
    local first = 1
    if not line.text:find("^%s") then
      if #found < 4 then fail(file, line.n, "a decision is written TIME  TEACHER  SENTENCE  OUTCOME, two blanks between") end
      out[#out + 1] = { time = instant(found[1], case.zone), teacher = found[2], rule = found[3],
        outcome = found[4], changes = {}, details = {} }
      first = 5
    elseif #out == 0 then
      fail(file, line.n, "a line deeper than the others belongs to the decision above it")
    end
    for i = first, #found do add_detail(out[#out], found[i], file, line.n) end
  end
  return out
end

-- Policies --------------------------------------------------------------------

-- A policy file's text; a mistake that is expected stands beside the line that
-- makes it, after --!, or below it on a line of its own; lint likewise, after --?.
local function add_text(case, name, section)
  local into = case.files[name] or {}
  case.files[name] = into
  for _, line in ipairs(body(section)) do
    local before, mark, message = line.text:match("^(.-)%-%-([!?]) (.-)%s*$")
    local expected = mark == "?" and case.lint or case.errors
    if message and before:find("^%s*$") then
      expected[#expected + 1] = ("%s:%d: %s"):format(name, into.blame or #into, message)
    else
      into[#into + 1] = line.text
      into.blame = #into
      if message then expected[#expected + 1] = ("%s:%d: %s"):format(name, #into, message) end
    end
  end
end

local function texts(case, shared)
  for _, holder in ipairs { shared, case } do
    for _, section in ipairs(holder.sections) do
      if section.name == "policy" then add_text(case, "rules.lua", section) end
      if section.name == "file" then add_text(case, section.argument, section) end
    end
  end
  local all = {}
  for name, lines in pairs(case.files) do
    case.files[name] = table.concat(lines, "\n") .. "\n"
    all[#all + 1] = case.files[name]
  end
  case.zone = table.concat(all):match('timezone%s*=%s*"([+-]%d%d:%d%d)"') or "+08:00"
end

local function plain(section)
  local out = {}
  for _, line in ipairs(filled(section)) do out[#out + 1] = line.text end
  return out
end

local function expectations(case, file)
  local given = case.by_key
  for _, text in ipairs(plain(given["errors "])) do case.errors[#case.errors + 1] = text end
  local faulty, judged = #case.errors > 0, given["decisions "] or given["refused "]
  local declares, clean = given["declares "], given["lint "]
  local linted = #case.lint > 0 or clean ~= nil
  if (faulty and 1 or 0) + (judged and 1 or 0) + (declares and 1 or 0) + (linted and 1 or 0) ~= 1 then
    fail(file, case.line, "the case '%s' expects nothing, or too much: decisions and refused lines, errors, lint, or declares", case.name)
  end
  if clean and (clean.argument ~= "none" or #case.lint > 0 or #plain(clean) > 0) then
    fail(file, clean.line, "lint is none, or stands beside the lines of the policy, after --?")
  end
  if declares then case.declares = plain(declares) end
  case.linted = linted
  case.checks = faulty or declares ~= nil or linted
  if not judged then return end
  case.decisions = given["decisions "] and read_decisions(case, file, given["decisions "]) or {}
  case.refused = plain(given["refused "])
  if given["refused "] and #case.refused == 0 then fail(file, case.line, "no refused line stands below") end
end

local function finish(case, shared, file)
  case.file, case.files, case.errors, case.lint, case.events = file, {}, {}, {}, {}
  texts(case, shared)
  if not case.files["rules.lua"] then fail(file, case.line, "the case '%s' has no policy", case.name) end
  for _, holder in ipairs { shared, case } do
    for _, line in ipairs(filled(holder.by_key["events "])) do add_event(case, file, line) end
  end
  for _, text in ipairs(plain(case.by_key["raw "])) do case.events[#case.events + 1] = raw_line(text) end
  local order, till = case.by_key["order "], case.by_key["until "]
  if order and order.argument ~= "as written" then fail(file, order.line, "order is 'as written', or not said") end
  case.as_written = order ~= nil
  case.till = till and instant(till.argument, case.zone)
  expectations(case, file)
end

-- The cases of one file; raises { text = "FILE:LINE: …" }.
function reader.read(file, text)
  local shared, cases = split(file, text)
  if #cases == 0 then fail(file, 1, "the file holds no case") end
  local names = {}
  for _, case in ipairs(cases) do
    if names[case.name] then fail(file, case.line, "two cases are named '%s'", case.name) end
    names[case.name] = true
    finish(case, shared, file)
  end
  return cases
end

return reader
