-- Shares as plans write them, "1/3" or "20%": in Chinese words, and of a fact.

local digits = { "一", "二", "三", "四", "五", "六", "七", "八", "九" }

-- From 1 to 100; nil beyond.
local function in_chinese(n)
  if not n or n < 1 or n > 100 then return nil end
  if n == 100 then return "百" end
  local tens, ones = n // 10, digits[n % 10] or ""
  if tens == 0 then return ones end
  return (tens == 1 and "" or digits[tens]) .. "十" .. ones
end

local function parts(share)
  local text = tostring(share)
  local percent = text:match("^(%d+)%%$")
  if percent then return math.tointeger(tonumber(percent)), 100 end
  local top, bottom = text:match("^(%d+)/(%d+)$")
  return math.tointeger(tonumber(top or "")), math.tointeger(tonumber(bottom or ""))
end

local shares = {}

-- "1/3" is 三分之一, "20%" 百分之二十; what has no such words stays as it is.
function shares.in_words(share)
  local top, bottom = parts(share)
  local part, whole = in_chinese(top), in_chinese(bottom)
  return part and whole and whole .. "分之" .. part or tostring(share)
end

-- How many it takes, at least, to be that share of a whole number.
function shares.least(share, whole)
  local top, bottom = parts(share)
  if not top or not bottom or bottom == 0 then
    error(("%s is no share; write \"1/3\" or \"20%%\""):format(tostring(share)), 3)
  end
  return (whole * top + (bottom - 1)) // bottom
end

return shares
