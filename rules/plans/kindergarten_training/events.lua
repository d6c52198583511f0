-- 培训对象的基本情况，和培训中记录的事项（字段见 plans/records.lua）。

profile.name         = "string"
profile.hired        = "date"
profile.birth        = "date"
profile.kindergarten = "boolean"

require "plans.records" {
  levels = { "园级", "区级", "市级" },

  -- 报名、入训、阶段
  "applied", "enrolled", "phase.started",
  -- 集中培训和考勤
  "training.session", "training.planned", "attendance.recorded",
  -- 导师：带教计划、听课、评课
  "pair.started", "pair.ended", "plan.filed", "lesson.observed", "lesson.commented",
  -- 学员完成的
  "study.logged", "project.registered", "outing.completed", "lesson.public", "lecture.given", "artifact.submitted", "paper.outcome",
  -- 考核和认定
  "attestation.recorded", "assessment.result", "defence.result", "committee.decided", "misconduct.recorded", "objection.upheld",
}
