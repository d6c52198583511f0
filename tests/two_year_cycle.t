#!/bin/sh
# two_year_cycle.t — what the parameters of plans 5 and 6 change.  Their
# defaults are tested beside the rules, in rules/plans/*/tests/.
set -u
LC_ALL=C
export LC_ALL
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1
TENURE_RULES=$PWD/rules
export TENURE_RULES
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/tests"

n=0
failed=0
# with TEXT PARAMETERS [PLAN] [CALENDAR]: the steps on stdin hold of a school
# with these parameters.  They may use s and these:
#   backbone (who, day, level)  is one from that day on
#   assess (who, day, grade)    has an annual assessment
with() {
  n=$((n + 1))
  plan=${3-two_year_cycle}
  cat > "$work/rules.lua" <<-END
	calendar { timezone = "+08:00", cycle = { years = 2, from = 2023 } }
	require "plans.$plan" { $2 }
	END
  {
    cat <<-'END'
	scenario "it holds" (function(s)
	  local function set(who, day, track, to)
	    s:event(day, who, "tenure.standing", { track = track, to = to })
	    s:expect { teacher = who, form = "manual", [track] = to }
	  end
	  local function backbone(who, day, level)
	    set(who, day, "层级", level)
	    set(who, day, "任职", "在任")
	  end
	  local function assess(who, day, grade, cycle)
	    s:event(day, who, "assessment.result", { cycle = cycle or "年度", grade = grade })
	  end
	END
    cat
    echo 'end)'
  } > "$work/tests/steps.lua"
  if timeout 60 tenure test "$work" > "$work/out" 2>&1; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    sed 's/^/#   /' "$work/out"
  fi
}

# refused TEXT PARAMETERS MESSAGE
refused() {
  n=$((n + 1))
  printf 'calendar { timezone = "+08:00", cycle = { years = 2, from = 2023 } }\nrequire "plans.two_year_cycle" { %s }\n' "$2" > "$work/rules.lua"
  if ! tenure check "$work" > "$work/out" 2> "$work/err" && grep -qF "rules.lua:2: $3" "$work/out"; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    sed 's/^/#   /' "$work/out" "$work/err"
  fi
}

with "city and county are the goals" 'city = 1, county = 2, school_district = 3' <<'E2'
backbone("T1", "2023-09-01", "市级")
backbone("T2", "2023-09-01", "县级")
backbone("T3", "2023-09-01", "学区级")
s:advance "2026-09-01"
s:expect { rule = "三年内培养市级骨干教师", outcome = "achieved" }
s:expect { rule = "三年内培养县级骨干教师", outcome = "missed", says = "力争三年内培养县级骨干教师2人" }
s:expect { rule = "三年内培养学区级骨干教师", outcome = "missed" }
E2

with "cumulative: a higher level counts for the lower ones" 'city = 1, county = 2, school_district = 3, cumulative = true' <<'E2'
backbone("T1", "2023-09-01", "市级")
backbone("T2", "2023-09-01", "县级")
backbone("T3", "2023-09-01", "学区级")
s:advance "2026-09-01"
s:expect { rule = "三年内培养市级骨干教师", outcome = "achieved" }
s:expect { rule = "三年内培养县级骨干教师", outcome = "achieved" }
s:expect { rule = "三年内培养学区级骨干教师", outcome = "achieved" }
E2

with "from: when the three years begin, and the duties" 'from = 2025, city = 0' <<'E2'
backbone("T1", "2023-09-01", "市级")
s:advance "2025-09-01"
s:refute { outcome = "missed" }
s:advance "2028-09-01"
s:expect { rule = "骨干教师每年考核一次", outcome = "missed", at = "2026-09-01" }
s:expect { rule = "三年内培养市级骨干教师", outcome = "achieved", at = "2028-09-01" }
E2

with "kindergarten: its own levels and goals" 'city = 0, district = 1, kindergarten = 1' kindergarten_two_year_cycle <<'E2'
backbone("T1", "2023-09-01", "园级")
s:advance "2026-09-01"
s:expect { rule = "三年内培养园级骨干教师", outcome = "achieved" }
s:expect { rule = "三年内培养区级骨干教师", outcome = "missed" }
E2

with "reserve: another name of the role, and how many" 'reserve = "骨干后备", reserve_least = 2' <<'E2'
s:event("2023-09-01", "T1", "role.granted", { role = "骨干后备" })
s:event("2023-09-01", "T2", "role.granted", { role = "后备骨干教师" })
s:standing("T1", "任职", "后备")
s:standing("T2", "任职", "教师")
s:advance "2024-09-01"
s:expect { rule = "建立骨干教师后备队伍信息库", outcome = "missed", says = "骨干教师后备队伍信息库应不少于2人" }
E2

with "year: the calendar year" 'year = "year", remind_days = 0' <<'E2'
backbone("T1", "2023-09-10", "市级")
s:advance "2024-01-01"
s:refute { outcome = "missed" }
assess("T1", "2024-12-31", "合格")
s:advance "2025-01-01"
s:refute { rule = "骨干教师每年考核一次" }
s:expect { rule = "年内向校方述职一次", outcome = "missed", at = "2025-01-01" }
s:refute { rule = "年内向校方述职一次", outcome = "reminder" }
E2

with "months_in_office: none asked for" 'months_in_office = 0' <<'E2'
backbone("T1", "2024-08-31", "市级")
s:advance "2024-09-01"
s:expect { rule = "骨干教师每年考核一次", outcome = "missed" }
E2

with "top_share: a fifth" 'top_share = "20%"' <<'E2'
backbone("T1", "2023-09-01", "市级")
s:event("2024-01-20", "T1", "exam.scored", { rank = 2, of = 10 })
s:refute { rule = "教学成绩没有保持同级前列" }
s:event("2024-01-21", "T1", "exam.scored", { rank = 3, of = 10 })
s:expect { rule = "教学成绩没有保持同级前列", says = "T1教学成绩在同级10人中列第3名，前列为前2名（百分之二十）" }
E2

with "open_level, paper_level, own_staff: the school's" 'open_level = "县级", paper_level = "校级", own_staff = { "全校" }' <<'E2'
backbone("T1", "2023-09-01", "市级")
s:event("2024-03-01", "T1", "lesson.public", { lesson = "L1", kind = "公开示范", level = "学区级", audience = "全校" })
s:event("2024-03-01", "T1", "paper.outcome", { paper = "P1", outcome = "交流", level = "校级" })
s:advance "2024-09-01"
s:expect { rule = "年内承担学区、县级层面的教学公开活动", outcome = "missed" }
s:refute { rule = "年内为本校教师进行公开示范教学", outcome = "missed" }
s:refute { rule = "年内至少有一篇教科研成果在县及以上获奖、发表或交流", outcome = "missed" }
E2

with "dossier_days: ten" 'dossier_days = 10' <<'E2'
s:event("2023-09-01", "T1", "title.awarded", { level = "学区级" })
s:advance "2023-09-12"
s:expect { rule = "任职后应建立管理档案", outcome = "missed", at = "2023-09-12" }
E2

with "notice_days: at once" 'notice_days = 0' <<'E2'
backbone("T1", "2023-09-01", "市级")
assess("T1", "2024-06-20", "不合格")
s:expect { rule = "考核不合格，取消下一届评选资格", outcome = "fired", at = "2024-06-20", ["评选资格"] = "下届取消" }
s:event("2024-06-21", "T1", "title.revoked", { level = "市级" })
s:expect { rule = "撤销骨干教师称号", outcome = "fired", ["任职"] = "取消" }
E2

with "failing both years: one is not enough" 'failing = "both"' <<'E2'
backbone("T1", "2023-09-01", "市级")
assess("T1", "2024-06-20", "不合格")
s:refute { rule = "考核不合格，取消下一届评选资格" }
assess("T1", "2025-06-20", "不合格")
s:expect { rule = "考核不合格，取消下一届评选资格", outcome = "announced", at = "2025-06-20" }
backbone("T2", "2023-09-01", "市级")
assess("T2", "2025-06-20", "不合格")
assess("T2", "2026-06-20", "不合格")
s:refute { teacher = "T2", rule = "考核不合格，取消下一届评选资格" }
E2

with "failing combined: the verdict over both years" 'failing = "combined"' <<'E2'
backbone("T1", "2023-09-01", "市级")
assess("T1", "2024-06-20", "不合格")
s:refute { rule = "考核不合格，取消下一届评选资格" }
assess("T1", "2025-06-20", "不合格", "综合")
s:expect { rule = "考核不合格，取消下一届评选资格", outcome = "announced" }
E2

with "selection_in the next cycle: on the two years before it" 'selection_in = "next_cycle"' <<'E2'
for _, who in ipairs { "T1", "T2", "T3" } do
  backbone(who, "2023-09-01", "市级")
  assess(who, "2024-06-20", who == "T3" and "不合格" or "合格")
  assess(who, "2025-06-20", "良好")
end
s:advance "2025-09-10"
s:refute { rule = "没有确定为下一届骨干教师，任职终止" }
s:event("2025-09-15", nil, "selection.opened")
s:expect { teacher = "T1", rule = "连续两年的考核情况，提交评选小组", says = "T1，市级骨干教师，连续两年考核：合格、良好；评选资格：有" }
s:event("2025-09-20", "T1", "committee.decided", { decision = "合格", leaders = 2, mentors = 3 })
s:expect { teacher = "T1", rule = "评选小组确定为下一届骨干教师" }
s:event("2025-09-30", nil, "selection.closed")
s:refute { teacher = "T1", rule = "没有确定为下一届骨干教师，任职终止" }
s:expect { teacher = "T2", rule = "没有确定为下一届骨干教师，任职终止", outcome = "announced", at = "2025-09-30" }
s:expect { teacher = "T3", rule = "没有确定为下一届骨干教师，任职终止", outcome = "announced", at = "2025-09-30" }
s:expect { teacher = "T3", rule = "本届不得评选骨干教师", ["评选资格"] = "本届取消" }
s:event("2026-03-01", nil, "selection.opened")
s:event("2026-03-10", nil, "selection.closed")
s:refute { at = "2026-03-10" }
s:standing("T3", "评选资格", "本届取消")
s:event("2027-09-15", nil, "selection.opened")
s:expect { teacher = "T3", rule = "取消一届期满，恢复评选资格", at = "2027-09-15" }
E2

refused "a goal that is no number" 'city = "three"' 'city is "three", not a whole number'
refused "a reading there is not" 'failing = "once"' 'failing is "once", not one of any, both, combined'
refused "a year there is not" 'year = "term"' 'year is "term", not one of school_year, year'
refused "a selection at another time" 'selection_in = "spring"' 'selection_in is "spring", not one of last_year, next_cycle'
refused "a share that is none" 'top_share = 0.3' 'top_share is 0.3, not a share; write "1/3" or "20%"'
refused "a level of another plan" 'open_level = "片级"' 'open_level is "片级", not one of 校级, 学区级, 县级, 市级'
refused "an audience that is no list" 'own_staff = "本校教师"' 'own_staff is "本校教师", not a list of one or more, each a text'
refused "an empty one" 'own_staff = {}' 'own_staff is {}, not a list of one or more, each a text'
refused "a number of days that is none" 'notice_days = -7' 'notice_days is -7, not a whole number'
refused "neither true nor false" 'cumulative = 1' 'cumulative is 1, not true or false'

echo "1..$n"
exit $failed
