-- generate.lua — writes two two-year cycles of a junior secondary school:
-- lua5.4 generate.lua > events.ndjson
--
-- 60 teachers, 18 of them backbone teachers when the plan begins.  What is
-- recorded of all of them is written by school.lua; the people the README lists
-- have their story here.

package.path = (arg[0]:match("^(.*/)") or "") .. "?.lua;" .. package.path
local writer = require "school"
local event, standing = writer.event, writer.standing

local people = {
  { course = "HHHHH" },
  { course = "HHHHH" },
  { course = "MMHHH", story = { without = { [1] = { "lecture" } } } },
  { course = "MMMM-", story = { without = { [1] = { "demonstration" } } } },
  { course = "MMMMM", story = { without = { [2] = { "paper" } }, dossier = "2025-10-20" } },
  { course = "MM--M", story = { grade = { [1] = "不合格" }, decision = { [2] = "合格" } } },
  { course = "LLMMM", story = { grade = { [1] = "不合格" } } },
  { course = "LLLLL", story = { grade = { [1] = false } } },
  { course = "LLMMM", story = { late_grade = 1 } },
  { course = "LLRRL", story = { decision = { [2] = "不合格" } } },
  { course = "LL---", first = "R", story = { last = "2024-12-01" } },
  { course = "LLMMM", first = "R", story = { without = { [2] = { "demonstration", "open lesson", "lecture", "paper" } } } },
  { course = "LLLLL", first = "R", story = { apprentice = { [1] = { id = "T14", state = "L" } } } },
  { course = "LLLLL", first = "R", story = { dossier = "2023-08-03T00:00:00" } },
  { course = "LLMMM", first = "R", story = { dossier = "2023-08-02T23:59:59" } },
  { course = "LLLLL", first = "R", story = { grade = { [1] = false } } },
  { course = "LLL--", first = "R", story = { last = "2026-03-02" } },
  { course = "LLLLL", first = "R" },
  { course = "RRLLL" },
  { course = "RRLLL", story = { decision = { [2] = false } } },
  { course = "RRRLL", story = { dossier = "2026-03-10" } },
  { course = "RRRLL", story = { dossier = "2026-03-10" } },
  { course = "RRLLL", story = { without = { [3] = { "lecture", "report" } } } },
  { course = "RRRRR", story = { unguided = { [1] = true } } },
  { course = "RRRRR", story = { untracked = { [1] = true } } },
  { course = "ROOOO" },
  { course = "RRLLL" },
}
for n = #people + 1, 60 do people[n] = { course = n == 31 and "OOLLL" or "OOOOO" } end
for n, person in ipairs(people) do person.id = ("T%02d"):format(n) end

local school = {
  people   = people,
  levels   = { L = "学区级", M = "县级", H = "市级" },
  open     = "学区级",
  paper    = "县级",
  audience = "本校教师",
  notices  = {
    { { "2025-06-12", "名单" }, { "2025-06-24", "公示" } },
    { { "2026-02-21", "名单" }, { "2027-06-12", "名单" } },
  },
}

-- The lesson of the last day, the exams at the edge, the paper of too low a level.
local function at_the_edge()
  event("lessons", "2024-08-31T16:00:00", "T04", "lesson.public", { "lesson", "T04-1-a", "kind", "公开示范", "audience", "本校教师" })
  event("exams", "2024-03-20", "T02", "exam.scored", { "rank", 4, "of", 12 })
  event("exams", "2024-04-24", "T02", "exam.scored", { "rank", 5, "of", 12 })
  event("papers", "2025-05-14", "T05", "paper.outcome", { "paper", "T05-2", "outcome", "获奖", "level", "学区级" })
end

local function objections_and_mistakes()
  event("office", "2024-06-28", "T07", "objection.upheld", { "by", "校长" })
  local id = event("assessment", "2024-06-25", "T16", "assessment.result", { "cycle", "年度", "grade", "不合格" })
  event("office", "2024-06-27T15:00:00", "T16", "tenure.void", { "id", id, "source", "/assessment" })
  event("assessment", "2024-06-28", "T16", "assessment.result", { "cycle", "年度", "grade", "良好" })
  event("people", "2026-03-02T10:00:00", "T17", "title.revoked", { "level", "学区级" })
  event("people", "2026-03-02T10:00:00", "T18", "title.revoked", { "level", "学区级" })
  event("office", "2026-03-05", "T18", "objection.upheld", { "by", "校长" })
end

local function comings_and_goings()
  event("people", "2024-12-01", "T11", "tenure.left")
  for _, rule in ipairs {
    "年内为本校教师进行公开示范教学", "年内承担学区、县级层面的教学公开活动", "年内为年级组至少作一次专题讲座",
    "年内至少有一篇教科研成果在县及以上获奖、发表或交流",
  } do
    event("people", "2024-09-02", "T12", "tenure.waive", { "rule", rule, "from", "2024-09-02", "until", "2025-08-31", "reason", "产假", "by", "校长" })
  end
  event("people", "2025-09-20", "T10", "role.granted", { "role", "后备骨干教师" })
  event("people", "2025-06-28", "T19", "title.awarded", { "level", "县级" })
  standing("T23", "2026-01-15", "任职", "暂停", "借调在外")
  event("people", "2024-03-01", "T26", "role.revoked", { "role", "后备骨干教师" })
end

-- The by-election of 2026: T21 is in office for six months at the end of the
-- year, T22 for a day less.
local function by_election()
  event("office", "2026-02-20", nil, "selection.opened")
  writer.decided("T21", "2026-02-25", "合格")
  writer.decided("T22", "2026-02-25", "合格")
  event("people", "2026-03-01", "T21", "title.awarded", { "level", "学区级" })
  event("people", "2026-03-02", "T22", "title.awarded", { "level", "学区级" })
  event("office", "2026-03-05", nil, "selection.closed")
  event("lessons", "2026-05-12", "T21", "lesson.public", { "lesson", "T21-3-a", "kind", "公开示范", "level", "学区级", "audience", "本校教师" })
  event("lessons", "2026-05-20", "T21", "lecture.given", { "kind", "讲座", "audience", "年级组", "topic", "教学研究" })
  event("papers", "2026-06-02", "T21", "paper.outcome", { "paper", "T21-3", "outcome", "发表", "level", "县级" })
  event("assessment", "2026-06-20", "T21", "attestation.recorded", { "kind", "进步明显", "holds", true, "by", "教导处" })
  event("assessment", "2026-06-25", "T21", "assessment.result", { "cycle", "年度", "grade", "合格" })
  event("people", "2026-03-10", "T21", "pair.started", { "apprentice", "T40" })
  event("people", "2026-03-10", "T22", "pair.started", { "apprentice", "T41" })
end

writer.write(school, function()
  at_the_edge()
  objections_and_mistakes()
  comings_and_goings()
  by_election()
  event("office", "2027-09-10", nil, "plan.filed", { "kind", "培养计划", "sections", 5 })
end)
