-- 县属学校骨干教师的培养：除年份外，全部参数采用默认值。

calendar {
  timezone = "+08:00",
  terms    = { { "09-01", "01-31" }, { "02-16", "07-10" } },
}

require "plans.county_school" {
  goal_by = "2027-12-31", -- 计划写“到20xx年”，由学校写明
}
