-- 四、主要工作措施  ㈣以活动为平台，发挥辐射引领作用：“五带头”

return function(plan, who)
  -- 四、㈣以活动为平台  ⒈带头做好“师带徒”活动

  spell["师徒"] = { starts = event["pair.started"], ends = event["pair.ended"], key = "apprentice" }
  fact["带徒人数"]     = spell["师徒"]:count()
  fact["听徒弟课节数"] = event["lesson.observed"]:matched_by "teacher":distinct "lesson"
  local full_week = #plan.short_weeks > 0 and none { today:one_of(plan.short_weeks) } or nil

  duty("师傅每周听徒弟" .. plan.weekly_lessons .. "节课") {
    cites    = "P1-09, P1-10",
    applies  = all { who.backbone, full_week },
    per      = "week",
    inside   = "term",
    each     = spell["师徒"],
    needs    = fact["听徒弟课节数"]:at_least(plan.weekly_lessons),
    says     = "{name}本周听徒弟{apprentice}的课{听徒弟课节数}节，每周至少听" .. plan.weekly_lessons .. "节",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "听徒弟的课后及时点评" {
    cites    = "P1-09, P1-11",
    applies  = all { who.backbone, fact["带徒人数"]:at_least(1) },
    after    = event["lesson.observed"],
    match    = "lesson",
    within   = { days = plan.comment_days },
    needs    = event["lesson.commented"]:count():at_least(1),
    says     = "{name}听课（{lesson}）后没有及时点评",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、㈣  ⒉带头上好一节校级以上引路课

  local guide_lesson = event["lesson.public"] { kind = "引路课" }
  fact["引路课"] = event["lesson.public"] { kind = "引路课", theme = none_of { "" }, level = at_least "校级" }:count()

  duty "每学期执教一节有研讨专题的校级以上引路课" {
    cites    = "P1-12",
    applies  = who.backbone,
    per      = "term",
    remind   = { days = plan.lesson_reminder },
    needs    = fact["引路课"]:at_least(1),
    says     = "{name}本学期执教有研讨专题的校级以上引路课{引路课}节，应有1节",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "以引路课为契机，开展全校研讨活动" {
    cites    = "P1-13",
    applies  = who.backbone,
    after    = guide_lesson,
    match    = "lesson",
    within   = { days = plan.seminar_days },
    needs    = event["seminar.held"] { kind = "研讨" }:matched_by "ref":count():at_least(1),
    says     = "{name}执教引路课（{lesson}）后，学校还没有开展研讨活动",
    tell     = { "office" },
    severity = "warning",
  }

  fact["教学设计"] = event["artifact.submitted"] { kind = "教学设计" }:matched_by "ref":count()
  fact["教学反思"] = event["artifact.submitted"] { kind = "教学反思" }:matched_by "ref":count()
  fact["课件"]     = event["artifact.submitted"] { kind = "课件" }:matched_by "ref":count()

  duty "引路课后及时上交教学设计、教学反思和课件" {
    cites    = "P1-14",
    applies  = who.backbone,
    after    = guide_lesson,
    match    = "lesson",
    within   = { days = plan.materials_days },
    needs    = all { fact["教学设计"]:at_least(1), fact["教学反思"]:at_least(1), fact["课件"]:at_least(1) },
    says     = "{name}引路课（{lesson}）后上交：教学设计{教学设计}份、教学反思{教学反思}份、课件{课件}份，各应有1份",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、㈣  ⒊带头做好主题月论坛活动

  local forum = event["lecture.given"] { kind = "论坛", audience = "全体教师" }
  fact["本月引路课"]   = guide_lesson:count():per "month"
  fact["本学期引路课"] = guide_lesson:count():per "term"
  fact["本月论坛"]     = forum:count():per "month"

  for _, last in ipairs(plan.forum_months) do
    target(last:sub(1, 7) .. "的月论坛") {
      cites    = "P1-15",
      among    = all { who.backbone, fact["本学期引路课"]:at_least(1), fact["本月论坛"]:at_least(1) },
      at_least = 1,
      by       = last,
      says     = "每月由上引路课的骨干教师给全体教师做一次专题论坛",
      tell     = { "office" },
      severity = "warning",
    }
  end

  duty "上引路课的当月给全体教师做一次专题论坛" {
    cites   = "P1-15",
    applies = all { who.backbone, fact["本月引路课"]:at_least(1) },
    from    = plan.this_term[1],
    till    = plan.this_term[2],
    per     = "month",
    partial = true,
    needs   = fact["本月论坛"]:at_least(1),
    says    = "{name}本月上了引路课，还没有给全体教师做专题论坛",
    tell    = { "teacher", "office" },
  }

  -- 四、㈣  ⒋带头做好课题研究

  spell["课题"] = { starts = event["project.registered"], ends = event["project.closed"], key = "project" }
  fact["在研课题"] = spell["课题"]:count()
  fact["本期结题"] = event["project.closed"]:count()
  local researching = fact["在研课题"]:at_least(1)

  duty "市区级骨干教师承担一项课题研究工作" {
    cites    = "P1-16",
    applies  = who.city,
    per      = "month",
    inside   = "term",
    needs    = researching,
    says     = "{name}是市区级骨干教师，现在没有在研课题",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "没有区级立项的，作为校级课题进行研究" {
    cites    = "P1-17",
    applies  = who.backbone,
    per      = "school_year",
    needs    = any { researching, fact["本期结题"]:at_least(1) },
    says     = "{name}本学年没有区级以上立项的课题，也没有校级课题",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["学期课题计划"] = event["plan.filed"] { kind = "学期课题计划" }:count():per "term"

  duty "制定学期课题研究计划" {
    cites    = "P1-18",
    applies  = who.backbone,
    per      = "term",
    needs    = fact["学期课题计划"]:at_least(1),
    says     = "{name}本学期没有制定课题研究计划",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  for _, due in ipairs(plan.research_plan_due) do
    rule("学期课题研究计划应于" .. due .. "前交") {
      cites    = "P1-18",
      every    = "day",
      from     = due,
      till     = due,
      applies  = who.backbone,
      when     = fact["学期课题计划"]:less_than(1),
      says     = "{name}的学期课题研究计划应于" .. due .. "前交，还没有交",
      tell     = { "teacher", "office" },
      severity = "warning",
    }
  end

  fact["本月过程资料"] = event["artifact.submitted"] { kind = "研究过程资料" }:count():per "month"

  duty "每月有研究过程资料" {
    cites    = "P1-19",
    applies  = all { who.backbone, researching },
    per      = "month",
    inside   = "term",
    needs    = fact["本月过程资料"]:at_least(1),
    says     = "{name}本月没有交课题研究过程资料",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["阶段总结"] = event["artifact.submitted"] { kind = "阶段总结" }:count()

  duty "学期末撰写课题研究阶段总结" {
    cites    = "P1-20",
    applies  = who.backbone,
    per      = "term",
    remind   = { days = 14 },
    needs    = any { fact["在研课题"]:less_than(1), fact["阶段总结"]:at_least(1) },
    says     = "{name}有在研课题，本学期还没有交课题研究阶段总结",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、㈣  ⒌带头撰写教育科研总结论文

  fact["参加评选次数"] = event["contest.entered"]:count():per "school_year" -- P1-21，鼓励
  fact["参加评选次数"]:label "本学年参加论文、案例等评选的次数"

  local paper = event["artifact.submitted"] { kind = "论文", ref = none_of { "" } }
  fact["论文"] = paper:distinct "ref"

  duty "每学期上交一篇论文" {
    cites    = "P1-22",
    applies  = who.backbone,
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["论文"]:at_least(1),
    says     = "{name}本学期上交论文{论文}篇，应有1篇",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "上交的论文参加评选" {
    cites    = "P1-22",
    applies  = who.backbone,
    after    = paper,
    match    = "ref",
    within   = { days = plan.entry_days },
    remind   = { days = 7 },
    needs    = event["contest.entered"]:count():per { days = 366 }:at_least(1), -- 先送评、后上交的也算
    says     = "{name}上交的论文（{ref}）还没有参加评选",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["市级成果"] = event["paper.outcome"] { outcome = one_of { "获奖", "发表" }, level = at_least "市级" }:distinct "paper":per "school_year"

  rule "力争每人有1篇论文在市级及以上获奖或发表" {
    cites   = "P1-23",
    from    = plan.begins,
    every   = "school_year",
    applies = who.backbone,
    when    = fact["市级成果"]:less_than(1),
    says    = "{name}本学年没有论文在市级及以上获奖或发表",
    tell    = { "teacher" },
  }
end
