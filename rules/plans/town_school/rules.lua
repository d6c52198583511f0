-- 骨干教师培养工作计划之三：全部参数采用默认值。

calendar {
  timezone = "+08:00",
  terms    = { { "09-01", "01-31" }, { "02-16", "07-10" } },
}

require "plans.town_school" {}
