-- generate.lua — writes two two-year cycles of a kindergarten:
-- lua5.4 generate.lua > events.ndjson
--
-- 36 teachers, 14 of them backbone teachers when the plan begins.  What is
-- recorded of all of them is written by ../two_year_cycle/school.lua; the people
-- the README lists have their story here.

package.path = (arg[0]:match("^(.*/)") or "") .. "../two_year_cycle/?.lua;" .. package.path
local writer = require "school"
local event, standing = writer.event, writer.standing

local people = {
  { course = "HHHHH" },
  { course = "MMHHH" },
  { course = "MMMMM", story = { without = { [1] = { "progress" } } } },
  { course = "MMMMM" },
  { course = "LLMMM" },
  { course = "LLMMM", story = { without = { [1] = { "open lesson" } } } },
  { course = "LLMMM", story = { without = { [3] = { "lecture" } } } },
  { course = "LLLLL", story = { grade = { [1] = "不合格" } } },
  { course = "LL--L", first = "R", story = { grade = { [1] = "不合格", [2] = "不合格" }, decision = { [2] = "合格" } } },
  { course = "LLMMM", first = "R" },
  { course = "LLLLL", first = "R", story = { without = { [2] = { "report" } } } },
  { course = "LLLLL", first = "R", story = { grade = { [4] = false } } },
  { course = "LLLLL", first = "R" },
  { course = "LLLL-", first = "R" },
  { course = "RRLLL", story = { unguided = { [3] = true } } },
  { course = "RRLLL", story = { dossier = "2025-09-15" } },
  { course = "RRLLL" },
  { course = "RRRRR", story = { unguided = { [1] = true, [3] = true } } },
  { course = "RRRRL" },
  { course = "RROOO" },
}
for n = #people + 1, 36 do people[n] = { course = "OOOOO" } end
for n, person in ipairs(people) do person.id = ("K%02d"):format(n) end

local school = {
  people   = people,
  levels   = { L = "园级", M = "区级", H = "市级" },
  open     = "片级",
  paper    = "区级",
  audience = "本园教师",
  notices  = {
    { { "2025-06-12", "名单" } },
    { { "2027-06-12", "名单" }, { "2027-06-24", "公示" } },
  },
  closed   = { nil, "2027-09-02" },
}

-- Lessons and papers that come near, and are not what is asked for.
local function near_misses()
  event("lessons", "2024-03-20", "K06", "lesson.public", { "lesson", "K06-1-b", "kind", "公开课", "level", "园级" })
  event("lessons", "2026-03-18", "K07", "lecture.given", { "kind", "讲座", "audience", "全体教师", "topic", "游戏" })
  event("assessment", "2024-06-20", "K03", "attestation.recorded", { "kind", "进步明显", "holds", false, "by", "保教处" })
  event("exams", "2025-03-12", "K04", "exam.scored", { "rank", 4, "of", 10 })
  event("exams", "2025-04-16", "K04", "exam.scored", { "rank", 5, "of", 10 })
end

local function titles()
  event("people", "2024-05-06", "K10", "title.awarded", { "level", "片级" })
  event("people", "2025-06-27", "K17", "title.awarded", { "level", "区级" })
  event("people", "2026-03-02T10:00:00", "K13", "title.revoked", { "level", "园级" })
  event("office", "2026-03-06", "K13", "objection.upheld", { "by", "园长" })
  event("people", "2025-09-05", "K20", "role.revoked", { "role", "后备骨干教师" })
end

local function others()
  event("assessment", "2024-07-01", "K11", "assessment.result", { "cycle", "年度", "grade", "良好" })
  standing("K05", "2026-10-08", "任职", "暂停", "支教一年")
  event("people", "2026-11-01", "K36", "tenure.left")
end

writer.write(school, function()
  near_misses()
  titles()
  others()
  event("office", "2027-09-10", nil, "plan.filed", { "kind", "培养计划", "sections", 4 })
end)
