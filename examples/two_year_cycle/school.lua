-- school.lua — writes what is recorded in a school through two two-year cycles,
-- 2023 to 2027, for the generate.lua of plans 5 and 6.
--
-- A school is { levels = { L = …, M = …, H = … }, open, paper, audience, people }.
-- A person has a course, one letter for each of the four school years and one
-- for the term after: O ordinary, R in the reserve, L, M and H a backbone teacher
-- of the low, middle or high tier, - no longer one.  What the course says is
-- recorded, with all a backbone teacher does in a year.  `first` is what one was
-- before the first selection, where that is another; `story` is where a person
-- goes another way: what is `without` in the n-th year, the `grade` of its
-- assessment (false: none), the `decision` of the selection at its end (false:
-- none), the day of the `dossier`, the `last` day.  Everything is drawn by a small
-- generator of fixed start, so that every run writes the same bytes.

local writer = {}

local zone = "+08:00"
local drawn = 20230901

local function draw(n)
  drawn = drawn * 16807 % 2147483647
  return drawn % n
end

local lines, late_lines, count = {}, {}, {}

local function quoted(value) return type(value) == "string" and '"' .. value .. '"' or tostring(value) end

local function object(fields)
  local out = {}
  for i = 1, #fields, 2 do out[#out + 1] = ('"%s":%s'):format(fields[i], quoted(fields[i + 1])) end
  return "{" .. table.concat(out, ",") .. "}"
end

