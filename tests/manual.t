#!/usr/bin/env lua5.4
-- manual.t — that docs/language.md says what is so: its snippets load, decide and
-- fail as they are shown, its links lead somewhere, and every word the engine
-- knows is in its table and explained where the table says.
--
-- tests/manual_reader.lua tells how snippets are marked.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."
package.path = top .. "/tests/?.lua"
local reader, words = require "manual_reader", require "engine_words"

local page_path = top .. "/docs/language.md"
local count, failures = 0, 0

local function report(good, name, notes)
  count = count + 1
  if not good then failures = failures + 1 end
  print(("%s %d - %s"):format(good and "ok" or "not ok", count, (name:gsub("#", "\\#"))))
  for _, note in ipairs(not good and notes or {}) do print("#   " .. note) end
end

local function skip(name, why)
  count = count + 1
  print(("ok %d - %s # SKIP %s"):format(count, name, why))
end

local function quoted(text) return "'" .. text:gsub("'", "'\\''") .. "'" end

local function output_of(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("a")
  return text, select(3, pipe:close())
end

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function write_file(path, text)
  assert(os.execute("mkdir -p " .. quoted(path:match("^(.*)/"))))
  local file = assert(io.open(path, "wb"))
  file:write(text)
  assert(file:close())
end

local function lines_of(text)
  local out = {}
  for line in text:gmatch("[^\n]+") do out[#out + 1] = line end
  return out
end

-- What the engine knows of what the page needs: words, and commands.
local commands = {}
for name in output_of("timeout 20 tenure -h 2>&1"):gmatch("\n  (%l+)") do commands[name] = true end

local function known(word)
  return words.global[word] or words.methods[word] or commands[word]
end

-- Snippets ----------------------------------------------------------------------

-- tests/cases.t judges them; its lines are ours, numbered anew.
local function judge_cases(folder, examples)
  for i, example in ipairs(examples) do
    write_file(("%s/cases/%03d.case"):format(folder, i), reader.case(example))
  end
  local out = output_of(("CASES=%s %s"):format(quoted(folder .. "/cases"), quoted(top .. "/tests/cases.t")))
  local notes, good, name = {}, nil, nil
  local function flush()
    if name and not name:find("^there are cases") then report(good, name, notes) end
    notes, name = {}, nil
  end
  for line in out:gmatch("[^\n]+") do
    local verdict, text = line:match("^(n?o?t? ?ok) %d+ %- (.*)$")
    if verdict then
      flush()
      good, name = verdict == "ok", text:gsub("^%d+: ", ""):gsub("\\#", "#")
    elseif line:find("^#") then
      notes[#notes + 1] = line:gsub("^#%s?%s?%s?", "")
    end
  end
  flush()
end

-- "…" lets anything stand in its place, and lines are broken where it is easy to
-- read.
local function same_json(shown, made)
  local text = table.concat(shown, "\n"):gsub("\n%s*", "")
  local pattern = text:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0"):gsub("…", "[^\"]*")
  return made:find("^" .. pattern .. "$") ~= nil
end

local function write_policy(folder, example)
  write_file(folder .. "/rules.lua", table.concat(example.lines, "\n") .. "\n")
  for _, file in ipairs(example.files) do write_file(folder .. "/" .. file.path, table.concat(file.lines, "\n") .. "\n") end
end

local function judge_json(folder, example)
  for _, run in ipairs(example.runs) do
    if run.json then
      write_policy(folder, example)
      write_file(folder .. "/events", table.concat(run.lines, "\n") .. "\n")
      local made = lines_of(output_of(("timeout 20 tenure replay %s %s"):format(quoted(folder), quoted(folder .. "/events"))))
      report(same_json(run.json, made[#made] or ""), ("line %d, %s: the decision as JSON"):format(run.line, example.title), made)
    end
  end
end

local function has_tests(example)
  for _, file in ipairs(example.files) do
    if file.path:find("^tests/") then return true end
  end
  return false
end

local function judge_tests(folder, example)
  if not has_tests(example) then return end
  local name = ("line %d, %s: its tests"):format(example.line, example.title)
  if not commands.test then return skip(name, "there is no tenure test yet") end
  write_policy(folder, example)
  local out, status = output_of(("timeout 60 tenure test %s 2>&1"):format(quoted(folder)))
  local shown = example.tap and table.concat(example.tap, "\n") .. "\n"
  report((not shown and status == 0) or shown == out, name, lines_of(out))
end

local function judge_examples(page)
  local folder = output_of("mktemp -d"):match("[^\n]+")
  local chosen = {}
  for _, example in ipairs(page.examples) do
    if example.needs and not known(example.needs) then
      skip(("line %d, %s"):format(example.line, example.title), "the engine does not know '" .. example.needs .. "' yet")
    else
      chosen[#chosen + 1] = example
    end
  end
  judge_cases(folder, chosen)
  for i, example in ipairs(chosen) do
    judge_json(("%s/json%d"):format(folder, i), example)
    judge_tests(("%s/tests%d"):format(folder, i), example)
  end
  os.execute("rm -rf " .. quoted(folder))
end

-- Commands that are still being made.
local coming = { cases = true, why = true, diff = true, audit = true }

local function judge_commands(page)
  local notes = {}
  for _, command in ipairs(page.commands) do
    local name = command.text:match("^tenure (%l+)")
    if not commands[name] and not coming[name] then
      notes[#notes + 1] = ("line %d: no command is '%s'"):format(command.line, command.text)
    end
  end
  report(#notes == 0 and #page.commands > 0, "the commands are there", notes)
end

-- Links and words -----------------------------------------------------------------

-- A heading's anchor, as the sites that show Markdown make it.
local function anchor_of(heading)
  return (heading:lower():gsub("[^%w%- _\x80-\xff]", ""):gsub(" ", "-"))
end

-- The chapters by anchor: their text, without their heading.
local function chapters_of(text)
  local chapters, at = {}, nil
  for line in text:gmatch("[^\n]*") do
    local heading = line:match("^##+ (.*)$")
    if heading then
      at = { heading = heading, lines = {} }
      chapters[anchor_of(heading)] = at
    elseif at then
      at.lines[#at.lines + 1] = line
    end
  end
  return chapters
end

local function judge_links(text, chapters)
  local notes, n = {}, 0
  for link in text:gmatch("%]%(([^)]*)%)") do
    n = n + 1
    local anchor = link:match("^#(.*)$")
    local there = anchor and chapters[anchor] ~= nil
    if not anchor and not link:find("^https:") then there = os.rename(top .. "/docs/" .. link, top .. "/docs/" .. link) end
    if not there and not link:find("^https:") then notes[#notes + 1] = link end
  end
  report(#notes == 0 and n > 0, "what the page links to is there", notes)
end

-- Whether a chapter speaks of a word: in backquotes or in a snippet.
local function speaks_of(chapter, word)
  local plain, code = word:gsub("%p", "%%%0"), false
  for _, line in ipairs(chapter.lines) do
    if line:find("^```") then code = not code end
    local said = code and line or table.concat({ (line:gsub("[^`]*(`[^`]*`)", "%1 "):gsub("`[^`]*$", "")) })
    if (" " .. said .. " "):find("[^%w_]" .. plain .. "[^%w_]") then return true end
  end
  return false
end

-- The rows below "All words": { words, of, links }, by the heading of their table.
local function tables_of(text)
  local tables, rows = {}, nil
  for line in text:match("\n## All words\n(.*)$"):gmatch("[^\n]+") do
    local heading = line:match("^### (.*)$")
    if heading then
      rows = {}
      tables[heading] = rows
    elseif line:find("^| `") then
      local cells, row = {}, { words = {}, of = {}, links = {} }
      for cell in line:gmatch("| ([^|]*) ") do cells[#cells + 1] = cell end
      for word in cells[1]:gmatch("`([^`]+)`") do row.words[#row.words + 1] = word end
      for kind in (cells[3] and cells[2] or ""):gmatch("%l+") do row.of[kind] = true end
      for link in cells[#cells]:gmatch("%(#([^)]*)%)") do row.links[#row.links + 1] = link end
      rows[#rows + 1] = row
    end
  end
  return tables
end

-- The words of a table that are of that kind, or of all; each with its row.
local function listed(rows, kind)
  local out = {}
  for _, row in ipairs(rows or {}) do
    for _, word in ipairs(row.words) do
      if not kind or row.of[kind] or row.of.all then out[word] = row end
    end
  end
  return out
end

-- What the engine knows beside what the table lists; `awaited` may be listed before
-- the engine knows it.
local function compare(name, engine, table_words, chapters, awaited)
  local notes = {}
  for word in pairs(engine) do
    local row = table_words[word]
    if not row then notes[#notes + 1] = ("'%s' is not in the table"):format(word) end
    for _, link in ipairs(row and row.links or {}) do
      if not chapters[link] or not speaks_of(chapters[link], word) then
        notes[#notes + 1] = ("'%s' is not explained in '%s'"):format(word, link)
      end
    end
    if row and #row.links == 0 then notes[#notes + 1] = ("'%s' has no link"):format(word) end
  end
  for word in pairs(table_words) do
    if not engine[word] and not (awaited and awaited[word]) then notes[#notes + 1] = ("the engine has no '%s'"):format(word) end
  end
  table.sort(notes)
  report(#notes == 0 and next(engine) ~= nil, name, notes)
end

local method_tables = { ["selection of events"] = "Of events", fact = "Of facts", share = "Of shares", spell = "Of spells", scenario = "In scenarios" }
local sentence_kinds = { "rule", "duty", "selection", "target" }
local other_tables = { "calendar", "cycle", "period", "spell", "plus", "announce", "within" }

local function union(a, b)
  local out = {}
  for name in pairs(a) do out[name] = true end
  for name in pairs(b) do out[name] = true end
  return out
end

local function count_of(set)
  local n = 0
  for _ in pairs(set) do n = n + 1 end
  return n
end

local function judge_parts(tables, chapters)
  for _, kind in ipairs(sentence_kinds) do
    local parts = words.parts[kind]
    if parts and not (kind == "rule" or kind == "duty") then
      parts = union(parts, {})
      parts.applies = nil -- which these refuse: they have among
    end
    if parts then compare(kind .. ": every part is in the table, and explained", parts, listed(tables["Parts of sentences"], kind), chapters)
    else skip(kind .. ": its parts", "the engine does not know it yet") end
  end
  for _, kind in ipairs(other_tables) do
    if words.parts[kind] then compare(kind .. ": every part of its table is in the table, and explained", words.parts[kind], listed(tables["Parts of other tables"], kind), chapters) end
  end
end

local function judge_words(text, chapters)
  local tables = tables_of(text)
  local awaited = { duty = true }
  compare("every word that stands alone is in the table, and explained", union(words.global, words.of_lua()), listed(tables["Words that stand alone"]), chapters, awaited)
  local classes = {}
  for class in pairs(words.methods) do classes[#classes + 1] = class end
  table.sort(classes)
  for _, class in ipairs(classes) do
    local methods = words.methods[class]
    if method_tables[class] then
      compare("every word of a " .. class .. " is in the table, and explained", methods, listed(tables[method_tables[class]]), chapters)
    elseif next(methods) then
      report(false, "every word of a " .. class .. " is in the table", { "there is no table for them" })
    end
  end
  judge_parts(tables, chapters)
  compare("every reserved event type is in the table, and explained", words.reserved, listed(tables["Event types always there"]), chapters)
  local of = words.of_functions()
  compare("what functions are handed is in the table, and explained", union(of.t, of.event), listed(tables["In functions"]), chapters)
  -- That nothing was lost in asking.
  report(count_of(words.global) >= 28 and count_of(words.methods.fact) >= 22 and count_of(words.methods["selection of events"]) >= 11
    and count_of(words.parts.rule) >= 14 and count_of(of.t) >= 6 and count_of(of.event) >= 3, "the engine knows as many words as it should")
end

-- That the reader, and the look at a chapter, notice what is wrong ---------------

local noticed = {
  { "a fence of no kind", "```\nx\n```" },
  { "a fence that does not end", "```lua\nx = 1" },
  { "a comment of no kind", "<!-- hidden -->" },
  { "events without a policy", "```events\n2024-09-01  T1  x\n```" },
  { "decisions without events", "```lua\nx = 1\n```\n```decisions\nnone\n```" },
  { "decisions that stand twice", "```lua\nx = 1\n```\n```events\n```\n```decisions\nnone\n```\n```decisions\nnone\n```" },
}

local function self_check()
  for _, each in ipairs(noticed) do report(not pcall(reader.read, each[2] .. "\n"), "the reader notices " .. each[1]) end
  local chapter = { lines = { "as count says, `:sum` and `counts`", "```lua", "x = top(3)", "```" } }
  report(speaks_of(chapter, "sum") and speaks_of(chapter, "top") and not speaks_of(chapter, "count"),
    "a word is explained in backquotes or in a snippet, and whole")
end

-- -----------------------------------------------------------------------------

self_check()
if output_of("command -v tenure") == "" then
  print("Bail out! no program `tenure` is in PATH")
  os.exit(1)
end
local text = read_file(page_path)
local good, page = pcall(reader.read, text)
report(good, "the page can be read", { type(page) == "table" and page.text or tostring(page) })
if good then
  judge_examples(page)
  judge_commands(page)
  judge_links(text, chapters_of(text))
  judge_words(text, chapters_of(text))
end
print("1.." .. count)
os.exit(failures == 0 and 0 or 1)
