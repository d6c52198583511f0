-- 县属学校骨干教师的培养（骨干教师培养工作计划之四）
--
-- 规定按计划的顺序逐条写出，cites 是条款编号：这里是一、培养目标和二、管理方法，
-- 三、几点做法在 county_school/practice.lua，四、管理措施和五、考核方法在
-- county_school/measures.lua。使用方法和参数见 county_school/README.md。

local parameters = require "plans.parameters"
require "plans.county_school.events"

local defaults = {
  -- 一、培养目标
  goal_by        = false,
  provincial     = { 1, 2 },
  -- 二、管理方法
  evidence       = 1,
  -- 三、几点做法
  sections       = 5,
  lectures       = 1,
  outings        = 1,
  report_days    = 14,
  sharing_days   = 30,
  returnee_terms = 2,
  open_lessons   = { 1, 2 },
  visits         = 1,
  notes_days     = 14,
  contest        = "我最满意的一堂课",
  result_months  = 6,
  -- 四、五　管理措施、考核方法
  inspections    = 1,
  publish_within = 5,
  publish_for    = 5,
}

local ladder = { "课堂教学优秀者", "教学能手", "学科带头人" }
local levels = { "校级", "县级", "省级", "全国" }

return function(given)
  local plan = parameters(defaults, given)
  if not plan.goal_by then error("goal_by: 计划写“到20xx年”，年份要由学校写明，例如 goal_by = \"2027-12-31\"", 2) end

  -- 一、培养目标

  track["骨干教师"] = { "非骨干", "课堂教学优秀者", "教学能手", "学科带头人" }
  track["名师级别"] = { "无", "校级", "县级", "省级", "全国" }
  local rank, level = track["骨干教师"], track["名师级别"]

  for _, title in ipairs(ladder) do
    rule("评为" .. title) {
      cites   = "P4-01",
      on      = event["role.granted"] { role = title },
      when    = rank:less_than(title),
      outcome = rank:becomes(title),
      says    = "{name}评为" .. title,
      tell    = { "teacher", "office" },
    }

    rule("不再是" .. title) {
      cites   = "P4-01",
      on      = event["role.revoked"] { role = title },
      applies = rank:is(title),
      outcome = rank:falls(),
      says    = "{name}不再是" .. title,
      tell    = { "teacher", "office" },
    }
  end

  for _, each in ipairs(levels) do
    rule("获" .. each .. "称号") {
      cites   = "P4-01",
      on      = event["title.awarded"] { level = each },
      when    = level:less_than(each),
      outcome = level:becomes(each),
      says    = "{name}获" .. each .. "骨干教师称号",
      tell    = { "teacher", "office" },
    }

    rule("撤销" .. each .. "称号") {
      cites   = "P4-01",
      on      = event["title.revoked"] { level = each },
      applies = level:is(each),
      outcome = level:falls(),
      says    = "{name}的" .. each .. "骨干教师称号撤销",
      tell    = { "teacher", "office" },
    }
  end

  -- 骨干教师：在梯队中的，和有称号的。
  plan.backbone = any { rank:more_than "非骨干", level:more_than "无" }

  for n = plan.provincial[1], plan.provincial[2] do
    target("力争培养" .. n .. "名省级教学骨干教师") {
      cites    = "P4-02",
      among    = level:at_least "省级",
      at_least = n,
      by       = plan.goal_by,
      remind   = { days = 365 },
      says     = "到" .. plan.goal_by .. "，力争有" .. n .. "名省级教学骨干教师",
      tell     = { "principal" },
    }
  end

  -- 二、管理方法

  track["业务档案"] = { "未建", "已建" }
  local dossier = track["业务档案"]

  rule "建立业务档案" {
    cites    = "P4-03",
    on       = event["dossier.opened"],
    applies  = dossier:is "未建",
    outcome  = dossier:becomes "已建",
    says     = "{name}的业务与考核档案已建立",
    tell     = { "office" },
    severity = "info",
  }

  duty "每位骨干教师有业务与考核档案" {
    cites    = "P4-03, P4-25",
    applies  = plan.backbone,
    per      = "term",
    needs    = dossier:is "已建",
    says     = "{name}是骨干教师，还没有业务与考核档案",
    tell     = { "office" },
    severity = "warning",
  }

  spell["师带徒"] = { starts = event["pair.started"], ends = event["pair.ended"], key = "apprentice" }
  spell["结对子"] = { starts = event["pair.started"]:by "apprentice", ends = event["pair.ended"]:by "apprentice", key = "apprentice" }

  fact["听课"]   = event["lesson.observed"]:distinct "lesson"
  fact["公开课"] = event["lesson.public"] { kind = none_of { "随堂课", "诊断课" } }:distinct "lesson"
  fact["评课"]   = event["lesson.commented"]:distinct "lesson"
  fact["师带徒"] = spell["师带徒"]:count()
  fact["结对子"] = spell["结对子"]:count()

  duty "考评材料：听课、公开课、评课、师带徒、结对子" {
    cites    = "P4-04",
    applies  = plan.backbone,
    per      = "term",
    remind   = { days = 30 },
    needs    = all {
      fact["听课"]:at_least(plan.evidence),
      fact["公开课"]:at_least(plan.evidence),
      fact["评课"]:at_least(plan.evidence),
      (fact["师带徒"] + fact["结对子"]):at_least(1),
    },
    says     = "{name}本学期的考评材料：听课{听课}节、公开课{公开课}节、评课{评课}节、带徒{师带徒}人、与人结对{结对子}个",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  require "plans.county_school.practice" (plan)
  require "plans.county_school.measures" (plan)
end
