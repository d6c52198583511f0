-- 青年教师（P3-03 至 P3-10）

local note, book, pair = "青年骨干教师每月交一份读书心得体会", "青年骨干教师每学期精读一本教育专著", "青年教师都有“结对子”"

-- 出生日期 birth 的教师；level 是其骨干称号，可以没有。
local function teacher(s, who, birth, level)
  s:event("2024-08-20", who, "tenure.teacher", { name = who, birth = birth })
  if level then s:event("2024-08-20T09:00", who, "title.awarded", { level = level }) end
end

local function submit(s, time, who, kind) s:event(time, who, "artifact.submitted", { kind = kind }) end

scenario "P3-03 每月一份，月末当天算；别的材料不算" (function(s)
  teacher(s, "T1", "1995-01-01", "校级")
  submit(s, "2024-09-30T23:59", "T1", "读书心得")
  submit(s, "2024-10-10", "T1", "心得体会")
  s:advance "2024-11-01"
  s:refute { rule = note, at = "2024-10-01" }
  s:expect { teacher = "T1", rule = note, outcome = "missed", at = "2024-11-01" }
end)

scenario "P3-03 P3-04 三十五岁还是青年，过了三十六岁生日就不是" (function(s)
  teacher(s, "三十五", "1988-10-01", "区级")
  teacher(s, "三十六", "1988-09-01", "区级")
  teacher(s, "月中满", "1988-09-30", "区级")
  s:advance "2025-02-01"
  s:expect { teacher = "三十五", rule = note, at = "2024-10-01" }
  s:refute { teacher = "三十五", rule = note, at = "2024-11-01" }
  s:refute { teacher = "三十五", rule = book }
  for _, who in ipairs { "三十六", "月中满" } do
    s:refute { teacher = who, rule = note }
    s:refute { teacher = who, rule = book }
  end
end)

scenario "P3-03 不是骨干的青年教师、没有登记出生日期的、寒暑假，不要求" (function(s)
  teacher(s, "不是骨干", "1995-01-01")
  s:event("2024-08-20", "没有登记", "title.awarded", { level = "校级" })
  s:advance "2025-09-01"
  s:refute { rule = note }
  teacher(s, "T1", "1998-01-01", "校级")
  s:advance "2026-09-01"
  s:expect { teacher = "T1", rule = note, at = "2026-07-01" }
  for _, at in ipairs { "2026-03-01", "2026-08-01", "2026-09-01" } do s:refute { rule = note, at = at } end
end)

scenario "P3-04 学期最后一天读完一本，算；每学期一本" (function(s)
  teacher(s, "T1", "1995-01-01", "校级")
  s:event("2025-01-31T23:59", "T1", "book.read", { title = "给教师的一百条建议" })
  s:advance "2025-07-11"
  s:expect { teacher = "T1", rule = book, outcome = "reminder", at = "2025-01-02" }
  s:refute { rule = book, at = "2025-02-01" }
  s:expect { teacher = "T1", rule = book, outcome = "missed", at = "2025-07-11", says = "T1本学期精读教育专著0本，应有1本" }
end)

local crowded = "一人帮带超过2人"

local function start(s, time, mentor, apprentice) s:event(time, mentor, "pair.started", { apprentice = apprentice }) end
local function stop(s, time, mentor, apprentice) s:event(time, mentor, "pair.ended", { apprentice = apprentice }) end

scenario "P3-06 青年教师有师傅或带徒弟，都是结对；没有的，逐月告知" (function(s)
  for _, who in ipairs { "徒弟", "青年师傅", "出师", "没有" } do teacher(s, who, "1998-01-01") end
  teacher(s, "师傅", "1980-01-01")
  start(s, "2024-09-30T23:59", "师傅", "徒弟")
  start(s, "2024-09-10", "青年师傅", "新人")
  start(s, "2024-09-10", "师傅", "出师")
  stop(s, "2024-10-31T23:59", "师傅", "出师")
  s:advance "2024-11-01"
  s:refute { teacher = "徒弟", rule = pair }
  s:refute { teacher = "青年师傅", rule = pair }
  s:refute { teacher = "师傅", rule = pair }
  s:expect { teacher = "没有", rule = pair, outcome = "missed", at = "2024-10-01" }
  s:expect { teacher = "没有", rule = pair, outcome = "missed", at = "2024-11-01" }
  s:refute { teacher = "出师", rule = pair, at = "2024-10-01" }
  s:expect { teacher = "出师", rule = pair, outcome = "missed", at = "2024-11-01" }
end)

