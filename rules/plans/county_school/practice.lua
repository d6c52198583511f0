-- 三、几点做法

return function(plan)
  local backbone = plan.backbone

  -- 1、名师推动工程：公布基本要求，讨论，再各自制定自我实现方案

  fact["要求公布后的讨论"] = event["seminar.held"] { kind = "研讨" }:count():since(event["notice.published"] { kind = "名单" })
  local discussed = school(fact["要求公布后的讨论"])

  duty "公布各级名师的基本要求，放到骨干教师中讨论" {
    cites    = "P4-05",
    of       = "school",
    per      = "school_year",
    remind   = { days = 90 },
    needs    = fact["要求公布后的讨论"]:at_least(1),
    says     = "各级名师的基本要求公布以后，讨论了{要求公布后的讨论}次",
    tell     = { "office" },
    severity = "warning",
  }

  local proposal = event["plan.filed"] { kind = "自我实现方案" }
  track["自我实现方案"] = { "未制定", "已制定" }

  rule "自我实现方案五部分齐全" {
    cites   = "P4-06",
    on      = event["plan.filed"] { kind = "自我实现方案", sections = at_least(plan.sections) },
    applies = all { backbone, track["自我实现方案"]:is "未制定" },
    outcome = track["自我实现方案"]:becomes "已制定",
    says    = "{name}制定了自我实现方案",
    tell    = { "teacher", "office" },
  }

  rule "自我实现方案不全，退回补充" {
    cites    = "P4-06",
    on       = proposal,
    applies  = all { backbone, track["自我实现方案"]:is "未制定" },
    says     = "{name}的自我实现方案不全；应有个人业绩回顾、能力自我评价、未来发展目标、近期发展目标、方法措施五部分",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  rule "要求还没有公布讨论，先制定了自我实现方案" {
    cites    = "P4-05",
    on       = proposal,
    applies  = backbone,
    when     = discussed:less_than(1),
    says     = "{name}交自我实现方案时，学校还没有公布各级名师的基本要求并讨论",
    tell     = { "office" },
    severity = "info",
  }

  duty "制定适于自己特点的自我实现方案" {
    cites    = "P4-05, P4-06",
    applies  = backbone,
    per      = "school_year",
    remind   = { days = 90 },
    needs    = track["自我实现方案"]:is "已制定",
    says     = "{name}还没有五部分齐全的自我实现方案",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 2、骨干教师读书班：以自学为主，辅以集体辅导

  fact["自学时数"]     = event["study.logged"] { mode = "自学" }:sum "hours":per "term"
  fact["集体辅导时数"] = event["study.logged"] { mode = "集体辅导" }:sum "hours":per "term"

  rule "读书班没有以自学为主" {
    cites    = "P4-07",
    every    = "term",
    applies  = backbone,
    when     = fact["自学时数"]:share_of(fact["自学时数"] + fact["集体辅导时数"]):at_most "1/2",
    says     = "{name}本学期自学{自学时数}小时，集体辅导{集体辅导时数}小时；应以自学为主",
    tell     = { "teacher", "office" },
    severity = "info",
  }

  -- 2、“请进来”和“走出去”

  fact["专家讲座"] = event["lecture.held"] { kind = "讲座" }:count()

  duty "请进来：每学期邀请专家讲座" {
    cites    = "P4-08",
    of       = "school",
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["专家讲座"]:at_least(plan.lectures),
    says     = "本学期邀请专家讲座{专家讲座}次，应有" .. plan.lectures .. "次",
    tell     = { "office" },
    severity = "warning",
  }

  fact["外出学习"] = event["outing.completed"]:distinct "outing"

  duty "走出去：每学期派骨干教师外出学习观摩" {
    cites    = "P4-08",
    applies  = backbone,
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["外出学习"]:at_least(plan.outings),
    says     = "{name}本学期外出学习观摩{外出学习}次，应派出" .. plan.outings .. "次",
    tell     = { "office" },
  }

  -- 2（1）学习归来

  local learning = event["outing.completed"] { kind = one_of { "培训", "考察", "学习交流" } }

  duty "学习归来，递交书面汇报材料" {
    cites    = "P4-09",
    applies  = backbone,
    after    = learning,
    match    = "outing",
    within   = { days = plan.report_days },
    remind   = { days = 3 },
    needs    = event["artifact.submitted"] { kind = "书面汇报" }:matched_by "ref":count():at_least(1),
    says     = "{name}外出学习（{outing}）归来，还没有递交书面汇报材料",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "学习归来，进行组内或全校的经验交流" {
    cites    = "P4-10",
    applies  = backbone,
    after    = learning,
    match    = "outing",
    within   = { days = plan.sharing_days },
    remind   = { days = 7 },
    needs    = event["sharing.given"]:count():at_least(1),
    says     = "{name}外出学习（{outing}）归来，还没有进行组内或全校的经验交流",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 2（1）三是每学期要上1—2节公开课、观摩课：本学期或上学期外出学习过的

  local outings = learning:count():per "term"
  local returned = { outings:at_least(1) }
  for n = 1, plan.returnee_terms - 1 do returned[n + 1] = outings:previous(n):at_least(1) end
  local returnee = all { backbone, any(returned) }

  local open_lesson = event["lesson.public"] { kind = one_of { "公开课", "观摩课" } }
  fact["公开观摩课"]     = open_lesson:distinct "lesson"
  fact["学期公开观摩课"] = open_lesson:distinct "lesson":per "term"
  local fewest, most = plan.open_lessons[1], plan.open_lessons[2]

  duty("学习归来，每学期上" .. fewest .. "—" .. most .. "节公开课、观摩课") {
    cites    = "P4-11",
    applies  = returnee,
    partial  = true,
    per      = "term",
    needs    = fact["公开观摩课"]:at_least(fewest),
    says     = "{name}外出学习归来，本学期上公开课、观摩课{公开观摩课}节，应上" .. fewest .. "—" .. most .. "节",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  rule("本学期公开课、观摩课多于" .. most .. "节") {
    cites    = "P4-11",
    every    = "term",
    applies  = returnee,
    when     = fact["学期公开观摩课"]:more_than(most),
    says     = "{name}本学期上公开课、观摩课{学期公开观摩课}节，多于" .. most .. "节",
    tell     = { "office" },
    severity = "info",
  }

  -- 2（2）鼓励参加评比；到兄弟学校听课；心得交流；业务考核

  fact["参加评比次数"] = event["contest.entered"]:count():per "school_year" -- P4-12，鼓励
  fact["参加评比次数"]:label "本学年参加优质课评比、课件比赛等的次数"

  local visit = event["outing.completed"] { kind = "听课" }
  local heads_group = require "plans.posts" ("教研组长", { "教研组长" })
  fact["到兄弟学校听课"] = visit:distinct "outing"

  duty "教研组每学期组织到兄弟学校听课" {
    cites    = "P4-13",
    applies  = heads_group,
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["到兄弟学校听课"]:at_least(plan.visits),
    says     = "{name}的教研组本学期到兄弟学校听课{到兄弟学校听课}次，应组织" .. plan.visits .. "次",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "听课后对照教学实践写出心得体会" {
    cites    = "P4-14",
    applies  = backbone,
    after    = visit,
    match    = "outing",
    within   = { days = plan.notes_days },
    remind   = { days = 3 },
    needs    = event["artifact.submitted"] { kind = "心得体会" }:matched_by "ref":count():at_least(1),
    says     = "{name}到兄弟学校听课（{outing}）后，还没有写出心得体会",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "一个月进行一次学习心得交流" {
    cites    = "P4-15",
    of       = "school",
    per      = "month",
    inside   = "term",
    needs    = event["seminar.held"] { kind = "学习心得交流" }:count():at_least(1),
    says     = "本月没有进行学习心得交流",
    tell     = { "office" },
    severity = "warning",
  }

  duty "每学期进行一次业务考核" {
    cites    = "P4-16",
    applies  = backbone,
    per      = "term",
    remind   = { days = 14 },
    needs    = event["assessment.result"] { cycle = "学期", component = "业务" }:count():at_least(1),
    says     = "{name}本学期还没有业务考核结果",
    tell     = { "office" },
    severity = "warning",
  }

  -- 3、搭台子

  fact["最满意的一堂课活动"] = event["contest.held"] { contest = plan.contest }:count()
  fact["推出的示范课创新课"] = event["lesson.public"] { kind = one_of { "示范课", "创新课" } }:count():per "school_year"
  fact["推出的示范课创新课"]:label "本学年推出的示范课、创新课"

  duty("开展“" .. plan.contest .. "”活动") {
    cites    = "P4-17",
    of       = "school",
    per      = "school_year",
    remind   = { days = 90 },
    needs    = fact["最满意的一堂课活动"]:at_least(1),
    says     = "本学年还没有开展“" .. plan.contest .. "”活动",
    tell     = { "office" },
    severity = "warning",
  }

  -- 4、压担子

  spell["课题"] = { starts = event["project.registered"], ends = event["project.closed"], key = "project" }
  fact["在研课题"] = spell["课题"]:count()

  duty "承担并实施一个课题专项研究" {
    cites    = "P4-18",
    applies  = backbone,
    per      = "term",
    remind   = { days = 60 },
    needs    = fact["在研课题"]:at_least(1),
    says     = "{name}没有承担课题专项研究",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "每学期写出课题的总结论文或阶段性报告" {
    cites    = "P4-19",
    applies  = backbone,
    per      = "term",
    each     = spell["课题"],
    remind   = { days = 14 },
    needs    = event["artifact.submitted"] { kind = one_of { "总结论文", "阶段性报告" } }:count():at_least(1),
    says     = "{name}本学期还没有写出课题（{project}）的总结论文或阶段性报告",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  duty "取得科研成果的教师上成果实践课" {
    cites    = "P4-20",
    applies  = backbone,
    after    = event["project.result"],
    within   = { months = plan.result_months },
    remind   = { days = 30 },
    needs    = event["lesson.public"] { kind = "成果实践课" }:count():at_least(1),
    says     = "{name}取得科研成果，还没有上成果实践课",
    tell     = { "teacher", "office" },
    severity = "warning",
  }
end
