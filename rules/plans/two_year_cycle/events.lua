-- 计划中记录的事项。levels 是本计划的层级，从低到高。

return function(levels)
  profile.name = "string"

  -- 三、培养和选拔
  event["selection.opened"]     = {}
  event["selection.closed"]     = {}
  event["notice.published"]     = { kind = { "名单", "公示" } }
  event["committee.decided"]    = { decision = { "不合格", "合格" }, leaders = "integer", mentors = "integer" }
  event["role.granted"]         = { role = "string" }
  event["role.revoked"]         = { role = "string" }
  event["title.awarded"]        = { level = levels }
  event["title.revoked"]        = { level = levels }
  event["objection.upheld"]     = { by = "string" }

  -- 四、培养措施
  event["plan.filed"]           = {
    kind = { "年度培养计划", "学期课题计划", "带教计划", "自我实现方案", "培养计划" }, ["for"] = "teacher?", sections = "integer?",
  }
  event["pair.started"]         = { apprentice = "teacher", apprentice_level = "string?" }
  event["pair.ended"]           = { apprentice = "teacher" }
  event["phase.started"]        = { phase = { "理论学习", "分散实践", "现场交流", "参观考察", "总结提高", "成果展示", "跟踪培训" } }
  event["outing.completed"]     = {
    outing = "string", days = "number", level = optional(levels), kind = { "培训", "考察", "学习交流", "听课" },
  }

  -- 五、任职义务
  event["study.logged"]         = { mode = { "自学", "集体辅导" }, hours = "number" }
  event["exam.scored"]          = { rank = "integer", of = "integer" }
  event["attestation.recorded"] = {
    kind = { "全区影响", "政治师德", "专业基础", "研究能力", "教学提高", "进步明显", "学习不认真" }, holds = "boolean", by = "string",
  }
  event["lesson.public"]        = {
    lesson   = "string",
    kind     = { "引路课", "公开课", "示范课", "观摩课", "研究课", "亮相课", "汇报课", "成果实践课", "公开示范", "随堂课", "诊断课", "创新课" },
    level    = optional(levels),
    theme    = "string?",
    audience = "string?",
  }
  event["lecture.given"]        = {
    kind = { "讲座", "论坛" }, audience = { "全体教师", "年级组", "职务培训班", "骨干教师" }, topic = "string?", agreed = "boolean?",
  }
  event["paper.outcome"]        = { paper = "string", outcome = { "交流", "发表", "获奖" }, level = optional(levels) }

  -- 六、管理和考核  七、待遇和奖励
  event["dossier.opened"]       = {}
  event["duty_report.given"]    = {}
  event["assessment.result"]    = {
    cycle     = { "月", "学期", "年度", "综合" },
    component = optional { "理论", "实践", "课题论文", "业务", "考查", "实绩" },
    grade     = { "不合格", "合格", "良好", "优秀" },
  }
  event["allocation.made"]      = { allocation = "string" }
  event["funding.granted"]      = { amount = "number" }
end
