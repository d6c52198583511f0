-- 三、1.每两年评选调整一次  3.公开、公平、公正；六、3.根据连续两年的考核情况确定下一届

return function(w)
  local common = require "plans.two_year_cycle.scenarios.common" (w)
  local low = w.tiers[1]
  local chosen, kept_back, ended = "评选小组确定为下一届骨干教师", "缺年度考核，评选小组的结论暂不采用", "没有确定为下一届骨干教师，任职终止"
  local prepared, incomplete, left_open = "连续两年的考核情况，提交评选小组", "缺年度考核，评选小组不能据以确定", "缺年度考核，去留由评选小组另定"
  local barred, sits_out, again = "考核不合格，取消下一届评选资格", "本届不得评选骨干教师", "取消一届期满，恢复评选资格"
  local not_taken, not_awarded = "评选资格已取消，评选小组的结论不予采用", "评选资格已取消，授予称号不予采用"

  local function assess(s, who, day, grade) s:event(day, who, "assessment.result", { cycle = "年度", grade = grade }) end

  local function decide(s, who, day, decision)
    s:event(day, who, "committee.decided", { decision = decision, leaders = 3, mentors = 4 })
  end

  -- 从 2023 年起在任，两个学年的考核结果；nil 是没有考核。
  local function served(s, who, first, second)
    common.in_office(s, who, "2023-09-01")
    if first then assess(s, who, "2024-06-20", first) end
    if second then assess(s, who, "2025-06-10", second) end
  end

  -- P-03、P-05：学校的事
  local every_two, twice, open = "骨干教师每两年评选调整一次", "两年内不止一次评选，提醒", "公开、公平、公正：评选应公布名单并公示"

  local function select_once(s, year)
    s:event(year .. "-06-15", nil, "selection.opened")
    s:event(year .. "-06-20", nil, "notice.published", { kind = "名单" })
    s:event(year .. "-06-28", nil, "notice.published", { kind = "公示" })
    s:event(year .. "-06-30", nil, "selection.closed")
  end

  scenario "两年内评选一次，公布、公示" (function(s)
    s:event("2023-09-01", nil, "notice.published", { kind = "名单" })
    select_once(s, "2025")
    s:advance "2025-09-01"
    s:expect { rule = "建立骨干教师后备队伍信息库", outcome = "missed" }
    for _, rule in ipairs { every_two, twice, open } do s:refute { rule = rule } end
  end)

  scenario "两年没有评选，没有公示" (function(s)
    select_once(s, "2023")
    s:advance "2025-09-01"
    s:expect { rule = every_two, outcome = "reminder", at = "2025-07-03" }
    s:expect { rule = every_two, outcome = "missed", at = "2025-09-01", severity = "warning" }
    s:expect { rule = open, outcome = "reminder", at = "2025-07-03" }
    s:expect { rule = open, outcome = "missed", at = "2025-09-01", says = "本周期内公布名单0次、公示0次" }
    s:refute { rule = twice }
  end)

  scenario "评选开始而没有结束，算没有评选" (function(s)
    s:event("2025-08-31T23:59:59", nil, "selection.opened")
    s:event("2025-09-01T00:00:00", nil, "selection.closed")
    s:advance "2025-09-01"
    s:expect { rule = every_two, outcome = "missed" }
  end)

  scenario "评选结束而没有开始，算没有评选" (function(s)
    s:event("2023-08-31T23:59:59", nil, "selection.opened")
    s:event("2023-09-01T00:00:00", nil, "selection.closed")
    s:advance "2025-09-01"
    s:expect { rule = every_two, outcome = "missed" }
  end)

  scenario "只公布名单，或只向本人公示，不够" (function(s)
    s:event("2025-06-01", nil, "notice.published", { kind = "名单" })
    s:event("2025-06-02", "T1", "notice.published", { kind = "公示" })
    s:advance "2025-09-01"
    s:expect { rule = open, outcome = "missed" }
  end)

  scenario "只公示，没有公布名单，也不够；各一次就够" (function(s)
    for _ = 1, 2 do s:event("2025-06-02", nil, "notice.published", { kind = "公示" }) end
    s:event("2027-06-01", nil, "notice.published", { kind = "名单" })
    s:event("2027-06-02", nil, "notice.published", { kind = "公示" })
    s:advance "2027-09-01"
    s:expect { rule = open, outcome = "missed", at = "2025-09-01" }
    s:refute { rule = open, outcome = "missed", at = "2027-09-01" }
  end)

  scenario "两年内评选两次，只提醒" (function(s)
    s:event("2024-01-01", nil, "selection.opened")
    s:event("2024-02-01", nil, "selection.closed")
    select_once(s, "2025")
    s:advance "2025-09-01"
    s:expect { rule = twice, outcome = "missed", at = "2025-09-01", severity = "info", says = "骨干教师每两年评选调整一次；本周期内评选开始2次、结束2次" }
    s:refute { rule = every_two }
  end)

  -- P-20
  scenario "两年考核齐全，评选小组确定下一届" (function(s)
    s:event("2023-09-01", "T1", "tenure.teacher", { name = "王芳" })
    served(s, "T1", "合格", "良好")
    s:event("2025-06-15", nil, "selection.opened")
    s:expect { teacher = "T1", rule = prepared, says = "王芳，" .. low .. "骨干教师，连续两年考核：合格、良好；评选资格：有" }
    decide(s, "T1", "2025-06-25", "合格")
    s:expect { teacher = "T1", rule = chosen, at = "2025-06-25", says = "评选小组（7人）根据连续两年的考核（合格、良好），确定王芳为下一届骨干教师" }
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-20"
    s:standing("T1", "任职", "在任")
    s:refute { teacher = "T1", rule = ended }
  end)

  scenario "没有结论，或结论不合格，任职终止，先公示" (function(s)
    served(s, "无结论", "合格", "合格")
    served(s, "不合格", "优秀", "优秀")
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "不合格", "2025-06-20", "合格")
    decide(s, "不合格", "2025-06-25", "不合格")
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-01"
    for _, who in ipairs { "无结论", "不合格" } do
      s:expect { teacher = who, rule = ended, outcome = "announced", at = "2025-09-01" }
      s:standing(who, "任职", "在任")
    end
    s:event("2025-09-08", "无结论", "objection.upheld", { by = "区教育局" })
    s:advance "2025-09-09"
    s:expect { teacher = "无结论", rule = ended, outcome = "objected" }
    s:standing("无结论", "任职", "在任")
    s:expect { teacher = "不合格", rule = ended, outcome = "fired", at = "2025-09-09", ["任职"] = "取消" }
  end)

  scenario "这次评选中授予的，任职不终止；上一次授予的，不算" (function(s)
    for _, who in ipairs { "这次", "上次" } do
      s:event("2023-08-20", who, "role.granted", { role = "后备骨干教师" })
      s:event("2023-09-10", who, "title.awarded", { level = low })
      assess(s, who, "2024-06-20", "合格")
      assess(s, who, "2025-06-10", "合格")
    end
    s:event("2025-06-15", nil, "selection.opened")
    s:event("2025-06-28", "这次", "title.awarded", { level = w.tiers[2] })
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-01"
    s:refute { teacher = "这次", rule = ended }
    s:expect { teacher = "上次", rule = ended, outcome = "announced" }
  end)

  scenario "没有评选，或评选没有结束，一届不算满" (function(s)
    served(s, "T1", "合格", "合格")
    s:event("2025-06-15", nil, "selection.opened")
    s:event("2025-09-01", nil, "selection.closed")
    s:advance "2025-09-20"
    s:refute { teacher = "T1", rule = ended }
    s:standing("T1", "任职", "在任")
  end)

  scenario "届中补选，不涉及在任的" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    for _, year in ipairs { "2024", "2025", "2026", "2027" } do assess(s, "T1", year .. "-06-10", "合格") end
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "T1", "2025-06-25", "合格")
    s:event("2025-06-30", nil, "selection.closed")
    s:event("2026-02-20", nil, "selection.opened")
    s:event("2026-03-01", nil, "selection.closed")
    s:advance "2026-09-01"
    s:refute { teacher = "T1", rule = ended }
  end)

  scenario "上一次评选的结论，这一次不算" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    for _, year in ipairs { "2024", "2025", "2026", "2027" } do assess(s, "T1", year .. "-06-10", "合格") end
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "T1", "2025-06-25", "合格")
    s:event("2025-06-30", nil, "selection.closed")
    s:event("2027-06-15", nil, "selection.opened")
    s:event("2027-06-30", nil, "selection.closed")
    s:advance "2027-09-01"
    s:expect { teacher = "T1", rule = ended, outcome = "announced", at = "2027-09-01" }
    s:refute { teacher = "T1", rule = ended, at = "2025-09-01" }
  end)

  scenario "缺一年考核，结论暂不采用，去留另定" (function(s)
    served(s, "缺前年", nil, "合格")
    served(s, "缺后年", "合格", nil)
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "缺前年", "2025-06-25", "合格")
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-20"
    for _, who in ipairs { "缺前年", "缺后年" } do
      s:expect { teacher = who, rule = left_open, at = "2025-09-01" }
      s:refute { teacher = who, rule = ended }
      s:standing(who, "任职", "在任")
    end
    s:expect { teacher = "缺前年", rule = incomplete, at = "2025-06-15", severity = "warning" }
    s:refute { teacher = "缺后年", rule = incomplete }
    s:expect { teacher = "缺前年", rule = kept_back, says = "缺前年连续两年的考核不全（?、合格），评选小组的结论暂不采用" }
    s:refute { teacher = "缺后年", rule = kept_back }
  end)

  scenario "任职正好满十八个月的，问前一年的考核，差一天的不问" (function(s)
    common.in_office(s, "满", "2023-12-15")
    common.in_office(s, "差一天", "2023-12-16")
    s:event("2025-06-15", nil, "selection.opened")
    s:expect { teacher = "满", rule = incomplete }
    s:refute { teacher = "差一天", rule = incomplete }
  end)

  scenario "补记了考核，按齐全判断" (function(s)
    served(s, "T1", "合格", nil)
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "T1", "2025-06-25", "合格")
    s:expect { teacher = "T1", rule = kept_back }
    assess(s, "T1", "2025-06-12", "合格")
    s:expect { teacher = "T1", rule = chosen, at = "2025-06-25" }
    s:refute { teacher = "T1", rule = kept_back }
  end)

  scenario "这次评选中新授予的，不问两年的考核" (function(s)
    s:event("2025-06-01", "T1", "role.granted", { role = "后备骨干教师" })
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "T1", "2025-06-25", "合格")
    s:event("2025-06-28", "T1", "title.awarded", { level = low })
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-20"
    s:standing("T1", "任职", "在任")
    for _, rule in ipairs { prepared, incomplete, kept_back, left_open, ended } do s:refute { teacher = "T1", rule = rule } end
  end)

  scenario "不是骨干教师的，考核齐不齐全，评选都不涉及" (function(s)
    for _, who in ipairs { "T1", "T2" } do
      s:event("2024-06-01", who, "tenure.teacher", { name = who })
      assess(s, who, "2024-06-20", "合格")
      assess(s, who, "2025-06-10", "合格")
    end
    s:event("2024-06-01", "没有考核", "tenure.teacher", { name = "王芳" })
    s:event("2025-06-15", nil, "selection.opened")
    decide(s, "T1", "2025-06-25", "合格")
    decide(s, "T2", "2025-06-25", "不合格")
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-20"
    for _, who in ipairs { "T1", "T2", "没有考核" } do s:refute { teacher = who } end
  end)

  scenario "暂停的，评选小组确定后恢复任职" (function(s)
    served(s, "T1", "合格", "合格")
    common.set(s, "T1", "2025-03-01", "任职", "暂停")
    s:expect { teacher = "T1", rule = "由人决定，暂停任职", at = "2025-03-01" }
    decide(s, "T1", "2025-06-25", "合格")
    s:expect { teacher = "T1", rule = chosen, ["任职"] = "在任" }
  end)

  -- P-21
  local function bar(s, who, day)
    assess(s, who, day, "不合格")
    s:expect { teacher = who, rule = barred, outcome = "announced", at = day }
  end

  scenario "任何一年不合格，取消下一届，只取消一届" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    bar(s, "T1", "2024-06-20")
    s:advance "2024-06-28"
    s:expect { teacher = "T1", rule = barred, outcome = "fired", at = "2024-06-28", ["评选资格"] = "下届取消" }
    s:standing("T1", "任职", "在任")
    assess(s, "T1", "2025-06-10", "优秀")
    s:event("2025-06-15", nil, "selection.opened")
    s:expect { teacher = "T1", rule = prepared }
    decide(s, "T1", "2025-06-25", "合格")
    s:expect { teacher = "T1", rule = not_taken }
    s:refute { teacher = "T1", rule = chosen }
    s:event("2025-06-26", "T1", "title.awarded", { level = low })
    s:expect { teacher = "T1", rule = not_awarded }
    s:refute { teacher = "T1", rule = "授予骨干教师称号" }
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-01"
    s:expect { teacher = "T1", rule = ended, outcome = "announced", at = "2025-09-01" }
    s:expect { teacher = "T1", rule = sits_out, at = "2025-09-01", ["评选资格"] = "本届取消" }
    s:advance "2025-09-09"
    s:expect { teacher = "T1", rule = ended, outcome = "fired", ["任职"] = "取消" }
    s:event("2026-01-05", nil, "selection.opened")
    s:refute { teacher = "T1", rule = again }
    s:event("2026-01-10", "T1", "title.awarded", { level = low })
    s:expect { teacher = "T1", rule = not_awarded, at = "2026-01-10" }
    s:event("2027-06-15", nil, "selection.opened")
    s:expect { teacher = "T1", rule = again, at = "2027-06-15", ["评选资格"] = "有" }
    decide(s, "T1", "2027-06-25", "合格")
    s:event("2027-06-26", "T1", "title.awarded", { level = low })
    s:expect { teacher = "T1", rule = "授予骨干教师称号", at = "2027-06-26", ["任职"] = "在任" }
  end)

  scenario "第二年不合格的，也取消下一届" (function(s)
    served(s, "T1", "优秀", nil)
    bar(s, "T1", "2025-06-01")
    s:event("2025-06-15", nil, "selection.opened")
    s:event("2025-06-30", nil, "selection.closed")
    s:advance "2025-09-01"
    s:expect { teacher = "T1", rule = ended, outcome = "announced" }
  end)

  scenario "合格、学期考核不合格、异议成立的，不取消" (function(s)
    common.in_office(s, "合格", "2023-09-01")
    common.in_office(s, "学期", "2023-09-01")
    common.in_office(s, "异议", "2023-09-01")
    assess(s, "合格", "2024-06-20", "合格")
    s:event("2024-01-20", "学期", "assessment.result", { cycle = "学期", grade = "不合格" })
    bar(s, "异议", "2024-06-20")
    s:event("2024-06-25", "异议", "objection.upheld", { by = "校长" })
    s:advance "2024-07-01"
    s:expect { teacher = "异议", rule = barred, outcome = "objected", at = "2024-06-28" }
    for _, who in ipairs { "合格", "学期", "异议" } do s:standing(who, "评选资格", "有") end
    s:expect_nothing_else()
  end)

  scenario "连续两年不合格，只取消一次" (function(s)
    common.in_office(s, "T1", "2023-09-01")
    bar(s, "T1", "2024-06-20")
    assess(s, "T1", "2025-06-10", "不合格")
    s:refute { teacher = "T1", rule = barred, at = "2025-06-10" }
  end)

  scenario "不是骨干教师的，考核不合格也不取消" (function(s)
    assess(s, "T1", "2024-06-20", "不合格")
    s:advance "2024-07-20"
    s:standing("T1", "评选资格", "有")
    s:refute { teacher = "T1" }
  end)
end
