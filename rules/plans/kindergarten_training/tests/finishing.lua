-- 六、3、5　考核结论和结业（P2-15 至 P2-28）

local trainee = require "tests.shared.trainee"

local finished, unfinished = "综合考核合格，颁发培训合格证书", "考核内容没有全部完成，暂不颁发证书"
local incomplete, committee = "三方面成绩不全，考核结论不予采用", "考核小组须由领导小组和导师组成员构成"

local function ready(s, who, without)
  trainee.enrol(s, who)
  trainee.complete(s, who, "2025-05-10", without)
end

scenario "各项齐全，结业" (function(s)
  ready(s, "T1")
  trainee.conclude(s, "T1", "2025-06-30")
  s:expect { teacher = "T1", rule = finished, outcome = "fired", at = "2025-06-30", ["培训"] = "结业" }
end)

local required = {
  "工作实绩", "教学提高", "亮相课", "研究课", "汇报课", "课件", "研究报告", "论文", "答辩", "论文交流", "讲座",
}

scenario "缺任何一项考核内容，都不结业" (function(s)
  for _, part in ipairs(required) do
    local who = "缺" .. part
    ready(s, who, { part })
    trainee.conclude(s, who, "2025-06-30")
    s:expect { teacher = who, rule = unfinished, severity = "warning", ["培训"] = "在训" }
    s:refute { teacher = who, rule = finished }
  end
end)

scenario "三方面成绩缺任何一项，结论不予采用" (function(s)
  for _, part in ipairs { "理论", "实践", "课题论文" } do
    local who = "缺" .. part
    ready(s, who, { part })
    trainee.conclude(s, who, "2025-06-30")
    s:expect { teacher = who, rule = incomplete, ["培训"] = "在训" }
    s:refute { teacher = who, rule = finished }
    s:refute { teacher = who, rule = unfinished }
  end
end)

scenario "三方面成绩有不合格的，异议成立也不结业" (function(s)
  for _, part in ipairs { "理论", "实践", "课题论文", "实绩" } do
    local who = part .. "不合格"
    ready(s, who)
    s:event("2025-06-01", who, "assessment.result", { cycle = "综合", component = part, grade = "不合格" })
    s:event("2025-06-02", who, "objection.upheld", { by = "培训单位" })
    trainee.conclude(s, who, "2025-06-30")
    s:expect { teacher = who, rule = unfinished, ["培训"] = "在训" }
  end
end)

scenario "入训以前发表的论文不算" (function(s)
  s:event("2024-08-01", "T1", "paper.outcome", { paper = "P0", outcome = "发表" })
  ready(s, "T1", { "论文交流" })
  trainee.conclude(s, "T1", "2025-06-30")
  s:expect { teacher = "T1", rule = unfinished }
end)

scenario "论文发表也可以" (function(s)
  ready(s, "T1", { "论文交流" })
  s:event("2025-05-12", "T1", "paper.outcome", { paper = "P1", outcome = "发表" })
  trainee.conclude(s, "T1", "2025-06-30", "合格", 1, 1)
  s:expect { teacher = "T1", rule = finished }
end)

scenario "考核小组缺领导或导师，结论不予采用" (function(s)
  for _, each in ipairs { { "无领导", 0, 3 }, { "无导师", 2, 0 } } do
    local who, leaders, mentors = each[1], each[2], each[3]
    ready(s, who)
    trainee.conclude(s, who, "2025-06-30", "合格", leaders, mentors)
    s:expect { teacher = who, rule = committee, ["培训"] = "在训" }
    s:refute { teacher = who, rule = finished }
    s:refute { teacher = who, rule = unfinished }
  end
end)

scenario "结论不合格，没有证书" (function(s)
  ready(s, "T1")
  trainee.conclude(s, "T1", "2025-06-30", "不合格")
  s:standing("T1", "培训", "在训")
  s:refute { rule = finished }
  s:refute { rule = unfinished }
end)

scenario "入训以前完成的，不能用来结业" (function(s)
  for _, each in ipairs(trainee.work) do
    local who = "早" .. each[1]
    s:event("2024-08-01", who, each[2], each[3])
    ready(s, who, { each[1] })
    trainee.conclude(s, who, "2025-06-30")
  end
  for _, part in ipairs { "理论", "实践", "课题论文" } do s:expect { teacher = "早" .. part, rule = incomplete, ["培训"] = "在训" } end
  for _, part in ipairs(required) do s:expect { teacher = "早" .. part, rule = unfinished, ["培训"] = "在训" } end
end)

