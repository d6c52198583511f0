#!/bin/sh
# live_plans.t — the six plans' example years through a live school, in another
# order of arrival, in batches, the database dropped between them (live.c).
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$(dirname "$(command -v tenure)")}
build=$(cd "$build" && pwd) top=$(cd "$top" && pwd)
TENURE_RULES=$top/rules LIVE_RUNS=${LIVE_RUNS:-2}
export TENURE_RULES LIVE_RUNS
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0 failed=0
cd "$work" || exit 99
for example in "$top"/examples/*/; do
  n=$((n + 1))
  if "$build/tests/live" replay "$example/rules.lua" "$example/events.ndjson" > out 2> err; then
    echo "ok $n - $(basename "$example"), $(wc -l < out) decisions"
  else
    echo "not ok $n - $(basename "$example")"
    sed 's/^/# /' err
    failed=1
  fi
done
[ "$n" -ge 6 ] || { echo "Bail out! $n examples were found"; failed=1; }
echo "1..$n"
exit $failed
