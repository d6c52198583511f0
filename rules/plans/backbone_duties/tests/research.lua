-- 课题和论文（P1-16 至 P1-23）

local function city(s, who) s:event("2024-08-20", who, "title.awarded", { level = "区级" }) end
local function head(s, who) s:event("2024-08-20", who, "role.granted", { role = "教研组长" }) end
local function project(s, time, who, level) s:event(time, who, "project.registered", { project = who .. "的课题", level = level }) end
local function close(s, time, who) s:event(time, who, "project.closed", { project = who .. "的课题" }) end

local leads, either = "市区级骨干教师承担一项课题研究工作", "没有区级立项的，作为校级课题进行研究"

scenario "P1-16 月末有在研课题即可；结题后又没有，逐月告知" (function(s)
  city(s, "T1")
  project(s, "2024-09-30T23:59", "T1", "校级")
  close(s, "2024-11-30T23:59", "T1")
  s:advance "2025-01-01"
  s:refute { rule = leads, at = "2024-10-01" }
  s:refute { rule = leads, at = "2024-11-01" }
  s:expect { teacher = "T1", rule = leads, outcome = "missed", at = "2024-12-01" }
  s:expect { teacher = "T1", rule = leads, outcome = "missed", at = "2025-01-01" }
end)

scenario "P1-16 二月和暑假，不要求" (function(s)
  city(s, "T1")
  s:advance "2025-10-01"
  s:expect { teacher = "T1", rule = leads, at = "2025-02-01" }
  for _, at in ipairs { "2025-03-01", "2025-08-01", "2025-09-01" } do s:refute { rule = leads, at = at } end
  s:expect { teacher = "T1", rule = leads, at = "2025-10-01" }
end)

scenario "P1-16 校级骨干教师不在此列" (function(s)
  head(s, "T1")
  s:advance "2025-09-01"
  s:refute { rule = leads }
end)

scenario "P1-17 校级课题即可；本学年立过项、结过题的也算" (function(s)
  for _, who in ipairs { "校级", "区级", "旧题", "已结", "没有" } do head(s, who) end
  project(s, "2025-08-31", "校级", "校级")
  project(s, "2024-10-01", "区级", "区级")
  close(s, "2025-06-30", "区级")
  project(s, "2024-08-25", "旧题", "校级")
  project(s, "2024-08-25", "已结", "校级")
  close(s, "2024-09-01", "已结")
  s:advance "2025-09-01"
  for _, who in ipairs { "校级", "区级", "旧题", "已结" } do s:refute { teacher = who, rule = either } end
  s:expect { teacher = "没有", rule = either, outcome = "missed", at = "2025-09-01" }
end)

scenario "P1-17 上学年已结题的不算；学年中才任职的不要求" (function(s)
  head(s, "T1")
  project(s, "2024-08-21", "T1", "校级")
  close(s, "2024-08-31", "T1")
  s:event("2024-09-02", "T2", "role.granted", { role = "教研组长" })
  s:advance "2025-09-01"
  s:expect { teacher = "T1", rule = either, at = "2025-09-01" }
  s:refute { teacher = "T2", rule = either }
end)

local plan, due = "制定学期课题研究计划", "学期课题研究计划应于2024-09-22前交"

scenario "P1-18 第三周最后一天交，按时；迟一天，先催交；学期末还没有，告知" (function(s)
  for _, who in ipairs { "按时", "迟了", "没交" } do head(s, who) end
  s:event("2024-09-22T23:59", "按时", "plan.filed", { kind = "学期课题计划" })
  s:event("2024-09-23T00:00", "迟了", "plan.filed", { kind = "学期课题计划" })
  s:event("2024-09-10", "没交", "plan.filed", { kind = "年度培养计划" })
  s:advance "2025-02-01"
  s:refute { teacher = "按时", rule = due }
  s:refute { teacher = "按时", rule = plan }
  s:expect { teacher = "迟了", rule = due, outcome = "fired", at = "2024-09-23" }
  s:refute { teacher = "迟了", rule = plan }
  s:expect { teacher = "没交", rule = due, at = "2024-09-23" }
  s:expect { teacher = "没交", rule = plan, outcome = "missed", at = "2025-02-01" }
end)

scenario "P1-18 每学期一份；每位骨干教师都要求，别人不要求" (function(s)
  city(s, "T1")
  s:event("2024-08-20", "T2", "tenure.teacher", { name = "李梅" })
  s:event("2024-09-10", "T1", "plan.filed", { kind = "学期课题计划" })
  s:advance "2025-07-11"
  s:expect { teacher = "T1", rule = "学期课题研究计划应于2025-03-09前交", at = "2025-03-10" }
  s:expect { teacher = "T1", rule = plan, outcome = "missed", at = "2025-07-11" }
  s:refute { teacher = "T2" }
end)

local monthly, summary = "每月有研究过程资料", "学期末撰写课题研究阶段总结"

scenario "P1-19 每月一份，月末当天算；别的材料不算" (function(s)
  head(s, "T1")
  project(s, "2024-08-25", "T1", "校级")
  s:event("2024-09-30T23:59", "T1", "artifact.submitted", { kind = "研究过程资料" })
  s:event("2024-10-15", "T1", "artifact.submitted", { kind = "阶段总结" })
  s:advance "2024-11-01"
  s:refute { rule = monthly, at = "2024-10-01" }
  s:expect { teacher = "T1", rule = monthly, outcome = "missed", at = "2024-11-01" }
end)

