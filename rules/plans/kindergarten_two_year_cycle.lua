-- 幼儿园骨干教师培养计划，两年一届（骨干教师培养工作计划之六）
--
-- 条文与计划之五相同，在 two_year_cycle/ 各章；计划自己的层级、人数和说法在
-- kindergarten_two_year_cycle/words.lua。使用方法和参数见那里的 README.md。

return require "plans.two_year_cycle.chapters" (require "plans.kindergarten_two_year_cycle.words")
