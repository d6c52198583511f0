-- A plan's parameters: what the school gives, and the defaults for the rest.
--
--   local chosen = require "plans.parameters" (defaults, given)
--
-- A parameter the plan does not have is the school's mistake, at its own line.

return function(defaults, given)
  local chosen, names = {}, {}
  for name, value in pairs(defaults) do
    chosen[name] = value
    names[#names + 1] = name
  end
  for name, value in pairs(given or {}) do
    if defaults[name] == nil then
      error(("the plan has no parameter '%s'; it has %s"):format(tostring(name), table.concat(names, ", ")), 3)
    end
    chosen[name] = value
  end
  return chosen
end
