-- 入训和停训（P2-03、P2-29 至 P2-31）

local function enrol(s, who)
  s:event("2024-09-01", who, "enrolled")
  s:expect { teacher = who, rule = "入训", outcome = "fired", ["培训"] = "在训" }
end

-- 一件事情停止了资格，并且只停止一次。
local function stops(s, rule, type, data)
  s:event("2024-10-08", "T0", type, data)
  s:refute { teacher = "T0" }
  enrol(s, "T1")
  s:event("2024-10-08", "T1", type, data)
  s:expect { teacher = "T1", rule = rule, at = "2024-10-08", severity = "critical", ["培训"] = "停训" }
  s:event("2024-10-09", "T1", type, data)
  s:event("2024-10-10", "T1", "enrolled")
  s:standing("T1", "培训", "停训")
  s:expect_nothing_else()
end

scenario "违反培训纪律" (function(s)
  stops(s, "违反培训纪律，停止培训资格", "misconduct.recorded", { kind = "代签到" })
  s:expect { says = "T1在培训期间违反培训纪律：代签到" }
end)

scenario "学习不认真" (function(s)
  stops(s, "学习不认真，停止培训资格", "attestation.recorded", { kind = "学习不认真", holds = true, by = "导师" })
end)

scenario "没有认定，不停训" (function(s)
  enrol(s, "T1")
  s:event("2024-10-08", "T1", "attestation.recorded", { kind = "学习不认真", holds = false, by = "导师" })
  s:event("2024-10-08", "T1", "assessment.result", { cycle = "学期", grade = "合格" })
  s:standing("T1", "培训", "在训")
  s:expect_nothing_else()
end)

scenario "成绩不合格" (function(s)
  stops(s, "成绩不合格，停止培训资格", "assessment.result", { cycle = "学期", component = "理论", grade = "不合格" })
end)

scenario "由人恢复资格" (function(s)
  enrol(s, "T1")
  s:event("2024-10-08", "T1", "misconduct.recorded", { kind = "旷课" })
  s:event("2024-10-20", "T1", "tenure.standing", { track = "培训", to = "在训", reason = "申诉成立" })
  s:expect { teacher = "T1", form = "manual", outcome = "set", ["培训"] = "在训", says = "申诉成立" }
  s:standing("T1", "培训", "在训")
end)
