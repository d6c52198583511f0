-- 三、1 名师推动工程（P4-05、P4-06）

local school = require "tests.shared.school"

local discuss, too_early = "公布各级名师的基本要求，放到骨干教师中讨论", "要求还没有公布讨论，先制定了自我实现方案"
local make, whole, returned = "制定适于自己特点的自我实现方案", "自我实现方案五部分齐全", "自我实现方案不全，退回补充"

local function publish(s, day) s:event(day, nil, "notice.published", { kind = "名单" }) end
local function seminar(s, day, kind) s:event(day, nil, "seminar.held", { kind = kind or "研讨" }) end
local function file(s, day, who, sections) s:event(day, who, "plan.filed", { kind = "自我实现方案", sections = sections }) end

scenario "先公布，再讨论，再制定五部分齐全的方案" (function(s)
  school.backbone(s, "T1")
  publish(s, "2024-09-10")
  seminar(s, "2024-09-20")
  file(s, "2024-10-10", "T1", 5)
  s:expect { teacher = "T1", rule = whole, ["自我实现方案"] = "已制定" }
  s:advance "2025-09-01"
  for _, rule in ipairs { discuss, too_early, make, returned } do s:refute { rule = rule } end
end)

scenario "学年最后一天才讨论、制定" (function(s)
  school.backbone(s, "T1")
  publish(s, "2025-08-31T08:00")
  seminar(s, "2025-08-31T09:00")
  file(s, "2025-08-31T23:00", "T1", 5)
  s:advance "2025-09-01"
  s:expect { rule = discuss, outcome = "reminder", at = "2025-06-03" }
  s:refute { rule = discuss, outcome = "missed" }
  s:refute { rule = make, outcome = "missed" }
end)

scenario "讨论在公布以前，不算；学习心得交流不是讨论" (function(s)
  school.backbone(s, "T1")
  seminar(s, "2024-09-05")
  publish(s, "2024-09-10")
  seminar(s, "2024-09-20", "学习心得交流")
  school.teacher(s, "T9")
  file(s, "2024-10-10", "T1", 5)
  file(s, "2024-10-10", "T9", 5)
  s:expect { teacher = "T1", rule = too_early, severity = "info" }
  s:refute { teacher = "T9" }
  s:advance "2025-09-01"
  s:expect { rule = discuss, outcome = "missed", at = "2025-09-01" }
end)

scenario "没有公布，没有制定" (function(s)
  school.two(s)
  s:advance "2025-09-01"
  s:expect { rule = discuss, outcome = "missed", at = "2025-09-01" }
  s:expect { teacher = "T1", rule = make, outcome = "missed", at = "2025-09-01" }
  s:refute { teacher = "T9", rule = make }
end)

scenario "只有四部分，和没有写明几部分的，退回；补全以后再交" (function(s)
  school.two(s)
  publish(s, "2024-09-10")
  seminar(s, "2024-09-20")
  file(s, "2024-10-10", "T1", 4)
  file(s, "2024-10-11", "T1")
  s:expect { teacher = "T1", rule = returned, at = "2024-10-10", severity = "warning" }
  s:expect { teacher = "T1", rule = returned, at = "2024-10-11" }
  s:standing("T1", "自我实现方案", "未制定")
  file(s, "2024-10-20", "T1", 5)
  s:expect { teacher = "T1", rule = whole, ["自我实现方案"] = "已制定" }
  file(s, "2024-10-21", "T1", 4)
  s:refute { rule = returned, at = "2024-10-21" }
  file(s, "2024-10-22", "T9", 4)
  file(s, "2024-10-23", "T9", 5)
  s:refute { teacher = "T9" }
end)

scenario "别的计划不是自我实现方案" (function(s)
  school.backbone(s, "T1")
  s:event("2024-10-10", "T1", "plan.filed", { kind = "培养计划", sections = 5 })
  s:standing("T1", "自我实现方案", "未制定")
  s:refute { rule = returned }
end)
