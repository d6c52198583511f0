-- 一名学员：怎样入训，怎样完成培训要求的各项。

local trainee = {}

-- 登记在册、三项条件都经认定，2024 年 9 月 1 日入训；培训期十个月，到 2025 年 7 月 1 日止。
function trainee.enrol(s, who)
  s:event("2024-08-20", who, "tenure.teacher", { name = who, hired = "2015-08-01", birth = "1990-01-01", kindergarten = true })
  for _, kind in ipairs { "政治师德", "专业基础", "研究能力" } do
    s:event("2024-08-25", who, "attestation.recorded", { kind = kind, holds = true, by = "园长" })
  end
  s:event("2024-09-01T08:00", who, "enrolled")
  s:expect { teacher = who, rule = "入训", at = "2024-09-01", ["培训"] = "在训" }
end

-- 与导师结对，导师有带教计划；每月交一份自学记录。
function trainee.study(s, who)
  s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = who })
  s:event("2024-09-20", "导师", "plan.filed", { kind = "带教计划", ["for"] = who })
  for _, day in ipairs {
    "2024-10-15", "2024-11-15", "2024-12-15", "2025-01-15", "2025-02-15", "2025-03-15", "2025-04-15", "2025-05-15", "2025-06-15",
  } do
    s:event(day, who, "artifact.submitted", { kind = "自学记录" })
  end
end

-- 培训要求完成的各项：名称、事项、内容。
trainee.work = {
  { "理论", "assessment.result", { cycle = "综合", component = "理论", grade = "合格" } },
  { "实践", "assessment.result", { cycle = "综合", component = "实践", grade = "良好" } },
  { "课题论文", "assessment.result", { cycle = "综合", component = "课题论文", grade = "优秀" } },
  { "工作实绩", "assessment.result", { cycle = "综合", component = "实绩", grade = "合格" } },
  { "教学提高", "attestation.recorded", { kind = "教学提高", holds = true, by = "导师组" } },
  { "亮相课", "lesson.public", { lesson = "L1", kind = "亮相课" } },
  { "研究课", "lesson.public", { lesson = "L2", kind = "研究课" } },
  { "汇报课", "lesson.public", { lesson = "L3", kind = "汇报课" } },
  { "课件", "artifact.submitted", { kind = "课件", self_made = true, used_in_class = true } },
  { "研究报告", "artifact.submitted", { kind = "调查报告" } },
  { "论文", "artifact.submitted", { kind = "论文" } },
  { "答辩", "defence.result", { passed = true } },
  { "论文交流", "paper.outcome", { paper = "P1", outcome = "交流", level = "区级" } },
  { "讲座", "lecture.given", { kind = "讲座", audience = "职务培训班", agreed = true } },
  { "课题", "project.registered", { project = "K1", level = "园级" } },
  { "观摩授课", "lesson.observed", { lesson = "D1", teacher = "导师", kind = "授课" } },
  { "观摩说课", "lesson.observed", { lesson = "D2", teacher = "导师", kind = "说课" } },
  { "观摩评课", "lesson.observed", { lesson = "D3", teacher = "导师", kind = "评课" } },
  { "听课", "lesson.observed", { lesson = "D4", teacher = "同事" } },
  { "评课", "lesson.commented", { lesson = "D4", kind = "评课" } },
  { "说课", "lesson.commented", { lesson = "D5", kind = "说课" } },
  { "考察", "outing.completed", { outing = "O1", days = 1, kind = "考察" } },
}

-- 在这一天完成各项，`without` 列出的除外。
function trainee.complete(s, who, day, without)
  local left_out = {}
  for _, name in ipairs(without or {}) do left_out[name] = true end
  for _, each in ipairs(trainee.work) do
    if not left_out[each[1]] then s:event(day, who, each[2], each[3]) end
  end
end

-- 五个板块、六门课程，全园都上。
function trainee.sessions(s, without)
  local courses = { "骨干教师基本素质", "现代幼儿教育观", "幼儿园课程理论与实践", "游戏在幼儿教育中的运用", "幼教科研方法", "幼儿教育心理学" }
  for _, course in ipairs(courses) do
    if course ~= without then s:event("2024-10-12", nil, "training.session", { session = course, module = "教育教学理论", course = course }) end
  end
  for _, module in ipairs { "教育实践与考察", "现代教育技术", "课题研究", "思德修养" } do
    if module ~= without then s:event("2024-11-16", nil, "training.session", { session = module, module = module }) end
  end
end

-- 考核小组作出结论。
function trainee.conclude(s, who, day, decision, leaders, mentors)
  s:event(day, who, "committee.decided", { decision = decision or "合格", leaders = leaders or 2, mentors = mentors or 3 })
end

return trainee
