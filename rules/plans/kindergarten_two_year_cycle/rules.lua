-- 幼儿园骨干教师两年一届：全部参数采用默认值。

calendar {
  timezone    = "+08:00",
  school_year = "09-01",
  cycle       = { years = 2, from = 2023 },
}

require "plans.kindergarten_two_year_cycle" { city = 2, district = 6, kindergarten = 12 }
