-- What schools record, the same in every plan: a plan names the types it reads
-- and the levels of its own lattice, low to high.
--
--   require "plans.records" { levels = { "校级", "区级", "市级" }, "title.awarded", "paper.outcome", … }

local artifacts = {
  "课件", "教学设计", "教学反思", "论文", "读书心得", "研究过程资料", "阶段总结", "总结论文", "阶段性报告",
  "书面汇报", "心得体会", "经验材料", "课题研究报告", "调查报告", "培训记录", "自学记录",
}
local attestations = { "全区影响", "政治师德", "专业基础", "研究能力", "教学提高", "进步明显", "学习不认真" }
local attendance = { "缺课", "迟到", "早退", "事假", "病假", "公假", "出勤" }
local audiences = { "全体教师", "年级组", "职务培训班", "骨干教师" }
local lessons = {
  "引路课", "公开课", "示范课", "观摩课", "研究课", "亮相课", "汇报课", "成果实践课", "公开示范", "随堂课", "诊断课", "创新课",
}
local plans = { "年度培养计划", "学期课题计划", "带教计划", "自我实现方案", "培养计划" }
local phases = { "理论学习", "分散实践", "现场交流", "参观考察", "总结提高", "成果展示", "跟踪培训" }

-- Each type's fields, given the levels of the plan.
local records = {
  ["lesson.observed"]      = { lesson = "string", teacher = "teacher", kind = "string?" },
  ["lesson.commented"]     = { lesson = "string", kind = "string?" },
  ["lesson.public"]        = function(levels)
    return { lesson = "string", kind = lessons, level = optional(levels), theme = "string?", audience = "string?" }
  end,
  ["artifact.submitted"]   = { kind = artifacts, ref = "string?", project = "string?", self_made = "boolean?", used_in_class = "boolean?" },
  ["paper.outcome"]        = function(levels)
    return { paper = "string", outcome = { "交流", "发表", "获奖" }, level = optional(levels) }
  end,
  ["contest.entered"]      = { contest = "string", ref = "string?" },
  ["contest.held"]         = { contest = "string" },
  ["lecture.given"]        = { kind = { "讲座", "论坛" }, audience = audiences, topic = "string?", agreed = "boolean?" },
  ["lecture.held"]         = { kind = { "讲座", "课题研究培训" }, audience = "string" },
  ["sharing.given"]        = { outing = "string", scope = { "组内", "全校" } },
  ["seminar.held"]         = { kind = { "研讨", "学习心得交流" }, ref = "string?" },
  ["training.session"]     = { session = "string", course = "string?", module = "string?", topic = "string?" },
  ["training.planned"]     = { sessions = "integer" },
  ["attendance.recorded"]  = { session = "string", status = attendance },
  ["outing.completed"]     = function(levels)
    return { outing = "string", days = "number", level = optional(levels), kind = { "培训", "考察", "学习交流", "听课" } }
  end,
  ["project.registered"]   = function(levels) return { project = "string", level = levels } end,
  ["project.closed"]       = { project = "string" },
  ["project.result"]       = { project = "string" },
  ["plan.filed"]           = { kind = plans, ["for"] = "teacher?", sections = "integer?" },
  ["dossier.opened"]       = {},
  ["duty_report.given"]    = {},
  ["subscription.recorded"] = {},
  ["book.read"]            = { title = "string" },
  ["study.logged"]         = { mode = { "自学", "集体辅导" }, hours = "number" },
  ["pair.started"]         = { apprentice = "teacher", apprentice_level = "string?" },
  ["pair.ended"]           = { apprentice = "teacher" },
  ["role.granted"]         = { role = "string" },
  ["role.revoked"]         = { role = "string" },
  ["title.awarded"]        = function(levels) return { level = levels } end,
  ["title.revoked"]        = function(levels) return { level = levels } end,
  ["applied"]              = {},
  ["enrolled"]             = {},
  ["phase.started"]        = { phase = phases },
  ["assessment.result"]    = {
    cycle     = { "月", "学期", "年度", "综合" },
    component = optional { "理论", "实践", "课题论文", "业务", "考查", "实绩" },
    grade     = { "不合格", "合格", "良好", "优秀" },
  },
  ["attestation.recorded"] = { kind = attestations, holds = "boolean", by = "string" },
  ["misconduct.recorded"]  = { kind = "string" },
  ["defence.result"]       = { passed = "boolean" },
  ["certificate.recorded"] = { kind = "string", level = { "初级", "中级", "高级" } },
  ["certificate.issued"]   = { title = "string" },
  ["exam.scored"]          = { rank = "integer", of = "integer" },
  ["task.assigned"]        = { task = "string", due = "date" },
  ["task.completed"]       = { task = "string" },
  ["notice.published"]     = { kind = { "名单", "公示" } },
  ["objection.upheld"]     = { by = "string" },
  ["committee.decided"]    = { decision = { "不合格", "合格" }, leaders = "integer", mentors = "integer" },
  ["inspection.held"]      = {},
  ["selection.opened"]     = {},
  ["selection.closed"]     = {},
  ["allocation.made"]      = { allocation = "string" },
  ["funding.granted"]      = { amount = "number" },
  ["bonus.paid"]           = { amount = "number" },
}

return function(wanted)
  for _, name in ipairs(wanted) do
    local fields = records[name]
    if not fields then error(("no record is called '%s'"):format(name), 2) end
    event[name] = type(fields) == "function" and fields(wanted.levels) or fields
  end
end
