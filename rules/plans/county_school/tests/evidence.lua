-- 二、考评材料：听课、公开课、评课、师带徒、结对子（P4-04）

local school = require "tests.shared.school"

local evidence = "考评材料：听课、公开课、评课、师带徒、结对子"

local links = {
  ["听课"] = function(s, who, day) s:event(day, who, "lesson.observed", { lesson = "A", teacher = "同事" }) end,
  ["公开课"] = function(s, who, day) s:event(day, who, "lesson.public", { lesson = "B", kind = "公开课" }) end,
  ["评课"] = function(s, who, day) s:event(day, who, "lesson.commented", { lesson = "A" }) end,
  ["师带徒"] = function(s, who, day) s:event(day, who, "pair.started", { apprentice = "青年" }) end,
}

local function does(s, who, day, without)
  for name, link in pairs(links) do
    if name ~= without then link(s, who, day) end
  end
end

scenario "学期最后一天齐全" (function(s)
  school.backbone(s, "T1")
  does(s, "T1", "2025-01-31T23:00")
  s:advance "2025-02-01"
  s:expect { teacher = "T1", rule = evidence, outcome = "reminder", at = "2025-01-02" }
  s:refute { rule = evidence, outcome = "missed" }
end)

for name in pairs(links) do
  scenario("没有" .. name) (function(s)
    school.backbone(s, "T1")
    does(s, "T1", "2024-10-10", name)
    s:advance "2025-02-01"
    s:expect { teacher = "T1", rule = evidence, outcome = "missed", at = "2025-02-01" }
  end)
end

scenario "作为徒弟结对子也可以；结对子结束了就没有" (function(s)
  school.backbone(s, "T1")
  school.backbone(s, "T2")
  for _, who in ipairs { "T1", "T2" } do
    does(s, who, "2024-10-10", "师带徒")
    s:event("2024-10-11", "名师", "pair.started", { apprentice = who })
  end
  s:event("2025-01-20", "名师", "pair.ended", { apprentice = "T2" })
  s:advance "2025-02-01"
  s:refute { teacher = "T1", rule = evidence, outcome = "missed" }
  s:expect { teacher = "T2", rule = evidence, outcome = "missed",
    says = "T2本学期的考评材料：听课1节、公开课1节、评课1节、带徒0人、与人结对0个" }
end)

scenario "随堂课、诊断课不是公开课；普通教师不考评" (function(s)
  school.two(s)
  for _, who in ipairs { "T1", "T9" } do
    does(s, who, "2024-10-10", "公开课")
    for i, kind in ipairs { "随堂课", "诊断课" } do s:event("2024-10-12", who, "lesson.public", { lesson = "C" .. i, kind = kind }) end
  end
  s:advance "2025-02-01"
  s:expect { teacher = "T1", rule = evidence, outcome = "missed" }
  s:refute { teacher = "T9", rule = evidence }
end)
