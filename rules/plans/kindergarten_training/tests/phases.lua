-- 五、2 基本形式  5 跟踪培训（P2-11、P2-13、P2-14）

local trainee = require "tests.shared.trainee"

local enter, early = "进入培训阶段", "前一阶段没有开始就进入后一阶段"
local over, idle = "跟踪培训期满", "跟踪培训期间每月有训练、指导或咨询"

local in_order = {
  { "2024-09-02", "理论学习" }, { "2024-11-01", "分散实践" }, { "2025-01-06", "现场交流" }, { "2025-03-03", "参观考察" },
  { "2025-05-06", "总结提高" }, { "2025-06-16", "成果展示" }, { "2025-07-05", "跟踪培训" },
}

local function start(s, who, day, phase) s:event(day, who, "phase.started", { phase = phase }) end

scenario "六个阶段依次进行" (function(s)
  trainee.enrol(s, "T1")
  for _, each in ipairs(in_order) do
    start(s, "T1", each[1], each[2])
    s:expect { teacher = "T1", rule = enter, at = each[1], ["培训阶段"] = each[2] }
  end
  s:refute { rule = early }
end)

scenario "跳过任何一个阶段，都告知" (function(s)
  for i = 1, #in_order - 1 do
    local who = "跳过" .. in_order[i][2]
    trainee.enrol(s, who)
    for j, each in ipairs(in_order) do
      if j < i then start(s, who, each[1], each[2]) end
    end
    start(s, who, in_order[i + 1][1], in_order[i + 1][2])
    s:expect { teacher = who, rule = early, at = in_order[i + 1][1], severity = "warning" }
    s:standing(who, "培训阶段", in_order[i + 1][2])
  end
end)

scenario "不是学员，停训的，不记阶段" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-10", "T1", "tenure.standing", { track = "培训", to = "停训" })
  start(s, "T1", "2024-11-01", "现场交流")
  start(s, "T2", "2024-11-01", "现场交流")
  s:refute { rule = early }
  s:standing("T1", "培训阶段", "未开始")
  s:standing("T2", "培训阶段", "未开始")
end)

-- 直接进入跟踪培训的一名学员。
local function tracked(s, who, day)
  trainee.enrol(s, who)
  start(s, who, day, "跟踪培训")
end

scenario "跟踪培训正好十个月期满" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:advance "2025-07-29"
  s:refute { rule = over }
  s:advance "2025-07-30"
  s:expect { teacher = "T1", rule = over, at = "2025-07-30", ["培训阶段"] = "跟踪期满" }
end)

scenario "十个月左右：可以由人提前结束" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:event("2025-07-01", "T1", "tenure.standing", { track = "培训阶段", to = "跟踪期满", reason = "提前完成", by = "培训单位" })
  s:advance "2025-09-01"
  s:refute { rule = over }
end)

scenario "停训的，跟踪培训不再计期满" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:event("2025-07-01", "T1", "tenure.standing", { track = "培训", to = "停训" })
  s:advance "2025-09-01"
  s:refute { rule = over }
end)

scenario "训练、指导、咨询，每月有一样就可以" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:event("2024-10-31T23:00", "T1", "study.logged", { mode = "自学", hours = 1 })
  s:event("2024-11-10", "导师", "lesson.observed", { lesson = "L1", teacher = "T1" })
  s:event("2024-12-10", "T1", "study.logged", { mode = "集体辅导", hours = 2 })
  s:advance "2025-01-01"
  s:refute { rule = idle }
end)

scenario "一个月什么也没有" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:event("2024-11-01", "T1", "study.logged", { mode = "自学", hours = 1 })
  s:event("2024-10-10", "T1", "lesson.observed", { lesson = "L1", teacher = "导师" })
  s:advance "2024-12-01"
  s:expect { teacher = "T1", rule = idle, outcome = "missed", at = "2024-11-01", says = "T1跟踪培训本月自主训练0次、导师指导0次、培训单位咨询服务0次" }
  s:refute { rule = idle, at = "2024-12-01" }
end)

scenario "结业的仍在跟踪，期满、停训、没有开始跟踪的不再要求" (function(s)
  tracked(s, "T1", "2024-09-30")
  s:event("2024-10-01", "T1", "tenure.standing", { track = "培训", to = "结业" })
  tracked(s, "T2", "2024-09-30")
  s:event("2024-10-01", "T2", "tenure.standing", { track = "培训", to = "停训" })
  tracked(s, "T3", "2024-09-30")
  s:event("2024-10-01", "T3", "tenure.standing", { track = "培训阶段", to = "跟踪期满" })
  trainee.enrol(s, "T4")
  s:advance "2024-12-01"
  s:expect { teacher = "T1", rule = idle, outcome = "missed", at = "2024-12-01" }
  for _, who in ipairs { "T2", "T3", "T4" } do s:refute { teacher = who, rule = idle } end
end)
