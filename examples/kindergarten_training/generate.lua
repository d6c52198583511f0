-- generate.lua — writes the year of a training programme: lua5.4 generate.lua > events.ndjson
--
-- 36 sessions from September 2024 to June 2025, 40 trainees and 8 mentors, one
-- applicant who is turned away, and the tracking until May 2026.  `stories` are
-- the people the README lists; the others do what the plan asks, and miss the
-- sessions that are drawn.

package.path = arg[0]:gsub("[^/]*$", "") .. "../?.lua"
local timeline = require "timeline" (20240901)
local event, draw = timeline.event, timeline.draw

-- Saturdays, holidays left out; sessions[n] is the n-th.
local sessions = {
  "2024-09-07", "2024-09-14", "2024-09-21", "2024-09-28", "2024-10-12", "2024-10-19", "2024-10-26", "2024-11-02", "2024-11-09",
  "2024-11-16", "2024-11-23", "2024-11-30", "2024-12-07", "2024-12-14", "2024-12-21", "2024-12-28", "2025-01-04", "2025-01-11",
  "2025-01-18", "2025-02-15", "2025-02-22", "2025-03-01", "2025-03-08", "2025-03-15", "2025-03-22", "2025-03-29", "2025-04-12",
  "2025-04-19", "2025-04-26", "2025-05-10", "2025-05-17", "2025-05-24", "2025-06-07", "2025-06-14", "2025-06-21", "2025-06-28",
}

-- What the sessions are about, turn by turn; a course is one of theory.
local contents = {
  { "教育教学理论", "骨干教师基本素质" }, { "教育教学理论", "现代幼儿教育观" }, { "教育教学理论", "幼儿园课程理论与实践" },
  { "现代教育技术" }, { "教育教学理论", "游戏在幼儿教育中的运用" }, { "课题研究" }, { "教育教学理论", "幼教科研方法" },
  { "教育实践与考察" }, { "教育教学理论", "幼儿教育心理学" }, { "思德修养" },
}

local phases = {
  { "2024-09-07", "理论学习" }, { "2024-11-04", "分散实践" }, { "2025-01-06", "现场交流" }, { "2025-03-10", "参观考察" },
  { "2025-05-06", "总结提高" }, { "2025-06-16", "成果展示" },
}

-- Full months of the training, and of the tracking after it.
local months = { "2024-10", "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06" }
local tracking = { "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04" }

-- Who is away from which session, and what else is not as for the others.
-- `last`: the last session they come to or are recorded at.
local stories = {
  [1] = { ["缺课"] = { 2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32 }, hired = "2019-08-26" },
  [2] = { ["缺课"] = { 1, 4, 7, 9, 12, 15, 18, 20, 22, 24, 26, 28 }, last = 28 },
  [3] = { ["缺课"] = { 3, 6, 9, 10, 13, 16, 19, 21, 24, 27 }, planned = { { "2025-04-21", 30 } }, last = 28 },
  [4] = { ["缺课"] = { 2, 4, 7, 10, 12, 15, 18, 20, 22, 25, 30 }, first_planned = 30, planned = { { "2025-03-10", 36 } } },
  [5] = { ["缺课"] = { 6 }, misconduct = "2025-03-03", last = 22 },
  [6] = { ["缺课"] = { 8, 17 }, theory = "不合格", last = 19 },
  [7] = { ["缺课"] = { 3, 9 }, careless = { "2024-12-30", true }, last = 16 },
  [8] = { ["缺课"] = { 1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 18, 19, 21 }, last = 21 },
  [9] = { ["缺课"] = { 14, 17, 20, 23, 26, 29, 32 }, first = 13, first_planned = 24 },
  [10] = { ["缺课"] = { 3, 8, 13, 18 }, ["事假"] = { 5, 10, 15 }, ["病假"] = { 20, 21, 22 }, ["公假"] = { 25, 27 }, last = 27 },
  [11] = { ["迟到"] = { 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27 }, ["早退"] = { 2, 6, 10, 14, 18, 22 } },
  [12] = { ["病假"] = { 17, 18, 19, 20, 21 } },
  [13] = { ["缺课"] = { 4, 8, 12, 16, 20, 24, 28 } },
  [14] = { ["缺课"] = { 4, 8, 12, 16, 20, 24, 28, 31, 34 }, on_paper = 12 },
  [15] = { ["缺课"] = { 2, 3, 6, 9, 11, 14, 17, 19, 22, 25, 28, 31 }, by_mistake = 31 },
  [16] = { careless = { "2025-01-06", false } },
  [17] = { no_lecture = true },
  [18] = { no_mentors = true },
  [19] = { misconduct = "2025-03-03", objection = "2025-03-06" },
  [20] = { unattested = true },
  [21] = { paired = "2024-11-20" },
  [22] = { mentor_plan = "2024-10-20" },
  [23] = { study = { ["2025-01"] = false } },
  [24] = { study = { ["2025-03"] = "2025-04-01T09:00" } },
  [25] = { topic = "2024-12-10" },
  [26] = { defence = "2025-06-11" },
  [27] = { tracked = { ["2025-11"] = "nothing" } },
  [28] = { tracked = { ["2025-11"] = "observed" } },
  [29] = { tracked = { ["2025-11"] = "advised" } },
  [30] = { skips = "参观考察" },
  [31] = { ended = "2026-03-31" },
}

