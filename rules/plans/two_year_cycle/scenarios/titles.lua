-- 二、目标与任务；三、2.逐层选拔培养；六、4.动态管理。

return function(w)
  local common = require "plans.two_year_cycle.scenarios.common" (w)
  local low, middle, high = w.tiers[1], w.tiers[2], w.tiers[3]
  local awarded, skipped, unlisted, unjudged = "授予骨干教师称号", "越级授予称号，不予采用", "不在后备队伍信息库而授予称号，提醒",
    "未经评选小组评定而授予称号"

  local function award(s, day, who, level) s:event(day, who, "title.awarded", { level = level }) end

  -- 进入后备，评选小组评定合格。
  local function candidate(s, who)
    s:event("2023-08-20", who, "role.granted", { role = "后备骨干教师" })
    s:expect { teacher = who, rule = "进入后备队伍信息库", ["任职"] = "后备" }
    s:event("2023-09-01", nil, "selection.opened")
    s:event("2023-09-02", who, "committee.decided", { decision = "合格", leaders = 3, mentors = 4 })
  end

  -- P-02 力争三年内培养
  local function goal(level) return "三年内培养" .. level .. "骨干教师" end

  local function people(s, n, level, day)
    for i = 1, n do common.in_office(s, level .. i, day, level) end
  end

  scenario "三年的人数正好达到" (function(s)
    for _, each in ipairs(w.goals) do people(s, each.people, each.level, "2026-08-31") end
    s:advance "2026-09-01"
    for _, each in ipairs(w.goals) do s:expect { rule = goal(each.level), outcome = "achieved", at = "2026-09-01" } end
  end)

  scenario "各差一人，或者迟了一天" (function(s)
    for _, each in ipairs(w.goals) do people(s, each.people - 1, each.level, "2023-09-01") end
    common.in_office(s, "迟", "2026-09-01", high)
    s:advance "2026-09-01"
    for _, each in ipairs(w.goals) do
      s:expect { rule = goal(each.level), outcome = "reminder", at = "2025-09-01" }
      s:expect { rule = goal(each.level), outcome = "missed", at = "2026-09-01", severity = "notice" }
    end
    s:refute { rule = goal(high), outcome = "achieved" }
  end)

  scenario "一人只算在现有的层级，不在任的不算" (function(s)
    people(s, w.goals[1].people + w.goals[2].people, high, "2023-09-01")
    people(s, w.goals[3].people, low, "2023-09-01")
    common.set(s, low .. 1, "2026-08-31", "任职", "暂停")
    s:advance "2026-09-01"
    s:expect { rule = goal(high), outcome = "achieved" }
    s:expect { rule = goal(middle), outcome = "missed" }
    s:expect { rule = goal(low), outcome = "missed" }
  end)

  -- P-04 后备队伍信息库
  local pool = "建立骨干教师后备队伍信息库"

  scenario "一年内建立后备队伍信息库" (function(s)
    s:event("2024-08-31", "T1", "role.granted", { role = "后备骨干教师" })
    s:expect { teacher = "T1", rule = "进入后备队伍信息库", ["任职"] = "后备" }
    s:advance "2024-09-01"
    s:expect { rule = pool, outcome = "achieved", at = "2024-09-01" }
    s:expect_nothing_else()
  end)

  scenario "后备退出，库中没有人" (function(s)
    s:event("2023-09-01", "T1", "role.granted", { role = "后备骨干教师" })
    s:event("2023-09-02", "T1", "role.granted", { role = "教研组长" })
    s:event("2024-08-30", "T1", "role.revoked", { role = "后备骨干教师" })
    s:expect { teacher = "T1", rule = "进入后备队伍信息库" }
    s:expect { teacher = "T1", rule = "退出后备队伍信息库", at = "2024-08-30", ["任职"] = "教师" }
    s:event("2024-08-31", "T1", "role.revoked", { role = "后备骨干教师" })
    s:advance "2024-09-01"
    s:expect { rule = pool, outcome = "missed", severity = "warning" }
    s:expect_nothing_else()
  end)

  scenario "在任的骨干教师，不再进入后备" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    s:event("2023-09-02", "T1", "role.granted", { role = "后备骨干教师" })
    s:event("2023-09-03", "T1", "role.revoked", { role = "后备骨干教师" })
    s:standing("T1", "任职", "在任")
    s:expect_nothing_else()
  end)

  -- P-04 逐层
  scenario "由后备起，一层一层授予" (function(s)
    candidate(s, "T1")
    for i, level in ipairs(w.tiers) do
      local day = ("2023-09-%02d"):format(10 + i)
      award(s, day, "T1", level)
      s:expect { teacher = "T1", rule = awarded, at = day, ["层级"] = level, ["任职"] = "在任" }
    end
    s:event("2023-09-20", "T1", "dossier.opened")
    s:expect { rule = "建立管理档案", ["管理档案"] = "已建" }
    s:expect_nothing_else()
  end)

  scenario "越过一层，不予采用；由人决定的照办" (function(s)
    candidate(s, "T1")
    award(s, "2023-09-11", "T1", middle)
    s:expect { teacher = "T1", rule = skipped, at = "2023-09-11", severity = "warning" }
    s:standing("T1", "任职", "后备")
    award(s, "2023-09-12", "T1", low)
    s:expect { teacher = "T1", rule = awarded, at = "2023-09-12" }
    award(s, "2023-09-13", "T1", high)
    s:expect { teacher = "T1", rule = skipped, at = "2023-09-13" }
    s:standing("T1", "层级", low)
    s:expect_nothing_else()
    common.set(s, "T1", "2023-09-14", "层级", high)
    s:standing("T1", "层级", high)
  end)

  scenario "不在逐层之中的层级，随下面一层" (function(s)
    for _, level in ipairs(w.levels) do
      if level ~= low and level ~= middle and level ~= high then
        award(s, "2023-09-11", "T1", level)
        s:expect { teacher = "T1", rule = awarded, ["层级"] = level }
        award(s, "2023-09-12", "T1", high)
        s:expect { teacher = "T1", rule = skipped, at = "2023-09-12" }
        s:standing("T1", "层级", level)
      end
    end
  end)

  scenario "评选调整，降一层也照授予的" (function(s)
    common.in_office(s, "T1", "2023-09-01", high)
    s:event("2025-06-01", nil, "selection.opened")
    s:event("2025-06-02", "T1", "committee.decided", { decision = "合格", leaders = 3, mentors = 4 })
    award(s, "2025-06-10", "T1", low)
    s:expect { teacher = "T1", rule = awarded, ["层级"] = low }
  end)

  scenario "不在后备、没有评定就授予，照授予，但要提醒" (function(s)
    s:event("2023-08-01", "T1", "committee.decided", { decision = "合格", leaders = 3, mentors = 4 })
    s:event("2023-09-01", nil, "selection.opened")
    award(s, "2023-09-11", "T1", low)
    s:expect { teacher = "T1", rule = unlisted, severity = "notice" }
    s:expect { teacher = "T1", rule = unjudged, severity = "warning" }
    s:expect { teacher = "T1", rule = awarded, ["层级"] = low }
    s:event("2023-09-12", "T2", "committee.decided", { decision = "不合格", leaders = 3, mentors = 4 })
    award(s, "2023-09-13", "T2", low)
    s:expect { teacher = "T2", rule = unjudged }
  end)

  -- P-22 撤销、恢复
  local revoked = "撤销骨干教师称号"

  scenario "撤销称号，先公示七天" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    s:event("2024-03-01T10:00", "T1", "title.revoked", { level = low })
    s:expect { teacher = "T1", rule = revoked, outcome = "announced", at = "2024-03-01" }
    s:advance "2024-03-08"
    s:standing("T1", "任职", "在任")
    s:advance "2024-03-09"
    s:expect { teacher = "T1", rule = revoked, outcome = "fired", at = "2024-03-09", ["任职"] = "取消" }
    s:event("2024-03-10", "T1", "title.revoked", { level = low })
    s:expect_nothing_else()
  end)

  scenario "暂停的，也可以撤销" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    common.set(s, "T1", "2024-02-01", "任职", "暂停")
    s:event("2024-03-01", "T1", "title.revoked", { level = low })
    s:advance "2024-03-09"
    s:expect { teacher = "T1", rule = revoked, outcome = "fired", ["任职"] = "取消" }
  end)

  scenario "公示期内异议成立，不撤销" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    s:event("2024-03-01T10:00", "T1", "title.revoked", { level = low })
    s:expect { teacher = "T1", rule = revoked, outcome = "announced" }
    s:event("2024-03-08T23:59", "T1", "objection.upheld", { by = "校长" })
    s:advance "2024-03-10"
    s:expect { teacher = "T1", rule = revoked, outcome = "objected", at = "2024-03-09" }
    s:standing("T1", "任职", "在任")
    s:expect_nothing_else()
  end)

  scenario "撤销后再进后备、再授予，由原来的层级起" (function(s)
    common.in_office(s, "T1", "2023-09-01", middle)
    common.set(s, "T1", "2024-03-01", "任职", "取消")
    s:event("2024-09-02", "T1", "role.granted", { role = "后备骨干教师" })
    s:expect { teacher = "T1", rule = "进入后备队伍信息库", ["任职"] = "后备" }
    s:event("2025-06-01", nil, "selection.opened")
    s:event("2025-06-02", "T1", "committee.decided", { decision = "合格", leaders = 3, mentors = 4 })
    award(s, "2025-06-10", "T1", middle)
    s:expect { teacher = "T1", rule = awarded, at = "2025-06-10", ["任职"] = "在任" }
    s:refute { teacher = "T1", rule = skipped }
  end)

  scenario "预警后年度考核合格，解除" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    s:event("2024-01-20", "T1", "exam.scored", { rank = 9, of = 9 })
    s:expect { teacher = "T1", rule = "教学成绩没有保持同级前列", ["履职"] = "预警" }
    s:event("2024-02-01", "T1", "assessment.result", { cycle = "学期", grade = "合格" })
    s:event("2024-06-10", "T1", "assessment.result", { cycle = "年度", grade = "不合格" })
    s:expect { teacher = "T1", rule = "考核不合格，取消下一届评选资格", outcome = "announced" }
    s:event("2024-06-11", "T1", "objection.upheld", { by = "校长" })
    s:standing("T1", "履职", "预警")
    s:event("2024-06-20", "T1", "assessment.result", { cycle = "年度", grade = "合格" })
    s:expect { teacher = "T1", rule = "考核合格，解除预警", at = "2024-06-20", ["履职"] = "正常" }
    s:expect { teacher = "T1", rule = "考核不合格，取消下一届评选资格", outcome = "objected" }
    s:expect { teacher = "T1", rule = "一年内不止一次年度考核，提醒" }
    s:expect_nothing_else()
  end)
end
