#!/bin/sh
# cases_command.t — tenure cases: the boundary cases drawn from the six plans
# are scenarios that pass, and see nearly every condition both ways.
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
TENURE_RULES=$(cd "$top" && pwd)/rules
export TENURE_RULES
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0 failed=0
is() { # is NAME STATUS: one line of TAP
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; failed=1; fi
}

# draw NAME: the cases of $work/NAME, kept beside it and run.
draw() {
  timeout 120 tenure cases "$work/$1" > "$work/drawn" 2> "$work/err" || { cat "$work/err"; return 1; }
  mkdir -p "$work/$1/tests"
  cp "$work/drawn" "$work/$1/tests/cases.lua"
  timeout 120 tenure test "$work/$1" --coverage > "$work/out" 2>&1
}

for folder in "$TENURE_RULES"/plans/*/; do
  plan=$(basename "$folder")
  [ -f "$folder/rules.lua" ] || continue
  mkdir "$work/$plan"
  cp "$folder/rules.lua" "$work/$plan"
  draw "$plan"
  ! grep '^not ok' "$work/out"; is "$plan: every scenario drawn passes" $?
  [ "$(grep -c '^ok' "$work/out")" -ge 100 ]; is "$plan: there are many" $?
  both=$(sed -n 's/^# coverage: .* fired, \([0-9]*\) of \([0-9]*\) conditions.*/\2 - \1/p' "$work/out")
  [ "$(($both))" -le 1 ]; is "$plan: conditions are seen both ways" $?
done

mkdir "$work/small"
cat > "$work/small/rules.lua" << 'POLICY'
calendar { timezone = "+08:00" }
event.paper = { level = { "school", "district" } }
track.rank = { "none", "ready" }
rule "three papers" {
  applies = track.rank:is "none",
  when    = event.paper { level = at_least "district" }:count():at_least(3),
  outcome = track.rank:becomes "ready",
}
POLICY
draw small; is 'a small policy: its cases pass and cover it' $?
for side in 'just under' 'at' 'just over'; do
  grep -q "^scenario \".*$side" "$work/drawn"; is "a small policy: a case $side" $?
done
echo 'rule "x" { when = no_such }' > "$work/small/rules.lua"
tenure cases "$work/small" > "$work/drawn" 2> "$work/err"
[ $? -eq 1 ] && grep -q '^rules.lua:1: ' "$work/err"; is "a policy's mistakes are told" $?
tenure cases > "$work/drawn" 2> "$work/err"; [ $? -eq 2 ]; is 'wrong usage' $?
echo "1..$n"
exit $failed
