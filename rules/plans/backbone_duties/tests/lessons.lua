-- 引路课和月论坛（P1-12 至 P1-15）

local guide = "每学期执教一节有研讨专题的校级以上引路课"
local seminar, materials = "以引路课为契机，开展全校研讨活动", "引路课后及时上交教学设计、教学反思和课件"
local forum = "上引路课的当月给全体教师做一次专题论坛"

local function head(s, who) s:event("2024-08-20", who, "role.granted", { role = "备课组长" }) end

local function lesson(s, time, who, fields)
  local data = { lesson = who .. time, kind = "引路课", theme = "整本书阅读", level = "校级" }
  for name, value in pairs(fields or {}) do data[name] = value end
  s:event(time, who, "lesson.public", data)
end

-- 上交引路课 ref 的材料。
local function submit(s, time, who, ref, ...)
  for _, kind in ipairs { ... } do s:event(time, who, "artifact.submitted", { kind = kind, ref = ref }) end
end

scenario "P1-12 校级、学期最后一天，算；每学期都要求" (function(s)
  head(s, "T1")
  lesson(s, "2025-01-31T10:00", "T1")
  s:advance "2025-07-11"
  s:expect { teacher = "T1", rule = guide, outcome = "reminder", at = "2024-12-25" }
  s:refute { rule = guide, at = "2025-02-01" }
  s:expect { teacher = "T1", rule = guide, outcome = "reminder", at = "2025-06-03" }
  s:expect { teacher = "T1", rule = guide, outcome = "missed", at = "2025-07-11", says = "T1本学期执教有研讨专题的校级以上引路课0节，应有1节" }
end)

scenario "P1-12 别的课、没有专题的课、没有级别的课，不算" (function(s)
  for _, who in ipairs { "公开课", "没有专题", "空专题", "没有级别" } do head(s, who) end
  lesson(s, "2024-10-10", "公开课", { kind = "公开课" })
  s:event("2024-10-10", "没有专题", "lesson.public", { lesson = "L2", kind = "引路课", level = "区级" })
  lesson(s, "2024-10-10", "空专题", { theme = "" })
  s:event("2024-10-10", "没有级别", "lesson.public", { lesson = "L4", kind = "引路课", theme = "整本书阅读" })
  s:advance "2025-02-01"
  for _, who in ipairs { "公开课", "没有专题", "空专题", "没有级别" } do
    s:expect { teacher = who, rule = guide, outcome = "missed", at = "2025-02-01" }
  end
end)

scenario "P1-12 不是骨干教师，不要求" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "李梅" })
  s:advance "2025-09-01"
  s:refute { teacher = "T1" }
end)

scenario "P1-13 课后第七天研讨，算；第八天，晚了；别的交流不算" (function(s)
  head(s, "T1")
  lesson(s, "2024-10-08T10:00", "T1", { lesson = "L1" })
  s:event("2024-10-15T23:59", nil, "seminar.held", { kind = "研讨", ref = "L1" })
  lesson(s, "2024-11-05T10:00", "T1", { lesson = "L2" })
  s:event("2024-11-06", nil, "seminar.held", { kind = "学习心得交流", ref = "L2" })
  s:event("2024-11-13", nil, "seminar.held", { kind = "研讨", ref = "L2" })
  s:advance "2024-12-01"
  s:refute { rule = seminar, about = { lesson = "L1" } }
  s:expect { teacher = "T1", rule = seminar, outcome = "missed", at = "2024-11-13", about = { lesson = "L2" }, says = "T1执教引路课（L2）后，学校还没有开展研讨活动" }
end)

scenario "P1-13 研讨的是别人的引路课，或没有写明哪节课，不算" (function(s)
  for _, who in ipairs { "甲", "乙" } do
    head(s, who)
    lesson(s, "2024-10-08T10:00", who, { lesson = who .. "的课" })
  end
  s:event("2024-10-10", nil, "seminar.held", { kind = "研讨", ref = "甲的课" })
  s:event("2024-10-10", nil, "seminar.held", { kind = "研讨" })
  s:advance "2024-10-17"
  s:refute { teacher = "甲", rule = seminar }
  s:expect { teacher = "乙", rule = seminar, outcome = "missed", at = "2024-10-16" }
end)

scenario "P1-13 P1-14 不是骨干教师上的引路课，不要求" (function(s)
  lesson(s, "2024-10-08T10:00", "T1")
  s:advance "2024-12-01"
  s:refute { teacher = "T1" }
end)

scenario "P1-13 P1-14 引路课以外的公开课，不要求" (function(s)
  head(s, "T1")
  lesson(s, "2024-10-08T10:00", "T1", { kind = "公开课" })
  s:advance "2024-12-01"
  for _, rule in ipairs { seminar, materials, forum } do s:refute { rule = rule } end
end)

