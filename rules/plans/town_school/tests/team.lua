-- 现状、目标、称号（P3-01、P3-02、P3-11、P3-12、P3-20）

local function award(s, time, who, level) s:event(time, who, "title.awarded", { level = level }) end

scenario "P3-01 评上哪一级就是哪一级骨干教师；再评低一级的，不降" (function(s)
  award(s, "2024-08-20", "T1", "校级")
  s:expect { teacher = "T1", rule = "评为校级骨干教师", ["骨干称号"] = "校级" }
  s:expect { teacher = "T1", rule = "评为本年度骨干教师", ["年度骨干"] = "是" }
  award(s, "2024-08-21", "T1", "区级")
  s:expect { teacher = "T1", rule = "评为区级骨干教师", ["骨干称号"] = "区级" }
  award(s, "2024-08-22", "T1", "市级")
  s:expect { teacher = "T1", rule = "评为市级骨干教师", ["骨干称号"] = "市级" }
  for _, level in ipairs { "市级", "区级", "校级" } do award(s, "2024-08-23", "T1", level) end
  s:standing("T1", "骨干称号", "市级")
  s:expect_nothing_else()
end)

scenario "P3-01 取消现有称号，先公示七天，才不再是骨干教师" (function(s)
  for _, level in ipairs { "校级", "区级", "市级" } do
    local rule = "取消" .. level .. "骨干教师称号"
    award(s, "2024-08-20", level, level)
    s:event("2024-09-20T10:00", level, "title.revoked", { level = level })
    s:expect { teacher = level, rule = rule, outcome = "announced", at = "2024-09-20", severity = "critical" }
    s:standing(level, "骨干称号", level)
    s:standing(level, "年度骨干", "是")
  end
  s:advance "2024-09-28"
  for _, level in ipairs { "校级", "区级", "市级" } do
    s:expect { teacher = level, rule = "取消" .. level .. "骨干教师称号", outcome = "fired", at = "2024-09-28", ["骨干称号"] = "无", ["年度骨干"] = "否" }
  end
end)

scenario "P3-01 取消的不是现有称号，不变" (function(s)
  for who, titles in pairs { T1 = { "市级", "区级" }, T2 = { "校级", "市级" }, T3 = { "区级", "校级" } } do
    award(s, "2024-08-20", who, titles[1])
    s:event("2024-09-20", who, "title.revoked", { level = titles[2] })
    s:advance "2024-10-01"
    s:standing(who, "骨干称号", titles[1])
    s:standing(who, "年度骨干", "是")
  end
end)

scenario "P3-01 公示期内异议成立，称号不取消" (function(s)
  award(s, "2024-08-20", "T1", "区级")
  s:event("2024-09-20T10:00", "T1", "title.revoked", { level = "区级" })
  s:event("2024-09-27T23:59", "T1", "objection.upheld", { by = "评审组" })
  s:advance "2024-09-28"
  s:expect { teacher = "T1", rule = "取消区级骨干教师称号", outcome = "objected", at = "2024-09-28" }
  s:standing("T1", "骨干称号", "区级")
end)

-- 学校的教职工：leaders 名区学科带头人，district 名区骨干教师，其余没有称号。
local function roster(s, staff, leaders, district)
  for n = 1, staff do
    local who = ("T%03d"):format(n)
    s:event("2024-08-20", who, "tenure.teacher", { name = "教师" .. n })
    if n <= leaders then s:event("2024-08-21", who, "certificate.issued", { title = "学科带头人" }) end
    if n > leaders and n <= leaders + district then award(s, "2024-08-21", who, "区级") end
  end
end

scenario "P3-01 P3-02 正好126人、学科带头人1人、骨干教师9人" (function(s)
  roster(s, 126, 1, 9)
  s:advance "2027-09-01"
  for _, each in ipairs { "现有在职教职工126人", "现有区学科带头人1人", "现有区骨干教师9人" } do
    s:expect { rule = each, outcome = "achieved", at = "2024-09-02", severity = "info" }
  end
  s:expect { rule = "到2026-08-31建成骨干教师队伍", outcome = "achieved", at = "2026-09-01" }
  s:expect { rule = "到2027-08-31建成骨干教师队伍", outcome = "achieved", at = "2027-09-01" }
end)

