#!/usr/bin/env lua5.4
-- clauses.t — that every clause of the six plans has something behind it:
-- rules/plans/clauses.tsv lists the clauses, their strength and what carries
-- each; `tenure check` says what the plans declare.  Prints TAP.
--
-- MUST a person's duty, ORG the school's, DEF a definition, EFFECT a
-- consequence, TARGET a goal, ENC an encouragement, RIGHT an entitlement.

local top = os.getenv("top_srcdir") or arg[0]:gsub("[^/]*$", "") .. ".."

-- How many clauses a plan has; they are numbered from 01.
local clauses = { P1 = 30, P2 = 32, P3 = 25, P4 = 26, P5 = 24, P6 = 24 }
local strengths = { MUST = 61, ORG = 32, DEF = 26, EFFECT = 13, TARGET = 9, ENC = 11, RIGHT = 9 }

-- Plans whose rows are still to come: what they lack does not fail yet.  A plan
-- that is here is to be taken out of this list; the tests fail until it is.
local awaited = {}

local kinds = { sentence = true, fact = true, profile = true, event = true, track = true }

-- TAP ------------------------------------------------------------------------------

local n, failed = 0, false

-- `faults` is a list of texts; the test passes where it is empty.
local function report(text, faults, todo)
  n = n + 1
  local passed = #faults == 0
  failed = failed or (not passed and not todo) or (passed and todo)
  print(("%s %d - %s%s"):format(passed and "ok" or "not ok", n, text, todo and " # TODO its rows are still to come" or ""))
  for i, fault in ipairs(faults) do
    if i <= 20 then print("#   " .. fault) end
  end
  if #faults > 20 then print(("#   and %d more"):format(#faults - 20)) end
end

-- The table -------------------------------------------------------------------------

