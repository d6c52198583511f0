-- 骨干教师的培养和培训（P3-13 至 P3-25）

local function backbone(s, who) s:event("2024-08-20", who, "title.awarded", { level = "校级" }) end
local function other(s, who) s:event("2024-08-20", who, "tenure.teacher", { name = who }) end

local school_plan, own_plan = "学校制定本年度培养计划", "骨干教师制定个人本年度培养计划"

local function file(s, time, who, kind) s:event(time, who, "plan.filed", { kind = kind or "年度培养计划" }) end

scenario "P3-13 第一个月内制定，及时；学校的计划不能代替个人的" (function(s)
  for _, who in ipairs { "按时", "迟了", "没有", "别的计划" } do backbone(s, who) end
  other(s, "别人")
  file(s, "2024-09-10", nil)
  file(s, "2024-09-30T23:59", "按时")
  file(s, "2024-10-01T00:00", "迟了")
  file(s, "2024-09-10", "别的计划", "学期课题计划")
  s:advance "2024-11-01"
  s:refute { rule = school_plan }
  s:refute { teacher = "按时", rule = own_plan }
  s:expect { teacher = "迟了", rule = own_plan, outcome = "missed", at = "2024-10-01" }
  s:refute { teacher = "迟了", rule = own_plan, at = "2024-11-01" }
  for _, who in ipairs { "没有", "别的计划" } do
    s:expect { teacher = who, rule = own_plan, at = "2024-10-01" }
    s:expect { teacher = who, rule = own_plan, at = "2024-11-01" }
  end
  s:refute { teacher = "别人" }
end)

scenario "P3-13 个人的计划不能代替学校的；下一学年要重新制定" (function(s)
  backbone(s, "T1")
  s:event("2024-08-20", nil, "lecture.held", { kind = "讲座", audience = "全体教师" })
  file(s, "2024-09-10", "T1")
  file(s, "2024-10-31T23:59", nil)
  s:advance "2025-10-01"
  s:expect { rule = school_plan, outcome = "missed", at = "2024-10-01" }
  s:refute { rule = school_plan, at = "2024-11-01" }
  s:expect { rule = school_plan, outcome = "missed", at = "2025-10-01" }
  s:expect { teacher = "T1", rule = own_plan, outcome = "missed", at = "2025-10-01" }
end)

scenario "P3-13 没有制定的逐月催，二月和暑假不催" (function(s)
  backbone(s, "T1")
  s:event("2024-08-20", nil, "lecture.held", { kind = "讲座", audience = "全体教师" })
  s:advance "2025-09-01"
  for _, rule in ipairs { school_plan, own_plan } do
    s:expect { rule = rule, at = "2025-07-01" }
    for _, at in ipairs { "2025-03-01", "2025-08-01", "2025-09-01" } do s:refute { rule = rule, at = at } end
  end
end)

local services = "学校为骨干教师提供教育教学服务"

scenario "P3-14 一学期有一次讲座或培训的记录即可" (function(s)
  s:event("2024-08-20", nil, "contest.held", { contest = "赛课" })
  s:event("2025-01-31T23:59", nil, "training.session", { session = "S1" })
  s:advance "2025-07-11"
  s:refute { rule = services, at = "2025-02-01" }
  s:expect { rule = services, outcome = "missed", at = "2025-07-11", severity = "info" }
end)

local yearly = {
  { id = "P3-15", rule = "骨干教师每人自订一份报刊杂志", type = "subscription.recorded" },
  { id = "P3-17", rule = "每学年组织公开课一节", type = "lesson.public", data = { lesson = "L1", kind = "公开课" } },
  { id = "P3-18", rule = "每学年撰写论文一篇，并在区级以上获奖", type = "paper.outcome", data = { paper = "P1", outcome = "获奖", level = "区级" } },
}

for _, each in ipairs(yearly) do
  scenario(each.id .. " 学年最后一天算，下学年的不算；别人不要求") (function(s)
    backbone(s, "按时")
    backbone(s, "迟了")
    other(s, "别人")
    s:event("2024-09-10", "学年中", "title.awarded", { level = "校级" })
    s:event("2025-08-31T23:59", "按时", each.type, each.data)
    s:event("2025-09-01T00:00", "迟了", each.type, each.data)
    s:advance "2025-09-02"
    s:refute { teacher = "按时", rule = each.rule, outcome = "missed" }
    s:expect { teacher = "迟了", rule = each.rule, outcome = "missed", at = "2025-09-01" }
    s:refute { teacher = "学年中", rule = each.rule }
    s:refute { teacher = "别人" }
  end)
end

