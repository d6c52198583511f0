-- 四、主要工作措施  ㈠理论学习  ㈡教育技术  ㈢外出学习

return function(plan, who)
  -- 四、㈠以理论学习为支撑，抓观念更新

  fact["骨干专题讲座"] = event["lecture.held"] { audience = "骨干教师" }:count()

  duty "学校每月在骨干教师中举办专题讲座或课题研究培训" {
    cites    = "P1-04",
    of       = "school",
    per      = "month",
    inside   = "term",
    needs    = fact["骨干专题讲座"]:at_least(1),
    says     = "本月为骨干教师举办专题讲座、课题研究培训{骨干专题讲座}次，每月至少1次",
    tell     = { "office" },
    severity = "warning",
  }

  -- 四、㈡以教育技术为手段，促教学技能提升

  fact["进修优先"] = choose { { who.backbone, 1 }, 0 } -- P1-05, P1-30
  fact["进修优先"]:label "校外培训、进修学习和外出交流的优先次序（1为优先）"

  rule "校外培训、进修名额给了骨干教师以外的人" {
    cites    = "P1-05, P1-30",
    on       = event["allocation.made"],
    when     = fact["进修优先"]:less_than(1),
    says     = "名额给了{name}；骨干教师优先，请确认没有骨干教师申请",
    tell     = { "office" },
    severity = "info",
  }

  for _, topic in ipairs(plan.topics) do
    duty("校内每学期开展" .. topic .. "培训") {
      cites    = "P1-06",
      of       = "school",
      per      = "term",
      remind   = { days = 30 },
      needs    = event["training.session"] { topic = topic }:count():at_least(1),
      says     = "本学期校内还没有开展" .. topic .. "的技术培训",
      tell     = { "office" },
      severity = "warning",
    }
  end

  fact["自制课件"] = event["artifact.submitted"] { kind = "课件", self_made = true }:count()

  duty "本学期上交一份自己设计的多媒体课件" {
    cites    = "P1-07",
    applies  = who.backbone,
    from     = plan.this_term[1],
    till     = plan.this_term[2],
    per      = "term",
    remind   = { days = 14 },
    needs    = fact["自制课件"]:at_least(1),
    says     = "{name}本学期上交自己设计的多媒体课件{自制课件}份，应有1份",
    tell     = { "teacher", "office" },
    severity = "warning",
  }

  -- 四、㈢加大视野开拓，提升理论高度

  duty "外出学习后把收获传递给其他教师" {
    cites    = "P1-08",
    applies  = who.backbone,
    after    = event["outing.completed"],
    match    = "outing",
    within   = { days = plan.sharing_days },
    remind   = { days = 7 },
    needs    = event["sharing.given"]:count():at_least(1),
    says     = "{name}外出学习（{outing}）回来后，还没有把收获传递给其他教师",
    tell     = { "teacher", "office" },
    severity = "warning",
  }
end
