-- 计划之六自己的层级、人数和说法。

return {
  number      = "P6",
  levels      = { "园级", "片级", "区级", "市级" },                 -- 从低到高
  tiers       = { "园级", "区级", "市级" },                         -- 逐层选拔的层级
  goals       = {
    { level = "市级", parameter = "city", people = 2 },          -- 市级骨干教师2人
    { level = "区级", parameter = "district", people = 6 },      -- 区级骨干教师6名
    { level = "园级", parameter = "kindergarten", people = 12 }, -- 园级骨干12人
  },
  open_level  = "片级",                                             -- 片、区级中低的一级
  paper_level = "区级",
  own_staff   = { "本园教师", "全体教师", "kindergarten" },
  here        = "本园",
  head        = "园方",
  leader      = "区级学科带头人",
  places      = "片、区级",
  papers      = "区级及以上",
}
