-- 五、任职义务

local shares = require "plans.shares"
local steps  = require "plans.two_year_cycle.steps"

-- 2.教学成绩保持同级前列
local function results(plan)
  fact["考试名次"] = event["exam.scored"]:last "rank"
  fact["同级人数"] = event["exam.scored"]:last "of"
  fact["前列名次"] = shares.least(plan.top_share, fact["同级人数"])

  rule "教学成绩没有保持同级前列" {
    cites    = plan.clause(11),
    on       = event["exam.scored"],
    applies  = plan.in_office,
    when     = fact["考试名次"]:more_than(fact["前列名次"]),
    outcome  = plan.warned,
    says     = "{name}教学成绩在同级{同级人数}人中列第{考试名次}名，前列为前{前列名次}名（" .. shares.in_words(plan.top_share) .. "）",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }
end

-- 3.指导培养下一级骨干教师(或教师)：指导对象正好低一层，或是没有层级的教师。
local function guidance(plan)
  local with_a_level = event["pair.started"] { apprentice_level = one_of(plan.levels) }

  track["指导任务"] = { "未承担", "承担" }
  local task = track["指导任务"]

  fact["对象层次"]     = with_a_level:map("apprentice_level", plan.step_of):last()
  fact["在指导的人数"] = steps.guided(track["层级"], plan.levels, plan.step_of)
  fact["指导进步明显"] = event["attestation.recorded"] { kind = "进步明显", holds = true }:count()

  rule "指导对象不是下一级骨干教师(或教师)，提醒" {
    cites   = plan.clause(12),
    on      = with_a_level,
    applies = plan.in_office,
    when    = none { (fact["现有层次"] - fact["对象层次"]):is(1) },
    says    = "{name}（{层级}）的指导对象不是下一级骨干教师，也不是普通教师，不计入指导任务",
    tell    = { "teacher", "office" },
  }

  rule "承担指导任务" {
    cites    = plan.clause(12),
    applies  = plan.in_office,
    when     = fact["在指导的人数"]:at_least(1),
    outcome  = task:becomes "承担",
    says     = "{name}承担指导任务",
    severity = "info",
  }

  duty "指导培养下一级骨干教师(或教师)，进步明显" (plan.every_year {
    cites = plan.clause(12),
    needs = all { task:is "承担", fact["指导进步明显"]:at_least(1) },
    says  = "{name}年内指导任务：{指导任务}；认定进步明显{指导进步明显}次",
  })

  -- 年内结束的指导，这一年还算；下一年重新承担。
  rule "没有在指导的，下一年重新承担指导任务" {
    cites    = plan.clause(12),
    every    = plan.year,
    applies  = task:is "承担",
    when     = fact["在指导的人数"]:less_than(1),
    outcome  = task:becomes "未承担",
    says     = "{name}没有正在指导的下一级骨干教师或教师，下一年重新承担指导任务",
    severity = "info",
  }
end

-- 一年一次的义务：年末在任、任职已满规定月份的骨干教师，没有做到的列入预警。
local function once_a_year(plan)
  plan.warned = track["履职"]:becomes "预警"
  plan.judged = all { plan.in_office, fact["任职月数"]:at_least(plan.months_in_office) }

  function plan.every_year(parts)
    parts.applies, parts.per, parts.partial, parts.from = plan.judged, plan.year, true, plan.starts
    parts.remind, parts.missed = plan.remind, plan.warned
    parts.tell, parts.severity = { "teacher", "principal" }, "warning"
    return parts
  end
end

return function(plan)
  once_a_year(plan)

  -- 1.认真学习教育理论（提倡，只记录）
  fact["年内理论学习"] = event["study.logged"]:sum "hours":per(plan.year)
  fact["年内理论学习"]:label "年内学习教育理论的小时数"

  results(plan)
  guidance(plan)

  -- 4.公开示范教学；承担上级的教学公开活动
  fact["公开示范"] = event["lesson.public"] { kind = "公开示范", audience = one_of(plan.own_staff) }:distinct "lesson"
  fact["公开活动"] = event["lesson.public"] { level = at_least(plan.open_level) }:distinct "lesson"

  duty("年内为" .. plan.here .. "教师进行公开示范教学") (plan.every_year {
    cites = plan.clause(13),
    needs = fact["公开示范"]:at_least(1),
    says  = "{name}年内为" .. plan.here .. "教师公开示范教学{公开示范}次，应不少于1次",
  })

  duty("年内承担" .. plan.places .. "层面的教学公开活动") (plan.every_year {
    cites = plan.clause(14),
    needs = fact["公开活动"]:at_least(1),
    says  = "{name}年内承担" .. plan.open_level .. "以上教学公开活动{公开活动}次，应不少于1次",
  })

  -- 5.为年级组作专题讲座
  fact["年级组讲座"] = event["lecture.given"] { kind = "讲座", audience = "年级组" }:count()

  duty "年内为年级组至少作一次专题讲座" (plan.every_year {
    cites = plan.clause(15),
    needs = fact["年级组讲座"]:at_least(1),
    says  = "{name}年内为年级组作专题讲座{年级组讲座}次，应不少于1次",
  })

  -- 6.教科研成果
  fact["教科研成果"] = event["paper.outcome"] {
    outcome = one_of { "获奖", "发表", "交流" }, level = at_least(plan.paper_level),
  }:distinct "paper"

  duty("年内至少有一篇教科研成果在" .. plan.papers .. "获奖、发表或交流") (plan.every_year {
    cites = plan.clause(16),
    needs = fact["教科研成果"]:at_least(1),
    says  = "{name}年内在" .. plan.paper_level .. "以上获奖、发表或交流教科研成果{教科研成果}篇，应不少于1篇",
  })
end
