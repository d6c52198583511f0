-- 培养对象（P1-01）：谁是骨干教师，从哪天起，到哪天止。用每月的月考核（P1-29）来看。

local duty = "每月骨干教师的工作情况纳入月考核"

scenario "P1-01 市级、区级称号和组长职务，都是骨干教师" (function(s)
  s:event("2024-08-20", "市级", "title.awarded", { level = "市级" })
  s:event("2024-08-20", "区级", "title.awarded", { level = "区级" })
  s:event("2024-08-20", "教研组长", "role.granted", { role = "教研组长" })
  s:event("2024-08-20", "备课组长", "tenure.teacher", { name = "王芳", post = "备课组长" })
  s:advance "2024-10-01"
  for _, who in ipairs { "市级", "区级", "教研组长", "备课组长" } do
    s:expect { teacher = who, rule = duty, outcome = "missed", at = "2024-10-01" }
  end
end)

scenario "P1-01 既有称号又任组长，只算一人" (function(s)
  s:event("2024-08-20", "T1", "title.awarded", { level = "区级" })
  s:event("2024-08-20", "T1", "role.granted", { role = "教研组长" })
  s:event("2025-05-01", "T1", "attestation.recorded", { kind = "全区影响", holds = true, by = "区教育局" })
  s:advance "2025-09-01"
  s:expect { teacher = "T1", rule = duty, at = "2024-10-01" }
  s:expect { rule = "打造至少2个全区有影响的骨干教师", outcome = "missed" }
end)

scenario "P1-01 没有称号和职务的不是骨干教师" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "李梅", post = "班主任" })
  s:event("2024-08-20", "T2", "role.granted", { role = "年级组长" })
  s:event("2024-08-20", "T3", "title.awarded", { level = "校级" })
  s:advance "2025-09-01"
  for _, who in ipairs { "T1", "T2", "T3" } do s:refute { teacher = who } end
end)

scenario "P1-01 不再任组长、称号取消，就不是骨干教师" (function(s)
  s:event("2024-08-20", "T1", "role.granted", { role = "教研组长" })
  s:event("2024-08-20", "T2", "tenure.teacher", { name = "王芳", post = "备课组长" })
  s:event("2024-08-20", "T3", "title.awarded", { level = "区级" })
  s:event("2024-08-20", "T4", "tenure.teacher", { name = "李梅", post = "备课组长" })
  s:advance "2024-10-01"
  for n = 1, 4 do s:expect { teacher = "T" .. n, rule = duty, at = "2024-10-01" } end
  s:event("2024-10-08", "T1", "role.revoked", { role = "教研组长" })
  s:event("2024-10-08", "T2", "role.revoked", { role = "备课组长" })
  s:event("2024-10-08", "T3", "title.revoked", { level = "区级" })
  s:event("2024-10-08", "T4", "tenure.teacher", { post = "教师" })
  s:advance "2024-11-01"
  s:refute { rule = duty, at = "2024-11-01" }
end)

scenario "P1-01 取消的是另一级称号，仍是骨干教师" (function(s)
  s:event("2024-08-20", "T1", "title.awarded", { level = "区级" })
  s:event("2024-08-21", "T1", "title.awarded", { level = "市级" })
  s:event("2024-08-22", "T1", "title.revoked", { level = "市级" })
  s:advance "2024-10-01"
  s:expect { teacher = "T1", rule = duty, at = "2024-10-01" }
end)

scenario "P1-01 月中才任组长，这个月不算，下个月起算" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "王芳" })
  s:event("2024-09-10", "T1", "role.granted", { role = "备课组长" })
  s:advance "2024-10-01"
  s:refute { rule = duty }
  s:advance "2024-11-01"
  s:expect { teacher = "T1", rule = duty, at = "2024-11-01" }
end)

scenario "P1-01 登记的职务还在，免去的是另一项，仍是骨干教师" (function(s)
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "王芳", post = "教研组长" })
  s:event("2024-08-21", "T1", "role.granted", { role = "备课组长" })
  s:event("2024-08-25", "T1", "role.revoked", { role = "备课组长" })
  s:event("2024-08-20", "T2", "tenure.teacher", { name = "李梅", post = "教研组长" })
  s:event("2024-08-25", "T2", "role.revoked", { role = "教研组长" })
  s:event("2024-08-26", "T2", "tenure.teacher", { name = "李梅" })
  s:advance "2024-10-01"
  s:expect { teacher = "T1", rule = duty, at = "2024-10-01" }
  s:refute { teacher = "T2", rule = duty }
end)
