-- 学校里的人：骨干教师和普通教师。

local school = {}

-- 普通教师，开学前登记；post 是职务。
function school.teacher(s, who, post)
  s:event("2024-08-20", who, "tenure.teacher", { name = who, post = post })
end

-- 骨干教师：开学前评为教学能手。
function school.backbone(s, who, post)
  school.teacher(s, who, post)
  s:event("2024-08-21", who, "role.granted", { role = "教学能手" })
end

-- T1 是骨干教师，T9 不是。
function school.two(s)
  school.backbone(s, "T1")
  school.teacher(s, "T9")
end

return school
