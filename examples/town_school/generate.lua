-- generate.lua — writes a year of a school of 126: lua5.4 generate.lua > events.ndjson
--
-- T001 leads a subject in the district, T002 to T010 are the district's backbone
-- teachers, T011 to T022 the school's; T006 to T010, T015 to T022 and T023 to
-- T060 are young.  `stories` are what the README lists; all else is done as the
-- plan asks.

package.path = arg[0]:gsub("[^/]*$", "") .. "../?.lua"
local timeline = require "timeline" (20240902)
local event, after = timeline.event, timeline.after

local STAFF = 126
local months = { "2024-09", "2024-10", "2024-11", "2024-12", "2025-03", "2025-04", "2025-05", "2025-06" }

local stories = {
  [4] = { third = "T061" },
  [5] = { revoked = "2025-03-03" },
  [7] = { no_note = "2024-11" },
  [8] = { no_book = 2 },
  [10] = { no_material = 1 },
  [11] = { no_periodical = true },
  [12] = { days = { 1.5, 2 } },
  [13] = { days = { 2, 3.5 } },
  [14] = { days = { 2, 3 } },
  [15] = { birth = "1988-11-15" },
  [16] = { note_on_paper = "2024-12" },
  [17] = { no_lesson = true },
  [18] = { award = "校级" },
  [19] = { annual = "不合格" },
  [20] = { annual = "不合格", objection = "2025-06-25" },
  [21] = { annual = "没有" },
  [22] = { plan = "2024-11-05" },
  [31] = { awarded = "2024-09-05" },
  [32] = { awarded = "2025-02-20" },
  [60] = { paired = "2024-11-12" },
}

local function id_of(i) return ("T%03d"):format(i) end
local function day_of(month, day) return ("%s-%02d"):format(month, day) end

local function is_young(i) return i >= 6 and i <= 10 or i >= 15 and i <= 60 end
local function is_backbone(i) return i >= 2 and i <= 22 end

-- Birthdays: the young are 24 to 33, the others 37 and more; of the last ten no
-- birthday is known.
local function staff(i, story)
  local who = id_of(i)
  local year = is_young(i) and 1990 + timeline.draw(10) or 1965 + timeline.draw(21)
  local birth = story.birth or ("%d-%02d-%02d"):format(year, timeline.draw(12), timeline.draw(28))
  if i <= STAFF - 10 then
    event("staff", "2024-08-19T08:00", who, "tenure.teacher", { "name", who, "birth", birth })
  else
    event("staff", "2024-08-19T08:00", who, "tenure.teacher", { "name", who })
  end
end

local function titles(i, story)
  local who = id_of(i)
  if i == 1 then event("office", "2024-08-20T09:00", who, "certificate.issued", { "title", "学科带头人" }) end
  if is_backbone(i) then event("office", "2024-08-20T09:00", who, "title.awarded", { "level", i <= 10 and "区级" or "校级" }) end
  if story.awarded then event("office", story.awarded .. "T09:00", who, "title.awarded", { "level", "校级" }) end
  if story.revoked then event("office", story.revoked .. "T09:00", who, "title.revoked", { "level", "区级" }) end
  if i == 2 then event("office", "2025-05-20T09:00", who, "certificate.issued", { "title", "学科带头人" }) end
  if i == 6 then event("office", "2025-05-20T09:00", who, "certificate.issued", { "title", "教学能手" }) end
  if i == 23 or i == 24 then event("office", "2025-05-20T09:00", who, "certificate.issued", { "title", "优秀青年教师" }) end
end

