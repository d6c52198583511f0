-- 三、2 骨干教师读书班，请进来，走出去（P4-07 至 P4-16）

local school = require "tests.shared.school"

local function study(s, day, who, mode, hours) s:event(day, who, "study.logged", { mode = mode, hours = hours }) end
local function outing(s, day, who, name, kind) s:event(day, who, "outing.completed", { outing = name, days = 2, kind = kind or "培训" }) end

-- P4-07

local self_study = "读书班没有以自学为主"

scenario "自学正好一半，不是以自学为主；多一点就是" (function(s)
  school.backbone(s, "T1")
  school.backbone(s, "T2")
  school.teacher(s, "T9")
  for _, who in ipairs { "T1", "T2", "T9" } do
    study(s, "2024-10-10", who, "自学", 5)
    study(s, "2024-10-11", who, "集体辅导", 5)
  end
  study(s, "2025-01-31", "T2", "自学", 0.5)
  s:advance "2025-02-01"
  s:expect { teacher = "T1", rule = self_study, at = "2025-02-01", severity = "info", says = "T1本学期自学5小时，集体辅导5小时；应以自学为主" }
  s:refute { teacher = "T2", rule = self_study }
  s:refute { teacher = "T9", rule = self_study }
end)

scenario "没有学习记录的，不作判断；上学期的不算本学期" (function(s)
  school.backbone(s, "T1")
  study(s, "2024-10-11", "T1", "集体辅导", 5)
  s:advance "2025-07-11"
  s:expect { teacher = "T1", rule = self_study, at = "2025-02-01" }
  s:refute { rule = self_study, at = "2025-07-11" }
end)

-- P4-08

local invite, send = "请进来：每学期邀请专家讲座", "走出去：每学期派骨干教师外出学习观摩"

scenario "请进来：学期最后一天的讲座也算，培训不是讲座" (function(s)
  school.teacher(s, "T9")
  s:event("2025-01-31T23:00", nil, "lecture.held", { kind = "讲座", audience = "骨干教师" })
  s:event("2025-03-10", nil, "lecture.held", { kind = "课题研究培训", audience = "骨干教师" })
  s:advance "2025-07-11"
  s:refute { rule = invite, outcome = "missed", at = "2025-02-01" }
  s:expect { rule = invite, outcome = "missed", at = "2025-07-11", says = "本学期邀请专家讲座0次，应有1次" }
end)

scenario "走出去：派出的，没有派出的，普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  outing(s, "2025-01-31T23:00", "T1", "O1", "听课")
  s:advance "2025-02-01"
  s:refute { teacher = "T1", rule = send, outcome = "missed" }
  s:expect { teacher = "T2", rule = send, outcome = "missed", at = "2025-02-01", severity = "notice" }
  s:refute { teacher = "T9", rule = send }
end)

-- P4-09、P4-10

local report, share = "学习归来，递交书面汇报材料", "学习归来，进行组内或全校的经验交流"

scenario "学习归来第十四天汇报、第三十天交流" (function(s)
  school.two(s)
  for _, who in ipairs { "T1", "T9" } do outing(s, "2024-10-01T18:00", who, "O1") end
  s:event("2024-10-15T23:00", "T1", "artifact.submitted", { kind = "书面汇报", ref = "O1" })
  s:event("2024-10-31T23:00", "T1", "sharing.given", { outing = "O1", scope = "组内" })
  s:advance "2024-11-30"
  s:expect { teacher = "T1", rule = report, outcome = "reminder", at = "2024-10-13" }
  s:refute { rule = report, outcome = "missed" }
  s:refute { rule = share, outcome = "missed" }
  s:refute { teacher = "T9" }
end)

scenario "晚一天汇报、晚一天交流" (function(s)
  school.backbone(s, "T1")
  outing(s, "2024-10-01T18:00", "T1", "O1", "考察")
  s:event("2024-10-16", "T1", "artifact.submitted", { kind = "书面汇报", ref = "O1" })
  s:event("2024-11-01", "T1", "sharing.given", { outing = "O1", scope = "全校" })
  s:expect { teacher = "T1", rule = report, outcome = "missed", at = "2024-10-16" }
  s:expect { teacher = "T1", rule = share, outcome = "missed", at = "2024-11-01", about = { outing = "O1" },
    says = "T1外出学习（O1）归来，还没有进行组内或全校的经验交流" }
end)

