-- 教师的基本情况，和计划中记录的事项（字段见 plans/records.lua）。levels 是本计划
-- 的层级，从低到高。

local records = require "plans.records"

return function(levels)
  profile.name = "string"

  records {
    levels = levels,

    -- 三、培养和选拔
    "selection.opened", "selection.closed", "notice.published", "committee.decided", "role.granted", "role.revoked",
    "title.awarded", "title.revoked", "objection.upheld",
    -- 四、培养措施
    "plan.filed", "pair.started", "pair.ended", "phase.started", "outing.completed",
    -- 五、任职义务
    "study.logged", "exam.scored", "attestation.recorded", "lesson.public", "lecture.given", "paper.outcome",
    -- 六、管理和考核  七、待遇和奖励
    "dossier.opened", "duty_report.given", "assessment.result", "allocation.made", "funding.granted",
  }
end
