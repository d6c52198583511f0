-- Data as a scenario writes it, to JSON.

local T = ...

local DEEPEST = 16 -- an event's data goes no deeper

local to_json

local function escape(char) return ("\\u%04x"):format(char:byte()) end
-- A text as JSON.
function T.quote(text) return '"' .. text:gsub('[%c"\\]', escape) .. '"' end

local function list_json(list, what, depth)
  local out = {}
  for i = 1, #list do
    out[i] = to_json(list[i], ("%s[%d]"):format(what, i), depth)
    if not out[i] then return nil end
  end
  return "[" .. table.concat(out, ",") .. "]"
end

local function object_json(object, what, depth)
  local out = {}
  for name, value in pairs(object) do
    if type(name) ~= "string" then
      T.fail(("%s: a member's name is %s, not a text"):format(what, T.show(name)))
      return nil
    end
    local written = utf8.len(name) and to_json(value, what .. "." .. name, depth)
    if not written then return nil end
    out[#out + 1] = T.quote(name) .. ":" .. written
  end
  return "{" .. table.concat(out, ",") .. "}"
end

-- A table is a list where it has a first element and nothing but a list.
local function table_json(value, what, depth)
  if depth > DEEPEST then
    T.fail(("%s: tables lie in each other more than %d deep"):format(what, DEEPEST))
    return nil
  end
  local count = 0
  for _ in pairs(value) do count = count + 1 end
  if count > 0 and count == #value then return list_json(value, what, depth + 1) end
  return object_json(value, what, depth + 1)
end

local function number_json(value, what)
  if math.type(value) == "integer" then return tostring(value) end
  local text = number_text(value)
  if not text then T.fail(("%s: %s is no number that an event can hold: it has six decimal places, and ends at 9000000000000"):format(what, tostring(value))) end
  return text
end

function to_json(value, what, depth)
  local kind = type(value)
  if kind == "boolean" then return tostring(value) end
  if kind == "number" then return number_json(value, what) end
  if kind == "string" and utf8.len(value) then return T.quote(value) end
  if kind == "table" and not T.meaning(value) then return table_json(value, what, depth) end
  if value ~= T.nothing then T.fail(("%s is %s, which no event holds"):format(what, kind == "string" and "no UTF-8" or T.show(value))) end
  return nil
end

-- A table of names and values as a JSON object: {} where there is none.  Nil
-- after saying what is wrong.
function T.data_json(data, what)
  if data == nil then return "{}" end
  if type(data) ~= "table" or T.meaning(data) then
    if data ~= T.nothing then T.fail(("%s is %s, not a table"):format(what, T.show(data))) end
    return nil
  end
  if #data > 0 then
    T.fail(what .. " is a list, not a table with names")
    return nil
  end
  return object_json(data, what, 1)
end
