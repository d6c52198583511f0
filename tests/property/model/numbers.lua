-- numbers.lua — exact decimals in whole millionths (language.md, 3).  What
-- these 64 bits cannot hold on the way is left out of the comparison: the
-- error { skipped = … } gives the whole policy up.

local numbers = {}

local ONE = 1000000
local MOST = 9000000000000 * ONE

local function bounded(n)
  if n > MOST or n < -MOST then error({ failed = "overflow" }, 0) end
  return n
end

local function product(a, b)
  if math.abs(a * 1.0 * b) > 9e18 then error({ skipped = "a product is too large for the model" }, 0) end
  return a * b
end

-- a / b, half to even.
local function rounded(a, b)
  if b < 0 then a, b = -a, -b end
  local q, rest = a // b, a % b
  if rest * 2 > b or rest * 2 == b and q % 2 == 1 then q = q + 1 end
  return q
end

function numbers.add(a, b)
  if math.abs(a * 1.0 + b) > 9.1e18 then return bounded(MOST + 1) end
  return bounded(a + b)
end

function numbers.subtract(a, b) return numbers.add(a, -b) end
function numbers.multiply(a, b) return bounded(rounded(product(a, b), ONE)) end

function numbers.divide(a, b)
  if b == 0 then return nil end
  return bounded(rounded(product(a, ONE), b))
end

function numbers.floor_divide(a, b)
  if b == 0 then return nil end
  return bounded(product(a // b, ONE))
end

function numbers.modulo(a, b)
  if b == 0 then return nil end
  return a % b
end

-- Whether a/b stands so to top/bottom, exactly; nil where b is 0.
function numbers.share(a, b, cmp, top, bottom)
  if b == 0 then return nil end
  if b < 0 then a, b = -a, -b end
  local x, y = product(a, bottom), product(top, b)
  if cmp == "at_least" then return x >= y end
  if cmp == "more_than" then return x > y end
  if cmp == "at_most" then return x <= y end
  if cmp == "less_than" then return x < y end
  return x == y
end

return numbers
