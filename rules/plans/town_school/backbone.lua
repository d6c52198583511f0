-- 四、骨干教师培养，骨干教师培训

local posts = require "plans.posts"

return function(plan, who)
  local title, this_year, priority = track["骨干称号"], track["年度骨干"], track["评优晋级"]

  -- 四、骨干教师培养  1

  duty "本年度骨干教师的名单公开" {
    cites    = "P3-12",
    after    = event["title.awarded"],
    within   = { workdays = plan.list_workdays },
    needs    = event["notice.published"] { kind = "名单" }:count():at_least(1),
    says     = "{name}评为骨干教师后，名单还没有公开",
    tell     = { "office" },
    severity = "warning",
  }

  -- 四、2

  fact["年度培养计划"] = event["plan.filed"] { kind = "年度培养计划" }:count():per "school_year"

  duty "学校制定本年度培养计划" {
    cites    = "P3-13",
    of       = "school",
    per      = "month",
    inside   = "term",
    needs    = fact["年度培养计划"]:at_least(1),
    says     = "学校还没有制定本年度培养计划",
    tell     = { "office", "principal" },
    severity = "warning",
  }

  duty "骨干教师制定个人本年度培养计划" {
    cites    = "P3-13",
    applies  = who.backbone,
    per      = "month",
    inside   = "term",
    needs    = fact["年度培养计划"]:more_than(school(fact["年度培养计划"])), -- 学校的计划不算个人的
    says     = "{name}还没有制定个人本年度培养计划",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、3

  fact["讲座和培训"] = event["lecture.held"]:count() + event["training.session"]:count()

  duty "学校为骨干教师提供教育教学服务" {
    cites    = "P3-14",
    of       = "school",
    per      = "term",
    needs    = fact["讲座和培训"]:at_least(1),
    says     = "学校本学期没有举办讲座、培训等服务的记录",
    tell     = { "principal" },
    severity = "info",
  }

  -- 四、4

  fact["订阅报刊"] = event["subscription.recorded"]:count()

  duty "骨干教师每人自订一份报刊杂志" {
    cites    = "P3-15",
    applies  = who.backbone,
    per      = "school_year",
    needs    = fact["订阅报刊"]:at_least(1),
    says     = "{name}本学年没有自订报刊杂志的记录",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、5

  fact["外出学习天数"] = event["outing.completed"] { kind = one_of(plan.visits) }:sum "days"
  local least, most = plan.visit_days[1], plan.visit_days[2]

  duty("每学期到校外先进校学习、交流" .. least .. "-" .. most .. "天") {
    cites    = "P3-16",
    applies  = who.backbone,
    per      = "term",
    remind   = { days = 45 },
    needs    = all { fact["外出学习天数"]:at_least(least), fact["外出学习天数"]:at_most(most) },
    says     = "{name}本学期到校外先进校学习、交流{外出学习天数}天，应为" .. least .. "-" .. most .. "天",
    tell     = { "office" },
    severity = "warning",
  }

  -- 四、6

  fact["公开课"] = event["lesson.public"] { kind = "公开课" }:distinct "lesson"

  duty "每学年组织公开课一节" {
    cites    = "P3-17",
    applies  = who.backbone,
    per      = "school_year",
    remind   = { days = 90 },
    needs    = fact["公开课"]:at_least(1),
    says     = "{name}本学年组织公开课{公开课}节，应有1节",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["区级以上获奖论文"] = event["paper.outcome"] { outcome = "获奖", level = at_least "区级" }:distinct "paper"

  duty "每学年撰写论文一篇，并在区级以上获奖" {
    cites    = "P3-18",
    applies  = who.backbone,
    per      = "school_year",
    remind   = { days = 90 },
    needs    = fact["区级以上获奖论文"]:at_least(1),
    says     = "{name}本学年在区级以上获奖的论文{区级以上获奖论文}篇，应有1篇",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、7

  fact["市区培训次数"] = event["outing.completed"] { kind = "培训", level = at_least "区级" }:count():per "school_year" -- P3-19，鼓励
  fact["市区培训次数"]:label "本学年参加市、区教育教学培训的次数"

  -- 四、8

  fact["年度考核次数"] = event["assessment.result"] { cycle = "年度" }:count()

  duty "学校每年对骨干教师进行考核" {
    cites    = "P3-20",
    from     = plan.begins,
    applies  = who.backbone,
    per      = "school_year",
    partial  = true,
    remind   = { days = 60 },
    needs    = fact["年度考核次数"]:at_least(1),
    says     = "{name}本学年还没有年度考核结果",
    tell     = { "office" },
    severity = "warning",
  }

  rule "年度考核不合格，不能作为年度骨干教师" {
    cites    = "P3-20",
    on       = event["assessment.result"] { cycle = "年度", grade = "不合格" },
    applies  = who.backbone,
    outcome  = { this_year:becomes "否", priority:becomes "一般" },
    announce = plan.notice,
    says     = "{name}年度考核不合格，不能作为年度骨干教师",
    tell     = { "teacher", "principal" },
    severity = "critical",
  }

  rule "年度考核合格，恢复为年度骨干教师" {
    cites   = "P3-20",
    on      = event["assessment.result"] { cycle = "年度", grade = at_least "合格" },
    applies = all { this_year:is "否", title:at_least "校级" },
    outcome = this_year:becomes "是",
    says    = "{name}年度考核合格，恢复为年度骨干教师",
    tell    = { "teacher", "principal" },
  }

  -- 四、9

  fact["本学年考核"] = event["assessment.result"] { cycle = "年度" }:last "grade":per "school_year"

  selection "年度奖励，评优、晋级优先" {
    cites       = "P3-21",
    from        = plan.begins,
    every       = "school_year",
    among       = who.backbone,
    eligible    = fact["本学年考核"]:at_least "合格",
    rank_by     = fact["本学年考核"],
    chosen      = priority:becomes "优先",
    passed_over = priority:becomes "一般",
    says        = "{name}本学年考核{本学年考核}",
    tell        = { "principal" },
  }

  fact["年度奖金"] = event["bonus.paid"]:sum "amount":per "school_year" -- P3-21
  fact["年度奖金"]:label "本学年发给的奖励（元）"

  -- 四、骨干教师培训

  fact["参加骨干培训"] = event["attendance.recorded"] { status = "出勤" }:distinct "session":per "school_year" -- P3-22，鼓励
  fact["参加骨干培训"]:label "本学年参加各级骨干教师培训的次数"

  fact["结束的结对"] = event["pair.ended"]:count()
  local leads_group = posts("学科组", plan.group_posts)

  duty "名师、学科带头人带名人、带学科组活动" {
    cites    = "P3-23",
    applies  = who.leader,
    per      = "school_year",
    needs    = any { fact["徒弟人数"]:at_least(1), fact["结束的结对"]:at_least(1), leads_group },
    says     = "{name}本学年没有带徒弟，也没有带学科组",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["课改交流"] = event["sharing.given"]:count():per "school_year" -- P3-24，鼓励
  fact["课改交流"]:label "本学年课改交流的次数"

  fact["经验材料"] = event["artifact.submitted"] { kind = "经验材料" }:count()

  duty "及时上交有特色的经验材料" {
    cites    = "P3-25",
    applies  = who.backbone,
    per      = "term",
    remind   = { days = 14 },
    needs    = fact["经验材料"]:at_least(1),
    says     = "{name}本学期上交经验材料{经验材料}份，应有1份",
    tell     = { "teacher", "office" },
    severity = "warning",
  }
end
