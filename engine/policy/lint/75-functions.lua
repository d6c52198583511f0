-- Functions where data would do: data is explained, compared and drawn cases
-- from, and costs less.  Only what trying out makes certain is said, with what
-- to write instead.

local T = ...
local lint = T.lint
local probe = lint.probe_tools
local set = lint.set
local ONE = set.ONE

-- Writing it as data ----------------------------------------------------------------

local function quoted(text) return ("%q"):format(text) end

local function literal(value) return type(value) == "string" and quoted(value) or tostring(value) end

local function member(kind, name)
  return name:find("^[%a_][%w_]*$") and kind .. "." .. name or ("%s[%s]"):format(kind, quoted(name))
end

local function braces(values)
  local out = {}
  for i, value in ipairs(values) do out[i] = literal(value) end
  return "{ " .. table.concat(out, ", ") .. " }"
end

-- A verdict is { op, operand as it is written }.
local function as_test(verdict)
  if verdict.op == "is" then return verdict.text end
  local list = verdict.op == "one_of" or verdict.op == "none_of"
  return list and ("%s %s"):format(verdict.op, verdict.text) or ("%s(%s)"):format(verdict.op, verdict.text)
end

local function as_condition(subject, verdict)
  if verdict.op == "none_of" then return ("none { %s:one_of %s }"):format(subject, verdict.text) end
  if verdict.op == "one_of" then return ("%s:one_of %s"):format(subject, verdict.text) end
  return ("%s:%s(%s)"):format(subject, verdict.op, verdict.text)
end

-- A table of what each value gives, and what is in it.
local function as_table(pairs_of)
  local out = {}
  for i, pair in ipairs(pairs_of) do
    local key = pair[1]
    local name = type(key) == "string" and key:find("^[%a_][%w_]*$") and key or "[" .. literal(key) .. "]"
    out[i] = ("%s = %s"):format(name, literal(pair[2]))
  end
  return "{ " .. table.concat(out, ", ") .. " }"
end

-- What a yes-or-no function says -------------------------------------------------------

