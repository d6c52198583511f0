#!/bin/sh
# demo.sh — a kindergarten's training year, judged: run by ./bootstrap demo,
# which puts the built `tenure` into PATH.
set -eu
cd "$(dirname "$0")/.."
: "${TENURE_RULES:=$PWD/rules}"
export TENURE_RULES
policy=examples/kindergarten_training
events=$policy/events.ndjson

if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
  bold=$(printf '\033[1m') plain=$(printf '\033[0m') DEMO_COLOUR=yes
  COLUMNS=$(stty size 2>/dev/null </dev/tty | cut -d' ' -f2) || COLUMNS=80
else
  bold='' plain='' DEMO_COLOUR=no COLUMNS=80
fi
export COLUMNS DEMO_COLOUR

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
heading() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }
report() { lua5.4 examples/report.lua "$@" < "$work/decisions"; }

heading "幼儿园骨干教师培训，2024年9月至2026年5月：36次集中培训，十个月跟踪培训，40名学员"
echo "  规则  $policy/rules.lua，取自 rules/plans/kindergarten_training"
echo "  记录  $events，$(wc -l < "$events" | tr -d ' ') 条"
tenure replay "$policy" "$events" > "$work/decisions"
tenure replay "$policy" "$events" --plain > "$work/plain"

heading "\$ tenure replay $policy $events --plain"
echo "（共 $(wc -l < "$work/decisions" | tr -d ' ') 个决定，这里只列停训的）"
awk 'function show() { if (block ~ /→ 停训/) printf "%s", block; block = "" }
  /^[0-9]/ { show() } { block = block $0 "\n" } END { show() }' "$work/plain" | sed 's/^/  /'

report summary

heading '其中一个决定：计划由36次改为30次，10次缺课即达三分之一'
report explain T03 停训

heading '再判一遍，记录乱序且每条两次'
sed p "$events" | awk '{ print (NR * 7919) % 4013 "\t" $0 }' | sort -n | cut -f2- > "$work/shuffled"
tenure replay "$policy" "$work/shuffled" | cmp -s - "$work/decisions" || {
  echo '  决定不同' >&2
  exit 1
}
echo '  决定逐字节相同'
