-- 出席培训、考核与激励（P1-24 至 P1-29）

local function head(s, who) s:event("2024-08-20", who, "role.granted", { role = "教研组长" }) end
local function attend(s, who, status) s:event("2024-10-10T14:00", who, "attendance.recorded", { session = "S1", status = status }) end

local absent, note = "没有按时出席培训活动", "认真做好培训记录"

scenario "P1-24 缺课、迟到，告知；出勤、早退、请假，不告知" (function(s)
  for _, status in ipairs { "缺课", "迟到", "早退", "事假", "病假", "公假", "出勤" } do
    head(s, status)
    attend(s, status, status)
  end
  s:expect { teacher = "缺课", rule = absent, outcome = "fired", says = "缺课培训活动缺课" }
  s:expect { teacher = "迟到", rule = absent, outcome = "fired" }
  for _, status in ipairs { "早退", "事假", "病假", "公假", "出勤" } do s:refute { teacher = status, rule = absent } end
end)

scenario "P1-24 P1-25 不是骨干教师，不要求" (function(s)
  attend(s, "T1", "缺课")
  attend(s, "T1", "出勤")
  s:advance "2024-12-01"
  s:refute { teacher = "T1" }
end)

scenario "P1-25 第七天交培训记录，及时；第八天，逾期；没有去的不要求" (function(s)
  for _, who in ipairs { "按时", "迟了", "没去" } do head(s, who) end
  attend(s, "按时", "出勤")
  attend(s, "迟了", "迟到")
  attend(s, "没去", "病假")
  s:event("2024-10-17T23:59", "按时", "artifact.submitted", { kind = "培训记录", ref = "S1" })
  s:event("2024-10-18T00:00", "迟了", "artifact.submitted", { kind = "培训记录", ref = "S1" })
  s:advance "2024-10-20"
  s:refute { teacher = "按时", rule = note }
  s:expect { teacher = "迟了", rule = note, outcome = "missed", at = "2024-10-18" }
  s:refute { teacher = "没去", rule = note }
end)

scenario "P1-25 两次培训，各交各的记录" (function(s)
  head(s, "T1")
  for _, session in ipairs { "S1", "S2" } do s:event("2024-10-10T14:00", "T1", "attendance.recorded", { session = session, status = "出勤" }) end
  s:event("2024-10-12", "T1", "artifact.submitted", { kind = "培训记录", ref = "S1" })
  s:event("2024-10-12", "T1", "artifact.submitted", { kind = "培训记录" })
  s:event("2024-10-12", "T1", "artifact.submitted", { kind = "读书心得", ref = "S2" })
  s:advance "2024-10-20"
  s:refute { rule = note, about = { session = "S1" } }
  s:expect { teacher = "T1", rule = note, outcome = "missed", at = "2024-10-18", about = { session = "S2" }, says = "T1参加培训（S2）后没有交培训记录" }
end)

local yearly = "每年对骨干教师的履职和成长情况组织考核"

scenario "P1-27 学年最后一天有结果，算；学期考核不算；学年末的骨干教师都要考核" (function(s)
  for _, who in ipairs { "考了", "没考" } do head(s, who) end
  s:event("2024-11-11", "新任", "role.granted", { role = "备课组长" })
  s:event("2024-08-20", "别人", "tenure.teacher", { name = "李梅" })
  s:event("2025-08-31T23:59", "考了", "assessment.result", { cycle = "年度", grade = "合格" })
  s:event("2025-06-30", "没考", "assessment.result", { cycle = "学期", grade = "优秀" })
  s:advance "2025-09-01"
  s:expect { teacher = "没考", rule = yearly, outcome = "reminder", at = "2025-07-03" }
  s:expect { teacher = "没考", rule = yearly, outcome = "missed", at = "2025-09-01" }
  s:expect { teacher = "新任", rule = yearly, outcome = "missed", at = "2025-09-01" }
  s:refute { teacher = "考了", rule = yearly, outcome = "missed" }
  s:refute { teacher = "别人" }
end)

local gained, lost, listed = "年度考核合格以上，评优、晋级优先", "年度考核不到合格，评优、晋级不再优先", "评优、晋级时优先考虑的骨干教师"

