-- case_answer.lua — what `tenure` answered to a case, beside what the case
-- expects: both as lines that can be compared and shown.

local answer = {}

-- JSON as the program writes it.  Numbers stay as written, { number = "1.5" };
-- members keep their order in `keys`.
local decode

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function decode_string(text, at)
  local out, from = {}, at + 1
  while true do
    local stop = text:find('["\\]', from)
    out[#out + 1] = text:sub(from, stop - 1)
    if text:sub(stop, stop) == '"' then return table.concat(out), stop + 1 end
    local c = text:sub(stop + 1, stop + 1)
    from = stop + 2
    if c == "u" then
      out[#out + 1] = utf8.char(tonumber(text:sub(stop + 2, stop + 5), 16))
      from = stop + 6
    else
      out[#out + 1] = escapes[c] or c
    end
  end
end

local function decode_members(text, at, close, take)
  at = text:find("%S", at + 1)
  while text:sub(at, at) ~= close do
    at = take(at)
    at = text:find("%S", at)
    if text:sub(at, at) == "," then at = text:find("%S", at + 1) end
  end
  return at + 1
end

function decode(text, at)
  at = text:find("%S", at)
  local c = text:sub(at, at)
  if c == '"' then return decode_string(text, at) end
  if c == "{" then
    local out = { keys = {}, members = {} }
    return out, decode_members(text, at, "}", function(from)
      local key, colon = decode_string(text, from)
      local value, after = decode(text, text:find(":", colon, true) + 1)
      out.keys[#out.keys + 1], out.members[key] = key, value
      return after
    end)
  end
  if c == "[" then
    local out = {}
    return out, decode_members(text, at, "]", function(from)
      local value, after = decode(text, from)
      out[#out + 1] = value
      return after
    end)
  end
  local word = text:match("^[%w.+-]+", at)
  return { number = word }, at + #word
end

-- A value as cases write it: 12, true, word, "two words", "12" for a text.
local function shown(value)
  if type(value) == "table" then return value.number end
  local plain = value ~= "" and not value:find('[%s"=]') and not tonumber(value)
    and value ~= "true" and value ~= "false" and value ~= "null"
  return plain and value or '"' .. value:gsub('[\\"]', "\\%0") .. '"'
end

local function members(object)
  local out = {}
  for i, key in ipairs(object.keys) do out[i] = key .. "=" .. shown(object.members[key]) end
  return table.concat(out, " ")
end

local truths = { ["true"] = "true", ["false"] = "false", null = "unknown" }

local function because(list)
  local out = {}
  for i, each in ipairs(list) do
    local m = each.members
    out[i] = ('because "%s"%s %s'):format(m.is, m.was and " " .. m.was or "", truths[m.held.number])
  end
  return table.concat(out, "  ")
end

-- A detail of a decision that was made, written as cases write it.
local function detail(members_of, word)
  local value = members_of[word]
  if value == nil then return "no " .. word end
  if word == "because" then return because(value) end
  if word == "tell" then return "tell " .. table.concat(value, ", ") end
  if word == "gives" or word == "about" then return word .. " " .. members(value) end
  if word == "trial" then return "trial" end
  if word == "says" then return ('says "%s"'):format(value) end
  return word .. " " .. value
end

local function head(time, teacher, rule, outcome, changes)
  local out = { time, teacher, rule, outcome }
  for _, change in ipairs(changes) do out[#out + 1] = change end
  return out
end

-- What is expected, as one line, and the details that it asks for.
local function expected_line(decision)
  local out, asked, seen = head(decision.time, decision.teacher, decision.rule, decision.outcome, decision.changes), {}, {}
  for _, each in ipairs(decision.details) do
    local word = each.word == "no" and each.text or each.word
    if not seen[word] then asked[#asked + 1], seen[word] = word, true end
    out[#out + 1] = each.word .. (each.text ~= "" and " " .. each.text or "")
  end
  if not seen.about then table.insert(asked, 1, "about") table.insert(out, 5 + #decision.changes, "no about") end
  return out, asked
end

local function made_line(text, asked)
  local m = decode(text, 1).members
  local changes = {}
  for i, each in ipairs(m.changes or {}) do
    local c = each.members
    changes[i] = ("%s: %s -> %s"):format(c.track, c.from, c.to)
  end
  local out = head(m.time, m.teacher or "-", m.rule or "-", m.outcome, changes)
  for _, word in ipairs(asked) do out[#out + 1] = detail(m, word) end
  return table.concat(out, "  "):gsub("  no about", "")
end

-- "…" at the end of what is expected lets anything follow.
local function alike(expected, made)
  local start = expected:match("^(.*)…$")
  if start then return made:sub(1, #start) == start end
  return expected == made
end

local SHOWN = 12 -- lines of a list that are shown, from just before the first that differs

local function show(out, title, lines, others, mark, first)
  out[#out + 1] = #lines > 0 and title .. ":" or title .. " nothing"
  if first > 1 and #lines > 0 then out[#out + 1] = ("    (%d alike)"):format(math.min(first - 1, #lines)) end
  for i = first, math.min(#lines, first + SHOWN) do
    out[#out + 1] = (others[i] and mark.alike(lines[i], others[i]) and "    " or mark.sign) .. lines[i]
  end
  if #lines > first + SHOWN then out[#out + 1] = ("    (%d more)"):format(#lines - first - SHOWN) end
end

-- Lines that differ, marked; nil where all are alike.
local function compare(what, expected, made)
  local first = 1
  while expected[first] and made[first] and alike(expected[first], made[first]) do first = first + 1 end
  if first > #expected and first > #made then return nil end
  local out = {}
  show(out, what .. ", expected", expected, made, { sign = "  - ", alike = alike }, first)
  show(out, "got", made, expected, { sign = "  + ", alike = function(a, b) return alike(b, a) end }, first)
  return out
end

local function lines_of(text)
  local out = {}
  for line in text:gmatch("[^\n]+") do out[#out + 1] = line end
  return out
end

local function says_wild(line, made)
  -- says "T1 …" may end early too
  local start = line:match('^(.*)…"$')
  return start and made and made:sub(1, #start) == start
end

function answer.decisions(expected, out)
  local wanted, made, lines = {}, {}, lines_of(out)
  for i = 1, math.max(#expected, #lines) do
    local asked = { "about", "says" }
    if expected[i] then
      local columns
      columns, asked = expected_line(expected[i])
      wanted[i] = table.concat(columns, "  "):gsub("  no about", "")
    end
    if lines[i] then made[i] = made_line(lines[i], asked) end
    if wanted[i] and says_wild(wanted[i], made[i]) then wanted[i] = made[i] end
  end
  return compare("decisions", wanted, made)
end

-- Refused lines come as "FILE:LINE: id: field: reason".
function answer.refused(expected, err)
  local made = {}
  for i, line in ipairs(lines_of(err)) do made[i] = line:gsub("^[^:]*:(%d+:)", "%1") end
  return compare("refused lines", expected, made)
end

local function blamed(what, expected, made)
  local wanted = { table.unpack(expected) }
  local function in_order(a, b)
    local file_a, line_a, rest_a = a:match("^(.-):(%d+):(.*)$")
    local file_b, line_b, rest_b = b:match("^(.-):(%d+):(.*)$")
    if not file_a or not file_b then return a < b end
    if file_a ~= file_b then return file_a < file_b end
    if line_a ~= line_b then return tonumber(line_a) < tonumber(line_b) end
    return rest_a < rest_b
  end
  table.sort(made, in_order)
  table.sort(wanted, in_order)
  return compare(what, wanted, made)
end

function answer.errors(expected, out) return blamed("errors", expected, lines_of(out)) end

-- Lint stands before what the policy declares, as FILE:LINE: name: …
function answer.lint(expected, out)
  local made = {}
  for _, line in ipairs(lines_of(out)) do
    if line:find("^[^ ]+:%d+: [%l-]+: ") then made[#made + 1] = line end
  end
  return blamed("lint", expected, made)
end

function answer.declares(expected, out)
  local made = {}
  for _, line in ipairs(lines_of(out)) do
    if not line:find("^sha256:") and not line:find("^[^ ]+:%d+: [%l-]+: ") then made[#made + 1] = line end
  end
  return compare("declares", expected, made)
end

return answer