scenario "P3-01 P3-02 各少一人，没有达到，不是违规" (function(s)
  roster(s, 125, 0, 8)
  s:advance "2027-09-01"
  for _, each in ipairs { "现有在职教职工126人", "现有区学科带头人1人", "现有区骨干教师9人" } do
    s:expect { rule = each, outcome = "missed", at = "2024-09-02", severity = "info" }
  end
  s:expect { rule = "到2026-08-31建成骨干教师队伍", outcome = "missed", severity = "notice" }
  s:expect { rule = "到2027-08-31建成骨干教师队伍", outcome = "missed", severity = "notice" }
end)

scenario "P3-11 沿着轨迹发展，只进不退；别的证书不算" (function(s)
  s:event("2024-08-20", "T1", "certificate.issued", { title = "教学能手" })
  s:expect { teacher = "T1", rule = "成长为教学能手", ["成长轨迹"] = "教学能手" }
  for _, title in ipairs { "优秀青年教师", "教学能手", "普通话水平测试" } do
    s:event("2024-08-25", "T1", "certificate.issued", { title = title })
  end
  s:expect_nothing_else()
  s:event("2025-09-20", "T1", "certificate.issued", { title = "学科带头人" })
  s:expect { teacher = "T1", rule = "成长为学科带头人", ["成长轨迹"] = "学科带头人" }
  s:event("2025-09-20", "T1", "certificate.issued", { title = "教学能手" })
  s:event("2028-09-20", "T1", "certificate.issued", { title = "名教师" })
  s:event("2028-09-21", "T1", "certificate.issued", { title = "学科带头人" })
  s:event("2028-09-21", "T1", "certificate.issued", { title = "名教师" })
  s:expect { teacher = "T1", rule = "成长为名教师", ["成长轨迹"] = "名教师" }
  s:event("2024-08-20", "T2", "certificate.issued", { title = "优秀青年教师" })
  s:expect { teacher = "T2", rule = "成长为优秀青年教师", ["成长轨迹"] = "优秀青年教师" }
end)

local list = "本年度骨干教师的名单公开"

scenario "P3-12 第五个工作日公开名单，及时；再晚，告知；别的公示不算" (function(s)
  award(s, "2024-09-02T10:00", "T1", "校级")
  s:event("2024-09-09T23:59", nil, "notice.published", { kind = "名单" })
  award(s, "2024-09-10T10:00", "T2", "校级")
  s:event("2024-09-12", nil, "notice.published", { kind = "公示" })
  s:event("2024-09-18T00:00", nil, "notice.published", { kind = "名单" })
  s:advance "2024-10-01"
  s:refute { teacher = "T1", rule = list }
  s:expect { teacher = "T2", rule = list, outcome = "missed", at = "2024-09-18", severity = "warning" }
end)

local failed, regained, yearly = "年度考核不合格，不能作为年度骨干教师", "年度考核合格，恢复为年度骨干教师", "学校每年对骨干教师进行考核"

local function assess(s, time, who, grade) s:event(time, who, "assessment.result", { cycle = "年度", grade = grade }) end

scenario "P3-20 不合格，公示七天后不再是年度骨干教师；称号不变" (function(s)
  award(s, "2024-08-20", "T1", "区级")
  assess(s, "2025-06-20T10:00", "T1", "不合格")
  s:expect { teacher = "T1", rule = failed, outcome = "announced", at = "2025-06-20" }
  s:standing("T1", "年度骨干", "是")
  s:advance "2025-06-28"
  s:expect { teacher = "T1", rule = failed, outcome = "fired", at = "2025-06-28", ["年度骨干"] = "否", severity = "critical" }
  s:standing("T1", "骨干称号", "区级")
end)

scenario "P3-20 公示期内异议成立，仍是骨干教师；过了公示期才成立，不影响" (function(s)
  for _, who in ipairs { "T1", "T2" } do
    award(s, "2024-08-20", who, "区级")
    assess(s, "2025-06-20T10:00", who, "不合格")
  end
  s:event("2025-06-27T23:59", "T1", "objection.upheld", { by = "评审组" })
  s:event("2025-06-28T00:00", "T2", "objection.upheld", { by = "评审组" })
  s:advance "2025-07-01"
  s:expect { teacher = "T1", rule = failed, outcome = "objected", at = "2025-06-28", ["年度骨干"] = "是" }
  s:expect { teacher = "T2", rule = failed, outcome = "fired", at = "2025-06-28", ["年度骨干"] = "否" }
end)

