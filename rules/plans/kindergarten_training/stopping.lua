-- 六、6 优存劣汰：停止其接受培训的资格
--
-- 都先公示（notice_days），公示期内有异议成立的不停训。

local shares = require "plans.shares"

return function(plan)
  local training = track["培训"]
  local trainee = training:is "在训"
  local objection = event["objection.upheld"]
  local notice = plan.notice_days > 0 and { days = plan.notice_days, unless = objection } or nil

  fact["违纪情形"] = event["misconduct.recorded"]:last "kind"

  rule "违反培训纪律，停止培训资格" {
    cites    = "P2-29",
    on       = event["misconduct.recorded"],
    applies  = trainee,
    announce = notice,
    outcome  = training:becomes "停训",
    says     = "{name}在培训期间违反培训纪律：{违纪情形}",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  rule "学习不认真，停止培训资格" {
    cites    = "P2-30",
    on       = event["attestation.recorded"] { kind = "学习不认真", holds = true },
    applies  = trainee,
    announce = notice,
    outcome  = training:becomes "停训",
    says     = "{name}经认定学习不认真",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  local failed = event["assessment.result"] { grade = "不合格" }
  fact["不合格考核"] = failed:last "cycle"

  rule "成绩不合格，停止培训资格" {
    cites    = "P2-31",
    on       = failed,
    applies  = trainee,
    announce = notice,
    outcome  = training:becomes "停训",
    says     = "{name}{不合格考核}考核成绩不合格",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  local share = fact["缺课次数"]:share_of(fact["计划次数"])
  local absences = { ["缺课次数"] = fact["缺课次数"], ["计划次数"] = fact["计划次数"], ["停训次数"] = fact["停训次数"] }

  rule("缺课达" .. shares.in_words(plan.cutoff) .. "以上，停止培训资格") {
    cites    = "P2-32",
    applies  = trainee,
    when     = share:at_least(plan.cutoff),
    announce = notice,
    outcome  = training:becomes "停训",
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
end
