-- 四、培训内容  五、培训形式

local modules = { "教育教学理论", "教育实践与考察", "现代教育技术", "课题研究", "思德修养" }
local courses = {
  "骨干教师基本素质", "现代幼儿教育观", "幼儿园课程理论与实践", "游戏在幼儿教育中的运用", "幼教科研方法", "幼儿教育心理学",
}
local phases = { "理论学习", "分散实践", "现场交流", "参观考察", "总结提高", "成果展示", "跟踪培训" }

-- 任何一项一次也没有。
local function lacks(names)
  local none_yet = {}
  for i, name in ipairs(names) do none_yet[i] = fact[name]:is(0) end
  return any(none_yet)
end

-- "教育教学理论{教育教学理论}、…"：各项的次数。
local function listed(names)
  local out = {}
  for i, name in ipairs(names) do out[i] = name .. "{" .. name .. "}" end
  return table.concat(out, "、")
end

return function(plan)
  local trainee = track["培训"]:is "在训"
  local programme = { months = plan.months }
  local reminder = { days = plan.reminder_days }

  -- 四、五个板块

  for _, module in ipairs(modules) do fact[module] = event["training.session"] { module = module }:count():since(event.enrolled) end

  rule "五个板块没有全部开设" {
    cites   = "P2-05",
    on      = event["committee.decided"],
    applies = trainee,
    when    = lacks(modules),
    says    = "{name}的培训次数：" .. listed(modules),
    tell    = { "principal" },
  }

  -- 四、1 教育教学理论：在导师指导下自学

  spell["带教"] = { starts = event["pair.started"]:by "apprentice", ends = event["pair.ended"]:by "apprentice", key = "apprentice" }
  fact["导师"] = spell["带教"]:count()
  fact["本月自学记录"] = event["artifact.submitted"] { kind = "自学记录" }:count()

  duty "每月在导师指导下自学" {
    cites    = "P2-06",
    applies  = all { trainee, track["培训"]:months():less_than(plan.months) },
    per      = "month",
    needs    = all { fact["导师"]:at_least(1), fact["本月自学记录"]:at_least(plan.self_study) },
    says     = "{name}本月交自学记录{本月自学记录}份，应有" .. plan.self_study .. "份；导师{导师}人",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  -- 四、4 课题研究

  fact["确立课题"] = event["project.registered"]:count():since(event.enrolled)

  duty "在导师指导下确立课题" {
    cites    = "P2-07",
    applies  = trainee,
    after    = event.enrolled,
    within   = { months = plan.topic_months },
    remind   = reminder,
    needs    = all { fact["导师"]:at_least(1), fact["确立课题"]:at_least(1) },
    says     = "{name}入训后" .. plan.topic_months .. "个月内应在导师指导下确立课题：已确立{确立课题}个，导师{导师}人",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  -- 具体课程

  for _, course in ipairs(courses) do fact[course] = event["training.session"] { course = course }:count():since(event.enrolled) end

  rule "六门课程没有全部修完" {
    cites   = "P2-08",
    on      = event["committee.decided"],
    applies = trainee,
    when    = lacks(courses),
    says    = "{name}的课程次数：" .. listed(courses),
    tell    = { "principal" },
  }

  -- 实践与考察

  local of_mentor = event["lesson.observed"] { kind = one_of { "授课", "说课", "评课" } }
  fact["观摩导师项数"] = of_mentor:distinct "kind":since(event.enrolled)
  fact["相互听课"]     = event["lesson.observed"]:count():since(event.enrolled) - of_mentor:count():since(event.enrolled)
  fact["相互评课"]     = event["lesson.commented"] { kind = "评课" }:count():since(event.enrolled)
  fact["相互说课"]     = event["lesson.commented"] { kind = "说课" }:count():since(event.enrolled)
  fact["公开教学"]     = event["lesson.public"]:count():since(event.enrolled)
  fact["考察名教师"]   = event["outing.completed"] { kind = "考察" }:count():since(event.enrolled)

  duty "完成实践与考察的各项内容" {
    cites    = "P2-09",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = all {
      fact["观摩导师项数"]:at_least(3),
      fact["相互听课"]:at_least(plan.practice),
      fact["相互评课"]:at_least(plan.practice),
      fact["相互说课"]:at_least(plan.practice),
      fact["公开教学"]:at_least(plan.practice),
      fact["考察名教师"]:at_least(plan.practice),
    },
    says     = "{name}观摩导师授课、说课、评课{观摩导师项数}项；相互听课{相互听课}、评课{相互评课}、说课{相互说课}次；"
      .. "公开教学{公开教学}次；考察名教师{考察名教师}次",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  -- 五、1 四个结合

  fact["集中培训"] = event["training.session"]:count():since(event.enrolled)
  fact["自学记录"] = event["artifact.submitted"] { kind = "自学记录" }:count():since(event.enrolled)

  rule "四个结合没有全部做到" {
    cites   = "P2-10",
    on      = event["committee.decided"],
    applies = trainee,
    when    = lacks { "集中培训", "自学记录", "教育教学理论", "教育实践与考察", "公开教学", "课题研究", "导师", "思德修养" },
    says    = "{name}：集中培训{集中培训}、分散自学{自学记录}；理论学习{教育教学理论}、教学实践{教育实践与考察}；"
      .. "教育教学{公开教学}、课题研究{课题研究}；业务指导{导师}、品格熏陶{思德修养}",
    tell    = { "principal" },
  }

  -- 五、2 基本形式：六个阶段  5 跟踪培训

  local states = { "未开始" }
  for i, phase in ipairs(phases) do states[i + 1] = phase end
  states[#states + 1] = "跟踪期满"
  track["培训阶段"] = states
  local phase = track["培训阶段"]
  local taking_part = track["培训"]:one_of { "在训", "结业" }

  fact["开始的阶段"] = event["phase.started"]:last "phase"

  local out_of_order = {}
  for i = 2, #phases do out_of_order[i - 1] = all { fact["开始的阶段"]:is(phases[i]), phase:less_than(phases[i - 1]) } end

  rule "前一阶段没有开始就进入后一阶段" {
    cites    = "P2-11",
    on       = event["phase.started"],
    applies  = taking_part,
    when     = any(out_of_order),
    says     = "{name}由“{培训阶段}”进入“{开始的阶段}”；阶段依次为" .. table.concat(phases, "、", 1, 6),
    tell     = { "principal" },
    severity = "warning",
  }

  rule "进入培训阶段" {
    cites    = "P2-11, P2-13",
    on       = event["phase.started"],
    applies  = taking_part,
    outcome  = phase:becomes(fact["开始的阶段"]),
    says     = "{name}进入{开始的阶段}阶段",
    tell     = { "teacher" },
    severity = "info",
  }

  -- 五、4 带教计划

  duty "导师为每位学员制订带教计划" {
    cites    = "P2-12",
    applies  = track["培训"]:is "未参训",
    after    = event["pair.started"],
    match    = "apprentice",
    within   = { months = plan.mentor_months },
    needs    = event["plan.filed"] { kind = "带教计划" }:matched_by "for":count():at_least(1),
    says     = "{name}还没有为学员{apprentice}制订带教计划",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  -- 五、5 跟踪培训

  rule "跟踪培训期满" {
    cites   = "P2-13",
    applies = taking_part,
    when    = all { phase:is "跟踪培训", phase:months():at_least(plan.tracking) },
    outcome = phase:becomes "跟踪期满",
    says    = "{name}跟踪培训满" .. plan.tracking .. "个月",
    tell    = { "teacher", "principal" },
  }

  fact["自主训练"] = event["study.logged"] { mode = "自学" }:count()
  fact["导师指导"] = event["lesson.observed"]:by "teacher":count()
  fact["信息咨询"] = event["study.logged"] { mode = "集体辅导" }:count()

  duty "跟踪培训期间每月有训练、指导或咨询" {
    cites    = "P2-14",
    applies  = all { taking_part, phase:is "跟踪培训" },
    per      = "month",
    needs    = (fact["自主训练"] + fact["导师指导"] + fact["信息咨询"]):at_least(1),
    says     = "{name}跟踪培训本月自主训练{自主训练}次、导师指导{导师指导}次、培训单位咨询服务{信息咨询}次",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }
end
