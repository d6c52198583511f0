-- 教师的基本情况，和学校记录的事项（字段见 plans/records.lua）。

profile.name  = "string"
profile.birth = "date"
profile.post  = "string"

require "plans.records" {
  levels = { "校级", "区级", "市级" },

  -- 称号、职务和成长
  "title.awarded", "title.revoked", "role.granted", "role.revoked", "certificate.issued", "attestation.recorded",
  -- 结对子
  "pair.started", "pair.ended", "lesson.observed",
  -- 学校组织的
  "contest.held", "notice.published", "lecture.held", "training.session", "assessment.result", "objection.upheld", "bonus.paid",
  -- 个人完成的
  "plan.filed", "artifact.submitted", "book.read", "subscription.recorded", "attendance.recorded", "outing.completed",
  "lesson.public", "paper.outcome", "sharing.given",
}
