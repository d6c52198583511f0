-- 三、培养和选拔  1.每两年评选调整一次  3.公开、公平、公正
-- 六、管理和考核  3.根据连续两年的考核情况，确定下一届

-- 评选所根据的两个年度：评选在一届的最后一年进行的，是当年和上一年；在下一届
-- 开始后进行的，是前两年。
local function two_years(plan)
  local annual = event["assessment.result"] { cycle = "年度" }:last "grade":per(plan.year)
  if plan.selection_in == "last_year" then
    fact["前一年考核"], fact["后一年考核"] = annual:previous(), annual
  else
    fact["前一年考核"], fact["后一年考核"] = annual:previous(2), annual:previous()
  end
  return all { fact["前一年考核"]:known(), fact["后一年考核"]:known() }
end

-- 一届一次的事，由学校做。
local function once_a_cycle(plan, parts)
  parts.of, parts.per, parts.partial, parts.from = "school", "cycle", true, plan.starts
  parts.severity = parts.severity or "warning"
  return parts
end

local function by_the_school(plan)
  local opened, closed = event["selection.opened"]:count(), event["selection.closed"]:count()
  fact["评选次数"] = opened
  fact["结束次数"] = closed
  fact["名单"]     = event["notice.published"] { kind = "名单" }:count()
  fact["公示"]     = event["notice.published"] { kind = "公示" }:count()

  duty "骨干教师每两年评选调整一次" (once_a_cycle(plan, {
    cites  = plan.clause(3),
    needs  = all { opened:at_least(1), closed:at_least(1) },
    remind = plan.remind,
    says   = "骨干教师每两年评选调整一次；本周期内评选开始{评选次数}次、结束{结束次数}次",
    tell   = { "principal", "office" },
  }))

  duty "两年内不止一次评选，提醒" (once_a_cycle(plan, {
    cites    = plan.clause(3),
    needs    = opened:at_most(1),
    says     = "骨干教师每两年评选调整一次；本周期内评选开始{评选次数}次、结束{结束次数}次",
    tell     = { "office" },
    severity = "info",
  }))

  duty "公开、公平、公正：评选应公布名单并公示" (once_a_cycle(plan, {
    cites  = plan.clause(5),
    needs  = all { fact["名单"]:at_least(1), fact["公示"]:at_least(1) },
    remind = plan.remind,
    says   = "本周期内公布名单{名单}次、公示{公示}次",
    tell   = { "principal", "office" },
  }))
end

-- 评选开始：恢复停满一届的资格，给评选小组准备两年的考核情况。在一届的最后一年
-- 评选的，后一年的考核可能还没有进行，只问前一年；那时任职还不满的，不问。
local function opening(plan, both)
  local eligibility = track["评选资格"]
  local served = all { plan.seated, fact["任职月数"]:at_least(12 + plan.months_in_office) }
  local present = plan.selection_in == "last_year" and fact["前一年考核"]:known() or both

  rule "取消一届期满，恢复评选资格" {
    cites   = plan.clause(21),
    on      = event["selection.opened"],
    applies = all { eligibility:is "本届取消", eligibility:years():at_least(1) },
    outcome = eligibility:becomes "有",
    says    = "{name}停止一届期满，恢复骨干教师评选资格",
    tell    = { "teacher", "office" },
  }

  rule "连续两年的考核情况，提交评选小组" {
    cites    = plan.clause(20),
    on       = event["selection.opened"],
    applies  = plan.seated,
    when     = both,
    says     = "{name}，{层级}骨干教师，连续两年考核：{前一年考核}、{后一年考核}；评选资格：{评选资格}",
    tell     = { "office" },
    severity = "info",
  }

  rule "缺年度考核，评选小组不能据以确定" {
    cites    = plan.clause(20),
    on       = event["selection.opened"],
    applies  = served,
    when     = none { present },
    says     = "{name}连续两年的考核不全：{前一年考核}、{后一年考核}",
    tell     = { "principal", "office" },
    severity = "warning",
  }
end

-- 评选小组的结论。
local function deciding(plan, both)
  local approved = event["committee.decided"] { decision = "合格" }
  fact["评选小组人数"] = event["committee.decided"]:last "leaders" + event["committee.decided"]:last "mentors"

  rule "评选小组确定为下一届骨干教师" {
    cites   = plan.clause(20),
    on      = approved,
    applies = all { plan.seated, plan.eligible },
    when    = both,
    outcome = track["任职"]:becomes "在任",
    says    = "评选小组（{评选小组人数}人）根据连续两年的考核（{前一年考核}、{后一年考核}），确定{name}为下一届骨干教师",
    tell    = { "teacher", "principal", "office" },
  }

  rule "缺年度考核，评选小组的结论暂不采用" {
    cites    = plan.clause(20),
    on       = approved,
    applies  = all { plan.seated, plan.eligible },
    when     = none { both },
    says     = "{name}连续两年的考核不全（{前一年考核}、{后一年考核}），评选小组的结论暂不采用",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  rule "评选资格已取消，评选小组的结论不予采用" {
    cites    = plan.clause(21),
    on       = approved,
    when     = none { plan.eligible },
    says     = "{name}的评选资格：{评选资格}；评选小组的结论不予采用",
    tell     = { "principal", "office" },
    severity = "warning",
  }
end

-- 一届期满时判断的：评选在一届的最后一年进行的，到周期结束；在下一届开始后进行
-- 的，到这个周期第一次评选结束。没有评选，就不作判断。
local function at_the_end_of_a_term(plan, parts)
  local held = event["selection.closed"]:count():per "cycle"
  parts.from = plan.starts
  if plan.selection_in == "last_year" then
    parts.every = "cycle"
    parts.when = all { held:at_least(1), parts.when }
  else
    parts.on = event["selection.closed"]
    parts.when = all { held:is(1), parts.when }
  end
  return parts
end

-- 没有确定的，任职到此为止。
local function ending(plan, both)
  local new = event["title.awarded"]:count():since(event["selection.opened"])
  local undecided = fact["评定结论"]:is "不合格"
  local eligibility = track["评选资格"]

  rule "没有确定为下一届骨干教师，任职终止" (at_the_end_of_a_term(plan, {
    cites    = plan.clause(20, 21),
    applies  = plan.seated,
    when     = any { none { plan.eligible }, all { new:is(0), both, undecided } },
    outcome  = track["任职"]:becomes "取消",
    announce = plan.notice,
    says     = "{name}没有确定为下一届骨干教师；连续两年考核：{前一年考核}、{后一年考核}，评选资格：{评选资格}",
    tell     = { "teacher", "principal", "office" },
    severity = "critical",
  }))

  rule "缺年度考核，去留由评选小组另定" (at_the_end_of_a_term(plan, {
    cites    = plan.clause(20),
    applies  = all { plan.seated, plan.eligible },
    when     = all { new:is(0), none { both } },
    says     = "{name}连续两年的考核不全（{前一年考核}、{后一年考核}），一届已满，去留由评选小组另定",
    tell     = { "principal", "office" },
    severity = "warning",
  }))

  rule "本届不得评选骨干教师" (at_the_end_of_a_term(plan, {
    cites   = plan.clause(21),
    when    = eligibility:is "下届取消",
    outcome = eligibility:becomes "本届取消",
    says    = "{name}本届不得评选骨干教师，下一次换届评选时恢复资格",
    tell    = { "teacher", "office" },
  }))
end

return function(plan)
  local both = two_years(plan)
  by_the_school(plan)
  opening(plan, both)
  deciding(plan, both)
  ending(plan, both)
end
