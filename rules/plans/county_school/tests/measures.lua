-- 四、管理措施  五、考核方法（P4-21 至 P4-26）

local school = require "tests.shared.school"

local inspection = "每学期对理论学习督促检查"

scenario "学期最后一天督促检查；一次也没有" (function(s)
  school.teacher(s, "T9")
  s:event("2025-01-31T16:00", nil, "inspection.held")
  s:advance "2025-07-11"
  s:refute { rule = inspection, outcome = "missed", at = "2025-02-01" }
  s:expect { rule = inspection, outcome = "missed", at = "2025-07-11" }
end)

scenario "竞赛、奖励和学习经费，只记录，不判断" (function(s)
  school.teacher(s, "T9")
  s:event("2024-10-10", nil, "contest.held", { contest = "课件比赛" })
  s:event("2024-10-11", "T9", "bonus.paid", { amount = 200 })
  s:event("2024-10-12", "T9", "funding.granted", { amount = 500 })
  s:refute { teacher = "T9" }
end)

local year_end = "年底绩效工资考核：本年参与的各项活动"

scenario "年底列出骨干教师一年的活动" (function(s)
  school.two(s)
  for _, who in ipairs { "T1", "T9" } do
    s:event("2024-12-31T16:00", who, "lesson.observed", { lesson = "L1", teacher = "同事" })
    s:event("2025-01-01", who, "lesson.observed", { lesson = "L2", teacher = "同事" })
    s:event("2024-10-10", who, "lesson.public", { lesson = "L3", kind = "公开课" })
    s:event("2024-10-10", who, "lesson.commented", { lesson = "L1" })
    s:event("2024-10-11", who, "lesson.observed", { lesson = "L1", teacher = "同事" })
    s:event("2024-10-11", who, "lesson.public", { lesson = "L3", kind = "公开课" })
    s:event("2024-10-11", who, "lesson.commented", { lesson = "L1" })
    s:event("2024-10-10", who, "outing.completed", { outing = "O1", days = 1, kind = "听课" })
    s:event("2024-10-10", who, "sharing.given", { outing = "O1", scope = "组内" })
    s:event("2024-10-10", who, "artifact.submitted", { kind = "心得体会" })
    s:event("2024-10-10", who, "contest.entered", { contest = "课件比赛" })
    s:event("2024-10-10", who, "study.logged", { mode = "自学", hours = 2.5 })
    s:event("2024-10-10", who, "project.registered", { project = "K1", level = "校级" })
    s:event("2024-10-11", who, "project.result", { project = "K1" })
    s:event("2024-10-10", who, "pair.started", { apprentice = "青年" })
  end
  s:advance "2025-01-01"
  s:expect { teacher = "T1", rule = year_end, at = "2025-01-01", severity = "info", gives = {
    ["听课"] = 1, ["公开课"] = 1, ["评课"] = 1, ["带徒"] = 1, ["外出学习"] = 1, ["经验交流"] = 1, ["上交材料"] = 1,
    ["参加评比"] = 1, ["学习时数"] = 2.5, ["在研课题"] = 1, ["科研成果"] = 1,
  } }
  s:refute { teacher = "T9", rule = year_end }
end)

local training_plan = "制定骨干教师培养计划"

scenario "学校制定培养计划；教师交的、别的计划不算" (function(s)
  school.backbone(s, "T1")
  s:event("2025-08-31T16:00", nil, "plan.filed", { kind = "年度培养计划" })
  s:event("2025-09-10", "T1", "plan.filed", { kind = "培养计划" })
  s:event("2025-09-10", nil, "plan.filed", { kind = "带教计划" })
  s:event("2026-10-10", nil, "plan.filed", { kind = "培养计划" })
  s:advance "2027-09-01"
  s:expect { rule = training_plan, outcome = "reminder", at = "2024-11-05" }
  s:refute { rule = training_plan, outcome = "missed", at = "2025-09-01" }
  s:expect { rule = training_plan, outcome = "missed", at = "2026-09-01" }
  s:refute { rule = training_plan, outcome = "missed", at = "2027-09-01" }
end)

-- P4-26

local examine, publish, settled = "每学期进行一次全面系统的考查", "对考查情况进行总结和公示", "考查结果公示期满"

local function examined(s, day, who, grade)
  s:event(day, who, "assessment.result", { cycle = "学期", component = "考查", grade = grade or "良好" })
end

scenario "学期末考查、公示；没有考查的；普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  examined(s, "2025-01-31T16:00", "T1")
  s:event("2025-01-31T16:00", "T2", "assessment.result", { cycle = "学期", component = "业务", grade = "良好" })
  s:advance "2025-02-01"
  s:refute { teacher = "T1", rule = examine, outcome = "missed" }
  s:expect { teacher = "T2", rule = examine, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "T9", rule = examine }
end)

scenario "考查后第五个工作日公示，公示五个工作日后定下" (function(s)
  school.two(s)
  examined(s, "2025-01-10T16:00", "T1", "优秀")
  examined(s, "2025-01-10T16:00", "T9", "优秀")
  s:event("2025-01-17T16:00", nil, "notice.published", { kind = "公示" })
  s:expect { teacher = "T1", rule = settled, outcome = "announced", at = "2025-01-17", says = "T1的考查结果：优秀，公示5个工作日" }
  s:standing("T1", "学期考查", "未考查")
  s:advance "2025-01-25"
  s:expect { teacher = "T1", rule = settled, outcome = "fired", at = "2025-01-25", ["学期考查"] = "优秀" }
  s:refute { rule = publish }
  s:refute { teacher = "T9" }
end)

scenario "没有公示、晚一天公示、名单不是公示" (function(s)
  school.backbone(s, "T1")
  school.backbone(s, "T2")
  examined(s, "2025-01-10T16:00", "T1")
  examined(s, "2025-01-10T16:00", "T2")
  s:event("2025-01-13", "T1", "notice.published", { kind = "名单" })
  s:event("2025-01-18", "T2", "notice.published", { kind = "公示" })
  s:expect { teacher = "T1", rule = publish, outcome = "missed", at = "2025-01-18" }
  s:expect { teacher = "T2", rule = publish, outcome = "missed", at = "2025-01-18" }
  s:refute { teacher = "T1", rule = settled }
end)

scenario "普通教师的考查，不要求公示" (function(s)
  school.teacher(s, "T9")
  examined(s, "2025-01-10T16:00", "T9")
  s:advance "2025-01-31"
  s:refute { teacher = "T9" }
end)

scenario "公示期内异议成立，结果不定；没有考查结果的不公示" (function(s)
  school.backbone(s, "T1")
  school.backbone(s, "T2")
  examined(s, "2025-01-10T16:00", "T1", "不合格")
  s:event("2025-01-13T10:00", nil, "notice.published", { kind = "公示" })
  s:event("2025-01-20T23:00", "T1", "objection.upheld", { by = "工会" })
  s:advance "2025-01-31"
  s:expect { teacher = "T1", rule = settled, outcome = "objected", at = "2025-01-21" }
  s:standing("T1", "学期考查", "未考查")
  s:refute { teacher = "T2", rule = settled }
end)