-- The pairs: who helps whom, one or two each.
local mentors, helped = { 1, 2, 3, 4, 5, 11, 12, 13, 14 }, {}
for i = 61, 77 do mentors[#mentors + 1] = i end
for i = 1, 60 do
  if is_young(i) then helped[#helped + 1] = i end
end

local function observe(mentor, apprentice, from)
  for _, month in ipairs(months) do
    for n, kind in ipairs { "随堂课", "诊断课", "示范课" } do
      local day = day_of(month, 8 * n - timeline.draw(6))
      if day > from and timeline.draw(3) > 1 then
        event("lessons", day .. "T09:30", mentor, "lesson.observed", { "lesson", apprentice .. "-" .. day, "teacher", apprentice, "kind", kind })
      end
    end
  end
end

local function pairs_of_teachers()
  for n, i in ipairs(helped) do
    local mentor, from = id_of(mentors[(n - 1) // 2 + 1]), (stories[i] or {}).paired or "2024-08-28"
    event("office", from .. "T10:00", mentor, "pair.started", { "apprentice", id_of(i) })
    observe(mentor, id_of(i), from)
  end
  event("office", "2024-10-09T10:00", "T004", "pair.started", { "apprentice", stories[4].third })
  event("office", "2024-10-21T10:00", "T004", "pair.ended", { "apprentice", stories[4].third })
  for i = 25, 30 do
    event("assessment", "2025-06-10T16:00", id_of(i), "attestation.recorded", { "kind", "进步明显", "holds", i < 30, "by", "师傅" })
  end
end

local function reading(i, story)
  local who = id_of(i)
  for _, month in ipairs(months) do
    if story.no_note ~= month and not (story.birth and month > "2024-10") then
      local write = story.note_on_paper == month and timeline.late or event
      write("papers", day_of(month, 17 + timeline.draw(10)) .. "T17:00", who, "artifact.submitted", { "kind", "读书心得" })
    end
  end
  for term, month in ipairs { "2024-11", "2025-04" } do
    if story.no_book ~= term then
      event("papers", day_of(month, 10 + timeline.draw(15)) .. "T17:00", who, "book.read", { "title", "专著" .. timeline.draw(9) })
    end
  end
end

-- What is asked of every backbone teacher, by the year and by the term.
local function year_of(i, story)
  local who = id_of(i)
  event("office", (story.plan or day_of("2024-09", 9 + timeline.draw(15))) .. "T09:00", who, "plan.filed", { "kind", "年度培养计划" })
  if not story.no_periodical then event("office", day_of("2024-12", timeline.draw(20)) .. "T09:00", who, "subscription.recorded") end
  if not story.no_lesson then
    event("lessons", day_of(months[4 + (i - 1) % 4], 9 + timeline.draw(5)) .. "T10:00", who, "lesson.public",
      { "lesson", "公开课-" .. who, "kind", "公开课", "level", "校级" })
  end
  event("papers", day_of("2025-05", 10 + timeline.draw(15)) .. "T16:00", who, "paper.outcome",
    { "paper", "论文-" .. who, "outcome", "获奖", "level", story.award or i % 4 == 0 and "市级" or "区级" })
  for term, month in ipairs { "2024-11", "2025-04" } do
    local days = (story.days or {})[term] or 1 + timeline.draw(2)
    event("office", day_of(month, 18 + timeline.draw(6)) .. "T17:00", who, "outing.completed",
      { "outing", ("先进校-%s-%d"):format(who, term), "days", days, "level", "区级", "kind", "学习交流" })
    if story.no_material ~= term and not (story.revoked and term == 2) then
      event("papers", day_of(term == 1 and "2024-12" or "2025-06", timeline.draw(14)) .. "T17:00", who, "artifact.submitted", { "kind", "经验材料" })
    end
  end
end

local function assess(i, story)
  local who = id_of(i)
  local grade = story.annual or ({ "合格", "良好", "优秀" })[timeline.draw(3)]
  if grade == "没有" or story.revoked then return end
  event("assessment", "2025-06-20T16:00", who, "assessment.result", { "cycle", "年度", "grade", grade })
  if story.objection then event("office", story.objection .. "T16:00", who, "objection.upheld", { "by", "评审组" }) end
  if grade ~= "不合格" then event("office", "2025-07-05T16:00", who, "bonus.paid", { "amount", grade == "优秀" and 1000 or 600 }) end
end

-- Lectures for the young and the backbone teachers, and who comes.
local function lectures()
  for _, month in ipairs(months) do
    event("office", day_of(month, 13) .. "T15:00", nil, "lecture.held", { "kind", "讲座", "audience", "青年教师" })
    for i = 6, 60 do
      if timeline.draw(5) > 1 then
        event("attendance", day_of(month, 13) .. "T17:00", id_of(i), "attendance.recorded", { "session", "讲座-" .. month, "status", "出勤" })
      end
    end
  end
end

local function school()
  event("office", "2024-08-26T16:00", nil, "notice.published", { "kind", "名单" })
  event("office", "2024-09-06T16:00", nil, "notice.published", { "kind", "名单" })
  event("office", "2024-09-10T09:00", nil, "plan.filed", { "kind", "年度培养计划" })
  event("office", "2025-04-18T16:00", nil, "contest.held", { "contest", "青年教师赛课" })
  event("office", "2024-09-02T09:00", "T033", "role.granted", { "role", "年级组长" })
  event("office", "2024-09-02T09:00", "T034", "role.granted", { "role", "团总支书记" })
  for i = 2, 9 do
    event("office", "2025-03-2" .. i .. "T16:00", id_of(i), "sharing.given", { "outing", ("先进校-%s-1"):format(id_of(i)), "scope", "组内" })
  end
  local id, source = event("office", "2025-06-20T16:00", "T003", "assessment.result", { "cycle", "年度", "grade", "不合格" })
  event("office", "2025-06-23T09:00", "T003", "tenure.void", { "id", id, "source", source }) -- entered for the wrong person
end

for i = 1, STAFF do
  local story = stories[i] or {}
  staff(i, story)
  titles(i, story)
  if is_backbone(i) and is_young(i) then reading(i, story) end
  if is_backbone(i) then year_of(i, story) end
  if is_backbone(i) then assess(i, story) end
end
pairs_of_teachers()
lectures()
school()
-- The two who became backbone teachers during the year.
for _, i in ipairs { 31, 32 } do
  for _, month in ipairs(months) do
    if month .. "-01" > stories[i].awarded then
      event("papers", day_of(month, 20) .. "T17:00", id_of(i), "artifact.submitted", { "kind", "读书心得" })
    end
  end
  event("office", after(stories[i].awarded, 5) .. "T09:00", id_of(i), "plan.filed", { "kind", "年度培养计划" })
  event("papers", "2025-03-20T17:00", id_of(i), "book.read", { "title", "专著1" })
  event("papers", "2025-06-12T17:00", id_of(i), "artifact.submitted", { "kind", "经验材料" })
  event("office", "2025-04-22T17:00", id_of(i), "outing.completed", { "outing", "先进校-" .. id_of(i), "days", 2, "kind", "考察" })
  event("assessment", "2025-06-20T16:00", id_of(i), "assessment.result", { "cycle", "年度", "grade", "良好" })
end
-- What is not what it looks like: a second mentor who stops, a notice of another
-- thing, a contest of another kind.
event("office", "2024-09-20T10:00", "T078", "pair.started", { "apprentice", "T059" })
event("office", "2024-11-20T10:00", "T078", "pair.ended", { "apprentice", "T059" })
event("office", "2025-02-24T16:00", nil, "notice.published", { "kind", "公示" })
event("office", "2024-12-06T15:00", nil, "contest.held", { "contest", "教工运动会" })
event("staff", "2025-09-01T08:00", "T127", "tenure.teacher", { "name", "T127" }) -- the year is over
timeline.print()
