-- How many guide a teacher: the pairs begun with them less those that ended, in
-- the last ten years, whoever the mentor is.
--
--   fact["师傅人数"] = require "plans.mentors" ()

local ten_years = { days = 3660 }

return function()
  local begun = event["pair.started"]:by "apprentice":count():per(ten_years)
  local ended = event["pair.ended"]:by "apprentice":count():per(ten_years)
  return begun - ended
end