scenario "P1-14 三样材料第七天交齐；缺哪样都不行" (function(s)
  for _, who in ipairs { "齐", "缺设计", "缺反思", "缺课件", "迟了" } do
    head(s, who)
    lesson(s, "2024-10-08T10:00", who, { lesson = who })
  end
  submit(s, "2024-10-08T10:00", "齐", "齐", "教学设计")
  submit(s, "2024-10-15T23:59", "齐", "齐", "教学反思", "课件")
  submit(s, "2024-10-09", "缺设计", "缺设计", "教学反思", "课件")
  submit(s, "2024-10-09", "缺反思", "缺反思", "教学设计", "课件")
  submit(s, "2024-10-09", "缺课件", "缺课件", "教学设计", "教学反思")
  submit(s, "2024-10-09", "迟了", "迟了", "教学设计", "教学反思")
  submit(s, "2024-10-16", "迟了", "迟了", "课件")
  s:advance "2024-10-17"
  s:refute { teacher = "齐", rule = materials }
  for _, who in ipairs { "缺设计", "缺反思", "缺课件", "迟了" } do
    s:expect { teacher = who, rule = materials, outcome = "missed", at = "2024-10-16", about = { lesson = who } }
  end
  s:expect { teacher = "缺反思", says = "缺反思引路课（缺反思）后上交：教学设计1份、教学反思0份、课件1份，各应有1份" }
end)

scenario "P1-14 一周上两节引路课，材料各算各的" (function(s)
  head(s, "T1")
  lesson(s, "2024-10-08T10:00", "T1", { lesson = "L1" })
  lesson(s, "2024-10-09T10:00", "T1", { lesson = "L2" })
  submit(s, "2024-10-10", "T1", "L1", "教学设计", "教学反思", "课件")
  submit(s, "2024-10-10", "T1", "L2", "教学设计", "教学反思")
  submit(s, "2024-10-10", "T1", nil, "课件")
  s:advance "2024-10-20"
  s:refute { rule = materials, about = { lesson = "L1" } }
  s:expect { teacher = "T1", rule = materials, outcome = "missed", at = "2024-10-17", about = { lesson = "L2" } }
end)

local function talk(s, time, who, fields)
  local data = { kind = "论坛", audience = "全体教师" }
  for name, value in pairs(fields or {}) do data[name] = value end
  s:event(time, who, "lecture.given", data)
end

scenario "P1-15 每月一次论坛；月末最后一天算" (function(s)
  head(s, "T1")
  lesson(s, "2024-09-10", "T1")
  talk(s, "2024-09-30T23:59", "T1")
  talk(s, "2024-11-01T00:00", "T1")
  talk(s, "2024-12-25", "T1")
  talk(s, "2025-01-10", "T1")
  s:advance "2025-02-01"
  s:expect { rule = "2024-09的月论坛", outcome = "achieved", at = "2024-10-01" }
  s:expect { rule = "2024-10的月论坛", outcome = "missed", at = "2024-11-01", severity = "warning" }
  for _, month in ipairs { "2024-11", "2024-12", "2025-01" } do s:expect { rule = month .. "的月论坛", outcome = "achieved" } end
  s:refute { teacher = "T1", rule = forum }
end)

scenario "P1-15 上了引路课没有论坛的，提醒本人；给年级组讲的、讲座都不算" (function(s)
  for _, who in ipairs { "没讲", "年级组", "讲座", "讲了", "没上课" } do head(s, who) end
  for _, who in ipairs { "没讲", "年级组", "讲座", "讲了" } do lesson(s, "2024-10-10", who) end
  talk(s, "2024-10-20", "年级组", { audience = "年级组" })
  talk(s, "2024-10-20", "讲座", { kind = "讲座" })
  talk(s, "2024-10-20", "讲了")
  s:advance "2024-11-01"
  for _, who in ipairs { "没讲", "年级组", "讲座" } do
    s:expect { teacher = who, rule = forum, outcome = "missed", at = "2024-11-01", severity = "notice" }
  end
  s:refute { teacher = "讲了", rule = forum }
  s:refute { teacher = "没上课", rule = forum }
  s:expect { rule = "2024-10的月论坛", outcome = "achieved" }
end)

scenario "P1-15 只在本学期" (function(s)
  s:event("2024-05-20", "T1", "role.granted", { role = "备课组长" })
  lesson(s, "2024-06-10", "T1")
  lesson(s, "2025-03-10", "T1")
  s:advance "2025-05-01"
  s:refute { rule = forum }
end)

scenario "P1-15 论坛由上过引路课的人做；这学期早先上过的也可以" (function(s)
  for _, who in ipairs { "上过", "没上过" } do head(s, who) end
  lesson(s, "2024-10-10", "上过")
  talk(s, "2024-09-20", "上过")
  talk(s, "2024-10-20", "没上过")
  talk(s, "2024-12-20", "上过")
  s:advance "2025-02-01"
  s:expect { rule = "2024-09的月论坛", outcome = "missed", at = "2024-10-01" }
  s:expect { rule = "2024-10的月论坛", outcome = "missed", at = "2024-11-01" }
  s:expect { rule = "2024-12的月论坛", outcome = "achieved", at = "2025-01-01" }
end)

scenario "P1-15 不是骨干教师做的论坛不算" (function(s)
  head(s, "T1")
  for _, who in ipairs { "T1", "T2" } do lesson(s, "2024-09-02", who) end
  for _, day in ipairs { "2024-09-10", "2024-10-10", "2024-11-10", "2024-12-10", "2025-01-10" } do
    talk(s, day, "T2")
    talk(s, day, "T1", { audience = "骨干教师" })
  end
  s:advance "2025-02-01"
  for _, month in ipairs { "2024-09", "2024-10", "2024-11", "2024-12", "2025-01" } do
    s:expect { rule = month .. "的月论坛", outcome = "missed" }
  end
end)
