-- 四、五　培训内容和形式（P2-05 至 P2-12）

local trainee = require "tests.shared.trainee"

local modules, courses, pairings = "五个板块没有全部开设", "六门课程没有全部修完", "四个结合没有全部做到"

local function concluded(s, without)
  trainee.enrol(s, "T1")
  trainee.study(s, "T1")
  trainee.complete(s, "T1", "2025-05-10")
  trainee.sessions(s, without)
  trainee.conclude(s, "T1", "2025-06-25")
end

scenario "板块、课程、四个结合都齐全" (function(s)
  concluded(s)
  s:refute { rule = modules }
  s:refute { rule = courses }
  s:refute { rule = pairings }
  s:standing("T1", "培训", "结业")
end)

for _, module in ipairs { "教育实践与考察", "现代教育技术", "课题研究", "思德修养" } do
  scenario("没有开设" .. module) (function(s)
    concluded(s, module)
    s:expect { teacher = "T1", rule = modules }
    s:refute { rule = courses }
    s:standing("T1", "培训", "结业")
  end)
end

for _, course in ipairs { "骨干教师基本素质", "现代幼儿教育观", "幼儿园课程理论与实践", "游戏在幼儿教育中的运用", "幼教科研方法", "幼儿教育心理学" } do
  scenario("没有修" .. course) (function(s)
    concluded(s, course)
    s:expect { teacher = "T1", rule = courses }
    s:refute { rule = modules }
  end)
end

scenario "没有集中培训，也没有理论" (function(s)
  trainee.enrol(s, "T1")
  trainee.conclude(s, "T1", "2025-06-25", "不合格")
  s:expect { teacher = "T1", rule = modules, says = "T1的培训次数：教育教学理论0、教育实践与考察0、现代教育技术0、课题研究0、思德修养0" }
  s:expect { teacher = "T1", rule = courses }
  s:expect { teacher = "T1", rule = pairings, says = "T1：集中培训0、分散自学0；理论学习0、教学实践0；教育教学0、课题研究0；业务指导0、品格熏陶0" }
end)

-- 四个结合，每一边都要有；T1 缺一边，T2 不在训。
local function pairing(text, lacking, study)
  scenario("四个结合：没有" .. text) (function(s)
    trainee.enrol(s, "T1")
    if study then study(s) else trainee.study(s, "T1") end
    trainee.sessions(s, lacking)
    if text ~= "教育教学" then trainee.complete(s, "T1", "2025-05-10") end
    trainee.conclude(s, "T1", "2025-06-25", "不合格")
    trainee.conclude(s, "T2", "2025-06-25", "不合格")
    s:expect { teacher = "T1", rule = pairings }
    s:refute { teacher = "T2" }
  end)
end

pairing("教学实践", "教育实践与考察")
pairing("课题研究", "课题研究")
pairing("品格熏陶", "思德修养")
pairing("教育教学")
pairing("分散指导", nil, function(s) s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = "T1" }) end)
pairing("业务指导", nil, function(s) s:event("2024-10-15", "T1", "artifact.submitted", { kind = "自学记录" }) end)

scenario "四个结合：没有理论学习" (function(s)
  trainee.enrol(s, "T1")
  trainee.study(s, "T1")
  trainee.complete(s, "T1", "2025-05-10")
  s:event("2024-10-12", nil, "training.session", { session = "S1", module = "思德修养" })
  trainee.conclude(s, "T1", "2025-06-25", "不合格")
  s:expect { teacher = "T1", rule = pairings }
end)

scenario "入训以前上的课、交的自学记录，不算" (function(s)
  s:event("2024-08-01", "T1", "tenure.teacher", { kindergarten = true })
  s:event("2024-08-02", "T1", "artifact.submitted", { kind = "自学记录" })
  s:event("2024-08-02", nil, "training.session", { session = "S0", module = "现代教育技术" })
  s:event("2024-08-02", nil, "training.session", { session = "S1", module = "教育教学理论", course = "幼教科研方法" })
  trainee.enrol(s, "T1")
  trainee.conclude(s, "T1", "2025-06-25", "不合格")
  s:expect { teacher = "T1", rule = modules, says = "T1的培训次数：教育教学理论0、教育实践与考察0、现代教育技术0、课题研究0、思德修养0" }
  s:expect { teacher = "T1", rule = courses,
    says = "T1的课程次数：骨干教师基本素质0、现代幼儿教育观0、幼儿园课程理论与实践0、游戏在幼儿教育中的运用0、幼教科研方法0、幼儿教育心理学0" }
  s:expect { teacher = "T1", rule = pairings, says = "T1：集中培训0、分散自学0；理论学习0、教学实践0；教育教学0、课题研究0；业务指导0、品格熏陶0" }
end)

-- P2-06

local monthly = "每月在导师指导下自学"

scenario "每月一份自学记录，有导师" (function(s)
  trainee.enrol(s, "T1")
  trainee.study(s, "T1")
  s:advance "2025-07-01"
  s:refute { rule = monthly }
end)

