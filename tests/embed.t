#!/bin/sh
# embed.t — examples/embed.c: a school through the embedding interface is the
# school `tenure` sees.
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$(dirname "$(command -v tenure)")}
TENURE_RULES=${TENURE_RULES:-$top/rules}
export TENURE_RULES
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
example=$top/examples/kindergarten_training
n=0 failed=0
is() { # is NAME STATUS: one line of TAP
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; failed=1; fi
}
embed() { "$build/examples/embed" "$work/db" "$example/rules.lua" "$1" > "$work/out" 2> "$work/err"; }

tac "$example/events.ndjson" > "$work/turned"
embed "$work/turned"; is 'events turned round are taken' $?
grep -q '"entry":"withdrawn"' "$work/out"; is 'what followed no more was withdrawn' $?
tenure decisions --db "$work/db" | sort > "$work/stands"
tenure replay "$example/rules.lua" "$example/events.ndjson" | sort > "$work/judged"
cmp -s "$work/stands" "$work/judged"; is 'what stands is what a replay decides' $?
tenure export --db "$work/db" | sort > "$work/exported"
sort "$example/events.ndjson" | cmp -s - "$work/exported"; is 'every event comes out as it went in' $?
embed "$example/events.ndjson"; is 'the same again is taken' $?
[ -s "$work/out" ]; is 'and decides nothing' $((1 - $?))
tenure replay --db "$work/db" | sort | cmp -s - "$work/judged"; is 'a replay of the database decides the same' $?
echo '{"id":"x"}' > "$work/bad"
embed "$work/bad"; grep -q '^line 1: x: ' "$work/err"; is 'a refusal names the line' $?
TENURE_RULES=/nowhere; embed "$work/bad"; grep -q '^rules.lua:[0-9]*: ' "$work/err"; is "a policy's mistake has its line" $?
echo "1..$n"
exit $failed
