-- generate.lua — writes the year of a training programme: lua5.4 generate.lua > events.ndjson
--
-- 36 sessions from September 2024 to June 2025, 40 trainees, and one applicant
-- who is turned away.  `stories` are the people the README lists; the others
-- are drawn by a small generator of fixed start, so that every run writes the
-- same bytes.

local zone = "+08:00"

-- Saturdays, holidays left out; sessions[n] is the n-th.
local sessions = {
  "2024-09-07", "2024-09-14", "2024-09-21", "2024-09-28", "2024-10-12", "2024-10-19", "2024-10-26", "2024-11-02", "2024-11-09",
  "2024-11-16", "2024-11-23", "2024-11-30", "2024-12-07", "2024-12-14", "2024-12-21", "2024-12-28", "2025-01-04", "2025-01-11",
  "2025-01-18", "2025-02-15", "2025-02-22", "2025-03-01", "2025-03-08", "2025-03-15", "2025-03-22", "2025-03-29", "2025-04-12",
  "2025-04-19", "2025-04-26", "2025-05-10", "2025-05-17", "2025-05-24", "2025-06-07", "2025-06-14", "2025-06-21", "2025-06-28",
}

local names = {
  "陈静", "林晓燕", "王丽华", "张敏", "李秀英", "刘芳", "杨雪梅", "黄慧", "赵婷婷", "吴佳怡",
  "周洁", "徐海燕", "孙悦", "朱玉兰", "马晓红", "胡蓉", "郭莉", "何文静", "高琳", "罗萍",
  "郑爱华", "梁颖", "谢春燕", "宋玲", "唐雅琴", "许珊", "韩冰", "冯娟", "邓丽", "曹月",
  "彭薇", "曾小玲", "肖倩", "田甜", "董晶", "袁媛", "潘虹", "蒋艳", "蔡琴", "余露",
  "杜鹃",
}

-- Who is away from which session, and what else happens to them.  `last`: the
-- last session they come to or are recorded at.
local stories = {
  [1] = { ["缺课"] = { 2, 5, 8, 11, 14, 17, 20, 23, 26, 29, 32 } },
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
}

local drawn = 20240901

local function draw(n)
  drawn = drawn * 16807 % 2147483647
  return drawn % n
end

local function quoted(value)
  return type(value) == "string" and '"' .. value .. '"' or tostring(value)
end

local function object(fields)
  local out = {}
  for i = 1, #fields, 2 do out[#out + 1] = ('"%s":%s'):format(fields[i], quoted(fields[i + 1])) end
  return "{" .. table.concat(out, ",") .. "}"
end

local lines, late_lines, count = {}, {}, {}

