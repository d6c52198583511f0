-- 四、培养措施

return function(plan)
  -- 1.安排培养计划
  local plans = event["plan.filed"] { kind = one_of { "培养计划", "年度培养计划" } }
  fact["本周期培养计划"] = school(plans:count():per "cycle")
  fact["本周期培养计划"]:label "学校在本培养周期安排的培养计划"

  -- 3.创造各种学习、进修、研究和实践的条件
  fact["年内外出学习"] = event["outing.completed"]:distinct "outing":per(plan.year)
  fact["年内外出学习"]:label "年内外出学习、考察次数"

  -- 培养对象：后备和在任的骨干教师，至少已有这些月份的。
  local trained = all {
    track["任职"]:one_of { "后备", "在任" },
    fact["任职月数"]:at_least(plan.months_in_office),
  }

  -- 2.聘请优秀教师培养、指导教师，并制定相应的培养计划
  fact["受指导次数"]   = require "plans.mentors" () + event["pair.ended"]:by "apprentice":count() -- 正在受指导，或本周期内结束
  fact["个人培养计划"] = plans:by "for":count()

  duty "聘请指导教师，制定培养计划" {
    cites    = plan.clause(7),
    applies  = trained,
    per      = "cycle",
    partial  = true,
    from     = plan.starts,
    needs    = all { fact["受指导次数"]:at_least(1), fact["个人培养计划"]:at_least(1) },
    remind   = { days = 365 },
    says     = "{name}本周期受指导{受指导次数}次，有个人培养计划{个人培养计划}份；学校应为其聘请指导教师、制定培养计划",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  -- 4.一般两年为一培养周期，两年内进行跟踪培养
  fact["跟踪培养"] = event["phase.started"] { phase = "跟踪培训" }:count()

  duty "两年内进行跟踪培养" {
    cites    = plan.clause(9),
    applies  = trained,
    per      = "cycle",
    partial  = true,
    from     = plan.starts,
    needs    = fact["跟踪培养"]:at_least(1),
    remind   = { days = 365 },
    says     = "{name}本培养周期内跟踪培养{跟踪培养}次，应不少于1次",
    tell     = { "principal", "office" },
    severity = "warning",
  }
end
