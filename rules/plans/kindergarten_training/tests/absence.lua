-- 缺课（P2-32）

local trainee = require "tests.shared.trainee"

-- 从 9 月 2 日起每天一次培训，第 first 至 last 次的考勤都是 status。
local function attendance(s, who, status, first, last)
  for n = first, last do
    s:event(("2024-09-%02dT18:00"):format(n + 1), who, "attendance.recorded", { session = "第" .. n .. "次", status = status })
  end
end

local function enrol(s, who, sessions)
  trainee.enrol(s, who)
  s:event("2024-09-01T09:00", who, "training.planned", { sessions = sessions })
end

local stop, fifth, quarter = "缺课达三分之一以上，停止培训资格", "缺课达五分之一，提醒", "缺课达四分之一，提醒"

scenario "缺课正好三分之一：公示七天，停训" (function(s)
  enrol(s, "T1", 30)
  attendance(s, "T1", "缺课", 1, 9)
  s:expect { teacher = "T1", rule = fifth, at = "2024-09-07" }
  s:expect { teacher = "T1", rule = quarter, at = "2024-09-09", severity = "warning", gives = { ["缺课次数"] = 8, ["停训次数"] = 10 } }
  s:expect_nothing_else()
  attendance(s, "T1", "缺课", 10, 10)
  s:expect { teacher = "T1", rule = stop, outcome = "announced", at = "2024-09-11", severity = "critical",
    says = "T1缺课10次，计划30次，已达三分之一（10次）" }
  attendance(s, "T1", "缺课", 11, 20)
  s:standing("T1", "培训", "停训")
  s:expect { teacher = "T1", rule = stop, outcome = "fired", at = "2024-09-19", ["培训"] = "停训" }
  s:advance "2025-09-01"
  s:expect_nothing_else()
end)

scenario "差一次三分之一" (function(s)
  enrol(s, "T1", 31)
  attendance(s, "T1", "缺课", 1, 10)
  s:refute { rule = stop }
  attendance(s, "T1", "缺课", 11, 11)
  s:expect { teacher = "T1", rule = stop, outcome = "announced", at = "2024-09-12" }
end)

scenario "公示期内异议成立，不停训" (function(s)
  enrol(s, "T1", 3)
  attendance(s, "T1", "缺课", 1, 1)
  s:event("2024-09-05", "T1", "objection.upheld", { by = "园长" })
  s:advance "2024-09-30"
  s:expect { teacher = "T1", rule = stop, outcome = "objected", at = "2024-09-10" }
  s:standing("T1", "培训", "在训")
end)

scenario "迟到、早退不是缺课，请假是" (function(s)
  enrol(s, "T1", 6)
  attendance(s, "T1", "迟到", 1, 5)
  attendance(s, "T1", "早退", 6, 10)
  s:expect_nothing_else()
  attendance(s, "T1", "病假", 11, 11)
  attendance(s, "T1", "公假", 12, 12)
  s:expect { teacher = "T1", rule = stop, at = "2024-09-13" }
end)

scenario "同一次培训记录两遍缺课，只算一次" (function(s)
  enrol(s, "T1", 4)
  attendance(s, "T1", "缺课", 1, 1)
  s:event("2024-09-03", "T1", "attendance.recorded", { session = "第1次", status = "缺课" })
  s:refute { teacher = "T1", rule = stop }
end)

scenario "没有参加培训，缺课不作判断" (function(s)
  s:event("2024-09-01", "T1", "training.planned", { sessions = 3 })
  attendance(s, "T1", "缺课", 1, 3)
  s:standing("T1", "培训", "未参训")
  s:expect_nothing_else()
end)

scenario "结业以后的缺课不作判断" (function(s)
  enrol(s, "T1", 6)
  s:event("2024-09-02T08:00", "T1", "tenure.standing", { track = "培训", to = "结业" })
  attendance(s, "T1", "缺课", 1, 6)
  s:advance "2024-10-01"
  s:standing("T1", "培训", "结业")
  for _, rule in ipairs { stop, fifth, quarter } do s:refute { rule = rule } end
end)

scenario "重新入训，缺课重新起算" (function(s)
  enrol(s, "T1", 6)
  attendance(s, "T1", "缺课", 1, 1)
  s:event("2024-09-03T08:00", "T1", "enrolled")
  attendance(s, "T1", "缺课", 2, 2)
  s:refute { rule = stop }
  attendance(s, "T1", "缺课", 3, 3)
  s:expect { teacher = "T1", rule = stop, outcome = "announced", at = "2024-09-04" }
end)

scenario "计划次数改少，立即按新次数判断" (function(s)
  enrol(s, "T1", 36)
  attendance(s, "T1", "缺课", 1, 10)
  s:refute { rule = stop }
  s:event("2024-09-20", "T1", "training.planned", { sessions = 30 })
  s:expect { teacher = "T1", rule = stop, outcome = "announced", at = "2024-09-20" }
end)

scenario "迟来的记录，按发生的时间判断" (function(s)
  enrol(s, "T1", 6)
  attendance(s, "T1", "缺课", 10, 10)
  attendance(s, "T1", "缺课", 12, 12)
  s:expect { teacher = "T1", rule = stop, at = "2024-09-13" }
  attendance(s, "T1", "事假", 5, 5)
  s:expect { teacher = "T1", rule = stop, at = "2024-09-11" }
  s:refute { teacher = "T1", at = "2024-09-13" }
end)

scenario "公示期内撤销一条缺课，不停训" (function(s)
  enrol(s, "T1", 6)
  attendance(s, "T1", "缺课", 10, 10)
  local id, source = s:event("2024-09-12T18:00", "T1", "attendance.recorded", { session = "第12次", status = "缺课" })
  s:expect { teacher = "T1", rule = stop, outcome = "announced" }
  s:event("2024-09-13", nil, "tenure.void", { id = id, source = source })
  s:advance "2024-10-01"
  s:standing("T1", "培训", "在训")
  s:refute { teacher = "T1", rule = stop }
end)
