#!/bin/sh
# examples.t — that every folder of examples/ has no lint, still writes its
# events, decides what expected.ndjson says, whatever the order of the lines and
# however often they come, and that the demo runs.
#
# A decision names the policy that made it by a digest, which changes with any
# comment: that member is left out.  `tests/examples.t --accept` writes what now
# comes out into expected.ndjson.
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
# same TEXT EXPECTED FOUND: the two files are alike.
same() {
  n=$((n + 1))
  if [ -s "$2" ] && diff "$2" "$3" > "$work/diff" 2>&1; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    sed -n '1,10s/^\(.\{300\}\).*/\1…/; 1,10s/^/#   /p' "$work/diff"
  fi
}

# decide FOLDER EVENTS OUT
decide() {
  tenure replay "$1" "$2" > "$work/raw" 2> "$3" \
    && sed 's/,"policy":"sha256:[0-9a-f]\{64\}"}$/}/' "$work/raw" > "$3"
}

# Each line twice, all in another order, the same one in every run.
shuffle() {
  sed p "$1" | awk '{ print (NR * 7919) % 10007 "\t" $0 }' | sort -n | cut -f2-
}

for folder in examples/*/; do
  folder=${folder%/}
  name=${folder#examples/}
  events=$folder/events.ndjson
  if [ "${1-}" = --accept ]; then
    decide "$folder" "$events" "$folder/expected.ndjson"
    continue
  fi
  n=$((n + 1))
  if tenure check --strict "$folder" > "$work/checked" 2>&1; then echo "ok $n - $name: no lint"; else
    failed=1
    echo "not ok $n - $name: no lint"
    sed 's/^/#   /' "$work/checked"
  fi
  lua5.4 "$folder/generate.lua" > "$work/events"
  same "$name: generate.lua writes events.ndjson" "$events" "$work/events"
  decide "$folder" "$events" "$work/found"
  same "$name: the decisions are those expected" "$folder/expected.ndjson" "$work/found"
  shuffle "$events" > "$work/shuffled"
  decide "$folder" "$work/shuffled" "$work/found"
  same "$name: and again, shuffled, each line twice" "$folder/expected.ndjson" "$work/found"
done
[ "${1-}" != --accept ] || exit 0

n=$((n + 1))
if sh examples/demo.sh > "$work/demo" 2>&1; then
  echo "ok $n - the demo runs"
else
  failed=1
  echo "not ok $n - the demo runs"
  tail -n 5 "$work/demo" | sed 's/^/#   /'
fi
echo "1..$n"
exit $failed
