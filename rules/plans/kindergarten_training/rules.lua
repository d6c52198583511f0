-- 幼儿园骨干教师培训：全部参数采用默认值。

calendar { timezone = "+08:00" }

require "plans.kindergarten_training" {
  cutoff       = "1/3",
  warnings     = { "1/5", "1/4" },
  leave_counts = true,
}