scenario "别的材料、别的外出的汇报和交流、回来以前的，都不算" (function(s)
  school.backbone(s, "T1")
  s:event("2024-09-30", "T1", "artifact.submitted", { kind = "书面汇报", ref = "O1" })
  s:event("2024-09-30", "T1", "sharing.given", { outing = "O1", scope = "全校" })
  outing(s, "2024-10-01T18:00", "T1", "O1", "学习交流")
  s:event("2024-10-05", "T1", "artifact.submitted", { kind = "经验材料", ref = "O1" })
  s:event("2024-10-05", "T1", "artifact.submitted", { kind = "书面汇报", ref = "O2" })
  s:event("2024-10-05", "T1", "artifact.submitted", { kind = "书面汇报" })
  s:event("2024-10-05", "T1", "sharing.given", { outing = "O2", scope = "全校" })
  s:advance "2024-11-30"
  s:expect { teacher = "T1", rule = report, outcome = "missed", at = "2024-10-16" }
  s:expect { teacher = "T1", rule = share, outcome = "missed", at = "2024-11-01" }
end)

scenario "到兄弟学校听课要写心得，不要书面汇报" (function(s)
  school.backbone(s, "T1")
  outing(s, "2024-10-01T18:00", "T1", "O1", "听课")
  s:advance "2024-11-30"
  s:refute { rule = report }
  s:refute { rule = share }
end)

-- P4-11

local lessons, many = "学习归来，每学期上1—2节公开课、观摩课", "本学期公开课、观摩课多于2节"

local function open_lesson(s, day, who, n, kind) s:event(day, who, "lesson.public", { lesson = who .. "-" .. n, kind = kind or "公开课" }) end

scenario "外出的学期和下一学期，一节、两节都可以" (function(s)
  school.backbone(s, "T1")
  outing(s, "2024-10-01", "T1", "O1")
  open_lesson(s, "2025-01-31T10:00", "T1", 1)
  open_lesson(s, "2025-03-10", "T1", 2, "观摩课")
  open_lesson(s, "2025-07-10T10:00", "T1", 3)
  s:advance "2025-07-11"
  s:refute { rule = lessons }
  s:refute { rule = many }
end)

scenario "同一节记两遍，只算一节" (function(s)
  school.backbone(s, "T1")
  outing(s, "2024-10-01", "T1", "O1")
  for _, day in ipairs { "2024-11-10", "2024-11-11", "2024-11-12" } do open_lesson(s, day, "T1", 1) end
  s:advance "2025-02-01"
  s:refute { rule = many }
end)

scenario "外出的学期和下一学期，一节也没有" (function(s)
  school.backbone(s, "T1")
  outing(s, "2024-10-01", "T1", "O1")
  open_lesson(s, "2024-12-10", "T1", 1, "示范课")
  s:advance "2026-02-01"
  s:expect { teacher = "T1", rule = lessons, outcome = "missed", at = "2025-02-01" }
  s:expect { teacher = "T1", rule = lessons, outcome = "missed", at = "2025-07-11" }
  s:refute { rule = lessons, at = "2026-02-01" }
end)

scenario "三节多于两节，告知；同一节记两遍只算一节" (function(s)
  school.backbone(s, "T1")
  school.backbone(s, "T2")
  for _, who in ipairs { "T1", "T2" } do
    outing(s, "2024-10-01", who, "O1")
    for n = 1, 2 do open_lesson(s, "2024-11-10", who, n) end
  end
  open_lesson(s, "2024-12-10", "T1", 3, "观摩课")
  open_lesson(s, "2024-12-10", "T2", 2)
  s:advance "2025-02-01"
  s:expect { teacher = "T1", rule = many, at = "2025-02-01", severity = "info" }
  s:refute { teacher = "T2", rule = many }
  s:refute { rule = lessons }
end)

scenario "没有外出学习的，到兄弟学校听课的，普通教师，不要求公开课" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  outing(s, "2024-10-01", "T2", "O1", "听课")
  outing(s, "2024-10-01", "T9", "O1")
  for n = 1, 3 do open_lesson(s, "2024-11-10", "T1", n) end
  s:advance "2025-02-01"
  s:refute { rule = lessons }
  s:refute { rule = many }
