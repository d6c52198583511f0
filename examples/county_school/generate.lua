-- generate.lua — writes the year of a county school's backbone teachers: lua5.4 generate.lua > events.ndjson
--
-- 90 staff, 24 of them backbone teachers, in six teaching groups.  `stories` are
-- what the README lists; all else is done as the plan asks.

package.path = arg[0]:gsub("[^/]*$", "") .. "../?.lua"
local timeline = require "timeline" (20240902)
local event, after, draw = timeline.event, timeline.after, timeline.draw

local staff, backbone = 90, 24

-- The months of each term, and what falls due in it.
local terms = {
  { months = { "2024-09", "2024-10", "2024-11", "2024-12", "2025-01" }, went = "2024-10-16", visit = "2024-11-13", lesson = "2024-12-04",
    assessed = "2025-01-08", report = "2025-01-06", examined = "2025-01-10", published = "2025-01-14" },
  { months = { "2025-03", "2025-04", "2025-05", "2025-06" }, went = "2025-03-19", visit = "2025-04-16", lesson = "2025-05-14",
    assessed = "2025-06-18", report = "2025-06-16", examined = "2025-06-25", published = "2025-07-02" },
}

-- What does not go as the plan asks; a list by term where it is one.
local stories = {
  [1] = { title = "2025-05-12" },
  [2] = { result = "2024-11-15", result_lesson = "2025-03-20" },
  [3] = { result = "2024-12-10" },
  [4] = { objection = "2025-01-16" },
  [5] = { report_after = 15 },
  [6] = { no_sharing = true },
  [7] = { report_after = 14, sharing_after = 30 },
  [8] = { no_lesson = 1 },
  [9] = { lessons = 3, no_visit = 2 },
  [10] = { loses = "2024-12-02" },
  [11] = { examined = "2025-01-02" },
  [12] = { sections = 4 },
  [13] = { filed = "2024-09-12" },
  [14] = { filed = false },
  [15] = { tutored = true },
  [16] = { no_comment = 2 },
  [17] = { stays = 1 },
  [18] = { notes_after = 15 },
  [19] = { not_assessed = 2 },
  [20] = { no_project = true },
  [21] = { project = "2024-10-10" },
  [22] = { closed = "2025-03-10" },
  [23] = { no_report = 1 },
  [24] = { dossier = "2025-03-03" },
}

local function id_of(i) return ("T%02d"):format(i) end

local function rank_of(i)
  if i <= 3 then return "学科带头人" end
  return i <= 10 and "教学能手" or "课堂教学优秀者"
end

local function appoint(i)
  if i >= 4 and i <= 9 then
    event("staff", "2024-08-26T08:00", id_of(i), "tenure.teacher", { "post", "教研组长" })
  else
    event("staff", "2024-08-26T08:00", id_of(i), "tenure.teacher")
  end
  if i <= backbone then event("office", "2024-08-26T09:00", id_of(i), "role.granted", { "role", rank_of(i) }) end
  if i == 2 or i == 3 then event("office", "2024-08-26T09:00", id_of(i), "title.awarded", { "level", "县级" }) end
end

-- Mentors and who learns from them: young teachers of the first fourteen, and
-- the others of the first five.
local function pair(i)
  local mentor, apprentice = id_of(i), id_of(70 + i)
  if i > 14 then mentor, apprentice = id_of(i % 5 + 1), id_of(i) end
  event("office", "2024-09-06T09:00", mentor, "pair.started", { "apprentice", apprentice })
end

-- 名师推动工程: the proposal of five parts.
local function propose(who, story)
  if story.filed == false then return end
  local day = story.filed or after("2024-10-08", draw(7))
  event("office", day .. "T16:00", who, "plan.filed", { "kind", "自我实现方案", "sections", story.sections or 5 })
  if story.sections then event("office", after(day, 8) .. "T16:00", who, "plan.filed", { "kind", "自我实现方案", "sections", 5 }) end
end

-- The reading class, month by month.
local function study(who, story, month)
  event("study", month .. ("-%02dT20:00"):format(5 + draw(5)), who, "study.logged", { "mode", "自学", "hours", 2 })
  event("study", month .. ("-%02dT20:00"):format(18 + draw(5)), who, "study.logged", { "mode", "自学", "hours", story.tutored and 0.5 or 1.5 })
  event("study", month .. "-12T16:00", who, "study.logged", { "mode", "集体辅导", "hours", story.tutored and 2.5 or 1 })
end

-- Lessons of colleagues, seen and discussed.
local function observe(i, story, term, month)
  for n, day in ipairs { "11", "24" } do
    local other = id_of((i * 7 + n + draw(20)) % staff + 1)
    local lesson = ("%s-%s-%s"):format(other, month, day)
    event("lessons", ("%s-%sT10:00"):format(month, day), id_of(i), "lesson.observed", { "lesson", lesson, "teacher", other })
    if n == 1 and story.no_comment ~= term then event("lessons", ("%s-%sT16:00"):format(month, day), id_of(i), "lesson.commented", { "lesson", lesson, "kind", "评课" }) end
  end
end

-- Out for training, back with a report and a talk: the first half in the
-- first term, the second in the second.
local function go_out(i, story, t)
  local who, day = id_of(i), after(terms[t].went, draw(9))
  local outing = ("外出%d-%s"):format(t, who)
  event("office", day .. "T18:00", who, "outing.completed", { "outing", outing, "days", 1 + draw(4), "level", "县级", "kind", i % 3 == 0 and "学习交流" or "培训" })
  event("papers", after(day, story.report_after or 3 + draw(7)) .. "T16:00", who, "artifact.submitted", { "kind", "书面汇报", "ref", outing })
  if not story.no_sharing then
    event("office", after(day, story.sharing_after or 8 + draw(15)) .. "T16:00", who, "sharing.given", { "outing", outing, "scope", i % 2 == 0 and "全校" or "组内" })
  end
