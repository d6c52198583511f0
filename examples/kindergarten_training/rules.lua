-- 一所幼儿园怎样使用共享的培训计划。

calendar { timezone = "+08:00" }

require "plans.kindergarten_training" {
  months       = 10,               -- 培训期十个月
  cutoff       = "1/3",            -- 缺课达计划次数的三分之一，停训
  warnings     = { "1/5", "1/4" }, -- 达五分之一、四分之一时提醒
  leave_counts = true,             -- 事假、病假、公假也算缺课
  notice_days  = 7,                -- 停训前公示七天
}
