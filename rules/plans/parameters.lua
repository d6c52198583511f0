-- A plan's parameters: what the school gives, and the defaults for the rest.
--
--   local chosen = require "plans.parameters" (defaults, given, { year = checks.one_of { … } })
--
-- A parameter the plan does not have, or one that is not of its default's kind
-- and does not pass its check, is the school's mistake, at its own line.

local checks = require "plans.checks"

local function shown(value)
  if type(value) == "string" then return '"' .. value .. '"' end
  if type(value) ~= "table" then return tostring(value) end
  local items = {}
  for i, each in ipairs(value) do items[i] = shown(each) end
  return #items > 0 and "{ " .. table.concat(items, ", ") .. " }" or "{}"
end

return function(defaults, given, wanted)
  local chosen, names = {}, {}
  for name, value in pairs(defaults) do
    chosen[name] = value
    names[#names + 1] = name
  end
  for name, value in pairs(given or {}) do
    if defaults[name] == nil then
      error(("the plan has no parameter '%s'; it has %s"):format(tostring(name), table.concat(names, ", ")), 3)
    end
    local check = (wanted or {})[name] or checks.like(defaults[name])
    local right, what = true, nil
    if check then right, what = check(value) end
    if not right then error(("%s is %s, not %s"):format(name, shown(value), what), 3) end
    chosen[name] = value
  end
  return chosen
end