scenario "P3-20 合格正好保住；下一年合格，恢复；没有称号的，谈不上恢复" (function(s)
  award(s, "2024-08-20", "T1", "校级")
  award(s, "2024-08-20", "T2", "校级")
  assess(s, "2025-06-20", "T1", "不合格")
  assess(s, "2025-06-20", "T2", "合格")
  assess(s, "2025-06-20", "T3", "优秀")
  assess(s, "2026-06-20", "T1", "合格")
  s:expect { teacher = "T1", rule = regained, at = "2026-06-20", ["年度骨干"] = "是" }
  s:standing("T2", "年度骨干", "是")
  s:refute { teacher = "T2", rule = failed }
  s:refute { teacher = "T3" }
  assess(s, "2026-06-20", "T4", "不合格")
  s:refute { teacher = "T4" }
end)

scenario "P3-20 学年最后一天有结果，算；没有考核，告知学校" (function(s)
  award(s, "2024-08-20", "考了", "校级")
  award(s, "2024-08-20", "没考", "校级")
  s:event("2024-08-20", "别人", "tenure.teacher", { name = "李梅" })
  assess(s, "2025-08-31T23:59", "考了", "良好")
  s:event("2025-06-30", "没考", "assessment.result", { cycle = "学期", grade = "良好" })
  s:advance "2025-09-01"
  s:expect { teacher = "没考", rule = yearly, outcome = "reminder", at = "2025-07-03" }
  s:expect { teacher = "没考", rule = yearly, outcome = "missed", at = "2025-09-01" }
  s:refute { teacher = "考了", rule = yearly, outcome = "missed" }
  award(s, "2026-03-01", "年中评上", "校级")
  s:advance "2026-09-01"
  s:expect { teacher = "年中评上", rule = yearly, outcome = "missed", at = "2026-09-01" }
  s:refute { teacher = "别人" }
end)

local reward = "年度奖励，评优、晋级优先"

scenario "P3-21 考核合格的骨干教师得年度奖励，评优优先；没有考核的待定；下一年没有，不再优先" (function(s)
  for _, who in ipairs { "合格", "优秀", "没有考核" } do award(s, "2024-08-20", who, "校级") end
  assess(s, "2025-06-20", "合格", "合格")
  assess(s, "2025-06-20", "优秀", "优秀")
  assess(s, "2025-06-20", "别人", "优秀")
  s:advance "2025-09-01"
  s:expect { teacher = "优秀", rule = reward, outcome = "chosen", at = "2025-09-01", ["评优晋级"] = "优先" }
  s:expect { teacher = "合格", rule = reward, outcome = "chosen", at = "2025-09-01", ["评优晋级"] = "优先" }
  s:expect { teacher = "没有考核", rule = reward, outcome = "undetermined", at = "2025-09-01", ["评优晋级"] = "一般" }
  s:refute { teacher = "别人", rule = reward }
end)

scenario "P3-20 P3-21 计划开始以前的学年，不考核，也不奖励" (function(s)
  award(s, "2023-08-20", "T1", "校级")
  assess(s, "2024-06-20", "T1", "优秀")
  s:advance "2024-09-01"
  s:refute { rule = reward }
  s:refute { rule = yearly }
end)

scenario "P3-21 不合格、还在公示的，没有奖励" (function(s)
  award(s, "2024-08-20", "T1", "校级")
  assess(s, "2025-08-28", "T1", "不合格")
  s:advance "2025-09-01"
  s:expect { teacher = "T1", rule = reward, outcome = "passed_over", at = "2025-09-01" }
end)

scenario "P3-21 称号取消的，评优、晋级不再优先" (function(s)
  award(s, "2024-08-20", "T1", "校级")
  assess(s, "2025-06-20", "T1", "优秀")
  s:advance "2025-09-01"
  s:standing("T1", "评优晋级", "优先")
  s:event("2025-10-10", "T1", "title.revoked", { level = "校级" })
  s:advance "2025-10-18"
  s:standing("T1", "评优晋级", "一般")
end)
