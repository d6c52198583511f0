-- 四、培养措施；六、1.管理档案  2.考核一次

return function(w)
  local common = require "plans.two_year_cycle.scenarios.common" (w)
  local low = w.tiers[1]

  -- P-07、P-09
  local guided, tracked = "聘请指导教师，制定培养计划", "两年内进行跟踪培养"

  local function reserve(s, who, day)
    s:event(day, who, "role.granted", { role = "后备骨干教师" })
    s:expect { teacher = who, rule = "进入后备队伍信息库" }
  end

  scenario "有指导教师、培养计划和跟踪培养" (function(s)
    reserve(s, "后备", "2023-09-01")
    common.in_office(s, "在任", "2023-09-01")
    common.train(s, "后备", "2023-10-01")
    common.train(s, "在任", "2025-08-31T23:59:59")
    s:advance "2025-09-01"
    for _, who in ipairs { "后备", "在任" } do
      s:refute { teacher = who, rule = guided, outcome = "missed" }
      s:refute { teacher = who, rule = tracked, outcome = "missed" }
    end
    s:refute { teacher = "后备", rule = guided, outcome = "reminder" }
    s:expect { teacher = "在任", rule = guided, outcome = "reminder", at = "2024-09-01" }
    s:expect { teacher = "在任", rule = tracked, outcome = "reminder", at = "2024-09-01" }
  end)

  scenario "指导在周期内结束的，算有" (function(s)
    reserve(s, "T1", "2023-09-01")
    common.train(s, "T1", "2023-08-01")
    s:event("2023-10-01", nil, "plan.filed", { kind = "年度培养计划", ["for"] = "T1" })
    s:event("2023-09-01", "导师", "pair.ended", { apprentice = "T1" })
    s:advance "2025-09-01"
    s:refute { teacher = "T1", rule = guided, outcome = "missed" }
  end)

  scenario "有两位指导教师，走了一位，另一位在下一周期接着指导" (function(s)
    reserve(s, "T1", "2023-09-01")
    for _, guide in ipairs { "甲", "乙" } do s:event("2023-10-01", guide, "pair.started", { apprentice = "T1" }) end
    s:event("2024-06-30", "甲", "pair.ended", { apprentice = "T1" })
    for _, year in ipairs { "2023", "2025" } do s:event(year .. "-10-01", nil, "plan.filed", { kind = "培养计划", ["for"] = "T1" }) end
    s:advance "2027-09-01"
    s:refute { teacher = "T1", rule = guided, outcome = "missed" }
  end)

  scenario "缺指导教师、缺计划、计划是别人的、没有跟踪" (function(s)
    for _, who in ipairs { "缺指导", "缺计划", "别人", "指导结束" } do reserve(s, who, "2023-09-01") end
    s:event("2023-10-01", nil, "plan.filed", { kind = "培养计划", ["for"] = "缺指导" })
    s:event("2023-10-01", "导师", "pair.started", { apprentice = "缺计划" })
    s:event("2023-10-01", nil, "plan.filed", { kind = "培养计划" })
    s:event("2023-10-01", "导师", "pair.started", { apprentice = "别人" })
    s:event("2023-10-01", nil, "plan.filed", { kind = "带教计划", ["for"] = "别人" })
    s:event("2023-10-01", nil, "plan.filed", { kind = "年度培养计划", ["for"] = "指导结束" })
    s:event("2023-08-01", "导师", "pair.started", { apprentice = "指导结束" })
    s:event("2023-08-31", "导师", "pair.ended", { apprentice = "指导结束" })
    s:event("2023-10-01", "别人", "phase.started", { phase = "参观考察" })
    s:advance "2025-09-01"
    for _, who in ipairs { "缺指导", "缺计划", "别人", "指导结束" } do
      s:expect { teacher = who, rule = guided, outcome = "missed", at = "2025-09-01", severity = "warning" }
      s:expect { teacher = who, rule = tracked, outcome = "missed", at = "2025-09-01" }
    end
    s:expect { says = "缺指导本周期受指导0次，有个人培养计划1份；学校应为其聘请指导教师、制定培养计划", outcome = "missed" }
  end)

  scenario "不是培养对象，或进入不到六个月，不问" (function(s)
    s:event("2023-09-01", "教师", "tenure.teacher", { name = "王芳" })
    reserve(s, "六个月", "2025-03-01")
    reserve(s, "差一天", "2025-03-02")
    s:advance "2025-09-01"
    s:expect { teacher = "六个月", rule = guided, outcome = "missed" }
    s:expect { teacher = "六个月", rule = tracked, outcome = "missed" }
    for _, who in ipairs { "教师", "差一天" } do s:refute { teacher = who, outcome = "missed" } end
  end)

  -- P-17
  local dossier = "任职后应建立管理档案"

  local function titled(s, who, day)
    s:event("2023-09-01", who, "role.granted", { role = "后备骨干教师" })
    s:event("2023-09-02", who, "committee.decided", { decision = "合格", leaders = 3, mentors = 4 })
    s:event(day, who, "title.awarded", { level = low })
  end

  scenario "三十日内建立管理档案" (function(s)
    for _, who in ipairs { "第三十日", "第三十一日", "早已建立", "没有建立" } do titled(s, who, "2023-09-10T09:00") end
    s:event("2023-09-01", "早已建立", "dossier.opened")
    s:event("2023-10-10T23:59:59", "第三十日", "dossier.opened")
    s:event("2023-10-11T00:00:00", "第三十一日", "dossier.opened")
    s:advance "2023-10-11"
    for _, who in ipairs { "第三十一日", "没有建立" } do
      s:expect { teacher = who, rule = dossier, outcome = "missed", at = "2023-10-11", severity = "warning" }
    end
    for _, who in ipairs { "第三十日", "早已建立" } do s:refute { teacher = who, rule = dossier } end
  end)

  scenario "授予没有采用的、随即撤销的，不问档案" (function(s)
    s:event("2023-09-10", "越级", "title.awarded", { level = w.tiers[3] })
    titled(s, "撤销", "2023-09-10T09:00")
    common.set(s, "撤销", "2023-10-01", "任职", "取消")
    s:advance "2023-10-11"
    s:refute { rule = dossier }
  end)

  scenario "早已任职的，也要有管理档案，逐年查" (function(s)
    for _, who in ipairs { "没有", "年末才建", "有" } do common.in_office(s, who, "2023-09-01") end
    common.in_office(s, "新任", "2024-03-02")
    s:event("2023-09-01", "教师", "tenure.teacher", { name = "王芳" })
    s:event("2022-03-01", "有", "dossier.opened")
    s:event("2024-08-31T23:59:59", "年末才建", "dossier.opened")
    s:advance "2025-09-01"
    local kept = "骨干教师都有管理档案"
    s:expect { teacher = "没有", rule = kept, outcome = "missed", at = "2024-09-01", severity = "warning" }
    s:expect { teacher = "没有", rule = kept, outcome = "missed", at = "2025-09-01" }
    for _, who in ipairs { "年末才建", "有", "教师" } do s:refute { teacher = who, rule = kept } end
    s:refute { teacher = "新任", rule = kept, at = "2024-09-01" }
    s:expect { teacher = "新任", rule = kept, outcome = "missed", at = "2025-09-01" }
  end)

  -- P-18
  local twice = "一年内不止一次年度考核，提醒"

  scenario "一年考核两次，提醒一声；跨学年的不算" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    local function assess(who, day) s:event(day, who, "assessment.result", { cycle = "年度", grade = "合格" }) end
    assess("T1", "2024-06-20")
    assess("T1", "2024-09-01")
    s:refute { teacher = "T1", rule = twice }
    assess("T1", "2025-06-20")
    s:expect { teacher = "T1", rule = twice, at = "2025-06-20", severity = "info", says = "T1年内已有年度考核2次" }
    assess("T2", "2024-06-20")
    assess("T2", "2024-06-21")
    s:refute { teacher = "T2", rule = twice }
  end)
end
