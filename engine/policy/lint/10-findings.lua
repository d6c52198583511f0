-- Findings: what a policy says that it can hardly mean.
--
-- Lint runs over the records the words made, after a load without mistakes.
-- A false alarm is worse than silence: what is not certain is not said.  What
-- stands in a shipped module is not the school's to mend, and left out.

local T = ...
local lint = T.lint

lint.findings = {}
local seen = {}

-- What is found, by name; docs/lint.md explains each.
local names = {
  ["always-true"] = true, ["bands-gap"] = true, ["conflicting-outcomes"] = true, ["fires-each-period"] = true,
  ["function-for-data"] = true, ["function-for-days"] = true, impossible = true, ["never-true"] = true,
  ["no-cites"] = true, unreachable = true, unused = true,
}

-- `place` has a file and a line: a declaration or a sentence.
function lint.find(name, place, text)
  assert(names[name], name)
  if not place.file or lint.shipped(place.file) then return end
  local key = ("%s:%d:%s"):format(place.file, place.line, text)
  if seen[key] then return end
  seen[key] = true
  lint.findings[#lint.findings + 1] = { name = name, file = place.file, line = place.line, text = text }
end

function lint.sorted()
  table.sort(lint.findings, function(a, b)
    if a.file ~= b.file then return a.file < b.file end
    if a.line ~= b.line then return a.line < b.line end
    if a.name ~= b.name then return a.name < b.name end
    return a.text < b.text
  end)
  return lint.findings
end

function lint.called(sentence)
  return ("%s \"%s\""):format(sentence.kind, sentence.name)
end

-- The parts that hold conditions and outcomes, of sentences of every kind.
lint.condition_parts = { "applies", "when", "among", "eligible", "needs" }
lint.outcome_parts = { "outcome", "chosen", "passed_over", "met", "missed" }

-- Expressions.
function lint.node(id) return T.nodes[id + 1] end

function lint.text_of(id) return T.strings[lint.node(id).text + 1] end

-- The numbers of the nodes a node is made of.
function lint.children(node)
  local out = {}
  for i, part in ipairs(T.operands_of[node.op] or {}) do out[i] = node[part] end
  for i = 1, T.has_items[node.op] and node.b or 0 do out[i] = T.list_items[node.a + i] end
  return out
end

-- Calls `visit` once for each node under `id`, itself last.
function lint.walk(id, visited, visit)
  if visited[id] then return end
  visited[id] = true
  local node = lint.node(id)
  for _, child in ipairs(lint.children(node)) do lint.walk(child, visited, visit) end
  visit(id, node)
end

-- Values.
function lint.words_of(list)
  local out = {}
  for i, word in ipairs(T.lists[list + 1].words) do out[i] = T.strings[word + 1] end
  return out
end

function lint.show(t, n)
  if t.kind == "word" then return '"' .. lint.words_of(t.list)[n + 1] .. '"' end
  if t.kind == "text" then return '"' .. T.strings[n + 1] .. '"' end
  if t.kind == "boolean" then return tostring(n == 1) end
  if t.kind == "date" then return '"' .. show_constant("date", n) .. '"' end
  return show_constant(t.kind, n)
end

-- "a, b and c"
function lint.list(items)
  if #items < 2 then return items[1] or "" end
  return table.concat(items, ", ", 1, #items - 1) .. " and " .. items[#items]
end

-- How much is still looked into: beyond, lint is silent about the rest.
local effort = 0

function lint.begin_effort(n) effort = n end

function lint.spend(n)
  effort = effort - n
  return effort >= 0
end
