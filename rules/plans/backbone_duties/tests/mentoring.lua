-- 师带徒（P1-09 至 P1-11、P1-26）

local weekly, comment = "师傅每周听徒弟2节课", "听徒弟的课后及时点评"
local tasks = "按时完成学校规定的任务和师徒合同约定的事项"

local function mentor(s, who, ...)
  s:event("2024-08-20", who, "role.granted", { role = "教研组长" })
  for _, apprentice in ipairs { ... } do s:event("2024-08-20", who, "pair.started", { apprentice = apprentice }) end
end

-- 那一天听了这位教师几节课，当天都点评。
local function observe(s, day, who, teacher, lessons)
  for n = 1, lessons do
    local lesson = ("%s-%s-%d"):format(teacher, day, n)
    s:event(day .. "T09:00", who, "lesson.observed", { lesson = lesson, teacher = teacher })
    s:event(day .. "T16:00", who, "lesson.commented", { lesson = lesson, kind = "评课" })
  end
end

scenario "P1-10 一周听两节正好，一节不够" (function(s)
  mentor(s, "T1", "徒弟")
  observe(s, "2024-09-02", "T1", "徒弟", 1)
  observe(s, "2024-09-08", "T1", "徒弟", 1)
  observe(s, "2024-09-09", "T1", "徒弟", 1)
  s:advance "2024-09-16"
  s:refute { rule = weekly, at = "2024-09-09" }
  s:expect { teacher = "T1", rule = weekly, outcome = "missed", at = "2024-09-16", about = { apprentice = "徒弟" }, says = "T1本周听徒弟徒弟的课1节，每周至少听2节" }
end)

scenario "P1-10 两个徒弟各两节；告知的是哪一个徒弟" (function(s)
  for _, who in ipairs { "够", "偏", "少" } do mentor(s, who, who .. "甲", who .. "乙") end
  observe(s, "2024-09-03", "够", "够甲", 2)
  observe(s, "2024-09-05", "够", "够乙", 2)
  observe(s, "2024-09-03", "偏", "偏甲", 3)
  observe(s, "2024-09-05", "偏", "偏乙", 1)
  observe(s, "2024-09-03", "少", "少甲", 2)
  s:advance "2024-09-09"
  s:refute { teacher = "够", rule = weekly }
  for _, who in ipairs { "偏", "少" } do
    s:expect { teacher = who, rule = weekly, at = "2024-09-09", about = { apprentice = who .. "乙" } }
    s:refute { teacher = who, rule = weekly, about = { apprentice = who .. "甲" } }
  end
end)

scenario "P1-10 听同事的课，不能代替听徒弟的课" (function(s)
  mentor(s, "T1", "徒弟")
  observe(s, "2024-09-03", "T1", "徒弟", 1)
  observe(s, "2024-09-05", "T1", "同事", 3)
  s:advance "2024-09-09"
  s:expect { teacher = "T1", rule = weekly, outcome = "missed", at = "2024-09-09", about = { apprentice = "徒弟" } }
end)

scenario "P1-10 周中才拜师的，从下一周起；别的徒弟照算" (function(s)
  mentor(s, "T1", "老徒弟")
  s:event("2024-09-03", "T1", "pair.started", { apprentice = "新徒弟" })
  s:advance "2024-09-16"
  s:expect { teacher = "T1", rule = weekly, at = "2024-09-09", about = { apprentice = "老徒弟" } }
  s:refute { teacher = "T1", rule = weekly, at = "2024-09-09", about = { apprentice = "新徒弟" } }
  s:expect { teacher = "T1", rule = weekly, at = "2024-09-16", about = { apprentice = "新徒弟" } }
end)

scenario "P1-10 同一节课记了两遍，只算一节" (function(s)
  mentor(s, "T1", "徒弟")
  s:event("2024-09-03T09:00", "T1", "lesson.observed", { lesson = "L1", teacher = "徒弟" })
  s:event("2024-09-03T10:00", "T1", "lesson.observed", { lesson = "L1", teacher = "徒弟" })
  s:advance "2024-09-09"
  s:expect { teacher = "T1", rule = weekly, at = "2024-09-09" }
end)

scenario "P1-10 没有徒弟的、徒弟出师的、不是骨干教师的，不要求；假期不要求" (function(s)
  mentor(s, "没有徒弟")
  mentor(s, "出师", "徒弟甲")
  s:event("2024-09-06", "出师", "pair.ended", { apprentice = "徒弟甲" })
  s:event("2024-08-20", "不是骨干", "pair.started", { apprentice = "徒弟乙" })
  s:advance "2024-12-01"
  s:refute { rule = weekly }
  mentor(s, "T1", "徒弟丙")
  s:advance "2025-03-01"
  s:expect { teacher = "T1", rule = weekly, at = "2025-01-27" }
  s:refute { rule = weekly, at = "2025-02-03" }
  s:refute { rule = weekly, at = "2025-02-17" }
  s:expect { teacher = "T1", rule = weekly, at = "2025-02-24" }
end)

scenario "P1-11 当天点评及时，第二天就迟了" (function(s)
  mentor(s, "T1", "徒弟")
  for _, lesson in ipairs { "L1", "L2", "L3" } do
    s:event("2024-09-03T09:00", "T1", "lesson.observed", { lesson = lesson, teacher = "徒弟" })
  end
  s:event("2024-09-03T23:59", "T1", "lesson.commented", { lesson = "L1" })
  s:event("2024-09-04T00:00", "T1", "lesson.commented", { lesson = "L2" })
  s:advance "2024-09-05"
  s:refute { rule = comment, about = { lesson = "L1" } }
  s:expect { teacher = "T1", rule = comment, outcome = "missed", at = "2024-09-04", about = { lesson = "L2" } }
  s:expect { teacher = "T1", rule = comment, outcome = "missed", at = "2024-09-04", about = { lesson = "L3" } }
end)

scenario "P1-11 不是师傅，听课后没有点评也不要求" (function(s)
  mentor(s, "没有徒弟")
  s:event("2024-09-03T09:00", "没有徒弟", "lesson.observed", { lesson = "L1", teacher = "同事" })
  s:event("2024-09-03T09:00", "同事", "lesson.observed", { lesson = "L2", teacher = "别人" })
  s:advance "2024-09-10"
  s:refute { rule = comment }
end)

scenario "P1-09 P1-26 期限当天完成，算；过期才完成，不算" (function(s)
  for _, who in ipairs { "按时", "迟了", "没做" } do
    mentor(s, who)
    s:event("2024-10-08", who, "task.assigned", { task = "师徒合同：指导徒弟磨课", due = "2024-10-31" })
  end
  s:event("2024-10-31T23:59", "按时", "task.completed", { task = "师徒合同：指导徒弟磨课" })
  s:event("2024-11-01T00:00", "迟了", "task.completed", { task = "师徒合同：指导徒弟磨课" })
  s:event("2024-10-20", "没做", "task.completed", { task = "另一件事" })
  s:advance "2024-11-02"
  s:refute { teacher = "按时", rule = tasks }
  s:expect { teacher = "迟了", rule = tasks, outcome = "missed", at = "2024-11-01" }
  s:expect { teacher = "没做", rule = tasks, outcome = "missed", at = "2024-11-01", says = "没做的任务（师徒合同：指导徒弟磨课）到期没有完成" }
end)

scenario "P1-26 不是骨干教师，不由本计划催办" (function(s)
  s:event("2024-10-08", "T1", "task.assigned", { task = "A", due = "2024-10-31" })
  s:advance "2024-12-01"
  s:refute { rule = tasks }
end)
