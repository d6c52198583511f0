-- 骨干教师的基本情况，和学校记录的事项（字段见 plans/records.lua）。

profile.name = "string"
profile.post = "string"

require "plans.records" {
  levels = { "校级", "区级", "市级", "国家级" },

  -- 谁是骨干教师
  "title.awarded", "title.revoked", "role.granted", "role.revoked",
  -- 学校组织的
  "lecture.held", "training.session", "seminar.held", "assessment.result", "selection.opened", "allocation.made",
  -- 师带徒
  "pair.started", "pair.ended", "lesson.observed", "lesson.commented",
  -- 引路课、论坛、外出学习、培训
  "lesson.public", "lecture.given", "outing.completed", "sharing.given", "attendance.recorded",
  -- 课题、论文和上交的材料
  "project.registered", "project.closed", "plan.filed", "artifact.submitted", "contest.entered", "paper.outcome",
  -- 任务、证书、认定
  "task.assigned", "task.completed", "certificate.recorded", "attestation.recorded",
}
