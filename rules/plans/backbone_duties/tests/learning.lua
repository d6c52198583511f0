-- 理论学习、教育技术、外出学习（P1-04 至 P1-08、P1-30）

local function head(s, who) s:event("2024-08-20", who, "role.granted", { role = "教研组长" }) end

local lecture = "学校每月在骨干教师中举办专题讲座或课题研究培训"

scenario "P1-04 讲座或课题研究培训，有一种即可；月末当天也算" (function(s)
  s:event("2024-09-30T23:59", nil, "lecture.held", { kind = "讲座", audience = "骨干教师" })
  s:event("2024-10-01T00:00", nil, "lecture.held", { kind = "课题研究培训", audience = "骨干教师" })
  s:advance "2024-11-01"
  s:refute { rule = lecture }
  s:advance "2024-12-01"
  s:expect { rule = lecture, outcome = "missed", at = "2024-12-01", severity = "warning" }
end)

scenario "P1-04 不是为骨干教师办的不算；二月、七月、八月不要求" (function(s)
  s:event("2024-12-10", nil, "lecture.held", { kind = "讲座", audience = "骨干教师" })
  s:event("2025-01-10", nil, "lecture.held", { kind = "讲座", audience = "家长" })
  for _, month in ipairs { "03", "04", "05", "06" } do
    s:event("2025-" .. month .. "-10", nil, "lecture.held", { kind = "讲座", audience = "骨干教师" })
  end
  s:advance "2025-09-01"
  s:expect { rule = lecture, outcome = "missed", at = "2025-02-01" }
  for _, at in ipairs { "2025-03-01", "2025-04-01", "2025-07-01", "2025-08-01", "2025-09-01" } do s:refute { rule = lecture, at = at } end
end)

local place = "校外培训、进修名额给了骨干教师以外的人"

scenario "P1-05 P1-30 名额给骨干教师，不提示；给别人，提示核对，不是违规" (function(s)
  head(s, "T1")
  s:event("2024-10-10", "T1", "allocation.made", { allocation = "省级研修" })
  s:refute { rule = place }
  s:event("2024-10-10", "T2", "allocation.made", { allocation = "省级研修" })
  s:expect { teacher = "T2", rule = place, severity = "info", says = "名额给了T2；骨干教师优先，请确认没有骨干教师申请" }
end)

scenario "P1-06 每学期两项技术培训各一次" (function(s)
  s:event("2024-09-01", nil, "training.session", { session = "S1", topic = "电子白板" })
  s:event("2024-12-20", nil, "training.session", { session = "S2", topic = "教育心理" })
  s:advance "2025-02-01"
  s:refute { rule = "校内每学期开展电子白板培训" }
  s:expect { rule = "校内每学期开展网页制作培训", outcome = "reminder", at = "2025-01-02" }
  s:expect { rule = "校内每学期开展网页制作培训", outcome = "missed", at = "2025-02-01" }
  s:event("2025-07-10T23:59", nil, "training.session", { session = "S3", topic = "网页制作" })
  s:advance "2025-07-11"
  s:expect { rule = "校内每学期开展网页制作培训", outcome = "reminder", at = "2025-06-11" }
  s:refute { rule = "校内每学期开展网页制作培训", at = "2025-07-11" }
  s:expect { rule = "校内每学期开展电子白板培训", outcome = "missed", at = "2025-07-11" }
end)

local courseware = "本学期上交一份自己设计的多媒体课件"

scenario "P1-07 学期最后一天上交自己设计的课件，算；不是自己设计的，不算" (function(s)
  for _, who in ipairs { "自制", "借用", "未注明", "没交" } do head(s, who) end
  s:event("2025-01-31T23:59", "自制", "artifact.submitted", { kind = "课件", self_made = true })
  s:event("2024-12-01", "借用", "artifact.submitted", { kind = "课件", self_made = false })
  s:event("2024-12-01", "未注明", "artifact.submitted", { kind = "课件" })
  s:advance "2025-02-01"
  for _, who in ipairs { "借用", "未注明", "没交" } do
    s:expect { teacher = who, rule = courseware, outcome = "reminder", at = "2025-01-18" }
    s:expect { teacher = who, rule = courseware, outcome = "missed", at = "2025-02-01" }
  end
  s:refute { teacher = "自制", rule = courseware, outcome = "missed" }
end)

scenario "P1-07 只要求本学期；开学后才任职的不要求" (function(s)
  s:event("2024-01-20", "上学期", "role.granted", { role = "备课组长" })
  s:event("2024-08-20", "上学期", "role.revoked", { role = "备课组长" })
  s:event("2024-08-20", "T1", "tenure.teacher", { name = "王芳" })
  s:event("2024-09-02", "T1", "role.granted", { role = "备课组长" })
  s:advance "2025-09-01"
  s:refute { rule = courseware }
end)

local sharing = "外出学习后把收获传递给其他教师"

local function outing(s, who, outing)
  s:event("2024-10-10", who, "outing.completed", { outing = outing, days = 2, level = "市级", kind = "考察" })
end

scenario "P1-08 第三十天交流，及时；过了一天，逾期" (function(s)
  for _, who in ipairs { "按时", "迟了" } do
    head(s, who)
    outing(s, who, "W" .. who)
  end
  s:event("2024-11-09T23:59", "按时", "sharing.given", { outing = "W按时", scope = "组内" })
  s:event("2024-11-10T00:00", "迟了", "sharing.given", { outing = "W迟了", scope = "全校" })
  s:expect { teacher = "按时", rule = sharing, outcome = "reminder", at = "2024-11-03" }
  s:refute { teacher = "按时", rule = sharing, outcome = "missed" }
  s:expect { teacher = "迟了", rule = sharing, outcome = "reminder", at = "2024-11-03" }
  s:expect { teacher = "迟了", rule = sharing, outcome = "missed", at = "2024-11-10", about = { outing = "W迟了" } }
end)

scenario "P1-08 交流的是另一次外出，不算；不是骨干教师的不要求" (function(s)
  head(s, "T1")
  outing(s, "T1", "W1")
  s:event("2024-10-20", "T1", "sharing.given", { outing = "W0", scope = "全校" })
  outing(s, "T2", "W2")
  s:advance "2024-12-01"
  s:expect { teacher = "T1", rule = sharing, outcome = "missed", about = { outing = "W1" } }
  s:refute { teacher = "T2" }
end)
