-- 三、培训对象（P2-03、P2-04）

local trainee = require "tests.shared.trainee"

local rule = "报名者不符合培训对象条件"

local function apply(s, who, profile)
  s:event("2024-09-01", who, "tenure.teacher", profile)
  s:event("2024-09-01T08:00", who, "applied")
end

scenario "正好满五年、四十五岁，符合条件" (function(s)
  apply(s, "T1", { name = "王芳", hired = "2019-09-01", birth = "1978-09-02", kindergarten = true })
  s:expect_nothing_else()
end)

scenario "差一天满五年" (function(s)
  apply(s, "T1", { name = "王芳", hired = "2019-09-02", birth = "1990-01-01", kindergarten = true })
  s:expect { teacher = "T1", rule = rule, severity = "warning", says = "王芳报名：工作满4年、34岁；培训对象为在职幼儿园教师，工作5年以上、45岁以下" }
end)

scenario "四十六岁" (function(s)
  apply(s, "T1", { hired = "2000-09-01", birth = "1978-09-01", kindergarten = true })
  s:expect { teacher = "T1", rule = rule }
end)

scenario "不是幼儿园教师" (function(s)
  apply(s, "T1", { hired = "2010-09-01", birth = "1990-01-01", kindergarten = false })
  s:expect { teacher = "T1", rule = rule }
end)

scenario "没有登记的，不作判断" (function(s)
  apply(s, "T1", {})
  s:refute {}
end)

local unattested = "入训时具体条件没有全部认定"

scenario "三项条件都经认定" (function(s)
  trainee.enrol(s, "T1")
  s:expect_nothing_else()
end)

scenario "缺任何一项认定，都告知" (function(s)
  local kinds = { "政治师德", "专业基础", "研究能力" }
  for _, missing in ipairs(kinds) do
    local who = "缺" .. missing
    for _, kind in ipairs(kinds) do
      if kind ~= missing then s:event("2024-08-25", who, "attestation.recorded", { kind = kind, holds = true, by = "园长" }) end
    end
    s:event("2024-09-01", who, "enrolled")
    s:expect { teacher = who, rule = unattested }
    s:expect { teacher = who, rule = "入训", ["培训"] = "在训" }
  end
  s:expect_nothing_else()
end)

scenario "最近一次认定为不符合，告知" (function(s)
  for _, kind in ipairs { "政治师德", "专业基础", "研究能力" } do
    s:event("2024-08-25", "T1", "attestation.recorded", { kind = kind, holds = true, by = "园长" })
  end
  s:event("2024-08-26", "T1", "attestation.recorded", { kind = "研究能力", holds = false, by = "园长" })
  s:event("2024-09-01", "T1", "enrolled")
  s:expect { teacher = "T1", rule = unattested, says = "T1的认定：政治思想和师德true，专业知识和基本功true，研究和创新能力false" }
end)