-- One event; `fields` is its data, name after value; nobody's where `who` is
-- nil.  Returns its id.
local function event(source, time, who, kind, fields, late)
  count[source] = (count[source] or 0) + 1
  local id = ("%s-%05d"):format(source, count[source])
  if #time == 10 then time = time .. "T09:00:00" end
  local subject = who and ('"subject":"%s",'):format(who) or ""
  local line = ('{"specversion":"1.0","id":"%s","source":"/%s","type":"%s",%s"time":"%s%s","data":%s}')
    :format(id, source, kind, subject, time, zone, object(fields or {}))
  local into = late and late_lines or lines
  into[#into + 1] = { time = time, line = line }
  return id
end

writer.event = event

-- The days of assessment, before the selection in the second year of a cycle.
local assessed = { "2024-06-25", "2025-06-05", "2026-06-25", "2027-06-04" }

local function in_office(state) return state == "L" or state == "M" or state == "H" end

local function state_in(person, n) return person.course:sub(n, n) end

-- A school day of the n-th year, in one of these months.
local function some_day(n, months)
  local month = months[1 + draw(#months)]
  return ("%d-%02d-%02d"):format(2022 + n + (month < 9 and 1 or 0), month, 1 + draw(28))
end

local function skips(person, n, what)
  local list = person.story.without and person.story.without[n]
  for _, each in ipairs(list or {}) do
    if each == what then return true end
  end
  return false
end

-- Once a year, each under the name `without` calls it by.
local yearly = {
  { "demonstration", { 10, 11, 12, 3, 4 }, function(school, who, n, day)
    event("lessons", day, who, "lesson.public", { "lesson", ("%s-%d-a"):format(who, n), "kind", "公开示范", "audience", school.audience })
  end },
  { "open lesson", { 10, 11, 12, 3, 4, 5 }, function(school, who, n, day)
    event("lessons", day, who, "lesson.public", { "lesson", ("%s-%d-b"):format(who, n), "kind", "公开课", "level", school.open })
  end },
  { "lecture", { 9, 10, 11, 3, 4, 5 }, function(_, who, _, day)
    event("lessons", day, who, "lecture.given", { "kind", "讲座", "audience", "年级组", "topic", "教学研究" })
  end },
  { "paper", { 12, 1, 5, 6 }, function(school, who, n, day)
    local outcome = ({ "交流", "发表", "获奖" })[1 + draw(3)]
    event("papers", day, who, "paper.outcome", { "paper", ("%s-%d"):format(who, n), "outcome", outcome, "level", school.paper })
  end },
  { "progress", { 6 }, function(_, who, _, day)
    event("assessment", day, who, "attestation.recorded", { "kind", "进步明显", "holds", true, "by", "教导处" })
  end },
  { "report", { 6 }, function(_, who, _, day) event("assessment", day, who, "duty_report.given") end },
  { "visit", { 10, 11, 4 }, function(_, who, n, day)
    if draw(4) > 0 then return end
    event("records", day, who, "outing.completed", { "outing", ("%s-%d"):format(who, n), "days", 2, "kind", "学习交流" })
  end },
  { "study", { 9, 10, 11 }, function(_, who, _, day) event("records", day, who, "study.logged", { "mode", "自学", "hours", 8 + draw(30) }) end },
}

local function gone(person, day) return person.story.last ~= nil and day >= person.story.last end

local function exams(person, n)
  for _, month_day in ipairs { "01-18", "06-27" } do
    local day, of = ("%d-%s"):format(2023 + n, month_day), 9 + 3 * draw(4)
    if not gone(person, day) then event("exams", day, person.id, "exam.scored", { "rank", 1 + draw(of // 3), "of", of }) end
  end
end

local function assess(person, n)
  local given = person.story.grade and person.story.grade[n]
  if given == false or gone(person, assessed[n]) then return end
  local late = person.story.late_grade == n
  event("assessment", assessed[n], person.id, "assessment.result",
    { "cycle", "年度", "grade", given or ({ "合格", "良好", "优秀" })[1 + draw(3)] }, late)
end

-- What a backbone teacher does in the n-th year, until they are gone.
local function year_of(school, person, n)
  for _, each in ipairs(yearly) do
    local day = some_day(n, each[2])
    if not gone(person, day) and not skips(person, n, each[1]) then each[3](school, person.id, n, day) end
  end
  exams(person, n)
  assess(person, n)
end

writer.year_of = year_of

-- Who guides whom through a cycle: each tier the one below, in turn; the high
-- tier is guided from outside.
local above = { M = "H", L = "M", R = "L" }

local function by_state(school, n)
  local out = { H = {}, M = {}, L = {}, R = {}, O = {} }
  for _, person in ipairs(school.people) do
    local list = out[state_in(person, n)]
    if list then list[#list + 1] = person end
  end
  return out
end

local function pair(school, from, to, mentor, apprentice)
  local fields = { "apprentice", apprentice.id }
  local level = school.levels[apprentice.state]
  if level then fields[3], fields[4] = "apprentice_level", level end
  event("people", from, mentor, "pair.started", fields)
  event("people", to, mentor, "pair.ended", { "apprentice", apprentice.id })
end

-- Of a tier, those whose story does not give them another apprentice.
local function free_mentors(list, n)
  local out = {}
  for _, person in ipairs(list or {}) do
    if not (person.story.apprentice and person.story.apprentice[n]) then out[#out + 1] = person end
  end
  return out
end

local function guide(school, n, from, to)
  local groups, busy = by_state(school, n), {}
  for _, state in ipairs { "H", "M", "L", "R" } do
    local mentors = free_mentors(groups[above[state]], n)
    for i, person in ipairs(groups[state]) do
      local mentor = mentors[1] and mentors[1 + (i - 1) % #mentors].id or ("X%02d"):format(i)
      if not (person.story.unguided and person.story.unguided[n]) then
        pair(school, from, to, mentor, { id = person.id, state = state })
        busy[mentor] = true
      end
    end
  end
  for _, state in ipairs { "H", "M", "L" } do
    for i, person in ipairs(groups[state]) do
      local chosen = person.story.apprentice and person.story.apprentice[n]
      if chosen or not busy[person.id] then
        pair(school, from, to, person.id, chosen or { id = groups.O[1 + (i - 1) % #groups.O].id, state = "O" })
      end
    end
  end
end

-- The plans and the tracking of a cycle.
local function train(school, n)
  event("office", ("%d-09-04"):format(2022 + n), nil, "plan.filed", { "kind", "培养计划", "sections", 5 })
  for _, person in ipairs(school.people) do
    local state = state_in(person, n)
    if state == "R" or in_office(state) then
      event("office", ("%d-09-05"):format(2022 + n), nil, "plan.filed", { "kind", "培养计划", "for", person.id })
      if not (person.story.untracked and person.story.untracked[n]) then
        event("office", ("%d-09-08"):format(2022 + n), person.id, "phase.started", { "phase", "跟踪培训" })
      end
    end
  end
end

local function decided(who, day, decision)
  event("committee", day, who, "committee.decided", { "decision", decision, "leaders", 3, "mentors", 4 })
end

local function award(school, who, day, state) event("people", day, who, "title.awarded", { "level", school.levels[state] }) end

-- The selection at the end of a cycle: who goes on is decided on, who goes up or
-- comes in is given the title.
local function select(school, cycle)
  local n = 2 * cycle
  local function day(month_day) return ("%d-%s"):format(2023 + n, month_day) end
  event("office", day "06-10", nil, "selection.opened")
  for _, notice in ipairs(school.notices[cycle]) do event("office", notice[1], nil, "notice.published", { "kind", notice[2] }) end
  for _, person in ipairs(school.people) do
    local before, after = state_in(person, n), state_in(person, n + 1)
    local decision = person.story.decision and person.story.decision[n]
    if decision == nil and in_office(after) then decision = "合格" end
    if decision then decided(person.id, day "06-18", decision) end
    if in_office(after) and before ~= after then award(school, person.id, day "06-30", after) end
  end
  event("office", school.closed and school.closed[cycle] or day "07-02", nil, "selection.closed")
end

local function standing(who, day, track, to, reason)
  event("people", day, who, "tenure.standing", { "track", track, "to", to, "reason", reason, "by", "人事" })
end

writer.standing, writer.decided, writer.award = standing, decided, award

-- The staff, the reserve, and those who had their title before the plan began.
local function begin(school)
  for _, person in ipairs(school.people) do
    event("people", "2023-06-01", person.id, "tenure.teacher", { "name", person.id })
    local first = person.first or state_in(person, 1)
    if first == "R" then event("people", "2023-06-05", person.id, "role.granted", { "role", "后备骨干教师" }) end
    if in_office(first) then
      standing(person.id, "2023-07-10", "层级", school.levels[first], "计划开始前已有称号")
      standing(person.id, "2023-07-10", "任职", "在任", "计划开始前已有称号")
    end
    if in_office(state_in(person, 1)) then event("office", person.story.dossier or "2023-07-14", person.id, "dossier.opened") end
  end
end

-- Who comes in at the first selection is in the reserve until then.
local function first_selection(school)
  event("office", "2023-06-12", nil, "selection.opened")
  event("office", "2023-06-14", nil, "notice.published", { "kind", "名单" })
  for _, person in ipairs(school.people) do
    if person.first == "R" then
      decided(person.id, "2023-06-20", "合格")
      award(school, person.id, "2023-07-03T10:00:00", state_in(person, 1))
    end
  end
  event("office", "2023-06-26", nil, "notice.published", { "kind", "公示" })
  event("office", "2023-07-05", nil, "selection.closed")
end

-- A first title later on brings a dossier too.
local function later_dossiers(school)
  for _, person in ipairs(school.people) do
    for n = 2, 4 do
      if in_office(state_in(person, n + 1)) and not in_office(state_in(person, 1)) and not in_office(state_in(person, n)) then
        event("office", person.story.dossier or ("%d-07-08"):format(2023 + n), person.id, "dossier.opened")
        break
      end
    end
  end
end

local function rights(school)
  for n = 1, 4 do
    for i, person in ipairs(school.people) do
      if in_office(state_in(person, n)) and (i + n) % 5 == 0 and not gone(person, ("%d-12-10"):format(2022 + n)) then
        event("records", ("%d-11-20"):format(2022 + n), person.id, "allocation.made", { "allocation", ("进修-%d"):format(2022 + n) })
        event("records", ("%d-12-10"):format(2022 + n), person.id, "funding.granted", { "amount", 500 + 100 * draw(6) })
      end
    end
  end
end

-- As the lines come in: by time, except the ones that were on paper.
local function print_all()
  table.sort(lines, function(a, b)
    if a.time ~= b.time then return a.time < b.time end
    return a.line < b.line
  end)
  for _, each in ipairs(lines) do print(each.line) end
  for _, each in ipairs(late_lines) do print(each.line) end
end

-- Writes it all; `more(school)` adds what the stories need beside.
function writer.write(school, more)
  for _, person in ipairs(school.people) do person.story = person.story or {} end
  begin(school)
  first_selection(school)
  for n = 1, 4 do
    for _, person in ipairs(school.people) do
      if in_office(state_in(person, n)) then year_of(school, person, n) end
    end
  end
  for cycle = 1, 2 do
    local n = 2 * cycle - 1
    train(school, n)
    guide(school, n, ("%d-09-12"):format(2022 + n), ("%d-06-28"):format(2024 + n))
    select(school, cycle)
  end
  later_dossiers(school)
  rights(school)
  more(school)
  print_all()
end

return writer
