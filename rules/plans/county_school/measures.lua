-- 四、管理措施  五、考核方法

return function(plan)
  local backbone = plan.backbone

  -- 四、1 学习督察

  fact["学习督察"] = event["inspection.held"]:count()

  duty "每学期对理论学习督促检查" {
    cites    = "P4-21",
    of       = "school",
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["学习督察"]:at_least(plan.inspections),
    says     = "本学期对理论学习督促检查{学习督察}次，应有" .. plan.inspections .. "次",
    tell     = { "office" },
    severity = "warning",
  }

  -- 四、2 竞赛和奖励（P4-22，鼓励）  3 资料和经费（P4-23）

  fact["竞赛活动"] = event["contest.held"]:count():per "school_year"
  fact["竞赛活动"]:label "本学年学校举办的竞赛活动"
  fact["奖励金额"] = event["bonus.paid"]:sum "amount":per "school_year"
  fact["奖励金额"]:label "本学年所得奖励"
  fact["学习经费"] = event["funding.granted"]:sum "amount":per "school_year"
  fact["学习经费"]:label "本学年保障的参考资料和学习经费"

  -- 四、4 各项活动与年底绩效工资考核挂钩：只列数，权重由学校另定

  fact["年度听课"]     = event["lesson.observed"]:distinct "lesson":per "year"
  fact["年度公开课"]   = event["lesson.public"]:distinct "lesson":per "year"
  fact["年度评课"]     = event["lesson.commented"]:distinct "lesson":per "year"
  fact["年度外出"]     = event["outing.completed"]:distinct "outing":per "year"
  fact["年度交流"]     = event["sharing.given"]:count():per "year"
  fact["年度材料"]     = event["artifact.submitted"]:count():per "year"
  fact["年度评比"]     = event["contest.entered"]:count():per "year"
  fact["年度学习时数"] = event["study.logged"]:sum "hours":per "year"
  fact["年度成果"]     = event["project.result"]:count():per "year"

  rule "年底绩效工资考核：本年参与的各项活动" {
    cites    = "P4-24",
    every    = "year",
    applies  = backbone,
    gives    = {
      ["听课"] = fact["年度听课"], ["公开课"] = fact["年度公开课"], ["评课"] = fact["年度评课"],
      ["带徒"] = fact["师带徒"], ["外出学习"] = fact["年度外出"], ["经验交流"] = fact["年度交流"], ["上交材料"] = fact["年度材料"],
      ["参加评比"] = fact["年度评比"], ["学习时数"] = fact["年度学习时数"], ["在研课题"] = fact["在研课题"], ["科研成果"] = fact["年度成果"],
    },
    says     = "{name}本年听课{年度听课}节、公开课{年度公开课}节、评课{年度评课}节，外出学习{年度外出}次、经验交流{年度交流}次，"
      .. "上交材料{年度材料}份，参加评比{年度评比}次，学习{年度学习时数}小时，科研成果{年度成果}项",
    tell     = { "office" },
    severity = "info",
  }

  -- 五、1 培养计划和档案（档案见二）

  fact["培养计划"] = event["plan.filed"] { kind = one_of { "年度培养计划", "培养计划" } }:count()

  duty "制定骨干教师培养计划" {
    cites    = "P4-25",
    of       = "school",
    per      = "school_year",
    remind   = { days = 300 },
    needs    = fact["培养计划"]:at_least(1),
    says     = "本学年还没有制定骨干教师培养计划",
    tell     = { "office" },
    severity = "warning",
  }

  -- 五、2 每学期一次全面系统的考查，总结和公示

  local examined = event["assessment.result"] { cycle = "学期", component = "考查" }

  duty "每学期进行一次全面系统的考查" {
    cites    = "P4-26",
    applies  = backbone,
    per      = "term",
    remind   = { days = 14 },
    needs    = examined:count():at_least(1),
    says     = "{name}本学期还没有考查结果",
    tell     = { "office" },
    severity = "warning",
  }

  duty "对考查情况进行总结和公示" {
    cites    = "P4-26",
    applies  = backbone,
    after    = examined,
    within   = { workdays = plan.publish_within },
    needs    = event["notice.published"] { kind = "公示" }:count():at_least(1),
    says     = "{name}的考查情况还没有公示",
    tell     = { "office" },
    severity = "warning",
  }

  track["学期考查"] = { "未考查", "不合格", "合格", "良好", "优秀" }
  fact["考查结果"] = examined:last "grade":per "school_year"

  local objection = event["objection.upheld"]

  rule "考查结果公示期满" {
    cites    = "P4-26",
    on       = event["notice.published"] { kind = "公示" },
    applies  = all { backbone, fact["考查结果"]:known() },
    announce = { workdays = plan.publish_for, unless = objection },
    outcome  = track["学期考查"]:becomes(fact["考查结果"]),
    says     = "{name}的考查结果：{考查结果}，公示" .. plan.publish_for .. "个工作日",
    tell     = { "teacher", "office" },
  }
end
