-- 一所幼儿园怎样使用共享的两年一届的计划，并选定自己的几种读法。

calendar {
  timezone = "+08:00",
  cycle    = { years = 2, from = 2023 },
}

require "plans.kindergarten_two_year_cycle" {
  from         = 2023,
  city         = 2,
  district     = 6,
  kindergarten = 12,
  cumulative   = true,   -- 市级的也算入区级、园级的人数
  failing      = "both", -- 两年都不合格，才取消下一届
  notice_days  = 5,
}
