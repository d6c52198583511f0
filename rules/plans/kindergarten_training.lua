-- 幼儿园骨干教师培训计划（骨干教师培养工作计划之二）
--
-- 本文件逐条写出计划的规定,cites 是条款编号。使用方法和参数见
-- kindergarten_training/README.md。

local parameters = require "plans.parameters"
local shares = require "plans.shares"
require "plans.kindergarten_training.events"

local defaults = {
  cutoff        = "1/3",
  warnings      = { "1/5", "1/4" },
  leave_counts  = true,
  notice_days   = 0,
  years_of_work = 5,
  oldest        = 45,
}

-- 缺席而计入缺课的考勤：缺课，以及学校规定也算缺课的请假。
local function missed(leave_counts)
  local statuses = { "缺课" }
  local leave = leave_counts == true and { "事假", "病假", "公假" } or leave_counts or {}
  for _, status in ipairs(leave) do statuses[#statuses + 1] = status end
  return one_of(statuses)
end

return function(given)
  local plan = parameters(defaults, given)

  track["培训"] = { "未参训", "在训", "结业", "停训" }
  local training = track["培训"]
  local trainee = training:is "在训"

  -- 三、培训对象

  fact["工作年限"] = profile.hired:years()
  fact["年龄"]     = profile.birth:years()

  rule "报名者不符合培训对象条件" {
    cites    = "P2-03",
    on       = event.applied,
    when     = any {
      profile.kindergarten:is(false),
      fact["工作年限"]:less_than(plan.years_of_work),
      fact["年龄"]:more_than(plan.oldest),
    },
    says     = "{name}报名：工作满{工作年限}年、{年龄}岁；培训对象为在职幼儿园教师，工作"
      .. plan.years_of_work .. "年以上、" .. plan.oldest .. "岁以下",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  rule "入训" {
    cites   = "P2-03",
    on      = event.enrolled,
    applies = training:is "未参训",
    outcome = training:becomes "在训",
    says    = "{name}参加骨干教师培训",
    tell    = { "teacher" },
  }

  -- 六、考核认定  6.优存劣汰：停止其接受培训的资格

  fact["缺课次数"] = event["attendance.recorded"] { status = missed(plan.leave_counts) }:distinct "session":since(event.enrolled)
  fact["计划次数"] = event["training.planned"]:last "sessions"
  fact["停训次数"] = shares.least(plan.cutoff, fact["计划次数"])
  local notice = plan.notice_days > 0 and { days = plan.notice_days, unless = event["objection.upheld"] } or nil
  local share = fact["缺课次数"]:share_of(fact["计划次数"])
  local absences = { ["缺课次数"] = fact["缺课次数"], ["计划次数"] = fact["计划次数"], ["停训次数"] = fact["停训次数"] }

  rule("缺课达" .. shares.in_words(plan.cutoff) .. "以上，停止培训资格") {
    cites    = "P2-32",
    applies  = trainee,
    when     = share:at_least(plan.cutoff),
    outcome  = training:becomes "停训",
    announce = notice,
    gives    = absences,
    says     = "{name}缺课{缺课次数}次，计划{计划次数}次，已达" .. shares.in_words(plan.cutoff) .. "（{停训次数}次）",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  for _, warning in ipairs(plan.warnings) do
    rule("缺课达" .. shares.in_words(warning) .. "，提醒") {
      cites    = "P2-32",
      applies  = trainee,
      when     = share:at_least(warning),
      gives    = absences,
      says     = "{name}缺课{缺课次数}次，计划{计划次数}次；满{停训次数}次停止培训资格",
      tell     = { "teacher", "principal" },
      severity = "warning",
    }
  end

  fact["违纪情形"] = event["misconduct.recorded"]:last "kind"

  rule "违反培训纪律，停止培训资格" {
    cites    = "P2-29",
    on       = event["misconduct.recorded"],
    applies  = trainee,
    outcome  = training:becomes "停训",
    announce = notice,
    says     = "{name}在培训期间违反培训纪律：{违纪情形}",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  rule "学习不认真，停止培训资格" {
    cites    = "P2-30",
    on       = event["attestation.recorded"] { kind = "学习不认真", holds = true },
    applies  = trainee,
    outcome  = training:becomes "停训",
    announce = notice,
    says     = "{name}经认定学习不认真",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  fact["不合格考核"] = event["assessment.result"] { grade = "不合格" }:last "cycle"

  rule "成绩不合格，停止培训资格" {
    cites    = "P2-31",
    on       = event["assessment.result"] { grade = "不合格" },
    applies  = trainee,
    outcome  = training:becomes "停训",
    announce = notice,
    says     = "{name}{不合格考核}考核成绩不合格",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  -- 六、考核认定  4.具体考核内容

  local function result(component)
    return event["assessment.result"] { component = component }:last "grade":or_else "不合格"
  end
  local function lessons(kind) return event["lesson.public"] { kind = kind }:count():since(event.enrolled) end

  fact["理论"]     = result "理论"
  fact["实践"]     = result "实践"
  fact["课题论文"] = result "课题论文"
  fact["工作实绩"] = result "实绩"
  fact["亮相课"]   = lessons "亮相课"
  fact["研究课"]   = lessons "研究课"
  fact["汇报课"]   = lessons "汇报课"
  fact["教学提高"] = event["attestation.recorded"] { kind = "教学提高" }:last "holds":or_else(false)
  fact["课件"]     = event["artifact.submitted"] { kind = "课件", self_made = true, used_in_class = true }:count()
  fact["研究报告"] = event["artifact.submitted"] { kind = one_of { "课题研究报告", "调查报告" } }:count()
  fact["论文"]     = event["artifact.submitted"] { kind = "论文" }:count()
  fact["答辩通过"] = event["defence.result"] { passed = true }:count()
  fact["论文交流"] = event["paper.outcome"] { outcome = "交流", level = at_least "区级" }:count():since(event.enrolled)
  fact["论文发表"] = event["paper.outcome"] { outcome = "发表" }:count():since(event.enrolled)
  fact["讲座"]     = event["lecture.given"] { audience = "职务培训班", agreed = true }:count():since(event.enrolled)

  local all_passed = all {
    fact["理论"]:at_least "合格", fact["实践"]:at_least "合格", fact["课题论文"]:at_least "合格",
    fact["教学提高"]:is(true),
    fact["亮相课"]:at_least(1), fact["研究课"]:at_least(1), fact["汇报课"]:at_least(1),
    fact["课件"]:at_least(1),
    fact["研究报告"]:at_least(1),
    fact["论文"]:at_least(1), fact["答辩通过"]:at_least(1),
    any { fact["论文交流"]:at_least(1), fact["论文发表"]:at_least(1) },
    fact["讲座"]:at_least(1),
    fact["工作实绩"]:at_least "合格",
  }

  -- 六、考核认定  3.考核结论  5.颁发合格证书

  fact["领导小组人数"] = event["committee.decided"]:last "leaders"
  fact["导师组人数"]   = event["committee.decided"]:last "mentors"
  local committee = all { fact["领导小组人数"]:at_least(1), fact["导师组人数"]:at_least(1) }

  rule "考核小组须由领导小组和导师组成员构成" {
    cites    = "P2-17",
    on       = event["committee.decided"],
    applies  = trainee,
    when     = none { committee },
    says     = "{name}的考核结论不予采用：考核小组有领导小组{领导小组人数}人、导师组{导师组人数}人",
    tell     = { "principal" },
    severity = "warning",
  }

  rule "综合考核合格，颁发培训合格证书" {
    cites   = "P2-28",
    on      = event["committee.decided"] { decision = "合格" },
    applies = trainee,
    when    = all { committee, all_passed },
    outcome = training:becomes "结业",
    says    = "{name}综合考核合格，颁发《幼儿园骨干教师培训合格证书》",
    tell    = { "teacher", "principal" },
  }

  rule "考核内容没有全部完成，暂不颁发证书" {
    cites    = "P2-18…P2-27",
    on       = event["committee.decided"] { decision = "合格" },
    applies  = trainee,
    when     = all { committee, none { all_passed } },
    says     = "{name}：理论{理论}、实践{实践}、课题论文{课题论文}、工作实绩{工作实绩}；亮相课{亮相课}、研究课{研究课}、"
      .. "汇报课{汇报课}节；课件{课件}、研究报告{研究报告}、论文{论文}篇，答辩通过{答辩通过}次；"
      .. "论文交流{论文交流}、发表{论文发表}篇；讲座{讲座}次",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }
end
