#!/bin/sh
# rules.t — that each shipped plan loads as a policy, without lint, passes its own
# tests, which cover it, and through require takes a school's parameters.
set -u
LC_ALL=C
export LC_ALL
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1
TENURE_RULES=$PWD/rules
export TENURE_RULES
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

n=0
failed=0
# prints TEXT STATUS PATTERN POLICY: `tenure check --strict` ends so and prints
# such a line.
prints() {
  n=$((n + 1))
  tenure check --strict "$4" > "$work/out" 2> "$work/err"
  status=$?
  if [ $status -eq "$2" ] && grep -q -e "$3" "$work/out"; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    sed 's/^/#   /' "$work/out" "$work/err"
  fi
}

# school PLAN PARAMETERS: a policy that requires the plan with these.
calendar='timezone = "+08:00", terms = { { "09-01", "01-31" }, { "02-16", "07-10" } }, cycle = { years = 2, from = 2024 }'
school() {
  printf 'calendar { '"$calendar"' }\nrequire "plans.%s" {\n%s\n}\n' "$1" "$2" > "$work/rules.lua"
}

for folder in rules/plans/*/; do
  plan=$(basename "$folder")
  prints "$plan loads" 0 '^rule "' "$folder"
  n=$((n + 1))
  if tenure test "$folder" --coverage > "$work/out" 2> "$work/err" && grep -q '^1\.\.[1-9]' "$work/out"; then
    echo "ok $n - $plan passes its tests, which cover it"
  else
    failed=1
    echo "not ok $n - $plan passes its tests, which cover it"
    sed 's/^/#   /' "$work/out" "$work/err"
  fi
  case $plan in
    county_school) must='  goal_by = "2027-12-31",' ;; # the plan masks the year
    *) must= ;;
  esac
  school "$plan" "$must"
  prints "$plan loads without parameters it can do without" 0 '^rule "' "$work"
  school "$plan" "$must  no_such = 1,"
  prints "$plan: a parameter it lacks is the school's mistake" 1 "^rules.lua:2: .*'no_such'" "$work"
  # Lint leaves shipped modules alone: here they are the policy's own.
  rm -rf "$work/own"
  mkdir "$work/own"
  cp "$folder/rules.lua" "$work/own"
  ln -s "$PWD/rules/plans" "$work/own/plans"
  prints "$plan: no lint in its own modules" 0 '^rule "' "$work/own"
done

mkdir "$work/noticed"
cp rules/plans/kindergarten_training/rules.lua "$work/noticed"
cp -R rules/plans "$work/noticed/plans"
echo 'event.unheard = {}' >> "$work/noticed/plans/kindergarten_training/events.lua"
prints 'lint in a plan is noticed' 1 "^plans/kindergarten_training/events.lua:[0-9]*: unused: event 'unheard'" "$work/noticed"

school county_school ''
prints "county_school: the year the plan leaves open must be given" 1 '^rules.lua:2: goal_by: ' "$work"

plan=kindergarten_training
school $plan '  cutoff = "1/4", warnings = { "20%", "3/20" },'
prints "$plan: the cutoff is the school's" 0 '^rule "缺课达四分之一以上，停止培训资格" \[P2-32\]$' "$work"
prints "$plan: and so is a warning" 0 '^rule "缺课达百分之二十，提醒"' "$work"
prints "$plan: each of them" 0 '^rule "缺课达二十分之三，提醒"' "$work"
school $plan '  cutoff = "a third",'
prints "$plan: a cutoff that is no share is named" 1 '^rules.lua:2: a third is no share' "$work"
school $plan '  leave_counts = { "产假" },'
prints "$plan: leave is one of the statuses there are" 1 "'产假' is not one of" "$work"

# One person, ten times not there of thirty, the last on 2024-09-19, by this
# status: stopped so many times.
n_of() { grep -c '"to":"停训"' "$work/decided"; }
judged() { # judged TEXT COUNT STATUS [UNTIL]
  n=$((n + 1))
  awk -v status="$3" 'BEGIN {
    head = "{\"specversion\":\"1.0\",\"source\":\"/t\",\"subject\":\"T1\","
    print head "\"id\":\"a\",\"type\":\"enrolled\",\"time\":\"2024-09-01T08:00:00+08:00\"}"
    print head "\"id\":\"b\",\"type\":\"training.planned\",\"time\":\"2024-09-01T08:00:00+08:00\",\"data\":{\"sessions\":30}}"
    for (i = 10; i < 20; i++)
      print head "\"id\":\"" i "\",\"type\":\"attendance.recorded\",\"time\":\"2024-09-" i "T12:00:00+08:00\",\"data\":{\"session\":\"" i "\",\"status\":\"" status "\"}}"
  }' > "$work/events"
  tenure replay "$work" "$work/events" --until "${4-2024-09-20}" > "$work/decided" 2> "$work/err"
  if [ "$(n_of)" -eq "$2" ] && [ ! -s "$work/err" ]; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    sed 's/^/#   /' "$work/err" "$work/decided"
  fi
}
school $plan '  notice_days = 0,'
judged "$plan: leave counts where nothing is said" 1 公假
judged "$plan: being late does not" 0 迟到
judged "$plan: it need not be announced" 1 缺课
school $plan '  notice_days = 0, leave_counts = false,'
judged "$plan: leave need not count" 0 病假
judged "$plan: absence does all the same" 1 缺课
school $plan '  notice_days = 0, leave_counts = { "事假" },'
judged "$plan: one kind of leave may count" 1 事假
judged "$plan: and another not" 0 公假
school $plan ''
judged "$plan: where nothing is said it is announced, and does not happen yet" 0 缺课 2024-09-26
judged "$plan: but does when the days are over" 1 缺课 2024-09-27

plan=backbone_duties
school $plan '  weekly_lessons = 3, topics = { "智慧课堂" },'
prints "$plan: how many lessons a mentor hears is the school's" 0 '^duty "师傅每周听徒弟3节课" \[P1-09, P1-10\]$' "$work"
prints "$plan: and what is taught of technology" 0 '^duty "校内每学期开展智慧课堂培训"' "$work"
school $plan '  comment_days = 4,'
prints "$plan: a comment is not put off longer than three days" 1 '^rules.lua:2: comment_days is 4, not a whole number up to 3$' "$work"
school $plan '  begins = "9/1/2024",'
prints "$plan: a day is written as one" 1 '^rules.lua:2: begins is "9/1/2024", not a day' "$work"
school $plan '  forum_months = { "2024-09-30", "October" },'
prints "$plan: and so is each of a list" 1 '^rules.lua:2: forum_months is { "2024-09-30", "October" }, not a list, each a day' "$work"
school $plan '  forum_months = {}, short_weeks = {}, topics = {},'
prints "$plan: a list may be empty" 0 '^rule "' "$work"

plan=town_school
school $plan '  staff = 98, visit_days = { 3, 5 },'
prints "$plan: how many there are is the school's" 0 '^target "现有在职教职工98人" \[P3-01\]$' "$work"
prints "$plan: and how long a visit takes" 0 '^duty "每学期到校外先进校学习、交流3-5天"' "$work"
echo "1..$n"
exit $failed
