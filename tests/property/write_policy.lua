-- write_policy.lua — a generated policy as the Lua text the engine loads.

local civil = require "civil"
local write = require "write"

local text, quoted, words, name = write.expression, write.quoted, write.words, write.name

local function declared(field)
  if field.type.kind ~= "word" then return quoted(field.spelt .. (field.optional and "?" or "")) end
  return (field.optional and "optional " or "") .. words(field.type.words)
end

-- Parts of sentences ------------------------------------------------------------

local function outcome(each)
  if each.op ~= "becomes" then return ("track.%s:%s()"):format(each.track, each.op) end
  return ("track.%s:becomes(%s)"):format(each.track, text(each.value))
end

local function outcomes(list)
  if not list or #list == 0 then return nil end
  local out = {}
  for i, each in ipairs(list) do out[i] = outcome(each) end
  return #out == 1 and out[1] or "{ " .. table.concat(out, ", ") .. " }"
end

-- Nothing may come of being met, but that it is said.
local function met(list) return outcomes(list) or "{}" end

local function gives(list)
  local out = {}
  for i, each in ipairs(list) do out[i] = ("%s = %s"):format(each.name, text(each.value)) end
  return #out > 0 and "{ " .. table.concat(out, ", ") .. " }" or nil
end

local function announce(given)
  return ("{ %s = %d%s }"):format(given.unit, given.n, given.unless and ", unless = " .. write.selection(given.unless) or "")
end

local function ranking(list)
  local out = {}
  for i, each in ipairs(list) do out[i] = (each.ascending and "ascending(%s)" or "%s"):format(text(each.value)) end
  return #out == 1 and out[1] or "{ " .. table.concat(out, ", ") .. " }"
end

local function places(given)
  if given.number then return text(given.number) end
  return quoted(given.bottom == 100 and given.top .. "%" or given.top .. "/" .. given.bottom)
end

local function quota(given)
  if #given.cases == 0 then return places(given.last) end
  local out = {}
  for i, case in ipairs(given.cases) do out[i] = ("{ %s, %s }"):format(text(case.condition), places(case.places)) end
  if given.last then out[#out + 1] = places(given.last) end
  return "choose { " .. table.concat(out, ", ") .. " }"
end

local function within(given)
  if given.field then return quoted(given.field) end
  return ("{ %s = %d%s }"):format(given.unit, given.n, given.roll and ", roll = true" or "")
end

local function days(n) return ("{ days = %d }"):format(n) end
local function date(day) return quoted(civil.text(day)) end
local function spell(given) return name("spell", given) end
local function says(names) return #names > 0 and quoted("{" .. table.concat(names, "} {") .. "}") or nil end

-- The parts of sentences in the order in which they are written.
local parts = {
  { "from", date }, { "till", date }, { "trial", tostring }, { "on", write.selection }, { "every", quoted },
  { "per", quoted }, { "after", write.selection }, { "within", within }, { "inside", quoted }, { "of", quoted },
  { "each", spell }, { "match", function(field) return quoted(field.name) end }, { "partial", tostring }, { "applies", text },
  { "among", text }, { "eligible", text }, { "when", text }, { "needs", text }, { "group_by", text }, { "rank_by", ranking },
  { "quota", quota }, { "at_least", tostring }, { "rounding", quoted }, { "ties", quoted }, { "by", date },
  { "remind", days }, { "outcome", outcomes }, { "chosen", outcomes }, { "passed_over", outcomes }, { "met", met },
  { "missed", outcomes }, { "gives", gives }, { "says", says }, { "announce", announce },
}

local function sentence(each)
  local out = {}
  for _, part in ipairs(parts) do
    local given = each[part[1]]
    local written = given and part[2](given)
    if written then out[#out + 1] = ("  %s = %s,"):format(part[1], written) end
  end
  return ("%s %s {\n%s\n}"):format(each.form, quoted(each.name), table.concat(out, "\n"))
end

-- The whole policy --------------------------------------------------------------

local function ranges(list)
  local out = {}
  for i, range in ipairs(list) do
    local last = range.last ~= range.first and "/" .. civil.text(range.last) or ""
    out[i] = quoted(civil.text(range.first) .. last)
  end
  return "{ " .. table.concat(out, ", ") .. " }"
end

local function calendar(c)
  local out = { "timezone = " .. quoted(c.zone) }
  local function part(key, value) if value then out[#out + 1] = key .. " = " .. value end end
  part("school_year", c.school_year and quoted(c.school_year))
  local terms, periods = {}, {}
  for i, term in ipairs(c.terms) do terms[i] = ("{ %s, %s }"):format(quoted(term.first), quoted(term.last)) end
  part("terms", #terms > 0 and "{ " .. table.concat(terms, ", ") .. " }")
  part("cycle", c.cycle and ("{ years = %d, from = %d }"):format(c.cycle.years, c.cycle.from))
  for i, each in ipairs(c.periods) do
    periods[i] = ("%s = { %s = %d, from = %s }"):format(each.name, each.unit, each.n, quoted(civil.text(each.from)))
  end
  part("periods", #periods > 0 and "{ " .. table.concat(periods, ", ") .. " }")
  part("holidays", #c.holidays > 0 and ranges(c.holidays))
  part("workdays", #c.workdays > 0 and ranges(c.workdays))
  return "calendar { " .. table.concat(out, ", ") .. " }"
end

return function(p)
  local out = { calendar(p.calendar) }
  local function line(...) out[#out + 1] = (...):format(select(2, ...)) end
  for _, each in ipairs(p.events) do
    local fields = {}
    for i, field in ipairs(each.fields) do fields[i] = field.name .. " = " .. declared(field) end
    line("%s = { %s }", name("event", each.name), table.concat(fields, ", "))
  end
  for _, each in ipairs(p.profile) do line("profile.%s = %s", each.name, declared(each)) end
  for _, each in ipairs(p.tracks) do line("track.%s = %s", each.name, words(each.type.words)) end
  for _, each in ipairs(p.spells) do
    line("spell.%s = { starts = %s, ends = %s, key = %s }", each.name, write.selection(each.starts), write.selection(each.ends), quoted(each.key))
  end
  for _, each in ipairs(p.facts) do out[#out + 1] = ("fact.%s = %s"):format(each.name, text(each.value)) end
  for _, each in ipairs(p.sentences) do out[#out + 1] = sentence(each) end
  return table.concat(out, "\n") .. "\n"
end
