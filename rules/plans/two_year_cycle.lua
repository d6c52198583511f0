-- 初中骨干教师培养计划，两年一届（骨干教师培养工作计划之五）
--
-- 条文在 two_year_cycle/ 各章，与计划之六共用；计划自己的层级、人数和说法在
-- two_year_cycle/words.lua。使用方法和参数见 two_year_cycle/README.md。

return require "plans.two_year_cycle.chapters" (require "plans.two_year_cycle.words")
