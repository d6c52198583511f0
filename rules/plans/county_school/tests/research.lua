-- 三、3 搭台子  4 压担子（P4-17 至 P4-20）

local school = require "tests.shared.school"

local contest = "开展“我最满意的一堂课”活动"

scenario "学年最后一天开展活动；别的活动不算" (function(s)
  school.teacher(s, "T9")
  s:event("2025-08-31T16:00", nil, "contest.held", { contest = "我最满意的一堂课" })
  s:event("2025-10-10", nil, "contest.held", { contest = "课件比赛" })
  s:advance "2026-09-01"
  s:refute { rule = contest, outcome = "missed", at = "2025-09-01" }
  s:expect { rule = contest, outcome = "missed", at = "2026-09-01" }
end)

local project, report, lesson = "承担并实施一个课题专项研究", "每学期写出课题的总结论文或阶段性报告", "取得科研成果的教师上成果实践课"

local function begin(s, day, who, name) s:event(day, who, "project.registered", { project = name, level = "校级" }) end

scenario "学期末有在研课题；已经结题的；没有的；普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  school.backbone(s, "T3")
  begin(s, "2025-01-31T16:00", "T1", "K1")
  begin(s, "2024-09-10", "T2", "K2")
  s:event("2025-01-31T16:00", "T2", "project.closed", { project = "K2" })
  s:advance "2025-02-01"
  s:refute { teacher = "T1", rule = project, outcome = "missed" }
  s:expect { teacher = "T2", rule = project, outcome = "missed", at = "2025-02-01" }
  s:expect { teacher = "T3", rule = project, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "T9", rule = project }
end)

local function write(s, day, who, kind, name) s:event(day, who, "artifact.submitted", { kind = kind, project = name }) end

scenario "总结论文或阶段性报告，每个课题都要" (function(s)
  school.two(s)
  for _, name in ipairs { "K1", "K2", "K3" } do begin(s, "2024-08-30", "T1", name) end
  begin(s, "2024-08-30", "T9", "K9")
  write(s, "2025-01-31T16:00", "T1", "总结论文", "K1")
  write(s, "2025-01-20", "T1", "阶段性报告", "K2")
  write(s, "2025-01-20", "T1", "阶段总结", "K3")
  write(s, "2025-01-20", "T1", "总结论文")
  s:advance "2025-02-01"
  s:refute { rule = report, about = { project = "K1" }, outcome = "missed" }
  s:refute { rule = report, about = { project = "K2" }, outcome = "missed" }
  s:expect { teacher = "T1", rule = report, outcome = "missed", at = "2025-02-01", about = { project = "K3" },
    says = "T1本学期还没有写出课题（K3）的总结论文或阶段性报告" }
  s:refute { teacher = "T9", rule = report }
end)

scenario "学期中立项的课题，从下一学期起写报告" (function(s)
  school.backbone(s, "T1")
  begin(s, "2024-10-10", "T1", "K1")
  s:advance "2025-07-11"
  s:refute { rule = report, at = "2025-02-01" }
  s:expect { teacher = "T1", rule = report, outcome = "missed", at = "2025-07-11" }
end)

scenario "取得成果后六个月的最后一天上成果实践课；晚一天的；别的课；普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  school.backbone(s, "T3")
  for _, who in ipairs { "T1", "T2", "T3", "T9" } do s:event("2024-10-10", who, "project.result", { project = "K" .. who }) end
  s:event("2025-04-10T16:00", "T1", "lesson.public", { lesson = "L1", kind = "成果实践课" })
  s:event("2025-04-11", "T2", "lesson.public", { lesson = "L2", kind = "成果实践课" })
  s:event("2025-03-10", "T3", "lesson.public", { lesson = "L3", kind = "公开课" })
  s:advance "2025-05-01"
  s:expect { teacher = "T1", rule = lesson, outcome = "reminder", at = "2025-03-12" }
  s:refute { teacher = "T1", rule = lesson, outcome = "missed" }
  s:expect { teacher = "T2", rule = lesson, outcome = "missed", at = "2025-04-11" }
  s:expect { teacher = "T3", rule = lesson, outcome = "missed", at = "2025-04-11" }
  s:refute { teacher = "T9", rule = lesson }
end)

scenario "没有成果的，不要求成果实践课" (function(s)
  school.backbone(s, "T1")
  begin(s, "2024-09-10", "T1", "K1")
  s:advance "2025-09-01"
  s:refute { rule = lesson }
end)
