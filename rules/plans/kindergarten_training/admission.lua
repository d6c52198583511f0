-- 三、培训对象

return function(plan)
  fact["工作年限"] = profile.hired:years()
  fact["年龄"]     = profile.birth:years()

  rule "报名者不符合培训对象条件" {
    cites    = "P2-03",
    on       = event.applied,
    when     = any {
      profile.kindergarten:is(false),
      fact["工作年限"]:less_than(plan.years_of_work),
      fact["年龄"]:more_than(plan.oldest),
    },
    says     = "{name}报名：工作满{工作年限}年、{年龄}岁；培训对象为在职幼儿园教师，工作"
      .. plan.years_of_work .. "年以上、" .. plan.oldest .. "岁以下",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  local function attested(kind)
    return event["attestation.recorded"] { kind = kind }:last "holds":or_else(false)
  end

  fact["政治思想和师德"] = attested "政治师德"
  fact["专业知识和基本功"] = attested "专业基础"
  fact["研究和创新能力"] = attested "研究能力"

  rule "入训时具体条件没有全部认定" {
    cites    = "P2-04",
    on       = event.enrolled,
    when     = any {
      fact["政治思想和师德"]:is(false),
      fact["专业知识和基本功"]:is(false),
      fact["研究和创新能力"]:is(false),
    },
    says     = "{name}的认定：政治思想和师德{政治思想和师德}，专业知识和基本功{专业知识和基本功}，研究和创新能力{研究和创新能力}",
    tell     = { "teacher", "principal" },
    severity = "warning",
  }

  rule "入训" {
    cites   = "P2-03",
    on      = event.enrolled,
    applies = track["培训"]:is "未参训",
    outcome = track["培训"]:becomes "在训",
    says    = "{name}参加骨干教师培训",
    tell    = { "teacher" },
  }
end
