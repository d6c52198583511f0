-- Whether the school's parameters are what they can be: what is wrong with the
-- first that is not, or nil.

local function whole(value) return math.type(value) == "integer" and value >= 0, "a whole number" end

local function truth(value) return type(value) == "boolean", "true or false" end

local function text(value) return type(value) == "string", "a text" end

local function texts(value)
  local all_are = type(value) == "table" and #value > 0
  for _, each in ipairs(all_are and value or {}) do all_are = all_are and type(each) == "string" end
  return all_are, "a list of texts"
end

local function share(value)
  local written = type(value) == "string" and (value:find("^%d+/[1-9]%d*$") or value:find("^%d+%%$"))
  return written ~= nil and written ~= false, "a share; write \"1/3\" or \"20%\""
end

local function one_of_these(known)
  return function(value)
    for _, each in ipairs(known) do
      if value == each then return true end
    end
    return false, "one of " .. table.concat(known, ", ")
  end
end

local function shown(value)
  if type(value) == "table" then return "a list" end
  return type(value) == "string" and '"' .. value .. '"' or tostring(value)
end

return function(plan, words)
  local wanted = {
    from = whole, reserve = text, reserve_least = whole, cumulative = truth, year = one_of_these { "school_year", "year" },
    months_in_office = whole, top_share = share, dossier_days = whole, notice_days = whole, remind_days = whole,
    failing = one_of_these { "any", "both", "combined" }, selection_in = one_of_these { "last_year", "next_cycle" },
    open_level = one_of_these(words.levels), paper_level = one_of_these(words.levels), own_staff = texts,
  }
  for _, goal in ipairs(words.goals) do wanted[goal.parameter] = whole end
  for name, fits in pairs(wanted) do
    local right, what = fits(plan[name])
    if not right then
      return ("%s is %s, not %s"):format(name, shown(plan[name]), what)
    end
  end
  return nil
end