-- Over a few values: which of them.
local function among(values, answers)
  local yes, no = {}, {}
  for i, value in ipairs(values) do
    local into = answers[i] and yes or no
    into[#into + 1] = value.shown
  end
  if #yes == 0 or #no == 0 then return nil end
  if #yes == 1 then return { op = "is", text = literal(yes[1]) } end
  if type(yes[1]) == "boolean" then return nil end
  if #no < #yes then return { op = "none_of", text = braces(no) } end
  return { op = "one_of", text = braces(yes) }
end

-- Over texts: the few it holds, none of what only looks like them.
local function among_texts(values, answers)
  local yes = {}
  for i, value in ipairs(values) do
    if answers[i] and value.other then return nil end
    if answers[i] then yes[#yes + 1] = value.shown end
  end
  if #yes == 0 or #yes > 20 then return nil end
  if #yes == 1 then return { op = "is", text = literal(yes[1]) } end
  return { op = "one_of", text = braces(yes) }
end

-- Over numbers and days: from one on, up to one, or one alone.
local function along(t, values, answers, answer)
  local unit = (t.kind == "date" or not t.whole) and 1 or ONE
  local turns = {}
  for i = 2, #values do
    if answers[i] ~= answers[i - 1] then turns[#turns + 1] = i end
  end
  local function written(n) return literal(probe.shown(t, n)) end
  if #turns == 2 and turns[2] == turns[1] + 1 and answers[turns[1]] then
    local n = values[turns[1]].n
    local alone = not answer(n - unit) and not answer(n + unit)
    return alone and { op = "is", text = written(n) } or nil
  end
  if #turns ~= 1 then return nil end
  local at = turns[1]
  local first = probe.turn(values[at - 1].n, values[at].n, unit, answer)
  -- The rounder of the two is the one that was written.
  local rounder = unit == 1 and t.kind == "number" and #written(first - 1) < #written(first)
  if answers[at] then
    return rounder and { op = "more_than", text = written(first - 1) } or { op = "at_least", text = written(first) }
  end
  return rounder and { op = "at_most", text = written(first - 1) } or { op = "less_than", text = written(first) }
end

-- What the subject answers to each value of what it reads: a list of its
-- results; nil where it reads more than that, or fails.
local function answers_of(subject, read, values)
  local results = {}
  for i, value in ipairs(values) do
    local run = probe.run(subject, { [read.key] = value.shown })
    if not run.ran or run.other or #run.order > 1 then return nil end
    results[i] = run.result
  end
  return results
end

local function yes_or_no(subject, read)
  local values = probe.values(subject, read.type)
  local results = values and answers_of(subject, read, values)
  if not results then return nil end
  local answers = {}
  for i = 1, #values do
    local result = results[i]
    if result ~= nil and type(result) ~= "boolean" then return nil end
    answers[i] = result == true
  end
  local kind = read.type.kind
  if kind == "word" or kind == "boolean" then return among(values, answers) end
  if kind == "text" then return among_texts(values, answers) end
  return along(read.type, values, answers, function(n)
    return probe.run(subject, { [read.key] = probe.shown(read.type, n) }).result == true
  end)
end

-- With nothing known: what the function then gives, nil where it fails.
local function of_unknown(subject)
  local run = probe.run(subject, {})
  return run.ran and run.result or nil
end

local function always_known(read)
  if read.kind == "fact" then return not lint.range(T.meaning(T.facts[read.name]).node).unknown end
  return read.kind == "track" or read.kind == "today"
end

-- Whether data, of which nothing comes where nothing is known, would do as the
-- function does: mostly false is as good as unknown.
function lint.same_of_unknown(subject, read)
  if always_known(read) then return true end
  if not subject.strict then return of_unknown(subject) ~= true end
  local run = probe.run(subject, {})
  return run.ran and run.result == nil
end

-- What a function that gives numbers says ------------------------------------------------

local function is_number(value) return value == nil or type(value) == "number" end

-- The field or fact itself, or a table of a few values.
local function numbers_of(subject, read)
  local values = probe.values(subject, read.type)
  local results = values and answers_of(subject, read, values)
  if not results or of_unknown(subject) ~= nil then return nil end
  local same, given = read.type.kind == "number", {}
  for i, value in ipairs(values) do
    if not is_number(results[i]) then return nil end
    if value.other and results[i] ~= nil then return nil end
    same = same and results[i] == value.shown
    if results[i] ~= nil then given[#given + 1] = { value.shown, results[i] } end
  end
  if same then return "itself" end
  local finite = read.type.kind == "word" or read.type.kind == "boolean"
  local few = #given <= 20 and (finite or read.type.kind == "text" or results[1] == nil and results[#values] == nil)
  return #given > 0 and few and given or nil
end

-- The findings -----------------------------------------------------------------------------

local EXPLAINED = "; write that: what is written as data is explained, a function is not"

-- Functions a loop makes are one in the policy's text.
local said = {}

function lint.find_once(name, place, text)
  local key = ("%s:%d"):format(place.file, place.line)
  if not said[key] then lint.find(name, place, text) end
  said[key] = true
end

local function say(place, what, instead)
  lint.find_once("function-for-data", place, ("the function %s what %s does%s"):format(what, instead, EXPLAINED))
end

local function tests_field(subject)
  local verdict = yes_or_no(subject, { key = "value", type = subject.type })
  if verdict then say(subject.place, ("that tests field '%s' does"):format(subject.field), as_test(verdict)) end
end

local function maps_event(subject)
  local reads = probe.reads(subject)
  if not reads or #reads ~= 1 then return end
  local read = reads[1]
  local given = numbers_of(subject, read)
  if given == "itself" then
    say(subject.place, "given to map does", ("the field itself, :sum %s and the like,"):format(quoted(read.name)))
  elseif given then
    say(subject.place, "given to map does", (":map(%s, %s)"):format(quoted(read.name), as_table(given)))
  end
end

local function derives(subject, read)
  local of = member(read.kind, read.name)
  local given = numbers_of(subject, read)
  if given == "itself" then return say(subject.place, "given to derive does", of) end
  if not given then return end
  local cases = {}
  for i, pair in ipairs(given) do cases[i] = ("{ %s:is(%s), %s }"):format(of, literal(pair[1]), literal(pair[2])) end
  say(subject.place, "given to derive does", "choose { " .. table.concat(cases, ", ") .. " }")
end

local function judges(subject, read)
  local verdict = yes_or_no(subject, read)
  if not verdict or not lint.same_of_unknown(subject, read) then return end
  if read.kind == "data" then
    return say(subject.place, "does", ("on = %s { %s = %s }"):format(member("event", subject.data_type.name), read.name, as_test(verdict)))
  end
  if read.kind == "today" then
    return lint.find_once("function-for-days", subject.place, ("the function does what %s does%s"):format(as_condition("today", verdict), EXPLAINED))
  end
  say(subject.place, "does", as_condition(member(read.kind, read.name), verdict))
end

local function asks_teacher(subject)
  local reads = probe.reads(subject)
  for _, read in ipairs(reads or {}) do
    if subject.in_duty and read.kind == "fact" then return end
  end
  if not reads then return end
  if #reads == 1 and subject.derives and reads[1].kind ~= "today" and reads[1].kind ~= "data" then return derives(subject, reads[1]) end
  if #reads == 1 and not subject.derives then return judges(subject, reads[1]) end
  if #reads == 2 then lint.elapsed(subject, reads) end
end

-- What each function is for -------------------------------------------------------------------

local subjects

local function put(number, subject)
  local about = T.functions[number + 1]
  subject.call, subject.place = about.call, about
  subjects[number + 1] = subjects[number + 1] or subject
end

local function gather_tests()
  for _, selection in ipairs(T.selections) do
    for _, test in ipairs(selection.tests) do
      for _, field in ipairs(test.op == "function" and T.types[selection.type + 1].fields or {}) do
        if field.place == test.place then
          put(test.a, { gets = "value", type = field.type, field = field.name, tell = tests_field })
        end
      end
    end
  end
end

local function gather_maps()
  for _, a in ipairs(T.aggregates) do
    if a.map == "function" then
      put(a.map_a, { gets = "data", data_type = T.types[T.selections[a.selection + 1].type + 1], tell = maps_event })
    end
  end
end

-- A condition sees the event it is judged on: of one type, or none.
local function event_types()
  local out = {}
  for _, sentence in ipairs(T.sentences) do
    local on = sentence.parts.on
    local type = on and T.types[T.selections[on + 1].type + 1] or false
    for _, part in ipairs(lint.condition_parts) do
      local id = sentence.parts[part]
      local node = id and lint.node(id)
      if node and node.op == "function" then
        if out[node.a] == nil then out[node.a] = type elseif out[node.a] ~= type then out[node.a] = false end
      end
    end
  end
  return out
end

local function add_functions(id, visited, out)
  lint.walk(id, visited, function(_, node)
    if node.op == "function" or node.op == "derive" then out[node.a] = true end
  end)
end

-- Functions whose place tells false from unknown: in none, and where unknown
-- leaves somebody undetermined.
local function strict_ones()
  local out, visited = {}, {}
  for id, node in ipairs(T.nodes) do
    if node.op == "none" then add_functions(id - 1, visited, out) end
  end
  for _, sentence in ipairs(T.sentences) do
    for _, part in ipairs { "needs", "eligible" } do
      if sentence.parts[part] then add_functions(sentence.parts[part], visited, out) end
    end
  end
  return out
end

-- Functions in what a duty counts in its own window: a function sees the facts as
-- they are, and data would not.
local function ones_in_duties()
  local out, visited = {}, {}
  for _, sentence in ipairs(T.sentences) do
    if sentence.kind == "duty" then
      add_functions(sentence.parts.needs, visited, out)
      for _, given in ipairs(sentence.parts.gives or {}) do add_functions(given.node, visited, out) end
    end
  end
  return out
end

local function gather()
  subjects = {}
  gather_tests()
  gather_maps()
  local types, strict, in_duties = event_types(), strict_ones(), ones_in_duties()
  for _, node in ipairs(T.nodes) do
    if node.op == "function" or node.op == "derive" then
      put(node.a, {
        gets = "teacher", derives = node.op == "derive", data_type = types[node.a] or nil,
        strict = strict[node.a], in_duty = in_duties[node.a], tell = asks_teacher,
      })
    end
  end
end

-- Tries out one function, by number from 1.
function lint.probe(number)
  if not subjects then gather() end
  local subject = subjects[number]
  if subject then subject.tell(subject) end
end
