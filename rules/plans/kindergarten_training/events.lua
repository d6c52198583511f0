-- 培训中记录的事项，和培训对象的基本情况。

profile.name         = "string"
profile.hired        = "date"
profile.birth        = "date"
profile.kindergarten = "boolean"

event.applied                 = {}
event.enrolled                = {}
event["training.planned"]     = { sessions = "integer" }
event["attendance.recorded"]  = { session = "string", status = { "缺课", "迟到", "早退", "事假", "病假", "公假", "出勤" } }
event["misconduct.recorded"]  = { kind = "string" }
event["attestation.recorded"] = {
  kind = { "全区影响", "政治师德", "专业基础", "研究能力", "教学提高", "进步明显", "学习不认真" }, holds = "boolean", by = "string",
}
event["assessment.result"]    = {
  cycle     = { "月", "学期", "年度", "综合" },
  component = optional { "理论", "实践", "课题论文", "业务", "考查", "实绩" },
  grade     = { "不合格", "合格", "良好", "优秀" },
}
event["lesson.public"]        = {
  lesson   = "string",
  kind     = { "引路课", "公开课", "示范课", "观摩课", "研究课", "亮相课", "汇报课", "成果实践课", "公开示范", "随堂课", "诊断课", "创新课" },
  level    = optional { "园级", "区级", "市级" },
  theme    = "string?",
  audience = "string?",
}
event["artifact.submitted"]   = {
  kind = {
    "课件", "教学设计", "教学反思", "论文", "读书心得", "研究过程资料", "阶段总结", "总结论文", "阶段性报告",
    "书面汇报", "心得体会", "经验材料", "课题研究报告", "调查报告", "培训记录", "自学记录",
  },
  ref = "string?", project = "string?", self_made = "boolean?", used_in_class = "boolean?",
}
event["defence.result"]       = { passed = "boolean" }
event["paper.outcome"]        = { paper = "string", outcome = { "交流", "发表", "获奖" }, level = optional { "园级", "区级", "市级" } }
event["lecture.given"]        = {
  kind = { "讲座", "论坛" }, audience = { "全体教师", "年级组", "职务培训班", "骨干教师" }, topic = "string?", agreed = "boolean?",
}
event["committee.decided"]    = { decision = { "不合格", "合格" }, leaders = "integer", mentors = "integer" }
event["objection.upheld"]     = { by = "string" }
