-- What a parameter of a plan can be.  A check takes the school's value, and says
-- whether it is right, and what is wanted.

local checks = {}

function checks.whole(value) return math.type(value) == "integer" and value >= 0, "a whole number" end

function checks.up_to(most)
  return function(value) return checks.whole(value) and value <= most, "a whole number up to " .. most end
end

function checks.truth(value) return type(value) == "boolean", "true or false" end

function checks.text(value) return type(value) == "string", "a text" end

function checks.day(value) return type(value) == "string" and value:find "^%d%d%d%d%-%d%d%-%d%d$" ~= nil, "a day; write \"2024-09-01\"" end

function checks.share(value)
  local written = type(value) == "string" and (value:find "^%d+/[1-9]%d*$" or value:find "^%d+%%$")
  return (written or nil) ~= nil, "a share; write \"1/3\" or \"20%\""
end

function checks.one_of(known)
  return function(value)
    for _, each in ipairs(known) do
      if value == each then return true end
    end
    return false, "one of " .. table.concat(known, ", ")
  end
end

-- A list in which each passes the check; an empty one only where `least` is 0 or left out.
function checks.list(check, least)
  return function(value)
    local right = type(value) == "table" and #value >= (least or 0)
    for _, each in ipairs(right and value or {}) do right = right and check(each) end
    local _, what = check(nil)
    return right, ("a list%s, each %s"):format((least or 0) > 0 and " of one or more" or "", what)
  end
end

-- Of the kind of a default; nil where the default tells nothing.
function checks.like(default)
  if math.type(default) == "integer" then return checks.whole end
  if type(default) == "string" then return checks.day(default) and checks.day or checks.text end
  if type(default) == "table" then
    local each = checks.like(default[1])
    return each and checks.list(each)
  end
  return nil
end

return checks
