-- report.lua — a failing case, made small, as a text case: written to a folder
-- and printed as TAP's notes.

local case_text = require "case"
local shrink = require "shrink"

local report = {}

-- `again(case)` judges a case anew: the failure if it fails in the same way, or
-- nil.  A policy that the engine refuses is left as it is.
function report.failure(case, failure, again, folder)
  print(("# seed %d: %s"):format(case.seed, failure.kind))
  local seed = case.seed
  if failure.kind ~= "refused" then
    case = shrink.case(case, again)
    failure = again(case) or failure
  end
  local path = ("%s/property-%d.case"):format(folder, seed)
  local file = assert(io.open(path, "w"))
  local text = case_text.text(case, failure, "seed " .. seed)
  file:write(text)
  file:close()
  print("# written to " .. path)
  print((text:gsub("[^\n]+", "#   %0")))
end

return report