end)

-- P4-12：鼓励，不判断

scenario "参加评比的和没有参加评比的，都不作判断" (function(s)
  school.teacher(s, "T9")
  s:event("2024-10-10", "T9", "contest.entered", { contest = "优质课评比" })
  s:refute { teacher = "T9" }
end)

-- P4-13

local visits = "教研组每学期组织到兄弟学校听课"

scenario "教研组长：组织了的，没有组织的，别的职务" (function(s)
  school.teacher(s, "组长甲", "教研组长")
  school.teacher(s, "组长乙", "教研组长")
  school.teacher(s, "T9", "备课组长")
  outing(s, "2025-01-31T18:00", "组长甲", "O1", "听课")
  outing(s, "2024-12-10T18:00", "组长乙", "O2", "培训")
  s:advance "2025-02-01"
  s:refute { teacher = "组长甲", rule = visits, outcome = "missed" }
  s:expect { teacher = "组长乙", rule = visits, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "T9", rule = visits }
end)

scenario "担任和不再担任教研组长" (function(s)
  school.teacher(s, "T1")
  school.teacher(s, "T2", "教研组长")
  s:event("2024-08-25", "T1", "role.granted", { role = "教研组长" })
  s:event("2024-08-25", "T2", "role.revoked", { role = "教研组长" })
  s:advance "2025-02-01"
  s:expect { teacher = "T1", rule = visits, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "T2", rule = visits }
end)

-- P4-14

local notes = "听课后对照教学实践写出心得体会"

scenario "听课后第十四天交心得；晚一天的；外出培训的和普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  school.backbone(s, "T3")
  for _, who in ipairs { "T1", "T2", "T9" } do outing(s, "2024-10-01T18:00", who, "O1", "听课") end
  outing(s, "2024-10-01T18:00", "T3", "O2")
  s:event("2024-10-15T23:00", "T1", "artifact.submitted", { kind = "心得体会", ref = "O1" })
  s:event("2024-10-05", "T2", "artifact.submitted", { kind = "心得体会", ref = "O2" })
  s:event("2024-10-05", "T2", "artifact.submitted", { kind = "书面汇报", ref = "O1" })
  s:event("2024-10-16", "T2", "artifact.submitted", { kind = "心得体会", ref = "O1" })
  s:advance "2024-11-01"
  s:refute { teacher = "T1", rule = notes, outcome = "missed" }
  s:expect { teacher = "T2", rule = notes, outcome = "missed", at = "2024-10-16" }
  s:refute { teacher = "T3", rule = notes }
  s:refute { teacher = "T9", rule = notes }
end)

-- P4-15

local exchange = "一个月进行一次学习心得交流"

scenario "月末进行的算，研讨不是学习心得交流，寒假、暑假不要求" (function(s)
  school.teacher(s, "T9")
  for _, day in ipairs { "2024-09-30T16:00", "2024-10-10", "2024-11-10", "2025-01-10", "2025-03-10", "2025-04-10", "2025-05-10", "2025-06-10" } do
    s:event(day, nil, "seminar.held", { kind = "学习心得交流" })
  end
  s:event("2024-12-10", nil, "seminar.held", { kind = "研讨" })
  s:advance "2025-09-01"
  s:expect { rule = exchange, outcome = "missed", at = "2025-01-01" }
  for _, day in ipairs { "2024-10-01", "2024-11-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-08-01", "2025-09-01" } do
    s:refute { rule = exchange, at = day }
  end
end)

-- P4-16

local assessed = "每学期进行一次业务考核"

scenario "业务考核：有的，没有的，别的考核，普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  s:event("2025-01-31T16:00", "T1", "assessment.result", { cycle = "学期", component = "业务", grade = "合格" })
  s:event("2025-01-20T16:00", "T2", "assessment.result", { cycle = "学期", component = "考查", grade = "合格" })
  s:event("2025-01-20T16:00", "T2", "assessment.result", { cycle = "年度", component = "业务", grade = "合格" })
  s:advance "2025-02-01"
  s:refute { teacher = "T1", rule = assessed, outcome = "missed" }
  s:expect { teacher = "T2", rule = assessed, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "T9", rule = assessed }
end)
