-- 三、主要举措：青年教师的学习、结对和成长

return function(plan, who)
  -- 三、1  强化学习，更新观念

  fact["读书心得"] = event["artifact.submitted"] { kind = "读书心得" }:count()

  duty "青年骨干教师每月交一份读书心得体会" {
    cites    = "P3-03",
    applies  = who.young_backbone,
    per      = "month",
    inside   = "term",
    needs    = fact["读书心得"]:at_least(1),
    says     = "{name}本月没有交读书心得体会",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["精读专著"] = event["book.read"]:distinct "title"

  duty "青年骨干教师每学期精读一本教育专著" {
    cites    = "P3-04",
    applies  = who.young_backbone,
    per      = "term",
    remind   = { days = 30 },
    needs    = fact["精读专著"]:at_least(1),
    says     = "{name}本学期精读教育专著{精读专著}本，应有1本",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  fact["参加讲座学习"] = event["attendance.recorded"] { status = "出勤" }:distinct "session":per "term" -- P3-05，鼓励
  fact["参加讲座学习"]:label "本学期参加专家讲座、学习的次数"

  -- 三、2  传、帮、带

  spell["带徒"] = { starts = event["pair.started"], ends = event["pair.ended"], key = "apprentice" }
  fact["徒弟人数"] = spell["带徒"]:count()
  fact["师傅人数"] = require "plans.mentors" ()

  duty "青年教师都有“结对子”" {
    cites    = "P3-06",
    applies  = who.young,
    per      = "month",
    inside   = "term",
    needs    = any { fact["师傅人数"]:at_least(1), fact["徒弟人数"]:at_least(1) },
    says     = "{name}是青年教师，还没有结对子",
    tell     = { "office" },
    severity = "warning",
  }

  rule("一人帮带超过" .. plan.most_apprentices .. "人") {
    cites    = "P3-06",
    when     = fact["徒弟人数"]:more_than(plan.most_apprentices),
    says     = "{name}帮带{徒弟人数}人；坚持“一帮一”“一帮二”",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  local followed = event["lesson.observed"] { kind = one_of { "示范课", "随堂课", "诊断课" } }
  fact["跟踪听课节数"] = followed:distinct "lesson":per "term" -- P3-07，鼓励
  fact["跟踪听课节数"]:label "本学期跟踪听课（示范课、随堂课、诊断课）的节数"
  fact["跟踪听课种类"] = followed:distinct "kind":per "term" -- P3-07，鼓励
  fact["跟踪听课种类"]:label "本学期跟踪听课覆盖的课型（共3种）"

  track["教学风格"] = { "定格", "入格", "出格" }
  local style = track["教学风格"]

  rule "先定格，再入格，直至跳出模式" {
    cites   = "P3-08",
    on      = event["attestation.recorded"] { kind = "进步明显", holds = true },
    applies = all { who.young, style:less_than "出格" },
    outcome = style:rises(),
    says    = "{name}经认定进步明显，教学由{教学风格}再进一步",
    tell    = { "teacher" },
  }

  fact["青年教师赛课"] = event["contest.held"] { contest = plan.contest }:count()

  duty "每学年举行一次青年教师赛课活动" {
    cites    = "P3-09",
    of       = "school",
    per      = "school_year",
    remind   = { days = 90 },
    needs    = fact["青年教师赛课"]:at_least(1),
    says     = "本学年举行青年教师赛课{青年教师赛课}次，应有1次",
    tell     = { "office" },
    severity = "warning",
  }

  -- 三、3  压担子

  fact["担子"] = event["role.granted"] { role = one_of(plan.burdens) }:distinct "role" -- P3-10，鼓励
  fact["担子"]:label "担任过的年级组长、教研组长、教科室主任、团总支书记等职务数"

  -- 三、3  沿着优秀青年教师、教学能手、学科带头人、名教师的轨迹发展

  local growth = track["成长轨迹"]

  for _, step in ipairs { "优秀青年教师", "教学能手", "学科带头人", "名教师" } do
    rule("成长为" .. step) {
      cites   = "P3-11",
      on      = event["certificate.issued"] { title = step },
      applies = growth:less_than(step),
      outcome = growth:becomes(step),
      says    = "{name}成长为" .. step,
      tell    = { "teacher" },
    }
  end
end
