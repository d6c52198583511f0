-- 幼儿园骨干教师培训计划（骨干教师培养工作计划之二）
--
-- 规定按计划的顺序逐条写在 kindergarten_training/ 各章，cites 是条款编号；这里只有
-- 各章共用的状态和考勤数。使用方法和参数见 kindergarten_training/README.md。

local parameters = require "plans.parameters"
local shares = require "plans.shares"
require "plans.kindergarten_training.events"

local defaults = {
  -- 三、培训对象
  years_of_work = 5,
  oldest        = 45,
  -- 四、五　培训内容和形式
  months        = 10,
  reminder_days = 30,
  self_study    = 1,
  topic_months  = 3,
  practice      = 1,
  mentor_months = 1,
  tracking      = 10,
  -- 六、考核认定
  lessons       = { "亮相课", "研究课", "汇报课" },
  cutoff        = "1/3",
  warnings      = { "1/5", "1/4" },
  leave_counts  = true,
  notice_days   = 7,
}

-- 计入缺课的考勤：缺课，以及学校规定也算缺课的请假。
local function missed(leave_counts)
  local statuses = { "缺课" }
  local leave = leave_counts == true and { "事假", "病假", "公假" } or leave_counts or {}
  for _, status in ipairs(leave) do statuses[#statuses + 1] = status end
  return event["attendance.recorded"] { status = one_of(statuses) }
end

return function(given)
  local plan = parameters(defaults, given)

  track["培训"] = { "未参训", "在训", "结业", "停训" }

  plan.missed = missed(plan.leave_counts)
  fact["缺课次数"] = plan.missed:distinct "session":since(event.enrolled)
  fact["计划次数"] = event["training.planned"]:last "sessions"
  fact["停训次数"] = shares.least(plan.cutoff, fact["计划次数"])

  require "plans.kindergarten_training.goals" (plan)
  require "plans.kindergarten_training.admission" (plan)
  require "plans.kindergarten_training.training" (plan)
  require "plans.kindergarten_training.assessment" (plan)
  require "plans.kindergarten_training.stopping" (plan)
end
