-- generate.lua — writes the year of a school's backbone teachers: lua5.4 generate.lua > events.ndjson
--
-- Sixty staff: five hold a city or district title, eleven head a group, nine
-- young teachers learn from some of them.  `stories` are what the README lists;
-- all else is done as the plan asks.

package.path = arg[0]:gsub("[^/]*$", "") .. "../?.lua"
local timeline = require "timeline" (20240901)
local event, after = timeline.event, timeline.after

local titles = { [1] = "市级", [2] = "区级", [3] = "区级", [4] = "区级", [5] = "区级" }
local apprentices = {
  [1] = { "T41" }, [2] = { "T42" }, [6] = { "T43" }, [7] = { "T44", "T45" }, [8] = { "T46" }, [10] = { "T47" }, [12] = { "T48" }, [13] = { "T49" },
}

-- Mondays of the weeks that are taught five days long.
local weeks = {
  "2024-09-02", "2024-09-09", "2024-09-23", "2024-10-07", "2024-10-14", "2024-10-21", "2024-10-28", "2024-11-04", "2024-11-11",
  "2024-11-18", "2024-11-25", "2024-12-02", "2024-12-09", "2024-12-16", "2024-12-23", "2025-01-06",
  "2025-02-17", "2025-02-24", "2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24", "2025-04-07", "2025-04-14", "2025-04-21",
  "2025-05-12", "2025-05-19", "2025-05-26", "2025-06-09", "2025-06-16", "2025-06-23",
}
local months = { "2024-09", "2024-10", "2024-11", "2024-12", "2025-03", "2025-04", "2025-05", "2025-06" }

-- What does not go as the plan asks; lessons are numbered by term.
local stories = {
  [2] = { misnamed = "2024-12-02" },
  [3] = { project_closed = "2024-11-20", next_project = "2024-12-10" },
  [4] = { certificate = "初级", forum_late = true },
  [5] = { paper_level = "区级", status = { ["2024-10"] = "迟到" } },
  [6] = { lessons = { ["2024-10-14"] = 1 }, on_paper = "2024-11-11" },
  [7] = { lessons_of_second = { ["2025-03-10"] = 1 } },
  [8] = { forum_late = true, comment_late = "2024-11-18", annual = "不合格" },
  [9] = { no_lesson = 2, status = { ["2024-11"] = "病假" }, task_done = "2025-04-01" },
  [10] = { missing_reflection = 1, not_entered = 1 },
  [11] = { no_forum = true, annual = "没有" },
  [12] = { sharing = "2024-11-21", forum_late = true },
  [13] = { sharing = "2024-11-20", no_courseware = true },
  [14] = { plan_filed = "2024-09-23", no_records = { ["2024-10"] = true }, no_monthly = { ["2025-04"] = true }, no_summary = 1 },
  [15] = { relieved = "2025-02-20" },
  [16] = { from = "2024-11-01" },
}

local function id_of(i) return ("T%02d"):format(i) end

local function day_of(month, day) return ("%s-%02d"):format(month, day) end

-- The staff, and what makes sixteen of them backbone teachers.
local function appoint(i, story)
  local who = id_of(i)
  local post = i >= 10 and i <= 15 and "备课组长" or nil
  if post then
    event("staff", "2024-08-20T08:00", who, "tenure.teacher", { "name", who, "post", post })
  else
    event("staff", "2024-08-20T08:00", who, "tenure.teacher", { "name", who })
  end
  if titles[i] then event("office", "2024-08-20T09:00", who, "title.awarded", { "level", titles[i] }) end
  if i >= 6 and i <= 9 then event("office", "2024-08-20T09:00", who, "role.granted", { "role", "教研组长" }) end
  if story.from then event("office", story.from .. "T09:00", who, "role.granted", { "role", "备课组长" }) end
  if story.relieved then event("office", story.relieved .. "T09:00", who, "role.revoked", { "role", post }) end
  for _, apprentice in ipairs(apprentices[i] or {}) do
    event("office", "2024-08-26T09:00", who, "pair.started", { "apprentice", apprentice })
  end
end

-- One lesson heard, and the comment on it the same day; `late` is the day of a
-- comment that comes too late.  Returns the id and source of the lesson heard.
local function hear(who, apprentice, day, late, write)
  local lesson = ("%s-%s"):format(apprentice, day)
  local id, source = write("lessons", day .. "T09:30", who, "lesson.observed", { "lesson", lesson, "teacher", apprentice })
  write("lessons", (late or day) .. "T16:30", who, "lesson.commented", { "lesson", lesson, "kind", "评课" })
  return id, source
end

-- Lessons that were a colleague's: what was entered is voided, and entered anew.
local misnamed = {}