scenario "月末最后一刻交也算，下月一日交不算" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = "T1" })
  s:event("2024-10-31T23:59", "T1", "artifact.submitted", { kind = "自学记录" })
  s:event("2024-12-01", "T1", "artifact.submitted", { kind = "自学记录" })
  s:advance "2025-01-15"
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2024-12-01", says = "T1本月交自学记录0份，应有1份；导师1人" }
  s:refute { rule = monthly, at = "2024-11-01" }
  s:refute { rule = monthly, at = "2025-01-01" }
end)

scenario "别的材料不是自学记录" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = "T1" })
  s:event("2024-10-15", "T1", "artifact.submitted", { kind = "读书心得" })
  s:advance "2024-11-01"
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2024-11-01" }
end)

scenario "没有导师，自学不算在导师指导下" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = "T1" })
  s:event("2024-10-05", "导师", "pair.ended", { apprentice = "T1" })
  s:event("2024-10-15", "T1", "artifact.submitted", { kind = "自学记录" })
  s:advance "2024-11-01"
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2024-11-01", says = "T1本月交自学记录1份，应有1份；导师0人" }
end)

scenario "入训当月、停训以后、不是学员，不要求自学记录" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-10-10", "T1", "tenure.standing", { track = "培训", to = "停训", reason = "调离" })
  s:event("2024-09-01", "T2", "tenure.teacher", { kindergarten = true })
  s:advance "2025-07-01"
  s:refute { rule = monthly }
end)

scenario "十个月的培训期满以后，仍没有结业的也不再要求自学记录" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-01T09:00", "导师", "pair.started", { apprentice = "T1" })
  s:advance "2025-12-01"
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2025-07-01" }
  s:refute { rule = monthly, at = "2025-08-01" }
  s:refute { rule = monthly, at = "2025-09-01" }
end)

-- P2-07

local topic = "在导师指导下确立课题"

scenario "三个月的最后一天确立课题" (function(s)
  trainee.enrol(s, "T1")
  trainee.study(s, "T1")
  s:event("2024-12-01T23:00", "T1", "project.registered", { project = "K1", level = "园级" })
  s:advance "2025-01-01"
  s:expect { teacher = "T1", rule = topic, outcome = "reminder", at = "2024-11-02" }
  s:refute { rule = topic, outcome = "missed" }
end)

scenario "晚一天确立课题，或没有导师" (function(s)
  trainee.enrol(s, "T1")
  trainee.study(s, "T1")
  s:event("2024-12-02", "T1", "project.registered", { project = "K1", level = "园级" })
  trainee.enrol(s, "T2")
  s:event("2024-10-01", "T2", "project.registered", { project = "K2", level = "园级" })
  s:advance "2025-01-01"
  s:expect { teacher = "T1", rule = topic, outcome = "missed", at = "2024-12-02", says = "T1入训后3个月内应在导师指导下确立课题：已确立0个，导师1人" }
  s:expect { teacher = "T2", rule = topic, outcome = "missed", at = "2024-12-02" }
end)

scenario "已经停训的，不再要求确立课题" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-11-30", "T1", "tenure.standing", { track = "培训", to = "停训" })
  s:advance "2025-01-01"
  s:refute { rule = topic, outcome = "missed" }
end)

-- P2-12

local mentor_plan = "导师为每位学员制订带教计划"

scenario "一个月内有自己的带教计划" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-02", "导师", "pair.started", { apprentice = "T1" })
  s:event("2024-10-02T17:00", "导师", "plan.filed", { kind = "带教计划", ["for"] = "T1" })
  s:advance "2024-11-01"
  s:refute { rule = mentor_plan }
end)

scenario "别的学员的计划、别人写的计划、别的计划、晚一天的计划都不算" (function(s)
  for _, who in ipairs { "T1", "T2", "T3", "T4" } do
    trainee.enrol(s, who)
    s:event("2024-09-02", "导师", "pair.started", { apprentice = who })
  end
  s:event("2024-09-10", "导师", "plan.filed", { kind = "带教计划", ["for"] = "T9" })
  s:event("2024-09-10", "导师", "plan.filed", { kind = "带教计划" })
  s:event("2024-09-10", "导师", "plan.filed", { kind = "培养计划", ["for"] = "T2" })
  s:event("2024-10-03", "导师", "plan.filed", { kind = "带教计划", ["for"] = "T3" })
  s:event("2024-09-10", "同事", "plan.filed", { kind = "带教计划", ["for"] = "T4" })
  s:advance "2024-11-01"
  for _, who in ipairs { "T1", "T2", "T3", "T4" } do
    s:expect { teacher = "导师", rule = mentor_plan, outcome = "missed", at = "2024-10-03", about = { apprentice = who } }
  end
  s:expect { teacher = "导师", rule = mentor_plan, says = "导师还没有为学员T1制订带教计划" }
end)

scenario "学员自己带青年教师，不要求带教计划" (function(s)
  trainee.enrol(s, "T1")
  s:event("2024-09-01", "青年", "tenure.teacher", { kindergarten = true })
  s:event("2024-09-02", "T1", "pair.started", { apprentice = "青年" })
  s:advance "2025-01-01"
  s:refute { rule = mentor_plan }
end)
