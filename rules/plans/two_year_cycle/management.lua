-- 六、管理和考核

-- 考核不合格的，取消下一届评选资格；哪样算不合格，由 failing 定。
local function failed(plan)
  local in_the_cycle = event["assessment.result"] { cycle = "年度", grade = "不合格" }
  if plan.failing == "combined" then return event["assessment.result"] { cycle = "综合", grade = "不合格" }, nil end
  if plan.failing == "both" then return in_the_cycle, in_the_cycle:count():per "cycle":at_least(2) end
  return in_the_cycle, nil
end

return function(plan)
  local annual = event["assessment.result"] { cycle = "年度" }

  -- 1.建立管理档案
  track["管理档案"] = { "未建", "已建" }

  rule "建立管理档案" {
    cites    = plan.clause(17),
    on       = event["dossier.opened"],
    outcome  = track["管理档案"]:becomes "已建",
    says     = "{name}的骨干教师管理档案已建立",
    tell     = { "office" },
    severity = "info",
  }

  duty "任职后应建立管理档案" {
    cites    = plan.clause(17),
    after    = event["title.awarded"],
    within   = { days = plan.dossier_days },
    applies  = plan.in_office,
    needs    = track["管理档案"]:is "已建",
    says     = "{name}授予称号已满" .. plan.dossier_days .. "日，还没有骨干教师管理档案",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  duty "骨干教师都有管理档案" {
    cites    = plan.clause(17),
    applies  = plan.judged,
    per      = plan.year,
    partial  = true,
    from     = plan.starts,
    needs    = track["管理档案"]:is "已建",
    says     = "{name}是{层级}骨干教师，还没有管理档案",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  -- 2.每年考核一次
  fact["年度考核"]     = annual:count()
  fact["年内年度考核"] = annual:count():per(plan.year)

  duty "骨干教师每年考核一次" {
    cites    = plan.clause(18),
    applies  = plan.judged,
    per      = plan.year,
    partial  = true,
    from     = plan.starts,
    needs    = fact["年度考核"]:at_least(1),
    remind   = plan.remind,
    says     = "{name}年内年度考核{年度考核}次，应考核一次",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  rule "一年内不止一次年度考核，提醒" {
    cites    = plan.clause(18),
    on       = annual,
    applies  = plan.in_office,
    when     = fact["年内年度考核"]:at_least(2),
    says     = "{name}年内已有年度考核{年内年度考核}次",
    tell     = { "office" },
    severity = "info",
  }

  -- 2.年内述职一次
  fact["述职"] = event["duty_report.given"]:count()

  duty("年内向" .. plan.head .. "述职一次") (plan.every_year {
    cites = plan.clause(19),
    needs = fact["述职"]:at_least(1),
    says  = "{name}年内述职{述职}次，应不少于1次",
  })

  -- 3.考核不合格的，取消其下一届骨干教师评选资格
  local result, when = failed(plan)

  rule "考核不合格，取消下一届评选资格" {
    cites    = plan.clause(21),
    on       = result,
    applies  = all { plan.seated, track["评选资格"]:is "有" },
    when     = when,
    outcome  = track["评选资格"]:becomes "下届取消",
    announce = plan.notice,
    says     = "{name}考核不合格，取消其下一届骨干教师评选资格",
    tell     = { "teacher", "principal", "office" },
    severity = "critical",
  }

  -- 4.动态管理
  rule "考核合格，解除预警" {
    cites   = plan.clause(22),
    on      = event["assessment.result"] { cycle = "年度", grade = at_least "合格" },
    applies = track["履职"]:is "预警",
    outcome = track["履职"]:becomes "正常",
    says    = "{name}年度考核合格，解除预警",
    tell    = { "teacher", "principal" },
  }
end