scenario "P1-19 没有课题的、月中才立项的、二月和暑假，不要求" (function(s)
  head(s, "没有课题")
  head(s, "月中立项")
  project(s, "2025-01-10", "月中立项", "校级")
  s:advance "2025-03-01"
  s:refute { rule = monthly }
  s:event("2025-06-10", "月中立项", "artifact.submitted", { kind = "研究过程资料" })
  s:advance "2025-09-01"
  s:expect { teacher = "月中立项", rule = monthly, at = "2025-04-01" }
  for _, at in ipairs { "2025-07-01", "2025-08-01", "2025-09-01" } do s:refute { rule = monthly, at = at } end
end)

scenario "P1-20 学期最后一天交，算；没交，告知；没有课题的、不是骨干教师的，不要求" (function(s)
  for _, who in ipairs { "交了", "没交", "没有课题" } do head(s, who) end
  project(s, "2024-08-25", "不是骨干", "校级")
  project(s, "2024-10-10", "交了", "校级")
  project(s, "2024-10-10", "没交", "校级")
  s:event("2025-01-31T23:59", "交了", "artifact.submitted", { kind = "阶段总结" })
  s:event("2025-01-20", "没交", "artifact.submitted", { kind = "研究过程资料" })
  s:advance "2025-02-01"
  s:expect { teacher = "没交", rule = summary, outcome = "reminder", at = "2025-01-18" }
  s:expect { teacher = "没交", rule = summary, outcome = "missed", at = "2025-02-01" }
  s:refute { teacher = "交了", rule = summary, outcome = "missed" }
  s:refute { teacher = "没有课题", rule = summary }
  s:refute { teacher = "不是骨干", rule = summary }
end)

local paper, entered = "每学期上交一篇论文", "上交的论文参加评选"
local published = "力争每人有1篇论文在市级及以上获奖或发表"

local function hand_in(s, time, who, ref) s:event(time, who, "artifact.submitted", { kind = "论文", ref = ref }) end
local function enter(s, time, who, ref) s:event(time, who, "contest.entered", { contest = "区论文评选", ref = ref }) end

scenario "P1-22 学期最后一天上交，算；每学期一篇；没有写明哪一篇的、别的材料，不算" (function(s)
  for _, who in ipairs { "按时", "没写明", "别的" } do head(s, who) end
  hand_in(s, "2025-01-31T23:59", "按时", "论文1")
  hand_in(s, "2024-12-01", "没写明")
  s:event("2024-12-01", "别的", "artifact.submitted", { kind = "阶段总结", ref = "总结" })
  s:advance "2025-07-11"
  s:expect { teacher = "按时", rule = paper, outcome = "reminder", at = "2025-01-02" }
  s:refute { teacher = "按时", rule = paper, at = "2025-02-01" }
  s:expect { teacher = "按时", rule = paper, outcome = "missed", at = "2025-07-11" }
  for _, who in ipairs { "没写明", "别的" } do
    s:expect { teacher = who, rule = paper, outcome = "missed", at = "2025-02-01" }
    s:refute { teacher = who, rule = entered }
  end
end)

scenario "P1-22 上交的那一篇，三十天内送评；先送评、后上交的也算" (function(s)
  for _, who in ipairs { "第三十天", "第三十一天", "先送评", "另一篇", "没送评" } do
    head(s, who)
    hand_in(s, "2024-12-01", who, who)
  end
  enter(s, "2024-12-31T23:59", "第三十天", "第三十天")
  enter(s, "2025-01-01T00:00", "第三十一天", "第三十一天")
  enter(s, "2024-10-02T00:00", "先送评", "先送评")
  enter(s, "2024-12-02", "另一篇", "没有上交的论文")
  s:event("2024-12-02", "没送评", "contest.entered", { contest = "课堂教学评比" })
  s:advance "2025-02-01"
  for _, who in ipairs { "第三十天", "先送评" } do s:refute { teacher = who, rule = entered, outcome = "missed" } end
  for _, who in ipairs { "第三十一天", "另一篇", "没送评" } do
    s:expect { teacher = who, rule = entered, outcome = "reminder", at = "2024-12-25" }
    s:expect { teacher = who, rule = entered, outcome = "missed", at = "2025-01-01", about = { ref = who } }
  end
end)

scenario "P1-22 不是骨干教师，不要求" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "李梅" })
  hand_in(s, "2024-12-01", "T1", "论文1")
  s:advance "2025-09-01"
  s:refute { teacher = "T1" }
end)

scenario "P1-21 参加评选只是鼓励，从不判断" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "李梅" })
  s:event("2024-10-01", "T1", "contest.entered", { contest = "案例评选" })
  s:advance "2025-09-01"
  s:refute { teacher = "T1" }
end)

scenario "P1-23 市级获奖或发表，达到；区级、交流，没有达到，不是违规" (function(s)
  local outcomes = {
    { "市级获奖", "获奖", "市级" }, { "国家级发表", "发表", "国家级" }, { "区级获奖", "获奖", "区级" },
    { "市级交流", "交流", "市级" }, { "没有级别", "发表" },
  }
  for _, each in ipairs(outcomes) do
    head(s, each[1])
    s:event("2025-08-31", each[1], "paper.outcome", { paper = "P", outcome = each[2], level = each[3] })
  end
  s:advance "2025-09-01"
  for _, who in ipairs { "市级获奖", "国家级发表" } do s:refute { teacher = who, rule = published } end
  for _, who in ipairs { "区级获奖", "市级交流", "没有级别" } do
    s:expect { teacher = who, rule = published, outcome = "fired", at = "2025-09-01", severity = "notice" }
  end
end)

scenario "P1-23 不是骨干教师，不列出" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "李梅" })
  s:advance "2025-09-01"
  s:refute { rule = published }
end)