local function rename()
  for _, each in ipairs(misnamed) do
    event("office", after(each.day, 7) .. "T09:00", each.who, "tenure.void", { "id", each.id, "source", each.source })
    hear(each.who, "T20", each.day, nil, event)
  end
end

local function mentor(i, story)
  for _, monday in ipairs(weeks) do
    for n, apprentice in ipairs(apprentices[i] or {}) do
      local lessons = n == 2 and (story.lessons_of_second or {})[monday] or n == 1 and (story.lessons or {})[monday] or 2
      local first = after(monday, timeline.draw(2) - 1)
      local id, source = hear(id_of(i), apprentice, first, story.comment_late == monday and after(first, 1) or nil, event)
      if story.misnamed == monday then misnamed[#misnamed + 1] = { who = id_of(i), day = first, id = id, source = source } end
      if lessons == 2 then
        hear(id_of(i), apprentice, after(monday, 1 + timeline.draw(3)), nil, story.on_paper == monday and timeline.late or event)
      end
    end
  end
end

-- The guide lesson of a term: what is handed in, the seminar, the forum.
local function guide_lesson(i, story, term)
  if story.no_lesson == term or term == 2 and story.relieved then return end
  if term == 1 and story.from then return end
  local who, month = id_of(i), months[(term - 1) * 4 + (i - 1) % 4 + 1]
  local day, lesson = day_of(month, 8 + timeline.draw(4)), ("引路课-%s-%d"):format(id_of(i), term)
  event("lessons", day .. "T10:00", who, "lesson.public",
    { "lesson", lesson, "kind", "引路课", "level", titles[i] and "区级" or "校级", "theme", "学科核心素养与课堂教学" })
  for _, kind in ipairs { "教学设计", "教学反思", "课件" } do
    if not (kind == "教学反思" and story.missing_reflection == term) then
      event("papers", after(day, timeline.draw(6)) .. "T17:00", who, "artifact.submitted", { "kind", kind, "ref", lesson })
    end
  end
  if month ~= "2025-05" then
    event("office", after(day, timeline.draw(5)) .. "T15:00", nil, "seminar.held", { "kind", "研讨", "ref", lesson })
  end
  if term == 1 and not story.no_forum then
    local forum = story.forum_late and after(month .. "-28", 10) or day_of(month, 24)
    event("lessons", forum .. "T15:30", who, "lecture.given", { "kind", "论坛", "audience", "全体教师", "topic", "课堂教学" })
  end
end

local function research(i, story)
  local who = id_of(i)
  local project = "课题-" .. who
  event("research", (story.from or "2024-08-28") .. "T10:00", who, "project.registered", { "project", project, "level", titles[i] and "区级" or "校级" })
  if story.project_closed then
    event("research", story.project_closed .. "T10:00", who, "project.closed", { "project", project })
    event("research", story.next_project .. "T10:00", who, "project.registered", { "project", project .. "-2", "level", "市级" })
  end
  if not story.from then event("research", (story.plan_filed or day_of("2024-09", 9 + timeline.draw(10))) .. "T09:00", who, "plan.filed", { "kind", "学期课题计划" }) end
  if story.relieved then return end
  event("research", day_of("2025-02", 17 + timeline.draw(9)) .. "T09:00", who, "plan.filed", { "kind", "学期课题计划" })
end

local function research_papers(i, story)
  local who = id_of(i)
  for _, month in ipairs(months) do
    local there = (not story.from or month > "2024-11") and (not story.relieved or month < "2025-02")
    if there and not (story.no_records or {})[month] then
      event("research", day_of(month, 18 + timeline.draw(8)) .. "T17:00", who, "artifact.submitted", { "kind", "研究过程资料", "project", "课题-" .. who })
    end
    if there and not (story.no_monthly or {})[month] then
      event("assessment", day_of(month, 28) .. "T17:00", who, "assessment.result", { "cycle", "月", "grade", ({ "合格", "良好", "优秀" })[timeline.draw(3)] })
    end
  end
  for term, month in ipairs { "2024-12", "2025-05" } do
    if not (term == 2 and story.relieved) then
      if story.no_summary ~= term then event("research", after(day_of(month, 27), timeline.draw(5)) .. "T17:00", who, "artifact.submitted", { "kind", "阶段总结" }) end
      local paper = ("论文-%s-%d"):format(who, term)
      event("papers", day_of(month, 5 + timeline.draw(4)) .. "T17:00", who, "artifact.submitted", { "kind", "论文", "ref", paper })
      if story.not_entered ~= term then
        event("papers", day_of(month, 12) .. "T17:00", who, "contest.entered", { "contest", "区教育教学论文评选", "ref", paper })
      end
    end
  end
  event("papers", "2025-05-20T16:00", who, "paper.outcome",
    { "paper", "论文-" .. who .. "-1", "outcome", i % 3 == 0 and "发表" or "获奖", "level", story.paper_level or "市级" })
end

-- Department training once a month, with a note on it.
local function training(i, story)
  for _, month in ipairs(months) do
    local session, status = "培训-" .. month, (story.status or {})[month] or "出勤"
    event("attendance", day_of(month, 6) .. "T16:00", id_of(i), "attendance.recorded", { "session", session, "status", status })
    if status ~= "病假" then
      event("papers", after(day_of(month, 6), timeline.draw(7)) .. "T12:00", id_of(i), "artifact.submitted", { "kind", "培训记录", "ref", session })
    end
  end
end

local function rest(i, story)
  local who = id_of(i)
  if titles[i] then
    event("staff", "2024-10-25T10:00", who, "certificate.recorded", { "kind", "教育技术", "level", story.certificate or i % 2 == 0 and "中级" or "高级" })
  end
  if not story.no_courseware then
    event("papers", day_of("2024-12", timeline.draw(20)) .. "T17:00", who, "artifact.submitted", { "kind", "课件", "self_made", true })
  end
  if story.sharing then
    event("office", "2024-10-21T17:00", who, "outing.completed", { "outing", "考察-" .. who, "days", 3, "level", "市级", "kind", "考察" })
    event("office", story.sharing .. "T16:00", who, "sharing.given", { "outing", "考察-" .. who, "scope", "全校" })
  end
  event("office", "2025-03-03T09:00", who, "task.assigned", { "task", "开放日筹备", "due", "2025-03-31" })
  event("office", (story.task_done or day_of("2025-03", 10 + timeline.draw(21))) .. "T16:00", who, "task.completed", { "task", "开放日筹备" })
  if story.annual ~= "没有" then
    event("assessment", "2025-06-27T16:00", who, "assessment.result", { "cycle", "年度", "grade", story.annual or i % 3 == 0 and "优秀" or "良好" })
  end
end

-- What the school does; in May no lecture and no seminar, in the second term no
-- 网页制作.
local function school()
  for _, month in ipairs { "2024-09", "2024-10", "2024-11", "2024-12", "2025-01", "2025-03", "2025-04", "2025-06" } do
    event("office", day_of(month, 13) .. "T15:00", nil, "lecture.held", { "kind", month == "2024-11" and "课题研究培训" or "讲座", "audience", "骨干教师" })
  end
  event("office", "2024-10-16T15:00", nil, "training.session", { "session", "白板-1", "topic", "电子白板" })
  event("office", "2024-11-20T15:00", nil, "training.session", { "session", "网页-1", "topic", "网页制作" })
  event("office", "2025-04-16T15:00", nil, "training.session", { "session", "白板-2", "topic", "电子白板" })
  event("office", "2025-07-02T09:00", nil, "selection.opened")
  for _, who in ipairs { "T01", "T02" } do
    event("office", "2025-06-05T10:00", who, "attestation.recorded", { "kind", "全区影响", "holds", true, "by", "区教育局" })
  end
  event("office", "2025-03-12T10:00", "T03", "allocation.made", { "allocation", "省教育技术研修" })
  event("office", "2025-03-12T10:00", "T30", "allocation.made", { "allocation", "省教育技术研修" })
end

-- A second training two days after the first, and no note on it.
local function second_training()
  event("attendance", "2024-10-08T16:00", "T14", "attendance.recorded", { "session", "培训-2024-10-专题", "status", "出勤" })
end

-- A lesson heard was entered for the wrong week, and is taken out again; the
-- week still has its two.
local function mistake()
  local id, source = event("lessons", "2024-12-05T11:00", "T12", "lesson.observed", { "lesson", "T48-误记", "teacher", "T48" })
  event("office", "2024-12-05T17:00", "T12", "tenure.void", { "id", id, "source", source })
end

for i = 1, 60 do appoint(i, stories[i] or {}) end
for i = 1, 16 do
  local story = stories[i] or {}
  mentor(i, story)
  for term = 1, 2 do guide_lesson(i, story, term) end
  research(i, story)
  research_papers(i, story)
  training(i, story)
  rest(i, story)
end
for i = 21, 40 do -- the others come to the training too, and nothing is asked of them
  event("attendance", "2024-10-06T16:00", id_of(i), "attendance.recorded", { "session", "培训-2024-10", "status", i % 5 == 0 and "缺课" or "出勤" })
end
school()
mistake()
rename()
second_training()
event("staff", "2025-09-01T08:00", "T61", "tenure.teacher", { "name", "T61" }) -- the year is over
timeline.print()
