-- 光福学校骨干教师培养（骨干教师培养工作计划之三）
--
-- 本文件按计划的顺序逐条写出规定，cites 是条款编号。使用方法和参数见
-- town_school/README.md。

local parameters = require "plans.parameters"
require "plans.town_school.events"

local defaults = {
  begins           = "2024-09-01",
  staff            = 126,
  leaders          = 1,
  district         = 9,
  team             = 10,
  team_by          = { "2026-08-31", "2027-08-31" },
  young            = 35,
  most_apprentices = 2,
  contest          = "青年教师赛课",
  burdens          = { "年级组长", "教研组长", "教科室主任", "团总支书记" },
  group_posts      = { "教研组长", "备课组长" },
  list_workdays    = 5,
  visit_days       = { 2, 3 },
  visits           = { "学习交流", "考察", "听课" },
  notice_days      = 7,
}

return function(given)
  local plan = parameters(defaults, given)
  plan.notice = plan.notice_days > 0 and { days = plan.notice_days, unless = event["objection.upheld"] } or nil

  -- 谁是骨干教师：称号，和本年度是否为骨干教师

  track["骨干称号"] = { "无", "校级", "区级", "市级" }
  track["年度骨干"] = { "否", "是" }
  track["评优晋级"] = { "一般", "优先" }
  local title, this_year, priority = track["骨干称号"], track["年度骨干"], track["评优晋级"]
  local backbone = this_year:is "是"

  for _, level in ipairs { "校级", "区级", "市级" } do
    rule("评为" .. level .. "骨干教师") {
      cites   = "P3-01",
      on      = event["title.awarded"] { level = level },
      applies = title:less_than(level),
      outcome = title:becomes(level),
      says    = "{name}评为" .. level .. "骨干教师",
      tell    = { "teacher" },
    }
    rule("取消" .. level .. "骨干教师称号") {
      cites    = "P3-01",
      on       = event["title.revoked"] { level = level },
      applies  = title:is(level),
      outcome  = { title:becomes "无", this_year:becomes "否", priority:becomes "一般" },
      announce = plan.notice,
      says     = "{name}的" .. level .. "骨干教师称号取消",
      tell     = { "teacher", "principal" },
      severity = "critical",
    }
  end

  rule "评为本年度骨干教师" {
    cites   = "P3-12",
    on      = event["title.awarded"],
    applies = this_year:is "否",
    outcome = this_year:becomes "是",
    says    = "{name}为本年度骨干教师",
    tell    = { "teacher" },
  }

  fact["年龄"] = profile.birth:years()
  local young = fact["年龄"]:at_most(plan.young)
  local young_backbone = all { backbone, young }

  track["成长轨迹"] = { "青年教师", "优秀青年教师", "教学能手", "学科带头人", "名教师" }
  local leader = track["成长轨迹"]:at_least "学科带头人"

  -- 一、现状分析

  target("现有在职教职工" .. plan.staff .. "人") {
    cites    = "P3-01",
    among    = profile.name:known(),
    at_least = plan.staff,
    by       = plan.begins,
    tell     = { "principal" },
    severity = "info",
  }

  target("现有区学科带头人" .. plan.leaders .. "人") {
    cites    = "P3-01",
    among    = leader,
    at_least = plan.leaders,
    by       = plan.begins,
    tell     = { "principal" },
    severity = "info",
  }

  target("现有区骨干教师" .. plan.district .. "人") {
    cites    = "P3-01",
    among    = title:is "区级",
    at_least = plan.district,
    by       = plan.begins,
    tell     = { "principal" },
    severity = "info",
  }

  -- 二、培养目标

  for _, last in ipairs(plan.team_by) do
    target("到" .. last .. "建成骨干教师队伍") {
      cites    = "P3-02",
      among    = any { backbone, leader },
      at_least = plan.team,
      by       = last,
      tell     = { "principal" },
    }
  end

  -- 三、主要举措  四、骨干教师培养

  local who = { backbone = backbone, young = young, young_backbone = young_backbone, leader = leader }
  require "plans.town_school.young" (plan, who)
  require "plans.town_school.backbone" (plan, who)
end
