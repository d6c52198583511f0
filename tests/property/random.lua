-- random.lua — draws that are the same on every machine: a linear congruential
-- generator of 64 bits (Knuth's MMIX), read from its upper half.

local random = {}
random.__index = random

function random.new(seed)
  local self = setmetatable({ state = seed * 0x9E3779B97F4A7C15 + 0x1234567 }, random)
  for _ = 1, 4 do self:bits() end
  return self
end

function random:bits()
  self.state = self.state * 6364136223846793005 + 1442695040888963407
  return self.state >> 33
end

-- A whole number from `low` to `high`, both included.
function random:int(low, high) return low + self:bits() % (high - low + 1) end

-- True `percent` times of a hundred.
function random:chance(percent) return self:bits() % 100 < percent end

function random:pick(list) return list[self:int(1, #list)] end

-- One value of { { weight, value }, … }.
function random:weighted(choices)
  local total = 0
  for _, choice in ipairs(choices) do total = total + choice[1] end
  local at = self:int(1, total)
  for _, choice in ipairs(choices) do
    at = at - choice[1]
    if at <= 0 then return choice[2] end
  end
end

-- `n` different members of a list, in its order.
function random:some(list, n)
  local out, left = {}, #list
  for _, each in ipairs(list) do
    if self:bits() % left < n - #out then out[#out + 1] = each end
    left = left - 1
  end
  return out
end

function random:shuffled(list)
  local out = { table.unpack(list) }
  for i = #out, 2, -1 do
    local j = self:int(1, i)
    out[i], out[j] = out[j], out[i]
  end
  return out
end

return random
