-- 培训对象（P2-03）：满五年，不超过四十五岁，在职幼儿园教师。

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