scenario "已经停训的，考核结论不判断" (function(s)
  local without = { "无", "理论", "讲座" }
  for _, part in ipairs(without) do
    local who = "停训" .. part
    ready(s, who, { part })
    s:event("2025-06-01", who, "tenure.standing", { track = "培训", to = "停训" })
    trainee.conclude(s, who, "2025-06-30", "合格", 2, part == "无" and 0 or 3)
    trainee.conclude(s, who, "2025-07-01")
    s:standing(who, "培训", "停训")
  end
  for _, rule in ipairs { finished, unfinished, incomplete, committee } do s:refute { rule = rule } end
end)

scenario "不在训的，考核结论不判断" (function(s)
  trainee.complete(s, "T1", "2025-05-10")
  trainee.conclude(s, "T1", "2025-06-30")
  s:standing("T1", "培训", "未参训")
  s:expect_nothing_else()
end)

-- 考勤（P2-26）

local function absent(s, who, times, planned)
  s:event("2024-09-02", who, "training.planned", { sessions = planned })
  for n = 1, times do s:event(("2025-05-%02d"):format(n), who, "attendance.recorded", { session = "S" .. n, status = "缺课" }) end
end

scenario "缺课不到三分之一，结业" (function(s)
  ready(s, "T1")
  absent(s, "T1", 9, 30)
  trainee.conclude(s, "T1", "2025-05-11")
  s:expect { teacher = "T1", rule = finished }
end)

scenario "缺课正好三分之一，还在公示，不颁发证书；异议成立，再颁发" (function(s)
  ready(s, "T1")
  absent(s, "T1", 10, 30)
  trainee.conclude(s, "T1", "2025-05-11")
  s:expect { teacher = "T1", rule = unfinished, ["培训"] = "在训" }
  s:event("2025-05-12", "T1", "objection.upheld", { by = "培训单位" })
  trainee.conclude(s, "T1", "2025-05-19")
  s:expect { teacher = "T1", rule = finished, at = "2025-05-19", ["培训"] = "结业" }
end)

scenario "缺课达三分之一以前的异议，计划次数改动以前的异议，都不算" (function(s)
  for _, who in ipairs { "T1", "T2" } do ready(s, who) end
  absent(s, "T1", 9, 30)
  s:event("2025-05-09", "T1", "objection.upheld", { by = "培训单位" })
  s:event("2025-05-10T08:00", "T1", "attendance.recorded", { session = "S10", status = "缺课" })
  absent(s, "T2", 9, 30)
  s:event("2025-05-10T08:00", "T2", "objection.upheld", { by = "培训单位" })
  s:event("2025-05-10T09:00", "T2", "training.planned", { sessions = 27 })
  for _, who in ipairs { "T1", "T2" } do
    trainee.conclude(s, who, "2025-05-11")
    s:expect { teacher = who, rule = unfinished, ["培训"] = "在训" }
  end
  s:advance "2025-05-18"
  for _, who in ipairs { "T1", "T2" } do s:standing(who, "培训", "停训") end
end)

-- 停训事由公示期内

scenario "违纪公示的最后一天不颁发证书，有异议成立，第二天颁发" (function(s)
  ready(s, "T1")
  s:event("2025-06-01T10:00", "T1", "misconduct.recorded", { kind = "代签到" })
  s:event("2025-06-03", "T1", "objection.upheld", { by = "培训单位" })
  trainee.conclude(s, "T1", "2025-06-08T23:00")
  s:expect { teacher = "T1", rule = unfinished, at = "2025-06-08" }
  trainee.conclude(s, "T1", "2025-06-09")
  s:expect { teacher = "T1", rule = finished, at = "2025-06-09" }
end)

scenario "暂缓发证期间，内容齐全也不说没有完成" (function(s)
  ready(s, "T1")
  s:event("2025-06-01", "T1", "tenure.waive", { rule = finished, reason = "另有异议" })
  trainee.conclude(s, "T1", "2025-06-30")
  s:standing("T1", "培训", "在训")
  s:refute { rule = unfinished }
end)
