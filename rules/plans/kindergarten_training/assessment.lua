-- 六、考核认定  1 至 5

return function(plan)
  local trainee = track["培训"]:is "在训"
  local programme = { months = plan.months }
  local reminder = { days = plan.reminder_days }

  -- 4、具体考核内容

  local function result(component) return event["assessment.result"] { component = component }:last "grade":since(event.enrolled) end
  local function passed(grade) return all { grade:known(), grade:at_least "合格" } end

  fact["理论"]     = result "理论"
  fact["实践"]     = result "实践"
  fact["课题论文"] = result "课题论文"
  fact["工作实绩"] = result "实绩"

  duty "教育教学理论考核合格" {
    cites    = "P2-18",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = passed(fact["理论"]),
    says     = "{name}教育教学理论考核：{理论}",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["教学提高"] = event["attestation.recorded"] { kind = "教学提高" }:last "holds":since(event.enrolled):or_else(false)

  duty "教学水平有明显提高，体现新的教育观念" {
    cites    = "P2-19",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = fact["教学提高"]:is(true),
    says     = "{name}的教学水平有明显提高、能在班级成功实践，还没有认定",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  local lessons, lessons_given = {}, {}
  for i, kind in ipairs(plan.lessons) do
    fact[kind] = event["lesson.public"] { kind = kind }:count():since(event.enrolled)
    lessons[i], lessons_given[i] = fact[kind]:at_least(1), kind .. "{" .. kind .. "}"
  end

  duty("完成" .. table.concat(plan.lessons, "、")) {
    cites    = "P2-20",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = all(lessons),
    says     = "{name}完成的教学实践任务：" .. table.concat(lessons_given, "、") .. "节，每种至少一节",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["课件"] = event["artifact.submitted"] { kind = "课件", self_made = true, used_in_class = true }:count():since(event.enrolled)

  duty "独立制作能在课堂教学中运用的多媒体课件" {
    cites    = "P2-21",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = fact["课件"]:at_least(1),
    says     = "{name}还没有独立制作并在课堂教学中运用的多媒体课件",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["研究报告"] = event["artifact.submitted"] { kind = one_of { "课题研究报告", "调查报告" } }:count():since(event.enrolled)

  duty "完成一份课题研究报告或调查报告" {
    cites    = "P2-22",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = fact["研究报告"]:at_least(1),
    says     = "{name}还没有完成课题研究报告或调查报告",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["论文"]     = event["artifact.submitted"] { kind = "论文" }:count():since(event.enrolled)
  fact["答辩通过"] = event["defence.result"] { passed = true }:count():since(event.enrolled)

  duty "完成一篇论文，并通过答辩" {
    cites    = "P2-23",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = all { fact["论文"]:at_least(1), fact["答辩通过"]:at_least(1) },
    says     = "{name}完成论文{论文}篇，答辩通过{答辩通过}次",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["论文交流"] = event["paper.outcome"] { outcome = "交流", level = at_least "区级" }:count():since(event.enrolled)
  fact["论文发表"] = event["paper.outcome"] { outcome = "发表" }:count():since(event.enrolled)
  local paper_known = (fact["论文交流"] + fact["论文发表"]):at_least(1)

  duty "在区级以上交流或公开发表教学论文一篇以上" {
    cites    = "P2-24",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = paper_known,
    says     = "{name}的教学论文在区级以上交流{论文交流}篇，公开发表{论文发表}篇，应有一篇以上",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  fact["讲座"] = event["lecture.given"] { audience = "职务培训班", agreed = true }:count():since(event.enrolled)

  duty "对教师职务培训班至少作一次讲座" {
    cites    = "P2-25",
    applies  = trainee,
    after    = event.enrolled,
    within   = programme,
    remind   = reminder,
    needs    = fact["讲座"]:at_least(1),
    says     = "{name}还没有对教师职务培训班作经双方商定的讲座",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  -- 达到停训的缺课，在那以后有异议成立的，不再算数。
  local objection = event["objection.upheld"]
  fact["异议成立"] = smallest { objection:count():since(plan.missed), objection:count():since(event["training.planned"]) }
  local attendance = any { -- P2-26
    none { fact["计划次数"]:known() },
    fact["缺课次数"]:share_of(fact["计划次数"]):less_than(plan.cutoff),
    fact["异议成立"]:at_least(1),
  }

  -- 停训事由还在公示的，公示期满再定。
  local notice = { days = plan.notice_days + 1 }
  fact["公示中"] = event["misconduct.recorded"]:count():per(notice)
    + event["attestation.recorded"] { kind = "学习不认真", holds = true }:count():per(notice)
    + event["assessment.result"] { grade = "不合格" }:count():per(notice)

  local all_passed = all {
    passed(fact["理论"]), passed(fact["实践"]), passed(fact["课题论文"]),
    fact["教学提高"]:is(true),
    all(lessons),
    fact["课件"]:at_least(1),
    fact["研究报告"]:at_least(1),
    fact["论文"]:at_least(1), fact["答辩通过"]:at_least(1),
    paper_known,
    fact["讲座"]:at_least(1),
    attendance,
    passed(fact["工作实绩"]), -- P2-27
    fact["公示中"]:is(0),
  }

  -- 3、考核小组综合各项考核内容形成考核结论（P2-16）：结论由人作出，记录为 committee.decided

  fact["领导小组人数"] = event["committee.decided"]:last "leaders"
  fact["导师组人数"]   = event["committee.decided"]:last "mentors"
  local committee = all { fact["领导小组人数"]:at_least(1), fact["导师组人数"]:at_least(1) }
  local three_results = all { fact["理论"]:known(), fact["实践"]:known(), fact["课题论文"]:known() }

  rule "考核小组须由领导小组和导师组成员构成" {
    cites    = "P2-17",
    on       = event["committee.decided"],
    applies  = trainee,
    when     = none { committee },
    says     = "{name}的考核结论不予采用：考核小组有领导小组{领导小组人数}人、导师组{导师组人数}人",
    tell     = { "principal" },
    severity = "warning",
  }

  rule "三方面成绩不全，考核结论不予采用" {
    cites    = "P2-15",
    on       = event["committee.decided"],
    applies  = trainee,
    when     = all { committee, none { three_results } },
    says     = "{name}的考核结论不予采用：理论{理论}、实践{实践}、课题论文{课题论文}",
    tell     = { "principal" },
    severity = "warning",
  }

  -- 5、颁发合格证书

  rule "综合考核合格，颁发培训合格证书" {
    cites   = "P2-16, P2-28",
    on      = event["committee.decided"] { decision = "合格" },
    applies = trainee,
    when    = all { committee, all_passed },
    outcome = track["培训"]:becomes "结业",
    says    = "{name}综合考核合格，颁发《幼儿园骨干教师培训合格证书》",
    tell    = { "teacher", "principal" },
  }

  rule "考核内容没有全部完成，暂不颁发证书" {
    cites    = "P2-18, P2-19, P2-20, P2-21, P2-22, P2-23, P2-24, P2-25, P2-26, P2-27",
    on       = event["committee.decided"] { decision = "合格" },
    applies  = trainee,
    when     = all { committee, three_results, none { all_passed } },
    says     = "{name}：理论{理论}、实践{实践}、课题论文{课题论文}、工作实绩{工作实绩}；"
      .. table.concat(lessons_given, "、") .. "节；课件{课件}、研究报告{研究报告}、论文{论文}篇，答辩通过{答辩通过}次；"
      .. "论文交流{论文交流}、发表{论文发表}篇；讲座{讲座}次；缺课{缺课次数}/{计划次数}次；公示中的停训事由{公示中}件",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }
end
