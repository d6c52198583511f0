-- 培训期间每位学员要完成的各项（P2-09、P2-18 至 P2-25）
--
-- 培训期到 2025 年 7 月 1 日止；没有完成的，6 月 2 日提醒，7 月 2 日告知没有完成。

local trainee = require "tests.shared.trainee"

-- 每项规定，和它要的各样；缺哪一样都是没有完成。
local tasks = {
  ["完成实践与考察的各项内容"] = { "观摩授课", "观摩说课", "观摩评课", "听课", "评课", "说课", "考察" },
  ["教育教学理论考核合格"] = { "理论" },
  ["教学水平有明显提高，体现新的教育观念"] = { "教学提高" },
  ["完成亮相课、研究课、汇报课"] = { "亮相课", "研究课", "汇报课" },
  ["独立制作能在课堂教学中运用的多媒体课件"] = { "课件" },
  ["完成一份课题研究报告或调查报告"] = { "研究报告" },
  ["完成一篇论文，并通过答辩"] = { "论文", "答辩" },
  ["在区级以上交流或公开发表教学论文一篇以上"] = { "论文交流" },
  ["对教师职务培训班至少作一次讲座"] = { "讲座" },
}

scenario "最后一天完成，全部算数" (function(s)
  trainee.enrol(s, "T1")
  trainee.complete(s, "T1", "2025-07-01T23:59")
  s:advance "2025-09-01"
  for duty in pairs(tasks) do
    s:expect { teacher = "T1", rule = duty, outcome = "reminder", at = "2025-06-02" }
    s:refute { rule = duty, outcome = "missed" }
  end
end)

scenario "晚一天完成，都是没有完成" (function(s)
  trainee.enrol(s, "T1")
  trainee.complete(s, "T1", "2025-07-02")
  s:advance "2025-09-01"
  for duty in pairs(tasks) do
    s:expect { teacher = "T1", rule = duty, outcome = "missed", at = "2025-07-02", severity = "warning" }
  end
end)

scenario "入训以前完成的不算" (function(s)
  trainee.complete(s, "T1", "2024-08-01")
  trainee.enrol(s, "T1")
  s:advance "2025-07-02"
  for duty in pairs(tasks) do s:expect { teacher = "T1", rule = duty, outcome = "missed" } end
end)

for duty, parts in pairs(tasks) do
  for _, part in ipairs(parts) do
    scenario(duty .. "：缺" .. part) (function(s)
      trainee.enrol(s, "T1")
      trainee.complete(s, "T1", "2025-05-10", { part })
      s:advance "2025-07-02"
      s:expect { teacher = "T1", rule = duty, outcome = "missed", at = "2025-07-02" }
      for other in pairs(tasks) do
        if other ~= duty then s:refute { rule = other, outcome = "missed" } end
      end
    end)
  end
end

scenario "没有任何公开教学" (function(s)
  trainee.enrol(s, "T1")
  trainee.complete(s, "T1", "2025-05-10", { "亮相课", "研究课", "汇报课" })
  s:advance "2025-07-02"
  s:expect { teacher = "T1", rule = "完成实践与考察的各项内容", outcome = "missed",
    says = "T1观摩导师授课、说课、评课3项；相互听课1、评课1、说课1次；公开教学0次；考察名教师1次" }
  s:expect { teacher = "T1", rule = "完成亮相课、研究课、汇报课", says = "T1完成的教学实践任务：亮相课0、研究课0、汇报课0节，每种至少一节" }
end)

scenario "结业、停训的，和不是学员的，不再要求" (function(s)
  trainee.enrol(s, "T1")
  trainee.complete(s, "T1", "2025-05-10")
  trainee.conclude(s, "T1", "2025-05-20")
  s:standing("T1", "培训", "结业")
  trainee.enrol(s, "T2")
  s:event("2025-05-20", "T2", "tenure.standing", { track = "培训", to = "停训" })
  s:event("2024-09-01", "T3", "tenure.teacher", { kindergarten = true })
  s:advance "2025-07-02"
  for duty in pairs(tasks) do s:refute { rule = duty } end
end)

-- 正好在线上的，和差一点的。

local function missed(s, who, duty, does)
  trainee.enrol(s, who)
  for _, each in ipairs(does) do s:event("2025-05-10", who, each[1], each[2]) end
  s:advance "2025-07-02"
  s:expect { teacher = who, rule = duty, outcome = "missed" }
