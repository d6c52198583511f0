-- 一所初中怎样使用共享的两年一届的计划。

calendar {
  timezone = "+08:00",
  cycle    = { years = 2, from = 2023 },
}

require "plans.two_year_cycle" {
  from            = 2023,
  city            = 3,  -- 三年内市级骨干教师3人
  county          = 6,  -- 县级骨干教师6名
  school_district = 12, -- 学区级骨干12人
}
