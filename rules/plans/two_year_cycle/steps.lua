-- 逐层：一个层级是第几层，谁在第几层，谁指导低一层的人。
--
-- 计划列出人数的层级一层一层地上；夹在中间的随下面一层，最低一层以下的是零。

local steps = {}

-- { 学区级 = 1, 县级 = 2, 市级 = 3, 校级 = 0 }
function steps.of(levels, tiers)
  local out, reached = {}, 0
  for _, level in ipairs(levels) do
    if tiers[reached + 1] == level then reached = reached + 1 end
    out[level] = reached
  end
  return out
end

-- 现有层级是第几层；没有层级的是零。
function steps.held(title, step_of)
  local cases = {}
  for level, step in pairs(step_of) do cases[#cases + 1] = { title:is(level), step } end
  cases[#cases + 1] = 0
  return choose(cases)
end

-- 正在指导的、低一层的或没有层级的人数。层级不同的指导各成一段，指导开始时
-- 写明的层级为准。
function steps.guided(title, levels, step_of)
  local started, ended = event["pair.started"], event["pair.ended"]
  spell["指导"] = { starts = started, ends = ended, key = "apprentice" }
  local teachers, with = spell["指导"]:count(), {}
  for _, level in ipairs(levels) do
    spell["指导" .. level] = { starts = started { apprentice_level = level }, ends = ended, key = "apprentice" }
    with[level] = spell["指导" .. level]:count()
    teachers = teachers - with[level]
  end
  local cases = {}
  for _, level in ipairs(levels) do
    local fitting = teachers
    for _, lower in ipairs(levels) do
      if step_of[lower] == step_of[level] - 1 then fitting = fitting + with[lower] end
    end
    cases[#cases + 1] = { title:is(level), fitting }
  end
  cases[#cases + 1] = teachers
  return choose(cases)
end

return steps
