-- 计划之五自己的层级、人数和说法。

return {
  number      = "P5",
  levels      = { "校级", "学区级", "县级", "市级" },               -- 从低到高
  tiers       = { "学区级", "县级", "市级" },                       -- 逐层选拔的层级
  goals       = {
    { level = "市级", parameter = "city", people = 3 },               -- 市级骨干教师3人
    { level = "县级", parameter = "county", people = 6 },             -- 县级骨干教师6名
    { level = "学区级", parameter = "school_district", people = 12 }, -- 学区级骨干12人
  },
  open_level  = "学区级",                                           -- 学区、县级中低的一级
  paper_level = "县级",
  own_staff   = { "本校教师", "全体教师", "school" },
  here        = "本校",
  head        = "校方",
  leader      = "县市级学科带头人",
  places      = "学区、县级",
  papers      = "县及以上",
}
