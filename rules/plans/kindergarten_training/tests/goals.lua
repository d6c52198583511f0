-- 二、培训目标（P2-01、P2-02）：只告知，不影响结业。

local trainee = require "tests.shared.trainee"

local papers, guiding = "培训目标：论文在市级以上刊物发表或交流", "培训目标：能指导青年教师"

local function finish(s, who, outcome, level)
  trainee.enrol(s, who)
  trainee.complete(s, who, "2025-05-10", { "论文交流" })
  s:event("2025-05-11", who, "paper.outcome", { paper = "P1", outcome = outcome, level = level })
end

scenario "市级交流、指导了青年教师，达到目标" (function(s)
  finish(s, "T1", "交流", "市级")
  s:event("2025-03-01", "T1", "pair.started", { apprentice = "青年" })
  trainee.conclude(s, "T1", "2025-06-01")
  s:refute { rule = papers }
  s:refute { rule = guiding }
end)

scenario "区级交流、没有指导青年教师，没有达到，照样结业" (function(s)
  finish(s, "T1", "交流", "区级")
  trainee.conclude(s, "T1", "2025-06-01")
  s:expect { teacher = "T1", rule = papers, severity = "notice" }
  s:expect { teacher = "T1", rule = guiding, severity = "notice" }
  s:standing("T1", "培训", "结业")
end)

scenario "市级获奖不是发表、交流" (function(s)
  finish(s, "T1", "获奖", "市级")
  s:event("2025-05-12", "T1", "paper.outcome", { paper = "P2", outcome = "交流", level = "区级" })
  trainee.conclude(s, "T1", "2025-06-01")
  s:expect { teacher = "T1", rule = papers }
end)

scenario "入训以前的论文和指导，不算达到" (function(s)
  s:event("2024-08-01", "T1", "paper.outcome", { paper = "P0", outcome = "发表", level = "市级" })
  s:event("2024-08-01", "T1", "pair.started", { apprentice = "青年" })
  finish(s, "T1", "交流", "区级")
  trainee.conclude(s, "T1", "2025-06-01")
  s:expect { teacher = "T1", rule = papers }
  s:expect { teacher = "T1", rule = guiding }
end)

scenario "结论不合格的、不在训的，不提培训目标" (function(s)
  finish(s, "T1", "交流", "区级")
  trainee.conclude(s, "T1", "2025-06-01", "不合格")
  trainee.conclude(s, "T2", "2025-06-01")
  s:refute { rule = papers }
  s:refute { rule = guiding }
end)
