-- write.lua — values, selections of events, facts and conditions as Lua text.
--
-- Expressions are tables { op = …, type = … }; what each op holds is seen best
-- in `ops` below.  Numbers are whole millionths, dates days, words texts.

local civil = require "civil"

local write = {}
local text, condition -- an expression's text, a condition's

function write.number(n)
  local sign, n = n < 0 and "-" or "", math.abs(n)
  local fraction = n % 1000000 == 0 and "" or (".%06d"):format(n % 1000000):gsub("0+$", "")
  return sign .. n // 1000000 .. fraction
end

local function quoted(s) return '"' .. s:gsub('[\\"]', "\\%0") .. '"' end

function write.literal(type, value)
  if type.kind == "number" then return write.number(value) end
  if type.kind == "boolean" then return tostring(value) end
  if type.kind == "date" then return quoted(civil.text(value)) end
  return quoted(value)
end

local function literals(type, values)
  local out = {}
  for i, value in ipairs(values) do out[i] = write.literal(type, value) end
  return "{ " .. table.concat(out, ", ") .. " }"
end

local function name(of, key)
  return key:find("^[%a_][%w_]*$") and of .. "." .. key or ("%s[%s]"):format(of, quoted(key))
end

local function words(list)
  local out = {}
  for i, word in ipairs(list) do out[i] = type(word) == "table" and words(word) or quoted(word) end
  return "{ " .. table.concat(out, ", ") .. " }"
end

-- Selections --------------------------------------------------------------------

local function test(each)
  if each.op == "is" then return write.literal(each.type, each.value) end
  if each.op == "function" then
    return ("function(v) return v ~= nil and v %s %s end"):format(each.sign, write.literal(each.type, each.value))
  end
  if each.values then return each.op .. " " .. literals(each.type, each.values) end
  return ("%s(%s)"):format(each.op, write.literal(each.type, each.value))
end

function write.selection(sel)
  local tests = {}
  for i, each in ipairs(sel.tests) do tests[i] = name("", each.field):gsub("^%.", "") .. " = " .. test(each) end
  return name("event", sel.event) .. (#tests > 0 and " { " .. table.concat(tests, ", ") .. " }" or "")
    .. (sel.by and ":by " .. quoted(sel.by) or "") .. (sel.matched and ":matched_by " .. quoted(sel.matched) or "")
end

local function map(given)
  if given.times then
    return (":map(function(data) if data.%s == nil then return nil end return data.%s * %d end)"):format(given.field, given.field, given.times)
  end
  local pairs_of = {}
  for i, pair in ipairs(given.values) do
    pairs_of[i] = ("[%s] = %s"):format(write.literal(given.type, pair[1]), write.number(pair[2]))
  end
  return (":map(%s, { %s })"):format(quoted(given.field), table.concat(pairs_of, ", "))
end

local function best(given)
  if not given.rank then return ":best " .. quoted(given.group) end
  return (":best(%s, %s)"):format(quoted(given.group), quoted(given.rank))
end

local function window(given)
  if given.days then return (":per { days = %d }"):format(given.days) end
  if given.since then return (":since(%s)"):format(write.selection(given.since)) end
  return ":per " .. quoted(given.per)
end

-- Expressions -------------------------------------------------------------------

local ops = {}

function ops.agg(e)
  local out = write.selection(e.sel) .. (e.map and map(e.map) or "") .. (e.best and best(e.best) or "")
  if e.fn == "top" then
    out = ("%s:top(%d%s)"):format(out, e.n, e.field and ", " .. quoted(e.field) or "")
  else
    out = ("%s:%s%s"):format(out, e.fn, e.field and " " .. quoted(e.field) or "()")
  end
  return out .. (e.window and window(e.window) or "")
end

function ops.previous(e) return ("%s:previous(%s)"):format(text(e.agg), e.n == 1 and "" or e.n) end
function ops.const(e) return write.literal(e.type, e.value) end
function ops.fact(e) return "fact." .. e.name end
function ops.track(e) return "track." .. e.name end
function ops.profile(e) return "profile." .. e.name end
function ops.spell(e) return ("spell.%s:count()"):format(e.name) end
function ops.today() return "today" end
function ops.school(e) return ("school(%s)"):format(text(e.a)) end
function ops.elapsed(e) return ("%s:%s()"):format(text(e.a), e.unit) end
function ops.negate(e) return ("(-%s)"):format(text(e.a)) end
function ops.capped(e) return ("%s:capped(%s)"):format(text(e.a), text(e.b)) end
function ops.at_floor(e) return ("%s:at_floor(%s)"):format(text(e.a), text(e.b)) end
function ops.or_else(e) return ("%s:or_else(%s)"):format(text(e.a), text(e.b)) end

for op, sign in pairs { add = "+", subtract = "-", multiply = "*", divide = "/", floor_divide = "//", modulo = "%" } do
  ops[op] = function(e) return ("(%s %s %s)"):format(text(e.a), sign, text(e.b)) end
end

for _, op in ipairs { "largest", "smallest" } do
  ops[op] = function(e)
    local out = {}
    for i, each in ipairs(e.items) do out[i] = text(each) end
    return op .. " { " .. table.concat(out, ", ") .. " }"
  end
end

function ops.plus(e)
  local out = {}
  for _, unit in ipairs { "years", "months", "days" } do
    if e.span[unit] then out[#out + 1] = ("%s = %d"):format(unit, e.span[unit]) end
  end
  return ("%s:plus { %s }"):format(text(e.a), table.concat(out, ", "))
end

function ops.bands(e)
  local out = {}
  for i, step in ipairs(e.steps) do out[i] = ("{ %s, %s }"):format(write.number(step[1]), quoted(step[2])) end
  return ("bands(%s, { %s })"):format(text(e.a), table.concat(out, ", "))
end

function ops.choose(e)
  local out = {}
  for i, case in ipairs(e.cases) do out[i] = ("{ %s, %s }"):format(condition(case.condition), text(case.value)) end
  if e.last then out[#out + 1] = text(e.last) end
  return "choose { " .. table.concat(out, ", ") .. " }"
end

function ops.derive(e)
  local answer = e.unknown == "error" and 'error "unknown"' or "return nil"
  return ("derive(function(t) local v = t.fact.%s if v == nil then %s end return v * %d end)"):format(e.name, answer, e.times)
end

-- Conditions --------------------------------------------------------------------

function ops.compare(e) return ("%s:%s(%s)"):format(text(e.a), e.cmp, text(e.b)) end
function ops.one_of(e) return ("%s:one_of %s"):format(text(e.a), literals(e.a.type, e.values)) end
function ops.known(e) return text(e.a) .. ":known()" end

function ops.share(e)
  return ("%s:share_of(%s):%s %s"):format(text(e.a), text(e.b), e.cmp, quoted(("%d/%d"):format(e.top, e.bottom)))
end

for _, op in ipairs { "all", "any", "none" } do
  ops[op] = function(e)
    local out = {}
    for i, each in ipairs(e.items) do out[i] = condition(each) end
    return op .. " { " .. table.concat(out, ", ") .. " }"
  end
end

-- `unknown` says what the function does where it reads nil: "nil", "false" or "error".
ops["function"] = function(e)
  local answer = { ["nil"] = "return nil", ["false"] = "return false", error = 'error "unknown"' }
  return ("function(t) local v = t.%s if v == nil then %s end return v %s %s end"):format(
    e.reads, answer[e.unknown], e.sign, write.literal(e.type, e.value))
end

function text(e) return ops[e.op](e) end
condition = text
write.expression, write.name, write.quoted, write.words = text, name, quoted, words

return write
