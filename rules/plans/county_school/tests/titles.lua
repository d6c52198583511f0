-- 一、培养目标（P4-01、P4-02）和业务档案（P4-03、P4-25）

local school = require "tests.shared.school"

scenario "课堂教学优秀者——教学能手——学科带头人，逐级评为、逐级撤销" (function(s)
  school.teacher(s, "T1")
  local steps = { { "课堂教学优秀者", "非骨干" }, { "教学能手", "课堂教学优秀者" }, { "学科带头人", "教学能手" } }
  for i, step in ipairs(steps) do
    s:event("2024-09-0" .. i, "T1", "role.granted", { role = step[1] })
    s:expect { teacher = "T1", rule = "评为" .. step[1], ["骨干教师"] = step[1] }
  end
  for i = 3, 1, -1 do
    s:event("2024-09-1" .. 4 - i, "T1", "role.revoked", { role = steps[i][1] })
    s:expect { teacher = "T1", rule = "不再是" .. steps[i][1], ["骨干教师"] = steps[i][2] }
  end
  s:expect_nothing_else()
end)

scenario "已是学科带头人，再评低的，和撤销没有的，都不变" (function(s)
  school.teacher(s, "T1")
  s:event("2024-09-01", "T1", "role.granted", { role = "学科带头人" })
  s:expect { teacher = "T1", rule = "评为学科带头人" }
  for _, role in ipairs { "课堂教学优秀者", "教学能手", "学科带头人" } do s:event("2024-09-02", "T1", "role.granted", { role = role }) end
  for _, role in ipairs { "课堂教学优秀者", "教学能手", "教研组长" } do s:event("2024-09-03", "T1", "role.revoked", { role = role }) end
  s:standing("T1", "骨干教师", "学科带头人")
  s:event("2024-09-04", "T2", "role.revoked", { role = "学科带头人" })
  s:expect_nothing_else()
end)

scenario "校级、县级、省级、全国的称号，获得和撤销" (function(s)
  school.teacher(s, "T1")
  local levels = { "校级", "县级", "省级", "全国" }
  for i, level in ipairs(levels) do
    s:event("2024-09-0" .. i, "T1", "title.awarded", { level = level })
    s:expect { teacher = "T1", rule = "获" .. level .. "称号", ["名师级别"] = level }
  end
  for _, level in ipairs(levels) do s:event("2024-09-10", "T1", "title.awarded", { level = level }) end
  for i = 4, 1, -1 do
    s:event("2024-09-2" .. 5 - i, "T1", "title.revoked", { level = levels[i] })
    s:expect { teacher = "T1", rule = "撤销" .. levels[i] .. "称号", ["名师级别"] = levels[i - 1] or "无" }
  end
  for _, level in ipairs(levels) do s:event("2024-09-28", "T1", "title.revoked", { level = level }) end
  s:expect_nothing_else()
end)

local one, two = "力争培养1名省级教学骨干教师", "力争培养2名省级教学骨干教师"

scenario "到期正好一名省级：一名的目标达到，两名的没有" (function(s)
  school.teacher(s, "T1")
  school.teacher(s, "T2")
  s:event("2027-12-31T23:00", "T1", "title.awarded", { level = "省级" })
  s:event("2027-12-31T23:00", "T2", "title.awarded", { level = "县级" })
  s:advance "2028-01-01"
  s:expect { rule = one, outcome = "reminder", at = "2027-01-01" }
  s:expect { rule = one, outcome = "achieved", at = "2028-01-01" }
  s:expect { rule = two, outcome = "missed", at = "2028-01-01", says = "到2027-12-31，力争有2名省级教学骨干教师" }
end)

scenario "到期两名省级以上，两个目标都达到" (function(s)
  s:event("2025-05-01", "T1", "title.awarded", { level = "省级" })
  s:event("2026-05-01", "T2", "title.awarded", { level = "全国" })
  s:advance "2028-01-01"
  s:expect { rule = one, outcome = "achieved" }
  s:expect { rule = two, outcome = "achieved" }
  s:refute { rule = one, outcome = "reminder" }
end)

scenario "晚一天的省级称号不算" (function(s)
  school.teacher(s, "T1")
  s:event("2028-01-01", "T1", "title.awarded", { level = "省级" })
  s:expect { rule = one, outcome = "missed", at = "2028-01-01" }
end)

local dossiers = "每位骨干教师有业务与考核档案"

scenario "学期最后一天建档，算有；没有建的，普通教师" (function(s)
  school.two(s)
  school.backbone(s, "T2")
  s:event("2025-01-31T23:00", "T1", "dossier.opened")
  s:expect { teacher = "T1", rule = "建立业务档案", ["业务档案"] = "已建" }
  s:event("2025-01-31T23:30", "T1", "dossier.opened")
  s:refute { rule = "建立业务档案", at = "2025-01-31T23:30:00+08:00" }
  s:advance "2025-07-11"
  s:refute { teacher = "T1", rule = dossiers }
  s:refute { teacher = "T9", rule = dossiers }
  s:expect { teacher = "T2", rule = dossiers, outcome = "missed", at = "2025-02-01" }
  s:expect { teacher = "T2", rule = dossiers, outcome = "missed", at = "2025-07-11" }
end)

scenario "有称号的也是骨干教师；学期中才是的，从下一学期起" (function(s)
  school.teacher(s, "T1")
  s:event("2024-10-01", "T1", "title.awarded", { level = "校级" })
  s:advance "2025-07-11"
  s:refute { rule = dossiers, at = "2025-02-01" }
  s:expect { teacher = "T1", rule = dossiers, outcome = "missed", at = "2025-07-11" }
end)
