-- 市、区、校级骨干教师的培养（骨干教师培养工作计划之一）
--
-- 本文件按计划的顺序逐条写出规定，cites 是条款编号。使用方法和参数见
-- backbone_duties/README.md。

local checks     = require "plans.checks"
local parameters = require "plans.parameters"
require "plans.backbone_duties.events"
local posts = require "plans.posts"

local defaults = {
  posts             = { "教研组长", "备课组长" },
  begins            = "2024-09-01",
  ends              = "2025-08-31",
  this_term         = { "2024-09-01", "2025-01-31" },
  forum_months      = { "2024-09-30", "2024-10-31", "2024-11-30", "2024-12-31", "2025-01-31" },
  research_plan_due = { "2024-09-22", "2025-03-09" },
  influential       = 2,
  topics            = { "电子白板", "网页制作" },
  weekly_lessons    = 2,
  short_weeks       = {},
  comment_days      = 0,
  lesson_reminder   = 38,
  seminar_days      = 7,
  materials_days    = 7,
  sharing_days      = 30,
  entry_days        = 30,
  note_days         = 7,
  unexcused         = { "缺课", "迟到" },
  priority_grade    = "合格",
}

return function(given)
  local plan = parameters(defaults, given, {
    comment_days   = checks.up_to(3), -- 及时点评最迟不过3天
    priority_grade = checks.one_of { "合格", "良好", "优秀" },
  })

  -- 二、培养对象

  spell["市区级称号"] = { starts = event["title.awarded"] { level = at_least "区级" }, ends = event["title.revoked"] { level = at_least "区级" }, key = "level" }
  local head = posts("组长", plan.posts)

  fact["骨干类别"] = choose { -- P1-01
    { spell["市区级称号"]:count():at_least(1), "市区级" },
    { head, "校级" },
    "不是骨干",
  }
  fact["骨干类别"]:label "骨干教师类别"
  local backbone = fact["骨干类别"]:one_of { "市区级", "校级" }
  local city = fact["骨干类别"]:is "市区级"

  -- 三、培养目标

  fact["教育技术中级证书"] = event["certificate.recorded"] { kind = "教育技术", level = at_least "中级" }:count()

  rule "市区级骨干教师尚未达到教育技术中级水平" {
    cites   = "P1-02",
    from    = plan.begins,
    every   = "school_year",
    applies = city,
    when    = fact["教育技术中级证书"]:less_than(1),
    says    = "{name}还没有教育技术中级证书；力争所有市区级骨干教师达到中级水平",
    tell    = { "principal" },
  }

  fact["全区影响"] = event["attestation.recorded"] { kind = "全区影响" }:last "holds"

  target("打造至少" .. plan.influential .. "个全区有影响的骨干教师") {
    cites    = "P1-03",
    among    = all { backbone, fact["全区影响"]:is(true) },
    at_least = plan.influential,
    by       = plan.ends,
    says     = "力争打造至少" .. plan.influential .. "个在全区范围内较有影响的骨干教师",
    tell     = { "principal" },
  }

  -- 四、主要工作措施

  local who = { backbone = backbone, city = city }
  require "plans.backbone_duties.learning" (plan, who)
  require "plans.backbone_duties.leading" (plan, who)
  require "plans.backbone_duties.assessment" (plan, who)
end