local function fields_of(line)
  local out = {}
  for field in (line .. "\t"):gmatch("([^\t]*)\t") do out[#out + 1] = field end
  return out
end

local function known_clause(id)
  local plan, number = id:match("^(P%d)%-(%d%d)$")
  number = tonumber(number)
  return plan and clauses[plan] and number >= 1 and number <= clauses[plan] and plan or nil
end

-- What is wrong with a row; `strength_of` gathers each clause's strength.
local function fault_of(row, before, strength_of)
  if not known_clause(row.id) then return "there is no such clause" end
  if not strengths[row.strength] then return ("'%s' is no strength"):format(row.strength) end
  if (strength_of[row.id] or row.strength) ~= row.strength then return "its strength is not that of the row before" end
  if not kinds[row.kind] then return ("'%s' is none of sentence, fact, profile, event, track"):format(row.kind) end
  if row.name == "" or row.plan == "" then return "it names nothing" end
  if before and row.id < before.id then return "rows are sorted by id" end
end

local function read_table(path)
  local rows, faults, strength_of = {}, {}, {}
  local number = 0
  for line in io.lines(path) do
    number = number + 1
    local f = fields_of(line)
    if number == 1 then
      if line ~= "id\tstrength\tkind\tname\tplan" then faults[#faults + 1] = "1: the columns are id, strength, kind, name, plan" end
    elseif #f ~= 5 then
      faults[#faults + 1] = ("%d: five columns are wanted, not %d"):format(number, #f)
    else
      local row = { id = f[1], strength = f[2], kind = f[3], name = f[4], plan = f[5] }
      local fault = fault_of(row, rows[#rows], strength_of)
      if fault then faults[#faults + 1] = ("%d: %s: %s"):format(number, row.id, fault) end
      strength_of[row.id] = strength_of[row.id] or row.strength
      rows[#rows + 1] = row
    end
  end
  return rows, faults, strength_of
end

-- What a plan declares ----------------------------------------------------------------

local sentence_kinds = { rule = true, duty = true, selection = true, target = true }

-- { P2-29 = true, … } of "P2-29, P2-31" or "P2-18…P2-27"; nil and what does not
-- read as a clause.
local function cited(text)
  local out = {}
  for part in (text .. ","):gmatch("%s*(.-)%s*,") do
    local first, last = part:match("^(P%d%-%d%d)…(P%d%-%d%d)$")
    first, last = first or part, last or part
    local plan = known_clause(first)
    if not plan or known_clause(last) ~= plan then return nil, part end
    for number = tonumber(first:sub(4)), tonumber(last:sub(4)) do out[("%s-%02d"):format(plan, number)] = true end
  end
  return out
end

-- What `tenure check` prints, as { sentence = { name = { kind, cites } }, … }.
local function declarations(slug)
  local pipe = assert(io.popen(("TENURE_RULES='%s/rules' tenure check '%s/rules/plans/%s' 2>&1"):format(top, top, slug)))
  local out, faults = { sentence = {}, fact = {}, profile = {}, event = {}, track = {} }, {}
  for line in pipe:lines() do
    local word, rest = line:match("^(%l+) (.*)$")
    if sentence_kinds[word] then
      local name, cites = rest:match('^"(.*)" %[(.*)%]$')
      out.sentence[name or rest] = { kind = word, cites = cites or "" }
    elseif word == "fact" then
      out.fact[rest:match("^(.-) = ") or rest] = true
    elseif word == "track" then
      out.track[rest:match("^(.-):") or rest] = true
    elseif out[word] then
      out[word][rest] = true
    end
  end
  if not pipe:close() then faults[1] = ("tenure check rules/plans/%s fails"):format(slug) end
  return out, faults
end

-- Judging a plan -----------------------------------------------------------------------

local rows, faults, strength_of = read_table(top .. "/rules/plans/clauses.tsv")
report("clauses.tsv is a table of clauses, sorted", faults)

local rows_of = {} -- by clause
for _, row in ipairs(rows) do
  rows_of[row.id] = rows_of[row.id] or {}
  table.insert(rows_of[row.id], row)
end

local function ids_of(plan)
  local out = {}
  for number = 1, clauses[plan] do out[number] = ("%s-%02d"):format(plan, number) end
  return out
end

local function lacking(plan)
  local out = {}
  for _, id in ipairs(ids_of(plan)) do
    if not rows_of[id] then out[#out + 1] = id .. " has nothing behind it" end
  end
  return out
end

-- The policies that the plan's rows name: one, as a rule.
local function policies_of(plan)
  local out, listed = {}, {}
  for _, id in ipairs(ids_of(plan)) do
    for _, row in ipairs(rows_of[id] or {}) do
      if not listed[row.plan] then
        listed[row.plan] = true
        out[#out + 1] = row.plan
      end
    end
  end
  return out
end

-- Each row names what there is; a sentence that carries a clause cites it.
local function missing_names(plan, declared)
  local out = {}
  for _, id in ipairs(ids_of(plan)) do
    for _, row in ipairs(rows_of[id] or {}) do
      local found = declared[row.plan][row.kind][row.name]
      if not found then
        out[#out + 1] = ("%s: rules/plans/%s declares no %s '%s'"):format(id, row.plan, row.kind, row.name)
      elseif row.kind == "sentence" and not (cited(found.cites) or {})[id] then
        out[#out + 1] = ("%s: '%s' cites '%s'"):format(id, row.name, found.cites)
      end
    end
  end
  return out
end

local function wrong_citations(plan, declared)
  local out = {}
  for _, slug in ipairs(policies_of(plan)) do
    for name, sentence in pairs(declared[slug].sentence) do
      local ids, unread = cited(sentence.cites)
      if not ids then out[#out + 1] = ("'%s' cites '%s', which is no clause"):format(name, unread) end
      for id in pairs(ids or {}) do
        if strength_of[id] == "ENC" then out[#out + 1] = ("'%s' cites %s, an encouragement"):format(name, id) end
        if known_clause(id) ~= plan then out[#out + 1] = ("'%s' cites %s, of another plan"):format(name, id) end
      end
    end
  end
  table.sort(out)
  return out
end

-- What a person or the school must do is a duty, or a rule.
local function without_duty(plan, declared)
  local out = {}
  for _, id in ipairs(ids_of(plan)) do
    local strength, found = strength_of[id], false
    for _, row in ipairs(rows_of[id] or {}) do
      local sentence = row.kind == "sentence" and declared[row.plan].sentence[row.name]
      found = found or sentence and (sentence.kind == "duty" or sentence.kind == "rule")
    end
    if (strength == "MUST" or strength == "ORG") and not found then out[#out + 1] = ("%s is %s, and has no duty or rule"):format(id, strength) end
  end
  return out
end

-- The chapters of docs/plans/ have a row for each clause.
local function missing_in_chapters(plan)
  local text = {}
  for _, slug in ipairs(policies_of(plan)) do
    local file = io.open(("%s/docs/plans/%s.md"):format(top, slug))
    if not file then return { ("docs/plans/%s.md is not there"):format(slug) } end
    text[#text + 1] = "\n" .. file:read "a"
    file:close()
  end
  local all, out = table.concat(text), {}
  for _, id in ipairs(ids_of(plan)) do
    if not all:find("\n| " .. id .. " ", 1, true) then out[#out + 1] = id .. " has no row in docs/plans/" end
  end
  return out
end

local loaded = {} -- policies, by slug

local function judge(plan)
  local todo, lacks = awaited[plan], lacking(plan)
  report(plan .. ": every clause has something behind it", lacks, todo)
  if todo and #lacks == clauses[plan] then return end
  local broken = {}
  for _, slug in ipairs(policies_of(plan)) do
    if not loaded[slug] then
      local why
      loaded[slug], why = declarations(slug)
      table.move(why, 1, #why, #broken + 1, broken)
    end
  end
  report(plan .. ": its policy loads", broken)
  report(plan .. ": what carries a clause is declared, and cites it", missing_names(plan, loaded))
  report(plan .. ": sentences cite clauses of the plan, and no encouragement", wrong_citations(plan, loaded))
  report(plan .. ": what must be done is a duty or a rule", without_duty(plan, loaded))
  report(plan .. ": its chapter has a row for each clause", missing_in_chapters(plan))
end

for _, plan in ipairs { "P1", "P2", "P3", "P4", "P5", "P6" } do judge(plan) end

local counted, wrong = {}, {}
for _, strength in pairs(strength_of) do counted[strength] = (counted[strength] or 0) + 1 end
for strength, count in pairs(strengths) do
  if counted[strength] ~= count then wrong[#wrong + 1] = ("%d of %d clauses are %s"):format(counted[strength] or 0, count, strength) end
end
table.sort(wrong)
report("of each strength there are as many as in the plans", wrong, next(awaited) ~= nil)

print("1.." .. n)
os.exit(not failed)