-- One event; `fields` is its data, name after value.  Returns its id.
local function event(source, time, subject, kind, fields, late)
  count[source] = (count[source] or 0) + 1
  local id = ("%s-%04d"):format(source, count[source])
  local line = ('{"specversion":"1.0","id":"%s","source":"/%s","type":"%s","subject":"%s","time":"%s%s","data":%s}')
    :format(id, source, kind, subject, time, zone, object(fields))
  local into = late and late_lines or lines
  into[#into + 1] = { time = time, line = line }
  return id
end

local function at(date, clock) return date .. "T" .. clock end

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
  for _ = 1, draw(7) do
    local n = 1 + draw(#sessions)
    status[n] = words[1 + draw(#words)]
  end
  return status
end

local function attend(who, story, status)
  for n = story.first or 1, story.last or #sessions do
    local id = event("attendance", at(sessions[n], "12:00:00"), who, "attendance.recorded",
      { "session", ("S%02d"):format(n), "status", status[n] or "出勤" }, n == story.on_paper)
    if n == story.by_mistake then
      event("office", at(sessions[n + 1], "15:30:00"), who, "tenure.void", { "id", id, "source", "/attendance" })
    end
  end
end

local function apply(who, name, hired, birth, day)
  event("staff", at(day, "08:00:00"), who, "tenure.teacher", { "name", name, "hired", hired, "birth", birth, "kindergarten", true })
  event("office", at(day, "09:00:00"), who, "applied", {})
end

local function enrol(who, story)
  local day = story.first and "2024-12-02" or "2024-09-02"
  event("office", at(day, "09:00:00"), who, "enrolled", {})
  event("office", at(day, "09:00:00"), who, "training.planned", { "sessions", story.first_planned or 36 })
  for _, planned in ipairs(story.planned or {}) do
    event("office", at(planned[1], "10:00:00"), who, "training.planned", { "sessions", planned[2] })
  end
end

local function incidents(who, story)
  if story.misconduct then event("office", at(story.misconduct, "16:00:00"), who, "misconduct.recorded", { "kind", "代人签到" }) end
  if story.careless then
    event("office", at(story.careless[1], "16:00:00"), who, "attestation.recorded",
      { "kind", "学习不认真", "holds", story.careless[2], "by", "导师组" })
  end
end

local function theory(who, story)
  local grade = story.theory or ({ "合格", "良好", "优秀" })[1 + draw(3)]
  event("assessment", at("2025-01-20", "17:00:00"), who, "assessment.result", { "cycle", "学期", "component", "理论", "grade", grade })
end

-- What the plan asks of a trainee, from the first open lesson to the work done
-- in the home kindergarten.
local function work(who, story, i)
  event("lessons", at("2024-12-11", "10:00:00"), who, "lesson.public", { "lesson", who .. "-1", "kind", "亮相课", "level", "园级" })
  event("lessons", at("2025-03-26", "10:00:00"), who, "lesson.public", { "lesson", who .. "-2", "kind", "研究课", "level", "园级" })
  event("lessons", at("2025-05-28", "10:00:00"), who, "lesson.public", { "lesson", who .. "-3", "kind", "汇报课", "level", "区级" })
  event("papers", at("2025-04-16", "16:00:00"), who, "artifact.submitted", { "kind", "课件", "self_made", true, "used_in_class", true })
  event("papers", at("2025-05-14", "16:00:00"), who, "artifact.submitted", { "kind", i % 3 == 0 and "调查报告" or "课题研究报告" })
  event("papers", at("2025-05-20", "16:00:00"), who, "artifact.submitted", { "kind", "论文" })
  event("papers", at("2025-06-05", "16:00:00"), who, "paper.outcome",
    { "paper", "P-" .. who, "outcome", i % 4 == 0 and "发表" or "交流", "level", "区级" })
  event("assessment", at("2025-06-11", "14:00:00"), who, "defence.result", { "passed", true })
  if not story.no_lecture then
    event("lessons", at("2025-06-04", "14:00:00"), who, "lecture.given", { "kind", "讲座", "audience", "职务培训班", "agreed", true })
  end
  event("assessment", at("2025-06-25", "09:00:00"), who, "attestation.recorded", { "kind", "教学提高", "holds", true, "by", "导师组" })
  for _, component in ipairs { "实践", "课题论文", "实绩" } do
    event("assessment", at("2025-06-25", "10:00:00"), who, "assessment.result",
      { "cycle", component == "实绩" and "年度" or "综合", "component", component, "grade", ({ "合格", "良好", "优秀" })[1 + draw(3)] })
  end
end

local function conclude(who, story)
  local function decided(day, mentors)
    event("committee", at(day, "14:00:00"), who, "committee.decided", { "decision", "合格", "leaders", 3, "mentors", mentors })
  end
  decided("2025-06-30", story.no_mentors and 0 or 4)
  if story.no_mentors then decided("2025-07-03", 4) end
end

for i = 1, 40 do
  local who, story = ("T%02d"):format(i), stories[i] or {}
  local hired = i == 1 and "2019-08-26" or ("20%02d-08-%02d"):format(8 + draw(11), 1 + draw(25))
  apply(who, names[i], hired, ("19%02d-0%d-1%d"):format(82 + draw(13), 1 + draw(9), draw(10)), "2024-08-26")
  enrol(who, story)
  attend(who, story, stories[i] and statuses(story) or some_statuses())
  incidents(who, story)
  if (story.last or 36) >= 19 then theory(who, story) end
  if not story.last then
    work(who, story, i)
    conclude(who, story)
  end
end
apply("T41", names[41], "2019-08-27", "1996-05-04", "2024-08-26")

-- As the lines come in: by time, except the ones that were on paper.
table.sort(lines, function(a, b)
  if a.time ~= b.time then return a.time < b.time end
  return a.line < b.line
end)
for _, each in ipairs(lines) do print(each.line) end
for _, each in ipairs(late_lines) do print(each.line) end
