-- 教师的基本情况，和学校记录的事项（字段见 plans/records.lua）。

profile.name = "string"
profile.post = "string"

require "plans.records" {
  levels = { "校级", "县级", "省级", "全国" },

  -- 谁是骨干教师
  "role.granted", "role.revoked", "title.awarded", "title.revoked",
  -- 学校组织的
  "dossier.opened", "notice.published", "seminar.held", "lecture.held", "inspection.held", "contest.held", "assessment.result",
  "funding.granted", "bonus.paid", "objection.upheld",
  -- 骨干教师做的
  "plan.filed", "study.logged", "outing.completed", "sharing.given", "artifact.submitted", "contest.entered",
  "lesson.observed", "lesson.commented", "lesson.public", "pair.started", "pair.ended",
  "project.registered", "project.closed", "project.result",
}
