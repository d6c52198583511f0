-- 二、目标与任务；三、培养和选拔  2.逐层选拔培养；六、管理和考核  4.动态管理

local steps = require "plans.two_year_cycle.steps"

-- 三年内培养的人数（力争，没有达到不作违反）。
local function goals(plan)
  local title = track["层级"]
  for _, goal in ipairs(plan.goals) do
    local level, people = goal.level, plan[goal.parameter]
    target("三年内培养" .. level .. "骨干教师") {
      cites    = plan.clause(2),
      among    = all { plan.in_office, plan.cumulative and title:at_least(level) or title:is(level) },
      at_least = people,
      by       = plan.from + 3 .. "-08-31",
      remind   = { days = 365 },
      says     = "力争三年内培养" .. level .. "骨干教师" .. people .. "人",
      tell     = { "principal" },
    }
  end
end

-- 后备队伍信息库：谁在库中，由 role.granted 和 role.revoked 记录。
local function reserve(plan)
  local position = track["任职"]

  rule "进入后备队伍信息库" {
    cites   = plan.clause(4),
    on      = event["role.granted"] { role = plan.reserve },
    applies = position:one_of { "教师", "取消" },
    outcome = position:becomes "后备",
    says    = "{name}进入骨干教师后备队伍信息库",
    tell    = { "teacher", "office" },
  }

  rule "退出后备队伍信息库" {
    cites   = plan.clause(4),
    on      = event["role.revoked"] { role = plan.reserve },
    applies = position:is "后备",
    outcome = position:becomes "教师",
    says    = "{name}退出骨干教师后备队伍信息库",
    tell    = { "teacher", "office" },
  }

  target "建立骨干教师后备队伍信息库" {
    cites    = plan.clause(4),
    among    = position:is "后备",
    at_least = plan.reserve_least,
    by       = plan.from + 1 .. "-08-31",
    says     = "骨干教师后备队伍信息库应不少于" .. plan.reserve_least .. "人",
    tell     = { "principal", "office" },
    severity = "warning",
  }
end

-- 授予、撤销称号。
local function awards(plan)
  local position, title = track["任职"], track["层级"]
  local awarded = event["title.awarded"]

  fact["授予层级"] = awarded:last "level"
  fact["评定结论"] = event["committee.decided"]:last "decision":since(event["selection.opened"]):or_else "不合格"

  fact["现有层次"] = steps.held(title, plan.step_of)
  fact["授予层次"] = awarded:map("level", plan.step_of):last()

  local one_step = (fact["授予层次"] - fact["现有层次"]):at_most(1)

  rule "越级授予称号，不予采用" {
    cites    = plan.clause(4),
    on       = awarded,
    when     = none { one_step },
    says     = "授予{name}{授予层级}骨干教师称号，现有层级：{层级}；应逐层选拔，这次授予不予采用",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  rule "评选资格已取消，授予称号不予采用" {
    cites    = plan.clause(21),
    on       = awarded,
    when     = none { plan.eligible },
    says     = "{name}的评选资格：{评选资格}；授予{授予层级}骨干教师称号不予采用",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  local accepted = all { one_step, plan.eligible }

  rule "不在后备队伍信息库而授予称号，提醒" {
    cites   = plan.clause(4),
    on      = awarded,
    applies = position:is "教师",
    when    = accepted,
    says    = "{name}不在后备队伍信息库，授予{授予层级}骨干教师称号",
    tell    = { "office" },
  }

  rule "未经评选小组评定而授予称号" {
    cites    = plan.clause(5),
    on       = awarded,
    when     = all { accepted, fact["评定结论"]:is "不合格" },
    says     = "授予{name}{授予层级}骨干教师称号，评选开始以来没有评选小组的合格结论",
    tell     = { "principal", "office" },
    severity = "warning",
  }

  rule "授予骨干教师称号" {
    cites   = plan.clause(4, 22),
    on      = awarded,
    when    = accepted,
    outcome = { title:becomes(fact["授予层级"]), position:becomes "在任" },
    says    = "授予{name}{授予层级}骨干教师称号",
    tell    = { "teacher", "principal", "office" },
  }

  rule "由人决定，暂停任职" {
    cites   = plan.clause(22),
    on      = event["tenure.standing"] { track = "任职", to = "暂停" },
    says    = "{name}暂停任职，评选小组确定后恢复",
    tell    = { "teacher", "principal", "office" },
  }

  rule "撤销骨干教师称号" {
    cites    = plan.clause(22),
    on       = event["title.revoked"],
    applies  = plan.seated,
    outcome  = position:becomes "取消",
    announce = plan.notice,
    says     = "撤销{name}的{层级}骨干教师称号",
    tell     = { "teacher", "principal", "office" },
    severity = "critical",
  }
end

return function(plan)
  local levels = { "无" }
  for _, level in ipairs(plan.levels) do levels[#levels + 1] = level end

  track["任职"]     = { "教师", "后备", "在任", "暂停", "取消" }
  track["层级"]     = levels
  track["履职"]     = { "正常", "预警" }
  track["评选资格"] = { "有", "下届取消", "本届取消" }

  fact["任职月数"] = track["任职"]:months()

  plan.in_office = track["任职"]:is "在任"
  plan.seated    = track["任职"]:one_of { "在任", "暂停" }
  plan.eligible  = track["评选资格"]:is "有"
  plan.step_of   = steps.of(plan.levels, plan.tiers)

  -- （一）培养目标：为上一级学科带头人评选储备人选。
  fact["学科带头人储备人选"] = choose { { all { plan.in_office, plan.eligible }, true }, false }
  fact["学科带头人储备人选"]:label(plan.leader .. "评选储备人选")

  goals(plan)
  reserve(plan)
  awards(plan)
end
