-- manual_reader.lua — the snippets of docs/language.md, for tests/manual.t.
--
-- A snippet is a fenced block; the word after the fence says what it is:
--
--   lua            a policy: begins an example
--   lua PATH       another file of that policy's folder
--   events         what happens, as in tests/cases; "until: TIME" ends it
--   decisions      all that comes of the events above it, or the one word none
--   refused        the events above it that are not taken
--   errors         what `tenure check` says of the policy
--   ndjson         events as they are sent
--   json           the last decision of those above it, as it is answered
--   json PATH      a file for other programs; only kept
--   tap            what `tenure test` prints of the policy's tests
--   sh             commands; only looked at
--
-- Hidden from readers are <!-- calendar -->, which makes the next policy's
-- calendar that of all policies without one, <!-- needs WORD -->, which leaves
-- the next example out where the engine does not know that word or command, and
-- <!-- before, with Lua up to -->, which goes in front of the next policy.  What
-- goes in front becomes part of its first line, so that lines keep their numbers.

local reader = {}

local kinds = { lua = true, events = true, decisions = true, refused = true, errors = true,
  ndjson = true, json = true, tap = true, sh = true }

local function fail(line, message, ...)
  error({ text = ("docs/language.md:%d: " .. message):format(line, ...) }, 0)
end

-- The blocks: { kind, argument, line, lines, title }, and the comments, of kind
-- "comment".
local function blocks_of(text)
  local blocks, title, open, n = {}, "", nil, 0
  for line in (text:gsub("\n?$", "\n")):gmatch("(.-)\n") do
    n = n + 1
    local fence, argument = line:match("^```(%a*)%s*(.-)%s*$")
    if open then
      if open.kind ~= "comment" and fence == "" then open = nil
      elseif open.kind == "comment" and line == "-->" then open = nil
      else open.lines[#open.lines + 1] = line end
    elseif fence then
      open = { kind = fence, argument = argument, line = n, lines = {}, title = title }
      if not kinds[fence] then fail(n, "no snippet is of kind '%s'", fence) end
      blocks[#blocks + 1] = open
    elseif line:find("^<!%-%-") then
      local word, rest = line:match("^<!%-%- (%a+)%s*(.-)%s*%-%->$")
      local begun = line:match("^<!%-%- (%a+)$")
      if not word and not begun then fail(n, "a comment that is none of those known") end
      local block = { kind = "comment", word = word or begun, argument = rest, line = n, lines = {} }
      blocks[#blocks + 1] = block
      if begun then open = block end
    else
      title = line:match("^##+ (.*)$") or title
    end
  end
  if open then fail(open.line, "what begins here does not end") end
  return blocks
end

-- One line, so that what follows it keeps its number.
local function in_one_line(lines)
  local out = {}
  for i, line in ipairs(lines) do out[i] = line:gsub("%-%-.*$", ""):match("^%s*(.-)%s*$") end
  return table.concat(out, " ")
end

local function last_run(example, block)
  local run = example and example.runs[#example.runs]
  if not run then fail(block.line, "no events stand above these %s", block.kind) end
  return run
end

local take = {}

function take.comment(state, block)
  local word = block.word
  if word == "needs" then state.needs = block.argument
  elseif word == "before" then state.before = in_one_line(block.lines)
  elseif word == "calendar" then state.is_calendar = true
  else fail(block.line, "a comment that is none of those known") end
end

local function begin(state, block)
  local example = { title = block.title, line = block.line, needs = state.needs, files = {}, runs = {}, lines = block.lines }
  local front = state.before or ""
  if state.is_calendar then
    state.calendar = in_one_line(block.lines)
  elseif not (front .. table.concat(block.lines, "\n")):find("calendar%s*{") then
    front = state.calendar .. " " .. front
  end
  example.lines = { table.unpack(block.lines) }
  if front ~= "" then example.lines[1] = front .. " " .. example.lines[1] end
  state.needs, state.before, state.is_calendar = nil, nil, nil
  state.examples[#state.examples + 1] = example
  state.example = example
end

function take.lua(state, block)
  if block.argument == "" then return begin(state, block) end
  if not state.example then fail(block.line, "no policy stands above this file") end
  state.example.files[#state.example.files + 1] = { path = block.argument, lines = block.lines, line = block.line }
end

local function happening(raw)
  return function(state, block)
    if not state.example then fail(block.line, "no policy stands above these events") end
    local run = { line = block.line, lines = {}, raw = raw }
    for _, line in ipairs(block.lines) do
      local time = line:match("^until:%s*(%S+)$")
      if time then run.till = time else run.lines[#run.lines + 1] = line end
    end
    state.example.runs[#state.example.runs + 1] = run
  end
end

take.events, take.ndjson = happening(false), happening(true)

for _, kind in ipairs { "decisions", "refused", "json" } do
  take[kind] = function(state, block)
    if block.argument ~= "" then
      state.kept[block.argument] = table.concat(block.lines, "\n") .. "\n"
      return
    end
    local run = last_run(state.example, block)
    if run[kind] then fail(block.line, "%s stand twice", kind) end
    run[kind] = block.lines
  end
end

for _, kind in ipairs { "errors", "tap" } do
  take[kind] = function(state, block)
    if not state.example then fail(block.line, "no policy stands above this") end
    state.example[kind] = block.lines
  end
end

function take.sh(state, block)
  for _, line in ipairs(block.lines) do state.commands[#state.commands + 1] = { text = line, line = block.line } end
end

-- { examples, commands, kept (files by path) }; raises { text =
-- "docs/language.md:LINE: …" }.
function reader.read(text)
  local state = { examples = {}, commands = {}, kept = {}, calendar = "" }
  for _, block in ipairs(blocks_of(text)) do take[block.kind](state, block) end
  return state
end

-- As a text case ----------------------------------------------------------------

local function section(out, head, lines)
  out[#out + 1] = head
  for _, line in ipairs(lines) do out[#out + 1] = "    " .. line end
end

local function expect(out, run)
  local said = run.decisions and table.concat(run.decisions, "\n")
  if said and said:match("^%s*none%s*$") or not said and not run.refused then
    out[#out + 1] = "decisions: none"
  elseif said then
    section(out, "decisions:", run.decisions)
  end
  if run.refused then section(out, "refused:", run.refused) end
end

-- The cases that tests/cases.t judges: one for all the events of a policy, or for
-- its mistakes; a policy alone has to load.
function reader.case(example)
  local out = {}
  local runs = #example.runs > 0 and example.runs or { { line = example.line, lines = {} } }
  for _, run in ipairs(runs) do
    out[#out + 1] = ("case: line %d, %s"):format(run.line, example.title)
    section(out, "policy:", example.lines)
    for _, file in ipairs(example.files) do section(out, "file " .. file.path .. ":", file.lines) end
    if #run.lines > 0 then section(out, run.raw and "raw:" or "events:", run.lines) end
    if run.till then out[#out + 1] = "until: " .. run.till end
    if example.errors then section(out, "errors:", example.errors) else expect(out, run) end
  end
  return table.concat(out, "\n") .. "\n"
end

return reader
