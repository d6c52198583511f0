-- 考核认定和结业（P2-15 至 P2-28）

local finished, unfinished = "综合考核合格，颁发培训合格证书", "考核内容没有全部完成，暂不颁发证书"

-- 结业所需的全部内容，各缺一项都不能结业。
local needed = {
  { "理论", "assessment.result", { cycle = "综合", component = "理论", grade = "合格" } },
  { "实践", "assessment.result", { cycle = "综合", component = "实践", grade = "良好" } },
  { "课题论文", "assessment.result", { cycle = "综合", component = "课题论文", grade = "优秀" } },
  { "工作实绩", "assessment.result", { cycle = "综合", component = "实绩", grade = "合格" } },
  { "教学提高", "attestation.recorded", { kind = "教学提高", holds = true, by = "园长" } },
  { "亮相课", "lesson.public", { lesson = "L1", kind = "亮相课" } },
  { "研究课", "lesson.public", { lesson = "L2", kind = "研究课" } },
  { "汇报课", "lesson.public", { lesson = "L3", kind = "汇报课" } },
  { "课件", "artifact.submitted", { kind = "课件", self_made = true, used_in_class = true } },
  { "研究报告", "artifact.submitted", { kind = "调查报告" } },
  { "论文", "artifact.submitted", { kind = "论文" } },
  { "答辩", "defence.result", { passed = true } },
  { "论文交流或发表", "paper.outcome", { paper = "P1", outcome = "交流", level = "区级" } },
  { "讲座", "lecture.given", { kind = "讲座", audience = "职务培训班", agreed = true } },
}

local function enrol(s, who)
  s:event("2024-09-01", who, "enrolled")
  s:expect { teacher = who, rule = "入训" }
end

local function complete(s, who, without)
  for _, each in ipairs(needed) do
    if each[1] ~= without then s:event("2026-05-01", who, each[2], each[3]) end
  end
end

local function decide(s, who, leaders, mentors, decision)
  s:event("2026-06-30", who, "committee.decided", { decision = decision or "合格", leaders = leaders, mentors = mentors })
end

scenario "各项齐全，结业" (function(s)
  enrol(s, "T1")
  complete(s, "T1")
  decide(s, "T1", 2, 3)
  s:expect { teacher = "T1", rule = finished, at = "2026-06-30", ["培训"] = "结业" }
  s:expect_nothing_else()
end)

scenario "缺任何一项都不结业" (function(s)
  for _, each in ipairs(needed) do
    local who = "缺" .. each[1]
    enrol(s, who)
    complete(s, who, each[1])
    decide(s, who, 2, 3)
    s:expect { teacher = who, rule = unfinished, severity = "warning", ["培训"] = "在训" }
  end
  s:expect_nothing_else()
end)

scenario "论文发表也可以" (function(s)
  enrol(s, "T1")
  complete(s, "T1", "论文交流或发表")
  s:event("2026-05-02", "T1", "paper.outcome", { paper = "P1", outcome = "发表" })
  decide(s, "T1", 1, 1)
  s:expect { teacher = "T1", rule = finished }
end)

scenario "考核小组缺领导或导师，结论不予采用" (function(s)
  for _, each in ipairs { { "无领导", 0, 3 }, { "无导师", 2, 0 } } do
    local who, leaders, mentors = each[1], each[2], each[3]
    enrol(s, who)
    complete(s, who)
    decide(s, who, leaders, mentors)
    s:expect { teacher = who, rule = "考核小组须由领导小组和导师组成员构成", ["培训"] = "在训" }
  end
  s:expect_nothing_else()
end)

scenario "结论不合格，没有证书" (function(s)
  enrol(s, "T1")
  complete(s, "T1")
  decide(s, "T1", 2, 3, "不合格")
  s:standing("T1", "培训", "在训")
  s:expect_nothing_else()
end)

scenario "暂缓发证期间，内容齐全也不说没有完成" (function(s)
  enrol(s, "T1")
  complete(s, "T1")
  s:event("2026-06-01", "T1", "tenure.waive", { rule = finished, reason = "公示有异议" })
  decide(s, "T1", 2, 3)
  s:standing("T1", "培训", "在训")
  s:expect_nothing_else()
end)