end

local function met(s, who, duty, does)
  trainee.enrol(s, who)
  for _, each in ipairs(does) do s:event("2025-05-10", who, each[1], each[2]) end
  s:advance "2025-07-02"
  s:refute { teacher = who, rule = duty, outcome = "missed" }
end

scenario "理论考核：合格即可" (function(s)
  local duty = "教育教学理论考核合格"
  met(s, "T1", duty, { { "assessment.result", { cycle = "学期", component = "理论", grade = "合格" } } })
end)

scenario "理论考核：别的成绩不算" (function(s)
  missed(s, "T1", "教育教学理论考核合格", { { "assessment.result", { cycle = "学期", component = "业务", grade = "优秀" } } })
end)

scenario "理论考核：不合格" (function(s)
  missed(s, "T1", "教育教学理论考核合格", {
    { "assessment.result", { cycle = "学期", component = "理论", grade = "不合格" } },
    { "objection.upheld", { by = "培训单位" } },
  })
end)

scenario "教学提高：认定为没有" (function(s)
  missed(s, "T1", "教学水平有明显提高，体现新的教育观念", { { "attestation.recorded", { kind = "教学提高", holds = false, by = "导师组" } } })
end)

scenario "教学提高：别的认定不算" (function(s)
  missed(s, "T1", "教学水平有明显提高，体现新的教育观念", { { "attestation.recorded", { kind = "进步明显", holds = true, by = "导师组" } } })
end)

scenario "考察：培训、听课不是考察" (function(s)
  trainee.enrol(s, "T1")
  trainee.complete(s, "T1", "2025-05-10", { "考察" })
  s:event("2025-05-11", "T1", "outing.completed", { outing = "O2", days = 2, kind = "培训" })
  s:advance "2025-07-02"
  s:expect { teacher = "T1", rule = "完成实践与考察的各项内容", outcome = "missed" }
end)

scenario "课件：自制的教学设计不是课件" (function(s)
  missed(s, "T1", "独立制作能在课堂教学中运用的多媒体课件", { { "artifact.submitted", { kind = "教学设计", self_made = true, used_in_class = true } } })
end)

scenario "课件：不是自制的，没有在课堂上用的，都不算" (function(s)
  missed(s, "T1", "独立制作能在课堂教学中运用的多媒体课件", {
    { "artifact.submitted", { kind = "课件", self_made = true } },
    { "artifact.submitted", { kind = "课件", self_made = true, used_in_class = false } },
    { "artifact.submitted", { kind = "课件", self_made = false, used_in_class = true } },
  })
end)

scenario "研究报告：课题研究报告也可以" (function(s)
  met(s, "T1", "完成一份课题研究报告或调查报告", { { "artifact.submitted", { kind = "课题研究报告" } } })
end)

scenario "论文：答辩没有通过" (function(s)
  missed(s, "T1", "完成一篇论文，并通过答辩", { { "artifact.submitted", { kind = "论文" } }, { "defence.result", { passed = false } } })
end)

scenario "论文：区级交流正好够" (function(s)
  met(s, "T1", "在区级以上交流或公开发表教学论文一篇以上", { { "paper.outcome", { paper = "P1", outcome = "交流", level = "区级" } } })
end)

scenario "论文：园级交流不够" (function(s)
  missed(s, "T1", "在区级以上交流或公开发表教学论文一篇以上", { { "paper.outcome", { paper = "P1", outcome = "交流", level = "园级" } } })
end)

scenario "论文：公开发表不问级别" (function(s)
  met(s, "T1", "在区级以上交流或公开发表教学论文一篇以上", { { "paper.outcome", { paper = "P1", outcome = "发表" } } })
end)

scenario "论文：获奖不是交流，也不是发表" (function(s)
  missed(s, "T1", "在区级以上交流或公开发表教学论文一篇以上", { { "paper.outcome", { paper = "P1", outcome = "获奖", level = "市级" } } })
end)

scenario "讲座：没有商定的，不是给职务培训班的，都不算" (function(s)
  missed(s, "T1", "对教师职务培训班至少作一次讲座", {
    { "lecture.given", { kind = "讲座", audience = "职务培训班" } },
    { "lecture.given", { kind = "讲座", audience = "全体教师", agreed = true } },
  })
end)
