-- 六、6 优存劣汰（P2-29 至 P2-31）：先公示七天，再停训。

local trainee = require "tests.shared.trainee"

-- 一件事情停止资格：T1 在训，公示七天后停训；T0 不在训，不判断；T2 异议成立，不停训。
local function stops(s, rule, type, data)
  s:event("2024-10-08T10:00", "T0", type, data)
  s:refute { teacher = "T0" }
  for _, who in ipairs { "T1", "T2" } do
    trainee.enrol(s, who)
    s:event("2024-10-08T10:00", who, type, data)
    s:expect { teacher = who, rule = rule, outcome = "announced", at = "2024-10-08", severity = "critical" }
    s:standing(who, "培训", "在训")
  end
  s:event("2024-10-15T23:00", "T2", "objection.upheld", { by = "培训单位" })
  s:advance "2024-10-16"
  s:expect { teacher = "T1", rule = rule, outcome = "fired", at = "2024-10-16", ["培训"] = "停训" }
  s:expect { teacher = "T2", rule = rule, outcome = "objected", at = "2024-10-16" }
  s:standing("T2", "培训", "在训")
  s:event("2024-10-17", "T1", type, data)
  s:event("2024-10-18", "T1", "enrolled")
  s:refute { teacher = "T1", rule = rule, at = "2024-10-17" }
  s:standing("T1", "培训", "停训")
end

scenario "违反培训纪律" (function(s)
  stops(s, "违反培训纪律，停止培训资格", "misconduct.recorded", { kind = "代签到" })
  s:expect { teacher = "T1", outcome = "fired", says = "T1在培训期间违反培训纪律：代签到" }
end)

scenario "学习不认真" (function(s)
  stops(s, "学习不认真，停止培训资格", "attestation.recorded", { kind = "学习不认真", holds = true, by = "导师" })
end)

scenario "成绩不合格" (function(s)
  stops(s, "成绩不合格，停止培训资格", "assessment.result", { cycle = "学期", component = "理论", grade = "不合格" })
end)

scenario "没有认定的，成绩合格的，不停训" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-10-08", "T1", "attestation.recorded", { kind = "学习不认真", holds = false, by = "导师" })
  s:event("2024-10-08", "T1", "assessment.result", { cycle = "学期", grade = "合格" })
  s:advance "2024-10-31"
  s:standing("T1", "培训", "在训")
  s:expect_nothing_else()
end)

scenario "公示期满以后的异议，不能撤回停训" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-10-08", "T1", "misconduct.recorded", { kind = "旷课" })
  s:event("2024-10-16", "T1", "objection.upheld", { by = "培训单位" })
  s:standing("T1", "培训", "停训")
end)

scenario "由人恢复资格" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-10-08", "T1", "misconduct.recorded", { kind = "旷课" })
  s:advance "2024-10-16"
  s:standing("T1", "培训", "停训")
  s:event("2024-10-20", "T1", "tenure.standing", { track = "培训", to = "在训", reason = "申诉成立" })
  s:expect { teacher = "T1", form = "manual", outcome = "set", ["培训"] = "在训", says = "申诉成立" }
  s:standing("T1", "培训", "在训")
end)