-- What is recorded at each session: status[n], 出勤 where nothing is.
local function statuses(story)
  local status = {}
  for _, word in ipairs { "缺课", "迟到", "早退", "事假", "病假", "公假" } do
    for _, n in ipairs(story[word] or {}) do status[n] = word end
  end
  return status
end

local function some_statuses()
  local status = {}
  local words = { "缺课", "缺课", "病假", "事假", "公假", "迟到", "迟到", "早退" }
  for _ = 2, draw(7) do
    local n = draw(#sessions)
    status[n] = words[draw(#words)]
  end
  return status
end

local function attend(who, story, status)
  for n = story.first or 1, story.last or #sessions do
    local add = n == story.on_paper and timeline.late or event
    local id, source = add("attendance", sessions[n] .. "T12:00", who, "attendance.recorded", { "session", ("S%02d"):format(n), "status", status[n] or "出勤" })
    if n == story.by_mistake then event("office", sessions[n + 1] .. "T15:30", who, "tenure.void", { "id", id, "source", source }) end
  end
end

local function apply(who, hired, birth)
  event("staff", "2024-08-26T08:00", who, "tenure.teacher", { "hired", hired, "birth", birth, "kindergarten", true })
  event("office", "2024-08-26T09:00", who, "applied")
end

local function enrol(who, story)
  for _, kind in ipairs { "政治师德", "专业基础", "研究能力" } do
    local holds = not (story.unattested and kind == "研究能力")
    event("office", "2024-08-28T09:00", who, "attestation.recorded", { "kind", kind, "holds", holds, "by", "所在幼儿园" })
  end
  local day = story.first and "2024-12-02" or "2024-09-02"
  event("office", day .. "T09:00", who, "enrolled")
  event("office", day .. "T09:00", who, "training.planned", { "sessions", story.first_planned or 36 })
  for _, planned in ipairs(story.planned or {}) do
    event("office", planned[1] .. "T10:00", who, "training.planned", { "sessions", planned[2] })
  end
end

local function incidents(who, story)
  if story.misconduct then event("office", story.misconduct .. "T16:00", who, "misconduct.recorded", { "kind", "代人签到" }) end
  if story.objection then event("office", story.objection .. "T16:00", who, "objection.upheld", { "by", "培训领导小组" }) end
  if story.careless then
    event("office", story.careless[1] .. "T16:00", who, "attestation.recorded", { "kind", "学习不认真", "holds", story.careless[2], "by", "导师组" })
  end
end

-- Whether someone is still there on a day.
local function there(story, day)
  return (not story.last or day <= sessions[story.last]) and (not story.first or day >= "2024-12-02")
end

-- The mentor and their plan, self-study month by month, the topic, the phases.
local function study(who, story, mentor)
  local paired = story.paired or (story.first and "2024-12-03") or "2024-09-03"
  event("mentors", paired .. "T10:00", mentor, "pair.started", { "apprentice", who })
  event("mentors", (story.mentor_plan or timeline.after(paired, 17)) .. "T10:00", mentor, "plan.filed", { "kind", "带教计划", "for", who })
  for i, month in ipairs(months) do
    local time = story.study and story.study[month]
    if time == nil then time = month .. ("-%02dT20:00"):format(15 + draw(12)) end
    if time and there(story, month .. "-28") and (not story.first or i > 3) then
      event("study", time, who, "artifact.submitted", { "kind", "自学记录" })
    end
  end
  local topic = story.topic or (story.first and "2025-02-20") or "2024-10-2" .. draw(9)
  event("study", topic .. "T16:00", who, "project.registered", { "project", "K-" .. who, "level", "园级" })
  for i, phase in ipairs(phases) do
    local day = story.first and ({ "2024-12-07", "2024-12-21" })[i] or phase[1]
    if there(story, day) and story.skips ~= phase[2] then event("office", day .. "T09:00", who, "phase.started", { "phase", phase[2] }) end
  end
end

local function graded(who, day, cycle, component, grade)
  event("assessment", day .. "T10:00", who, "assessment.result", { "cycle", cycle, "component", component, "grade", grade or ({ "合格", "良好", "优秀" })[draw(3)] })
end

local function lesson(who, day, n, kind, level)
  event("lessons", day .. "T10:00", who, "lesson.public", { "lesson", who .. "-" .. n, "kind", kind, "level", level })
end

-- What the plan asks of a trainee, from the first open lesson to the work done
-- in the home kindergarten.
local function work(who, story, i, mentor)
  lesson(who, "2024-12-11", 1, "亮相课", "园级")
  lesson(who, "2025-03-26", 2, "研究课", "园级")
  lesson(who, "2025-05-21", 3, "汇报课", "区级")
  for n, kind in ipairs { "授课", "说课", "评课" } do
    event("lessons", ("2025-01-0%dT10:00"):format(6 + n), who, "lesson.observed", { "lesson", mentor .. "-" .. n, "teacher", mentor, "kind", kind })
  end
  local other = ("T%02d"):format(i % 40 + 1)
  event("lessons", "2025-03-27T10:00", who, "lesson.observed", { "lesson", other .. "-2", "teacher", other })
  event("lessons", "2025-03-27T15:00", who, "lesson.commented", { "lesson", other .. "-2", "kind", "评课" })
  event("lessons", "2025-03-28T15:00", who, "lesson.commented", { "lesson", who .. "-2", "kind", "说课" })
  event("office", "2025-03-19T17:00", who, "outing.completed", { "outing", "名教师课堂", "days", 1, "kind", "考察" })
  event("papers", "2025-04-16T16:00", who, "artifact.submitted", { "kind", "课件", "self_made", true, "used_in_class", true })
  event("papers", "2025-05-14T16:00", who, "artifact.submitted", { "kind", i % 3 == 0 and "调查报告" or "课题研究报告" })
  event("papers", "2025-05-20T16:00", who, "artifact.submitted", { "kind", "论文" })
  event("papers", "2025-05-22T16:00", who, "paper.outcome",
    { "paper", "P-" .. who, "outcome", i % 4 == 0 and "发表" or "交流", "level", i % 5 == 0 and "市级" or "区级" })
  if i % 3 == 1 then event("mentors", "2025-02-24T10:00", who, "pair.started", { "apprentice", "Y-" .. who }) end
  event("assessment", (story.defence or "2025-05-28") .. "T14:00", who, "defence.result", { "passed", true })
  if not story.no_lecture then
    event("lessons", "2025-05-29T14:00", who, "lecture.given", { "kind", "讲座", "audience", "职务培训班", "agreed", true })
  end
  event("assessment", "2025-05-30T09:00", who, "attestation.recorded", { "kind", "教学提高", "holds", true, "by", "导师组" })
  graded(who, "2025-06-25", "综合", "实践")
  graded(who, "2025-06-25", "综合", "课题论文")
  graded(who, "2025-06-25", "年度", "实绩")
end

local function conclude(who, story)
  local function decided(day, mentors)
    event("committee", day .. "T14:00", who, "committee.decided", { "decision", "合格", "leaders", 3, "mentors", mentors })
  end
  decided("2025-06-30", story.no_mentors and 0 or 4)
  if story.no_mentors then decided("2025-07-03", 4) end
end

-- The ten months after it.
local function track(who, story, mentor)
  event("office", "2025-07-05T09:00", who, "phase.started", { "phase", "跟踪培训" })
  for _, month in ipairs(tracking) do
    local day, what = month .. ("-%02d"):format(draw(28)), (story.tracked or {})[month]
    if what == "observed" then
      event("lessons", day .. "T10:00", mentor, "lesson.observed", { "lesson", who .. "-" .. month, "teacher", who })
    elseif what ~= "nothing" then
      event("study", day .. "T20:00", who, "study.logged", { "mode", what == "advised" and "集体辅导" or "自学", "hours", 1 + draw(4) })
    end
  end
  if story.ended then
    event("office", story.ended .. "T10:00", who, "tenure.standing", { "track", "培训阶段", "to", "跟踪期满", "reason", "已完成各项训练", "by", "培训单位" })
  end
end

for n, day in ipairs(sessions) do
  local content = contents[(n - 1) % #contents + 1]
  local fields = { "session", ("S%02d"):format(n), "module", content[1] }
  if content[2] then fields[5], fields[6] = "course", content[2] end
  event("office", day .. "T08:00", nil, "training.session", fields)
end
for i = 1, 8 do event("staff", "2024-08-26T08:00", "M" .. i, "tenure.teacher", { "kindergarten", true }) end

for i = 1, 40 do
  local who, story, mentor = ("T%02d"):format(i), stories[i] or {}, "M" .. (i % 8 + 1)
  apply(who, story.hired or ("20%02d-08-%02d"):format(7 + draw(11), draw(25)), ("19%02d-0%d-1%d"):format(81 + draw(13), draw(9), draw(9)))
  enrol(who, story)
  attend(who, story, stories[i] and statuses(story) or some_statuses())
  incidents(who, story)
  study(who, story, mentor)
  if (story.last or 36) >= 19 then graded(who, "2025-01-20", "学期", "理论", story.theory) end
  if not story.last then
    work(who, story, i, mentor)
    conclude(who, story)
    track(who, story, mentor)
  end
end
apply("T41", "2019-08-27", "1996-05-04")
event("office", "2026-05-08T10:00", "M1", "tenure.teacher", { "kindergarten", true })

timeline.print()
