-- 二、培训目标

return function()
  local trainee = track["培训"]:is "在训"
  local concluded = event["committee.decided"] { decision = "合格" }

  fact["市级论文"]     = event["paper.outcome"] { outcome = one_of { "发表", "交流" }, level = at_least "市级" }:count():since(event.enrolled)
  fact["指导青年教师"] = event["pair.started"]:count():since(event.enrolled)

  rule "培训目标：论文在市级以上刊物发表或交流" {
    cites   = "P2-01",
    on      = concluded,
    applies = trainee,
    when    = fact["市级论文"]:is(0),
    says    = "{name}培训期间还没有论文在市级以上发表或交流",
    tell    = { "teacher", "principal" },
  }

  rule "培训目标：能指导青年教师" {
    cites   = "P2-02",
    on      = concluded,
    applies = trainee,
    when    = fact["指导青年教师"]:is(0),
    says    = "{name}培训期间还没有指导青年教师",
    tell    = { "teacher", "principal" },
  }
end