end

-- With the group to another school; the heads in both terms.
local function visit(i, story, t)
  local who = id_of(i)
  local outing = ("听课%d-组%d"):format(t, i % 6 + 1)
  event("office", terms[t].visit .. "T18:00", who, "outing.completed", { "outing", outing, "days", 1, "kind", "听课" })
  event("papers", after(terms[t].visit, story.notes_after or 2 + draw(9)) .. "T20:00", who, "artifact.submitted", { "kind", "心得体会", "ref", outing })
end

local function teach(i, story, t)
  local who = id_of(i)
  for n = 1, t == 1 and story.lessons or 1 do
    local kind = story.no_lesson == t and "示范课" or (n == 2 and "观摩课" or "公开课")
    event("lessons", after(terms[t].lesson, draw(8)) .. "T10:00", who, "lesson.public", { "lesson", ("%s-%d-%d"):format(who, t, n), "kind", kind, "level", "校级" })
  end
end

-- The project, its reports, what comes of it.
local function research(i, story)
  local who = id_of(i)
  local project = "K-" .. who
  if story.no_project then return end
  event("office", (story.project or "2024-08-30") .. "T09:00", who, "project.registered", { "project", project, "level", i <= 3 and "县级" or "校级" })
  for t, term in ipairs(terms) do
    if story.no_report ~= t and not (story.closed and story.closed < term.report) then
      event("papers", term.report .. "T16:00", who, "artifact.submitted", { "kind", t == 1 and "阶段性报告" or "总结论文", "project", project })
    end
  end
  if story.closed then event("office", story.closed .. "T09:00", who, "project.closed", { "project", project }) end
  if story.result then event("office", story.result .. "T09:00", who, "project.result", { "project", project }) end
  if story.result_lesson then event("lessons", story.result_lesson .. "T10:00", who, "lesson.public", { "lesson", who .. "-成果", "kind", "成果实践课", "level", "校级" }) end
end

local function assess(who, story, t)
  local function graded(day, component)
    event("assessment", day .. "T16:00", who, "assessment.result", { "cycle", "学期", "component", component, "grade", ({ "合格", "良好", "优秀" })[draw(3)] })
  end
  if story.not_assessed ~= t then graded(terms[t].assessed, "业务") end
  graded(t == 1 and story.examined or terms[t].examined, "考查")
end

local function year(i, story)
  local who = id_of(i)
  event("office", (story.dossier or "2024-09-09") .. "T09:00", who, "dossier.opened")
  pair(i)
  propose(who, story)
  research(i, story)
  for t, term in ipairs(terms) do
    for _, month in ipairs(term.months) do
      study(who, story, month)
      observe(i, story, t, month)
    end
    teach(i, story, t)
    local head = i >= 4 and i <= 9
    local goes = (i <= 12) == (t == 1)
    if goes and story.stays ~= t then go_out(i, story, t) end
    if (head or not goes) and story.stays ~= t and story.no_visit ~= t then visit(i, story, t) end
    assess(who, story, t)
  end
  if i % 4 == 1 then event("office", "2025-04-18T14:00", who, "contest.entered", { "contest", "课件比赛" }) end
  if i % 8 == 1 then event("office", "2025-05-09T14:00", who, "bonus.paid", { "amount", 300 }) end
  if i % 3 == 0 then event("office", "2024-09-25T14:00", who, "funding.granted", { "amount", 200 + 50 * draw(4) }) end
  if story.objection then event("office", story.objection .. "T16:00", who, "objection.upheld", { "by", "工会" }) end
  if story.loses then event("office", story.loses .. "T09:00", who, "role.revoked", { "role", rank_of(i) }) end
  if story.title then event("office", story.title .. "T09:00", who, "title.awarded", { "level", "省级" }) end
end

local function of_school(day, type, fields) event("office", day .. "T15:00", nil, type, fields) end

of_school("2024-09-05", "plan.filed", { "kind", "年度培养计划" })
of_school("2024-09-10", "notice.published", { "kind", "名单" })
of_school("2024-09-18", "seminar.held", { "kind", "研讨" })
of_school("2024-10-23", "lecture.held", { "kind", "讲座", "audience", "骨干教师" })
for _, month in ipairs { "2024-09", "2024-10", "2024-11", "2025-01", "2025-03", "2025-04", "2025-05", "2025-06" } do
  of_school(month .. "-25", "seminar.held", { "kind", "学习心得交流" })
end
of_school("2024-11-08", "contest.held", { "contest", "我最满意的一堂课" })
of_school("2025-04-18", "contest.held", { "contest", "课件比赛" })
of_school("2024-11-20", "inspection.held")
of_school("2025-04-23", "inspection.held")
for _, term in ipairs(terms) do of_school(term.published, "notice.published", { "kind", "公示" }) end

for i = 1, staff do appoint(i) end
for i = 1, backbone do year(i, stories[i]) end
event("office", "2025-03-10T09:00", "T25", "role.granted", { "role", "课堂教学优秀者" })

-- The others teach too; nothing is asked of them here.
for i = backbone + 1, staff do
  event("lessons", after("2024-11-04", draw(40)) .. "T10:00", id_of(i), "lesson.observed", { "lesson", id_of(i % backbone + 1) .. "-1-1", "teacher", id_of(i % backbone + 1) })
  if i % 6 == 0 then event("office", after("2025-03-18", draw(9)) .. "T18:00", id_of(i), "outing.completed", { "outing", "外出-" .. id_of(i), "days", 2, "kind", "培训" }) end
end
of_school("2025-09-04", "plan.filed", { "kind", "年度培养计划" })

timeline.print()
