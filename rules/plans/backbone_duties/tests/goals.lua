-- 培养目标（P1-02、P1-03）：力争，不是违规。

local function city(s, who) s:event("2024-08-20", who, "title.awarded", { level = "区级" }) end

local certificate, influence = "市区级骨干教师尚未达到教育技术中级水平", "打造至少2个全区有影响的骨干教师"

scenario "P1-02 中级正好达到，初级没有达到" (function(s)
  for _, level in ipairs { "初级", "中级", "高级" } do
    city(s, level)
    s:event("2025-03-01", level, "certificate.recorded", { kind = "教育技术", level = level })
  end
  s:advance "2025-09-01"
  s:expect { teacher = "初级", rule = certificate, outcome = "fired", at = "2025-09-01", severity = "notice" }
  s:refute { teacher = "中级", rule = certificate }
  s:refute { teacher = "高级", rule = certificate }
end)

scenario "P1-02 没有证书，或是别的证书，没有达到" (function(s)
  city(s, "T1")
  city(s, "T2")
  s:event("2025-03-01", "T2", "certificate.recorded", { kind = "普通话", level = "高级" })
  s:advance "2025-09-01"
  s:expect { teacher = "T1", rule = certificate }
  s:expect { teacher = "T2", rule = certificate }
end)

scenario "P1-02 校级骨干教师不在此列" (function(s)
  s:event("2024-08-20", "T1", "role.granted", { role = "教研组长" })
  s:advance "2025-09-01"
  s:refute { rule = certificate }
end)

local function influential(s, who, holds)
  s:event("2025-05-01", who, "attestation.recorded", { kind = "全区影响", holds = holds, by = "区教育局" })
end

scenario "P1-03 正好两个，达到" (function(s)
  for _, who in ipairs { "T1", "T2", "T3" } do city(s, who) end
  influential(s, "T1", true)
  influential(s, "T2", true)
  influential(s, "T3", false)
  s:event("2025-06-01", "T2", "attestation.recorded", { kind = "进步明显", holds = false, by = "校长" })
  s:advance "2025-09-01"
  s:expect { rule = influence, outcome = "achieved", at = "2025-09-01" }
end)

scenario "P1-03 只有一个，没有达到；不是骨干教师的不算" (function(s)
  city(s, "T1")
  city(s, "T3")
  influential(s, "T1", true)
  influential(s, "T2", true)
  s:event("2025-06-01", "T3", "attestation.recorded", { kind = "进步明显", holds = true, by = "校长" })
  s:advance "2025-09-01"
  s:expect { rule = influence, outcome = "missed", at = "2025-09-01", severity = "notice" }
end)
