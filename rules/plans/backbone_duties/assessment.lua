-- 四、主要工作措施  ㈤具体要求  ㈥考核与激励

return function(plan, who)
  -- 四、㈤具体要求

  fact["考勤"] = event["attendance.recorded"]:last "status"

  rule "没有按时出席培训活动" {
    cites    = "P1-24",
    on       = event["attendance.recorded"] { status = one_of(plan.unexcused) },
    applies  = who.backbone,
    says     = "{name}培训活动{考勤}",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "认真做好培训记录" {
    cites    = "P1-25",
    applies  = who.backbone,
    after    = event["attendance.recorded"] { status = one_of { "出勤", "迟到", "早退" } },
    match    = "session",
    within   = { days = plan.note_days },
    needs    = event["artifact.submitted"] { kind = "培训记录" }:matched_by "ref":count():at_least(1),
    says     = "{name}参加培训（{session}）后没有交培训记录",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "按时完成学校规定的任务和师徒合同约定的事项" {
    cites    = "P1-09, P1-26",
    applies  = who.backbone,
    after    = event["task.assigned"],
    match    = "task",
    within   = "due",
    needs    = event["task.completed"]:count():at_least(1),
    says     = "{name}的任务（{task}）到期没有完成",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、㈥考核与激励

  local annual = event["assessment.result"] { cycle = "年度" }
  fact["年度考核次数"] = annual:count()
  fact["年度考核结果"] = annual:last "grade"

  duty "每年对骨干教师的履职和成长情况组织考核" {
    cites    = "P1-27",
    from     = plan.begins,
    applies  = who.backbone,
    per      = "school_year",
    partial  = true,
    remind   = { days = 60 },
    needs    = fact["年度考核次数"]:at_least(1),
    says     = "{name}本学年还没有年度考核结果",
    tell     = { "office" },
    severity = "warning",
  }

  track["评优晋级"] = { "一般", "优先" }
  local priority = track["评优晋级"]

  rule("年度考核" .. plan.priority_grade .. "以上，评优、晋级优先") {
    cites   = "P1-28",
    on      = annual { grade = at_least(plan.priority_grade) },
    applies = who.backbone,
    outcome = priority:becomes "优先",
    says    = "{name}年度考核{年度考核结果}，评优、晋级时优先考虑",
    tell    = { "teacher", "principal" },
  }

  rule("年度考核不到" .. plan.priority_grade .. "，评优、晋级不再优先") {
    cites   = "P1-28",
    on      = annual { grade = less_than(plan.priority_grade) },
    applies = priority:is "优先",
    outcome = priority:becomes "一般",
    says    = "{name}年度考核{年度考核结果}，评优、晋级时不再优先",
    tell    = { "teacher", "principal" },
  }

  rule "评优、晋级时优先考虑的骨干教师" {
    cites    = "P1-28",
    on       = event["selection.opened"],
    applies  = who.backbone,
    when     = priority:is "优先",
    says     = "{name}在本次评优、晋级中优先考虑",
    tell     = { "office" },
    severity = "info",
  }

  fact["月考核次数"] = event["assessment.result"] { cycle = "月" }:count()
  fact["本月听课"]   = event["lesson.observed"]:distinct "lesson":per "month"

  rule "本月工作情况，供月考核" {
    cites    = "P1-29",
    every    = "month",
    applies  = who.backbone,
    when     = (fact["本月听课"] + fact["本月引路课"] + fact["本月论坛"] + fact["本月过程资料"]):at_least(1),
    says     = "{name}本月听课{本月听课}节，引路课{本月引路课}节，论坛{本月论坛}次，研究过程资料{本月过程资料}份",
    tell     = { "office" },
    severity = "info",
  }

  duty "每月骨干教师的工作情况纳入月考核" {
    cites    = "P1-29",
    applies  = who.backbone,
    per      = "month",
    inside   = "term",
    needs    = fact["月考核次数"]:at_least(1),
    says     = "{name}没有本月的月考核结果",
    tell     = { "office" },
    severity = "warning",
  }
end
