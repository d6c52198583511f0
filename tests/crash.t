#!/bin/sh
# crash.t — tenure append killed in the middle, again and again: what it said it
# took is there, and what is decided in the end is what a replay decides.
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
TENURE_RULES=${TENURE_RULES:-$top/rules}
export TENURE_RULES
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
example=$top/examples/two_year_cycle
rounds=${CRASH_ROUNDS:-25}
n=0 failed=0
is() { # is NAME STATUS: one line of TAP
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n - $1"; else echo "not ok $n - $1"; failed=1; fi
}
db=$work/school.db
# Turned round by halves, so that much of it is late.
tail -n 600 "$example/events.ndjson" > "$work/events"
head -n -600 "$example/events.ndjson" >> "$work/events"
sort "$example/events.ndjson" > "$work/sorted"

tenure append --db "$db" --policy "$example/rules.lua" /dev/null > "$work/out" 2> "$work/err"
is 'a database is made' $?
lost=0 broken=0 killed=0 at=1
all=$(wc -l < "$work/events")
# Each round takes some more lines and is killed after a while; a round that
# ended has acknowledged its lines, and they must be there ever after.
acknowledged=$work/acknowledged
: > "$acknowledged"
round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  size=$((round * 37 % 90 + 10))
  sed -n "$at,$((at + size))p" "$work/events" > "$work/slice"
  tenure append --db "$db" "$work/slice" > "$work/out" 2> "$work/err" &
  child=$!
  sleep "0.$(printf %02d $((round * 7 % 23)))"
  kill -9 "$child" 2> /dev/null
  wait "$child" 2> /dev/null
  status=$?
  if [ "$status" -eq 0 ]; then
    cat "$work/slice" >> "$acknowledged"
    at=$((at + size + 1))
    [ "$at" -gt "$all" ] && at=1
  elif [ "$status" -eq 137 ]; then
    killed=$((killed + 1))
  else
    broken=$((broken + 1))
    sed 's/^/# /' "$work/err"
  fi
  tenure export --db "$db" 2> "$work/err" | sort > "$work/there" || broken=$((broken + 1))
  [ -z "$(sort -u "$acknowledged" | comm -23 - "$work/there")" ] || lost=$((lost + 1))
done
echo "# $killed of $rounds rounds were killed"
is 'no round found a broken database' "$broken"
is 'nothing acknowledged is lost' "$lost"
[ "$killed" -gt 0 ]; is 'some rounds were killed' $?
tenure append --db "$db" "$work/events" > "$work/out" 2> "$work/err"; is 'the rest is taken' $?
tenure export --db "$db" | sort | cmp -s - "$work/sorted"; is 'every event is there once' $?
tenure decisions --db "$db" | sort > "$work/stands"
tenure replay "$example/rules.lua" "$example/events.ndjson" | sort | cmp -s - "$work/stands"
is 'what stands is what a replay decides' $?
twice=$(tenure decisions --db "$db" --journal | sed 's/.*"seq"/"seq"/' | sort | uniq -d)
[ -z "$twice" ]; is 'no entry of the journal twice' $?
grep -q . "$work/err" && sed 's/^/# /' "$work/err"
echo "1..$n"
exit $failed