scenario "P1-28 合格正好优先；评优开始时列出" (function(s)
  for _, who in ipairs { "合格", "优秀", "不合格", "没有考核" } do head(s, who) end
  for _, grade in ipairs { "合格", "优秀", "不合格" } do
    s:event("2025-06-30", grade, "assessment.result", { cycle = "年度", grade = grade })
  end
  s:expect { teacher = "合格", rule = gained, ["评优晋级"] = "优先", says = "合格年度考核合格，评优、晋级时优先考虑" }
  s:expect { teacher = "优秀", rule = gained, ["评优晋级"] = "优先" }
  s:standing("不合格", "评优晋级", "一般")
  s:refute { teacher = "不合格", rule = lost }
  s:event("2025-07-01", nil, "selection.opened")
  s:expect { teacher = "合格", rule = listed, severity = "info" }
  s:expect { teacher = "优秀", rule = listed }
  s:refute { teacher = "不合格", rule = listed }
  s:refute { teacher = "没有考核", rule = listed }
end)

scenario "P1-28 下一年不合格，不再优先；不再任职的不列出" (function(s)
  head(s, "T1")
  head(s, "T2")
  s:event("2025-06-30", "T1", "assessment.result", { cycle = "年度", grade = "良好" })
  s:event("2025-06-30", "T2", "assessment.result", { cycle = "年度", grade = "良好" })
  s:event("2026-06-30", "T1", "assessment.result", { cycle = "年度", grade = "不合格" })
  s:expect { teacher = "T1", rule = lost, at = "2026-06-30", ["评优晋级"] = "一般", says = "T1年度考核不合格，评优、晋级时不再优先" }
  s:event("2026-07-01", "T2", "role.revoked", { role = "教研组长" })
  s:event("2026-07-02", nil, "selection.opened")
  s:refute { rule = listed }
end)

scenario "P1-28 不是骨干教师，考核好也不因本计划优先" (function(s)
  s:event("2025-06-30", "T1", "assessment.result", { cycle = "年度", grade = "优秀" })
  s:standing("T1", "评优晋级", "一般")
end)

local monthly, work = "每月骨干教师的工作情况纳入月考核", "本月工作情况，供月考核"

scenario "P1-29 月末当天有月考核，算；下月才有，算下月的" (function(s)
  head(s, "T1")
  s:event("2024-09-30T23:59", "T1", "assessment.result", { cycle = "月", grade = "合格" })
  s:event("2024-11-01T00:00", "T1", "assessment.result", { cycle = "月", grade = "合格" })
  s:advance "2024-12-01"
  s:refute { rule = monthly, at = "2024-10-01" }
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2024-11-01" }
  s:refute { rule = monthly, at = "2024-12-01" }
end)

scenario "P1-29 二月和暑假，没有月考核" (function(s)
  head(s, "T1")
  s:advance "2025-09-01"
  s:expect { teacher = "T1", rule = monthly, at = "2025-07-01" }
  for _, at in ipairs { "2025-03-01", "2025-08-01", "2025-09-01" } do s:refute { rule = monthly, at = at } end
end)

scenario "P1-29 本月的工作情况汇总给月考核；每月从头算" (function(s)
  head(s, "T1")
  head(s, "T4")
  head(s, "T2")
  s:event("2024-09-10", "T1", "lesson.observed", { lesson = "L1", teacher = "同事" })
  s:event("2024-09-12", "T1", "artifact.submitted", { kind = "研究过程资料" })
  s:event("2024-09-11", "T1", "lesson.observed", { lesson = "L1", teacher = "同事" })
  s:event("2024-09-12", "T3", "lesson.observed", { lesson = "L1", teacher = "同事" })
  s:event("2024-09-12", "T4", "lesson.observed", { lesson = "L1", teacher = "同事" })
  s:event("2024-10-12", "T1", "artifact.submitted", { kind = "研究过程资料" })
  s:advance "2024-11-01"
  s:expect { teacher = "T1", rule = work, at = "2024-10-01", severity = "info", says = "T1本月听课1节，引路课0节，论坛0次，研究过程资料1份" }
  s:expect { teacher = "T1", rule = work, at = "2024-11-01", says = "T1本月听课0节，引路课0节，论坛0次，研究过程资料1份" }
  s:expect { teacher = "T4", rule = work, at = "2024-10-01" }
  s:refute { teacher = "T4", rule = work, at = "2024-11-01" }
  s:refute { teacher = "T2", rule = work }
  s:refute { teacher = "T3", rule = work }
end)
