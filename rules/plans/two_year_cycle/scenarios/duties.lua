-- 五、任职义务，和每年一次的考核、述职：做到、没有做到、正好在边上、不该问的人。

return function(w)
  local common = require "plans.two_year_cycle.scenarios.common" (w)
  local yearly, in_office, happen, fulfil = common.yearly, common.in_office, common.happen, common.fulfil

  -- 2023 学年一年的义务，有没有一项在年末记为没有做到。
  local function refute_missed(s, who)
    for _, each in ipairs(yearly) do s:refute { teacher = who, rule = each.rule, outcome = "missed" } end
  end

  scenario "各项义务都做到，没有话说" (function(s)
    in_office(s, "T1", "2023-09-01")
    fulfil(s, "T1", "2024-03-01")
    s:advance "2024-08-31"
    s:standing("T1", "履职", "正常")
    s:expect_nothing_else()
    s:advance "2024-09-01"
    refute_missed(s, "T1")
  end)

  scenario "缺哪一项，就提醒、记哪一项，列入预警" (function(s)
    for _, each in ipairs(yearly) do
      local who = "缺" .. each.rule
      in_office(s, who, "2023-09-01")
      common.train(s, who, "2023-09-02")
      s:event("2023-09-02", who, "dossier.opened")
      s:expect { teacher = who, rule = "建立管理档案" }
      fulfil(s, who, "2024-03-01", each.rule)
    end
    s:advance "2024-09-01"
    for _, each in ipairs(yearly) do
      local who = "缺" .. each.rule
      s:expect { teacher = who, rule = each.rule, outcome = "reminder", at = "2024-07-03" }
      s:expect { teacher = who, rule = each.rule, outcome = "missed", at = "2024-09-01", severity = "warning" }
      s:standing(who, "履职", each.clause == 18 and "正常" or "预警")
    end
    s:expect { rule = "建立骨干教师后备队伍信息库", outcome = "missed" }
    s:expect_nothing_else()
  end)

  scenario "像而不是的，不算做到" (function(s)
    for _, each in ipairs(yearly) do
      in_office(s, each.rule, "2023-09-01")
      happen(s, each.rule, "2024-03-01", each.nearly)
    end
    s:advance "2024-09-01"
    for _, each in ipairs(yearly) do s:expect { teacher = each.rule, rule = each.rule, outcome = "missed" } end
  end)

  scenario "学年最后一刻做到的算，下一刻的不算" (function(s)
    in_office(s, "按时", "2023-09-01")
    in_office(s, "迟了", "2023-09-01")
    fulfil(s, "按时", "2024-08-31T23:59:59")
    fulfil(s, "迟了", "2024-09-01T00:00:00")
    s:advance "2024-09-01"
    refute_missed(s, "按时")
    for _, each in ipairs(yearly) do s:expect { teacher = "迟了", rule = each.rule, outcome = "missed" } end
  end)

  scenario "每年从头算起" (function(s)
    in_office(s, "T1", "2023-09-01")
    fulfil(s, "T1", "2024-03-01")
    s:advance "2025-09-01"
    for _, each in ipairs(yearly) do
      if each.clause ~= 12 then s:expect { teacher = "T1", rule = each.rule, outcome = "missed", at = "2025-09-01" } end
    end
  end)

  scenario "任职正好六个月的要问，差一天的不问" (function(s)
    in_office(s, "六个月", "2024-03-01")
    in_office(s, "差一天", "2024-03-02")
    s:advance "2024-09-01"
    for _, each in ipairs(yearly) do s:expect { teacher = "六个月", rule = each.rule, outcome = "missed", at = "2024-09-01" } end
    s:refute { teacher = "差一天", outcome = "missed" }
  end)

  scenario "不是骨干教师、已经卸任、暂停、离校的，都不问" (function(s)
    s:event("2023-09-01", "教师", "tenure.teacher", { name = "王芳" })
    in_office(s, "卸任", "2023-09-01")
    in_office(s, "暂停", "2023-09-01")
    in_office(s, "离校", "2023-09-01")
    common.set(s, "卸任", "2024-08-31", "任职", "取消")
    common.set(s, "暂停", "2024-08-31", "任职", "暂停")
    s:event("2024-08-31", "离校", "tenure.left")
    s:advance "2024-09-01"
    for _, who in ipairs { "教师", "卸任", "暂停", "离校" } do s:refute { teacher = who, outcome = "missed" } end
  end)

  scenario "计划开始以前的学年不问" (function(s)
    in_office(s, "T1", "2022-09-01")
    s:advance "2023-09-01"
    s:expect_nothing_else()
  end)

  scenario "由人免除一项，其余照问" (function(s)
    local waived = yearly[5].rule
    in_office(s, "T1", "2023-09-01")
    s:event("2023-10-01", "T1", "tenure.waive", { rule = waived, ["until"] = "2024-08-31", reason = "产假" })
    s:advance "2024-09-01"
    s:refute { teacher = "T1", rule = waived }
    s:expect { teacher = "T1", rule = yearly[6].rule, outcome = "missed" }
  end)

  -- 2.教学成绩保持同级前列：名次不超过人数的三分之一，有余数进一。
  local results = "教学成绩没有保持同级前列"

  scenario "前列是前三分之一，含正好三分之一" (function(s)
    in_office(s, "T1", "2023-09-01")
    s:event("2024-01-20", "T1", "exam.scored", { rank = 4, of = 12 })
    s:event("2024-01-21", "T1", "exam.scored", { rank = 4, of = 10 })
    s:event("2024-01-22", "T1", "exam.scored", { rank = 1, of = 1 })
    s:expect_nothing_else()
    s:event("2024-06-20", "T1", "exam.scored", { rank = 5, of = 12 })
    s:expect { teacher = "T1", rule = results, at = "2024-06-20", ["履职"] = "预警", says = "T1教学成绩在同级12人中列第5名，前列为前4名（三分之一）" }
    s:event("2024-06-21", "T2", "exam.scored", { rank = 12, of = 12 })
    s:expect_nothing_else()
  end)

  -- 3.指导培养下一级骨干教师(或教师)
  local guidance, wrong = yearly[1].rule, "指导对象不是下一级骨干教师(或教师)，提醒"
  local low, middle, high = w.tiers[1], w.tiers[2], w.tiers[3]

  local function mentor(s, who, level, apprentice_level)
    in_office(s, who, "2023-09-01", level)
    s:event("2023-10-01", who, "pair.started", { apprentice = "徒" .. who, apprentice_level = apprentice_level })
    s:event("2024-05-01", who, "attestation.recorded", { kind = "进步明显", holds = true, by = "教导处" })
  end

  scenario "指导的正是下一级，或者普通教师" (function(s)
    mentor(s, "高带中", high, middle)
    mentor(s, "中带低", middle, low)
    mentor(s, "高带教师", high, "青年教师")
    mentor(s, "低带教师", low)
    s:advance "2024-09-01"
    for _, who in ipairs { "高带中", "中带低", "高带教师", "低带教师" } do
      s:refute { teacher = who, rule = guidance }
      s:refute { teacher = who, rule = wrong }
    end
  end)

  scenario "指导同级、上级、低两级的，不算" (function(s)
    local pairs_of = { { "同级", middle, middle }, { "上级", low, high }, { "低两级", high, low } }
    for _, each in ipairs(pairs_of) do mentor(s, each[1], each[2], each[3]) end
    for _, each in ipairs(pairs_of) do s:expect { teacher = each[1], rule = wrong, at = "2023-10-01" } end
    s:advance "2024-09-01"
    for _, each in ipairs(pairs_of) do s:expect { teacher = each[1], rule = guidance, outcome = "missed" } end
  end)

  scenario "不是骨干教师的，指导谁都可以" (function(s)
    s:event("2023-10-01", "T1", "pair.started", { apprentice = "T2", apprentice_level = high })
    s:expect_nothing_else()
  end)

  scenario "跨年的指导，年内结束的也算这一年" (function(s)
    mentor(s, "T1", high, middle)
    s:event("2025-05-01", "T1", "attestation.recorded", { kind = "进步明显", holds = true, by = "教导处" })
    s:event("2025-06-01", "T1", "pair.ended", { apprentice = "徒T1" })
    s:event("2026-05-01", "T1", "attestation.recorded", { kind = "进步明显", holds = true, by = "教导处" })
    s:advance "2026-09-01"
    s:refute { teacher = "T1", rule = guidance, at = "2024-09-01" }
    s:refute { teacher = "T1", rule = guidance, at = "2025-09-01" }
    s:expect { teacher = "T1", rule = guidance, outcome = "missed", at = "2026-09-01", says = "T1年内指导任务：未承担；认定进步明显1次" }
    s:expect { teacher = "T1", rule = "承担指导任务", at = "2023-10-01", ["指导任务"] = "承担" }
    s:expect { teacher = "T1", rule = "没有在指导的，下一年重新承担指导任务", at = "2025-09-01", ["指导任务"] = "未承担" }
  end)

  scenario "年内结束的，也要是下一级" (function(s)
    mentor(s, "T1", middle, middle)
    s:event("2024-06-01", "T1", "pair.ended", { apprentice = "徒T1" })
    s:advance "2024-09-01"
    s:expect { teacher = "T1", rule = guidance, outcome = "missed" }
  end)

  scenario "层级在指导期间升了，这一年还算，下一年按升了的层级看" (function(s)
    mentor(s, "T1", middle, low)
    common.set(s, "T1", "2024-06-01", "层级", high)
    s:event("2025-05-01", "T1", "attestation.recorded", { kind = "进步明显", holds = true, by = "教导处" })
    s:advance "2025-09-01"
    s:refute { teacher = "T1", rule = guidance, at = "2024-09-01" }
    s:expect { teacher = "T1", rule = guidance, outcome = "missed", at = "2025-09-01" }
  end)
end
