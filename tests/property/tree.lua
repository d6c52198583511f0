-- tree.lua — goes through the tables of a generated policy; types, which have a
-- `kind` and are compared by identity, are leaves.

local tree = {}

local function is_branch(value) return type(value) == "table" and not value.kind end

-- Calls visit(node, path) for every table, outer ones first; the path is the
-- list of keys that leads to it, and changes between calls.
function tree.walk(node, visit, path)
  path = path or {}
  visit(node, path)
  local keys = {}
  for key, child in pairs(node) do
    if is_branch(child) then keys[#keys + 1] = key end
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(keys) do
    path[#path + 1] = key
    tree.walk(node[key], visit, path)
    path[#path] = nil
  end
end

function tree.copy(value)
  if not is_branch(value) then return value end
  local out = {}
  for key, each in pairs(value) do out[key] = tree.copy(each) end
  return out
end

return tree
