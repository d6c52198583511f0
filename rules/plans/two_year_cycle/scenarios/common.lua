-- 各场景共用的：骨干教师怎样任职，一年的义务怎样完成。w 是计划自己的说法。

return function(w)
  local common = {}

  local function set(s, who, day, track, state)
    s:event(day, who, "tenure.standing", { track = track, to = state, reason = "换届前已任职", by = "人事" })
    s:expect { teacher = who, form = "manual", [track] = state }
  end

  -- 从这一天起是这一级的骨干教师。
  function common.in_office(s, who, day, level)
    set(s, who, day, "层级", level or w.tiers[1])
    set(s, who, day, "任职", "在任")
  end

  common.set = set

  -- 有指导教师、培养计划和跟踪培养。
  function common.train(s, who, day)
    s:event(day, "导师", "pair.started", { apprentice = who })
    s:event(day, nil, "plan.filed", { kind = "培养计划", ["for"] = who })
    s:event(day, who, "phase.started", { phase = "跟踪培训" })
  end

  -- 一年一次的义务：名称，做到它的事项，和看起来像、其实不算的事项。
  common.yearly = {
    {
      rule   = "指导培养下一级骨干教师(或教师)，进步明显", clause = 12,
      done   = { { "pair.started", { apprentice = "徒弟" } }, { "attestation.recorded", { kind = "进步明显", holds = true, by = "教导处" } } },
      nearly = { { "pair.started", { apprentice = "徒弟" } }, { "attestation.recorded", { kind = "进步明显", holds = false, by = "教导处" } } },
    },
    {
      rule   = "年内为" .. w.here .. "教师进行公开示范教学", clause = 13,
      done   = { { "lesson.public", { lesson = "示范", kind = "公开示范", audience = w.own_staff[1] } } },
      nearly = {
        { "lesson.public", { lesson = "示范一", kind = "公开示范", audience = "家长" } },
        { "lesson.public", { lesson = "示范二", kind = "公开课", audience = w.own_staff[1] } },
      },
    },
    {
      rule   = "年内承担" .. w.places .. "层面的教学公开活动", clause = 14,
      done   = { { "lesson.public", { lesson = "公开", kind = "公开课", level = w.open_level } } },
      nearly = {
        { "lesson.public", { lesson = "公开一", kind = "公开课", level = w.levels[1] } },
        { "lesson.public", { lesson = "公开二", kind = "公开课" } },
      },
    },
    {
      rule   = "年内为年级组至少作一次专题讲座", clause = 15,
      done   = { { "lecture.given", { kind = "讲座", audience = "年级组", topic = "单元教学" } } },
      nearly = {
        { "lecture.given", { kind = "论坛", audience = "年级组" } },
        { "lecture.given", { kind = "讲座", audience = "全体教师" } },
      },
    },
    {
      rule   = "年内至少有一篇教科研成果在" .. w.papers .. "获奖、发表或交流", clause = 16,
      done   = { { "paper.outcome", { paper = "论文", outcome = "交流", level = w.paper_level } } },
      nearly = {
        { "paper.outcome", { paper = "论文一", outcome = "获奖", level = w.levels[2] ~= w.paper_level and w.levels[2] or w.levels[1] } },
        { "paper.outcome", { paper = "论文二", outcome = "发表" } },
      },
    },
    {
      rule   = "骨干教师每年考核一次", clause = 18,
      done   = { { "assessment.result", { cycle = "年度", grade = "合格" } } },
      nearly = { { "assessment.result", { cycle = "学期", grade = "合格" } } },
    },
    {
      rule   = "年内向" .. w.head .. "述职一次", clause = 19,
      done   = { { "duty_report.given" } },
      nearly = {},
    },
  }

  -- 这一天做这些事项。
  function common.happen(s, who, time, events)
    for _, each in ipairs(events) do s:event(time, who, each[1], each[2]) end
  end

  -- 这一天完成全年的义务，只缺 without 一项。
  function common.fulfil(s, who, time, without)
    for _, each in ipairs(common.yearly) do
      if each.rule ~= without then common.happen(s, who, time, each.done) end
    end
    if without ~= common.yearly[1].rule then s:expect { teacher = who, rule = "承担指导任务", ["指导任务"] = "承担" } end
  end

  return common
end