scenario "P3-17 P3-18 别的课、校级获奖、区级发表，不算" (function(s)
  for _, who in ipairs { "示范课", "校级获奖", "区级发表", "没有级别" } do backbone(s, who) end
  s:event("2025-04-01", "示范课", "lesson.public", { lesson = "L1", kind = "示范课", level = "区级" })
  s:event("2025-04-01", "校级获奖", "paper.outcome", { paper = "P1", outcome = "获奖", level = "校级" })
  s:event("2025-04-01", "区级发表", "paper.outcome", { paper = "P2", outcome = "发表", level = "区级" })
  s:event("2025-04-01", "没有级别", "paper.outcome", { paper = "P3", outcome = "获奖" })
  s:advance "2025-09-01"
  s:expect { teacher = "示范课", rule = "每学年组织公开课一节", outcome = "reminder", at = "2025-06-03" }
  s:expect { teacher = "示范课", rule = "每学年组织公开课一节", outcome = "missed" }
  for _, who in ipairs { "校级获奖", "区级发表", "没有级别" } do
    s:expect { teacher = who, rule = "每学年撰写论文一篇，并在区级以上获奖", outcome = "reminder", at = "2025-06-03" }
    s:expect { teacher = who, rule = "每学年撰写论文一篇，并在区级以上获奖", outcome = "missed" }
  end
end)

local visit = "每学期到校外先进校学习、交流2-3天"

local function outing(s, who, days, kind)
  s:event("2024-10-20", who, "outing.completed", { outing = "W" .. days, days = days, kind = kind or "学习交流" })
end

scenario "P3-16 两天、三天都可以；不到两天、超过三天，告知学校" (function(s)
  for _, who in ipairs { "没去", "一天半", "两天", "三天", "三天半", "培训" } do backbone(s, who) end
  other(s, "别人")
  outing(s, "一天半", 1.5)
  outing(s, "两天", 1)
  outing(s, "两天", 1, "考察")
  outing(s, "三天", 3)
  outing(s, "三天半", 3)
  outing(s, "三天半", 0.5, "听课")
  outing(s, "培训", 2, "培训")
  s:advance "2025-02-01"
  for _, who in ipairs { "没去", "一天半", "三天半", "培训" } do
    s:expect { teacher = who, rule = visit, outcome = "missed", at = "2025-02-01" }
  end
  s:expect { teacher = "一天半", rule = visit, outcome = "reminder", at = "2024-12-18", says = "一天半本学期到校外先进校学习、交流1.5天，应为2-3天" }
  s:refute { teacher = "两天", rule = visit }
  s:refute { teacher = "三天", rule = visit }
  s:refute { teacher = "别人" }
end)

local leading = "名师、学科带头人带名人、带学科组活动"

local function leader(s, who, title) s:event("2024-08-20", who, "certificate.issued", { title = title or "学科带头人" }) end

scenario "P3-23 带徒弟、带学科组，有一样即可；都没有，告知" (function(s)
  for _, who in ipairs { "带徒弟", "带过徒弟", "学科组长", "登记组长", "登记备课" } do leader(s, who) end
  leader(s, "没有", "名教师")
  leader(s, "教学能手", "教学能手")
  s:event("2025-08-31T23:59", "带徒弟", "pair.started", { apprentice = "甲" })
  s:event("2024-08-25", "带过徒弟", "pair.started", { apprentice = "乙" })
  s:event("2024-09-01", "带过徒弟", "pair.ended", { apprentice = "乙" })
  s:event("2025-03-01", "学科组长", "role.granted", { role = "教研组长" })
  s:event("2024-08-25", "登记组长", "tenure.teacher", { post = "教研组长" })
  s:event("2024-08-25", "登记备课", "tenure.teacher", { post = "备课组长" })
  s:advance "2025-09-01"
  s:expect { teacher = "没有", rule = leading, outcome = "missed", at = "2025-09-01" }
  for _, who in ipairs { "带徒弟", "带过徒弟", "学科组长", "登记组长", "登记备课", "教学能手" } do s:refute { teacher = who, rule = leading } end
end)

scenario "P3-23 不再带学科组，就不算了" (function(s)
  for _, post in ipairs { "教研组长", "备课组长" } do
    leader(s, post)
    s:event("2024-08-25", post, "tenure.teacher", { post = post })
    s:event("2025-03-01", post, "role.revoked", { role = post })
  end
  s:advance "2025-09-01"
  for _, post in ipairs { "教研组长", "备课组长" } do s:expect { teacher = post, rule = leading, outcome = "missed" } end
end)

local material = "及时上交有特色的经验材料"

scenario "P3-25 学期最后一天上交，算；每学期都要；别的材料不算" (function(s)
  backbone(s, "T1")
  other(s, "别人")
  s:event("2025-01-31T23:59", "T1", "artifact.submitted", { kind = "经验材料" })
  s:event("2025-04-01", "T1", "artifact.submitted", { kind = "论文" })
  s:advance "2025-07-11"
  s:expect { teacher = "T1", rule = material, outcome = "reminder", at = "2025-01-18" }
  s:refute { rule = material, at = "2025-02-01" }
  s:expect { teacher = "T1", rule = material, outcome = "reminder", at = "2025-06-27" }
  s:expect { teacher = "T1", rule = material, outcome = "missed", at = "2025-07-11" }
  s:refute { teacher = "别人" }
end)

scenario "P3-19 P3-22 P3-24 鼓励的事，从不判断" (function(s)
  other(s, "T1")
  s:event("2024-10-10", "T1", "outing.completed", { outing = "W1", days = 1, level = "市级", kind = "培训" })
  s:event("2024-10-10", "T1", "attendance.recorded", { session = "S1", status = "出勤" })
  s:event("2024-10-10", "T1", "sharing.given", { outing = "W1", scope = "全校" })
  s:advance "2025-09-01"
  s:refute { teacher = "T1" }
end)