scenario "P3-06 二月和暑假，不催结对" (function(s)
  teacher(s, "T1", "1998-01-01")
  s:advance "2025-10-01"
  for _, at in ipairs { "2025-03-01", "2025-08-01", "2025-09-01" } do s:refute { rule = pair, at = at } end
  s:expect { teacher = "T1", rule = pair, at = "2025-10-01" }
end)

scenario "P3-06 有两位师傅，一位不带了，还是结对；都不带了，才不是" (function(s)
  teacher(s, "徒弟", "1998-01-01")
  for _, mentor in ipairs { "甲", "乙" } do
    teacher(s, mentor, "1980-01-01")
    start(s, "2024-09-02", mentor, "徒弟")
  end
  stop(s, "2024-09-20", "甲", "徒弟")
  stop(s, "2024-11-20", "乙", "徒弟")
  s:advance "2024-12-01"
  s:refute { rule = pair, at = "2024-10-01" }
  s:refute { rule = pair, at = "2024-11-01" }
  s:expect { teacher = "徒弟", rule = pair, outcome = "missed", at = "2024-12-01" }
end)

scenario "P3-06 一帮二正好，一帮三告知；少了一个再多，又告知" (function(s)
  start(s, "2024-08-21", "T1", "甲")
  start(s, "2024-08-22", "T1", "乙")
  s:refute { rule = crowded }
  start(s, "2024-08-23", "T1", "丙")
  s:expect { teacher = "T1", rule = crowded, outcome = "fired", at = "2024-08-23", says = "T1帮带3人；坚持“一帮一”“一帮二”" }
  stop(s, "2024-08-24", "T1", "甲")
  start(s, "2024-08-25", "T1", "丁")
  s:expect { teacher = "T1", rule = crowded, at = "2024-08-25" }
  s:expect_nothing_else()
end)

local growing = "先定格，再入格，直至跳出模式"

local function progress(s, time, who, holds)
  s:event(time, who, "attestation.recorded", { kind = "进步明显", holds = holds, by = "师傅" })
end

scenario "P3-08 经认定，一步一步来；没有认定的、不是青年的，不变" (function(s)
  teacher(s, "T1", "1998-01-01")
  teacher(s, "T2", "1998-01-01")
  teacher(s, "T3", "1980-01-01")
  progress(s, "2024-12-01", "T1", true)
  s:expect { teacher = "T1", rule = growing, at = "2024-12-01", ["教学风格"] = "入格", says = "T1经认定进步明显，教学由定格再进一步" }
  progress(s, "2025-06-01", "T1", true)
  s:expect { teacher = "T1", rule = growing, at = "2025-06-01", ["教学风格"] = "出格" }
  progress(s, "2025-12-01", "T1", true)
  s:refute { teacher = "T1", rule = growing, at = "2025-12-01" }
  progress(s, "2025-12-01", "T2", false)
  progress(s, "2025-12-01", "T3", true)
  s:standing("T2", "教学风格", "定格")
  s:standing("T3", "教学风格", "定格")
end)

local contest = "每学年举行一次青年教师赛课活动"

scenario "P3-09 学年最后一天举行，算；没有，告知；别的比赛不算" (function(s)
  s:event("2024-08-20", nil, "lecture.held", { kind = "讲座", audience = "全体教师" })
  s:event("2025-08-31T23:59", nil, "contest.held", { contest = "青年教师赛课" })
  s:event("2026-04-10", nil, "contest.held", { contest = "教师运动会" })
  s:advance "2026-09-01"
  s:expect { rule = contest, outcome = "reminder", at = "2025-06-03" }
  s:refute { rule = contest, at = "2025-09-01" }
  s:expect { rule = contest, outcome = "missed", at = "2026-09-01" }
end)

scenario "P3-05 P3-07 P3-10 鼓励的事，从不判断" (function(s)
  teacher(s, "T1", "1980-01-01")
  s:event("2024-10-10", "T1", "attendance.recorded", { session = "S1", status = "缺课" })
  s:event("2024-10-10", "T1", "lesson.observed", { lesson = "L1", teacher = "同事", kind = "诊断课" })
  s:event("2024-10-10", "T1", "role.granted", { role = "年级组长" })
  s:advance "2025-08-01"
  s:refute { teacher = "T1" }
end)
